import { REFERENCE_SOURCE } from '../../linux/seccomp-reference.ts';
import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { askSeccomp } from './seccomp-question.ts';
import { DEFAULT_PROFILE, PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-not-weaker-than-default', severity: 'high' } as const;

/** A profile of one’s own is for less than the default gives, not for more. */
export const seccompNotWeakerThanDefault = defineCheck({
  ...META,
  title: 'The seccomp profile allows nothing that Docker’s default refuses',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, DEFAULT_PROFILE],
  evaluate: (evidence) => {
    const asked = askSeccomp(evidence);
    if (asked.kind === 'asked' && asked.mistakes.some(({ kind }) => kind === 'allow-by-default')) {
      return {
        kind: 'not-applicable',
        observed: 'It allows what it does not name: seccomp-denies-by-default judges that.',
      };
    }
    return judgeMistakes(META, evidence, {
      titles: { 'weaker-than-default': 'The seccomp profile allows calls that Docker’s default refuses' },
      good: () => `allows nothing that the default refuses (${REFERENCE_SOURCE})`,
      about: 'filter',
    });
  },
});
