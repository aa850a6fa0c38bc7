import { describe, expect, it } from 'vitest';
import { userNotOverriddenToRoot } from '../../../src/checks/run/user-not-overridden-to-root.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

/** @param user of the image; undefined for an image that is not there */
function judge(run: RunSettings, user?: string) {
  if (user === undefined) return userNotOverriddenToRoot.evaluate({ 'run-settings': run });
  const image = { 'image-config': anImageConfig({ user }), 'image-accounts': someAccounts() };
  return userNotOverriddenToRoot.evaluate({ 'run-settings': run, ...image });
}

describe('user-not-overridden-to-root', () => {
  it.each([
    ['T081: user: root over app', aService({ user: said('root') }), 'app', 'fail'],
    ['user: 0:0 over app', aService({ user: said('0:0') }), 'app', 'fail'],
    ['user: :0 over app', aService({ user: said(':0') }), 'app', 'fail'],
    ['user: toor, the other root, over app', aService({ user: said('toor') }), 'app', 'fail'],
    ['user: root over an image that is root', aService({ user: said('root') }), '', 'pass'],
    ['user: app over app', aService({ user: said('app') }), 'app', 'pass'],
    ['no user over app', aService(), 'app', 'pass'],
    ['no user over root', aService(), '', 'pass'],
    ['an empty user over app', aService({ user: said('') }), 'app', 'pass'],
    ['a user that is a variable', aService({ user: unknownSetting() }), 'app', UNKNOWN],
    ['words that are not understood', aService({ unknown: [unknownSetting()] }), 'app', UNKNOWN],
    ['runAsUser: 0 over app', aPod({ user: saidInPod('0') }), 'app', 'fail'],
    ['runAsUser: 1000 over app', aPod({ user: saidInPod('1000:1000') }), 'app', 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'app', 'pass'],
  ])('%s: %s, %s', (_, run, user, expected) => {
    expect(outcomeWord(judge(run, user))).toBe(expected);
  });

  it.each([
    ['--user 0', 'fail'],
    ['--user root', 'fail'],
    ['--user :5', 'fail'],
    ['--user 20002:10001', 'pass'],
    ['--user 20002', 'pass'],
    ['--user 20002:0', 'fail'],
    ['--user app', 'undecided USER-UNDETERMINED'],
    ['--group-add 0', 'fail'],
    ['--group-add root', 'fail'],
    ['--group-add 44', 'pass'],
    ['', 'pass'],
  ])('docker run %s of an image that is not there: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it('T081 names both sources, the line and the cure', () => {
    const found = onlyFinding(judge(aService({ user: said('root', 4, 'services.web.user') }), 'app'));
    expect(found).toMatchObject({
      severity: 'high',
      seen:
        'user root (compose.yml:4 services.web.user) → uid 0 (root), gid 0, ' +
        'over USER app → uid 1000 (app), gid 1000, groups 999 (docker) of the image',
      location: { file: 'compose.yml', lines: { first: 4, last: 4 } },
      fix: { lines: ['    user: "1000:1000"'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('-itu root'), '20002:10001')).fix?.lines).toEqual(['--user', '20002:10001']);
    expect(onlyFinding(judge(aPod({ user: saidInPod('0') }), 'nosuch')).fix?.lines).toEqual([
      '          runAsUser: 20002',
      '          runAsGroup: 10001',
    ]);
  });

  it.each([
    ['--user 1000:0', 'app', 'medium', 'gid-0'],
    ['--user 5000', 'app', 'medium', 'gid-0'],
    ['--group-add 0', 'app', 'medium', 'group-root'],
    ['--group-add root', 'app', 'medium', 'group-root'],
    ['--group-add docker', 'app', 'medium', 'group-docker'],
    ['--user root --group-add 0', 'app', 'high', 'uid-0'],
  ])('docker run %s over USER %s: %s', (options, user, severity, key) => {
    const found = onlyFinding(judge(runArgs(options), user));
    expect([found.severity, found.fingerprint]).toEqual([severity, `user-not-overridden-to-root:${key}`]);
  });

  it.each([
    ['--group-add 44', 'app', 'pass'],
    ['--group-add app', 'app', 'pass'],
    ['--group-add 0', '', 'pass'],
    ['--group-add nosuch', 'app', 'undecided USER-UNDETERMINED'],
    ['--group-add 44 --group-add 44', 'app', 'pass'],
    ['--group-add docker --group-add $MORE', 'app', 'fail'],
    ['--group-add 44 --group-add $MORE', 'app', UNKNOWN],
    ['--user $WHO --group-add 0', 'app', 'fail'],
  ])('docker run %s over USER %j: %s', (options, user, expected) => {
    expect(outcomeWord(judge(runArgs(options), user))).toBe(expected);
  });

  it('shows hostile text without control characters', () => {
    const run = aService({ user: said('0:\u202e1'), groupAdd: [said('0')] });
    expect(JSON.stringify(judge(run))).not.toMatch(/\u202e/);
  });
});
