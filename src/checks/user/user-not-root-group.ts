import type { ResolvedUser } from '../../linux/users.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { switchUser } from './cure.ts';
import { decidingLine } from './deciding-line.ts';
import { describeUser, effectiveUser, notForLinux, showUser, undetermined } from './effective-user.ts';
import { NIST_IMAGE_CONFIGURATION, OCI_CONFIG_USER } from './references.ts';
import { rootCure } from './root-cure.ts';
import { resolvedRunUser } from './run-user.ts';

const META = { id: 'user-not-root-group', severity: 'medium' } as const;
/** A gid for a process that needs no group of the image. */
const SPARE_GID = 10_001;

/** Neither the group nor a supplementary group of the image's process is 0. */
export const userNotRootGroup = defineCheck({
  ...META,
  title: 'The image does not run in the group root',
  area: 'user',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile', 'image-entrypoint', 'run-settings'],
  references: [NIST_IMAGE_CONFIGURATION, OCI_CONFIG_USER],
  evaluate: (evidence) => {
    const { 'image-config': config, 'image-accounts': accounts, dockerfile, 'image-entrypoint': entrypoint } = evidence;
    const other = notForLinux(config) ?? judgeRunUser(config, accounts, evidence['run-settings']);
    if (other !== undefined) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== 'resolved') return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    const { user } = resolution;
    const reason = reasonForGroup(config, user);
    if (reason === undefined) return { kind: 'judged', seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const situation = { accounts, dockerfile, rootNow: false };
    // An explicit group is the whole list: supplementary groups come along only without one.
    const ids = { uid: user.uid, gid: user.gid === 0 ? SPARE_GID : user.gid };
    const found = finding(META, {
      key: 'gid-0',
      title: 'The image runs in the group root',
      detail: `${reason} ${deciding.sentence} What the group root may read or write is open to it.`,
      seen,
      ...(deciding.location === undefined ? {} : { location: deciding.location }),
      fix:
        user.uid === 0
          ? rootCure(config, situation, entrypoint).fix
          : switchUser(situation, ids, 'Name a group other than 0; with one named, no further groups come along.'),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

/** The answer when the run settings say the user; undefined when it is left to the image. */
function judgeRunUser(
  config: ImageConfig,
  accounts: ImageAccounts,
  run: RunSettings | undefined,
): CheckResult | undefined {
  const user = resolvedRunUser(run, config, accounts);
  if (user.kind === 'image') return undefined;
  if (user.kind === 'answer') return user.result;
  const { gid, supplementary } = user.resolution.user;
  if (gid !== 0 && supplementary.every((group) => group.gid !== 0)) {
    return { kind: 'judged', seen: user.seen, findings: [] };
  }
  const observed = `The run settings put it into the group root: ${user.seen}. See user-not-overridden-to-root.`;
  return { kind: 'not-applicable', observed };
}

function reasonForGroup(config: ImageConfig, user: ResolvedUser): string | undefined {
  if (user.gid === 0) return reasonForGid(config, user);
  const root = user.supplementary.find((group) => group.gid === 0);
  if (root === undefined) return undefined;
  const name = visibleText(user.name ?? '', 40);
  return `/etc/group lists ${name} as a member of ${visibleText(root.name, 40)}, whose gid is 0.`;
}

function reasonForGid(config: ImageConfig, user: ResolvedUser): string {
  const { gidFrom } = user;
  if (gidFrom.from === 'number') return `${showUser(config.user)} says group 0.`;
  if (gidFrom.from === 'default') return `Uid ${user.uid} has no line in /etc/passwd, so the engine takes group 0.`;
  const text = visibleText(gidFrom.stated.text, 40);
  const file =
    gidFrom.from === 'passwd' ? `/etc/passwd gives ${visibleText(user.name ?? '', 40)}` : '/etc/group gives it';
  switch (gidFrom.stated.reading) {
    case 'exact':
      return `${file} the gid 0.`;
    case 'not-a-number':
      return `${file} the gid "${text}", which is no number: the engine takes 0.`;
    case 'out-of-range':
      return `${file} the gid ${text}, of which the engine keeps 32 bits: 0.`;
  }
}
