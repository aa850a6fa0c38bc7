import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  findLocalTree,
  renderHelp
} from "./chunk-GERNP6VJ.js";
import {
  createGitObjects
} from "./chunk-G2YQWZLF.js";
import "./chunk-DBF5WSMX.js";
import {
  CHECKS,
  cancelOnSignals,
  effectivePolicy,
  findPolicy,
  mistakeLine,
  policyProblem
} from "./chunk-ZF6X6LZ3.js";
import {
  columns,
  pad,
  plain
} from "./chunk-SYEUYRXB.js";
import {
  createProcesses
} from "./chunk-O65QAJS4.js";
import "./chunk-HUZNVQSI.js";
import "./chunk-7XL2ZW6R.js";
import {
  openWorkspace
} from "./chunk-4A2MF7YZ.js";
import "./chunk-AFHJQXQY.js";
import "./chunk-MDQ43KVE.js";
import {
  readPolicyFile
} from "./chunk-RZYFJ5OZ.js";
import {
  MAX_POLICY_BYTES,
  POLICY_FILE
} from "./chunk-FRY3JDB4.js";
import "./chunk-YPMRZ63N.js";
import {
  readFlags,
  resolveSettings
} from "./chunk-U2QIHFDF.js";
import "./chunk-BVOUBNQF.js";
import {
  nearest
} from "./chunk-IBWQRVCY.js";
import "./chunk-6STHQ2UI.js";
import "./chunk-UP547JJW.js";
import "./chunk-M7ZVDFBJ.js";
import "./chunk-UJMNPUAF.js";
import "./chunk-A7YDC5XQ.js";
import "./chunk-RMDCG5F7.js";
import "./chunk-4QYT6DHQ.js";
import "./chunk-ENXII3PS.js";
import {
  GateError,
  NO_VERDICT,
  problemMessage,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/commands/policy-rules.ts
var UNSAID = "not set";
var OWN = "the check";
var BUILT_IN = "built in";
function policyRules(policy, checks) {
  const { preset, mode, failOn, inherited, scanner, onlyFixed, mustDeny, observe } = policy;
  return {
    policy: {
      preset,
      mode,
      "fail-on": failOn,
      inherited,
      scanner: scanner ?? { value: UNSAID, from: BUILT_IN },
      "only-fixed": onlyFixed,
      ...demands(mustDeny),
      observe
    },
    checks: checks.map(({ id, severity }) => {
      const own = policy.checks.get(id);
      return {
        id,
        state: own?.off === void 0 ? { value: "on", from: BUILT_IN } : { value: "off", from: own.off.from },
        severity: own?.severity ?? { value: severity, from: OWN },
        "fail-on": own?.failOn ?? failOn,
        required: own?.required ?? { value: false, from: BUILT_IN }
      };
    })
  };
}
function demands(mustDeny) {
  if (mustDeny.size === 0) return { "seccomp.must-deny": { value: UNSAID, from: BUILT_IN } };
  return Object.fromEntries(
    [...mustDeny].map(([service, { value, from }]) => {
      const name = service === "" ? "seccomp.must-deny" : `seccomp.must-deny.${service}`;
      return [name, { value: value.join(", "), from }];
    })
  );
}
function policyTables({ policy, checks }) {
  return [
    ...table(
      ["KEY", "VALUE", "FROM"],
      Object.entries(policy).map(([key, { value, from }]) => [key, String(value), from])
    ),
    "",
    ...table(
      ["CHECK", "STATE", "SEVERITY", "FAIL-ON", "REQUIRED", "FROM"],
      checks.map((check) => checkRow(check, policy["fail-on"]))
    )
  ];
}
function checkRow(check, general) {
  const { id, state, severity, "fail-on": failOn, required } = check;
  if (state.value === "off") return [id, "off", "\u2013", "\u2013", "\u2013", state.from];
  const said = [severity, ...failOn === general ? [] : [failOn], required].map(({ from }) => from);
  const sources = new Set(said.filter((from) => from !== BUILT_IN && from !== OWN));
  return [id, "on", severity.value, failOn.value, required.value ? "yes" : "no", [...sources].join(", ")];
}
function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => columns(row[column] ?? ""))));
  return all.map(
    (row) => row.map((cell, column) => pad(cell, widths[column] ?? 0)).join("  ").trimEnd()
  );
}

