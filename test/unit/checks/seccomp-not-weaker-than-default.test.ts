import { describe, expect, it } from 'vitest';
import { seccompNotWeakerThanDefault } from '../../../src/checks/confinement/seccomp-not-weaker-than-default.ts';
import { REFERENCE_PROFILE } from '../../../src/linux/seccomp-reference-profile.ts';
import { systemCalls } from '../../../src/linux/seccomp-system-calls.ts';
import { onlyFinding } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { runArgs } from '../../builders/run-settings.ts';
import { inPod, judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow, condition } from '../../builders/seccomp-profiles.ts';
import { defaultWithout, SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD =
  'pass: seccomp/web.json allows nothing that the default refuses (github.com/moby/profiles/seccomp v0.3.0, default.json)';
const POD = inPod({ kind: 'profile', path: 'web.json' });

describe('seccomp-not-weaker-than-default', () => {
  it.each<[string, unknown, string]>([
    ['the default', REFERENCE_PROFILE.profile, GOOD],
    ['a smaller one', defaultWithout('chown', 'mkdir'), GOOD],
    ['a server', SMALL_SERVER, GOOD],
    ['T094: one call more', server(allow(['read', 'mount'])), 'fail high: seccomp/web.json:141: mount'],
    [
      'the worst first',
      server(allow(['sethostname', 'bpf', 'mount'])),
      'fail high: seccomp/web.json:141: mount, bpf, sethostname',
    ],
    ['hardly grave', server(allow(['sethostname'])), 'fail medium: seccomp/web.json:141: sethostname'],
    ['only logs it', server({ names: ['mount'], action: 'SCMP_ACT_LOG' }), 'fail high: seccomp/web.json:141: mount'],
    [
      'a socket of a kind',
      server(allow(['socket'], { args: [condition(0, 'EQ', 40)] })),
      'fail medium: seccomp/web.json:102: socket',
    ],
    ['with a capability only', server(allow(['mount'], { includes: { caps: ['CAP_SYS_ADMIN'] } })), GOOD],
    ['for another machine', server(allow(['mount'], { includes: { arches: ['arm64'] } })), GOOD],
    [
      'allows what it does not name',
      { defaultAction: 'SCMP_ACT_ALLOW' },
      'not-applicable: It allows what it does not name: seccomp-denies-by-default judges that.',
    ],
    ['no filter', '{}', 'not-applicable: seccomp/web.json loads no filter, which seccomp-filter-on judges.'],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompNotWeakerThanDefault, file))).toBe(expected);
  });

  it('T094: names twenty, worst first, and counts the rest', () => {
    const every = server(allow([...systemCalls('x86-64').keys()]));
    const found = onlyFinding(judgeProfile(seccompNotWeakerThanDefault, every));
    expect(found.seen).toMatch(/^seccomp\/web.json:141: create_module, (?:\w+, ){18}\w+ and \d+ more$/);
    expect(found).toMatchObject({
      severity: 'high',
      location: { file: 'seccomp/web.json', lines: { first: 141, last: 141 } },
    });
  });

  it('asks what the container may have, not what its user has', () => {
    const file = server(allow(['mount'], { includes: { caps: ['CAP_SYS_ADMIN'] } }));
    const run = runArgs('--cap-add SYS_ADMIN --user 1000');
    // The default lets it through with the capability, too.
    expect(told(judgeProfile(seccompNotWeakerThanDefault, file, { 'run-settings': run }))).toBe(GOOD);
    const net = server(allow(['mount'], { includes: { caps: ['CAP_NET_RAW'] } }));
    expect(told(judgeProfile(seccompNotWeakerThanDefault, net, { 'run-settings': run }))).toBe(GOOD);
    const dropped = runArgs('--cap-drop ALL');
    expect(told(judgeProfile(seccompNotWeakerThanDefault, net, { 'run-settings': dropped }))).toBe(GOOD);
    expect(told(judgeProfile(seccompNotWeakerThanDefault, net))).toBe('fail high: seccomp/web.json:141: mount');
  });

  it('takes the worse of the machines where nobody says which it is', () => {
    const file = server(allow(['mount'], { includes: { arches: ['arm64'] } }));
    const nobody = { image: undefined, 'image-config': undefined };
    expect(told(judgeProfile(seccompNotWeakerThanDefault, file, nobody))).toBe(
      'fail high: seccomp/web.json:141: mount',
    );
    const arm = { 'image-config': anImageConfig({ architecture: 'arm64' }) };
    expect(told(judgeProfile(seccompNotWeakerThanDefault, file, arm))).toBe('fail high: seccomp/web.json:141: mount');
  });

  it('reads the file of a cluster as containerd does, which knows no conditions', () => {
    const file = server(allow(['mount'], { includes: { caps: ['CAP_SYS_ADMIN'] } }));
    const found = onlyFinding(judgeProfile(seccompNotWeakerThanDefault, file, { 'run-settings': POD }));
    expect(found.seen).toBe('seccomp/web.json:141: mount');
    expect(found.detail).toContain('containerd, which reads no includes');
    expect(told(judgeProfile(seccompNotWeakerThanDefault, SMALL_SERVER, { 'run-settings': POD }))).toBe(GOOD);
  });

  it.each([
    ['s390x', 'the gate knows the system calls of amd64 and arm64, and not those of s390x'],
    ['riscv64', 'the gate knows the system calls of amd64 and arm64, and not those of riscv64'],
  ])('does not guess for %s', (architecture, why) => {
    const result = judgeProfile(seccompNotWeakerThanDefault, SMALL_SERVER, {
      'image-config': anImageConfig({ architecture }),
    });
    expect(told(result)).toBe(`undecided SECCOMP-UNDETERMINED: What the seccomp filter does cannot be known: ${why}.`);
  });

  it('does not guess which capabilities a container has', () => {
    const run = runArgs('--cap-add=$CAP');
    expect(told(judgeProfile(seccompNotWeakerThanDefault, SMALL_SERVER, { 'run-settings': run }))).toMatch(
      /^undecided RUN-SETTING-UNKNOWN/,
    );
    const refused = runArgs('--cap-add=NO_SUCH');
    expect(told(judgeProfile(seccompNotWeakerThanDefault, SMALL_SERVER, { 'run-settings': refused }))).toMatch(
      /^undecided SECCOMP-UNDETERMINED/,
    );
  });
});
