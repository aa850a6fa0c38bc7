import { defineCheck } from '../../model/check.ts';
import { APPARMOR_REFERENCES, DOCKER_TEMPLATE } from './apparmor-references.ts';
import { judgeAppArmor } from './judge-apparmor.ts';

const META = { id: 'apparmor-profile-fits-engine', severity: 'medium' } as const;

/** The profile lets the engine do its own work on the container: stop it, hand files in. */
export const apparmorProfileFitsEngine = defineCheck({
  ...META,
  title: 'The AppArmor profile lets the engine work',
  area: 'confinement',
  needs: ['run-settings', 'apparmor-profiles'],
  uses: [],
  references: [...APPARMOR_REFERENCES, DOCKER_TEMPLATE],
  evaluate: (evidence) =>
    judgeAppArmor(
      {
        ...META,
        kinds: ['no-signal', 'not-attached'],
        about: 'rules',
        // The engine starts and stops the container's first program, which has the profile that is named.
        nested: false,
        good: () => 'lets the engine send signals and hand files in',
      },
      evidence,
    ),
});
