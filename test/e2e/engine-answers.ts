import type {
  AppArmorChoice,
  Namespace,
  RunSettings,
  SeccompChoice,
  Setting,
  Stated,
} from '../../src/model/run-settings.ts';

export function values<T>(entries: readonly Stated<T>[]): readonly T[] {
  return entries.map((entry) => {
    if (entry.state !== 'said') throw new Error(`${entry.written} is not known`);
    return entry.value;
  });
}

function one<T>(setting: Setting<T>): T | undefined {
  return setting.state === 'not-said' ? undefined : values([setting])[0];
}

function mode(namespace: Setting<Namespace>): string | undefined {
  const value = one(namespace);
  return value === undefined || !('name' in value) ? value?.kind : value.name;
}

/** What the reader and the engine both have an answer to. */
export interface Answers {
  readonly modes: readonly (string | undefined)[];
  /** Target and propagation of bind mounts. */
  readonly propagations: readonly (readonly string[])[];
  readonly [more: string]: unknown;
}

/** What the reader says, in the words of the engine's API. */
export function asEngineSays(settings: RunSettings, image: string): Answers {
  const { namespaces: ns, security, limits } = settings;
  const restart = one(settings.restart);
  const mounts = values(settings.mounts);
  const bound = mounts.filter(({ kind }) => kind === 'bind');
  const entrypoint = one(settings.entrypoint) ?? [];
  return {
    image,
    user: one(settings.user) ?? '',
    privileged: one(settings.privileged) ?? false,
    readOnly: one(settings.readOnly) ?? false,
    publishAll: one(settings.publishAll) ?? false,
    capAdd: values(settings.capAdd).map(capability).sort(),
    capDrop: values(settings.capDrop).map(capability).sort(),
    modes: [ns.pid, ns.ipc, ns.uts, ns.userns, ns.cgroup, ns.network].map(mode),
    systemPathsOpen: one(security.systemPaths) === 'unconfined' || one(settings.privileged) === true,
    noNewPrivileges: one(security.noNewPrivileges) ?? false,
    apparmor: apparmorOf(one(security.apparmor)),
    unconfined: values(seccomps(security.seccomp)).some(({ kind }) => kind === 'unconfined'),
    binds: bound.map(({ source, target, readOnly }) => [source, target, `${readOnly}`]).sort(),
    propagations: bound.map(({ target, propagation }) => [target, propagation]).sort(),
    // A text of a compose file is copied into the container.
    others: mounts.flatMap(({ kind, target }) => (kind === 'bind' || kind === 'other' ? [] : [[kind, target]])).sort(),
    tmpfs: values(settings.tmpfs)
      .map(({ target }) => target)
      .sort(),
    devices: values(settings.devices).map(({ source, target, permissions }) => [source, target, permissions]),
    rules: values(settings.deviceCgroupRules),
    limits: [one(limits.pids) ?? 0, one(limits.memory) ?? 0, one(limits.cpus) ?? 0],
    ulimits: values(limits.ulimits)
      .map(({ name, soft, hard }) => [name, soft, hard])
      .sort(),
    sysctls: values(settings.sysctls).map(({ name, value }) => [name, value]),
    addresses: distinct(values(settings.ports).map(({ hostAddress }) => hostAddress)),
    restart: [restart?.policy ?? 'no', restart?.retries ?? 0],
    env: values(settings.env)
      .filter((name) => name !== 'PATH')
      .sort(),
    groups: values(settings.groupAdd),
    // An empty one takes the image's away.
    entrypoint: entrypoint.filter((word) => word !== ''),
    command: one(settings.command) ?? [],
  };
}

/** Clients and engines keep names as written, or in full. */
function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

function apparmorOf(choice: AppArmorChoice | undefined): string {
  if (choice === undefined || choice.kind === 'default') return '';
  return choice.kind === 'profile' ? choice.name : choice.kind;
}

/** `''` when there is none. */
function lastOption({ SecurityOpt: options }: Inspected['HostConfig'], name: string): string {
  return (options ?? []).findLast((option) => option.startsWith(name)) ?? '';
}

function seccomps(setting: RunSettings['security']['seccomp']): readonly Stated<SeccompChoice>[] {
  return setting.state === 'not-said' ? [] : [setting];
}

