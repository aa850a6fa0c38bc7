import { describe, expect, it } from 'vitest';
import { seccompNotUnconfined } from '../../../src/checks/confinement/seccomp-not-unconfined.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import type { EngineSecurity } from '../../../src/model/confinement.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding } from '../../builders/check-result.ts';
import { aService, runArgs, said } from '../../builders/run-settings.ts';
import { anEngineSecurity, inPod, profileEvidence, told, withSeccomp } from '../../builders/seccomp-evidence.ts';

function judge(run: RunSettings, security: EngineSecurity | undefined = anEngineSecurity()): CheckResult {
  const evidence = { 'run-settings': run, 'engine-security': security, 'seccomp-profile': undefined };
  return seccompNotUnconfined.evaluate(profileEvidence('{}', evidence));
}

describe('seccomp-not-unconfined', () => {
  it.each([
    ['--security-opt seccomp=unconfined', 'fail critical: seccomp: unconfined (word 1 of run-args)'],
    ['--security-opt seccomp:unconfined', 'fail critical: seccomp: unconfined (word 1 of run-args)'],
    [
      '--security-opt seccomp=a.json --security-opt seccomp=unconfined',
      'fail critical: seccomp: unconfined (word 3 of run-args)',
    ],
    [
      '--security-opt seccomp=unconfined --security-opt seccomp=a.json',
      'pass: seccomp: a profile (word 3 of run-args)',
    ],
    ['--security-opt seccomp=builtin', 'pass: seccomp: the built-in profile (word 1 of run-args)'],
    ['--cap-add ALL', 'pass: seccomp: the engine’s built-in profile'],
    ['', 'pass: seccomp: the engine’s built-in profile'],
    ['--privileged', 'not-applicable: A privileged container gets no filter: privileged: true (word 1 of run-args).'],
    ['--privileged --security-opt seccomp=unconfined', 'fail critical: seccomp: unconfined (word 2 of run-args)'],
    ['--privileged --security-opt seccomp=a.json', 'pass: seccomp: a profile (word 2 of run-args)'],
  ])('T091: docker run %s: %s', (options, expected) => {
    expect(told(judge(runArgs(options)))).toBe(expected);
  });

  it.each(['--security-opt seccomp=$P', '--security-opt $O', '$O', '--privileged=$P'])('%s is not known', (options) => {
    expect(told(judge(runArgs(options)))).toMatch(/^undecided RUN-SETTING-UNKNOWN/);
  });

  it.each<[string, Partial<EngineSecurity>, RunSettings, string]>([
    ['today', {}, aService(), 'pass: seccomp: the engine’s built-in profile'],
    ['20.10', { seccompProfile: 'default' }, aService(), 'pass: seccomp: the engine’s built-in profile'],
    [
      'a profile of its own',
      { seccompProfile: '/etc/docker/seccomp.json' },
      aService(),
      'pass: seccomp: the profile that the engine was given, /etc/docker/seccomp.json, which is not judged',
    ],
    [
      'told to use none',
      { seccompProfile: 'unconfined' },
      ENGINE_DEFAULTS,
      'fail critical: the engine gives no filter where nothing is said',
    ],
    [
      'told to use none, but the built-in one is named',
      { seccompProfile: 'unconfined' },
      withSeccomp({ kind: 'default' }),
      'pass: seccomp: the built-in profile (compose.yml:7 services.web.security_opt[0])',
    ],
    [
      'told to use none, in another place than the cluster',
      { seccompProfile: 'unconfined' },
      inPod({ kind: 'default' }),
      'pass: seccomp: the profile of the cluster’s runtime (compose.yml:7 services.web.security_opt[0])',
    ],
    ['without seccomp', { seccomp: false }, aService(), 'fail critical: the engine, or its kernel, has no seccomp'],
    [
      'silent',
      { seccompProfile: '' },
      aService(),
      'undecided SECCOMP-UNDETERMINED: What the seccomp filter does cannot',
    ],
  ])('an engine: %s', (_, overrides, run, expected) => {
    const result = told(judge(run, anEngineSecurity(overrides)));
    expect(result.slice(0, expected.startsWith('undecided') ? expected.length : undefined)).toBe(expected);
  });

  it('is not decided by an engine that could not be asked', () => {
    const evidence = { 'run-settings': aService(), 'engine-security': undefined, 'seccomp-profile': undefined };
    const result = seccompNotUnconfined.evaluate(profileEvidence('{}', evidence));
    expect(told(result)).toMatch(/^undecided SECCOMP-UNDETERMINED/);
  });

  it.each<[string, RunSettings, string]>([
    ['Unconfined', inPod({ kind: 'unconfined' }), 'fail critical: seccomp: unconfined'],
    ['nothing said', inPod(), 'fail medium: no seccompProfile'],
    ['RuntimeDefault', inPod({ kind: 'default' }), 'pass: seccomp: the profile of the cluster’s runtime'],
    ['Localhost', inPod({ kind: 'profile', path: 'web.json' }), 'pass: seccomp: a profile'],
    ['privileged', inPod({ kind: 'default' }, { privileged: said(true) }), 'not-applicable: A privileged container'],
    [
      'privileged with a profile',
      inPod({ kind: 'profile', path: 'web.json' }, { privileged: said(true) }),
      'not-applicable: A privileged container',
    ],
  ])('a pod: %s', (_, run, expected) => {
    expect(told(judge(run)).slice(0, expected.length)).toBe(expected);
  });

  it('points at the line, and shows what to write there', () => {
    expect(onlyFinding(judge(withSeccomp({ kind: 'unconfined' })))).toMatchObject({
      location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
      fix: { text: expect.stringContaining('Take the option out') },
    });
    expect(onlyFinding(judge(inPod()))).toMatchObject({
      location: { file: 'k8s/web.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['          seccompProfile:', '            type: RuntimeDefault'], placement: 'append' },
    });
    expect(onlyFinding(judge(aService(), anEngineSecurity({ seccompProfile: 'unconfined' })))).toMatchObject({
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    security_opt:', '      - seccomp=builtin'], placement: 'append' },
    });
  });
});
