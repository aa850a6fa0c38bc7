import { type UnresolvableUser, userPartOf } from '../../linux/users.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { Fix } from '../../model/finding.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { type Situation, switchUser, unprivilegedUser } from './cure.ts';
import { decidingLine } from './deciding-line.ts';
import { describeUser, effectiveUser, notForLinux, undetermined, undeterminedUser } from './effective-user.ts';
import { CIS_USER, MOBY_USER, OCI_CONFIG_USER } from './references.ts';
import { runUser } from './run-user.ts';
import { runUserFinding } from './run-user-finding.ts';

const META = { id: 'user-resolvable', severity: 'high' } as const;

/** The engine finds the user and the group of the image, so that a container of it can start. */
export const userResolvable = defineCheck({
  ...META,
  title: 'The user of the image exists in it',
  area: 'user',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile', 'run-settings'],
  references: [CIS_USER, OCI_CONFIG_USER, MOBY_USER],
  evaluate: (evidence) => {
    const { 'image-config': config, 'image-accounts': accounts, dockerfile } = evidence;
    const other = notForLinux(config) ?? judgeRunUser(config, accounts, evidence['run-settings']);
    if (other !== undefined) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === 'out-of-range') return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.kind === 'resolved') return { kind: 'judged', seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const found = finding(META, {
      key: resolution.part,
      title: `The ${resolution.part} of the image cannot be resolved`,
      detail: `${deciding.sentence} ${explain(config, resolution.why)}`,
      seen,
      ...(deciding.location === undefined ? {} : { location: deciding.location }),
      fix: cure(config, accounts, { accounts, dockerfile, rootNow: false }, resolution),
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
  const user = runUser(run, config, accounts);
  if (user.kind === 'image' || run === undefined) return undefined;
  if (user.kind === 'answer') return user.result;
  const { resolution, seen } = user;
  if (resolution.kind === 'resolved') return { kind: 'judged', seen, findings: [] };
  if (resolution.kind === 'out-of-range') return undeterminedUser(seen, resolution);
  return runUserFinding(META, run, user, {
    key: resolution.part,
    title: `The ${resolution.part} of the run settings cannot be resolved`,
    detail: `The engine does not start the container: ${resolution.why}.`,
  });
}

function explain(config: ImageConfig, why: string): string {
  if (config.user.split(':', 3).length > 2) {
    return 'Engines do not agree on a second colon: some ignore what follows, others look for a group of that name.';
  }
  const comment = config.user.includes('#') ? ' A # behind USER starts no comment: it is part of the name.' : '';
  return `The engine starts no container of this image: ${why}.${comment} The build does not notice.`;
}

function cure(config: ImageConfig, accounts: ImageAccounts, situation: Situation, resolution: UnresolvableUser): Fix {
  if (resolution.refusedFile !== undefined) {
    return { text: `Make ${resolution.refusedFile} a file of at most 10 MiB with lines shorter than 64 KiB.` };
  }
  const withoutComment = config.user.split('#', 1)[0]?.trim() ?? '';
  const meant = withoutComment === '' ? undefined : unprivilegedIds(config, accounts, withoutComment);
  if (withoutComment !== config.user && meant !== undefined) {
    return switchUser(situation, meant, 'Write a comment on a line of its own.');
  }
  if (resolution.part === 'group') {
    const alone = unprivilegedIds(config, accounts, userPartOf(config.user));
    if (alone !== undefined) return switchUser(situation, alone, 'The user exists: take its own group.');
  }
  const wanted = userPartOf(withoutComment);
  return unprivilegedUser(situation, wanted === '' ? undefined : wanted);
}

/** What a spelling gives, if that is a user other than root in a group other than root. */
function unprivilegedIds(
  config: ImageConfig,
  accounts: ImageAccounts,
  spec: string,
): { readonly uid: number; readonly gid: number } | undefined {
  const resolution = effectiveUser(config, accounts, spec);
  if (resolution.kind !== 'resolved') return undefined;
  const { uid, gid } = resolution.user;
  return uid === 0 || gid === 0 ? undefined : { uid, gid };
}
