import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/comment-marker.ts
function renderMarker(marker) {
  const { key, runId, runAttempt, commit, nonce } = marker;
  return `<!-- docker-security-gate v1 key=${key} run=${runId} attempt=${runAttempt} commit=${commit} nonce=${nonce} -->`;
}
var MARKER = /^<!-- docker-security-gate v1 key=([a-z0-9][a-z0-9._-]{0,63}) run=(\d{1,15}) attempt=(\d{1,6}) commit=([0-9a-f]{40}) nonce=([0-9a-f]{32}) -->\r?$/;
function parseMarker(body) {
  const end = body.indexOf("\n");
  const match = MARKER.exec(end < 0 ? body : body.slice(0, end));
  if (match === null) return void 0;
  const [, key = "", runId = "", runAttempt = "", commit = "", nonce = ""] = match;
  return { key, runId: Number(runId), runAttempt: Number(runAttempt), commit, nonce };
}

export {
  renderMarker,
  parseMarker
};
