import { NO_VERDICT, type Problem } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { readFlags } from '../settings/inputs.ts';
import { resolveSettings, type Settings } from '../settings/settings.ts';
import { nearest } from '../settings/values.ts';

const ACTIONS = ['check', 'show'] as const;

/** What `docker-security-gate policy …` is asked. */
export interface PolicyQuestion {
  readonly action: (typeof ACTIONS)[number];
  /** As typed; absent: the usual place. */
  readonly file?: string;
  /** `--policy-ref`: read there instead of the working tree. */
  readonly revision?: string;
  readonly json: boolean;
  /** Of the inputs only those of how strictly are given. */
  readonly settings: Settings;
}

/** Either the question, or `help`, or problems. */
export interface PolicyWords {
  readonly question?: PolicyQuestion;
  readonly help: boolean;
  readonly problems: readonly Problem[];
}

/** Flags that `show` takes besides `--policy-ref` and `--json`; `check` takes none of them. */
const STRICTNESS: readonly string[] = ['fail-on', 'scanner'];

/** @param words the arguments after `policy` */
export function readPolicyWords([action, ...rest]: readonly string[]): PolicyWords {
  if (action === '--help' || action === '-h') return { help: true, problems: [] };
  const known = ACTIONS.find((name) => name === action);
  if (known === undefined) return { help: false, problems: [unknownAction(action ?? '')] };
  const { files, flags } = splitFiles(rest);
  const { help, version, json, raw, policyRef, problems: wrong } = readFlags(flags);
  const { settings, problems: unfit } = resolveSettings(raw);
  const useless = [
    ...[...raw.keys()].filter((name) => known === 'check' || !STRICTNESS.includes(name)).map((name) => `--${name}`),
    ...(json && known === 'check' ? ['--json'] : []),
    ...(version ? ['--version'] : []),
    ...files.slice(1),
  ];
  const problems = [...wrong, ...useless.map((word) => noUse(known, word)), ...unfit];
  if (help || settings === undefined || problems.length > 0) return { help, problems };
  const [file] = files;
  return {
    help,
    problems,
    question: {
      action: known,
      json,
      settings,
      ...(file !== undefined && { file }),
      ...(policyRef !== undefined && { revision: policyRef }),
    },
  };
}

/** A word that is no flag and not the value of the flag before it is a file. */
function splitFiles(words: readonly string[]): {
  readonly files: readonly string[];
  readonly flags: readonly string[];
} {
  const files: string[] = [];
  const flags: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? '';
    const isValue = /^--[^=]+$/.test(before) && !['--json', '--help', '--version'].includes(before);
    (word.startsWith('-') || isValue ? flags : files).push(word);
  }
  return { files, flags };
}

function unknownAction(word: string): Problem {
  const near = nearest(word, ACTIONS);
  return {
    code: 'INPUT-UNKNOWN',
    what: `policy ${word === '' ? 'was given without check or show' : `knows no ${visibleText(word, 60)}`}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    means: NO_VERDICT,
    todo: 'Write docker-security-gate policy check [FILE], or policy show [FILE].',
  };
}

function noUse(action: string, word: string): Problem {
  return {
    code: 'INPUT-CONFLICT',
    what: `policy ${action} has no use for ${visibleText(word, 80)}.`,
    means: NO_VERDICT,
    todo: `Leave it out. The form is docker-security-gate policy ${action} [FILE] [--policy-ref REF].`,
  };
}
