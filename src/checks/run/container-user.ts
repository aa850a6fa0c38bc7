import { readNumber } from '../../linux/account-files.ts';
import { type AddedGroups, addedGroups } from '../../linux/added-groups.ts';
import { type UserResolution, userPartOf } from '../../linux/users.ts';
import type { CheckResult } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { describeUser, effectiveUser, notForLinux, textOf } from '../user/effective-user.ts';
import { whoSaysUser } from '../user/who-says-user.ts';
import { undecided } from './said.ts';

/** The ids of a container's first process, as declared. */
export interface ContainerUser {
  readonly uid: number;
  /** Undefined when only the image's `/etc/passwd` could tell, and it is not known. */
  readonly gid: number | undefined;
  /** The further groups, of the image's files and of the run settings; undefined when they are not known. */
  readonly groups: readonly number[] | undefined;
  readonly userFrom: 'image' | 'run';
}

export type ContainerUserAnswer =
  | ({ readonly kind: 'known' } & ContainerUser)
  /** The engine starts no such container. `why` is a sentence. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'undecided'; readonly result: CheckResult };

/** What of the image and of the run settings decides who the process is. */
export interface UserEvidence {
  readonly run: RunSettings;
  readonly config?: ImageConfig | undefined;
  readonly accounts?: ImageAccounts | undefined;
}

/** Who a container's first process is: the run setting's user over the image's, in the image's account files. */
export function containerUser({ run, config, accounts }: UserEvidence): ContainerUserAnswer {
  const other = config === undefined ? undefined : notForLinux(config);
  if (other !== undefined) return { kind: 'undecided', result: other };
  const said = whoSaysUser(run, config);
  if (said.kind === 'undecided') return said;
  if (said.kind === 'not-known') return notKnown('the image is not there, and nothing else says it');
  const { spec, from } = said;
  if (config === undefined || accounts === undefined) return withoutFiles(run, spec, from);
  const resolution = effectiveUser(config, accounts, spec);
  if (resolution.kind === 'out-of-range') return notKnown(describeUser(spec, resolution));
  if (resolution.kind === 'unresolvable') return { kind: 'refused', why: `${describeUser(spec, resolution)}.` };
  return withAddedGroups(run, textOf(accounts.group), resolution, from);
}

type Resolved = Extract<UserResolution, { kind: 'resolved' }>;

function withAddedGroups(
  run: RunSettings,
  group: string | undefined,
  { user: { uid, gid, supplementary } }: Resolved,
  userFrom: 'image' | 'run',
): ContainerUserAnswer {
  const open = run.groupAdd.flatMap((entry) => (entry.state === 'unknown' ? [entry] : []));
  const result = undecided([...open, ...run.unknown], 'the groups');
  if (result !== undefined) return { kind: 'undecided', result };
  const added = groupsOf(run, group);
  if (added.kind === 'refused') {
    return { kind: 'refused', why: `The group ${visibleText(added.name, 60)} can’t be added: ${added.why}.` };
  }
  const groups = new Set([...supplementary.map((one) => one.gid), ...added.gids]);
  return { kind: 'known', uid, gid, groups: [...groups], userFrom };
}

/** The groups that the run settings add, of the entries that are known. */
export function groupsOf({ groupAdd }: RunSettings, group: string | undefined): AddedGroups {
  return addedGroups(
    groupAdd.flatMap((entry) => (entry.state === 'said' ? [entry.value] : [])),
    group,
  );
}

/** What numbers alone tell, where the image's files are not known. */
function withoutFiles(run: RunSettings, spec: string, userFrom: 'image' | 'run'): ContainerUserAnswer {
  const userPart = userPartOf(spec);
  const uid = readNumber(userPart);
  if (userPart !== '' && uid.reading !== 'exact') {
    return notKnown(
      `the account files of the image, which "${visibleText(userPart, 80)}" is looked up in, are not known`,
    );
  }
  const gid = readNumber(spec.slice(userPart.length + 1));
  if (gid.reading !== 'exact')
    return { kind: 'known', uid: Number(uid.value), gid: undefined, groups: undefined, userFrom };
  // Also a group that is added as a number is looked up in the files first.
  const groups = run.groupAdd.length === 0 && run.unknown.length === 0 ? [] : undefined;
  return { kind: 'known', uid: Number(uid.value), gid: Number(gid.value), groups, userFrom };
}

function notKnown(why: string): ContainerUserAnswer {
  const problem = {
    code: 'USER-UNDETERMINED',
    what: `It cannot be known who the container runs as: ${why}.`,
    means: NO_VERDICT,
    todo: 'Say the user as a number in the run settings: 20002:10001.',
  } as const;
  return { kind: 'undecided', result: { kind: 'undecided', problem } };
}
