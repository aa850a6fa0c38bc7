import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/image-reference.ts
var DEFAULT_REGISTRY = "docker.io";
var LEGACY_REGISTRY = "index.docker.io";
var LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
var REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]{2,45}\\])(?::[0-9]{1,5})?$`);
var COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
var TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
var DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
var IDENTIFIER = /^[0-9a-f]{64}$/;
var MAX_NAME = 255;
var MAX_TEXT = 1024;
function isImageId(text) {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
function parseImageReference(text) {
  if (text.length > MAX_TEXT) return void 0;
  const at = text.indexOf("@");
  const digest = at < 0 ? void 0 : text.slice(at + 1);
  if (digest !== void 0 && !DIGEST.test(digest)) return void 0;
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const tag = colon < 0 ? void 0 : named.slice(colon + 1);
  if (tag !== void 0 && !TAG.test(tag)) return void 0;
  const name = colon < 0 ? named : named.slice(0, colon);
  if (IDENTIFIER.test(name)) return void 0;
  const { registry, path } = splitName(name);
  if (!REGISTRY.test(registry) || !path.split("/").every((component) => COMPONENT.test(component))) return void 0;
  if (registry.length + 1 + path.length > MAX_NAME) return void 0;
  return { registry, path, ...tag !== void 0 && { tag }, ...digest !== void 0 && { digest } };
}
function splitName(name) {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const registry = !isHost || first === LEGACY_REGISTRY ? DEFAULT_REGISTRY : first;
  const path = isHost ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path };
}

export {
  isImageId,
  parseImageReference
};
