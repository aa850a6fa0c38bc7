import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  CHECK_KEYS,
  CHECK_OFF,
  DENIED_CALLS,
  MAX_POLICY_BYTES,
  POLICY_KEYS,
  POLICY_KEY_NAMES,
  SECCOMP_KEYS,
  isLaterVersion,
  shown
} from "./chunk-FRY3JDB4.js";
import {
  require_dist
} from "./chunk-YPMRZ63N.js";
import {
  nearest
} from "./chunk-IBWQRVCY.js";
import {
  safeParse
} from "./chunk-A7YDC5XQ.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import {
  __toESM
} from "./chunk-NWB2I6WU.js";

// src/settings/policy-demands.ts
function readMustDeny(seccomp, reader, mistakes) {
  const none = /* @__PURE__ */ new Map();
  if (seccomp === void 0) return none;
  if (seccomp.entries === void 0) {
    const text = `seccomp is ${shown(seccomp.value)}; write a mapping with must-deny.`;
    mistakes.push({ kind: "invalid", ...seccomp.place, text });
    return none;
  }
  reader.refuseUnknown(seccomp.entries, Object.keys(SECCOMP_KEYS), "seccomp.");
  const services = seccomp.entries.get("must-deny")?.entries;
  if (services === void 0) {
    const all = reader.value(seccomp.entries, "must-deny", DENIED_CALLS, "invalid", "seccomp.");
    return all === void 0 ? none : /* @__PURE__ */ new Map([["", all]]);
  }
  const lists = /* @__PURE__ */ new Map();
  for (const name of services.keys()) {
    const list = reader.value(services, name, DENIED_CALLS, "invalid", "seccomp.must-deny.");
    if (list !== void 0) lists.set(name, list);
  }
  return lists;
}

// src/settings/policy-mistakes.ts
var MOST_MISTAKES = 100;
function firstMistakes(mistakes, untold) {
  const count = mistakes.length + untold;
  const left = mistakes.slice(MOST_MISTAKES);
  const next = left[0] ?? mistakes.at(-1);
  if (count <= MOST_MISTAKES && untold === 0 || next === void 0) return { mistakes, count };
  const told = mistakes.slice(0, MOST_MISTAKES);
  const kind = left.find((mistake) => mistake.kind === "invalid")?.kind ?? next.kind;
  return { mistakes: [...told, { ...next, kind, text: `${count - told.length} more mistakes from here on` }], count };
}
function strangerList(mistakes) {
  let count = 0;
  return {
    add: (mistake) => {
      count += 1;
      if (count <= MOST_MISTAKES + 1) mistakes.push(mistake());
    },
    untold: () => Math.max(0, count - MOST_MISTAKES - 1)
  };
}

// src/settings/yaml-mapping.ts
var import_yaml2 = __toESM(require_dist(), 1);

