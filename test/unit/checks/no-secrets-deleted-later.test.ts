import { describe, expect, it } from 'vitest';
import { noSecretsDeletedLater } from '../../../src/checks/contents/no-secrets-deleted-later.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { AN_RSA_KEY, aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const hiddenBy = { layer: 1, how: 'removed' } as const;
const file = anImageFile({ path: '/root/key.pem', layer: 0 });

describe('no-secrets-deleted-later', () => {
  it('says which layer has it, and which hides it', () => {
    const found = onlyFinding(judgeFiles(noSecretsDeletedLater, { secrets: [{ file, keys: [AN_RSA_KEY], hiddenBy }] }));
    expect(found).toMatchObject({ severity: 'high', inheritedFrom: 'debian:12' });
    expect(found.title).toBe('A layer holds a private key that a later one removes');
    expect(found.seen).toContain('removed in layer 2 of 2, RUN make');
    expect(found.seen).toContain('layer 1 of 2');
  });

  it.each([
    ['a visible key', [aSecretFile('/k', { keys: [AN_RSA_KEY] })], 'pass'],
    ['a hidden file without a secret', [aSecretFile('/app/.env', { text: 'PORT=1', hiddenBy })], 'pass'],
    ['a hidden password', [aSecretFile('/app/.env', { text: 'DB_PASSWORD=hT7kQ2vX9pLm4RzW', hiddenBy })], 'fail'],
    [
      'a key that was only touched',
      [
        { file, keys: [AN_RSA_KEY], hiddenBy: { layer: 1, how: 'replaced' as const } },
        aSecretFile('/root/key.pem', { keys: [AN_RSA_KEY] }),
      ],
      'pass',
    ],
  ])('%s: %s', (_, secrets, expected) => {
    expect(outcomeWord(judgeFiles(noSecretsDeletedLater, { secrets }))).toBe(expected);
  });
});
