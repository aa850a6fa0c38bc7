import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  childEnvironment,
  mayInherit
} from "./chunk-HUZNVQSI.js";
import {
  childPath,
  findProgram,
  programFolders,
  refuseConfigInWorkspace
} from "./chunk-7XL2ZW6R.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/adapters/process.ts
import { spawn } from "node:child_process";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/adapters/child-output.ts
import { createWriteStream } from "node:fs";

// src/adapters/hand-on.ts
function handOn(stream, onBytes, failed) {
  let over = false;
  let busy;
  const fail = (error) => {
    over = true;
    busy = void 0;
    stream.resume();
    failed(error);
  };
  const take = (chunk) => {
    const used = over ? void 0 : onBytes(chunk);
    if (used === void 0) giveBack(chunk);
    return used;
  };
  const wait = (mine) => {
    busy = mine;
    stream.pause();
    mine.then(() => {
      if (busy !== mine) return;
      busy = void 0;
      stream.resume();
    }, fail);
  };
  stream.on("data", (chunk) => {
    if (busy !== void 0) return wait(busy.then(() => take(chunk)));
    try {
      const used = take(chunk);
      if (used !== void 0) wait(used);
    } catch (error) {
      fail(error);
    }
  });
  stream.on("error", () => void 0);
  return async () => {
    while (busy !== void 0) await busy.catch(() => void 0);
  };
}
function giveBack(chunk) {
  const { buffer, byteLength } = chunk;
  if (byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

// src/adapters/child-output.ts
var KEEP_BYTES = 1024 * 1024;
var MAX_LINE = 16 * 1024;
function createCapture(limit, keep) {
  let store = Buffer.alloc(0);
  let seen = 0;
  const grow = (needed) => {
    if (needed <= store.length || store.length === limit) return;
    const larger = Buffer.alloc(Math.min(limit, Math.max(needed, 2 * store.length, 4096)));
    store.copy(larger);
    store = larger;
  };
  const take = (chunk) => {
    grow(seen + chunk.length);
    if (keep === "start") {
      if (seen < limit) chunk.copy(store, seen);
    } else {
      const part = chunk.subarray(Math.max(0, chunk.length - limit));
      const done = part.copy(store, (seen + chunk.length - part.length) % limit);
      part.copy(store, 0, done);
    }
    seen += chunk.length;
  };
  const kept = () => {
    if (seen <= limit) return store.subarray(0, seen);
    return keep === "start" ? store : Buffer.concat([store.subarray(seen % limit), store.subarray(0, seen % limit)]);
  };
  return { take, kept, dropped: () => Math.max(0, seen - limit) };
}
function createLineSplitter(onLine) {
  let parts = [];
  let held = 0;
  let beyond = 0;
  const add = (part) => {
    const fits = part.subarray(0, MAX_LINE - held);
    if (fits.length > 0) parts.push(Buffer.from(fits));
    held += fits.length;
    beyond += part.length - fits.length;
  };
  const flush = () => {
    const text = Buffer.concat(parts).toString("utf8").replace(/\r$/, "");
    const note = beyond > 0 ? ` \u2026 (${beyond} bytes more)` : "";
    parts = [];
    held = 0;
    beyond = 0;
    onLine(text + note);
  };
  const take = (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at));
      flush();
      from = at + 1;
    }
    add(chunk.subarray(from));
  };
  return {
    take,
    end: () => {
      if (held > 0 || beyond > 0) flush();
    }
  };
}
function createTee(file) {
  const stream = createWriteStream(file, { flags: "w", mode: 384 });
  const waiting = /* @__PURE__ */ new Set();
  let failure;
  const resumeAll = () => {
    for (const source of waiting) source.resume();
    waiting.clear();
  };
  stream.on("drain", resumeAll);
  stream.on("error", (error) => {
    failure = error;
    resumeAll();
  });
  return {
    take: (chunk, from) => {
      if (failure !== void 0 || stream.write(chunk)) return;
      waiting.add(from);
      from.pause();
    },
    close: () => new Promise((resolve) => {
      if (failure !== void 0) return resolve(failure);
      stream.once("close", () => resolve(failure));
      stream.end();
    })
  };
}
function readOutput(child, request, { enough, failed }) {
  const { keepBytes = KEEP_BYTES, keep = "start", onLine, teeFile, enoughBytes = Number.POSITIVE_INFINITY } = request;
  const tee = teeFile === void 0 ? void 0 : createTee(teeFile);
  const read = (stream, onBytes2) => {
    const capture = createCapture(keepBytes, keep);
    const lines = onLine && createLineSplitter(onLine);
    let total = 0;
    stream.on("data", (chunk) => {
      capture.take(chunk);
      lines?.take(chunk);
      tee?.take(chunk, stream);
      total += chunk.length;
      onBytes2(total);
    });
    stream.on("error", () => void 0);
    return { capture, lines };
  };
  const { onBytes } = request;
  const usedUp = onBytes === void 0 ? void 0 : handOn(child.stdout, onBytes, failed);
  const nothing = { capture: createCapture(1, "start"), lines: void 0 };
  const stdout = onBytes ? nothing : read(child.stdout, (total) => total >= enoughBytes && enough());
  const stderr = read(child.stderr, () => void 0);
  return async () => {
    await usedUp?.();
    stdout.lines?.end();
    stderr.lines?.end();
    const failure = await tee?.close();
    if (failure !== void 0) onLine?.(`(The log file is incomplete: ${failure.message})`);
    const droppedBytes = stdout.capture.dropped() + stderr.capture.dropped();
    return { stdout: stdout.capture.kept(), stderr: stderr.capture.kept(), droppedBytes };
  };
}

