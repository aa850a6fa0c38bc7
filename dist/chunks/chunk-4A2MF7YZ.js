import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  gitRequest
} from "./chunk-AFHJQXQY.js";
import {
  readSmallFile
} from "./chunk-BVOUBNQF.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import {
  __callDispose,
  __using
} from "./chunk-NWB2I6WU.js";

// src/adapters/workspace.ts
import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
async function openWorkspace(root, processes, alsoWritable = []) {
  const real = await realpath(root);
  const writable = [real, ...await Promise.all(alsoWritable.map((folder) => realpath(folder)))];
  return {
    root: real,
    resolve: (given, kind) => resolveInside(real, given, kind),
    names: (folder) => namesInside(real, folder),
    readText: (file, limitBytes) => readTextFile(file, limitBytes),
    refuseUnwritable: (given) => refuseUnwritable(real, writable, given),
    write: (given, text) => writeInside(real, writable, given, text),
    checkedOut: (folder) => readCheckout(processes, folder)
  };
}
async function resolveInside(root, given, kind) {
  const absolute = await realpath(path.resolve(root, given)).catch((error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return void 0;
    throw refused(given, `can't be resolved (${error.code ?? "unknown error"})`);
  });
  if (absolute === void 0) {
    if (isOutside(path.relative(root, path.resolve(root, given)))) throw refused(given, "leads out of the workspace");
    return void 0;
  }
  const relative = path.relative(root, absolute);
  if (isOutside(relative)) throw refused(given, "leads out of the workspace");
  const found = await stat(absolute);
  if (kind === "file" ? !found.isFile() : !found.isDirectory()) {
    if (!found.isFile() && !found.isDirectory()) throw refused(given, "is a device, FIFO or socket");
    throw refused(given, kind === "file" ? "is a folder, not a file" : "is a file, not a folder");
  }
  return { absolute, relative: relative === "" ? "." : relative.split(path.sep).join("/") };
}
async function namesInside(root, given) {
  const absolute = path.resolve(root, given);
  try {
    if (isOutside(path.relative(root, await realpath(absolute)))) throw refused(given, "leads out of the workspace");
    return await readdir(absolute);
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return void 0;
    throw refused(given, `can't be looked into (${code})`);
  }
}
function isOutside(relative) {
  return relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}
async function readTextFile(file, limitBytes) {
  const read = await readSmallFile(file.absolute, limitBytes, { followLink: false });
  if (read !== "too large") return read;
  throw new GateError({
    code: "LIMIT-EXCEEDED",
    what: `The file ${visibleText(file.relative)} is larger than ${limitBytes} bytes.`,
    means: `It was not read. ${NO_VERDICT}`,
    todo: "Make the file smaller; put scripts and data into files of their own."
  });
}
async function writeInside(root, writable, given, text) {
  const target = path.resolve(root, given);
  try {
    const folder = await writableFolder(writable, given, path.dirname(target));
    await mkdir(folder, { recursive: true });
    const final = path.join(folder, path.basename(target));
    if (await isFolder(final)) throw unwritable(given, "there is a folder of that name");
    const temporary = path.join(folder, `.${path.basename(target)}.${randomBytes(6).toString("hex")}`);
    try {
      var _stack = [];
      try {
        const file = __using(_stack, await open(temporary, "wx", 420), true);
        await file.writeFile(text);
        await rename(temporary, final);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } finally {
      await rm(temporary, { force: true });
    }
    return final;
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unwritable(given, error instanceof Error ? error.message : String(error));
  }
}
async function writableFolder(writable, given, folder) {
  const missing = [];
  let there = folder;
  let real = await realOrMissing(there);
  while (real === void 0) {
    missing.unshift(path.basename(there));
    there = path.dirname(there);
    real = await realOrMissing(there);
  }
  const final = path.join(real, ...missing);
  if (writable.some((allowed) => !isOutside(path.relative(allowed, final)))) return final;
  throw unwritable(given, "it would lie outside of the workspace");
}
async function realOrMissing(target) {
  try {
    return await realpath(target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    const dangling = await lstat(target).then(
      () => true,
      () => false
    );
    if (dangling) throw new Error("it leads through a link to nowhere", { cause: error });
    return void 0;
  }
}
async function refuseUnwritable(root, writable, given) {
  const target = path.resolve(root, given);
  try {
    const folder = await writableFolder(writable, given, path.dirname(target));
    if (await isFolder(path.join(folder, path.basename(target))))
      throw unwritable(given, "there is a folder of that name");
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unwritable(given, error instanceof Error ? error.message : String(error));
  }
}
async function isFolder(target) {
  try {
    return (await lstat(target)).isDirectory();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
async function readCheckout(processes, folder) {
  const git = await processes.find("git");
  if (git === void 0) return void 0;
  const ask = (...args) => processes.run(gitRequest(git, folder, args));
  const head = await ask("rev-parse", "--verify", "HEAD^{commit}");
  const commit = head.stdout.toString("utf8").trim();
  if (head.exitCode !== 0 || !/^[0-9a-f]{40}$/.test(commit)) return void 0;
  const status = await ask("status", "--porcelain", "--untracked-files=all", "--ignored=matching");
  if (status.exitCode !== 0) return void 0;
  return { commit, clean: status.stdout.length === 0 && status.droppedBytes === 0 };
}
function refused(given, why) {
  return new GateError({
    code: "PATH-REFUSED",
    what: `The path ${visibleText(given, 120)} ${why}.`,
    means: NO_VERDICT,
    todo: "Give a path inside the repository."
  });
}
function unwritable(given, why) {
  return new GateError({
    code: "REPORT-UNWRITABLE",
    what: `The file ${visibleText(given, 120)} can't be written: ${visibleText(why, 200)}.`,
    means: "A report that was asked for is missing, so the run does not end as PASS.",
    todo: "Give a path inside the workspace where the job may write."
  });
}

export {
  openWorkspace
};
