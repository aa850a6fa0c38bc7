import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'safe-sysctls', severity: 'medium' } as const;

/** Kernel parameters are among those that stay within the container. */
export const safeSysctls = defineCheck({
  ...META,
  title: 'Only kernel parameters that concern nobody else are set',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    podSecurity('baseline'),
    {
      name: 'Using sysctls in a Kubernetes Cluster',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls',
    },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { said, undecided } = readList(run, run.sysctls, 'sysctls');
    const findings = said.flatMap(({ value: { name, value }, at }) => judge(run, name, value, at));
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const seen =
      said.length === 0 ? 'no parameters are set' : `only safe ones: ${said.map(({ value }) => value.name).join(', ')}`;
    return { kind: 'judged', seen: findings[0]?.seen ?? `${visibleText(seen, 200)} (${sourceWords(run)})`, findings };
  },
});

/**
 * Each has a namespace of its own, and whoever sets it takes nothing from others: `safeSysctls` of
 * k8s.io/kubernetes/pkg/kubelet/sysctl, up to v1.32.
 */
const SAFE: ReadonlySet<string> = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout'],
  ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time'],
  ...['net.ipv4.tcp_rmem', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem'],
]);

function judge(run: RunSettings, written: string, value: string, at: SaidAt): readonly Finding[] {
  // sysctl.d(5): slashes may stand for dots.
  const name = written.includes('/') && !written.includes('.') ? written.replaceAll('/', '.') : written;
  if (SAFE.has(name)) return [];
  const inPod = run.source.kind === 'kubernetes';
  const shown = visibleText(name, 80);
  const location = locationOf(at);
  // The engine sets these in the container's own network only; a kubelet refuses the pod unless it was told not to.
  const ownNetwork = !inPod && name.startsWith('net.');
  const found = finding(META, {
    key: name,
    ...(ownNetwork ? { severity: 'low' } : {}),
    title: `The kernel parameter ${shown} is not among the safe ones`,
    detail: ownNetwork
      ? 'It holds in the container’s own network, and what it costs in memory and packets is not counted against the container.'
      : `${inPod ? 'Nodes refuse the pod unless they were told to allow it. ' : ''}What it costs is taken from all programs of the machine, past the limits of the container.`,
    seen: `${shown} = ${visibleText(value, 60)} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(run, { text: 'Delete it, unless a measurement shows that the program needs it.' }, 'replace'),
  });
  return [found];
}
