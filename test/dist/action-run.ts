import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Report } from '../../src/model/verdict.ts';
import { parseReport } from '../../src/reporters/json.ts';
import { type FakeCall, type FakeDockerScript, type FakeState, installFakeDocker } from '../fakes/docker.ts';
import { type EventOptions, writeEvent } from '../fakes/events.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { commandsIn, type FoundCommand } from '../fakes/runner-commands.ts';
import { parseOutputFile } from '../fakes/runner-files.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** A token that may stand nowhere but in the request that it is for. */
export const CANARY = 'ghs_c4n4ry+/=%"secret';

export interface ActionOptions {
  readonly entry?: 'index.js' | 'post.js';
  readonly event?: EventOptions;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Files of the workspace, by their path; default a Dockerfile with USER 20002. */
  readonly files?: Readonly<Record<string, string>>;
  /** What docker does; `absent`: there is no such program. */
  readonly docker?: FakeDockerScript | 'absent';
  /** Default: one that has no policy on any branch, for whoever asks; runs without an API of their own write no comment. */
  readonly api?: GitHubApi;
  /** Set over the runner's environment; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called when the folders are there and before the action starts. */
  readonly prepare?: (place: Place) => Promise<void>;
  /** Called with the running child. */
  readonly during?: (child: ChildProcess, place: Place) => Promise<void>;
  /** Use the place of an earlier run instead of a new one (the post step, a second run). */
  readonly place?: Place;
  readonly stdio?: 'closed';
}

/** The folders of one job. */
export interface Place extends AsyncDisposable {
  readonly base: string;
  readonly workspace: string;
  /** RUNNER_TEMP */
  readonly temp: string;
  readonly bin: string;
  readonly home: string;
  readonly commands: string;
}

export interface ActionRun {
  readonly place: Place;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly commands: readonly FoundCommand[];
  /** Last value of each output. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly verdicts: readonly string[];
  readonly state: ReadonlyMap<string, string>;
  readonly summary: string;
  /** GITHUB_ENV and GITHUB_PATH, together. */
  readonly environmentFiles: string;
  readonly report: Report | undefined;
  readonly calls: readonly FakeCall[];
  readonly docker: FakeState;
  /** Process ids of the fake's calls that hang; who kills the gate ends them. */
  readonly hanging: readonly number[];
  /** Files that were not there before, by their path below `base`; the runner's command files not among them. */
  readonly newFiles: readonly string[];
  readonly changedFiles: readonly string[];
  readonly leftovers: readonly string[];
  readonly durationMs: number;
  /** Most resident memory of the Node process, bytes. */
  readonly peakBytes: number;
}

export async function makePlace(): Promise<Place> {
  const base = await mkdtemp(path.join(tmpdir(), 'gate-dist-'));
  const place = {
    base,
    workspace: path.join(base, 'workspace'),
    temp: path.join(base, 'temp'),
    bin: path.join(base, 'tools'),
    home: path.join(base, 'home'),
    commands: path.join(base, 'commands'),
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  };
  for (const folder of ['workspace', 'temp', 'tools', 'home', 'commands', 'fake']) await mkdir(path.join(base, folder));
  for (const tool of ['git', 'sh']) await symlink(`/usr/bin/${tool}`, path.join(place.bin, tool));
  return place;
}

let quiet: Promise<GitHubApi> | undefined;

/** A server without comments and policies, started when a run of this file first needs one. */
function quietApi(): Promise<GitHubApi> {
  quiet ??= startGitHubApi();
  return quiet;
}

afterAll(async () => {
  await (await quiet)?.[Symbol.asyncDispose]();
});

