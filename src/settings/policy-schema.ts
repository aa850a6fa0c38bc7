import * as v from 'valibot';
import { INHERITED, MODES, PRESETS } from '../model/policy.ts';
import { THRESHOLDS } from '../model/severity.ts';
import { visibleText } from '../model/visible-text.ts';
import { nearest, SCANNERS } from './values.ts';

/** Where the policy of a repository stands unless the input `policy` says another place. */
export const POLICY_FILE = '.github/docker-security-gate.yml';

/** The most that a policy file may hold, bytes. */
export const MAX_POLICY_BYTES = 262_144;

/** One key of the policy file. */
export interface PolicyKey<S extends v.GenericSchema = v.GenericSchema> {
  /** One line for the docs and for editors. */
  readonly summary: string;
  readonly schema: S;
  /** For people: what applies when the key is not there. */
  readonly default: string;
}

function key<S extends v.GenericSchema>(definition: PolicyKey<S>): PolicyKey<S> {
  return definition;
}

/** One word of a closed set, whatever else stands there, with the nearest one as a hint. */
function word<const T extends string>(words: readonly T[]) {
  return v.picklist(words, ({ input }) => {
    const near = typeof input === 'string' ? nearest(input, words) : undefined;
    const hint = near === undefined ? '' : ` Did you mean ${near}?`;
    return `is ${shown(input)}; write ${words.length === 1 ? words[0] : `one of ${words.join(', ')}`}.${hint}`;
  });
}

const yesOrNo = v.boolean(({ input }) => `is ${shown(input)}; write true or false.`);

/** What stood there, for a message: the text, or the kind of thing. */
export function shown(input: unknown): string {
  if (typeof input === 'string') return input === '' ? 'empty' : visibleText(input, 40);
  if (input === null || input === undefined) return 'empty';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a mapping' : visibleText(String(input), 40);
}

/** As kernel headers spell it; whether there is such a call is for the check to say. */
const systemCall = v.pipe(
  v.string(({ input }) => `has ${shown(input)} in its list; write names of system calls, such as mkdir.`),
  v.regex(
    /^[a-z_][a-z0-9_]{0,63}$/,
    ({ input }) => `has ${shown(input)} in its list, which is no name of a system call.`,
  ),
);

/** At least one: an empty list asks for nothing, and looks as if it did. */
export const DENIED_CALLS = v.pipe(
  v.array(systemCall, ({ input }) => `is ${shown(input)}; write a list of system calls, such as [mkdir, kill].`),
  v.minLength(1, () => 'is an empty list; write names of system calls, or leave it out.'),
  v.maxLength(64, () => 'has more than 64 names.'),
);

/** What can be said under `seccomp`. */
export const SECCOMP_KEYS = {
  'must-deny': key({
    summary:
      'System calls that must be refused, with all that do the same: a list for whatever is judged, or a mapping of compose services to lists',
    schema: v.union([DENIED_CALLS, v.record(v.string(), DENIED_CALLS)]),
    default: 'none',
  }),
} as const;

/** THE list of keys at the top of a policy file, in reading order; `checks` is beside it. Later versions only add. */
export const POLICY_KEYS = {
  version: key({
    summary: 'Form of this file',
    schema: v.literal(1, ({ input }) => versionMessage(input)),
    default: '1',
  }),
  preset: key({ summary: 'Set of rules to begin with', schema: word(PRESETS), default: 'default' }),
  mode: key({
    summary: 'With warn a FAIL is shown as such and ends with exit code 0; NO VERDICT still ends with 2',
    schema: word(MODES),
    default: 'enforce',
  }),
  'fail-on': key({
    summary: 'Lowest severity that blocks',
    schema: word(THRESHOLDS),
    default: "the preset's: high, or medium with strict",
  }),
  inherited: key({
    summary: 'Findings that an external base image brought: show them only, or let them block',
    schema: word(INHERITED),
    default: 'show',
  }),
  scanner: key({
    summary: 'Vulnerability scanners: one or a list, or none. Only none is available yet',
    schema: v.union([word(SCANNERS), v.array(word(SCANNERS))], ({ input }) => scannerMessage(input)),
    default: 'grype, once scanning is there',
  }),
  'only-fixed': key({
    summary: 'Vulnerabilities that nobody has fixed are shown and do not block; says nothing until scanning is there',
    schema: yesOrNo,
    default: 'true',
  }),
  seccomp: key({
    summary: 'Demands on the filter of system calls: `must-deny`, see below',
    schema: strictObject(SECCOMP_KEYS),
    default: 'none',
  }),
  observe: key({
    summary: "Also start the image's own program, without network, mounts or devices, and look at its process",
    schema: yesOrNo,
    default: 'false',
  }),
} as const;

