import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { Namespace, NamespaceName, RunSettings, SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, locationOf, placeWords, readSetting, sourceWords } from './said.ts';

const META = { id: 'no-shared-namespaces', severity: 'medium' } as const;

interface SharedNamespace {
  readonly name: NamespaceName;
  readonly severity: 'medium' | 'low';
  readonly what: string;
  readonly why: string;
}

const SHARED: readonly SharedNamespace[] = [
  {
    name: 'pid',
    severity: 'medium',
    what: 'the processes',
    why: 'Each sees the other’s processes with their arguments, and with the same uid or as root also their files and memory.',
  },
  {
    name: 'ipc',
    severity: 'medium',
    what: 'the shared memory',
    why: 'Each can read and change what the other keeps in shared memory and message queues.',
  },
  {
    name: 'network',
    severity: 'low',
    what: 'the network',
    why: 'Each reaches what the other keeps on its loopback, where services often ask for no password.',
  },
];

/** The container shares no namespace with another container. */
export const noSharedNamespaces = defineCheck({
  ...META,
  title: 'No namespace is shared with another container',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    { name: 'pid_namespaces(7)', url: 'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html' },
    {
      name: 'Share Process Namespace between Containers in a Pod',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    },
    podSecurity('baseline'),
    DOCKER_RUN,
  ],
  evaluate: ({ 'run-settings': run }) => {
    const findings: Finding[] = [];
    let undecided: CheckResult | undefined;
    for (const shared of SHARED) {
      const setting = readSetting(run, run.namespaces[shared.name], shared.name);
      if (setting.state === 'undecided') undecided ??= setting.result;
      const owner = setting.state === 'said' ? ownerOf(run, shared.name, setting.value) : undefined;
      if (setting.state === 'said' && owner !== undefined) findings.push(findingOf(run, shared, owner, setting.at));
    }
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const seen = findings.map((found) => found.seen).join('; ') || `none of another container (${sourceWords(run)})`;
    return { kind: 'judged', seen, findings };
  },
});

/** Whose namespace it is; undefined when it is the container's own, the host's or a network's. */
function ownerOf({ source }: RunSettings, name: NamespaceName, namespace: Namespace): string | undefined {
  if (namespace.kind === 'container' || namespace.kind === 'service') {
    return `${namespace.kind} ${visibleText(namespace.name, 60)}`;
  }
  // shareProcessNamespace of a pod; its containers share network and IPC anyway.
  return source.kind === 'kubernetes' && name === 'pid' && namespace.kind === 'other' ? 'the pod' : undefined;
}

function findingOf(
  run: RunSettings,
  { name, severity, what, why }: SharedNamespace,
  owner: string,
  at: SaidAt,
): Finding {
  const location = locationOf(at);
  const cures = {
    text:
      name === 'network'
        ? 'If it need not be the same network, give both containers a network in common and let them use names.'
        : 'Delete this; let them work together over the network or a volume that holds what is meant to be shared.',
    kubernetes: ['      shareProcessNamespace: false'],
  };
  return finding(META, {
    key: name,
    severity,
    title: `The container shares ${what} of ${owner}`,
    detail: why,
    seen: `${name}: ${owner} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(run, cures, 'replace'),
  });
}
