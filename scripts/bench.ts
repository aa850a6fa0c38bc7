import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { benchCompose } from './bench-compose.ts';
import { benchContents } from './bench-contents.ts';
import { benchProof } from './bench-proof.ts';

const ROOT = join(import.meta.dirname, '..');
const RUNS = 25;
const DEADLINE_MS = 30_000;

interface Start {
  /** Milliseconds from the start of the process until the first bytes were on the pipe. */
  readonly firstLine: number;
  /** … until the plan was. */
  readonly plan: number;
}

/**
 * `npm run bench`: how soon the action says something. Process start of `node dist/index.js` with a runner's
 * environment, to its first line and to its printed plan, against the whole life of `node -e 0`; the two alternate,
 * so that a busy moment of the machine meets both. Then what the proof costs, where an engine answers. Prints medians,
 * ratios and the size of dist/; asserts nothing.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-bench-'));
  try {
    const env = runnerEnvironment(folder);
    await startOfGate(env, folder);
    const bare: number[] = [];
    const gate: Start[] = [];
    for (let run = 0; run < RUNS; run++) {
      bare.push(await lifeOfBareNode(env));
      gate.push(await startOfGate(env, folder));
    }
    const base = median(bare);
    console.log(`medians of ${RUNS} alternating runs, Node ${process.versions.node}`);
    row('node -e 0, start to end', base, base, '');
    row('node dist/index.js, start to first line', median(gate.map((start) => start.firstLine)), base, 'goal ≤ 2.0');
    row(
      'node dist/index.js, start to printed plan',
      median(gate.map((start) => start.plan)),
      base,
      'goal ≤ 4.0, git asked for the policy',
    );
    const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
    const files = readdirSync(join(ROOT, 'dist'), { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const size = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
    console.log(`dist/ ${mebibytes(size)} in ${files.length} files (budget 3 MiB)`);
    await benchProof(row);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the folder a repository of one commit, in which the gate looks for the policy. */
function commitAll(folder: string): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: DEADLINE_MS,
    }).trim();
  git('init', '--quiet', '--template=');
  git('add', '--all');
  git('commit', '--quiet', '--message=A Dockerfile');
  return git('rev-parse', 'HEAD');
}

/** A push to a repository with a Dockerfile, and a `docker` that can't reach an engine: a run plans, and then stops. */
function runnerEnvironment(folder: string): NodeJS.ProcessEnv {
  for (const name of ['bin', 'work', 'temp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'work', 'Dockerfile'), 'FROM scratch\n');
  writeFileSync(join(folder, 'event.json'), '{"ref":"refs/heads/main"}');
  writeFileSync(join(folder, 'bin', 'docker'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'bin', 'docker'), 0o755);
  for (const name of ['output', 'summary', 'state', 'env', 'path']) writeFileSync(join(folder, 'temp', name), '');
  return {
    PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: commitAll(join(folder, 'work')),
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_WORKSPACE: join(folder, 'work'),
    GITHUB_OUTPUT: join(folder, 'temp', 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'temp', 'summary'),
    GITHUB_STATE: join(folder, 'temp', 'state'),
    GITHUB_ENV: join(folder, 'temp', 'env'),
    GITHUB_PATH: join(folder, 'temp', 'path'),
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
  };
}

function lifeOfBareNode(env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { env, stdio: 'ignore', timeout: DEADLINE_MS });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve(performance.now() - started));
  });
}

function startOfGate(env: NodeJS.ProcessEnv, folder: string): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'index.js')], {
    cwd: join(folder, 'work'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DEADLINE_MS,
  });
  let firstLine: number | undefined;
  let plan: number | undefined;
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const now = performance.now() - started;
    output += chunk.toString();
    firstLine ??= now;
    if (plan === undefined && /^Plan:/m.test(output)) plan = now;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      if (firstLine === undefined || plan === undefined) reject(new Error(`The action printed no plan:\n${output}`));
      else resolve({ firstLine, plan });
    });
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function row(what: string, ms: number, base: number, goal: string): void {
  console.log(
    `${what.padEnd(44)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / base).toFixed(2).padStart(5)} ×  ${goal}`.trimEnd(),
  );
}

await main();
await benchCompose();
await benchContents(row);
