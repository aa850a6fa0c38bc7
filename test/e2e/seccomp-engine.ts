import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What one system call gave in a container: `= -14`, `SIGSYS` (caught), `killed 31`. */
export type ProbeAnswer = string;

/** One engine that can be asked what a filter does. */
export interface SeccompEngineUnderTest {
  readonly title: string;
  /** Why it can't be asked here. */
  readonly missing?: string;
  readonly prepare: () => void;
  /**
   * One container that makes the calls, each in a process of its own.
   *
   * @param profile the text of a profile, or `unconfined`
   * @param calls `83:0:511` each: the number and the arguments
   * @returns an answer for each, or why the engine did not start it
   */
  readonly ask: (
    profile: string,
    calls: readonly string[],
    options?: readonly string[],
  ) => Promise<readonly ProbeAnswer[] | { readonly refused: string }>;
  readonly cleanUp: () => void;
}

const DEADLINE_MS = 60_000;

/** The machine's own engine, and today's engine where `npm test` started it. */
export function seccompEngines(): readonly SeccompEngineUnderTest[] {
  const { GATE_TEST_MODERN_DOCKER_HOST: host = '', GATE_TEST_MODERN_DOCKER_CONFIG: config = '' } = process.env;
  const { GATE_TEST_MODERN_BIN: bin = '', GATE_TEST_MODERN_REASON: reason, PATH: path = '' } = process.env;
  const own = engine('this machine’s engine', {});
  const modern =
    host === ''
      ? { ...own, title: 'today’s engine', missing: reason ?? 'run npm test to start it' }
      : engine('today’s engine', { PATH: [bin, path].join(delimiter), DOCKER_HOST: host, DOCKER_CONFIG: config });
  const missing = [own, modern].find((candidate) => candidate.missing !== undefined);
  if (process.env['GATE_TEST_REQUIRE_ALL'] === '1' && missing !== undefined) {
    throw new Error(`A required service is missing: ${missing.title}: ${missing.missing}`);
  }
  return [own, modern];
}

function engine(title: string, extra: Readonly<Record<string, string>>): SeccompEngineUnderTest {
  const env = { ...process.env, ...extra };
  const folder = mkdtempSync(join(tmpdir(), 'gate-seccomp-'));
  const name = `docker-security-gate-test-seccomp-${process.pid}-${Date.now().toString(36)}`;
  const image = `${name}:probe`;
  const docker = (...args: readonly string[]) =>
    spawnSync('docker', args, { encoding: 'utf8', timeout: DEADLINE_MS, env });
  const missing = obstacle(docker('version', '--format={{.Server.Os}}/{{.Server.Arch}}'), folder);
  let asked = 0;
  return {
    title,
    ...(missing === undefined ? {} : { missing }),
    prepare: () => {
      writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY probe /probe\nENTRYPOINT ["/probe"]\n');
      const built = docker('build', '--quiet', `--tag=${image}`, folder);
      if (built.status !== 0) throw new Error(built.stderr);
    },
    ask: (profile, calls, options = []) => {
      asked += 1;
      const container = `${name}-${asked}`;
      const file = profile === 'unconfined' ? profile : join(folder, `${asked}.json`);
      if (file !== profile) writeFileSync(file, profile);
      const security = `--security-opt=seccomp=${file}`;
      const args = ['run', '--rm', `--name=${container}`, '--network=none', security, ...options, image, ...calls];
      return new Promise((resolve, reject) => {
        execFile('docker', args, { timeout: DEADLINE_MS, env }, (error, stdout, stderr) => {
          if (error !== null) docker('rm', '--force', container);
          if (error?.killed === true) reject(new Error(`no answer from the engine for ${profile}`));
          else if (error === null) resolve(stdout.trimEnd().split('\n'));
          else resolve({ refused: `${stderr}${stdout}`.trim() });
        });
      });
    },
    cleanUp: () => {
      docker('image', 'rm', '--force', image);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function obstacle(
  version: { readonly status: number | null; readonly stdout: string; readonly stderr: string },
  folder: string,
): string | undefined {
  if (version.status !== 0) return `no Docker engine answers: ${version.stderr.trim()}`;
  const machine = arch() === 'x64' ? 'linux/amd64' : `linux/${arch()}`;
  if (version.stdout.trim() !== machine) return `the engine runs ${version.stdout.trim()}, the compiler ${arch()}`;
  const source = join(import.meta.dirname, 'seccomp-probe.c');
  const flags = ['-static', '-nostdlib', '-ffreestanding', '-fno-stack-protector', '-O1'];
  const compiled = spawnSync('cc', [...flags, '-o', join(folder, 'probe'), source], { timeout: DEADLINE_MS });
  return compiled.status === 0 ? undefined : 'there is no C compiler (cc) to build the probe with';
}
