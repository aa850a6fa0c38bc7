import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Confinement } from '../../model/confinement.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { grantEvidence, grantedTo } from '../run/granted.ts';
import { CAPABILITIES_7, DOCKER_RUN } from '../run/references.ts';
import { declaredAt, locationOf } from '../run/said.ts';
import { declaredFlags, type ProcessDifference, processDifferences } from './process-differences.ts';
import { processWords } from './process-words.ts';

const META = { id: 'confinement-as-declared', severity: 'high' } as const;

/** The running container has the user, the capabilities and the filters that are declared. */
export const confinementAsDeclared = defineCheck({
  ...META,
  title: 'The running container is confined as declared',
  area: 'confinement',
  needs: ['confinement', 'run-settings', 'image', 'image-config', 'image-accounts'],
  uses: ['engine-security'],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => {
    const { confinement, 'run-settings': run, 'engine-security': security } = evidence;
    if (confinement.outcome === 'not-started') return doesNotStart(confinement, run);
    const { process, leftOut } = confinement;
    const seen = `${processWords(process)}: proved on the running container${leftOutWords(leftOut)}`;
    const granted = grantedTo(grantEvidence(evidence));
    if (granted.kind === 'undecided') return granted.result;
    if (granted.kind !== 'granted') {
      const difference = { what: 'start', declared: granted.why, real: 'it starts', severity: 'high' } as const;
      return { kind: 'judged', seen, findings: [differs(difference, run)] };
    }
    const differences = processDifferences({ ...granted, ...declaredFlags(run, security) }, process);
    return { kind: 'judged', seen, findings: differences.map((difference) => differs(difference, run)) };
  },
});

function leftOutWords(leftOut: readonly string[]): string {
  return leftOut.length === 0 ? '' : ` (without what the gate never does: ${leftOut.slice(0, 6).join(', ')})`;
}

function differs({ what, declared, real, severity }: ProcessDifference, run: RunSettings): Finding {
  const location = locationOf(declaredAt(run));
  return finding(META, {
    key: what,
    severity,
    title: `The running container is not confined as declared: ${what}`,
    detail:
      'What is declared and what the kernel says are two things. Either the engine does not do what it was asked for, or it does something else than the gate knows of it.',
    seen: `${what}: declared ${declared}; real ${real}`,
    ...(location && { location }),
    fix: {
      text: 'Look at the configuration of the engine (daemon.json) and at its version. If both are as they should be, this is a defect of the gate: report it.',
    },
  });
}

type NotStarted = Extract<Confinement, { outcome: 'not-started' }>;

/** What keeps it from starting, for people; for `host-lacks-capability` it is the machine and not the settings. */
const REASONS: Readonly<
  Record<Exclude<NotStarted['why'], 'host-lacks-capability'>, readonly [why: string, cure: string]>
> = {
  'engine-refuses': ['The engine refuses these settings.', 'Correct the setting that the engine names.'],
  seccomp: [
    'The seccomp profile refuses what the runtime needs before the program begins.',
    'Allow what the runtime needs: see seccomp-starts, or begin with Docker’s default profile.',
  ],
  user: ['The image has no such user or group.', 'Name a user by its number, or make it in the Dockerfile.'],
  killed: [
    'The filter ends the program at its first system calls.',
    'Let the profile refuse by SCMP_ACT_ERRNO, and list what every program needs.',
  ],
  other: ['The runtime can’t set up what is declared.', 'Correct the setting that the engine names.'],
};

function doesNotStart({ why, said }: NotStarted, run: RunSettings): CheckResult {
  const words = said === '' ? 'it ended without a word' : visibleText(said, 300);
  if (why === 'host-lacks-capability') {
    const problem = {
      code: 'CAPABILITIES-UNDETERMINED',
      what: `The machine of the engine does not hold a capability that is declared, so nothing can be proved on it: ${words}.`,
      means: NO_VERDICT,
      todo: 'Take the capability out, or run the gate on a machine that holds it.',
    } as const;
    return { kind: 'undecided', problem };
  }
  const [reason, cure] = REASONS[why];
  const location = locationOf(declaredAt(run));
  const found = finding(META, {
    key: `not-started:${why}`,
    title: 'The container does not start as it is declared',
    detail: `${reason} Whoever runs it will change something until it starts, and mostly that is less confinement.`,
    seen: words,
    ...(location && { location }),
    fix: { text: cure },
  });
  return { kind: 'judged', seen: words, findings: [found] };
}
