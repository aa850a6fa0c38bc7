// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of compose files
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCompose } from '../../src/adapters/compose-command.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { type ComposeProject, readComposeProject } from '../../src/evidence/compose-project.ts';

let top: string;
let root: string;
let bin: string;
let said: string;

beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'gate compose-')));
  root = join(top, 'workspace');
  bin = join(top, 'bin');
  said = join(top, 'said');
  await Promise.all([root, bin].map((folder) => mkdir(folder)));
});

afterEach(() => rm(top, { recursive: true, force: true }));

async function files(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** A program that stands where Compose would; it writes down how it was called. */
async function program(name: string, script: string): Promise<void> {
  const path = join(bin, name);
  await writeFile(path, `#!/bin/sh\n{ echo "$0 $*"; /usr/bin/env; } >> '${said}'\n${script}\n`);
  await chmod(path, 0o755);
}

async function read(given: readonly string[] = ['compose.yml'], environment = {}): Promise<ComposeProject> {
  const { signal } = new AbortController();
  const processes = createProcesses({ workspace: root, environment: { PATH: bin, ...environment }, signal });
  const workspace = await openWorkspace(root, processes);
  const options = { processes, temporaryFolder: top, workspace: root, dockerConfig: join(top, 'docker') };
  return readComposeProject(given, { workspace, compose: createCompose(options) });
}

function refusal(given?: readonly string[]): Promise<string> {
  return read(given).then(
    () => 'read',
    (error: Error) => error.message,
  );
}

const calls = async (): Promise<string> => readFile(said, 'utf8').catch(() => '');
const PLAIN = 'services: {web: {image: a, privileged: true}}\n';
const ANSWER = `echo '{"services":{"web":{"image":"a","privileged":true}}}'`;
/** As the real ones: a version, and an answer to everything else. */
const compose = (version: string, answer: string): string =>
  `case "$*" in *'version --short') echo ${version} ;; *) ${answer} ;; esac`;

describe('the client', () => {
  it('is the plugin of docker where there is one', async () => {
    await files({ 'compose.yml': PLAIN });
    await program('docker', compose('v2.40.1', ANSWER));
    await program('docker-compose', compose('1.29.2', ANSWER));
    expect(await read()).toMatchObject({ tool: 'docker compose 2.40.1', services: [{ name: 'web' }] });
    const options = `--project-name gate --project-directory ${root} -f ${root}/compose.yml`;
    expect(await calls()).toContain(`docker compose ${options} --profile * config --format json --no-env-resolution\n`);
  });

  it('is a program of its own where docker has no plugin', async () => {
    await files({ 'compose.yml': PLAIN });
    await program('docker', 'echo "docker: unknown command: docker compose" >&2; exit 1');
    await program('docker-compose', compose('1.29.2', `printf 'services:\\n  web:\\n    image: a\\n'`));
    expect(await read()).toMatchObject({ tool: 'docker-compose 1.29.2', services: [{ name: 'web', image: 'a' }] });
    expect(await calls()).toMatch(/compose\.yml config\n/);
  });

  it('may be one that resolves the files with variables, because it knows no other way', async () => {
    await files({ 'compose.yml': PLAIN });
    const older = `case "$*" in *resolution) echo 'unknown flag: --no-env-resolution' >&2; exit 16 ;; *) ${ANSWER} ;; esac`;
    await program('docker-compose', compose('2.20.0', older));
    expect((await read()).services).toHaveLength(1);
  });

  it.each([
    ['none', ''],
    ['one that says no version', 'echo hello'],
    ['one that fails', 'echo 2.0.0; exit 1'],
  ])('is missing: %s', async (_, script) => {
    await files({ 'compose.yml': PLAIN });
    if (script !== '') await program('docker-compose', script);
    expect(await refusal()).toMatch(/^COMPOSE-MISSING: /);
  });

  it('gets nothing of the job', async () => {
    await files({ 'compose.yml': PLAIN });
    await program('docker-compose', compose('2.40.1', ANSWER));
    const job = {
      USER: 'me',
      HOME: '/home/me',
      DOCKER_HOST: 'tcp://me',
      COMPOSE_FILE: 'me.yml',
      HTTPS_PROXY: 'http://me',
    };
    await read(['compose.yml'], {
      ...job,
      GITHUB_TOKEN: 'me',
      COMPOSE_PROFILES: 'me',
      TMPDIR: '/me',
      SSH_AUTH_SOCK: '/me',
    });
    const lines = (await calls()).split('\n');
    expect(lines.filter((line) => /=.*\bme\b/.test(line))).toEqual([]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ...['HOME=/home/any-user', `DOCKER_CONFIG=${join(top, 'docker')}`, `PWD=${root}`, `TMPDIR=${top}`],
        ...['COMPOSE_EXPERIMENTAL_GIT_REMOTE=false', 'COMPOSE_EXPERIMENTAL_OCI_REMOTE=false'],
      ]),
    );
  });
});

