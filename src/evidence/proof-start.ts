import type { Confinement } from '../model/confinement.ts';
import type { ProofConfinement, ProofRun } from '../model/proof.ts';
import { visibleText } from '../model/visible-text.ts';
import { BY_SIGSYS, type ContainerQuestion, noAnswer } from './ask-container.ts';

type NotStarted = Extract<Confinement, { outcome: 'not-started' }>;
type Why = NotStarted['why'];

/** The user that is asked for is none of the image, or out of range (moby/sys/user, GetExecUser). */
const NO_USER = /unable to find (user|group)|no matching entries in (passwd|group)|uids and gids must be in range/i;
/** The machine itself does not hold what was asked for (runc, "unable to apply caps"; moby, validating names). */
const HOST_LACKS =
  /unable to apply (caps|bounding set)|can't apply capabilities|capability not supported by your kernel or not available/i;
/** What engines and clients say of options that they don't take. */
const REFUSED = /invalid|unknown capability|seccomp|apparmor|security-opt|capabilit|not supported|conflicting options/i;

/**
 * Why a container did not start as declared, as far as the settings are the reason. Whether a seccomp profile is can't
 * be told from words, since anything may fail under a filter: so the same container is started without it.
 *
 * @param start the container with another confinement
 * @throws GateError `PROOF-FAILED` when the settings are not known to be the reason
 */
export async function whyNotStarted(
  { confinement }: ContainerQuestion,
  run: ProofRun,
  start: (confinement: ProofConfinement) => Promise<ProofRun>,
): Promise<Pick<NotStarted, 'why' | 'said'>> {
  const { seccomp, ...without } = confinement;
  const said = (of: ProofRun) => visibleText(of.stderr, 600);
  if (typeof seccomp !== 'object') return { why: reasonIn(run, confinement), said: said(run) };
  const control = await start(without);
  if (control.stdout.length === 0) return { why: reasonIn(control, without), said: said(control) };
  // With the program's first words withheld, or ended by the filter before them.
  return { why: run.exitCode === BY_SIGSYS ? 'killed' : 'seccomp', said: said(run) };
}

function reasonIn(run: ProofRun, { apparmor }: ProofConfinement): Why {
  // The container's own name could have words in it.
  const said = run.stderr.replace(/docker-security-gate\S*/g, '');
  if (NO_USER.test(said)) return 'user';
  if (HOST_LACKS.test(said)) return 'host-lacks-capability';
  if (/apparmor/i.test(said) && apparmor !== undefined) return 'other';
  if (run.exitCode === BY_SIGSYS) return 'killed';
  if (run.exitCode !== null && REFUSED.test(said)) return 'engine-refuses';
  throw noAnswer(run);
}
