import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { broughtBy, placeOf } from './brought-by.ts';
import { type Setting, setsName } from './instruction-settings.ts';
import { aKind, cureOf, shownName } from './secret-findings.ts';
import { CIS_SECRETS, DOCKER_BUILD_SECRETS, NIST_EMBEDDED_SECRETS } from './secret-references.ts';
import type { Secret } from './secret-value.ts';
import { settingSecret } from './setting-secret.ts';

const META = { id: 'no-secrets-in-env', severity: 'high' } as const;

/** No environment variable of the image holds a secret. */
export const noSecretsInEnv = defineCheck({
  ...META,
  title: 'The environment of the image holds no secrets',
  area: 'contents',
  needs: ['image-config'],
  uses: ['dockerfile'],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ 'image-config': config, dockerfile }) => judge(config, dockerfile),
});

function judge(config: ImageConfig, dockerfile: DockerfileFacts | undefined): CheckResult {
  const variables = config.env.map(atEquals);
  const findings = variables.flatMap(({ name, value }) => {
    const secret = settingSecret(name, value);
    return secret === undefined ? [] : [found(name, secret, dockerfile)];
  });
  const names = findings.slice(0, 5).map(({ seen }) => seen);
  const seen = `${variables.length} variable${variables.length === 1 ? '' : 's'}, none holds a secret`;
  return { kind: 'judged', seen: names.length === 0 ? seen : names.join('; '), findings };
}

/** The engine's form of a variable: `NAME=value`. */
export function atEquals(entry: string): Setting {
  const equals = entry.indexOf('=');
  if (equals < 0) return { name: entry, value: '' };
  return { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
}

function found(name: string, secret: Secret, dockerfile: DockerfileFacts | undefined): Finding {
  const origin = broughtBy(dockerfile, (instruction) => {
    return instruction.keyword === 'ENV' && setsName(instruction, dockerfile?.escape ?? '\\', name);
  });
  const shown = shownName(name);
  return finding(META, {
    key: shown,
    title: `The variable ${shown} holds ${aKind(secret)}`,
    detail:
      `${origin.sentence} Everybody who can pull the image reads its environment with docker inspect, without starting ` +
      'it, and every process of the container gets it.',
    seen: `ENV ${shown}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(
      origin,
      'Give the value when the container starts (a secret of Swarm, Compose or Kubernetes as a file, or docker run ' +
        '--env-file); for a step of the build, RUN --mount=type=secret.',
    ),
  });
}
