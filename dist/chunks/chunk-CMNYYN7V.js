import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  AREAS
} from "./chunk-YELGRF2P.js";
import {
  array,
  check,
  maxLength,
  picklist,
  pipe,
  rawCheck,
  regex,
  safeParse,
  string,
  transform,
  trim
} from "./chunk-PWBEFBC7.js";
import {
  NO_VERDICT
} from "./chunk-75CFKRAK.js";
import {
  THRESHOLDS,
  compareSeverity,
  reaches
} from "./chunk-UP547JJW.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/policy/judge.ts
function judge(request) {
  const { outcomes, threshold: threshold2 } = request;
  const findings = outcomes.flatMap(toFindings).sort(byWorst);
  const blocking = findings.filter(({ finding }) => blocks(finding, threshold2));
  const notBlocking = findings.filter(({ finding }) => !blocks(finding, threshold2));
  const problems = unique([
    ...request.problems,
    ...missing(request),
    ...outcomes.flatMap(({ outcome }) => outcome.state === "error" ? [outcome.problem] : [])
  ]);
  const decided = outcomes.some(({ outcome }) => outcome.state === "pass" || outcome.state === "fail");
  if (!decided && problems.length === 0) problems.push(nothingChecked());
  return {
    verdict: word(blocking.length, problems.length),
    incomplete: problems.length > 0,
    threshold: threshold2,
    blocking,
    notBlocking,
    problems
  };
}
function blocks({ severity, inheritedFrom }, threshold2) {
  return (inheritedFrom === void 0 || severity === "unknown") && reaches(severity, threshold2);
}
function word(blocking, problems) {
  if (blocking > 0) return "fail";
  return problems === 0 ? "pass" : "error";
}
function toFindings({ outcome, subject, area }) {
  return outcome.state === "fail" ? outcome.findings.map((finding) => ({ subject, area, finding })) : [];
}
function byWorst(a, b) {
  return compareSeverity(a.finding.severity, b.finding.severity) || compareText(a.finding.checkId, b.finding.checkId) || compareText(a.finding.fingerprint, b.finding.fingerprint);
}
function compareText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
function missing({ planned, outcomes }) {
  const counts = /* @__PURE__ */ new Map();
  for (const { checkId, subject } of outcomes) {
    const key = `${checkId} ${subject.id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const wrong = planned.filter(({ checkId, subject }) => counts.get(`${checkId} ${subject.id}`) !== 1);
  if (wrong.length === 0) return [];
  return [
    {
      code: "CHECK-MISSING",
      what: `These planned checks have no single outcome: ${wrong.map(({ checkId }) => checkId).join(", ")}.`,
      means: NO_VERDICT,
      todo: "This is a defect of the gate: report it."
    }
  ];
}
function nothingChecked() {
  return {
    code: "NOTHING-CHECKED",
    what: "No check had anything to say about this image.",
    means: NO_VERDICT,
    todo: "Look at the plan in the log: every check is off or not applicable."
  };
}
function unique(problems) {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.what}`, problem])).values()];
}

