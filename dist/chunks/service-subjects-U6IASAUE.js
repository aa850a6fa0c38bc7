import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  checkBuildContext
} from "./chunk-XBP5L47X.js";
import {
  lastOfEach,
  readBytes,
  readCpus,
  readDevice,
  readDeviceRule,
  readEnvName,
  readInteger,
  readPort,
  readRestart,
  readSecurityOptions,
  readSwitch,
  readSysctl,
  readText,
  readTmpfs,
  readUlimit,
  readVolume
} from "./chunk-6GXHVMLU.js";
import {
  NOT_SAID,
  cleanPath
} from "./chunk-MDQ43KVE.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/evidence/compose-project.ts
import path3 from "node:path";

// src/run/compose-node.ts
var MAX_MERGES = 50;
function mergedInto(node) {
  const seen = /* @__PURE__ */ new Set();
  const open = [node];
  for (let next = open.shift(); next !== void 0 && seen.size <= MAX_MERGES; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const merged2 = next.entries?.get("<<")?.node;
    if (merged2 !== void 0) open.push(...merged2.items ?? [merged2]);
  }
  return [...seen];
}
function entryOf(node, key) {
  const own = node.entries?.get(key);
  if (own !== void 0 || node.entries?.has("<<") !== true) return own;
  return mergedInto(node).find(({ entries }) => entries?.has(key))?.entries?.get(key);
}
function* textsBelow(node) {
  const seen = /* @__PURE__ */ new Set();
  const open = [node];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.text !== void 0) yield next.text;
    for (const item of next.items ?? []) open.push(item);
    for (const entry of next.entries?.values() ?? []) open.push(entry.node);
  }
}

// src/run/compose-variables.ts
function decidingVariables(text, unset) {
  const names = [];
  for (const match of text.replaceAll("$$", "").matchAll(/\$(\{?)([A-Za-z_]\w*)(:?[-+?])?/g)) {
    const [, brace = "", name = "", operator = ""] = match;
    const sign = brace === "" ? "" : operator.slice(-1);
    if (sign === "+" || sign !== "-" && unset.has(name)) names.push(name);
  }
  return names;
}
function unsetVariables(warnings) {
  const names = warnings.flatMap(
    (line) => /\bThe \\?"?([A-Za-z_]\w*)\\?"? variable is not set\b/.exec(line)?.[1] ?? []
  );
  return [...new Set(names)];
}

// src/run/compose-lines.ts
var NO_LINES = { files: [], placeOf: () => void 0, unsetIn: () => void 0, unplaced: [] };
var UNSET_VARIABLE = "is a variable that is not set when the gate looks";
function composeLines(files, given, unset, others = []) {
  const known = /* @__PURE__ */ new Map();
  const descriptions = (owner) => {
    const key = `${owner.section}.${owner.name}`;
    const found = known.get(key) ?? describe(files, owner);
    known.set(key, found);
    return found;
  };
  const names = /* @__PURE__ */ new Set([...unset, ...others]);
  const texts = files.flatMap(({ documents }) => documents.flatMap((node) => [...textsBelow(node)]));
  const placed = new Set(texts.flatMap((text) => decidingVariables(text, names)));
  return {
    files: given,
    placeOf: (owner, path4, written) => findPlace(descriptions(owner), owner, path4, written),
    unsetIn: (owner, path4) => {
      for (const { entry } of descriptions(owner)) {
        const node = follow(entry, path4)?.node;
        for (const text of node === void 0 ? [] : textsBelow(node)) {
          const [name] = text.includes("$") ? decidingVariables(text, names) : [];
          if (name !== void 0) return name;
        }
      }
      return void 0;
    },
    unplaced: unset.filter((name) => !placed.has(name))
  };
}
function describe(files, { section, name }) {
  const found = [];
  const names = [name];
  const seen = /* @__PURE__ */ new Set();
  for (let next = names.shift(); next !== void 0; next = names.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { path: path4, documents } of files.toReversed()) {
      for (const document of documents.toReversed()) {
        const all = entryOf(document, section)?.node;
        const entry = all === void 0 ? void 0 : entryOf(all, next);
        if (entry === void 0) continue;
        found.push({ file: path4, entry, isOwn: next === name });
        const base = entryOf(entry.node, "extends")?.node;
        const text = base?.text ?? (base === void 0 ? void 0 : entryOf(base, "service")?.node.text);
        if (text !== void 0) names.push(text);
      }
    }
  }
  return found;
}
function follow(entry, path4) {
  let at = entry;
  for (const key of path4) {
    if (at === void 0) return void 0;
    const item = at.node.items?.[Number(key)];
    at = item === void 0 ? entryOf(at.node, key) : { line: item.line, node: item };
  }
  return at;
}
function findPlace(descriptions, { section, name }, path4, written) {
  for (let length = path4.length; length > 0; length -= 1) {
    const place = findExactly(descriptions, [section, name, ...path4.slice(0, length)], written);
    if (place !== void 0) return place;
  }
  const first = descriptions.findLast(({ isOwn }) => isOwn);
  return first === void 0 ? void 0 : { in: "file", file: first.file, line: first.entry.line, key: `${section}.${name}` };
}
function findExactly(descriptions, [section = "", name = "", ...path4], written) {
  const key = [section, name, ...path4].join(".");
  const full = descriptions.flatMap(({ file, entry }) => {
    const found = follow(entry, path4);
    return found === void 0 ? [] : [{ file, found }];
  });
  for (const { file, found } of full) {
    const items = found.node.items ?? [];
    const index = written === void 0 ? -1 : items.findIndex((item) => says(item, written));
    const line = items[index]?.line;
    if (line !== void 0) return { in: "file", file, line, key: `${key}[${index}]` };
  }
  const [last] = full;
  return last === void 0 ? void 0 : { in: "file", file: last.file, line: last.found.line, key };
}
function says(item, written) {
  for (const text of textsBelow(item)) {
    if (plain(text) === plain(written) || text.startsWith(`${written}=`) || text.split(":").includes(written))
      return true;
  }
  return false;
}
function plain(text) {
  return text.replace(/(?:\/tcp|:rw)$/, "").replace("::", ":");
}

