import { isPlaceholder } from './placeholder.ts';
import { formsIn } from './secret-forms.ts';
import { isPublicName, type SecretName, secretName } from './secret-name.ts';
import { TOKEN_SHAPES, tokensOf } from './token-shapes.ts';

/** What a value is taken for. It never holds the value itself. */
export interface Secret {
  /** Completes "holds a …": `GitHub token`, `password`. */
  readonly kind: string;
  /** Where the form of such a secret is described, or `name`: the name says so and the value is really one. */
  readonly source: string;
}

/**
 * Judges a name and its value: a token of a known form, or a name that speaks of a secret with a value that is one.
 * A value that only looks random is none. Linear in the length of the value.
 */
export function secretIn(name: string, value: string): Secret | undefined {
  const [known] = knownForms(value, isPublicName(name));
  if (known !== undefined) return known;
  const says = secretName(name);
  if (says === undefined || isTrustStore(name, value) || isItsName(name, value, says)) return undefined;
  return isValue(says, value) ? { kind: says.kind, source: 'name' } : undefined;
}

/** Each kind of secret of a known form that is anywhere in a text, once. */
export function knownForms(text: string, forEverybody = false): readonly Secret[] {
  const shapes = TOKEN_SHAPES.filter((shape) => {
    return tokensOf(shape, text).some((token) => !isPlaceholder(token));
  });
  return [...shapes, ...formsIn(text)]
    .filter(({ publishable }) => !(forEverybody && publishable === true))
    .map(({ kind, source }) => ({ kind, source }));
}

/** The documented password of Java's list of public certificates. (docs.oracle.com, keytool, "cacerts") */
function isTrustStore(name: string, value: string): boolean {
  return value === 'changeit' && /trust_?store|cacerts/i.test(name);
}

/** `XSRF_TOKEN=XSRF-TOKEN`: the name of a header or a cookie. */
function isItsName(name: string, value: string, { chosen }: SecretName): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return !chosen && value.length <= name.length + 2 && plain(value) === plain(name);
}

/** `name:password`, `name/password` of Neo4j, and base64 of it; no hash of a password. */
function isLogin(value: string): boolean {
  const decoded = /^[A-Za-z0-9+/]{8,400}={0,2}$/.test(value) ? decodeBase64(value) : '';
  return [value, decoded].some((text) => {
    const password = /^[\w.@+-]{1,64}[:/]([!-~]{3,200})$/.exec(text)?.[1];
    return password !== undefined && !password.startsWith('$') && !/[:/]/.test(password) && !isPlaceholder(password);
  });
}

const SIXTY_FOUR = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Text of one byte a character. */
function decodeBase64(text: string): string {
  const bits = [...text.replaceAll('=', '')]
    .map((sign) => SIXTY_FOUR.indexOf(sign).toString(2).padStart(6, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

/** Public halves, and certificates. */
const PUBLIC_STARTS = [
  'ssh-rsa',
  'ssh-ed25519',
  'ecdsa-sha2-',
  'sk-ssh-',
  'age1',
  'pk_',
  'pk.',
  '-----BEGIN PUBLIC',
  '-----BEGIN CERT',
  '-----BEGIN PGP PUBLIC',
  'sha256:',
  'sha512:',
  'arn:',
  // Addresses of secrets elsewhere, and what is encrypted: bank-vaults, vals, Spring Cloud Config, SOPS, Jasypt.
  'vault:',
  'ref+',
  'env:',
  'gcp:secretmanager:',
  '{cipher}',
  'ENC[',
  'ENC(',
];

/** OpenPGP fingerprints: `SWIFT_SIGNING_KEY` names a public key. */
const FINGERPRINTS = /^(?:(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})\s?)+$/;

/** A file beside the program. */
const KEY_FILE = /^[\w.-]{1,100}\.(?:pem|key|crt|cer|der|p8|p12|pfx|jks|pub|asc|gpg|json|ya?ml|txt)$/i;

function isValue({ chosen, kind }: SecretName, written: string): boolean {
  const value = written.trim();
  if (kind === 'login') return isLogin(value);
  // Databases start with such a password, whatever it says.
  if (chosen && /^(?:example|sample)$/i.test(value)) return true;
  if (isPlaceholder(value) || value.length < 3) return false;
  if (kind.endsWith('key') && (FINGERPRINTS.test(value) || KEY_FILE.test(value))) return false;
  if (PUBLIC_STARTS.some((start) => value.startsWith(start))) return false;
  // Ports, counts and versions; digits alone can be a password that somebody chose.
  if (/^v?\d+(?:\.\d+)*[a-z%]?$/i.test(value)) return chosen && /^\d{4,}$/.test(value);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return false;
  // The name of another variable: `TOKEN_FROM=GITHUB_TOKEN`.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && secretName(value) !== undefined) return false;
  return !isPath(value) && !(kind !== 'password' && isHeaderName(value));
}

/** `/run/secrets/x`, `./key.pem`, `secret/data/app`, `C:\key`, `file:x`; base64 can have slashes too. */
function isPath(value: string): boolean {
  if (/^(?:\.{1,2}\/|~\/|file:|[A-Za-z]:\\)/.test(value)) return true;
  if (value.startsWith('/')) return !looksEncoded(value);
  return /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/.test(value) && value.length < 80;
}

function looksEncoded(value: string): boolean {
  return /^[A-Za-z0-9+/]{32,}={0,2}$/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value) && /[a-z]/.test(value);
}

/** `X-Api-Key`, `Authorization` */
function isHeaderName(value: string): boolean {
  return /^[xX]-[A-Za-z-]+$/.test(value);
}
