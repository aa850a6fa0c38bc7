import { describe, expect, it } from 'vitest';
import { noSecretsInFiles } from '../../../src/checks/contents/no-secrets-in-files.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { AN_RSA_KEY, aSecretFile, judgeFiles } from '../../builders/judge-files.ts';

const SECRET = 'hT7kQ2vX9pLm4RzW';
const AUTH = Buffer.from(`user:${SECRET}`).toString('base64');
const GITHUB = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const variable = (name: string): string => `$${`{${name}}`}`;

/** Every kind of file with a secret, and the same file without one. */
const TWINS: readonly (readonly [path: string, withOne: string, without: string])[] = [
  [
    '/root/.npmrc',
    `//registry.example/:_authToken=${SECRET}`,
    `//registry.example/:_authToken=${variable('NPM_TOKEN')}`,
  ],
  [
    '/root/.npmrc',
    `//registry.example:8443/npm/:_authToken=${SECRET}`,
    '//registry.example:8443/npm/:always-auth=true',
  ],
  ['/root/.npmrc', `//registry.example/:_password="${AUTH}"`, '//registry.example/:_password=""'],
  ['/root/.npmrc', `_auth = ${AUTH}`, 'registry=https://registry.example/'],
  ['/root/.npmrc', `registry=https://me:${SECRET}@registry.example/`, 'email=me@example.com'],
  ['/app/.yarnrc.yml', `npmAuthToken: "${SECRET}"`, `npmAuthToken: "${variable('NPM_TOKEN')}"`],
  ['/app/.yarnrc.yml', `npmAuthIdent: "me:${SECRET}"`, 'nodeLinker: node-modules'],
  [
    '/root/.pypirc',
    `[pypi]\nusername = __token__\npassword = pypi-AgE${'a1B2c3D4'.repeat(10)}`,
    '[pypi]\nusername = __token__',
  ],
  [
    '/etc/pip.conf',
    `[global]\nindex-url = https://me:${SECRET}@pypi.example/simple`,
    '[global]\nindex-url = https://pypi.example/simple',
  ],
  [
    '/root/.netrc',
    `machine example.com login me password ${SECRET}`,
    'machine example.com login me password <password>',
  ],
  [
    '/root/.netrc',
    `machine example.com\n  login me\n  password\n  ${SECRET}`,
    'machine ftp.example.com login anonymous password me@example.com',
  ],
  ['/root/.git-credentials', `https://me:${SECRET}@example.com`, 'https://example.com'],
  [
    '/root/.aws/credentials',
    `[default]\naws_secret_access_key = ${SECRET}${SECRET}`,
    '[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ],
  [
    '/root/.docker/config.json',
    `{"auths":{"r.example":{"auth":"${AUTH}"}}}`,
    '{"auths":{"r.example":{}},"credsStore":"desktop"}',
  ],
  [
    '/root/.docker/config.json',
    `{ "auths" : { "r.example" : { "auth" : "${AUTH}" } } }`,
    '{ "auths" : { "r.example" : { "auth" : "" } } }',
  ],
  [
    '/root/.docker/config.json',
    `{"auths":{"r.example":{"identitytoken":"${SECRET}"}}}`,
    '{"auths":{"r.example":{"identitytoken":""}}}',
  ],
  [
    '/root/.kube/config',
    `users:\n- name: a\n  user:\n    token: ${SECRET}`,
    'users:\n- name: a\n  user:\n    tokenFile: /var/run/token',
  ],
  [
    '/root/.composer/auth.json',
    `{"http-basic":{"r.example":{"username":"me","password":"${SECRET}"}}}`,
    '{"http-basic":{}}',
  ],
  ['/root/.composer/auth.json', `{"bearer":{"r.example":"${SECRET}"}}`, '{"bearer":{"r.example":""}}'],
  [
    '/root/.m2/settings.xml',
    `<settings><server><password>${SECRET}</password></server></settings>`,
    '<settings><server><password>{COQLCE6DU6GtcS5P=}</password></server></settings>',
  ],
  [
    '/root/.m2/settings.xml',
    `<server>\n<password>\n${SECRET}\n</password>\n</server>`,
    `<server><password>${variable('env.PASSWORD')}</password></server>`,
  ],
  [
    '/root/.nuget/NuGet/NuGet.Config',
    `<c><add key="ClearTextPassword" value="${SECRET}" /></c>`,
    '<c><add key="ClearTextPassword" value="%FEED_PASSWORD%" /></c>',
  ],
  ['/root/.gradle/gradle.properties', `nexusPassword=${SECRET}`, 'org.gradle.daemon=false'],
  ['/root/.bundle/config', `BUNDLE_GEMS__EXAMPLE__COM: "me:${SECRET}"`, 'BUNDLE_PATH: "vendor/bundle"'],
  ['/root/.gem/credentials', `---\n:rubygems_api_key: ${SECRET}`, '---\n:rubygems_api_key: '],
  ['/root/.cargo/credentials.toml', `[registry]\ntoken = "${SECRET}"`, '[registry]\ntoken = ""'],
  ['/root/.terraformrc', `credentials "app.terraform.io" {\n  token = "${SECRET}"\n}`, 'plugin_cache_dir = "/cache"'],
  [
    '/root/.terraform.d/credentials.tfrc.json',
    `{"credentials":{"app.terraform.io":{"token":"${SECRET}"}}}`,
    '{"credentials":{}}',
  ],
  ['/root/.config/gh/hosts.yml', `github.com:\n    oauth_token: ${GITHUB}`, 'github.com:\n    user: me'],
  ['/root/.pgpass', `db.example:5432:*:app:${SECRET}`, 'db.example:5432:*:app:'],
  ['/root/.my.cnf', `[client]\nuser=root\npassword="${SECRET}"`, '[client]\nuser=root'],
  ['/root/.vault-token', SECRET, ''],
  ['/app/.env', `DB_PASSWORD=${SECRET}`, 'PORT=8080\nDEBUG=false'],
  ['/app/.env', `export DB_PASSWORD='${SECRET}'`, 'export DB_PASSWORD='],
  [
    '/app/.env',
    `DB_PASSWORD="with, signs ${SECRET}" # of the database`,
    `DB_PASSWORD="${variable('FROM_ELSEWHERE')}" # ${SECRET}`,
  ],
  ['/app/.env', `PORT=1\r\nDB_PASSWORD=${SECRET}\r\n`, 'PORT=1\r\nDB_PASSWORD=\r\n'],
  ['/app/.env', `\ufeffDB_PASSWORD=${SECRET}`, `# DB_PASSWORD=${SECRET}`],
  ['/app/.env', `# GITHUB_TOKEN=${GITHUB}`, `# GITHUB_TOKEN=ghp_${'x'.repeat(36)}`],
  ['/app/.env', `URL=postgres://me:${SECRET}@db/app`, '# URL=postgres://user:secret-word@db/app'],
];

describe('no-secrets-in-files', () => {
  it.each(TWINS)('%s: %j, and not %j', (path, withOne, without) => {
    const judge = (text: string) => judgeFiles(noSecretsInFiles, { secrets: [aSecretFile(path, { text })] });
    const found = JSON.stringify(onlyFinding(judge(withOne)));
    for (const value of [SECRET, AUTH, GITHUB, 'a1B2c3D4']) expect(found).not.toContain(value);
    expect(outcomeWord(judge(without))).toBe('pass');
  });

  it('says the kinds, the file and the base image', () => {
    const file = anImageFile({ path: '/root/.npmrc', layer: 0 });
    const found = onlyFinding(judgeFiles(noSecretsInFiles, { secrets: [{ file, keys: [], text: `a=${GITHUB}` }] }));
    expect(found).toMatchObject({
      severity: 'high',
      title: 'A file for credentials holds one: GitHub token',
      inheritedFrom: 'debian:12',
      fingerprint: 'no-secrets-in-files:/root/.npmrc',
    });
    expect(found.seen).toContain('/root/.npmrc: GitHub token, value not shown (layer 1 of 2');
  });

  it('counts a file of a package’s tests less', () => {
    const secrets = [aSecretFile('/app/node_modules/dotenv/tests/.env', { text: `DB_PASSWORD=${SECRET}` })];
    expect(onlyFinding(judgeFiles(noSecretsInFiles, { secrets })).severity).toBe('low');
  });

  it('leaves a key in the file to the check of keys', () => {
    const text = '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49\\n"}';
    const path = '/root/.config/gcloud/application_default_credentials.json';
    expect(
      outcomeWord(judgeFiles(noSecretsInFiles, { secrets: [aSecretFile(path, { text, keys: [AN_RSA_KEY] })] })),
    ).toBe('pass');
    expect(outcomeWord(judgeFiles(noSecretsInFiles, { secrets: [aSecretFile(path, { text })] }))).toBe('fail');
  });

  it('leaves what a later layer hides to the check of that', () => {
    const hidden = { text: `DB_PASSWORD=${SECRET}`, hiddenBy: { layer: 1, how: 'removed' } as const };
    expect(outcomeWord(judgeFiles(noSecretsInFiles, { secrets: [aSecretFile('/app/.env', hidden)] }))).toBe('pass');
  });

  it('finds one behind as many others as a file can hold', () => {
    const text = `${'a=b\n'.repeat(15_000)}DB_PASSWORD=hT7kQ2vX9pLm4RzW\n`;
    expect(outcomeWord(judgeFiles(noSecretsInFiles, { secrets: [aSecretFile('/app/.env', { text })] }))).toBe('fail');
  });

  it('costs no more than the length of the text', () => {
    const pieces = [
      '/',
      '=',
      ':',
      '"',
      ' ',
      '\n',
      'a=b\n',
      'PASSWORD=hunter22\n',
      '{"a":',
      '[',
      '<a>',
      '<add key="',
      'password ',
      '\\:',
      '_',
      'aA',
      '#',
    ];
    for (const path of ['/.env', '/.netrc', '/.pgpass', '/.docker/config.json', '/.m2/settings.xml']) {
      for (const piece of pieces) {
        const text = piece.repeat(Math.floor(65_536 / piece.length));
        const begun = performance.now();
        judgeFiles(noSecretsInFiles, {
          secrets: [aSecretFile(path, { text }), aSecretFile(path, { text: `{${text}` })],
        });
        // It takes 50 ms; an expression with backtracking takes minutes.
        expect(performance.now() - begun, `${path} of ${JSON.stringify(piece)}`).toBeLessThan(2_000);
      }
    }
  });
});
