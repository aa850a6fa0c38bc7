import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  createGitHubClient,
  isRecord,
  parseCommentPage,
  parseMarkedComment,
  parseViewer
} from "./chunk-RQ5EIQOA.js";
import {
  parseMarker
} from "./chunk-3SKAUVDZ.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/github-comment-choice.ts
function chooseStep(own, wish) {
  const oldest = visibleComments(own)[0];
  if (oldest !== void 0 && wish.nonces.has(oldest.marker.nonce)) return { kind: "done", comment: oldest };
  const newer = own.find(({ marker }) => !wish.nonces.has(marker.nonce) && isNewer(marker, wish));
  if (newer !== void 0) return { kind: "superseded", by: newer.marker };
  if (oldest === void 0) return { kind: wish.updateOnly ? "none" : "create" };
  if (oldest.id === wish.writtenTo && !isOlder(oldest.marker, wish)) return { kind: "done", comment: oldest };
  return { kind: "update", comment: oldest };
}
function visibleComments(own) {
  return own.filter(({ minimised }) => !minimised).sort((one, other) => one.id - other.id);
}
function isOlder(marker, { runId, runAttempt }) {
  return marker.runId < runId || marker.runId === runId && marker.runAttempt < runAttempt;
}
function isNewer(marker, { runId, runAttempt }) {
  return marker.runId > runId || marker.runId === runId && marker.runAttempt > runAttempt;
}

// src/adapters/github-ownership.ts
var PAGE_SIZE = 100;
var MAX_PAGES = 60;
var MAX_NODES = 100;
async function listMarked(client, pullRequest, key) {
  const found = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await client.ask({
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
      parameters: { ...pullRequest, per_page: PAGE_SIZE, page },
      parse: parseCommentPage
    });
    if (!answer.ok) return answer;
    found.push(...answer.value.filter(({ marker }) => marker.key === key));
    if (!answer.hasNextPage) return { ok: true, value: found, hasNextPage: false };
  }
  const message = `the conversation has more than ${MAX_PAGES * PAGE_SIZE} comments`;
  return { ok: false, failure: { kind: "invalid", message } };
}
async function keepOwn(client, marked, ownership) {
  const known = () => ownership.login !== void 0 || ownership.accountId !== void 0;
  for (; ; ) {
    const unknown = marked.filter(
      ({ nodeId, author }) => !ownership.minimised.has(nodeId) && (!known() || isOwn(author, ownership))
    );
    if (unknown.length === 0 || ownership.accountId !== void 0) break;
    const nodeIds = unknown.slice(0, MAX_NODES).map(({ nodeId }) => nodeId);
    const answer = await askViewer(client, nodeIds);
    if (!answer.ok) return answer;
    ownership.login = answer.value.login;
    for (const nodeId of nodeIds) ownership.minimised.set(nodeId, answer.value.minimised.get(nodeId) ?? true);
  }
  const own = marked.filter(({ author }) => isOwn(author, ownership));
  const value = own.map((comment) => ({ ...comment, minimised: ownership.minimised.get(comment.nodeId) ?? false }));
  return { ok: true, value, hasNextPage: false };
}
function isOwn(author, { login, accountId }) {
  if (login === void 0) return author.id === accountId;
  if (login.endsWith("[bot]")) return author.isBot && author.login === login;
  return author.login === (author.isBot ? `${login}[bot]` : login);
}
var QUERY = `query ($ids: [ID!]!) {
  viewer { login }
  nodes(ids: $ids) { ... on IssueComment { isMinimized } }
}`;
async function askViewer(client, ids) {
  const answer = await client.ask({
    route: client.graphqlRoute,
    parameters: { query: QUERY, variables: { ids } },
    parse: (data) => parseViewer(data, ids) ?? parseRefusal(data)
  });
  if (!answer.ok) return answer;
  const { value } = answer;
  if (typeof value === "string") return { ok: false, failure: { kind: "refused", status: 200, message: value } };
  return { ok: true, value, hasNextPage: false };
}
function parseRefusal(data) {
  if (!isRecord(data) || !Array.isArray(data["errors"])) return void 0;
  const refusal = data["errors"].find((error) => isRecord(error) && error["type"] === "FORBIDDEN");
  return isRecord(refusal) ? visibleText(String(refusal["message"]), 200) : void 0;
}

