import type { AppArmorPlainKind, AppArmorQualifiers, AppArmorRule, AppArmorRuleBody } from './apparmor-profile.ts';
import type { AppArmorWord } from './apparmor-tokens.ts';

export const NO_QUALIFIERS: AppArmorQualifiers = { audit: false, access: 'allow', owner: false, priority: 0 };

/** Longest rule, in characters; the longest of the profiles that Ubuntu ships has a few hundred. */
const MAX_RULE = 10_000;
const PLAIN: Readonly<Record<string, AppArmorPlainKind>> = {
  ...{ all: 'all', network: 'network', pivot_root: 'pivot_root', unix: 'unix', dbus: 'dbus', set: 'rlimit' },
  ...{ link: 'link', userns: 'userns', io_uring: 'io_uring', mqueue: 'mqueue' },
};
const PERMISSIONS = /^[rwaxlkmiupcUPC]+$/;

/** The words before a rule that say whom and how it concerns, and the rest. */
export function readQualifiers(
  words: readonly AppArmorWord[],
  outer: AppArmorQualifiers,
): { readonly qualifiers: AppArmorQualifiers; readonly rest: readonly AppArmorWord[] } {
  let qualifiers = outer;
  for (const [index, word] of words.entries()) {
    const next = word.quoted ? undefined : withQualifier(qualifiers, word.text);
    if (next === undefined) return { qualifiers, rest: words.slice(index) };
    qualifiers = next;
  }
  return { qualifiers, rest: [] };
}

function withQualifier(before: AppArmorQualifiers, word: string): AppArmorQualifiers | undefined {
  if (word === 'audit') return { ...before, audit: true };
  if (word === 'owner') return { ...before, owner: true };
  // A block's `deny` is not taken back by an `allow` inside of it: what is not sure must not look like more.
  if (word === 'allow') return before;
  if (word === 'deny') return { ...before, access: 'deny' };
  const [, priority] = /^priority=(-?\d{1,4})$/.exec(word) ?? [];
  return priority === undefined ? undefined : { ...before, priority: Number(priority) };
}

/** @returns the rule, or what is wrong with it: completes "line 7: …" */
export function readAppArmorRule(words: readonly AppArmorWord[], outer: AppArmorQualifiers): AppArmorRule | string {
  const [first] = words;
  if (first === undefined) return 'a comma without a rule';
  if (words.reduce((sum, { text }) => sum + text.length + 1, 0) > MAX_RULE) return 'a rule that is too long to be read';
  const { qualifiers, rest } = readQualifiers(words, outer);
  const body = readBody(rest);
  return typeof body === 'string' ? body : { line: first.line, ...qualifiers, rule: body };
}

function readBody(words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  const [first, ...more] = words;
  if (first === undefined) return 'words before a rule, and no rule';
  // `signal(receive)` and `signal (receive)` are the same.
  const [, keyword = '', glued] = (!first.quoted && /^([a-z_]+)(\(.*)?$/s.exec(first.text)) || [];
  const group = glued === undefined ? [] : [{ ...first, text: glued }];
  const rest = [...group, ...more];
  switch (keyword) {
    case 'file':
      return rest.length === 0 ? { kind: 'file', permissions: '' } : readFile(rest);
    case 'capability':
      return readCapability(rest);
    case 'mount':
    case 'remount':
    case 'umount':
      return readMount(keyword, rest);
    case 'signal':
    case 'ptrace':
      return readPeers(keyword, rest);
    case 'change_profile':
      return readChangeProfile(rest);
    default: {
      const kind = Object.hasOwn(PLAIN, keyword) ? PLAIN[keyword] : undefined;
      return kind === undefined ? readFile(words) : { kind, words: joined(rest) };
    }
  }
}

function readFile(words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  const [first, second, arrow, target, ...more] = words;
  if (first === undefined || second === undefined) return `a rule that is not known: ${first?.text ?? ''}`;
  const [path, permissions] = isPath(first) ? [first, second] : [second, first];
  if (!isPath(path) || permissions.quoted || !PERMISSIONS.test(permissions.text)) {
    return `a rule that is not known: ${first.text}`;
  }
  if (!path.quoted && path.text.includes('"')) return 'a quote within a path';
  if (more.length > 0 || (arrow === undefined) !== (target === undefined) || (arrow !== undefined && !isArrow(arrow))) {
    return 'words behind a file rule';
  }
  const rule = { kind: 'file', path: path.text, permissions: permissions.text } as const;
  return target === undefined ? rule : { ...rule, target: target.text };
}

function isPath({ text }: AppArmorWord): boolean {
  return text.startsWith('/') || text.startsWith('@{');
}

function isArrow({ text, quoted }: AppArmorWord): boolean {
  return !quoted && text === '->';
}

function readCapability(words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  const names = words.map(({ text }) => text);
  const wrong = names.find((name) => !/^[a-z_]+$/.test(name));
  return wrong === undefined ? { kind: 'capability', names } : `a capability that is not known: ${wrong}`;
}

const CONDITION = /^(fstype|vfstype|options?)(?:=|\s+in\s+)(\([^()]*\)|"[^"]*"|[^\s()"]+)\s*/;