// src/run/compose-reading.ts
function fieldsOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return void 0;
  return new Map(Object.entries(value).filter(([, field]) => field !== null && field !== void 0));
}
function textOf(value) {
  if (typeof value === "string") return value.replaceAll("$$", "$");
  return typeof value === "number" && Number.isFinite(value) ? String(value) : void 0;
}
function switchText(value) {
  return typeof value === "boolean" ? String(value) : textOf(value);
}
function placeOf({ owner, lines, declared }, path4, written) {
  const found = lines.placeOf(owner, path4, written);
  return found ?? { ...declared, key: [owner.section, owner.name, ...path4].join(".") };
}
function undecidedAt(reading, path4, value, why) {
  const text = switchText(value);
  const written = text ?? (Array.isArray(value) ? "a list" : "a mapping");
  return { state: "unknown", written, why, at: placeOf(reading, path4, text) };
}
function unsetIn(reading, path4) {
  const variable = reading.lines.unsetIn(reading.owner, path4);
  if (variable === void 0) return void 0;
  return { state: "unknown", written: `\${${variable}}`, why: UNSET_VARIABLE, at: placeOf(reading, path4) };
}
var WRONG_KIND = "is of a kind that the gate does not know here";
function settingOf(reading, path4, read, value = valueAt(reading, path4)) {
  const unset = unsetIn(reading, path4);
  if (unset !== void 0) return unset;
  return value === void 0 ? NOT_SAID : entryOf2(reading, path4, value, read);
}
function entriesOf(reading, path4, readEntry) {
  const unset = unsetIn(reading, path4);
  const value = valueAt(reading, path4);
  const list = Array.isArray(value) ? value : value === void 0 ? [] : [value];
  const entries = list.map((entry) => readEntry(entry));
  return unset === void 0 ? entries : [...entries, unset];
}
function textsOf(reading, path4, read) {
  return entriesOf(reading, path4, (entry) => entryOf2(reading, path4, entry, read));
}
function pairsOf(reading, path4, read) {
  const value = valueAt(reading, path4);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return textsOf(reading, path4, read);
  const unset = unsetIn(reading, path4);
  const entries = Object.entries(value).map(([name, field]) => {
    const text = field === null ? "" : switchText(field);
    if (text === void 0) return undecidedAt(reading, [...path4, name], field, WRONG_KIND);
    return entryOf2(reading, [...path4, name], `${name}=${text}`, read);
  });
  return unset === void 0 ? entries : [...entries, unset];
}
function entryOf2(reading, path4, value, read) {
  const text = switchText(value);
  if (text === void 0) return undecidedAt(reading, path4, value, WRONG_KIND);
  const result = read(text);
  if ("wrong" in result) return undecidedAt(reading, path4, value, `can\u2019t be read: ${result.wrong}`);
  return { state: "said", value: result.value, at: placeOf(reading, path4, text) };
}
function valueAt({ fields }, path4) {
  let value;
  let inner = fields;
  for (const key of path4) {
    value = inner?.get(key);
    inner = fieldsOf(value);
  }
  return value;
}

// src/run/compose-access.ts
function readComposePorts(reading) {
  return entriesOf(reading, ["ports"], (entry) => {
    const fields = fieldsOf(entry);
    const text = fields === void 0 ? textOf(entry) : portText(fields);
    if (text === void 0) return undecidedAt(reading, ["ports"], entry, WRONG_KIND);
    const read = readPort(text);
    if ("wrong" in read) return undecidedAt(reading, ["ports"], text, `can\u2019t be read: ${read.wrong}`);
    return { state: "said", value: read.value, at: placeOf(reading, ["ports"], writtenPort(read.value)) };
  });
}
function portText(fields) {
  const [target, published, address, protocol] = [
    textOf(fields.get("target")),
    textOf(fields.get("published") ?? ""),
    textOf(fields.get("host_ip") ?? ""),
    textOf(fields.get("protocol") ?? "tcp")
  ];
  if (target === void 0 || published === void 0 || address === void 0 || protocol === void 0) {
    return void 0;
  }
  const host = address.includes(":") ? `[${address}]` : address;
  return `${host}:${published}:${target}/${protocol}`;
}
function writtenPort({ hostAddress, hostPort, containerPort, protocol }) {
  const parts = [hostAddress, hostPort, containerPort].filter((part) => part !== "");
  return `${parts.join(":")}${protocol === "tcp" ? "" : `/${protocol}`}`;
}
function readComposeDevices(reading) {
  return entriesOf(reading, ["devices"], (entry) => {
    const fields = fieldsOf(entry);
    if (fields === void 0) return entryOf2(reading, ["devices"], entry, readDevice);
    const source = textOf(fields.get("source"));
    const target = textOf(fields.get("target") ?? source);
    const permissions = textOf(fields.get("permissions") ?? "rwm");
    if (source === void 0 || target === void 0 || permissions === void 0) {
      return undecidedAt(reading, ["devices"], entry, WRONG_KIND);
    }
    const isCdi = source === target && !source.startsWith("/");
    const device = isCdi ? readDevice(source) : readDevice(`${source}:${cleanPath(target)}:${permissions}`);
    if ("wrong" in device) return undecidedAt(reading, ["devices"], source, `can\u2019t be read: ${device.wrong}`);
    return { state: "said", value: device.value, at: placeOf(reading, ["devices"], source) };
  });
}
function readNames(reading, key) {
  const value = valueAt(reading, [key]);
  if (value === void 0) return [];
  const names = Array.isArray(value) ? value : typeof value === "object" && value !== null ? Object.keys(value) : [value];
  return names.map((entry) => {
    const [name = ""] = switchText(entry)?.split("=", 1) ?? [];
    const place = [key, ...Array.isArray(value) ? [] : [name]];
    if (name === "") return undecidedAt(reading, [key], "an entry", "has no name that the gate can read");
    return entryOf2(reading, place, name, readEnvName);
  });
}
function readEnvFiles(reading) {
  const unset = unsetIn(reading, ["env_file"]);
  if (unset !== void 0) return [unset];
  return entriesOf(reading, ["env_file"], (entry) => {
    const path4 = textOf(fieldsOf(entry)?.get("path") ?? entry);
    if (path4 === void 0) return undecidedAt(reading, ["env_file"], entry, WRONG_KIND);
    return { state: "said", value: path4, at: placeOf(reading, ["env_file"], path4) };
  });
}

