import { OWN_FILES, probeProgram } from '../linux/probe.ts';
import type { CallToTry } from '../linux/probe-calls.ts';
import { readProbeOutput } from '../linux/probe-output.ts';
import type { SeccompArchitecture } from '../linux/seccomp-system-calls.ts';
import type { Confinement, TriedCall } from '../model/confinement.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { ProofConfinement, ProofRun } from '../model/proof.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Engine } from '../ports.ts';

export interface ContainerQuestion {
  readonly imageId: string;
  readonly architecture: SeccompArchitecture;
  readonly confinement: ProofConfinement;
  /** What matters most comes first. */
  readonly calls: readonly CallToTry[];
}

export type ContainerAnswer =
  | ({ readonly kind: 'answered' } & Pick<Extract<Confinement, { outcome: 'ran' }>, 'process' | 'calls' | 'method'>)
  /** The program did not get as far as saying who it is. */
  | { readonly kind: 'not-started'; readonly run: ProofRun };

/** A call that ends the process costs another start; what is not tried by then is not tried. */
const MOST_STARTS = 16;
/** A container's exit code is 128 and the signal's number (docker run, "Exit status"); SIGSYS is what filters end by. */
export const BY_SIGSYS = 128 + 31;

/**
 * Starts containers with the gate's own program until every call has its answer: one that ends the process is left out
 * of the next.
 *
 * @throws GateError `PROOF-FAILED` for an answer that is none
 */
export async function askContainer(engine: Engine, question: ContainerQuestion): Promise<ContainerAnswer> {
  const { imageId, confinement, architecture } = question;
  const ended: TriedCall[] = [];
  let { calls } = question;
  for (let left = MOST_STARTS; ; left -= 1) {
    const run = await engine.prove({
      ...{ imageId, confinement, program: probeProgram({ architecture, files: OWN_FILES, calls }) },
    });
    const output = readProbeOutput(run.stdout, OWN_FILES, calls);
    if (output === undefined && ended.length === 0 && didNotSpeak(run)) return { kind: 'not-started', run };
    if (output === undefined) throw noAnswer(run);
    const { process, endedIn } = output;
    const answered = { ...({ kind: 'answered', process } as const), method: run.method };
    if (endedIn === undefined) return { ...answered, calls: [...ended, ...output.calls] };
    // Ended otherwise, it says nothing of the call.
    if (run.exitCode !== BY_SIGSYS) throw noAnswer(run);
    const { name, written, unfiltered } = endedIn;
    ended.push({ name, written, unfiltered, answer: { signal: 'SIGSYS' } });
    if (left <= 1) return { ...answered, calls: [...ended, ...output.calls] };
    calls = calls.filter((call) => call.name !== name);
  }
}

/** Nothing came, or what came ends where a filter ended the program before it knew who it is. */
function didNotSpeak({ stdout, exitCode }: ProofRun): boolean {
  return stdout.length === 0 || exitCode === BY_SIGSYS;
}

/** The problem of a program that was started and did not say what it was asked. */
export function noAnswer({ exitCode, stderr }: ProofRun): GateError {
  const end = exitCode === null ? 'did not end in time' : `ended with code ${exitCode}`;
  const said = stderr === '' ? '' : ` and said: ${visibleText(stderr, 300)}`;
  return new GateError({
    code: 'PROOF-FAILED',
    what: `The container that was started to be asked gave no answer; it ${end}${said}.`,
    means: NO_VERDICT,
    todo: 'Try "docker run" with the same options on this machine. If that works, this is a defect of the gate: report it.',
  });
}
