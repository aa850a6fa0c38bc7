import type { AccountNumber } from '../../linux/account-files.ts';
import type { ResolvedUser, UserResolution } from '../../linux/users.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { unprivilegedUser } from './cure.ts';
import { decidingLine } from './deciding-line.ts';
import { describeUser, effectiveUser, notForLinux, undetermined, undeterminedUser } from './effective-user.ts';
import { MOBY_USER, OCI_CONFIG_USER } from './references.ts';
import { runUser } from './run-user.ts';
import { runUserFinding } from './run-user-finding.ts';

const META = { id: 'user-in-range', severity: 'medium' } as const;

/** Uid and gid lie in 0–2147483647, so that every engine takes them, and takes them as they stand. */
export const userInRange = defineCheck({
  ...META,
  title: 'The ids of the image lie in the range that engines accept',
  area: 'user',
  needs: ['image-config', 'image-accounts'],
  uses: ['dockerfile', 'run-settings'],
  references: [OCI_CONFIG_USER, MOBY_USER],
  evaluate: (evidence) => {
    const { 'image-config': config, 'image-accounts': accounts, dockerfile } = evidence;
    const other = notForLinux(config) ?? judgeRunUser(config, accounts, evidence['run-settings']);
    if (other !== undefined) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === 'unresolvable') return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    const reason = reasonOutOfRange(resolution);
    if (reason === undefined) return { kind: 'judged', seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const rootNow = resolution.kind === 'resolved' && resolution.user.uid === 0;
    const found = finding(META, {
      key: 'range',
      title: 'An id of the image is outside the range that engines accept',
      detail: `${reason} ${deciding.sentence}`,
      seen,
      ...(deciding.location === undefined ? {} : { location: deciding.location }),
      fix: unprivilegedUser({ accounts, dockerfile, rootNow }),
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
  if (resolution.kind === 'unresolvable') return undeterminedUser(seen, resolution);
  const detail = reasonOutOfRange(resolution);
  if (detail === undefined) return { kind: 'judged', seen, findings: [] };
  const title = 'An id of the run settings is outside the range that engines accept';
  return runUserFinding(META, run, user, { key: 'range', title, detail });
}

function reasonOutOfRange(resolution: Exclude<UserResolution, { kind: 'unresolvable' }>): string | undefined {
  if (resolution.kind === 'out-of-range') {
    const id = `${resolution.part} id ${visibleText(resolution.value, 40)}`;
    return `The ${id} is outside 0–2147483647: no such container starts.`;
  }
  const stated = statedOutOfRange(resolution.user);
  if (stated === undefined) return undefined;
  return `The account files of the image say ${visibleText(stated.text, 40)}: engines keep 32 bits of it and get another id, or refuse it.`;
}

/** A number of the account files that USER itself could not say. */
function statedOutOfRange(user: ResolvedUser): AccountNumber | undefined {
  for (const origin of [user.uidFrom, user.gidFrom]) {
    const stated = 'stated' in origin ? origin.stated : undefined;
    if (stated?.reading === 'out-of-range') return stated;
  }
  return undefined;
}
