import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  RUN_LABEL,
  commandFailed,
  engineUnreachable,
  errorLine,
  howItEnded,
  isPodman,
  noClient,
  readFromImage,
  readProgramsFromImage,
  removeContainer,
  require_tar_stream,
  succeeded,
  unreadableAnswer
} from "./chunk-QI4IBIPM.js";
import {
  mayInherit
} from "./chunk-HUZNVQSI.js";
import {
  gateContainerName,
  gateRepository,
  gateTag,
  parseGateContainerName,
  parseGateTag
} from "./chunk-IIJHQYQK.js";
import {
  readSmallFile
} from "./chunk-BVOUBNQF.js";
import {
  array,
  check,
  getDotPath,
  maxLength,
  minLength,
  minValue,
  nullish,
  number,
  object,
  optional,
  parseJson,
  pipe,
  record,
  safeParse,
  string,
  tuple,
  unknown
} from "./chunk-A7YDC5XQ.js";
import {
  isImageId,
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import {
  __toESM
} from "./chunk-NWB2I6WU.js";

// src/adapters/docker.ts
import { randomBytes as randomBytes2 } from "node:crypto";

// src/adapters/docker-cleanup.ts
async function cleanUpEngine(docker, scope) {
  try {
    await removeContainers(docker, scope);
    await removeTags(docker, scope);
  } catch (error) {
    notice(scope.log, toProblem(error));
  }
}
async function removeTag(docker, tag) {
  if (parseGateTag(tag) === void 0) throw new Error(`not a tag of the gate: ${tag}`);
  const result = await docker(["image", "rm", "--no-prune", "--", tag], { survivesCancel: true, timeoutMs: 12e4 });
  if (succeeded(result) || /no such image/i.test(result.stderr.toString("utf8"))) return;
  throw commandFailed(result, {
    code: "TOOL-FAILED",
    what: `The gate's own tag ${tag} could not be removed`,
    todo: `Run "docker image rm ${tag}" on the machine of the engine.`
  });
}
async function removeContainers(docker, { run, before, log }) {
  const format = `--format={{.Names}}	{{.Label "${RUN_LABEL}"}}`;
  for (const line2 of await list(docker, ["ps", "--all", "--no-trunc", `--filter=label=${RUN_LABEL}`, format])) {
    const [name = "", owner] = line2.split("	");
    const made = parseGateContainerName(name)?.madeAt;
    if (made === void 0 || owner !== run && made >= before) continue;
    if (!await removeContainer(docker, name)) log?.debug(`the container ${name} could not be removed`);
  }
}
async function removeTags(docker, { before, log }) {
  const format = "--format={{.Repository}}:{{.Tag}}";
  for (const tag of await list(docker, ["image", "ls", `--filter=reference=${gateRepository()}:*`, format])) {
    const made = parseGateTag(tag)?.madeAt;
    if (made === void 0 || made >= before) continue;
    await removeTag(docker, tag).catch((error) => notice(log, toProblem(error)));
  }
}
async function list(docker, args) {
  const result = await docker(args, { survivesCancel: true, timeoutMs: 3e4 });
  if (succeeded(result))
    return result.stdout.toString("utf8").split("\n").filter((line2) => line2 !== "");
  throw new GateError({
    code: "TOOL-FAILED",
    what: `What earlier runs left in the engine could not be listed (${errorLine(result)}).`,
    means: "This does not change the verdict.",
    todo: "Nothing, unless it comes back; the next run tries again."
  });
}
function notice(log, problem) {
  log?.notice({ ...problem, means: "This does not change the verdict." });
}

// src/adapters/docker-command.ts
var QUICK_MS = 6e4;
var KEEP_BYTES = 4 * 1024 * 1024;
function dockerCommand(processes, folder, log) {
  let program;
  return async (args, more = {}) => {
    program ??= processes.find("docker");
    const found = await program;
    if (found === void 0) throw noClient();
    const env = { DOCKER_CLI_HINTS: "false", ...more.env };
    const request = { cwd: folder, timeoutMs: QUICK_MS, keepBytes: KEEP_BYTES, ...more, env };
    const result = await processes.run({ ...request, program: found, args });
    const end = result.signal ?? result.exitCode;
    log?.debug(`docker ${args.slice(0, 2).join(" ")}: ${end} after ${Math.round(result.durationMs)} ms`);
    return result;
  };
}

// src/adapters/docker-describe.ts
var text = pipe(string(), minLength(1), maxLength(200));
var Component = object({ Name: string(), Details: nullish(record(string(), nullish(string()))) });
var Version = object({
  Client: object({ Version: text }),
  Server: object({
    Version: text,
    ApiVersion: text,
    Os: text,
    Arch: text,
    Components: nullish(array(Component), [])
  })
});
async function describeEngine(docker) {
  const [version, buildx] = await Promise.all([
    docker(["version", "--format={{json .}}"], { timeoutMs: 3e4 }),
    docker(["buildx", "version"], { timeoutMs: 3e4 })
  ]);
  const answer = parseJson2(version.stdout.toString("utf8"));
  if (saysPodman(version, answer)) throw isPodman();
  if (!succeeded(version)) {
    throw commandFailed(version, {
      code: "DOCKER-UNAVAILABLE",
      what: "The docker command could not say which engine it works with",
      todo: 'Make "docker version" work for the user that runs the job.'
    });
  }
  const parsed = safeParse(Version, answer);
  if (!parsed.success) throw unreadableAnswer('to "docker version"');
  const { Client, Server } = parsed.output;
  const buildxVersion = readBuildxVersion(buildx);
  return {
    clientVersion: Client.Version,
    serverVersion: /^\d/.test(Server.Version) ? Server.Version : moduleVersion(Server.Components) ?? Server.Version,
    apiVersion: Server.ApiVersion,
    os: Server.Os,
    architecture: Server.Arch,
    ...buildxVersion !== void 0 && { buildxVersion }
  };
}
function moduleVersion(components) {
  const engine = components?.find(({ Name }) => Name === "Engine");
  return engine?.Details?.["ModuleVersion"] ?? void 0;
}
function readBuildxVersion(result) {
  if (!succeeded(result)) return void 0;
  return /^github\.com\/docker\/buildx (\S{1,100})/.exec(result.stdout.toString("utf8"))?.[1];
}
function saysPodman(result, answer) {
  if (/\bpodman\b/i.test(result.stderr.toString("utf8"))) return true;
  const client = safeParse(object({ Client: object({ APIVersion: string() }) }), answer);
  if (client.success) return true;
  const server = safeParse(object({ Server: object({ Components: array(Component) }) }), answer);
  return server.success && server.output.Server.Components.some(({ Name }) => /podman/i.test(Name));
}
function parseJson2(json) {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/adapters/docker-history.ts
var line = object({ CreatedBy: string(), Comment: string(), Size: string() });
var MOST_STEPS = 5e3;
var KEEP_BYTES2 = 8 * 1024 * 1024;
async function readHistory(docker, imageId) {
  const args = ["history", "--no-trunc", "--human=false", "--format={{json .}}", "--", imageId];
  const result = await docker(args, { keepBytes: KEEP_BYTES2 });
  const what = `The history of ${visibleText(imageId)} could not be read`;
  const todo = "Check that the engine works, and run again.";
  if (!succeeded(result)) throw commandFailed(result, { code: "IMAGE-UNREADABLE", what, todo });
  const lines = result.stdout.toString("utf8").split("\n").filter((text3) => text3 !== "");
  if (result.droppedBytes > 0 || lines.length > MOST_STEPS) {
    throw new GateError({ code: "IMAGE-UNREADABLE", what: `${what}: it is too large.`, means: NO_VERDICT, todo });
  }
  return lines.map(parseStep).reverse();
}
function parseStep(text3) {
  const parsed = safeParse(pipe(string(), parseJson(), line), text3);
  if (parsed.success) {
    const { CreatedBy: createdBy, Comment: comment, Size } = parsed.output;
    return { createdBy, comment, emptyLayer: Size === "0" || Size === "0B" };
  }
  throw new GateError({
    code: "IMAGE-UNREADABLE",
    what: `A step of the image's history has not the form that the Docker client gives (${visibleText(text3, 80)}).`,
    means: NO_VERDICT,
    todo: "Use a Docker client that the gate knows (20.10 or newer)."
  });
}

// src/adapters/docker-images.ts
var LIST_BYTES = 32 * 1024 * 1024;
async function imageNames(docker) {
  const format = "--format={{.Repository}}	{{.Tag}}	{{.Digest}}	{{.ID}}";
  const args = ["image", "ls", "--all", "--digests", "--no-trunc", format];
  const result = await docker(args, { keepBytes: LIST_BYTES });
  if (!succeeded(result) || result.droppedBytes > 0) {
    throw commandFailed(result, {
      code: "DOCKER-UNAVAILABLE",
      what: "The engine could not list its images",
      todo: 'Make "docker image ls" work for the user that runs the job.'
    });
  }
  const names = /* @__PURE__ */ new Set();
  for (const line2 of result.stdout.toString("utf8").split("\n")) {
    const [repository = "", tag = "", digest = "", id = ""] = line2.split("	");
    if (id !== "") names.add(id);
    if (tag !== "" && tag !== "<none>") names.add(`${repository}:${tag}`);
    if (digest.startsWith("sha256:")) names.add(`${repository}@${digest}`);
  }
  return names;
}
function isAmong(names, reference) {
  if (isImageId(reference)) return names.has(reference);
  const parsed = parseImageReference(reference);
  if (parsed === void 0) return true;
  const { registry, path: path2, tag = "latest", digest } = parsed;
  const spellings = [`${registry}/${path2}`];
  if (registry === "docker.io") spellings.push(path2, path2.replace(/^library\//, ""));
  return spellings.some((name) => names.has(digest === void 0 ? `${name}:${tag}` : `${name}@${digest}`));
}

// src/adapters/docker-inspect.ts
var strings = nullish(array(string()));
var keys = nullish(record(string(), unknown()));
var Image = object({
  Id: pipe(string(), check(isImageId)),
  RepoDigests: strings,
  Created: nullish(string()),
  Os: pipe(string(), minLength(1)),
  Architecture: pipe(string(), minLength(1)),
  Variant: nullish(string()),
  Size: pipe(number(), minValue(0)),
  RootFS: object({ Layers: strings }),
  Config: object({
    User: nullish(string()),
    Env: strings,
    Entrypoint: strings,
    Cmd: strings,
    WorkingDir: nullish(string()),
    Labels: nullish(record(string(), string())),
    ExposedPorts: keys,
    Volumes: keys,
    OnBuild: strings,
    Healthcheck: nullish(object({ Test: strings }))
  })
});
async function inspectImage(docker, reference) {
  const result = await docker(["image", "inspect", "--", reference]);
  if (!succeeded(result)) {
    const unknown2 = /no such image/i.test(result.stderr.toString("utf8"));
    throw commandFailed(result, {
      code: unknown2 ? "IMAGE-NOT-FOUND" : "TOOL-FAILED",
      what: unknown2 ? `The engine has no image ${visibleText(reference)}` : `The engine could not describe the image ${visibleText(reference)}`,
      todo: unknown2 ? "Check the name, or build or pull the image first." : 'Run "docker image inspect" to see why.'
    });
  }
  return parseInspection(result.stdout.toString("utf8"));
}
function parseInspection(json) {
  const parsed = safeParse(tuple([unknown()]), parseJson2(json));
  if (!parsed.success) throw unreadableAnswer('to "docker image inspect"');
  const image = safeParse(Image, parsed.output[0]);
  if (!image.success) throw incomplete(image.issues.map((issue) => getDotPath(issue) ?? "?"));
  const { Id, Config, RootFS, RepoDigests, ...rest } = image.output;
  return {
    id: Id,
    // The containerd store invents a digest for every name; the gate's own tag is in no registry.
    repoDigests: (RepoDigests ?? []).filter((digest) => !digest.startsWith(`${gateRepository()}@`)),
    config: {
      os: rest.Os,
      architecture: rest.Architecture,
      ...rest.Variant && { variant: rest.Variant },
      user: Config.User ?? "",
      env: Config.Env ?? [],
      entrypoint: Config.Entrypoint ?? [],
      cmd: Config.Cmd ?? [],
      workingDir: Config.WorkingDir ?? "",
      labels: new Map(Object.entries(Config.Labels ?? {})),
      exposedPorts: Object.keys(Config.ExposedPorts ?? {}),
      volumes: Object.keys(Config.Volumes ?? {}),
      onBuild: Config.OnBuild ?? [],
      ...Config.Healthcheck?.Test && { healthcheck: Config.Healthcheck.Test },
      diffIds: RootFS.Layers ?? [],
      size: rest.Size,
      created: rest.Created ?? ""
    }
  };
}
function incomplete(paths) {
  return new GateError({
    code: "IMAGE-UNREADABLE",
    what: `The engine's description of the image lacks what the gate judges by (${visibleText(paths.join(", "), 200)}).`,
    means: NO_VERDICT,
    todo: "Make sure that the image has content for a platform of this engine, and pull or build it again."
  });
}

// src/adapters/docker-observe.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/adapters/container-processes.ts
import { readdir, readFile } from "node:fs/promises";
async function endContainerProcesses(id) {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`not the id of a container: ${id}`);
  const names = await readdir("/proc").catch(() => []);
  await Promise.all(names.filter((name) => /^[1-9]\d*$/.test(name)).map((name) => endIfOf(id, Number(name))));
}
async function endIfOf(id, pid) {
  const cgroup = await readFile(`/proc/${pid}/cgroup`, "utf8").catch(() => "");
  if (!cgroup.includes(id)) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

// src/adapters/docker-proof-options.ts
var import_tar_stream = __toESM(require_tar_stream(), 1);
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
var MOST_PROCESSES = 512;
function harmlessOptions(owner, name) {
  return [
    ...["--pull=never", "--network=none", `--name=${name}`, `--label=${RUN_LABEL}=${owner.run}`],
    // Its output is read as it comes; a driver that sends logs elsewhere is not for this.
    ...["--no-healthcheck", "--restart=no", "--log-driver=none", `--pids-limit=${MOST_PROCESSES}`]
  ];
}
async function confinementOptions(confinement, temporaryFolder) {
  const { user, groupAdd, capAdd, capDrop, noNewPrivileges, seccomp, apparmor, readOnly } = confinement;
  return [
    ...user === void 0 ? [] : [`--user=${user}`],
    ...groupAdd.map((group) => `--group-add=${group}`),
    ...capAdd.map((name) => `--cap-add=${name}`),
    ...capDrop.map((name) => `--cap-drop=${name}`),
    ...noNewPrivileges === void 0 ? [] : [`--security-opt=no-new-privileges=${noNewPrivileges}`],
    ...seccomp === void 0 ? [] : [`--security-opt=seccomp=${await seccompValue(seccomp, temporaryFolder)}`],
    ...apparmor === void 0 ? [] : [`--security-opt=apparmor=${apparmor}`],
    ...readOnly ? ["--read-only"] : []
  ];
}
async function seccompValue(seccomp, temporaryFolder) {
  if (seccomp === "unconfined") return seccomp;
  const file = path.join(temporaryFolder, `seccomp-${randomBytes(8).toString("hex")}.json`);
  await writeFile(file, seccomp.profile, { flag: "wx", mode: 384 });
  return file;
}
async function programArchive(name, program) {
  const archive = (0, import_tar_stream.pack)();
  archive.entry({ name, mode: 493, uid: 0, gid: 0, mtime: /* @__PURE__ */ new Date(0) }, Buffer.from(program));
  archive.finalize();
  const chunks = [];
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// src/adapters/docker-proof.ts
var CREATE_MS = 5 * 6e4;
var START_MS = 3e4;
var COMMIT_MS = 2 * 6e4;
var OUTPUT_BYTES = 256 * 1024;
var WORDS = 8 * 1024;
async function proveContainer(tools, request) {
  return request.confinement.readOnly ? proveCommitted(tools, request) : proveCopied(tools, request);
}
async function proveCopied(tools, request) {
  const { docker, owner, temporaryFolder } = tools;
  const name = gateContainerName(owner.clock.now(), owner.random());
  const file = `.${name}`;
  try {
    const options = await confinementOptions(request.confinement, temporaryFolder);
    const created = await create(docker, [...harmlessOptions(owner, name), ...options], file, request.imageId);
    if (!succeeded(created)) return ran("create", "copied", created);
    await copy(docker, name, await programArchive(file, request.program));
    return ran("start", "copied", await start(tools, name, created));
  } finally {
    await removeContainer(docker, name);
  }
}
async function proveCommitted(tools, request) {
  const { docker, owner, temporaryFolder } = tools;
  const now = owner.clock.now();
  const [draft, name, tag] = [
    gateContainerName(now, owner.random()),
    gateContainerName(now, owner.random()),
    gateTag(now, owner.random())
  ];
  const file = `.${name}`;
  try {
    const drafted = await create(docker, harmlessOptions(owner, draft), file, request.imageId);
    if (!succeeded(drafted)) return ran("create", "committed", drafted);
    await copy(docker, draft, await programArchive(file, request.program));
    const committed = await docker(["commit", "--", draft, tag], { timeoutMs: COMMIT_MS, survivesCancel: true });
    if (!succeeded(committed)) throw notPutIn(committed, "an image with the program could not be made");
    const options = await confinementOptions(request.confinement, temporaryFolder);
    const created = await create(docker, [...harmlessOptions(owner, name), ...options], file, tag);
    if (!succeeded(created)) return ran("create", "committed", created);
    return ran("start", "committed", await start(tools, name, created));
  } finally {
    await removeContainer(docker, name);
    await removeContainer(docker, draft);
    await removeTag(docker, tag);
  }
}
function create(docker, options, file, image) {
  return docker(["create", ...options, "--workdir=/", `--entrypoint=/${file}`, "--", image], { timeoutMs: CREATE_MS });
}
async function copy(docker, name, archive) {
  const copied = await docker(["cp", "-", `${name}:/`], { stdin: archive });
  if (!succeeded(copied)) throw notPutIn(copied, "the program could not be copied into a container");
}
async function start({ docker, startMs = START_MS }, name, created) {
  const result = await docker(["start", "--attach", name], { timeoutMs: startMs, keepBytes: OUTPUT_BYTES });
  if (!result.timedOut) return result;
  const id = created.stdout.toString("utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(id)) throw unreadableAnswer('to "docker create"');
  await endContainerProcesses(id);
  if (await removeContainer(docker, name)) return result;
  throw new GateError({
    code: "PROOF-FAILED",
    what: `The start of a container hangs in the engine, and so does its removal (${name}).`,
    means: NO_VERDICT,
    todo: `On the engine's machine end the processes whose /proc/PID/cgroup names ${id.slice(0, 12)}, or restart the engine. Then look at the seccomp profile: refuse by SCMP_ACT_ERRNO with error number 1.`
  });
}
function ran(stage, method, result) {
  return {
    ...{ stage, method },
    exitCode: result.timedOut ? null : result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr.subarray(0, WORDS).toString("utf8").trim()
  };
}
function notPutIn(result, what) {
  return new GateError({
    code: "PROOF-FAILED",
    what: `To ask a running container, ${what}: ${visibleText(errorLine(result), 200)}.`,
    means: NO_VERDICT,
    todo: "Make sure that the engine has space left and that the image has a root folder that files can be put into."
  });
}

// src/adapters/docker-observe.ts
var POLL_MS = 250;
var FILE = "probe";
async function observeContainer(tools, request) {
  const { docker, owner, temporaryFolder } = tools;
  const now = owner.clock.now();
  const name = gateContainerName(now, owner.random());
  try {
    const options = [
      ...harmlessOptions(owner, name),
      ...await confinementOptions(request.confinement, temporaryFolder),
      ...request.tmpfs.map((target) => `--tmpfs=${target}`),
      ...entrypointOption(request.entrypoint)
    ];
    const rest = [...(request.entrypoint ?? []).slice(1), ...request.command ?? []];
    const created = await docker(["create", ...options, "--", request.imageId, ...rest], { timeoutMs: CREATE_MS });
    if (!succeeded(created)) return { state: "not-started", stderr: created.stderr.toString("utf8").slice(0, 2e3) };
    const started = await docker(["start", name], { timeoutMs: 3e4 });
    if (!succeeded(started)) return { state: "not-started", stderr: started.stderr.toString("utf8").slice(0, 2e3) };
    const ended = await waitFor(tools, name, request.waitMs);
    return ended ?? { state: "asked", afterMs: request.waitMs, stdout: await askBeside(tools, name, request.program) };
  } finally {
    await removeContainer(docker, name);
  }
}
function entrypointOption(entrypoint) {
  return entrypoint === void 0 ? [] : [`--entrypoint=${entrypoint[0] ?? ""}`];
}
async function waitFor({ docker, owner }, name, waitMs) {
  const begun = owner.clock.ticks();
  for (; ; ) {
    const afterMs = Math.round(owner.clock.ticks() - begun);
    const state = await docker(["container", "inspect", "--format={{.State.Running}} {{.State.ExitCode}}", "--", name]);
    const [, running, code] = /^(true|false) (-?\d{1,10})\s*$/.exec(state.stdout.toString("utf8")) ?? [];
    if (!succeeded(state) || running === void 0) throw unreadableAnswer('to "docker container inspect"');
    if (running === "false") return { state: "ended", exitCode: Number(code), afterMs };
    if (afterMs >= waitMs) return void 0;
    await sleep(Math.min(POLL_MS, waitMs - afterMs));
  }
}
async function askBeside({ docker, owner }, target, program) {
  const now = owner.clock.now();
  const name = gateContainerName(now, owner.random());
  const tag = gateTag(now, owner.random());
  try {
    const archive = await programArchive(FILE, program);
    const imported = await docker(["import", `--change=LABEL ${RUN_LABEL}=${owner.run}`, "-", tag], {
      stdin: archive,
      survivesCancel: true
    });
    if (!succeeded(imported)) throw notAsked(imported, "an image of it could not be made");
    const options = [
      ...harmlessOptions(owner, name),
      ...["--user=65534:65534", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--read-only"],
      ...[`--pid=container:${target}`, `--entrypoint=/${FILE}`]
    ];
    const created = await docker(["create", ...options, "--", tag]);
    if (!succeeded(created)) throw notAsked(created, "a container of it could not be made");
    const asked = await docker(["start", "--attach", name], { timeoutMs: 3e4 });
    if (!succeeded(asked)) throw notAsked(asked, "it could not be started");
    return asked.stdout;
  } finally {
    await removeContainer(docker, name);
    await removeTag(docker, tag);
  }
}
function notAsked(result, what) {
  return commandFailed(result, {
    code: "PROOF-FAILED",
    what: `To look at the image's own process the gate starts a program beside it, and ${what}`,
    todo: "Make sure that the engine works and has space left."
  });
}

// src/adapters/docker-pull.ts
var PULL_MS = 15 * 6e4;
async function pullImage(docker, reference, log) {
  const onLine = (line2) => log.line(line2);
  const result = await docker(["pull", "--", reference], { timeoutMs: PULL_MS, onLine, keep: "end" });
  if (succeeded(result)) return;
  throw commandFailed(result, {
    code: "IMAGE-NOT-FOUND",
    what: `The image ${visibleText(reference)} could not be pulled`,
    todo: "Check the name and tag; log in to the registry first (docker/login-action) if the image is private."
  });
}

// src/adapters/docker-run-build.ts
import { randomUUID } from "node:crypto";
import { rm as rm2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/adapters/docker-build-grammar.ts
import { isAbsolute } from "node:path";
var BUILD_ARG = /^[A-Za-z_][A-Za-z0-9_.-]*(?:=[^\0]*)?$/;
var BUILD_CONTEXT = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*=[^\0\r\n-][^\0\r\n]*$/;
var LABEL = /^[^\s=\0-][^\s=\0]*(?:=[^\0]*)?$/;
var CACHE = /^[^\s\0-][^\0\r\n]*$/;
var TARGET = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
var PLATFORM = /^[a-z0-9]+(?:\/[a-z0-9_]+){0,2}$/i;
var BUILDER = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
function refuseMalformed(request) {
  const { context, file, gateTag: gateTag2, target, platform, builder } = request;
  if (!isAbsolute(context) || !isAbsolute(file)) throw malformed("The build context or Dockerfile is no absolute path");
  if (parseGateTag(gateTag2) === void 0) throw new Error(`not a gate tag: ${gateTag2}`);
  refuseEntries("build-args", request.buildArgs, "NAME=value or NAME", BUILD_ARG);
  refuseEntries("build-contexts", request.buildContexts, "name=source", BUILD_CONTEXT);
  refuseEntries("labels", request.labels, "name=value", LABEL);
  refuseEntries("cache-from", request.cacheFrom, "an image or type=\u2026", CACHE);
  refuseEntries("cache-to", request.cacheTo, "type=\u2026", CACHE);
  if (target !== void 0 && !TARGET.test(target)) throw malformed("target is not the name of a stage");
  if (platform !== void 0 && !PLATFORM.test(platform)) throw malformed("platforms is not one os/architecture");
  if (builder !== void 0 && !BUILDER.test(builder)) throw malformed("builder is not the name of a builder");
  for (const [index, secret] of request.secrets.entries()) refuseSecret(index, secret);
}
function inheritedNames(request) {
  const args = request.buildArgs.filter((arg) => !arg.includes("="));
  const secrets = request.secrets.map((secret) => secretFields(secret)?.get("env"));
  return [.../* @__PURE__ */ new Set([...args, ...secrets.filter((name) => name !== void 0)])];
}
function refuseEntries(setting, entries, shape, grammar) {
  const bad = entries.findIndex((entry) => !grammar.test(entry));
  if (bad >= 0) throw malformed(`Line ${bad + 1} of ${setting} is not ${shape}`);
}
function refuseSecret(index, secret) {
  const line2 = `Line ${index + 1} of secrets`;
  const fields = secretFields(secret);
  const id = fields?.get("id") ?? "";
  const source = fields?.get("src") ?? fields?.get("source");
  const env = fields?.get("env");
  if (fields === void 0 || !/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(id) || source === void 0 === (env === void 0)) {
    throw malformed(`${line2} is not id=NAME,env=VARIABLE or id=NAME,src=PATH`);
  }
  if (source === "") throw malformed(`${line2} names an empty path`);
  if (env !== void 0 && !mayInherit(env)) {
    throw malformed(`${line2} asks for the variable ${visibleText(env, 100)}, which no build is given`);
  }
}
function secretFields(secret) {
  if (/["\0\r\n]/.test(secret)) return void 0;
  const fields = /* @__PURE__ */ new Map();
  for (const part of secret.split(",")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    if (at < 0 || !["id", "env", "src", "source", "type"].includes(name) || fields.has(name)) return void 0;
    fields.set(name, part.slice(at + 1));
  }
  return fields;
}
function malformed(what) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${what}.`,
    means: NO_VERDICT,
    todo: "Correct the input; action.yml and --help say what each of them looks like."
  });
}

// src/adapters/docker-build.ts
function chooseBuilder(engine) {
  if (engine.os === "windows") return "classic";
  if (engine.buildxVersion !== void 0) return "buildx";
  const major = Number(/^(\d+)\./.exec(engine.clientVersion)?.[1] ?? Number.POSITIVE_INFINITY);
  return major < 23 ? "embedded-buildkit" : "classic";
}
function buildCommand(request, engine, files) {
  refuseMalformed(request);
  const builder = chooseBuilder(engine);
  refuseUnsupported(request, builder);
  const common = [
    `--file=${request.file}`,
    `--tag=${request.gateTag}`,
    `--iidfile=${files.iidFile}`,
    ...optional2("target", request.target),
    ...optional2("platform", request.platform),
    ...each("build-arg", request.buildArgs),
    ...each("label", request.labels),
    ...each("cache-from", request.cacheFrom),
    ...request.pull ? ["--pull"] : [],
    ...request.noCache ? ["--no-cache"] : []
  ];
  const args = [...subcommand(builder, engine, files), ...common, ...buildKitOptions(request, builder, files)];
  return { args: [...args, "--", request.context], env: environment(builder), inherit: inheritedNames(request) };
}
function subcommand(builder, engine, { layoutFolder: layoutFolder2 }) {
  if (builder !== "buildx") return ["build"];
  const old = /^v0\.[0-9]\./.test(engine.buildxVersion ?? "") && !engine.buildxVersion?.startsWith("v0.0.");
  const outputs = layoutFolder2 === void 0 ? void 0 : layoutOutputs(layoutFolder2);
  return ["buildx", "build", ...outputs ?? ["--load"], ...old ? [] : ["--provenance=false"]];
}
function layoutOutputs(folder) {
  return /[",\n\r]/.test(folder) ? void 0 : ["--output=type=docker", `--output=type=oci,dest=${folder},tar=false`];
}
function buildKitOptions(request, builder, files) {
  if (builder === "classic") return [];
  const both = ["--progress=plain", ...each("secret", request.secrets)];
  if (builder === "embedded-buildkit") return both;
  return [
    ...both,
    `--metadata-file=${files.metadataFile}`,
    ...optional2("builder", request.builder),
    ...each("build-context", request.buildContexts),
    ...each("cache-to", request.cacheTo)
  ];
}
function environment(builder) {
  if (builder !== "buildx") return { DOCKER_BUILDKIT: builder === "classic" ? "0" : "1" };
  return { BUILDX_GIT_INFO: "false", BUILDX_METADATA_PROVENANCE: "disabled" };
}
function refuseUnsupported(request, builder) {
  for (const [setting, caches] of [
    ["cache-from", request.cacheFrom],
    ["cache-to", request.cacheTo]
  ]) {
    if (!caches.some((cache) => /(?:^|,)\s*type\s*=\s*gha\s*(?:,|$)/i.test(cache))) continue;
    throw unsupported(
      `${setting} with type=gha needs the runner's own token, which the gate gives to no build`,
      "Use type=registry, or type=local together with actions/cache."
    );
  }
  const needs = [
    ["secrets", builder === "classic" && request.secrets.length > 0],
    ["build-contexts", builder !== "buildx" && request.buildContexts.length > 0],
    ["cache-to", builder !== "buildx" && request.cacheTo.length > 0],
    ["builder", builder !== "buildx" && request.builder !== void 0],
    ["cache-from with type=\u2026", builder === "classic" && request.cacheFrom.some((cache) => cache.includes("="))]
  ];
  const missing = needs.filter(([, asked]) => asked).map(([setting]) => setting);
  if (missing.length === 0) return;
  const name = builder === "classic" ? "the classic builder" : "the engine's embedded BuildKit without buildx";
  throw unsupported(
    `The only builder here is ${name}, which can't do: ${missing.join(", ")}`,
    "Install the buildx plugin of the Docker client, for example with the action docker/setup-buildx-action."
  );
}
function unsupported(what, todo) {
  return new GateError({ code: "BUILDER-UNSUPPORTED", what: `${what}.`, means: NO_VERDICT, todo });
}
function optional2(name, value) {
  return value === void 0 ? [] : [`--${name}=${value}`];
}
function each(name, values) {
  return values.map((value) => `--${name}=${value}`);
}

// src/adapters/docker-layout.ts
async function canWriteLayout(docker, engine, { builder: named, layoutFolder: layoutFolder2 }) {
  if (layoutFolder2 === void 0 || layoutOutputs(layoutFolder2) === void 0) return false;
  if (Number(/^(\d+)\./.exec(engine.serverVersion)?.[1] ?? Number.POSITIVE_INFINITY) < 26) return false;
  if (chooseBuilder(engine) !== "buildx" || /^v0\.(?:[1-9]|1[0-2])\./.test(engine.buildxVersion ?? "")) return false;
  const name = named === void 0 ? [] : ["--", named];
  const [info, inspect] = await Promise.all([
    docker(["info", "--format={{json .DriverStatus}}"]),
    docker(["buildx", "inspect", ...name])
  ]);
  if (!succeeded(info) || !succeeded(inspect)) return false;
  const containerd = info.stdout.toString("utf8").includes("io.containerd.snapshotter");
  return containerd && /^Driver:\s+docker\s*$/m.test(inspect.stdout.toString("utf8"));
}

// src/adapters/layout-folder.ts
import { constants, createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
var PIECE = 1024 * 1024;
var DIGEST = /^sha256:([0-9a-f]{64})$/;
function layoutFolder(folder) {
  const blobPath = (digest) => {
    const hex = DIGEST.exec(digest)?.[1];
    if (hex === void 0) throw new Error("a blob was asked for by something that is no digest");
    return join(folder, "blobs", "sha256", hex);
  };
  return {
    index: (limit) => readFile2(join(folder, "index.json"), limit),
    small: (digest, limit) => readFile2(blobPath(digest), limit),
    blob: async (digest, take) => {
      try {
        const file = await open(blobPath(digest), constants.O_RDONLY | constants.O_NOFOLLOW);
        const stream = createReadStream("", { fd: file, highWaterMark: PIECE });
        for await (const chunk of stream) if (Buffer.isBuffer(chunk)) await take(chunk);
      } catch (error) {
        if (error instanceof GateError) throw error;
        throw unreadable(error);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }).catch(() => void 0)
  };
}
async function readFile2(path2, limit) {
  const file = await open(path2, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => void 0);
  if (file === void 0) return void 0;
  try {
    const { size } = await file.stat();
    if (size > limit) return void 0;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size), position: 0 });
    return bytesRead === size ? buffer : void 0;
  } finally {
    await file.close();
  }
}
function unreadable(error) {
  const why = error instanceof Error && "code" in error ? String(error.code) : "it ended too early";
  return new GateError(
    {
      code: "IMAGE-UNREADABLE",
      what: `A layer that the builder wrote can't be read (${why}).`,
      means: NO_VERDICT,
      todo: "Make sure that the runner's temporary folder has room and is left alone, and run the gate again."
    },
    error
  );
}

// src/adapters/docker-run-build.ts
var SHOWN_LINES = 20;
var MAX_FILE = 1024 * 1024;
async function runBuild(docker, engine, request, temporaryFolder) {
  const name = join2(temporaryFolder, `build-${randomUUID()}`);
  const layout = await canWriteLayout(docker, engine, request) ? request.layoutFolder : void 0;
  const files = {
    ...{ iidFile: `${name}.iid`, metadataFile: `${name}.json` },
    ...layout !== void 0 && { layoutFolder: layout }
  };
  const command = buildCommand(request, engine, files);
  const lastLines = [];
  const onLine = (line2) => {
    request.log.line(line2);
    if (line2.trim() === "") return;
    lastLines.push(visibleText(line2));
    if (lastLines.length > SHOWN_LINES) lastLines.shift();
  };
  try {
    const { env, inherit } = command;
    const { timeoutMs, logFile } = request;
    const how = { env, inherit, timeoutMs, onLine, teeFile: logFile, keep: "end", keepBytes: 64 * 1024 };
    const result = await docker(command.args, how);
    if (!succeeded(result)) throw buildFailed(result, request, lastLines);
    const id = await identify(docker, await candidates(files), request.gateTag, lastLines);
    const built = { id, builder: chooseBuilder(engine), durationMs: result.durationMs };
    return layout === void 0 ? built : { ...built, layout: layoutFolder(layout) };
  } finally {
    await Promise.all([rm2(files.iidFile, { force: true }), rm2(files.metadataFile, { force: true })]);
  }
}
var Metadata = object({
  "containerimage.digest": optional(string()),
  "containerimage.config.digest": optional(string())
});
async function candidates(files) {
  const iid = (await readSmallFile(files.iidFile, MAX_FILE))?.trim();
  const metadata = safeParse(Metadata, parseJson2(await readSmallFile(files.metadataFile, MAX_FILE) ?? ""));
  const digests = metadata.success ? Object.values(metadata.output) : [];
  if (iid === void 0 || !isImageId(iid)) return [];
  return [.../* @__PURE__ */ new Set([iid, ...digests.filter((digest) => digest !== void 0).filter(isImageId)])];
}
async function identify(docker, digests, gateTag2, lastLines) {
  for (const digest of digests) {
    const image = await inspectImage(docker, digest).catch(ifUnknown);
    if (image === void 0 || !digests.includes(image.id)) continue;
    const tagged = await inspectImage(docker, gateTag2).catch(ifUnknown);
    if (tagged?.id !== image.id) throw tagMoved(gateTag2, image.id, tagged?.id);
    return image.id;
  }
  throw new GateError({
    code: "BUILD-NO-IMAGE",
    what: digests.length === 0 ? "The build ended without an error and without naming an image." : `The build named an image that the engine does not have (${digests.join(", ")}).`,
    means: NO_VERDICT,
    todo: "Use a builder that loads its result into the engine, and see the build log.",
    details: lastLines
  });
}
function ifUnknown(error) {
  if (error instanceof GateError && error.code === "IMAGE-NOT-FOUND") return void 0;
  throw error;
}
function tagMoved(gateTag2, built, found) {
  return new GateError({
    code: "IMAGE-CHANGED",
    what: `The gate's own tag ${gateTag2} does not lead to the image that was built (${built}) but to ${found ?? "none"}.`,
    means: NO_VERDICT,
    todo: "Find out what else on this engine changes tags, and run the gate again."
  });
}
function buildFailed(result, request, lastLines) {
  const unreachable = engineUnreachable(result);
  if (unreachable !== void 0) return new GateError({ ...unreachable, details: lastLines });
  if (result.timedOut) {
    return new GateError({
      code: "BUILD-TIMEOUT",
      what: `The build was not finished after ${Math.round(request.timeoutMs / 1e3)} s and was ended.`,
      means: NO_VERDICT,
      todo: "Look for the step that hangs in the last lines below, or make the build faster with a cache.",
      details: lastLines
    });
  }
  if (/is not supported for the docker driver/i.test(lastLines.join("\n"))) {
    return new GateError({
      code: "BUILDER-UNSUPPORTED",
      what: "buildx's builder for this engine can't do what was asked for.",
      means: NO_VERDICT,
      todo: "Create a builder of the docker-container driver (docker/setup-buildx-action) and name it in builder.",
      details: lastLines
    });
  }
  const memory = result.signal === "SIGKILL" ? " Often the machine had no memory left." : "";
  return new GateError({
    code: "BUILD-FAILED",
    what: `The image could not be built (${howItEnded(result)}).${memory}`,
    means: NO_VERDICT,
    todo: 'Repair the build; its last lines are below; a runner has the whole log in the group "Build".',
    details: lastLines
  });
}

// src/adapters/docker-save.ts
var SAVE_MS = 60 * 60 * 1e3;
async function saveImage(docker, imageId, take) {
  const result = await docker(["image", "save", "--", imageId], { timeoutMs: SAVE_MS, onBytes: take });
  if (succeeded(result)) return;
  const full = /no space left on device|disk quota exceeded/i.test(result.stderr.toString("utf8"));
  throw commandFailed(result, {
    code: full ? "NO-SPACE" : "IMAGE-UNREADABLE",
    what: `The engine could not hand out the image ${visibleText(imageId)}`,
    todo: full ? "Make room on the disk of the engine, which writes the image there once more while it saves it: docker system df shows what takes it." : 'Run "docker image save" on it to see why; build or pull the image again.'
  });
}

// src/adapters/docker-security.ts
var text2 = pipe(string(), maxLength(400));
var Info = object({
  SecurityOptions: nullish(array(text2), []),
  KernelVersion: text2,
  DefaultRuntime: nullish(text2, ""),
  Runtimes: nullish(record(text2, unknown()), {})
});
async function readEngineSecurity(docker) {
  const result = await docker(["info", "--format={{json .}}"], { timeoutMs: 6e4 });
  if (!succeeded(result)) {
    throw commandFailed(result, {
      code: "DOCKER-UNAVAILABLE",
      what: "The engine could not say how it confines containers",
      todo: 'Make "docker info" work for the user that runs the job.'
    });
  }
  const parsed = safeParse(Info, parseJson2(result.stdout.toString("utf8")));
  if (!parsed.success) throw unreadableAnswer('to "docker info"');
  const { SecurityOptions, KernelVersion, DefaultRuntime, Runtimes } = parsed.output;
  const options = new Map((SecurityOptions ?? []).map(nameAndRest));
  return {
    seccomp: options.has("seccomp"),
    seccompProfile: /^profile=(.*)$/.exec(options.get("seccomp") ?? "")?.[1] ?? "",
    apparmor: options.has("apparmor"),
    selinux: options.has("selinux"),
    rootless: options.has("rootless"),
    userNamespace: options.has("userns"),
    noNewPrivileges: options.has("no-new-privileges"),
    kernelVersion: KernelVersion,
    defaultRuntime: DefaultRuntime ?? "",
    runtimes: Object.keys(Runtimes ?? {})
  };
}
function nameAndRest(option) {
  const [, name = option, rest = ""] = /^name=([^,]*)(?:,(.*))?$/.exec(option) ?? [];
  return [name, rest];
}

// src/adapters/docker.ts
function createDockerEngine(options) {
  const { processes, clock, log, temporaryFolder, run, workspace = process.cwd() } = options;
  const docker = dockerCommand(processes, workspace, log);
  const owner = { clock, run, random: () => randomBytes2(8).toString("hex") };
  let description;
  const describe = () => {
    description ??= describeEngine(docker);
    return description;
  };
  let asked;
  let names;
  return {
    describe,
    security: () => {
      asked ??= readEngineSecurity(docker);
      return asked;
    },
    build: async (request) => {
      const engine = await describe();
      return runBuild(docker, engine, request, temporaryFolder);
    },
    inspect: (reference) => inspectImage(docker, reference),
    has: async (reference) => {
      names ??= imageNames(docker);
      return isAmong(await names, reference);
    },
    history: (imageId) => readHistory(docker, imageId),
    pull: (reference, group) => pullImage(docker, reference, group),
    save: (imageId, take) => saveImage(docker, imageId, take),
    readTextFiles: (imageId, paths) => readFromImage(docker, owner, imageId, paths),
    readPrograms: (imageId, lists, limit) => readProgramsFromImage(docker, owner, imageId, lists, limit),
    prove: (request) => proveContainer({ docker, owner, temporaryFolder }, request),
    observe: (request) => observeContainer({ docker, owner, temporaryFolder }, request),
    tag: async (imageId, reference) => {
      const result = await docker(["image", "tag", "--", imageId, reference], { survivesCancel: true });
      if (succeeded(result)) return;
      throw commandFailed(result, {
        code: "TOOL-FAILED",
        what: `The image could not be given the tag ${visibleText(reference)}`,
        todo: "Check that the tag is a valid image name and that the engine works."
      });
    },
    withdraw: async (reference) => {
      const result = await docker(["image", "rm", "--no-prune", "--", reference], { survivesCancel: true });
      if (!succeeded(result)) log?.debug(`the tag ${reference} could not be taken away again`);
    },
    untag: (reference) => removeTag(docker, reference),
    cleanUp: async (olderThanMs) => {
      const before = new Date(clock.now().getTime() - olderThanMs);
      await cleanUpEngine(docker, { run, before, ...log && { log } });
    }
  };
}
export {
  createDockerEngine
};
