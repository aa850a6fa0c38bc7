import { defineCheck, finding } from '../../model/check.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { cis, DOCKER_RUN, podSecurity } from './references.ts';
import { locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'selinux-labels-kept', severity: 'medium' } as const;

/** Types that are as good as no label: the policies of Fedora and Red Hat do not confine them. */
const UNCONFINED = ['spc_t', 'unconfined_t', 'container_runtime_t'];

const RELABEL =
  'A mount that the label forbids is relabelled by z (shared) or Z (for this container alone) behind it: ./data:/data:Z.';

/** Where the host has SELinux, it confines the container. */
export const selinuxLabelsKept = defineCheck({
  ...META,
  title: 'The SELinux label of the container is kept',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.3'),
    podSecurity('baseline'),
    { name: 'container-selinux', url: 'https://github.com/containers/container-selinux' },
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const { said, undecided } = readList(run, run.security.labels, 'label');
    const opening = said.filter(({ value }) => isUnconfined(value));
    const [first] = opening;
    if (first === undefined) {
      const lost = undecided ?? lostByOther(run, said.length > 0);
      if (lost !== undefined) return lost;
      return { kind: 'judged', seen: `label kept, where there is SELinux (${sourceWords(run)})`, findings: [] };
    }
    const seen = opening.map(({ value, at }) => `label=${visibleText(value, 60)} (${placeWords(at)})`).join(', ');
    const location = locationOf(first.at);
    const found = finding(META, {
      key: 'label',
      title: 'SELinux does not confine the container',
      detail:
        'On a host with SELinux the label keeps a process that broke out of its container from the host’s files, and ' +
        'from those of other containers. On other hosts it means nothing.',
      seen,
      ...(location && { location }),
      fix: { text: `Delete this ${run.source.kind === 'kubernetes' ? 'type.' : `option. ${RELABEL}`}` },
    });
    return { kind: 'judged', seen, findings: [found] };
  },
});

function isUnconfined(label: string): boolean {
  return label === 'disable' || UNCONFINED.some((type) => label === `type:${type}`);
}

/**
 * moby, daemon/daemon_linux.go and create.go: the engine takes the label off by itself, unless a label was said.
 * Seen on Docker 20.10: for privileged, pid: host and ipc: host, not for network: host.
 */
function lostByOther(run: RunSettings, labelSaid: boolean) {
  if (labelSaid || run.source.kind === 'kubernetes') return undefined;
  const { privileged, namespaces } = run;
  const shared = (['pid', 'ipc'] as const).find((name) => {
    const setting = namespaces[name];
    return setting.state === 'said' && setting.value.kind === 'host';
  });
  const isPrivileged = privileged.state === 'said' && privileged.value;
  if (!isPrivileged && shared === undefined) return undefined;
  const [cause, check] = isPrivileged ? ['privileged', 'not-privileged'] : [`${shared}: host`, 'no-host-namespaces'];
  return {
    kind: 'not-applicable',
    observed: `For ${cause} the engine itself takes the label off: see ${check}.`,
  } as const;
}
