import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  NOT_SAID,
  cleanPath
} from "./chunk-MDQ43KVE.js";

// src/run/run-ports.ts
function readPort(value) {
  const text = value.includes("=") ? shortForm(value) : value;
  if (text === void 0) return { wrong: "it is no list of key=value" };
  const parts = text.split(":");
  const inside = parts.at(-1) ?? "";
  const hostPort = parts.at(-2) ?? "";
  const address = parts.slice(0, -2).join(":");
  const [, containerPort = "", written] = /^([\d-]*)(?:\/(\w*))?$/.exec(inside) ?? [];
  const protocol = ["tcp", "udp", "sctp"].find((known) => known === (written || "tcp").toLowerCase());
  if (protocol === void 0) return { wrong: "there is no such protocol" };
  const width = widthOf(containerPort);
  if (width === void 0) return { wrong: "its port in the container is none" };
  const hostWidth = hostPort === "" ? width : widthOf(hostPort);
  if (hostWidth === void 0) return { wrong: "its port on the host is none" };
  if (width > 1 && width !== hostWidth) return { wrong: "its ranges are not of the same length" };
  const hostAddress = /^\[(.*)\]$/.exec(address)?.[1] ?? address;
  if (hostAddress !== "" && !isAddress(hostAddress)) return { wrong: "its address on the host is none" };
  return { value: { hostAddress, hostPort, containerPort, protocol } };
}
function shortForm(value) {
  const fields = /* @__PURE__ */ new Map([["protocol", "tcp"]]);
  for (const field of value.split(",")) {
    const equals = field.indexOf("=");
    if (equals < 1) return void 0;
    fields.set(field.slice(0, equals), field.slice(equals + 1));
  }
  return `${fields.get("published") ?? ""}:${fields.get("target") ?? ""}/${fields.get("protocol") ?? ""}`;
}
function widthOf(range) {
  const [, first, last2 = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
  const width = Number(last2) - Number(first) + 1;
  return Number(last2) <= 65535 && width >= 1 ? width : void 0;
}
function isAddress(text) {
  if (/^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/.test(text)) return text.split(".").every((part) => Number(part) < 256);
  return text.includes(":") && /^[0-9A-Fa-f:]{2,39}(?:\.|\d)*$/.test(text);
}

// src/run/run-values.ts
var UNITS = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };
function readBytes(text) {
  const [, number, unit = ""] = /^(\d+(?:\.\d*)?|\.\d+) ?(b|[kmgtp](?:i?b)?)?$/i.exec(text) ?? [];
  if (number === void 0) return { wrong: "it is no size" };
  return { value: Math.trunc(Number(number) * (UNITS[unit.charAt(0).toLowerCase()] ?? 1)) };
}
function readInteger(text) {
  if (!/^[-+]?\d{1,19}$/.test(text)) return { wrong: "it is no whole number" };
  return { value: Number(text) };
}
function readCpus(text) {
  const [, over, under = "1"] = /^([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (over === void 0 || Number(under) === 0) return { wrong: "it is no number of processors" };
  return { value: Number(over) / Number(under) };
}
var ULIMITS = [
  ...["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio"],
  ...["rttime", "sigpending", "stack"]
];
function readUlimit(text) {
  const [, name = "", first, second] = /^([a-z]+)=(-?\d{1,19})(?::(-?\d{1,19}))?$/.exec(text) ?? [];
  if (!ULIMITS.includes(name)) return { wrong: "it is not of the form name=soft:hard with a name that exists" };
  const soft = Number(first);
  const hard = second === void 0 ? soft : Number(second);
  if (hard !== -1 && (soft === -1 || soft > hard)) return { wrong: "its soft limit is above its hard limit" };
  return { value: { name, soft, hard } };
}
var SYSCTLS = ["msgmax", "msgmnb", "msgmni", "sem", "shmall", "shmmax", "shmmni", "shm_rmid_forced"];
function readSysctl(text) {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  const namespaced = /^(?:net|fs\.mqueue)\./.test(name) || SYSCTLS.some((known) => name === `kernel.${known}`);
  if (!namespaced) return { wrong: "docker run sets no such parameter" };
  return { value: { name, value: text.slice(equals + 1) } };
}
function readDevice(text) {
  if (/^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[\w.:-]+$/.test(text)) {
    return { value: { source: text, target: text, permissions: "rwm" } };
  }
  const [source = "", second, third, ...more] = text.split(":");
  if (source === "" || more.length > 0) return { wrong: "it is not of the form host:container:permissions" };
  const permissions = third ?? (second !== void 0 && arePermissions(second) ? second : void 0);
  if (permissions !== void 0 && !arePermissions(permissions))
    return { wrong: "its permissions are not of r, w and m" };
  const target = second === void 0 || third === void 0 && permissions !== void 0 ? source : second;
  if (!target.startsWith("/")) return { wrong: "its path in the container is not absolute" };
  return { value: { source: cleanPath(source), target: cleanPath(target), permissions: permissions ?? "rwm" } };
}
function arePermissions(text) {
  return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}
function readDeviceRule(text) {
  const rule = /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text);
  return rule ? { value: text } : { wrong: 'it is not of the form "type major:minor permissions"' };
}
function readRestart(text) {
  const [, written = "", retries] = /^([a-z-]*)(?::(\d{0,9}))?$/.exec(text === "" ? "no" : text) ?? [];
  const policy = ["no", "always", "unless-stopped", "on-failure"].find((known) => known === written);
  if (policy === void 0) return { wrong: "there is no such policy" };
  const count = Number(retries ?? 0);
  if (count !== 0 && policy !== "on-failure") return { wrong: "only on-failure takes a number of retries" };
  return { value: count === 0 ? { policy } : { policy, retries: count } };
}
function readTmpfs(text) {
  const colon = text.indexOf(":");
  const target = colon < 0 ? text : text.slice(0, colon);
  if (!target.startsWith("/")) return { wrong: "its path is not absolute" };
  if (cleanPath(target) === "/") return { wrong: "its path is the root of the container" };
  const options = colon < 0 ? [] : text.slice(colon + 1).split(",");
  return { value: { target: cleanPath(target), options: options.filter((option) => option !== "") } };
}
function readEnvName(text) {
  const [name = ""] = text.split("=", 1);
  return name === "" ? { wrong: "it has no name" } : { value: name };
}

// src/run/run-reading.ts
function runReading(flags) {
  const given = /* @__PURE__ */ new Map();
  for (const { flag, value } of flags) {
    if (flag.sets === void 0) continue;
    const values = given.get(flag.sets);
    if (values === void 0) given.set(flag.sets, [value]);
    else values.push(value);
  }
  return { given, errors: [] };
}
function every(reading, name, read) {
  return (reading.given.get(name) ?? []).flatMap((value) => {
    if (value.unknownFrom !== void 0) return [undecided(value)];
    const result = read(value.text);
    if ("value" in result) return [said(result.value, value)];
    refuse(reading, name, value, result.wrong);
    return [];
  });
}
function last(reading, name, read) {
  return every(reading, name, read).at(-1) ?? NOT_SAID;
}
function lastOfEach(entries, keyOf2) {
  const lastOf = /* @__PURE__ */ new Map();
  for (const entry of entries) if (entry.state === "said") lastOf.set(keyOf2(entry.value), entry);
  return entries.filter((entry) => entry.state === "unknown" || lastOf.get(keyOf2(entry.value)) === entry);
}
function said(value, { word }) {
  return { state: "said", value, at: atWord(word) };
}
function undecided({ word, text }) {
  return { state: "unknown", written: text, why: "only the shell that runs the line knows it", at: atWord(word) };
}
function atWord(word) {
  return { in: "run-args", word };
}
function refuse(reading, name, value, wrong) {
  reading.errors.push({ word: value.word, text: `--${name}: ${wrong}.` });
}
function readText(text) {
  return { value: text };
}
function readSwitch(text) {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(text)) return { value: true };
  if (["0", "f", "F", "false", "FALSE", "False"].includes(text)) return { value: false };
  return { wrong: "its value is neither true nor false" };
}

