import type { SeccompMistake } from '../../linux/seccomp-mistake.ts';
import { defineCheck } from '../../model/check.ts';
import { judged } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { type AskedProfile, askSeccomp } from './seccomp-question.ts';
import { PROFILE_REFERENCES, RUNTIME_SPEC } from './seccomp-references.ts';

const META = { id: 'seccomp-architectures-listed', severity: 'medium' } as const;

/** Programs of an architecture that the profile does not list are killed at their first system call. */
export const seccompArchitecturesListed = defineCheck({
  ...META,
  title: 'The seccomp profile lists the architectures of the image’s programs',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const asked = askSeccomp(evidence);
    if (asked.kind === 'undecided') return asked.result;
    const { contexts } = asked.machine;
    if (contexts.length > 1) {
      return { kind: 'not-applicable', observed: 'Nobody says which architecture the image is for.' };
    }
    if (asked.mistakes.some(({ kind }) => kind === 'off')) {
      return {
        kind: 'not-applicable',
        observed: 'A profile that loads no filter kills nothing: seccomp-filter-on judges it.',
      };
    }
    return judged(META, asked, weighed(asked), {
      titles: {
        'architecture-foreign': 'The profile is written for other machines',
        'architecture-missing': 'Programs of 32 bits are killed',
      },
      good: () => `lists the architectures of ${contexts[0]?.architecture ?? 'the machine'}`,
    });
  },
});

/** Hardly anybody has programs of 32 bits; an image of nothing else does not run at all. */
function weighed({ mistakes, machine }: AskedProfile): readonly SeccompMistake[] {
  if (!machine.programsOf32Bits) return mistakes;
  return mistakes.map((mistake) => ({ ...mistake, severity: 'high' }));
}