function readMount(kind: 'mount' | 'remount' | 'umount', words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  let text = joined(words);
  let fstype: string | undefined;
  const options: string[] = [];
  for (let found = CONDITION.exec(text); found !== null; found = CONDITION.exec(text)) {
    const [all, name = '', value = ''] = found;
    if (name.endsWith('fstype')) fstype = fstype === undefined ? value : `${fstype} ${value}`;
    else options.push(...listed(value));
    text = text.slice(all.length);
  }
  const [, source, target] = /^("[^"]*"|(?!->)\S+)?\s*(?:->\s*("[^"]*"|\S+)?)?$/.exec(text) ?? ['', undefined, null];
  if (target === null || /[()=]/.test(source ?? '')) return `a ${kind} rule that is not known`;
  return {
    ...{ kind, options },
    ...(fstype !== undefined && { fstype }),
    ...(source !== undefined && { source: bare(source) }),
    ...(target !== undefined && { target: bare(target) }),
  };
}

function readPeers(kind: 'signal' | 'ptrace', words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  let text = joined(words);
  const access: string[] = [];
  for (let found = ACCESS.exec(text); found !== null; found = ACCESS.exec(text)) {
    access.push(...listed(found[1] ?? ''));
    text = text.slice(found[0].length);
  }
  const given: { set?: string; peer?: string } = {};
  for (let found = PEER.exec(text); found !== null; found = PEER.exec(text)) {
    const [all, name, value = ''] = found;
    if (name === 'set') given.set = value;
    else given.peer = bare(value);
    text = text.slice(all.length);
  }
  return text === '' ? { kind, access, ...given } : `a ${kind} rule that is not known`;
}

const ACCESS = /^(\([^()]*\)|[a-z]+(?![a-z]*=))\s*/;
const PEER = /^(set|peer)=(\([^()]*\)|"[^"]*"|[^\s"]+)\s*/;

function readChangeProfile(words: readonly AppArmorWord[]): AppArmorRuleBody | string {
  const rest = ['safe', 'unsafe'].includes(words[0]?.text ?? '') ? words.slice(1) : words;
  const at = rest.findIndex(isArrow);
  const before = at < 0 ? rest : rest.slice(0, at);
  const after = at < 0 ? [] : rest.slice(at + 1);
  if (before.length > 1 || after.length > 1 || (at >= 0 && after.length === 0))
    return 'a change_profile rule that is not known';
  const [condition] = before;
  const [target] = after;
  return {
    kind: 'change_profile',
    ...(condition && { condition: condition.text }),
    ...(target && { target: target.text }),
  };
}

/** Words with one blank between them and none around an equals sign. */
function joined(words: readonly AppArmorWord[]): string {
  const parts = words.map(({ text, quoted }) => (quoted ? `"${text}"` : text.replace(/\s+/g, ' ')));
  return parts.join(' ').replace(/ ?= ?/g, '=');
}

/** `(ro, bind)` → `['ro', 'bind']` */
export function listed(group: string): readonly string[] {
  return group.split(/[\s,()]+/).filter((word) => word !== '');
}

function bare(word: string): string {
  return /^".*"$/s.test(word) ? word.slice(1, -1) : word;
}
