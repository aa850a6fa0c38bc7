import { addedGroups } from '../../linux/added-groups.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { ENGINE_DEFAULTS, type SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { describeUser, effectiveUser, showUser, textOf } from '../user/effective-user.ts';
import { showRunUser, whoSaysUser } from '../user/who-says-user.ts';
import { isWindowsAdministrator } from '../user/windows-user.ts';
import { type ProcessIds, processIds, type UserEvidence } from './container-user.ts';
import { cis, DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'user-not-overridden-to-root', severity: 'high' } as const;

/** The run settings do not make the process root, nor put it into a group that is as good. */
export const userNotOverriddenToRoot = defineCheck({
  ...META,
  title: 'The run settings do not make the process root',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image-config', 'image-accounts'],
  references: [cis('4.1'), podSecurity('restricted'), DOCKER_RUN],
  evaluate: ({ 'run-settings': run, 'image-config': config, 'image-accounts': accounts }) => {
    const evidence: UserEvidence = { run, config, accounts };
    return config?.os === 'windows' ? judgeWindows(evidence, config.user) : judge(evidence);
  },
});

type UserOfRun = Extract<ReturnType<typeof whoSaysUser>, { from: 'run' }>;

function judge(evidence: UserEvidence): CheckResult {
  const { run, config } = evidence;
  const said = whoSaysUser(run, config);
  const ofRun = said.kind === 'said' && said.from === 'run' ? said : undefined;
  const ids = processIds(evidence);
  const seen = ofRun === undefined ? `the user is left to the image (${sourceWords(run)})` : seenOf(evidence, ofRun);
  const user = ofRun === undefined ? undefined : userFinding(evidence, ofRun, ids, seen);
  const groups = readList(run, run.groupAdd, 'group_add');
  const isRoot = ids.kind === 'known' && ids.uid === 0;
  const findings = [
    ...(user === undefined ? [] : [user]),
    // Root needs no group.
    ...(isRoot ? [] : groups.said.flatMap(({ value, at }) => groupFinding(evidence, value, at))),
  ];
  if (findings.length > 0) return { kind: 'judged', seen: findings[0]?.seen ?? seen, findings };
  if (said.kind === 'undecided') return said.result;
  if (ofRun !== undefined && ids.kind === 'undecided') return ids.result;
  const refused = ofRun !== undefined && ids.kind === 'refused' ? ids.why : refusedGroup(evidence);
  if (refused !== undefined) return { kind: 'undecided', problem: noProcess(refused) };
  return groups.undecided ?? { kind: 'judged', seen, findings };
}

/** Both users, as far as they are known. */
function seenOf({ config, accounts }: UserEvidence, { spec, at }: UserOfRun): string {
  const shown = showRunUser(spec, at);
  if (config === undefined || accounts === undefined) return shown;
  const image = describeUser(config.user, effectiveUser(config, accounts));
  return `${describeUser(spec, effectiveUser(config, accounts, spec), shown)}, over ${image} of the image`;
}

function userFinding(evidence: UserEvidence, said: UserOfRun, ids: ProcessIds, seen: string): Finding | undefined {
  if (ids.kind !== 'known') return undefined;
  const image = processIds({ ...evidence, run: ENGINE_DEFAULTS });
  const { spec, at } = said;
  if (ids.uid === 0) {
    // The image is at fault, and user-not-root says so.
    if (image.kind === 'known' && image.uid === 0) return undefined;
    return findingAt(at, {
      key: 'uid-0',
      title: 'The run settings make the process root',
      detail: `${rootReason(spec)} The image’s own user does not count then.`,
      seen,
      fix: fixOf(evidence, image),
    });
  }
  if (ids.gid !== 0 && ids.supplementary?.includes(0) !== true) return undefined;
  return findingAt(at, {
    key: 'gid-0',
    severity: 'medium',
    title: 'The run settings put the process into the group root',
    detail:
      'What the group root may read or write is open to it. A user without a line in /etc/passwd of the image gets ' +
      'this group, unless one is named.',
    seen,
    fix: fixOf(evidence, { kind: 'known', uid: ids.uid, gid: undefined }),
  });
}

