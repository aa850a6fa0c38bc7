import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { EngineSecurity } from '../../model/confinement.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { notForLinux } from '../user/effective-user.ts';
import { cis, DOCKER_RUN, podSecurity } from './references.ts';
import { declaredAt, fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'no-new-privileges', severity: 'low' } as const;

/** No program of the container gets more rights than the one that starts it: setuid and file capabilities are off. */
export const noNewPrivileges = defineCheck({
  ...META,
  title: 'Processes can’t gain privileges',
  area: 'run',
  needs: ['run-settings'],
  uses: ['engine-security', 'image-config'],
  references: [
    cis('5.26'),
    podSecurity('restricted'),
    { name: 'No New Privileges Flag', url: 'https://docs.kernel.org/userspace-api/no_new_privs.html' },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run, 'engine-security': engine, 'image-config': config }) => {
    return (config === undefined ? undefined : notForLinux(config)) ?? judge(run, engine);
  },
});

function judge(run: RunSettings, engine: EngineSecurity | undefined): CheckResult {
  const inPod = run.source.kind === 'kubernetes';
  const name = inPod ? 'allowPrivilegeEscalation' : 'no-new-privileges';
  const setting = readSetting(run, run.security.noNewPrivileges, name);
  if (setting.state === 'undecided') return setting.result;
  if (setting.state === 'said') {
    const written = inPod ? `${!setting.value}` : `${setting.value}`;
    const seen = `${name}: ${written} (${placeWords(setting.at)})`;
    return { kind: 'judged', seen, findings: setting.value ? [] : [findingOf(run, seen, setting.at)] };
  }
  // The daemon's option no-new-privileges; a cluster's nodes have engines of their own.
  if (!inPod && engine?.noNewPrivileges === true) {
    const seen = `no-new-privileges is this engine’s default for every container (${sourceWords(run)})`;
    return { kind: 'judged', seen, findings: [] };
  }
  const seen = `${name} is not said (${sourceWords(run)})`;
  return { kind: 'judged', seen, findings: [findingOf(run, seen)] };
}

/** @param at where it is said to be off; undefined when nothing is said */
function findingOf(run: RunSettings, seen: string, at?: SaidAt): Finding {
  const location = locationOf(at ?? declaredAt(run));
  const own =
    at === undefined ? ['    security_opt:', '      - no-new-privileges:true'] : ['      - no-new-privileges:true'];
  return finding(META, {
    key: 'no-new-privileges',
    title: 'A process can gain privileges by a setuid program',
    detail:
      'Programs with the setuid bit or with file capabilities give a process that is not root what it does not have: ' +
      'one of them in the image is enough. It does not keep root from anything.',
    seen,
    ...(location && { location }),
    fix:
      at !== undefined && isVoided(run, at)
        ? { text: 'Take privileged and SYS_ADMIN away: with either of them allowPrivilegeEscalation is always true.' }
        : fixFor(
            run,
            {
              text: 'Say it; only programs such as sudo, su and ping stop working for users that are not root.',
              compose: own,
              run: ['--security-opt', 'no-new-privileges'],
              kubernetes: ['          allowPrivilegeEscalation: false'],
            },
            at === undefined ? 'append' : 'replace',
          ),
  });
}

/** In a pod privileged and SYS_ADMIN make it true, and are then the place that says so (k8s.io/api, SecurityContext). */
function isVoided({ source }: RunSettings, at: SaidAt): boolean {
  return source.kind === 'kubernetes' && at.in === 'file' && !at.key.endsWith('allowPrivilegeEscalation');
}
