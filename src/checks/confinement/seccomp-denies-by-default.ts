import { defineCheck } from '../../model/check.ts';
import { visibleText } from '../../model/visible-text.ts';
import { judgeMistakes } from './judge-mistakes.ts';
import { MACHINE_EVIDENCE } from './seccomp-machine.ts';
import { DEFAULT_PROFILE, PROFILE_REFERENCES } from './seccomp-references.ts';

const META = { id: 'seccomp-denies-by-default', severity: 'critical' } as const;

/** A profile that lists what is forbidden lets everything through that nobody thought of, and all calls to come. */
export const seccompDeniesByDefault = defineCheck({
  ...META,
  title: 'The seccomp profile refuses what it does not name',
  area: 'confinement',
  needs: ['run-settings', 'seccomp-profile'],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, DEFAULT_PROFILE],
  evaluate: (evidence) =>
    judgeMistakes(META, evidence, {
      titles: {
        'allow-by-default': 'The seccomp profile allows what it does not name',
      },
      good: ({ profile }) => defaultWords(profile.defaultAction),
      about: 'filter',
    }),
});

function defaultWords(action: string): string {
  const words = visibleText(action, 40);
  // A list of what is forbidden, which has all that the default profile refuses.
  if (action === 'SCMP_ACT_ALLOW' || action === 'SCMP_ACT_LOG') return `names all that the default refuses (${words})`;
  return `refuses what it does not name (${words})`;
}
