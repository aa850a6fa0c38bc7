import * as v from 'valibot';
import { parseImageReference } from '../model/image-reference.ts';
import { THRESHOLDS, type Threshold } from '../model/severity.ts';
import { visibleText } from '../model/visible-text.ts';

/**
 * The kinds of value a setting can have. Each turns the text of an input or a flag into a value once; nothing
 * is guessed (`ture`, `1e9`, a NUL) and nothing that could become an option of a child process gets through.
 */

/** The most that one input may hold; longer ones are refused with their length, not echoed. */
export const MAX_INPUT_LENGTH = 65_536;

const safeText = v.pipe(
  v.string(),
  v.maxLength(MAX_INPUT_LENGTH, (issue) => `has ${issue.input.length} characters, the limit is ${MAX_INPUT_LENGTH}`),
  // Newlines and tabs are structure of lists; every other control or format character is refused.
  v.check(
    (text) => visibleText(text.replace(/[\r\n\t]/g, ''), MAX_INPUT_LENGTH) === text.replace(/[\r\n\t]/g, ''),
    (issue) => `holds a control or invisible character: ${visibleText(issue.input, 60)}`,
  ),
  v.trim(),
);

/** One line of text. */
export const line = v.pipe(
  safeText,
  v.check((text) => !/[\r\n]/.test(text), 'must be one line'),
);

/** A name that ends up as the value of an option (`--target=…`); never an option itself. */
export const name = v.pipe(
  line,
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._/@:-]*$/, (issue) => `is not a name: ${visibleText(issue.input, 60)}`),
);

/** A path as written; where it may point is checked by the workspace. */
export const path = v.pipe(
  line,
  v.check(
    (text) => !text.startsWith('-'),
    (issue) => `can't start with "-": ${visibleText(issue.input, 60)}`,
  ),
);

/** `true` or `false` in the spellings of the YAML 1.2 core schema, as @actions/core reads them. */
export const boolean = v.pipe(
  line,
  v.regex(/^(true|True|TRUE|false|False|FALSE)$/, (issue) => `is ${visibleText(issue.input, 40)}; write true or false`),
  v.transform((text) => text.toLowerCase() === 'true'),
);

const entries = v.array(
  v.pipe(
    v.string(),
    v.check(
      (entry) => !entry.startsWith('-'),
      (issue) => `has an entry that starts with "-": ${visibleText(issue.input, 60)}`,
    ),
  ),
);

/** One entry a line; empty lines are left out. Entries can't start with `-`. */
export const lines = v.pipe(
  safeText,
  v.transform((text) => splitEntries(text, /\r?\n|\r/)),
  entries,
);

/** One entry a line or between commas, as docker/build-push-action splits `tags` and `platforms`. */
export const list = v.pipe(
  safeText,
  v.transform((text) => splitEntries(text, /\r?\n|\r|,/)),
  entries,
);

/** A path that is looked up in commits, where it has one spelling: no `..`, no empty part, not absolute. */
export const committedPath = v.pipe(
  path,
  v.transform((text) => text.replace(/^(\.\/+)+/, '')),
  v.check(
    (text) => !/(^|\/)(\.{0,2})(\/|$)|\\/.test(text),
    (issue) => `is no path inside the repository: ${visibleText(issue.input, 120)}`,
  ),
);

/** `NAME=value` or `NAME` (then the value is the environment's), one a line. The bad line is named by its number. */
export const assignments = v.pipe(
  lines,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z_][A-Za-z0-9_.-]*(=|$)/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not NAME=value: ${visibleText(entry, 60)}` });
      }
    }
  }),
);

/** `key=value` with the keys that labels have, one a line. */
export const labels = v.pipe(
  lines,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*=/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not key=value: ${visibleText(entry, 60)}` });
      }
    }
  }),
);

/** Image references, each by the grammar of the distribution project. */
export const references = v.pipe(
  list,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const entry of dataset.value) {
      const reference = parseImageReference(entry);
      if (reference === undefined) addIssue({ message: `is not an image reference: ${visibleText(entry, 80)}` });
      else if (reference.digest !== undefined)
        addIssue({ message: `can't be a tag, it has a digest: ${visibleText(entry, 80)}` });
    }
  }),
);

/** An image reference, or the path of an archive with its kind in front. */
export const image = v.pipe(
  line,
  v.check(
    (text) => /^(docker-archive|oci-archive|oci-dir):[^-]/.test(text) || parseImageReference(text) !== undefined,
    (issue) => `is not an image reference: ${visibleText(issue.input, 80)}`,
  ),
);

/** One word of a closed set, with the nearest one as a hint. */
export function choice<const T extends string>(words: readonly T[]) {
  return v.pipe(
    line,
    v.picklist(words, (issue) => {
      const near = nearest(String(issue.input), words);
      return `is ${visibleText(String(issue.input), 40)}; write one of ${words.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
    }),
  );
}

/** The key in the comment's marker line. */
export const commentKey = v.pipe(
  line,
  v.regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    (issue) => `is ${visibleText(issue.input, 60)}; write up to 64 of a-z, 0-9, ".", "_", "-"`,
  ),
);

/** The words that name vulnerability scanners. */
export const SCANNERS = ['grype', 'snyk', 'anchore', 'none'] as const;

export const threshold = choice<Threshold>(THRESHOLDS);

/** Several words of a closed set. */
export function choices<const T extends string>(words: readonly T[]) {
  return v.pipe(list, v.array(choice(words)));
}

/** What a person probably meant, if a word of the set is at most two edits away. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const near = words
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase().slice(0, 64), candidate) }))
    .filter(({ candidate, distance }) => distance <= (candidate.length < 5 ? 1 : 2))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Damerau's distance, adjacent swaps counting one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function splitEntries(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
