import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/adapters/git-command.ts
var GIT_TIMEOUT_MS = 6e4;
var OPTIONS = [
  "--no-replace-objects",
  ...["-c", "core.fsmonitor=false"],
  ...["-c", "core.hooksPath=/dev/null"],
  ...["-c", "safe.bareRepository=explicit"],
  ...["-c", "core.commitGraph=false"],
  ...["-c", "advice.graftFileDeprecated=false"]
];
var ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none"
};
function gitRequest(git, folder, args) {
  return {
    program: git,
    args: [...OPTIONS, ...args],
    cwd: folder,
    timeoutMs: GIT_TIMEOUT_MS,
    env: ENVIRONMENT
  };
}

export {
  gitRequest
};
