import { isPlaceholder } from './placeholder.ts';

/** A secret that is known by how a text is built and not by a prefix alone. */
export interface SecretForm {
  readonly kind: string;
  /** Where its form is written down in public. */
  readonly source: string;
  readonly publishable?: boolean;
  /** Whether it is in the text; in linear time. */
  readonly isIn: (text: string) => boolean;
}

export const SECRET_FORMS: readonly SecretForm[] = [
  { kind: 'private key', source: 'https://www.rfc-editor.org/rfc/rfc7468', isIn: hasPrivateKey },
  {
    kind: 'URL with a password',
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    isIn: hasUrlPassword,
  },
  {
    kind: 'JSON Web Token',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    // Some services give one to every browser (Supabase's "anon" key).
    publishable: true,
    isIn: hasJwt,
  },
  {
    kind: 'SendGrid API key',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    isIn: (text) => words(text).some((word) => /^SG\.[\w-]{22}\.[\w-]{43}$/.test(word)),
  },
  {
    kind: 'Azure connection string',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    isIn: hasAzureKey,
  },
  {
    kind: 'connection string with a password',
    source: 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax',
    isIn: hasConnectionPassword,
  },
  {
    kind: 'Slack webhook',
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
    isIn: (text) =>
      words(text).some((word) => /^[^?]{0,10}\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}$/.test(word)),
  },
  {
    kind: 'registry login',
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    isIn: (text) => after(text, '"auth":', 100).some((rest) => /^\s{0,2}"[A-Za-z0-9+/]{8,}={0,2}"/.test(rest)),
  },
];

/** Cut at what is in no token; colons and slashes stay for URLs. */
function words(text: string): readonly string[] {
  return text.split(/[\s"'`,;<>|&()[\]{}=\\]/);
}

/** What follows each of the first places where `marker` stands, 400 characters at most. */
function after(text: string, marker: string, most: number): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf(marker); at >= 0 && found.length < most; at = text.indexOf(marker, at + marker.length)) {
    found.push(text.slice(at + marker.length, at + marker.length + 400));
  }
  return found;
}

/** PEM in base64: `-----BEGIN …PRIVATE` for PKCS#8, RSA, EC, OpenSSH and encrypted keys. */
const ENCODED_PEM = [
  'BQUklWQVRF',
  'BSU0EgUFJJVkFURS',
  'BFQyBQUklWQVRF',
  'BPUEVOU1NIIFBSSVZBVEUg',
  'BFTkNSWVBURUQgUFJJVkFURS',
];

function hasPrivateKey(text: string): boolean {
  // A key and not only the name of one: `grep -q "BEGIN PRIVATE KEY"` holds none. Line feeds may be written `\n`.
  const plain = after(text, '-----BEGIN ', 100).some((rest) =>
    /^(?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|\\)*[A-Za-z0-9+/=:, -]{16}/.test(rest),
  );
  const encoded = after(text, 'LS0tLS1CRUdJTi', 100);
  return plain || encoded.some((rest) => rest.length > 60 && ENCODED_PEM.some((start) => rest.startsWith(start)));
}

function hasUrlPassword(text: string): boolean {
  return text.split(/[\s"'`,;<>|()\\]/).some((word) => {
    return word.split('://').slice(1).some(hasPassword);
  });
}

/** @param rest what follows `://`, up to the next one */
function hasPassword(rest: string): boolean {
  const authority = rest.slice(0, endOf(rest));
  const at = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (at < 0 || colon < 0 || colon > at) return false;
  return !isPlaceholder(authority.slice(colon + 1, at));
}

function endOf(rest: string): number {
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest.length : end;
}

function hasJwt(text: string): boolean {
  return words(text).some((word) => /^(?:[A-Za-z-]{1,20}:)?eyJ[\w-]{10,}\.eyJ[\w-]{5,}\.[\w-]{20,}$/.test(word));
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
