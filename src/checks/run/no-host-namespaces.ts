import { maskOf } from '../../linux/capabilities.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { type GrantEvidence, grantEvidence, surelyGranted } from './granted.ts';
import { HOST_NAMESPACES, type HostNamespace } from './host-namespaces.ts';
import { cis, DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'no-host-namespaces', severity: 'high' } as const;

/** The container has no namespace of the host. */
export const noHostNamespaces = defineCheck({
  ...META,
  title: 'No namespace of the host is shared',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image', 'image-config', 'image-accounts'],
  references: [
    ...['5.10', '5.16', '5.17', '5.21', '5.31'].map(cis),
    podSecurity('baseline'),
    { name: 'namespaces(7)', url: 'https://man7.org/linux/man-pages/man7/namespaces.7.html' },
    DOCKER_RUN,
  ],
  evaluate: (evidence) => judge(grantEvidence(evidence)),
});

function judge(evidence: GrantEvidence): CheckResult {
  const { run } = evidence;
  const findings: Finding[] = [];
  let undecided: CheckResult | undefined;
  for (const namespace of HOST_NAMESPACES) {
    const setting = readSetting(run, run.namespaces[namespace.name], keyOf(run, namespace));
    if (setting.state === 'undecided') undecided ??= setting.result;
    if (setting.state !== 'said' || setting.value.kind !== 'host') continue;
    // A pod that says nothing has the host's users, and may say so.
    if (run.source.kind === 'kubernetes' && namespace.name === 'userns') continue;
    findings.push(findingOf(evidence, namespace, setting.at));
  }
  if (findings.length === 0 && undecided !== undefined) return undecided;
  const seen = findings.map((found) => found.seen).join('; ') || `none of the host (${sourceWords(run)})`;
  return { kind: 'judged', seen, findings };
}

function findingOf(evidence: GrantEvidence, namespace: HostNamespace, at: SaidAt): Finding {
  const { run } = evidence;
  const { name, what, why, cures } = namespace;
  const location = locationOf(at);
  const worse = name === 'pid' ? reachesIntoProcesses(evidence) : undefined;
  return finding(META, {
    key: name,
    severity: worse === undefined ? META.severity : 'critical',
    title: `The container shares ${what}`,
    detail: worse === undefined ? why : `${why} ${worse}`,
    seen: `${keyOf(run, namespace)}: ${run.source.kind === 'kubernetes' ? 'true' : 'host'} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(run, cures, 'replace'),
  });
}

/** Why it can take the host's processes over; undefined when it can't do so by its capabilities. */
function reachesIntoProcesses(evidence: GrantEvidence): string | undefined {
  const { privileged } = evidence.run;
  if (privileged.state === 'said' && privileged.value) return 'Privileged, it can take over each of them.';
  const granted = surelyGranted(evidence);
  const traces = granted.kind === 'granted' && (granted.bounding & maskOf('SYS_PTRACE')) !== 0n;
  return traces ? 'With SYS_PTRACE it can take over each of them: read its memory and put code into it.' : undefined;
}

/** What a reader looks for, where it is not called as the namespace. */
const KEYS: Readonly<Record<RunSettings['source']['kind'], Partial<Record<HostNamespace['name'], string>>>> = {
  compose: { network: 'network_mode', userns: 'userns_mode' },
  kubernetes: { pid: 'hostPID', network: 'hostNetwork', ipc: 'hostIPC' },
  'run-args': { cgroup: 'cgroupns' },
  'engine-defaults': {},
};

function keyOf({ source }: RunSettings, { name }: HostNamespace): string {
  return KEYS[source.kind][name] ?? name;
}
