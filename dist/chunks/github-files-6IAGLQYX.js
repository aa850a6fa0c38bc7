import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  checkedBranch,
  createCommittedFiles,
  emptyMemory,
  isObjectId,
  objectId,
  policyUnreadable,
  treeContent
} from "./chunk-DBF5WSMX.js";
import {
  createGitHubClient,
  isRecord
} from "./chunk-RQ5EIQOA.js";
import "./chunk-3SKAUVDZ.js";
import "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/github-files-problems.ts
var GRANT = "Give the job `permissions: contents: read` and leave the input github-token at its default";
var AGAIN = "Run again";
function fileFailure(what, failure) {
  const said = failure.status === void 0 ? failure.message : `${failure.status}: ${failure.message}`;
  switch (failure.kind) {
    case "unauthorized":
      return policyUnreadable(
        `GitHub does not accept the token that asks for ${what} (${said}).`,
        "Check the input github-token: by default it is the job\u2019s own token, which ends with the job."
      );
    case "refused":
      return policyUnreadable(`GitHub does not let this token read ${what} (${said}).`, `${GRANT}.`);
    case "missing":
      return policyUnreadable(
        `GitHub has nothing to show to this token for ${what} (${said}): it does not exist, or the token may not know.`,
        `${GRANT}. If it has been deleted meanwhile, run again on what is there now.`
      );
    case "limited":
      return policyUnreadable(
        `GitHub limits the number of requests and asks to wait longer than the gate may before it shows ${what} (${said}).`,
        `${AGAIN} later.`
      );
    case "unclear":
      return policyUnreadable(
        `GitHub did not answer in time, or not as its API does, when it was asked for ${what} (${said}).`,
        `${AGAIN}. See githubstatus.com if it comes back.`
      );
    case "too-long":
    case "invalid":
      return policyUnreadable(
        `GitHub does not show ${what} (${said}).`,
        `${AGAIN} with debug logging on if you can't see why; a repository without a commit has no branch.`
      );
  }
}
function noTokenForFiles(what) {
  return policyUnreadable(`There is no token to ask GitHub for ${what} with.`, `${GRANT}.`);
}
function filesUnforeseen(what, thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return policyUnreadable(
    `GitHub could not be asked for ${what} (${visibleText(message, 200)}).`,
    `${AGAIN} with debug logging on if it comes back.`,
    thrown
  );
}

// src/adapters/github-git-answers.ts
function parseRef(data, ref) {
  if (!isRecord(data) || data["ref"] !== ref || !isRecord(data["object"])) return void 0;
  const { type, sha } = data["object"];
  return type === "commit" && isObjectId(sha) ? sha : void 0;
}
function parseCommit(data, id) {
  if (!isRecord(data) || data["sha"] !== id || !isRecord(data["tree"]) || !Array.isArray(data["parents"])) {
    return void 0;
  }
  const { sha: tree } = data["tree"];
  const parents = data["parents"].map((parent) => isRecord(parent) ? parent["sha"] : void 0);
  if (!isObjectId(tree) || !parents.every(isObjectId)) return void 0;
  return { tree, parents };
}
function parseTree(data, id) {
  if (!isRecord(data) || data["sha"] !== id || !Array.isArray(data["tree"])) return void 0;
  if (typeof data["truncated"] !== "boolean") return void 0;
  const entries = [];
  for (const given of data["tree"]) {
    const entry = parseEntry(given);
    if (entry === void 0) return void 0;
    entries.push(entry);
  }
  return { entries, complete: !data["truncated"] };
}
function parseEntry(data) {
  if (!isRecord(data)) return void 0;
  const { path: name, mode, sha: id, size } = data;
  if (typeof name !== "string" || typeof mode !== "string" || !isObjectId(id)) return void 0;
  return { name, mode, id, ...typeof size === "number" && { size } };
}
function parseBlob(data, id) {
  if (!isRecord(data) || data["sha"] !== id || data["encoding"] !== "base64") return void 0;
  const { size, content: base64 } = data;
  return typeof size === "number" && typeof base64 === "string" ? { size, base64 } : void 0;
}

// src/adapters/github-files.ts
function createGitHubFiles(options) {
  const memory = emptyMemory();
  const within = (deadlineMs) => createCommittedFiles(gitHubSource({ ...options, deadlineMs }), memory);
  return { ...within(options.deadlineMs), within };
}
function gitHubSource(options) {
  const repository = { owner: options.repository.owner, repo: options.repository.name };
  const ask = createAsking(options);
  const get = (what, path, parameters, parse) => ask(what, {
    route: `GET /repos/{owner}/{repo}/git/${path}`,
    parameters: { ...repository, ...parameters },
    parse
  });
  return {
    name: "the API of GitHub",
    commitOf: async (branch) => {
      const ref = `heads/${checkedBranch(branch)}`;
      return get(
        `the branch ${visibleText(branch, 120)}`,
        "ref/{ref}",
        { ref },
        (data) => parseRef(data, `refs/${ref}`)
      );
    },
    commit: (id) => {
      return get(
        `the commit ${id.slice(0, 12)}`,
        "commits/{commit_sha}",
        { commit_sha: id },
        (data) => parseCommit(data, id)
      );
    },
    tree: async (id) => {
      const what = `the tree ${id.slice(0, 12)}`;
      return checkedTree(await get(what, "trees/{tree_sha}", { tree_sha: id }, (data) => parseTree(data, id)), id);
    },
    blob: async (id, limitBytes) => {
      const what = `the content ${id.slice(0, 12)}`;
      return decoded(await get(what, "blobs/{file_sha}", { file_sha: id }, (data) => parseBlob(data, id)), limitBytes);
    },
    // The API has every commit whole.
    isCutOff: async () => false
  };
}
function createAsking(options) {
  let client;
  return async (what, call) => {
    if (options.token === "") throw noTokenForFiles(what);
    client ??= createGitHubClient(options);
    const answer = await client.then(({ ask }) => ask(call)).catch((thrown) => {
      throw filesUnforeseen(what, thrown);
    });
    if (answer.ok) return answer.value;
    throw fileFailure(what, answer.failure);
  };
}
function checkedTree(tree, id) {
  const content = tree.complete ? treeContent(tree.entries) : void 0;
  if (content === void 0 || objectId("tree", content, id) === id) return tree;
  throw policyUnreadable(
    `What GitHub gives for the tree ${id.slice(0, 12)} does not have this id.`,
    "Run again. If it comes back, something on the way to GitHub changes answers, or the folder was committed by a git of long ago: commit it again."
  );
}
function decoded({ size, base64 }, limitBytes) {
  const longest = Math.ceil(limitBytes / 3) * 4;
  const text = size > limitBytes ? void 0 : base64.replaceAll("\n", "");
  return text === void 0 || text.length > longest ? "too large" : Buffer.from(text, "base64");
}
export {
  createGitHubFiles
};
