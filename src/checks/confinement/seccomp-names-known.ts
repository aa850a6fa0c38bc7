import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-names-known', severity: 'medium' } as const;

/** Runtimes leave out names that they do not know, without a word. */
export const seccompNamesKnown = defineCheck({
  ...META,
  title: 'Every name in the seccomp profile is that of a system call',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        'unknown-name': 'A name in the profile is no system call',
      },
      good: () => 'names system calls only',
      about: 'file',
    }),
});
