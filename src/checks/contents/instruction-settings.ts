import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';

/** A name and its value, as an instruction or a step of the history gives them. Untrusted. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/**
 * The names and values of an ENV, LABEL or ARG: `A=1 B="x y"`, and `A x y` of ENV and LABEL. Quotes and escapes are
 * taken out, variables stay as written; an ARG without a default has the value `''`.
 * (docs.docker.com/reference/dockerfile, ENV, LABEL, ARG.) One pass over the text.
 */
export function instructionSettings(
  { keyword, rest }: DockerfileInstruction,
  sign: DockerfileFacts['escape'],
): readonly Setting[] {
  const words = splitWords(rest, sign);
  const [first = ''] = words;
  if (keyword !== 'ARG' && !first.includes('=')) return [{ name: first, value: words.slice(1).join(' ') }];
  return words.map((word) => {
    const equals = word.indexOf('=');
    return equals < 0 ? { name: word, value: '' } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}

/** Read once an instruction, however many names are asked for. */
const NAMES = new WeakMap<DockerfileInstruction, readonly string[]>();

/** Whether an ENV, LABEL or ARG sets a name; `maybe` when the name has a variable in it. */
export function setsName(
  instruction: DockerfileInstruction,
  sign: DockerfileFacts['escape'],
  name: string,
): boolean | 'maybe' {
  const names = NAMES.get(instruction) ?? instructionSettings(instruction, sign).map((setting) => setting.name);
  NAMES.set(instruction, names);
  if (names.includes(name)) return true;
  return names.some((other) => other.includes('$')) ? 'maybe' : false;
}

function splitWords(text: string, sign: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === sign && quote !== "'" && at + 1 < text.length) {
      at += 1;
      // An escaped dollar sign stays one that is no variable; nothing here expands it.
      word = (word ?? '') + text.charAt(at);
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === quote) {
      quote = '';
    } else {
      word = (word ?? '') + character;
    }
  }
  return word === undefined ? words : [...words, word];
}
