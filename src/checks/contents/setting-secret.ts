import { commandSecrets } from './command-secrets.ts';
import { type Secret, secretIn } from './secret-value.ts';

/**
 * The secret of a variable or a build argument: the value itself, or one among the options that it holds
 * (`JAVA_OPTS=-Dspring.datasource.password=x`). Labels hold sentences and examples: their values are judged whole.
 */
export function settingSecret(name: string, value: string): Secret | undefined {
  const whole = secretIn(name, value);
  if (whole !== undefined || !/(?:^|\s)-/.test(value)) return whole;
  return commandSecrets(value)[0]?.secret;
}
