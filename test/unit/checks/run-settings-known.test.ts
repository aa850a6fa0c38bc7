import { describe, expect, it } from 'vitest';
import { runSettingsKnown } from '../../../src/checks/run/run-settings-known.ts';
import { undecidedSettings } from '../../../src/checks/run/undecided-settings.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => runSettingsKnown.evaluate({ 'run-settings': run });
const X = unknownSetting();
const key = (written: string, line = 5) => ({ ...unknownSetting(written, line), unclassified: true }) as const;
const { security, namespaces, limits } = ENGINE_DEFAULTS;

describe('run-settings-known', () => {
  it.each([
    ['--user $X', 'undecided RUN-SETTING-UNKNOWN'],
    ['-v $X:/data', 'undecided RUN-SETTING-UNKNOWN'],
    ['--security-opt seccomp=$X', 'undecided RUN-SETTING-UNKNOWN'],
    ['$OPTIONS', 'undecided RUN-SETTING-UNKNOWN'],
    ['--memory $X', 'undecided RUN-SETTING-UNKNOWN'],
    ['-e TOKEN=$TOKEN -e $NAMES image $COMMAND', 'pass'],
    ['--name $NAME --user 1000', 'pass'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  // Every field of the settings that is about security, however deep it lies.
  it.each<[string, Partial<RunSettings>]>([
    ['privileged', { privileged: X }],
    ['capAdd', { capAdd: [said('KILL'), X] }],
    ['capDrop', { capDrop: [X] }],
    ['noNewPrivileges', { security: { ...security, noNewPrivileges: X } }],
    ['seccomp', { security: { ...security, seccomp: X } }],
    ['apparmor', { security: { ...security, apparmor: X } }],
    ['labels', { security: { ...security, labels: [X] } }],
    ['systemPaths', { security: { ...security, systemPaths: X } }],
    ['other security options', { security: { ...security, other: [X] } }],
    ['user', { user: X }],
    ['refusesRoot', { refusesRoot: X }],
    ['groupAdd', { groupAdd: [X] }],
    ['readOnly', { readOnly: X }],
    ['tmpfs', { tmpfs: [X] }],
    ...(['pid', 'network', 'ipc', 'uts', 'userns', 'cgroup'] as const).map((name): [string, Partial<RunSettings>] => [
      name,
      { namespaces: { ...namespaces, [name]: X } },
    ]),
    ['mounts', { mounts: [X] }],
    ['volumesFrom', { volumesFrom: [X] }],
    ['devices', { devices: [X] }],
    ['deviceCgroupRules', { deviceCgroupRules: [X] }],
    ['gpus', { gpus: [X] }],
    ['pids', { limits: { ...limits, pids: X } }],
    ['ulimits', { limits: { ...limits, ulimits: [X] } }],
    ['sysctls', { sysctls: [X] }],
    ['ports', { ports: [X] }],
    ['publishAll', { publishAll: X }],
    ['restart', { restart: X }],
    ['runtime', { runtime: X }],
    ['annotations', { annotations: [X] }],
    ['unknown', { unknown: [X] }],
  ])('%s that is not known', (_, overrides) => {
    expect(undecidedSettings(aService(overrides))).toEqual([X]);
    expect(outcomeWord(judge(aService(overrides)))).toBe('undecided RUN-SETTING-UNKNOWN');
  });

  it.each<[string, Partial<RunSettings>]>([
    ['nothing', {}],
    [
      'what is said',
      {
        user: said('1000'),
        mounts: [said({ kind: 'volume', source: '', target: '/d', readOnly: false, propagation: '' })],
      },
    ],
    ['what the program is told', { env: [X], envFiles: [X], entrypoint: X, command: X }],
  ])('passes with %s', (_, overrides) => {
    expect(outcomeWord(judge(aService(overrides)))).toBe('pass');
  });

  it('tells each setting once, and five of them', () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((line) => unknownSetting(`$V${line}`, line, `services.web.key${line}`));
    expect(judge(aService({ capAdd: many, capDrop: many }))).toMatchObject({
      problem: {
        what: 'Not everything in the run settings is known: compose.yml:1 services.web.key1: $V1 comes from a variable, and 6 more.',
        details: [1, 2, 3, 4, 5].map(
          (line) => `compose.yml:${line} services.web.key${line}: $V${line} comes from a variable`,
        ),
      },
    });
  });

  it('finds keys that nobody knows, beside whatever else is not known', () => {
    const found = onlyFinding(judge(aService({ unknown: [key('credential_spec', 7)], user: X })));
    expect(found).toMatchObject({
      severity: 'high',
      title: 'What credential_spec gives the container is not known',
      location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
    });
    expect(judge(aService({ unknown: [key('credential_spec')], user: X }))).toMatchObject({
      seen: expect.stringContaining('$VALUE comes from a variable'),
    });
    const many = Array.from({ length: 300 }, (_, line) => key(`key${line}`, line + 1));
    expect(findingsOf(judge(aService({ unknown: many })))).toHaveLength(20);
  });

  it('finds fields of a pod that there are not', () => {
    const run = podSettings({ container: 'securityContext: {readOnlyRootFileSystem: true}' });
    expect(onlyFinding(judge(run))).toMatchObject({
      title: 'What readOnlyRootFileSystem gives the container is not known',
      location: { file: 'pod.yaml', lines: { first: 9, last: 9 } },
    });
    expect(outcomeWord(judge(podSettings({ container: 'securityContext: {readOnlyRootFilesystem: true}' })))).toBe(
      'pass',
    );
    expect(outcomeWord(judge(podSettings({ pod: 'hostPID: "{{ .Values.pid }}"' })))).toBe(
      'undecided RUN-SETTING-UNKNOWN',
    );
  });
});
