import { trimSpaceStart } from './space.ts';

/** How the arguments of CMD, ENTRYPOINT, RUN, SHELL, VOLUME, ADD, COPY are meant. */
export type CommandForm =
  /** An array of strings: run as it is, without a shell. */
  | { readonly form: 'exec'; readonly words: readonly string[] }
  /** Anything else, also what only looks like an array (`['x']`): for the shell. */
  | { readonly form: 'shell' }
  /** An array with something else than strings in it: the builder refuses it. */
  | { readonly form: 'refused' };

/**
 * Reads arguments as the builder does: text that begins with `[` and is JSON is the exec form.
 * Source: docs.docker.com/reference/dockerfile, "Shell and exec form".
 *
 * @param text what follows the keyword and its flags, continuations joined
 */
export function readJsonForm(text: string): CommandForm {
  if (!trimSpaceStart(text).startsWith('[')) return { form: 'shell' };
  const parsed = parseJson(trimSpaceStart(text));
  if (!Array.isArray(parsed)) return { form: 'shell' };
  const words: string[] = [];
  for (const item of parsed) {
    if (typeof item !== 'string') return { form: 'refused' };
    words.push(item.toWellFormed());
  }
  return { form: 'exec', words };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Not JSON is an answer here, not a failure: it is the shell form.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
