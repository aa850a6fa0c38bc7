import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  CHECKS,
  effectivePolicy,
  findPolicy,
  mistakeLine,
  policyProblem,
  whatStarts
} from "./chunk-ZF6X6LZ3.js";
import {
  findSubjects
} from "./chunk-XBP5L47X.js";
import {
  MAX_POLICY_BYTES,
  POLICY_FILE
} from "./chunk-FRY3JDB4.js";
import {
  buildReport,
  judge
} from "./chunk-LDQYL5RX.js";
import {
  gateTagOf
} from "./chunk-IIJHQYQK.js";
import {
  exitCodeOf
} from "./chunk-4OUZSLM7.js";
import {
  severityUnder
} from "./chunk-6STHQ2UI.js";
import {
  compareSeverity
} from "./chunk-UP547JJW.js";
import {
  collectImage,
  engineSource,
  recheckImage
} from "./chunk-G53KYBZJ.js";
import {
  gapOnError
} from "./chunk-NWM5JKV7.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/checks/evaluate.ts
function evaluateChecks(checks, bundle, subject) {
  return checks.map((check) => ({
    checkId: check.id,
    title: check.title,
    area: check.area,
    subject,
    outcome: evaluate(check, bundle)
  }));
}
function evaluate(check, bundle) {
  for (const kind of check.needs) {
    const evidence = bundle[kind];
    if (evidence === void 0) return { state: "error", problem: notCollected(check, kind) };
    if (evidence.state === "gap") return { state: "error", problem: evidence.problem };
    if (evidence.state === "absent") return { state: "not-applicable", observed: evidence.observed };
  }
  try {
    const result = check.evaluate(knownEvidence(check, bundle));
    return toOutcome(
      result.kind === "undecided" ? { ...result, problem: cause(result.problem, check, bundle) } : result
    );
  } catch (thrown) {
    return { state: "error", problem: crashed(check, thrown) };
  }
}
function cause(problem, check, bundle) {
  if (!problem.code.endsWith("-UNDETERMINED")) return problem;
  for (const kind of check.uses) {
    const evidence = bundle[kind];
    if (evidence?.state === "gap") return evidence.problem;
  }
  return problem;
}
function knownEvidence(check, bundle) {
  const known = {};
  const copy = (kind) => {
    const evidence = bundle[kind];
    if (evidence?.state === "known") known[kind] = evidence.value;
  };
  for (const kind of [...check.needs, ...check.uses]) copy(kind);
  return known;
}
function toOutcome(result) {
  switch (result.kind) {
    case "judged":
      return result.findings.length === 0 ? { state: "pass", seen: result.seen } : { state: "fail", seen: result.seen, findings: result.findings };
    case "not-applicable":
      return { state: "not-applicable", observed: result.observed };
    case "undecided":
      return { state: "error", problem: result.problem };
  }
}
function notCollected(check, kind) {
  return {
    code: "CHECK-CRASHED",
    what: `The check ${check.id} needs the evidence ${kind}, which was never collected.`,
    means: NO_VERDICT,
    todo: "This is a defect of the gate: report it."
  };
}
function crashed(check, thrown) {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: "CHECK-CRASHED",
    what: `The check ${check.id} ended with an error of its own: ${visibleText(text, 200)}.`,
    means: NO_VERDICT,
    todo: "This is a defect of the gate: report it with the Dockerfile."
  };
}

// src/evidence/engine-security.ts
async function collectEngineSecurity(engine) {
  return gapOnError(async () => {
    const description = await engine.describe();
    const value = await engine.security();
    return { state: "known", value, source: { tool: `engine ${description.serverVersion}`, subject: "docker info" } };
  });
}

// src/evidence/find-image.ts
import path from "node:path";
var BUILD_TIMEOUT_MS = 2 * 60 * 60 * 1e3;
async function findImage({ subject, gateTag, inTurn }, ports) {
  if (subject.kind === "no-image") return { image: { state: "gap", problem: subject.problem } };
  if (subject.kind === "reference") {
    const { reference, pull } = subject.settings;
    if (subject.onlyIfThere && !await isThere(ports.engine, reference)) return { image: notThere(reference) };
    const log = () => ports.log.group(`Pull ${reference}`);
    return inTurn(() => collectImage(ports.engine, { kind: "reference", reference, pull, log }));
  }
  return inTurn(() => build(subject, gateTag, ports));
}
function isThere(engine, reference) {
  return engine.has(reference).catch(() => true);
}
function notThere(reference) {
  const observed = `The engine does not have ${reference}, so only how it is run is judged (pull: true fetches it).`;
  return { state: "absent", observed };
}
async function build(subject, gateTag, ports) {
  const group = ports.log.group(`Build ${subject.file.relative}`);
  const request = {
    kind: "build",
    build: buildRequest(subject, gateTag, ports, group),
    context: subject.context.relative,
    dockerfile: subject.file.relative
  };
  const started = ports.clock.ticks();
  const collected = await collectImage(ports.engine, request);
  const seconds = ((ports.clock.ticks() - started) / 1e3).toFixed(1);
  group.end(
    collected.image.state === "known" ? `Built ${collected.image.value.id} in ${seconds} s` : `Build of ${subject.file.relative} ended without an image after ${seconds} s`
  );
  return collected;
}
function buildRequest({ settings, context, file }, gateTag, ports, log) {
  const { kind: _, contextGiven: __, tags: ___, context: ____, file: _____, ...rest } = settings;
  return {
    ...rest,
    context: context.absolute,
    file: file.absolute,
    gateTag,
    timeoutMs: BUILD_TIMEOUT_MS,
    log,
    logFile: path.join(ports.temporaryFolder, `build-${gateTag.slice(-8)}.log`),
    layoutFolder: path.join(ports.temporaryFolder, `layout-${gateTag.slice(-8)}`)
  };
}

