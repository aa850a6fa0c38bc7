import { FIRST_FILES, OWN_FILES, probeProgram } from '../linux/probe.ts';
import { type CallToTry, callsToTry, TELLING_CALLS } from '../linux/probe-calls.ts';
import { readProbeOutput } from '../linux/probe-output.ts';
import { seccompFamily } from '../linux/seccomp-families.ts';
import { whyStartMayHang } from '../linux/seccomp-hang.ts';
import { readSeccompProfile } from '../linux/seccomp-reader.ts';
import type { SeccompArchitecture } from '../linux/seccomp-system-calls.ts';
import type { Confinement, ConfinementDemands, EngineSecurity, ObservedProcess } from '../model/confinement.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence, ImageConfig, JudgedImage } from '../model/evidence.ts';
import type { ProofConfinement, ProofRun } from '../model/proof.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Clock, Engine } from '../ports.ts';
import { askContainer, type ContainerQuestion } from './ask-container.ts';
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
  const { run, config, image, demands, security, seccompText } = request;
  const architecture = architectureOf(config) ?? 'amd64';
  const { confinement, leftOut } = declaredConfinement(run, seccompText);
  const noNewPrivileges = confinement.noNewPrivileges ?? security.noNewPrivileges;
  if (typeof confinement.seccomp === 'object') {
    refuseToHang(confinement.seccomp.profile, architecture, noNewPrivileges);
  }
  const started = clock.ticks();
  const question = { imageId: image.id, architecture, confinement, calls: callsFor(demands, architecture) };
  const answer = await askContainer(engine, question);
  const result = answer.kind === 'not-started' ? await notStarted(engine, question, answer.run) : answer;
  const durationMs = Math.round(clock.ticks() - started);
  if ('outcome' in result) return { ...result, leftOut, durationMs };
  const observed = demands.observe ? await observe(engine, request, architecture, confinement) : undefined;
  const { process, calls, method } = result;
  return {
    ...({ outcome: 'ran', process, calls, method, leftOut, durationMs } as const),
    ...(observed && { observed }),
  };
}

/** What the policy demands, with all that do the same; then what tells filters apart. */
function callsFor({ mustDeny }: ConfinementDemands, architecture: SeccompArchitecture): readonly CallToTry[] {
  const demanded = mustDeny.flatMap(({ name }) => [name, ...seccompFamily(name)]);
  return callsToTry([...demanded, ...TELLING_CALLS], architecture);
}

/** Some profiles are known to keep an engine waiting for ever, and then nothing ends that but a hand on its machine. */
function refuseToHang(seccompText: string, architecture: SeccompArchitecture, noNewPrivileges: boolean): void {
  const reading = readSeccompProfile(seccompText);
  const why =
    reading.kind === 'unreadable' ? reading.why : whyStartMayHang(reading.profile, architecture, noNewPrivileges);
  if (why === undefined) return;
  throw new GateError({
    code: 'PROOF-FAILED',
    what: `No container was started, because the seccomp profile ${visibleText(why, 200)}: the engine could wait for ever.`,
    means: NO_VERDICT,
    todo: 'Let the profile refuse by SCMP_ACT_ERRNO with error number 1, or end the process by SCMP_ACT_KILL_PROCESS, and allow what the runtime needs.',
  });
}

async function notStarted(
  engine: Engine,
  question: ContainerQuestion,
  run: ProofRun,
): Promise<Pick<Extract<Confinement, { outcome: 'not-started' }>, 'outcome' | 'why' | 'said'>> {
  const { imageId, architecture } = question;
  const program = probeProgram({ architecture, files: OWN_FILES, calls: [] });
  const reason = await whyNotStarted(question, run, (confinement) => engine.prove({ imageId, program, confinement }));
  return { outcome: 'not-started', ...reason };
}

async function observe(
  engine: Engine,
  { image, run }: ConfinementRequest,
  architecture: SeccompArchitecture,
  confinement: ProofConfinement,
): Promise<ObservedProcess> {
  if (run.entrypoint.state === 'unknown' || run.command.state === 'unknown') {
    return { state: 'not-seen', why: 'which program it starts is not known' };
  }
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
