import type { Severity } from '../../model/severity.ts';

/** How bad a mount of a host path is, and what stands there. */
export interface HostPathGrade {
  readonly severity: Severity;
  /** Completes "It is, or holds, ". */
  readonly holds: string;
}

/** Severities of the path itself; undefined is no finding. */
interface Entry {
  /** `*` is any one folder. */
  readonly place: string;
  readonly writable: Severity;
  readonly readOnly?: Severity;
  /** Whether what lies below it is as bad. */
  readonly tree?: boolean;
  readonly holds: string;
}

const entries = (places: string, rest: Omit<Entry, 'place'>): readonly Entry[] =>
  places.split(' ').map((place) => ({ place, ...rest }));

const STARTED = 'what the host starts as root';
const LOGIN = 'keys and credentials of a user';
const CONTAINERS = 'the files of other containers, and what their engine believes';

/** The more exact place comes later where two hold the same path. Sources: hier(7), proc(5), sysfs(5), CIS Docker Benchmark 5.6. */
const ENTRIES: readonly Entry[] = [
  ...entries('/', { writable: 'critical', readOnly: 'critical', holds: 'the whole host' }),
  ...entries('/etc', { writable: 'critical', readOnly: 'critical', holds: 'passwords, keys and settings of the host' }),
  ...entries('/etc/shadow /etc/gshadow /etc/ssh /etc/ssl/private /etc/sudoers /etc/sudoers.d', {
    ...{ writable: 'critical', readOnly: 'high', tree: true, holds: 'passwords, keys and rights of the host' },
  }),
  ...entries('/etc/kubernetes /var/lib/kubelet /var/lib/etcd /var/lib/rancher', {
    ...{ writable: 'critical', readOnly: 'critical', tree: true, holds: 'the keys of the cluster' },
  }),
  ...entries('/etc/passwd /etc/group /etc/pam.d /etc/security', {
    ...{ writable: 'critical', tree: true, holds: 'who may do what on the host' },
  }),
  ...entries(
    '/etc/crontab /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly /var/spool/cron',
    { writable: 'critical', tree: true, holds: STARTED },
  ),
  ...entries('/etc/systemd /etc/init.d /etc/profile /etc/profile.d /etc/ld.so.preload /etc/ld.so.conf.d /etc/udev', {
    ...{ writable: 'critical', tree: true, holds: STARTED },
  }),
  ...entries('/etc/modprobe.d /etc/apt /etc/docker /etc/containerd /etc/cni /etc/apparmor.d /opt/cni', {
    ...{ writable: 'critical', tree: true, holds: STARTED },
  }),
  ...entries('/bin /sbin /lib /lib32 /lib64 /usr/bin /usr/sbin /usr/lib /usr/libexec', {
    ...{ writable: 'critical', tree: true, holds: 'programs of the host' },
  }),
  ...entries('/usr/local/bin /usr/local/sbin /usr/local/lib', {
    ...{ writable: 'critical', tree: true, holds: 'programs of the host' },
  }),
  // Everybody may read them, but which of them have holes is worth knowing.
  ...entries('/usr /bin /sbin /lib', { writable: 'critical', readOnly: 'medium', holds: 'programs of the host' }),
  ...entries('/boot', { writable: 'critical', readOnly: 'medium', tree: true, holds: 'the kernel of the host' }),
  ...entries('/root', { writable: 'critical', readOnly: 'high', tree: true, holds: 'files of the host’s root user' }),
  ...entries('/root /home /home/* /Users /Users/*', { writable: 'critical', readOnly: 'critical', holds: LOGIN }),
  ...entries('/home/*/.ssh /home/*/.aws /home/*/.kube /home/*/.docker /home/*/.gnupg /home/*/.config', {
    ...{ writable: 'critical', readOnly: 'high', tree: true, holds: LOGIN },
  }),
  ...entries('/var/lib/docker /var/lib/containerd /var/lib/containers', {
    ...{ writable: 'critical', readOnly: 'high', tree: true, holds: CONTAINERS },
  }),
  ...entries('/var /var/lib /var/lib/docker /var/lib/containerd /var/lib/containers', {
    ...{ writable: 'critical', readOnly: 'critical', holds: CONTAINERS },
  }),
  ...entries('/var/log', { writable: 'high', holds: 'logs that programs of the host follow' }),
  ...entries('/proc', { writable: 'high', tree: true, holds: 'processes and settings of the host' }),
  ...entries('/proc /proc/1', { writable: 'critical', readOnly: 'high', holds: 'processes and settings of the host' }),
  ...entries('/proc/sys /proc/sysrq-trigger', { writable: 'critical', tree: true, holds: 'settings of the kernel' }),
  ...entries('/proc/kcore', { writable: 'critical', readOnly: 'high', holds: 'the memory of the host' }),
  ...entries('/sys', { writable: 'high', tree: true, holds: 'devices and settings of the kernel' }),
  ...entries('/sys', { writable: 'critical', readOnly: 'high', holds: 'devices and settings of the kernel' }),
  ...entries('/sys/kernel', { writable: 'critical', readOnly: 'high', tree: true, holds: 'the inside of the kernel' }),
  // Nodes are not protected by a read-only mount, but what may be opened is still said by the devices that are given.
  ...entries('/dev', { writable: 'critical', readOnly: 'critical', holds: 'every device of the host' }),
  ...entries('/dev/mem /dev/kmem /dev/port /dev/mapper', {
    ...{ writable: 'high', readOnly: 'high', tree: true, holds: 'memory or disks of the host' },
  }),
  ...entries('/run', { writable: 'critical', readOnly: 'critical', holds: 'the sockets of the host’s services' }),
  ...entries('/run/systemd/private', { writable: 'critical', readOnly: 'critical', holds: 'the socket of systemd' }),
  ...entries('/run/dbus', {
    ...{
      writable: 'high',
      readOnly: 'high',
      tree: true,
      holds: 'the system bus, through which root speaks to systemd',
    },
  }),
];

