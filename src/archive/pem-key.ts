import { openPgpKey } from './openpgp-key.ts';
import { decodeKey, type WrittenKey } from './written-key.ts';

const FORMS: ReadonlyMap<string, string> = new Map([
  ['RSA PRIVATE KEY', 'RSA'],
  ['EC PRIVATE KEY', 'EC'],
  ['DSA PRIVATE KEY', 'DSA'],
  ['PRIVATE KEY', 'PKCS#8'],
  ['ENCRYPTED PRIVATE KEY', 'PKCS#8'],
  ['OPENSSH PRIVATE KEY', 'OpenSSH'],
  ['PGP PRIVATE KEY BLOCK', 'PGP'],
]);

/**
 * The key of a block, if its body is one.
 *
 * @param label what stands behind BEGIN and END: `RSA PRIVATE KEY`
 * @param block what stands between these lines
 */
export function pemKey(label: string, block: string): WrittenKey | undefined {
  const form = FORMS.get(label);
  if (form === undefined) return undefined;
  const { headers, body } = partsOf(block);
  const bytes = decodeKey(body);
  if (bytes === undefined) return undefined;
  const encrypted = isLocked(form, label, headers, bytes);
  return encrypted === undefined ? undefined : { form, encrypted, bytes };
}

/** Whether the key has a passphrase; undefined when it is no key. */
function isLocked(form: string, label: string, headers: string, bytes: Buffer): boolean | undefined {
  if (form === 'OpenSSH') return openSshLocked(bytes);
  if (form === 'PGP') return openPgpKey(bytes)?.encrypted;
  // Blocks of a cipher and no DER (RFC 1421 section 4.6.1.1, "Proc-Type: 4,ENCRYPTED").
  if (headers.includes('Proc-Type:') && headers.includes('ENCRYPTED')) {
    return bytes.length % 8 === 0 ? true : undefined;
  }
  if (label === 'ENCRYPTED PRIVATE KEY') return startsSequence(bytes, [0x30]) ? true : undefined;
  // They begin with the number of their version, which has one byte (RFC 8017, RFC 5915, RFC 5958).
  return startsSequence(bytes, [0x02, 0x01]) ? false : undefined;
}

/**
 * Lines with a colon come before the body (RFC 1421, OpenPGP). Lines may be indented as in YAML, joined by `\n` as in JSON,
 * joined by blanks as in a variable, or texts of a program, in quotes.
 */
function partsOf(block: string): { readonly headers: string; readonly body: string } {
  const lines = block
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .replaceAll('\\/', '/')
    .split('\n')
    .map(withoutQuotes);
  const headers = lines.filter((line) => line.includes(':'));
  // OpenPGP's checksum stands on a line of its own.
  const body = lines.filter((line) => !line.includes(':') && line !== '+' && !/^=[A-Za-z0-9+/]{4}$/.test(line));
  return { headers: headers.join('\n'), body: body.join('').replaceAll(' ', '') };
}

const AROUND = new Set([...' \t\r"\'`\\,;']);

function withoutQuotes(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && AROUND.has(line.charAt(start))) start += 1;
  while (end > start && AROUND.has(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

/** DER: one sequence over all of it (X.690 section 8.1) that begins with these bytes. */
function startsSequence(bytes: Buffer, inside: readonly number[]): boolean {
  if (bytes[0] !== 0x30) return false;
  const first = bytes[1] ?? 0;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 3 || first === 0x80 || bytes.length < 2 + count) return false;
  const length = count === 0 ? first : bytes.readUIntBE(2, count);
  const start = 2 + count;
  return bytes.length === start + length && inside.every((byte, index) => bytes[start + index] === byte);
}

const OPENSSH = Buffer.from('openssh-key-v1\0');
/** Tags of the ciphers with authentication follow the private part (openssh-portable, PROTOCOL.key and PROTOCOL). */
const MOST_TAG = 16;

/**
 * Whether an OpenSSH key has a passphrase: cipher, its options, public keys, private part. Undefined when it is cut off, and
 * for a key that lies in a security token (`sk-…`): the file opens nothing without it.
 */
function openSshLocked(bytes: Buffer): boolean | undefined {
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) return undefined;
  let at = OPENSSH.length;
  const take = (): Buffer | undefined => {
    const start = at + 4;
    const length = start <= bytes.length ? bytes.readUInt32BE(at) : bytes.length;
    if (start + length > bytes.length) return undefined;
    at = start + length;
    return bytes.subarray(start, at);
  };
  const [cipher, kdf, options] = [take(), take(), take()];
  if (cipher === undefined || kdf === undefined || options === undefined || at + 4 > bytes.length) return undefined;
  // One key a file is all that OpenSSH writes and reads.
  if (bytes.readUInt32BE(at) !== 1) return undefined;
  at += 4;
  const [publicKey, privatePart] = [take(), take()];
  if (publicKey === undefined || privatePart === undefined || bytes.length - at > MOST_TAG) return undefined;
  if (privatePart.length === 0 || publicKey.toString('latin1', 4, 7) === 'sk-') return undefined;
  return cipher.toString('latin1') !== 'none';
}
