import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  SCANNERS,
  nearest
} from "./chunk-IBWQRVCY.js";
import {
  INHERITED,
  MODES,
  PRESETS
} from "./chunk-6STHQ2UI.js";
import {
  THRESHOLDS
} from "./chunk-UP547JJW.js";
import {
  array,
  boolean,
  description,
  literal,
  maxLength,
  minLength,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union
} from "./chunk-A7YDC5XQ.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/settings/policy-schema.ts
var POLICY_FILE = ".github/docker-security-gate.yml";
var MAX_POLICY_BYTES = 262144;
function key(definition) {
  return definition;
}
function word(words) {
  return picklist(words, ({ input }) => {
    const near = typeof input === "string" ? nearest(input, words) : void 0;
    const hint = near === void 0 ? "" : ` Did you mean ${near}?`;
    return `is ${shown(input)}; write ${words.length === 1 ? words[0] : `one of ${words.join(", ")}`}.${hint}`;
  });
}
var yesOrNo = boolean(({ input }) => `is ${shown(input)}; write true or false.`);
function shown(input) {
  if (typeof input === "string") return input === "" ? "empty" : visibleText(input, 40);
  if (input === null || input === void 0) return "empty";
  if (Array.isArray(input)) return "a list";
  return typeof input === "object" ? "a mapping" : visibleText(String(input), 40);
}
var systemCall = pipe(
  string(({ input }) => `has ${shown(input)} in its list; write names of system calls, such as mkdir.`),
  regex(
    /^[a-z_][a-z0-9_]{0,63}$/,
    ({ input }) => `has ${shown(input)} in its list, which is no name of a system call.`
  )
);
var DENIED_CALLS = pipe(
  array(systemCall, ({ input }) => `is ${shown(input)}; write a list of system calls, such as [mkdir, kill].`),
  minLength(1, () => "is an empty list; write names of system calls, or leave it out."),
  maxLength(64, () => "has more than 64 names.")
);
var SECCOMP_KEYS = {
  "must-deny": key({
    summary: "System calls that must be refused, with all that do the same: a list for whatever is judged, or a mapping of compose services to lists",
    schema: union([DENIED_CALLS, record(string(), DENIED_CALLS)]),
    default: "none"
  })
};
var POLICY_KEYS = {
  version: key({
    summary: "Form of this file",
    schema: literal(1, ({ input }) => versionMessage(input)),
    default: "1"
  }),
  preset: key({ summary: "Set of rules to begin with", schema: word(PRESETS), default: "default" }),
  mode: key({
    summary: "With warn a FAIL is shown as such and ends with exit code 0; NO VERDICT still ends with 2",
    schema: word(MODES),
    default: "enforce"
  }),
  "fail-on": key({
    summary: "Lowest severity that blocks",
    schema: word(THRESHOLDS),
    default: "the preset's: high, or medium with strict"
  }),
  inherited: key({
    summary: "Findings that an external base image brought: show them only, or let them block",
    schema: word(INHERITED),
    default: "show"
  }),
  scanner: key({
    summary: "Vulnerability scanners: one or a list, or none. Only none is available yet",
    schema: union([word(SCANNERS), array(word(SCANNERS))], ({ input }) => scannerMessage(input)),
    default: "grype, once scanning is there"
  }),
  "only-fixed": key({
    summary: "Vulnerabilities that nobody has fixed are shown and do not block; says nothing until scanning is there",
    schema: yesOrNo,
    default: "true"
  }),
  seccomp: key({
    summary: "Demands on the filter of system calls: `must-deny`, see below",
    schema: strictObject2(SECCOMP_KEYS),
    default: "none"
  }),
  observe: key({
    summary: "Also start the image's own program, without network, mounts or devices, and look at its process",
    schema: yesOrNo,
    default: "false"
  })
};
var POLICY_KEY_NAMES = Object.keys(POLICY_KEYS).filter((name) => name in POLICY_KEYS);
function isLaterVersion(input) {
  return typeof input === "number" && Number.isSafeInteger(input) && input > 1;
}
function versionMessage(input) {
  if (isLaterVersion(input)) return `is ${shown(input)}; this version of the gate reads version 1.`;
  return `is ${typeof input === "string" && input !== "" ? `the text "${shown(input)}"` : shown(input)}; write 1.`;
}
function scannerMessage(input) {
  const wrong = Array.isArray(input) ? input.find((entry) => !SCANNERS.some((known) => known === entry)) : input;
  const near = typeof wrong === "string" ? nearest(wrong, SCANNERS) : void 0;
  return `is ${shown(wrong)}; write one or a list of ${SCANNERS.join(", ")}.${near === void 0 ? "" : ` Did you mean ${near}?`}`;
}
var CHECK_KEYS = {
  severity: key({
    summary: "Severity of the check's findings, instead of its own",
    schema: word(THRESHOLDS),
    default: "the check's own"
  }),
  "fail-on": key({
    summary: "Lowest severity of the check's findings that blocks",
    schema: word(THRESHOLDS),
    default: "the policy's"
  }),
  required: key({
    summary: "The check must be answered: where it is not applicable there is no verdict",
    schema: literal(true, ({ input }) => `is ${shown(input)}; write true, or leave it out.`),
    default: "a check that is not applicable is shown as such"
  })
};
var CHECK_OFF = literal(
  "off",
  ({ input }) => `is ${shown(input)}; write off, or a mapping with severity, fail-on or required.`
);
var AVAILABLE_SCANNERS = union([literal("none"), pipe(array(literal("none")), minLength(1))]);
function strictObject2(keys) {
  const entries = Object.entries(keys).map(
    ([name, { schema, summary, default: standard }]) => [name, optional(pipe(schema, description(`${summary}. Default: ${standard}`)))]
  );
  return strictObject(Object.fromEntries(entries));
}

export {
  POLICY_FILE,
  MAX_POLICY_BYTES,
  shown,
  DENIED_CALLS,
  SECCOMP_KEYS,
  POLICY_KEYS,
  POLICY_KEY_NAMES,
  isLaterVersion,
  CHECK_KEYS,
  CHECK_OFF
};