export type PolicyKeyName = keyof typeof POLICY_KEYS;
export const POLICY_KEY_NAMES = Object.keys(POLICY_KEYS).filter((name): name is PolicyKeyName => name in POLICY_KEYS);
export type PolicyValue<N extends PolicyKeyName> = v.InferOutput<(typeof POLICY_KEYS)[N]['schema']>;

/** A form of this file that a later version of the gate may read. */
export function isLaterVersion(input: unknown): boolean {
  return typeof input === 'number' && Number.isSafeInteger(input) && input > 1;
}

function versionMessage(input: unknown): string {
  if (isLaterVersion(input)) return `is ${shown(input)}; this version of the gate reads version 1.`;
  return `is ${typeof input === 'string' && input !== '' ? `the text "${shown(input)}"` : shown(input)}; write 1.`;
}

function scannerMessage(input: unknown): string {
  const wrong = Array.isArray(input) ? input.find((entry) => !SCANNERS.some((known) => known === entry)) : input;
  const near = typeof wrong === 'string' ? nearest(wrong, SCANNERS) : undefined;
  return `is ${shown(wrong)}; write one or a list of ${SCANNERS.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

/** What can be said of one check. */
export const CHECK_KEYS = {
  severity: key({
    summary: "Severity of the check's findings, instead of its own",
    schema: word(THRESHOLDS),
    default: "the check's own",
  }),
  'fail-on': key({
    summary: "Lowest severity of the check's findings that blocks",
    schema: word(THRESHOLDS),
    default: "the policy's",
  }),
  required: key({
    summary: 'The check must be answered: where it is not applicable there is no verdict',
    schema: v.literal(true, ({ input }) => `is ${shown(input)}; write true, or leave it out.`),
    default: 'a check that is not applicable is shown as such',
  }),
} as const;

/** Instead of keys: the check is not asked. */
export const CHECK_OFF = v.literal(
  'off',
  ({ input }) => `is ${shown(input)}; write off, or a mapping with severity, fail-on or required.`,
);

/** What the schema for editors needs to know of a check. */
export interface KnownCheck {
  readonly id: string;
  readonly title: string;
}

/** The whole file as one schema, for the JSON schema that editors use: what it takes, `readPolicyFile` takes too. */
export function policySchema(checks: readonly KnownCheck[]) {
  const rule = v.union([v.literal('off'), strictObject(CHECK_KEYS)]);
  const entries = checks.map(({ id, title }) => [id, v.optional(v.pipe(rule, v.description(title)))] as const);
  return v.pipe(
    v.strictObject({
      ...strictObject({ ...POLICY_KEYS, scanner: { ...POLICY_KEYS.scanner, schema: AVAILABLE_SCANNERS } }).entries,
      checks: v.optional(
        v.pipe(v.strictObject(Object.fromEntries(entries)), v.description('Rules for single checks, by id')),
      ),
    }),
    v.title('Policy of the Docker security gate'),
  );
}

/** Of the scanners' names those that this version does not refuse as not available yet. */
const AVAILABLE_SCANNERS = v.union([v.literal('none'), v.pipe(v.array(v.literal('none')), v.minLength(1))]);

function strictObject(keys: Readonly<Record<string, PolicyKey>>) {
  const entries = Object.entries(keys).map(
    ([name, { schema, summary, default: standard }]) =>
      [name, v.optional(v.pipe(schema, v.description(`${summary}. Default: ${standard}`)))] as const,
  );
  return v.strictObject(Object.fromEntries(entries));
}
