import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  MAX_APPARMOR_TEXT,
  isEngineProfile,
  profileName,
  readAppArmor
} from "./chunk-M7ZVDFBJ.js";
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

// src/evidence/apparmor-profiles.ts
import { posix } from "node:path";

// src/linux/apparmor-newer-words.ts
var SINCE_4_0 = /* @__PURE__ */ new Set(["all", "userns", "io_uring", "mqueue"]);
var FLAGS_SINCE_4_0 = /* @__PURE__ */ new Set(["default_allow", "prompt"]);
function newerAppArmorWords({ profiles }, version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const rules = profiles.flatMap((profile) => profile.rules);
  if (major < 4) {
    const rule = rules.find(({ rule: { kind } }) => SINCE_4_0.has(kind));
    if (rule !== void 0) return `a rule ${rule.rule.kind}, which AppArmor knows since 4.0`;
    const flag = profiles.flatMap(({ flags }) => flags).find((word) => FLAGS_SINCE_4_0.has(word));
    if (flag !== void 0) return `the flag ${flag}, which AppArmor knows since 4.0`;
  }
  const old = major < 4 || major === 4 && minor < 1;
  return old && rules.some(({ priority }) => priority !== 0) ? "a priority, which AppArmor knows since 4.1" : void 0;
}

// src/evidence/apparmor-profiles.ts
var FOLDERS = [
  ...["apparmor", ".apparmor", "apparmor.d", "etc/apparmor.d", "security/apparmor", "docker/apparmor"],
  ...["deploy/apparmor", "security", "docker", "deploy", "."]
];
var MAX_FILES = 200;
var MAX_TEXT = 4 * MAX_APPARMOR_TEXT;
var MAX_PARSED = 3;
var OTHER = /\.(?:md|json|lock|ya?ml|toml|[cm]?[jt]sx?|py|go|rs|java|rb|php|css|html?|svg|png|jpe?g|gif|ico|pdf|zip|t?gz)$/i;
function collectAppArmorProfiles(run, workspace, parser) {
  return gapOnError(async () => {
    const nothing = noProfileOfItsOwn(run);
    if (nothing !== void 0) return { state: "absent", observed: nothing };
    const named = namedProfile(run);
    const { files, complete } = await findFiles(run, workspace);
    const holds = ({ document }) => document.profiles.some(({ name }) => name === named);
    if (!complete && named !== void 0 && !files.some(holds)) throw tooMany(named);
    const value = [];
    let toParse = MAX_PARSED;
    for (const file of files) {
      const isNamed = holds(file);
      if (isNamed) toParse -= 1;
      const syntax = isNamed && toParse >= 0 ? await syntaxOf(file, parser) : notParsed(file, isNamed);
      value.push({ path: file.path, text: file.text, syntax });
    }
    return { state: "known", value, source: { tool: "the AppArmor reader of the gate", subject: "the workspace" } };
  });
}
async function syntaxOf({ text, document }, parser) {
  const syntax = await parser.check(text);
  if (syntax.state !== "refused") return syntax;
  const newer = newerAppArmorWords(document, syntax.parser.replace(/^.* /, ""));
  return newer === void 0 ? syntax : { state: "not-verified", why: `${syntax.parser} is too old: there is ${newer}` };
}
function notParsed({ path }, isNamed) {
  const why = isNamed ? `more than ${MAX_PARSED} files have a profile of that name` : `the run settings name no profile of ${visibleText(path, 120)}`;
  return { state: "not-verified", why };
}
function noProfileOfItsOwn({ security: { apparmor }, unknown }) {
  const observed = "The run settings name no AppArmor profile of their own.";
  if (apparmor.state === "unknown") return void 0;
  if (apparmor.state === "not-said") return unknown.length === 0 ? observed : void 0;
  const { value } = apparmor;
  return value.kind !== "profile" || isEngineProfile(profileName(value.name)) ? observed : void 0;
}
function namedProfile({ security: { apparmor } }) {
  return apparmor.state === "said" && apparmor.value.kind === "profile" ? profileName(apparmor.value.name) : void 0;
}
async function findFiles(run, workspace) {
  const files = /* @__PURE__ */ new Map();
  const left = { files: MAX_FILES, text: MAX_TEXT };
  for (const folder of foldersOf(run)) {
    for (const path of await candidatesIn(workspace, folder)) {
      if (left.files <= 0 || left.text <= 0) return { files: [...files.values()], complete: false };
      const read = files.has(path) ? void 0 : await readCandidate(workspace, path);
      left.files -= 1;
      left.text -= read?.text.length ?? 0;
      if (read === void 0 || files.has(read.path)) continue;
      const document = readAppArmor(read.text);
      if (document.profiles.length > 0) files.set(read.path, { ...read, document });
    }
  }
  return { files: [...files.values()], complete: true };
}
function foldersOf({ source }) {
  const files = source.kind === "compose" ? source.files : source.kind === "kubernetes" ? [source.file] : [];
  const beside = files.flatMap((file) => {
    const folder = posix.dirname(posix.normalize(file));
    return [posix.join(folder, "apparmor"), folder];
  });
  return [.../* @__PURE__ */ new Set([...FOLDERS.slice(0, -1), ...beside, "."])];
}
async function candidatesIn(workspace, folder) {
  const names = await orUndefined(() => workspace.names(folder)) ?? [];
  return names.filter((name) => !OTHER.test(name)).sort().map((name) => posix.join(folder, name));
}
async function readCandidate(workspace, path) {
  const file = await orUndefined(() => workspace.resolve(path, "file"));
  const text = file === void 0 ? void 0 : await orUndefined(() => workspace.readText(file, MAX_APPARMOR_TEXT));
  return file === void 0 || text === void 0 ? void 0 : { path: file.relative, text };
}
async function orUndefined(look) {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GateError && (error.code === "PATH-REFUSED" || error.code === "LIMIT-EXCEEDED"))
      return void 0;
    throw error;
  }
}
function tooMany(name) {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what: `The AppArmor profile ${visibleText(name, 120)} was not found in the first ${MAX_FILES} files, or 4 MiB, that were looked at.`,
    means: `There may be one in the others. ${NO_VERDICT}`,
    todo: "Put the profile into a folder of its own: apparmor/ at the root of the repository, or beside the compose file."
  });
}
export {
  collectAppArmorProfiles
};
