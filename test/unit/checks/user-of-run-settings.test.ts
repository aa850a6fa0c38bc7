import { describe, expect, it } from 'vitest';
import { userNotOverriddenToRoot } from '../../../src/checks/run/user-not-overridden-to-root.ts';
import { userInRange } from '../../../src/checks/user/user-in-range.ts';
import { userNotDroppedByEntrypointOnly } from '../../../src/checks/user/user-not-dropped-by-entrypoint-only.ts';
import { userNotRoot } from '../../../src/checks/user/user-not-root.ts';
import { userNotRootGroup } from '../../../src/checks/user/user-not-root-group.ts';
import { userNumeric } from '../../../src/checks/user/user-numeric.ts';
import { userResolvable } from '../../../src/checks/user/user-resolvable.ts';
import type { AnyCheck } from '../../../src/model/check.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

function ask(check: AnyCheck, run: RunSettings, user: string, os = 'linux') {
  return check.evaluate({
    'image-config': anImageConfig({ os, user }),
    'image-accounts': someAccounts(),
    'image-entrypoint': { programs: [] },
    'run-settings': run,
  });
}

const UNDETERMINED = 'undecided USER-UNDETERMINED';
const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';
const ELSEWHERE = 'not-applicable';

/** Who speaks up, when the run settings say a user over the image's: never two for the same fault. */
describe('the user of the run settings counts over the image’s', () => {
  it.each<[string, string, string, string, string, string, string]>([
    // options, image's USER, then not-root, overridden, group, resolvable, in-range
    ['--user 20002:10001', '', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['--user 20002:10001', 'nosuch', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['-u app', 'root', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['--user 1234', '', 'pass', 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user 5000', 'app', 'pass', 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user 1000:0', 'app', 'pass', 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user zapp', '', 'pass', 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user root', 'app', ELSEWHERE, 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user toor', 'app', ELSEWHERE, 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user 0:1000', 'app', ELSEWHERE, 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user :1000', 'app', ELSEWHERE, 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user 0', 'nosuch', ELSEWHERE, 'fail', ELSEWHERE, 'pass', 'pass'],
    ['--user root', '', 'fail', 'pass', 'fail', 'pass', 'pass'],
    ['--user :1000', 'root', 'fail', 'pass', 'fail', 'pass', 'pass'],
    ["--user ''", '', 'fail', 'pass', 'fail', 'pass', 'pass'],
    ["--user ''", 'app', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['', '', 'fail', 'pass', 'fail', 'pass', 'pass'],
    ['', 'app', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['image --user root', 'app', 'pass', 'pass', 'pass', 'pass', 'pass'],
    ['--user nosuch', 'app', UNDETERMINED, UNDETERMINED, UNDETERMINED, 'fail', UNDETERMINED],
    ['--user app:nosuch', 'app', UNDETERMINED, UNDETERMINED, UNDETERMINED, 'fail', UNDETERMINED],
    ['--user -1', 'app', UNDETERMINED, UNDETERMINED, UNDETERMINED, UNDETERMINED, 'fail'],
    ['--user 4294967295', '', UNDETERMINED, UNDETERMINED, UNDETERMINED, UNDETERMINED, 'fail'],
    ['--user $WHO', 'app', UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
    ['$OPTIONS', '', UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
  ])('docker run %s over USER %j', (options, user, notRoot, overridden, group, resolvable, inRange) => {
    const checks = [userNotRoot, userNotOverriddenToRoot, userNotRootGroup, userResolvable, userInRange];
    const answers = checks.map((check) => outcomeWord(ask(check, runArgs(options), user)));
    expect(answers).toEqual([notRoot, overridden, group, resolvable, inRange]);
  });

  it.each([
    ['a service', aService({ user: said('20002:10001') }), 'pass'],
    ['a service that says nothing', aService(), 'fail'],
    ['a service with a variable', aService({ user: unknownSetting() }), UNKNOWN],
    ['a pod', aPod({ user: saidInPod('20002:10001') }), 'pass'],
    ['nobody', ENGINE_DEFAULTS, 'fail'],
  ])('%s over an image of root: %s', (_, run, expected) => {
    expect(outcomeWord(ask(userNotRoot, run, ''))).toBe(expected);
  });

  it('finds the group root among those that the image’s files add to the user', () => {
    const evidence = {
      'image-config': anImageConfig({ user: '20002:10001' }),
      'image-accounts': someAccounts({ group: 'root:x:0:app\n' }),
    };
    const answers = (options: string) =>
      [userNotOverriddenToRoot, userNotRootGroup].map((check) =>
        outcomeWord(check.evaluate({ ...evidence, 'run-settings': runArgs(options) })),
      );
    expect(answers('--user app')).toEqual(['fail', ELSEWHERE]);
    expect(answers('--user app:app')).toEqual(['undecided USER-UNDETERMINED', 'undecided USER-UNDETERMINED']);
    expect(answers('--user 1000:1000')).toEqual(['pass', 'pass']);
  });

  it('shows both users', () => {
    const run = runArgs('--user 20002:10001');
    const seen =
      'user 20002:10001 (word 1 of run-args) → uid 20002, gid 10001, over no USER → uid 0 (root), gid 0 of the image';
    for (const check of [userNotRoot, userNotRootGroup, userResolvable, userInRange, userNotDroppedByEntrypointOnly]) {
      expect(ask(check, run, '')).toEqual({ kind: 'judged', seen, findings: [] });
    }
  });

  it('makes nothing of how the image itself writes its user', () => {
    expect(outcomeWord(ask(userNumeric, runArgs('--user 20002:10001'), 'app'))).toBe('fail');
  });

  it('points at the run setting that can’t be resolved, with a user that can', () => {
    const run = aService({ user: said('nosuch', 4, 'services.web.user') });
    const location = { file: 'compose.yml', lines: { first: 4, last: 4 } };
    const lines = ['    user: "20002:10001"'];
    expect(onlyFinding(ask(userResolvable, run, 'app'))).toMatchObject({ severity: 'high', location, fix: { lines } });
    const outside = aService({ user: said('2147483648', 4, 'services.web.user') });
    expect(onlyFinding(ask(userInRange, outside, 'app'))).toMatchObject({
      severity: 'medium',
      location,
      fix: { lines },
    });
    expect(onlyFinding(ask(userInRange, runArgs('--user -5'), 'app')).fix?.lines).toEqual(['--user', '20002:10001']);
  });

  it('leaves a step down of the entrypoint to what it is for, where the run settings say no user', () => {
    const script = '#!/bin/sh\nexec gosu app "$@"\n';
    const evidence = {
      'image-config': anImageConfig({ entrypoint: ['/entry.sh'] }),
      'image-accounts': someAccounts(),
      'image-entrypoint': { programs: [{ state: 'text', path: '/entry.sh', text: script }] },
    } as const;
    const answer = (options: string) =>
      outcomeWord(userNotDroppedByEntrypointOnly.evaluate({ ...evidence, 'run-settings': runArgs(options) }));
    expect(answer('')).toBe('fail');
    expect(answer('--user root')).toBe('fail');
    expect(answer('--user app')).toBe('pass');
    expect(answer('--user $WHO')).toBe(UNKNOWN);
  });

  it.each([
    ['--user ContainerUser', '', 'pass', 'pass'],
    ['--user ContainerAdministrator', 'ContainerUser', ELSEWHERE, 'fail'],
    ['--user ContainerAdministrator', '', 'fail', 'pass'],
    ['--user svc', 'ContainerUser', UNDETERMINED, 'pass'],
    ['', 'ContainerUser', 'pass', 'pass'],
    ['--user $WHO', 'ContainerUser', UNKNOWN, UNKNOWN],
  ])('T080 in Windows: docker run %s over USER %j', (options, user, notRoot, overridden) => {
    expect(outcomeWord(ask(userNotRoot, runArgs(options), user, 'windows'))).toBe(notRoot);
    expect(outcomeWord(ask(userNotOverriddenToRoot, runArgs(options), user, 'windows'))).toBe(overridden);
  });
});