// src/policy/areas.ts
function areaRows(image2, outcomes, threshold2) {
  return AREAS.flatMap((area) => {
    const own = outcomes.filter((outcome) => outcome.area === area);
    const checks = own.length === 0 ? void 0 : checksRow(area, own, threshold2);
    const built = area === "build" ? buildRow(image2) : void 0;
    const row = built === void 0 ? checks : withBuild(built, checks);
    return row === void 0 ? [] : [row];
  });
}
function buildRow(image2) {
  if (image2 === void 0) return void 0;
  switch (image2.state) {
    case "known":
      return { area: "build", state: "pass", evidence: origin(image2.value) };
    case "gap":
      return { area: "build", state: "error", evidence: `${image2.problem.code}: ${image2.problem.what}` };
    case "absent":
      return { area: "build", state: "not-applicable", evidence: image2.observed };
  }
}
function withBuild(built, checks) {
  if (checks === void 0 || built.state !== "pass") return built;
  switch (checks.state) {
    case "fail":
    case "error":
    case "note":
      return { ...checks, evidence: `${built.evidence}; ${checks.evidence}` };
    case "pass":
    case "not-applicable":
    case "off":
      return built;
  }
}
var BUILDERS = {
  buildx: "BuildKit (buildx)",
  "embedded-buildkit": "the engine's own BuildKit",
  classic: "the classic builder"
};
function origin(image2) {
  if (image2.origin.kind === "reference") {
    return `${image2.origin.reference} ${image2.origin.pulled ? "pulled" : "found in the engine"}`;
  }
  const seconds = (image2.origin.durationMs / 1e3).toFixed(1);
  return `${image2.origin.dockerfile} built in ${seconds} s by ${BUILDERS[image2.origin.builder]}`;
}
function checksRow(area, outcomes, threshold2) {
  const findings = outcomes.flatMap(({ outcome }) => outcome.state === "fail" ? outcome.findings : []);
  const sorted = [...findings].sort((a, b) => compareSeverity(a.severity, b.severity));
  const [worst] = sorted;
  const blocking = sorted.filter((finding) => blocks(finding, threshold2));
  const [first] = blocking;
  if (first !== void 0) {
    return { area, state: "fail", evidence: `${first.title}: ${first.seen}${more(blocking.length - 1)}` };
  }
  const problem = outcomes.flatMap(({ outcome }) => outcome.state === "error" ? [outcome.problem] : [])[0];
  if (problem !== void 0) return { area, state: "error", evidence: `${problem.code}: ${problem.what}` };
  const seen = outcomes.flatMap(({ outcome }) => "seen" in outcome ? [outcome.seen] : [])[0];
  if (worst !== void 0) {
    return { area, state: "note", evidence: `${seen ?? worst.seen}; ${counted(findings.length, worst.severity)}` };
  }
  if (seen !== void 0) return { area, state: "pass", evidence: seen };
  return restRow(area, outcomes);
}
function restRow(area, outcomes) {
  const observed = outcomes.flatMap(({ outcome }) => outcome.state === "not-applicable" ? [outcome.observed] : [])[0];
  if (observed !== void 0) return { area, state: "not-applicable", evidence: observed };
  const by = outcomes.flatMap(({ outcome }) => outcome.state === "off" ? [outcome.by] : [])[0];
  return { area, state: "off", evidence: by ?? "switched off" };
}
function more(count) {
  return count > 0 ? `, and ${count} more` : "";
}
function counted(count, severity) {
  return count === 1 ? `1 finding that does not block (${severity})` : `${count} findings that do not block`;
}

