import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/adapters/clock.ts';
import { createDockerEngine } from '../src/adapters/docker.ts';
import { programArchive } from '../src/adapters/docker-proof-options.ts';
import { createProcesses } from '../src/adapters/process.ts';
import { collectConfinement } from '../src/evidence/confinement.ts';
import { probeProgram } from '../src/linux/probe.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../src/model/run-settings.ts';

const RUNS = 10;
const DEADLINE_MS = 60_000;
const IMAGE = `docker-security-gate-bench-${process.pid}:1`;

/** A way to start a container, with its times in milliseconds. */
interface Side {
  readonly what: string;
  readonly goal: string;
  readonly start: () => Promise<void>;
  readonly times: number[];
}

/**
 * What the proof costs: the same image is started by `docker run --rm` and asked by the gate, in turn, so that a busy
 * moment of the machine meets all. Prints medians and ratios; asserts nothing.
 *
 * @param row prints one line: what, milliseconds, those of the base, goal
 */
export async function benchProof(row: (what: string, ms: number, base: number, goal: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-security-gate-bench-'));
  try {
    const sides = await sidesIn(folder);
    if (typeof sides === 'string') {
      console.log(`no proof was measured: ${sides}`);
      return;
    }
    for (const side of sides) await timed(side);
    for (const { times } of sides) times.pop();
    for (let run = 0; run < RUNS; run++) for (const side of sides) await timed(side);
    console.log(`medians of ${RUNS} alternating runs, one engine`);
    const [base] = sides.map(({ times }) => median(times));
    for (const { what, times, goal } of sides) row(what, median(times), base ?? Number.NaN, goal);
  } finally {
    docker(['image', 'rm', '--force', IMAGE]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns why nothing can be measured here */
async function sidesIn(folder: string): Promise<readonly Side[] | string> {
  const architecture = docker(['version', '--format={{.Server.Arch}}']).stdout.trim();
  if (architecture !== 'amd64' && architecture !== 'arm64') return 'no Docker engine for Linux answers';
  // A program that ends at once, in an image of nothing else.
  const archive = await programArchive('true', probeProgram({ architecture, files: [], calls: [] }));
  const imported = docker(['import', '-', IMAGE], archive);
  if (imported.status !== 0) return imported.stderr.trim();
  const prove = await prover(folder);
  const plain = async (): Promise<void> => {
    const { status, stderr } = docker(['run', '--rm', '--pull=never', IMAGE, '/true']);
    if (status !== 0) throw new Error(stderr);
  };
  const at = { in: 'run-args', word: 1 } as const;
  const readOnly: RunSettings = { ...ENGINE_DEFAULTS, readOnly: { state: 'said', value: true, at } };
  return [
    { what: 'docker run --rm IMAGE true', goal: '', start: plain, times: [] },
    { what: 'proof', goal: 'goal ≤ 2.0', start: () => prove(ENGINE_DEFAULTS), times: [] },
    { what: 'proof with a read-only root', goal: 'goal ≤ 3.0', start: () => prove(readOnly), times: [] },
  ];
}

async function prover(folder: string): Promise<(run: RunSettings) => Promise<void>> {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const processes = createProcesses({ workspace, environment: process.env, signal: new AbortController().signal });
  const own = { processes, clock: systemClock, temporaryFolder: folder, workspace };
  const engine = createDockerEngine({ ...own, run: process.pid.toString(16).padStart(16, '0') });
  const [description, security, { id, config }] = await Promise.all([
    engine.describe(),
    engine.security(),
    engine.inspect(IMAGE),
  ]);
  const origin = { kind: 'reference', reference: IMAGE, pulled: false } as const;
  const image = { id, repoDigests: [], origin, engine: description };
  const demands = { mustDeny: [], observe: false };
  return async (run) => {
    const answer = await collectConfinement(engine, { image, config, run, demands, security }, systemClock);
    if (answer.state !== 'known' || answer.value.outcome !== 'ran') throw new Error(JSON.stringify(answer));
  };
}

async function timed({ start, times }: Side): Promise<void> {
  const begun = performance.now();
  await start();
  times.push(performance.now() - begun);
}

function docker(args: readonly string[], input?: Uint8Array) {
  const more = input === undefined ? {} : { input };
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8', timeout: DEADLINE_MS, ...more });
  return { status, stdout: stdout ?? '', stderr: stderr ?? 'no docker command' };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
