import { CONNECTION_FORMS, type SecretForm } from './connection-forms.ts';
import { isPlaceholder } from './placeholder.ts';
import { after } from './text-after.ts';
import { TOKEN_SHAPES, tokensOf } from './token-shapes.ts';

const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';

export const SECRET_FORMS: readonly SecretForm[] = [
  { kind: 'private key', source: 'https://www.rfc-editor.org/rfc/rfc7468', by: { text: hasPrivateKey } },
  ...CONNECTION_FORMS,
  {
    kind: 'JSON Web Token',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
    // Some services give one to every browser (Supabase's "anon" key).
    publishable: true,
    by: { word: /^(?:[A-Za-z-]{1,20}:)?eyJ[\w-]{10,}\.eyJ[\w-]{5,}\.[\w-]{20,}$/ },
  },
  {
    kind: 'SendGrid API key',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    by: { word: /^SG\.[\w-]{22}\.[\w-]{43}$/ },
  },
  { kind: 'OpenAI API key', source: GITLEAKS, by: { word: /^sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/ } },
  { kind: 'Azure client secret', source: GITLEAKS, by: { word: /^[\w~.]{3}\dQ~[\w~.-]{31,34}$/ } },
  { kind: 'Terraform token', source: GITLEAKS, by: { word: /^[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}$/ } },
  { kind: 'Mailchimp API key', source: GITLEAKS, by: { word: /^[0-9a-f]{32}-us\d{1,2}$/ } },
  {
    kind: 'Telegram bot token',
    source: 'https://core.telegram.org/bots/features#botfather',
    by: { word: /^(?:https:\/\/api\.telegram\.org\/bot)?\d{8,10}:AA[\w-]{32,33}(?:\/.*)?$/ },
  },
  {
    kind: 'Slack webhook',
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
    by: { word: /^[^?]{0,10}\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}$/ },
  },
  {
    kind: 'Discord webhook',
    source: 'https://discord.com/developers/docs/resources/webhook#execute-webhook',
    by: {
      word: /^[^?]{0,10}\/\/(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{17,20}\/[\w-]{60,}$/,
    },
  },
  {
    kind: 'registry login',
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    by: { text: hasRegistryLogin },
  },
  {
    kind: 'npm login',
    source: 'https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration',
    by: { text: (text) => NPM_LOGINS.some((name) => after(text, name, 100).some(isWritten)) },
  },
  {
    kind: 'Google service account key',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
    by: { text: (text) => SERVICE_ACCOUNTS.some((start) => after(text, start, 100).some((rest) => rest.length > 100)) },
  },
  {
    kind: 'password in JSON',
    source: 'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
    by: { text: (text) => JSON_NAMES.some((name) => after(text.replaceAll('\\"', '"'), name, 100).some(hasJsonValue)) },
  },
];

/** The secrets of these forms that are in a text. */
export function formsIn(text: string): readonly SecretForm[] {
  // Cut at what is in no token; colons and slashes stay for URLs. None of the forms is shorter.
  const words = text.split(/[\s"'`,;<>|&()[\]{}=\\]/).filter((word) => word.length >= 30);
  return SECRET_FORMS.filter(({ by }) => ('word' in by ? words.some((word) => by.word.test(word)) : by.text(text)));
}

/** PEM in base64: `-----BEGIN …PRIVATE` for PKCS#8, RSA, EC, OpenSSH, encrypted, DSA and OpenPGP keys. */
const ENCODED_PEM = [
  'BQUklWQVRF',
  'BSU0EgUFJJVkFURS',
  'BFQyBQUklWQVRF',
  'BPUEVOU1NIIFBSSVZBVEUg',
  'BFTkNSWVBURUQgUFJJVkFURS',
  'BEU0EgUFJJVkFURS',
  'BQR1AgUFJJVkFUR',
];

function hasPrivateKey(text: string): boolean {
  // A key and not only the name of one: `grep -q "BEGIN PRIVATE KEY"` holds none. Line feeds may be written `\n`.
  const plain = after(text, '-----BEGIN ', 100).some((rest) =>
    /^(?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|\\)*[A-Za-z0-9+/=:, -]{16}/.test(rest),
  );
  const encoded = after(text, 'LS0tLS1CRUdJTi', 100);
  return plain || encoded.some((rest) => rest.length > 60 && ENCODED_PEM.some((start) => rest.startsWith(start)));
}

/** `{"auths":`, in base64, with the indentations that programs write. */
const ENCODED_AUTHS = ['eyJhdXRocyI6', 'eyAiYXV0aHMi', 'ewogICJhdXRocyI6', 'ewoJImF1dGhzIjog', 'ewogICAgImF1dGhzIjog'];

function hasRegistryLogin(text: string): boolean {
  const plain = after(text, '"auth":', 100).some((rest) => /^\s{0,2}"[A-Za-z0-9+/]{8,}={0,2}"/.test(rest));
  return plain || ENCODED_AUTHS.some((start) => after(text, start, 100).some((rest) => rest.length > 30));
}

/** `{"type": "service_account"`, in base64. */
const SERVICE_ACCOUNTS = ['eyJ0eXBlIjoic2VydmljZV9hY2NvdW50', 'ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3Vud'];

const NPM_LOGINS = [':_authToken', ':_auth', ':_password'];

/** ` x`, `=x`, ` = "x"`: eight characters or more that are no variable. */
function isWritten(rest: string): boolean {
  const value = /^(?: ?= ?| )["']?([A-Za-z0-9+/=_-]{8,400})/.exec(rest)?.[1];
  if (value === undefined || isPlaceholder(value)) return false;
  // A token of a known form is said by its own name.
  return TOKEN_SHAPES.every((shape) => tokensOf(shape, value).length === 0);
}

const JSON_NAMES = ['"password"', '"client_secret"'];

/** `: "x"` */
function hasJsonValue(rest: string): boolean {
  const value = /^\s{0,4}:\s{0,4}"([^"\s]{3,200})"/.exec(rest)?.[1];
  return value !== undefined && !isPlaceholder(value) && !['string', 'password'].includes(value);
}
