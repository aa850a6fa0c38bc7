import type { Problem } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RunSettings } from '../model/run-settings.ts';
import type { Subject } from '../model/subject.ts';
import type { WorkspacePath } from '../ports.ts';
import type { BuildSettings, ReferenceSettings } from '../settings/subject-settings.ts';

/** One thing that this run judges, with its paths resolved. */
export type JudgedSubject = {
  readonly subject: Subject;
  /** How it is run. */
  readonly run: Evidence<RunSettings>;
} & (
  | {
      readonly kind: 'build';
      readonly settings: BuildSettings;
      readonly context: WorkspacePath;
      readonly file: WorkspacePath;
    }
  | {
      readonly kind: 'reference';
      readonly settings: ReferenceSettings;
      /** Who runs the image only names it: it is judged where the engine has it, and not fetched for that. */
      readonly onlyIfThere: boolean;
    }
  /** There is no way to its image for the gate. */
  | { readonly kind: 'no-image'; readonly problem: Problem }
);

/** All that a run judges. */
export interface JudgedSubjects {
  /** What the report is about as a whole: the one subject, or the project. */
  readonly whole: Subject;
  /** At least one, in the order of the report; their ids are different. */
  readonly subjects: readonly JudgedSubject[];
  /** Names of all services that the compose project has, judged or not; absent without a project. */
  readonly services?: readonly string[];
  /** What a reader must know of how they were found. */
  readonly remarks: readonly string[];
}
