import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  parseMarker
} from "./chunk-3SKAUVDZ.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/github-failure.ts
function classifyFailure(answer, now) {
  const { status, message } = answer;
  const failure = (kind) => ({ kind, status, message: visibleText(message, 200) });
  if (isRateLimit(answer)) return { ...failure("limited"), waitMs: askedWait(answer, now) };
  if (status === 401) return failure("unauthorized");
  if (status === 403 || status === 451) return failure("refused");
  if (status === 404 || status === 410) return failure("missing");
  if (status === 422 && /too long/i.test(message)) return failure("too-long");
  return failure(status >= 500 || status === 408 ? "unclear" : "invalid");
}
function unclearFailure(message, status) {
  const text = visibleText(message, 200);
  return status === void 0 ? { kind: "unclear", message: text } : { kind: "unclear", status, message: text };
}
function isRateLimit({ status, headers, message }) {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers["retry-after"] !== void 0 || String(headers["x-ratelimit-remaining"]) === "0" || /rate limit|abuse detection/i.test(message);
}
var WAIT_WHEN_NOT_TOLD = 6e4;
function askedWait({ headers }, now) {
  const retryAfter = String(headers["retry-after"] ?? "");
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1e3;
  const reset = String(headers["x-ratelimit-reset"] ?? "");
  if (String(headers["x-ratelimit-remaining"]) === "0" && /^\d{1,12}$/.test(reset)) {
    return Math.max(1e3, Number(reset) * 1e3 - now.getTime() + 1e3);
  }
  return WAIT_WHEN_NOT_TOLD;
}

// src/adapters/github-fetch.ts
var MAX_ANSWER_BYTES = 40 * 1024 * 1024;
var MAX_REDIRECTS = 3;
function guardedFetch(inner, apiUrl) {
  const { origin } = new URL(apiUrl);
  return async (url, init) => {
    let target = new URL(url);
    for (let redirects = 0; ; redirects += 1) {
      if (target.origin !== origin) throw new Error(`a request to ${target.origin} was not sent: the API is ${origin}`);
      const response = await inner(target.href, { ...init, redirect: "manual" });
      const next = redirectTarget(response, init.method ?? "GET", target);
      if (next === void 0 || next.origin !== origin || redirects === MAX_REDIRECTS) return limited(response);
      await response.body?.cancel();
      target = next;
    }
  };
}
function redirectTarget(response, method, from) {
  const follows = method === "GET" ? [301, 302, 307, 308] : [307, 308];
  const location = response.headers.get("location");
  if (location === null || !follows.includes(response.status)) return void 0;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : void 0;
}
function limited(response) {
  if (response.body === null) return response;
  let seen = 0;
  const limit = new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > MAX_ANSWER_BYTES) controller.error(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
      else controller.enqueue(chunk);
    }
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers: [...headers] });
}