/** What is compared of `docker container inspect`. */
export interface Inspected {
  readonly Config: {
    readonly Image: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
    readonly Cmd: readonly string[] | null;
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
    readonly Propagation: string;
  }[];
  readonly HostConfig: Readonly<
    Record<'PidMode' | 'IpcMode' | 'UTSMode' | 'UsernsMode' | 'CgroupnsMode' | 'NetworkMode', string>
  > &
    Readonly<Record<'Privileged' | 'ReadonlyRootfs' | 'PublishAllPorts', boolean>> &
    Readonly<
      Record<
        'CapAdd' | 'CapDrop' | 'MaskedPaths' | 'SecurityOpt' | 'DeviceCgroupRules' | 'GroupAdd',
        readonly string[] | null
      >
    > &
    Readonly<Record<'Memory' | 'NanoCpus' | 'CpuQuota' | 'CpuPeriod', number>> & {
      readonly PidsLimit: number | null;
      readonly Tmpfs?: Readonly<Record<string, string>>;
      readonly Sysctls?: Readonly<Record<string, string>>;
      readonly Devices:
        | readonly Readonly<Record<'PathOnHost' | 'PathInContainer' | 'CgroupPermissions', string>>[]
        | null;
      readonly Ulimits: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[] | null;
      readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp?: string }[]>> | null;
      readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
    };
}

/** The same of what the engine made of the line. */
export function asInspected({ HostConfig: host, Config: config, Mounts: mounts }: Inspected, mine: Answers): Answers {
  const { PidMode, IpcMode, UTSMode, UsernsMode, CgroupnsMode, NetworkMode } = host;
  const bound = mounts.filter(({ Type }) => Type === 'bind');
  const restart = host.RestartPolicy;
  return {
    image: config.Image,
    user: config.User,
    privileged: host.Privileged,
    readOnly: host.ReadonlyRootfs,
    publishAll: host.PublishAllPorts,
    capAdd: (host.CapAdd ?? []).map(capability).sort(),
    capDrop: (host.CapDrop ?? []).map(capability).sort(),
    // What was not said, the engine fills in.
    modes: [PidMode, IpcMode, UTSMode, UsernsMode, CgroupnsMode, NetworkMode].map((value, at) =>
      mine.modes[at] === undefined ? undefined : value,
    ),
    systemPathsOpen: (host.MaskedPaths ?? []).length === 0,
    noNewPrivileges: /^no-new-privileges(?:[=:]true)?$/.test(lastOption(host, 'no-new-privileges')),
    apparmor: lastOption(host, 'apparmor').slice('apparmor='.length),
    unconfined: /^seccomp[=:]unconfined$/.test(lastOption(host, 'seccomp')),
    binds: bound.map((mount) => [mount.Source, mount.Destination, `${!mount.RW}`]).sort(),
    propagations: bound.map((mount) => [mount.Destination, mount.Propagation]).sort(),
    others: mounts.flatMap(({ Type, Destination }) => (Type === 'bind' ? [] : [[Type, Destination]])).sort(),
    tmpfs: Object.keys(host.Tmpfs ?? {}).sort(),
    devices: (host.Devices ?? []).map((device) => [
      device.PathOnHost,
      device.PathInContainer,
      device.CgroupPermissions,
    ]),
    rules: host.DeviceCgroupRules ?? [],
    limits: [host.PidsLimit ?? 0, host.Memory, host.NanoCpus / 1e9 || host.CpuQuota / (host.CpuPeriod || 100_000)],
    ulimits: (host.Ulimits ?? []).map(({ Name, Soft, Hard }) => [Name, Soft, Hard]).sort(),
    sysctls: Object.entries(host.Sysctls ?? {}),
    addresses: distinct(
      Object.values(host.PortBindings ?? {}).flatMap((ports) => ports.map(({ HostIp }) => HostIp ?? '')),
    ),
    restart: [restart.Name || 'no', restart.MaximumRetryCount],
    env: (config.Env ?? [])
      .map((pair) => pair.replace(/=.*/s, ''))
      .filter((name) => name !== 'PATH')
      .sort(),
    groups: host.GroupAdd ?? [],
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
