import type { Capability } from './capabilities.ts';

/**
 * What a capability is worth to an attacker in a container: `critical` leads to the host, `high` reaches beyond the
 * container or stops others, `medium` is in the engine's default and rarely needed, `benign` gives nothing away.
 */
export type CapabilityRank = 'critical' | 'high' | 'medium' | 'benign';

export interface RankedCapability {
  readonly capability: Capability;
  readonly rank: CapabilityRank;
  /** One sentence: what a process with it can do. */
  readonly gives: string;
  /** Where that is written. */
  readonly source: string;
}

const MANUAL = 'https://man7.org/linux/man-pages/man7/capabilities.7.html';
const USER_NAMESPACES = 'https://man7.org/linux/man-pages/man7/user_namespaces.7.html';
const OPEN_BY_HANDLE = 'https://man7.org/linux/man-pages/man2/open_by_handle_at.2.html';
const PERF = 'https://docs.kernel.org/admin-guide/perf-security.html';
const BASELINE = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';

type Row = readonly [capability: Capability, gives: string, source?: string];

const CRITICAL: readonly Row[] = [
  [
    'SYS_ADMIN',
    'It can mount file systems, enter namespaces and do most of what root does; seccomp opens up for it, too.',
  ],
  ['SYS_MODULE', 'It can load code into the kernel, which all containers and the host share.'],
  ['SYS_PTRACE', 'It can read and change the memory of other processes, of the host’s too when it shares their PIDs.'],
  ['SYS_RAWIO', 'It can use I/O ports and read and write physical memory where a device for it is reachable.'],
  [
    'DAC_READ_SEARCH',
    'It can open files of the host by their handle, outside of everything that was mounted.',
    OPEN_BY_HANDLE,
  ],
  ['BPF', 'It can load programs into the kernel, a large attack surface, and read kernel data with them.'],
  ['PERFMON', 'It can watch the kernel and all processes through perf, down to the contents of memory.', PERF],
  ['SYS_BOOT', 'It can reboot the machine and load another kernel with kexec_load.'],
  ['MAC_ADMIN', 'It can change the policy of the Linux security module that confines it.'],
  ['MAC_OVERRIDE', 'It can act against the policy of the Linux security module that confines it.'],
  [
    'CHECKPOINT_RESTORE',
    'It can follow /proc/PID/map_files and choose process ids, and so reach the files of other processes.',
  ],
];

const HIGH: readonly Row[] = [
  ['NET_ADMIN', 'It can change interfaces, routes and firewall rules: the host’s own when it shares the network.'],
  ['SYS_TIME', 'It can set the clock of the machine, which is shared by all.'],
  ['SYSLOG', 'It can read the kernel’s log and see kernel addresses, which help to exploit the kernel.'],
  ['SYS_RESOURCE', 'It can exceed limits and quotas that protect other containers and the host.'],
  ['SYS_NICE', 'It can take processor time from every other program: real-time scheduling, priorities, affinity.'],
  ['IPC_OWNER', 'It can use every System V IPC object of its namespace, whoever owns it.'],
  ['AUDIT_CONTROL', 'It can switch the kernel’s audit off and change its rules.'],
  ['LINUX_IMMUTABLE', 'It can set and clear the immutable and append-only flags that protect files.'],
  ['SYS_PACCT', 'It can switch process accounting on and off.'],
  ['SYS_TTY_CONFIG', 'It can hang up terminals and configure virtual ones.'],
  ['IPC_LOCK', 'It can lock memory without limit, and so take it from others.'],
  ['WAKE_ALARM', 'It can wake the machine up with timers.'],
  ['BLOCK_SUSPEND', 'It can keep the machine from suspending.'],
  ['LEASE', 'It can take leases on files that it does not own, and so delay those who open them.'],
  ['NET_BROADCAST', 'It is not used by the kernel today; whoever asks for it gets what a later kernel makes of it.'],
  ['AUDIT_READ', 'It can read the audit log of the whole machine.'],
];

const MEDIUM: readonly Row[] = [
  ['NET_RAW', 'It can send any packet, and so spoof its neighbours on the bridge (ARP, DNS).', BASELINE],
  ['MKNOD', 'It can make device files; the device rules alone stand before the devices.'],
  ['DAC_OVERRIDE', 'It can read, write and run every file that it can see, whoever owns it.'],
  ['SETUID', 'It can become any user of its user namespace.', USER_NAMESPACES],
  ['SETGID', 'It can join any group of its user namespace.', USER_NAMESPACES],
  ['SETFCAP', 'It can give files capabilities, which other processes then get.'],
  ['SETPCAP', 'It can pass capabilities of its bounding set on, and change its securebits.'],
  ['SYS_CHROOT', 'It can change the root directory and enter mount namespaces, a part of several ways out.'],
  ['FOWNER', 'It can change modes and attributes of files that it does not own.'],
  ['CHOWN', 'It can give any file to anybody.'],
  ['AUDIT_WRITE', 'It can write records into the audit log of the machine.'],
  ['FSETID', 'It can keep setuid and setgid bits on files that it changes.'],
  ['KILL', 'It can send signals to every process that it can see.'],
];

const BENIGN: readonly Row[] = [
  [
    'NET_BIND_SERVICE',
    'It can listen on ports below 1024; the strictest of the Pod Security Standards allows it.',
    BASELINE,
  ],
];

/** All 41, worst first. */
export const CAPABILITY_RANKING: readonly RankedCapability[] = [
  ...ranked('critical', CRITICAL),
  ...ranked('high', HIGH),
  ...ranked('medium', MEDIUM),
  ...ranked('benign', BENIGN),
];

function ranked(rank: CapabilityRank, rows: readonly Row[]): readonly RankedCapability[] {
  return rows.map(([capability, gives, source = MANUAL]) => ({ capability, rank, gives, source }));
}
