import { describe, expect, it } from 'vitest';
import { seccompProfileCurrent } from '../../../src/checks/confinement/seccomp-profile-current.ts';
import type { RunSettings } from '../../../src/model/run-settings.ts';
import { aJudgedImage } from '../../builders/judged-image.ts';
import { aService, runArgs } from '../../builders/run-settings.ts';
import { inPod, judgeProfile, profileEvidence, told, withSeccomp } from '../../builders/seccomp-evidence.ts';
import { allow } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD = 'pass: seccomp/web.json has no old forms and no keys that engines ignore';
const NONE = 'not-applicable: The run settings name no seccomp profile.';

function withoutFile(run: RunSettings, serverVersion = '28.2.2'): string {
  const image = aJudgedImage({ engine: { ...aJudgedImage().engine, serverVersion } });
  const evidence = profileEvidence('{}', { 'run-settings': run, 'seccomp-profile': undefined, image });
  return told(seccompProfileCurrent.evaluate(evidence));
}

describe('seccomp-profile-current', () => {
  it.each<[string, unknown, string]>([
    ['a server', SMALL_SERVER, GOOD],
    ['one name', server({ name: 'alarm', action: 'SCMP_ACT_ALLOW' }), 'fail negligible: seccomp/web.json:141: alarm'],
    ['names', server(allow(['alarm'])), GOOD],
    [
      'a key that nobody reads',
      { ...SMALL_SERVER, mode: 1 },
      'fail low: seccomp/web.json:142: Engines ignore the key mode.',
    ],
    ['a comment', server(allow(['alarm'], { comment: 'a timer' })), GOOD],
    [
      'a key in other letters',
      '{"DefaultAction":"SCMP_ACT_ERRNO"}',
      'fail low: seccomp/web.json:1: The key DefaultAction is not written as engines document it.',
    ],
    ['no filter', '{}', 'not-applicable: seccomp/web.json loads no filter, which seccomp-filter-on judges.'],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompProfileCurrent, file))).toBe(expected);
  });

  it.each<[string, RunSettings, string, string]>([
    [
      'the word',
      runArgs('--security-opt seccomp=builtin'),
      '28.2.2',
      'fail negligible: seccomp=builtin (word 1 of run-args)',
    ],
    [
      'the word, of an old engine',
      runArgs('--security-opt seccomp=builtin'),
      '20.10.24+dfsg1',
      'fail medium: seccomp=builtin (word 1 of run-args)',
    ],
    ['RuntimeDefault', inPod({ kind: 'default' }), '28.2.2', NONE],
    ['unconfined', withSeccomp({ kind: 'unconfined' }), '28.2.2', NONE],
    ['nothing', aService(), '28.2.2', NONE],
    [
      'a profile that could not be read',
      withSeccomp({ kind: 'profile', path: 'none.json' }),
      '28.2.2',
      'undecided SECCOMP-UNDETERMINED: What the seccomp filter does cannot be known: the profile that the run settings name could not be read.',
    ],
  ])('without a file: %s', (_, run, version, expected) => {
    expect(withoutFile(run, version)).toBe(expected);
  });

  it('is not decided by a variable', () => {
    expect(withoutFile(runArgs('--security-opt seccomp=$PROFILE'))).toMatch(/^undecided RUN-SETTING-UNKNOWN/);
  });
});
