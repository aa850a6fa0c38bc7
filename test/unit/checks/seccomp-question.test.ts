import { describe, expect, it } from 'vitest';
import { askSeccomp, type ProfileEvidence } from '../../../src/checks/confinement/seccomp-question.ts';
import { CHECKS } from '../../../src/checks/index.ts';
import { readSeccompProfile } from '../../../src/linux/seccomp-reader.ts';
import { systemCallNames, systemCalls } from '../../../src/linux/seccomp-system-calls.ts';
import { outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { runArgs } from '../../builders/run-settings.ts';
import { anEngineSecurity, inPod, profileEvidence } from '../../builders/seccomp-evidence.ts';
import { allow, condition, deny, profileText } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const OWN = CHECKS.filter(({ id }) => id.startsWith('seccomp-'));
const DEMANDS = { mustDeny: [{ name: 'mkdir', from: 'policy.yml:3' }], observe: false };

function evidenceOf(file: unknown, overrides: Parameters<typeof profileEvidence>[1] = {}): ProfileEvidence {
  const { 'run-settings': run, 'seccomp-profile': profile, ...rest } = profileEvidence(file, overrides);
  if (run === undefined || profile === undefined) throw new Error('no profile');
  return { ...rest, 'run-settings': run, 'seccomp-profile': profile };
}

describe('a profile in its place', () => {
  it('is read once for all checks of a subject', () => {
    const evidence = evidenceOf(SMALL_SERVER);
    const first = askSeccomp(evidence);
    expect(askSeccomp({ ...evidence })).toBe(first);
    // The same file beside other settings is another question.
    expect(askSeccomp({ ...evidence, 'image-config': anImageConfig({ architecture: 'arm64' }) })).not.toBe(first);
    const wide = { ...evidence, 'run-settings': runArgs('--cap-add SYS_ADMIN') };
    expect(askSeccomp(wide)).toMatchObject({ machine: { contexts: [{ capabilities: 0xa82425fbn }] } });
  });

  it.each<[string, Parameters<typeof profileEvidence>[1], object]>([
    [
      'what is known',
      {},
      { architecture: 'amd64', kernel: { major: 6, minor: 1 }, engine: { readsDefaultErrno: true } },
    ],
    ['an image for arm64', { 'image-config': anImageConfig({ architecture: 'arm64' }) }, { architecture: 'arm64' }],
    ['an image that is not there', { 'image-config': undefined }, { architecture: 'amd64' }],
    [
      'a kernel of the vendor',
      { 'engine-security': anEngineSecurity({ kernelVersion: '5.10.0-26-cloud' }) },
      { kernel: { major: 5, minor: 10 } },
    ],
    ['no privileges', { 'run-settings': runArgs('--cap-drop ALL --user 1') }, { capabilities: 0n }],
  ])('has of the machine: %s', (_, overrides, context) => {
    expect(askSeccomp(evidenceOf(SMALL_SERVER, overrides))).toMatchObject({ machine: { contexts: [context] } });
  });

  it.each(['', 'unknown', '6', 'x.y'])('takes nothing for the kernel "%s"', (kernelVersion) => {
    const asked = askSeccomp(evidenceOf(SMALL_SERVER, { 'engine-security': anEngineSecurity({ kernelVersion }) }));
    expect(asked.kind === 'asked' && asked.machine.contexts[0]).not.toHaveProperty('kernel');
  });

  it('has nothing of this machine for a cluster', () => {
    const run = inPod({ kind: 'profile', path: 'web.json' });
    const asked = askSeccomp(evidenceOf(SMALL_SERVER, { 'run-settings': run, 'image-config': undefined }));
    expect(asked).toMatchObject({ machine: { contexts: [{ architecture: 'amd64' }, { architecture: 'arm64' }] } });
    expect(asked.kind === 'asked' && asked.machine.contexts[0]).not.toHaveProperty('kernel');
    expect(asked.kind === 'asked' && asked.machine.contexts[0]).not.toHaveProperty('engine');
  });
});

const ALL = [...systemCallNames()];
const CALLS = [...systemCalls('x86-64').keys()];
const many = (count: number, rule: (at: number) => object) => Array.from({ length: count }, (_, at) => rule(at));
const some = (at: number) => CALLS.slice((at * 4) % 300, ((at * 4) % 300) + 4);
const BIG = 2n ** 64n - 1n;
const { archMap } = SMALL_SERVER;

/** Each at most a MiB, as the reader takes it. */
const HOSTILE: readonly (readonly [string, object, 'asked' | 'undecided'])[] = [
  [
    'thousands of rules',
    { defaultAction: 'SCMP_ACT_ERRNO', archMap, syscalls: many(4000, (at) => deny(some(at), { errnoRet: at })) },
    'asked',
  ],
  [
    'thousands of refusals',
    { defaultAction: 'SCMP_ACT_ALLOW', archMap, syscalls: many(4000, (at) => deny(some(at))) },
    'asked',
  ],
  [
    'every name, often',
    {
      defaultAction: 'SCMP_ACT_ALLOW',
      archMap,
      syscalls: [deny(Array.from({ length: 16_000 }, (_, at) => ALL[at % ALL.length] ?? ''))],
    },
    'asked',
  ],
  [
    'slips',
    {
      defaultAction: 'SCMP_ACT_ERRNO',
      archMap,
      syscalls: [allow(Array.from({ length: 16_000 }, (_, at) => `mkd${at}`))],
    },
    'asked',
  ],
  [
    'rules against each other',
    {
      defaultAction: 'SCMP_ACT_ERRNO',
      archMap,
      syscalls: many(4000, (at) => ({
        names: ['read', 'write'],
        action: at % 2 === 0 ? 'SCMP_ACT_ALLOW' : 'SCMP_ACT_KILL',
      })),
    },
    'asked',
  ],
  [
    'actions that are none',
    {
      defaultAction: 'SCMP_ACT_ERRNO',
      archMap,
      syscalls: many(4000, () => ({ name: 'x', names: ['y'], action: 'Z' })),
    },
    'asked',
  ],
  ['keys that are none', Object.fromEntries(Array.from({ length: 40_000 }, (_, at) => [`key${at}`, at])), 'asked'],
  ['a long name', { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [allow(['\u202e'.repeat(300_000)])] }, 'asked'],
  [
    'just as many comparisons as are looked at',
    {
      ...{ defaultAction: 'SCMP_ACT_ERRNO', archMap },
      syscalls: many(1024, (at) =>
        allow(['personality'], { args: [condition(0, 'EQ', 0), condition(1, 'EQ', BIG - BigInt(at))] }),
      ),
    },
    'asked',
  ],
  [
    'more comparisons than are looked at',
    {
      ...{ defaultAction: 'SCMP_ACT_ERRNO', archMap },
      syscalls: many(1025, (at) =>
        allow(['personality'], { args: [condition(0, 'EQ', 0), condition(1, 'EQ', BIG - BigInt(at))] }),
      ),
    },
    'undecided',
  ],
  [
    'comparisons of one argument',
    {
      ...{ defaultAction: 'SCMP_ACT_ALLOW', archMap },
      syscalls: many(30, (at) =>
        deny(['mkdir'], { args: Array.from({ length: 64 }, (_, j) => condition(j % 6, 'GE', at * 64 + j)) }),
      ),
    },
    'asked',
  ],
  [
    'versions of the kernel',
    {
      ...SMALL_SERVER,
      syscalls: [...SMALL_SERVER.syscalls, ...many(9, (at) => allow(['dup'], { includes: { minKernel: `5.${at}` } }))],
    },
    'undecided',
  ],
];

describe('a hostile profile', () => {
  it.each(HOSTILE)('does not take long, and gets one answer from every check: %s', (_, file, expected) => {
    const text = profileText(file);
    expect(readSeccompProfile(text).kind).toBe('profile');
    // Nothing of the machine is known: each question is asked of all that it may be.
    const overrides = { image: undefined, 'image-config': undefined, 'engine-security': undefined };
    const evidence = evidenceOf(text, overrides);
    const begin = performance.now();
    expect(askSeccomp(evidence).kind).toBe(expected);
    const words = OWN.map((check) => outcomeWord(check.evaluate({ ...evidence, 'confinement-demands': DEMANDS })));
    expect(performance.now() - begin).toBeLessThan(4000);
    expect(words.every((word) => /^(?:pass|fail|not-applicable|undecided SECCOMP-UNDETERMINED)$/.test(word))).toBe(
      true,
    );
    if (expected === 'undecided')
      expect(words.filter((word) => word.startsWith('undecided')).length).toBeGreaterThan(8);
  });

  it('shows nothing of it that moves the reader’s eye', () => {
    const file = {
      defaultAction: 'SCMP_ACT_ERRNO',
      syscalls: [allow(['\u202e'.repeat(9), 'a\u001b[31m'])],
      '\u200b': 1,
    };
    const evidence = evidenceOf(file);
    const results = OWN.map((check) => check.evaluate({ ...evidence, 'confinement-demands': DEMANDS }));
    const text = JSON.stringify(
      results.flatMap((result) =>
        result.kind === 'judged'
          ? [result.seen, ...result.findings.map(({ detail, seen, title, fix }) => [detail, seen, title, fix])]
          : [],
      ),
    );
    expect(text).toContain('u{202e}');
    expect(text).not.toMatch(/[\u202e\u200b]|\\u001b/);
  });
});
