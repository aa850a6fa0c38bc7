/** What a call is good for in the hands of an attacker. */
export interface SeccompDanger {
  /** From 0, the worst. */
  readonly rank: number;
  /** Completes "mount: …". */
  readonly why: string;
  /** It needs no capability, or gives the machine away. */
  readonly grave: boolean;
}

/** The groups from here on are less than grave. */
const FIRST_LESSER = 'stops or changes the machine';

/** Worst first. The reasons are ours; what each call does is in its page of section 2 of the Linux manual. */
const GROUPS: readonly (readonly [why: string, calls: string])[] = [
  [
    'loads or removes code of the kernel',
    'init_module finit_module delete_module create_module kexec_load kexec_file_load',
  ],
  [
    'changes what is mounted, a way to the files of the host',
    'mount move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick mount_setattr pivot_root umount umount2',
  ],
  ['opens files of the host past the mounts of the container', 'open_by_handle_at'],
  ['loads programs into the kernel', 'bpf'],
  ['reads and steers other processes', 'ptrace process_vm_writev process_vm_readv pidfd_getfd process_madvise kcmp'],
  ['reaches the ports of the hardware', 'iopl ioperm'],
  ['enters or makes namespaces, in which more of the kernel can be attacked', 'setns unshare clone clone3'],
  ['reaches keys that the kernel does not keep apart between containers', 'keyctl add_key request_key'],
  ['watches the kernel and other processes, and had many holes', 'perf_event_open'],
  ['stops the kernel in the middle of its work, which makes its holes usable', 'userfaultfd'],
  ['does work that no filter sees, and had many holes', 'io_uring_setup io_uring_enter io_uring_register'],
  ['opens kinds of sockets that the default refuses, such as AF_ALG and AF_VSOCK', 'socket socketcall'],
  ['switches protections of memory off', 'personality'],
  ['stops or changes the machine', 'reboot swapon swapoff acct quotactl quotactl_fd nfsservctl'],
  ['sets the clock of the machine', 'settimeofday clock_settime clock_settime64 stime clock_adjtime64'],
  ['reads what the kernel logs, addresses among it', 'syslog'],
  ['watches files beyond the container', 'fanotify_init lookup_dcookie'],
  [
    'tells what is mounted or protected',
    'listmount statmount listns lsm_get_self_attr lsm_list_modules lsm_set_self_attr',
  ],
  [
    'moves memory between the nodes of the machine',
    'mbind move_pages migrate_pages set_mempolicy set_mempolicy_home_node get_mempolicy',
  ],
  ['changes names of the machine', 'sethostname setdomainname'],
  ['leaves the directory that it was given as root', 'chroot'],
  ['hangs up the terminal', 'vhangup'],
  ['is old, and hardly anybody tests its code', 'vm86 vm86old uselib ustat sysfs _sysctl modify_ldt'],
];

const LESSER = GROUPS.findIndex(([why]) => why === FIRST_LESSER);
const DANGERS: ReadonlyMap<string, SeccompDanger> = new Map(
  GROUPS.flatMap(([why, calls], rank) => {
    const danger = { rank, why, grave: rank < LESSER };
    return calls.split(' ').map((name) => [name, danger] as const);
  }),
);

/** Why a call is refused by the default profile; calls that are not listed come last. */
export function seccompDanger(name: string): SeccompDanger {
  return DANGERS.get(name) ?? { rank: GROUPS.length, why: 'is refused by the default profile', grave: false };
}
