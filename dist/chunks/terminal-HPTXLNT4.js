import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  columns,
  pad,
  painter,
  plain,
  wrap
} from "./chunk-SYEUYRXB.js";
import {
  AREA_NAMES,
  SEVERITY_WORDS,
  STATE_WORDS,
  afterMergeWords,
  anyImage,
  checkCounts,
  count,
  duration,
  findingsInFull,
  headline,
  originWords,
  outcomeSentence,
  shortCommit,
  shortDigest,
  shownRows
} from "./chunk-4SWZKJ5Q.js";
import "./chunk-4OUZSLM7.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/reporters/terminal-findings.ts
var MOST_ROWS = 500;
var MOST_LINES = 40;
function blockingLines(report, layout) {
  const { blocking } = report.verdict;
  if (blocking.length === 0) return [];
  const full = findingsInFull(blocking);
  const inFullSet = new Set(full);
  const written = /* @__PURE__ */ new Set();
  return [
    layout.paint("Blocking findings", "bold"),
    "",
    ...full.flatMap((judged) => [...inFull(judged, { report, layout, written }), ""]),
    ...rows(
      blocking.filter((judged) => !inFullSet.has(judged)),
      report,
      layout
    )
  ];
}
function inFull(judged, page) {
  const { finding } = judged;
  const { width, paint } = page.layout;
  const severity = SEVERITY_WORDS[finding.severity].toUpperCase();
  const title = plain(`${about(judged, page.report)}${finding.title}`, 240);
  const [head2 = "", ...more] = wrap(title, width, `  ${severity}  `);
  const coloured = paint(head2.slice(2, 2 + severity.length), "bold", severityColour(finding.severity));
  return [
    `  ${coloured}${paint(head2.slice(2 + severity.length), "bold")}`,
    ...more.map((line) => paint(line, "bold")),
    ...wrap(`${where(finding.location)} \xB7 ${plain(finding.checkId, 80)}`, width, "    at    "),
    ...labelled("seen", finding.seen, width),
    ...labelled("why", finding.detail, width),
    ...cureLines(judged, page)
  ];
}
function labelled(label, sentence, width) {
  const text = plain(sentence);
  return text === "" ? [] : wrap(text, width, `    ${pad(label, 4)}  `);
}
function cureLines({ finding }, { layout, written }) {
  const { fix, location } = finding;
  if (fix === void 0) return [];
  const lines = fix.lines ?? [];
  const key = JSON.stringify([location?.file, fix.placement, lines]);
  if (lines.length > 0 && written.has(key)) return ["    cure  the same lines as above"];
  written.add(key);
  const place = fix.placement === "replace" && location !== void 0 ? ` (in place of ${where(location)})` : "";
  const more = lines.length - MOST_LINES;
  const code = lines.slice(0, MOST_LINES).map((line) => `          ${layout.paint(visibleLine(line), "green")}`);
  const cut = more <= 0 ? [] : [`          (${count(more, "more line")} in the JSON report)`];
  const block = code.length === 0 ? [] : ["", ...code, ...cut];
  return [...wrap(plain(fix.text) + place, layout.width, "    cure  "), ...block];
}
function visibleLine(line) {
  const indent = /^[ \t]{0,16}/.exec(line)?.[0] ?? "";
  return indent.replaceAll("	", "    ") + plain(line.slice(indent.length), 400);
}
function where(location) {
  if (location === void 0) return "the image";
  const { first, last } = location.lines;
  return `${plain(location.file, 200)}:${first === last ? first : `${first}-${last}`}`;
}
function about({ subject }, report) {
  return subject.id === report.subject.id ? "" : `${subject.name}: `;
}
function severityColour(severity) {
  return severity === "critical" || severity === "high" || severity === "unknown" ? "red" : "yellow";
}
function notBlockingLines(report, layout) {
  const { notBlocking } = report.verdict;
  if (notBlocking.length === 0) return [];
  const title = layout.paint(`${count(notBlocking.length, "finding that does", "findings that do")} not block`, "bold");
  return layout.details || notBlocking.length <= 10 ? [title, "", ...rows(notBlocking, report, layout)] : [`${title} (--json has them)`];
}
function rows(findings, report, { width, paint }) {
  const more = findings.length - MOST_ROWS;
  const shown = findings.slice(0, MOST_ROWS);
  const words = shown.map(({ finding }) => SEVERITY_WORDS[finding.severity].toUpperCase());
  const column = Math.max(0, ...words.map((word) => word.length));
  const lines = shown.flatMap((judged, index) => {
    const { finding } = judged;
    const title = plain(`${about(judged, report)}${finding.title}`, 240);
    const text = `${title} \xB7 ${where(finding.location)} \xB7 ${plain(finding.checkId, 80)}`;
    const [first = "", ...rest] = wrap(text, width, `  ${pad(words[index] ?? "", column)}  `);
    const painted = paint(first.slice(2, 2 + column), severityColour(finding.severity));
    return [`  ${painted}${first.slice(2 + column)}`, ...rest];
  });
  return more <= 0 ? lines : [...lines, `  ${count(more, "more finding")}: see the JSON report.`];
}
function problemLines({ verdict }, layout) {
  if (verdict.problems.length === 0) return [];
  const title = verdict.verdict === "error" ? "Why there is no verdict" : "What could not be checked";
  return [
    layout.paint(title, "bold"),
    "",
    ...verdict.problems.flatMap((problem) => [...problemBlock(problem, layout), ""])
  ];
}
function problemBlock({ code, what, means, todo, details = [] }, { width, paint }) {
  return [
    `  ${paint(code, "bold", "red")}`,
    ...wrap(plain(what, 800), width, "    what   "),
    ...wrap(plain(means), width, "    means  "),
    ...wrap(plain(todo, 800), width, "    to do  "),
    // The end of a tool's output says why it ended.
    ...details.slice(-MOST_LINES).map((line) => paint(`    | ${visibleLine(line)}`, "dim"))
  ];
}

