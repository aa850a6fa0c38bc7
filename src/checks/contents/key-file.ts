import type { PrivateKey, SecretFile } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { isPublishedExample } from './published-file.ts';

/** Keys that packages make when they are installed: whoever installs them in an image has one for all its containers. */
export type GeneratedKey = 'ssh-host' | 'snakeoil';

/** sshd_config(5), HostKey; Debian's package ssl-cert, make-ssl-cert(8). */
export function generatedKey(path: string): GeneratedKey | undefined {
  if (path === '/etc/ssl/private/ssl-cert-snakeoil.key') return 'snakeoil';
  return /^\/etc\/ssh\/ssh_host_[a-z0-9]{1,20}_key$/.test(path) ? 'ssh-host' : undefined;
}

/**
 * How bad a file with private keys is: low for examples of public packages, medium where a passphrase protects every key,
 * and for the self-signed certificate of Debian, which nobody trusts and few programs use.
 */
export function keySeverity({ file, keys }: SecretFile): Severity {
  if (isPublishedExample(file.path)) return 'low';
  const weaker = keys.every(({ encrypted }) => encrypted) || generatedKey(file.path) === 'snakeoil';
  return weaker ? 'medium' : 'high';
}

/** `private key (RSA; PKCS#8, with a passphrase)`. */
export function keyWords(keys: readonly PrivateKey[]): string {
  const forms = [...new Set(keys.map(({ form, encrypted }) => `${form}${encrypted ? ', with a passphrase' : ''}`))];
  return `private key (${forms.slice(0, 4).join('; ')})`;
}
