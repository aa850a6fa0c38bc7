/** What to build. Paths as given, not yet checked against the workspace. */
export interface BuildSettings {
  readonly kind: 'build';
  readonly context: string;
  /** The user said where the context is; otherwise an absent Dockerfile means that there is nothing to check. */
  readonly contextGiven: boolean;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs: readonly string[];
  readonly buildContexts: readonly string[];
  readonly secrets: readonly string[];
  readonly platform?: string;
  readonly pull: boolean;
  readonly noCache: boolean;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly builder?: string;
  readonly labels: readonly string[];
  readonly tags: readonly string[];
}

/** An image that is there already. */
export interface ReferenceSettings {
  readonly kind: 'reference';
  readonly reference: string;
  readonly pull: boolean;
}

/** The services of a compose project, each built or found as the project says. */
export interface ProjectSettings {
  readonly kind: 'project';
  /** In the order in which Compose merges them; at least one. Paths as given. */
  readonly composeFiles: readonly string[];
  /** Names of the services to judge; none is all. */
  readonly services: readonly string[];
  /** Ask the registries for newer base images, and for images that services only name. */
  readonly pull: boolean;
  readonly noCache: boolean;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly builder?: string;
}