// src/commands/policy-source.ts
import { lstat, realpath } from "node:fs/promises";
import path from "node:path";
var LONGEST_NAME = 300;
async function findPolicyFile({ file, revision, settings }, environment) {
  const { root, untrusted } = findLocalTree(settings);
  const absolute = file === void 0 ? path.join(root, POLICY_FILE) : path.resolve(file);
  const inside = isInside(root, absolute);
  if (revision !== void 0 && !inside) throw notInRepository(file ?? POLICY_FILE);
  const real = inside ? absolute : await realpath(absolute).catch(absentOnly);
  if (real === void 0) throw notFound(file ?? POLICY_FILE, await whyAbsent(path.dirname(absolute), absolute));
  const folder = inside ? root : path.dirname(real);
  const cancellation = cancelOnSignals(process);
  try {
    const processes = createProcesses({ workspace: untrusted, environment, signal: cancellation.signal });
    const found = await findPolicy(
      {
        circumstances: { where: "command-line", privileged: false, fork: false },
        usual: path.relative(folder, real),
        limitBytes: MAX_POLICY_BYTES,
        ...revision !== void 0 && { revision }
      },
      { workspace: await openWorkspace(folder, processes), fetched: createGitObjects({ processes, folder: root }) }
    );
    if (found.text === void 0 && file !== void 0) throw notFound(file, `${NO_FILE} ${found.place}`);
    if (revision !== void 0) return { ...found, path: visibleText(found.path, LONGEST_NAME) };
    const name = visibleText(file ?? path.relative(process.cwd(), real), LONGEST_NAME);
    return { ...found, path: name, ...!inside && { place: "outside of the repository" } };
  } finally {
    cancellation.release();
  }
}
function isInside(folder, inner) {
  const way = path.relative(folder, inner);
  return way !== "" && way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
var NO_FILE = "there is no such file";
async function whyAbsent(folder, absolute) {
  let part = folder;
  for (const name of path.relative(folder, absolute).split(path.sep)) {
    part = path.join(part, name);
    const there = await lstat(part).catch(absentOnly);
    if (there === void 0) return NO_FILE;
    const leads = there.isSymbolicLink() ? await realpath(part).catch(absentOnly) : part;
    if (leads === void 0) return `${visibleText(name, 120)} is a link that leads nowhere`;
  }
  return NO_FILE;
}
function absentOnly(error) {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return void 0;
  throw error;
}
function notFound(file, why) {
  return new GateError({
    code: "POLICY-NOT-FOUND",
    what: `The policy file ${visibleText(file, 120)} can't be read: ${why}.`,
    means: NO_VERDICT,
    todo: `Correct the path. Without one, ${POLICY_FILE} of the repository is read.`
  });
}
function notInRepository(file) {
  return new GateError({
    code: "PATH-REFUSED",
    what: `--policy-ref was given, and ${visibleText(file, 120)} lies outside of the repository.`,
    means: NO_VERDICT,
    todo: "Give the path of a file inside the repository, or leave --policy-ref out."
  });
}

// src/commands/policy-words.ts
var ACTIONS = ["check", "show"];
var STRICTNESS = ["fail-on", "scanner"];
function readPolicyWords([action, ...rest]) {
  if (action === "--help" || action === "-h") return { help: true, problems: [] };
  const known = ACTIONS.find((name) => name === action);
  if (known === void 0) return { help: false, problems: [unknownAction(action ?? "")] };
  const { files, flags } = splitFiles(rest);
  const { help, version, json, raw, policyRef, problems: wrong } = readFlags(flags);
  const { settings, problems: unfit } = resolveSettings(raw);
  const useless = [
    ...[...raw.keys()].filter((name) => known === "check" || !STRICTNESS.includes(name)).map((name) => `--${name}`),
    ...json && known === "check" ? ["--json"] : [],
    ...version ? ["--version"] : [],
    ...files.slice(1)
  ];
  const problems = [...wrong, ...useless.map((word) => noUse(known, word)), ...unfit];
  if (help || settings === void 0 || problems.length > 0) return { help, problems };
  const [file] = files;
  return {
    help,
    problems,
    question: {
      action: known,
      json,
      settings,
      ...file !== void 0 && { file },
      ...policyRef !== void 0 && { revision: policyRef }
    }
  };
}
function splitFiles(words) {
  const files = [];
  const flags = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? "";
    const isValue = /^--[^=]+$/.test(before) && !["--json", "--help", "--version"].includes(before);
    (word.startsWith("-") || isValue ? flags : files).push(word);
  }
  return { files, flags };
}
function unknownAction(word) {
  const near = nearest(word, ACTIONS);
  return {
    code: "INPUT-UNKNOWN",
    what: `policy ${word === "" ? "was given without check or show" : `knows no ${visibleText(word, 60)}`}.${near === void 0 ? "" : ` Did you mean ${near}?`}`,
    means: NO_VERDICT,
    todo: "Write docker-security-gate policy check [FILE], or policy show [FILE]."
  };
}
function noUse(action, word) {
  return {
    code: "INPUT-CONFLICT",
    what: `policy ${action} has no use for ${visibleText(word, 80)}.`,
    means: NO_VERDICT,
    todo: `Leave it out. The form is docker-security-gate policy ${action} [FILE] [--policy-ref REF].`
  };
}

