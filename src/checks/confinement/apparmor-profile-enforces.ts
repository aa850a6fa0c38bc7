import { defineCheck } from '../../model/check.ts';
import { APPARMOR_D, APPARMOR_REFERENCES } from './apparmor-references.ts';
import { judgeAppArmor } from './judge-apparmor.ts';

const META = { id: 'apparmor-profile-enforces', severity: 'high' } as const;

/** The profile's mode refuses what it does not allow. */
export const apparmorProfileEnforces = defineCheck({
  ...META,
  title: 'The AppArmor profile is in enforce mode',
  area: 'confinement',
  needs: ['run-settings', 'apparmor-profiles'],
  uses: [],
  references: [...APPARMOR_REFERENCES, APPARMOR_D],
  evaluate: (evidence) =>
    judgeAppArmor(
      {
        ...META,
        kinds: ['complain', 'unconfined', 'default-allow', 'prompt'],
        about: 'head',
        nested: true,
        good: () => 'is enforced',
      },
      evidence,
    ),
});
