import { describe, expect, it } from 'vitest';
import { noPrivateKeys } from '../../../src/checks/contents/no-private-keys.ts';
import type { SecretFile } from '../../../src/model/image-contents.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aLayer, anImageFile, byInstruction, FROM_BASE } from '../../builders/image-contents.ts';
import { AN_RSA_KEY, aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const keys = [AN_RSA_KEY];
const locked = { ...AN_RSA_KEY, encrypted: true };

describe('no-private-keys', () => {
  it.each<[string, SecretFile, string]>([
    ['a key', aSecretFile('/root/.ssh/id_rsa', { keys }), 'high'],
    ['a key with a passphrase', aSecretFile('/root/key', { keys: [locked] }), 'medium'],
    ['one of two with a passphrase', aSecretFile('/k', { keys: [AN_RSA_KEY, locked] }), 'high'],
    ['a host key', aSecretFile('/etc/ssh/ssh_host_rsa_key', { keys }), 'high'],
    [
      'the self-signed certificate of Debian',
      aSecretFile('/etc/ssl/private/ssl-cert-snakeoil.key', { keys }),
      'medium',
    ],
    ['a key of the same name elsewhere', aSecretFile('/app/ssl-cert-snakeoil.key', { keys }), 'high'],
    ['an example of a package', aSecretFile('/usr/share/doc/openssl/demos/key.pem', { keys }), 'low'],
    ['a test of a package', aSecretFile('/usr/lib/python3/dist-packages/twisted/test/server.pem', { keys }), 'low'],
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
    expect(found.fix?.text).toMatch(/^Use another base image, and tell its author/);
    expect(JSON.stringify(found)).not.toContain(AN_RSA_KEY.digest);
  });

  it('points to the instruction, and gives the mount that takes its place', () => {
    const layers = [
      aLayer({ origin: FROM_BASE }),
      aLayer({ origin: byInstruction('COPY', 4), createdBy: 'COPY . /app' }),
    ];
    const secrets = [aSecretFile('/app/.id_rsa', { keys })];
    const found = onlyFinding(judgeFiles(noPrivateKeys, { secrets }, { 'image-layers': layers }));
    expect(found.location).toEqual({ file: 'Dockerfile', lines: { first: 4, last: 4 } });
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.fix?.text).toContain('.dockerignore');
    expect(found.fix?.text).toContain('RUN --mount=type=secret,id=id_rsa,target=/app/.id_rsa');
  });

  it.each([
    ['/etc/ssh/ssh_host_ed25519_key', 1, 'rm -f /etc/ssh/ssh_host_*', 'ssh-keygen -A', []],
    ['/etc/ssh/ssh_host_ed25519_key', 0, '', 'ssh-keygen -A', ['RUN rm -f /etc/ssh/ssh_host_*']],
    ['/etc/ssl/private/ssl-cert-snakeoil.key', 1, 'rm -f /etc/ssl/private/ssl-cert-snakeoil.key', 'make-ssl-cert', []],
  ])('%s of layer %i is made when the container starts', (path, layer, removed, made, lines) => {
    const found = onlyFinding(judgeFiles(noPrivateKeys, { secrets: [{ file: anImageFile({ path, layer }), keys }] }));
    expect(found.detail).toContain('Every container of the image has the same one');
    expect(found.fix?.text).toContain(removed);
    expect(found.fix?.text).toContain(made);
    expect(found.fix?.lines ?? []).toEqual(lines);
  });

  it('shows hostile names without what they do, and puts them into no command', () => {
    const path = '/app/$(id)\n::error::x\u202e,target=.pem';
    const found = onlyFinding(judgeFiles(noPrivateKeys, { secrets: [aSecretFile(path, { keys })] }));
    expect(found.seen).not.toMatch(/[\n\u202e]/);
    expect(found.fix?.text).toContain('target=…');
    expect(`${found.title}${found.detail}${found.fix?.text}`).not.toContain('$(id)');
  });

  it('tells twenty one by one, the worst first, and counts the rest', () => {
    const examples = Array.from({ length: 30 }, (_, at) => aSecretFile(`/usr/share/doc/p${at}/key.pem`, { keys }));
    const found = findingsOf(
      judgeFiles(noPrivateKeys, { secrets: [...examples, aSecretFile('/app/key.pem', { keys })] }),
    );
    expect(found).toHaveLength(21);
    expect(found[0]).toMatchObject({ severity: 'high', fingerprint: 'no-private-keys:/app/key.pem' });
    expect(found[20]).toMatchObject({ severity: 'low', fingerprint: 'no-private-keys:more' });
    expect(found[20]?.title).toMatch(/^11 more: /);
  });
});