// src/policy/build-report.ts
function buildReport(parts) {
  const { circumstances, bundle = {}, outcomes = [], settings } = parts;
  const threshold2 = settings?.threshold ?? "high";
  const verdict = parts.verdict ?? judge({ planned: [], outcomes: [], problems: parts.problems ?? [], threshold: threshold2 });
  const image2 = imagePart(bundle.image, bundle["image-config"]);
  return {
    schemaVersion: 1,
    gateVersion: parts.gateVersion,
    run: runPart(circumstances, parts.startedAt, parts.durationMs),
    subject: parts.subject ?? { id: "image", name: wantedName(settings) },
    ...image2 === void 0 ? {} : { image: image2 },
    policy: { source: "built-in defaults", threshold: threshold2 },
    plan: parts.plan ?? [],
    areas: areaRows(bundle.image, outcomes, threshold2),
    checks: outcomes,
    verdict,
    remarks: [...settings === void 0 ? [] : remarks(settings, bundle), ...parts.remarks ?? []]
  };
}
function wantedName(settings) {
  if (settings === void 0) return "the settings are not valid";
  const { subject } = settings;
  return subject.kind === "reference" ? subject.reference : subject.file ?? `${subject.context}/Dockerfile`;
}
function withProblem(report, problem) {
  const { verdict } = report;
  return {
    ...report,
    verdict: {
      ...verdict,
      verdict: verdict.verdict === "fail" ? "fail" : "error",
      incomplete: true,
      problems: [...verdict.problems, problem]
    }
  };
}
function runPart(circumstances, startedAt, durationMs) {
  const { privileged: _, fork: __, apiUrl: ___, workflowCommit: ____, ...run } = circumstances;
  return { ...run, startedAt: startedAt.toISOString(), durationMs: Math.round(durationMs) };
}
function imagePart(image2, config) {
  if (image2?.state !== "known") return void 0;
  const { id, repoDigests, origin: origin2, engine } = image2.value;
  const known = config?.state === "known" ? config.value : void 0;
  const platform = known === void 0 ? "unknown" : [known.os, known.architecture, known.variant].filter((part) => part !== void 0 && part !== "").join("/");
  return { id, repoDigests, origin: origin2, engine, platform, sizeBytes: known?.size ?? 0 };
}
function remarks(settings, { image: image2, dockerfile }) {
  const said = [];
  said.push(
    settings.scanning === "none" ? "Vulnerabilities were not looked for: scanner is none." : "Vulnerabilities were not looked for: this version of the gate has no scanner yet."
  );
  if (image2?.state === "known" && image2.value.origin.kind === "built" && image2.value.origin.builder === "classic") {
    said.push("Built by the classic builder, because the Docker client has no buildx.");
  }
  const argument = settings.subject.kind === "build" ? settings.subject.buildArgs.findLast(isSyntaxArgument) : void 0;
  const directive = dockerfile?.state === "known" ? dockerfile.value.syntax : void 0;
  const syntax = argument?.slice(argument.indexOf("=") + 1) ?? directive;
  if (syntax !== void 0 && !OFFICIAL_FRONTEND.test(syntax)) {
    said.push(`The build runs a frontend of its own choice: ${visibleText(syntax, 120)}.`);
  }
  return said;
}
function isSyntaxArgument(argument) {
  return argument.startsWith("BUILDKIT_SYNTAX=");
}
var OFFICIAL_FRONTEND = /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/;

// src/settings/values.ts
var MAX_INPUT_LENGTH = 65536;
var safeText = pipe(
  string(),
  maxLength(MAX_INPUT_LENGTH, (issue) => `has ${issue.input.length} characters, the limit is ${MAX_INPUT_LENGTH}`),
  // Newlines and tabs are structure of lists; every other control or format character is refused.
  check(
    (text) => visibleText(text.replace(/[\r\n\t]/g, ""), MAX_INPUT_LENGTH) === text.replace(/[\r\n\t]/g, ""),
    (issue) => `holds a control or invisible character: ${visibleText(issue.input, 60)}`
  ),
  trim()
);
var line = pipe(
  safeText,
  check((text) => !/[\r\n]/.test(text), "must be one line")
);
var name = pipe(
  line,
  regex(/^[A-Za-z0-9][A-Za-z0-9._/@:-]*$/, (issue) => `is not a name: ${visibleText(issue.input, 60)}`)
);
var path = pipe(
  line,
  check(
    (text) => !text.startsWith("-"),
    (issue) => `can't start with "-": ${visibleText(issue.input, 60)}`
  )
);
var boolean = pipe(
  line,
  regex(/^(true|True|TRUE|false|False|FALSE)$/, (issue) => `is ${visibleText(issue.input, 40)}; write true or false`),
  transform((text) => text.toLowerCase() === "true")
);
var entries = array(
  pipe(
    string(),
    check(
      (entry) => !entry.startsWith("-"),
      (issue) => `has an entry that starts with "-": ${visibleText(issue.input, 60)}`
    )
  )
);
var lines = pipe(
  safeText,
  transform((text) => splitEntries(text, /\r?\n|\r/)),
  entries
);
var list = pipe(
  safeText,
  transform((text) => splitEntries(text, /\r?\n|\r|,/)),
  entries
);
var assignments = pipe(
  lines,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z_][A-Za-z0-9_.-]*(=|$)/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not NAME=value: ${visibleText(entry, 60)}` });
      }
    }
  })
);
var labels = pipe(
  lines,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*=/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not key=value: ${visibleText(entry, 60)}` });
      }
    }
  })
);
var references = pipe(
  list,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const entry of dataset.value) {
      const reference = parseImageReference(entry);
      if (reference === void 0) addIssue({ message: `is not an image reference: ${visibleText(entry, 80)}` });
      else if (reference.digest !== void 0)
        addIssue({ message: `can't be a tag, it has a digest: ${visibleText(entry, 80)}` });
    }
  })
);
var image = pipe(
  line,
  check(
    (text) => /^(docker-archive|oci-archive|oci-dir):[^-]/.test(text) || parseImageReference(text) !== void 0,
    (issue) => `is not an image reference: ${visibleText(issue.input, 80)}`
  )
);
function choice(words) {
  return pipe(
    line,
    picklist(words, (issue) => {
      const near = nearest(String(issue.input), words);
      return `is ${visibleText(String(issue.input), 40)}; write one of ${words.join(", ")}${near === void 0 ? "" : ` (did you mean ${near}?)`}`;
    })
  );
}
var commentKey = pipe(
  line,
  regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    (issue) => `is ${visibleText(issue.input, 60)}; write up to 64 of a-z, 0-9, ".", "_", "-"`
  )
);
var threshold = choice(THRESHOLDS);
function choices(words) {
  return pipe(list, array(choice(words)));
}
function nearest(word2, words) {
  const near = words.map((candidate) => ({ candidate, distance: editDistance(word2.toLowerCase().slice(0, 64), candidate) })).filter(({ candidate, distance }) => distance <= (candidate.length < 5 ? 1 : 2)).sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}
