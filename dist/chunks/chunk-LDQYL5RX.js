import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  AREAS,
  exitCodeOf
} from "./chunk-4OUZSLM7.js";
import {
  thresholdOf
} from "./chunk-6STHQ2UI.js";
import {
  compareSeverity,
  reaches
} from "./chunk-UP547JJW.js";
import {
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/policy/judge.ts
function judge(request) {
  const { outcomes, policy } = request;
  const findings = outcomes.flatMap(toFindings).sort(byWorst);
  const blocking = findings.filter(({ finding }) => blocks(finding, policy));
  const notBlocking = findings.filter(({ finding }) => !blocks(finding, policy));
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
    threshold: policy.failOn.value,
    blocking,
    notBlocking,
    problems
  };
}
function blocks({ checkId, severity, inheritedFrom }, policy) {
  const excused = inheritedFrom !== void 0 && severity !== "unknown" && policy.inherited.value === "show";
  return !excused && reaches(severity, thresholdOf(policy, checkId));
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
function areaRows(image, outcomes, policy) {
  return AREAS.flatMap((area) => {
    const own = outcomes.filter((outcome) => outcome.area === area);
    const checks = own.length === 0 ? void 0 : checksRow(area, own, policy);
    const built = area === "build" ? buildRow(image) : void 0;
    const row = built === void 0 ? checks : withBuild(built, checks, own);
    return row === void 0 ? [] : [row];
  });
}
function buildRow(image) {
  if (image === void 0) return void 0;
  switch (image.state) {
    case "known":
      return { area: "build", state: "pass", evidence: origin(image.value) };
    case "gap":
      return { area: "build", state: "error", evidence: `${image.problem.code}: ${image.problem.what}` };
    case "absent":
      return { area: "build", state: "not-applicable", evidence: image.observed };
  }
}
function withBuild(built, checks, outcomes) {
  if (checks === void 0 || built.state !== "pass") return built;
  switch (checks.state) {
    case "fail":
    case "error":
    case "note":
      return { ...checks, evidence: `${built.evidence}; ${checks.evidence}` };
    case "pass":
    case "not-applicable":
    case "off":
      return { ...built, evidence: `${built.evidence}${offWords(outcomes)}` };
  }
}
var BUILDERS = {
  buildx: "BuildKit (buildx)",
  "embedded-buildkit": "the engine's own BuildKit",
  classic: "the classic builder"
};
function origin(image) {
  if (image.origin.kind === "reference") {
    return `${image.origin.reference} ${image.origin.pulled ? "pulled" : "found in the engine"}`;
  }
  const seconds = (image.origin.durationMs / 1e3).toFixed(1);
  return `${image.origin.dockerfile} built in ${seconds} s by ${BUILDERS[image.origin.builder]}`;
}
function checksRow(area, outcomes, policy) {
  const findings = outcomes.flatMap(({ outcome }) => outcome.state === "fail" ? outcome.findings : []);
  const sorted = [...findings].sort((a, b) => compareSeverity(a.severity, b.severity));
  const [worst] = sorted;
  const blocking = sorted.filter((finding) => blocks(finding, policy));
  const [first] = blocking;
  if (first !== void 0) {
    return { area, state: "fail", evidence: `${first.title}: ${first.seen}${more(blocking.length - 1)}` };
  }
  const problem = outcomes.flatMap(({ outcome }) => outcome.state === "error" ? [outcome.problem] : [])[0];
  if (problem !== void 0) return { area, state: "error", evidence: `${problem.code}: ${problem.what}` };
  const seen = seenOf(area, outcomes);
  const off = `${provedWords(outcomes)}${offWords(outcomes)}`;
  if (worst !== void 0) {
    const counts = counted(findings.length, worst.severity);
    return { area, state: "note", evidence: `${seen ?? worst.seen}; ${counts}${off}` };
  }
  if (seen !== void 0) return { area, state: "pass", evidence: `${seen}${off}` };
  return restRow(area, outcomes);
}
function provedWords(outcomes) {
  const proof = outcomes.find(({ checkId }) => checkId === "confinement-as-declared")?.outcome;
  return proof?.state === "not-applicable" ? "; not proved: no container was asked" : "";
}
var SPEAKS_FOR = {
  run: "capabilities-dropped",
  contents: "no-secrets-deleted-later"
};
function seenOf(area, outcomes) {
  const seen = outcomes.flatMap(({ checkId, outcome }) => "seen" in outcome ? [{ checkId, seen: outcome.seen }] : []);
  const [first] = seen;
  return (seen.find(({ checkId }) => checkId === SPEAKS_FOR[area]) ?? first)?.seen;
}
function offWords(outcomes) {
  const off = outcomes.filter(({ outcome }) => outcome.state === "off").length;
  if (off === 0) return "";
  return off === 1 ? "; 1 check is off" : `; ${off} checks are off`;
}
function restRow(area, outcomes) {
  const observed = outcomes.flatMap(({ outcome }) => outcome.state === "not-applicable" ? [outcome.observed] : [])[0];
  if (observed !== void 0) return { area, state: "not-applicable", evidence: `${observed}${offWords(outcomes)}` };
  const by = outcomes.flatMap(({ outcome }) => outcome.state === "off" ? [outcome.by] : [])[0];
  return { area, state: "off", evidence: by === void 0 ? "off" : `off by ${by}` };
}
function more(count) {
  return count > 0 ? `, and ${count} more` : "";
}
function counted(count, severity) {
  return count === 1 ? `1 finding that does not block (${severity})` : `${count} findings that do not block`;
}

// src/policy/report-subjects.ts
function subjectPart({ subject, bundle }) {
  const image = imagePart(bundle);
  return { subject, ...image && { image } };
}
function rowsOf(several, outcomes, policy) {
  const own = Map.groupBy(outcomes, ({ subject }) => subject.id);
  return several.flatMap(({ subject, bundle: { image } }) => {
    const rows = areaRows(image, own.get(subject.id) ?? [], policy);
    const lacking = image?.state === "absent" ? image.observed : void 0;
    const telling = rows.filter(({ area, state, evidence }) => {
      return area === "build" || state !== "not-applicable" || lacking === void 0 || !evidence.startsWith(lacking);
    });
    return telling.map((row) => ({ ...row, subject }));
  });
}
function imagePart({ image, "image-config": config }) {
  if (image?.state !== "known") return void 0;
  const { id, repoDigests, origin: origin2, engine } = image.value;
  const known = config?.state === "known" ? config.value : void 0;
  const platform = known === void 0 ? "unknown" : [known.os, known.architecture, known.variant].filter((part) => part !== void 0 && part !== "").join("/");
  return { id, repoDigests, origin: origin2, engine, platform, sizeBytes: known?.size ?? 0 };
}

// src/policy/build-report.ts
function buildReport(parts) {
  const { circumstances, collected = [], outcomes = [], settings } = parts;
  const policy = parts.policy ?? UNKNOWN_POLICY;
  const verdict = parts.verdict ?? judge({ planned: [], outcomes: [], problems: parts.problems ?? [], policy });
  const several = collected.length > 1 ? collected : void 0;
  const [only] = several === void 0 ? collected : [];
  const image = only && imagePart(only.bundle);
  return {
    schemaVersion: 1,
    gateVersion: parts.gateVersion,
    run: runPart(circumstances, parts.startedAt, parts.durationMs),
    subject: parts.subject ?? { id: "image", name: wantedName(settings) },
    ...image === void 0 ? {} : { image },
    ...several && { subjects: several.map(subjectPart) },
    policy: policyPart(parts, policy),
    plan: parts.plan ?? [],
    areas: several === void 0 ? areaRows(only?.bundle.image, outcomes, policy) : rowsOf(several, outcomes, policy),
    checks: outcomes,
    verdict,
    // Readers see the first ones: what is not as it looks goes before what inputs asked for.
    remarks: [
      ...parts.warnings ?? [],
      ...modeRemark(policy, verdict),
      ...offRemark(outcomes),
      ...parts.policy === void 0 ? [] : unique2(collected.flatMap(buildRemarks)),
      ...parts.remarks ?? [],
      ...parts.policy === void 0 ? [] : [scanningRemark(parts.policy)]
    ]
  };
}
var UNKNOWN_POLICY = {
  preset: { value: "default", from: "built in" },
  mode: { value: "enforce", from: "built in" },
  failOn: { value: "high", from: "built in" },
  inherited: { value: "show", from: "built in" },
  onlyFixed: { value: true, from: "built in" },
  mustDeny: /* @__PURE__ */ new Map(),
  observe: { value: false, from: "built in" },
  checks: /* @__PURE__ */ new Map()
};
function policyPart({ policyFrom, afterMerge, policy: known }, policy) {
  return {
    source: known === void 0 ? "not read" : sourceWords(policyFrom),
    ...policyFrom?.commit === void 0 ? {} : { commit: policyFrom.commit },
    preset: policy.preset.value,
    mode: policy.mode.value,
    threshold: policy.failOn.value,
    inherited: policy.inherited.value,
    ...afterMerge === void 0 ? {} : { afterMerge }
  };
}
function sourceWords(from) {
  if (from === void 0) return "built-in defaults";
  if (from.text === void 0) return `built-in defaults (there is no ${from.path} ${from.place})`;
  return `${from.path} ${from.place}`;
}
function modeRemark({ mode }, verdict) {
  if (mode.value !== "warn") return [];
  const own = `The policy has mode: warn (${mode.from})`;
  if (verdict.verdict !== "fail") return [`${own}, so a FAIL would end with exit code 0.`];
  if (exitCodeOf(verdict, mode.value) === 0) return [`${own}, so this FAIL ends with exit code 0.`];
  return [`${own}, which does not cover what is not known: this FAIL ends with exit code 1.`];
}
var MOST_OFF = 6;
function offRemark(outcomes) {
  const off = outcomes.filter(({ outcome }) => outcome.state === "off").map(({ checkId }) => checkId);
  if (off.length === 0) return [];
  const names = off.slice(0, MOST_OFF).join(", ");
  const more2 = off.length > MOST_OFF ? ` and ${off.length - MOST_OFF} more` : "";
  return [`Off by the policy: ${names}${more2}.`];
}
function wantedName(settings) {
  if (settings === void 0) return "the settings are not valid";
  const { subject } = settings;
  switch (subject.kind) {
    case "reference":
      return subject.reference;
    case "project":
      return subject.composeFiles.join(", ");
    case "build":
      return subject.file ?? `${subject.context}/Dockerfile`;
  }
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
  const { privileged: _, fork: __, apiUrl: ___, workflowCommit: ____, base: _____, ...run } = circumstances;
  return { ...run, startedAt: startedAt.toISOString(), durationMs: Math.round(durationMs) };
}
function unique2(remarks) {
  return [...new Set(remarks)];
}
function scanningRemark({ scanner }) {
  return scanner === void 0 ? "Vulnerabilities were not looked for: this version of the gate has no scanner yet." : "Vulnerabilities were not looked for: scanner is none.";
}
function buildRemarks({ bundle, buildArgs }) {
  const { image, dockerfile } = bundle;
  const said = [];
  if (image?.state === "known" && image.value.origin.kind === "built" && image.value.origin.builder === "classic") {
    said.push("Built by the classic builder, because the Docker client has no buildx.");
  }
  const asked = dockerfile?.state === "known" ? dockerfile.value.check : void 0;
  if (asked !== void 0 && /skip\s*=/i.test(asked)) {
    said.push(`The Dockerfile tells the builder's own checks what to leave out: ${visibleText(asked, 120)}.`);
  }
  const argument = buildArgs?.findLast(isSyntaxArgument);
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

export {
  judge,
  buildReport,
  withProblem
};