function rootReason(spec: string): string {
  return spec.startsWith(':')
    ? 'A group without a user is uid 0.'
    : `The engine starts the process as uid 0, which is what ${showUser(spec).replace('USER', 'user')} comes to.`;
}

interface Parts {
  readonly key: string;
  readonly severity?: 'medium';
  readonly title: string;
  readonly detail: string;
  readonly seen: string;
  readonly fix: Fix;
}

function findingAt(at: SaidAt, parts: Parts): Finding {
  const location = locationOf(at);
  return finding(META, { ...parts, ...(location && { location }) });
}

type Ids = { readonly kind: 'known'; readonly uid: number; readonly gid: number | undefined };

/** The image's own ids, or the process's with another group. */
function fixOf({ run }: UserEvidence, ids: Ids | Exclude<ProcessIds, { kind: 'known' }>): Fix {
  const good = ids.kind === 'known' && ids.uid !== 0 ? ids : undefined;
  const uid = good?.uid ?? 20_002;
  const gid = good?.gid === undefined || good.gid === 0 ? 10_001 : good.gid;
  const text = 'Say a user without privileges as numbers, or delete this where the image has one of its own.';
  return fixFor(
    run,
    {
      text,
      compose: [`    user: "${uid}:${gid}"`],
      run: ['--user', `${uid}:${gid}`],
      kubernetes: [`          runAsUser: ${uid}`, `          runAsGroup: ${gid}`],
    },
    'replace',
  );
}

function groupFinding({ run, accounts }: UserEvidence, name: string, at: SaidAt): readonly Finding[] {
  const added = addedGroups([name], accounts === undefined ? undefined : textOf(accounts.group));
  // Without the image's files the name is all there is.
  const isRoot = added.kind === 'added' ? added.gids.includes(0) : accounts === undefined && name === 'root';
  if (!isRoot && name !== 'docker') return [];
  const what = isRoot ? 'root' : 'docker';
  const found = findingAt(at, {
    key: `group-${what}`,
    severity: 'medium',
    title: `The run settings add the group ${what}`,
    detail: isRoot
      ? 'What the group root may read or write is open to it.'
      : 'Where the engine’s socket is within reach, its group may give the engine orders, and so is root on the host.',
    seen: `group_add ${visibleText(name, 60)} (${placeWords(at)})`,
    fix: fixFor(run, { text: 'Delete this group, or give the files that are needed to one of their own.' }, 'replace'),
  });
  return [found];
}

/** Why the engine does not add the groups; undefined when it does, or nobody knows. */
function refusedGroup({ run, accounts }: UserEvidence): string | undefined {
  if (accounts === undefined) return undefined;
  const names = run.groupAdd.flatMap((entry) => (entry.state === 'said' ? [entry.value] : []));
  const added = addedGroups(names, textOf(accounts.group));
  return added.kind === 'added' ? undefined : `Group ${visibleText(added.name, 60)} can’t be added: ${added.why}.`;
}

function noProcess(why: string): Problem {
  return {
    code: 'USER-UNDETERMINED',
    what: `The engine starts no such container, so it has no user. ${why}`,
    means: NO_VERDICT,
    todo: 'Say users and groups as numbers in the run settings: 20002:10001.',
  };
}

function judgeWindows({ run, config }: UserEvidence, imageUser: string): CheckResult {
  const said = whoSaysUser(run, config);
  if (said.kind === 'undecided') return said.result;
  if (said.kind !== 'said' || said.from === 'image') {
    return { kind: 'judged', seen: `the user is left to the image (${sourceWords(run)})`, findings: [] };
  }
  const seen = `${showRunUser(said.spec, said.at)}, over ${showUser(imageUser)} of the image`;
  if (isWindowsAdministrator(said.spec) !== true || isWindowsAdministrator(imageUser) === true) {
    // What a user is whom nobody knows, user-not-root leaves open.
    return { kind: 'judged', seen, findings: [] };
  }
  const found = findingAt(said.at, {
    key: 'uid-0',
    title: 'The run settings make the process administrator',
    detail: 'ContainerAdministrator may change everything in the container.',
    seen,
    fix: { text: 'Say ContainerUser, or delete this.' },
  });
  return { kind: 'judged', seen, findings: [found] };
}
