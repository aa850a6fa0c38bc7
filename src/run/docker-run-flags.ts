/** An option of `docker run`. */
export interface RunFlag {
  readonly name: string;
  readonly short?: string;
  /** A switch needs no value, and takes one only after `=`. */
  readonly takes: 'value' | 'switch';
  /** What it sets: its own name, or that of the option whose other name it is; undefined when it is of no concern here. */
  readonly sets?: string;
}

/**
 * Every option of `docker run`, hidden and deprecated ones, too.
 *
 * Source: docker/cli 29.8.2, cli/command/container/run.go (`newRunCommand`) and opts.go (`addFlags`).
 */
const JUDGED: readonly RunFlag[] = [
  ...values('annotation', 'cap-add', 'cap-drop', 'cgroupns', 'cpu-period', 'cpu-quota', 'cpus', 'device'),
  ...values('device-cgroup-rule', 'entrypoint', 'env', 'env-file', 'gpus', 'group-add', 'ipc', 'memory', 'mount'),
  ...values('network', 'pid', 'pids-limit', 'publish', 'restart', 'runtime', 'security-opt', 'sysctl', 'tmpfs'),
  ...values('ulimit', 'user', 'userns', 'uts', 'volume', 'volume-driver', 'volumes-from'),
  ...switches('help', 'privileged', 'publish-all', 'read-only', 'rm', 'use-api-socket'),
].map((flag) => ({ ...flag, sets: flag.name }));

const OF_NO_CONCERN: readonly RunFlag[] = [
  ...values('add-host', 'attach', 'blkio-weight', 'blkio-weight-device', 'cgroup-parent', 'cidfile', 'cpu-count'),
  ...values('cpu-percent', 'cpu-rt-period', 'cpu-rt-runtime', 'cpu-shares', 'cpuset-cpus', 'cpuset-mems'),
  ...values('detach-keys', 'device-read-bps', 'device-read-iops', 'device-write-bps', 'device-write-iops', 'dns'),
  ...values('dns-opt', 'dns-option', 'dns-search', 'domainname', 'expose', 'health-cmd', 'health-interval'),
  ...values('health-retries', 'health-start-interval', 'health-start-period', 'health-timeout', 'hostname'),
  ...values('io-maxbandwidth', 'io-maxiops', 'ip', 'ip6', 'isolation', 'kernel-memory', 'label', 'label-file'),
  ...values('link', 'link-local-ip', 'log-driver', 'log-opt', 'mac-address', 'memory-reservation', 'memory-swap'),
  ...values('memory-swappiness', 'name', 'net-alias', 'network-alias', 'oom-score-adj', 'platform', 'pull'),
  ...values('shm-size', 'stop-signal', 'stop-timeout', 'storage-opt', 'umask', 'workdir'),
  ...switches('detach', 'disable-content-trust', 'init', 'interactive', 'no-healthcheck', 'oom-kill-disable'),
  ...switches('quiet', 'sig-proxy', 'tty'),
];

const SHORT: Readonly<Record<string, string>> = {
  ...{ attach: 'a', 'cpu-shares': 'c', detach: 'd', env: 'e', hostname: 'h', interactive: 'i', label: 'l' },
  ...{ memory: 'm', publish: 'p', 'publish-all': 'P', quiet: 'q', tty: 't', user: 'u', volume: 'v', workdir: 'w' },
};

const ALL: readonly RunFlag[] = [
  ...[...JUDGED, ...OF_NO_CONCERN].map((flag) => {
    const short = SHORT[flag.name];
    return short === undefined ? flag : { ...flag, short };
  }),
  { name: 'net', takes: 'value', sets: 'network' },
];

/** By name: `cap-add`. */
export const RUN_FLAGS: ReadonlyMap<string, RunFlag> = new Map(ALL.map((flag) => [flag.name, flag]));

/** By letter: `u`. */
export const SHORT_RUN_FLAGS: ReadonlyMap<string, RunFlag> = new Map(
  ALL.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag] as const])),
);

function values(...names: readonly string[]): readonly RunFlag[] {
  return names.map((name) => ({ name, takes: 'value' }));
}

function switches(...names: readonly string[]): readonly RunFlag[] {
  return names.map((name) => ({ name, takes: 'switch' }));
}
