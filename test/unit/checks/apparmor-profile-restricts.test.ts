import { describe, expect, it } from 'vitest';
import { apparmorProfileRestricts } from '../../../src/checks/confinement/apparmor-profile-restricts.ts';
import { aProfile, aProfileOf, webEvidence } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';

const judge = (text: string) => apparmorProfileRestricts.evaluate(webEvidence(text));

/** The mistakes that are found, each with its severity. */
function found(...rules: readonly string[]): readonly string[] {
  const result = judge(aProfileOf(...rules));
  if (result.kind !== 'judged') return [outcomeWord(result)];
  return result.findings.map(({ fingerprint, severity }) => `${fingerprint.replace(/^.* /, '')} ${severity}`);
}

describe('apparmor-profile-restricts', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a list of what is allowed', ['/etc/nginx/** r,', '/var/log/nginx/* w,', 'capability chown,'], []],
    ['everything but something', ['file,', 'deny /etc/** wl,'], []],
    [
      'Docker’s own rules',
      ['capability,', 'file,', 'umount,', 'deny mount,', 'deny @{PROC}/* w,'],
      ['all-capabilities low'],
    ],
    ['every file', ['file,'], ['no-deny medium']],
    ['every file, spelled as a path', ['/** rwklmix,'], ['no-deny medium']],
    ['every file, permissions first', ['rwix /{,**},'], ['no-deny medium']],
    ['reading every file', ['/** r,'], []],
    ['writing every file, executing none', ['/** rw,'], []],
    ['own files only', ['owner /** rwix,'], []],
    ['every file, and denies of other kinds', ['file,', 'deny network raw,'], ['wide-write medium']],
    ['a deny that only keeps from reading', ['/** rwix,', 'deny /etc/shadow r,'], ['wide-write medium']],
    ['every capability', ['capability,', '/a r,'], ['all-capabilities medium']],
    ['every capability but some', ['capability,', 'deny capability sys_admin,'], []],
    ['mounts', ['mount,'], ['mount high']],
    ['mounts with options', ['mount options=(rw, bind),'], ['mount high']],
    ['mounts from the root to everywhere', ['mount options in (ro, bind) / -> /**,'], ['mount high']],
    ['mounts that are denied', ['mount,', 'deny mount,'], []],
    ['mounts that are denied elsewhere', ['mount,', 'deny mount /dev/sda1,'], ['mount high']],
    ['one mount', ['mount fstype=tmpfs tmpfs -> /run/,'], []],
    ['every mount of a file system', ['mount fstype=fuse,'], []],
    ['unmounting', ['umount,'], []],
    ['mounts that win over the deny', ['priority=5 mount,', 'deny mount,'], ['mount high']],
    ['a deny that wins over the mounts', ['mount,', 'priority=1 deny mount,'], []],
    ['no profile for a program', ['/bin/mount Ux,'], ['unconfined-execution high']],
    ['a fallback to none', ['/bin/* pux -> other,'], ['unconfined-execution high']],
    ['the profile for a program', ['/bin/* ix,', '/usr/bin/x px,'], []],
    ['leaving the profile', ['change_profile,'], ['any-profile high']],
    ['leaving it for none', ['change_profile /bin/x -> unconfined,'], ['any-profile high']],
    ['another profile', ['change_profile -> web//worker,'], []],
    ['leaving that is denied', ['change_profile,', 'deny change_profile,'], []],
    ['all', ['all,'], ['mount high', 'no-deny medium', 'all-capabilities medium']],
    ['all but something', ['all,', 'deny mount,', 'deny /proc/** w,'], ['all-capabilities low']],
    ['in a block', ['audit {', 'mount,', '}'], ['mount high']],
    ['denied in a block', ['mount,', 'deny {', 'mount,', '}'], []],
    ['no rules', [], []],
  ])('%s: %#', (_, rules, expected) => {
    expect(found(...rules)).toEqual(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['a rule that is not known', ['frobnicate /a,'], 'undecided APPARMOR-UNDETERMINED'],
    ['a rule without its comma', ['deny mount'], 'undecided APPARMOR-UNDETERMINED'],
    ['an included file that is not known', ['include <abstractions/mine>'], 'undecided APPARMOR-UNDETERMINED'],
    ['an included file of no system', ['include "/etc/apparmor.d/x"'], 'undecided APPARMOR-UNDETERMINED'],
    [
      'one that has a known name, and is no system’s',
      ['include "abstractions/base"'],
      'undecided APPARMOR-UNDETERMINED',
    ],
    ['what the machine’s administrator adds', ['include if exists <local/web>'], 'pass'],
    ['included files that are known', ['#include <abstractions/nameservice>'], 'pass'],
    ['every file, and a rule that may deny something', ['file,', 'frobnicate /a,'], 'undecided APPARMOR-UNDETERMINED'],
    ['a program without profile, whatever else there is', ['/a ux,', 'frobnicate /a,'], 'fail'],
  ])('%s: %#', (_, rules, expected) => {
    expect(outcomeWord(judge(aProfileOf(...rules)))).toBe(expected);
  });

  it('shows line and cure', () => {
    expect(onlyFinding(judge(aProfile('  mount,\n  deny /etc/** w,')))).toMatchObject({
      seen: 'apparmor/web:9: mount, and no deny mount',
      location: { file: 'apparmor/web', lines: { first: 9, last: 9 } },
      fix: { lines: ['  deny mount,'], placement: 'replace' },
    });
  });

  it('tells one mistake once, however often it is made', () => {
    const text = aProfileOf(...Array.from({ length: 500 }, (_, index) => `/bin/p${index} ux,`));
    expect(onlyFinding(judge(text)).seen).toBe('apparmor/web:3: /bin/p0 ux; /bin/p1 ux; /bin/p2 ux and 497 more');
  });

  it('judges what is nested, where a program can be moved to, and no other profile', () => {
    expect(outcomeWord(judge(aProfile('  deny /a w,\n  profile worker {\n    mount,\n  }')))).toBe('fail');
    expect(outcomeWord(judge(`${aProfile()}profile other {\n  mount,\n}\n`))).toBe('pass');
  });

  it('says what it saw', () => {
    expect(judge(aProfile())).toMatchObject({ seen: 'web (apparmor/web:3) has 3 rules that deny, and 4 that allow' });
  });
});
