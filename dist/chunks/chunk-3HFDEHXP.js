import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  CHECKS,
  effectivePolicy,
  findPolicy,
  mistakeLine,
  policyProblem,
  whatStarts
} from "./chunk-NKOXAC4T.js";
import {
  buildReport,
  judge
} from "./chunk-PGLA3G32.js";
import {
  gapOnError
} from "./chunk-WUWEE3G3.js";
import {
  MAX_POLICY_BYTES,
  POLICY_FILE
} from "./chunk-YDLWWNO5.js";
import {
  isImageId,
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  exitCodeOf
} from "./chunk-4OUZSLM7.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-VWKTOC7P.js";
import {
  severityUnder
} from "./chunk-6STHQ2UI.js";
import {
  compareSeverity
} from "./chunk-UP547JJW.js";
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
    return toOutcome(check.evaluate(knownEvidence(check, bundle)));
  } catch (thrown) {
    return { state: "error", problem: crashed(check, thrown) };
  }
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

// src/evidence/built-image.ts
async function collectImage(engine, request) {
  let inspected;
  const image = await gapOnError(async () => {
    const description = await engine.describe();
    const found = request.kind === "build" ? await build(engine, request) : await resolve(engine, request);
    inspected = found.inspected;
    const { id, repoDigests } = found.inspected;
    const value = { id, repoDigests, origin: found.origin, engine: description };
    return { state: "known", value, source: engineSource(description, `image ${id}`) };
  });
  return { image, ...image.state === "known" && inspected && { inspected } };
}
async function recheckImage(engine, judged, gateTag) {
  const name = judged.origin.kind === "built" ? gateTag : judged.origin.reference;
  try {
    const { id } = await engine.inspect(name);
    return id === judged.id ? void 0 : changed(name, judged.id, id);
  } catch (error) {
    const problem = toProblem(error);
    return problem.code === "IMAGE-NOT-FOUND" ? changed(name, judged.id, "no image") : problem;
  }
}
function engineSource(engine, subject) {
  return { tool: `docker ${engine.clientVersion} (engine ${engine.serverVersion})`, subject };
}
async function build(engine, request) {
  const { context, dockerfile } = request;
  const { id, builder, durationMs } = await engine.build(request.build);
  const inspected = await engine.inspect(id);
  refuseOtherPlatform(inspected, request.build.platform);
  return { inspected, origin: { kind: "built", builder, context, dockerfile, durationMs } };
}
function refuseOtherPlatform({ config }, asked) {
  if (asked === void 0) return;
  const [os, architecture, variant] = asked.split("/");
  const same = config.os === os && config.architecture === architecture;
  if (same && (variant === void 0 || config.variant === void 0 || config.variant === variant)) return;
  throw new GateError({
    code: "BUILDER-UNSUPPORTED",
    what: `The build was asked for ${asked} and made an image for ${visibleText(`${config.os}/${config.architecture}`, 60)}.`,
    means: NO_VERDICT,
    todo: "Install buildx (on a runner: docker/setup-buildx-action), which builds for other platforms, or leave platforms out."
  });
}
async function resolve(engine, request) {
  const { reference, pull } = request;
  const parsed = parseImageReference(reference);
  const isId = isImageId(reference);
  if (parsed === void 0 && !isId) throw notAReference(reference);
  const local = pull && !isId ? void 0 : await engine.inspect(reference).catch(undefinedIfUnknown(isId));
  const inspected = local ?? await pulled(engine, request);
  const asked = isId ? reference : parsed?.digest;
  if (asked !== void 0 && !hasDigest(inspected, asked)) {
    throw new GateError(changed(reference, asked, inspected.id));
  }
  return { inspected, origin: { kind: "reference", reference, pulled: local === void 0 } };
}
async function pulled(engine, request) {
  const log = request.log();
  try {
    await engine.pull(request.reference, log);
    log.end("pulled");
  } catch (error) {
    log.end("not pulled");
    throw error;
  }
  return engine.inspect(request.reference);
}
function undefinedIfUnknown(isId) {
  return (error) => {
    if (!isId && error instanceof GateError && error.code === "IMAGE-NOT-FOUND") return void 0;
    throw error;
  };
}
function hasDigest({ id, repoDigests }, digest) {
  return id === digest || repoDigests.some((known) => known.endsWith(`@${digest}`));
}
function notAReference(reference) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${visibleText(reference, 120)} is no image reference.`,
    means: NO_VERDICT,
    todo: "Write image as registry/name:tag, registry/name@sha256:\u2026 or an image id (sha256:\u2026)."
  });
}
function changed(name, judged, found) {
  return {
    code: "IMAGE-CHANGED",
    what: `${visibleText(name, 200)} does not lead to ${judged}, the image that this run is about, but to ${found}.`,
    means: NO_VERDICT,
    todo: "Find out who changes the tag while the gate runs, and run the gate again; or name the image by its digest."
  };
}

// src/evidence/collect.ts
import path from "node:path";

// src/evidence/image-accounts.ts
var PASSWD = "/etc/passwd";
var GROUP = "/etc/group";
var OS_RELEASE = ["/etc/os-release", "/usr/lib/os-release"];
function collectImageAccounts(engine, image, config) {
  return gapOnError(async () => {
    if (config.os === "windows") {
      const absent2 = { state: "absent" };
      const source = engineSource(image.engine, `the operating system of ${image.id}: windows`);
      return { state: "known", value: { passwd: absent2, group: absent2, osRelease: absent2 }, source };
    }
    if (config.os !== "linux") throw notLinux(config.os);
    const files = await engine.readTextFiles(image.id, [PASSWD, GROUP, ...OS_RELEASE]);
    const file = (path4) => {
      const found = files.get(path4);
      if (found === void 0) throw new Error(`the engine did not answer for ${path4}`);
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
  return [...new Set(paths)].filter((path4) => path4.length < MAX_PATH && !path4.includes("\0"));
}

// src/evidence/image-history.ts
function collectImageHistory(engine, image) {
  return gapOnError(async () => {
    const value = await engine.history(image.id);
    return { state: "known", value, source: engineSource(image.engine, `history of ${image.id}`) };
  });
}

// src/evidence/collect.ts
var BUILD_TIMEOUT_MS = 2 * 60 * 60 * 1e3;
async function collectEvidence(kinds, subject, gateTag, ports) {
  const [dockerfile, fromImage] = await Promise.all([
    kinds.has("dockerfile") ? readDockerfile(subject, ports) : void 0,
    collectFromImage(kinds, subject, gateTag, ports)
  ]);
  return { ...fromImage, ...dockerfile === void 0 ? {} : { dockerfile } };
}
async function collectFromImage(kinds, subject, gateTag, ports) {
  const { image, inspected } = await findImage(subject, gateTag, ports);
  if (image.state !== "known" || inspected === void 0) return lost(image);
  const config = collectImageConfig(image.value, inspected);
  if (config.state !== "known") return { ...lost(config), image };
  const [accounts, entrypoint, history] = await Promise.all([
    kinds.has("image-accounts") ? collectImageAccounts(ports.engine, image.value, config.value) : void 0,
    kinds.has("image-entrypoint") ? collectImageEntrypoint(ports.engine, image.value, config.value) : void 0,
    kinds.has("image-history") ? collectImageHistory(ports.engine, image.value) : void 0
  ]);
  return {
    image,
    "image-config": config,
    ...accounts === void 0 ? {} : { "image-accounts": accounts },
    ...entrypoint === void 0 ? {} : { "image-entrypoint": entrypoint },
    ...history === void 0 ? {} : { "image-history": history }
  };
}
function lost(reason) {
  if (reason.state === "known") throw new Error("what is known is no reason for a gap");
  return {
    image: reason,
    "image-config": reason,
    "image-accounts": reason,
    "image-entrypoint": reason,
    "image-history": reason
  };
}
async function findImage(subject, gateTag, ports) {
  if (subject.kind === "reference") {
    const { reference, pull } = subject.settings;
    const log = () => ports.log.group(`Pull ${reference}`);
    return collectImage(ports.engine, { kind: "reference", reference, pull, log });
  }
  const group = ports.log.group(`Build ${subject.file.relative}`);
  const build2 = buildRequest(subject, gateTag, ports, group);
  const request = {
    kind: "build",
    build: build2,
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
    logFile: path.join(ports.temporaryFolder, "build.log")
  };
}
async function readDockerfile(subject, { workspace, environment }) {
  if (subject.kind === "reference") {
    return { state: "absent", observed: "the image was not built by this run, so there is no Dockerfile to read" };
  }
  const { collectDockerfile } = await import("./dockerfile-QZZCUKZV.js");
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

// src/evidence/build-sources.ts
import path2 from "node:path";
async function resolveBuildSources(settings, workspace) {
  const secrets = await Promise.all(settings.secrets.map((text) => replace(text, /^(src|source)=/, workspace, fileOf)));
  const local = (text) => /(^|,)type=local(,|$)/.test(text) ? replace(text, /^(src|dest)=/, workspace, folderOf) : Promise.resolve(text);
  const [cacheFrom, cacheTo] = await Promise.all([
    Promise.all(settings.cacheFrom.map(local)),
    Promise.all(settings.cacheTo.map(local))
  ]);
  return { ...settings, secrets, cacheFrom, cacheTo };
}
async function replace(text, field, workspace, resolve2) {
  const fields = text.split(",").map(async (part) => {
    const key = field.exec(part)?.[0];
    const given = key === void 0 ? "" : part.slice(key.length);
    if (key === void 0 || given === "" || !isOfWorkspace(workspace, given)) return part;
    return `${key}${await resolve2(workspace, given)}`;
  });
  return (await Promise.all(fields)).join(",");
}
function isOfWorkspace({ root }, given) {
  return !path2.isAbsolute(given) || `${path2.normalize(given)}/`.startsWith(`${root}/`);
}
async function fileOf(workspace, given) {
  const found = await workspace.resolve(given, "file");
  if (found !== void 0) return found.absolute;
  throw new GateError({
    code: "INPUT-INVALID",
    what: `secrets names the file ${visibleText(given, 120)}, which does not exist in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct secrets, or give the secret by a variable (id=NAME,env=VARIABLE)."
  });
}
async function folderOf(workspace, given) {
  const missing = [];
  for (let there = given; ; there = path2.dirname(there)) {
    const found = await workspace.resolve(there, "folder");
    if (found !== void 0) return path2.join(found.absolute, ...missing);
    missing.unshift(path2.basename(there));
  }
}

