import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyScan } from '../../../src/archive/key-scan.ts';
import { findPrivateKeys, KEY_MARKER_OVERLAP, mayHoldKey } from '../../../src/archive/private-keys.ts';
import { openPgpBlock, openSshKey, puttyKey, secretPacket } from '../../builders/private-keys.ts';

// Every key here is made for this run of the test.
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey;

function pem(key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1', passphrase?: string): string {
  const locked = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  // The types of Node tie each form to one kind of key.
  return String(key.export({ type, format: 'pem', ...locked } as { type: 'pkcs8'; format: 'pem' }));
}

const PKCS8 = pem(ec, 'pkcs8');
const inPart = (text: string, part: number): string => text.slice(0, Math.floor(text.length * part));
const found = (text: string): readonly string[] =>
  findPrivateKeys(Buffer.from(text)).map(({ form, encrypted }) => `${form}${encrypted ? ' locked' : ''}`);

describe('private keys in files', () => {
  it.each<[string, string, readonly string[]]>([
    ['PKCS#8', PKCS8, ['PKCS#8']],
    ['PKCS#8 of Ed25519, the shortest', pem(ed, 'pkcs8'), ['PKCS#8']],
    ['PKCS#8 of DSA', pem(dsa, 'pkcs8'), ['PKCS#8']],
    ['PKCS#1', pem(rsa, 'pkcs1'), ['RSA']],
    ['SEC 1', pem(ec, 'sec1'), ['EC']],
    ['PKCS#8 with a passphrase', pem(ec, 'pkcs8', 'x'), ['PKCS#8 locked']],
    ['the old form with a passphrase', pem(rsa, 'pkcs1', 'x'), ['RSA locked']],
    ['the old form of EC with a passphrase', pem(ec, 'sec1', 'x'), ['EC locked']],
    ['OpenSSH', openSshKey(), ['OpenSSH']],
    ['OpenSSH with a passphrase', openSshKey({ cipher: 'aes256-ctr' }), ['OpenSSH locked']],
    [
      'OpenSSH with a cipher that has a tag',
      openSshKey({ cipher: 'aes256-gcm@openssh.com', tag: 16 }),
      ['OpenSSH locked'],
    ],
    ['OpenSSH in a security token', openSshKey({ type: 'sk-ssh-ed25519@openssh.com' }), []],
    ['OpenSSH with more behind it', openSshKey({ tag: 17 }), []],
    ['OpenPGP', openPgpBlock([secretPacket({ usage: 0 })]), ['PGP']],
    ['OpenPGP with a passphrase', openPgpBlock([secretPacket({ usage: 254 })]), ['PGP locked']],
    [
      'OpenPGP with one passphrase for two',
      openPgpBlock([secretPacket({ usage: 254 }), secretPacket({ usage: 0, tag: 7 })]),
      ['PGP'],
    ],
    ['OpenPGP without the secret', openPgpBlock([secretPacket({ usage: 'gnu-dummy' })]), []],
    [
      'OpenPGP, the subkeys alone',
      openPgpBlock([secretPacket({ usage: 'gnu-dummy' }), secretPacket({ usage: 0, tag: 7 })]),
      ['PGP'],
    ],
    ['OpenPGP of an unknown algorithm', openPgpBlock([secretPacket({ usage: 254, algorithm: 99 })]), ['PGP']],
    ['OpenPGP that begins with a public key', openPgpBlock([secretPacket({ usage: 0, tag: 6 })]), []],
    ['PuTTY', puttyKey(), ['PuTTY']],
    ['PuTTY, version 2', puttyKey({ version: 2 }), ['PuTTY']],
    ['PuTTY with a passphrase', puttyKey({ encryption: 'aes256-cbc' }), ['PuTTY locked']],
    ['PuTTY that is cut off', inPart(puttyKey(), 0.7), []],
    ['PuTTY behind a mention of it', `# PuTTY-User-Key-File-2: is how they begin\n${puttyKey()}`, ['PuTTY']],
    ['PuTTY with Windows line ends', puttyKey().replaceAll('\n', '\r\n'), ['PuTTY']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
    if (expected.length > 0) expect(mayHoldKey(Buffer.from(text))).toBe(true);
  });

  it.each<[string, (text: string) => string]>([
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['no line end at its end', (text) => text.trimEnd()],
    ['indented as in YAML', (text) => `key: |\n${text.replace(/^/gm, '    ')}`],
    ['in JSON', (text) => JSON.stringify({ type: 'service_account', private_key: text })],
    ['in JSON with slashes as PHP writes them', (text) => JSON.stringify(text).replaceAll('/', '\\/')],
    ['in JSON of JSON', (text) => JSON.stringify(JSON.stringify({ key: text }))],
    ['in one line, with blanks', (text) => `KEY="${text.trimEnd().replaceAll('\n', ' ')}"`],
    ['as texts of C', (text) => text.trimEnd().replace(/^.*$/gm, '  "$&\\n"')],
    ['as texts of JavaScript', (text) => text.trimEnd().replace(/^.*$/gm, '  "$&\\n" +')],
    ['behind a certificate', (text) => `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${text}`],
    ['behind a header alone', (text) => `-----BEGIN PRIVATE KEY-----\n\n${text}`],
    ['behind an end alone', (text) => `-----END PRIVATE KEY-----\n\n${text}`],
    ['between bytes that are no text', (text) => `\0\u00ff\ufffd${text}\0`],
  ])('%s: the same key', (_, written) => {
    for (const text of [PKCS8, pem(rsa, 'pkcs1')]) {
      const [plain] = findPrivateKeys(Buffer.from(text));
      expect(plain?.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(findPrivateKeys(Buffer.from(written(text)))).toEqual([plain]);
    }
  });

  it.each<[string, string]>([
    ['a header alone', '-----BEGIN RSA PRIVATE KEY-----'],
    ['header and end', '-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n'],
    ['documentation', '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n'],
    [
      'documentation with a beginning',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA…\n-----END RSA PRIVATE KEY-----\n',
    ],
    ['base64 of something else', PKCS8.replace(/-\n[^-]*\n-/, `-\n${'QUJD'.repeat(40)}\n-`)],
    ['no end', PKCS8.slice(0, PKCS8.indexOf('-----END'))],
    ['the end of another', PKCS8.replace('END PRIVATE', 'END RSA PRIVATE')],
    ['another begin inside', PKCS8.replace('MIGH', '-----BEGIN x-----\nMIGH')],
    ['a body that is cut off', PKCS8.replace(/.{8}\n-----END/, '\n-----END')],
    ['a body that goes on', PKCS8.replace('\n-----END', 'AAAA\n-----END').replace('=', '')],
    ['no version inside', PKCS8.replace('MIGHAgEA', 'MIGHAwEA')],
    ['a public key', String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))],
    [
      'a public key under the name of a private one',
      pem(ed, 'pkcs8').replace(/-\n[^-]*\n-/, '-\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-'),
    ],
    ['lower case', PKCS8.replaceAll('PRIVATE KEY', 'private key')],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('cut off anywhere it is none, even with its last line', () => {
    // Of the old form with a passphrase, and of PuTTY's, a length that can't be shows it, and nothing else.
    const pgp = openPgpBlock([secretPacket({ usage: 0 })]);
    for (const whole of [PKCS8, pem(rsa, 'pkcs1'), openSshKey(), pgp]) {
      const [first = '', ...rest] = whole.trimEnd().split('\n');
      const last = rest.pop() ?? '';
      const body = rest.join('\n');
      expect(found([first, body, last].join('\n'))).toHaveLength(1);
      // The checksum of OpenPGP may be missing.
      for (let length = body.length - 8; length > 0; length -= 7) {
        expect(found([first, body.slice(0, length), last].join('\n'))).toEqual([]);
      }
    }
  });

  it('tells all of one file, and of very many the first twenty', () => {
    expect(found(PKCS8 + pem(rsa, 'pkcs1') + puttyKey())).toEqual(['PKCS#8', 'RSA', 'PuTTY']);
    expect(found(PKCS8.repeat(1000))).toHaveLength(20);
  });
});

describe('what tools write', () => {
  const tools: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['ssh-keygen -t rsa', ['ssh-keygen', '-q', '-t', 'rsa', '-N', '', '-f', 'FILE'], ['OpenSSH']],
    ['ssh-keygen -t ed25519', ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', 'FILE'], ['OpenSSH']],
    ['ssh-keygen -N …', ['ssh-keygen', '-q', '-t', 'ed25519', '-N', 'a passphrase', '-f', 'FILE'], ['OpenSSH locked']],
    [
      'ssh-keygen -Z with a tag',
      ['ssh-keygen', '-q', '-t', 'ecdsa', '-N', 'a passphrase', '-Z', 'aes256-gcm@openssh.com', '-f', 'FILE'],
      ['OpenSSH locked'],
    ],
    ['ssh-keygen -m PEM', ['ssh-keygen', '-q', '-t', 'rsa', '-m', 'PEM', '-N', '', '-f', 'FILE'], ['RSA']],
    ['openssl genpkey', ['openssl', 'genpkey', '-algorithm', 'ed25519', '-out', 'FILE'], ['PKCS#8']],
    [
      'openssl genpkey -aes256',
      ['openssl', 'genpkey', '-algorithm', 'ed25519', '-aes256', '-pass', 'pass:x', '-out', 'FILE'],
      ['PKCS#8 locked'],
    ],
    ['openssl ecparam -genkey', ['openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-out', 'FILE'], ['EC']],
  ];

  for (const [title, [program = '', ...options], expected] of tools) {
    it.skipIf(spawnSync(program, ['-h']).error !== undefined)(title, () => {
      const folder = mkdtempSync(join(tmpdir(), 'private-keys-'));
      try {
        const file = join(folder, 'key');
        const made = spawnSync(
          program,
          options.map((option) => (option === 'FILE' ? file : option)),
          { input: '' },
        );
        expect(made.status, String(made.stderr)).toBe(0);
        expect(found(readFileSync(file, 'latin1'))).toEqual(expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});

describe('the search', () => {
  it('costs no more than the length, whatever stands there', () => {
    const hostile = [
      '-----BEGIN PRIVATE KEY-----\n',
      '-----BEGIN RSA PRIVATE KEY-----\n',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n',
      '-----BEGIN ',
      '-----END ',
      '-----BEGIN PRIVATE KEY----------END RSA PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----',
      'PuTTY-User-Key-File-2: a\nPrivate-Lines: 399\n',
      '\n',
      '"',
      ':',
      '=',
      'A',
      '\\n',
      '\x94\x00',
    ];
    const block = (text: string): string => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`;
    for (const piece of hostile) {
      const full = piece.repeat(Math.floor(2 ** 20 / piece.length));
      for (const content of [full, block(full), full + block('')]) {
        const begun = performance.now();
        findPrivateKeys(Buffer.from(content, 'latin1'));
        // It takes 20 ms; with a look at the following 64 KiB from each of the headers it took 2 seconds.
        expect(performance.now() - begun, JSON.stringify(piece)).toBeLessThan(500);
      }
    }
  });

  it('sees a key however the file is cut into chunks', () => {
    for (const key of [
      PKCS8,
      pem(ec, 'pkcs8', 'x'),
      openSshKey(),
      puttyKey(),
      openPgpBlock([secretPacket({ usage: 0 })]),
    ]) {
      const content = Buffer.from(`${'x'.repeat(100)}\n${key}`);
      for (let cut = 1; cut < 200; cut += 1) {
        let keys = 0;
        const scan = keyScan(content.length, (all) => {
          keys += all.length;
        });
        scan.take(content.subarray(0, cut));
        scan.take(content.subarray(cut));
        scan.end();
        expect(keys, `cut at ${cut}`).toBe(1);
      }
    }
    expect(KEY_MARKER_OVERLAP).toBeGreaterThanOrEqual('-----BEGIN ENCRYPTED PRIVATE KEY'.length);
  });

  it.each(['', 'private key', 'PRIVATE-KEY', 'BEGIN CERTIFICATE', 'PuTTY'])('has nothing to do with %j', (text) => {
    expect(mayHoldKey(Buffer.from(text))).toBe(false);
  });

  it('one without a passphrase is told behind any number of others', () => {
    const locked = pem(ec, 'pkcs8', 'x');
    expect(found(locked.repeat(50) + PKCS8).filter((form) => form === 'PKCS#8')).toHaveLength(1);
    expect(found(locked.repeat(50))).toHaveLength(20);
  });
});
