import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  isImageId,
  parseImageReference
} from "./chunk-ENXII3PS.js";
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

// src/evidence/built-image.ts
async function collectImage(engine, request) {
  let inspected;
  let layout;
  const image = await gapOnError(async () => {
    const description = await engine.describe();
    const found = request.kind === "build" ? await build(engine, request) : await resolve(engine, request);
    inspected = found.inspected;
    layout = found.layout;
    const { id, repoDigests } = found.inspected;
    const value = { id, repoDigests, origin: found.origin, engine: description };
    return { state: "known", value, source: engineSource(description, `image ${id}`) };
  });
  if (image.state !== "known" || inspected === void 0) return { image };
  return { image, inspected, ...layout !== void 0 && { layout } };
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
  const { id, builder, durationMs, layout } = await engine.build(request.build);
  const inspected = await engine.inspect(id);
  refuseOtherPlatform(inspected, request.build.platform);
  return { inspected, layout, origin: { kind: "built", builder, context, dockerfile, durationMs } };
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

export {
  collectImage,
  recheckImage,
  engineSource
};
