import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  parseMarker
} from "./chunk-3SKAUVDZ.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

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

export {
  createGitHubClient,
  parseCommentPage,
  parseMarkedComment,
  parseViewer,
  isRecord
};
