import { describe, expect, it } from 'vitest';
import { holdsCredentials } from '../../../src/linux/credential-files.ts';

describe('files that hold credentials, by their names', () => {
  it.each([
    '/.npmrc',
    '/root/.npmrc',
    '/home/node/app/.npmrc',
    '/usr/local/etc/npmrc',
    '/app/.yarnrc.yml',
    '/root/.pypirc',
    '/etc/pip.conf',
    '/root/.config/pip/pip.conf',
    '/opt/venv/pip.conf',
    '/root/.config/pypoetry/auth.toml',
    '/root/.netrc',
    '/root/.git-credentials',
    '/root/.config/git/credentials',
    '/home/app/.aws/credentials',
    '/root/.docker/config.json',
    '/kaniko/.docker/config.json',
    '/root/.config/containers/auth.json',
    '/root/.kube/config',
    '/root/.config/gcloud/application_default_credentials.json',
    '/root/.config/gh/hosts.yml',
    '/root/.terraformrc',
    '/root/.terraform.d/credentials.tfrc.json',
    '/root/.vault-token',
    '/root/.composer/auth.json',
    '/root/.config/composer/auth.json',
    '/root/.m2/settings.xml',
    '/root/.gradle/gradle.properties',
    '/root/.gem/credentials',
    '/usr/local/bundle/config/.bundle/config',
    '/root/.cargo/credentials.toml',
    '/usr/local/cargo/credentials.toml',
    '/root/.nuget/NuGet/NuGet.Config',
    '/src/nuget.config',
    '/root/.pgpass',
    '/root/.my.cnf',
    '/app/.env',
    '/app/.env.production',
    '/app/.env.production.local',
    '/app/.env.local',
  ])('%s does', (path) => {
    expect(holdsCredentials(path)).toBe(true);
  });

  it.each([
    '/',
    '',
    '/npmrc',
    '/root/npmrc.example',
    '/app/.npmrc.bak.md',
    '/app/config.json',
    '/app/docker/config.json',
    '/app/credentials',
    '/aws/credentials',
    '/app/auth.json',
    '/app/settings.xml',
    '/usr/share/maven/conf/settings.xml',
    '/app/hosts.yml',
    '/app/gradle.properties',
    '/etc/my.cnf',
    '/etc/apache2/.htpasswd',
    '/app/.env.example',
    '/app/.env.sample',
    '/app/.env.template',
    '/app/.env.test',
    '/app/.envrc',
    '/app/.env/x',
    '/app/env',
    '/app/.docker/config.json/x',
  ])('%s does not', (path) => {
    expect(holdsCredentials(path)).toBe(false);
  });

  it('costs the same for a path of a megabyte', () => {
    const path = `/${'a/'.repeat(500_000)}`;
    const begun = performance.now();
    for (let count = 0; count < 10_000; count += 1) holdsCredentials(path);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
