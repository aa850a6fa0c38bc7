import { isPlaceholder } from './placeholder.ts';
import { after } from './text-after.ts';
import { TOKEN_SHAPES, tokensOf } from './token-shapes.ts';

/** A secret that is known by how a text is built and not by a prefix alone. */
export interface SecretForm {
  readonly kind: string;
  /** Where its form is written down in public. */
  readonly source: string;
  readonly publishable?: boolean;
  /** How it is known: by a word of 30 characters or more that is one, or by the whole text, in linear time. */
  readonly by: { readonly word: RegExp } | { readonly text: (text: string) => boolean };
}

/** Addresses of services with what opens them. */
export const CONNECTION_FORMS: readonly SecretForm[] = [
  {
    kind: 'URL with a password',
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    by: { text: (text) => authorities(text).some(({ user, password }) => isPassword(user, password)) },
  },
  {
    kind: 'URL with a token',
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    by: {
      text: (text) =>
        authorities(text).some(({ user, password, path }) => password === undefined && isToken(user, path)),
    },
  },
  {
    kind: 'Azure connection string',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    by: { text: hasAzureKey },
  },
  {
    kind: 'Azure shared access signature',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview',
    by: {
      text: (text) =>
        /[?&;"']s[ver]=/.test(text) && after(text, 'sig=', 100).some((rest) => /^[\w%+/-]{43,90}/.test(rest)),
    },
  },
  {
    kind: 'connection string with a password',
    source: 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax',
    by: { text: (text) => hasConnectionPassword(text) || hasDriverPassword(text) },
  },
];

interface Authority {
  readonly user: string;
  /** Absent without a colon. */
  readonly password?: string;
  readonly path: string;
}

/** What stands before the `@` of each URL that has one. */
function authorities(text: string): readonly Authority[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  const urls = text.split(/[\s"'`,;<>|()\\]/).flatMap((word) => word.split('://').slice(1));
  return urls.flatMap((rest) => {
    const end = rest.search(/[/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const at = authority.lastIndexOf('@');
    if (at < 0) return [];
    const colon = authority.slice(0, at).indexOf(':');
    const path = end < 0 ? '' : rest.slice(end);
    if (colon < 0) return [{ user: authority.slice(0, at), path }];
    return [{ user: authority.slice(0, colon), password: authority.slice(colon + 1, at), path }];
  });
}

/** `user:password@` is how documentation writes it, and what builds are given that need any address. */
function isPassword(user: string, password: string | undefined): boolean {
  if (password === undefined || isPlaceholder(password)) return false;
  return !(/^user(?:name)?$/i.test(user) && /^pass(?:word)?$/i.test(password));
}

/** A token in place of the user. A DSN of Sentry, whose key is for everybody, has the number of a project as its path. */
function isToken(user: string, path: string): boolean {
  if (!/^[\w-]{20,255}$/.test(user) || !/\d/.test(user) || !/[a-z]/i.test(user)) return false;
  if (/^(?:\/[\w-]+)*\/\d+$/.test(path) || isPlaceholder(user)) return false;
  // One of a known form is said by its own name.
  return TOKEN_SHAPES.every((shape) => tokensOf(shape, user).length === 0);
}

/** The one key of the Azurite emulator, the same for everybody. (learn.microsoft.com/azure/storage/common/storage-use-azurite) */
const EMULATOR_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq';

function hasAzureKey(text: string): boolean {
  const accounts = after(text, 'AccountKey=', 100).filter((rest) => !rest.startsWith(EMULATOR_KEY));
  if (accounts.some((rest) => /^[A-Za-z0-9+/]{60,90}={0,2}/.test(rest))) return true;
  return after(text, 'SharedAccessKey=', 100).some((rest) => /^[A-Za-z0-9+/]{40,90}={0,2}/.test(rest));
}

const PLACE = ['server', 'data source', 'host', 'address', 'addr', 'endpoint'];

/** `Server=db;Password=x;`, also as the value of a name: `CONNECTION=Server=db;…`. */
function hasConnectionPassword(text: string): boolean {
  const parts = text.split(';').map((part) => part.split('=').map((word) => word.trim()));
  const places = parts.flatMap((words) => words.slice(0, -1)).map((word) => word.toLowerCase().replace(/^.*["']/s, ''));
  if (!places.some((word) => PLACE.includes(word))) return false;
  return parts.some(([name = '', ...value]) => {
    return ['password', 'pwd'].includes(name.toLowerCase()) && !isPlaceholder(value.join('='));
  });
}

/**
 * `jdbc:postgresql://db/x?user=a&password=b`, `sqlserver://db;user=a;password=b`, `host=db user=a password=b`,
 * `user:password@tcp(db:3306)/x`.
 */
function hasDriverPassword(text: string): boolean {
  const words = text.split(/[\s"'`]/);
  const hosts = words.some((word) => /^host=\S/.test(word));
  return words.some((word) => {
    const go = /^[\w.-]{1,64}:([^:@]{1,200})@(?:tcp|unix)\(/.exec(word)?.[1];
    if (go !== undefined && !isPlaceholder(go)) return true;
    const address = word.includes('://');
    if (!address && !(hosts && word.startsWith('password='))) return false;
    return word.split(/[?&;]/).some((part) => {
      const value = /^password=(.*)$/s.exec(part)?.[1];
      return value !== undefined && !isPlaceholder(value);
    });
  });
}