// src/evidence/judged-subject.ts
async function findSubject(settings, workspace) {
  const { subject } = settings;
  if (subject.kind === "reference") {
    return { kind: "reference", subject: { id: "image", name: subject.reference }, settings: subject };
  }
  const context = await workspace.resolve(subject.context, "folder");
  if (context === void 0) throw absent("context", subject.context);
  for (const source of subject.buildContexts) await checkBuildContext(source, workspace);
  const wanted = subject.file ?? `${subject.context}/Dockerfile`;
  const file = await workspace.resolve(wanted, "file");
  if (file === void 0) {
    if (!subject.contextGiven) throw nothingToCheck();
    throw absent(subject.file === void 0 ? "Dockerfile" : "file", wanted);
  }
  const sources = await resolveBuildSources(subject, workspace);
  return { kind: "build", subject: { id: "image", name: file.relative }, settings: sources, context, file };
}
async function checkBuildContext(assignment, workspace) {
  const source = assignment.slice(assignment.indexOf("=") + 1);
  if (/^docker-image:\/\/[^-]/.test(source)) return;
  const remote = /^[a-z][a-z0-9+.-]*:/i.test(source) || source.startsWith("git@");
  if (!remote && await workspace.resolve(source, "folder") !== void 0) return;
  throw new GateError({
    code: "INPUT-INVALID",
    what: `build-contexts has the source ${visibleText(source.replace(/\/\/[^/@]*@/, "//***@"), 120)}, which is neither a folder of the repository nor docker-image://\u2026.`,
    means: NO_VERDICT,
    todo: "Correct build-contexts."
  });
}
function absent(setting, given) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${setting}: there is no ${visibleText(given, 120)} in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct context or file; on a runner, check the repository out before the gate."
  });
}
function nothingToCheck() {
  return new GateError({
    code: "NOTHING-TO-CHECK",
    what: "There is no Dockerfile in the working folder, and neither context, file nor image was given.",
    means: NO_VERDICT,
    todo: "Give context (a folder with a Dockerfile), file, or image; on a runner, check the repository out before the gate."
  });
}

