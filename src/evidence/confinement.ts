import { FIRST_FILES, OWN_FILES, probeProgram } from '../linux/probe.ts';
import { type CallToTry, callsToTry, TELLING_CALLS } from '../linux/probe-calls.ts';
import { readProbeOutput } from '../linux/probe-output.ts';
import { seccompFamily } from '../linux/seccomp-families.ts';
import type { SeccompArchitecture } from '../linux/seccomp-system-calls.ts';
import type {
  Confinement,
  ConfinementDemands,
  EngineSecurity,
  ObservedProcess,
  TriedCall,
} from '../model/confinement.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence, ImageConfig, JudgedImage } from '../model/evidence.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Clock, Engine, ProofConfinement, ProofRun } from '../ports.ts';
import { engineSource } from './built-image.ts';
import { gapOnError } from './gap.ts';
import { declaredConfinement } from './proof-settings.ts';
import { whyNotStarted } from './proof-start.ts';

export interface ConfinementRequest {
  readonly image: JudgedImage;
  readonly config: ImageConfig;
  readonly run: RunSettings;
  readonly demands: ConfinementDemands;
  readonly security: EngineSecurity;
  /** Of the profile that the run settings name. */
  readonly seccompText?: string;
}

/** A call that ends the process costs another start; a filter that ends it at every call is known by then. */
const MOST_STARTS = 8;
/** What the image's own program gets to step down, milliseconds. */
const OBSERVE_MS = 4_000;

/**
 * Starts a container as the run settings say, with the gate's own program, and asks the kernel. What a pull request must
 * not be able to do on this machine is left out and listed. Absent where there is nothing to start.
 */
export async function collectConfinement(
  engine: Engine,
  request: ConfinementRequest,
  clock: Clock,
): Promise<Evidence<Confinement>> {
  const observed = nothingToStart(request);
  if (observed !== undefined) return { state: 'absent', observed };
  return gapOnError(async () => {
    const value = await prove(engine, request, clock);
    const { engine: description, id } = request.image;
    return { state: 'known', value, source: engineSource(description, `a container of ${id}`) };
  });
}

function nothingToStart({ run, config, image }: ConfinementRequest): string | undefined {
  if (run.source.kind === 'kubernetes') return 'A manifest is judged as it stands: no container is started for it.';
  if (config.os !== 'linux') return `The image is for ${visibleText(config.os, 40)}; only Linux can be asked.`;
  const { architecture } = image.engine;
  if (config.architecture !== architecture) {
    return `The image is for ${visibleText(config.architecture, 40)} and the engine runs on ${visibleText(architecture, 40)}: nothing is started.`;
  }
  if (architectureOf(config) === undefined) {
    return `The gate has no program for ${visibleText(config.architecture, 40)} that could ask the kernel.`;
  }
  if (run.privileged.state === 'said' && run.privileged.value) {
    return 'A privileged container is judged as it stands and never started by the gate.';
  }
  return undefined;
}

function architectureOf({ architecture }: ImageConfig): SeccompArchitecture | undefined {
  return architecture === 'amd64' || architecture === 'arm64' ? architecture : undefined;
}

async function prove(engine: Engine, request: ConfinementRequest, clock: Clock): Promise<Confinement> {
  const { run, config, image, demands, seccompText } = request;
  const architecture = architectureOf(config) ?? 'amd64';
  const { confinement, leftOut } = declaredConfinement(run, seccompText);
  const started = clock.ticks();
  const asked = await ask(engine, {
    imageId: image.id,
    architecture,
    confinement,
    calls: callsFor(demands, architecture),
  });
  const durationMs = Math.round(clock.ticks() - started);
  if ('run' in asked) return notStarted(asked.run, confinement, leftOut, durationMs);
  const observed = demands.observe ? await observe(engine, request, architecture, confinement) : undefined;
  return { ...asked, outcome: 'ran', leftOut, durationMs, ...(observed && { observed }) };
}

/** What tells filters apart, and what the policy demands, with all that do the same. */
function callsFor({ mustDeny }: ConfinementDemands, architecture: SeccompArchitecture): readonly CallToTry[] {
  const demanded = mustDeny.flatMap(({ name }) => [name, ...seccompFamily(name)]);
  return callsToTry([...TELLING_CALLS, ...demanded], architecture);
}

