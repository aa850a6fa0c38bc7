import { defineCheck } from '../../model/check.ts';
import type { NamedProfile } from './apparmor-named.ts';
import { APPARMOR_D, APPARMOR_REFERENCES, DOCKER_TEMPLATE } from './apparmor-references.ts';
import { judgeAppArmor } from './judge-apparmor.ts';

const META = { id: 'apparmor-profile-restricts', severity: 'medium' } as const;

/** The rules of the profile keep something from the container. */
export const apparmorProfileRestricts = defineCheck({
  ...META,
  title: 'The AppArmor profile restricts the container',
  area: 'confinement',
  needs: ['run-settings', 'apparmor-profiles'],
  uses: [],
  references: [...APPARMOR_REFERENCES, DOCKER_TEMPLATE, APPARMOR_D],
  evaluate: (evidence) =>
    judgeAppArmor(
      {
        ...META,
        kinds: ['no-deny', 'wide-write', 'all-capabilities', 'unconfined-execution', 'any-profile', 'mount'],
        about: 'rules',
        nested: true,
        good: restrictions,
      },
      evidence,
    ),
});

function restrictions({ files }: NamedProfile): string {
  const rules = files.flatMap(({ family: [profile] }) => profile.rules);
  const denies = rules.filter(({ access }) => access === 'deny').length;
  return `has ${denies} rules that deny, and ${rules.length - denies} that allow`;
}
