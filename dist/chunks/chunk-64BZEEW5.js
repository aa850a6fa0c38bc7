import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  withProblem
} from "./chunk-LDQYL5RX.js";
import {
  appendRunnerFile
} from "./chunk-73SPBL5M.js";
import {
  integer,
  maxLength,
  minValue,
  nonEmpty,
  nullable,
  number,
  object,
  pipe,
  regex,
  safeParse,
  string
} from "./chunk-A7YDC5XQ.js";
import {
  NO_VERDICT,
  problemMessage,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/adapters/output-line.ts
function logLine(text, limit = 2e3) {
  const visible = visibleText(text, limit).replace(new RegExp("#(?=\\p{M}*#\\p{M}*\\[)", "gu"), "# ");
  return /^[\s\p{Z}\p{M}]*:/u.test(visible) ? `\xB7 ${visible}` : visible;
}
function quotedLine(text) {
  return `  \u2502 ${logLine(text)}`;
}
function workflowCommand(name, message, properties = {}) {
  const shown = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${shown.length === 0 ? "" : ` ${shown.join(",")}`}::${escapeData(message)}`;
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/adapters/runner-log.ts
var HEAD_LINES = 400;
var TAIL_LINES = 200;
function createRunnerLog(write, debug) {
  return {
    info: (line) => write(logLine(line)),
    debug: (line) => {
      if (debug) write(workflowCommand("debug", visibleText(line, 4e3)));
    },
    notice: (problem) => write(workflowCommand("notice", annotation(problem), { title: problem.code })),
    error: (problem) => {
      write(workflowCommand("error", annotation(problem), { title: problem.code }));
      for (const detail of problem.details ?? []) write(quotedLine(detail));
    },
    group: (title) => openGroup(write, title)
  };
}
function openGroup(write, title) {
  write(workflowCommand("group", visibleText(title, 200)));
  let count = 0;
  const tail = [];
  return {
    line: (text) => {
      count++;
      if (count <= HEAD_LINES) write(quotedLine(text));
      else {
        tail.push(text);
        if (tail.length > TAIL_LINES) tail.shift();
      }
    },
    end: (summary) => {
      const left = count - HEAD_LINES - tail.length;
      if (left > 0) write(`  \u2502 \u2026 ${left} lines left out here`);
      for (const text of tail) write(quotedLine(text));
      write(workflowCommand("endgroup", ""));
      write(logLine(summary));
    }
  };
}
function annotation(problem) {
  return visibleText(problemMessage(problem), 4e3);
}

// src/runner-delivery.ts
import { randomBytes } from "node:crypto";
import path from "node:path";
var COMMENT_DEADLINE_MS = 12e4;
var DOUBTFUL_COMMENT_DEADLINE_MS = 2e4;
function noCommentReason(reports, circumstances) {
  if (reports.comment === "never") return "switched off by comment: never";
  if (circumstances.pullRequest === void 0) return "this run is not about a pull request";
  if (circumstances.repository === void 0 || circumstances.runId === void 0 || circumstances.commit === void 0) {
    return "the runner did not say which repository, run and commit this is";
  }
  if (circumstances.apiUrl === void 0) return "the runner did not say where its API is (GITHUB_API_URL)";
  return void 0;
}
async function deliverOnRunner(delivery) {
  const { log } = delivery;
  const { report, file } = await writeReportFile(delivery);
  await writeOutputs(delivery, report, file).catch((thrown) => log.notice(toProblem(thrown)));
  await writeSummary(delivery, report);
  await writeLog(report, log);
  await publishComment(delivery, report);
  return report;
}
async function writeReportFile(delivery) {
  const { report, reports, workspace, environment } = delivery;
  const folder = environment["RUNNER_TEMP"];
  const automatic = folder === void 0 ? void 0 : path.join(folder, `docker-security-gate-${reports.commentKey}-${randomBytes(4).toString("hex")}.json`);
  const wanted = reports.reportFile ?? automatic;
  if (wanted === void 0 || workspace === void 0) return { report };
  const { renderJson } = await import("./json-GV3WN4FS.js");
  try {
    return { report, file: await workspace.write(wanted, renderJson(report)) };
  } catch (thrown) {
    const problem = toProblem(thrown);
    if (reports.reportFile !== void 0) return { report: withProblem(report, problem) };
    delivery.log.notice(problem);
    return { report };
  }
}
async function writeOutputs({ environment, log }, report, file) {
  const { verdict, image } = report;
  const outputs = {
    incomplete: String(verdict.incomplete),
    "image-id": image?.id ?? "",
    "image-digest": image?.repoDigests[0]?.split("@").at(-1) ?? "",
    "blocking-count": String(verdict.blocking.length),
    "finding-count": String(verdict.blocking.length + verdict.notBlocking.length),
    "error-codes": [...new Set(verdict.problems.map(({ code }) => code))].join(","),
    "policy-commit": report.policy.commit ?? "",
    "report-file": file ?? "",
    "report-status": "off",
    // Last: whoever reads a file that ends before this line reads "error", the first word of the run.
    verdict: verdict.verdict
  };
  if ((environment["GITHUB_OUTPUT"] ?? "") === "") return;
  const { setOutputs } = await import("./actions-KG2OCBFM.js");
  for (const name of setOutputs(outputs))
    log.info(`The output ${name} is left out: its value has letters that a shell could misread.`);
}
async function writeSummary({ reports, log, environment }, report) {
  if (!reports.jobSummary) return;
  try {
    if ((environment["GITHUB_STEP_SUMMARY"] ?? "") === "") throw new Error("GITHUB_STEP_SUMMARY is not set");
    const [{ writeStepSummary }, { renderJobSummary }] = await Promise.all([
      import("./actions-KG2OCBFM.js"),
      import("./job-summary-3OWWT2BG.js")
    ]);
    await writeStepSummary(renderJobSummary(report));
  } catch (thrown) {
    log.notice({
      code: "SUMMARY-UNWRITABLE",
      what: `The job summary could not be written (${thrown instanceof Error ? thrown.message : String(thrown)}).`,
      means: "The verdict is not changed by this.",
      todo: "Look at the log, the outputs and the report file instead."
    });
  }
}
async function writeLog(report, log) {
  const { renderTerminal } = await import("./terminal-HPTXLNT4.js");
  for (const line of renderTerminal(report, { colour: false, width: 120, details: true }).split("\n")) log.info(line);
  for (const problem of report.verdict.problems) log.error(problem);
}
async function publishComment(delivery, report) {
  const { environment, log, cancelled } = delivery;
  if (cancelled) return;
  const status = await sendComment(delivery, report, false);
  if (status === void 0) return;
  appendRunnerFile(environment, "GITHUB_OUTPUT", "report-status", status.state);
  if ("url" in status) appendRunnerFile(environment, "GITHUB_OUTPUT", "comment-url", status.url);
  if ("problem" in status) log.notice(status.problem);
}
async function sendComment({ reports, circumstances, log }, report, updateOnly) {
  const { pullRequest, repository: repository2, runId, commit, apiUrl, runAttempt = 1 } = circumstances;
  if (noCommentReason(reports, circumstances) !== void 0) return void 0;
  if (pullRequest === void 0 || repository2 === void 0 || runId === void 0) return void 0;
  if (commit === void 0 || apiUrl === void 0) return void 0;
  const doubtful = report.verdict.problems.some(({ code }) => code === "POLICY-UNREADABLE");
  const quiet = reports.comment === "on-failure" && report.verdict.verdict === "pass";
  const [{ createPullRequestComments }, { renderComment }, { systemClock }] = await Promise.all([
    import("./github-DT6G5JUW.js"),
    import("./pull-request-comment-J2HN7HC4.js"),
    import("./clock-6M4COGKP.js")
  ]);
  const marker = { key: reports.commentKey, runId, runAttempt, commit, nonce: randomBytes(16).toString("hex") };
  const [owner = "", name = ""] = repository2.split("/");
  const comments = createPullRequestComments({
    token: reports.githubToken ?? "",
    apiUrl,
    repository: { owner, name },
    pullRequest,
    deadlineMs: doubtful ? DOUBTFUL_COMMENT_DEADLINE_MS : COMMENT_DEADLINE_MS,
    clock: systemClock,
    debug: log.debug
  });
  return comments.publish({
    key: reports.commentKey,
    runId,
    runAttempt,
    commit,
    body: renderComment(report, { marker, limit: 6e4 }),
    shorter: renderComment(report, { marker, limit: 2e4 }),
    // A pass that is not to be told still replaces what an earlier run said.
    updateOnly: updateOnly || quiet
  });
}

// src/settings/run-context.ts
var sha = pipe(string(), regex(/^[0-9a-f]{40}$/));
var repository = object({ full_name: pipe(string(), regex(/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/)) });
var branch = pipe(string(), nonEmpty(), maxLength(255));
var branchRef = pipe(string(), regex(/^refs\/heads\/./), maxLength(266));
var positive = pipe(number(), integer(), minValue(1));
var pullRequestEvent = object({
  pull_request: object({
    number: positive,
    head: object({ sha, repo: nullable(repository) }),
    base: object({ ref: branch, sha })
  }),
  repository
});
var mergeGroupEvent = object({ merge_group: object({ head_sha: sha, base_sha: sha, base_ref: branchRef }) });
var workflowRunEvent = object({ workflow_run: object({ head_sha: sha }) });
var MAX_EVENT_LENGTH = 26214400;
function readRunContext(environment, eventText) {
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  const base = { ...readRunner(environment), event, fork: false, privileged: !OWN_TREE_EVENTS.has(event) };
  const payload = parseEvent(eventText);
  if (payload === void 0)
    return { circumstances: base, problem: unreadable(event, "is absent, too large or not JSON") };
  const read = readPayload(event, payload);
  if (read === void 0) return { circumstances: base, problem: unreadable(event, "has not the form of its event") };
  return { circumstances: { ...base, ...read } };
}
var OWN_TREE_EVENTS = /* @__PURE__ */ new Set([
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "push",
  "merge_group",
  "schedule",
  "workflow_dispatch",
  "workflow_call",
  "repository_dispatch",
  "release",
  "create"
]);
function readPayload(event, payload) {
  if (/^pull_request(_target|_review|_review_comment)?$/.test(event)) {
    const parsed = safeParse(pullRequestEvent, payload);
    if (!parsed.success) return void 0;
    const { pull_request: pullRequest, repository: own } = parsed.output;
    return {
      commit: pullRequest.head.sha,
      pullRequest: pullRequest.number,
      base: { branch: pullRequest.base.ref, commit: pullRequest.base.sha },
      // A head repository that was deleted is null: not ours.
      fork: pullRequest.head.repo?.full_name !== own.full_name
    };
  }
  if (event === "merge_group") {
    const parsed = safeParse(mergeGroupEvent, payload);
    if (!parsed.success) return void 0;
    const { head_sha: head, base_sha: base, base_ref: ref } = parsed.output.merge_group;
    return { commit: head, base: { branch: ref.slice("refs/heads/".length), commit: base } };
  }
  if (event === "workflow_run") {
    const parsed = safeParse(workflowRunEvent, payload);
    return parsed.success ? { commit: parsed.output.workflow_run.head_sha } : void 0;
  }
  return typeof payload === "object" && payload !== null ? {} : void 0;
}
function readRunner(environment) {
  const repositoryName = match(environment["GITHUB_REPOSITORY"], /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/);
  const commit = match(environment["GITHUB_SHA"], /^[0-9a-f]{40}$/);
  const runId = match(environment["GITHUB_RUN_ID"], /^[1-9]\d{0,14}$/);
  const runAttempt = match(environment["GITHUB_RUN_ATTEMPT"], /^[1-9]\d{0,5}$/);
  const serverUrl = webAddress(environment["GITHUB_SERVER_URL"]);
  const apiUrl = webAddress(environment["GITHUB_API_URL"]);
  return {
    where: "github-actions",
    ...repositoryName === void 0 ? {} : { repository: repositoryName },
    ...commit === void 0 ? {} : { commit, workflowCommit: commit },
    ...runId === void 0 ? {} : { runId: Number(runId) },
    ...runAttempt === void 0 ? {} : { runAttempt: Number(runAttempt) },
    ...serverUrl === void 0 ? {} : { serverUrl },
    ...apiUrl === void 0 ? {} : { apiUrl }
  };
}
function match(text, pattern) {
  return text !== void 0 && pattern.test(text) ? text : void 0;
}
function webAddress(text) {
  const url = text === void 0 ? null : URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "") return void 0;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
function parseEvent(text) {
  if (text === void 0 || text.length > MAX_EVENT_LENGTH) return void 0;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function unreadable(event, why) {
  return {
    code: "EVENT-UNREADABLE",
    what: `The payload of the event (GITHUB_EVENT_PATH${/^[a-z_]{1,40}$/.test(event) ? `, ${event}` : ""}) ${why}.`,
    means: NO_VERDICT,
    todo: "Run the gate in a workflow step, or use the command line outside of one."
  };
}

export {
  workflowCommand,
  createRunnerLog,
  noCommentReason,
  deliverOnRunner,
  sendComment,
  MAX_EVENT_LENGTH,
  readRunContext
};
