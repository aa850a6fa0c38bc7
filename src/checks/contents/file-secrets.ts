import type { SecretFile } from '../../model/image-contents.ts';
import { knownForms, type Secret, secretIn } from './secret-value.ts';

/** Lines of a credential file that are looked at. */
const MOST_LINES = 2_000;
/** Longer lines are data. */
const MAX_LINE = 4_000;
/** A name, `=` or `:`, a value; `machine … password …` of netrc is taken apart before. */
const PAIR = /^[\s"'/]*(?:[^\s"'=]*:)?([A-Za-z_][\w.-]*)["']?\s*[=:]\s*["']?([^"'\s,]+)/;
const NETRC = /\bpassword\s+(\S+)/;
/** Tools write the user and password of a registry as base64 of `user:password`. */
const DOCKER_AUTH = /"auth"\s*:\s*"([A-Za-z0-9+/]{8,}={0,2})"/;
/** `https://user:password@host` of git's store. */
const USER_INFO = /\bhttps?:\/\/[^\s:@/]+:([^\s@/]+)@/;

/** What the text of a credential file gives away; each kind once. Values are never kept. */
export function fileSecrets({ text }: SecretFile): readonly Secret[] {
  if (text === undefined) return [];
  const found = text
    .split('\n', MOST_LINES)
    .map((line) => line.trim().slice(0, MAX_LINE))
    .filter((line) => !/^(?:#|;|\/\/(?![^:\s]*:_))/.test(line))
    .flatMap(lineSecrets);
  return [...new Map(found.map((secret) => [secret.kind, secret])).values()];
}

function lineSecrets(line: string): readonly Secret[] {
  const known = knownForms(line);
  if (known.length > 0) return known;
  const password = NETRC.exec(line)?.[1] ?? USER_INFO.exec(line)?.[1];
  if (password !== undefined) return some(secretIn('PASSWORD', password));
  const auth = DOCKER_AUTH.exec(line)?.[1];
  if (auth !== undefined) {
    const [, decoded = ''] = Buffer.from(auth, 'base64').toString('utf8').split(/:(.*)/s);
    return some(secretIn('REGISTRY_PASSWORD', decoded));
  }
  const [, name, value] = PAIR.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : some(secretIn(nameOf(name), value));
}

/** `_authToken` and `aws_secret_access_key` are names as environments have them, in other letters. */
function nameOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/^_+/, '')
    .toUpperCase();
}

function some(secret: Secret | undefined): readonly Secret[] {
  return secret === undefined ? [] : [secret];
}
