import type { CheckResult } from '../../model/check.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Fix, Location } from '../../model/finding.ts';
import type { FilePlace, RunSettings, SaidAt, Setting, Stated, Undecided } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';

/** What a single setting comes to: its value with its place, the engine's default, or nobody knows. */
export type Reading<T> =
  | { readonly state: 'said'; readonly value: T; readonly at: SaidAt }
  | { readonly state: 'default' }
  | { readonly state: 'undecided'; readonly result: CheckResult };

/**
 * Reads one setting. Nothing said is the default only when every word of the settings was understood: an undecided
 * word may set anything.
 *
 * @param key what a reader would look for: `privileged`
 */
export function readSetting<T>(run: RunSettings, setting: Setting<T>, key: string): Reading<T> {
  if (setting.state === 'said') return { state: 'said', value: setting.value, at: setting.at };
  const open = setting.state === 'unknown' ? [setting] : run.unknown;
  const result = undecided(open, key);
  return result === undefined ? { state: 'default' } : { state: 'undecided', result };
}

/** The entries of a list, and a result when some entry is not known: then the findings that there are still count. */
export function readList<T>(
  run: RunSettings,
  list: readonly Stated<T>[],
  key: string,
): { readonly said: readonly { readonly value: T; readonly at: SaidAt }[]; readonly undecided?: CheckResult } {
  const said = list.flatMap((entry) => (entry.state === 'said' ? [{ value: entry.value, at: entry.at }] : []));
  const open = list.flatMap((entry) => (entry.state === 'unknown' ? [entry] : []));
  const result = undecided([...open, ...run.unknown], key);
  return { said, ...(result && { undecided: result }) };
}

/** Result of a check whose question hangs on words that are not known; undefined when there are none. */
export function undecided(open: readonly Undecided[], key: string): CheckResult | undefined {
  const [first] = open;
  return first === undefined ? undefined : { kind: 'undecided', problem: unknownSetting(first, key) };
}

function unknownSetting({ written, why, at }: Undecided, key: string): Problem {
  return {
    code: 'RUN-SETTING-UNKNOWN',
    what: `${placeWords(at)}: what ${key} comes to is not known: ${visibleText(written, 80)} ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: 'Write the value itself there, or give the variable a value that the gate can see.',
  };
}

/** Where a finding points to; run arguments stand in no file. */
export function locationOf(at: SaidAt | undefined): Location | undefined {
  if (at?.in !== 'file') return undefined;
  return { file: at.file, lines: { first: at.line, last: at.line } };
}

/** For sentences and for `seen`: `compose.yml:12 services.web.privileged`, `word 3 of run-args`. Safe for any sink's encoder. */
export function placeWords(at: SaidAt): string {
  return at.in === 'run-args'
    ? `word ${at.word} of run-args`
    : `${visibleText(at.file, 120)}:${at.line} ${visibleText(at.key, 120)}`;
}

/** Where the subject itself is declared: what to point at when something is missing there. */
export function declaredAt({ source }: RunSettings): FilePlace | undefined {
  return source.kind === 'compose' || source.kind === 'kubernetes' ? source.declared : undefined;
}

/** Who says how the image is run, to begin a `seen` with: `nothing is declared`, `run-args`, `service web`. */
export function sourceWords({ source }: RunSettings): string {
  switch (source.kind) {
    case 'engine-defaults':
      return 'nothing is declared, so the engine’s defaults apply';
    case 'run-args':
      return 'run-args';
    case 'compose':
      return `service ${visibleText(source.service, 60)}`;
    case 'kubernetes':
      return `container ${visibleText(source.container, 60)} of ${visibleText(source.object, 100)}`;
  }
}

/** One cure in the words of each source. A source without words gets none. */
export interface Cures {
  /** One or two sentences, for all sources. */
  readonly text: string;
  /** Lines of a compose service, indented as in one: `    cap_drop:`, `      - ALL`. */
  readonly compose?: readonly string[];
  /** Options of docker run: `--cap-drop=ALL`. */
  readonly run?: readonly string[];
  /** Lines of a container of a pod: `securityContext:`, `  readOnlyRootFilesystem: true`. */
  readonly kubernetes?: readonly string[];
}

/**
 * The cure for where these settings are said. `placement`: `replace` for the line of the finding's location,
 * `append` when the lines are missing.
 */
export function fixFor({ source }: RunSettings, cures: Cures, placement: 'replace' | 'append'): Fix {
  const lines = source.kind === 'engine-defaults' ? cures.run : linesFor(source.kind, cures);
  if (lines === undefined) return { text: cures.text };
  return { text: cures.text, lines, placement };
}

function linesFor(kind: 'run-args' | 'compose' | 'kubernetes', cures: Cures): readonly string[] | undefined {
  switch (kind) {
    case 'run-args':
      return cures.run;
    case 'compose':
      return cures.compose;
    case 'kubernetes':
      return cures.kubernetes;
  }
}
