import type { SecretFile } from '../../model/image-contents.ts';
import { type NamedValue, valuesIn } from './credential-values.ts';
import { knownForms, type Secret, secretIn } from './secret-value.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** What the text of a credential file gives away besides its keys; each kind once. Values are never kept. */
export function fileSecrets({ file, keys, text }: SecretFile): readonly Secret[] {
  if (text === undefined) return [];
  const lines = text.split('\n');
  const spoken = lines.filter((line) => !isComment(line)).join('\n');
  // Who comments a token out has not taken it away; a password or an address there is as often an example.
  const silent = knownForms(lines.filter(isComment).join('\n')).filter(({ kind }) => SHAPES.has(kind));
  const found = [...knownForms(spoken), ...silent, ...valuesIn(file.path, spoken).flatMap(judged)];
  const more = found.filter(({ kind }) => !(kind === 'private key' && keys.length > 0));
  return [...new Map(more.map((secret) => [secret.kind, secret])).values()];
}

const SHAPES: ReadonlySet<string> = new Set(TOKEN_SHAPES.map(({ kind }) => kind));

/** `//registry/:_authToken=x` of npm is none. */
function isComment(line: string): boolean {
  const start = line.trimStart();
  return start.startsWith('#') || start.startsWith(';') || start.startsWith('// ');
}

function judged({ name, value }: NamedValue): readonly Secret[] {
  const secret = secretIn(name, value);
  // What has a form of its own was found already, in the whole text.
  return secret?.source === 'name' ? [secret] : [];
}
