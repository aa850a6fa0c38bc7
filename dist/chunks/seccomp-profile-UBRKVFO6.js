import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  readSeccompProfile
} from "./chunk-4QYT6DHQ.js";
import {
  gapOnError
} from "./chunk-NWM5JKV7.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/evidence/seccomp-profile.ts
var LIMIT_BYTES = 1048576;
function collectSeccompProfile(run, workspace) {
  return gapOnError(async () => {
    const choice = run.security.seccomp;
    if (choice.state === "unknown") throw unknownChoice(choice);
    if (choice.state === "not-said") {
      const [open] = run.unknown;
      if (open !== void 0) throw unknownChoice(open);
      return { state: "absent", observed: "The run settings name no seccomp profile." };
    }
    const { value, at } = choice;
    if (value.kind !== "profile") return { state: "absent", observed: `${noFile(run, value.kind)} (${place(at)}).` };
    return readProfile(run, { ...choice, value }, workspace);
  });
}
async function readProfile(run, { value, at }, workspace) {
  const file = await findProfile(run, value.path, at, workspace);
  const text = await orUnreadable(at, () => workspace.readText(file, LIMIT_BYTES));
  if (text === void 0) throw unreadable(at, `The seccomp profile ${shown(file.relative)} can't be read.`);
  const reading = readSeccompProfile(text);
  if (reading.kind === "unreadable") {
    const line = reading.line === void 0 ? "" : `:${reading.line}`;
    throw unreadable(at, `The seccomp profile ${shown(file.relative)}${line} ${visibleText(reading.why, 200)}.`);
  }
  const source = { tool: "the profile reader of the gate", subject: file.relative };
  return { state: "known", value: { path: file.relative, text, at }, source };
}
async function findProfile(run, path, at, workspace) {
  if (run.source.kind === "kubernetes" && (path.startsWith("/") || path.split("/").includes(".."))) {
    throw unreadable(at, `Kubernetes takes no profile ${shown(path)}: the path must lead down from its folder.`);
  }
  const places = placesOf(run, path);
  for (const candidate of places) {
    const found = await orUnreadable(at, () => workspace.resolve(candidate, "file"));
    if (found !== void 0) return found;
  }
  throw unreadable(at, `There is no seccomp profile at ${places.map(shown).join(", ")}.`);
}
function placesOf({ source }, path) {
  if (source.kind !== "kubernetes") return [path];
  const folder = source.file.slice(0, source.file.lastIndexOf("/") + 1);
  return [.../* @__PURE__ */ new Set([`${folder}${path}`, path, `seccomp/${path}`])];
}
async function orUnreadable(at, read) {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    if (error.code !== "PATH-REFUSED" && error.code !== "LIMIT-EXCEEDED") throw error;
    throw unreadable(at, `The seccomp profile can't be read: ${error.problem.what}`, error);
  }
}
function noFile({ source }, kind) {
  if (kind === "unconfined") return "The container is run without seccomp, so there is no profile";
  const whose = source.kind === "kubernetes" ? "runtime" : "engine";
  return `The profile is the one that the ${whose} has built in`;
}
function unreadable(at, what, cause) {
  return new GateError(
    {
      code: "SECCOMP-UNREADABLE",
      what: `${what} It is named at ${place(at)}.`,
      means: `Which system calls the container may make is not known. ${NO_VERDICT}`,
      todo: "Put the profile into the repository, as JSON that Docker takes, at most 1 MiB, and name its path."
    },
    cause
  );
}
function unknownChoice({ written, why, at }) {
  return new GateError({
    code: "RUN-SETTING-UNKNOWN",
    what: `Which seccomp profile is named at ${place(at)} is not known: ${visibleText(written, 80)} ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: "Write the value itself there, or give the variable a value that the gate can see."
  });
}
function place(at) {
  if (at.in === "run-args") return `word ${at.word} of run-args`;
  return `${visibleText(at.file, 120)}:${at.line} ${visibleText(at.key, 120)}`;
}
function shown(path) {
  return visibleText(path, 120);
}
export {
  collectSeccompProfile
};
