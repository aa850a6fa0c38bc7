import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  ENGINE_DEFAULTS,
  NOT_SAID,
  cleanPath
} from "./chunk-MDQ43KVE.js";
import {
  require_dist
} from "./chunk-YPMRZ63N.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import {
  __toESM
} from "./chunk-NWB2I6WU.js";

// src/run/kubernetes-kinds.ts
var TEMPLATE = { template: ["spec", "template"] };
var CORE_GROUPS = ["", "apps", "batch", "extensions"];
var WORKLOADS = new Map([
  ["Pod", { template: [] }],
  ["PodTemplate", { template: ["template"] }],
  ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"].map(
    (kind) => [kind, TEMPLATE]
  ),
  ["CronJob", { template: ["spec", "jobTemplate", "spec", "template"] }]
]);
var OTHERS = /* @__PURE__ */ new Set([
  ...["Binding", "ComponentStatus", "ConfigMap", "Endpoints", "Event", "LimitRange", "Namespace", "Node"],
  ...["PersistentVolume", "PersistentVolumeClaim", "ResourceQuota", "Secret", "Service", "ServiceAccount"],
  ...["ControllerRevision", "Ingress", "NetworkPolicy", "PodSecurityPolicy", "Scale", "DeploymentRollback"]
]);
var NO_PODS = [
  /(?:^|\.)kyverno\.io$/,
  /(?:^|\.)gatekeeper\.sh$/,
  /^admissionregistration\.k8s\.io$/,
  /^apiextensions\.k8s\.io$/
];
function kindOf(apiVersion, kind) {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  if (group === "kustomize.config.k8s.io") return { kind: "not-rendered" };
  if (!CORE_GROUPS.includes(group))
    return { kind: NO_PODS.some((pattern) => pattern.test(group)) ? "other" : "custom" };
  const workload2 = WORKLOADS.get(kind);
  if (workload2 !== void 0) return { kind: "workload", ...workload2 };
  if (kind === "List") return { kind: "list", of: void 0 };
  const of = kind.endsWith("List") ? kind.slice(0, -"List".length) : "";
  if (WORKLOADS.has(of) || OTHERS.has(of)) return { kind: "list", of };
  return { kind: OTHERS.has(kind) ? "other" : "unknown" };
}