// src/evidence/image-accounts.ts
var PASSWD = "/etc/passwd";
var GROUP = "/etc/group";
var OS_RELEASE = ["/etc/os-release", "/usr/lib/os-release"];
function collectImageAccounts(engine, image, config) {
  return gapOnError(async () => {
    if (config.os === "windows") {
      const absent = { state: "absent" };
      const source = engineSource(image.engine, `the operating system of ${image.id}: windows`);
      return { state: "known", value: { passwd: absent, group: absent, osRelease: absent }, source };
    }
    if (config.os !== "linux") throw notLinux(config.os);
    const files = await engine.readTextFiles(image.id, [PASSWD, GROUP, ...OS_RELEASE]);
    const file = (path3) => {
      const found = files.get(path3);
      if (found === void 0) throw new Error(`the engine did not answer for ${path3}`);
      return found;
    };
    const osRelease = OS_RELEASE.map(file).find(({ state }) => state === "present") ?? { state: "absent" };
    const value = { passwd: file(PASSWD), group: file(GROUP), osRelease };
    return { state: "known", value, source: engineSource(image.engine, `${PASSWD}, ${GROUP} of ${image.id}`) };
  });
}
function notLinux(os) {
  return new GateError({
    code: "ACCOUNTS-UNREADABLE",
    what: `The image is for ${visibleText(os, 40)}; the gate knows how users are found in Linux images only.`,
    means: NO_VERDICT,
    todo: "Judge the Linux image of the project."
  });
}

// src/evidence/image-config.ts
function collectImageConfig(image, inspected) {
  if (inspected.id !== image.id) {
    const problem = {
      code: "IMAGE-CHANGED",
      what: `The engine's description is of ${inspected.id}, not of the judged image ${image.id}.`,
      means: NO_VERDICT,
      todo: "Find out what else on this engine changes images, and run the gate again."
    };
    return { state: "gap", problem };
  }
  return { state: "known", value: inspected.config, source: engineSource(image.engine, `image ${image.id}`) };
}

// src/evidence/image-entrypoint.ts
import { posix } from "node:path";
var MAX_SCRIPT = 256 * 1024;
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
var MAX_FOLDERS = 16;
var MAX_PATH = 4096;
function collectImageEntrypoint(engine, image, config) {
  return gapOnError(async () => {
    if (config.os !== "linux") return { state: "absent", observed: "The image is not for Linux." };
    const lists = startedFiles(config);
    const programs = lists.length === 0 ? [] : await engine.readPrograms(image.id, lists, MAX_SCRIPT);
    const subject = `the files behind ENTRYPOINT and CMD of ${image.id}`;
    return { state: "known", value: { programs }, source: engineSource(image.engine, subject) };
  });
}
function startedFiles(config) {
  const { entrypoint, cmd } = config;
  const alone = entrypoint.length > 0 && whatStarts(entrypoint).kind !== "text";
  const commands = [[...entrypoint, ...cmd], ...alone ? [cmd] : []];
  const lists = commands.map((words) => placesOf(words, config)).filter((places2) => places2.length > 0);
  return [...new Map(lists.map((places2) => [JSON.stringify(places2), places2])).values()];
}
function placesOf(words, config) {
  const started = whatStarts(words);
  switch (started.kind) {
    case "nothing":
      return [];
    case "program":
      return places(started.words[0], config, false);
    case "script":
      return places(started.file, config, true);
    case "text": {
      const plain = /^\s*([\w./=:@%+-]+(?:[ \t]+[\w./=:@%+-]+)*)/.exec(started.text.slice(0, 1e3))?.[1] ?? "";
      const inner = whatStarts(plain.split(/[ \t]+/));
      return inner.kind === "program" ? places(inner.words[0], config, false) : [];
    }
  }
}
function places(name, { env, workingDir }, script) {
  if (name.split("/").includes("..")) return [];
  const folder = posix.resolve("/", workingDir);
  const search = (env.find((line) => line.startsWith("PATH="))?.slice(5) ?? DEFAULT_PATH).split(":", MAX_FOLDERS);
  const folders = name.includes("/") ? [""] : [...script ? [""] : [], ...search];
  const paths = folders.map((place) => posix.resolve(folder, place, name));
  return [...new Set(paths)].filter((path3) => path3.length < MAX_PATH && !path3.includes("\0"));
}

