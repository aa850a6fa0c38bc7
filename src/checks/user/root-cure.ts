import type { ImageConfig, ImageEntrypoint } from '../../model/evidence.ts';
import type { Fix } from '../../model/finding.ts';
import { type Situation, switchUser, unprivilegedUser } from './cure.ts';
import { entrypointStepDown, type StepDown } from './step-down.ts';

/** How an image that starts as root is cured, and the step down that the cure follows, if one was read. */
export interface RootCure {
  readonly fix: Fix;
  readonly stepDown?: StepDown;
}

/**
 * One cure for all checks that find root: the user that the image steps down to by itself, else one without
 * privileges.
 *
 * @param entrypoint undefined when it could not be read
 */
export function rootCure(
  config: ImageConfig,
  { accounts, dockerfile }: Omit<Situation, 'rootNow'>,
  entrypoint: ImageEntrypoint | undefined,
): RootCure {
  const situation = { accounts, dockerfile, rootNow: true };
  const stepDown = entrypoint === undefined ? undefined : entrypointStepDown(config, accounts, entrypoint);
  if (stepDown === undefined) return { fix: unprivilegedUser(situation) };
  if (stepDown.user.gid === 0) return { fix: unprivilegedUser(situation), stepDown };
  const sentence = 'The user that the start steps down to: give it the files that it must write while building.';
  return { fix: switchUser(situation, stepDown.user, sentence), stepDown };
}