// src/evidence/tree.ts
async function describeTree(subject, { where, commit, workflowCommit }, workspace) {
  if (where !== "github-actions" || subject.kind !== "build") return [];
  const tree = await workspace.checkedOut(subject.context.absolute);
  if (tree === void 0) return ["What was built is no git checkout, so it is not known to be this commit."];
  if (tree.commit === commit || tree.commit === workflowCommit) return [];
  return [`What was built is a checkout of ${tree.commit.slice(0, 12)}, which is another commit.`];
}

// src/evidence/unsafe-event.ts
async function refuseUnsafeBuild(subject, circumstances, workspace) {
  if (!circumstances.privileged || subject.kind === "reference") return;
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
import path3 from "node:path";
var SERVER_MS = 2e4;
var WORKFLOW_FOLDERS = [".github/workflows", ".github/actions"];
async function findChanges({ circumstances, found, usual, limitBytes }, { fetched, server }) {
  const { base, workflowCommit: merge, event, pullRequest } = circumstances;
  const ofMerge = event !== void 0 && MERGE_COMMIT_EVENTS.has(event);
  if (base === void 0 || pullRequest === void 0 || merge === void 0 || !ofMerge) return void 0;
  const files = server?.within(SERVER_MS) ?? fetched;
  const tip = found.commit ?? base.commit;
  const before = (await files.parentsOf(merge))?.[0] ?? tip;
  const changed2 = (place) => differs(files, before, merge, place);
  const folders = await Promise.all(WORKFLOW_FOLDERS.map(changed2));
  const read = (commit) => readState(files, commit, found.path, limitBytes);
  const policy = await changed2(found.path) ? {
    before: await read(before),
    after: await read(merge),
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
  const folder = path3.posix.dirname(place);
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
  const outcomes = applyPolicy(request.outcomes, after.policy);
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
    ["only-fixed", String(policy.onlyFixed.value)]
  ]);
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
var LAX = {
  mode: "warn",
  inherited: "show",
  scanner: "none",
  "only-fixed": "true",
  preset: "default"
};
function loosens(name, from, to) {
  if (name === "policy file") return to !== "there";
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
  const read = found.text === void 0 ? void 0 : await readText(found.text, found.path);
  if (read !== void 0 && read.file === void 0) throw policyProblem(found, read);
  const { policy, remarks } = effectivePolicy(read?.file, settings.strictness);
  return { found, policy, remarks: found.remark === void 0 ? remarks : [found.remark, ...remarks] };
}
function foundWords({ path: path4, text, place, commit }) {
  const at = `${visibleText(path4, 120)} ${place}${commit === void 0 ? "" : ` at ${commit.slice(0, 12)}`}`;
  return text === void 0 ? `Policy: there is no ${at}, so the built-in default applies.` : `Policy: ${at}.`;
}
async function readText(text, name) {
  const { readPolicyFile } = await import("./policy-file-J662HQ35.js");
  return readPolicyFile(text, name, CHECK_IDS);
}
async function lookAtChanges(circumstances, { found }, ports) {
  const request = { circumstances, found, usual: POLICY_FILE, limitBytes: MAX_POLICY_BYTES };
  return findChanges(request, ports).catch(toProblem);
}
async function lookAhead(changes, rules, settings, run) {
  if (changes === void 0 || "code" in changes) return void 0;
  const { policy: changed2, addsUsual } = changes;
  const now = { policy: rules.policy, hasFile: rules.found.text !== void 0 };
  const unusable = (mistakes) => judgeAfterMerge({ ...run, before: now, mistakes, baseMoved: changed2?.baseMoved ?? false });
  if (addsUsual)
    return unusable([
      `the input policy names ${rules.found.path}, and ${POLICY_FILE} would stand beside it (INPUT-CONFLICT)`
    ]);
  if (changed2 === void 0) return void 0;
  if (changed2.after.state === "absent" && settings.policyFile !== void 0)
    return unusable([`the input policy names ${rules.found.path}, which would be gone (POLICY-NOT-FOUND)`]);
  const after = await stated(changed2.after, rules, settings);
  if ("mistakes" in after) return unusable(after.mistakes);
  const before = await rulesBefore(changed2, now, rules, settings);
  return judgeAfterMerge({ ...run, before, after, mistakes: [], baseMoved: changed2.baseMoved });
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
function makePlan(settings, policy, checks, commentReason) {
  const evidence = /* @__PURE__ */ new Set(["image"]);
  for (const check of checks) for (const kind of [...check.needs, ...check.uses]) evidence.add(kind);
  return {
    evidence,
    lines: [subjectLine(settings), ...checkLines(checks, policy), ...leftOut(settings, policy, commentReason)]
  };
}
function subjectLine({ subject }) {
  if (subject.kind === "reference") {
    const how = subject.pull ? "pulled first" : "taken from the engine, pulled if it is not there";
    return { part: `image ${subject.reference}`, runs: true, reason: how };
  }
  const file = subject.file ?? `${subject.context}/Dockerfile`;
  return { part: `build of ${subject.context}`, runs: true, reason: `with ${file}` };
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
    const subject = await findSubject(settings, ports.workspace);
    known = { subject: subject.subject };
    if (settings.reports.reportFile !== void 0) await ports.workspace.refuseUnwritable(settings.reports.reportFile);
    await refuseUnsafeBuild(subject, circumstances, ports.workspace);
    ports.log.info("Looking up the policy.");
    const rules = await readRules(settings, circumstances, request.policyRevision, ports);
    ports.log.info(foundWords(rules.found));
    const plan = makePlan(settings, rules.policy, CHECKS, request.noComment);
    known = { ...known, policy: rules.policy, policyFrom: rules.found, plan: plan.lines, remarks: rules.remarks };
    printPlan(plan, ports.log);
    const [tree, changes, bundle] = await Promise.all([
      describeTree(subject, circumstances, ports.workspace),
      lookAtChanges(circumstances, rules, ports),
      collectEvidence(plan.evidence, subject, request.gateTag, ports)
    ]);
    const said = evaluateChecks(CHECKS, bundle, subject.subject);
    const problems = await lookAgain(bundle, request.gateTag, ports);
    const planned = CHECKS.map(({ id }) => ({ checkId: id, subject: subject.subject }));
    const afterMerge = await lookAhead(changes, rules, settings, { planned, problems, outcomes: said });
    const outcomes = applyPolicy(said, rules.policy);
    const decide = (more) => judge({ planned, outcomes, problems: [...problems, ...more], policy: rules.policy });
    const verdict = decide([]);
    const untagged = verdict.verdict === "pass" ? await setTags(bundle, subject, ports.engine) : [];
    return report({
      bundle,
      outcomes,
      warnings: [...tree, ...changeWarnings(changes, circumstances)],
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
async function lookAgain({ image }, gateTag, ports) {
  ports.signal.throwIfAborted();
  const changed2 = image?.state === "known" ? await recheckImage(ports.engine, image.value, gateTag) : void 0;
  ports.signal.throwIfAborted();
  return changed2 === void 0 ? [] : [changed2];
}
async function setTags({ image }, subject, engine) {
  if (image?.state !== "known" || subject.kind !== "build") return [];
  const problems = [];
  const set = [];
  for (const tag of subject.settings.tags) {
    await engine.tag(image.value.id, tag).then(
      () => set.push(tag),
      (thrown) => problems.push(toProblem(thrown))
    );
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
