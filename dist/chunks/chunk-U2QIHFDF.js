import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  SCANNERS,
  assignments,
  boolean,
  choice,
  choices,
  commentKey,
  committedPath,
  image,
  labels,
  line,
  lines,
  list,
  name,
  nearest,
  path,
  references,
  threshold
} from "./chunk-IBWQRVCY.js";
import {
  safeParse
} from "./chunk-A7YDC5XQ.js";
import {
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/settings/schema.ts
var SETTING_GROUPS = ["what", "strictness", "credentials", "reports"];
function setting(definition) {
  return definition;
}
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
    summary: "Compose files, one a line, in the order in which they are merged: their services are built and judged as they are run",
    schema: lines
  }),
  services: setting({
    group: "what",
    summary: "Services of the compose project to judge",
    schema: list,
    default: "all of them"
  }),
  "kubernetes-files": setting({
    group: "what",
    summary: "Rendered Kubernetes manifests, files or folders, one a line: every container is judged as it is run",
    schema: lines
  }),
  "run-args": setting({
    group: "what",
    summary: "Options of the docker run that will run the image",
    schema: line,
    default: "none: the engine's own defaults are judged"
  }),
  policy: setting({
    group: "strictness",
    summary: "Path of the policy file",
    schema: committedPath,
    default: ".github/docker-security-gate.yml"
  }),
  "fail-on": setting({
    group: "strictness",
    summary: "Lowest severity that blocks: critical, high, medium, low or negligible",
    schema: threshold,
    default: "high"
  }),
  scanner: setting({
    group: "strictness",
    summary: "Vulnerability scanners: a list of grype, snyk, anchore; or none. Only none is available yet",
    schema: choices(SCANNERS)
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
var POLICY_REF = "policy-ref";
function readFlags(words) {
  const given = /* @__PURE__ */ new Map();
  const switches = /* @__PURE__ */ new Set();
  const problems = [];
  let policyRef;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] === "-h" ? "--help" : words[index] ?? "";
    const match = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(word);
    const flag = match?.[1];
    const inline = match?.[2];
    if (flag !== void 0 && isSwitch(flag) && inline === void 0) {
      switches.add(flag);
    } else if (flag === POLICY_REF) {
      const value = inline ?? words[++index] ?? "";
      if (value.trim() === "") problems.push(missingValue(flag));
      else policyRef = value;
    } else if (flag !== void 0 && isSettingName(flag)) {
      const next = words[index + 1];
      const alone = inline === void 0 && "flag" in SETTINGS[flag] && next !== "true" && next !== "false";
      const value = inline ?? (alone ? "true" : next);
      if (inline === void 0 && !alone) index++;
      if (value === void 0) problems.push(missingValue(flag));
      else if (value.trim() !== "") given.set(flag, given.has(flag) ? `${given.get(flag)}
${value}` : value);
    } else {
      problems.push(unknownFlag(word, flag));
      if (word.startsWith("--") && inline === void 0 && words[index + 1]?.startsWith("-") === false) index++;
    }
  }
  const { help, version, json } = {
    help: switches.has("help"),
    version: switches.has("version"),
    json: switches.has("json")
  };
  return { raw: given, help, version, json, problems, ...policyRef !== void 0 && { policyRef } };
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
function unknownFlag(word, flag) {
  const near = nearest(flag ?? word, [...SETTING_NAMES, ...SWITCHES, POLICY_REF]);
  const hint = near === void 0 ? "" : ` Did you mean --${near}?`;
  return {
    code: "INPUT-UNKNOWN",
    what: `There is no flag or command ${visibleText(word, 60)}.${hint}`,
    means: NO_VERDICT,
    todo: "Run docker-security-gate --help for all flags."
  };
}

// src/settings/setting-problems.ts
function pending(name2, capability) {
  return {
    code: "NOT-AVAILABLE-YET",
    what: `${name2} was given, and this version of the gate does not have that capability yet (${capability}).`,
    means: NO_VERDICT,
    todo: `Leave ${name2} out, or wait for the version that has it: see CHANGELOG.md.`
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

// src/settings/run-inputs.ts
function readRunInputs(value) {
  const runArgs = value("run-args");
  return { kubernetesFiles: value("kubernetes-files") ?? [], ...runArgs !== void 0 && { runArgs } };
}
var FOR_EVERY_BUILD = ["no-cache", "cache-from", "cache-to", "builder"];
function readProject(raw, value, problems) {
  const composeFiles = value("compose-files") ?? [];
  const services = value("services") ?? [];
  if (composeFiles.length === 0) {
    if (services.length === 0) return void 0;
    const what = "services names services of a compose project, and no compose file is given";
    problems.push(conflict("services", what, "Give compose-files, or leave services out."));
    return void 0;
  }
  const others = ["image", "run-args", ...BUILD_ONLY];
  const besides = others.filter((name2) => raw.has(name2) && !FOR_EVERY_BUILD.includes(name2));
  if (besides.length > 0) {
    const what = "the compose files say themselves what is built and how it is run";
    const todo = "Give compose-files alone, or leave them out; for both, use two steps with two comment-keys.";
    problems.push(conflict(["compose-files", ...besides].join(", "), what, todo));
  }
  const builder = value("builder");
  return {
    kind: "project",
    composeFiles,
    services,
    pull: value("pull") ?? false,
    noCache: value("no-cache") ?? false,
    cacheFrom: value("cache-from") ?? [],
    cacheTo: value("cache-to") ?? [],
    ...builder !== void 0 && { builder }
  };
}

// src/settings/settings.ts
function resolveSettings(raw) {
  const problems = [];
  const value = reader(raw, problems);
  const reports = readReports(value);
  for (const name2 of SETTING_NAMES) checkPending(name2, raw, problems);
  const subject = readSubject(raw, value, problems);
  const failOn = value("fail-on");
  const scanner = readScanner(value("scanner"), problems);
  const policyFile = value("policy");
  const run = readRunInputs(value);
  if (problems.length > 0) return { reports, problems };
  const strictness = { ...failOn && { failOn }, ...scanner && { scanner } };
  const settings = { subject, run, strictness, reports, ...policyFile !== void 0 && { policyFile } };
  return { settings: Object.freeze(settings), reports, problems };
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
function readScanner(scanners, problems) {
  if (scanners === void 0) return void 0;
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
  const project = readProject(raw, value, problems);
  if (project !== void 0) return project;
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

export {
  SETTING_GROUPS,
  SETTINGS,
  SETTING_NAMES,
  readInputs,
  readFlags,
  resolveSettings
};
