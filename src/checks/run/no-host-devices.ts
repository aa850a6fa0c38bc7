import { defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunDevice, RunSettings, SaidAt, Stated } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type DeviceGrade, GPU_GRADE, gradeDevice, gradeDeviceRule } from './host-device.ts';
import { cis, DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'no-host-devices', severity: 'high' } as const;

/** The container gets no device of the host beyond those that every container has. */
export const noHostDevices = defineCheck({
  ...META,
  title: 'No device of the host is given to the container',
  area: 'run',
  needs: ['run-settings'],
  uses: [],
  references: [
    cis('5.18'),
    DOCKER_RUN,
    {
      name: 'Device whitelist controller',
      url: 'https://docs.kernel.org/admin-guide/cgroup-v1/devices.html',
    },
  ],
  evaluate: ({ 'run-settings': run }) => {
    const findings = [
      ...graded(run, run.devices, 'devices', deviceWords, ({ source }) => gradeDevice(source)),
      ...graded(run, run.deviceCgroupRules, 'device_cgroup_rules', (rule) => `rule ${rule}`, gradeDeviceRule),
      ...graded(
        run,
        run.gpus,
        'gpus',
        (gpus) => `gpus ${gpus}`,
        () => GPU_GRADE,
      ),
    ];
    const open = [run.devices, run.deviceCgroupRules, run.gpus].map((list: readonly Stated<unknown>[]) =>
      readList(run, list, 'devices'),
    );
    const undecided = open.find((one) => one.undecided !== undefined)?.undecided;
    if (findings.length === 0 && undecided !== undefined) return undecided;
    return { kind: 'judged', seen: findings[0]?.seen ?? `no device is given (${sourceWords(run)})`, findings };
  },
});

/** The findings of one list. `words` name an entry: untrusted. */
function graded<T>(
  run: RunSettings,
  list: readonly Stated<T>[],
  key: string,
  words: (entry: T) => string,
  grade: (entry: T) => DeviceGrade | undefined,
): readonly Finding[] {
  return readList(run, list, key).said.flatMap(({ value, at }) => {
    const found = grade(value);
    return found === undefined ? [] : [deviceFinding(run, words(value), at, found)];
  });
}

function deviceFinding(run: RunSettings, device: string, at: SaidAt, { severity, what }: DeviceGrade): Finding {
  const shown = visibleText(device, 120);
  const location = locationOf(at);
  return finding(META, {
    key: device,
    severity,
    title: `The container may use ${visibleText(device, 60)}`,
    detail:
      severity === 'critical'
        ? `This is ${what}: the container can read and change the host with it.`
        : `This is ${what}. Its mistakes, and what the device itself can reach, are open to the container.`,
    seen: `${shown} (${placeWords(at)})`,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text: 'Delete this line, or give the one device that the program needs, with no more than the rights that it needs (r, w).',
      },
      'replace',
    ),
  });
}

function deviceWords({ source, permissions }: RunDevice): string {
  return `device ${source} ${permissions}`;
}
