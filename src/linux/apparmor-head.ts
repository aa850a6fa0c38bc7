import { listed } from './apparmor-rule.ts';
import type { AppArmorWord } from './apparmor-tokens.ts';

export interface AppArmorHead {
  readonly profile: { readonly name: string; readonly attachment?: string; readonly flags: readonly string[] };
  /** What was not understood in it. */
  readonly unread: readonly string[];
}

/** Flags of apparmor.d(5), up to AppArmor 4.1; some take a value: `attach_disconnected.path=/x`. */
const FLAGS = new Set([
  ...['enforce', 'complain', 'kill', 'unconfined', 'default_allow', 'prompt', 'audit', 'mediate_deleted'],
  ...['delegate_deleted', 'attach_disconnected', 'attach_disconnected.path', 'attach_disconnected.ipc'],
  ...['no_attach_disconnected', 'chroot_relative', 'namespace_relative', 'chroot_attach', 'chroot_no_attach'],
  ...['kill.signal', 'error', 'interruptible', 'debug'],
]);

/**
 * Reads what stands before the brace of a profile: `profile NAME /program flags=(complain)`, `/program`, `^HAT`,
 * `hat NAME`. Undefined when it is no head.
 *
 * @param parent the profile that it stands in
 */
export function readAppArmorHead(words: readonly AppArmorWord[], parent: string | undefined): AppArmorHead | undefined {
  const named = nameOf(words, parent !== undefined);
  if (named === undefined) return undefined;
  const name = parent === undefined ? named.name : `${parent}//${named.name}`;
  const rest = named.rest.map(({ text, quoted }) => (quoted ? `"${text}"` : text)).join(' ');
  const withoutXattrs = rest.replace(/\bxattrs ?= ?\((?:[^()"]|"[^"]*")*\)/, '');
  const [group = '', list] = /(?:\bflags ?= ?)?\(([^()]*)\)/.exec(withoutXattrs) ?? [];
  const flags = listed(list ?? '');
  const attachment = withoutXattrs.replace(group, '').trim();
  const unread = flags
    .filter((flag) => !FLAGS.has(flag.split('=')[0] ?? ''))
    .map((flag) => `a flag that is not known: ${flag}`);
  // Words that are neither flags nor a path may be flags in a spelling that is not known here.
  const isPath = /^(?:["/@{][^\s()]*|"[^"]*")?$/.test(attachment);
  return {
    profile: { name, flags, ...(isPath && attachment !== '' && { attachment }) },
    unread: isPath ? unread : [...unread, 'words in the head of a profile that are not known'],
  };
}

function nameOf(
  [first, ...rest]: readonly AppArmorWord[],
  nested: boolean,
): { readonly name: string; readonly rest: readonly AppArmorWord[] } | undefined {
  if (first === undefined) return undefined;
  if (!first.quoted && (first.text === 'profile' || (nested && first.text === 'hat'))) {
    const [name, ...more] = rest;
    // A name may be left out before flags only, and then there is none.
    return name === undefined || name.text === '' || /^(?:flags|\()/.test(name.text)
      ? undefined
      : { name: name.text, rest: more };
  }
  if (nested) return !first.quoted && /^\^./.test(first.text) ? { name: first.text.slice(1), rest } : undefined;
  // Other names need the word `profile` (apparmor_parser 3.0.8: "must begin with a '/', namespace or keyword").
  return /^(?:\/|@\{|:)./.test(first.text) ? { name: first.text, rest } : undefined;
}
