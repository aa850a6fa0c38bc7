/** A value with a name as variables have it: `AWS_SECRET_ACCESS_KEY`. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** Values of one file that are looked at: more than 64 KiB can hold, so that nothing hides behind others. */
const MOST_VALUES = 65_536;

/**
 * The names and values of a file of credentials, by its kind: JSON, XML, netrc, pgpass, and lines of `name = value` or
 * `name: value` for all else. Linear in the text; what can't be read as its kind is read as lines.
 *
 * @param path of the file
 * @param text at most 64 KiB, without comments
 */
export function valuesIn(path: string, text: string): readonly NamedValue[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const values = name === '.pgpass' ? pgpass(text) : name.endsWith('netrc') ? netrc(text) : byShape(name, text);
  return values.slice(0, MOST_VALUES);
}

function byShape(name: string, text: string): readonly NamedValue[] {
  const start = text.trimStart();
  if (start.startsWith('{') || name.endsWith('.json')) return jsonValues(start) ?? pairs(text);
  if (start.startsWith('<')) return xmlValues(text);
  if (name === '.vault-token') return [{ name: 'VAULT_TOKEN', value: text.trim() }];
  return pairs(text);
}

/** `host:port:database:user:password`, with `\:` for a colon (libpq, "The Password File"). */
function pgpass(text: string): readonly NamedValue[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().replaceAll('\\:', '\0').split(':');
    return fields.length < 5 ? [] : [{ name: 'PASSWORD', value: (fields[4] ?? '').replaceAll('\0', ':') }];
  });
}

/** Words: `machine x login y password z`, in one line or many. The password of an anonymous login is nobody's. */
function netrc(text: string): readonly NamedValue[] {
  const words = text.split(/\s+/);
  let login = '';
  return words.flatMap((word, at) => {
    const next = words[at + 1] ?? '';
    if (word === 'machine' || word === 'default') login = '';
    if (word === 'login') login = next;
    return word === 'password' && login !== 'anonymous' ? [{ name: 'PASSWORD', value: next }] : [];
  });
}

/** Composer writes tokens under the name of a host, below one of these. (getcomposer.org, "Authentication for private packages") */
const TOKENS_BY_HOST = new Set(['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bearer']);

/** Each text of a JSON document with the key that it stands under; undefined for what is no JSON. */
function jsonValues(text: string): readonly NamedValue[] | undefined {
  const found: NamedValue[] = [];
  // A list and no recursion: 64 KiB can be nested 30,000 deep.
  const open: { readonly key: string; readonly value: unknown }[] = [{ key: '', value: parsed(text) }];
  if (open[0]?.value === undefined) return undefined;
  for (let next = open.pop(); next !== undefined && found.length < MOST_VALUES; next = open.pop()) {
    const { key, value } = next;
    if (typeof value === 'string') found.push({ name: upper(key), value });
    else if (typeof value === 'object' && value !== null) {
      const below = Object.entries(value).map(([name, one]: [string, unknown]) => ({
        key: TOKENS_BY_HOST.has(key) && typeof one === 'string' ? 'token' : name,
        value: one,
      }));
      open.push(...below.toReversed());
    }
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * `<password>x</password>` of Maven, and `<add key="ClearTextPassword" value="x" />` of NuGet, whose other passwords are
 * encrypted for one machine. Maven's `{…}` is encrypted with a key of another file.
 */
function xmlValues(text: string): readonly NamedValue[] {
  return text.split('<').flatMap((piece): readonly NamedValue[] => {
    const end = piece.indexOf('>');
    if (end < 0) return [];
    const tag = piece.slice(0, end);
    const value = piece.slice(end + 1).trim();
    if (/^[\w.-]{1,100}$/.test(tag)) {
      const encrypted = value.startsWith('{') && value.endsWith('}');
      return value === '' || encrypted ? [] : [{ name: upper(tag), value }];
    }
    const key = attribute(tag, 'key');
    const named = attribute(tag, 'value');
    return tag.startsWith('add') && key?.toLowerCase() === 'cleartextpassword' && named !== undefined
      ? [{ name: 'PASSWORD', value: named }]
      : [];
  });
}

function attribute(tag: string, name: string): string | undefined {
  const start = tag.indexOf(` ${name}="`);
  const value = start < 0 ? undefined : tag.slice(start + name.length + 3);
  return value?.slice(0, Math.max(0, value.indexOf('"')));
}

/** Lines of `name = value`, `name: value`, `export name=value`, `- name: value` and `//registry/:name=value`. */
function pairs(text: string): readonly NamedValue[] {
  return text.split('\n').flatMap((line) => {
    const at = separator(line);
    if (at < 0) return [];
    const words = line.slice(0, at).trim().split(/\s+/);
    const name = bareName(words.at(-1) ?? '');
    const known =
      words.length === 1 || (words.length === 2 && ['export', '-', 'set', 'setenv'].includes(words[0] ?? ''));
    const value = bareValue(line.slice(at + 1));
    return known && name !== '' && value !== '' ? [{ name, value }] : [];
  });
}

/** The first `=`, or the first colon with a blank behind it, whichever comes first. */
function separator(line: string): number {
  const equals = line.indexOf('=');
  const colon = line.indexOf(': ');
  return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
}

/** `//registry/:_authToken` is `_authToken`; `:rubygems_api_key` and `"token"` have signs around them. */
function bareName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf(':'), word.lastIndexOf('"', word.length - 2), -1) + 1);
  const plain = name.replaceAll('"', '').replaceAll("'", '');
  return /^[A-Za-z_][\w.-]{0,199}$/.test(plain) ? upper(plain) : '';
}

/** Without quotes, and without a comment behind it. */
function bareValue(written: string): string {
  const value = written.trim();
  const quote = value.charAt(0);
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    return end < 0 ? value.slice(1) : value.slice(1, end);
  }
  const comment = value.indexOf(' #');
  return (comment < 0 ? value : value.slice(0, comment)).trim();
}

/** `_authToken` and `npmAuthToken` are names as environments have them, in other letters; Yarn has its own for `_auth`. */
function upper(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/^_{1,10}/, '')
    .toUpperCase()
    .replace(/^NPM_AUTH_IDENT$/, 'NPM_AUTH');
}