// src/adapters/github-client.ts
var REPEATED = /* @__PURE__ */ new Set(["limited", "unclear"]);
async function createGitHubClient(options) {
  const { clock, debug, deadlineMs, requestTimeoutMs = 2e4, backoffMs = 1e3 } = options;
  const end = clock.ticks() + deadlineMs;
  const octokit = await createOctokit(options);
  const send = async ({ route, parameters, parse }) => {
    const left = end - clock.ticks();
    if (left <= 0) return { ok: false, failure: unclearFailure(`the ${deadlineMs} ms for the API are over`) };
    const signal = AbortSignal.timeout(Math.ceil(Math.min(requestTimeoutMs, left)));
    let answer;
    try {
      answer = readAnswer(await octokit.request(route, { ...parameters, request: { signal } }), parse, clock);
    } catch (thrown) {
      answer = { ok: false, failure: thrownFailure(thrown, clock) };
    }
    debug(`${route}: ${answer.ok ? "done" : `${answer.failure.kind} (${answer.failure.message})`}`);
    return answer;
  };
  const pause = async (failure, attempt) => {
    if (!REPEATED.has(failure.kind)) return false;
    const backoff = backoffMs * 2 ** Math.min(attempt, 4) * (0.5 + Math.random() / 2);
    const wait = Math.max(failure.waitMs ?? 0, backoff);
    if (wait >= end - clock.ticks()) return false;
    await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  };
  const ask = async (call) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send(call);
      if (answer.ok || !await pause(answer.failure, attempt)) return answer;
    }
  };
  return { send, ask, pause, graphqlRoute: `POST ${graphqlUrl(options.apiUrl)}` };
}
function graphqlUrl(apiUrl) {
  const root = apiUrl.replace(/\/+$/, "");
  return root.endsWith("/api/v3") ? `${root.slice(0, -"/v3".length)}/graphql` : `${root}/graphql`;
}
async function createOctokit({ token, apiUrl, debug }) {
  const [{ getOctokit }, { defaults }] = await Promise.all([
    import("./github-ZZODVQMQ.js"),
    import("./utils-RFK4TPQD.js")
  ]);
  const log = { debug: () => {
  }, info: () => {
  }, warn: debug, error: debug };
  const request = { ...defaults.request, fetch: guardedFetch(defaults.request?.fetch, apiUrl), log };
  return getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), request, log });
}
function readAnswer(answer, parse, clock) {
  const { status, headers, data } = answer;
  if (status >= 300) {
    const message = "a redirect that leads away from the API was not followed";
    return { ok: false, failure: classifyFailure({ status, headers, message }, clock.now()) };
  }
  const value = parse(data);
  if (value === void 0)
    return { ok: false, failure: unclearFailure("the answer is not what the API gives", status) };
  return { ok: true, value, hasNextPage: /\brel="next"/.test(String(headers["link"] ?? "")) };
}
function thrownFailure(thrown, clock) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const response = thrown instanceof Error && "response" in thrown ? thrown.response : void 0;
  if (!isAnswer(response)) return unclearFailure(message);
  return classifyFailure({ status: response.status, headers: response.headers, message }, clock.now());
}
function isAnswer(value) {
  if (typeof value !== "object" || value === null) return false;
  return "status" in value && typeof value.status === "number" && "headers" in value && typeof value.headers === "object";
}

// src/adapters/github-answers.ts
function parseCommentPage(data) {
  if (!Array.isArray(data)) return void 0;
  const marked = [];
  for (const entry of data) {
    if (!isRecord(entry) || !Number.isSafeInteger(entry["id"])) return void 0;
    const comment = parseMarkedComment(entry);
    if (comment !== void 0) marked.push(comment);
  }
  return marked;
}
function parseMarkedComment(data) {
  if (!isRecord(data)) return void 0;
  const { id, node_id: nodeId, html_url: htmlUrl, body, user } = data;
  const author = parseAuthor(user);
  const url = parseUrl(htmlUrl);
  if (typeof id !== "number" || !Number.isSafeInteger(id) || typeof nodeId !== "string") return void 0;
  if (typeof body !== "string" || author === void 0 || url === void 0) return void 0;
  const marker = parseMarker(body);
  return marker && { id, nodeId, url, author, marker };
}
function parseViewer(data, nodeIds) {
  if (!isRecord(data) || !isRecord(data["data"])) return void 0;
  const { viewer, nodes } = data["data"];
  if (!isRecord(viewer) || typeof viewer["login"] !== "string" || viewer["login"] === "") return void 0;
  if (!Array.isArray(nodes) || nodes.length !== nodeIds.length) return void 0;
  const minimised = /* @__PURE__ */ new Map();
  for (const [index, nodeId] of nodeIds.entries()) {
    const node = nodes[index];
    if (isRecord(node) && typeof node["isMinimized"] === "boolean") minimised.set(nodeId, node["isMinimized"]);
  }
  return { login: viewer["login"], minimised };
}
function parseAuthor(user) {
  if (!isRecord(user)) return void 0;
  const { id, login, type } = user;
  if (typeof id !== "number" || typeof login !== "string" || typeof type !== "string") return void 0;
  return { id, login, isBot: type === "Bot" };
}
function parseUrl(value) {
  if (typeof value !== "string" || !URL.canParse(value)) return void 0;
  const { protocol, href } = new URL(value);
  return protocol === "https:" || protocol === "http:" ? href : void 0;
}
function isRecord(value) {
  return typeof value === "object" && value !== null;
}

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
