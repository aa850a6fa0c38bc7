import type { Setting } from './instruction-settings.ts';

/** What a step of the history was made by, as far as its text tells. */
export interface ReadStep {
  /** `RUN`, `ENV`, `ARG`, …; `''` for text that no builder of Docker writes. */
  readonly keyword: string;
  /** The build arguments that a RUN saw: `|1 TOKEN=x /bin/sh -c make`. */
  readonly buildArgs: readonly Setting[];
  /** What follows the keyword, or the command that RUN ran. */
  readonly text: string;
}

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+/;

/**
 * Reads `created_by` of the classic builder (`/bin/sh -c #(nop)  ENV A=b`, `|1 A=b /bin/sh -c make`) and of BuildKit
 * (`ENV A=b`, `RUN |1 A=b /bin/sh -c make # buildkit`). (moby, builder/dockerfile/dispatchers.go; BuildKit,
 * frontend/dockerfile/dockerfile2llb/convert.go.)
 */
export function readStep(createdBy: string): ReadStep {
  const noRun = createdBy.indexOf('#(nop) ');
  // Before it stands the shell alone; anywhere else it is part of a command.
  const start = noRun >= 0 && noRun < 120 ? noRun + '#(nop) '.length : 0;
  const written = createdBy.slice(start).trim();
  const keyword = KEYWORD.exec(written);
  const rest = keyword === null ? written : written.slice(keyword[0].length);
  if (rest.startsWith('|') && (keyword === null || keyword[1] === 'RUN')) return readRun(rest);
  return { keyword: keyword?.[1] ?? (start > 0 ? '' : 'RUN'), buildArgs: [], text: rest };
}

function readRun(text: string): ReadStep {
  const [prefix, count] = /^\|(\d{1,4})\s+/.exec(text) ?? [];
  if (prefix === undefined) return { keyword: 'RUN', buildArgs: [], text };
  const rest = text.slice(prefix.length);
  const { settings, end } = readSettings(rest, Number(count));
  // Fewer than announced: then it is not known where they end, and all of it is read as a command too.
  const command = settings.length < Number(count) ? rest : rest.slice(end);
  return { keyword: 'RUN', buildArgs: settings, text: command };
}

/**
 * Pairs as the history has them, without quotes: `A=x y B=z`. A value goes on to the next `NAME=`.
 *
 * @param count that many pairs, after which a command follows; all pairs of the text without it
 */
export function readSettings(
  text: string,
  count?: number,
): { readonly settings: readonly Setting[]; readonly end: number } {
  const settings: { name: string; value: string }[] = [];
  let at = 0;
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    const name = settings.length === count ? undefined : /^["']?([A-Za-z_][\w./-]*)["']?=/.exec(word);
    if (settings.length === count && /^(?:\/|cmd\b|powershell\b)/.test(word)) break;
    const current = settings.at(-1);
    if (name !== null && name !== undefined) {
      settings.push({ name: name[1] ?? '', value: word.slice(name[0].length) });
    } else if (current !== undefined) current.value += word;
    at += word.length;
  }
  return { settings: settings.map(({ name, value }) => ({ name, value: value.trim() })), end: at };
}