// src/adapters/process-problems.ts
function couldNotStart(request, cause) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GateError(
    {
      code: "TOOL-FAILED",
      what: `The program ${visibleText(request.program)} could not be started (${visibleText(reason, 200)}).`,
      means: NO_VERDICT,
      todo: "Make sure that the program and the working folder exist and that the program may be run here."
    },
    cause
  );
}
function cancelled(request) {
  return new GateError({
    code: "CANCELLED",
    what: `The run was cancelled while ${visibleText(request.program)} was to work.`,
    means: NO_VERDICT,
    todo: "Run the gate again."
  });
}
function refusedVariable(name) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `A build must not be given the variable ${visibleText(name, 100)}.`,
    means: NO_VERDICT,
    todo: "Use a variable with a name of your own; the runner's own secrets and loader settings are never passed on."
  });
}

// src/adapters/process-tree.ts
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
var GRACE_MS = 2e3;
var GONE_MS = 1e3;
function processTree(child) {
  const signal = process.platform === "win32" ? windowsSignal(child) : groupSignal(child);
  let timer;
  return {
    end: () => {
      if (timer !== void 0) return;
      signal("SIGTERM");
      timer = setTimeout(() => signal("SIGKILL"), GRACE_MS);
    },
    kill: () => void signal("SIGKILL"),
    clear: async () => {
      clearTimeout(timer);
      const deadline = performance.now() + GONE_MS;
      while (signal("SIGKILL") && performance.now() < deadline) await sleep(10);
    }
  };
}
function groupSignal(child) {
  return (name) => {
    if (child.pid === void 0) return false;
    try {
      return process.kill(-child.pid, name);
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")) return false;
      throw error;
    }
  };
}
function windowsSignal(child) {
  return () => {
    if (child.pid === void 0 || child.exitCode !== null || child.signalCode !== null) return false;
    const taskkill = `${process.env["SystemRoot"] ?? "C:\\Windows"}\\System32\\taskkill.exe`;
    execFile(taskkill, ["/PID", String(child.pid), "/T", "/F"], { timeout: 5e3 }, (error) => {
      if (error !== null) child.kill();
    });
    return true;
  };
}

