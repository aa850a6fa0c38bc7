import type { PublishedPort, RunLimits, Setting, Stated } from '../model/run-settings.ts';
import { NOT_SAID } from '../model/run-settings.ts';
import {
  child,
  choiceOf,
  type Field,
  firstSaid,
  itemsOf,
  refuseField,
  saidBy,
  settingOf,
  wholeNumberOf,
  wordOf,
} from './manifest-fields.ts';
import type { ManifestNode } from './manifest-node.ts';
import { textOf } from './manifest-node.ts';

const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** `500m`, `1.5`, `512Mi`, `1e3` (k8s.io/apimachinery, api/resource, Quantity). */
function quantityOf(node: ManifestNode): number | undefined {
  if (node.kind !== 'scalar') return undefined;
  const [, number, suffix = ''] =
    /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(node.text) ?? [];
  const factor = SUFFIXES[suffix];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/** A container has no limit of its processes: the node sets one for the whole pod. */
export function readPodLimits(resources: Field | undefined): RunLimits {
  const limits = child(resources, 'limits');
  const quantity = (name: string): Setting<number> =>
    settingOf(child(limits, name), quantityOf, 'it is no quantity such as 500m or 256Mi');
  return { pids: NOT_SAID, memory: quantity('memory'), cpus: quantity('cpu'), ulimits: [] };
}

/** The container's own, or that of all containers of its pod together. */
export function eitherLimits(own: RunLimits, pod: RunLimits): RunLimits {
  return { ...own, memory: firstSaid(own.memory, pod.memory), cpus: firstSaid(own.cpus, pod.cpus) };
}

/** The ports that are opened on the node; others are only told to whoever reads the manifest. */
export function readHostPorts(container: Field): readonly Stated<PublishedPort>[] {
  return itemsOf(child(container, 'ports')).flatMap((field): Stated<PublishedPort>[] => {
    const host = wholeNumberOf(child(field, 'hostPort'));
    if (host.state === 'unknown') return [host];
    const inside = wholeNumberOf(child(field, 'containerPort'));
    const address = wordOf(child(field, 'hostIP'));
    const protocol = choiceOf(child(field, 'protocol'), ['TCP', 'UDP', 'SCTP']);
    if (host.state === 'not-said' || host.value === 0) return [];
    const open = [inside, address, protocol].find((setting) => setting.state === 'unknown');
    if (open?.state === 'unknown') return [open];
    if (host.value < 0 || host.value > 65_535) refuseField(field, 'there is no such port');
    const known: Record<string, PublishedPort['protocol']> = { UDP: 'udp', SCTP: 'sctp' };
    const value: PublishedPort = {
      hostAddress: address.state === 'said' ? address.value : '',
      hostPort: `${host.value}`,
      containerPort: inside.state === 'said' ? `${inside.value}` : `${host.value}`,
      protocol: (protocol.state === 'said' ? known[protocol.value] : undefined) ?? 'tcp',
    };
    return [{ ...host, value }];
  });
}

/** `command` or `args`, in which braces and dollar signs are the program's own. */
export function readWords(field: Field | undefined): Setting<readonly string[]> {
  if (field === undefined) return NOT_SAID;
  const words = itemsOf(field).flatMap((item) => {
    const text = textOf(item.node);
    if (text === undefined)
      refuseField(item, 'it is no text; a number or a truth value that is meant as text stands in quotes');
    return text ?? [];
  });
  return saidBy(field, words);
}

/** Names of the variables, and what whole sets of them come from. */
export function readEnvironment(container: Field): {
  readonly env: readonly Stated<string>[];
  readonly envFiles: readonly Stated<string>[];
} {
  const env = itemsOf(child(container, 'env')).flatMap((field): Stated<string>[] => {
    const name = wordOf(child(field, 'name'));
    if (name.state === 'not-said') refuseField(field, 'a variable has a name');
    return name.state === 'not-said' ? [] : [name];
  });
  const envFiles = itemsOf(child(container, 'envFrom')).flatMap((field): Stated<string>[] => {
    for (const [key, what] of [
      ['configMapRef', 'configMap'],
      ['secretRef', 'secret'],
    ] as const) {
      const name = wordOf(child(child(field, key), 'name'));
      if (name.state === 'said') return [{ ...name, value: `${what} ${name.value}` }];
      if (name.state === 'unknown') return [name];
    }
    return [];
  });
  return { env, envFiles };
}
