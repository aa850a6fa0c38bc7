import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findPrivateKeys, mayHoldKey } from '../../../src/archive/private-keys.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = (key: typeof rsa, type: 'pkcs1' | 'pkcs8' | 'sec1', passphrase?: string): string => {
  const locked = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  return String(key.export({ type, format: 'pem', ...locked } as { type: 'pkcs8'; format: 'pem' }));
};
const PKCS8 = pem(ec, 'pkcs8');
const found = (text: string) =>
  findPrivateKeys(Buffer.from(text)).map(({ form, encrypted }) => `${form}${encrypted ? ' locked' : ''}`);

const openSsh = (cipher: string): string => {
  const name = Buffer.alloc(4);
  name.writeUInt32BE(cipher.length);
  const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), name, Buffer.from(cipher), Buffer.alloc(120, 7)]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString('base64').replace(/.{70}/g, '$&\n')}\n-----END OPENSSH PRIVATE KEY-----\n`;
};
const putty = (encryption: string): string =>
  `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: ${encryption}\nComment: x\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 2\n${'A'.repeat(64)}\n${'B'.repeat(64)}\nPrivate-MAC: 0\n`;

describe('private keys in files', () => {
  it.each<[string, string, readonly string[]]>([
    ['PKCS#8', PKCS8, ['PKCS#8']],
    ['PKCS#1', pem(rsa, 'pkcs1'), ['RSA']],
    ['SEC 1', pem(ec, 'sec1'), ['EC']],
    ['PKCS#8 with a passphrase', pem(ec, 'pkcs8', 'x'), ['PKCS#8 locked']],
    ['the old form with a passphrase', pem(rsa, 'pkcs1', 'x'), ['RSA locked']],
    ['OpenSSH', openSsh('none'), ['OpenSSH']],
    ['OpenSSH with a passphrase', openSsh('aes256-ctr'), ['OpenSSH locked']],
    ['PuTTY', putty('none'), ['PuTTY']],
    ['PuTTY with a passphrase', putty('aes256-cbc'), ['PuTTY locked']],
    ['Windows line ends', PKCS8.replaceAll('\n', '\r\n'), ['PKCS#8']],
    ['indented as in YAML', PKCS8.replace(/^/gm, '    '), ['PKCS#8']],
    ['in JSON', JSON.stringify({ private_key: PKCS8 }), ['PKCS#8']],
    ['two in one file', PKCS8 + pem(rsa, 'pkcs1'), ['PKCS#8', 'RSA']],
    ['behind a certificate', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${PKCS8}`, ['PKCS#8']],
    ['a header alone', '-----BEGIN RSA PRIVATE KEY-----', []],
    ['documentation', '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n', []],
    ['cut off', PKCS8.slice(0, 100), []],
    ['no DER', PKCS8.replace('MIGH', 'AAAA'), []],
    ['a public key', String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })), []],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
    if (expected.length > 0) expect(mayHoldKey(Buffer.from(text))).toBe(true);
  });

  it('a key has one digest, however it is written', () => {
    const digests = [PKCS8, PKCS8.replaceAll('\n', '\r\n'), JSON.stringify(PKCS8)].map(
      (text) => findPrivateKeys(Buffer.from(text))[0]?.digest,
    );
    expect(new Set(digests).size).toBe(1);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('costs no more than its length', () => {
    const time = (count: number): number => {
      const text = Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nMIIB\n'.repeat(count));
      const begun = performance.now();
      findPrivateKeys(text);
      return performance.now() - begun;
    };
    time(1000);
    expect(time(27_000)).toBeLessThan(2_000);
  });
});