// src/run/csv-fields.ts
function csvFields(value) {
  const text = value.replace(/\r\n/g, "\n").replace(/^\n+/, "");
  if (text === "") return void 0;
  const fields = [];
  let at = 0;
  for (; ; ) {
    const field = text.charAt(at) === '"' ? quotedField(text, at) : plainField(text, at);
    if (field === void 0) return void 0;
    fields.push(field.value);
    if (text.charAt(field.end) !== ",") return fields;
    at = field.end + 1;
  }
}
function plainField(text, from) {
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
  const value = text.slice(from, end);
  if (value.includes('"')) return void 0;
  return { value: end === text.length && value.endsWith("\r") ? value.slice(0, -1) : value, end };
}
function quotedField(text, from) {
  let value = "";
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return void 0;
    value += text.slice(at, quote);
    const next = text.charAt(quote + 1);
    if (next === "" || next === "," || next === "\n") return { value, end: quote + 1 };
    if (next !== '"') return void 0;
    value += '"';
    at = quote + 2;
  }
}

// src/run/run-mounts.ts
var PROPAGATIONS = ["private", "rprivate", "slave", "rslave", "shared", "rshared"];
var MODES = {
  access: ["ro", "rw"],
  label: ["z", "Z"],
  propagation: PROPAGATIONS,
  copy: ["copy", "nocopy"],
  consistency: ["consistent", "cached", "delegated"]
};
function readVolume(value, anyName) {
  const parts = value.split(":");
  const [first = "", second, modes] = parts;
  if (parts.length > 3) return { wrong: "it has more than two colons" };
  if (parts.includes("")) return { wrong: "a part of it is empty" };
  if (second === void 0) return checked(volume("", first), anyName);
  if (modes === void 0 && areModes(second)) return { wrong: "it has modes, but no target" };
  if (modes !== void 0 && !areModes(modes)) return { wrong: "its modes are none that the engine knows" };
  const chosen = modes?.split(",") ?? [];
  const mount = first.startsWith("/") || first.startsWith(".") ? bind(first, second) : volume(first, second);
  const propagation = chosen.find((mode) => PROPAGATIONS.includes(mode)) ?? "";
  return checked({ ...mount, readOnly: chosen.includes("ro"), propagation }, anyName);
}
function areModes(text) {
  const kinds = text.split(",").map((mode) => Object.keys(MODES).find((kind) => MODES[kind]?.includes(mode)));
  return !kinds.includes(void 0) && new Set(kinds).size === kinds.length;
}
function bind(source, target) {
  return { kind: "bind", source: cleanPath(source), target, readOnly: false, propagation: "" };
}
function volume(source, target) {
  return { kind: "volume", source, target, readOnly: false, propagation: "" };
}
var VALUES_NOT_OF_CONCERN = ["consistency", "volume-subpath", "volume-label", "image-subpath", "tmpfs-mode"];
var SWITCHES = ["readonly", "ro", "volume-nocopy", "bind-nonrecursive", "bind-create-src"];
var KINDS = ["bind", "volume", "tmpfs", "image"];
function readMount(value, anyName) {
  const fields = csvFields(value.trim());
  if (fields === void 0) return { wrong: "it is no list of key=value" };
  const read = readFields(fields);
  if ("wrong" in read) return read;
  const { byKey, driverOptions } = read.value;
  const written = (byKey.get("type") ?? "volume").toLowerCase();
  const kind = KINDS.find((known) => known === written);
  if (kind === void 0) return { wrong: "the engine knows no such type" };
  const strange = [...byKey.keys()].find((key) => KINDS.some((other) => other !== kind && key.startsWith(`${other}-`)));
  if (strange !== void 0) return { wrong: `${strange} is for another type` };
  const source = byKey.get("source") ?? "";
  if ((kind === "bind" || kind === "image") && source === "") return { wrong: "the source is missing" };
  if (kind === "tmpfs" && source !== "") return { wrong: "a tmpfs has no source" };
  if (kind === "bind" && !source.startsWith("/") && !source.startsWith(".")) {
    return { wrong: "the source of a bind mount is an absolute path" };
  }
  const propagation = (byKey.get("bind-propagation") ?? "").toLowerCase();
  if (propagation !== "" && !PROPAGATIONS.includes(propagation)) return { wrong: "there is no such propagation" };
  const device = driverOptions.get("device");
  const mount = {
    kind,
    source: kind === "bind" ? cleanPath(source) : source,
    target: byKey.get("target") ?? "",
    readOnly: byKey.get("readonly") === "true",
    propagation,
    ...device === void 0 ? {} : { device }
  };
  return checked(mount, anyName || byKey.has("volume-driver"));
}
function readFields(fields) {
  const byKey = /* @__PURE__ */ new Map();
  const driverOptions = /* @__PURE__ */ new Map();
  for (const field of fields) {
    const equals = field.indexOf("=");
    const written = equals < 0 ? field : field.slice(0, equals);
    const value = equals < 0 ? void 0 : field.slice(equals + 1);
    if (written.trim() !== written || value?.trim() !== value) return { wrong: "white space stands in it" };
    if (value === "") return { wrong: "a key has an empty value" };
    const key = keyOf(written.toLowerCase());
    const fault = key === void 0 ? "it has a key that the engine does not know" : faultOf(key, value);
    if (key === void 0 || fault !== void 0) return { wrong: fault ?? "" };
    if (key === "volume-opt") {
      const [name = "", ...rest] = (value ?? "").split("=");
      driverOptions.set(name, rest.join("="));
    }
    byKey.set(key, SWITCHES.includes(key) ? `${value === void 0 || /^(?:1|true)$/.test(value)}` : value ?? "");
  }
  return { value: { byKey, driverOptions } };
}
function keyOf(written) {
  if (written === "src") return "source";
  if (written === "dst" || written === "destination") return "target";
  if (written === "ro") return "readonly";
  const plain = ["type", "source", "target", "bind-propagation", "bind-recursive", "volume-driver", "volume-opt"];
  const all = [...plain, "tmpfs-size", ...SWITCHES, ...VALUES_NOT_OF_CONCERN];
  return all.includes(written) ? written : void 0;
}
function faultOf(key, value) {
  if (!SWITCHES.includes(key)) return value === void 0 ? `${key} needs a value` : void 0;
  return value === void 0 || /^(?:0|1|true|false)$/.test(value) ? void 0 : `${key} is neither true nor false`;
}
function checked(mount, anyName) {
  const { kind, source, target } = mount;
  if (!target.startsWith("/")) return { wrong: "the target is not an absolute path" };
  if (cleanPath(target) === "/") return { wrong: "the target is the root of the container" };
  if (kind === "volume" && source !== "" && !anyName && !/^[A-Za-z0-9][\w.-]*$/.test(source)) {
    return { wrong: "the source is neither an absolute path nor the name of a volume" };
  }
  return { value: { ...mount, target: cleanPath(target) } };
}

