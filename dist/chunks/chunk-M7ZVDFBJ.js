import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/linux/apparmor-names.ts
var DOCKER_DEFAULT = "docker-default";
var ENGINE_PROFILES = /* @__PURE__ */ new Set([DOCKER_DEFAULT, "cri-containerd.apparmor.d", "crio-default"]);
function isEngineProfile(name) {
  return ENGINE_PROFILES.has(name);
}
function profileName(written) {
  return written.startsWith("localhost/") ? written.slice("localhost/".length) : written;
}
function readAppArmorLabel(label) {
  const text = label.replace(/[\0\n]+$/, "");
  if (text === "unconfined") return { name: text, mode: text };
  const [, name, mode] = /^(.{1,4096}) \(([a-z]+)\)$/s.exec(text) ?? [];
  return name === void 0 || mode === void 0 ? void 0 : { name, mode };
}
function isEnforcing(mode) {
  return mode === "enforce" || mode === "kill";
}
function nearestName(name, names) {
  const [best] = names.slice(0, 200).map((candidate) => ({ candidate, away: distance(fold(name), fold(candidate)) })).sort((a, b) => a.away - b.away);
  const near = Math.min(2, Math.floor(name.length / 3));
  return best !== void 0 && best.away <= near ? best.candidate : void 0;
}
function fold(name) {
  return name.slice(0, 100).toLowerCase().replace(/[-_. ]+/g, "-");
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

// src/linux/apparmor-rule.ts
var NO_QUALIFIERS = { audit: false, access: "allow", owner: false, priority: 0 };
var MAX_RULE = 1e4;
var PLAIN = {
  ...{ all: "all", network: "network", pivot_root: "pivot_root", unix: "unix", dbus: "dbus", set: "rlimit" },
  ...{ link: "link", userns: "userns", io_uring: "io_uring", mqueue: "mqueue" }
};
var PERMISSIONS = /^[rwaxlkmiupcUPC]+$/;
function readQualifiers(words, outer) {
  let qualifiers = outer;
  for (const [index, word2] of words.entries()) {
    const next = word2.quoted ? void 0 : withQualifier(qualifiers, word2.text);
    if (next === void 0) return { qualifiers, rest: words.slice(index) };
    qualifiers = next;
  }
  return { qualifiers, rest: [] };
}
function withQualifier(before, word2) {
  if (word2 === "audit") return { ...before, audit: true };
  if (word2 === "owner") return { ...before, owner: true };
  if (word2 === "allow") return before;
  if (word2 === "deny") return { ...before, access: "deny" };
  const [, priority] = /^priority=(-?\d{1,4})$/.exec(word2) ?? [];
  return priority === void 0 ? void 0 : { ...before, priority: Number(priority) };
}
function readAppArmorRule(words, outer) {
  const [first] = words;
  if (first === void 0) return "a comma without a rule";
  if (words.reduce((sum, { text }) => sum + text.length + 1, 0) > MAX_RULE) return "a rule that is too long to be read";
  const { qualifiers, rest } = readQualifiers(words, outer);
  const body = readBody(rest);
  return typeof body === "string" ? body : { line: first.line, ...qualifiers, rule: body };
}
function readBody(words) {
  const [first, ...more] = words;
  if (first === void 0) return "words before a rule, and no rule";
  const [, keyword = "", glued] = !first.quoted && /^([a-z_]+)(\(.*)?$/s.exec(first.text) || [];
  const group = glued === void 0 ? [] : [{ ...first, text: glued }];
  const rest = [...group, ...more];
  switch (keyword) {
    case "file":
      return rest.length === 0 ? { kind: "file", permissions: "" } : readFile(rest);
    case "capability":
      return readCapability(rest);
    case "mount":
    case "remount":
    case "umount":
      return readMount(keyword, rest);
    case "signal":
    case "ptrace":
      return readPeers(keyword, rest);
    case "change_profile":
      return readChangeProfile(rest);
    default: {
      const kind = Object.hasOwn(PLAIN, keyword) ? PLAIN[keyword] : void 0;
      return kind === void 0 ? readFile(words) : { kind, words: joined(rest) };
    }
  }
}
function readFile(words) {
  const [first, second, arrow, target, ...more] = words;
  if (first === void 0 || second === void 0) return `a rule that is not known: ${first?.text ?? ""}`;
  const [path, permissions] = isPath(first) ? [first, second] : [second, first];
  if (!isPath(path) || permissions.quoted || !PERMISSIONS.test(permissions.text)) {
    return `a rule that is not known: ${first.text}`;
  }
  if (!path.quoted && path.text.includes('"')) return "a quote within a path";
  if (more.length > 0 || arrow === void 0 !== (target === void 0) || arrow !== void 0 && !isArrow(arrow)) {
    return "words behind a file rule";
  }
  const rule = { kind: "file", path: path.text, permissions: permissions.text };
  return target === void 0 ? rule : { ...rule, target: target.text };
}
function isPath({ text }) {
  return text.startsWith("/") || text.startsWith("@{");
}
function isArrow({ text, quoted }) {
  return !quoted && text === "->";
}
function readCapability(words) {
  const names = words.map(({ text }) => text);
  const wrong = names.find((name) => !/^[a-z_]+$/.test(name));
  return wrong === void 0 ? { kind: "capability", names } : `a capability that is not known: ${wrong}`;
}
var CONDITION = /^(fstype|vfstype|options?)(?:=|\s+in\s+)(\([^()]*\)|"[^"]*"|[^\s()"]+)\s*/;
function readMount(kind, words) {
  let text = joined(words);
  let fstype;
  const options = [];
  for (let found = CONDITION.exec(text); found !== null; found = CONDITION.exec(text)) {
    const [all, name = "", value = ""] = found;
    if (name.endsWith("fstype")) fstype = fstype === void 0 ? value : `${fstype} ${value}`;
    else options.push(...listed(value));
    text = text.slice(all.length);
  }
  const [, source, target] = /^("[^"]*"|(?!->)\S+)?\s*(?:->\s*("[^"]*"|\S+)?)?$/.exec(text) ?? ["", void 0, null];
  if (target === null || /[()=]/.test(source ?? "")) return `a ${kind} rule that is not known`;
  return {
    ...{ kind, options },
    ...fstype !== void 0 && { fstype },
    ...source !== void 0 && { source: bare(source) },
    ...target !== void 0 && { target: bare(target) }
  };
}
function readPeers(kind, words) {
  let text = joined(words);
  const access = [];
  for (let found = ACCESS.exec(text); found !== null; found = ACCESS.exec(text)) {
    access.push(...listed(found[1] ?? ""));
    text = text.slice(found[0].length);
  }
  const given = {};
  for (let found = PEER.exec(text); found !== null; found = PEER.exec(text)) {
    const [all, name, value = ""] = found;
    if (name === "set") given.set = value;
    else given.peer = bare(value);
    text = text.slice(all.length);
  }
  return text === "" ? { kind, access, ...given } : `a ${kind} rule that is not known`;
}
var ACCESS = /^(\([^()]*\)|[a-z]+(?![a-z]*=))\s*/;
var PEER = /^(set|peer)=(\([^()]*\)|"[^"]*"|[^\s"]+)\s*/;
function readChangeProfile(words) {
  const rest = ["safe", "unsafe"].includes(words[0]?.text ?? "") ? words.slice(1) : words;
  const at = rest.findIndex(isArrow);
  const before = at < 0 ? rest : rest.slice(0, at);
  const after = at < 0 ? [] : rest.slice(at + 1);
  if (before.length > 1 || after.length > 1 || at >= 0 && after.length === 0)
    return "a change_profile rule that is not known";
  const [condition] = before;
  const [target] = after;
  return {
    kind: "change_profile",
    ...condition && { condition: condition.text },
    ...target && { target: target.text }
  };
}
function joined(words) {
  const parts = words.map(({ text, quoted }) => quoted ? `"${text}"` : text.replace(/\s+/g, " "));
  return parts.join(" ").replace(/ ?= ?/g, "=");
}
function listed(group) {
  return group.split(/[\s,()]+/).filter((word2) => word2 !== "");
}
function bare(word2) {
  return /^".*"$/s.test(word2) ? word2.slice(1, -1) : word2;
}