// src/commands/policy.ts
async function runPolicyCommand(words, environment) {
  try {
    const { question, help, problems } = readPolicyWords(words);
    if (help) {
      process.stdout.write(renderHelp());
      return 0;
    }
    return question === void 0 ? complain(problems) : answer(question, await findPolicyFile(question, environment));
  } catch (thrown) {
    return complain([toProblem(thrown)]);
  }
}
function answer(question, found) {
  const { action, json, settings } = question;
  const checkIds = CHECKS.map(({ id }) => id);
  const read = found.text === void 0 ? void 0 : readPolicyFile(found.text, found.path, checkIds);
  if (read !== void 0 && read.file === void 0) {
    const { code } = policyProblem(found, read);
    const count = read.count === 1 ? "1 mistake" : `${read.count} mistakes`;
    const end = `${count}. A run of the gate with this policy ends as NO VERDICT (${code}).`;
    return say([...read.mistakes.map((mistake) => mistakeLine(found.path, mistake)), end], 2);
  }
  if (action === "check") return say([read === void 0 ? noFile(found) : `${named(found)} has no mistake.`], 0);
  const { policy, remarks } = effectivePolicy(read?.file, settings.strictness);
  const rules = policyRules(policy, CHECKS);
  if (json) return sayJson(found, { ...rules, remarks });
  const notes = remarks.length === 0 ? [] : ["", ...remarks.map((remark) => `Note: ${remark}`)];
  return say([read === void 0 ? noFile(found) : `${named(found)}:`, "", ...policyTables(rules), ...notes], 0);
}
function named({ path: path2, place, commit }) {
  return `The policy file ${path2} ${place}${commit === void 0 ? "" : ` (${commit.slice(0, 12)})`}`;
}
function noFile({ path: path2, place, commit }) {
  const at = commit === void 0 ? "" : ` (${commit.slice(0, 12)})`;
  return `There is no policy file ${path2} ${place}${at}: the built-in default applies.`;
}
var LINE = 1e3;
function say(lines, exitCode) {
  process.stdout.write(`${lines.map((line) => plain(line, LINE)).join("\n")}
`);
  return exitCode;
}
function sayJson({ path: path2, place, commit, text }, rules) {
  const file = text === void 0 ? null : { path: path2, place, ...commit !== void 0 && { commit } };
  process.stdout.write(`${JSON.stringify({ file, ...rules }, null, 2)}
`);
  return 0;
}
function complain(problems) {
  for (const problem of problems) process.stderr.write(`${plain(problemMessage(problem), LINE)}
`);
  return 2;
}
export {
  runPolicyCommand
};
