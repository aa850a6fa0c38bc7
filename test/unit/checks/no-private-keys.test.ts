import { describe, expect, it } from 'vitest';
import { noPrivateKeys } from '../../../src/checks/contents/no-private-keys.ts';
import type { SecretFile } from '../../../src/model/image-contents.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { AN_RSA_KEY, aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const keys = [AN_RSA_KEY];

describe('no-private-keys', () => {
  it.each<[string, SecretFile, string]>([
    ['a key', aSecretFile('/root/.ssh/id_rsa', { keys }), 'high'],
    ['a key with a passphrase', aSecretFile('/root/key', { keys: [{ ...AN_RSA_KEY, encrypted: true }] }), 'medium'],
    [
      'one of two with a passphrase',
      aSecretFile('/k', { keys: [AN_RSA_KEY, { ...AN_RSA_KEY, encrypted: true }] }),
      'high',
    ],
    ['a host key', aSecretFile('/etc/ssh/ssh_host_rsa_key', { keys }), 'high'],
    ['an example of a package', aSecretFile('/usr/share/doc/openssl/demos/key.pem', { keys }), 'low'],
    [
      'a test of a language’s package',
      aSecretFile('/usr/lib/python3/dist-packages/twisted/test/server.pem', { keys }),
      'low',
    ],
    ['a folder called test of the application', aSecretFile('/app/test/server.pem', { keys }), 'high'],
    ['a key that a later layer hides', aSecretFile('/k', { keys, hiddenBy: { layer: 1, how: 'removed' } }), 'pass'],
    ['a credential file without keys', aSecretFile('/root/.npmrc', { text: '' }), 'pass'],
  ])('%s: %s', (_, secret, expected) => {
    const result = judgeFiles(noPrivateKeys, { secrets: [secret] });
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });

  it('says form, layer and base image, and never the key', () => {
    const file = anImageFile({ path: '/etc/k.pem', layer: 0 });
    const found = onlyFinding(judgeFiles(noPrivateKeys, { secrets: [{ file, keys }] }));
    expect(found).toMatchObject({ inheritedFrom: 'debian:12', fingerprint: 'no-private-keys:/etc/k.pem' });
    expect(found.seen).toContain('private key (RSA) (layer 1 of 2');
    expect(JSON.stringify(found)).not.toContain(AN_RSA_KEY.digest);
  });
});
