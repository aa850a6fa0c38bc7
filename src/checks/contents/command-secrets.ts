import { programPasswords } from './program-secrets.ts';
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
  const named = words.flatMap((_, at) => atWord(words, at));
  const ofPrograms = simpleCommands(words)
    .flatMap(programPasswords)
    .map(({ name }) => ({ secret: PASSWORD, name }));
  return [...[...whole, ...single].map((secret) => ({ secret })), ...named, ...ofPrograms];
}

const PASSWORD: Secret = { kind: 'password', source: 'name' };

/** Words between `|`, `;`, `&` and parentheses. */
function simpleCommands(words: readonly string[]): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (SEPARATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands;
}

const SEPARATORS: ReadonlySet<string> = new Set(['|', ';', '&', '(', ')']);

const PAIR = /^(-{0,2})([A-Za-z_][\w.-]*)=(.*)$/s;

function wordForms(word: string): readonly Secret[] {
  // Neither a key of Google nor a JSON Web Token is shorter.
  if (word.length < 39) return [];
  const [, , name, value] = PAIR.exec(word) ?? [];
  return value === undefined ? knownForms(word) : knownForms(value, isPublicName(name ?? ''));
}

function atWord(words: readonly string[], at: number): readonly NamedSecret[] {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const before = words[at - 1] ?? '';
  const headed = HEADERS.includes(word.replace(/^(?:-H|--header=)/, '').toLowerCase());
  if (headed) return header(word.replace(/^(?:-H|--header=)/, '').slice(0, -1), words.slice(at + 1, at + 3));
  if (/^[^=]*[?&]/.test(word) || word.includes('&')) return inQuery(word);
  const pair = PAIR.exec(word);
  if (pair !== null) return given(pair[2] ?? '', pair[3] ?? '');
  if (OPTION.test(word)) return next.startsWith('-') ? [] : given(word.slice(2), next);
  // `aws configure set aws_secret_access_key x`, `npm config set _auth x`
  if (before === 'set' && /^[\w.-]+$/.test(word)) return given(word, next);
  if (word === 'chpasswd') return account((next === '<<<' ? words[at + 2] : before === '|' ? words[at - 2] : '') ?? '');
  if (word === 'passwd' && before === '|' && next === '--stdin') return given('password', words[at - 2] ?? '');
  // .netrc: `machine x login y password z`
  if (word === 'password' && words[at - 2] === 'login') return given('password', next);
  const sql = /^(?:by|password)$/i.test(word) ? /^'([^']+)'[;)]*$/.exec(next)?.[1] : undefined;
  return sql === undefined ? [] : given('password', sql);
}

/** `https://x/y?api_key=z&a=b`, `user=me&password=z` */
function inQuery(word: string): readonly NamedSecret[] {
  return word
    .split(/[?&]/)
    .slice(0, 100)
    .flatMap((part) => {
      const [name = '', value = ''] = part.split(/=(.*)/s);
      return /^[\w.-]+$/.test(name) ? given(name, value) : [];
    });
}

/** An option whose value is the next word: its last word is the secret one, unlike `--with-password-argon2`. */
const OPTION =
  /^--[A-Za-z][\w.-]*(?:password|passwd|passphrase|pass|token|secret|key|credentials?)$|^--(?:password|passphrase|token|secret)$/i;

/** `libsecret-1-0=0.20.5-3`, `tiktoken==0.7.0`, `passwd=1:4.13+dfsg1-1`: a package and its version. */
const VERSION = /^[=~]|^(?:\d+:)?\d+\.[\w.+~:-]*$/;

/** The value of a name, when it is written out: `$TOKEN`, `$(cat …)` and `.*` are none. */
function given(name: string, written: string): readonly NamedSecret[] {
  const value = written.replace(/^["']|["']$/g, '');
  if (!LITERAL.test(value) || VERSION.test(value)) return [];
  // What is only there for one step (`SECRET_KEY_BASE=precompile`): no service makes such tokens; people choose such passwords.
  if (/^[a-z]+(?:[-_][a-z]+)*$/.test(value) && secretName(name)?.chosen !== true) return [];
  const secret = secretIn(name, value);
  // What has a form of its own was found already, in the whole command.
  return secret?.source === 'name' ? [{ secret, name }] : [];
}

function header(name: string, [first = '', second = '']: readonly string[]): readonly NamedSecret[] {
  const value = /^(?:bearer|basic|token)$/i.test(first) ? second : first;
  if (!LITERAL.test(value) || value.length < 12 || knownForms(value).length > 0) return [];
  const secret = secretIn('token', value);
  return secret === undefined ? [] : [{ secret: { ...secret, kind: 'credential of an HTTP header' }, name }];
}

function account(word: string): readonly NamedSecret[] {
  const pair = /^([a-z_][a-z0-9_-]*):(\S{3,})$/.exec(word);
  if (pair === null || /[$`*]/.test(pair[2] ?? '')) return [];
  const secret = secretIn('password', pair[2] ?? '');
  return secret === undefined ? [] : [{ secret, name: `account ${pair[1]}` }];
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
  let escaped = false;
  for (const character of command) {
    // A line feed of printf in quotes.
    if (escaped && quote !== '' && character === 'n') {
      end();
      escaped = false;
      continue;
    }
    escaped = character === '\\' && !escaped;
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