// src/evidence/image-history.ts
function collectImageHistory(engine, image) {
  return gapOnError(async () => {
    const value = await engine.history(image.id);
    return { state: "known", value, source: engineSource(image.engine, `history of ${image.id}`) };
  });
}

// src/evidence/collect.ts
async function collectEvidence(request, ports) {
  const { kinds, subject, demands } = request;
  const { run } = subject;
  const source = { tool: "the gate", subject: "the policy" };
  const settings = collectSettings(kinds, run, ports);
  const reading = kinds.has("dockerfile") ? readDockerfile(subject, ports) : Promise.resolve(void 0);
  const [dockerfile, fromImage, beside] = await Promise.all([
    reading,
    collectFromImage(request, settings, reading, ports),
    settings
  ]);
  return {
    ...fromImage,
    ...beside,
    "run-settings": run,
    "confinement-demands": { state: "known", value: demands, source },
    ...dockerfile === void 0 ? {} : { dockerfile }
  };
}
async function collectSettings(kinds, run, { engine, workspace, apparmorParser }) {
  const security = kinds.has("engine-security") ? collectEngineSecurity(engine) : void 0;
  if (run.state !== "known") {
    const lacking = { "seccomp-profile": run, "apparmor-profiles": run };
    return { ...lacking, ...security && { "engine-security": await security } };
  }
  const [{ collectSeccompProfile }, { collectAppArmorProfiles }] = await Promise.all([
    import("./seccomp-profile-UBRKVFO6.js"),
    import("./apparmor-profiles-ODXVJPK5.js")
  ]);
  const [seccomp, apparmor, engineSecurity] = await Promise.all([
    collectSeccompProfile(run.value, workspace),
    collectAppArmorProfiles(run.value, workspace, apparmorParser),
    security
  ]);
  return {
    "seccomp-profile": seccomp,
    "apparmor-profiles": apparmor,
    ...engineSecurity && { "engine-security": engineSecurity }
  };
}
async function collectFromImage(request, settings, dockerfile, ports) {
  const { kinds } = request;
  const { image, inspected, layout } = await findImage(request, ports);
  if (image.state !== "known" || inspected === void 0) return lost(image);
  const config = collectImageConfig(image.value, inspected);
  if (config.state !== "known") return { ...lost(config), image };
  const [contents, accounts, entrypoint, history, confinement] = await Promise.all([
    kinds.has("image-files") ? readContents(request, image.value, config.value, { dockerfile, layout }, ports) : void 0,
    kinds.has("image-accounts") ? collectImageAccounts(ports.engine, image.value, config.value) : void 0,
    kinds.has("image-entrypoint") ? collectImageEntrypoint(ports.engine, image.value, config.value) : void 0,
    kinds.has("image-history") ? collectImageHistory(ports.engine, image.value) : void 0,
    kinds.has("confinement") ? prove(request, image.value, config.value, await settings, ports) : void 0
  ]);
  return {
    image,
    "image-config": config,
    ...contents,
    ...accounts === void 0 ? {} : { "image-accounts": accounts },
    ...entrypoint === void 0 ? {} : { "image-entrypoint": entrypoint },
    ...history === void 0 ? {} : { "image-history": history },
    ...confinement === void 0 ? {} : { confinement }
  };
}
async function readContents({ subject, contents }, image, config, {
  dockerfile,
  layout
}, ports) {
  const { collectContents } = await import("./read-contents-XQXN6M7G.js");
  const labels = subject.kind === "build" ? subject.settings.labels.length : 0;
  return collectContents(image, config, { dockerfile, labels }, ports.engine, () => contents(image, config, layout));
}
async function prove({ subject, demands }, image, config, settings, { engine, log, clock }) {
  const { run } = subject;
  if (run.state !== "known") return run;
  const security = settings["engine-security"];
  if (security?.state !== "known") return security ?? { state: "absent", observed: "The engine was not asked." };
  const profile = settings["seccomp-profile"];
  if (profile?.state === "gap") return profile;
  const { collectConfinement } = await import("./confinement-67L7V4LJ.js");
  const request = {
    ...{ image, config, demands, run: run.value, security: security.value },
    ...profile?.state === "known" && { seccompText: profile.value.text }
  };
  const confinement = await collectConfinement(engine, request, clock);
  if (confinement.state === "known") {
    const seconds = (confinement.value.durationMs / 1e3).toFixed(1);
    log.info(`Asked a running container of ${visibleText(subject.subject.name, 80)} in ${seconds} s.`);
  }
  return confinement;
}
function lost(reason) {
  if (reason.state === "known") throw new Error("what is known is no reason for a gap");
  return {
    image: reason,
    "image-config": reason,
    "image-accounts": reason,
    "image-entrypoint": reason,
    "image-history": reason,
    "image-layers": reason,
    "image-files": reason,
    "image-packages": reason,
    confinement: reason
  };
}
async function readDockerfile(subject, { workspace, environment }) {
  if (subject.kind === "no-image") return { state: "gap", problem: subject.problem };
  if (subject.kind === "reference") {
    return { state: "absent", observed: "the image was not built by this run, so there is no Dockerfile to read" };
  }
  const { collectDockerfile } = await import("./dockerfile-6CF6HTVW.js");
  const { target, buildArgs, buildContexts, platform } = subject.settings;
  return collectDockerfile(workspace, {
    file: subject.file,
    buildArgs,
    buildContexts,
    environment,
    ...target === void 0 ? {} : { target },
    ...platform === void 0 ? {} : { platform }
  });
}

