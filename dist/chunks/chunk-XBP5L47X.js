import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  ENGINE_DEFAULTS
} from "./chunk-MDQ43KVE.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/evidence/build-sources.ts
import path from "node:path";
async function resolveBuildSources(settings, workspace) {
  const secrets = await Promise.all(settings.secrets.map((text) => replace(text, /^(src|source)=/, workspace, fileOf)));
  const local = (text) => /(^|,)type=local(,|$)/.test(text) ? replace(text, /^(src|dest)=/, workspace, folderOf) : Promise.resolve(text);
  const [cacheFrom, cacheTo] = await Promise.all([
    Promise.all(settings.cacheFrom.map(local)),
    Promise.all(settings.cacheTo.map(local))
  ]);
  return { ...settings, secrets, cacheFrom, cacheTo };
}
async function replace(text, field, workspace, resolve) {
  const fields = text.split(",").map(async (part) => {
    const key = field.exec(part)?.[0];
    const given = key === void 0 ? "" : part.slice(key.length);
    if (key === void 0 || given === "" || !isOfWorkspace(workspace, given)) return part;
    return `${key}${await resolve(workspace, given)}`;
  });
  return (await Promise.all(fields)).join(",");
}
function isOfWorkspace({ root }, given) {
  return !path.isAbsolute(given) || `${path.normalize(given)}/`.startsWith(`${root}/`);
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
  for (let there = given; ; there = path.dirname(there)) {
    const found = await workspace.resolve(there, "folder");
    if (found !== void 0) return path.join(found.absolute, ...missing);
    missing.unshift(path.basename(there));
  }
}

// src/evidence/find-subjects.ts
async function findSubjects(settings, ports) {
  const containers = await findContainers(settings, ports);
  const own = await findOwn(settings, containers !== void 0, ports);
  const subjects = [...own?.subjects ?? [], ...containers?.subjects ?? []];
  const whole = own?.whole ?? containers?.whole;
  if (whole === void 0 || subjects.length === 0) throw nothingToCheck();
  return {
    whole,
    subjects,
    ...own?.services !== void 0 && { services: own.services },
    remarks: [...own?.remarks ?? [], ...containers?.remarks ?? []]
  };
}
async function findContainers({ run }, ports) {
  if (run.kubernetesFiles.length === 0) return void 0;
  const { findContainerSubjects } = await import("./container-subjects-IZW7P24B.js");
  return findContainerSubjects(run.kubernetesFiles, ports.workspace);
}
async function findOwn(settings, hasManifests, ports) {
  const { subject } = settings;
  if (subject.kind === "project") {
    const { findServiceSubjects } = await import("./service-subjects-U6IASAUE.js");
    return findServiceSubjects(subject, ports);
  }
  const run = await readRunArgs(settings.run.runArgs, hasManifests);
  const found = subject.kind === "reference" ? namedImage(subject, run) : await findBuild(subject, run, ports.workspace);
  if (found === void 0 && !hasManifests) throw nothingToCheck();
  return found && { whole: found.subject, subjects: [found], remarks: [] };
}
function namedImage(settings, run) {
  const subject = { id: "image", name: settings.reference };
  return { kind: "reference", subject, settings, onlyIfThere: false, run };
}
async function findBuild(settings, run, workspace) {
  const context = await workspace.resolve(settings.context, "folder");
  if (context === void 0) throw absent("context", settings.context);
  for (const source of settings.buildContexts) await checkBuildContext(source, workspace);
  const wanted = settings.file ?? `${settings.context}/Dockerfile`;
  const file = await workspace.resolve(wanted, "file");
  if (file === void 0) {
    if (!settings.contextGiven) return void 0;
    throw absent(settings.file === void 0 ? "Dockerfile" : "file", wanted);
  }
  const sources = await resolveBuildSources(settings, workspace);
  return { kind: "build", subject: { id: "image", name: file.relative }, settings: sources, context, file, run };
}
async function readRunArgs(given, hasManifests) {
  if (given === void 0) {
    if (hasManifests) return { state: "absent", observed: "How the image is run is said by the Kubernetes manifests." };
    const source = { tool: "the gate", subject: "the engine's defaults: nothing is declared" };
    return { state: "known", value: ENGINE_DEFAULTS, source };
  }
  const { readDockerRun } = await import("./docker-run-MSBCSGRG.js");
  const answer = readDockerRun(given);
  if (answer.kind === "read") {
    const source = { tool: "the gate's reader of docker run", subject: "run-args" };
    return { state: "known", value: answer.settings, source };
  }
  const errors = answer.errors.slice(0, 5).map(({ word, text }) => `word ${word}: ${visibleText(text, 160)}`);
  throw new GateError({
    code: "INPUT-INVALID",
    what: `run-args can't be read as options of docker run: ${errors.join("; ")}.`,
    means: NO_VERDICT,
    todo: "Write the options as the docker run command takes them, without the image."
  });
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
    what: "There is no Dockerfile in the working folder, and neither context, file, image, compose-files nor kubernetes-files was given.",
    means: NO_VERDICT,
    todo: "Give context (a folder with a Dockerfile), file, image, compose-files or kubernetes-files; on a runner, check the repository out before the gate."
  });
}

export {
  findSubjects,
  checkBuildContext
};
