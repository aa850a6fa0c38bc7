import { describe, expect, it } from 'vitest';
import { seccompNotIgnored } from '../../../src/checks/confinement/seccomp-not-ignored.ts';
import type { RunSettings } from '../../../src/model/run-settings.ts';
import { aJudgedImage } from '../../builders/judged-image.ts';
import { runArgs, said, unknownSetting } from '../../builders/run-settings.ts';
import { inPod, judgeProfile, told, withSeccomp } from '../../builders/seccomp-evidence.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const PROFILE = { kind: 'profile', path: 'seccomp/web.json' } as const;

function judge(run: RunSettings, serverVersion = '28.2.2') {
  const image = aJudgedImage({ engine: { ...aJudgedImage().engine, serverVersion } });
  return judgeProfile(seccompNotIgnored, SMALL_SERVER, { 'run-settings': run, image });
}

describe('seccomp-not-ignored', () => {
  const both = 'seccomp/web.json (compose.yml:7 services.web.security_opt[0])';

  it.each<[string, RunSettings, string, string]>([
    ['not privileged', withSeccomp(PROFILE), '20.10.24', `pass: ${both}, and not privileged`],
    [
      'privileged: false',
      withSeccomp(PROFILE, { privileged: said(false) }),
      '20.10.24',
      `pass: ${both}, and not privileged`,
    ],
    [
      'an engine that ignores it',
      withSeccomp(PROFILE, { privileged: said(true) }),
      '20.10.24+dfsg1',
      `fail high: ${both} beside`,
    ],
    [
      'the last engine that ignores it',
      withSeccomp(PROFILE, { privileged: said(true) }),
      '26.1.5',
      `fail high: ${both} beside`,
    ],
    [
      'an engine that applies it',
      withSeccomp(PROFILE, { privileged: said(true) }),
      '27.0.1',
      `fail medium: ${both} beside`,
    ],
    [
      'an engine that nobody knows',
      withSeccomp(PROFILE, { privileged: said(true) }),
      '5.4.2',
      `fail high: ${both} beside`,
    ],
    ['a cluster', inPod(PROFILE, { privileged: said(true) }), '29.0.0', `fail high: ${both} beside`],
    ['a variable', withSeccomp(PROFILE, { privileged: unknownSetting() }), '29.0.0', 'undecided RUN-SETTING-UNKNOWN: '],
    [
      'an option that is a variable',
      runArgs('--security-opt seccomp=seccomp/web.json $OPTIONS'),
      '29.0.0',
      'undecided RUN',
    ],
  ])('%s', (_, run, version, expected) => {
    expect(told(judge(run, version)).slice(0, expected.length)).toBe(expected);
  });

  it.each([
    ['20.10.24', 'this one (20.10.24) is one of them.'],
    ['28.2.2', 'this one (28.2.2) does, and others that run the image may not.'],
  ])('says what an engine %s does', (version, words) => {
    const result = judge(withSeccomp(PROFILE, { privileged: said(true, 9, 'services.web.privileged') }), version);
    expect(result).toMatchObject({
      findings: [
        {
          detail: expect.stringContaining(words),
          location: { file: 'compose.yml', lines: { first: 9, last: 9 } },
          fix: { lines: ['    privileged: false'], placement: 'replace' },
        },
      ],
    });
  });
});