/** Runs a bundle as the runner does and gathers everything that can be seen from outside. */
export async function runAction(options: ActionOptions = {}): Promise<ActionRun> {
  const place = options.place ?? (await makePlace());
  const fake = await setUp(options, place);
  const event = await writeEvent(place.commands, {
    name: 'pull_request',
    ...options.event,
    apiUrl: (options.api ?? (await quietApi())).url,
  });
  await options.prepare?.(place);
  const before = await snapshot(place.base);
  const started = performance.now();
  const child = spawn(process.execPath, [path.join(DIST, options.entry ?? 'index.js')], {
    cwd: place.workspace,
    env: environment(options, place, event.env, fake?.bin),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = gather(child, options.stdio === 'closed');
  await options.during?.(child, place);
  const end = await output;
  const durationMs = performance.now() - started;
  const after = await snapshot(place.base);
  const pairs = parseOutputFile(await readFile(event.files.output, 'utf8'));
  return {
    place,
    ...end,
    durationMs,
    commands: commandsIn(end.stdout),
    outputs: new Map(pairs.map(({ name, value }) => [name, value])),
    verdicts: pairs.filter(({ name }) => name === 'verdict').map(({ value }) => value),
    state: new Map(parseOutputFile(await readFile(event.files.state, 'utf8')).map(({ name, value }) => [name, value])),
    summary: await readFile(event.files.summary, 'utf8').catch(() => ''),
    environmentFiles: (await readFile(event.files.env, 'utf8')) + (await readFile(event.files.path, 'utf8')),
    report: await readReport(pairs.findLast(({ name }) => name === 'report-file')?.value),
    calls: (await fake?.calls()) ?? [],
    docker: (await fake?.state()) ?? { names: {}, images: {}, containers: [] },
    hanging: (await fake?.pids()) ?? [],
    newFiles: [...after.keys()].filter((file) => !before.has(file)),
    changedFiles: [...before].filter(([file, content]) => after.get(file) !== content).map(([file]) => file),
    leftovers: leftovers(place.base),
  };
}

async function setUp(
  options: ActionOptions,
  place: Place,
): Promise<Awaited<ReturnType<typeof installFakeDocker>> | undefined> {
  const files = options.files ?? (options.place === undefined ? { Dockerfile: 'FROM alpine:3.22\nUSER 20002\n' } : {});
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(place.workspace, file)), { recursive: true });
    await writeFile(path.join(place.workspace, file), text);
  }
  if (options.docker === 'absent') return undefined;
  const folder = await mkdtemp(path.join(place.base, 'fake', 'docker-'));
  return installFakeDocker(folder, options.docker ?? {});
}

function environment(
  options: ActionOptions,
  place: Place,
  event: Readonly<Record<string, string>>,
  fakeBin: string | undefined,
): Record<string, string> {
  // Without an API of its own a run has nobody to write to.
  const inputs = {
    'github-token': CANARY,
    ...(options.api === undefined ? { comment: 'never' } : {}),
    ...options.inputs,
  };
  const all: Record<string, string | undefined> = {
    ...event,
    PATH: [fakeBin, place.bin].filter((folder) => folder !== undefined).join(path.delimiter),
    HOME: place.home,
    GITHUB_TOKEN: CANARY,
    ACTIONS_RUNTIME_TOKEN: CANARY,
    GITHUB_WORKSPACE: place.workspace,
    RUNNER_TEMP: place.temp,
    RUNNER_OS: 'Linux',
    ...Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
    ...options.env,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

interface End {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly peakBytes: number;
}

function gather(child: ChildProcess, closed: boolean): Promise<End> {
  const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  if (closed) child.stdout?.destroy();
  else child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentPeak(child.pid));
  }, 20);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      clearInterval(look);
      const text = (list: readonly Buffer[]): string => Buffer.concat(list).toString('utf8');
      resolve({ exitCode, signal, peakBytes, stdout: text(chunks.stdout), stderr: text(chunks.stderr) });
    });
  });
}

/** `VmHWM` of proc(5), bytes. */
function residentPeak(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // the process has ended
  }
}

/** Every file below a folder with its content, without what the runner and the fakes write themselves. */
async function snapshot(base: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(base, { recursive: true, withFileTypes: true })) {
    const relative = path.relative(base, path.join(entry.parentPath, entry.name));
    if (/^(fake|commands)\//.test(relative) || !entry.isFile()) continue;
    files.set(relative, await readFile(path.join(base, relative), 'base64'));
  }
  return files;
}

async function readReport(file: string | undefined): Promise<Report | undefined> {
  return file === undefined || file === '' ? undefined : parseReport(await readFile(file, 'utf8'));
}

/** Command lines of processes that still have to do with the job's folders. */
function leftovers(base: string): string[] {
  return listProcesses().filter((line) => line.includes(base));
}

function listProcesses(): string[] {
  const { readdirSync } = process.getBuiltinModule('node:fs');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return ''; // ended meanwhile
      }
    });
}
