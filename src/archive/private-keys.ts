import { createHash } from 'node:crypto';
import type { PrivateKey } from '../model/image-contents.ts';

/** Bytes of a chunk's end that have to be looked at together with the next one, so that no marker is missed. */
export const KEY_MARKER_OVERLAP = 24;

/** One of these stands in every private key that the gate knows. */
const MARKERS = ['PRIVATE KEY', 'PuTTY-User-Key-File-'].map((text) => Buffer.from(text));

/** Whether a piece of a file may belong to one that holds a private key. Cheap: asked of nearly every byte of an image. */
export function mayHoldKey(piece: Buffer): boolean {
  return MARKERS.some((marker) => piece.includes(marker));
}

/** Keys of one file that are told; more of them say nothing new. */
const MOST_KEYS = 20;
/** Longest body that is decoded, in characters: RSA of 16,384 bits has 13,000. */
const MAX_BODY = 64 * 1024;
const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/**
 * The private keys in a file: PEM (RFC 7468), OpenSSH (PROTOCOL.key), OpenPGP (RFC 9580 section 6.2) and PuTTY. A header alone,
 * a body that is cut off, or one that is no key is none: documentation and programs are full of headers.
 */
export function findPrivateKeys(content: Buffer): readonly PrivateKey[] {
  const text = content.toString('latin1');
  const keys: PrivateKey[] = [];
  for (let at = text.indexOf(BEGIN); at >= 0 && keys.length < MOST_KEYS; at = text.indexOf(BEGIN, at + BEGIN.length)) {
    const key = readBlock(text, at);
    if (key !== undefined) keys.push(key);
  }
  const putty = readPuTTY(text);
  return putty === undefined ? keys : [...keys, putty];
}

const FORMS: Readonly<Record<string, string>> = {
  'RSA PRIVATE KEY': 'RSA',
  'EC PRIVATE KEY': 'EC',
  'DSA PRIVATE KEY': 'DSA',
  'PRIVATE KEY': 'PKCS#8',
  'ENCRYPTED PRIVATE KEY': 'PKCS#8',
  'OPENSSH PRIVATE KEY': 'OpenSSH',
  'PGP PRIVATE KEY BLOCK': 'PGP',
};

function readBlock(text: string, begin: number): PrivateKey | undefined {
  const labelEnd = text.indexOf(DASHES, begin + BEGIN.length);
  if (labelEnd < 0 || labelEnd - begin > 60) return undefined;
  const label = text.slice(begin + BEGIN.length, labelEnd);
  const form = FORMS[label];
  if (form === undefined) return undefined;
  const start = labelEnd + DASHES.length;
  const window = text.slice(start, start + MAX_BODY);
  const length = window.indexOf(`-----END ${label}-----`);
  if (length < 0) return undefined;
  const { headers, body } = bodyOf(window.slice(0, length));
  const bytes = decoded(body);
  // The old encrypted form is cipher blocks and no DER.
  const old = headers.includes('ENCRYPTED');
  if (bytes === undefined || !isKey(form, bytes, old)) return undefined;
  const locked = form === 'OpenSSH' && openSshCipher(bytes) !== 'none';
  const encrypted = old || locked || label.startsWith('ENCRYPTED');
  return { form, encrypted, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Lines with a colon come before the body (RFC 1421, OpenPGP); lines may be indented, or joined by `\n` as JSON has them. */
function bodyOf(block: string): { readonly headers: string; readonly body: string } {
  const lines = block
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .split('\n')
    .map((line) => line.trim());
  const headers = lines.filter((line) => line.includes(':'));
  // OpenPGP's checksum stands on a line of its own.
  const body = lines.filter((line) => !line.includes(':') && !/^=[A-Za-z0-9+/]{4}$/.test(line));
  return { headers: headers.join('\n'), body: body.join('') };
}

function decoded(body: string): Buffer | undefined {
  if (body.length < 40 || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  return Buffer.from(body, 'base64');
}

const OPENSSH = Buffer.from('openssh-key-v1\0');

function isKey(form: string, bytes: Buffer, encrypted: boolean): boolean {
  if (form === 'OpenSSH') return bytes.subarray(0, OPENSSH.length).equals(OPENSSH);
  // An OpenPGP packet has the first bit set (RFC 9580 section 4.2).
  if (form === 'PGP') return bytes.length > 32 && ((bytes[0] ?? 0) & 0x80) !== 0;
  return isSequence(bytes) || encrypted;
}

/** DER: one sequence over all of it (X.690 section 8.1). */
function isSequence(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const first = bytes[1] ?? 0;
  if (first < 0x80) return bytes.length === 2 + first;
  const count = first & 0x7f;
  if (count < 1 || count > 3 || bytes.length < 2 + count) return false;
  return bytes.length === 2 + count + bytes.readUIntBE(2, count);
}

function openSshCipher(bytes: Buffer): string {
  if (bytes.length < OPENSSH.length + 4) return '';
  const length = bytes.readUInt32BE(OPENSSH.length);
  return length > 64 ? '' : bytes.toString('latin1', OPENSSH.length + 4, OPENSSH.length + 4 + length);
}

/** PuTTY's own form (its manual, appendix C): the private part follows its count of lines. */
function readPuTTY(text: string): PrivateKey | undefined {
  const at = text.indexOf('PuTTY-User-Key-File-');
  if (at < 0) return undefined;
  const lines = text
    .slice(at, at + MAX_BODY)
    .split('\n')
    .map((line) => line.trim());
  const start = lines.findIndex((line) => line.startsWith('Private-Lines: '));
  const count = Number(lines[start]?.slice('Private-Lines: '.length));
  if (start < 0 || !Number.isInteger(count) || count < 1 || count > 400) return undefined;
  const body = lines.slice(start + 1, start + 1 + count);
  const bytes = body.length === count ? decoded(body.join('')) : undefined;
  if (bytes === undefined) return undefined;
  const encryption = lines.find((line) => line.startsWith('Encryption: ')) ?? 'Encryption: ?';
  return {
    form: 'PuTTY',
    encrypted: encryption !== 'Encryption: none',
    digest: createHash('sha256').update(bytes).digest('hex'),
  };
}
