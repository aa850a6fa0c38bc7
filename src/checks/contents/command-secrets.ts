import { isPublicName, secretName } from './secret-name.ts';
import { knownForms, type Secret, secretIn } from './secret-value.ts';

/** A secret in a command, with the name that it is given to, if any. */
export interface NamedSecret {
  readonly secret: Secret;
  readonly name?: string;
}

/** Headers of HTTP that carry a secret, in lower case. (RFC 9110 section 11.6.2; docs.gitlab.com, REST API authentication.) */
const HEADERS = [
  'authorization:',
  'proxy-authorization:',
  'private-token:',
  'job-token:',
  'x-api-key:',
  'x-auth-token:',
];

/** What a command can hold in place of a variable, a pattern or a piece of syntax. */
const LITERAL = /^[A-Za-z0-9_+/=.@!%~:#,-]{6,}$/;

/**
 * Secrets in a line for the shell: tokens of a known form; values given to a name that speaks of a secret
 * (`TOKEN=x make`, `--password=x`, `--password x`); headers; `user:password` for chpasswd. Linear in the text.
 */
export function commandSecrets(command: string): readonly NamedSecret[] {
  const words = shellWords(command);
  const whole = knownForms(command, true);
  const kinds = new Set(whole.map(({ kind }) => kind));
  // Keys that a name can excuse are looked for word by word, with the name that they are given to.
  const single = words.flatMap(wordForms).filter(({ kind }) => !kinds.has(kind));
  return [...[...whole, ...single].map((secret) => ({ secret })), ...words.flatMap((_, at) => atWord(words, at) ?? [])];
}

const PAIR = /^(-{0,2})([A-Za-z_][\w.-]*)=(.*)$/s;

function wordForms(word: string): readonly Secret[] {
  // Neither a key of Google nor a JSON Web Token is shorter.
  if (word.length < 39) return [];
  const [, , name, value] = PAIR.exec(word) ?? [];
  return value === undefined ? knownForms(word) : knownForms(value, isPublicName(name ?? ''));
}

function atWord(words: readonly string[], at: number): NamedSecret | undefined {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const pair = PAIR.exec(word);
  if (pair !== null) return given(pair[2] ?? '', pair[3] ?? '');
  if (OPTION.test(word)) return next.startsWith('-') ? undefined : given(word.slice(2), next);
  if (HEADERS.includes(word.toLowerCase())) return header(word.slice(0, -1), words.slice(at + 1, at + 3));
  if (word === 'chpasswd' && words[at - 1] === '|') return account(words[at - 2] ?? '');
  return undefined;
}

/** An option whose value is the next word: its last word is the secret one, unlike `--with-password-argon2`. */
const OPTION =
  /^--[A-Za-z][\w.-]*(?:password|passwd|passphrase|pass|token|secret|key|credentials?)$|^--(?:password|passphrase|token|secret)$/i;

/** `libsecret-1-0=0.20.5-3`, `tiktoken==0.7.0`, `passwd=1:4.13+dfsg1-1`: a package and its version. */
const VERSION = /^[=~]|^(?:\d+:)?\d+\.[\w.+~:-]*$/;

/** The value of a name, when it is written out: `$TOKEN`, `$(cat …)` and `.*` are none. */
function given(name: string, value: string): NamedSecret | undefined {
  if (!LITERAL.test(value) || VERSION.test(value)) return undefined;
  // What is only there for one step (`SECRET_KEY_BASE=precompile`): no service makes such tokens; people choose such passwords.
  if (/^[a-z]+(?:[-_][a-z]+)*$/.test(value) && secretName(name)?.chosen !== true) return undefined;
  const secret = secretIn(name, value);
  // What has a form of its own was found already, in the whole command.
  return secret?.source === 'name' ? { secret, name } : undefined;
}

function header(name: string, [first = '', second = '']: readonly string[]): NamedSecret | undefined {
  const value = /^(?:bearer|basic|token)$/i.test(first) ? second : first;
  if (!LITERAL.test(value) || value.length < 12 || knownForms(value).length > 0) return undefined;
  const secret = secretIn('token', value);
  return secret === undefined ? undefined : { secret: { ...secret, kind: 'credential of an HTTP header' }, name };
}

function account(word: string): NamedSecret | undefined {
  const pair = /^([a-z_][a-z0-9_-]*):(\S{3,})$/.exec(word);
  if (pair === null || /[$`*]/.test(pair[2] ?? '')) return undefined;
  const secret = secretIn('password', pair[2] ?? '');
  return secret === undefined ? undefined : { secret, name: `account ${pair[1]}` };
}

/**
 * Words of a command without their quotes, those in quotes cut at blanks too (`sh -c "TOKEN=x make"`). Outside of
 * quotes `|`, `;`, `&`, `(` and `)` are words of their own. One pass.
 */
function shellWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (const character of command) {
    const opens = quote === '' && (character === '"' || character === "'");
    if (/\s/.test(character)) end();
    else if (opens || character === quote) {
      quote = opens ? character : '';
      word ??= '';
    } else if (quote === '' && '|;&()'.includes(character)) {
      end();
      words.push(character);
    } else if (character === '\\') word ??= '';
    else word = (word ?? '') + character;
  }
  end();
  return words;
}
