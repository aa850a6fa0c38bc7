import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  GateError
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/adapters/policy-unreadable.ts
function policyUnreadable(what, todo, cause) {
  return new GateError(
    {
      code: "POLICY-UNREADABLE",
      what,
      means: "The rules are not known, so the verdict is NO VERDICT, not PASS.",
      todo
    },
    cause
  );
}

// src/adapters/git-names.ts
var MAX_BRANCH = 255;
var MAX_REVISION = 200;
var MAX_PATH = 1024;
var MAX_SEGMENTS = 32;
var NEVER_IN_BRANCH = /[\0- \x7f~^:?*[\\]|\.\.|@\{/;
var NEVER_IN_REVISION = /^[-^]|[\0- \x7f:?*[\\]|\.\./;
function checkedBranch(branch) {
  const parts = branch.split("/");
  const good = branch.length <= MAX_BRANCH && branch.isWellFormed() && !branch.startsWith("-") && !branch.endsWith(".") && !NEVER_IN_BRANCH.test(branch) && parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
  if (good) return branch;
  throw policyUnreadable(
    `${shown(branch)} is no name of a branch, so nothing was asked.`,
    "See git-check-ref-format(1) for the names that a branch may have."
  );
}
function checkedRevision(revision) {
  const good = revision !== "" && revision.length <= MAX_REVISION && revision.isWellFormed() && !NEVER_IN_REVISION.test(revision);
  if (good) return revision;
  throw policyUnreadable(
    `${shown(revision)} does not name a commit, so git was not asked.`,
    "Give a branch, a tag, a commit, or one of these with ~1 and the like: main, origin/main, HEAD~1."
  );
}
function pathSegments(path) {
  const segments = path.split("/");
  const good = path.length <= MAX_PATH && segments.length <= MAX_SEGMENTS && segments.every((segment) => segment !== "" && segment !== "." && segment !== "..") && // U+FFFD stands for bytes that are no UTF-8: it would be equal to names that are not.
  !/[\p{Cc}\\\ufffd]/u.test(path) && path.isWellFormed();
  if (good) return segments;
  throw policyUnreadable(
    `${shown(path)} is no path of a file in a commit.`,
    "Give the path from the root of the repository, with / between its parts: .github/gate.yml."
  );
}
function isObjectId(value) {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
function checkedCommit(id) {
  if (isObjectId(id)) return id;
  throw policyUnreadable(`${shown(id)} is no commit's id.`, "Give 40 or 64 hexadecimal digits in lower case.");
}
function shown(name) {
  return `"${visibleText(name, 120)}"`;
}

// src/adapters/git-object.ts
import { createHash } from "node:crypto";
function objectId(type, content, like) {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1");
  return hash.update(`${type} ${content.length}\0`).update(content).digest("hex");
}
function parseCommit(content) {
  const [first = "", ...rest] = content.toString("latin1").split("\n");
  const tree = /^tree ([0-9a-f]+)$/.exec(first)?.[1];
  if (!isObjectId(tree)) return void 0;
  const end = rest.findIndex((line) => !line.startsWith("parent "));
  const parents = rest.slice(0, end < 0 ? rest.length : end).map((line) => line.slice("parent ".length));
  return parents.every((parent) => isObjectId(parent) && parent.length === tree.length) ? { tree, parents } : void 0;
}
function parseTree(content, idDigits) {
  const idBytes = idDigits / 2;
  const entries = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const zero = content.indexOf(0, space);
    if (space < 0 || zero < 0 || zero + 1 + idBytes > content.length) return void 0;
    const mode = content.toString("latin1", at, space);
    if (!/^[0-7]{5,6}$/.test(mode)) return void 0;
    const name = content.toString("utf8", space + 1, zero);
    at = zero + 1 + idBytes;
    entries.push({ name, mode: mode.padStart(6, "0"), id: content.toString("hex", zero + 1, at) });
  }
  return entries;
}
function treeContent(entries) {
  if (entries.some(({ name }) => name.includes("\uFFFD") || !name.isWellFormed())) return void 0;
  const sorted = entries.map((entry) => ({ ...entry, key: Buffer.from(entry.mode === "040000" ? `${entry.name}/` : entry.name) })).sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, id }) => [
      Buffer.from(`${mode.replace(/^0+/, "")} ${name}\0`),
      Buffer.from(id, "hex")
    ])
  );
}