interface Question {
  readonly imageId: string;
  readonly architecture: SeccompArchitecture;
  readonly confinement: ProofConfinement;
  readonly calls: readonly CallToTry[];
}

type Answer = Pick<Extract<Confinement, { outcome: 'ran' }>, 'process' | 'calls' | 'method'>;

/** Asks until every call has its answer: one that ends the process is left out of the next program. */
async function ask(engine: Engine, question: Question): Promise<Answer | { readonly run: ProofRun }> {
  const { imageId, confinement, architecture } = question;
  let calls = question.calls;
  const ended: TriedCall[] = [];
  for (let start = 0; start < MOST_STARTS; start += 1) {
    const program = probeProgram({ architecture, files: OWN_FILES, calls });
    const run = await engine.prove({ imageId, program, confinement });
    if (run.stdout.length === 0) return { run };
    const output = readProbeOutput(run.stdout, OWN_FILES, calls);
    if (output === undefined) throw noAnswer(run);
    const { process, endedIn } = output;
    if (endedIn === undefined) return { process, method: run.method, calls: [...ended, ...output.calls] };
    const { name, written, unfiltered } = endedIn;
    ended.push({ name, written, unfiltered, answer: { signal: signalOf(run.exitCode) } });
    calls = calls.filter((call) => call.name !== name);
    // The rest is still worth a look when it is enough to tell filters apart.
    if (start === MOST_STARTS - 1) return { process, method: run.method, calls: [...ended, ...output.calls] };
  }
  throw new Error('the loop ends by itself');
}

/** A container's exit code is 128 and the signal's number (docker run, "Exit status"). */
function signalOf(exitCode: number | null): string {
  if (exitCode === 159) return 'SIGSYS';
  return exitCode !== null && exitCode > 128 ? `signal ${exitCode - 128}` : 'an unknown signal';
}

function notStarted(
  run: ProofRun,
  confinement: ProofConfinement,
  leftOut: readonly string[],
  durationMs: number,
): Confinement {
  const why = whyNotStarted(run, confinement);
  if (why === undefined) throw noAnswer(run);
  return { outcome: 'not-started', why, said: visibleText(run.stderr, 600), leftOut, durationMs };
}

function noAnswer({ exitCode, stderr }: ProofRun): GateError {
  const end = exitCode === null ? 'did not end in time' : `ended with code ${exitCode}`;
  const said = stderr === '' ? '' : ` and said: ${visibleText(stderr, 300)}`;
  return new GateError({
    code: 'PROOF-FAILED',
    what: `The container that was started to be asked gave no answer; it ${end}${said}.`,
    means: NO_VERDICT,
    todo: 'Try "docker run" with the same options on this machine. If that works, this is a defect of the gate: report it.',
  });
}

async function observe(
  engine: Engine,
  { image, run }: ConfinementRequest,
  architecture: SeccompArchitecture,
  confinement: ProofConfinement,
): Promise<ObservedProcess> {
  const program = probeProgram({ architecture, files: FIRST_FILES, calls: [] });
  const tmpfs = run.tmpfs.flatMap((mount) =>
    mount.state === 'said'
      ? [[mount.value.target, mount.value.options.join(',')].filter((part) => part !== '').join(':')]
      : [],
  );
  const seen = await engine.observe({
    ...{ imageId: image.id, confinement, program, tmpfs, waitMs: OBSERVE_MS },
    ...(run.entrypoint.state === 'said' && { entrypoint: run.entrypoint.value }),
    ...(run.command.state === 'said' && { command: run.command.value }),
  });
  if (seen.state === 'ended') return seen;
  if (seen.state === 'not-started') {
    return {
      state: 'not-seen',
      why: `it does not start without network, mounts and devices: ${visibleText(seen.stderr, 200)}`,
    };
  }
  const output = readProbeOutput(seen.stdout, FIRST_FILES, []);
  if (output === undefined) return { state: 'not-seen', why: 'what the kernel says of it could not be read' };
  return { state: 'seen', process: output.process, afterMs: seen.afterMs };
}
