import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBaseImage } from './services/base-image.ts';
import { bestClient, dockerClients } from './services/docker-client.ts';
import { ensureModernEngine } from './services/modern-engine.ts';

const RUNS = 5;
const READER = join(import.meta.dirname, 'bench-contents-reader.ts');
const BUILD_MS = 10 * 60_000;

type Row = (what: string, ms: number, base: number, goal: string) => void;

/** An engine with two images, one ten times the other. */
interface Bench {
  readonly name: string;
  readonly docker: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What one run of a side took. */
interface Taken {
  readonly ms: number;
  /** Peak of the reader's memory, in megabytes; of the clients nobody asks. */
  readonly megabytes: number;
}

/**
 * What reading an image costs: the gate's whole evidence of its contents, against `docker save` and `docker export` of the
 * same image thrown away, in turn, so that a busy moment of the machine meets all; on the engine that answers, and on
 * today's where it was built. Then the memory that it takes for an image ten times the size. Prints medians and ratios;
 * asserts nothing.
 */
export async function benchContents(row: Row): Promise<void> {
  for (const bench of await benches()) {
    const large = build(bench, 'large', 38);
    const small = build(bench, 'small', 3);
    if (large === undefined || small === undefined) continue;
    await benchOne(bench, large, small, row);
  }
}

async function benches(): Promise<readonly Bench[]> {
  const found: Bench[] = [];
  const client = bestClient(await dockerClients(process.env));
  if (client !== undefined) found.push({ name: 'the engine that answers', docker: client.program, env: process.env });
  const modern = await ensureModernEngine({ build: false });
  if ('unavailable' in modern) console.log(`today's engine was not measured: ${modern.unavailable}`);
  else {
    const env = { ...process.env, DOCKER_HOST: modern.dockerHost, DOCKER_CONFIG: modern.dockerConfig };
    found.push({ name: "today's engine", docker: join(modern.binFolder, 'docker'), env });
  }
  for (const { docker, env } of found) await ensureBaseImage({ docker, env }, 'debian-12');
  return found;
}

/** Files of 20 kB, a third of them zeros, in three layers; setuid is set in one and taken away in the next. */
function build(bench: Bench, name: string, megabytes: number): string | undefined {
  const fill = (from: string, folder: string, parts: number): string =>
    `RUN mkdir -p ${folder} && for i in $(seq 10); do dd if=${from} bs=1M count=${parts} 2>/dev/null | split -b 20k -a 5 - ${folder}/$i-; done`;
  const dockerfile = [
    'FROM localhost/docker-security-gate/debian-12:1',
    fill('/dev/urandom', '/opt/a', megabytes),
    fill('/dev/zero', '/opt/z', megabytes),
    `${fill('/dev/urandom', '/opt/b', megabytes)} && cp /bin/true /opt/tool && chmod 4755 /opt/tool`,
    'RUN chmod 755 /opt/tool && rm -f /opt/a/1-*',
  ].join('\n');
  const tag = `docker-security-gate-bench-contents-${name}:1`;
  const args = ['build', '--quiet', `--tag=${tag}`, '-'];
  const result = spawnSync(bench.docker, args, {
    input: dockerfile,
    env: { ...bench.env, DOCKER_BUILDKIT: bench.env['DOCKER_CONFIG'] === undefined ? '0' : '1' },
    encoding: 'utf8',
    timeout: BUILD_MS,
  });
  if (result.status === 0) return tag;
  console.log(`nothing was measured on ${bench.name}: ${result.stderr.trim().split('\n').at(-1)}`);
  return undefined;
}

async function benchOne(bench: Bench, large: string, small: string, row: Row): Promise<void> {
  const save: number[] = [];
  const exported: number[] = [];
  const gate: Taken[] = [];
  const ofSmall: Taken[] = [];
  for (let run = 0; run < RUNS; run++) {
    save.push((await thrownAway(bench, ['image', 'save', large])).ms);
    gate.push(await readByGate(bench, large));
    exported.push(await exportedFrom(bench, large));
    ofSmall.push(await readByGate(bench, small));
  }
  const times = median(gate.map(({ ms }) => ms));
  const memory = median(gate.map(({ megabytes }) => megabytes));
  const smaller = median(ofSmall.map(({ megabytes }) => megabytes));
  console.log(`contents of an image, medians of ${RUNS} alternating runs, ${bench.name}`);
  row('docker save, thrown away', median(save), median(save), '');
  row('docker export, thrown away', median(exported), median(save), '');
  row("the gate's whole evidence of the contents", times, median(save), 'goal ≤ 1.15');
  console.log(
    `peak memory ${memory.toFixed(0)} MB (goal ≤ 150), of an image of a tenth ${smaller.toFixed(0)} MB (goal ≤ 20 less)`,
  );
}

async function thrownAway({ docker, env }: Bench, args: readonly string[]): Promise<Taken> {
  const begun = performance.now();
  const child = spawn(docker, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}`);
  return { ms: performance.now() - begun, megabytes: 0 };
}

async function exportedFrom(bench: Bench, image: string): Promise<number> {
  const { docker, env } = bench;
  const created = spawnSync(docker, ['create', image, 'none'], { env, encoding: 'utf8' });
  const id = created.stdout.trim();
  try {
    return (await thrownAway(bench, ['export', id])).ms;
  } finally {
    spawnSync(docker, ['rm', id], { env });
  }
}

/** In a process of its own: its peak memory is the reader's. */
async function readByGate({ docker, env }: Bench, image: string): Promise<Taken> {
  const begun = performance.now();
  const PATH = `${join(docker, '..')}:${env['PATH'] ?? ''}`;
  const child = spawn(process.execPath, [READER, image], {
    env: { ...env, PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the reader ended with ${code}`);
  return { ms: performance.now() - begun, megabytes: Number(Buffer.concat(chunks).toString('utf8')) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
