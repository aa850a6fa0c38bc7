import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/linux/seccomp-fields.ts
var NoProfile = class {
  why;
  line;
  constructor(why, line) {
    this.why = why;
    this.line = line;
  }
};
var MAX_COUNT = 2n ** 64n - 1n;
function readFields(what, node, known, notes) {
  const members = membersByKey(what, node, known, notes);
  const get = (key, kind, wanted) => {
    const value = members.get(key);
    if (value === void 0 || value.kind === "null") return void 0;
    if (value.kind !== kind)
      throw new NoProfile(`has ${describe(value)} as ${key} of ${what}, not ${wanted}`, value.line);
    return value;
  };
  const list = (key) => {
    const value = get(key, "array", "a list");
    return value?.kind === "array" ? value.items : [];
  };
  return {
    text: (key) => {
      const value = get(key, "string", "text");
      return value?.kind === "string" ? value.value : "";
    },
    count: (key) => {
      const value = get(key, "number", "a number");
      return value?.kind === "number" ? readCount(value.text, `${key} of ${what}`, value.line) : void 0;
    },
    texts: (key) => list(key).map((item) => readText(item, `${key} of ${what}`)),
    list,
    object: (key) => get(key, "object", "an object")
  };
}
function membersByKey(what, node, known, notes) {
  if (node.kind === "null") return /* @__PURE__ */ new Map();
  if (node.kind !== "object") throw new NoProfile(`has ${describe(node)} as ${what}, not an object`, node.line);
  const byFolded = new Map(known.map((key) => [fold(key), key]));
  const members = /* @__PURE__ */ new Map();
  for (const { key, line, value } of node.members) {
    const name = byFolded.get(fold(key));
    if (name === void 0) notes.push({ kind: "unknown-key", key, line });
    else if (name !== key) notes.push({ kind: "key-in-other-case", key, line });
    if (name === void 0) continue;
    if (members.has(name)) throw new NoProfile(`has ${name} twice in ${what}`, line);
    members.set(name, value);
  }
  return members;
}
function fold(key) {
  return key.replaceAll("\u017F", "s").replaceAll("\u212A", "k").toLowerCase();
}
function readCount(text, what, line) {
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : void 0;
  if (value === void 0 || value > MAX_COUNT) {
    throw new NoProfile(`has a number as ${what} that is no whole number from 0 to 2^64-1`, line);
  }
  return value;
}
function readText(node, what) {
  if (node.kind === "null") return "";
  if (node.kind !== "string") throw new NoProfile(`has ${describe(node)} in ${what}, not text`, node.line);
  return node.value;
}
function describe(node) {
  switch (node.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return `the word ${node.value}`;
    case "null":
      return "null";
  }
}

// src/linux/seccomp-json.ts
var MAX_PROFILE_LENGTH = 1048576;
var MAX_DEPTH = 32;
var WORDS = { true: true, false: false, null: null };
var Unreadable = class {
  why;
  constructor(why) {
    this.why = why;
  }
};
function readJson(text) {
  if (text.length > MAX_PROFILE_LENGTH) {
    return { kind: "unreadable", why: `has ${text.length} characters; ${MAX_PROFILE_LENGTH} are read` };
  }
  const cursor = { text, at: 0, line: 1 };
  try {
    const node = readValue(cursor, 0);
    skipSpace(cursor);
    if (cursor.at < text.length) throw new Unreadable("goes on after its end");
    return node;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { kind: "unreadable", why: error.why, line: cursor.line };
  }
}
function readValue(cursor, depth) {
  if (depth > MAX_DEPTH) throw new Unreadable(`is nested more than ${MAX_DEPTH} levels deep`);
  skipSpace(cursor);
  const { line } = cursor;
  const character = cursor.text[cursor.at];
  if (character === "{") return { kind: "object", line, members: readMembers(cursor, depth) };
  if (character === "[") {
    return { kind: "array", line, items: readList(cursor, "]", () => readValue(cursor, depth + 1)) };
  }
  if (character === '"') return { kind: "string", line, value: readString(cursor) };
  const number = take(cursor, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== void 0) return { kind: "number", line, text: number };
  const value = WORDS[take(cursor, /true|false|null/y) ?? ""];
  if (value === void 0) throw notJson(cursor);
  return value === null ? { kind: "null", line } : { kind: "boolean", line, value };
}
function readMembers(cursor, depth) {
  return readList(cursor, "}", () => {
    skipSpace(cursor);
    const { line } = cursor;
    const key = readString(cursor);
    expectCharacter(cursor, ":");
    return { key, line, value: readValue(cursor, depth + 1) };
  });
}
function readList(cursor, end, readItem) {
  cursor.at += 1;
  skipSpace(cursor);
  const items = [];
  if (cursor.text[cursor.at] === end) {
    cursor.at += 1;
    return items;
  }
  for (; ; ) {
    items.push(readItem());
    skipSpace(cursor);
    if (cursor.text[cursor.at] === end) {
      cursor.at += 1;
      return items;
    }
    expectCharacter(cursor, ",");
  }
}
function readString(cursor) {
  if (cursor.text[cursor.at] !== '"') throw notJson(cursor);
  let end = cursor.at + 1;
  while (end < cursor.text.length && cursor.text[end] !== '"') end += cursor.text[end] === "\\" ? 2 : 1;
  const literal = cursor.text.slice(cursor.at, end + 1);
  const value = parseLiteral(literal);
  if (value === void 0) throw notJson(cursor);
  cursor.at = end + 1;
  return value;
}
function parseLiteral(literal) {
  try {
    const value = JSON.parse(literal);
    return typeof value === "string" ? value.toWellFormed() : void 0;
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function expectCharacter(cursor, character) {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== character) throw notJson(cursor);
  cursor.at += 1;
}
function skipSpace(cursor) {
  for (; " 	\r\n".includes(cursor.text[cursor.at] ?? "end"); cursor.at += 1) {
    if (cursor.text[cursor.at] === "\n") cursor.line += 1;
  }
}
function take(cursor, pattern) {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== void 0) cursor.at += found.length;
  return found;
}
function notJson(cursor) {
  return new Unreadable(cursor.at >= cursor.text.length ? "ends in the middle" : "is not JSON");
}

