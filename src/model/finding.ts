import type { LineRange } from './dockerfile.ts';
import type { Severity } from './severity.ts';

/** Where a finding points to. */
export interface Location {
  /** Workspace-relative path, `/` separators. Untrusted. */
  readonly file: string;
  readonly lines: LineRange;
}

/** How to cure a finding. */
export interface Fix {
  /** One or two sentences. */
  readonly text: string;
  /** The exact lines to put into the file, where they are known: one array entry a line. */
  readonly lines?: readonly string[];
  /** `replace` stands for `location`; `append` goes after `location` (or at the end of the stage). */
  readonly placement?: 'replace' | 'append';
}

/** One thing that a check found. Plain data; every string may carry text from the image or the pull request. */
export interface Finding {
  readonly checkId: string;
  readonly severity: Severity;
  /** One short sentence: `The image runs as root`. */
  readonly title: string;
  /** Why it matters here. */
  readonly detail: string;
  /** What was observed: `USER is empty → uid 0`. */
  readonly seen: string;
  readonly location?: Location;
  readonly fix?: Fix;
  /** The base image that brought it, where the check lets that excuse this Dockerfile: then it is shown and does not block. */
  readonly inheritedFrom?: string;
  /** Stable over rebuilds and line shifts; made by `fingerprint`. */
  readonly fingerprint: string;
}
