/**
 * What an evidence, an outcome or a finding is about: one image, later one service of a compose project or
 * one platform of an index. Several subjects can stand in one report from the first day.
 */
export interface Subject {
  /** Unique within a run and stable between runs: `image`, later `service/web`, `image/linux/arm64`. */
  readonly id: string;
  /** For people: `Dockerfile in .`, `registry.example/team/app:1.2`. Untrusted text. */
  readonly name: string;
}