// src/linux/seccomp-reader.ts
var MAX_RULES = 4096;
var MAX_NAMES = 16384;
var MAX_ARGUMENTS = 64;
var MAX_COMPARISONS = 8192;
var PROFILE_KEYS = [
  ...["defaultAction", "defaultErrnoRet", "architectures", "archMap", "flags", "listenerPath", "listenerMetadata"],
  "syscalls"
];
var RULE_KEYS = ["name", "names", "action", "errnoRet", "args", "comment", "includes", "excludes"];
function readSeccompProfile(text) {
  const node = readJson(text);
  if (node.kind === "unreadable") return node;
  const notes = [];
  try {
    return { kind: "profile", profile: readProfile(node, notes), notes };
  } catch (error) {
    if (!(error instanceof NoProfile)) throw error;
    return { kind: "unreadable", why: error.why, line: error.line };
  }
}
function readProfile(node, notes) {
  const fields = readFields("the file", node, PROFILE_KEYS, notes);
  const entries = fields.list("syscalls");
  if (entries.length > MAX_RULES) throw new NoProfile(`has more than ${MAX_RULES} rules`, node.line);
  const rules = entries.map((entry, index) => readRule(entry, index, notes));
  const names = rules.reduce((sum, rule) => sum + rule.names.length, 0);
  if (names > MAX_NAMES) throw new NoProfile(`has more than ${MAX_NAMES} names`, node.line);
  const comparisons = rules.reduce((sum, rule) => sum + rule.args.length * Math.max(1, rule.names.length), 0);
  if (comparisons > MAX_COMPARISONS) throw new NoProfile(`has more than ${MAX_COMPARISONS} comparisons`, node.line);
  const defaultErrnoRet = fields.count("defaultErrnoRet");
  fields.text("listenerMetadata");
  return {
    defaultAction: fields.text("defaultAction"),
    ...defaultErrnoRet === void 0 ? {} : { defaultErrnoRet },
    architectures: fields.texts("architectures"),
    archMap: fields.list("archMap").map((entry) => readArchitectures(entry, notes)),
    flags: fields.texts("flags"),
    listenerPath: fields.text("listenerPath"),
    rules
  };
}
function readArchitectures(node, notes) {
  const fields = readFields("an entry of archMap", node, ["architecture", "subArchitectures"], notes);
  return { architecture: fields.text("architecture"), subArchitectures: fields.texts("subArchitectures") };
}
function readRule(node, index, notes) {
  const what = `rule ${index + 1}`;
  if (node.kind === "null") throw new NoProfile(`has null as ${what}`, node.line);
  const fields = readFields(what, node, RULE_KEYS, notes);
  const args = fields.list("args");
  if (args.length > MAX_ARGUMENTS) throw new NoProfile(`has more than ${MAX_ARGUMENTS} args in ${what}`, node.line);
  const errnoRet = fields.count("errnoRet");
  fields.text("comment");
  return {
    index,
    line: node.line,
    name: fields.text("name"),
    names: fields.texts("names"),
    action: fields.text("action"),
    ...errnoRet === void 0 ? {} : { errnoRet },
    args: args.map((arg) => readArgument(arg, what, notes)),
    includes: readCondition(fields.object("includes"), `includes of ${what}`, notes),
    excludes: readCondition(fields.object("excludes"), `excludes of ${what}`, notes)
  };
}
function readArgument(node, rule, notes) {
  if (node.kind === "null") throw new NoProfile(`has null in args of ${rule}`, node.line);
  const fields = readFields(`args of ${rule}`, node, ["index", "value", "valueTwo", "op"], notes);
  return {
    index: fields.count("index") ?? 0n,
    value: fields.count("value") ?? 0n,
    valueTwo: fields.count("valueTwo") ?? 0n,
    op: fields.text("op")
  };
}
function readCondition(node, what, notes) {
  if (node === void 0) return { caps: [], arches: [], minKernelEmpty: false };
  const fields = readFields(what, node, ["caps", "arches", "minKernel"], notes);
  const text = fields.text("minKernel");
  const written = node.kind === "object" && node.members.some(({ key, value }) => isEmptyKernel(key, value));
  return {
    caps: fields.texts("caps"),
    arches: fields.texts("arches"),
    ...text === "" ? {} : { minKernel: readKernel(text, what, node.line) },
    minKernelEmpty: written
  };
}
function isEmptyKernel(key, value) {
  return key.toLowerCase() === "minkernel" && value.kind === "string" && value.value === "";
}
function readKernel(text, what, line) {
  const [, first, second] = /^(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
  const [major, minor] = [Number(first), Number(second)];
  if (!(major <= 255 && minor <= 255) || major + minor === 0) {
    throw new NoProfile(`has a minKernel in ${what} that is not of the form 4.8`, line);
  }
  return { major, minor };
}

export {
  readSeccompProfile
};