// src/adapters/committed-files.ts
function emptyMemory() {
  return { commits: /* @__PURE__ */ new Map(), trees: /* @__PURE__ */ new Map() };
}
var KINDS = /* @__PURE__ */ new Map([
  ["100644", "file"],
  ["100755", "file"],
  ["040000", "folder"],
  ["120000", "link"],
  ["160000", "submodule"]
]);
function createCommittedFiles(source, memory = emptyMemory()) {
  const commit = remembered(source.commit, memory.commits);
  const tree = remembered(source.tree, memory.trees);
  const find = (id, path) => findEntry({ commit, tree }, checkedCommit(id), path);
  return {
    name: source.name,
    commitOf: async (revision) => source.commitOf(revision),
    parentsOf: async (id) => {
      const { parents } = await commit(checkedCommit(id));
      return await source.isCutOff(id) ? void 0 : parents;
    },
    names: async (id, folder) => {
      const at = folder === "" ? (await commit(checkedCommit(id))).tree : folderId(await find(id, folder), id, folder);
      return at === void 0 ? void 0 : namesOf(await tree(at), placeOf(id, folder));
    },
    entry: async (id, path) => {
      const found = await find(id, path);
      return found && { kind: found.kind, objectId: found.id };
    },
    readText: async (id, path, limitBytes) => {
      const found = await find(id, path);
      return found && readText(source, found, placeOf(id, path), limitBytes);
    }
  };
}
async function findEntry({ commit, tree }, id, path) {
  const segments = pathSegments(path);
  let folder = (await commit(id)).tree;
  for (const [index, name] of segments.entries()) {
    const place = placeOf(id, segments.slice(0, index + 1).join("/"));
    const found = entryOf(await tree(folder), name, place);
    if (found === void 0) return void 0;
    if (index === segments.length - 1) return found;
    if (found.kind === "file") return void 0;
    if (found.kind !== "folder") throw notFollowed(place, found.kind);
    folder = found.id;
  }
  return void 0;
}
function folderId(found, commit, path) {
  if (found === void 0 || found.kind === "file") return void 0;
  if (found.kind === "folder") return found.id;
  throw notFollowed(placeOf(commit, path), found.kind);
}
function namesOf({ entries, complete }, place) {
  if (complete) return entries.map(({ name }) => name);
  throw cutOff(`What is in ${place}`);
}
function entryOf({ entries, complete }, name, place) {
  const [found, second] = entries.filter((entry) => entry.name === name);
  if (found === void 0) {
    if (complete) return void 0;
    throw cutOff(`Whether there is ${place}`);
  }
  const kind = KINDS.get(found.mode);
  if (kind !== void 0 && second === void 0) return { ...found, kind };
  throw policyUnreadable(
    second === void 0 ? `${place} is of a kind that git does not have today.` : `There are two of ${place}.`,
    "Make the commit again with a git of today; `git fsck` shows what is wrong with it."
  );
}
async function readText(source, { kind, id, size = 0 }, place, limitBytes) {
  if (kind !== "file") throw kind === "folder" ? notAFile(place) : notFollowed(place, kind);
  const content = size > limitBytes ? "too large" : await source.blob(id, limitBytes);
  if (content === "too large" || content.length > limitBytes) {
    throw policyUnreadable(`${place} is larger than ${limitBytes} bytes.`, "Make the file smaller.");
  }
  if (objectId("blob", content, id) !== id) {
    throw policyUnreadable(
      `What came as ${place} is not the content that git knows by the id ${id.slice(0, 12)}.`,
      "Run again. If it comes back, the repository or something on the way to it is damaged or changes answers."
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    throw policyUnreadable(`${place} is no UTF-8 text.`, "Store the file as UTF-8.", error);
  }
}
function notFollowed(place, kind) {
  const what = kind === "link" ? "a link" : "a submodule";
  return policyUnreadable(
    `${place} is ${what}, which is not followed.`,
    "Commit the file itself, in folders that are no links, on the branch that it is read from."
  );
}
function cutOff(what) {
  return policyUnreadable(
    `${what} is not known: the list of the folder was cut off.`,
    "Put fewer files into that folder, or fetch the commit with actions/checkout so that it can be read from there."
  );
}
function notAFile(place) {
  return policyUnreadable(`${place} is a folder, not a file.`, "Give the path of the file.");
}
function placeOf(commit, path) {
  return `${path === "" ? "the root" : visibleText(path, 120)} of the commit ${commit.slice(0, 12)}`;
}
function remembered(ask, answers) {
  return async (id) => {
    const known = answers.get(id);
    if (known !== void 0) return known;
    const answer = ask(id);
    answers.set(id, answer);
    try {
      return await answer;
    } catch (error) {
      answers.delete(id);
      throw error;
    }
  };
}

export {
  policyUnreadable,
  checkedBranch,
  checkedRevision,
  isObjectId,
  objectId,
  parseCommit,
  parseTree,
  treeContent,
  emptyMemory,
  createCommittedFiles
};
