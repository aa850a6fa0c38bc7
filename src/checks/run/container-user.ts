import { readNumber } from '../../linux/account-files.ts';
import { addedGroups } from '../../linux/added-groups.ts';
import { userPartOf } from '../../linux/users.ts';
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
  /** `20.10.24`; undefined when no engine was asked: then an engine of today is taken. */
  readonly engineVersion?: string | undefined;
}

/** Who a container's first process is: the run setting's user over the image's, in the image's account files. */
export function containerUser(evidence: UserEvidence): ContainerUserAnswer {
  const ids = processIds(evidence);
  if (ids.kind !== 'known') return ids;
  const { run, accounts, engineVersion } = evidence;
  const { uid, gid, supplementary, from: userFrom } = ids;
  const open = run.groupAdd.flatMap((entry) => (entry.state === 'unknown' ? [entry] : []));
  const result = undecided([...open, ...run.unknown], 'the groups');
  if (result !== undefined) return { kind: 'undecided', result };
  if (accounts === undefined) {
    // Also a group that is added as a number is looked up in the files first.
    const groups = run.groupAdd.length === 0 ? supplementary : undefined;
    return { kind: 'known', uid, gid, groups, userFrom };
  }
  const names = run.groupAdd.flatMap((entry) => (entry.state === 'said' ? [entry.value] : []));
  // Engines of today take a word that is there twice once; up to 20.10 they look for the group a second time.
  const asked = /^v?(?:1\d|20)\./.test(engineVersion ?? '') ? names : [...new Set(names)];
  const added = addedGroups(asked, textOf(accounts.group));
  if (added.kind === 'refused') {
    return { kind: 'refused', why: `The group ${visibleText(added.name, 60)} can’t be added: ${added.why}.` };
  }
  const groups = supplementary === undefined ? undefined : [...new Set([...supplementary, ...added.gids])];
  return { kind: 'known', uid, gid, groups, userFrom };
}

/** The ids without the groups that the run settings add. */
export type ProcessIds =
  | {
      readonly kind: 'known';
      readonly uid: number;
      readonly gid: number | undefined;
      readonly supplementary: readonly number[] | undefined;
      readonly from: 'image' | 'run';
    }
  | Exclude<ContainerUserAnswer, { kind: 'known' }>;

export function processIds({ run, config, accounts }: UserEvidence): ProcessIds {
  const other = config === undefined ? undefined : notForLinux(config);
  if (other !== undefined) return { kind: 'undecided', result: other };
  const said = whoSaysUser(run, config);
  if (said.kind === 'undecided') return said;
  if (said.kind === 'not-known') return notKnown('the image is not there, and nothing else says it');
  const { spec, from } = said;
  if (config === undefined || accounts === undefined) return withoutFiles(spec, from);
  const resolution = effectiveUser(config, accounts, spec);
  if (resolution.kind === 'out-of-range') return notKnown(describeUser(spec, resolution));
  if (resolution.kind === 'unresolvable') return { kind: 'refused', why: `${describeUser(spec, resolution)}.` };
  const { uid, gid, supplementary } = resolution.user;
  return { kind: 'known', uid, gid, supplementary: supplementary.map((group) => group.gid), from };
}

/** What can be told where the image's files are not known. */
function withoutFiles(spec: string, from: 'image' | 'run'): ProcessIds {
  const userPart = userPartOf(spec);
  const number = readNumber(userPart);
  // Who is called root has the uid 0 wherever people use the image, and could be nobody worse.
  const isRoot = userPart === '' || userPart === 'root';
  if (!isRoot && number.reading !== 'exact') {
    return notKnown(`"${visibleText(userPart, 80)}" is looked up in files of the image, and these are not known`);
  }
  const uid = isRoot ? 0 : Number(number.value);
  const gid = readNumber(spec.slice(userPart.length + 1));
  if (gid.reading !== 'exact') return { kind: 'known', uid, gid: undefined, supplementary: undefined, from };
  return { kind: 'known', uid, gid: Number(gid.value), supplementary: [], from };
}

function notKnown(why: string): { readonly kind: 'undecided'; readonly result: CheckResult } {
  const problem = {
    code: 'USER-UNDETERMINED',
    what: `It cannot be known who the container runs as: ${why}.`,
    means: NO_VERDICT,
    todo: 'Say the user as a number in the run settings: 20002:10001.',
  } as const;
  return { kind: 'undecided', result: { kind: 'undecided', problem } };
}
