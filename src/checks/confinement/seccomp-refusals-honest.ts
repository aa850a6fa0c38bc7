import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-refusals-honest', severity: 'medium' } as const;

/** With error number 0 a program is told that all went well, and goes on as if it had. */
export const seccompRefusalsHonest = defineCheck({
  ...META,
  title: 'Refused system calls are not reported as done',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        'errno-zero': 'Refused calls look as if they had been made',
      },
      good: () => 'refuses with an error, or kills',
      about: 'file',
    }),
});
