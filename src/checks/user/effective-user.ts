import { type ResolvedUser, resolveUser, type UserResolution, userPartOf } from '../../linux/users.ts';
import type { CheckResult } from '../../model/check.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { ImageAccounts, ImageConfig, ImageTextFile } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';

/** Who the image's process is, by the image's own configuration and account files. */
export function effectiveUser(config: ImageConfig, accounts: ImageAccounts, spec = config.user): UserResolution {
  return resolveUser(spec, textOf(accounts.passwd), textOf(accounts.group));
}

/** The text of a file of the image; undefined when the image has none. */
export function textOf(file: ImageTextFile): string | undefined {
  return file.state === 'present' ? file.text : undefined;
}

/** What the checks about uids and gids answer for an image that is not for Linux; undefined for one that is. */
export function notForLinux(config: ImageConfig): CheckResult | undefined {
  if (config.os === 'linux') return undefined;
  if (config.os === 'windows') return { kind: 'not-applicable', observed: 'A Windows image has no uids and gids.' };
  return { kind: 'undecided', problem: unknownSystem(config) };
}

function unknownSystem(config: ImageConfig): Problem {
  return {
    code: 'USER-UNDETERMINED',
    what: `The image is for the operating system "${visibleText(config.os, 40)}", whose users the gate does not know.`,
    means: NO_VERDICT,
    todo: 'Gate an image for Linux or Windows.',
  };
}

/** The answer of a check whose question stays open because the user can't be known. */
export function undetermined(
  config: ImageConfig,
  resolution: Exclude<UserResolution, { kind: 'resolved' }>,
): CheckResult {
  return undeterminedUser(describeUser(config.user, resolution), resolution);
}

/** @param described who it is that can't be known, in one line */
export function undeterminedUser(
  described: string,
  resolution: Exclude<UserResolution, { kind: 'resolved' }>,
): CheckResult {
  const outOfRange = resolution.kind === 'out-of-range';
  const problem: Problem = {
    code: 'USER-UNDETERMINED',
    what: `It cannot be known who the image runs as: ${described}.`,
    means: NO_VERDICT,
    todo: `Cure the finding of ${outOfRange ? 'user-in-range' : 'user-resolvable'} first.`,
  };
  return { kind: 'undecided', problem };
}

/** The evidence in one line: `USER 20002 → uid 20002 (app), gid 10001`. */
export function describeUser(spec: string, resolution: UserResolution, shown = showUser(spec)): string {
  return `${shown} → ${describeResolution(resolution)}`;
}

/** `USER app`, quoted when blanks would mislead; `no USER` when it is empty. */
export function showUser(spec: string): string {
  if (spec === '') return 'no USER';
  const visible = visibleText(spec, 80);
  return /\s/.test(spec) ? `USER "${visible}"` : `USER ${visible}`;
}

function describeResolution(resolution: UserResolution): string {
  switch (resolution.kind) {
    case 'resolved':
      return describeIds(resolution.user);
    case 'unresolvable':
      return `${resolution.part} "${visibleText(resolution.name, 80)}" cannot be resolved: ${resolution.why}`;
    case 'out-of-range':
      return `${resolution.part} id ${visibleText(resolution.value, 40)} is outside 0–2147483647`;
  }
}

const SHOWN_GROUPS = 5;

function describeIds(user: ResolvedUser): string {
  const name = user.name === undefined || user.name === '' ? '' : ` (${visibleText(user.name, 40)})`;
  const groups = user.supplementary
    .slice(0, SHOWN_GROUPS)
    .map((group) => `${group.gid} (${visibleText(group.name, 40)})`);
  const more = user.supplementary.length - groups.length;
  const listed = groups.length === 0 ? '' : `, groups ${groups.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `uid ${user.uid}${name}, gid ${user.gid}${listed}`;
}

/** Why the uid is what it is, as a sentence for somebody who did not expect it. */
export function reasonForUid(spec: string, user: ResolvedUser): string {
  const userPart = userPartOf(spec);
  const shown = visibleText(userPart, 80);
  if (spec === '') return `No user is set, so the engine takes uid ${user.uid}.`;
  if (userPart === '') return `${showUser(spec)} has no user part, so the engine takes uid ${user.uid}.`;
  if (user.uidFrom.from !== 'passwd') return `The engine reads ${shown} as uid ${user.uid}.`;
  const { stated } = user.uidFrom;
  const text = visibleText(stated.text, 40);
  switch (stated.reading) {
    case 'exact':
      return `/etc/passwd of the image gives ${shown} the uid ${user.uid}.`;
    case 'not-a-number':
      return `/etc/passwd of the image gives ${shown} the uid "${text}", which is no number: the engine takes 0.`;
    case 'out-of-range':
      return `/etc/passwd of the image gives ${shown} the uid ${text}, of which the engine keeps 32 bits: ${user.uid}.`;
  }
}
