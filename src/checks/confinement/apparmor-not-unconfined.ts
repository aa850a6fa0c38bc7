import { defineCheck, finding } from '../../model/check.ts';
import { visibleText } from '../../model/visible-text.ts';
import { podSecurity } from '../run/references.ts';
import { fixFor, locationOf, placeWords, sourceWords } from '../run/said.ts';
import { appArmorAsked } from './apparmor-choice.ts';
import { APPARMOR_REFERENCES, KUBERNETES_APPARMOR } from './apparmor-references.ts';

const META = { id: 'apparmor-not-unconfined', severity: 'high' } as const;

/** The run settings do not switch AppArmor off, whatever the machine makes of it today. */
export const apparmorNotUnconfined = defineCheck({
  ...META,
  title: 'The container is not taken out of AppArmor',
  area: 'confinement',
  needs: ['run-settings'],
  uses: [],
  references: [...APPARMOR_REFERENCES, podSecurity('baseline'), KUBERNETES_APPARMOR],
  evaluate: ({ 'run-settings': run }) => {
    const asked = appArmorAsked(run);
    switch (asked.kind) {
      case 'undecided':
        return asked.result;
      case 'default':
        return { kind: 'judged', seen: `apparmor: the default profile (${sourceWords(run)})`, findings: [] };
      case 'profile':
        return {
          kind: 'judged',
          seen: `apparmor: ${visibleText(asked.name, 80)} (${placeWords(asked.at)})`,
          findings: [],
        };
      case 'unconfined': {
        const seen = `apparmor: unconfined (${placeWords(asked.at)})`;
        const location = locationOf(asked.at);
        const found = finding(META, {
          key: 'unconfined',
          title: 'The container runs without AppArmor',
          detail:
            'Where the machine has AppArmor, nothing of it is left: with CAP_SYS_ADMIN the container can mount what it likes, and write to /proc and /sys.',
          seen,
          ...(location && { location }),
          fix: fixFor(run, CURES, 'replace'),
        });
        return { kind: 'judged', seen, findings: [found] };
      }
    }
  },
});

const CURES = {
  text: 'Take the option out, which gives the default profile, or name a profile of your own.',
  compose: ['      - apparmor=docker-default'],
  run: ['--security-opt=apparmor=docker-default'],
  kubernetes: ['            type: RuntimeDefault'],
};
