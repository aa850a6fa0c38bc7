/** How a name says that its value is a secret. */
export interface SecretName {
  /** Completes "holds a …". */
  readonly kind: string;
  /** People choose passwords: digits alone may be one, and so may a sentence. */
  readonly chosen: boolean;
}

/** `name:password`, or that in base64; other values of such a name are modes (`AUTH=ldap`). */
const LOGIN: SecretName = { kind: 'login', chosen: false };

const TOP_LEVEL = /^(?:com|org|net|io|dev|cloud)$/;

/** Words that end in one of these (`PGPASSWORD`, `authtoken`, `MYSECRET`), with or without an s. */
const ENDINGS: readonly (readonly [string, SecretName])[] = [
  ['password', { kind: 'password', chosen: true }],
  ['passwd', { kind: 'password', chosen: true }],
  ['passphrase', { kind: 'passphrase', chosen: true }],
  ['token', { kind: 'token', chosen: false }],
  ['secret', { kind: 'secret', chosen: false }],
  ['apikey', { kind: 'API key', chosen: false }],
  ['secretkey', { kind: 'secret key', chosen: false }],
  ['privatekey', { kind: 'private key', chosen: false }],
  ['accesskey', { kind: 'access key', chosen: false }],
  ['credential', { kind: 'credential', chosen: false }],
];

/** A key alone may be of a cache or a map; these words before it make it one that opens something. */
const KEYS = (
  'api private secret access encryption signing master account fernet auth deploy ssh rsa jwt hmac storage cosmos openai ' +
  'anthropic'
).split(' ');

/** Words that end in `pass` and are passwords, unlike `COMPASS` and `BYPASS`. */
const PASSES =
  /^(?:db|user|root|admin|my|sql|mysql|pg|mongo|redis|smtp|mail|ftp|ssh|ldap|http|proxy|auth|login|key)pass$/;

/** Words right before that make it a bound, a marker of a language model, or the lack of a secret. */
const NONE = new Set(
  (
    'max min stop special pad eos bos unk num no without disable disabled skip empty random allow first second third multi ' +
    'single two'
  ).split(' '),
);

/** Words that say, anywhere, that the value is for everybody: keys of package signers, checksums. */
const PUBLIC =
  /^(?:public|pub|pubkeys?|publishable|anon|fingerprints?|keyrings?|keyservers?|checksums?|digests?|sha\d*|md5|sums?|asc|hashes|hash|hashed|thumbprint)$/;
const SIGNERS = /^(?:gpg|pgp|gpgkeys?|pgpkeys?|apt|rpm|apk|cosign)$/;

/** Words after the secret one that turn it into something about a secret. */
const ABOUT = new Set(
  (
    'file files path paths dir directory folder url urls uri endpoint host hostname server port name names id ids length len min max ' +
    'size count number ttl expiry expires expire expiration expired timeout lifetime duration age days hours minutes seconds ms ' +
    'enabled disabled enable disable required require policy policies algorithm algorithms alg algo type types format header headers field ' +
    'column issuer audience prefix suffix provider providers manager store stores backend backends version versions hasher hashers regex ' +
    'pattern mode method class classes dummy env ref refs reference arn verify validation validator validators parallelism limit limits ' +
    'budget retries rotation interval cache service services user username email realm scope scopes option options opts args flags ' +
    'rounds iterations strength encoder plugin plugins command cmd script helper location source sources target description hint help doc docs ' +
    'title message label text placeholder example sample commit revision rev branch tag date created updated at salt reset recovery ' +
    'change changed history grace login support feature auth authentication stdin prompt template key_id kid index operator operators ' +
    'injector engine driver csi webhook namespace group domain region usage exchange'
  ).split(' '),
);

/** Programs of a browser hold these for every visitor to read. */
const BROWSER = /^(?:next_public|nuxt_public|expo_public|public|vite|react_app|gatsby|vue_app)_/i;

/** Whether a name says that its value is for everybody to read. */
export function isPublicName(name: string): boolean {
  return BROWSER.test(name) || nameWords(name).some((word) => PUBLIC.test(word));
}

/**
 * What a name says of its value, `undefined` when it does not speak of a secret. Whole words count: `KEYCLOAK_HOME`,
 * `TOKENIZERS_PARALLELISM` and `COMPASS` have none; `PASSWORD_MIN_LENGTH`, `TOKEN_URL` and `SECRET_FILE` are about one.
 *
 * @param name of a variable, a label (`com.example.api-key`) or an option (`db-password`)
 */
export function secretName(name: string): SecretName | undefined {
  const words = nameWords(name);
  if (words.some((word) => PUBLIC.test(word))) return undefined;
  for (let at = 0; at < words.length; at += 1) {
    const found = secretWord(words, at);
    if (found === undefined || NONE.has(words[at - 1] ?? '')) continue;
    if (words.slice(at + 1).some((word) => ABOUT.has(word))) continue;
    // A key that only searches (Algolia, Meilisearch) is made for browsers too.
    const open = BROWSER.test(name) || words[at - 2] === 'search';
    return found.kind === 'API key' && open ? undefined : found;
  }
  return undefined;
}

function secretWord(words: readonly string[], at: number): SecretName | undefined {
  const word = words[at] ?? '';
  const before = words[at - 1] ?? '';
  const singular = word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  const last = at === words.length - 1;
  // etcd's name for a cluster. (etcd.io/docs, "initial-cluster-token")
  if (word === 'token' && before === 'cluster' && words[at - 2] === 'initial') return undefined;
  if (last && (word === 'pass' || word === 'pw' || PASSES.test(word))) return { kind: 'password', chosen: true };
  // `NEO4J_AUTH` ends in `j auth` here.
  if (last && word === 'auth' && ['', 'basic', 'http', 'j', 'neo4j', 'npm', 'config'].includes(before)) return LOGIN;
  // `BUNDLE_GEMS__EXAMPLE__COM=name:password` (bundler.io, "Credentials for gem sources")
  if (last && words[0] === 'bundle' && words.length > 2 && TOP_LEVEL.test(word)) return LOGIN;
  // `PWD` and `OLDPWD` are folders; `MYSQL_PWD` is a password.
  if (word === 'pwd' && last && at > 0 && before !== 'old') return { kind: 'password', chosen: true };
  if (word === 'cookie' && before === 'erlang') return { kind: 'Erlang cookie', chosen: false };
  if (word === 'config' && before === 'auth' && words[at - 2] === 'docker')
    return { kind: 'registry login', chosen: false };
  if (singular === 'key') {
    // `APP_KEY` is Laravel's encryption key; `com.example.app.key` may be anything.
    const named = KEYS.includes(before) || (before === 'app' && words.length === 2);
    const opens = named && !words.some((other) => SIGNERS.test(other));
    return opens ? { kind: `${before === 'api' ? 'API' : before} key`, chosen: false } : undefined;
  }
  if (last && singular === 'cred') return LOGIN;
  return ENDINGS.find(([ending]) => singular.endsWith(ending))?.[1];
}

/** `dbPassword`, `DB_PASSWORD`, `com.example.db-password` → `db`, `password`. */
function nameWords(name: string): readonly string[] {
  const spaced = name.slice(0, 400).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
