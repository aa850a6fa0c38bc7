import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { parseReport } from '../../src/reporters/json.ts';
import { SETTING_NAMES } from '../../src/settings/schema.ts';
import { type FakeDocker, type FakeDockerScript, installFakeDocker } from '../fakes/docker.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const ROOT_IMAGE = { built: { config: { User: '0' } } };

let base: string;
let docker: FakeDocker;

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'gate-cli-'));
  await mkdir(path.join(base, 'repository/.git'), { recursive: true });
  await mkdir(path.join(base, 'repository/services/web'), { recursive: true });
  for (const folder of ['', 'services/web']) {
    await writeFile(path.join(base, 'repository', folder, 'Dockerfile'), 'FROM alpine:3.22\nUSER 20002\n');
  }
});

afterEach(() => rm(base, { recursive: true, force: true }));

interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  words: readonly string[],
  script: FakeDockerScript = {},
  cwd = 'repository',
  during?: (child: ChildProcess) => Promise<void>,
): Promise<CommandRun> {
  const folder = await mkdtemp(path.join(base, 'docker-'));
  docker = await installFakeDocker(folder, script);
  const env = { PATH: `${docker.bin}:/usr/bin:/bin`, HOME: base };
  const child = spawn(process.execPath, [CLI, ...words], {
    cwd: path.resolve(base, cwd),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await during?.(child);
  return { exitCode: await closed, ...text };
}

describe('the command line', () => {
  it('passes with exit code 0, the report on standard output, the progress on standard error', async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^PASS\n/);
    expect(stderr).toMatch(/^Looking up the policy\.\nPolicy: .+\nPlan:\n/);
  });

  it('fails with exit code 1, the line and the cure', async () => {
    const { exitCode, stdout } = await run(['--context', '.'], ROOT_IMAGE);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAIL/);
    expect(stdout).toContain('Dockerfile:2');
    expect(stdout).toContain('USER 20002:10001');
  });

  it.each([0, 1, 2])(
    '--json prints the report and nothing else on standard output (exit code %d)',
    async (exitCode) => {
      const scripts: readonly FakeDockerScript[] = [
        {},
        ROOT_IMAGE,
        { answers: [{ when: ['buildx', 'build'], exitCode: 1 }] },
      ];
      const result = await run(['--json'], scripts[exitCode]);
      expect(result.exitCode).toBe(exitCode);
      expect(parseReport(result.stdout).verdict.verdict).toBe(['pass', 'fail', 'error'][exitCode]);
    },
  );

  it('--json also tells what was wrong with a flag', async () => {
    const { exitCode, stdout } = await run(['--json', '--fail-on', 'hgih']);
    expect(exitCode).toBe(2);
    expect(parseReport(stdout).verdict.problems[0]?.code).toBe('INPUT-INVALID');
  });

  it('leaves nothing in the engine, whatever the verdict', async () => {
    for (const script of [{}, ROOT_IMAGE]) {
      await run([], script);
      expect(await docker.state()).toMatchObject({ names: {}, containers: [] });
    }
  });

  it('keeps a passing image under its tags', async () => {
    await run(['--tags', 'app:1']);
    expect(Object.keys((await docker.state()).names)).toEqual(['app:1']);
  });

  it('takes the tags back when it is cancelled after they were set', async () => {
    const script: FakeDockerScript = { answers: [{ when: ['image', 'ls'], hang: 'obedient' }] };
    const result = await run(['--tags', 'app:1'], script, 'repository', async (child) => {
      const [pid = 0] = await vi.waitUntil(async () => (await docker.pids()).length > 0 && docker.pids(), {
        timeout: 30_000,
      });
      expect(Object.keys((await docker.state()).names)).toContain('app:1');
      child.kill('SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 200));
      process.kill(pid); // the listing of old tags survives a cancellation
    });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toMatch(/^NO VERDICT/);
    expect(result.stdout).toContain('CANCELLED');
    expect(await docker.state()).toMatchObject({ names: {} });
  }, 60_000);

  it.each([
    [['--context', 'services/web'], 'repository', 'services/web/Dockerfile'],
    [['--context', '.'], 'repository/services/web', 'services/web/Dockerfile'],
    [['--file', 'Dockerfile', '--context', '../..'], 'repository/services/web', 'services/web/Dockerfile'],
    [['--context', 'repository/services/web'], '.', 'services/web/Dockerfile'],
  ])('%j in %s builds %s, named from the repository’s root', async (words, cwd, file) => {
    const { exitCode, stdout } = await run([...words, '--json'], {}, cwd);
    expect(exitCode).toBe(0);
    expect(parseReport(stdout).subject.name).toBe(file);
  });

  // The home folder is `base`, and the docker on PATH lies in it.
  it.each<[string, readonly string[], string, string | undefined, number]>([
    ['from /', ['--image', 'app:1'], '/', undefined, 0],
    ['from the home folder', ['--image', 'app:1'], '.', undefined, 0],
    ['from a home folder that is a checkout', ['--image', 'app:1'], '.', '.git', 2],
    ['a project below a home folder that is a checkout', ['--context', 'project'], '.', '.git', 0],
    ['a checkout beside which the docker lies', ['--context', 'project'], '.', 'project/.git', 0],
    ['a checkout in which the docker lies', ['--context', '.'], '.', '.git', 2],
    ['a folder in which the docker lies, and the home folder', ['--context', '.'], '.', undefined, 0],
  ])('a docker of the tree is not started, and / is no tree: %s', async (_, words, cwd, repository, exitCode) => {
    for (const folder of ['project', repository ?? 'project'])
      await mkdir(path.join(base, folder), { recursive: true });
    for (const folder of ['project', '.'])
      await writeFile(path.join(base, folder, 'Dockerfile'), 'FROM alpine:3.22\nUSER 20002\n');
    const image = { config: { User: '1000:1000' } };
    const result = await run([...words, '--json'], { images: { 'app:1': image } }, cwd);
    expect(parseReport(result.stdout).verdict.problems.map(({ code }) => code)).toEqual(
      exitCode === 0 ? [] : ['TOOL-UNTRUSTED-PATH'],
    );
    expect(result.exitCode).toBe(exitCode);
  });

  it('--report-file is read from where the person stands', async () => {
    expect((await run(['--report-file', 'gate.json'], {}, 'repository/services/web')).exitCode).toBe(0);
    const again = await run(['--report-file', '../../../gate.json'], {}, 'repository/services/web');
    expect(again.exitCode).toBe(2);
    expect(again.stdout).toContain('REPORT-UNWRITABLE');
  });

  it('--help lists every setting, --version prints the version', async () => {
    const help = await run(['--help']);
    expect(help.exitCode).toBe(0);
    for (const name of SETTING_NAMES) expect(help.stdout).toContain(`--${name} `);
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it.each([
    [['--contxt', '.'], /INPUT-UNKNOWN .*Did you mean --context\?/],
    [['check'], /INPUT-UNKNOWN .*check/],
    [['--context', 'nowhere'], /INPUT-INVALID .*context: there is no nowhere/],
    [['--context', 'services'], /INPUT-INVALID .*Dockerfile: there is no services\/Dockerfile/],
    [['--snyk-org', 'team'], /NOT-AVAILABLE-YET .*snyk-org/],
    [['--comment', 'always'], /INPUT-CONFLICT .*--comment/],
    [['--github-token', 'x'], /INPUT-CONFLICT .*--github-token/],
    [['--target'], /INPUT-INVALID .*--target was given without a value/],
    [['--image', 'docker-archive:x.tar'], /NOT-AVAILABLE-YET .*image/],
    [['--scanner', 'grype'], /NOT-AVAILABLE-YET .*scanner/],
  ])('%j → exit code 2 and what to do', async (words, message) => {
    const { exitCode, stdout, stderr } = await run(words);
    expect(exitCode).toBe(2);
    expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toMatch(message);
    expect(stdout).toMatch(/^NO VERDICT/);
    expect((await docker.calls()).filter(({ args }) => args.includes('build') || args.includes('create'))).toEqual([]);
  });
});
