import { describe, expect, it } from 'vitest';
import { noSecretsDeletedLater } from '../../../src/checks/contents/no-secrets-deleted-later.ts';
import type { SecretFile } from '../../../src/model/image-contents.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aLayer, anImageFile, byInstruction, FROM_BASE } from '../../builders/image-contents.ts';
import { AN_RSA_KEY, aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const PASSWORD = 'DB_PASSWORD=hT7kQ2vX9pLm4RzW';
const OTHER_KEY = { ...AN_RSA_KEY, digest: 'b'.repeat(64) };
const removed = { layer: 1, how: 'removed' } as const;
const replaced = { layer: 1, how: 'replaced' } as const;
const path = '/app/.env';
const file = anImageFile({ path: '/root/key.pem', layer: 0 });
const below = (parts: Partial<SecretFile>): SecretFile => ({
  file: anImageFile({ path, layer: 0 }),
  keys: [],
  ...parts,
});

describe('no-secrets-deleted-later', () => {
  it('says which layer has it, and which hides it', () => {
    const secrets = [{ file, keys: [AN_RSA_KEY], hiddenBy: removed }];
    const found = onlyFinding(judgeFiles(noSecretsDeletedLater, { secrets }));
    expect(found).toMatchObject({
      severity: 'high',
      inheritedFrom: 'debian:12',
      fingerprint: 'no-secrets-deleted-later:/root/key.pem',
      title: 'A layer holds a private key that a later one removes',
    });
    expect(found.seen).toContain('removed in layer 2 of 2, RUN make');
    expect(found.seen).toContain('layer 1 of 2');
    expect(found.fix?.text).toContain('tell its author');
    expect(JSON.stringify(found)).not.toContain(AN_RSA_KEY.digest);
  });

  it('points to the instruction of this Dockerfile that put it there', () => {
    const layers = [
      aLayer({ origin: FROM_BASE }),
      aLayer({ origin: byInstruction('COPY', 2), createdBy: 'COPY key.pem /root/' }),
      aLayer({ origin: byInstruction('RUN', 3), createdBy: 'RUN /bin/sh -c rm /root/key.pem # buildkit' }),
    ];
    const secrets = [aSecretFile('/root/key.pem', { keys: [AN_RSA_KEY], hiddenBy: { layer: 2, how: 'removed' } })];
    const found = onlyFinding(judgeFiles(noSecretsDeletedLater, { secrets }, { 'image-layers': layers }));
    expect(found.location?.lines.first).toBe(2);
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.seen).toContain('removed in layer 3 of 3, RUN rm /root/key.pem');
    expect(found.fix?.text).toContain('--mount=type=secret,id=key.pem,target=/root/key.pem');
    expect(found.fix?.text).toContain('Replace the key');
  });

  it.each<[string, readonly SecretFile[], string]>([
    ['a visible key', [aSecretFile('/k', { keys: [AN_RSA_KEY] })], 'pass'],
    ['a hidden file without a secret', [below({ text: 'PORT=1', hiddenBy: removed })], 'pass'],
    ['a hidden password', [below({ text: PASSWORD, hiddenBy: removed })], 'high'],
    [
      'a hidden key with a passphrase',
      [below({ keys: [{ ...AN_RSA_KEY, encrypted: true }], hiddenBy: removed })],
      'medium',
    ],
    [
      'a hidden example of a package',
      [{ file: anImageFile({ path: '/usr/share/doc/x/key.pem', layer: 0 }), keys: [AN_RSA_KEY], hiddenBy: removed }],
      'low',
    ],
    [
      'a key that was only touched',
      [below({ keys: [AN_RSA_KEY], hiddenBy: replaced }), aSecretFile(path, { keys: [AN_RSA_KEY] })],
      'pass',
    ],
    [
      'a key with another in its place',
      [below({ keys: [AN_RSA_KEY], hiddenBy: replaced }), aSecretFile(path, { keys: [OTHER_KEY] })],
      'high',
    ],
    [
      'one of two keys still there',
      [below({ keys: [AN_RSA_KEY, OTHER_KEY], hiddenBy: replaced }), aSecretFile(path, { keys: [OTHER_KEY] })],
      'high',
    ],
    [
      'a file that was only touched',
      [below({ text: PASSWORD, hiddenBy: replaced }), aSecretFile(path, { text: PASSWORD })],
      'pass',
    ],
    ['a file emptied later', [below({ text: PASSWORD, hiddenBy: replaced }), aSecretFile(path, { text: '' })], 'high'],
    [
      'a file with another secret later',
      [below({ text: PASSWORD, hiddenBy: replaced }), aSecretFile(path, { text: `${PASSWORD}x` })],
      'high',
    ],
  ])('%s: %s', (_, secrets, expected) => {
    const result = judgeFiles(noSecretsDeletedLater, { secrets });
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else {
      expect(onlyFinding(result).severity).toBe(expected);
      expect(JSON.stringify(result)).not.toContain('hT7kQ2');
    }
  });

  it('tells a path once, however often it was replaced', () => {
    const versions = [0, 1, 2].map((layer) => ({
      file: anImageFile({ path, layer }),
      keys: [],
      text: `${PASSWORD}${layer}`,
      hiddenBy: { layer: layer + 1, how: layer === 2 ? ('removed' as const) : ('replaced' as const) },
    }));
    const layers = [aLayer({ origin: FROM_BASE }), aLayer(), aLayer(), aLayer()];
    const found = findingsOf(judgeFiles(noSecretsDeletedLater, { secrets: versions }, { 'image-layers': layers }));
    expect(found.map(({ fingerprint }) => fingerprint)).toEqual([`no-secrets-deleted-later:${path}`]);
    expect(found[0]?.seen).toContain('2 more of its versions hold one');
  });

  it('shows hostile names without what they do', () => {
    const hostile = '/app/$(id)\n::error::x\u202e/.env';
    const secrets = [aSecretFile(hostile, { text: PASSWORD, hiddenBy: removed })];
    const found = onlyFinding(judgeFiles(noSecretsDeletedLater, { secrets }));
    expect(found.seen).not.toMatch(/[\n\u202e]/);
    expect(`${found.title}${found.detail}${found.fix?.text}`).not.toContain('$(id)');
  });
});