// src/settings/yaml-size.ts
var import_yaml = __toESM(require_dist(), 1);
var MAX_DEPTH = 20;
var MAX_BRACKETS = 300;
var MAX_PARTS = 2e4;
var MAX_BACKSLASHES = 1e3;
function refuseSize(text) {
  return tooDeep(text) ?? tooManyParts(text);
}
function tooDeep(text) {
  let line = 0;
  let opens = 0;
  let backslashes = 0;
  for (const content of text.split(/\r?\n/)) {
    line += 1;
    opens += content.match(/[[{]/g)?.length ?? 0;
    backslashes += content.match(/\\/g)?.length ?? 0;
    const dashes = /^[ \t]*((?:[-?][ \t]+)*)/.exec(content)?.[1]?.replace(/[ \t]/g, "").length ?? 0;
    const indent = /^ */.exec(content)?.[0].length ?? 0;
    if (dashes > MAX_DEPTH || indent > 200)
      return { line, column: 1, text: `is nested more than ${MAX_DEPTH} levels deep` };
    if (opens > MAX_BRACKETS)
      return { line, column: 1, text: `more than ${MAX_BRACKETS} brackets are opened; write a key a line instead` };
    if (backslashes > MAX_BACKSLASHES)
      return { line, column: 1, text: `more than ${MAX_BACKSLASHES} backslashes stand in the file; leave them out` };
  }
  return void 0;
}
function tooManyParts(text) {
  let line = 1;
  let parts = 0;
  for (const part of new import_yaml.Lexer().lex(text)) {
    parts += 1;
    if (parts > MAX_PARTS)
      return { line, column: 1, text: `the file has more than ${MAX_PARTS} words and signs; write a shorter one` };
    for (let at = part.indexOf("\n"); at >= 0; at = part.indexOf("\n", at + 1)) line += 1;
  }
  return void 0;
}

// src/settings/yaml-text.ts
var MOST_PLACES = 5;
var REFUSED = [
  // What the decoder puts where bytes are no UTF-8: UTF-16, Latin-1, a character cut in two.
  [/\ufffd/g, () => "holds bytes that are no UTF-8 (or the character U+FFFD); save the file as UTF-8"],
  // YAML 1.2.2, 5.1 "Character Set": what is not c-printable. A byte order mark may begin the text.
  [
    new RegExp("(?![\\t\\n\\r\\x85])\\p{Cc}|[\\ufffe\\uffff]|(?<!^)\\ufeff", "gu"),
    () => "holds a control character, which has no place in YAML; leave it out"
  ],
  // Who reviews the file must see what the gate reads (Unicode Technical Standard 55). Cf: bidirectional controls,
  // zero-width characters, tags, the soft hyphen. The other four are letters that draw nothing.
  [
    new RegExp("(?!\\ufeff)\\p{Cf}|[\\u115f\\u1160\\u3164\\uffa0]", "gu"),
    (found) => `holds a character that can't be seen (${codePoint(found)}); leave it out`
  ],
  // Line breaks of YAML 1.1 (5.4 there), and CR alone of 1.2 too: a comment ends there for some readers only.
  [/[\x85\u2028\u2029]|\r(?!\n)/g, () => "holds a character that ends the line for some readers only; leave it out"],
  [/^%/gm, () => "is a directive (%\u2026); leave it out"]
];
function refuseText(text) {
  const mistakes = [];
  let untold = 0;
  for (const [pattern, what] of REFUSED) {
    let told = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      told += 1;
      if (told <= MOST_PLACES) mistakes.push({ ...placeOf(text, index), text: what(found) });
      else untold += 1;
    }
  }
  return { mistakes, untold };
}
function codePoint(character) {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
function placeOf(text, index) {
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

// src/settings/yaml-mapping.ts
var MAX_MISTAKES = 100;
function readYamlMapping(text) {
  const refused = refuseText(text);
  if (refused.mistakes.length > 0) return { entries: /* @__PURE__ */ new Map(), ...refused };
  const size = refuseSize(text);
  if (size !== void 0) return nothing(size);
  const counter = new import_yaml2.LineCounter();
  const at = (offset) => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parse(text, counter);
  if ("text" in document) return nothing(document);
  const list = mistakeList(at);
  for (const { code, message, pos } of [...document.errors, ...document.warnings])
    list.add(pos[0], yamlWords(code, message, text.slice(pos[0], pos[0] + 3)));
  const { contents } = document;
  if ((0, import_yaml2.isMap)(contents)) {
    const entries = walker(at, list).mapping(contents, 0);
    return { entries, ...list.told() };
  }
  if (list.count() > 0) return { entries: /* @__PURE__ */ new Map(), ...list.told() };
  const what = contents === null || (0, import_yaml2.isScalar)(contents) && contents.value === null ? "is empty" : (0, import_yaml2.isSeq)(contents) ? "is a list" : "is a single value";
  const place = at(contents?.range?.[0]);
  return nothing({ ...place, text: `the file ${what}; write a mapping: one "key: value" a line` });
}
function parse(text, lineCounter) {
  try {
    return (0, import_yaml2.parseDocument)(text, {
      schema: "core",
      version: "1.2",
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false
    });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { line: 1, column: 1, text: `is no YAML that can be read: ${visibleText(reason, 120)}` };
  }
}
function nothing(mistake) {
  return { entries: /* @__PURE__ */ new Map(), mistakes: [mistake], untold: 0 };
}
function yamlWords(code, message, start) {
  if (code === "MULTIPLE_DOCS")
    return `a second document begins here${start === "---" ? ' ("---")' : ', after "..."'}; write one`;
  return `is no YAML: ${visibleText(message, 160)}`;
}
function mistakeList(at) {
  const mistakes = [];
  let count = 0;
  return {
    add: (offset, text) => {
      count += 1;
      if (count <= MAX_MISTAKES) mistakes.push({ ...at(offset), text });
    },
    count: () => count,
    told: () => ({ mistakes, untold: count - mistakes.length })
  };
}
function walker(at, list) {
  const wrong = (node, text) => list.add(node?.range?.[0], text);
  const plain2 = (node, depth) => {
    if (node === null) return null;
    if (depth > MAX_DEPTH) return void wrong(node, `is nested more than ${MAX_DEPTH} levels deep`);
    if ((0, import_yaml2.isAlias)(node)) return void wrong(node, "is an alias (*name); write the value itself");
    if ("anchor" in node && node.anchor !== void 0) return void wrong(node, "has an anchor (&name); leave it out");
    if (isExplicitTag(node)) return void wrong(node, "has a tag (!name); leave it out");
    if ((0, import_yaml2.isScalar)(node)) return node.value;
    if ((0, import_yaml2.isSeq)(node)) return node.items.map((item) => plain2(item, depth + 1));
    if ((0, import_yaml2.isMap)(node)) return mapping(node, depth);
    return void wrong(node, "is nothing that is known here");
  };
  const mapping = (map, depth) => {
    const entries = /* @__PURE__ */ new Map();
    for (const pair of map.items) {
      const { key, value: node } = pair;
      if (!(0, import_yaml2.isScalar)(key) || typeof key.value !== "string") {
        wrong(key, "is a key that is not text");
        continue;
      }
      if (isExplicitTag(key) || "anchor" in key && key.anchor !== void 0)
        wrong(key, "is a key with a tag or an anchor");
      if (key.value === "<<") {
        wrong(key, "is a merge key (<<); write the values themselves");
        continue;
      }
      if (entries.has(key.value)) wrong(key, `${visibleText(key.value, 60)} stands twice`);
      const before = list.count();
      const value = plain2(node, depth + 1);
      if (list.count() > before) continue;
      const keyPlace = at(key.range?.[0]);
      const place = node?.range === void 0 || node.range === null ? keyPlace : at(node.range[0]);
      entries.set(
        key.value,
        value instanceof Map ? { value, place, keyPlace, entries: value } : { value, place, keyPlace }
      );
    }
    return entries;
  };
  return { mapping };
}
function isExplicitTag(node) {
  return "tag" in node && node.tag !== void 0;
}

// src/settings/policy-file.ts
function readPolicyFile(text, name, checkIds) {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) {
    const large = `the file has more than ${MAX_POLICY_BYTES} bytes`;
    return { mistakes: [{ kind: "invalid", line: 1, column: 1, text: large }], count: 1 };
  }
  const { entries, ...yaml } = readYamlMapping(text);
  const mistakes = yaml.mistakes.map((mistake) => ({ ...mistake, kind: "invalid" }));
  const strangers = strangerList(mistakes);
  const reader = keyReader(name, mistakes, strangers);
  reader.value(entries, "version", POLICY_KEYS.version.schema, isLater(entries.get("version")) ? "too-new" : "invalid");
  const scanner = reader.value(entries, "scanner", POLICY_KEYS.scanner.schema);
  const file = {
    ...present("preset", reader.value(entries, "preset", POLICY_KEYS.preset.schema)),
    ...present("mode", reader.value(entries, "mode", POLICY_KEYS.mode.schema)),
    ...present("failOn", reader.value(entries, "fail-on", POLICY_KEYS["fail-on"].schema)),
    ...present("inherited", reader.value(entries, "inherited", POLICY_KEYS.inherited.schema)),
    ...present("onlyFixed", reader.value(entries, "only-fixed", POLICY_KEYS["only-fixed"].schema)),
    ...present("scanner", readScanner(scanner, entries.get("scanner"), mistakes)),
    mustDeny: readMustDeny(entries.get("seccomp"), reader, mistakes),
    ...present("observe", reader.value(entries, "observe", POLICY_KEYS.observe.schema)),
    checks: readChecks(entries.get("checks"), reader, checkIds, mistakes, strangers)
  };
  reader.refuseUnknown(entries, [...POLICY_KEY_NAMES, "checks"], "");
  if (mistakes.length === 0) return { file, mistakes, count: 0 };
  const sorted = mistakes.sort((a, b) => a.line - b.line || a.column - b.column);
  return firstMistakes(sorted, yaml.untold + strangers.untold());
}
function isLater(version) {
  return version !== void 0 && isLaterVersion(version.value);
}
function present(key, value) {
  return value === void 0 ? {} : { [key]: value };
}
function keyReader(name, mistakes, strangers) {
  return {
    refuseUnknown: (entries, known, prefix) => {
      for (const [key, { keyPlace }] of entries) {
        if (!known.includes(key)) strangers.add(() => unknownKey(key, keyPlace, known, prefix));
      }
    },
    value: (entries, key, schema, kind = "invalid", prefix = "") => {
      const entry = entries.get(key);
      if (entry === void 0) return void 0;
      const parsed = safeParse(schema, plain(entry), { abortEarly: true });
      if (parsed.success) return { value: parsed.output, from: `${name}:${entry.keyPlace.line}` };
      const [issue] = parsed.issues;
      mistakes.push({ kind, ...entry.place, text: `${prefix}${key} ${issue.message}` });
      return void 0;
    }
  };
}
function unknownKey(key, place, known, prefix) {
  const near = nearest(key.replaceAll("_", "-"), known);
  const hint = near === void 0 ? ` Known here: ${known.join(", ")}.` : ` Did you mean ${near}?`;
  return { kind: "invalid", ...place, text: `${prefix}${visibleText(key, 60)}: there is no such key.${hint}` };
}
function plain({ value, entries }) {
  return entries === void 0 ? value : {};
}
function readScanner(given, entry, mistakes) {
  if (given === void 0 || entry === void 0) return void 0;
  const scanners = typeof given.value === "string" ? [given.value] : given.value;
  const wanted = [...new Set(scanners)].filter((scanner) => scanner !== "none");
  const wrong = (kind, text) => void mistakes.push({ kind, ...entry.place, text });
  if (scanners.length === 0) wrong("invalid", "scanner is an empty list; write none, or leave it out.");
  else if (wanted.length === 0) return { value: "none", from: given.from };
  else if (scanners.includes("none")) wrong("invalid", "scanner has none beside other scanners; write one of both.");
  else wrong("not-yet", `scanner is ${wanted.join(", ")}: this version of the gate has no scanner yet.`);
  return void 0;
}
function readChecks(entry, reader, checkIds, mistakes, strangers) {
  const rules = /* @__PURE__ */ new Map();
  if (entry === void 0) return rules;
  if (entry.entries === void 0) {
    const text = `checks is ${shown(entry.value)}; write a mapping: one "check-id: off" or "check-id: {\u2026}" a line.`;
    mistakes.push({ kind: "invalid", ...entry.place, text });
    return rules;
  }
  for (const [id, rule] of entry.entries) {
    if (!checkIds.includes(id)) strangers.add(() => unknownCheck(id, rule.keyPlace, checkIds));
    else rules.set(id, readRule(entry.entries, id, rule, reader));
  }
  return rules;
}
function unknownCheck(id, place, checkIds) {
  const near = nearest(id.replaceAll("_", "-"), checkIds);
  const text = `checks.${visibleText(id, 60)}: this version has no such check.`;
  if (near !== void 0) return { kind: "invalid", ...place, text: `${text} Did you mean ${near}?` };
  return { kind: "too-new", ...place, text };
}
function readRule(checks, id, rule, reader) {
  const { entries } = rule;
  if (entries === void 0) {
    const off = reader.value(checks, id, CHECK_OFF, "invalid", "checks.");
    return off === void 0 ? {} : { off: { value: true, from: off.from } };
  }
  const prefix = `checks.${id}.`;
  reader.refuseUnknown(entries, Object.keys(CHECK_KEYS), prefix);
  return {
    ...present("severity", reader.value(entries, "severity", CHECK_KEYS.severity.schema, "invalid", prefix)),
    ...present("failOn", reader.value(entries, "fail-on", CHECK_KEYS["fail-on"].schema, "invalid", prefix)),
    ...present("required", reader.value(entries, "required", CHECK_KEYS.required.schema, "invalid", prefix))
  };
}

export {
  readPolicyFile
};
