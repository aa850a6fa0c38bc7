/** A line of a file: workspace-relative path, line from 1, key as a reader would look for it: `services.web.cap_add[0]`. */
export interface FilePlace {
  readonly in: 'file';
  readonly file: string;
  readonly line: number;
  readonly key: string;
}

/** Where a setting was said, so that a reader can go there. */
export type SaidAt =
  | FilePlace
  /** The word of the input `run-args`, from 1, with which the option starts. */
  | { readonly in: 'run-args'; readonly word: number };

/** A setting that was said, and is understood. */
export interface Said<T> {
  readonly state: 'said';
  readonly value: T;
  readonly at: SaidAt;
}

/** Something was said, but what it comes to is not known here. Never a default, and never good. */
export interface Undecided {
  readonly state: 'unknown';
  /** As written, up to where that could be a secret. Untrusted. */
  readonly written: string;
  /** Completes "is not known: …". */
  readonly why: string;
  readonly at: SaidAt;
  /** The gate does not know what the key gives: no value of it would help, unlike a variable that is not set. */
  readonly unclassified?: true;
}

/** Nobody said anything: the engine's default applies. */
export interface NotSaid {
  readonly state: 'not-said';
}

/** One entry of a list. An undecided one may be any entry, or several. */
export type Stated<T> = Said<T> | Undecided;
export type Setting<T> = Stated<T> | NotSaid;

/** Who describes the container. */
export type RunSettingsSource =
  | { readonly kind: 'run-args' }
  /** Files in the order in which they are merged. `declared`: the line of the service's name, in the first file that has it. */
  | {
      readonly kind: 'compose';
      readonly files: readonly string[];
      readonly service: string;
      readonly declared?: FilePlace;
    }
  /** `Deployment shop/web`, and the name of the container in its pod. `declared`: the line where the container begins. */
  | {
      readonly kind: 'kubernetes';
      readonly file: string;
      readonly object: string;
      readonly container: string;
      readonly declared?: FilePlace;
    }
  /** Nobody: the image is judged as `docker run IMAGE` would start it. */
  | { readonly kind: 'engine-defaults' };

/** A namespace of the container. `other` is a network's name, `shareable`, and whatever else a namespace knows. */
export type Namespace =
  | { readonly kind: 'private' | 'host' | 'none' }
  | { readonly kind: 'container' | 'service' | 'other'; readonly name: string };

export type SeccompChoice =
  | { readonly kind: 'default' | 'unconfined' }
  /** A file, relative to where it was said. */
  | { readonly kind: 'profile'; readonly path: string };

export type AppArmorChoice =
  | { readonly kind: 'default' | 'unconfined' }
  | { readonly kind: 'profile'; readonly name: string };

/** `security_opt`, taken apart. Of an option that is repeated the last one counts, as in the engine. */
export interface SecurityOptions {
  readonly noNewPrivileges: Setting<boolean>;
  readonly seccomp: Setting<SeccompChoice>;
  readonly apparmor: Setting<AppArmorChoice>;
  /** SELinux: `disable`, `user:USER`, `type:TYPE`, … */
  readonly labels: readonly Stated<string>[];
  readonly systemPaths: Setting<'masked' | 'unconfined'>;
  /** Options that only some engines know: `writable-cgroups`. */
  readonly other: readonly Stated<{ readonly key: string; readonly value: string }>[];
}

export interface RunMount {
  /** `other`: what has no host path and no volume behind it, such as a Kubernetes secret. */
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'image' | 'other';
  /**
   * Host path without `.`, doubled slashes and what `..` takes back, volume or image; `''` for an anonymous volume and a
   * tmpfs. A host path that is relative is so to where the engine's client runs, or to the file that says it.
   */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /**
   * Of a bind mount: `rprivate`, `rshared`, …; `''` when it was not said, which the engine makes `rprivate`, or `rslave`
   * when the source holds the engine's own folder.
   */
  readonly propagation: string;
  /** What a volume's driver is told to mount, which may be a folder or a device of the host: `device=/etc`. */
  readonly device?: string;
}

export interface RunDevice {
  /** Path on the host, or the name of a CDI device: `vendor.com/class=name`. */
  readonly source: string;
  readonly target: string;
  /** `r`, `w`, `m` in any order. */
  readonly permissions: string;
}

