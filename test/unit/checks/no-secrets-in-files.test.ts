import { describe, expect, it } from 'vitest';
import { noSecretsInFiles } from '../../../src/checks/contents/no-secrets-in-files.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const SECRET = 'hT7kQ2vX9pLm4RzW';
const AUTH = Buffer.from(`user:${SECRET}`).toString('base64');

describe('no-secrets-in-files', () => {
  it.each([
    ['/root/.npmrc', `//registry.example/:_authToken=${SECRET}`, 'fail'],
    ['/root/.npmrc', `//registry.example/:_authToken=$${'{NPM_TOKEN}'}`, 'pass'],
    ['/root/.npmrc', 'registry=https://registry.example/', 'pass'],
    ['/root/.netrc', `machine example.com login me password ${SECRET}`, 'fail'],
    ['/root/.netrc', 'machine example.com login me password <password>', 'pass'],
    ['/root/.git-credentials', `https://me:${SECRET}@example.com`, 'fail'],
    ['/root/.aws/credentials', `aws_secret_access_key = ${SECRET}${SECRET}`, 'fail'],
    ['/root/.docker/config.json', `{"auths":{"r.example":{"auth":"${AUTH}"}}}`, 'fail'],
    ['/root/.docker/config.json', '{"credsStore":"desktop"}', 'pass'],
    ['/app/.env', `DB_PASSWORD=${SECRET}`, 'fail'],
    ['/app/.env', `# DB_PASSWORD=${SECRET}`, 'pass'],
    ['/app/.env', 'PORT=8080\nDEBUG=false', 'pass'],
  ])('%s with %s: %s', (path, text, expected) => {
    const result = judgeFiles(noSecretsInFiles, { secrets: [aSecretFile(path, { text })] });
    expect(outcomeWord(result)).toBe(expected);
    if (expected === 'fail') expect(JSON.stringify(onlyFinding(result))).not.toContain(SECRET);
  });

  it('leaves what a later layer hides to the check of that', () => {
    const hidden = { text: `DB_PASSWORD=${SECRET}`, hiddenBy: { layer: 1, how: 'removed' } as const };
    expect(outcomeWord(judgeFiles(noSecretsInFiles, { secrets: [aSecretFile('/app/.env', hidden)] }))).toBe('pass');
  });
});