// src/adapters/process.ts
var CLOSE_MS = 2e3;
var CLOSE_ENDING_MS = 250;
function createProcesses(options) {
  const { workspace, environment, signal } = options;
  let folders;
  const search = () => {
    folders ??= programFolders(environment, workspace);
    return folders;
  };
  const live = /* @__PURE__ */ new Set();
  const killAll = () => {
    for (const tree of live) tree.kill();
  };
  return {
    find: async (name) => findProgram(name, await search()),
    run: async (request) => {
      const env = await environmentFor(request, environment, await search());
      if (live.size === 0) process.on("exit", killAll);
      return runChild(request, env, request.survivesCancel === true ? void 0 : signal, live).finally(() => {
        if (live.size === 0) process.off("exit", killAll);
      });
    }
  };
}
async function environmentFor(request, environment, folders) {
  const env = childEnvironment(environment, await childPath(folders));
  await refuseConfigInWorkspace(env, request.cwd, folders.workspace);
  for (const name of request.without ?? []) delete env[name];
  for (const name of request.inherit ?? []) {
    if (!mayInherit(name)) throw refusedVariable(name);
    const value = environment[name];
    if (value !== void 0) env[name] ??= value;
  }
  return { ...env, ...request.env };
}
var CLOSE_HANDED_ON_MS = 6e4;
async function runChild(request, env, signal, live) {
  if (signal?.aborted) throw cancelled(request);
  const startedAt = performance.now();
  const child = start(request, env);
  const tree = processTree(child);
  live.add(tree);
  const course = { timedOut: false, cancelled: false, stoppedEarly: false };
  const cancel = () => {
    course.cancelled = true;
    tree.end();
  };
  const deadline = setTimeout(() => {
    course.timedOut = true;
    tree.end();
  }, request.timeoutMs);
  signal?.addEventListener("abort", cancel);
  try {
    const output = readOutput(child, request, {
      enough: () => {
        course.stoppedEarly = true;
        tree.kill();
      },
      failed: (error) => {
        course.refused ??= { error };
        tree.kill();
      }
    });
    const end = await ended(child, request).catch(async (error) => {
      await output();
      throw error;
    });
    await cleared(child, tree, course, request.onBytes === void 0 ? CLOSE_MS : CLOSE_HANDED_ON_MS);
    const streams = await output();
    if (course.cancelled) throw cancelled(request);
    if (course.refused !== void 0) throw course.refused.error;
    const { timedOut, stoppedEarly } = course;
    return { ...end, ...streams, timedOut, stoppedEarly, durationMs: performance.now() - startedAt };
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", cancel);
    live.delete(tree);
  }
}
function start(request, env) {
  const { program, args, cwd, stdin } = request;
  try {
    const child = spawn(program, args, {
      cwd,
      env,
      shell: false,
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: [stdin === void 0 ? "ignore" : "pipe", "pipe", "pipe"]
    });
    child.stdin?.on("error", () => void 0);
    if (stdin !== void 0) child.stdin?.end(stdin);
    return child;
  } catch (error) {
    throw couldNotStart(request, error);
  }
}
function ended(child, request) {
  return new Promise((resolve, reject) => {
    child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
    child.on("error", (error) => {
      if (child.pid === void 0) reject(couldNotStart(request, error));
    });
  });
}
async function cleared(child, tree, course, closeMs) {
  const ending = course.cancelled || course.timedOut || course.stoppedEarly || course.refused !== void 0;
  await closedWithin(child, ending ? CLOSE_ENDING_MS : closeMs);
  await tree.clear();
  await closedWithin(child, CLOSE_ENDING_MS);
  child.stdout.destroy();
  child.stderr.destroy();
}
async function closedWithin(child, ms) {
  const stop = new AbortController();
  const closed = new Promise((resolve) => {
    if (child.stdout.closed && child.stderr.closed) resolve();
    child.once("close", () => resolve());
  });
  const late = sleep2(ms, void 0, { signal: stop.signal }).catch(() => void 0);
  await Promise.race([closed, late]);
  stop.abort();
}

export {
  createProcesses
};
