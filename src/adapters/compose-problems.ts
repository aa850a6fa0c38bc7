import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';

/** Why Compose gave no answer, as errors of the gate. */
export function composeMissing(): GateError {
  return new GateError({
    code: 'COMPOSE-MISSING',
    what: 'Neither docker compose nor docker-compose is installed.',
    means: `Only Compose knows what its files mean, so no service was judged. ${NO_VERDICT}`,
    todo: 'Install the Compose plugin of Docker; the hosted runners of GitHub have it.',
  });
}

/** @param lines what Compose says; untrusted */
export function composeInvalid(tool: string, lines: readonly string[]): GateError {
  const words = lines.map(withoutFrame).join(' ');
  return new GateError({
    code: 'COMPOSE-INVALID',
    what: `${tool} refuses the compose files: ${visibleText(words === '' ? 'it does not say why' : words.replace(/[.\s]+$/, ''), 400)}.`,
    means: NO_VERDICT,
    todo: 'Correct the files until "docker compose config" takes them in an environment without your own variables.',
  });
}

export function composeTooMuch(what: string): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `Compose ${what}.`,
    means: NO_VERDICT,
    todo: 'Make the project smaller, or judge its files in steps of their own.',
  });
}

/** `time="…" level=error msg="no such file"` says `no such file`. */
function withoutFrame(line: string): string {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  return message === undefined ? line : message.replace(/\\(["\\])/g, '$1');
}