function editDistance(a, b) {
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
function splitEntries(text, separator) {
  return text.split(separator).map((entry) => entry.trim()).filter((entry) => entry !== "");
}

// src/settings/schema.ts
var SETTING_GROUPS = ["what", "strictness", "credentials", "reports"];
function setting(definition) {
  return definition;
}
var SCANNERS = ["grype", "snyk", "anchore", "none"];
var SETTINGS = {
  context: setting({
    group: "what",
    summary: "Build context, a folder of the repository",
    schema: path,
    default: "."
  }),
  file: setting({
    group: "what",
    summary: "Path of the Dockerfile",
    schema: path,
    default: "{context}/Dockerfile"
  }),
  target: setting({ group: "what", summary: "Stage to build", schema: name, default: "the last stage" }),
  "build-args": setting({
    group: "what",
    summary: "Build arguments, NAME=value, one a line",
    schema: assignments
  }),
  "build-contexts": setting({
    group: "what",
    summary: "Additional build contexts, name=source, one a line (needs buildx)",
    schema: labels
  }),
  secrets: setting({
    group: "what",
    summary: "Build secrets, id=NAME,env=VARIABLE or id=NAME,src=PATH, one a line (needs BuildKit)",
    schema: lines
  }),
  platforms: setting({
    group: "what",
    summary: "Platform to build, such as linux/arm64",
    schema: list,
    default: "the engine's own"
  }),
  pull: setting({
    group: "what",
    summary: "Always try to pull newer base images, or the image",
    schema: boolean,
    default: "false",
    flag: true
  }),
  "no-cache": setting({
    group: "what",
    summary: "Build without the cache",
    schema: boolean,
    default: "false",
    flag: true
  }),
  "cache-from": setting({ group: "what", summary: "Cache sources, one a line", schema: lines }),
  "cache-to": setting({ group: "what", summary: "Cache destinations, one a line (needs buildx)", schema: lines }),
  builder: setting({
    group: "what",
    summary: "Name of the buildx builder",
    schema: name,
    default: "the current one"
  }),
  labels: setting({ group: "what", summary: "Labels of the image, key=value, one a line", schema: labels }),
  tags: setting({ group: "what", summary: "Tags that the image gets once it has passed", schema: references }),
  image: setting({
    group: "what",
    summary: "Judge this image instead of building: a reference, docker-archive:PATH, oci-archive:PATH or oci-dir:PATH",
    schema: image
  }),
  "compose-files": setting({
    group: "what",
    summary: "Compose files that say how the image is run",
    schema: lines,
    pending: "Run settings"
  }),
  services: setting({
    group: "what",
    summary: "Services of the compose project to judge",
    schema: list,
    pending: "Run settings"
  }),
  "kubernetes-files": setting({
    group: "what",
    summary: "Rendered Kubernetes manifests",
    schema: lines,
    pending: "Run settings"
  }),
  "run-args": setting({
    group: "what",
    summary: "Options of the docker run that will run the image",
    schema: line,
    pending: "Run settings"
  }),
  policy: setting({
    group: "strictness",
    summary: "Path of the policy file",
    schema: path,
    default: ".github/docker-security-gate.yml",
    pending: "Policy files"
  }),
  "fail-on": setting({
    group: "strictness",
    summary: "Lowest severity that blocks: critical, high, medium, low or negligible",
    schema: threshold,
    default: "high"
  }),
  scanner: setting({
    group: "strictness",
    summary: "Vulnerability scanners: a list of grype, snyk, anchore; or none",
    schema: choices(SCANNERS),
    default: "grype"
  }),
  "only-fixed": setting({
    group: "strictness",
    summary: "Vulnerabilities that nobody has fixed are shown and do not block",
    schema: boolean,
    default: "true",
    flag: true,
    pending: "Vulnerability scanning"
  }),
  baseline: setting({
    group: "strictness",
    summary: "What is compared with, so that only what is new blocks",
    schema: line,
    pending: "Baselines"
  }),
  "github-token": setting({
    group: "credentials",
    summary: "Token for the pull-request comment",
    schema: line,
    // Not a template of ours: GitHub expands it, and action.yml carries it as it stands.
    actionDefault: "${{ github.token }}",
    secret: true
  }),
  "snyk-token": setting({
    group: "credentials",
    summary: "Snyk token",
    schema: line,
    secret: true,
    pending: "Vulnerability scanning"
  }),
  "snyk-org": setting({
    group: "credentials",
    summary: "Snyk organisation",
    schema: name,
    pending: "Vulnerability scanning"
  }),
  "snyk-api": setting({
    group: "credentials",
    summary: "URL of the Snyk API",
    schema: line,
    pending: "Vulnerability scanning"
  }),
  "anchore-url": setting({
    group: "credentials",
    summary: "URL of Anchore Enterprise or Anchore Engine",
    schema: line,
    pending: "Vulnerability scanning"
  }),
  "anchore-username": setting({
    group: "credentials",
    summary: "Anchore user",
    schema: line,
    pending: "Vulnerability scanning"
  }),
  "anchore-password": setting({
    group: "credentials",
    summary: "Anchore password",
    schema: line,
    secret: true,
    pending: "Vulnerability scanning"
  }),
  "anchore-account": setting({
    group: "credentials",
    summary: "Anchore account",
    schema: name,
    pending: "Vulnerability scanning"
  }),
  comment: setting({
    group: "reports",
    summary: "Pull-request comment: always, on-failure or never",
    schema: choice(["always", "on-failure", "never"]),
    default: "always"
  }),
  "comment-key": setting({
    group: "reports",
    summary: "One comment per key, for several gates in one repository",
    schema: commentKey,
    default: "default"
  }),
  "job-summary": setting({
    group: "reports",
    summary: "Write the job summary",
    schema: boolean,
    default: "true",
    flag: true
  }),
  annotations: setting({
    group: "reports",
    summary: "Annotate the changed files",
    schema: boolean,
    flag: true,
    pending: "Annotations"
  }),
  suggestions: setting({
    group: "reports",
    summary: "Suggest cures in the review",
    schema: boolean,
    flag: true,
    pending: "Review suggestions"
  }),
  "sarif-file": setting({ group: "reports", summary: "Write SARIF to this file", schema: path, pending: "SARIF" }),
  "report-file": setting({ group: "reports", summary: "Write the JSON report to this file", schema: path }),
  "html-file": setting({
    group: "reports",
    summary: "Write a self-contained HTML report to this file",
    schema: path,
    pending: "The HTML report"
  }),
  reports: setting({
    group: "reports",
    summary: "JSON reports of other jobs to merge",
    schema: lines,
    pending: "Merging reports"
  }),
  expect: setting({
    group: "reports",
    summary: "Reports that must be there when merging",
    schema: lines,
    pending: "Merging reports"
  }),
  monitor: setting({
    group: "reports",
    summary: "Hand the image to the scanner for continued watching",
    schema: boolean,
    flag: true,
    pending: "Vulnerability scanning"
  })
};
var SETTING_NAMES = Object.keys(SETTINGS).filter((key) => key in SETTINGS);

// src/settings/inputs.ts
function readInputs(environment) {
  const given = /* @__PURE__ */ new Map();
  for (const name2 of SETTING_NAMES) {
    const text = environment[`INPUT_${name2.toUpperCase()}`];
    if (text !== void 0 && text.trim() !== "") given.set(name2, text);
  }
  return given;
}
var SWITCHES = ["help", "version", "json"];
function readFlags(words) {
  const given = /* @__PURE__ */ new Map();
  const switches = /* @__PURE__ */ new Set();
  const problems = [];
  for (let index = 0; index < words.length; index++) {
    const word2 = words[index] === "-h" ? "--help" : words[index] ?? "";
    const match = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(word2);
    const flag = match?.[1];
    const inline = match?.[2];
    if (flag !== void 0 && isSwitch(flag) && inline === void 0) {
      switches.add(flag);
    } else if (flag !== void 0 && isSettingName(flag)) {
      const next = words[index + 1];
      const alone = inline === void 0 && "flag" in SETTINGS[flag] && next !== "true" && next !== "false";
      const value = inline ?? (alone ? "true" : next);
      if (inline === void 0 && !alone) index++;
      if (value === void 0) problems.push(missingValue(flag));
      else if (value.trim() !== "") given.set(flag, given.has(flag) ? `${given.get(flag)}
${value}` : value);
    } else {
      problems.push(unknownFlag(word2, flag));
      if (word2.startsWith("--") && inline === void 0 && words[index + 1]?.startsWith("-") === false) index++;
    }
  }
  const { help, version, json } = {
    help: switches.has("help"),
    version: switches.has("version"),
    json: switches.has("json")
  };
  return { raw: given, help, version, json, problems };
}
function isSwitch(flag) {
  return SWITCHES.some((known) => known === flag);
}
function isSettingName(flag) {
  return SETTING_NAMES.some((known) => known === flag);
}
function missingValue(flag) {
  return {
    code: "INPUT-INVALID",
    what: `--${flag} was given without a value.`,
    means: NO_VERDICT,
    todo: `Write --${flag} VALUE, or leave it out.`
  };
}
function unknownFlag(word2, flag) {
  const near = nearest(flag ?? word2, [...SETTING_NAMES, ...SWITCHES]);
  const hint = near === void 0 ? "" : ` Did you mean --${near}?`;
  return {
    code: "INPUT-UNKNOWN",
    what: `There is no flag or command ${visibleText(word2, 60)}.${hint}`,
    means: NO_VERDICT,
    todo: "Run docker-security-gate --help for all flags."
  };
}

// src/settings/settings.ts
function resolveSettings(raw) {
  const problems = [];
  const value = reader(raw, problems);
  const reports = readReports(value);
  for (const name2 of SETTING_NAMES) checkPending(name2, raw, problems);
  const subject = readSubject(raw, value, problems);
  const threshold2 = value("fail-on") ?? "high";
  const scanning = readScanner(value("scanner"), problems);
  if (problems.length > 0) return { reports, problems };
  return { settings: Object.freeze({ subject, threshold: threshold2, scanning, reports }), reports, problems };
}
function reader(raw, problems) {
  return (name2) => {
    const text = raw.get(name2);
    if (text === void 0) return void 0;
    const schema = SETTINGS[name2].schema;
    const parsed = safeParse(schema, text, { abortPipeEarly: true });
    if (parsed.success) return parsed.output;
    const messages = "secret" in SETTINGS[name2] ? ["has a form that no such secret has"] : parsed.issues.map(({ message }) => message);
    problems.push(invalid(name2, messages));
    return void 0;
  };
}
function readReports(value) {
  const githubToken = value("github-token");
  const reportFile = value("report-file");
  return {
    ...githubToken === void 0 ? {} : { githubToken },
    ...reportFile === void 0 ? {} : { reportFile },
    comment: value("comment") ?? "always",
    commentKey: value("comment-key") ?? "default",
    jobSummary: value("job-summary") ?? true
  };
}
function checkPending(name2, raw, problems) {
  const definition = SETTINGS[name2];
  const text = raw.get(name2);
  if (text === void 0 || !("pending" in definition)) return;
  const asksForNothing = "flag" in definition && !("default" in definition) && /^\s*false\s*$/i.test(text);
  if (!asksForNothing) problems.push(pending(name2, definition.pending));
}
function pending(name2, capability) {
  return {
    code: "NOT-AVAILABLE-YET",
    what: `${name2} was given, and this version of the gate does not have that capability yet (${capability}).`,
    means: NO_VERDICT,
    todo: `Leave ${name2} out, or wait for the version that has it: see CHANGELOG.md.`
  };
}
function readScanner(scanners, problems) {
  if (scanners === void 0) return "unavailable";
  const wanted = scanners.filter((scanner) => scanner !== "none");
  if (wanted.length > 0 && scanners.includes("none")) {
    problems.push(conflict("scanner", "none stands beside other scanners", "Write none alone, or only the scanners."));
  } else if (wanted.length > 0) {
    problems.push(pending("scanner", `Vulnerability scanning with ${wanted.join(", ")}`));
  }
  return "none";
}
var BUILD_ONLY = [
  "context",
  "file",
  "target",
  "build-args",
  "build-contexts",
  "secrets",
  "no-cache",
  "cache-from",
  "cache-to",
  "builder",
  "labels",
  "tags",
  "platforms"
];
function readSubject(raw, value, problems) {
  const image2 = value("image");
  if (image2 === void 0) return readBuild(raw, value, problems);
  const besides = BUILD_ONLY.filter((name2) => raw.has(name2));
  if (besides.length > 0) {
    problems.push(
      conflict(
        ["image", ...besides].join(", "),
        "image judges an image that is there, the others build one",
        "Give image alone, or leave it out."
      )
    );
  }
  const archive = /^(docker-archive|oci-archive|oci-dir):/.exec(image2)?.[1];
  if (archive !== void 0) problems.push(pending("image", `Reading ${archive} images`));
  return { kind: "reference", reference: image2, pull: value("pull") ?? false };
}
function readBuild(raw, value, problems) {
  const platforms = value("platforms") ?? [];
  if (platforms.length > 1) problems.push(pending("platforms", "More than one platform in one run"));
  const [platform] = platforms;
  if (platform !== void 0 && !/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform)) {
    problems.push(
      invalid("platforms", [
        `is not a platform: ${visibleText(platform, 60)}; write os/architecture, such as linux/arm64`
      ])
    );
  }
  const context = value("context") ?? ".";
  if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^-$/i.test(context)) {
    problems.push(invalid("context", ["is a remote address; the gate builds folders of the repository only"]));
  }
  const file = value("file");
  const target = value("target");
  const builder = value("builder");
  return {
    kind: "build",
    context,
    contextGiven: raw.has("context") || raw.has("file"),
    ...file === void 0 ? {} : { file },
    ...target === void 0 ? {} : { target },
    ...platform === void 0 ? {} : { platform },
    ...builder === void 0 ? {} : { builder },
    buildArgs: value("build-args") ?? [],
    buildContexts: value("build-contexts") ?? [],
    secrets: value("secrets") ?? [],
    pull: value("pull") ?? false,
    noCache: value("no-cache") ?? false,
    cacheFrom: value("cache-from") ?? [],
    cacheTo: value("cache-to") ?? [],
    labels: value("labels") ?? [],
    tags: value("tags") ?? []
  };
}
function invalid(name2, messages) {
  return {
    code: "INPUT-INVALID",
    what: `${name2} ${messages.slice(0, 5).join("; ")}.`,
    means: NO_VERDICT,
    todo: `Correct ${name2}.`
  };
}
function conflict(names, why, todo) {
  return { code: "INPUT-CONFLICT", what: `${names} contradict each other: ${why}.`, means: NO_VERDICT, todo };
}

export {
  judge,
  buildReport,
  withProblem,
  SETTING_GROUPS,
  SETTINGS,
  SETTING_NAMES,
  readInputs,
  readFlags,
  resolveSettings
};