// src/linux/apparmor-head.ts
var FLAGS = /* @__PURE__ */ new Set([
  ...["enforce", "complain", "kill", "unconfined", "default_allow", "prompt", "audit", "mediate_deleted"],
  ...["delegate_deleted", "attach_disconnected", "attach_disconnected.path", "attach_disconnected.ipc"],
  ...["no_attach_disconnected", "chroot_relative", "namespace_relative", "chroot_attach", "chroot_no_attach"],
  ...["kill.signal", "error", "interruptible", "debug"]
]);
function readAppArmorHead(words, parent) {
  const named = nameOf(words, parent !== void 0);
  if (named === void 0) return void 0;
  const name = parent === void 0 ? named.name : `${parent}//${named.name}`;
  const rest = named.rest.map(({ text, quoted }) => quoted ? `"${text}"` : text).join(" ");
  const withoutXattrs = rest.replace(/\bxattrs ?= ?\((?:[^()"]|"[^"]*")*\)/, "");
  const [group = "", list] = /(?:\bflags ?= ?)?\(([^()]*)\)/.exec(withoutXattrs) ?? [];
  const flags = listed(list ?? "");
  const attachment = withoutXattrs.replace(group, "").trim();
  const unread = flags.filter((flag) => !FLAGS.has(flag.split("=")[0] ?? "")).map((flag) => `a flag that is not known: ${flag}`);
  const isPath2 = /^(?:["/@{][^\s()]*|"[^"]*")?$/.test(attachment);
  return {
    profile: { name, flags, ...isPath2 && attachment !== "" && { attachment } },
    unread: isPath2 ? unread : [...unread, "words in the head of a profile that are not known"]
  };
}
function nameOf([first, ...rest], nested) {
  if (first === void 0) return void 0;
  if (!first.quoted && (first.text === "profile" || nested && first.text === "hat")) {
    const [name, ...more] = rest;
    return name === void 0 || name.text === "" || /^(?:flags|\()/.test(name.text) ? void 0 : { name: name.text, rest: more };
  }
  if (nested) return !first.quoted && /^\^./.test(first.text) ? { name: first.text.slice(1), rest } : void 0;
  return /^(?:\/|@\{|:)./.test(first.text) ? { name: first.text, rest } : void 0;
}

// src/linux/apparmor-tokens.ts
var MAX_GROUP = 4096;
var LINE_FEED = 10;
var INCLUDE = /(?:#include|include(?=[ \t<"]))([ \t]+if[ \t]+exists)?[ \t]*(?:<([^>\r\n]*)>|"([^"\r\n]*)"|([^\s<",]*))/y;
var VARIABLE = /(?:@\{\w*\}|\$\{?\w+\}?)[ \t]*\+?=/y;
function* appArmorTokens(text) {
  const scan = { text, at: 0, line: 1, openUntil: 0, unquotedUntil: 0 };
  while (scan.at < text.length) {
    const char = text.charAt(scan.at);
    const { line } = scan;
    if (/\s/.test(char)) advance(scan, scan.at + 1);
    else if (char === "{" || char === "}" || char === ",") {
      advance(scan, scan.at + 1);
      yield { kind: KINDS[char], line };
    } else yield* directive(scan, char);
  }
}
var KINDS = { "{": "open", "}": "close", ",": "end" };
function* directive(scan, char) {
  const { line } = scan;
  const include = char === "#" || char === "i" ? matchAt(INCLUDE, scan) : void 0;
  if (include !== void 0) {
    const [all, exists, system, quoted, bare2] = include;
    advance(scan, scan.at + all.length);
    const ofSystem = system !== void 0;
    yield { kind: "include", path: system ?? quoted ?? bare2 ?? "", ofSystem, ifExists: exists !== void 0, line };
  } else if (char === "#") {
    advance(scan, endOfLine(scan, false));
  } else if ((char === "@" || char === "$") && matchAt(VARIABLE, scan) !== void 0) {
    advance(scan, endOfLine(scan, true));
    yield { kind: "variable", line };
  } else {
    yield word(scan);
  }
}
function matchAt(pattern, { text, at }) {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? void 0;
}
function endOfLine({ text, at }, continues) {
  let end = text.indexOf("\n", at);
  while (continues && end > 0 && /\\\r?$/.test(text.slice(Math.max(end - 2, 0), end)))
    end = text.indexOf("\n", end + 1);
  return end < 0 ? text.length : end;
}
function advance(scan, to) {
  for (; scan.at < to; scan.at += 1) if (scan.text.charCodeAt(scan.at) === LINE_FEED) scan.line += 1;
}
function word(scan) {
  const { text, at, line } = scan;
  const close = text.charAt(at) === '"' ? quoteEnd(scan, at) : void 0;
  const end = close ?? wordEnd(scan);
  advance(scan, end);
  const quoted = close !== void 0;
  return { kind: "word", text: quoted ? text.slice(at + 1, end - 1) : text.slice(at, end), quoted, line };
}
function wordEnd(scan) {
  const { text } = scan;
  const isPath2 = /[/@]/.test(text.charAt(scan.at));
  let isLong = isPath2;
  let braces = 0;
  let at = scan.at;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) return at;
    if (char === "," && braces === 0 && (!isLong || /^[\s}#]?$/.test(text.charAt(at + 1)))) return at;
    if (char === "}" && braces === 0) return Math.max(at, scan.at + 1);
    if (char === "=") isLong = true;
    if (char === "{") braces += 1;
    if (char === "}") braces -= 1;
    const group = char === "(" && !isPath2 ? groupEnd(scan, at) : void 0;
    if (group !== void 0) return group;
    at = afterChar(scan, at, char);
  }
  return text.length;
}
function afterChar(scan, at, char) {
  if (char === "\\") return Math.min(at + 2, scan.text.length);
  if (char === '"' && scan.text.charAt(at - 1) === "=") return quoteEnd(scan, at) ?? at + 1;
  return at + 1;
}
function quoteEnd(scan, from) {
  const { text } = scan;
  if (from < scan.unquotedUntil) return void 0;
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") at += 1;
    else if (char === '"') return at + 1;
  }
  scan.unquotedUntil = text.length;
  return void 0;
}
function groupEnd(scan, from) {
  const { text } = scan;
  if (from < scan.openUntil) return void 0;
  const limit = Math.min(text.length, from + MAX_GROUP);
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  scan.openUntil = limit;
  return void 0;
}

// src/linux/apparmor.ts
var MAX_APPARMOR_TEXT = 1024 * 1024;
var MAX_DEPTH = 16;
var MAX_NOTES = 50;
function readAppArmor(text) {
  if (text.length > MAX_APPARMOR_TEXT) {
    return { profiles: [], includes: [], notes: [{ line: 1, what: "more text than is read" }] };
  }
  const reading = { profiles: [], includes: [], notes: [], blocks: [], words: [] };
  for (const token of appArmorTokens(text)) step(reading, token);
  finish(reading);
  const { profiles, includes, notes } = reading;
  return { profiles, includes, notes };
}
function step(reading, token) {
  switch (token.kind) {
    case "word":
      reading.words.push(token);
      return;
    case "end":
      endRule(reading, token.line);
      return;
    case "open":
      openBlock(reading, token.line);
      return;
    case "close":
      closeBlock(reading, token.line);
      return;
    case "include": {
      const { path, ofSystem, ifExists, line } = token;
      if (reading.words.length > 0) note(reading, line, "an include within a rule");
      const block = reading.blocks.at(-1);
      const includes = block === void 0 ? reading.includes : block.profile?.includes;
      includes?.push({ path, ofSystem, ifExists, line });
      return;
    }
    case "variable":
      if (reading.words.length > 0 || reading.blocks.length > 0)
        note(reading, token.line, "a variable within a profile");
  }
}
function endRule(reading, line) {
  const words = taken(reading);
  const block = reading.blocks.at(-1);
  if (block === void 0 && ["abi", "alias"].includes(words[0]?.text ?? "")) return;
  if (block !== void 0 && block.profile === void 0) return;
  const rule = block === void 0 ? "a rule outside of a profile" : readAppArmorRule(words, block.qualifiers);
  if (typeof rule === "string") note(reading, words[0]?.line ?? line, rule);
  else block?.profile?.rules.push(rule);
}
function openBlock(reading, line) {
  const words = taken(reading);
  const outer = reading.blocks.at(-1);
  const start = words[0]?.line ?? line;
  const block = blockOf(words, outer, start, reading.blocks.length);
  if (typeof block === "string") {
    note(reading, start, block);
    reading.blocks.push({ qualifiers: NO_QUALIFIERS, line: start });
    return;
  }
  reading.blocks.push(block);
  if (block.profile !== void 0 && block.profile !== outer?.profile) reading.profiles.push(block.profile);
}
function blockOf(words, outer, line, depth) {
  if (outer !== void 0 && outer.profile === void 0) return { ...outer, line };
  if (depth >= MAX_DEPTH) return "a block that lies too deep";
  const { qualifiers, rest } = readQualifiers(words, outer?.qualifiers ?? NO_QUALIFIERS);
  if (outer?.profile !== void 0 && words.length > 0 && rest.length === 0) {
    return { profile: outer.profile, qualifiers, line };
  }
  const head = readAppArmorHead(words, outer?.profile?.name);
  if (head === void 0) return "a block that is no profile";
  const notes = head.unread.map((what) => ({ line, what }));
  return {
    profile: { ...head.profile, headRead: notes.length === 0, line, rules: [], includes: [], notes },
    qualifiers: NO_QUALIFIERS,
    line
  };
}
function closeBlock(reading, line) {
  const words = taken(reading);
  if (reading.blocks.length === 0) note(reading, line, "a closing brace too many");
  else if (words[0] !== void 0) note(reading, words[0].line, "a rule without its comma");
  reading.blocks.pop();
}
function finish(reading) {
  const [left] = taken(reading);
  if (left !== void 0) note(reading, left.line, "words at the end that are no rule");
  const open = new Set(reading.blocks.map(({ profile }) => profile));
  const missing = { line: reading.blocks.at(-1)?.line ?? 1, what: "a block that is not closed" };
  for (const profile of open) (profile?.notes ?? reading.notes).push(missing);
}
function taken(reading) {
  const { words } = reading;
  reading.words = [];
  return words;
}
function note({ blocks, notes }, line, what) {
  const profile = blocks.findLast((block) => block.profile !== void 0)?.profile;
  const list = profile?.notes ?? notes;
  if (list.length < MAX_NOTES) list.push({ line, what: what.slice(0, 200) });
}

export {
  DOCKER_DEFAULT,
  isEngineProfile,
  profileName,
  readAppArmorLabel,
  isEnforcing,
  nearestName,
  MAX_APPARMOR_TEXT,
  readAppArmor
};
