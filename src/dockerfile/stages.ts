import type { DockerfileStage, StageBase } from '../model/dockerfile.ts';
import { GateError } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { ParsedInstruction } from './instruction.ts';
import { onLine, unreadable } from './refusals.ts';
import type { ExpandedWord } from './words.ts';

/** A stage with its instructions taken apart; its FROM is the first. */
export interface ParsedStage {
  readonly stage: DockerfileStage;
  readonly parsed: readonly ParsedInstruction[];
}

/**
 * Puts instructions into stages and finds out what each is based on.
 * Source: docs.docker.com/reference/dockerfile, FROM. GateError `DOCKERFILE-UNREADABLE`.
 *
 * @param instructions those from the first FROM on
 * @param expand expands a word of a FROM with the global arguments
 */
export function readStages(
  instructions: readonly ParsedInstruction[],
  expand: (word: string) => ExpandedWord,
): readonly ParsedStage[] {
  const groups: { from: ParsedInstruction; parsed: ParsedInstruction[] }[] = [];
  for (const parsed of instructions) {
    if (parsed.instruction.keyword === 'FROM') groups.push({ from: parsed, parsed: [parsed] });
    else groups.at(-1)?.parsed.push(parsed);
  }
  const stages: ParsedStage[] = [];
  const byName = new Map<string, number>();
  for (const { from, parsed } of groups) {
    const { name, base } = readFrom(from, expand, byName);
    const index = stages.length;
    const { first } = from.instruction.lines;
    const last = parsed.at(-1)?.instruction.lines.last ?? first;
    const known = { index, base, lines: { first, last }, instructions: parsed.map(({ instruction }) => instruction) };
    stages.push({ stage: name === undefined ? known : { ...known, name }, parsed });
    // A name that is given again means the later stage from here on.
    if (name !== undefined) byName.set(name, index);
  }
  return stages;
}

function readFrom(
  from: ParsedInstruction,
  expand: (word: string) => ExpandedWord,
  byName: ReadonlyMap<string, number>,
): { readonly name: string | undefined; readonly base: StageBase } {
  try {
    const { raw, name } = readFromWords(from);
    const expanded = expand(raw);
    if (expanded.problem !== undefined) throw new GateError(expanded.problem);
    // BuildKit finds only lower-case names here, the classic builder any. A name with capitals that is no stage is no
    // valid image either, so that no image is mistaken for a stage.
    const stage = byName.get(expanded.value) ?? byName.get(expanded.value.toLowerCase());
    const base = {
      raw,
      expanded: expanded.value,
      unset: expanded.unset,
      scratch: stage === undefined && expanded.value === 'scratch',
    };
    const platform = from.flags.findLast((flag) => flag.startsWith(PLATFORM))?.slice(PLATFORM.length);
    return {
      name,
      base: { ...base, ...(stage === undefined ? {} : { stage }), ...(platform === undefined ? {} : { platform }) },
    };
  } catch (error) {
    throw error instanceof GateError ? onLine(error, from.instruction.lines.first) : error;
  }
}

const PLATFORM = '--platform=';

/** `image`, or `image AS name`. */
function readFromWords(from: ParsedInstruction): { readonly raw: string; readonly name: string | undefined } {
  const [raw = '', as, name, ...others] = from.rest.split(/[\t\v\f\r ]+/);
  if (raw === '' || others.length > 0 || (as !== undefined && name === undefined)) {
    throw unreadable('FROM takes an image, or an image, "AS" and a name.');
  }
  if (as === undefined || name === undefined) return { raw, name: undefined };
  if (as.toLowerCase() !== 'as') throw unreadable('FROM has a second word that is not "AS".');
  const lower = name.toLowerCase();
  if (!/^[a-z][a-z0-9-_.]*$/.test(lower)) throw unreadable(`"${visibleText(name, 80)}" cannot be a stage's name.`);
  return { raw, name: lower };
}

/**
 * The stage that is built: the last one, or the one that `target` names, whatever the case. The builders take no
 * number here (seen with BuildKit and with the classic builder). GateError `DOCKERFILE-UNREADABLE`.
 */
export function findTarget(stages: readonly ParsedStage[], target: string | undefined): ParsedStage {
  const wanted = target?.toLowerCase() ?? '';
  const found = wanted === '' ? stages.at(-1) : stages.findLast(({ stage }) => stage.name === wanted);
  if (found !== undefined) return found;
  if (wanted === '') throw unreadable('The Dockerfile has no FROM, so that it builds nothing.');
  throw unreadable(`The Dockerfile has no stage with the name "${visibleText(target ?? '', 80)}" (target).`);
}

/** The stages that a stage is based on by FROM, itself first, the one on an external image or scratch last. */
export function lineageOf(stages: readonly ParsedStage[], final: ParsedStage): readonly ParsedStage[] {
  const lineage = [final];
  // A FROM only names earlier stages, so that this ends.
  for (let next = stages[final.stage.base.stage ?? -1]; next !== undefined; ) {
    lineage.push(next);
    next = stages[next.stage.base.stage ?? -1];
  }
  return lineage;
}