describe('an answer', () => {
  it.each([
    ['no JSON', `echo '{"services":'`, 'answer of docker-compose 2.40.1 is no compose project'],
    ['no project', `echo '{"services":[]}'`, 'is no compose project'],
    ['no YAML', `printf 'a: [\\n'`, 'is no compose project'],
    ['nothing', '', 'is no compose project'],
    [
      'what it refuses',
      `echo "validating $PWD/compose.yml: no" >&2; exit 15`,
      'refuses the compose files: validating compose.yml: no. ',
    ],
    [
      'what it logs',
      `echo 'time="x" level=warning msg="other"' >&2; echo 'time="x" level=fatal msg="the \\"a\\" is wrong"' >&2; exit 1`,
      'refuses the compose files: the "a" is wrong. ',
    ],
    ['control characters', `printf 'a\\033[31mb' >&2; exit 1`, 'refuses the compose files: a\\u{1b}[31mb. '],
    ['nothing with an error', 'exit 1', 'it does not say why'],
  ])('may be %s', async (_, script, words) => {
    await files({ 'compose.yml': PLAIN });
    await program('docker-compose', compose('2.40.1', script === '' ? ':' : script));
    const message = await refusal();
    expect(message).toMatch(/^COMPOSE-INVALID: /);
    expect(message).toContain(words);
  });

  it('may be too large', async () => {
    await files({ 'compose.yml': PLAIN });
    await program('docker-compose', compose('2.40.1', `/usr/bin/head -c 40000000 /dev/zero`));
    expect(await refusal()).toMatch(/^LIMIT-EXCEEDED: Compose answered with more than 32 MiB/);
  });

  it('tells of variables', async () => {
    await files({ 'compose.yml': 'services:\n  web:\n    image: a\n    user: $WHO\n' });
    const warning = `echo 'time="x" level=warning msg="The \\"WHO\\" variable is not set. Defaulting to a blank string."' >&2`;
    await program('docker-compose', compose('2.40.1', `${warning}; ${ANSWER}`));
    const { services, remarks } = await read();
    expect(services[0]?.settings.user).toMatchObject({ state: 'unknown', at: { line: 4 } });
    expect(remarks).toEqual([expect.stringContaining('WHO')]);
  });

  it('is about paths of the workspace, wherever it lies', async () => {
    await files({ 'app/compose.yml': 'services: {}\n', 'app/Dockerfile': '' });
    const web = {
      build: {
        context: `${root}/app`,
        dockerfile: 'Dockerfile',
        additional_contexts: { a: `${root}/a`, b: 'docker-image://b' },
      },
      volumes: [
        { type: 'bind', source: `${root}/app/data`, target: '/a' },
        { type: 'bind', source: root, target: '/b' },
        { type: 'bind', source: `${root}-other`, target: '/c' },
      ],
      security_opt: ['seccomp:./profiles/../p.json'],
    };
    const remote = { build: { context: 'https://example.com/x.git' } };
    const other = { build: { context: root, additional_contexts: { x: 'service:web' } } };
    await program(
      'docker-compose',
      compose('2.40.1', `/bin/cat <<'E'\n${JSON.stringify({ services: { web, remote, other } })}\nE\n`),
    );
    const { services } = await read(['app/compose.yml']);
    const [second, first, third] = services;
    expect(third?.build).toMatchObject({ context: 'app', dockerfile: 'app/Dockerfile', unsupported: [] });
    expect(third?.build?.additionalContexts).toEqual(['a=a', 'b=docker-image://b']);
    const sources = third?.settings.mounts.map((mount) => mount.state === 'said' && mount.value.source);
    expect(sources).toEqual(['app/data', '.', `${root}-other`]);
    expect(third?.settings.security.seccomp).toMatchObject({ value: { path: 'app/p.json' } });
    expect(first?.build?.unsupported).toEqual([expect.stringContaining('context')]);
    expect(second?.build?.unsupported).toEqual([expect.stringContaining('another service')]);
  });
});