// src/reporters/terminal.ts
function renderTerminal(report, { colour, width, details }) {
  const columnsUsed = Number.isFinite(width) ? Math.min(120, Math.max(40, Math.floor(width))) : 80;
  const layout = { width: columnsUsed, paint: painter(colour), details };
  const problems = problemLines(report, layout);
  const blocking = blockingLines(report, layout);
  const sections = [
    head(report, layout),
    areaLines(report, layout),
    afterMergeLines(report, layout),
    report.remarks.slice(0, MOST_REMARKS).flatMap((remark) => wrap(plain(remark), layout.width, "Note: ")),
    ...report.verdict.verdict === "error" ? [problems, blocking] : [blocking, problems],
    notBlockingLines(report, layout),
    ...details ? [checkLines(report, layout), planLines(report, layout)] : [],
    foot(report, layout)
  ];
  const filled = sections.map(withoutEmptyEnd).filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
var MOST_REMARKS = 20;
var MOST_ROWS2 = 200;
var STATE_COLOURS = {
  pass: "green",
  note: "yellow",
  fail: "red",
  error: "red",
  "not-applicable": "dim",
  off: "dim"
};
function withoutEmptyEnd(lines) {
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
function head(report, { width, paint }) {
  const { image, run, subject, verdict } = report;
  const at = run.commit === void 0 ? "" : ` at commit ${plain(shortCommit(run.commit), 20)}`;
  const lines = [paint(headline(report), "bold", STATE_COLOURS[verdict.verdict])];
  const { subjects } = report;
  if (subjects !== void 0)
    return [...lines, ...wrap(`${count(subjects.length, "subject")} of ${plain(subject.name, 200)}${at}.`, width)];
  if (image === void 0)
    return [...lines, ...wrap(`There is no image to judge: ${plain(subject.name, 200)}${at}.`, width)];
  const { how, name } = originWords(image.origin);
  const what = `Image ${plain(shortDigest(image.id), 100)} for ${plain(image.platform, 40)}, ${how} ${plain(name, 200)}${at}.`;
  return [...lines, ...wrap(what, width)];
}
function table(rows2, { width, paint }) {
  const stateWidth = Math.max(...rows2.map(({ state }) => STATE_WORDS[state].length));
  const nameWidth = Math.max(...rows2.map(({ name }) => columns(name)));
  const besides = width - stateWidth - nameWidth >= LEAST_COLUMN;
  return rows2.flatMap(({ state, name, text }) => {
    const outcome = pad(STATE_WORDS[state], stateWidth);
    const lead = `  ${outcome}  ${name}`;
    const [first = "", ...rest] = besides ? wrap(text, width, pad(`${lead}  `, stateWidth + nameWidth + 6)) : [lead, ...wrap(text, width, "      ")];
    const emphasis = state === "fail" || state === "error" ? ["bold"] : [];
    return [`  ${paint(outcome, ...emphasis, STATE_COLOURS[state])}${first.slice(2 + outcome.length)}`, ...rest];
  });
}
var LEAST_COLUMN = 36;
function areaLines({ areas }, layout) {
  if (areas.length === 0) return [];
  const { rows: shown, leftOut } = shownRows(areas, MOST_ROWS2);
  const rows2 = shown.map(({ area, state, evidence, subject }) => ({
    state,
    name: subject === void 0 ? AREA_NAMES[area] : `${plain(subject.name, 60)}: ${AREA_NAMES[area]}`,
    text: plain(evidence)
  }));
  const more = leftOut === 0 ? [] : [`  ${count(leftOut, "further row")} in the JSON report`];
  return [...table(rows2, layout), ...more];
}
function afterMergeLines(report, { width }) {
  const words = afterMergeWords(report);
  if (words === void 0) return [];
  return [...wrap(words.sentence, width, "Policy: "), ...words.lines.flatMap((line) => wrap(plain(line), width, "  "))];
}
function checkLines({ checks, subjects }, layout) {
  if (checks.length === 0) return [];
  const rows2 = checks.slice(0, MOST_ROWS2).map((check) => ({
    state: check.outcome.state,
    name: subjects === void 0 ? plain(check.checkId, 60) : `${plain(check.subject.name, 60)}: ${check.checkId}`,
    text: plain(outcomeSentence(check))
  }));
  const more = checks.length - rows2.length;
  const cut = more === 0 ? [] : [`  ${more} more in the JSON report`];
  return [
    ...wrap(checkCounts(checks), layout.width).map((line) => layout.paint(line, "bold")),
    "",
    ...table(rows2, layout),
    ...cut
  ];
}
function planLines({ plan }, { width, paint }) {
  const leftOut = plan.filter(({ runs }) => !runs).slice(0, MOST_ROWS2);
  if (leftOut.length === 0) return [];
  const lines = leftOut.flatMap(({ part, reason }) => wrap(`${plain(part, 120)}: ${plain(reason)}`, width, "  "));
  return [paint("Left out", "bold"), "", ...lines];
}
function foot(report, { width, paint }) {
  const { gateVersion, policy, run } = report;
  const image = anyImage(report);
  const commit = policy.commit === void 0 ? "" : ` at ${plain(shortCommit(policy.commit), 20)}`;
  const parts = [
    `docker-security-gate ${plain(gateVersion, 40)}`,
    ...image === void 0 ? [] : [`Docker ${plain(image.engine.clientVersion, 40)}, engine ${plain(image.engine.serverVersion, 40)}`],
    `policy: ${plain(policy.source, 120)}${commit}, blocks from ${policy.threshold}${policy.mode === "warn" ? ", mode: warn" : ""}`,
    ...run.runId === void 0 ? [] : [`run ${run.runId}, attempt ${run.runAttempt ?? 1}`],
    duration(run.durationMs)
  ];
  return wrap(parts.join(" \xB7 "), width).map((line) => paint(line, "dim"));
}
export {
  renderTerminal
};
