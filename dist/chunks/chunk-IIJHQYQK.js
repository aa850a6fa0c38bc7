import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/gate-tag.ts
var REPOSITORY = "docker-security-gate.local/build";
var CONTAINER_PREFIX = "docker-security-gate";
var STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})-([0-9a-f]{8,64})$/;
function gateTag(now, random) {
  return `${REPOSITORY}:${stamp(now, random)}`;
}
function gateTagOf(first, index) {
  return index === 0 ? first : `${first}${index.toString(16).padStart(4, "0")}`;
}
function parseGateTag(reference) {
  return reference.startsWith(`${REPOSITORY}:`) ? parseStamp(reference.slice(REPOSITORY.length + 1)) : void 0;
}
function gateRepository() {
  return REPOSITORY;
}
function gateContainerName(now, random) {
  return `${CONTAINER_PREFIX}-${stamp(now, random)}`;
}
function parseGateContainerName(name) {
  return name.startsWith(`${CONTAINER_PREFIX}-`) ? parseStamp(name.slice(CONTAINER_PREFIX.length + 1)) : void 0;
}
function stamp(now, random) {
  const text = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}-${random}`;
  if (!STAMP.test(text)) throw new Error(`not a gate stamp: ${text}`);
  return text;
}
function parseStamp(text) {
  const match = STAMP.exec(text);
  if (match === null) return void 0;
  const [, year, month, day, hour, minute, second, random = ""] = match;
  const madeAt = /* @__PURE__ */ new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(madeAt.getTime()) || stamp(madeAt, random) !== text) return void 0;
  return { madeAt, random };
}

export {
  gateTag,
  gateTagOf,
  parseGateTag,
  gateRepository,
  gateContainerName,
  parseGateContainerName
};
