import type { NamespaceName } from '../../model/run-settings.ts';
import type { Cures } from './said.ts';

/** What it means when the container has the host's namespace of a kind, and how it gets its own. */
export interface HostNamespace {
  readonly name: NamespaceName;
  /** Completes "The container shares ". */
  readonly what: string;
  /** One sentence or two. */
  readonly why: string;
  readonly cures: Cures;
}

/**
 * All six, worst first. Sources: namespaces(7) and the manual of each kind; docker container run, "PID settings",
 * "IPC settings" and the like.
 */
export const HOST_NAMESPACES: readonly HostNamespace[] = [
  {
    name: 'pid',
    what: 'the host’s processes',
    why:
      'It sees all of them with their arguments, and can signal those of its own uid, and of every uid as root. ' +
      'Through /proc root reaches their files and environments.',
    cures: { text: 'Delete this: the container gets processes of its own.', kubernetes: ['      hostPID: false'] },
  },
  {
    name: 'network',
    what: 'the host’s network',
    why:
      'It reaches services that listen on the host’s loopback only, the abstract sockets of the host, and the ' +
      'address where a cloud gives out credentials; and it can listen on every port of the host.',
    cures: {
      text: 'Give the container a network of its own and publish the ports that others need (ports:, -p).',
      compose: ['    network_mode: bridge'],
      run: ['--network=bridge'],
      kubernetes: ['      hostNetwork: false'],
    },
  },
  {
    name: 'ipc',
    what: 'the host’s shared memory',
    why: 'It can read and change what other programs keep in /dev/shm, System V shared memory and message queues.',
    cures: {
      text: 'Give the container its own; shm_size (--shm-size) makes it larger.',
      compose: ['    ipc: private'],
      run: ['--ipc=private'],
      kubernetes: ['      hostIPC: false'],
    },
  },
  {
    name: 'userns',
    what: 'the host’s users',
    why:
      'Where the engine puts containers into a user namespace, this one is taken out of it: its root is the root ' +
      'of the host. Where the engine does not, this changes nothing, and nobody will see when it begins to.',
    cures: { text: 'Delete this: the engine’s own setting then counts.' },
  },
  {
    name: 'cgroup',
    what: 'the host’s control groups',
    why: 'It sees the whole tree with the names of all containers, and where cgroups are writable it changes limits of others.',
    cures: {
      text: 'Give the container its own.',
      compose: ['    cgroup: private'],
      run: ['--cgroupns=private'],
    },
  },
  {
    name: 'uts',
    what: 'the host’s name',
    why: 'With SYS_ADMIN it can rename the host, and the name of the host is open to it.',
    cures: { text: 'Delete this; hostname: (--hostname) gives the container the name that it needs.' },
  },
];
