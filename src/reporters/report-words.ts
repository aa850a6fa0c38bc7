import type { ImageOrigin } from '../model/evidence.ts';
import type { Severity } from '../model/severity.ts';
import type { Area, AreaRow, CheckOutcome, Report, VerdictWord } from '../model/verdict.ts';

/** The words that all reporters share: the same thing is called the same everywhere. */

export const VERDICT_WORDS: Readonly<Record<VerdictWord, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  error: 'NO VERDICT',
};

export const AREA_NAMES: Readonly<Record<Area, string>> = {
  build: 'Build',
  user: 'User',
  run: 'Run settings',
  confinement: 'Confinement',
  contents: 'Contents',
  vulnerabilities: 'Vulnerabilities',
  trust: 'Signature',
};

export type State = AreaRow['state'];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  pass: 'pass',
  note: 'note',
  fail: 'fail',
  error: 'not decided',
  'not-applicable': 'not applicable',
  off: 'off',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  negligible: 'Negligible',
  unknown: 'Unknown',
};

/** `1 finding`, `2 findings`, `no findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number === 0 ? 'no' : number} ${many}`;
}

/** `PASS`, `FAIL – 2 blocking findings`, `NO VERDICT – BUILD-FAILED`, and what is unfinished about it. */
export function headline({ verdict }: Report): string {
  const word = VERDICT_WORDS[verdict.verdict];
  const codes = [...new Set(verdict.problems.map(({ code }) => code))];
  switch (verdict.verdict) {
    case 'pass':
      return verdict.incomplete ? `${word} – incomplete` : word;
    case 'fail': {
      const unfinished = verdict.incomplete ? `, and not everything could be checked` : '';
      return `${word} – ${count(verdict.blocking.length, 'blocking finding')}${unfinished}`;
    }
    case 'error': {
      const [first, ...others] = codes;
      if (first === undefined) return word;
      return `${word} – ${first}${others.length === 0 ? '' : ` and ${count(others.length, 'other reason')}`}`;
    }
  }
}

/** `built by BuildKit (buildx) from Dockerfile`; where text of untrusted origin stands, `name` shows it. */
export function originWords(origin: ImageOrigin): { readonly how: string; readonly name: string } {
  switch (origin.kind) {
    case 'built':
      return { how: `built by ${BUILDERS[origin.builder]} from`, name: origin.dockerfile };
    case 'reference':
      return { how: origin.pulled ? 'pulled as' : 'found in the engine as', name: origin.reference };
  }
}

const BUILDERS = {
  buildx: 'BuildKit (buildx)',
  'embedded-buildkit': 'BuildKit (of the engine)',
  classic: 'the classic builder',
} as const;

/** All images of a run come from one engine. */
export function anyImage({ image, subjects }: Report): Report['image'] {
  return image ?? subjects?.find((subject) => subject.image !== undefined)?.image;
}

/** `sha256:` and twelve digits, as the engine's own lists show it. */
export function shortDigest(id: string): string {
  return /^sha256:[0-9a-f]{64}$/.test(id) ? id.slice(0, 19) : id;
}

/** Seven digits, as GitHub shows a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** The one sentence that says what came out of a check. */
export function outcomeSentence({ outcome }: CheckOutcome): string {
  switch (outcome.state) {
    case 'pass':
    case 'fail':
      return outcome.seen;
    case 'error':
      return `${outcome.problem.code}: ${outcome.problem.what}`;
    case 'not-applicable':
      return outcome.observed;
    case 'off':
      return `Switched off by ${outcome.by}.`;
  }
}

/** `8 checks: 5 pass, 2 fail, 1 not decided`. */
export function checkCounts(checks: readonly CheckOutcome[]): string {
  const states = (['fail', 'error', 'pass', 'not-applicable', 'off'] as const).flatMap((state) => {
    const number = checks.filter(({ outcome }) => outcome.state === state).length;
    return number === 0 ? [] : [`${number} ${STATE_WORDS[state]}`];
  });
  const total = count(checks.length, 'check');
  return states.length === 0 ? total : `${total}: ${states.join(', ')}`;
}

/** `12.3 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `8.2 MB`: decimal units, as the engine's own lists show them. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power] ?? 'B'}`;
}
