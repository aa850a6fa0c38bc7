import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  atWord,
  csvFields,
  every,
  last,
  lastOfEach,
  readBytes,
  readCpus,
  readDevice,
  readDeviceRule,
  readEnvName,
  readInteger,
  readMount,
  readPort,
  readRestart,
  readSecurityOptions,
  readSwitch,
  readSysctl,
  readText,
  readTmpfs,
  readUlimit,
  readVolume,
  refuse,
  runReading,
  said,
  undecided
} from "./chunk-6GXHVMLU.js";
import {
  NOT_SAID
} from "./chunk-MDQ43KVE.js";
import {
  isImageId,
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/run/docker-run-flags.ts
var JUDGED = [
  ...values("annotation", "cap-add", "cap-drop", "cgroupns", "cpu-period", "cpu-quota", "cpus", "device"),
  ...values("device-cgroup-rule", "entrypoint", "env", "env-file", "gpus", "group-add", "ipc", "memory", "mount"),
  ...values("network", "pid", "pids-limit", "publish", "restart", "runtime", "security-opt", "sysctl", "tmpfs"),
  ...values("ulimit", "user", "userns", "uts", "volume", "volume-driver", "volumes-from"),
  ...switches("help", "privileged", "publish-all", "read-only", "rm", "use-api-socket")
].map((flag) => ({ ...flag, sets: flag.name }));
var OF_NO_CONCERN = [
  ...values("add-host", "attach", "blkio-weight", "blkio-weight-device", "cgroup-parent", "cidfile", "cpu-count"),
  ...values("cpu-percent", "cpu-rt-period", "cpu-rt-runtime", "cpu-shares", "cpuset-cpus", "cpuset-mems"),
  ...values("detach-keys", "device-read-bps", "device-read-iops", "device-write-bps", "device-write-iops", "dns"),
  ...values("dns-opt", "dns-option", "dns-search", "domainname", "expose", "health-cmd", "health-interval"),
  ...values("health-retries", "health-start-interval", "health-start-period", "health-timeout", "hostname"),
  ...values("io-maxbandwidth", "io-maxiops", "ip", "ip6", "isolation", "kernel-memory", "label", "label-file"),
  ...values("link", "link-local-ip", "log-driver", "log-opt", "mac-address", "memory-reservation", "memory-swap"),
  ...values("memory-swappiness", "name", "net-alias", "network-alias", "oom-score-adj", "platform", "pull"),
  ...values("shm-size", "stop-signal", "stop-timeout", "storage-opt", "umask", "workdir"),
  ...switches("detach", "disable-content-trust", "init", "interactive", "no-healthcheck", "oom-kill-disable"),
  ...switches("quiet", "sig-proxy", "tty")
];
var SHORT = {
  ...{ attach: "a", "cpu-shares": "c", detach: "d", env: "e", hostname: "h", interactive: "i", label: "l" },
  ...{ memory: "m", publish: "p", "publish-all": "P", quiet: "q", tty: "t", user: "u", volume: "v", workdir: "w" }
};
var ALL = [
  ...[...JUDGED, ...OF_NO_CONCERN].map((flag) => {
    const short = SHORT[flag.name];
    return short === void 0 ? flag : { ...flag, short };
  }),
  { name: "net", takes: "value", sets: "network" }
];
var RUN_FLAGS = new Map(ALL.map((flag) => [flag.name, flag]));
var SHORT_RUN_FLAGS = new Map(
  ALL.flatMap((flag) => flag.short === void 0 ? [] : [[flag.short, flag]])
);
function values(...names) {
  return names.map((name) => ({ name, takes: "value" }));
}
function switches(...names) {
  return names.map((name) => ({ name, takes: "switch" }));
}

// src/run/docker-run-grammar.ts
function takeFlags(words) {
  const reader = { words, at: 0, given: [] };
  for (let word = words[0]; word !== void 0; word = words[reader.at]) {
    if (known(word) === 0 && word.unknownFrom !== void 0) break;
    if (!word.text.startsWith("-") || word.text === "-" && word.unknownFrom === void 0) {
      return { given: reader.given, rest: words.slice(reader.at) };
    }
    reader.at += 1;
    if (word.text === "--" && word.unknownFrom === void 0) {
      return { given: reader.given, rest: words.slice(reader.at) };
    }
    const outcome = word.text.startsWith("--") && known(word) >= 2 ? takeLong(reader, word) : takeShort(reader, word);
    if (outcome === "undecided") return { given: reader.given, undecided: word, rest: [] };
    if (outcome !== void 0) return { error: outcome };
  }
  const undecided2 = words[reader.at];
  return undecided2 === void 0 ? { given: reader.given, rest: [] } : { given: reader.given, undecided: undecided2, rest: [] };
}
function known(word) {
  return word.unknownFrom ?? word.text.length;
}
function takeLong(reader, word) {
  const equals = word.text.slice(0, known(word)).indexOf("=");
  if (equals < 0 && word.unknownFrom !== void 0) return "undecided";
  const name = word.text.slice(2, equals < 0 ? void 0 : equals);
  const flag = RUN_FLAGS.get(name);
  if (flag === void 0) return unknownOption(word.number, `--${name}`);
  if (equals >= 0) give(reader, flag, word.number, partOf(word, equals + 1));
  else if (flag.takes === "switch") give(reader, flag, word.number, { text: "true" });
  else return giveNext(reader, flag, word.number, `--${name}`);
  return void 0;
}
function takeShort(reader, word) {
  for (let at = 1; at < word.text.length; at += 1) {
    if (at >= known(word)) return "undecided";
    const letter = word.text.charAt(at);
    const flag = SHORT_RUN_FLAGS.get(letter);
    if (flag === void 0) return unknownOption(word.number, `-${letter}`);
    const attached = word.text.length - at - 1;
    if (attached >= 2 && word.text.charAt(at + 1) === "=" && known(word) > at + 1) {
      give(reader, flag, word.number, partOf(word, at + 2));
      return void 0;
    }
    if (flag.takes === "switch") give(reader, flag, word.number, { text: "true" });
    else if (attached > 0) {
      give(reader, flag, word.number, partOf(word, at + 1));
      return void 0;
    } else return giveNext(reader, flag, word.number, `-${letter}`);
  }
  return word.text.length === 1 ? "undecided" : void 0;
}
function giveNext(reader, flag, number, written) {
  const next = reader.words[reader.at];
  if (next === void 0) return { word: number, text: `${written} needs a value.` };
  reader.at += 1;
  give(reader, flag, number, partOf(next, 0));
  return void 0;
}
function give(reader, flag, word, value) {
  reader.given.push({ flag, value: { word, ...value } });
}
function partOf(word, from) {
  const text = word.text.slice(from);
  return word.unknownFrom === void 0 ? { text } : { text, unknownFrom: Math.max(0, word.unknownFrom - from) };
}
function unknownOption(word, written) {
  return { word, text: `docker run has no option ${visibleText(written, 60)}.` };
}

// src/run/run-limits.ts
var PERIOD = 1e5;
function readLimits(reading) {
  return {
    pids: last(reading, "pids-limit", readInteger),
    memory: last(reading, "memory", readBytes),
    cpus: readProcessors(reading),
    ulimits: lastOfEach(every(reading, "ulimit", readUlimit), ({ name }) => name)
  };
}
function readProcessors(reading) {
  const cpus = last(reading, "cpus", readCpus);
  const quota = last(reading, "cpu-quota", readInteger);
  const period = last(reading, "cpu-period", readInteger);
  const value = reading.given.get("cpus")?.at(-1);
  if (value !== void 0 && (quota.state !== "not-said" || period.state !== "not-said")) {
    refuse(reading, "cpus", value, "it can\u2019t be given together with --cpu-quota or --cpu-period");
  }
  if (cpus.state !== "not-said") return cpus;
  if (quota.state !== "said") return quota;
  if (period.state === "unknown") return period;
  const micros = period.state === NOT_SAID.state || period.value <= 0 ? PERIOD : period.value;
  return { ...quota, value: quota.value / micros };
}

// src/run/run-namespaces.ts
function readNamespaces(reading) {
  return {
    pid: modeOf(reading, "pid", ["host", "container:NAME"]),
    network: readNetwork(reading),
    ipc: modeOf(reading, "ipc", ["host", "container:NAME", "none", "private", "shareable"]),
    uts: modeOf(reading, "uts", ["host"]),
    userns: modeOf(reading, "userns", ["host"]),
    cgroup: modeOf(reading, "cgroupns", ["host", "private"])
  };
}
function modeOf(reading, name, allowed) {
  const mode = last(reading, name, (text) => {
    if (text === "") return { value: "" };
    const namespace = namespaceOf(text);
    const isAllowed = allowed.includes(namespace.kind === "container" ? "container:NAME" : text);
    return isAllowed ? { value: namespace } : { wrong: "there is no such mode" };
  });
  if (mode.state !== "said") return mode;
  const { value } = mode;
  return value === "" ? NOT_SAID : { ...mode, value };
}
function namespaceOf(text) {
  if (text === "host" || text === "none" || text === "private") return { kind: text };
  const container = /^container:(.+)$/s.exec(text)?.[1];
  return container === void 0 ? { kind: "other", name: text } : { kind: "container", name: container };
}
function readNetwork(reading) {
  const networks = every(reading, "network", readNetworkName);
  const names = networks.flatMap((network) => network.state === "said" ? [network.value] : []);
  const value = reading.given.get("network")?.at(-1);
  if (value !== void 0 && names.length > 1 && names.some(isOfEngine)) {
    refuse(reading, "network", value, "a network of the engine can\u2019t be joined together with another one");
  }
  if (value !== void 0 && new Set(names).size < names.length) {
    refuse(reading, "network", value, "the same network is given twice");
  }
  const [first] = networks;
  if (first?.state !== "said") return first ?? NOT_SAID;
  return { ...first, value: networkOf(first.value) };
}
function networkOf(name) {
  if (name === "default" || name === "bridge") return { kind: "private" };
  return name === "private" ? { kind: "other", name } : namespaceOf(name);
}
function isOfEngine(name) {
  return ["default", "bridge", "host", "none"].includes(name) || name.startsWith("container:");
}
var KEYS = ["name", "alias", "ip", "ip6", "mac-address", "link-local-ip", "driver-opt", "gw-priority"];
function readNetworkName(text) {
  if (!/\w=\w/.test(text)) return text.trim() === "" ? { wrong: "it names no network" } : { value: text };
  let name = "";
  for (const field of csvFields(text) ?? [""]) {
    const equals = field.indexOf("=");
    const key = field.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (!KEYS.includes(key)) return { wrong: "it is no list of keys that the engine knows" };
    if (key === "name")
      name = field.slice(equals + 1).trim().toLowerCase();
  }
  return name === "" ? { wrong: "it names no network" } : { value: name };
}

// src/run/shell-expansions.ts
function afterJoins(text, at) {
  let next = at;
  while (text.startsWith("\\\n", next)) next += 2;
  return next;
}
function startsExpansion(text, at) {
  const character = text.charAt(at);
  if (character === "`") return true;
  return character === "$" && /[A-Za-z0-9_{(@*#?$!-]/.test(text.charAt(afterJoins(text, at + 1)));
}
function afterExpansion(text, at) {
  const first = afterJoins(text, at + 1);
  const next = text.charAt(first);
  if (text.charAt(at) === "$" && next !== "{" && next !== "(") {
    if (!/[A-Za-z_]/.test(next)) return first + 1;
    let end = first + 1;
    while (/\w/.test(text.charAt(end))) end += 1;
    return end;
  }
  return afterClosing(text, at);
}
function afterClosing(text, from) {
  const awaited = [];
  let at = from;
  do {
    if (at >= text.length) return void 0;
    at = step(text, at, awaited);
  } while (awaited.length > 0);
  return at;
}
function step(text, at, awaited) {
  const character = text.charAt(at);
  const inside = awaited.at(-1);
  if (inside === "'") {
    if (character === "'") awaited.pop();
    return at + 1;
  }
  if (character === "\\") return at + 2;
  if (character === inside) {
    awaited.pop();
    return at + 1;
  }
  const first = character === "$" ? afterJoins(text, at + 1) : at + 1;
  const next = text.charAt(first);
  if (character === "$" && (next === "{" || next === "(")) {
    awaited.push(next === "{" ? "}" : ")");
    return first + 1;
  }
  if (character === "`" || character === '"') awaited.push(character);
  else if (inside !== '"' && character === "'") awaited.push(character);
  else if (inside === ")" && character === "(") awaited.push(")");
  return at + 1;
}

// src/run/shell-words.ts
var MOST_CHARACTERS = 65536;
var NUL = "It has a NUL character, which no command line can have.";
function splitShellWords(text) {
  if (text.length > MOST_CHARACTERS) {
    return { error: { word: 1, text: `The line is longer than ${MOST_CHARACTERS.toLocaleString("en")} characters.` } };
  }
  const reader = { text, at: 0, words: [], word: void 0 };
  while (reader.at < text.length) {
    const problem = readPiece(reader);
    if (problem !== void 0) return { error: { word: reader.words.length + 1, text: problem } };
  }
  endWord(reader);
  return { words: reader.words };
}
function readPiece(reader) {
  const character = reader.text.charAt(reader.at);
  switch (character) {
    case " ":
    case "	":
      endWord(reader);
      reader.at += 1;
      return void 0;
    case "\n":
      return readLineEnd(reader);
    case "#":
      if (reader.word === void 0) return skipComment(reader);
      return addLiteral(reader, character);
    case "\\":
      return readBackslash(reader);
    case "'":
      return readSingleQuoted(reader);
    case '"':
      return readDoubleQuoted(reader);
    default:
      return readPlain(reader, character);
  }
}
function readPlain(reader, character) {
  if (startsExpansion(reader.text, reader.at)) return readExpansion(reader);
  const next = character === "$" ? reader.text.charAt(afterJoins(reader.text, reader.at + 1)) : "";
  if (character === "$" && (next === "'" || next === '"')) {
    return `$${next} means different things in different shells; write plain quotes.`;
  }
  if (/[;&|<>()]/.test(character))
    return `${character} ends or redirects a command in a shell; quote it, or leave it out.`;
  if (character === "\0") return NUL;
  if (character === "\r") return "It has a carriage return, which a shell takes for part of a word.";
  if (/[*?]/.test(character) || character === "~" && reader.word === void 0) markUnknown(openWord(reader));
  addLiteral(reader, character);
  watchBraces(reader, character);
  return void 0;
}
function watchBraces(reader, character) {
  const word = openWord(reader);
  if (character === "{") {
    word.braceAt = word.text.length - 1;
    word.listInBrace = false;
  } else if (word.braceAt >= 0 && (character === "," || word.text.endsWith(".."))) word.listInBrace = true;
  else if (character === "}" && word.braceAt >= 0 && word.listInBrace) word.unknownFrom ??= word.braceAt;
}
function readExpansion(reader) {
  const end = afterExpansion(reader.text, reader.at);
  if (end === void 0) return "A substitution is not closed.";
  const word = openWord(reader);
  markUnknown(word);
  word.text += reader.text.slice(reader.at, end);
  reader.at = end;
  return void 0;
}
function readSingleQuoted(reader) {
  const end = reader.text.indexOf("'", reader.at + 1);
  if (end < 0) return "A single quote is not closed.";
  const quoted = reader.text.slice(reader.at + 1, end);
  if (quoted.includes("\0")) return NUL;
  openWord(reader).text += quoted;
  reader.at = end + 1;
  return void 0;
}
function readDoubleQuoted(reader) {
  const word = openWord(reader);
  reader.at += 1;
  while (reader.at < reader.text.length) {
    const character = reader.text.charAt(reader.at);
    const next = reader.text.charAt(reader.at + 1);
    if (character === '"') {
      reader.at += 1;
      return void 0;
    }
    if (character === "\0") return NUL;
    if (startsExpansion(reader.text, reader.at)) {
      const problem = readExpansion(reader);
      if (problem !== void 0) return problem;
    } else if (character === "\\" && next !== "" && '$`"\\\n'.includes(next)) {
      word.text += next === "\n" ? "" : next;
      reader.at += 2;
    } else addLiteral(reader, character);
  }
  return "A double quote is not closed.";
}
function readBackslash(reader) {
  const next = reader.text.charAt(reader.at + 1);
  if (next === "") return "It ends with a backslash, and nothing follows.";
  if (next === "\0") return NUL;
  reader.at += 1;
  if (next === "\n") reader.at += 1;
  else addLiteral(reader, next);
  return void 0;
}
function readLineEnd(reader) {
  endWord(reader);
  const rest = reader.text.slice(reader.at);
  if (reader.words.length > 0 && /[^\s]/.test(rest)) {
    return "The command ends with its line, and more follows; end each line but the last with a backslash.";
  }
  reader.at = reader.words.length > 0 ? reader.text.length : reader.at + 1;
  return void 0;
}
function skipComment(reader) {
  const end = reader.text.indexOf("\n", reader.at);
  reader.at = end < 0 ? reader.text.length : end;
}
function addLiteral(reader, character) {
  openWord(reader).text += character;
  reader.at += 1;
}
function openWord(reader) {
  reader.word ??= { text: "", unknownFrom: void 0, braceAt: -1, listInBrace: false };
  return reader.word;
}
function markUnknown(word) {
  word.unknownFrom ??= word.text.length;
}
function endWord(reader) {
  if (reader.word === void 0) return;
  const { text, unknownFrom } = reader.word;
  const number = reader.words.length + 1;
  reader.words.push(unknownFrom === void 0 ? { number, text } : { number, text, unknownFrom });
  reader.word = void 0;
}

// src/run/docker-run.ts
function readDockerRun(text) {
  const split = splitShellWords(text);
  if ("error" in split) return { kind: "refused", errors: [split.error] };
  const options = withoutCommandName(split.words);
  if ("error" in options) return { kind: "refused", errors: [options.error] };
  const line = takeFlags(options.words);
  if ("error" in line) return { kind: "refused", errors: [line.error] };
  const noImage = imageError(line.rest);
  const reading = runReading(line.given);
  if (noImage !== void 0) reading.errors.push(noImage);
  const settings = settingsOf(reading, line.rest.slice(1), line.undecided);
  if (reading.errors.length > 0) return { kind: "refused", errors: reading.errors };
  const [image] = line.rest;
  return { kind: "read", settings, image: image === void 0 ? NOT_SAID : ofWord(image, image.text) };
}
function withoutCommandName(words) {
  const [first, second, third] = words.map(({ text, unknownFrom }) => unknownFrom === void 0 ? text : void 0);
  if (first !== "docker") return { words };
  const verb = second === "container" ? third : second;
  if (verb === "run" || verb === "create") return { words: words.slice(second === "container" ? 3 : 2) };
  return { error: { word: 1, text: "docker is followed by neither run nor create; give the options of docker run." } };
}
function imageError([image, ...command]) {
  if (image === void 0 || image.unknownFrom !== void 0) return void 0;
  const { number: word, text } = image;
  const isId = isImageId(text) || /^[0-9a-f]{64}$/.test(text);
  if (!isId && parseImageReference(text) === void 0) {
    return { word, text: `${visibleText(text, 60)} is neither an option nor the name of an image.` };
  }
  const program = command.findIndex((next) => next.text === "docker" || next.text.endsWith("/docker"));
  const verb = command[program + 1]?.text;
  const runs = program >= 0 && (verb === "run" || verb === "create" || verb === "container");
  if (!runs && !/^(?:podman|nerdctl|run|create)$/.test(text)) return void 0;
  return { word, text: `It starts with ${visibleText(text, 60)}; give the options of docker run alone.` };
}
function settingsOf(reading, command, undecidedWord) {
  refuseWhatDoesNotRun(reading);
  const texts = (name) => every(reading, name, readText);
  return {
    source: { kind: "run-args" },
    privileged: last(reading, "privileged", readSwitch),
    capAdd: texts("cap-add"),
    capDrop: texts("cap-drop"),
    security: readSecurityOptions(reading),
    user: last(reading, "user", readText),
    groupAdd: texts("group-add"),
    readOnly: last(reading, "read-only", readSwitch),
    tmpfs: lastOfEach(every(reading, "tmpfs", readTmpfs), ({ target }) => target),
    namespaces: readNamespaces(reading),
    mounts: mountsOf(reading),
    volumesFrom: texts("volumes-from"),
    devices: every(reading, "device", readDevice),
    deviceCgroupRules: every(reading, "device-cgroup-rule", readDeviceRule),
    gpus: texts("gpus"),
    limits: readLimits(reading),
    sysctls: lastOfEach(every(reading, "sysctl", readSysctl), ({ name }) => name),
    ports: every(reading, "publish", readPort),
    publishAll: last(reading, "publish-all", readSwitch),
    restart: last(reading, "restart", readRestart),
    runtime: last(reading, "runtime", readText),
    env: namesOf(reading, "env"),
    envFiles: texts("env-file"),
    annotations: namesOf(reading, "annotation"),
    entrypoint: last(reading, "entrypoint", (text) => ({ value: [text] })),
    command: commandOf(command),
    unknown: undecidedWord === void 0 ? [] : [undecided({ word: undecidedWord.number, text: undecidedWord.text })]
  };
}
function refuseWhatDoesNotRun(reading) {
  const help = reading.given.get("help")?.[0];
  if (help !== void 0) refuse(reading, "help", help, "with it nothing is run");
  const remove = reading.given.get("rm")?.at(-1);
  const removes = last(reading, "rm", readSwitch);
  const restart = last({ ...reading, errors: [] }, "restart", readRestart);
  if (remove === void 0 || removes.state !== "said" || !removes.value) return;
  if (restart.state === "said" && restart.value.policy !== "no") {
    refuse(reading, "rm", remove, "it can\u2019t be given together with --restart");
  }
}
function mountsOf(reading) {
  const driver = last(reading, "volume-driver", readText);
  const socket = last(reading, "use-api-socket", readSwitch);
  const path = "/var/run/docker.sock";
  const mount = { kind: "bind", source: path, target: path, readOnly: false, propagation: "" };
  const ofSocket = socket.state === "said" && socket.value ? [{ ...socket, value: mount }] : [];
  return [
    ...every(reading, "volume", (text) => readVolume(text, driver.state !== "not-said")),
    ...every(reading, "mount", (text) => readMount(text, false)),
    ...socket.state === "unknown" ? [socket] : ofSocket
  ];
}
function namesOf(reading, name) {
  const shortened = (reading.given.get(name) ?? []).map((value) => {
    const { word, text, unknownFrom } = value;
    const [before = ""] = text.split("=", 1);
    return unknownFrom === void 0 || unknownFrom > before.length ? { word, text: before } : { word, text: before, unknownFrom };
  });
  const names = { given: /* @__PURE__ */ new Map([[name, shortened]]), errors: reading.errors };
  return every(names, name, readEnvName);
}
function commandOf(words) {
  const [first] = words;
  if (first === void 0) return NOT_SAID;
  const unknown = words.find(({ unknownFrom }) => unknownFrom !== void 0);
  if (unknown !== void 0) return undecided({ word: unknown.number, text: unknown.text });
  return { state: "said", value: words.map(({ text }) => text), at: atWord(first.number) };
}
function ofWord({ number, text, unknownFrom }, value) {
  return unknownFrom === void 0 ? said(value, { word: number }) : undecided({ word: number, text });
}
export {
  readDockerRun
};
