import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  AREAS
} from "./chunk-4OUZSLM7.js";
import {
  INHERITED,
  MODES,
  PRESETS
} from "./chunk-6STHQ2UI.js";
import {
  SEVERITIES,
  THRESHOLDS
} from "./chunk-UP547JJW.js";
import {
  array,
  boolean,
  description,
  exactOptional,
  getDotPath,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  picklist,
  pipe,
  safeParse,
  strictObject,
  string,
  title,
  variant
} from "./chunk-A7YDC5XQ.js";
import {
  ERROR_CODES,
  GateError
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/reporters/report-schema.ts
var MOST = Number.MAX_SAFE_INTEGER;
var text = (description2) => pipe(string(), description(description2));
var texts = (description2) => pipe(array(string()), description(description2));
var whole = (description2, least = 0) => pipe(number(), integer(), minValue(least), maxValue(MOST), description(description2));
var amount = (description2) => pipe(number(), minValue(0), maxValue(MOST), description(description2));
var flag = (description2) => pipe(boolean(), description(description2));
var oneOf = (words, description2) => pipe(picklist(words), description(description2));
var always = (value, description2) => pipe(literal(value), description(description2));
var optional = exactOptional;
var Subject = pipe(
  strictObject({
    id: text("Unique within a run and stable between runs: image, service/web."),
    name: text("For people. Text of untrusted origin.")
  }),
  description("What an outcome or a finding is about.")
);
var Problem = pipe(
  strictObject({
    code: oneOf(ERROR_CODES, "Stable code; docs/troubleshooting.md has a section for each."),
    what: text("What happened, as a full sentence."),
    means: text("What it means for the verdict."),
    todo: text("What to do."),
    details: optional(texts("Further evidence, line by line. Text of untrusted origin."))
  }),
  description("Something that could not be done or found out.")
);
var Lines = pipe(
  strictObject({ first: whole("First line, from 1.", 1), last: whole("Last line, included.", 1) }),
  description("A range of lines.")
);
var Finding = pipe(
  strictObject({
    checkId: text("The check that found it; docs/checks/ has a page for each."),
    severity: oneOf(SEVERITIES, "How bad it is; unknown means that nobody stated it, and it blocks."),
    title: text("One short sentence."),
    detail: text("Why it matters here."),
    seen: text("What was observed. May hold text of untrusted origin."),
    location: optional(
      pipe(
        strictObject({ file: text("Path from the root of the workspace, with / as separator."), lines: Lines }),
        description("Where it points to.")
      )
    ),
    fix: optional(
      pipe(
        strictObject({
          text: text("The cure in one or two sentences."),
          lines: optional(texts("The exact lines to put into the file.")),
          placement: optional(
            oneOf(
              ["replace", "append"],
              "replace: in place of the location; append: after it, or at the end of the stage."
            )
          )
        }),
        description("How to cure it.")
      )
    ),
    inheritedFrom: optional(text("The base image that brought it: it is shown and does not block.")),
    fingerprint: text("Stable over rebuilds and shifted lines.")
  }),
  description("One thing that a check found.")
);
var seen = text("What was observed.");
var Outcome = pipe(
  variant("state", [
    strictObject({ state: always("pass", "Ran and found nothing."), seen }),
    strictObject({
      state: always("fail", "Ran and found something, blocking or not."),
      seen,
      findings: pipe(array(Finding), description("What was found."))
    }),
    strictObject({ state: always("error", "Could not be decided."), problem: Problem }),
    strictObject({
      state: always("not-applicable", "The subject has nothing that the check speaks of, and this was observed."),
      observed: text("What was observed.")
    }),
    strictObject({ state: always("off", "Switched off by the trusted policy."), by: text("By what.") })
  ]),
  description("What came out of the check.")
);
var Judged = strictObject({ subject: Subject, area: oneOf(AREAS, "The area of the check."), finding: Finding });
var threshold = oneOf(THRESHOLDS, "The lowest severity that blocks.");
var Verdict = pipe(
  strictObject({
    verdict: oneOf(["pass", "fail", "error"], "The answer; error is shown as NO VERDICT."),
    incomplete: flag("Some required check could not be decided, whatever the verdict is."),
    threshold,
    blocking: pipe(array(Judged), description("Findings at or above the threshold, worst first.")),
    notBlocking: pipe(array(Judged), description("The other findings, worst first.")),
    problems: pipe(array(Problem), description("Why there is no, or no complete, verdict."))
  }),
  description("The judgement.")
);
var Origin = pipe(
  variant("kind", [
    strictObject({
      kind: always("built", "Built by this run."),
      builder: oneOf(["buildx", "embedded-buildkit", "classic"], "What built it."),
      context: text("The build context, from the root of the workspace."),
      dockerfile: text("The Dockerfile, from the root of the workspace."),
      durationMs: amount("How long the build took, in milliseconds.")
    }),
    strictObject({
      kind: always("reference", "Given by reference."),
      reference: text("The reference as it was given."),
      pulled: flag("Whether this run pulled it.")
    })
  ]),
  description("Where the image came from.")
);
var Engine = pipe(
  strictObject({
    clientVersion: text("Version of the Docker client."),
    serverVersion: text("Version of the engine."),
    apiVersion: text("Version of the API that both speak."),
    os: text("The engine's operating system."),
    architecture: text("The engine's architecture."),
    buildxVersion: optional(text("Version of buildx, where the client has it."))
  }),
  description("The engine that answered.")
);
var Image = pipe(
  strictObject({
    id: text("What the engine calls the judged image: sha256: and 64 hex digits."),
    repoDigests: texts("Digests under which registries know the image."),
    platform: text("For example linux/amd64."),
    sizeBytes: amount("Unpacked size in bytes."),
    origin: Origin,
    engine: Engine
  }),
  description("The judged image; absent when there was none, and at the top of a report about several subjects.")
);
var ReportedSubject = strictObject({ subject: Subject, image: optional(Image) });
var Run = pipe(
  strictObject({
    where: oneOf(["github-actions", "command-line"], "Where the gate ran."),
    startedAt: text("RFC 3339, UTC."),
    durationMs: amount("How long the run took, in milliseconds."),
    repository: optional(text("owner/name")),
    serverUrl: optional(text("The server that holds the repository: https://github.com")),
    commit: optional(text("The judged commit, 40 hex digits; of a pull request its head.")),
    event: optional(text("The event that started the workflow.")),
    pullRequest: optional(whole("Number of the pull request.", 1)),
    runId: optional(whole("Id of the workflow run.", 1)),
    runAttempt: optional(whole("Attempt of the workflow run, from 1.", 1))
  }),
  description("The circumstances of the run.")
);
var AfterMerge = pipe(
  strictObject({
    changes: texts("Each difference in words; what loosens comes first."),
    loosening: whole("How many of the changes, from the first on, let through what was not let through."),
    verdict: oneOf(["pass", "fail", "error"], "What this run would have ended with."),
    exitCode: pipe(picklist([0, 1, 2]), description("The exit code of that.")),
    blockingCount: whole("How many findings would have blocked."),
    mistakes: texts("Why the new file can\u2019t be used. May hold text of untrusted origin."),
    baseMoved: flag("The base branch has another policy by now, so what comes of both is not known.")
  }),
  description("The policy as the pull request changes it: it takes effect after merge.")
);
var Policy = pipe(
  strictObject({
    source: text("Where the rules come from, for people."),
    commit: optional(text("The commit that the policy file was read from, or looked for in.")),
    preset: oneOf(PRESETS, "The set of rules that the policy begins with."),
    mode: oneOf(MODES, "warn: a verdict of fail ends with exit code 0."),
    threshold,
    inherited: oneOf(INHERITED, "Whether findings of the base image block."),
    afterMerge: optional(AfterMerge)
  }),
  description("The rules that the verdict follows.")
);
var PlanLine = strictObject({
  part: text("What it is about."),
  runs: flag("Whether it was planned to run."),
  reason: text("Why it runs or is left out.")
});
var AreaRow = strictObject({
  area: oneOf(AREAS, "The area."),
  subject: optional(Subject),
  state: oneOf(["pass", "note", "fail", "error", "not-applicable", "off"], "note: findings, none of them blocking."),
  evidence: text("One sentence of evidence.")
});
var CheckOutcome = strictObject({
  checkId: text("The check; docs/checks/ has a page for each."),
  title: text("The rule in one line."),
  area: oneOf(AREAS, "The area that the check belongs to."),
  subject: Subject,
  outcome: Outcome
});
var ReportSchema = pipe(
  strictObject({
    schemaVersion: always(1, "Version of this form."),
    gateVersion: text("Version of the gate that made the report."),
    run: Run,
    subject: Subject,
    image: optional(Image),
    subjects: optional(
      pipe(array(ReportedSubject), description("Only when the run has several; subject is then the whole."))
    ),
    policy: Policy,
    plan: pipe(array(PlanLine), description("What was planned, and what was left out and why.")),
    areas: pipe(array(AreaRow), description("One row an area, as people read them.")),
    checks: pipe(array(CheckOutcome), description("Every planned check with its outcome.")),
    verdict: Verdict,
    remarks: texts("What a reader must know beside the verdict.")
  }),
  title("Report of docker-security-gate"),
  description("Everything that one run of the gate found out, and its verdict.")
);

// src/reporters/json.ts
var LONGEST_TEXT = 2e3;
var LONGEST_REPORT = 256 * 1024 * 1024;
function renderJson(report) {
  const json = JSON.stringify(report, (_key, value) => typeof value === "string" ? sound(value) : value, 2);
  return `${json.replace(HIDDEN, escapeUnits)}
`;
}
var HIDDEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;
function escapeUnits(character) {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
function sound(text2) {
  const left = text2.length - LONGEST_TEXT;
  return left <= 0 ? text2.toWellFormed() : `${text2.slice(0, LONGEST_TEXT).toWellFormed()}\u2026 (${left} more)`;
}
function parseReport(text2) {
  if (text2.length > LONGEST_REPORT) throw notAReport(`it is larger than ${LONGEST_REPORT} characters`);
  const result = safeParse(ReportSchema, parseJson(text2), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw notAReport(visibleText(`${getDotPath(issue) ?? "the report"}: ${issue.message}`, 300));
}
function parseJson(text2) {
  try {
    return JSON.parse(text2);
  } catch (thrown) {
    throw notAReport("it is not JSON", thrown);
  }
}
function notAReport(why, cause) {
  return new GateError(
    {
      code: "INPUT-INVALID",
      what: `A file that was given as a JSON report of the gate is none: ${why}.`,
      means: "Nothing of it is used. The verdict is NO VERDICT, not PASS.",
      todo: "Give the file that `report-file` named, made by the same version of the gate."
    },
    cause
  );
}
export {
  parseReport,
  renderJson
};
