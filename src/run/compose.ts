import { type FilePlace, NOT_SAID, type RunSettings, type Stated } from '../model/run-settings.ts';
import { readComposeDevices, readComposePorts, readEnvFiles, readNames } from './compose-access.ts';
import { type ComposeBuild, readComposeBuild } from './compose-build.ts';
import { readUnknown } from './compose-hooks.ts';
import { readComposeGpus, readComposeLimits, readComposeRestart } from './compose-limits.ts';
import { type ComposeLines, NO_LINES, UNSET_VARIABLE } from './compose-lines.ts';
import { readComposeMounts, readComposeTmpfs, readVolumesFrom } from './compose-mounts.ts';
import { readComposeNamespaces } from './compose-namespaces.ts';
import { readProgram } from './compose-program.ts';
import {
  type Fields,
  fieldsOf,
  pairsOf,
  type ServiceReading,
  settingOf,
  textOf,
  textsOf,
  undecidedAt,
  WRONG_KIND,
} from './compose-reading.ts';
import { readComposeSecurity } from './compose-security.ts';
import { lastOfEach, readSwitch, readText } from './run-reading.ts';
import { readDeviceRule, readSysctl } from './run-values.ts';

export interface ComposeService {
  readonly name: string;
  readonly settings: RunSettings;
  readonly image?: string;
  readonly platform?: string;
  readonly build?: ComposeBuild;
}

/**
 * Reads the services of a project as Compose resolves it, sorted by name; jobs are services that somebody else starts.
 * What is not understood is undecided in the settings: never left out, and never a default.
 *
 * @param project parsed JSON of `config --format json`, or YAML of `docker-compose config`. Untrusted
 * @param lines where the files say it
 * @returns undefined when it is no project
 */
export function readComposeModel(
  project: unknown,
  lines: ComposeLines = NO_LINES,
): { readonly services: readonly ComposeService[] } | undefined {
  const fields = fieldsOf(project);
  const services = namedOf(fields?.get('services'));
  const jobs = namedOf(fields?.get('jobs'));
  if (fields === undefined || services === undefined || jobs === undefined) return undefined;
  const read = (section: 'services' | 'jobs') => (name: string, value: unknown) => {
    return readService({ section, name }, value, fields, lines);
  };
  const all = [
    ...[...services].map(([name, value]) => read('services')(name, value)),
    ...[...jobs].map(([name, value]) => {
      const job = read('jobs')(name, value);
      return services.has(name) ? { ...job, name: `jobs.${name}` } : job;
    }),
  ];
  return { services: all.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

/** A service of which nothing is said is one all the same. */
function namedOf(value: unknown): Fields | undefined {
  if (value === undefined) return new Map();
  return fieldsOf(value) && new Map(Object.entries(value ?? {}));
}

function readService(
  owner: ServiceReading['owner'],
  value: unknown,
  project: Fields,
  lines: ComposeLines,
): ComposeService {
  const key = `${owner.section}.${owner.name}`;
  const fallback: FilePlace = { in: 'file', file: lines.files.at(-1) ?? 'compose.yaml', line: 1, key };
  const declared = lines.placeOf(owner, []) ?? fallback;
  const fields = fieldsOf(value ?? {});
  const reading: ServiceReading = { owner, fields: fields ?? new Map(), lines, declared };
  const settings = settingsOf(reading, project);
  const unknown = [
    ...(fields === undefined ? [undecidedAt(reading, [], value, WRONG_KIND)] : []),
    ...lines.unplaced.map((name) => undecidedAt(reading, [], `\${${name}}`, UNSET_VARIABLE)),
  ];
  const image = textOf(reading.fields.get('image'));
  const platform = textOf(reading.fields.get('platform'));
  const build = reading.fields.get('build');
  return {
    name: owner.name,
    settings: { ...settings, unknown: [...settings.unknown, ...unknown] },
    ...(image !== undefined && image !== '' && { image }),
    ...(platform !== undefined && platform !== '' && { platform }),
    ...(build !== undefined && { build: readComposeBuild(build) }),
  };
}

function settingsOf(reading: ServiceReading, project: Fields): RunSettings {
  const texts = (key: string): readonly Stated<string>[] => textsOf(reading, [key], readText);
  const { owner, lines, declared } = reading;
  return {
    source: { kind: 'compose', files: lines.files, service: owner.name, declared },
    privileged: switchOf(reading, 'privileged'),
    capAdd: texts('cap_add'),
    capDrop: texts('cap_drop'),
    security: readComposeSecurity(reading),
    user: settingOf(reading, ['user'], readText),
    groupAdd: texts('group_add'),
    readOnly: switchOf(reading, 'read_only'),
    tmpfs: readComposeTmpfs(reading),
    namespaces: readComposeNamespaces(reading, project),
    mounts: readComposeMounts(reading, project),
    volumesFrom: readVolumesFrom(reading),
    devices: readComposeDevices(reading),
    deviceCgroupRules: textsOf(reading, ['device_cgroup_rules'], readDeviceRule),
    gpus: readComposeGpus(reading),
    limits: readComposeLimits(reading),
    sysctls: lastOfEach(pairsOf(reading, ['sysctls'], readSysctl), ({ name }) => name),
    ports: readComposePorts(reading),
    publishAll: NOT_SAID,
    restart: readComposeRestart(reading),
    runtime: settingOf(reading, ['runtime'], readText),
    env: readNames(reading, 'environment'),
    envFiles: readEnvFiles(reading),
    annotations: readNames(reading, 'annotations'),
    entrypoint: readProgram(reading, 'entrypoint'),
    command: readProgram(reading, 'command'),
    unknown: readUnknown(reading),
  };
}

/** Compose of today leaves out what is false, which is the engine's default. */
function switchOf(reading: ServiceReading, key: string): RunSettings['privileged'] {
  const setting = settingOf(reading, [key], readSwitch);
  return setting.state === 'said' && !setting.value ? NOT_SAID : setting;
}