/** Every container has them, or its engine gives it the same. */
const ORDINARY = '/dev/shm /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/log'.split(' ');
const RANKS: readonly (Severity | undefined)[] = ['critical', 'high', 'medium', 'low'];

/** How bad it is that a container gets this absolute host path; undefined when it is fine. */
export function gradeHostPath(path: string, readOnly: boolean): HostPathGrade | undefined {
  if (ORDINARY.includes(path)) return undefined;
  const parts = path.split('/').filter(Boolean);
  const own = mostExact(
    ENTRIES.filter(({ place, tree }) => {
      const where = relation(parts, place);
      return where === 'same' || (where === 'below' && tree === true);
    }),
  );
  const inside = ENTRIES.filter(({ place }) => relation(parts, place) === 'above');
  const grades = [...(own ? [own] : []), ...inside].flatMap(({ writable, readOnly: read, holds }) => {
    const severity = readOnly ? read : writable;
    return severity === undefined ? [] : [{ severity, holds }];
  });
  const [worst] = grades.sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity));
  if (worst !== undefined || readOnly) return worst;
  return { severity: 'medium', holds: 'files that are not of this project' };
}

function mostExact(candidates: readonly Entry[]): Entry | undefined {
  const depth = ({ place }: Entry) => place.split('/').filter(Boolean).length;
  return candidates.reduce<Entry | undefined>(
    (best, one) => (best && depth(best) > depth(one) ? best : one),
    undefined,
  );
}

/** Where a path stands as seen from a place of the table. */
function relation(parts: readonly string[], place: string): 'same' | 'below' | 'above' | 'elsewhere' {
  const wanted = place.split('/').filter(Boolean);
  const shared = Math.min(parts.length, wanted.length);
  for (let index = 0; index < shared; index++) {
    if (wanted[index] !== '*' && wanted[index] !== parts[index]) return 'elsewhere';
  }
  if (parts.length === wanted.length) return 'same';
  return parts.length > wanted.length ? 'below' : 'above';
}