// src/adapters/github-problems.ts
var MEANS = "The verdict does not hang on the comment and stays as it is.";
var ELSEWHERE = "the whole result is in the job summary and the log";
function failureStatus(failure) {
  const said = failure.status === void 0 ? failure.message : `${failure.status}: ${failure.message}`;
  switch (failure.kind) {
    case "unauthorized":
      return failed({
        code: "TOKEN-INVALID",
        what: `GitHub does not accept the token for the comment (${said}).`,
        todo: "Check the input github-token: by default it is the job\u2019s own token, which ends with the job."
      });
    case "refused":
    case "missing":
      return refused(said, failure);
    case "limited":
      return failed({
        code: "COMMENT-FAILED",
        what: `GitHub limits the number of requests and asks to wait longer than the gate may (${said}).`,
        todo: `Nothing needs to be done for this run: ${ELSEWHERE}. Run again later for the comment.`
      });
    case "unclear":
      return failed({
        code: "COMMENT-FAILED",
        what: `GitHub did not answer the request for the comment in time, or not as its API does (${said}).`,
        todo: `Run again for the comment; ${ELSEWHERE}. See githubstatus.com if it comes back.`
      });
    case "too-long":
    case "invalid":
      return failed({
        code: "COMMENT-FAILED",
        what: `GitHub did not take the comment (${said}).`,
        todo: `Read the result elsewhere: ${ELSEWHERE}.`
      });
  }
}
function supersededStatus(by) {
  return {
    state: "superseded",
    problem: {
      code: "COMMENT-SUPERSEDED",
      what: `The comment shows run ${by.runId}, attempt ${by.runAttempt}, of commit ${by.commit.slice(0, 12)}, which is newer than this run.`,
      means: `It was left as it is. ${MEANS}`,
      todo: `Read this run\u2019s result here: ${ELSEWHERE}.`
    }
  };
}
function tokenMissingStatus() {
  return {
    state: "refused",
    problem: {
      code: "TOKEN-MISSING",
      what: "There is no token for GitHub, so no comment was written.",
      means: MEANS,
      todo: "Leave the input github-token at its default, or give it a token that may write to pull requests."
    }
  };
}
function unforeseenStatus(message) {
  return failed({
    code: "COMMENT-FAILED",
    what: `The comment could not be written (${message}).`,
    todo: `Read the result elsewhere: ${ELSEWHERE}. Run again with debug logging on if it comes back.`
  });
}
function refused(said, { kind, message }) {
  const locked = /locked/i.test(message);
  const closed = /commenting is disabled/i.test(message);
  const grant = "Give the job the permission `pull-requests: write`. A run for a fork has a read-only token whatever the workflow says";
  const problem = {
    code: "COMMENT-REFUSED",
    what: `GitHub refused the comment (${said}).`,
    todo: `${grant}: ${ELSEWHERE}.`
  };
  if (locked)
    return refusedWith({ ...problem, todo: `Unlock the conversation if you want the comment; ${ELSEWHERE}.` });
  if (closed) return refusedWith({ ...problem, todo: `Nobody can comment here any more; ${ELSEWHERE}.` });
  if (kind === "missing") {
    const what = `GitHub does not show the pull request\u2019s comments to this token, or they are gone (${said}).`;
    return refusedWith({ ...problem, what });
  }
  return refusedWith(problem);
}
function refusedWith(problem) {
  return { state: "refused", problem: { ...problem, means: MEANS } };
}
function failed(problem) {
  return { state: problem.code === "TOKEN-INVALID" ? "refused" : "failed", problem: { ...problem, means: MEANS } };
}

