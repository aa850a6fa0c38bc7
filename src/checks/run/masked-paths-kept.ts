import { defineCheck, finding } from '../../model/check.ts';
import { DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'masked-paths-kept', severity: 'high' } as const;

/** What the engine hides and protects of /proc and /sys stays so. */
export const maskedPathsKept = defineCheck({
  ...META,
  title: 'The protected paths of /proc and /sys stay protected',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    podSecurity('baseline'),
    {
      name: 'moby, the default masked and read-only paths',
      url: 'https://github.com/moby/moby/blob/master/daemon/pkg/oci/defaults.go',
    },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const inPod = run.source.kind === 'kubernetes';
    const written = inPod ? 'procMount: Unmasked' : 'systempaths=unconfined';
    const setting = readSetting(run, run.security.systemPaths, inPod ? 'procMount' : 'systempaths');
    if (setting.state === 'undecided') return setting.result;
    if (setting.state === 'default' || setting.value === 'masked') {
      if (run.privileged.state === 'said' && run.privileged.value) {
        return {
          kind: 'not-applicable',
          observed: 'Nothing is protected in a privileged container: see not-privileged.',
        };
      }
      return { kind: 'judged', seen: `protected, as by default (${sourceWords(run)})`, findings: [] };
    }
    const seen = `${written} (${placeWords(setting.at)})`;
    const location = locationOf(setting.at);
    const found = finding(META, {
      key: 'system-paths',
      title: 'The protected paths of /proc and /sys are open',
      detail:
        'Root in the container can then write below /proc/sys and to /proc/sysrq-trigger, and read /proc/kcore: ' +
        'settings and memory of the kernel that the host runs on, too.',
      seen,
      ...(location && { location }),
      fix: fixFor(
        run,
        {
          text: inPod
            ? 'Say Default: only containers that start containers themselves need more.'
            : 'Delete this option; one kernel parameter of the container’s own is set by sysctls: (--sysctl).',
          kubernetes: ['          procMount: Default'],
        },
        'replace',
      ),
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});
