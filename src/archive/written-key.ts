/** A key as it stands in a file, with its decoded bytes. */
export interface WrittenKey {
  /** `RSA`, `PKCS#8`, `PuTTY`, … */
  readonly form: string;
  /** It can only be used with a passphrase. */
  readonly encrypted: boolean;
  readonly bytes: Buffer;
}

/** Shortest body of a key, in characters: an Ed25519 key of PuTTY has 48. */
const SHORTEST = 40;

/** Decodes base64 whose lines were joined; undefined for what is cut off, is none, or is too short for a key. */
export function decodeKey(body: string): Buffer | undefined {
  if (body.length < SHORTEST || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  return Buffer.from(body, 'base64');
}