// src/adapters/github-comments.ts
var MAX_ROUNDS = 12;
var MAX_DELETIONS = 10;
async function publishComment(client, pullRequest, request) {
  const progress = startProgress(client, pullRequest, request);
  let last = { kind: "unclear", message: `not settled after ${MAX_ROUNDS} rounds` };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const own = await readOwn(client, pullRequest, progress);
    if (!own.ok) {
      return progress.written ? { state: progress.wrote, url: progress.written.url } : failureStatus(own.failure);
    }
    const step = nextStep(own.value, progress);
    if (step.kind !== "create" && step.kind !== "update") return finish(step, own.value, progress);
    const written = await write(client, pullRequest, step, progress);
    if (written.ok) continue;
    last = written.failure;
    if (step.kind === "update" && last.kind === "missing") {
      progress.gone.add(step.comment.id);
      continue;
    }
    if (!await client.pause(last, round)) return failureStatus(last);
  }
  return failureStatus(last);
}
function startProgress(client, pullRequest, request) {
  const { owner, repo } = pullRequest;
  const nonces = [request.body, request.shorter].flatMap((body) => parseMarker(body)?.nonce ?? []);
  if (nonces.length === 0) throw new Error("the comment\u2019s first line is not a marker");
  const remove = async (ids) => {
    for (const comment_id of ids.slice(0, MAX_DELETIONS)) {
      await client.send({
        route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { owner, repo, comment_id },
        parse: () => true
      });
    }
  };
  return {
    request,
    nonces: new Set(nonces),
    ownership: { minimised: /* @__PURE__ */ new Map() },
    body: request.body,
    wrote: "updated",
    gone: /* @__PURE__ */ new Set(),
    remove
  };
}
async function readOwn(client, pullRequest, { request, ownership, gone }) {
  const marked = await listMarked(client, pullRequest, request.key);
  if (!marked.ok) return marked;
  const present = marked.value.filter(({ id }) => !gone.has(id));
  return keepOwn(client, present, ownership);
}
function nextStep(own, progress) {
  const { request, nonces, created, written } = progress;
  progress.extras ??= visibleComments(own).slice(1).map(({ id }) => id);
  const step = chooseStep(own, { ...request, nonces, ...written && { writtenTo: written.id } });
  const unseen = created !== void 0 && !own.some(({ id }) => id === created.id);
  if (step.kind === "create" && unseen) return { kind: "done", comment: { ...created, minimised: false } };
  return step;
}
async function finish(step, own, { nonces, extras = [], remove, wrote }) {
  const kept = step.kind === "done" ? step.comment.id : void 0;
  const ours = visibleComments(own).filter(({ marker }) => nonces.has(marker.nonce));
  const lost = /* @__PURE__ */ new Set([...ours.map(({ id }) => id), ...step.kind === "done" ? extras : []]);
  await remove([...lost].filter((id) => id !== kept));
  if (step.kind === "superseded") return supersededStatus(step.by);
  if (step.kind === "none") return { state: "off" };
  return { state: wrote, url: step.comment.url };
}
async function write(client, { owner, repo, issue_number }, step, progress) {
  const call = step.kind === "create" ? {
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { owner, repo, issue_number }
  } : {
    route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
    parameters: { owner, repo, comment_id: step.comment.id }
  };
  const send = (body) => client.send({ route: call.route, parameters: { ...call.parameters, body }, parse: parseMarkedComment });
  let answer = await send(progress.body);
  if (!answer.ok && answer.failure.kind === "too-long" && progress.body !== progress.request.shorter) {
    progress.body = progress.request.shorter;
    answer = await send(progress.body);
  }
  if (step.kind === "create" && answer.ok) {
    progress.created = answer.value;
    progress.ownership.accountId = answer.value.author.id;
  }
  if (answer.ok) progress.written = answer.value;
  if (answer.ok || answer.failure.kind === "unclear") progress.wrote = step.kind === "create" ? "created" : "updated";
  return answer;
}

// src/adapters/github.ts
function createPullRequestComments(options) {
  const { repository, pullRequest, token, debug } = options;
  const target = { owner: repository.owner, repo: repository.name, issue_number: pullRequest };
  const publish = async (request) => {
    if (token === "") return tokenMissingStatus();
    try {
      return await publishComment(await createGitHubClient(options), target, request);
    } catch (thrown) {
      debug(visibleText(thrown instanceof Error ? String(thrown.stack) : String(thrown), 4e3));
      return unforeseenStatus(visibleText(thrown instanceof Error ? thrown.message : String(thrown), 200));
    }
  };
  return { publish };
}
export {
  createPullRequestComments
};
