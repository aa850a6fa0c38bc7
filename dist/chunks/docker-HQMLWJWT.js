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
  succeeded,
  unreadableAnswer
} from "./chunk-CWLZ7ZXW.js";
import {
  mayInherit
} from "./chunk-HUZNVQSI.js";
import {
  gateRepository,
  parseGateContainerName,
  parseGateTag
} from "./chunk-ZZEJDDEK.js";
import {
  readSmallFile
} from "./chunk-BVOUBNQF.js";
import {
  isImageId
} from "./chunk-ENXII3PS.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-VWKTOC7P.js";
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
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/docker.ts
import { randomBytes } from "node:crypto";

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
  const lines = result.stdout.toString("utf8").split("\n").filter((text2) => text2 !== "");
  if (result.droppedBytes > 0 || lines.length > MOST_STEPS) {
    throw new GateError({ code: "IMAGE-UNREADABLE", what: `${what}: it is too large.`, means: NO_VERDICT, todo });
  }
  return lines.map(parseStep).reverse();
}
function parseStep(text2) {
  const parsed = safeParse(pipe(string(), parseJson(), line), text2);
  if (parsed.success) {
    const { CreatedBy: createdBy, Comment: comment, Size } = parsed.output;
    return { createdBy, comment, emptyLayer: Size === "0" || Size === "0B" };
  }
  throw new GateError({
    code: "IMAGE-UNREADABLE",
    what: `A step of the image's history has not the form that the Docker client gives (${visibleText(text2, 80)}).`,
    means: NO_VERDICT,
    todo: "Use a Docker client that the gate knows (20.10 or newer)."
  });
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
import { rm } from "node:fs/promises";
import { join } from "node:path";

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
  const { context, file, gateTag, target, platform, builder } = request;
  if (!isAbsolute(context) || !isAbsolute(file)) throw malformed("The build context or Dockerfile is no absolute path");
  if (parseGateTag(gateTag) === void 0) throw new Error(`not a gate tag: ${gateTag}`);
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
  const args = [...subcommand(builder, engine), ...common, ...buildKitOptions(request, builder, files)];
  return { args: [...args, "--", request.context], env: environment(builder), inherit: inheritedNames(request) };
}
function subcommand(builder, engine) {
  if (builder !== "buildx") return ["build"];
  const old = /^v0\.[0-9]\./.test(engine.buildxVersion ?? "") && !engine.buildxVersion?.startsWith("v0.0.");
  return ["buildx", "build", "--load", ...old ? [] : ["--provenance=false"]];
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

// src/adapters/docker-run-build.ts
var SHOWN_LINES = 20;
var MAX_FILE = 1024 * 1024;
async function runBuild(docker, engine, request, temporaryFolder) {
  const name = join(temporaryFolder, `build-${randomUUID()}`);
  const files = { iidFile: `${name}.iid`, metadataFile: `${name}.json` };
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
    return { id, builder: chooseBuilder(engine), durationMs: result.durationMs };
  } finally {
    await Promise.all([rm(files.iidFile, { force: true }), rm(files.metadataFile, { force: true })]);
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
async function identify(docker, digests, gateTag, lastLines) {
  for (const digest of digests) {
    const image = await inspectImage(docker, digest).catch(ifUnknown);
    if (image === void 0 || !digests.includes(image.id)) continue;
    const tagged = await inspectImage(docker, gateTag).catch(ifUnknown);
    if (tagged?.id !== image.id) throw tagMoved(gateTag, image.id, tagged?.id);
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
function tagMoved(gateTag, built, found) {
  return new GateError({
    code: "IMAGE-CHANGED",
    what: `The gate's own tag ${gateTag} does not lead to the image that was built (${built}) but to ${found ?? "none"}.`,
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

// src/adapters/docker.ts
function createDockerEngine(options) {
  const { processes, clock, log, temporaryFolder, run, workspace = process.cwd() } = options;
  const docker = dockerCommand(processes, workspace, log);
  const owner = { clock, run, random: () => randomBytes(8).toString("hex") };
  let description;
  const describe = () => {
    description ??= describeEngine(docker);
    return description;
  };
  return {
    describe,
    build: async (request) => {
      const engine = await describe();
      return runBuild(docker, engine, request, temporaryFolder);
    },
    inspect: (reference) => inspectImage(docker, reference),
    history: (imageId) => readHistory(docker, imageId),
    pull: (reference, group) => pullImage(docker, reference, group),
    readTextFiles: (imageId, paths) => readFromImage(docker, owner, imageId, paths),
    readPrograms: (imageId, lists, limit) => readProgramsFromImage(docker, owner, imageId, lists, limit),
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