// src/run/compose-build.ts
var BUILD_KEYS = [
  ...["additional_contexts", "args", "cache_from", "cache_to", "context", "dockerfile", "labels", "no_cache"],
  ...["no_cache_filter", "platforms", "provenance", "pull", "sbom", "shm_size", "tags", "target", "ulimits"]
];
function readComposeBuild(value) {
  const text = textOf(value);
  const fields = text === void 0 ? fieldsOf(value) : /* @__PURE__ */ new Map([["context", text]]);
  if (fields === void 0) return { ...EMPTY, unsupported: ["it is neither a path nor a mapping"] };
  const target = textOf(fields.get("target"));
  const [context, dockerfile] = [
    textOf(fields.get("context") ?? "."),
    textOf(fields.get("dockerfile") ?? "Dockerfile")
  ];
  const [args, contexts] = [pairs(fields.get("args")), pairs(fields.get("additional_contexts"))];
  const wrong = [context, dockerfile, args, contexts].includes(void 0);
  return {
    context: context ?? ".",
    dockerfile: dockerfile ?? "Dockerfile",
    ...target !== void 0 && target !== "" && { target },
    args: args ?? [],
    additionalContexts: contexts ?? [],
    unsupported: [
      ...wrong ? ["a part of it is of a kind that the gate does not know"] : [],
      ...unsupportedIn(fields)
    ]
  };
}
var EMPTY = {
  ...{ context: ".", dockerfile: "Dockerfile", args: [], additionalContexts: [], unsupported: [] }
};
function pairs(value) {
  if (value === void 0) return [];
  const list = Array.isArray(value) ? value.map(textOf) : [...fieldsOf(value) ?? [["", void 0]]].map(([name, field]) => {
    const text = switchText(field);
    return text === void 0 ? void 0 : `${name.replaceAll("$$", "$")}=${text}`;
  });
  const texts = list.filter((entry) => entry !== void 0);
  if (texts.length < list.length) return void 0;
  return texts.filter((entry) => entry.includes("="));
}
function unsupportedIn(fields) {
  const strange = [...fields.keys()].filter((key) => !BUILD_KEYS.includes(key) && !key.startsWith("x-"));
  return strange.flatMap((key) => {
    const value = fields.get(key);
    if (isNothing(value)) return [];
    if (key === "network" && value === "default") return [];
    return [`it has ${key}`];
  });
}
function isNothing(value) {
  if (value === false || value === "false" || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return fieldsOf(value)?.size === 0;
}

// src/run/compose-keys.ts
var HARMLESS_KEYS = /* @__PURE__ */ new Set([
  ...["attach", "blkio_config", "cgroup_parent", "container_name", "cpu_count", "cpu_percent", "cpu_rt_period"],
  ...["cpu_rt_runtime", "cpu_shares", "cpuset", "depends_on", "develop", "dns", "dns_opt", "dns_search"],
  ...["domainname", "expose", "extends", "external_links", "extra_hosts", "healthcheck", "hostname", "init"],
  ...["isolation", "label_file", "labels", "links", "logging", "mac_address", "mem_reservation", "mem_swappiness"],
  ...["memswap_limit", "oom_kill_disable", "oom_score_adj", "profiles", "pull_policy", "pull_refresh_after", "scale"],
  ...["shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt", "triggers", "tty", "working_dir"]
]);
var READ_KEYS = /* @__PURE__ */ new Set([
  ...["annotations", "build", "cap_add", "cap_drop", "cgroup", "command", "configs", "cpu_period", "cpu_quota", "cpus"],
  ...[
    "deploy",
    "device_cgroup_rules",
    "devices",
    "entrypoint",
    "env_file",
    "environment",
    "gpus",
    "group_add",
    "image"
  ],
  ...["ipc", "mem_limit", "network_mode", "networks", "pid", "pids_limit", "platform", "ports", "post_start"],
  ...["pre_start", "pre_stop", "privileged", "read_only", "restart", "runtime", "secrets", "security_opt", "sysctls"],
  ...["tmpfs", "ulimits", "use_api_socket", "user", "userns_mode", "uts", "volume_driver", "volumes", "volumes_from"]
]);
var DEPLOY_KEYS = /* @__PURE__ */ new Set([
  ...["endpoint_mode", "labels", "mode", "placement", "replicas", "resources", "restart_policy", "rollback_config"],
  "update_config"
]);
var HARMLESS_HOOK_KEYS = /* @__PURE__ */ new Set([
  ...["command", "entrypoint", "environment", "per_replica", "working_dir", "labels", "init"]
]);

// src/run/compose-hooks.ts
var UNKNOWN_KEY = "is a key that the gate does not know";
function readUnknown(reading) {
  return [...unknownKeys(reading), ...startHooks(reading), ...execHooks(reading)];
}
function unclassified(undecided) {
  return { ...undecided, unclassified: true };
}
function unknownKeys(reading) {
  const isKnown = (key) => HARMLESS_KEYS.has(key) || READ_KEYS.has(key) || key.startsWith("x-");
  const own = [...reading.fields.keys()].filter((key) => !isKnown(key));
  const deploy = valueAt(reading, ["deploy"]);
  const fields = fieldsOf(deploy ?? {});
  const inDeploy = [...fields?.keys() ?? []].filter((key) => !DEPLOY_KEYS.has(key) && !key.startsWith("x-"));
  return [
    ...own.map((key) => unclassified(undecidedAt(reading, [key], key, UNKNOWN_KEY))),
    ...inDeploy.map((key) => unclassified(undecidedAt(reading, ["deploy", key], key, UNKNOWN_KEY))),
    ...fields === void 0 ? [undecidedAt(reading, ["deploy"], deploy, WRONG_KIND)] : []
  ];
}
function execHooks(reading) {
  return ["post_start", "pre_stop"].flatMap((key) => {
    const unset = unsetIn(reading, [key]);
    return [...unset === void 0 ? [] : [unset], ...eachHook(reading, key, execHook)];
  });
}
function execHook(reading, path4, hook) {
  const fields = fieldsOf(hook);
  if (fields === void 0) return [undecidedAt(reading, path4, hook, WRONG_KIND)];
  const privileged = readSwitch(switchText(fields.get("privileged") ?? false) ?? "");
  const user = switchText(fields.get("user") ?? "");
  const given = "wrong" in privileged || privileged.value;
  return [
    ...given ? [unclassified(undecidedAt(reading, path4, "privileged", "gives a command in the running container all rights"))] : [],
    // With a number that is not root's it can do less than the container itself may.
    ...user === void 0 || !/^(?:|[1-9]\d{0,8}(?::[1-9]\d{0,8})?)$/.test(user) ? [undecidedAt(reading, path4, user, "is the user of a command in the running container")] : []
  ];
}
function startHooks(reading) {
  return eachHook(reading, "pre_start", (_, path4, hook) => {
    const fields = fieldsOf(hook);
    if (fields === void 0) return [undecidedAt(reading, path4, hook, WRONG_KIND)];
    const keys = [...fields.keys()].filter((key) => !HARMLESS_HOOK_KEYS.has(key) && !key.startsWith("x-"));
    const why = "is set for a container that runs before the service, which the gate does not judge";
    return keys.map((key) => unclassified(undecidedAt(reading, path4, key, why)));
  });
}
function eachHook(reading, key, readHook) {
  const hooks = valueAt(reading, [key]) ?? [];
  if (!Array.isArray(hooks)) return [undecidedAt(reading, [key], hooks, WRONG_KIND)];
  return hooks.flatMap((hook, index) => readHook(reading, [key, `${index}`], hook));
}

// src/run/compose-limits.ts
var LIMITS = ["deploy", "resources", "limits"];
function readComposeLimits(reading) {
  return {
    pids: either(reading, [...LIMITS, "pids"], ["pids_limit"], readInteger),
    memory: either(reading, [...LIMITS, "memory"], ["mem_limit"], readBytes),
    cpus: processors(reading),
    ulimits: readUlimits(reading)
  };
}
function either(reading, deploy, own, read) {
  const first = settingOf(reading, deploy, read);
  if (first.state === "unknown" || first.state === "said" && first.value > 0) return first;
  return settingOf(reading, own, read);
}
var PERIOD = 1e5;
function processors(reading) {
  const cpus = either(reading, [...LIMITS, "cpus"], ["cpus"], readCpus);
  if (cpus.state === "unknown" || cpus.state === "said" && cpus.value > 0) return cpus;
  const quota = settingOf(reading, ["cpu_quota"], readInteger);
  const period = settingOf(reading, ["cpu_period"], readInteger);
  if (quota.state !== "said") return quota.state === "unknown" ? quota : cpus;
  if (period.state === "unknown") return period;
  const micros = period.state === NOT_SAID.state || period.value <= 0 ? PERIOD : period.value;
  return { ...quota, value: quota.value / micros };
}
function readUlimits(reading) {
  const value = valueAt(reading, ["ulimits"]);
  const unset = unsetIn(reading, ["ulimits"]);
  const open = unset === void 0 ? [] : [unset];
  const limits = fieldsOf(value ?? {});
  if (limits === void 0) return [undecidedAt(reading, ["ulimits"], value, WRONG_KIND), ...open];
  const read = [...limits].map(([name, limit]) => {
    const both = fieldsOf(limit);
    const soft = textOf(both === void 0 ? limit : both.get("soft"));
    const hard = textOf(both === void 0 ? limit : both.get("hard") ?? both.get("soft"));
    return entryOf2(reading, ["ulimits", name], `${name}=${soft ?? ""}:${hard ?? ""}`, readUlimit);
  });
  return [...read, ...open];
}
function readComposeRestart(reading) {
  const path4 = ["deploy", "restart_policy"];
  const value = valueAt(reading, path4);
  if (value === void 0) return settingOf(reading, ["restart"], readRestart);
  const policy = fieldsOf(value);
  const condition = textOf(policy?.get("condition") ?? "any");
  const attempts = textOf(policy?.get("max_attempts") ?? 0);
  const unset = unsetIn(reading, path4);
  if (unset !== void 0) return unset;
  if (policy === void 0 || condition === void 0) return undecidedAt(reading, path4, value, WRONG_KIND);
  const name = condition === "any" ? "always" : condition === "none" ? "no" : condition;
  return entryOf2(reading, path4, name === "on-failure" ? `${name}:${attempts ?? "none"}` : name, readRestart);
}
function readComposeGpus(reading) {
  const paths = [["gpus"], ["deploy", "resources", "reservations", "devices"]];
  return paths.flatMap(
    (path4) => entriesOf(reading, path4, (entry) => {
      const request = fieldsOf(entry);
      const text = request === void 0 ? textOf(entry) : requestText(request);
      if (text === void 0) return undecidedAt(reading, path4, entry, WRONG_KIND);
      return { state: "said", value: text, at: placeOf(reading, path4, text) };
    })
  );
}
function requestText(request) {
  const parts = [];
  for (const key of ["driver", "count", "device_ids", "capabilities"]) {
    const value = request.get(key);
    if (value === void 0) continue;
    const texts = (Array.isArray(value) ? value : [value]).map(textOf);
    if (texts.includes(void 0)) return void 0;
    parts.push(`${key === "device_ids" ? "device" : key}=${texts.join(";")}`);
  }
  return parts.length === 0 ? "all" : parts.join(",");
}

// src/run/compose-mounts.ts
var SOCKET = "/var/run/docker.sock";
var PROPAGATIONS = ["", "private", "rprivate", "slave", "rslave", "shared", "rshared"];
function readComposeMounts(reading, project) {
  const volumes = fieldsOf(project.get("volumes")) ?? /* @__PURE__ */ new Map();
  const anyName = reading.fields.has("volume_driver");
  const mounts = entriesOf(reading, ["volumes"], (entry) => {
    const fields = fieldsOf(entry);
    if (fields !== void 0) return readLong(reading, fields);
    const short = entryOf2(reading, ["volumes"], entry, (text) => readVolume(text, anyName));
    return short.state === "said" ? { ...short, at: placeOf(reading, ["volumes"], short.value.target) } : short;
  });
  return [
    ...mounts.flatMap((mount) => withDevice(reading, mount, volumes)),
    ...["secrets", "configs"].flatMap((key) => {
      const files = fieldsOf(project.get(key)) ?? /* @__PURE__ */ new Map();
      return entriesOf(reading, [key], (entry) => readFileOf(reading, key, entry, files));
    }),
    ...socketOf(reading)
  ];
}
function readLong(reading, fields) {
  const path4 = ["volumes"];
  const type = textOf(fields.get("type")) ?? "volume";
  const target = textOf(fields.get("target"));
  const source = textOf(fields.get("source") ?? "");
  const readOnly = readSwitch(switchText(fields.get("read_only") ?? false) ?? "");
  const bind = fieldsOf(fields.get("bind") ?? {});
  const propagation = textOf(bind?.get("propagation") ?? "");
  const unknown = (written, why) => undecidedAt(reading, path4, written, why);
  if (target === void 0 || source === void 0 || propagation === void 0) {
    return unknown("a mount", "lacks a target, or has a part of a kind that the gate does not know");
  }
  if ("wrong" in readOnly) return unknown(target, "has a read_only that is neither true nor false");
  if (type !== "bind" && type !== "volume" && type !== "tmpfs" && type !== "image") {
    return unknown(type, "is a type of mount that the gate does not know");
  }
  if (!PROPAGATIONS.includes(propagation)) return unknown(propagation, "is a propagation that the gate does not know");
  if (!target.startsWith("/")) return unknown(target, "is a target that is not an absolute path");
  if ((type === "bind" || type === "image") && source === "") return unknown(target, "is a mount without a source");
  const mount = {
    kind: type,
    source: type === "bind" ? cleanPath(source) : type === "tmpfs" ? "" : source,
    target: cleanPath(target),
    readOnly: readOnly.value,
    propagation
  };
  return { state: "said", value: mount, at: placeOf(reading, path4, target) };
}
function withDevice(reading, mount, volumes) {
  if (mount.state !== "said" || mount.value.kind !== "volume" || mount.value.source === "") return [mount];
  const name = mount.value.source;
  const unset = reading.lines.unsetIn({ section: "volumes", name }, ["driver_opts"]);
  if (unset !== void 0) {
    return [
      undecidedAt(reading, ["volumes"], name, `is a volume whose options have the variable ${unset}, which is not set`)
    ];
  }
  const volume = fieldsOf(volumes.get(name) ?? {});
  const options = fieldsOf(volume?.get("driver_opts") ?? {});
  const device = options?.get("device");
  if (device === void 0 && options !== void 0) return [mount];
  const text = textOf(device);
  if (text === void 0)
    return [undecidedAt(reading, ["volumes"], name, "is a volume with options that the gate can\u2019t read")];
  return [{ ...mount, value: { ...mount.value, device: text } }];
}
function readFileOf(reading, key, entry, files) {
  const fields = fieldsOf(entry);
  const name = textOf(fields === void 0 ? entry : fields.get("source"));
  const target = textOf(fields?.get("target") ?? name);
  if (name === void 0 || target === void 0) return undecidedAt(reading, [key], entry, WRONG_KIND);
  const unset = reading.lines.unsetIn({ section: key, name }, ["file"]);
  if (unset !== void 0) {
    return undecidedAt(reading, [key], name, `is a file whose path has the variable ${unset}, which is not set`);
  }
  const file = fieldsOf(files.get(name))?.get("file");
  const path4 = file === void 0 ? "" : textOf(file);
  if (path4 === void 0) return undecidedAt(reading, [key], name, "is a file with a path that the gate can\u2019t read");
  const folder = key === "secrets" ? "/run/secrets" : "";
  const mount = {
    ...path4 === "" ? { kind: "other", source: name } : { kind: "bind", source: cleanPath(path4) },
    target: cleanPath(target.startsWith("/") ? target : `${folder}/${target}`),
    readOnly: true,
    propagation: ""
  };
  return { state: "said", value: mount, at: placeOf(reading, [key], name) };
}
function socketOf(reading) {
  const socket = settingOf(reading, ["use_api_socket"], readSwitch);
  if (socket.state === "unknown") return [socket];
  if (socket.state !== "said" || !socket.value) return [];
  const mount = { kind: "bind", source: SOCKET, target: SOCKET, readOnly: false, propagation: "" };
  return [{ ...socket, value: mount }];
}
function readComposeTmpfs(reading) {
  return textsOf(reading, ["tmpfs"], readTmpfs);
}
function readVolumesFrom(reading) {
  const path4 = ["volumes_from"];
  const unset = unsetIn(reading, path4);
  if (unset !== void 0) return [unset];
  return entriesOf(reading, path4, (entry) => {
    const name = textOf(entry)?.replace(/^service:|:rw$/g, "");
    if (name === void 0) return undecidedAt(reading, path4, entry, WRONG_KIND);
    return entryOf2(reading, path4, name, (text) => text === "" ? { wrong: "it names nothing" } : { value: text });
  });
}

// src/run/compose-namespaces.ts
function readComposeNamespaces(reading, project) {
  return {
    pid: modeOf(reading, "pid", ["host"]),
    network: networkOf(reading, fieldsOf(project.get("networks")) ?? /* @__PURE__ */ new Map()),
    ipc: modeOf(reading, "ipc", ["host", "none", "private", "shareable"]),
    uts: modeOf(reading, "uts", ["host"]),
    userns: modeOf(reading, "userns_mode", ["host"]),
    cgroup: modeOf(reading, "cgroup", ["host", "private"])
  };
}
function modeOf(reading, key, allowed) {
  const mode = settingOf(reading, [key], (text) => {
    if (text === "") return { value: "" };
    const other = ofOther(text);
    if (other !== void 0) return { value: other };
    if (!allowed.includes(text)) return { wrong: "there is no such mode" };
    const kind = ["host", "none", "private"].find((known) => known === text);
    return { value: kind === void 0 ? { kind: "other", name: text } : { kind } };
  });
  return notEmpty(mode);
}
function networkOf(reading, networks) {
  const mode = settingOf(reading, ["network_mode"], readNetwork);
  if (mode.state !== "not-said") return notEmpty(mode);
  const joined = valueAt(reading, ["networks"]);
  const names = Array.isArray(joined) ? joined.map(textOf) : [...fieldNames(joined) ?? ["default"]];
  for (const name of names) {
    if (name === void 0) return undecidedAt(reading, ["networks"], joined, WRONG_KIND);
    const real = nameOf(networks, name);
    if (real === void 0)
      return undecidedAt(reading, ["networks"], name, "is a network with a name that the gate can\u2019t read");
    const read = readNetwork(real);
    const isEngines = "value" in read && read.value !== "" && !["other", "private"].includes(read.value.kind);
    if (isEngines) return { state: "said", value: read.value, at: placeOf(reading, ["networks"], name) };
    const unset = reading.lines.unsetIn({ section: "networks", name }, []);
    if (unset !== void 0) {
      return undecidedAt(reading, ["networks"], name, `is a network with the variable ${unset}, which is not set`);
    }
  }
  return NOT_SAID;
}
function fieldNames(value) {
  return typeof value === "object" && value !== null ? Object.keys(value) : void 0;
}
function nameOf(networks, key) {
  const network = fieldsOf(networks.get(key));
  const name = network?.get("name") ?? fieldsOf(network?.get("external"))?.get("name");
  return name === void 0 ? `project_${key}` : textOf(name);
}
function readNetwork(text) {
  if (text === "") return { value: "" };
  if (text === "host" || text === "none") return { value: { kind: text } };
  if (text === "bridge" || text === "default") return { value: { kind: "private" } };
  return { value: ofOther(text) ?? { kind: "other", name: text } };
}
function ofOther(text) {
  const [, kind, name] = /^(container|service):(.+)$/s.exec(text) ?? [];
  if (name === void 0 || kind !== "container" && kind !== "service") return void 0;
  return { kind, name };
}
function notEmpty(mode) {
  if (mode.state !== "said") return mode;
  const { value } = mode;
  return value === "" ? NOT_SAID : { ...mode, value };
}

// src/run/compose-program.ts
function readProgram(reading, key) {
  const value = valueAt(reading, [key]);
  const unset = unsetIn(reading, [key]);
  if (unset !== void 0) return unset;
  if (value === void 0) return NOT_SAID;
  const words = Array.isArray(value) ? value.map(textOf) : splitWords(textOf(value));
  if (words === void 0 || !words.every((word) => word !== void 0)) {
    return undecidedAt(reading, [key], value, WRONG_KIND);
  }
  const at = placeOf(reading, [key]);
  if (words.length > 0) return { state: "said", value: words, at };
  return key === "entrypoint" ? { state: "said", value: [""], at } : NOT_SAID;
}
var WORD = /(?:[^\s"'\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g;
function splitWords(text) {
  if (text === void 0 || text.length > 16384 || text.replace(WORD, "").trim() !== "") return void 0;
  return (text.match(WORD) ?? []).map(
    (word) => word.replace(/\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g, (_, escaped, single, double) => {
      return escaped ?? single ?? String(double).replace(/\\(["\\])/g, "$1");
    })
  );
}

// src/run/compose-security.ts
var PATH = ["security_opt"];
function readComposeSecurity(reading) {
  const value = valueAt(reading, PATH) ?? [];
  const entries = Array.isArray(value) ? value : [value];
  const open = [];
  let all = readSecurityOptions({ given: /* @__PURE__ */ new Map(), errors: [] });
  entries.forEach((entry) => {
    const text = textOf(entry);
    if (text === void 0) {
      open.push(undecidedAt(reading, PATH, entry, WRONG_KIND));
      return;
    }
    const one = { given: /* @__PURE__ */ new Map([["security-opt", [{ word: 1, text }]]]), errors: [] };
    const read = readSecurityOptions(one);
    const [error] = one.errors;
    if (error !== void 0) open.push(undecidedAt(reading, PATH, text, `can\u2019t be read: ${error.text}`));
    else all = merged(all, movedTo(read, placeOf(reading, PATH, text)));
  });
  const unset = unsetIn(reading, PATH);
  return [...open, ...unset === void 0 ? [] : [unset]].reduce(withUndecided, all);
}
function merged(all, next) {
  const later = (one, other) => other.state === "not-said" ? one : other;
  return {
    noNewPrivileges: later(all.noNewPrivileges, next.noNewPrivileges),
    seccomp: later(all.seccomp, next.seccomp),
    apparmor: later(all.apparmor, next.apparmor),
    systemPaths: later(all.systemPaths, next.systemPaths),
    labels: [...all.labels, ...next.labels],
    other: [...all.other, ...next.other]
  };
}
function movedTo(options, at) {
  const setting = (one) => one.state === "not-said" ? one : { ...one, at };
  const stated = (one) => ({ ...one, at });
  return {
    noNewPrivileges: setting(options.noNewPrivileges),
    seccomp: setting(options.seccomp),
    apparmor: setting(options.apparmor),
    systemPaths: setting(options.systemPaths),
    labels: options.labels.map(stated),
    other: options.other.map(stated)
  };
}
function withUndecided(all, open) {
  const { noNewPrivileges, seccomp, apparmor, systemPaths } = all;
  const isOpen = (one, worst) => {
    return one.state === "said" && worst(one.value) ? one : open;
  };
  return {
    noNewPrivileges: isOpen(noNewPrivileges, (value) => !value),
    seccomp: isOpen(seccomp, ({ kind }) => kind === "unconfined"),
    apparmor: isOpen(apparmor, ({ kind }) => kind === "unconfined"),
    systemPaths: isOpen(systemPaths, (value) => value === "unconfined"),
    labels: [...all.labels, open],
    other: [...all.other, open]
  };
}

// src/run/compose.ts
function readComposeModel(project, lines = NO_LINES) {
  const fields = fieldsOf(project);
  const services = namedOf(fields?.get("services"));
  const jobs = namedOf(fields?.get("jobs"));
  if (fields === void 0 || services === void 0 || jobs === void 0) return void 0;
  const read = (section) => (name, value) => {
    return readService({ section, name }, value, fields, lines);
  };
  const all = [
    ...[...services].map(([name, value]) => read("services")(name, value)),
    ...[...jobs].map(([name, value]) => {
      const job = read("jobs")(name, value);
      return services.has(name) ? { ...job, name: `jobs.${name}` } : job;
    })
  ];
  return { services: all.sort((one, other) => one.name < other.name ? -1 : 1) };
}
function namedOf(value) {
  if (value === void 0) return /* @__PURE__ */ new Map();
  return fieldsOf(value) && new Map(Object.entries(value ?? {}));
}
function readService(owner, value, project, lines) {
  const key = `${owner.section}.${owner.name}`;
  const fallback = { in: "file", file: lines.files.at(-1) ?? "compose.yaml", line: 1, key };
  const declared = lines.placeOf(owner, []) ?? fallback;
  const fields = fieldsOf(value ?? {});
  const reading = { owner, fields: fields ?? /* @__PURE__ */ new Map(), lines, declared };
  const settings = settingsOf(reading, project);
  const unknown = [
    ...fields === void 0 ? [undecidedAt(reading, [], value, WRONG_KIND)] : [],
    ...lines.unplaced.map((name) => undecidedAt(reading, [], `\${${name}}`, UNSET_VARIABLE))
  ];
  const image = textOf(reading.fields.get("image"));
  const platform = textOf(reading.fields.get("platform"));
  const build = reading.fields.get("build");
  return {
    name: owner.name,
    settings: { ...settings, unknown: [...settings.unknown, ...unknown] },
    ...image !== void 0 && image !== "" && { image },
    ...platform !== void 0 && platform !== "" && { platform },
    ...build !== void 0 && { build: readComposeBuild(build) }
  };
}
function settingsOf(reading, project) {
  const texts = (key) => textsOf(reading, [key], readText);
  const { owner, lines, declared } = reading;
  return {
    source: { kind: "compose", files: lines.files, service: owner.name, declared },
    privileged: switchOf(reading, "privileged"),
    capAdd: texts("cap_add"),
    capDrop: texts("cap_drop"),
    security: readComposeSecurity(reading),
    user: settingOf(reading, ["user"], readText),
    groupAdd: texts("group_add"),
    readOnly: switchOf(reading, "read_only"),
    tmpfs: readComposeTmpfs(reading),
    namespaces: readComposeNamespaces(reading, project),
    mounts: readComposeMounts(reading, project),
    volumesFrom: readVolumesFrom(reading),
    devices: readComposeDevices(reading),
    deviceCgroupRules: textsOf(reading, ["device_cgroup_rules"], readDeviceRule),
    gpus: readComposeGpus(reading),
    limits: readComposeLimits(reading),
    sysctls: lastOfEach(pairsOf(reading, ["sysctls"], readSysctl), ({ name }) => name),
    ports: readComposePorts(reading),
    publishAll: NOT_SAID,
    restart: readComposeRestart(reading),
    runtime: settingOf(reading, ["runtime"], readText),
    env: readNames(reading, "environment"),
    envFiles: readEnvFiles(reading),
    annotations: readNames(reading, "annotations"),
    entrypoint: readProgram(reading, "entrypoint"),
    command: readProgram(reading, "command"),
    unknown: readUnknown(reading)
  };
}
function switchOf(reading, key) {
  const setting = settingOf(reading, [key], readSwitch);
  return setting.state === "said" && !setting.value ? NOT_SAID : setting;
}

// src/evidence/compose-paths.ts
import path from "node:path";
function toWorkspacePaths(service, folder, root) {
  const { build, settings, ...rest } = service;
  return {
    ...rest,
    settings: settingsInside(settings, folder, root),
    ...build !== void 0 && { build: buildInside(build, root) }
  };
}
function settingsInside(settings, folder, root) {
  const { seccomp } = settings.security;
  const mounts = settings.mounts.map((mount) => {
    if (mount.state !== "said" || mount.value.kind !== "bind") return mount;
    return { ...mount, value: { ...mount.value, source: inside(mount.value.source, root) } };
  });
  if (seccomp.state !== "said" || seccomp.value.kind !== "profile") return { ...settings, mounts };
  const named = seccomp.value.path;
  const profile = path.isAbsolute(named) ? inside(named, root) : path.posix.join(folder, named);
  const security = {
    ...settings.security,
    seccomp: { ...seccomp, value: { kind: "profile", path: profile } }
  };
  return { ...settings, mounts, security };
}
function buildInside(build, root) {
  const remote = path.isAbsolute(build.context) ? [] : ["its context is not a folder of the repository"];
  const contexts = build.additionalContexts.map((assignment) => {
    const equals = assignment.indexOf("=");
    return `${assignment.slice(0, equals)}=${inside(assignment.slice(equals + 1), root)}`;
  });
  const ofService = contexts.some((assignment) => /=service:/.test(assignment));
  return {
    ...build,
    context: inside(build.context, root),
    dockerfile: inside(path.resolve(build.context, build.dockerfile), root),
    additionalContexts: contexts,
    unsupported: [...build.unsupported, ...remote, ...ofService ? ["it builds on the image of another service"] : []]
  };
}
function inside(file, root) {
  if (!path.isAbsolute(file)) return file;
  const relative = path.relative(root, file);
  if (relative === "") return ".";
  const leadsOut = relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return leadsOut ? file : relative.split(path.sep).join("/");
}

// src/evidence/compose-sources.ts
import path2 from "node:path";

// src/run/compose-aliases.ts
var MAX_VALUES = 25e4;
var MAX_LEVELS = 500;
function refuseAliases({ path: path4, documents }) {
  const sizes = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Set();
  let fault;
  const sizeOf = (node) => {
    const known = sizes.get(node);
    if (known !== void 0 || fault !== void 0) return known ?? 0;
    if (open.has(node)) fault = { line: node.line, text: "a value stands in itself, by an alias" };
    if (open.size >= MAX_LEVELS) fault = { line: node.line, text: `it is nested more than ${MAX_LEVELS} levels deep` };
    if (node.entries?.has("<<") === true && mergedInto(node).length > MAX_MERGES) {
      fault = { line: node.line, text: `more than ${MAX_MERGES} mappings are merged into one` };
    }
    if (fault !== void 0) return 0;
    open.add(node);
    let size = 1;
    for (const item of node.items ?? []) size += sizeOf(item);
    for (const entry of node.entries?.values() ?? []) size += 1 + sizeOf(entry.node);
    open.delete(node);
    sizes.set(node, size);
    if (size > MAX_VALUES) fault ??= { line: node.line, text: `its aliases stand for more than ${MAX_VALUES} values` };
    return size;
  };
  for (const document of documents) sizeOf(document);
  return fault && { path: path4, ...fault };
}

// src/run/compose-references.ts
function composeReferences({ documents }) {
  return documents.flatMap((document) => {
    const include = entryOf(document, "include")?.node;
    return [...include === void 0 ? [] : included(include), ...[...nodesBelow(document)].flatMap(ofMapping)];
  });
}
function included(node) {
  return (node.items ?? [node]).flatMap((item) => {
    if (item.text !== void 0) return ofTexts("include", item);
    const [path4, files] = [entryOf(item, "path")?.node, entryOf(item, "env_file")?.node];
    const folder = entryOf(item, "project_directory")?.node;
    const own = path4 === void 0 ? [] : ofTexts("include", path4);
    return [
      ...folder === void 0 ? [] : ofTexts("folder", folder),
      ...own.map((reference) => folder?.text === void 0 ? reference : { ...reference, folder: folder.text }),
      ...files === void 0 ? [] : ofTexts("variables", files)
    ];
  });
}
function ofMapping(node) {
  const base = node.entries?.get("extends")?.node;
  const file = base === void 0 ? void 0 : entryOf(base, "file")?.node;
  const [variables, labels] = [node.entries?.get("env_file")?.node, node.entries?.get("label_file")?.node];
  return [
    ...file === void 0 ? [] : ofTexts("extends", file),
    ...variables === void 0 ? [] : ofTexts("env_file", variables),
    ...labels === void 0 ? [] : ofTexts("variables", labels)
  ];
}
function ofTexts(kind, node) {
  return (node.items ?? [node]).flatMap((item) => {
    const path4 = item.text ?? entryOf(item, "path")?.node.text;
    return path4 === void 0 || path4 === "" ? [] : [{ kind, path: path4, line: item.line }];
  });
}
function* nodesBelow(node) {
  const seen = /* @__PURE__ */ new Set();
  const open = [node];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    yield next;
    for (const item of next.items ?? []) open.push(item);
    for (const entry of next.entries?.values() ?? []) open.push(entry.node);
  }
}

// src/run/compose-yaml.ts
var MAX_PARTS = 6e5;
var MAX_DEPTH = 100;
var MAX_BACKSLASHES = 2e4;
async function readComposeYaml(path4, text) {
  const { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseAllDocuments } = await import("./dist-3AJJNT4U.js");
  const strange = refuseText(text, new Lexer().lex(text));
  if (strange !== void 0) return { path: path4, ...strange };
  const counter = new LineCounter();
  const lineOf = (node) => Math.max(1, counter.linePos(node?.range?.[0] ?? 0).line);
  const anchors = /* @__PURE__ */ new Map();
  const documents = [];
  try {
    for (const document of parsed()) {
      anchors.clear();
      documents.push(convert(document.contents));
    }
    return { path: path4, documents };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { path: path4, line: thrown.line, text: thrown.message };
    if (thrown instanceof RangeError) return { path: path4, line: 1, text: "it is nested too deep to be read" };
    throw thrown;
  }
  function parsed() {
    const options = { schema: "failsafe", version: "1.2", lineCounter: counter, prettyErrors: false };
    const stream = parseAllDocuments(text, { ...options, uniqueKeys: false, logLevel: "silent" });
    if ("empty" in stream) return [];
    const error = stream.flatMap(({ errors }) => errors)[0];
    if (error !== void 0) throw new Refusal(counter.linePos(error.pos[0]).line, `it is no YAML: ${error.message}`);
    return stream;
  }
  function convert(node) {
    const line = lineOf(node);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === void 0) throw new Refusal(line, `there is no anchor ${visibleText(node.source, 60)} before it`);
      return target;
    }
    const made = { line };
    if (isMap(node) || isSeq(node) || isScalar(node)) {
      refuseTag(node.tag, line);
      if (node.anchor !== void 0) anchors.set(node.anchor, made);
    }
    if (isMap(node)) made.entries = entriesOf2(node.items);
    else if (isSeq(node)) made.items = node.items.map((item) => convert(item));
    else made.text = isScalar(node) ? String(node.value ?? "") : "";
    return made;
  }
  function entriesOf2(pairs2) {
    const entries = /* @__PURE__ */ new Map();
    for (const pair of pairs2) {
      const line = lineOf(pair.key);
      const key = convert(pair.key).text;
      if (key === void 0) throw new Refusal(line, "a key is a list or a mapping");
      const node = convert(pair.value);
      const before = entries.get(key);
      if (before !== void 0 && key !== "<<") throw new Refusal(line, `the key ${visibleText(key, 60)} stands twice`);
      const merged2 = before === void 0 ? node : { line, items: [before.node, node].flatMap((one) => one.items ?? [one]) };
      entries.set(key, { line, node: merged2 });
    }
    return entries;
  }
}
var Refusal = class extends Error {
  line;
  constructor(line, message) {
    super(message);
    this.line = line;
  }
};
function refuseTag(tag, line) {
  const known = /^(?:!|!reset|!override|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|merge))$/;
  if (tag !== void 0 && !known.test(tag)) throw new Refusal(line, `the tag ${visibleText(tag, 60)} is not known`);
}
function refuseText(text, parts) {
  const odd = /[\u0000\ufffd]/.exec(text);
  if (odd !== null) {
    const line2 = text.slice(0, odd.index).split("\n").length;
    return { line: line2, text: "it is not UTF-8 text" };
  }
  if ((text.match(/\\/g)?.length ?? 0) > MAX_BACKSLASHES) {
    return { line: 1, text: `it has more than ${MAX_BACKSLASHES} backslashes` };
  }
  let [line, count, open] = [1, 0, 0];
  for (const part of parts) {
    count += 1;
    if (part === "[" || part === "{") open += 1;
    else if (part === "]" || part === "}") open -= 1;
    if (open > MAX_DEPTH) return { line, text: `it is nested more than ${MAX_DEPTH} levels deep` };
    if (count > MAX_PARTS) return { line, text: `it has more than ${MAX_PARTS} words and signs` };
    for (let at = part.indexOf("\n"); at >= 0; at = part.indexOf("\n", at + 1)) line += 1;
  }
  return void 0;
}

// src/evidence/compose-sources.ts
var LIMIT_BYTES = 1048576;
var MAX_FILES = 100;
async function readComposeSources(files, folder, workspace) {
  const read = /* @__PURE__ */ new Map();
  const open = files.map((file) => ({ file, folder }));
  let closed;
  await refuseVariables(folder, workspace);
  for (let next = open.shift(); next !== void 0; next = open.shift()) {
    if (read.has(`${next.folder}:${next.file.relative}`)) continue;
    if (read.size >= MAX_FILES) throw tooMany();
    const file = await readFile(next.file, workspace);
    read.set(`${next.folder}:${next.file.relative}`, file);
    for (const reference of composeReferences(file)) {
      const { kind } = reference;
      const leads = await follow2(reference, next, workspace).catch((error) => {
        if (kind !== "env_file" || !(error instanceof GateError)) throw error;
        closed ??= error;
        return [];
      });
      open.push(...leads);
    }
  }
  const all = [...read.values()];
  const given = new Set(files.map(({ relative }) => relative)).size;
  const ordered = [...all.slice(given).toReversed(), ...all.slice(0, given)];
  return { files: ordered, ...closed !== void 0 && { closed } };
}
async function readFile(file, workspace) {
  const text = await workspace.readText(file, LIMIT_BYTES);
  if (text === void 0) throw invalid(file.relative, 1, "it can\u2019t be read");
  const read = await readComposeYaml(file.relative, text);
  if ("text" in read) throw invalid(read.path, read.line, read.text);
  const mistake = refuseAliases(read);
  if (mistake !== void 0) throw invalid(mistake.path, mistake.line, mistake.text);
  return read;
}
async function follow2(reference, from, workspace) {
  const { kind, path: written, folder } = reference;
  const wrong = (why) => {
    const what = kind === "variables" ? "a file with variables or labels" : kind === "folder" ? "a folder" : kind;
    return invalid(from.file.relative, reference.line, `${what} is ${visibleText(written, 120)}, which ${why}`);
  };
  if (written.includes("$")) throw wrong("has a dollar sign; write the path itself there");
  const resolve = (given, as) => resolveInside(path2.posix.join(from.folder, given), given, as, workspace, wrong);
  const found = await resolve(written, kind === "folder" ? "folder" : "file");
  if (kind === "variables" || kind === "env_file" || kind === "folder") return [];
  if (found === void 0) throw wrong("is no file of the workspace; nothing is fetched to be judged");
  const own = path2.posix.dirname(found.relative);
  const start = folder === void 0 ? own : (await resolve(folder, "folder"))?.relative ?? own;
  if (kind === "include") await refuseVariables(start, workspace);
  return [{ file: found, folder: start }];
}
async function resolveInside(joined, given, as, workspace, wrong) {
  try {
    return await workspace.resolve(path2.isAbsolute(given) ? given : joined, as);
  } catch (error) {
    if (error instanceof GateError && error.code === "PATH-REFUSED")
      throw wrong("does not lead to a file of the workspace");
    throw error;
  }
}
async function refuseVariables(folder, workspace) {
  await workspace.resolve(path2.posix.join(folder, ".env"), "file");
}
function invalid(file, line, why) {
  return new GateError({
    code: "COMPOSE-INVALID",
    what: `${visibleText(file, 120)}:${line}: ${why}.`,
    means: `No service was judged. ${NO_VERDICT}`,
    todo: "Correct the file; all that it leads to must lie in the repository."
  });
}
function tooMany() {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what: `The compose files lead to more than ${MAX_FILES} files.`,
    means: NO_VERDICT,
    todo: "Judge parts of the project in steps of their own."
  });
}