// src/evidence/collect-subjects.ts
var AT_ONCE = 2;
async function collectSubjects({ kinds, subjects, gateTag, demandsOf: demandsOf2 }, ports) {
  const inTurn = turns();
  const contents = onceAnImage(ports);
  const collected = [];
  const waiting = subjects.map((judged, index) => ({ judged, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next !== void 0; next = waiting.shift()) {
      const { judged, index } = next;
      const tag = gateTagOf(gateTag, index);
      const request = { kinds, subject: judged, gateTag: tag, demands: demandsOf2(judged), inTurn, contents };
      collected[index] = { judged, bundle: await collectEvidence(request, ports), gateTag: tag };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return collected;
}
function turns() {
  let last = Promise.resolve();
  return (build2) => {
    const mine = last.then(build2);
    last = mine.catch(() => void 0);
    return mine;
  };
}
function onceAnImage(ports) {
  const known = /* @__PURE__ */ new Map();
  return (image, config, layout) => {
    const reading = known.get(image.id) ?? read(image, config, layout, ports);
    known.set(image.id, reading);
    return reading;
  };
}
async function read(image, config, layout, ports) {
  const { readContents: readContents2 } = await import("./read-contents-XQXN6M7G.js");
  return readContents2(image, config, ports, layout);
}

// src/evidence/tree.ts
async function describeTrees(subjects, circumstances, workspace) {
  if (circumstances.where !== "github-actions") return [];
  const contexts = subjects.flatMap((subject) => subject.kind === "build" ? [subject.context.absolute] : []);
  const remarks = [];
  for (const context of new Set(contexts)) remarks.push(...await describeTree(context, circumstances, workspace));
  return [...new Set(remarks)];
}
async function describeTree(context, { commit, workflowCommit }, workspace) {
  const tree = await workspace.checkedOut(context);
  if (tree === void 0) return ["What was built is no git checkout, so it is not known to be this commit."];
  if (tree.commit === commit || tree.commit === workflowCommit) return [];
  return [`What was built is a checkout of ${tree.commit.slice(0, 12)}, which is another commit.`];
}

// src/evidence/unsafe-event.ts
async function refuseUnsafeBuilds(subjects, circumstances, workspace) {
  for (const subject of subjects) await refuseUnsafeBuild(subject, circumstances, workspace);
}
async function refuseUnsafeBuild(subject, circumstances, workspace) {
  if (!circumstances.privileged || subject.kind !== "build") return;
  const around = await workspace.checkedOut(subject.context.absolute);
  const beside = await workspace.checkedOut(workspace.root);
  const own = [around, beside].every(
    (checkout) => checkout?.clean === true && checkout.commit === circumstances.workflowCommit
  );
  if (own) return;
  throw new GateError({
    code: "EVENT-UNSAFE",
    what: `The event ${circumstances.event ?? ""} runs with this repository's secrets, and the tree is not exactly the workflow's own commit.`,
    means: "Nothing was built, so the verdict is NO VERDICT, not PASS.",
    todo: "Run the gate on pull_request, or give it an image by digest instead of building."
  });
}

// src/evidence/pull-request-changes.ts
import path2 from "node:path";
var SERVER_MS = 2e4;
var WORKFLOW_FOLDERS = [".github/workflows", ".github/actions"];
async function findChanges({ circumstances, found, usual, limitBytes }, { fetched, server }) {
  const { base, workflowCommit: merge, event, pullRequest } = circumstances;
  const ofMerge = event !== void 0 && MERGE_COMMIT_EVENTS.has(event);
  if (base === void 0 || pullRequest === void 0 || merge === void 0 || !ofMerge) return void 0;
  const files = server?.within(SERVER_MS) ?? fetched;
  const tip = found.commit ?? base.commit;
  const before = (await files.parentsOf(merge))?.[0] ?? tip;
  const changed = (place) => differs(files, before, merge, place);
  const folders = await Promise.all(WORKFLOW_FOLDERS.map(changed));
  const read2 = (commit) => readState(files, commit, found.path, limitBytes);
  const policy = await changed(found.path) ? {
    before: await read2(before),
    after: await read2(merge),
    baseMoved: before !== tip && await differs(files, before, tip, found.path)
  } : void 0;
  return {
    workflows: WORKFLOW_FOLDERS.filter((_, index) => folders[index] === true),
    addsUsual: found.path !== usual && await files.entry(merge, usual) !== void 0,
    ...policy && { policy }
  };
}
var MERGE_COMMIT_EVENTS = /* @__PURE__ */ new Set(["pull_request", "pull_request_review", "pull_request_review_comment"]);
async function differs(files, before, after, place) {
  const [old, now] = await Promise.all([identity(files, before, place), identity(files, after, place)]);
  return old !== now;
}
async function identity(files, commit, place) {
  const folder = path2.posix.dirname(place);
  const above = folder === "." ? void 0 : await files.entry(commit, folder);
  const entry = above?.kind === "link" || above?.kind === "submodule" ? above : await files.entry(commit, place);
  return entry === void 0 ? "absent" : `${entry.kind} ${entry.objectId}`;
}
async function readState(files, commit, place, limitBytes) {
  try {
    const text = await files.readText(commit, place, limitBytes);
    return text === void 0 ? { state: "absent" } : { state: "text", text };
  } catch (thrown) {
    return { state: "unreadable", why: toProblem(thrown).what };
  }
}

// src/policy/apply-policy.ts
function applyPolicy(outcomes, policy) {
  return outcomes.map((outcome) => ({ ...outcome, outcome: underPolicy(outcome, policy) }));
}
function underPolicy({ checkId, outcome }, policy) {
  const rule = policy.checks.get(checkId);
  if (rule?.off !== void 0) return { state: "off", by: `the policy (${rule.off.from})` };
  if (outcome.state === "not-applicable" && rule?.required !== void 0) {
    return { state: "error", problem: unanswered(checkId, outcome.observed, rule.required.from) };
  }
  if (outcome.state !== "fail" || rule?.severity === void 0) return outcome;
  const findings = outcome.findings.map((finding) => ({
    ...finding,
    severity: severityUnder(policy, checkId, finding.severity)
  }));
  return { ...outcome, findings };
}
function unanswered(checkId, observed, from) {
  return {
    code: "CHECK-REQUIRED",
    what: `The policy (${from}) requires an answer of ${checkId}, and it is not applicable: ${observed.replace(/\.$/, "")}.`,
    means: NO_VERDICT,
    todo: 'Give the gate what the check is about, or take "required" out of the policy on the base branch.'
  };
}

// src/policy/after-merge.ts
function judgeAfterMerge(request) {
  const { before, after, mistakes, baseMoved } = request;
  if (after === void 0) {
    return { changes: [], loosening: 0, verdict: "error", exitCode: 2, blockingCount: 0, mistakes, baseMoved };
  }
  const { planned, problems } = request;
  const outcomes = applyPolicy(request.ask(after.policy), after.policy);
  const verdict = judge({ planned, problems, outcomes, policy: after.policy });
  const changes = policyDifferences(before, after);
  return {
    changes: changes.map(({ text }) => text),
    loosening: changes.filter(({ loosens: loosens2 }) => loosens2).length,
    verdict: verdict.verdict,
    exitCode: exitCodeOf(verdict, after.policy.mode.value),
    blockingCount: verdict.blocking.length,
    mistakes: [],
    baseMoved
  };
}
function policyDifferences(before, after) {
  const [old, now] = [describe(before), describe(after)];
  const names = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])];
  const all = names.filter((name) => old.get(name) !== now.get(name)).map((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    return { text: `${name}: ${from ?? "not set"} \u2192 ${to ?? "not set"}`, loosens: loosens(name, from, to) };
  });
  return [...all.filter((change) => change.loosens), ...all.filter((change) => !change.loosens)];
}
function describe({ policy, hasFile }) {
  const rules = /* @__PURE__ */ new Map([
    ["policy file", hasFile ? "there" : "none, so inputs apply as written"],
    ["preset", policy.preset.value],
    ["mode", policy.mode.value],
    ["fail-on", policy.failOn.value],
    ["inherited", policy.inherited.value],
    ["scanner", policy.scanner?.value ?? "not chosen"],
    ["only-fixed", String(policy.onlyFixed.value)],
    ["observe", String(policy.observe.value)]
  ]);
  for (const [service, { value }] of policy.mustDeny) {
    rules.set(service === "" ? MUST_DENY : `${MUST_DENY}.${service}`, [...value].sort().join(", "));
  }
  for (const [id, { off, severity, failOn, required }] of policy.checks) {
    if (off !== void 0) {
      rules.set(id, "off");
      continue;
    }
    if (severity !== void 0) rules.set(`${id}.severity`, severity.value);
    if (failOn !== void 0) rules.set(`${id}.fail-on`, failOn.value);
    if (required !== void 0) rules.set(`${id}.required`, "true");
  }
  return rules;
}
var MUST_DENY = "seccomp.must-deny";
var LAX = {
  mode: "warn",
  inherited: "show",
  scanner: "none",
  "only-fixed": "true",
  preset: "default",
  observe: "false"
};
function loosens(name, from, to) {
  if (name === "policy file") return to !== "there";
  if (name === MUST_DENY || name.startsWith(`${MUST_DENY}.`)) {
    const kept = new Set(to?.split(", ") ?? []);
    return from?.split(", ").some((call) => !kept.has(call)) ?? false;
  }
  if (name in LAX) return to === LAX[name];
  if (name === "fail-on" || name.endsWith(".fail-on"))
    return !isThreshold(from) || !isThreshold(to) || compareSeverity(to, from) < 0;
  if (name.endsWith(".severity")) return !isThreshold(from) || !isThreshold(to) || compareSeverity(to, from) > 0;
  if (name.endsWith(".required")) return to === void 0;
  return to === "off";
}
function isThreshold(word) {
  return word === "critical" || word === "high" || word === "medium" || word === "low" || word === "negligible";
}

