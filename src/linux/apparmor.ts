import { readAppArmorHead } from './apparmor-head.ts';
import type {
  AppArmorDocument,
  AppArmorInclude,
  AppArmorNote,
  AppArmorQualifiers,
  AppArmorRule,
} from './apparmor-profile.ts';
import { NO_QUALIFIERS, readAppArmorRule, readQualifiers } from './apparmor-rule.ts';
import { type AppArmorToken, type AppArmorWord, appArmorTokens } from './apparmor-tokens.ts';

/** UTF-16 units; the gate gives no longer text to the reader. */
export const MAX_APPARMOR_TEXT = 1024 * 1024;
/** A profile in a profile is all that the language has; blocks of qualifiers may stand in both. */
const MAX_DEPTH = 16;
/** Notes that are kept: what matters is that there are some. */
const MAX_NOTES = 50;

interface Draft {
  readonly name: string;
  readonly attachment?: string;
  readonly flags: readonly string[];
  readonly headRead: boolean;
  readonly line: number;
  readonly rules: AppArmorRule[];
  readonly includes: AppArmorInclude[];
  readonly notes: AppArmorNote[];
}

/** A block that is open. Without a profile it is one that was not understood, and nothing in it is. */
interface Block {
  readonly profile?: Draft;
  readonly qualifiers: AppArmorQualifiers;
  readonly line: number;
}

interface Reading {
  readonly profiles: Draft[];
  readonly includes: AppArmorInclude[];
  readonly notes: AppArmorNote[];
  readonly blocks: Block[];
  words: AppArmorWord[];
}

/**
 * Reads the profiles of a text. Never throws; of a text that is something else there are no profiles. What is not
 * understood is noted where it stands, and never guessed. Files that are included are not read.
 */
export function readAppArmor(text: string): AppArmorDocument {
  if (text.length > MAX_APPARMOR_TEXT) {
    return { profiles: [], includes: [], notes: [{ line: 1, what: 'more text than is read' }] };
  }
  const reading: Reading = { profiles: [], includes: [], notes: [], blocks: [], words: [] };
  for (const token of appArmorTokens(text)) step(reading, token);
  finish(reading);
  const { profiles, includes, notes } = reading;
  return { profiles, includes, notes };
}

function step(reading: Reading, token: AppArmorToken): void {
  switch (token.kind) {
    case 'word':
      reading.words.push(token);
      return;
    case 'end':
      endRule(reading, token.line);
      return;
    case 'open':
      openBlock(reading, token.line);
      return;
    case 'close':
      closeBlock(reading, token.line);
      return;
    case 'include': {
      const { path, ofSystem, ifExists, line } = token;
      if (reading.words.length > 0) note(reading, line, 'an include within a rule');
      const block = reading.blocks.at(-1);
      const includes = block === undefined ? reading.includes : block.profile?.includes;
      includes?.push({ path, ofSystem, ifExists, line });
      return;
    }
    case 'variable':
      if (reading.words.length > 0 || reading.blocks.length > 0)
        note(reading, token.line, 'a variable within a profile');
  }
}

function endRule(reading: Reading, line: number): void {
  const words = taken(reading);
  const block = reading.blocks.at(-1);
  // Of the preamble: `abi <abi/3.0>,` and `alias /a -> /b,` grant nothing by themselves.
  if (block === undefined && ['abi', 'alias'].includes(words[0]?.text ?? '')) return;
  if (block !== undefined && block.profile === undefined) return;
  const rule = block === undefined ? 'a rule outside of a profile' : readAppArmorRule(words, block.qualifiers);
  if (typeof rule === 'string') note(reading, words[0]?.line ?? line, rule);
  else block?.profile?.rules.push(rule);
}

function openBlock(reading: Reading, line: number): void {
  const words = taken(reading);
  const outer = reading.blocks.at(-1);
  const start = words[0]?.line ?? line;
  const block = blockOf(words, outer, start, reading.blocks.length);
  if (typeof block === 'string') {
    note(reading, start, block);
    reading.blocks.push({ qualifiers: NO_QUALIFIERS, line: start });
    return;
  }
  reading.blocks.push(block);
  if (block.profile !== undefined && block.profile !== outer?.profile) reading.profiles.push(block.profile);
}

/** @returns the block, or why it is not understood */
function blockOf(
  words: readonly AppArmorWord[],
  outer: Block | undefined,
  line: number,
  depth: number,
): Block | string {
  // Inside of what was not understood nothing is noted again.
  if (outer !== undefined && outer.profile === undefined) return { ...outer, line };
  if (depth >= MAX_DEPTH) return 'a block that lies too deep';
  const { qualifiers, rest } = readQualifiers(words, outer?.qualifiers ?? NO_QUALIFIERS);
  if (outer?.profile !== undefined && words.length > 0 && rest.length === 0) {
    return { profile: outer.profile, qualifiers, line };
  }
  const head = readAppArmorHead(words, outer?.profile?.name);
  if (head === undefined) return 'a block that is no profile';
  const notes = head.unread.map((what) => ({ line, what }));
  return {
    profile: { ...head.profile, headRead: notes.length === 0, line, rules: [], includes: [], notes },
    qualifiers: NO_QUALIFIERS,
    line,
  };
}

function closeBlock(reading: Reading, line: number): void {
  const words = taken(reading);
  if (reading.blocks.length === 0) note(reading, line, 'a closing brace too many');
  else if (words[0] !== undefined) note(reading, words[0].line, 'a rule without its comma');
  reading.blocks.pop();
}

function finish(reading: Reading): void {
  const [left] = taken(reading);
  if (left !== undefined) note(reading, left.line, 'words at the end that are no rule');
  // One note a profile is enough; a text of nothing but braces has a million blocks.
  const open = new Set(reading.blocks.map(({ profile }) => profile));
  const missing = { line: reading.blocks.at(-1)?.line ?? 1, what: 'a block that is not closed' };
  for (const profile of open) (profile?.notes ?? reading.notes).push(missing);
}

function taken(reading: Reading): readonly AppArmorWord[] {
  const { words } = reading;
  reading.words = [];
  return words;
}

/** Beside the profile that it is about, or the text. What is not understood lies in its profile. */
function note({ blocks, notes }: Reading, line: number, what: string): void {
  const profile = blocks.findLast((block) => block.profile !== undefined)?.profile;
  const list = profile?.notes ?? notes;
  if (list.length < MAX_NOTES) list.push({ line, what: what.slice(0, 200) });
}
