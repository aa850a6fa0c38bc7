import type { AppArmorDocument } from './apparmor-profile.ts';

const SINCE_4_0 = new Set(['all', 'userns', 'io_uring', 'mqueue']);
const FLAGS_SINCE_4_0 = new Set(['default_allow', 'prompt']);

/**
 * What in these profiles a parser of that version does not know yet, so that its refusal says nothing: `a rule all,
 * which AppArmor knows since 4.0`. Source: the release notes of AppArmor 4.0 and 4.1
 * (https://gitlab.com/apparmor/apparmor/-/wikis/Release_Notes_4.0).
 *
 * @param version of the parser: `3.0.8`
 */
export function newerAppArmorWords({ profiles }: AppArmorDocument, version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const rules = profiles.flatMap((profile) => profile.rules);
  if (major < 4) {
    const rule = rules.find(({ rule: { kind } }) => SINCE_4_0.has(kind));
    if (rule !== undefined) return `a rule ${rule.rule.kind}, which AppArmor knows since 4.0`;
    const flag = profiles.flatMap(({ flags }) => flags).find((word) => FLAGS_SINCE_4_0.has(word));
    if (flag !== undefined) return `the flag ${flag}, which AppArmor knows since 4.0`;
  }
  const old = major < 4 || (major === 4 && minor < 1);
  return old && rules.some(({ priority }) => priority !== 0) ? 'a priority, which AppArmor knows since 4.1' : undefined;
}
