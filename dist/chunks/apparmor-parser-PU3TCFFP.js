import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  findProgram,
  programFolders
} from "./chunk-7XL2ZW6R.js";
import {
  GateError
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/apparmor-parser.ts
import { readdir } from "node:fs/promises";

// src/adapters/apparmor-includes.ts
var DIRECTIVE = /(?<![A-Za-z_/.-])(?:include|abi)(?![\w/-])|#include/g;
var OF_SYSTEM = /^(?:#?include(?:[ \t]+if[ \t]+exists)?|abi)[ \t]*<([A-Za-z0-9_.+-]+(?:\/[A-Za-z0-9_.+-]+)*)>/;
function refusedInclude(text) {
  for (const found of text.matchAll(DIRECTIVE)) {
    const [, path] = OF_SYSTEM.exec(text.slice(found.index, found.index + 300)) ?? [];
    if (path !== void 0 && !path.split("/").includes("..")) continue;
    if (!isRemark(text, found.index)) {
      const line = text.slice(0, found.index).split("\n").length;
      return `line ${line} may include a file by a path of its own, which the gate does not let the parser open`;
    }
  }
  return void 0;
}
function isRemark(text, index) {
  const from = text.lastIndexOf("\n", index - 1) + 1;
  const end = text.indexOf("\n", index);
  const line = text.slice(from, end < 0 ? text.length : end);
  return /^[ \t]*#(?!include)[^"]*$/.test(line) && !line.includes("#include");
}

// src/adapters/apparmor-parser.ts
var DEADLINE_MS = 2e4;
var MAX_TEXT = 256 * 1024;
var KEEP_BYTES = 64 * 1024;
var MAX_MEMORY = 1024 ** 3;
var SYSTEM_FOLDERS = ["/usr/sbin", "/sbin"];
var ABI_FOLDER = "/etc/apparmor.d/abi";
function createAppArmorParser(processes, workspace) {
  let found;
  const check = async (text) => {
    found ??= prepare(processes, workspace);
    const program = await found;
    if (typeof program === "string") return { state: "not-verified", why: program };
    if (Buffer.byteLength(text) > MAX_TEXT)
      return { state: "not-verified", why: `it is larger than ${MAX_TEXT} bytes` };
    const why = refusedInclude(text);
    if (why !== void 0) return { state: "not-verified", why };
    return readAnswer(await run(processes, program, text), program.name, text);
  };
  return {
    check: async (text) => {
      try {
        return await check(text);
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        return { state: "not-verified", why: `apparmor_parser could not be run: ${error.problem.what}` };
      }
    }
  };
}
async function prepare(processes, workspace) {
  const path = await processes.find("apparmor_parser") ?? await inSystemFolders("apparmor_parser", workspace);
  if (path === void 0) return "apparmor_parser is not installed";
  const asked = await run(processes, { program: path, args: ["--version"], name: "" });
  const [, version] = /\bversion (\d+(?:\.\d+)*[\w~.-]*)/.exec(asked.stdout.toString("utf8")) ?? [];
  if (version === void 0 || !succeeded(asked)) return "apparmor_parser does not say its version";
  const limit = await inSystemFolders("prlimit", workspace, ["/usr/bin", "/bin"]);
  const features = await newestFeatures();
  const args = [
    ...["--skip-kernel-load", "--skip-cache", "--quiet", "--config-file=/dev/null"],
    // Without a kernel that answers, rules of many kinds are not compiled at all.
    ...features === void 0 ? [] : [`--features-file=${features}`]
  ];
  const name = `apparmor_parser ${version.slice(0, 40)}`;
  const program = limit === void 0 ? { program: path, args, name } : { program: limit, args: [`--as=${MAX_MEMORY}`, "--core=0", "--", path, ...args], name };
  const trial = await run(processes, program, "profile docker-security-gate-trial { /a r, }\n");
  return succeeded(trial) ? program : `${name} does not work here: ${firstLine(trial) || "it said nothing"}`;
}
async function inSystemFolders(name, workspace, folders = SYSTEM_FOLDERS) {
  if (process.platform === "win32") return void 0;
  return findProgram(name, await programFolders({ PATH: folders.join(":") }, workspace));
}
async function newestFeatures() {
  const names = await readdir(ABI_FOLDER).catch((error) => {
    if (error.code !== void 0) return [];
    throw error;
  });
  const [newest] = names.filter((name) => /^\d+\.\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  return newest === void 0 ? void 0 : `${ABI_FOLDER}/${newest}`;
}
function run(processes, { program, args }, text) {
  const stdin = text === void 0 ? {} : { stdin: text };
  return processes.run({ program, args, cwd: "/", timeoutMs: DEADLINE_MS, keepBytes: KEEP_BYTES, ...stdin });
}
function succeeded({ exitCode, timedOut }) {
  return exitCode === 0 && !timedOut;
}
var ABOUT_MACHINE = /^(?:AppArmor parser error[^':]{0,80}: Could not open |Memory allocation|ERROR: out of memory)/;
function readAnswer(result, parser, text) {
  if (succeeded(result)) return { state: "verified", parser };
  if (result.timedOut) return { state: "not-verified", why: `${parser} did not finish within ${DEADLINE_MS / 1e3} s` };
  const message = firstLine(result);
  if (result.exitCode !== 1 || message === "") {
    return { state: "not-verified", why: `${parser} ended with ${result.signal ?? `exit code ${result.exitCode}`}` };
  }
  if (ABOUT_MACHINE.test(message)) return { state: "not-verified", why: `${parser} can't say: ${message}` };
  const [, line] = text.includes("include") ? [] : /\bat line (\d{1,7})\b/.exec(message) ?? [];
  const lines = text.trimEnd().split("\n").length;
  return { state: "refused", parser, message, ...line !== void 0 && { line: Math.min(Number(line), lines) } };
}
function firstLine({ stderr }) {
  const lines = stderr.toString("utf8").split("\n");
  const said = lines.find((line) => line.trim() !== "" && !/^(?:Cache read\/write disabled|Warning\b)/.test(line));
  return visibleText((said ?? "").trim(), 300);
}
export {
  createAppArmorParser
};
