/** Where a kind keeps its pod. */
export interface WorkloadKind {
  /** The way to the mapping that holds `spec` and `metadata` of the pod; none when the object is the pod. */
  readonly template: readonly string[];
}

const TEMPLATE: WorkloadKind = { template: ['spec', 'template'] };

/** Kinds of these groups are all known: one that is not here is a mistake. `extensions` is of clusters before 1.16. */
const CORE_GROUPS = ['', 'apps', 'batch', 'extensions'];

const WORKLOADS: ReadonlyMap<string, WorkloadKind> = new Map([
  ['Pod', { template: [] }],
  ['PodTemplate', { template: ['template'] }],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map(
    (kind) => [kind, TEMPLATE] as const,
  ),
  ['CronJob', { template: ['spec', 'jobTemplate', 'spec', 'template'] }],
]);

const OTHERS: ReadonlySet<string> = new Set([
  ...['Binding', 'ComponentStatus', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
  ...['ControllerRevision', 'Ingress', 'NetworkPolicy', 'PodSecurityPolicy', 'Scale', 'DeploymentRollback'],
]);

/**
 * Policies hold patterns that look like pods and are none; a definition of a resource holds its schema; what a
 * ControllerRevision holds was a workload once.
 */
const NO_PODS = [
  /(?:^|\.)kyverno\.io$/,
  /(?:^|\.)gatekeeper\.sh$/,
  /^admissionregistration\.k8s\.io$/,
  /^apiextensions\.k8s\.io$/,
];

export type KnownKind =
  | ({ readonly kind: 'workload' } & WorkloadKind)
  /** A list of objects; `of` is their kind where they do not say it. */
  | { readonly kind: 'list'; readonly of: string | undefined }
  /** May hold a pod's template somewhere. */
  | { readonly kind: 'custom' }
  | { readonly kind: 'other' }
  /** Something that is put into manifests before they are applied. */
  | { readonly kind: 'not-rendered' }
  | { readonly kind: 'unknown' };

/** @param apiVersion `v1`, `apps/v1` */
export function kindOf(apiVersion: string, kind: string): KnownKind {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (group === 'kustomize.config.k8s.io') return { kind: 'not-rendered' };
  if (!CORE_GROUPS.includes(group))
    return { kind: NO_PODS.some((pattern) => pattern.test(group)) ? 'other' : 'custom' };
  const workload = WORKLOADS.get(kind);
  if (workload !== undefined) return { kind: 'workload', ...workload };
  if (kind === 'List') return { kind: 'list', of: undefined };
  const of = kind.endsWith('List') ? kind.slice(0, -'List'.length) : '';
  if (WORKLOADS.has(of) || OTHERS.has(of)) return { kind: 'list', of };
  return { kind: OTHERS.has(kind) ? 'other' : 'unknown' };
}
