import type { UserResolution } from '../../linux/users.ts';
import type { CheckResult } from '../../model/check.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { describeUser, effectiveUser, undeterminedUser } from './effective-user.ts';
import { showRunUser, whoSaysUser } from './who-says-user.ts';

/** What the run settings make of the image's user. */
export type RunUser =
  /** Nothing: the image's user is to be judged. So it is when both are root, since the image is then at fault. */
  | { readonly kind: 'image' }
  /** The check has its answer: the user can't be known, or another check speaks of it. */
  | { readonly kind: 'answer'; readonly result: CheckResult }
  | {
      readonly kind: 'run';
      readonly resolution: UserResolution;
      readonly at: SaidAt;
      /** Both users in one line. */
      readonly seen: string;
    };

/**
 * The user of the run settings, for checks about the image's user: the run setting's word counts over the image's.
 *
 * @param run undefined when there are none that could be read: then the image is judged alone
 */
export function runUser(run: RunSettings | undefined, config: ImageConfig, accounts: ImageAccounts): RunUser {
  const said = whoSaysUser(run, config);
  if (said.kind === 'undecided') return { kind: 'answer', result: said.result };
  if (said.kind === 'not-known' || said.from === 'image') return { kind: 'image' };
  const { spec, at } = said;
  const resolution = effectiveUser(config, accounts, spec);
  const image = effectiveUser(config, accounts);
  if (isRoot(resolution) && isRoot(image)) return { kind: 'image' };
  const shown = describeUser(spec, resolution, showRunUser(spec, at));
  return { kind: 'run', resolution, at, seen: `${shown}, over ${describeUser(config.user, image)} of the image` };
}

/** For checks that only ask who the process is: root by the run settings, and what can't be resolved, is answered. */
export function resolvedRunUser(
  run: RunSettings | undefined,
  config: ImageConfig,
  accounts: ImageAccounts,
): Exclude<RunUser, { kind: 'run' }> | (Extract<RunUser, { kind: 'run' }> & { readonly resolution: Resolved }) {
  const user = runUser(run, config, accounts);
  if (user.kind !== 'run') return user;
  const { resolution } = user;
  if (resolution.kind !== 'resolved') {
    return { kind: 'answer', result: undeterminedUser(user.seen, resolution) };
  }
  if (resolution.user.uid === 0) {
    const observed = `The run settings make it root: ${user.seen}. See user-not-overridden-to-root.`;
    return { kind: 'answer', result: { kind: 'not-applicable', observed } };
  }
  return { ...user, resolution };
}

type Resolved = Extract<UserResolution, { kind: 'resolved' }>;

function isRoot(resolution: UserResolution): boolean {
  return resolution.kind === 'resolved' && resolution.user.uid === 0;
}
