import type * as v from 'valibot';
import * as kind from './values.ts';

/** The groups of the README's tables and of `--help`, in reading order. */
export const SETTING_GROUPS = ['what', 'strictness', 'credentials', 'reports'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** One setting: an input of the action and a flag of the command line, under one name. */
export interface SettingDefinition<S extends v.GenericSchema<string, unknown> = v.GenericSchema<string, unknown>> {
  readonly group: SettingGroup;
  /** One line for `--help`, the README and action.yml. */
  readonly summary: string;
  readonly schema: S;
  /** What applies when nothing is given, for people. Absent: nothing applies. */
  readonly default?: string;
  /** GitHub fills it in (`${{ github.token }}`): the only default that stands in action.yml. */
  readonly actionDefault?: string;
  /** Masked, never shown. */
  readonly secret?: true;
  /** On the command line the flag alone means `true`. */
  readonly flag?: true;
  /** Part of the contract, and the capability is not there yet: given, it is the error NOT-AVAILABLE-YET. */
  readonly pending?: string;
}

function setting<S extends v.GenericSchema<string, unknown>>(definition: SettingDefinition<S>): SettingDefinition<S> {
  return definition;
}

/** THE list of settings, in reading order. action.yml, `--help` and the README's tables are checked against it. */
export const SETTINGS = {
  context: setting({
    group: 'what',
    summary: 'Build context, a folder of the repository',
    schema: kind.path,
    default: '.',
  }),
  file: setting({
    group: 'what',
    summary: 'Path of the Dockerfile',
    schema: kind.path,
    default: '{context}/Dockerfile',
  }),
  target: setting({ group: 'what', summary: 'Stage to build', schema: kind.name, default: 'the last stage' }),
  'build-args': setting({
    group: 'what',
    summary: 'Build arguments, NAME=value, one a line',
    schema: kind.assignments,
  }),
  'build-contexts': setting({
    group: 'what',
    summary: 'Additional build contexts, name=source, one a line (needs buildx)',
    schema: kind.labels,
  }),
  secrets: setting({
    group: 'what',
    summary: 'Build secrets, id=NAME,env=VARIABLE or id=NAME,src=PATH, one a line (needs BuildKit)',
    schema: kind.lines,
  }),
  platforms: setting({
    group: 'what',
    summary: 'Platform to build, such as linux/arm64',
    schema: kind.list,
    default: "the engine's own",
  }),
  pull: setting({
    group: 'what',
    summary: 'Always try to pull newer base images, or the image',
    schema: kind.boolean,
    default: 'false',
    flag: true,
  }),
  'no-cache': setting({
    group: 'what',
    summary: 'Build without the cache',
    schema: kind.boolean,
    default: 'false',
    flag: true,
  }),
  'cache-from': setting({ group: 'what', summary: 'Cache sources, one a line', schema: kind.lines }),
  'cache-to': setting({ group: 'what', summary: 'Cache destinations, one a line (needs buildx)', schema: kind.lines }),
  builder: setting({
    group: 'what',
    summary: 'Name of the buildx builder',
    schema: kind.name,
    default: 'the current one',
  }),
  labels: setting({ group: 'what', summary: 'Labels of the image, key=value, one a line', schema: kind.labels }),
  tags: setting({ group: 'what', summary: 'Tags that the image gets once it has passed', schema: kind.references }),
  image: setting({
    group: 'what',
    summary: 'Judge this image instead of building: a reference, docker-archive:PATH, oci-archive:PATH or oci-dir:PATH',
    schema: kind.image,
  }),
  'compose-files': setting({
    group: 'what',
    summary:
      'Compose files, one a line, in the order in which they are merged: their services are built and judged as they are run',
    schema: kind.lines,
  }),
  services: setting({
    group: 'what',
    summary: 'Services of the compose project to judge',
    schema: kind.list,
    default: 'all of them',
  }),
  'kubernetes-files': setting({
    group: 'what',
    summary: 'Rendered Kubernetes manifests, files or folders, one a line: every container is judged as it is run',
    schema: kind.lines,
  }),
  'run-args': setting({
    group: 'what',
    summary: 'Options of the docker run that will run the image',
    schema: kind.line,
    default: "none: the engine's own defaults are judged",
  }),

  policy: setting({
    group: 'strictness',
    summary: 'Path of the policy file',
    schema: kind.committedPath,
    default: '.github/docker-security-gate.yml',
  }),
  'fail-on': setting({
    group: 'strictness',
    summary: 'Lowest severity that blocks: critical, high, medium, low or negligible',
    schema: kind.threshold,
    default: 'high',
  }),
  scanner: setting({
    group: 'strictness',
    summary: 'Vulnerability scanners: a list of grype, snyk, anchore; or none. Only none is available yet',
    schema: kind.choices(kind.SCANNERS),
  }),
  'only-fixed': setting({
    group: 'strictness',
    summary: 'Vulnerabilities that nobody has fixed are shown and do not block',
    schema: kind.boolean,
    default: 'true',
    flag: true,
    pending: 'Vulnerability scanning',
  }),
  baseline: setting({
    group: 'strictness',
    summary: 'What is compared with, so that only what is new blocks',
    schema: kind.line,
    pending: 'Baselines',
  }),

  'github-token': setting({
    group: 'credentials',
    summary: 'Token for the pull-request comment',
    schema: kind.line,
    // Not a template of ours: GitHub expands it, and action.yml carries it as it stands.
    actionDefault: '$' + '{{ github.token }}',
    secret: true,
  }),
  'snyk-token': setting({
    group: 'credentials',
    summary: 'Snyk token',
    schema: kind.line,
    secret: true,
    pending: 'Vulnerability scanning',
  }),
  'snyk-org': setting({
    group: 'credentials',
    summary: 'Snyk organisation',
    schema: kind.name,
    pending: 'Vulnerability scanning',
  }),
  'snyk-api': setting({
    group: 'credentials',
    summary: 'URL of the Snyk API',
    schema: kind.line,
    pending: 'Vulnerability scanning',
  }),
  'anchore-url': setting({
    group: 'credentials',
    summary: 'URL of Anchore Enterprise or Anchore Engine',
    schema: kind.line,
    pending: 'Vulnerability scanning',
  }),
  'anchore-username': setting({
    group: 'credentials',
    summary: 'Anchore user',
    schema: kind.line,
    pending: 'Vulnerability scanning',
  }),
  'anchore-password': setting({
    group: 'credentials',
    summary: 'Anchore password',
    schema: kind.line,
    secret: true,
    pending: 'Vulnerability scanning',
  }),
  'anchore-account': setting({
    group: 'credentials',
    summary: 'Anchore account',
    schema: kind.name,
    pending: 'Vulnerability scanning',
  }),

  comment: setting({
    group: 'reports',
    summary: 'Pull-request comment: always, on-failure or never',
    schema: kind.choice(['always', 'on-failure', 'never']),
    default: 'always',
  }),
  'comment-key': setting({
    group: 'reports',
    summary: 'One comment per key, for several gates in one repository',
    schema: kind.commentKey,
    default: 'default',
  }),
  'job-summary': setting({
    group: 'reports',
    summary: 'Write the job summary',
    schema: kind.boolean,
    default: 'true',
    flag: true,
  }),
  annotations: setting({
    group: 'reports',
    summary: 'Annotate the changed files',
    schema: kind.boolean,
    flag: true,
    pending: 'Annotations',
  }),
  suggestions: setting({
    group: 'reports',
    summary: 'Suggest cures in the review',
    schema: kind.boolean,
    flag: true,
    pending: 'Review suggestions',
  }),
  'sarif-file': setting({ group: 'reports', summary: 'Write SARIF to this file', schema: kind.path, pending: 'SARIF' }),
  'report-file': setting({ group: 'reports', summary: 'Write the JSON report to this file', schema: kind.path }),
  'html-file': setting({
    group: 'reports',
    summary: 'Write a self-contained HTML report to this file',
    schema: kind.path,
    pending: 'The HTML report',
  }),
  reports: setting({
    group: 'reports',
    summary: 'JSON reports of other jobs to merge',
    schema: kind.lines,
    pending: 'Merging reports',
  }),
  expect: setting({
    group: 'reports',
    summary: 'Reports that must be there when merging',
    schema: kind.lines,
    pending: 'Merging reports',
  }),
  monitor: setting({
    group: 'reports',
    summary: 'Hand the image to the scanner for continued watching',
    schema: kind.boolean,
    flag: true,
    pending: 'Vulnerability scanning',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS).filter((key): key is SettingName => key in SETTINGS);

/** The value of a setting when it is given. */
export type SettingValue<N extends SettingName> = v.InferOutput<(typeof SETTINGS)[N]['schema']>;

/** The outputs of the action, with what each holds. */
export const OUTPUTS = {
  verdict: 'pass, fail or error',
  incomplete: 'true when a required check could not be decided, whatever the verdict is',
  'image-id': "The engine's id of the judged image, sha256:…",
  'image-digest': 'The digest under which a registry knows the image, when one does',
  'blocking-count': 'Number of findings that block',
  'finding-count': 'Number of findings, blocking or not',
  'error-codes': 'The codes of what could not be done, separated by commas',
  'policy-commit': 'The commit that the policy file was read from',
  'report-file': 'Path of the JSON report',
  'sarif-file': 'Path of the SARIF file',
  'comment-url': 'Address of the pull-request comment',
  'report-status': 'What became of the comment: created, updated, refused, failed, superseded or off',
} as const;
export type OutputName = keyof typeof OUTPUTS;
