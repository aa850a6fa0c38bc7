/**
 * Reads a seccomp profile as Docker does: github.com/moby/profiles/seccomp (`LoadProfile`), whose structs Go's
 * encoding/json fills.
 */
import { NoProfile, readFields } from './seccomp-fields.ts';
import { type JsonNode, readJson } from './seccomp-json.ts';
import type {
  KernelVersion,
  SeccompArchitectures,
  SeccompArgument,
  SeccompCondition,
  SeccompNote,
  SeccompProfile,
  SeccompReading,
  SeccompRule,
} from './seccomp-profile.ts';

/** A filter of the kernel has 4,096 instructions at most, and every rule takes one or more. */
const MAX_RULES = 4096;
const MAX_NAMES = 16_384;
const MAX_ARGUMENTS = 64;
/** Comparisons of all calls of all rules. */
const MAX_COMPARISONS = 8192;

const PROFILE_KEYS = [
  ...['defaultAction', 'defaultErrnoRet', 'architectures', 'archMap', 'flags', 'listenerPath', 'listenerMetadata'],
  'syscalls',
];
const RULE_KEYS = ['name', 'names', 'action', 'errnoRet', 'args', 'comment', 'includes', 'excludes'];

/**
 * What a profile's file says. Never throws, whatever the text.
 *
 * @param text of the file; a mebibyte at most is read
 */
export function readSeccompProfile(text: string): SeccompReading {
  const node = readJson(text);
  if (node.kind === 'unreadable') return node;
  const notes: SeccompNote[] = [];
  try {
    return { kind: 'profile', profile: readProfile(node, notes), notes };
  } catch (error) {
    if (!(error instanceof NoProfile)) throw error;
    return { kind: 'unreadable', why: error.why, line: error.line };
  }
}

function readProfile(node: JsonNode, notes: SeccompNote[]): SeccompProfile {
  const fields = readFields('the file', node, PROFILE_KEYS, notes);
  const entries = fields.list('syscalls');
  if (entries.length > MAX_RULES) throw new NoProfile(`has more than ${MAX_RULES} rules`, node.line);
  const rules = entries.map((entry, index) => readRule(entry, index, notes));
  const names = rules.reduce((sum, rule) => sum + rule.names.length, 0);
  if (names > MAX_NAMES) throw new NoProfile(`has more than ${MAX_NAMES} names`, node.line);
  const comparisons = rules.reduce((sum, rule) => sum + rule.args.length * Math.max(1, rule.names.length), 0);
  if (comparisons > MAX_COMPARISONS) throw new NoProfile(`has more than ${MAX_COMPARISONS} comparisons`, node.line);
  const defaultErrnoRet = fields.count('defaultErrnoRet');
  // Read for its type only: the engine hands it to a listener, which no container has.
  fields.text('listenerMetadata');
  return {
    defaultAction: fields.text('defaultAction'),
    ...(defaultErrnoRet === undefined ? {} : { defaultErrnoRet }),
    architectures: fields.texts('architectures'),
    archMap: fields.list('archMap').map((entry) => readArchitectures(entry, notes)),
    flags: fields.texts('flags'),
    listenerPath: fields.text('listenerPath'),
    rules,
  };
}

function readArchitectures(node: JsonNode, notes: SeccompNote[]): SeccompArchitectures {
  const fields = readFields('an entry of archMap', node, ['architecture', 'subArchitectures'], notes);
  return { architecture: fields.text('architecture'), subArchitectures: fields.texts('subArchitectures') };
}

function readRule(node: JsonNode, index: number, notes: SeccompNote[]): SeccompRule {
  const what = `rule ${index + 1}`;
  // Docker 20.10 does not answer any more when it starts a container with such a profile.
  if (node.kind === 'null') throw new NoProfile(`has null as ${what}`, node.line);
  const fields = readFields(what, node, RULE_KEYS, notes);
  const args = fields.list('args');
  if (args.length > MAX_ARGUMENTS) throw new NoProfile(`has more than ${MAX_ARGUMENTS} args in ${what}`, node.line);
  const errnoRet = fields.count('errnoRet');
  fields.text('comment');
  return {
    index,
    line: node.line,
    name: fields.text('name'),
    names: fields.texts('names'),
    action: fields.text('action'),
    ...(errnoRet === undefined ? {} : { errnoRet }),
    args: args.map((arg) => readArgument(arg, what, notes)),
    includes: readCondition(fields.object('includes'), `includes of ${what}`, notes),
    excludes: readCondition(fields.object('excludes'), `excludes of ${what}`, notes),
  };
}

function readArgument(node: JsonNode, rule: string, notes: SeccompNote[]): SeccompArgument {
  if (node.kind === 'null') throw new NoProfile(`has null in args of ${rule}`, node.line);
  const fields = readFields(`args of ${rule}`, node, ['index', 'value', 'valueTwo', 'op'], notes);
  return {
    index: fields.count('index') ?? 0n,
    value: fields.count('value') ?? 0n,
    valueTwo: fields.count('valueTwo') ?? 0n,
    op: fields.text('op'),
  };
}

function readCondition(node: JsonNode | undefined, what: string, notes: SeccompNote[]): SeccompCondition {
  if (node === undefined) return { caps: [], arches: [], minKernelEmpty: false };
  const fields = readFields(what, node, ['caps', 'arches', 'minKernel'], notes);
  const text = fields.text('minKernel');
  const written = node.kind === 'object' && node.members.some(({ key, value }) => isEmptyKernel(key, value));
  return {
    caps: fields.texts('caps'),
    arches: fields.texts('arches'),
    ...(text === '' ? {} : { minKernel: readKernel(text, what, node.line) }),
    minKernelEmpty: written,
  };
}

function isEmptyKernel(key: string, value: JsonNode): boolean {
  return key.toLowerCase() === 'minkernel' && value.kind === 'string' && value.value === '';
}

function readKernel(text: string, what: string, line: number): KernelVersion {
  const [, first, second] = /^(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
  const [major, minor] = [Number(first), Number(second)];
  // NaN is not at most 255.
  if (!(major <= 255 && minor <= 255) || major + minor === 0) {
    throw new NoProfile(`has a minKernel in ${what} that is not of the form 4.8`, line);
  }
  return { major, minor };
}
