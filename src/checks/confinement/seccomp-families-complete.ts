import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-families-complete', severity: 'medium' } as const;

/** Refusing mkdir and not mkdirat refuses nothing. */
export const seccompFamiliesComplete = defineCheck({
  ...META,
  title: 'Who refuses a system call refuses those that do the same',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        'family-incomplete': 'A system call is refused, and another that does the same is not',
      },
      good: () => 'leaves no way around what it refuses',
      about: 'filter',
    }),
});