describe('what Compose would open', () => {
  const secret = (): string => join(top, 'secret.yml');

  beforeEach(async () => {
    await writeFile(secret(), PLAIN);
    await program('docker-compose', compose('2.40.1', ANSWER));
  });

  it.each<[string, string, RegExp]>([
    ['another machine', 'include: [https://example.com/a.git]\n', /compose\.yml:1: include is .* nothing is fetched/],
    ['an artifact', 'include:\n  - oci://example.com/a\n', /compose\.yml:2: include/],
    ['a path upwards', 'include: [../secret.yml]\n', /does not lead to a file of the workspace/],
    ['an absolute path', 'services: {a: {extends: {file: /etc/passwd, service: b}}}\n', /extends is \/etc\/passwd/],
    [
      'a path that is not there',
      'services: {a: {extends: {file: no.yml, service: b}}}\n',
      /is no file of the workspace/,
    ],
    ['a link', 'include: [link.yml]\n', /does not lead to a file of the workspace/],
    ['a variable', 'include: ["${X}/a.yml"]\n', /has a dollar sign/],
    ['a file with labels', 'services: {a: {image: a, label_file: [/proc/self/environ]}}\n', /does not lead/],
    [
      'variables of an included file',
      'include: [{path: a.yml, env_file: /proc/self/environ}]\n',
      /variables or labels is \/proc\/self\/environ, which does not lead/,
    ],
    ['a folder', 'include: [{path: a.yml, project_directory: ..}]\n', /a folder is \.\./],
    ['what an included file includes', 'include: [b/b.yml]\n', /b\/b\.yml:1: include is \.\.\/\.\.\/secret\.yml/],
    [
      'a key that stands twice',
      'services:\n  a: {image: a}\n  a: {image: b}\n',
      /compose\.yml:3: the key a stands twice/,
    ],
  ])('is refused before it runs: %s', async (_, text, words) => {
    await files({ 'compose.yml': text, 'a.yml': PLAIN, 'b/b.yml': 'include: [../../secret.yml]\n' });
    await symlink(secret(), join(root, 'link.yml'));
    const message = await refusal();
    expect(message).toMatch(/^COMPOSE-INVALID: /);
    expect(message).toMatch(words);
    expect(await calls()).toBe('');
  });

  describe('is a file with variables of a service', () => {
    const opens = (name: string): string => `case "$*" in *without-variables*) exit 1 ;; *${name}*) ${ANSWER} ;; esac`;

    it.each([
      ['outside', '/proc/self/environ', /env_file is \/proc\/self\/environ, which does not lead to a file/],
      ['behind a variable', '".env.${STAGE:-x}"', /env_file is \.env\.\$\{STAGE:-x\}, which has a dollar sign/],
    ])('%s, only to clients that leave it alone', async (_, path, words) => {
      await files({ 'compose.yml': `services: {a: {image: a, env_file: [${path}]}}\n` });
      expect((await read()).services).toHaveLength(1);
      for (const version of ['2.40.3', '1.29.2']) {
        await program('docker-compose', compose(version, opens('compose.yml')));
        await rm(said, { force: true });
        expect(await refusal()).toMatch(words);
        expect(await calls()).not.toContain(`-f ${root}/compose.yml`);
      }
    });

    it('in the workspace, whatever the client does', async () => {
      await files({ 'compose.yml': 'services: {a: {image: a, env_file: [a.env, not-there.env]}}\n', 'a.env': 'A=b\n' });
      await program('docker-compose', compose('2.40.3', opens('compose.yml')));
      expect((await read()).services).toHaveLength(1);
    });
  });

  it('is opened where it lies in the workspace', async () => {
    await files({
      'compose.yml':
        'include: [b/b.yml, {path: [c.yml], project_directory: b}]\nservices: {a: {extends: {file: a.yml, service: web}, env_file: .env}}\n',
      ...{
        'a.yml': PLAIN,
        'b/b.yml': 'include: [../a.yml]\n',
        'c.yml': 'services: {c: {image: c, env_file: ../no.env}}\n',
      },
    });
    const { services } = await read();
    expect(services[0]?.settings.privileged).toMatchObject({
      at: { file: 'a.yml', line: 1, key: 'services.web.privileged' },
    });
    expect(services[0]?.settings.source).toMatchObject({ files: ['compose.yml'] });
  });

  it('may lead in circles, for Compose to refuse', async () => {
    await files({ 'compose.yml': 'include: [compose.yml, a.yml]\n', 'a.yml': 'include: [compose.yml]\n' });
    expect((await read()).services).toHaveLength(1);
  });

  it('is at most a hundred files', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `f${at}.yml`);
    await files({ 'compose.yml': `include: [${names.join(', ')}]\n` });
    await files(Object.fromEntries(names.map((name) => [name, PLAIN])));
    expect(await refusal()).toMatch(/^LIMIT-EXCEEDED: /);
    expect(await refusal(names)).toMatch(/^LIMIT-EXCEEDED: /);
  });

  it('is no .env from elsewhere', async () => {
    await files({ 'compose.yml': PLAIN });
    await symlink('/proc/self/environ', join(root, '.env'));
    expect(await refusal()).toMatch(/^PATH-REFUSED: /);
    expect(await calls()).toBe('');
  });

  it('is given files that are there', async () => {
    expect(await refusal(['none.yml'])).toMatch(/^INPUT-INVALID: compose-files names none\.yml/);
    expect(await refusal(['../secret.yml'])).toMatch(/^PATH-REFUSED: /);
    await files({ 'large.yml': `#${'x'.repeat(1_100_000)}` });
    expect(await refusal(['large.yml'])).toMatch(/^LIMIT-EXCEEDED: /);
  });
});
