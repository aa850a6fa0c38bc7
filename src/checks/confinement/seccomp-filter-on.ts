import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { PROFILE_REFERENCES, RUNTIME_SPEC } from './seccomp-references.ts';

const META = { id: 'seccomp-filter-on', severity: 'critical' } as const;

/** A profile without a default action and without a rule loads no filter, and no engine says so. */
export const seccompFilterOn = defineCheck({
  ...META,
  title: 'The seccomp profile loads a filter',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        off: 'The seccomp profile loads no filter',
      },
      good: () => 'loads a filter',
      about: 'file',
    }),
});