// src/policy/demands.ts
function demandsOf({ mustDeny, observe }, service) {
  const lists = [mustDeny.get(""), service === void 0 || service === "" ? void 0 : mustDeny.get(service)];
  const all = lists.flatMap(
    (list) => list === void 0 ? [] : list.value.map((name) => ({ name, from: list.from }))
  );
  const once = new Map(all.map((demand) => [demand.name, demand]));
  return { mustDeny: [...once.values()], observe: observe.value };
}
function strangeService({ mustDeny }, services) {
  for (const [name, { from }] of mustDeny) {
    if (name !== "" && !(services ?? []).includes(name)) return { name, from };
  }
  return void 0;
}

// src/gate-policy.ts
var CHECK_IDS = CHECKS.map(({ id }) => id);
async function readRules(settings, circumstances, revision, ports) {
  const found = await findPolicy(
    {
      circumstances,
      usual: POLICY_FILE,
      limitBytes: MAX_POLICY_BYTES,
      ...settings.policyFile !== void 0 && { wanted: settings.policyFile },
      ...revision !== void 0 && { revision }
    },
    ports
  );
  const read2 = found.text === void 0 ? void 0 : await readText(found.text, found.path);
  if (read2 !== void 0 && read2.file === void 0) throw policyProblem(found, read2);
  const { policy, remarks } = effectivePolicy(read2?.file, settings.strictness);
  return { found, policy, remarks: found.remark === void 0 ? remarks : [found.remark, ...remarks] };
}
function foundWords({ path: path3, text, place, commit }) {
  const at = `${visibleText(path3, 120)} ${place}${commit === void 0 ? "" : ` at ${commit.slice(0, 12)}`}`;
  return text === void 0 ? `Policy: there is no ${at}, so the built-in default applies.` : `Policy: ${at}.`;
}
async function readText(text, name) {
  const { readPolicyFile } = await import("./policy-file-D3H7OVTT.js");
  return readPolicyFile(text, name, CHECK_IDS);
}
function demandsFor(policy, { services }) {
  const strange = strangeService(policy, services);
  if (strange !== void 0) throw noSuchService(strange.name, strange.from, services);
  return ({ run }) => {
    const service = run.state === "known" && run.value.source.kind === "compose" ? run.value.source.service : void 0;
    return demandsOf(policy, service);
  };
}
function noSuchService(name, from, services) {
  const which = services === void 0 ? "no compose project is judged" : "the compose project has no such service";
  return new GateError({
    code: "SERVICE-UNKNOWN",
    what: `The policy (${visibleText(from, 120)}) demands something of the service ${visibleText(name, 80)}, and ${which}.`,
    means: NO_VERDICT,
    todo: "Correct the name in the policy on the base branch, or give compose-files."
  });
}
async function lookAtChanges(circumstances, { found }, ports) {
  const request = { circumstances, found, usual: POLICY_FILE, limitBytes: MAX_POLICY_BYTES };
  return findChanges(request, ports).catch(toProblem);
}
async function lookAhead(changes, rules, settings, run) {
  if (changes === void 0 || "code" in changes) return void 0;
  const { policy: changed, addsUsual } = changes;
  const now = { policy: rules.policy, hasFile: rules.found.text !== void 0 };
  const unusable = (mistakes) => judgeAfterMerge({ ...run, before: now, mistakes, baseMoved: changed?.baseMoved ?? false });
  if (addsUsual)
    return unusable([
      `the input policy names ${rules.found.path}, and ${POLICY_FILE} would stand beside it (INPUT-CONFLICT)`
    ]);
  if (changed === void 0) return void 0;
  if (changed.after.state === "absent" && settings.policyFile !== void 0)
    return unusable([`the input policy names ${rules.found.path}, which would be gone (POLICY-NOT-FOUND)`]);
  const after = await stated(changed.after, rules, settings);
  if ("mistakes" in after) return unusable(after.mistakes);
  const strange = strangeService(after.policy, run.found.services);
  if (strange !== void 0)
    return unusable([`${strange.from} demands something of ${strange.name}, which is no service (SERVICE-UNKNOWN)`]);
  const before = await rulesBefore(changed, now, rules, settings);
  return judgeAfterMerge({ ...run, before, after, mistakes: [], baseMoved: changed.baseMoved });
}
async function rulesBefore({ before, baseMoved }, now, rules, settings) {
  if (!baseMoved) return now;
  const old = await stated(before, rules, settings);
  return "mistakes" in old ? now : old;
}
async function stated(state, { found }, { strictness }) {
  if (state.state === "unreadable") return { mistakes: [state.why] };
  if (state.state === "absent") return { policy: effectivePolicy(void 0, strictness).policy, hasFile: false };
  const { file, mistakes } = await readText(state.text, found.path);
  if (file === void 0) return { mistakes: mistakes.map((mistake) => mistakeLine(found.path, mistake)) };
  return { policy: effectivePolicy(file, strictness).policy, hasFile: true };
}
function changeWarnings(changes, { pullRequest }) {
  if (changes === void 0) {
    return pullRequest === void 0 ? [] : ["Whether this pull request changes its workflows or the policy is not looked at in a run of this event."];
  }
  if ("code" in changes)
    return [`Whether this pull request changes its workflows or the policy is not known: ${changes.what}`];
  const { workflows } = changes;
  if (workflows.length === 0) return [];
  return [`This pull request changes ${workflows.join(" and ")}: look whether the gate still runs as it did.`];
}

