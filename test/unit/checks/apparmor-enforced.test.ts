import { describe, expect, it } from 'vitest';
import { apparmorEnforced } from '../../../src/checks/confinement/apparmor-enforced.ts';
import type { Confinement } from '../../../src/model/confinement.ts';
import type { RunSettings } from '../../../src/model/run-settings.ts';
import { aProfileFile, labelled, notStarted, provedEvidence, withAppArmor } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, said, unknownSetting } from '../../builders/run-settings.ts';
import { anEngineSecurity, inPod } from '../../builders/seccomp-evidence.ts';

const judge = (run: RunSettings, confinement: Confinement, overrides = {}) =>
  apparmorEnforced.evaluate(provedEvidence(run, confinement, overrides));
const NOT_LOADED =
  'OCI runtime create failed: unable to apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory: unknown';

describe('apparmor-enforced, where the engine has AppArmor', () => {
  it.each<[string, RunSettings, Confinement, string]>([
    ['nothing said', aService(), labelled('docker-default (enforce)'), 'pass'],
    ['nothing said', aService(), labelled('docker-default (enforce)\n'), 'pass'],
    ['nothing said', aService(), labelled('docker-default (complain)'), 'fail'],
    ['nothing said', aService(), labelled('unconfined'), 'fail'],
    ['nothing said', aService(), labelled('web (enforce)'), 'fail'],
    ['nothing said', aService(), labelled(undefined), 'undecided APPARMOR-UNDETERMINED'],
    ['nothing said', aService(), labelled('docker-default'), 'undecided APPARMOR-UNDETERMINED'],
    ['nothing said', aService(), labelled(''), 'undecided APPARMOR-UNDETERMINED'],
    ['a profile', withAppArmor('web'), labelled('web (enforce)'), 'pass'],
    ['a profile', withAppArmor('web'), labelled('web (kill)'), 'pass'],
    ['a profile', withAppArmor('web'), labelled('web (complain)'), 'fail'],
    ['a profile', withAppArmor('web'), labelled('web (unconfined)'), 'fail'],
    ['a profile', withAppArmor('web'), labelled('docker-default (enforce)'), 'fail'],
    ['a profile', withAppArmor('web'), labelled('webs (enforce)'), 'fail'],
    ['a profile that is not loaded', withAppArmor('web'), notStarted(NOT_LOADED), 'fail'],
    ['a container that does not start', withAppArmor('web'), notStarted('no space'), 'undecided APPARMOR-UNDETERMINED'],
    ['unconfined', withAppArmor({ kind: 'unconfined' }), labelled('unconfined'), 'not-applicable'],
    ['privileged', aService({ privileged: said(true) }), labelled('docker-default (enforce)'), 'not-applicable'],
    ['privileged, and a profile', withAppArmor('web', { privileged: said(true) }), labelled('web (enforce)'), 'pass'],
    [
      'perhaps privileged',
      aService({ privileged: unknownSetting() }),
      labelled('x (enforce)'),
      'undecided RUN-SETTING-UNKNOWN',
    ],
    [
      'something unknown',
      aService({ unknown: [unknownSetting()] }),
      labelled('x (enforce)'),
      'undecided RUN-SETTING-UNKNOWN',
    ],
    ['a manifest', inPod(undefined), labelled('docker-default (enforce)'), 'not-applicable'],
  ])('%s: %#', (_, run, confinement, expected) => {
    expect(outcomeWord(judge(run, confinement))).toBe(expected);
  });

  it('shows the label', () => {
    expect(judge(aService(), labelled('docker-default (enforce)'))).toMatchObject({
      seen: 'proved on the running container: docker-default (enforce)',
    });
  });

  it.each([
    ['apparmor/web', 'sudo apparmor_parser -r -W apparmor/web'],
    ['-r/it’s web', "sudo apparmor_parser -r -W './-r/it’s web'"],
    ["a'b", "sudo apparmor_parser -r -W 'a'\\''b'"],
  ])('says how to load the profile of the file %s', (path, command) => {
    const files = [aProfileFile('profile other { }'), aProfileFile(undefined, { path })];
    const found = onlyFinding(judge(withAppArmor('web'), notStarted(NOT_LOADED), { 'apparmor-profiles': files }));
    expect(found).toMatchObject({ severity: 'high', location: { file: 'compose.yml', lines: { first: 7, last: 7 } } });
    expect(found.fix?.text).toContain(command);
  });

  it('says it without the file, too', () => {
    const found = onlyFinding(judge(withAppArmor('web'), notStarted(NOT_LOADED)));
    expect(found.fix?.text).toContain('sudo apparmor_parser -r -W FILE');
  });

  it('says in which mode the profile is', () => {
    const found = onlyFinding(judge(withAppArmor('web'), labelled('web (complain)')));
    expect(found.seen).toBe('the running container: web (complain); expected web (enforce)');
  });
});

describe('apparmor-enforced, where it has none', () => {
  it.each([
    ['no AppArmor', {}, aService(), 'the engine, or its kernel, has no AppArmor'],
    ['SELinux', { selinux: true }, aService(), 'the engine confines containers by SELinux'],
    ['a profile', {}, withAppArmor('web'), 'starts the container without web, silently'],
    ['unconfined', {}, withAppArmor({ kind: 'unconfined' }), 'has no AppArmor'],
  ])('%s: never a pass', (_, security, run, words) => {
    const overrides = { 'engine-security': anEngineSecurity({ apparmor: false, ...security }) };
    for (const confinement of [labelled(undefined), labelled('docker-default (enforce)'), notStarted('x')]) {
      const result = judge(run, confinement, overrides);
      expect(result).toMatchObject({ kind: 'not-applicable', observed: expect.stringContaining(words) });
      expect(result).toMatchObject({ observed: expect.stringMatching(/^Not enforceable on this host: /) });
    }
  });
});
