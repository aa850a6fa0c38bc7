import * as v from 'valibot';
import type { Problem } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { StrictnessInputs } from './effective-policy.ts';
import type { RawSettings } from './inputs.ts';
import { readProject, readRunInputs } from './run-inputs.ts';
import { SETTING_NAMES, SETTINGS, type SettingName, type SettingValue } from './schema.ts';
import { conflict, invalid, pending } from './setting-problems.ts';
import type { BuildSettings, ProjectSettings, ReferenceSettings } from './subject-settings.ts';

/** How the image is run, as far as inputs say it. */
export interface RunInputs {
  /** Options of `docker run`, as written. */
  readonly runArgs?: string;
  /** Files or folders, as given. */
  readonly kubernetesFiles: readonly string[];
}

/** One frozen value: what the user wants. */
export interface Settings {
  readonly subject: BuildSettings | ReferenceSettings | ProjectSettings;
  readonly run: RunInputs;
  /** How strictly, as the inputs say it. What applies is the policy's to say: see `effectivePolicy`. */
  readonly strictness: StrictnessInputs;
  /** Where the policy file is to be, from the root of the repository; absent: the usual place, and there may be none. */
  readonly policyFile?: string;
  readonly reports: ReportSettings;
}

/** Where the verdict is told. Readable also when the other settings are not, so that the error is told too. */
export interface ReportSettings {
  readonly githubToken?: string;
  readonly comment: 'always' | 'on-failure' | 'never';
  readonly commentKey: string;
  readonly jobSummary: boolean;
  readonly reportFile?: string;
}

export interface ResolvedSettings {
  /** Absent when there are problems. */
  readonly settings?: Settings;
  readonly reports: ReportSettings;
  /** Everything that is wrong, not only the first. */
  readonly problems: readonly Problem[];
}

/** Text → values → one frozen settings value. Pure; reports every problem at once. */
export function resolveSettings(raw: RawSettings): ResolvedSettings {
  const problems: Problem[] = [];
  const value = reader(raw, problems);
  const reports = readReports(value);
  for (const name of SETTING_NAMES) checkPending(name, raw, problems);
  const subject = readSubject(raw, value, problems);
  const failOn = value('fail-on');
  const scanner = readScanner(value('scanner'), problems);
  const policyFile = value('policy');
  const run = readRunInputs(value);
  if (problems.length > 0) return { reports, problems };
  const strictness = { ...(failOn && { failOn }), ...(scanner && { scanner }) };
  const settings = { subject, run, strictness, reports, ...(policyFile !== undefined && { policyFile }) };
  return { settings: Object.freeze(settings), reports, problems };
}

/** One given setting by its schema; undefined when it is not given or wrong. */
export type SettingReader = <N extends SettingName>(name: N) => SettingValue<N> | undefined;

/** Reads one given setting by its schema; what is wrong is noted once. */
function reader(raw: RawSettings, problems: Problem[]): SettingReader {
  return (name) => {
    const text = raw.get(name);
    if (text === undefined) return undefined;
    const schema: v.GenericSchema<string, unknown> = SETTINGS[name].schema;
    const parsed = v.safeParse(schema, text, { abortPipeEarly: true });
    if (parsed.success) return parsed.output as SettingValue<typeof name>; // the schema of this very name made it
    // A secret is not echoed, not even the part of it that is wrong.
    const messages =
      'secret' in SETTINGS[name] ? ['has a form that no such secret has'] : parsed.issues.map(({ message }) => message);
    problems.push(invalid(name, messages));
    return undefined;
  };
}

function readReports(value: SettingReader): ReportSettings {
  const githubToken = value('github-token');
  const reportFile = value('report-file');
  return {
    ...(githubToken === undefined ? {} : { githubToken }),
    ...(reportFile === undefined ? {} : { reportFile }),
    comment: value('comment') ?? 'always',
    commentKey: value('comment-key') ?? 'default',
    jobSummary: value('job-summary') ?? true,
  };
}

/** A setting whose capability is not there yet is an error when it asks for something, never ignored. */
function checkPending(name: SettingName, raw: RawSettings, problems: Problem[]): void {
  const definition = SETTINGS[name];
  const text = raw.get(name);
  if (text === undefined || !('pending' in definition)) return;
  const asksForNothing = 'flag' in definition && !('default' in definition) && /^\s*false\s*$/i.test(text);
  if (!asksForNothing) problems.push(pending(name, definition.pending));
}

function readScanner(scanners: SettingValue<'scanner'> | undefined, problems: Problem[]): 'none' | undefined {
  if (scanners === undefined) return undefined;
  const wanted = scanners.filter((scanner) => scanner !== 'none');
  if (wanted.length > 0 && scanners.includes('none')) {
    problems.push(conflict('scanner', 'none stands beside other scanners', 'Write none alone, or only the scanners.'));
  } else if (wanted.length > 0) {
    problems.push(pending('scanner', `Vulnerability scanning with ${wanted.join(', ')}`));
  }
  return 'none';
}

/** The settings that only mean something when the gate builds. */
export const BUILD_ONLY = [
  'context',
  'file',
  'target',
  'build-args',
  'build-contexts',
  'secrets',
  'no-cache',
  'cache-from',
  'cache-to',
  'builder',
  'labels',
  'tags',
  'platforms',
] as const satisfies readonly SettingName[];

function readSubject(raw: RawSettings, value: SettingReader, problems: Problem[]): Settings['subject'] {
  const project = readProject(raw, value, problems);
  if (project !== undefined) return project;
  const image = value('image');
  if (image === undefined) return readBuild(raw, value, problems);
  const besides = BUILD_ONLY.filter((name) => raw.has(name));
  if (besides.length > 0) {
    problems.push(
      conflict(
        ['image', ...besides].join(', '),
        'image judges an image that is there, the others build one',
        'Give image alone, or leave it out.',
      ),
    );
  }
  const archive = /^(docker-archive|oci-archive|oci-dir):/.exec(image)?.[1];
  if (archive !== undefined) problems.push(pending('image', `Reading ${archive} images`));
  return { kind: 'reference', reference: image, pull: value('pull') ?? false };
}

function readBuild(raw: RawSettings, value: SettingReader, problems: Problem[]): BuildSettings {
  const platforms = value('platforms') ?? [];
  if (platforms.length > 1) problems.push(pending('platforms', 'More than one platform in one run'));
  const [platform] = platforms;
  if (platform !== undefined && !/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform)) {
    problems.push(
      invalid('platforms', [
        `is not a platform: ${visibleText(platform, 60)}; write os/architecture, such as linux/arm64`,
      ]),
    );
  }
  const context = value('context') ?? '.';
  if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^-$/i.test(context)) {
    problems.push(invalid('context', ['is a remote address; the gate builds folders of the repository only']));
  }
  const file = value('file');
  const target = value('target');
  const builder = value('builder');
  return {
    kind: 'build',
    context,
    contextGiven: raw.has('context') || raw.has('file'),
    ...(file === undefined ? {} : { file }),
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
    ...(builder === undefined ? {} : { builder }),
    buildArgs: value('build-args') ?? [],
    buildContexts: value('build-contexts') ?? [],
    secrets: value('secrets') ?? [],
    pull: value('pull') ?? false,
    noCache: value('no-cache') ?? false,
    cacheFrom: value('cache-from') ?? [],
    cacheTo: value('cache-to') ?? [],
    labels: value('labels') ?? [],
    tags: value('tags') ?? [],
  };
}
