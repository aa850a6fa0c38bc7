import type {
  AppArmorProfileFile,
  Confinement,
  ConfinementDemands,
  EngineSecurity,
  SeccompProfileFile,
} from './confinement.ts';
import type { DockerfileFacts } from './dockerfile.ts';
import type { Problem } from './errors.ts';
import type { ImageFiles, ImageLayer, ImagePackages } from './image-contents.ts';
import type { RunSettings } from './run-settings.ts';

/** Where a fact comes from, so that a reader can get it again. */
export interface Source {
  /** `docker 28.2.2 (engine 20.10.24)`, `the Dockerfile reader of the gate`. */
  readonly tool: string;
  /** What was read: `image sha256:…`, `/etc/passwd of sha256:…`, `Dockerfile`. */
  readonly subject: string;
}

/**
 * A fact, a known lack of one, or the observation that there is nothing to know here (an image given by
 * reference has no Dockerfile). `absent` is only for what was observed, never for what could not be read.
 */
export type Evidence<T> =
  | { readonly state: 'known'; readonly value: T; readonly source: Source }
  | { readonly state: 'gap'; readonly problem: Problem }
  | { readonly state: 'absent'; readonly observed: string };

/** Where the judged image came from. */
export type ImageOrigin =
  | {
      readonly kind: 'built';
      /** `buildx` (BuildKit through buildx), `embedded-buildkit` (of engines before 23), `classic`. */
      readonly builder: 'buildx' | 'embedded-buildkit' | 'classic';
      /** Workspace-relative, `/` separators: `.`, `services/web`. */
      readonly context: string;
      /** Workspace-relative: `Dockerfile`. */
      readonly dockerfile: string;
      readonly durationMs: number;
    }
  | { readonly kind: 'reference'; readonly reference: string; readonly pulled: boolean };

/** The identity of the image that everything after it speaks of. */
export interface JudgedImage {
  /** What the engine calls it: `sha256:<64 hex>`; the config's digest on older engines, the manifest's or index's on newer ones. */
  readonly id: string;
  /** Digests under which registries know it (`name@sha256:…`); empty for an image that was never pushed or pulled. */
  readonly repoDigests: readonly string[];
  readonly origin: ImageOrigin;
  readonly engine: EngineDescription;
}

/** The engine that answered. */
export interface EngineDescription {
  /** `28.2.2` */
  readonly clientVersion: string;
  /** `20.10.24` */
  readonly serverVersion: string;
  readonly apiVersion: string;
  /** The engine's operating system: `linux` or `windows`. */
  readonly os: string;
  readonly architecture: string;
  /** `buildx` version when the client has the plugin. */
  readonly buildxVersion?: string;
}

/** The configuration of the judged image (OCI image-spec, config.md, and what the engine adds), fields as given. */
export interface ImageConfig {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  /** `Config.User` as written: `''`, `app`, `1000:1000`, … Untrusted. */
  readonly user: string;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly onBuild: readonly string[];
  readonly healthcheck?: readonly string[];
  readonly diffIds: readonly string[];
  /** Unpacked size in bytes, as the engine reports it. */
  readonly size: number;
  /** Time of creation as the image states it (RFC 3339), `''` if it does not. */
  readonly created: string;
}

/** One step of the image's history, oldest first, as the image states it. Untrusted, every field. */
export interface HistoryStep {
  /** `created_by`: `/bin/sh -c #(nop)  ENV A=b`, `RUN |1 TOKEN=x /bin/sh -c make # buildkit`, `COPY file:… in /`. */
  readonly createdBy: string;
  readonly comment: string;
  /** The step made no layer. */
  readonly emptyLayer: boolean;
}

/** A small text file of the image: its text, or the observation that the image has none. */
export type ImageTextFile = { readonly state: 'present'; readonly text: string } | { readonly state: 'absent' };

/** The files that decide who a user is, read through the engine without running the image. */
export interface ImageAccounts {
  readonly passwd: ImageTextFile;
  readonly group: ImageTextFile;
  readonly osRelease: ImageTextFile;
}

/** A file that ENTRYPOINT or CMD leads to, read up to a limit. Untrusted. */
export type ImageProgram =
  | { readonly state: 'text'; readonly path: string; readonly text: string }
  /** Seen to hold no text that could be read; `why` completes "/app is …": `a binary program`, `a folder`. */
  | { readonly state: 'no-text'; readonly path: string; readonly why: string }
  /** Whether it is text, or all of it, could not be found out. */
  | { readonly state: 'gap'; readonly path: string; readonly problem: Problem };

/** What a container of the image starts with, as far as the image's files say it. */
export interface ImageEntrypoint {
  /**
   * The files behind ENTRYPOINT and CMD, in that order, at most two; none when they name no program that the image
   * has, or nothing but the text of a shell.
   */
  readonly programs: readonly ImageProgram[];
}

/** Every kind of evidence, by its name. A check declares which of them it needs. */
export interface EvidenceMap {
  readonly image: JudgedImage;
  readonly 'image-config': ImageConfig;
  readonly 'image-accounts': ImageAccounts;
  readonly 'image-entrypoint': ImageEntrypoint;
  readonly dockerfile: DockerfileFacts;
  readonly 'image-history': readonly HistoryStep[];
  /** The lowest first; as many as the configuration names. */
  readonly 'image-layers': readonly ImageLayer[];
  readonly 'image-files': ImageFiles;
  readonly 'image-packages': ImagePackages;
  /** Known also when nobody says anything: then it is `ENGINE_DEFAULTS`. */
  readonly 'run-settings': RunSettings;
  readonly 'engine-security': EngineSecurity;
  /** Absent when the run settings name no profile file. */
  readonly 'seccomp-profile': SeccompProfileFile;
  /** Profiles of the repository; none is an empty list. Absent when the run settings name none of their own. */
  readonly 'apparmor-profiles': readonly AppArmorProfileFile[];
  /** Absent where nothing could be started: another architecture, a Kubernetes manifest, no image. */
  readonly confinement: Confinement;
  readonly 'confinement-demands': ConfinementDemands;
}
export type EvidenceKind = keyof EvidenceMap;

/** What was collected about one subject; a kind that the plan did not ask for is missing. */
export type EvidenceBundle = { readonly [K in EvidenceKind]?: Evidence<EvidenceMap[K]> };
