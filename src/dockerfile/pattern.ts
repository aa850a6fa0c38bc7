import { visibleText } from '../model/visible-text.ts';
import { type Budget, spend } from './limits.ts';
import { unreadable } from './refusals.ts';

/** One step of a shell pattern: `*`, `?`, or a character that stands for itself. */
type Step = { readonly kind: 'any' } | { readonly kind: 'one' } | { readonly kind: 'self'; readonly character: string };

/**
 * Reads a shell pattern as BuildKit does: `*`, `?`, `\` before `* ? \`; a `\` before `}` or `/` only protected
 * that character from the substitution. There are no bracket expressions. (`convertShellPatternToRegex` in
 * github.com/moby/buildkit, frontend/dockerfile/shell/lex.go.)
 */
function readPattern(text: string): readonly Step[] {
  const characters = [...text];
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*') {
      if (steps.at(-1)?.kind !== 'any') steps.push({ kind: 'any' });
    } else if (character === '?') steps.push({ kind: 'one' });
    else if (character !== '\\') steps.push({ kind: 'self', character });
    else {
      const next = characters[at + 1] ?? '';
      if (next === '' || !'}/*?\\'.includes(next)) {
        throw unreadable(`The pattern "${visibleText(text, 80)}" has a "\\" that escapes nothing.`);
      }
      steps.push({ kind: 'self', character: next });
      at += 1;
    }
  }
  return steps;
}

/** The positions after which a match that starts at `from` can end; no input can make it take more than length × steps. */
function matchEnd(
  steps: readonly Step[],
  value: readonly string[],
  from: number,
  longest: boolean,
  budget: Budget,
): number | undefined {
  let states = withSkippedStars(steps, [0]);
  let end: number | undefined;
  for (let at = from; ; at += 1) {
    if (states.at(-1) === steps.length) {
      end = at;
      if (!longest) return end;
    }
    const character = value[at];
    spend(budget, states.length + 1);
    if (character === undefined || states.length === 0) return end;
    states = withSkippedStars(steps, after(steps, states, character));
  }
}

/** States (ascending) that the matcher can be in after one more character. A wildcard takes no line break, as Go's `.` does not. */
function after(steps: readonly Step[], states: readonly number[], character: string): number[] {
  const next: number[] = [];
  for (const state of states) {
    const step = steps[state];
    if (step === undefined) continue;
    if (step.kind === 'self' ? step.character !== character : character === '\n') continue;
    const reached = step.kind === 'any' ? state : state + 1;
    if (next.at(-1) !== reached) next.push(reached);
  }
  return next;
}

/** The states, and those reached by letting a `*` match nothing; ascending, each once. */
function withSkippedStars(steps: readonly Step[], states: readonly number[]): number[] {
  const all: number[] = [];
  for (const state of states) {
    for (let at = state; ; at += 1) {
      if ((all.at(-1) ?? -1) < at) all.push(at);
      if (steps[at]?.kind !== 'any') break;
    }
  }
  return all;
}

/** `${value#pattern}`, and with `longest` `${value##pattern}`. */
export function withoutPrefix(pattern: string, value: string, longest: boolean, budget: Budget): string {
  const characters = [...value];
  const end = matchEnd(readPattern(pattern), characters, 0, longest, budget);
  return end === undefined ? value : characters.slice(end).join('');
}

/** `${value%pattern}`, and with `longest` `${value%%pattern}`. */
export function withoutSuffix(pattern: string, value: string, longest: boolean, budget: Budget): string {
  // Turned round as text, as the builder does it: an escaped character stays behind its `\`, a last `\` comes first.
  const turned = (pattern.match(/\\?./gsu) ?? []).reverse().join('');
  const backwards = [...value].reverse();
  const end = matchEnd(readPattern(turned), backwards, 0, longest, budget);
  return end === undefined ? value : backwards.slice(end).reverse().join('');
}

/** `${value/pattern/replacement}`: the first match from the left, and there the longest. */
export function withFirstReplaced(pattern: string, replacement: string, value: string, budget: Budget): string {
  const characters = [...value];
  const match = firstMatch(readPattern(pattern), characters, 0, budget);
  if (match === undefined) return value;
  return characters.slice(0, match.from).join('') + replacement + characters.slice(match.end).join('');
}

/**
 * `${value//pattern/replacement}`. The builder hands the replacement to Go's `Regexp.ReplaceAllString`, so that
 * `$0` in it is the match, other `$name` are empty and `$$` is `$`; and an empty match right after a match is skipped.
 */
export function withAllReplaced(pattern: string, replacement: string, value: string, budget: Budget): string {
  const steps = readPattern(pattern);
  const characters = [...value];
  const parts: string[] = [];
  let copied = 0;
  let search = 0;
  while (search <= characters.length) {
    const match = firstMatch(steps, characters, search, budget);
    if (match === undefined) break;
    parts.push(characters.slice(copied, match.from).join(''));
    if (match.end > copied || match.from === 0) {
      parts.push(fillTemplate(replacement, characters.slice(match.from, match.end).join('')));
      spend(budget, replacement.length + match.end - match.from);
    }
    copied = match.end;
    search = Math.max(search + 1, match.end);
  }
  return parts.join('') + characters.slice(copied).join('');
}

function firstMatch(
  steps: readonly Step[],
  value: readonly string[],
  search: number,
  budget: Budget,
): { readonly from: number; readonly end: number } | undefined {
  for (let from = search; from <= value.length; from += 1) {
    const end = matchEnd(steps, value, from, true, budget);
    if (end !== undefined) return { from, end };
  }
  return undefined;
}

/** Go's `Regexp.Expand` for an expression without groups (pkg.go.dev/regexp#Regexp.Expand). */
function fillTemplate(template: string, match: string): string {
  return template.replace(TEMPLATE_PART, (part, braced: string | undefined, plain: string | undefined) => {
    if (part === '$$') return '$';
    return (braced ?? plain) === '0' ? match : '';
  });
}

const TEMPLATE_PART = /\$\$|\$\{([\p{L}\p{Nd}_]+)\}|\$([\p{L}\p{Nd}_]+)/gu;
