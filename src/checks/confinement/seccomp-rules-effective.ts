import { defineCheck } from '../../model/check.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { PROFILE_REFERENCES, SECCOMP_RULE_ADD } from './seccomp-references.ts';

const META = { id: 'seccomp-rules-effective', severity: 'medium' } as const;

/** A rule that another takes the effect of, or whose condition always or never holds, is not what its author meant. */
export const seccompRulesEffective = defineCheck({
  ...META,
  title: 'Every rule of the seccomp profile counts',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, SECCOMP_RULE_ADD],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        'shadowed-rule': 'A rule with arguments does nothing beside one without',
        'contradictory-rules': 'Two rules say different things of one system call',
        'always-true': 'The condition of a rule always holds',
        'never-counts': 'The condition of a rule can never hold',
      },
      good: () => 'has no rule that another one takes the effect of',
      about: 'file',
    }),
});