// src/evidence/compose-project.ts
var MAX_FILES2 = 32;
var OF_THE_MACHINE = [
  ...["PATH", "LANG", "LC_ALL", "TZ", "DOCKER_CONFIG", "DOCKER_CLI_HINTS", "TMPDIR"],
  ...[
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH"
  ],
  ...["APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "PROGRAMW6432", "NUMBER_OF_PROCESSORS"],
  ...["PROCESSOR_ARCHITECTURE", "COMPOSE_EXPERIMENTAL_GIT_REMOTE", "COMPOSE_EXPERIMENTAL_OCI_REMOTE"]
];
async function readComposeProject(files, ports) {
  const { workspace, compose } = ports;
  const { found, folder } = await resolveFiles(files, workspace);
  const sources = await readComposeSources(found, folder.relative, workspace);
  const answer = await compose.resolve(
    found.map(({ absolute }) => absolute),
    folder.absolute,
    sources.closed
  );
  const unset = unsetVariables(answer.warnings);
  const given = found.map(({ relative }) => relative);
  const lines = composeLines(sources.files, given, unset, OF_THE_MACHINE);
  const model = readComposeModel(await parseAnswer(answer.text, answer.tool), lines);
  if (model === void 0) throw unreadable(answer.tool);
  return {
    services: model.services.map((service) => toWorkspacePaths(service, folder.relative, workspace.root)),
    tool: answer.tool,
    remarks: unset.length === 0 ? [] : [unsetRemark(unset)]
  };
}
async function resolveFiles(files, workspace) {
  if (files.length > MAX_FILES2) throw tooMany2(files.length);
  const found = [];
  for (const file of files) {
    const resolved = await workspace.resolve(file, "file");
    if (resolved === void 0) throw absent(file);
    found.push(resolved);
  }
  const folder = await workspace.resolve(path3.dirname(files[0] ?? "."), "folder");
  if (folder === void 0) throw absent(files[0] ?? "");
  return { found, folder };
}
async function parseAnswer(text, tool) {
  try {
    if (text.trimStart().startsWith("{")) return JSON.parse(text);
    const { parseDocument } = await import("./dist-3AJJNT4U.js");
    const document = parseDocument(text, { version: "1.1", merge: false, prettyErrors: false });
    const [error] = document.errors;
    if (error !== void 0) throw error;
    return document.toJS({ maxAliasCount: 1e3 });
  } catch (error) {
    throw unreadable(tool, error);
  }
}
function unsetRemark(names) {
  const shown = names.slice(0, 10).join(", ");
  const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
  return `Compose says that variables are not set, and puts nothing in their place: ${visibleText(shown, 300)}${more}.`;
}
function unreadable(tool, cause) {
  return new GateError(
    {
      code: "COMPOSE-INVALID",
      what: `The answer of ${visibleText(tool, 80)} is no compose project.`,
      means: `No service was judged. ${NO_VERDICT}`,
      todo: 'Look at what "docker compose config" says here, and install a newer Compose.'
    },
    cause
  );
}
function absent(file) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `compose-files names ${visibleText(file, 120)}, which is not in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct compose-files; on a runner, check the repository out before the gate."
  });
}
function tooMany2(count) {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what: `compose-files names ${count} files; at most ${MAX_FILES2} are read.`,
    means: NO_VERDICT,
    todo: "Judge parts of the project in steps of their own."
  });
}

// src/evidence/service-subjects.ts
async function findServiceSubjects(settings, ports) {
  const project = await readComposeProject(settings.composeFiles, ports);
  const names = project.services.map(({ name }) => name);
  const strange = settings.services.find((name) => !names.includes(name));
  if (strange !== void 0) throw unknownService(strange, names);
  const wanted = project.services.filter(
    ({ name }) => settings.services.length === 0 || settings.services.includes(name)
  );
  if (wanted.length === 0) throw noService(settings.composeFiles);
  const subjects = [];
  for (const service of wanted) subjects.push(await toSubject(service, project, settings, ports.workspace));
  const whole = { id: "project", name: settings.composeFiles.join(", ") };
  return { whole, subjects, services: names, remarks: project.remarks };
}
async function toSubject(service, project, settings, workspace) {
  const source = { tool: project.tool, subject: `service ${visibleText(service.name, 80)}` };
  const run = { state: "known", value: service.settings, source };
  const base = { subject: { id: `service/${service.name}`, name: `service ${service.name}` }, run };
  if (service.build !== void 0) {
    const built = await findServiceBuild(service, service.build, settings, workspace).catch(toProblem);
    return "code" in built ? { ...base, kind: "no-image", problem: built } : { ...base, ...built };
  }
  if (service.image === void 0) return { ...base, kind: "no-image", problem: noImage(service.name) };
  const { pull } = settings;
  return {
    ...base,
    kind: "reference",
    settings: { kind: "reference", reference: service.image, pull },
    onlyIfThere: !pull
  };
}
async function findServiceBuild({ name, platform }, build, settings, workspace) {
  const [unsupported] = build.unsupported;
  if (unsupported !== void 0) throw new GateError(notBuilt(name, unsupported));
  const context = await workspace.resolve(build.context, "folder");
  if (context === void 0) throw new GateError(notThere(name, "context", build.context));
  const file = await workspace.resolve(build.dockerfile, "file");
  if (file === void 0) throw new GateError(notThere(name, "Dockerfile", build.dockerfile));
  for (const source of build.additionalContexts) await checkBuildContext(source, workspace);
  const { pull, noCache, cacheFrom, cacheTo, builder } = settings;
  const own = {
    kind: "build",
    context: context.relative,
    contextGiven: true,
    file: file.relative,
    buildArgs: build.args,
    buildContexts: build.additionalContexts,
    secrets: [],
    labels: [],
    tags: [],
    ...{ pull, noCache, cacheFrom, cacheTo },
    ...build.target !== void 0 && { target: build.target },
    ...platform !== void 0 && { platform },
    ...builder !== void 0 && { builder }
  };
  return { kind: "build", settings: own, context, file };
}
function notBuilt(service, why) {
  return {
    code: "NOT-AVAILABLE-YET",
    what: `The service ${visibleText(service, 80)} has a build that the gate can't do: ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: "Build the image before the gate and name it with image, or judge the service in a step of its own with context and run-args."
  };
}
function notThere(service, what, given) {
  return {
    code: "INPUT-INVALID",
    what: `The service ${visibleText(service, 80)} names the ${what} ${visibleText(given, 120)}, which is not in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct the build section of the service; on a runner, check the repository out before the gate."
  };
}
function noImage(service) {
  return {
    code: "COMPOSE-INVALID",
    what: `The service ${visibleText(service, 80)} has neither image nor build.`,
    means: NO_VERDICT,
    todo: "Give the service an image or a build."
  };
}
function unknownService(name, known) {
  const some = known.slice(0, 10).map((service) => visibleText(service, 60)).join(", ");
  return new GateError({
    code: "SERVICE-UNKNOWN",
    what: `services names ${visibleText(name, 80)}, and the compose project has no such service; it has ${some}${known.length > 10 ? " and more" : ""}.`,
    means: NO_VERDICT,
    todo: "Correct services."
  });
}
function noService(files) {
  return new GateError({
    code: "NOTHING-TO-CHECK",
    what: `The compose project of ${visibleText(files.join(", "), 160)} has no service.`,
    means: NO_VERDICT,
    todo: "Give the compose files that hold the services."
  });
}
export {
  findServiceSubjects
};