export interface PublishedPort {
  /** `''` is every address of the host. */
  readonly hostAddress: string;
  /** `8080`, `8000-8010`; `''` is one that the engine chooses. */
  readonly hostPort: string;
  /** `80`, `8000-8010` */
  readonly containerPort: string;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

/** A number of 0 or below is no limit. */
export interface RunLimits {
  readonly pids: Setting<number>;
  /** Bytes. */
  readonly memory: Setting<number>;
  /** Processors. */
  readonly cpus: Setting<number>;
  readonly ulimits: readonly Stated<{ readonly name: string; readonly soft: number; readonly hard: number }>[];
}

/** How one container is run, wherever it is said. Every text is untrusted. */
export interface RunSettings {
  readonly source: RunSettingsSource;
  readonly privileged: Setting<boolean>;
  /** Names as written; `src/linux/capabilities.ts` reads them. */
  readonly capAdd: readonly Stated<string>[];
  readonly capDrop: readonly Stated<string>[];
  readonly security: SecurityOptions;
  /** `''` leaves the user to the image. */
  readonly user: Setting<string>;
  /** Whether a process of uid 0 is not started at all: `runAsNonRoot` of Kubernetes, which nothing else has. */
  readonly refusesRoot?: Setting<boolean>;
  readonly groupAdd: readonly Stated<string>[];
  /** Of the root file system. */
  readonly readOnly: Setting<boolean>;
  readonly tmpfs: readonly Stated<{ readonly target: string; readonly options: readonly string[] }>[];
  readonly namespaces: Readonly<Record<NamespaceName, Setting<Namespace>>>;
  readonly mounts: readonly Stated<RunMount>[];
  /** Containers whose mounts this one gets, with the mode: `db:ro`. */
  readonly volumesFrom: readonly Stated<string>[];
  readonly devices: readonly Stated<RunDevice>[];
  /** `c 1:3 rwm` */
  readonly deviceCgroupRules: readonly Stated<string>[];
  /** `all`, `device=0` */
  readonly gpus: readonly Stated<string>[];
  readonly limits: RunLimits;
  readonly sysctls: readonly Stated<{ readonly name: string; readonly value: string }>[];
  readonly ports: readonly Stated<PublishedPort>[];
  /** Whether every port that the image exposes is published. */
  readonly publishAll: Setting<boolean>;
  /** `retries` of `on-failure` only, when given. */
  readonly restart: Setting<{
    readonly policy: 'no' | 'always' | 'unless-stopped' | 'on-failure';
    readonly retries?: number;
  }>;
  readonly runtime: Setting<string>;
  /** Names only: values may be secrets. */
  readonly env: readonly Stated<string>[];
  /** Files with variables, which are not read. */
  readonly envFiles: readonly Stated<string>[];
  /** Keys of annotations, which some runtimes take orders from. */
  readonly annotations: readonly Stated<string>[];
  /** In place of the image's. `['']` takes it away. */
  readonly entrypoint: Setting<readonly string[]>;
  readonly command: Setting<readonly string[]>;
  /** What can't even be said to belong to one of the above: anything of it may be set, to anything. */
  readonly unknown: readonly Undecided[];
}

export type NamespaceName = 'pid' | 'network' | 'ipc' | 'uts' | 'userns' | 'cgroup';

export const NOT_SAID: NotSaid = { state: 'not-said' };

/** Nothing is said: what the engine does by default. */
export const ENGINE_DEFAULTS: RunSettings = {
  source: { kind: 'engine-defaults' },
  privileged: NOT_SAID,
  capAdd: [],
  capDrop: [],
  security: {
    ...{ noNewPrivileges: NOT_SAID, seccomp: NOT_SAID, apparmor: NOT_SAID, systemPaths: NOT_SAID },
    ...{ labels: [], other: [] },
  },
  user: NOT_SAID,
  groupAdd: [],
  readOnly: NOT_SAID,
  tmpfs: [],
  namespaces: { pid: NOT_SAID, network: NOT_SAID, ipc: NOT_SAID, uts: NOT_SAID, userns: NOT_SAID, cgroup: NOT_SAID },
  mounts: [],
  volumesFrom: [],
  devices: [],
  deviceCgroupRules: [],
  gpus: [],
  limits: { pids: NOT_SAID, memory: NOT_SAID, cpus: NOT_SAID, ulimits: [] },
  sysctls: [],
  ports: [],
  publishAll: NOT_SAID,
  restart: NOT_SAID,
  runtime: NOT_SAID,
  ...{ env: [], envFiles: [], annotations: [] },
  ...{ entrypoint: NOT_SAID, command: NOT_SAID },
  unknown: [],
};
