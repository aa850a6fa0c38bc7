import { defineCheck, finding } from '../../model/check.ts';
import { cis, DOCKER_RUN, nist, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'not-privileged', severity: 'critical' } as const;

/** The container is not run in privileged mode. */
export const notPrivileged = defineCheck({
  ...META,
  title: 'The container is not privileged',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [cis('5.5'), nist('4.4.3'), podSecurity('baseline'), DOCKER_RUN],
  evaluate: ({ 'run-settings': run }) => {
    const privileged = readSetting(run, run.privileged, 'privileged');
    if (privileged.state === 'undecided') return privileged.result;
    if (privileged.state === 'default' || !privileged.value) {
      return { kind: 'judged', seen: `not privileged (${sourceWords(run)})`, findings: [] };
    }
    const seen = `privileged: true (${placeWords(privileged.at)})`;
    const location = locationOf(privileged.at);
    const found = finding(META, {
      key: 'privileged',
      title: 'The container is privileged',
      detail:
        'It gets every capability, every device of the host, no seccomp filter and no AppArmor profile: root in it is root on the host.',
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: 'Take privileged away, and add the one capability or device that is needed.',
          compose: ['    privileged: false'],
          run: ['--privileged=false'],
          kubernetes: ['          privileged: false'],
        },
        'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});