// src/run/run-security.ts
function readSecurityOptions(reading) {
  const collected = {
    ...{ noNewPrivileges: NOT_SAID, seccomp: NOT_SAID, apparmor: NOT_SAID, systemPaths: NOT_SAID },
    ...{ labels: [], other: [] }
  };
  for (const value of reading.given.get("security-opt") ?? []) {
    const wrong = readOne(collected, value);
    if (wrong !== void 0) refuse(reading, "security-opt", value, wrong);
  }
  return collected;
}
function readOne(collected, option) {
  const { text, unknownFrom } = option;
  const known = text.slice(0, unknownFrom);
  const divider = known.includes("=") ? known.indexOf("=") : known.indexOf(":");
  if (unknownFrom !== void 0 && divider < 0) {
    setAll(collected, option);
    return void 0;
  }
  if (text === "no-new-privileges") return set(collected, "noNewPrivileges", option, { value: true });
  if (divider < 0 || divider === text.length - 1) return "it is not of the form key=value";
  const key = text.slice(0, divider);
  const rest = unknownFrom === void 0 ? text.slice(divider + 1) : void 0;
  return readKey(collected, option, key, rest, text.charAt(divider));
}
function readKey(collected, option, key, rest, divider) {
  switch (key) {
    case "no-new-privileges":
      return set(collected, "noNewPrivileges", option, rest === void 0 ? void 0 : readSwitch(rest));
    case "seccomp":
      return set(collected, "seccomp", option, rest === void 0 ? void 0 : { value: seccompOf(rest) });
    case "apparmor":
      return set(collected, "apparmor", option, rest === void 0 ? void 0 : { value: apparmorOf(rest) });
    case "label":
      collected.labels.push(rest === void 0 ? undecided(option) : said(rest, option));
      return void 0;
    case "systempaths":
      if (rest === void 0) return set(collected, "systemPaths", option, void 0);
      if (rest !== "unconfined" || divider !== "=") return "the engine takes only systempaths=unconfined";
      return set(collected, "systemPaths", option, { value: rest });
    case "writable-cgroups": {
      const value = rest === void 0 ? void 0 : readSwitch(rest);
      if (value !== void 0 && "wrong" in value) return value.wrong;
      collected.other.push(value === void 0 ? undecided(option) : said({ key, value: `${value.value}` }, option));
      return void 0;
    }
    default:
      return "the engine knows no such option";
  }
}
function set(collected, key, option, read) {
  if (read !== void 0 && "wrong" in read) return read.wrong;
  collected[key] = read === void 0 ? undecided(option) : said(read.value, option);
  return void 0;
}
function setAll(collected, option) {
  const unknown = undecided(option);
  for (const key of ["noNewPrivileges", "seccomp", "apparmor", "systemPaths"]) collected[key] = unknown;
  collected.labels.push(unknown);
  collected.other.push(unknown);
}
function seccompOf(text) {
  if (text === "builtin") return { kind: "default" };
  return text === "unconfined" ? { kind: text } : { kind: "profile", path: text };
}
function apparmorOf(text) {
  return text === "unconfined" ? { kind: text } : { kind: "profile", name: text };
}

export {
  readPort,
  readBytes,
  readInteger,
  readCpus,
  readUlimit,
  readSysctl,
  readDevice,
  readDeviceRule,
  readRestart,
  readTmpfs,
  readEnvName,
  runReading,
  every,
  last,
  lastOfEach,
  said,
  undecided,
  atWord,
  refuse,
  readText,
  readSwitch,
  csvFields,
  readVolume,
  readMount,
  readSecurityOptions
};