// src/plan.ts
function makePlan({ subjects, settings, policy, checks, noComment }) {
  const evidence = /* @__PURE__ */ new Set(["image"]);
  for (const check of checks) for (const kind of [...check.needs, ...check.uses]) evidence.add(kind);
  return {
    evidence,
    lines: [...subjectLines(subjects), ...checkLines(checks, policy), ...leftOut(settings, policy, noComment)]
  };
}
var MOST_SUBJECTS = 50;
function subjectLines(subjects) {
  const lines = subjects.slice(0, MOST_SUBJECTS).map((subject) => subjectLine(subject, subjects.length > 1));
  const more = subjects.length - lines.length;
  return more === 0 ? lines : [...lines, { part: `${more} more subjects`, runs: true, reason: "as the ones above" }];
}
function subjectLine(judged, several) {
  const whose = several ? `${judged.subject.name}: ` : "";
  switch (judged.kind) {
    case "build":
      return {
        part: `${whose}build of ${judged.context.relative}`,
        runs: true,
        reason: `with ${judged.file.relative}`
      };
    case "no-image":
      return { part: `${whose}no image`, runs: true, reason: `its run settings only: ${judged.problem.what}` };
    case "reference": {
      const { reference, pull } = judged.settings;
      const how = pull ? "pulled first" : "taken from the engine, pulled if it is not there";
      return {
        part: `${whose}image ${reference}`,
        runs: true,
        reason: judged.onlyIfThere ? "where the engine has it" : how
      };
    }
  }
}
function checkLines(checks, policy) {
  return checks.map(({ id, title }) => {
    const off = policy.checks.get(id)?.off;
    if (off !== void 0) return { part: id, runs: false, reason: `off by the policy (${off.from})` };
    return { part: id, runs: true, reason: title };
  });
}
function leftOut(settings, policy, commentReason) {
  const scanning = policy.scanner !== void 0 ? "switched off by scanner: none" : "this version of the gate has no scanner yet";
  const comment = commentReason === void 0 ? { part: "pull-request comment", runs: true, reason: settings.reports.comment } : { part: "pull-request comment", runs: false, reason: commentReason };
  return [{ part: "vulnerabilities", runs: false, reason: scanning }, comment];
}

