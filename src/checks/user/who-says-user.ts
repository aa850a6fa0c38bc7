import type { CheckResult } from '../../model/check.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { placeWords, readSetting } from '../run/said.ts';
import { showUser } from './effective-user.ts';

/** Whose word about the user counts: the run setting's over the image's. */
export type UserSaid =
  | { readonly kind: 'said'; readonly from: 'image'; readonly spec: string }
  | { readonly kind: 'said'; readonly from: 'run'; readonly spec: string; readonly at: SaidAt }
  /** The run settings may say something, and nobody knows what. */
  | { readonly kind: 'undecided'; readonly result: CheckResult }
  /** It is left to an image that is not known. */
  | { readonly kind: 'not-known' };

/**
 * Who says which user the container's process is. An empty run setting leaves it to the image.
 *
 * @param run undefined when there are none that could be read: then the image is judged alone
 */
export function whoSaysUser(run: RunSettings | undefined, config: ImageConfig | undefined): UserSaid {
  if (run !== undefined) {
    const user = readSetting(run, run.user, 'user');
    if (user.state === 'undecided') return { kind: 'undecided', result: user.result };
    if (user.state === 'said' && user.value !== '') {
      return { kind: 'said', from: 'run', spec: user.value, at: user.at };
    }
  }
  return config === undefined ? { kind: 'not-known' } : { kind: 'said', from: 'image', spec: config.user };
}

/** `user 1000 (compose.yml:4 services.web.user)`, for `seen`. */
export function showRunUser(spec: string, at: SaidAt): string {
  return `${showUser(spec).replace('USER', 'user')} (${placeWords(at)})`;
}
