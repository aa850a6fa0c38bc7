import { DOCKER_DEFAULT, isEnforcing, readAppArmorLabel } from '../../linux/apparmor-names.ts';
import { type CheckResult, defineCheck } from '../../model/check.ts';
import type { Confinement } from '../../model/confinement.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';
import { placeWords, readSetting } from '../run/said.ts';
import { type AppArmorAsked, appArmorAsked, appArmorUndetermined } from './apparmor-choice.ts';
import { notInForce, notLoaded } from './apparmor-enforced-findings.ts';
import { APPARMOR_PARSER_8, APPARMOR_REFERENCES } from './apparmor-references.ts';

const META = { id: 'apparmor-enforced', severity: 'high' } as const;

/** What the kernel said of the container that was started as the run settings say: the profile is really in force. */
export const apparmorEnforced = defineCheck({
  ...META,
  title: 'The container runs under its AppArmor profile',
  area: 'confinement',
  needs: ['run-settings', 'engine-security', 'confinement'],
  uses: ['apparmor-profiles'],
  references: [...APPARMOR_REFERENCES, APPARMOR_PARSER_8],
  evaluate: (evidence) => {
    const asked = appArmorAsked(evidence['run-settings']);
    if (asked.kind === 'undecided') return asked.result;
    return withoutProof(evidence, asked) ?? proved(evidence, asked);
  },
});

type Evidence = Pick<EvidenceMap, 'run-settings' | 'engine-security' | 'confinement'> &
  Partial<Pick<EvidenceMap, 'apparmor-profiles'>>;

/** Where nothing can be in force, or the run settings already say that nothing is. Never a pass. */
function withoutProof(
  { 'run-settings': run, 'engine-security': engine }: Evidence,
  asked: AppArmorAsked,
): CheckResult | undefined {
  if (run.source.kind === 'kubernetes') {
    return notApplicable(
      'Not enforceable on this host: the manifest is run by a cluster, whose machines can’t be asked.',
    );
  }
  if (!engine.apparmor) {
    const why = engine.selinux
      ? 'the engine confines containers by SELinux'
      : 'the engine, or its kernel, has no AppArmor';
    const warning =
      asked.kind === 'profile' ? `, and starts the container without ${visibleText(asked.name, 80)}, silently` : '';
    return notApplicable(`Not enforceable on this host: ${why}${warning}.`);
  }
  if (asked.kind === 'unconfined') {
    return notApplicable(
      `The run settings take the container out of AppArmor (${placeWords(asked.at)}), which apparmor-not-unconfined judges.`,
    );
  }
  const privileged = readSetting(run, run.privileged, 'privileged');
  if (privileged.state === 'undecided') return privileged.result;
  // moby, daemon/daemon_unix.go: a privileged container keeps a profile that was named for it, and gets no other.
  if (privileged.state === 'said' && privileged.value && asked.kind !== 'profile') {
    return notApplicable(
      `A privileged container gets no AppArmor profile (${placeWords(privileged.at)}), which not-privileged judges.`,
    );
  }
  return undefined;
}

function proved(evidence: Evidence, asked: AppArmorAsked): CheckResult {
  const { confinement } = evidence;
  const expected = asked.kind === 'profile' ? asked.name : DOCKER_DEFAULT;
  const at = asked.kind === 'profile' || asked.kind === 'default' ? asked.at : undefined;
  const context = {
    meta: META,
    run: evidence['run-settings'],
    files: evidence['apparmor-profiles'] ?? [],
    expected,
    at,
  };
  if (confinement.outcome === 'not-started') {
    if (isAboutProfile(confinement)) return notLoaded(context, confinement.said);
    return undetermined(`the container did not start: ${visibleText(confinement.said, 200)}`);
  }
  const { apparmor } = confinement.process;
  if (apparmor === undefined) return undetermined('the container’s kernel gave no label');
  const label = readAppArmorLabel(apparmor);
  if (label === undefined) return undetermined(`the label ${visibleText(apparmor, 120)} is not understood`);
  if (label.name !== expected || !isEnforcing(label.mode)) return notInForce(context, label);
  return { kind: 'judged', seen: `proved on the running container: ${visibleText(apparmor, 120)}`, findings: [] };
}

/** The words of runc, containerd and the engine when the kernel does not know the profile. */
const ABOUT_PROFILE =
  /apparmor failed to apply profile|unable to apply apparmor profile|apparmor profile [^\n]{0,200}(?:not loaded|could not be loaded)|profile [^\n]{0,200} not loaded/i;

function isAboutProfile({ said }: Extract<Confinement, { outcome: 'not-started' }>): boolean {
  return ABOUT_PROFILE.test(said.slice(0, 4000));
}

function undetermined(why: string): CheckResult {
  return appArmorUndetermined(
    `Which AppArmor profile the container runs under is not known: ${why}.`,
    'See what keeps the container from starting as the run settings say, and run the gate again.',
  );
}

function notApplicable(observed: string): CheckResult {
  return { kind: 'not-applicable', observed };
}
