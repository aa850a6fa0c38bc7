import { CHECKS } from '../checks/index.ts';
import { type FoundPolicy, mistakeLine, policyProblem } from '../evidence/policy.ts';
import { type Problem, problemMessage, toProblem } from '../model/errors.ts';
import { plain } from '../reporters/terminal-text.ts';
import { effectivePolicy } from '../settings/effective-policy.ts';
import { readPolicyFile } from '../settings/policy-file.ts';
import { renderHelp } from './help.ts';
import { policyRules, policyTables } from './policy-rules.ts';
import { findPolicyFile } from './policy-source.ts';
import { type PolicyQuestion, readPolicyWords } from './policy-words.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `policy check [FILE]` and `policy show [FILE]`: what is wrong in a policy file, a line each, and the rules that
 * follow from it. Never rejects.
 *
 * @param words the arguments after `policy`
 * @returns 0: nothing is wrong; 2: mistakes, no such file, unreadable. Never 1: no image was judged
 */
export async function runPolicyCommand(words: readonly string[], environment: Environment): Promise<0 | 2> {
  try {
    const { question, help, problems } = readPolicyWords(words);
    if (help) {
      process.stdout.write(renderHelp());
      return 0;
    }
    return question === undefined ? complain(problems) : answer(question, await findPolicyFile(question, environment));
  } catch (thrown) {
    return complain([toProblem(thrown)]);
  }
}

function answer(question: PolicyQuestion, found: FoundPolicy): 0 | 2 {
  const { action, json, settings } = question;
  const checkIds = CHECKS.map(({ id }) => id);
  const read = found.text === undefined ? undefined : readPolicyFile(found.text, found.path, checkIds);
  if (read !== undefined && read.file === undefined) {
    const { code } = policyProblem(found, read);
    const count = read.count === 1 ? '1 mistake' : `${read.count} mistakes`;
    const end = `${count}. A run of the gate with this policy ends as NO VERDICT (${code}).`;
    return say([...read.mistakes.map((mistake) => mistakeLine(found.path, mistake)), end], 2);
  }
  if (action === 'check') return say([read === undefined ? noFile(found) : `${named(found)} has no mistake.`], 0);
  const { policy, remarks } = effectivePolicy(read?.file, settings.strictness);
  const rules = policyRules(policy, CHECKS);
  if (json) return sayJson(found, { ...rules, remarks });
  const notes = remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `Note: ${remark}`)];
  return say([read === undefined ? noFile(found) : `${named(found)}:`, '', ...policyTables(rules), ...notes], 0);
}

function named({ path, place, commit }: FoundPolicy): string {
  return `The policy file ${path} ${place}${commit === undefined ? '' : ` (${commit.slice(0, 12)})`}`;
}

function noFile({ path, place, commit }: FoundPolicy): string {
  const at = commit === undefined ? '' : ` (${commit.slice(0, 12)})`;
  return `There is no policy file ${path} ${place}${at}: the built-in default applies.`;
}

/** Longest line, UTF-16 units. */
const LINE = 1_000;

function say(lines: readonly string[], exitCode: 0 | 2): 0 | 2 {
  process.stdout.write(`${lines.map((line) => plain(line, LINE)).join('\n')}\n`);
  return exitCode;
}

/** All texts in it are the gate's own or were made visible where they came in. */
function sayJson({ path, place, commit, text }: FoundPolicy, rules: object): 0 {
  const file = text === undefined ? null : { path, place, ...(commit !== undefined && { commit }) };
  process.stdout.write(`${JSON.stringify({ file, ...rules }, null, 2)}\n`);
  return 0;
}

function complain(problems: readonly Problem[]): 2 {
  for (const problem of problems) process.stderr.write(`${plain(problemMessage(problem), LINE)}\n`);
  return 2;
}
