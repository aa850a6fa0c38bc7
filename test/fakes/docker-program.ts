/** The program behind test/fakes/docker.ts: `docker-program.ts FOLDER ARGUMENT…`. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeAnswer, FakeCall, FakeDockerScript, FakeImage, FakeState } from './docker.ts';
import { playDocker } from './docker-play.ts';
import { type FakeWorld, knownImage, print } from './docker-world.ts';

async function main(folder: string, args: readonly string[]): Promise<void> {
  const file = (name: string): string => join(folder, name);
  const script: FakeDockerScript = JSON.parse(readFileSync(file('script.json'), 'utf8'));
  const call = { args, env: process.env, cwd: process.cwd() };
  const before = readLines(file('calls.jsonl')).map((line): FakeCall => JSON.parse(line));
  appendFileSync(file('calls.jsonl'), `${JSON.stringify(call)}\n`);
  const answer = script.answers?.find(({ when, calls }) => {
    if (!fits(args, when)) return false;
    return calls?.includes(1 + before.filter((earlier) => fits(earlier.args, when)).length) ?? true;
  });
  const save = (next: FakeState): void => {
    writeFileSync(file(`state.${process.pid}`), `${JSON.stringify(next)}\n`);
    renameSync(file(`state.${process.pid}`), file('state.json'));
  };
  const world = (): FakeWorld => ({ folder, script, state: readState(file('state.json'), script), save, answer });
  if (answer !== undefined) {
    await act({ ...answer, ...said(answer, args) }, world, file('pids'));
    if (!usual(answer)) {
      process.exitCode = answer.exitCode ?? 0;
      return;
    }
  }
  // Several calls at once must not lose each other's changes.
  await alone(file('lock'), async () => {
    process.exitCode = await playDocker(args, world());
  });
}

/** Runs one after the other; a lock that a killed call has left is broken. */
async function alone(lock: string, run: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 4));
      const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - made > 5_000) rmSync(lock, { recursive: true, force: true });
    }
  }
  try {
    await run();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function said(answer: FakeAnswer, args: readonly string[]): { readonly stderr?: string } {
  const container = args.find((arg) => /^[0-9a-f]{64}:/.test(arg))?.slice(0, 64) ?? '';
  return answer.stderr === undefined ? {} : { stderr: answer.stderr.replaceAll('{container}', container) };
}

/** A build that only differs in what it writes is still a build. */
function usual(answer: FakeAnswer): boolean {
  return answer.thenAsUsual === true || answer.iid !== undefined || answer.metadata !== undefined;
}

async function act(answer: FakeAnswer, world: () => FakeWorld, pids: string): Promise<void> {
  if (answer.megabytes !== undefined) printLog(answer.megabytes);
  if (answer.stdout !== undefined) print(1, answer.stdout);
  if (answer.stderr !== undefined) print(2, answer.stderr);
  if (answer.retag !== undefined) retag(answer.retag, world());
  if (answer.signal !== undefined) {
    process.kill(process.pid, answer.signal);
    await new Promise(() => setInterval(() => {}, 1000));
  }
  if (answer.hang !== undefined) await hang(answer.hang, pids);
}

function retag({ name, image }: { readonly name: string; readonly image: FakeImage }, world: FakeWorld): void {
  const { state, save } = world;
  const own = Object.keys(state.names).filter((known) => known.startsWith('docker-security-gate.local/'));
  const names = name === '*' ? own : [name];
  const { hex } = knownImage(image);
  const moved = Object.fromEntries(names.map((known) => [known, hex]));
  Object.assign(state.names, moved);
  Object.assign(state.images, { [hex]: knownImage(image) });
  save(state);
}

async function hang(how: 'obedient' | 'stubborn', pids: string): Promise<never> {
  appendFileSync(pids, `${process.pid}\n`);
  if (how === 'stubborn') {
    process.on('SIGTERM', () => {});
    const child = `process.on('SIGTERM', () => {}); require('node:fs').appendFileSync(process.argv[1], process.pid + '\\n'); setInterval(() => {}, 1000)`;
    spawn(process.execPath, ['-e', child, pids], { stdio: 'inherit' });
  }
  return new Promise(() => setInterval(() => {}, 1000));
}

function printLog(megabytes: number): void {
  const block = `#7 ${'0123456789'.repeat(9)} step\n`.repeat(11_000).slice(0, 999_999).concat('\n');
  for (let at = 0; at < megabytes; at += 1) {
    print(2, megabytes > 100 && at >= 50 && at < 100 ? 'y'.repeat(1_000_000) : block);
  }
}

function fits(args: readonly string[], when: readonly string[]): boolean {
  let at = 0;
  for (const arg of args) if (at < when.length && arg === when[at]) at += 1;
  return at === when.length && (when[0] === undefined || args[0] === when[0]);
}

function readState(file: string, script: FakeDockerScript): FakeState {
  const saved = readLines(file)[0];
  if (saved !== undefined) return JSON.parse(saved);
  const images = Object.entries(script.images ?? {}).map(([name, image]) => [name, knownImage(image)] as const);
  return {
    names: Object.fromEntries(images.map(([name, image]) => [name, image.hex])),
    images: Object.fromEntries(images.map(([, image]) => [image.hex, image])),
    containers: [],
  };
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

if (import.meta.main) await main(process.argv[2] ?? '', process.argv.slice(3));
