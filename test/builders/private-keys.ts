/** Bodies of keys in forms that Node does not write. They are no keys of anything: their numbers are made up. */

function lengthFirst(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function armored(label: string, bytes: Buffer, width: number, checksum = ''): string {
  const lines = bytes.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n${checksum}-----END ${label}-----\n`;
}

/** OpenSSH's form (PROTOCOL.key). `tag`: bytes behind the private part. */
export function openSshKey(
  parts: { readonly cipher?: string; readonly type?: string; readonly tag?: number } = {},
): string {
  const { cipher = 'none', type = 'ssh-ed25519', tag = 0 } = parts;
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...[lengthFirst(cipher), lengthFirst(cipher === 'none' ? 'none' : 'bcrypt'), lengthFirst('')],
    Buffer.from([0, 0, 0, 1]),
    lengthFirst(Buffer.concat([lengthFirst(type), lengthFirst(Buffer.alloc(32, 7))])),
    ...[lengthFirst(Buffer.alloc(136, 7)), Buffer.alloc(tag, 9)],
  ]);
  return armored('OPENSSH PRIVATE KEY', body, 70);
}

/** PuTTY's form. */
export function puttyKey(parts: { readonly version?: number; readonly encryption?: string } = {}): string {
  const { version = 3, encryption = 'none' } = parts;
  const check = version === 1 ? 'Private-Hash' : 'Private-MAC';
  const lines = ['A'.repeat(64), 'B'.repeat(64)];
  return [
    ...[`PuTTY-User-Key-File-${version}: ssh-rsa`, `Encryption: ${encryption}`, 'Comment: x'],
    ...['Public-Lines: 1', 'AAAA', 'Private-Lines: 2', ...lines, `${check}: 0123`, ''],
  ].join('\n');
}

/** A secret key packet of RSA, version 4 (RFC 9580 section 5.5.3). */
export function secretPacket(parts: {
  readonly usage: number | 'gnu-dummy';
  readonly tag?: number;
  readonly algorithm?: number;
}): Buffer {
  const { usage, tag = 5, algorithm = 1 } = parts;
  const number = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(32, 0x81)]);
  const dummy = Buffer.from([255, 0, 101, 0, ...Buffer.from('GNU'), 1]);
  const body = Buffer.concat([
    ...[Buffer.from([4, 0, 0, 0, 0, algorithm]), number, number],
    ...(usage === 'gnu-dummy' ? [dummy] : [Buffer.from([usage, 9, 3, 8]), Buffer.alloc(60, 0x55)]),
  ]);
  return Buffer.concat([Buffer.from([0x80 | (tag << 2), body.length]), body]);
}

export function openPgpBlock(packets: readonly Buffer[]): string {
  return armored('PGP PRIVATE KEY BLOCK', Buffer.concat(packets), 64, '=abcd\n');
}
