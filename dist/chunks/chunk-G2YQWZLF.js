import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  checkedRevision,
  createCommittedFiles,
  isObjectId,
  objectId,
  parseCommit,
  parseTree,
  policyUnreadable
} from "./chunk-DBF5WSMX.js";
import {
  gitRequest
} from "./chunk-AFHJQXQY.js";
import {
  readSmallFile
} from "./chunk-BVOUBNQF.js";
import {
  GateError
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/adapters/git-objects.ts
import path from "node:path";
var LIMITS = { commit: 1024 * 1024, tree: 32 * 1024 * 1024, shallow: 4 * 1024 * 1024 };
var WORDS_BYTES = 64 * 1024;
function createGitObjects(place) {
  return createCommittedFiles({
    name: "the fetched objects",
    commitOf: (revision) => resolveCommit(place, checkedRevision(revision)),
    commit: async (id) => parsed("commit", id, parseCommit(await readObject(place, "commit", id))),
    tree: async (id) => {
      const entries = parsed("tree", id, parseTree(await readObject(place, "tree", id), id.length));
      return { entries, complete: true };
    },
    blob: (id, limitBytes) => readRaw(place, "blob", id, limitBytes),
    isCutOff: (commit) => isCutOff(place, commit)
  });
}
async function resolveCommit(place, revision) {
  const shown = visibleText(revision, 120);
  const result = await ask(place, ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`]);
  const commit = result.stdout.toString("latin1").replace(/\n$/, "");
  if (failed(result) || !isObjectId(commit)) throw gitFailed(`git finds no commit for ${shown}`, result);
  return commit;
}
function parsed(type, id, value) {
  if (value !== void 0) return value;
  throw policyUnreadable(
    `The ${type} ${id.slice(0, 12)} is not written as git writes one.`,
    "Make the commit again with a git of today; `git fsck` shows what is wrong with it."
  );
}
async function readObject(place, type, id) {
  const content = await readRaw(place, type, id, LIMITS[type]);
  if (content === "too large") {
    throw policyUnreadable(
      `The ${type} ${id.slice(0, 12)} is larger than ${LIMITS[type]} bytes.`,
      "Put the file into a smaller folder, or make the commit with a shorter message."
    );
  }
  if (objectId(type, content, id) === id) return content;
  throw policyUnreadable(
    `What git gives for the ${type} ${id.slice(0, 12)} does not have this id.`,
    "Check out afresh; `git fsck` shows what is wrong with the repository."
  );
}
async function readRaw(place, type, id, limitBytes) {
  const result = await ask(place, ["cat-file", type, id], limitBytes + 1);
  if (result.stdout.length > limitBytes) return "too large";
  if (failed(result)) throw gitFailed(`git can't show the ${type} ${id.slice(0, 12)}`, result);
  return result.stdout;
}
async function isCutOff(place, commit) {
  const result = await ask(place, ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"]);
  const [isShallow, file, ...rest] = result.stdout.toString("utf8").split("\n");
  const understood = (isShallow === "true" || isShallow === "false") && file && rest.join() === "";
  if (failed(result) || !understood) throw gitFailed("git does not say whether the clone is shallow", result);
  if (isShallow === "false") return false;
  const list = await readSmallFile(path.resolve(place.folder, file), LIMITS.shallow);
  if (list !== void 0 && list !== "too large") return list.split("\n").includes(commit);
  throw policyUnreadable("The list of commits where the shallow clone ends can't be read.", "Check out afresh.");
}
async function ask({ processes, folder }, args, enoughBytes = WORDS_BYTES) {
  const git = await processes.find("git");
  if (git === void 0) {
    throw policyUnreadable("There is no git program to read the repository with.", `Install git. ${BY_API}`);
  }
  const keepBytes = Math.max(enoughBytes, WORDS_BYTES);
  try {
    return await processes.run({ ...gitRequest(git, folder, args), enoughBytes, keepBytes });
  } catch (thrown) {
    if (!(thrown instanceof GateError) || thrown.code !== "TOOL-FAILED") throw thrown;
    throw policyUnreadable(thrown.problem.what, thrown.problem.todo, thrown);
  }
}
function failed({ exitCode, timedOut, stoppedEarly }) {
  return exitCode !== 0 || timedOut || stoppedEarly;
}
var BY_API = "On GitHub, hand the input github-token so that the API is asked.";
function gitFailed(what, { stderr, timedOut, exitCode, signal }) {
  const words = stderr.toString("utf8").trim();
  const ended = timedOut ? "it took too long" : `it ended with ${exitCode ?? signal}`;
  const said = visibleText(words === "" ? ended : words, 300);
  return policyUnreadable(`${what} (${said}).`, todoFor(words));
}
function todoFor(words) {
  if (/dubious ownership/.test(words)) {
    return "Run the gate as the user that the checkout belongs to, or add it to safe.directory in the global git configuration.";
  }
  if (/not a git repository|cannot use bare repository/.test(words)) {
    return `Run it in a checkout of the repository (actions/checkout). ${BY_API}`;
  }
  return `Fetch the commit first: fetch-depth of actions/checkout, or \`git fetch origin BRANCH\`. ${BY_API}`;
}

export {
  createGitObjects
};
