import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import { cis } from '../run/references.ts';
import { declaredAt, locationOf } from '../run/said.ts';
import { processWords } from './process-words.ts';

const META = { id: 'observed-process-not-root', severity: 'medium' } as const;

/** The image's own process, once it has had time to step down, is not root. */
export const observedProcessNotRoot = defineCheck({
  ...META,
  title: 'The image’s own process is not root once it runs',
  area: 'confinement',
  needs: ['confinement', 'confinement-demands', 'run-settings'],
  uses: [],
  references: [cis('4.1')],
  evaluate: ({ confinement, 'confinement-demands': { observe }, 'run-settings': run }): CheckResult => {
    if (!observe) {
      return { kind: 'not-applicable', observed: 'The policy does not ask for it (observe: true).' };
    }
    if (confinement.outcome === 'not-started') return notSeen('the container does not start as it is declared');
    const { observed } = confinement;
    if (observed === undefined) return notSeen('it was not looked at in this run');
    if (observed.state === 'not-seen') return notSeen(observed.why);
    if (observed.state === 'ended') {
      return notSeen(
        `it ended with code ${observed.exitCode} after ${seconds(observed.afterMs)}, before it could be looked at`,
      );
    }
    const seen = `after ${seconds(observed.afterMs)} the image’s own process: ${processWords(observed.process)}`;
    const { uid } = observed.process;
    if (![uid.real, uid.effective, uid.saved, uid.filesystem].includes(0))
      return { kind: 'judged', seen, findings: [] };
    const location = locationOf(declaredAt(run));
    const found = finding(META, {
      key: 'root',
      title: 'The image’s own process runs as root',
      detail:
        'It was started as declared, given time to step down, and the kernel still says uid 0. A way out of this program is a way out as root.',
      seen,
      ...(location && { location }),
      fix: { text: 'Set USER in the Dockerfile, or user in the run settings, to a number that is not 0.' },
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function notSeen(why: string): CheckResult {
  return {
    kind: 'undecided',
    problem: {
      code: 'PROOF-FAILED',
      what: `The image’s own process could not be looked at: ${why}.`,
      means: NO_VERDICT,
      todo: 'Without network and mounts it may not run at all: then take observe out of the policy on the base branch.',
    },
  };
}