// src/gate.ts
async function runGate(request, ports) {
  const { settings, circumstances, gateVersion } = request;
  const startedAt = ports.clock.now();
  const ticks = ports.clock.ticks();
  let known = {};
  const report = (parts) => {
    const durationMs = ports.clock.ticks() - ticks;
    return buildReport({ gateVersion, circumstances, settings, startedAt, durationMs, ...known, ...parts });
  };
  try {
    const found = await findSubjects(settings, ports);
    const { subjects } = found;
    known = { subject: found.whole };
    if (settings.reports.reportFile !== void 0) await ports.workspace.refuseUnwritable(settings.reports.reportFile);
    await refuseUnsafeBuilds(subjects, circumstances, ports.workspace);
    ports.log.info("Looking up the policy.");
    const rules = await readRules(settings, circumstances, request.policyRevision, ports);
    ports.log.info(foundWords(rules.found));
    const demands = demandsFor(rules.policy, found);
    const plan = makePlan({ ...request, subjects, policy: rules.policy, checks: CHECKS });
    const remarks = [...found.remarks, ...rules.remarks];
    known = { ...known, policy: rules.policy, policyFrom: rules.found, plan: plan.lines, remarks };
    printPlan(plan, ports.log);
    const [trees, changes, collected] = await Promise.all([
      describeTrees(subjects, circumstances, ports.workspace),
      lookAtChanges(circumstances, rules, ports),
      collectSubjects({ kinds: plan.evidence, subjects, gateTag: request.gateTag, demandsOf: demands }, ports)
    ]);
    const problems = await lookAgain(collected, ports);
    const planned = subjects.flatMap(({ subject }) => CHECKS.map(({ id }) => ({ checkId: id, subject })));
    const ask = (policy) => askChecks(collected, demandsFor(policy, found));
    const afterMerge = await lookAhead(changes, rules, settings, { planned, problems, ask, found });
    const outcomes = applyPolicy(ask(rules.policy), rules.policy);
    const decide = (more) => judge({ planned, outcomes, problems: [...problems, ...more], policy: rules.policy });
    const verdict = decide([]);
    const untagged = verdict.verdict === "pass" ? await setTags(collected, ports.engine) : [];
    return report({
      collected: collected.map(({ judged, bundle }) => ({
        ...{ subject: judged.subject, bundle },
        ...judged.kind === "build" && { buildArgs: judged.settings.buildArgs }
      })),
      outcomes,
      warnings: [...trees, ...changeWarnings(changes, circumstances)],
      ...afterMerge && { afterMerge },
      verdict: untagged.length > 0 ? decide(untagged) : verdict
    });
  } catch (thrown) {
    ports.log.debug(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
    return report({ problems: [toProblem(thrown)] });
  }
}
function printPlan(plan, log) {
  log.info("Plan:");
  for (const { part, runs, reason } of plan.lines) {
    log.info(`  ${runs ? "\u2022" : "\u2013"} ${visibleText(part, 120)}: ${runs ? "" : "left out, "}${visibleText(reason, 160)}`);
  }
}
function askChecks(collected, demands) {
  return collected.flatMap(({ judged, bundle }) => {
    const source = { tool: "the gate", subject: "the policy" };
    const demanded = { state: "known", value: demands(judged), source };
    return evaluateChecks(CHECKS, { ...bundle, "confinement-demands": demanded }, judged.subject);
  });
}
async function lookAgain(collected, ports) {
  const problems = [];
  for (const { bundle, gateTag } of collected) {
    ports.signal.throwIfAborted();
    const { image } = bundle;
    const changed = image?.state === "known" ? await recheckImage(ports.engine, image.value, gateTag) : void 0;
    if (changed !== void 0) problems.push(changed);
  }
  ports.signal.throwIfAborted();
  return problems;
}
async function setTags(collected, engine) {
  const problems = [];
  const set = [];
  for (const { judged, bundle } of collected) {
    const { image } = bundle;
    if (image?.state !== "known" || judged.kind !== "build") continue;
    for (const tag of judged.settings.tags) {
      await engine.tag(image.value.id, tag).then(
        () => set.push(tag),
        (thrown) => problems.push(toProblem(thrown))
      );
    }
  }
  if (problems.length > 0) for (const tag of set) await engine.withdraw(tag);
  return problems;
}

// src/tag-withdrawal.ts
async function withdrawTags({ judged, told, settings, log }) {
  const { report, engine } = judged;
  if (report.verdict.verdict !== "pass" || told.verdict.verdict === "pass") return;
  if (engine === void 0 || settings?.subject.kind !== "build") return;
  for (const tag of settings.subject.tags) {
    await engine.withdraw(tag).catch((thrown) => log.notice(toProblem(thrown)));
  }
}

export {
  runGate,
  withdrawTags
};
