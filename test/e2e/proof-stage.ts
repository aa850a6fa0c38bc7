import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { dockerCommand } from '../../src/adapters/docker-command.ts';
import type { ProofTools } from '../../src/adapters/docker-proof.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { confinementAsDeclared } from '../../src/checks/confinement/confinement-as-declared.ts';
import { collectConfinement } from '../../src/evidence/confinement.ts';
import { collectImageAccounts } from '../../src/evidence/image-accounts.ts';
import { capabilityEngineOf } from '../../src/linux/capability-engine.ts';
import type { CheckResult } from '../../src/model/check.ts';
import type { Confinement, EngineSecurity } from '../../src/model/confinement.ts';
import type { EngineDescription, Evidence, ImageAccounts, ImageConfig, JudgedImage } from '../../src/model/evidence.ts';
import type { RunSettings } from '../../src/model/run-settings.ts';
import type { Engine } from '../../src/ports.ts';
import { readDockerRun } from '../../src/run/docker-run.ts';
import { askDocker } from './engine-stages.ts';

/** A file of an image: text or bytes with a mode, or a link. */
export type TreeEntry = string | Buffer | { readonly link: string };

/** What is asked of one container. */
export interface ProofOrder {
  readonly image: string;
  /** Options of `docker run`. */
  readonly options?: string;
  /** Text of the profile that the options name. */
  readonly seccomp?: string;
  readonly mustDeny?: readonly string[];
  readonly observe?: boolean;
}

export interface Proved {
  readonly run: RunSettings;
  readonly config: ImageConfig;
  readonly accounts: ImageAccounts;
  readonly image: JudgedImage;
  readonly security: EngineSecurity;
  readonly confinement: Evidence<Confinement>;
}

/** One engine, on which containers are asked as the gate asks them. */
export interface ProofStage {
  readonly engine: Engine;
  /** Value of the label of what it makes. */
  readonly run: string;
  /** What its adapter works with. */
  readonly tools: ProofTools;
  readonly docker: (...args: readonly string[]) => string;
  /** Makes an image of these files, with lines of a Dockerfile such as `USER app`. */
  readonly image: (tree: Readonly<Record<string, TreeEntry>>, lines?: readonly string[]) => Promise<string>;
  readonly prove: (order: ProofOrder) => Promise<Proved>;
  /** What this run has left in the engine: names of containers, ids of images. */
  readonly left: () => readonly string[];
  readonly cleanUp: () => void;
}

/**
 * @param env of the client and its engine
 * @param folder absolute; for temporary files
 */
export function proofStage(
  env: Readonly<Record<string, string>>,
  folder: string,
  { signal = new AbortController().signal, now = systemClock.now }: { signal?: AbortSignal; now?: () => Date } = {},
): ProofStage {
  const docker = (...args: readonly string[]) => askDocker(env, ...args);
  // The client's program must not lie in it.
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const processes = createProcesses({
    workspace,
    environment: { ...process.env, ...env },
    signal,
  });
  const run = randomBytes(8).toString('hex');
  const own = { processes, clock: { ...systemClock, now }, temporaryFolder: folder, run, workspace };
  const engine = createDockerEngine(own);
  const random = () => randomBytes(8).toString('hex');
  const tools = { docker: dockerCommand(processes, workspace), owner: { clock: own.clock, run, random } };
  const images: string[] = [];
  return {
    ...{ engine, run, docker },
    tools: { ...tools, temporaryFolder: folder },
    image: async (tree, lines = []) => {
      const tag = `docker-security-gate-test-proof-${run}:${images.length}`;
      const changes = lines.flatMap((line) => ['--change', line]);
      execFileSync('docker', ['import', ...changes, '-', tag], {
        ...{
          input: await tarOf(tree),
          env: { ...process.env, ...env },
          timeout: 60_000,
          stdio: ['pipe', 'ignore', 'pipe'],
        },
      });
      images.push(tag);
      return tag;
    },
    prove: (order) => prove(engine, order),
    left: () => {
      const own = `--filter=label=docker-security-gate.run=${run}`;
      // An image that is made of a container has its labels, and keeps them when its name is gone.
      const lists = [docker('ps', '--all', own, '--format={{.Names}}'), docker('image', 'ls', '--all', '--quiet', own)];
      return lists.flatMap((list) => list.split('\n')).filter((name) => name !== '');
    },
    cleanUp: () => {
      for (const image of images) docker('image', 'rm', '--force', image);
    },
  };
}

async function tarOf(tree: Readonly<Record<string, TreeEntry>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(tree)) {
    if (typeof content === 'string' || Buffer.isBuffer(content)) archive.entry({ name, mode: 0o755 }, content);
    else archive.entry({ name, type: 'symlink', linkname: content.link });
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function prove(engine: Engine, order: ProofOrder): Promise<Proved> {
  const { image: name, options = '', seccomp, mustDeny = [], observe = false } = order;
  const read = readDockerRun(options);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  const [description, security, { id, config }] = await Promise.all([
    engine.describe(),
    engine.security(),
    engine.inspect(name),
  ]);
  const image = {
    ...{ id, repoDigests: [], engine: known(description) },
    origin: { kind: 'reference', reference: name, pulled: false },
  } as const;
  const accounts = await collectImageAccounts(engine, image, config);
  if (accounts.state !== 'known') throw new Error(JSON.stringify(accounts));
  const demands = { observe, mustDeny: mustDeny.map((call) => ({ name: call, from: 'the test' })) };
  const request = {
    ...{ image, config, demands, security },
    run: read.settings,
    ...(seccomp !== undefined && { seccompText: seccomp }),
  };
  const confinement = await collectConfinement(engine, request, systemClock);
  return { run: read.settings, config, accounts: accounts.value, image, security, confinement };
}

/** An engine between two releases says no version; the one of the tests is of today. */
function known(description: EngineDescription): EngineDescription {
  const unknown = capabilityEngineOf(description.serverVersion) === undefined;
  return unknown ? { ...description, serverVersion: '29.0.0' } : description;
}

/** The proof of a container that ran. */
export function ranOf({ confinement }: Proved): Extract<Confinement, { outcome: 'ran' }> {
  if (confinement.state !== 'known' || confinement.value.outcome !== 'ran')
    throw new Error(JSON.stringify(confinement));
  return confinement.value;
}

/** What the check that holds the proof against what was computed gets to see. */
export function evidenceOf({ run, config, accounts, image, security, confinement }: Proved) {
  if (confinement.state !== 'known') throw new Error(JSON.stringify(confinement));
  return {
    ...{ image, confinement: confinement.value, 'run-settings': run, 'image-config': config },
    ...{ 'image-accounts': accounts, 'engine-security': security },
  };
}

/** What that check says. */
export function judge(proved: Proved): CheckResult {
  return confinementAsDeclared.evaluate(evidenceOf(proved));
}
