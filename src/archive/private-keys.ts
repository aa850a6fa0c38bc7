import { createHash } from 'node:crypto';
import type { PrivateKey } from '../model/image-contents.ts';
import { pemKey } from './pem-key.ts';
import { puttyKey } from './putty-key.ts';
import type { WrittenKey } from './written-key.ts';

/**
 * Bytes of a chunk's end that have to be looked at together with the next one, so that no key is missed: the marker may
 * be cut, and the start of its line (`-----BEGIN ENCRYPTED `) stands before it.
 */
export const KEY_MARKER_OVERLAP = 64;

const BEGIN = '-----BEGIN ';
const END = '-----END ';
const PUTTY = 'PuTTY-User-Key-File-';

/** One of these stands in every private key that the gate knows. */
const MARKERS = ['PRIVATE KEY', PUTTY].map((text) => Buffer.from(text));

/** Whether a piece of a file may belong to one that holds a private key. Cheap: asked of nearly every byte of an image. */
export function mayHoldKey(piece: Buffer): boolean {
  return MARKERS.some((marker) => piece.includes(marker));
}

/** Keys of one file that are told; after them only the first without a passphrase says anything new. */
const MOST_KEYS = 20;
/** Longest label that is one: `ENCRYPTED PRIVATE KEY`, `PGP PRIVATE KEY BLOCK`. */
const LABEL = 32;

/**
 * The private keys in a file: PEM (RFC 7468, RFC 1421), OpenSSH (PROTOCOL.key), OpenPGP (RFC 9580 section 6.2) and PuTTY.
 * A header alone, a body that is cut off, or one that is no key is none: documentation and programs are full of headers.
 * Linear in the length of the file, whatever it holds.
 */
export function findPrivateKeys(content: Buffer): readonly PrivateKey[] {
  const text = content.toString('latin1');
  const keys: PrivateKey[] = [];
  for (const written of writtenKeys(text)) {
    const { form, encrypted, bytes } = written;
    if (keys.length >= MOST_KEYS && (encrypted || keys.some((key) => !key.encrypted))) continue;
    keys.push({ form, encrypted, digest: createHash('sha256').update(bytes).digest('hex') });
  }
  return keys;
}

function* writtenKeys(text: string): Generator<WrittenKey> {
  for (const { label, body } of blocks(text)) {
    const key = pemKey(label, body);
    if (key !== undefined) yield key;
  }
  for (let at = text.indexOf(PUTTY); at >= 0; ) {
    const next = text.indexOf(PUTTY, at + PUTTY.length);
    const key = puttyKey(text.slice(at, next < 0 ? text.length : next));
    if (key !== undefined) yield key;
    at = next;
  }
}

/** What stands between a BEGIN and its END, without another BEGIN in between. Every byte is passed once by each search. */
function* blocks(text: string): Generator<{ readonly label: string; readonly body: string }> {
  let end = text.indexOf(END);
  for (let at = text.indexOf(BEGIN); at >= 0; ) {
    const next = text.indexOf(BEGIN, at + BEGIN.length);
    if (end < at) end = text.indexOf(END, at);
    if (end < 0) return;
    const label = labelAt(text, at + BEGIN.length);
    const ends = label !== undefined && (next < 0 || end < next) && labelAt(text, end + END.length) === label;
    if (ends) yield { label, body: text.slice(at + BEGIN.length + label.length + 5, end) };
    at = next;
  }
}

/** `RSA PRIVATE KEY` of `RSA PRIVATE KEY-----`. */
function labelAt(text: string, start: number): string | undefined {
  const window = text.slice(start, start + LABEL);
  const length = window.indexOf('-----');
  return length < 0 ? undefined : window.slice(0, length);
}
