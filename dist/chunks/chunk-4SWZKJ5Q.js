import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  exitCodeOf
} from "./chunk-4OUZSLM7.js";

// src/reporters/report-words.ts
var VERDICT_WORDS = {
  pass: "PASS",
  fail: "FAIL",
  error: "NO VERDICT"
};
var AREA_NAMES = {
  build: "Build",
  user: "User",
  run: "Run settings",
  confinement: "Confinement",
  contents: "Contents",
  vulnerabilities: "Vulnerabilities",
  trust: "Signature"
};
var STATE_WORDS = {
  pass: "pass",
  note: "note",
  fail: "fail",
  error: "not decided",
  "not-applicable": "not applicable",
  off: "off"
};
var SEVERITY_WORDS = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  negligible: "Negligible",
  unknown: "Unknown"
};
function count(number, one, many = `${one}s`) {
  return number === 1 ? `1 ${one}` : `${number === 0 ? "no" : number} ${many}`;
}
function headline({ verdict }) {
  const word = VERDICT_WORDS[verdict.verdict];
  const codes = [...new Set(verdict.problems.map(({ code }) => code))];
  switch (verdict.verdict) {
    case "pass":
      return verdict.incomplete ? `${word} \u2013 incomplete` : word;
    case "fail": {
      const unfinished = verdict.incomplete ? `, and not everything could be checked` : "";
      return `${word} \u2013 ${count(verdict.blocking.length, "blocking finding")}${unfinished}`;
    }
    case "error": {
      const [first, ...others] = codes;
      if (first === void 0) return word;
      return `${word} \u2013 ${first}${others.length === 0 ? "" : ` and ${count(others.length, "other reason")}`}`;
    }
  }
}
function originWords(origin) {
  switch (origin.kind) {
    case "built":
      return { how: `built by ${BUILDERS[origin.builder]} from`, name: origin.dockerfile };
    case "reference":
      return { how: origin.pulled ? "pulled as" : "found in the engine as", name: origin.reference };
  }
}
var BUILDERS = {
  buildx: "BuildKit (buildx)",
  "embedded-buildkit": "BuildKit (of the engine)",
  classic: "the classic builder"
};
function anyImage({ image, subjects }) {
  return image ?? subjects?.find((subject) => subject.image !== void 0)?.image;
}
function shortDigest(id) {
  return /^sha256:[0-9a-f]{64}$/.test(id) ? id.slice(0, 19) : id;
}
function shortCommit(commit) {
  return commit.slice(0, 7);
}
function outcomeSentence({ outcome }) {
  switch (outcome.state) {
    case "pass":
    case "fail":
      return outcome.seen;
    case "error":
      return `${outcome.problem.code}: ${outcome.problem.what}`;
    case "not-applicable":
      return outcome.observed;
    case "off":
      return `Switched off by ${outcome.by}.`;
  }
}
function checkCounts(checks) {
  const states = ["fail", "error", "pass", "not-applicable", "off"].flatMap((state) => {
    const number = checks.filter(({ outcome }) => outcome.state === state).length;
    return number === 0 ? [] : [`${number} ${STATE_WORDS[state]}`];
  });
  const total = count(checks.length, "check");
  return states.length === 0 ? total : `${total}: ${states.join(", ")}`;
}
function duration(milliseconds) {
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1e3);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
function size(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  return `${power === 0 ? bytes : (bytes / 1e3 ** power).toFixed(1)} ${units[power] ?? "B"}`;
}

// src/reporters/after-merge-words.ts
function afterMergeWords(report) {
  const { afterMerge } = report.policy;
  if (afterMerge === void 0) return void 0;
  const begin = "This pull request changes the policy. That takes effect after merge:";
  const { changes, loosening, mistakes } = afterMerge;
  if (mistakes.length > 0) {
    const sentence = `${begin} the new file can\u2019t be used, and with it every run would end as NO VERDICT.`;
    return { sentence, lines: cut(mistakes, MOST_LINES) };
  }
  if (changes.length === 0) return { sentence: `${begin} no rule is different by it.`, lines: [] };
  const lax = loosening === 0 ? "" : ` ${loosening} of ${count(changes.length, "change")} loosen${loosening === 1 ? "s" : ""} it.`;
  return {
    sentence: `${begin} ${effect(report, afterMerge)}${lax}`,
    // What loosens is never cut: a long list must not hide the one line that matters.
    lines: cut(changes, Math.max(MOST_LINES, loosening))
  };
}
function effect({ verdict, policy }, afterMerge) {
  if (afterMerge.baseMoved)
    return "the base branch has another policy by now, so update the branch to see what comes of both.";
  const now = VERDICT_WORDS[verdict.verdict];
  const then = VERDICT_WORDS[afterMerge.verdict];
  const code = exitCodeOf(verdict, policy.mode);
  const exit = afterMerge.exitCode === code ? "" : ` with exit code ${afterMerge.exitCode}, not ${code}`;
  const end = now === then ? `would still end as ${then}` : `would end as ${then} instead of ${now}`;
  const blocking = `${count(afterMerge.blockingCount, "blocking finding")}, now ${verdict.blocking.length}`;
  return `by the new rules this run ${end}${now === then ? exit : ""} (${blocking}).`;
}
var MOST_LINES = 10;
function cut(lines, most) {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `${more} more in the JSON report`] : lines;
}

// src/reporters/shown-rows.ts
var WORST_FIRST = ["fail", "error", "note", "pass", "not-applicable", "off"];
function shownRows(areas, most) {
  if (areas.length <= most) return { rows: areas, leftOut: 0 };
  const sorted = WORST_FIRST.flatMap((state) => areas.filter((row) => row.state === state));
  return { rows: sorted.slice(0, most), leftOut: areas.length - most };
}

// src/reporters/findings-in-full.ts
var MOST_IN_FULL = 10;
function findingsInFull(blocking) {
  if (blocking.length <= MOST_IN_FULL) return blocking;
  const worst = /* @__PURE__ */ new Map();
  for (const judged of blocking) if (!worst.has(judged.finding.checkId)) worst.set(judged.finding.checkId, judged);
  return [...worst.values()].slice(0, MOST_IN_FULL);
}

export {
  AREA_NAMES,
  STATE_WORDS,
  SEVERITY_WORDS,
  count,
  headline,
  originWords,
  anyImage,
  shortDigest,
  shortCommit,
  outcomeSentence,
  checkCounts,
  duration,
  size,
  afterMergeWords,
  shownRows,
  MOST_IN_FULL,
  findingsInFull
};