// src/run/manifest-node.ts
var TRUE = ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"];
var FALSE = ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"];
var NOTHING = ["", "~", "null", "Null", "NULL"];
var NUMBER = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+|\.inf|\.nan)$/i;
function isNothing(node) {
  return node.kind === "scalar" && node.plain && NOTHING.includes(node.text);
}
function truthOf(node) {
  if (node.kind !== "scalar" || !node.plain) return void 0;
  if (TRUE.includes(node.text)) return true;
  return FALSE.includes(node.text) ? false : void 0;
}
function textOf(node) {
  if (node.kind !== "scalar") return void 0;
  if (!node.plain) return node.text;
  return truthOf(node) !== void 0 || isNothing(node) || NUMBER.test(node.text) ? void 0 : node.text;
}
function integerOf(node) {
  if (node.kind !== "scalar" || !node.plain || !/^(?:0|-?[1-9]\d{0,18})$/.test(node.text)) return void 0;
  const value = Number(node.text);
  return Number.isSafeInteger(value) ? value : void 0;
}
function isTemplate(text) {
  return /\{\{|\$\{|<%/.test(text);
}

// src/run/manifest-fields.ts
function placeOf({ node, path, file }) {
  return { in: "file", file: file.name, line: node.line, key: path };
}
function refuseField({ node, path, file }, what) {
  file.mistakes.push({ line: node.line, text: `${visibleText(path, 160)} is wrong: ${what}.` });
}
function saidBy(field, value) {
  return { state: "said", value, at: placeOf(field) };
}
function undecidedBy(field, why) {
  const { node } = field;
  const written = node.kind === "scalar" ? node.text : `a ${node.kind}`;
  return { state: "unknown", written, why, at: placeOf(field) };
}
function child(field, key) {
  if (field === void 0 || !isMapping(field)) return void 0;
  const node = field.node.entries.get(key);
  if (node === void 0) return void 0;
  return { node, path: field.path === "" ? key : `${field.path}.${key}`, file: field.file };
}
function isMapping(field) {
  if (field.node.kind === "mapping") return true;
  if (!isTemplated(field)) refuseField(field, "a mapping is meant here");
  else refuseField(field, `it holds a template that is not rendered`);
  return false;
}
function itemsOf(field) {
  if (field === void 0) return [];
  const { node, path, file } = field;
  if (node.kind === "list") return node.items.map((item, index) => ({ node: item, path: `${path}[${index}]`, file }));
  refuseField(field, isTemplated(field) ? "it holds a template that is not rendered" : "a list is meant here");
  return [];
}
function entriesOf(field) {
  if (field === void 0 || !isMapping(field)) return [];
  return [...field.node.entries].map(([key, node]) => {
    return { key, field: { node, path: `${field.path}.${key}`, file: field.file } };
  });
}
function flagOf(field) {
  return settingOf(field, truthOf, "neither true nor false");
}
function wholeNumberOf(field) {
  return settingOf(field, integerOf, "it is no plain whole number");
}
function wordOf(field) {
  return settingOf(field, textOf, "it is no text; a number or a truth value that is meant as text stands in quotes");
}
function statedWord(field) {
  const word2 = wordOf(field);
  return word2.state === "not-said" ? void 0 : word2;
}
function choiceOf(field, allowed) {
  const pick = (node) => allowed.find((word2) => word2 === textOf(node));
  return settingOf(field, pick, `it is none of ${allowed.join(", ")}`);
}
function settingOf(field, read, wrong2) {
  if (field === void 0) return NOT_SAID;
  if (isTemplated(field)) return undecidedBy(field, "holds a template that is not rendered");
  const value = read(field.node);
  if (value !== void 0) return saidBy(field, value);
  refuseField(field, wrong2);
  return NOT_SAID;
}
function isTemplated({ node }) {
  return node.kind === "scalar" && isTemplate(node.text);
}
function firstSaid(...settings) {
  return settings.find(({ state }) => state !== "not-said") ?? NOT_SAID;
}
function mapSetting(setting, change) {
  return setting.state === "said" ? { ...setting, value: change(setting.value) } : setting;
}
function unknownKeys(field, known) {
  if (field === void 0 || field.node.kind !== "mapping") return [];
  return entriesOf(field).filter(({ key }) => !known.has(key)).map(({ key, field: own }) => {
    const why = "is no field that the gate knows here";
    return { state: "unknown", written: key, why, at: placeOf(own), unclassified: true };
  });
}

// src/run/kubernetes-objects.ts
function findPods(node, file) {
  const found = { pods: [], others: [] };
  object(found, { node, path: "", file }, void 0);
  return found;
}
function object(found, field, listed2) {
  const named = nameKind(field, listed2);
  if (named === void 0) return;
  const { apiVersion, kind } = named;
  const known = kindOf(apiVersion, kind);
  if (known.kind === "list") {
    const items = known.of === void 0 ? void 0 : { apiVersion, kind: known.of };
    for (const item of itemsOf(child(field, "items"))) object(found, item, items);
  } else if (known.kind === "workload") workload(found, field, kind, known.template);
  else if (known.kind === "custom") custom(found, field, kind);
  else if (known.kind === "other") found.others.push(kind);
  else if (known.kind === "unknown") refuse(field, `there is no kind ${shown(kind)} in ${shown(apiVersion)}`);
  else refuse(field, `a ${shown(kind)} is rendered first: give what kubectl kustomize makes of it`);
}
function nameKind(field, listed2) {
  if (field.node.kind !== "mapping") {
    refuse(field, "it is no Kubernetes object, but a single value or a list");
    return void 0;
  }
  const apiVersion = word(child(field, "apiVersion")) ?? listed2?.apiVersion;
  const kind = word(child(field, "kind")) ?? listed2?.kind;
  if (apiVersion !== void 0 && kind !== void 0) return { apiVersion, kind };
  refuse(field, "it has no apiVersion or no kind, and so is no Kubernetes object; only rendered manifests are read");
  return void 0;
}
function workload(found, field, kind, way) {
  const metadata = child(field, "metadata");
  const named = word(child(metadata, "name")) ?? word(child(metadata, "generateName"));
  if (named === void 0) refuse(field, `the ${shown(kind)} has no metadata.name, which is text`);
  const template = way.reduce((at2, key) => child(at2, key), field);
  const spec = child(template, "spec");
  if (spec === void 0) refuse(field, `the ${shown(kind)} has no ${[...way, "spec"].join(".")}`);
  if (template === void 0 || spec === void 0) return;
  const claims = kind === "StatefulSet" ? child(child(field, "spec"), "volumeClaimTemplates") : void 0;
  found.pods.push({ ...podSource(nameOf(field, kind), spec, template), claimTemplates: claims });
}
function custom(found, field, kind) {
  const templates = embeddedTemplates(field);
  if (templates.length === 0) found.others.push(kind);
  for (const template of templates) {
    const spec = child(template, "spec");
    if (spec !== void 0) found.pods.push({ ...podSource(nameOf(field, kind), spec, template), isPart: true });
  }
}
function podSource(object2, spec, template) {
  const annotations = child(child(template, "metadata"), "annotations");
  return { object: object2, spec, annotations, claimTemplates: void 0, isPart: false };
}
function nameOf(field, kind) {
  const metadata = child(field, "metadata");
  const namespace = word(child(metadata, "namespace"));
  const name = word(child(metadata, "name")) ?? `${word(child(metadata, "generateName")) ?? ""}*`;
  return `${kind} ${namespace === void 0 ? "" : `${namespace}/`}${name}`;
}
function embeddedTemplates(field) {
  const { node, path, file } = field;
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return itemsOf(field).flatMap(embeddedTemplates);
  return [...node.entries].flatMap(([key, value]) => {
    const own = { node: value, path: path === "" ? key : `${path}.${key}`, file };
    return /template$/i.test(key) && isPod(value) ? [own] : embeddedTemplates(own);
  });
}
function isPod(node) {
  const containers = at(at(node, "spec"), "containers");
  return containers?.kind === "list" && containers.items.some((item) => at(item, "image") !== void 0);
}
function at(node, key) {
  return node?.kind === "mapping" ? node.entries.get(key) : void 0;
}
function refuse(field, what) {
  refuseField(field.path === "" ? { ...field, path: "the object" } : field, what);
}
function word(field) {
  return field === void 0 ? void 0 : textOf(field.node);
}
function shown(text) {
  return visibleText(text, 60);
}

// src/run/manifest-yaml.ts
var import_yaml2 = __toESM(require_dist(), 1);

// src/run/manifest-walk.ts
var import_yaml = __toESM(require_dist(), 1);
var MAX_DEPTH = 100;
var MAX_VALUES = 1e6;
var MAX_MISTAKES = 20;
function walkDocuments(documents, text, lineAt) {
  let split;
  const lines = () => {
    split ??= text.split("\n");
    return split;
  };
  const walk = { mistakes: [], lineAt, lines, anchors: /* @__PURE__ */ new Map(), values: 0, refused: false };
  const read = documents.flatMap((document) => documentNode(walk, document) ?? []);
  return { documents: read, mistakes: walk.mistakes };
}
function documentNode(walk, { contents, errors, warnings }) {
  walk.refused = false;
  walk.anchors.clear();
  for (const { pos, message } of [...errors, ...warnings].slice(0, MAX_MISTAKES)) {
    wrong(walk, walk.lineAt(pos[0]), `This is no YAML: ${visibleText(message, 160)}`);
  }
  if (walk.refused) return void 0;
  const node = nodeOf(walk, contents, { line: lineOf(walk, contents, 1), depth: 0, inAlias: false });
  return walk.refused || node === void 0 || isNothing(node) ? void 0 : node;
}
function wrong(walk, line, what) {
  walk.refused = true;
  if (walk.mistakes.length >= MAX_MISTAKES) return;
  const near = walk.lines().slice(Math.max(0, line - 2), line);
  const hint = near.some((content) => content.includes("{{")) ? " (a template that is not rendered?)" : "";
  walk.mistakes.push({ line, text: `${what.replace(/\.$/, "")}${hint}.` });
}
function lineOf(walk, node, otherwise) {
  return node?.range === void 0 || node.range === null ? otherwise : walk.lineAt(node.range[0]);
}
function nodeOf(walk, given, where) {
  const { line, depth, inAlias } = where;
  walk.values += 1;
  if (walk.values > MAX_VALUES)
    return wrong(walk, line, `The file has more than ${MAX_VALUES} values, aliases resolved`);
  if (depth > MAX_DEPTH) return wrong(walk, line, `It is nested more than ${MAX_DEPTH} levels deep`);
  if (!(0, import_yaml.isNode)(given)) return void 0;
  if ((0, import_yaml.isAlias)(given)) {
    const target = walk.anchors.get(given.source);
    if (target === void 0) return wrong(walk, line, "This alias (*name) leads nowhere");
    return nodeOf(walk, target, { line, depth: depth + 1, inAlias: true });
  }
  if (given.tag !== void 0) return wrong(walk, line, "This value has a tag (!name); leave it out");
  if ("anchor" in given && given.anchor !== void 0 && !inAlias) walk.anchors.set(given.anchor, given);
  if ((0, import_yaml.isScalar)(given)) return { kind: "scalar", line, text: scalarText(given.value), plain: given.type === "PLAIN" };
  if ((0, import_yaml.isSeq)(given)) {
    const nothing = { kind: "scalar", line, text: "", plain: true };
    const items = given.items.map((item) => {
      const at2 = inAlias || !(0, import_yaml.isNode)(item) ? line : lineOf(walk, item, line);
      return nodeOf(walk, item, { line: at2, depth: depth + 1, inAlias }) ?? nothing;
    });
    return { kind: "list", line, items };
  }
  if ((0, import_yaml.isMap)(given)) return mappingOf(walk, given.items, where);
  return wrong(walk, line, "This is nothing that is known here");
}
function scalarText(value) {
  return typeof value === "string" ? value : "";
}
function mappingOf(walk, pairs, { line, depth, inAlias }) {
  const entries = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const merged = [];
  for (const { key, value } of pairs) {
    const at2 = inAlias || !(0, import_yaml.isNode)(key) ? line : lineOf(walk, key, line);
    if (!(0, import_yaml.isScalar)(key) || key.tag !== void 0) {
      wrong(walk, at2, "Here stands a key that is no plain word");
      continue;
    }
    const name = scalarText(key.value);
    if (seen.has(name)) wrong(walk, at2, `The key ${visibleText(name, 60)} stands twice`);
    seen.add(name);
    const node = nodeOf(walk, value, { line: at2, depth: depth + 1, inAlias });
    if (node === void 0 || isNothing(node)) continue;
    if (name === "<<" && key.type === "PLAIN") merged.push(...node.kind === "list" ? node.items : [node]);
    else entries.set(name, node);
  }
  for (const more of merged) {
    if (more.kind !== "mapping") wrong(walk, more.line, "A merge key (<<) stands before what is no mapping");
    else for (const [name, node] of more.entries) if (!seen.has(name) && !entries.has(name)) entries.set(name, node);
  }
  return { kind: "mapping", line, entries };
}

// src/run/manifest-yaml.ts
var MAX_PARTS = 1e6;
var MAX_BACKSLASHES = 5e4;
var MAX_SPECIAL = 1e4;
var SPECIAL = { "---": "documents", "&": "anchors", "*": "aliases", "!": "tags" };
function isSpecial(part) {
  return Object.hasOwn(SPECIAL, part);
}
function readManifestYaml(text) {
  const tooLarge = refuseSize(text);
  if (tooLarge !== void 0) return { documents: [], mistakes: [tooLarge] };
  const counter = new import_yaml2.LineCounter();
  const parsed = parse(text, counter);
  if ("line" in parsed) return { documents: [], mistakes: [parsed] };
  return walkDocuments(parsed, text, (offset) => Math.max(counter.linePos(offset).line, 1));
}
function refuseSize(text) {
  if ((text.match(/\\/g)?.length ?? 0) > MAX_BACKSLASHES) {
    return { line: 1, text: `The file has more than ${MAX_BACKSLASHES} backslashes.` };
  }
  let line = 1;
  let parts = 0;
  let open = 0;
  let before = "";
  const special = { "---": 0, "&": 0, "*": 0, "!": 0 };
  for (const part of new import_yaml2.Lexer().lex(text)) {
    parts += 1;
    if (part === "[" || part === "{") open += 1;
    else if (part === "]" || part === "}") open -= 1;
    const kind = part === "---" ? part : part.charAt(0);
    if (isSpecial(kind)) special[kind] += 1;
    if (part === "{" && before === "{") return { line, text: "Here stands a template that is not rendered: {{ \u2026 }}." };
    if (open > MAX_DEPTH) return { line, text: `It is nested more than ${MAX_DEPTH} levels deep.` };
    if (parts > MAX_PARTS) return { line, text: `The file has more than ${MAX_PARTS} words and signs; divide it.` };
    if (isSpecial(kind) && special[kind] > MAX_SPECIAL)
      return { line, text: `The file has more than ${MAX_SPECIAL} ${SPECIAL[kind]}.` };
    for (let at2 = part.indexOf("\n"); at2 >= 0; at2 = part.indexOf("\n", at2 + 1)) line += 1;
    before = part;
  }
  return void 0;
}
function parse(text, lineCounter) {
  try {
    const options = {
      schema: "failsafe",
      version: "1.2",
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false
    };
    const parsed = (0, import_yaml2.parseAllDocuments)(text, options);
    return "empty" in parsed ? [] : parsed;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { line: 1, text: `It is no YAML that can be read: ${visibleText(reason, 120)}.` };
  }
}

// src/run/pod-fields.ts
function words(...lines) {
  return new Set(lines.join(" ").split(" "));
}
var POD_FIELDS = words(
  "volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds",
  "activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName",
  "hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity",
  "schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName",
  "enableServiceLinks preemptionPolicy overhead topologySpreadConstraints setHostnameAsFQDN os hostUsers",
  "schedulingGates resourceClaims resources hostnameOverride schedulingGroup workloadRef evictionResponders"
);
var CONTAINER_FIELDS = words(
  "name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules",
  "volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath",
  "terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty targetContainerName"
);
var SECURITY_CONTEXT_FIELDS = words(
  "capabilities privileged seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem",
  "allowPrivilegeEscalation procMount seccompProfile appArmorProfile"
);
var POD_SECURITY_CONTEXT_FIELDS = words(
  "seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot supplementalGroups supplementalGroupsPolicy fsGroup",
  "sysctls fsGroupChangePolicy seccompProfile appArmorProfile seLinuxChangePolicy"
);
var OTHER_VOLUMES = words(
  "gcePersistentDisk awsElasticBlockStore gitRepo secret nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker",
  "downwardAPI fc azureFile configMap vsphereVolume quobyte azureDisk photonPersistentDisk projected portworxVolume",
  "scaleIO storageos csi"
);
var VOLUME_MOUNT_FIELDS = words(
  "name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr bindMountOptions"
);

// src/run/pod-mounts.ts
function readVolumes(spec, claimTemplates) {
  const volumes = /* @__PURE__ */ new Map();
  for (const field of itemsOf(claimTemplates)) {
    const name = wordOf(child(child(field, "metadata"), "name"));
    if (name.state === "said") volumes.set(name.value, { kind: "volume", source: name.value, readOnly: false });
  }
  for (const field of itemsOf(child(spec, "volumes"))) {
    const name = wordOf(child(field, "name"));
    if (name.state !== "said") refuseField(field, "a volume has a name");
    else volumes.set(name.value, volumeOf(field, name.value));
  }
  return volumes;
}
function volumeOf(field, name) {
  const kinds = entriesOf(field).filter(({ key }) => key !== "name");
  const [kind] = kinds;
  if (kind === void 0) return { kind: "other", source: "emptyDir", readOnly: false };
  if (kinds.length > 1) refuseField(field, "a volume is one thing only");
  switch (kind.key) {
    case "hostPath":
      return hostPathOf(kind.field);
    case "emptyDir": {
      const medium = wordOf(child(kind.field, "medium"));
      const inMemory = medium.state === "said" && medium.value === "Memory";
      return inMemory ? { kind: "tmpfs", source: "", readOnly: false } : { kind: "other", source: "emptyDir", readOnly: false };
    }
    case "persistentVolumeClaim": {
      const readOnly = flagOf(child(kind.field, "readOnly"));
      return { kind: "volume", source: wordOr(child(kind.field, "claimName"), name), readOnly: isTrue(readOnly) };
    }
    case "ephemeral":
      return { kind: "volume", source: name, readOnly: false };
    case "image":
      return { kind: "image", source: wordOr(child(kind.field, "reference"), name), readOnly: true };
    default:
      if (OTHER_VOLUMES.has(kind.key)) return { kind: "other", source: kind.key, readOnly: false };
      return undecidedBy(kind.field, "is no kind of volume that the gate knows");
  }
}
function hostPathOf(field) {
  const path = wordOf(child(field, "path"));
  if (path.state === "unknown") return path;
  if (path.state === "not-said" || !path.value.startsWith("/")) {
    refuseField(field, "a hostPath has an absolute path");
    return undecidedBy(field, "has no path");
  }
  return { kind: "bind", source: cleanPath(path.value), readOnly: false };
}
function readMounts(container, volumes) {
  const fields = itemsOf(child(container, "volumeMounts"));
  const files = fields.flatMap((field) => mountOf(field, "mountPath", volumes) ?? []);
  const devices = itemsOf(child(container, "volumeDevices"));
  const blocks = devices.flatMap((field) => mountOf(field, "devicePath", volumes) ?? []);
  return {
    mounts: [...files, ...blocks],
    unknown: fields.flatMap((field) => unknownKeys(field, VOLUME_MOUNT_FIELDS))
  };
}
function mountOf(field, pathKey, volumes) {
  const name = wordOf(child(field, "name"));
  const target = wordOf(child(field, pathKey));
  const readOnly = flagOf(child(field, "readOnly"));
  const propagation = choiceOf(child(field, "mountPropagation"), ["None", "HostToContainer", "Bidirectional"]);
  const sub = wordOf(child(field, "subPath"));
  const open = [name, target, readOnly, propagation, sub].find((setting) => setting.state === "unknown");
  if (open?.state === "unknown") return open;
  if (name.state !== "said" || target.state !== "said") {
    refuseField(field, `it has a name and a ${pathKey}, both text`);
    return void 0;
  }
  const volume = volumes.get(name.value);
  if (volume === void 0)
    return undecidedBy(field, `mounts a volume that the pod does not have: ${visibleText(name.value, 60)}`);
  if ("state" in volume) return { ...volume, at: saidBy(field, "").at };
  const below = sub.state === "said" && volume.kind === "bind" ? `${volume.source}/${sub.value}` : volume.source;
  return saidBy(field, {
    kind: volume.kind,
    source: volume.kind === "bind" ? cleanPath(below) : below,
    target: cleanPath(target.value),
    readOnly: isTrue(readOnly) || volume.readOnly,
    propagation: propagation.state === "said" ? PROPAGATIONS[propagation.value] : ""
  });
}
var PROPAGATIONS = { None: "rprivate", HostToContainer: "rslave", Bidirectional: "rshared" };
function isTrue(setting) {
  return setting.state === "said" && setting.value;
}
function wordOr(field, otherwise) {
  const word2 = wordOf(field);
  return word2.state === "said" ? word2.value : otherwise;
}

// src/run/pod-security.ts
function readPodSecurity(context) {
  const groups = [...itemsOf(child(context, "supplementalGroups")), child(context, "fsGroup")].flatMap((field) => {
    const id = idOf(field);
    return id.state === "not-said" ? [] : [id];
  });
  const sysctls = itemsOf(child(context, "sysctls")).flatMap(sysctlOf);
  return { ...readShared(context, POD_SECURITY_CONTEXT_FIELDS), groups, sysctls };
}
function readContainerSecurity(context) {
  const capabilities = child(context, "capabilities");
  const names = (list) => itemsOf(child(capabilities, list)).flatMap((item) => statedWord(item) ?? []);
  const shared = readShared(context, SECURITY_CONTEXT_FIELDS);
  const privileged = flagOf(child(context, "privileged"));
  const capAdd = names("add");
  const escalation = flagOf(child(context, "allowPrivilegeEscalation"));
  const procMount = choiceOf(child(context, "procMount"), ["Default", "Unmasked"]);
  return {
    ...shared,
    privileged,
    capAdd,
    capDrop: names("drop"),
    noNewPrivileges: noNewPrivilegesOf(escalation, privileged, capAdd),
    readOnly: flagOf(child(context, "readOnlyRootFilesystem")),
    systemPaths: mapSetting(procMount, (value) => value === "Unmasked" ? "unconfined" : "masked")
  };
}
function noNewPrivilegesOf(escalation, privileged, added) {
  const noNew = mapSetting(escalation, (allowed) => !allowed);
  if (noNew.state !== "said" || !noNew.value) return noNew;
  if (privileged.state === "unknown") return privileged;
  if (privileged.state === "said" && privileged.value) return { ...privileged, value: false };
  const admin = added.find((name) => name.state === "said" && /^(?:cap_)?sys_admin$/i.test(name.value));
  return admin === void 0 ? noNew : { state: "said", value: false, at: admin.at };
}
function readShared(context, known) {
  const windows = child(context, "windowsOptions");
  const options = child(context, "seLinuxOptions");
  const labels = ["user", "role", "type", "level"].flatMap((part) => {
    const word2 = mapSetting(wordOf(child(options, part)), (value) => `${part}:${value}`);
    return word2.state === "not-said" ? [] : [word2];
  });
  return {
    user: idOf(child(context, "runAsUser")),
    group: idOf(child(context, "runAsGroup")),
    nonRoot: flagOf(child(context, "runAsNonRoot")),
    seccomp: seccompOf(child(context, "seccompProfile")),
    apparmor: appArmorOf(child(context, "appArmorProfile")),
    labels,
    windowsUser: wordOf(child(windows, "runAsUserName")),
    hostProcess: flagOf(child(windows, "hostProcess")),
    unknown: unknownKeys(context, known)
  };
}
function idOf(field) {
  const inRange = (value) => value !== void 0 && value >= 0 && value < 2 ** 31 ? value : void 0;
  return settingOf(field, (node) => inRange(integerOf(node)), "it is no number from 0 to 2147483647");
}
function sysctlOf(field) {
  const name = wordOf(child(field, "name"));
  const value = wordOf(child(field, "value"));
  if (name.state === "unknown") return [name];
  if (name.state === "not-said" || value.state === "not-said") {
    refuseField(field, "a parameter has a name and a value, both text");
    return [];
  }
  return [{ ...name, value: { name: name.value, value: value.state === "said" ? value.value : value.written } }];
}
var PROFILE_TYPES = ["RuntimeDefault", "Localhost", "Unconfined"];
function profileOf(field) {
  if (field === void 0) return NOT_SAID;
  const type = choiceOf(child(field, "type"), PROFILE_TYPES);
  const local = wordOf(child(field, "localhostProfile"));
  if (type.state === "unknown") return type;
  if (local.state === "unknown") return local;
  const name = local.state === "said" ? local.value : "";
  if (type.state === "not-said") {
    refuseField(field, "it has no type that there is");
    return undecidedBy(field, "has no type");
  }
  if (type.value === "Localhost" !== (name !== "")) {
    refuseField(field, "a localhostProfile belongs to the type Localhost, and to no other");
  }
  const at2 = type.value === "Localhost" && local.state === "said" ? local.at : type.at;
  return { state: "said", value: { type: type.value, local: name }, at: at2 };
}
function seccompOf(field) {
  return mapSetting(profileOf(field), ({ type, local }) => {
    if (type === "Localhost") return { kind: "profile", path: local };
    return { kind: type === "Unconfined" ? "unconfined" : "default" };
  });
}
function appArmorOf(field) {
  return mapSetting(profileOf(field), ({ type, local }) => {
    if (type === "Localhost") return { kind: "profile", name: local };
    return { kind: type === "Unconfined" ? "unconfined" : "default" };
  });
}
function annotatedAppArmor(annotations, container) {
  const field = child(annotations, `container.apparmor.security.beta.kubernetes.io/${container}`);
  if (field === void 0) return NOT_SAID;
  const text = textOf(field.node);
  const at2 = placeOf(field);
  if (text === "unconfined") return { state: "said", value: { kind: "unconfined" }, at: at2 };
  if (text === "runtime/default") return { state: "said", value: { kind: "default" }, at: at2 };
  const name = text?.startsWith("localhost/") ? text.slice("localhost/".length) : "";
  if (name !== "") return { state: "said", value: { kind: "profile", name }, at: at2 };
  return undecidedBy(field, "is none of runtime/default, unconfined and localhost/NAME");
}

// src/run/pod-user.ts
function privilegedOf(own, pod) {
  const hostProcess = firstSaid(own.hostProcess, pod.hostProcess);
  const no = hostProcess.state === "said" && !hostProcess.value;
  return no ? own.privileged : firstSaid(hostProcess, own.privileged);
}
function userOf(own, pod) {
  const uid = firstSaid(own.user, pod.user);
  const gid = firstSaid(own.group, pod.group);
  const windows = firstSaid(own.windowsUser, pod.windowsUser);
  const alone = uid.state === "not-said" && gid.state !== "not-said" ? [gid] : [];
  const user = uid.state !== "said" ? firstSaid(mapSetting(uid, String), windows) : gid.state === "unknown" ? gid : { ...uid, value: gid.state === "said" ? `${uid.value}:${gid.value}` : `${uid.value}` };
  return { user, groupAdd: onceEach([...alone, ...pod.groups]) };
}
function onceEach(groups) {
  const seen = /* @__PURE__ */ new Set();
  return groups.flatMap((group) => {
    if (group.state === "unknown") return [group];
    if (seen.has(group.value)) return [];
    seen.add(group.value);
    return [{ ...group, value: `${group.value}` }];
  });
}

// src/run/pod-values.ts
var SUFFIXES = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 }
};
function quantityOf(node) {
  if (node.kind !== "scalar") return void 0;
  const [, number, suffix = ""] = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(node.text) ?? [];
  const factor = SUFFIXES[suffix];
  return number === void 0 || factor === void 0 ? void 0 : Number(number) * factor;
}
function readPodLimits(resources) {
  const limits = child(resources, "limits");
  const quantity = (name) => settingOf(child(limits, name), quantityOf, "it is no quantity such as 500m or 256Mi");
  return { pids: NOT_SAID, memory: quantity("memory"), cpus: quantity("cpu"), ulimits: [] };
}
function eitherLimits(own, pod) {
  return { ...own, memory: firstSaid(own.memory, pod.memory), cpus: firstSaid(own.cpus, pod.cpus) };
}
function readHostPorts(container) {
  return itemsOf(child(container, "ports")).flatMap((field) => {
    const host = wholeNumberOf(child(field, "hostPort"));
    if (host.state === "unknown") return [host];
    const inside = wholeNumberOf(child(field, "containerPort"));
    const address = wordOf(child(field, "hostIP"));
    const protocol = choiceOf(child(field, "protocol"), ["TCP", "UDP", "SCTP"]);
    if (host.state === "not-said" || host.value === 0) return [];
    const open = [inside, address, protocol].find((setting) => setting.state === "unknown");
    if (open?.state === "unknown") return [open];
    if (host.value < 0 || host.value > 65535) refuseField(field, "there is no such port");
    const known = { UDP: "udp", SCTP: "sctp" };
    const value = {
      hostAddress: address.state === "said" ? address.value : "",
      hostPort: `${host.value}`,
      containerPort: inside.state === "said" ? `${inside.value}` : `${host.value}`,
      protocol: (protocol.state === "said" ? known[protocol.value] : void 0) ?? "tcp"
    };
    return [{ ...host, value }];
  });
}
function readWords(field) {
  if (field === void 0) return NOT_SAID;
  const words2 = itemsOf(field).flatMap((item) => {
    const text = textOf(item.node);
    if (text === void 0)
      refuseField(item, "it is no text; a number or a truth value that is meant as text stands in quotes");
    return text ?? [];
  });
  return saidBy(field, words2);
}
function readEnvironment(container) {
  const env = itemsOf(child(container, "env")).flatMap((field) => {
    const name = wordOf(child(field, "name"));
    if (name.state === "not-said") refuseField(field, "a variable has a name");
    return name.state === "not-said" ? [] : [name];
  });
  const envFiles = itemsOf(child(container, "envFrom")).flatMap((field) => {
    for (const [key, what] of [
      ["configMapRef", "configMap"],
      ["secretRef", "secret"]
    ]) {
      const name = wordOf(child(child(field, key), "name"));
      if (name.state === "said") return [{ ...name, value: `${what} ${name.value}` }];
      if (name.state === "unknown") return [name];
    }
    return [];
  });
  return { env, envFiles };
}

// src/run/pod-containers.ts
var LISTS = [
  ["initContainers", "init"],
  ["containers", "container"],
  ["ephemeralContainers", "ephemeral"]
];
function readPod(source) {
  const { spec } = source;
  if (!isMapping(spec)) return [];
  const containers = child(spec, "containers");
  if (containers === void 0 || itemsOf(containers).length === 0) refuseField(spec, "it has no containers");
  const security = readPodSecurity(child(spec, "securityContext"));
  const pod = {
    source,
    security,
    volumes: readVolumes(spec, source.claimTemplates),
    common: commonOf(source, security),
    unknown: [...unknownKeys(spec, POD_FIELDS), ...security.unknown]
  };
  return LISTS.flatMap(
    ([list, kind]) => itemsOf(child(spec, list)).flatMap((field) => containerOf(pod, field, kind) ?? [])
  );
}
function commonOf({ spec, annotations }, { sysctls }) {
  const shares = (key) => mapSetting(flagOf(child(spec, key)), (yes) => ({ kind: yes ? "host" : "private" }));
  const others = flagOf(child(spec, "shareProcessNamespace"));
  const hostPid = shares("hostPID");
  const ownPid = others.state === "said" && !others.value ? hostPid : mapSetting(others, () => ({ kind: "other", name: "the other containers of the pod" }));
  const isHost = hostPid.state === "unknown" || hostPid.state === "said" && hostPid.value.kind === "host";
  return {
    namespaces: {
      pid: isHost ? hostPid : firstSaid(ownPid, hostPid),
      network: shares("hostNetwork"),
      ipc: shares("hostIPC"),
      uts: NOT_SAID,
      userns: shares("hostUsers"),
      cgroup: NOT_SAID
    },
    runtime: wordOf(child(spec, "runtimeClassName")),
    restart: restartOf(child(spec, "restartPolicy")),
    annotations: entriesOf(annotations).map(({ key, field }) => saidBy(field, key)),
    limits: readPodLimits(child(spec, "resources")),
    sysctls
  };
}
function restartOf(field) {
  const policy = choiceOf(field, ["Always", "OnFailure", "Never"]);
  return mapSetting(policy, (value) => ({
    policy: { Always: "always", OnFailure: "on-failure", Never: "no" }[value]
  }));
}
function containerOf(pod, field, kind) {
  if (!isMapping(field)) return void 0;
  if (pod.source.isPart && child(field, "image") === void 0) return void 0;
  const name = pod.source.isPart && child(field, "name") === void 0 ? "unnamed" : plainWord(field, "name");
  const image = plainWord(field, "image");
  if (name === void 0 || image === void 0) return void 0;
  const { object: object2 } = pod.source;
  const declared = placeOf(field);
  const source = { kind: "kubernetes", file: field.file.name, object: object2, container: name, declared };
  return { object: object2, container: name, kind, image, settings: { ...settingsOf(pod, field, name), source } };
}
function plainWord(field, key) {
  const own = child(field, key);
  const text = own === void 0 ? void 0 : textOf(own.node);
  if (text === void 0 || text === "") refuseField(own ?? field, `a container has a ${key}, which is text`);
  return text === "" ? void 0 : text;
}
function settingsOf(pod, field, name) {
  const { security: podSecurity, common } = pod;
  const own = readContainerSecurity(child(field, "securityContext"));
  const annotated = annotatedAppArmor(pod.source.annotations, name);
  const { mounts, unknown } = readMounts(field, pod.volumes);
  const target = wordOf(child(field, "targetContainerName"));
  const joined = mapSetting(target, (container) => ({ kind: "container", name: container }));
  return {
    ...ENGINE_DEFAULTS,
    ...common,
    ...userOf(own, podSecurity),
    refusesRoot: firstSaid(own.nonRoot, podSecurity.nonRoot),
    privileged: privilegedOf(own, podSecurity),
    capAdd: own.capAdd,
    capDrop: own.capDrop,
    security: {
      noNewPrivileges: own.noNewPrivileges,
      seccomp: firstSaid(own.seccomp, podSecurity.seccomp),
      apparmor: firstSaid(own.apparmor, annotated, podSecurity.apparmor),
      labels: own.labels.length > 0 ? own.labels : podSecurity.labels,
      systemPaths: own.systemPaths,
      other: []
    },
    readOnly: own.readOnly,
    namespaces: { ...common.namespaces, pid: firstSaid(joined, common.namespaces.pid) },
    mounts,
    limits: eitherLimits(readPodLimits(child(field, "resources")), common.limits),
    ports: readHostPorts(field),
    restart: firstSaid(restartOf(child(field, "restartPolicy")), common.restart),
    ...readEnvironment(field),
    entrypoint: readWords(child(field, "command")),
    command: readWords(child(field, "args")),
    unknown: [...pod.unknown, ...unknownKeys(field, CONTAINER_FIELDS), ...own.unknown, ...unknown]
  };
}

// src/run/kubernetes.ts
function readKubernetes(text, file) {
  const { documents, mistakes } = readManifestYaml(text);
  const manifest = { name: file, mistakes: [...mistakes] };
  const found = documents.map((document) => findPods(document, manifest));
  const containers = found.flatMap(({ pods }) => pods.flatMap(readPod));
  return { containers, errors: manifest.mistakes, others: found.flatMap(({ others }) => others) };
}

// src/evidence/kubernetes-files.ts
var MAX_FILES = 1e3;
var MAX_BYTES_EACH = 4 * 1048576;
var MAX_BYTES = 16 * 1048576;
var MAX_TOLD = 10;
async function readKubernetesFiles(files, workspace) {
  const paths = await findFiles(files, workspace);
  const containers = [];
  const others = /* @__PURE__ */ new Map();
  const wrong2 = [];
  let bytes = 0;
  for (const path of paths) {
    const text = await workspace.readText(path, MAX_BYTES_EACH);
    if (text === void 0) throw unreadable(path);
    bytes += Buffer.byteLength(text);
    if (bytes > MAX_BYTES) throw tooMuch(`The manifests have more than ${MAX_BYTES} bytes together.`);
    const manifest = readKubernetes(text, path.relative);
    containers.push(...manifest.containers);
    for (const kind of manifest.others) others.set(kind, (others.get(kind) ?? 0) + 1);
    wrong2.push(...manifest.errors.map((error) => `${visibleText(path.relative, 120)}:${error.line}: ${error.text}`));
    if (wrong2.length >= MAX_TOLD) break;
  }
  if (wrong2.length > 0) throw invalid(wrong2);
  if (containers.length === 0) throw noContainers(paths, others);
  return { containers, remarks: remarksOn(others) };
}
async function findFiles(given, workspace) {
  const found = /* @__PURE__ */ new Map();
  for (const path of given) {
    const names = await namesIn(path, workspace);
    const wanted = names?.map((name) => `${path}/${name}`) ?? [path];
    for (const one of wanted) {
      const file = await workspace.resolve(one, "file");
      if (file === void 0) throw notThere(one);
      found.set(file.absolute, file);
      if (found.size > MAX_FILES) throw tooMuch(`kubernetes-files leads to more than ${MAX_FILES} files.`);
    }
  }
  return [...found.values()];
}
async function namesIn(path, workspace) {
  const names = await workspace.names(path);
  return names?.filter((name) => /\.(?:ya?ml|json)$/i.test(name)).sort();
}
function remarksOn(others) {
  const total = [...others.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const objects = total === 1 ? "1 object of the manifests holds" : `${total} objects of the manifests hold`;
  return [`${objects} no container and ${total === 1 ? "is" : "are"} not judged: ${listed(others)}.`];
}
function listed(others) {
  const kinds = [...others].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${visibleText(kind, 60)} ${count}`);
  const more = kinds.length > MAX_TOLD ? ` and ${kinds.length - MAX_TOLD} further kinds` : "";
  return `${kinds.slice(0, MAX_TOLD).join(", ")}${more}`;
}
function invalid(wrong2) {
  const [first] = wrong2;
  const more = wrong2.length === 1 ? "" : ` Further mistakes: ${wrong2.length - 1}.`;
  return new GateError({
    code: "KUBERNETES-INVALID",
    what: `The Kubernetes manifests can't be read: ${first ?? ""}${more}`,
    means: `How these containers are run is not known. ${NO_VERDICT}`,
    todo: "Correct the manifests; of Helm charts and kustomizations give what helm template and kubectl kustomize make of them.",
    details: wrong2.slice(0, MAX_TOLD)
  });
}
function noContainers(paths, others) {
  const what = paths.length === 0 ? "kubernetes-files names folders without a manifest (*.yaml, *.yml, *.json)." : `No manifest of kubernetes-files holds a container${others.size === 0 ? "" : `; they hold ${listed(others)}`}.`;
  return new GateError({
    code: "INPUT-INVALID",
    what,
    means: `There is nothing to judge in them. ${NO_VERDICT}`,
    todo: "Give the files, or the folders, with the workloads; what lies in folders of a folder is given by itself."
  });
}
function notThere(path) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `kubernetes-files: there is no ${visibleText(path, 120)} in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct kubernetes-files; on a runner, check the repository out before the gate."
  });
}
function unreadable({ relative }) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `kubernetes-files: ${visibleText(relative, 120)} can't be read.`,
    means: NO_VERDICT,
    todo: "Give the file the right to be read by the job."
  });
}
function tooMuch(what) {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what,
    means: `They were not read. ${NO_VERDICT}`,
    todo: "Give the manifests of the workloads alone, or divide them over several steps."
  });
}

// src/evidence/container-subjects.ts
async function findContainerSubjects(files, workspace) {
  const { containers, remarks } = await readKubernetesFiles(files, workspace);
  const seen = /* @__PURE__ */ new Map();
  const subjects = containers.map(({ object: object2, container, image, settings }) => {
    const plain = `kubernetes/${object2}/${container}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    const id = times === 1 ? plain : `${plain}#${times}`;
    const name = `container ${container} of ${object2}`;
    return {
      kind: "reference",
      subject: { id, name },
      settings: { kind: "reference", reference: image, pull: false },
      onlyIfThere: true,
      run: { state: "known", value: settings, source: { tool: "the gate's reader of manifests", subject: name } }
    };
  });
  return { whole: { id: "manifests", name: files.join(", ") }, subjects, remarks };
}
export {
  findContainerSubjects
};
