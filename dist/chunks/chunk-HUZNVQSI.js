import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/adapters/child-environment.ts
var PASSED = /* @__PURE__ */ new Set([
  // Who and where. PATH is passed separately, without the entries that lie in the workspace.
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "XDG_RUNTIME_DIR",
  // Which engine, with which credentials (docs.docker.com/reference/cli/docker, "Environment variables").
  "DOCKER_HOST",
  "DOCKER_CONFIG",
  "DOCKER_CONTEXT",
  "DOCKER_CERT_PATH",
  "DOCKER_TLS",
  "DOCKER_TLS_VERIFY",
  "BUILDX_BUILDER",
  "BUILDX_CONFIG",
  // Engines behind ssh://.
  "SSH_AUTH_SOCK",
  // How to reach the network.
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  // Without these no Windows program starts or finds its files.
  "SYSTEMROOT",
  "SYSTEMDRIVE",
  "WINDIR",
  "COMSPEC",
  "PATHEXT",
  "TEMP",
  "TMP",
  "USERPROFILE",
  "HOMEDRIVE",
  "HOMEPATH",
  "APPDATA",
  "LOCALAPPDATA",
  "PROGRAMDATA",
  "PROGRAMFILES",
  "PROGRAMFILES(X86)",
  "PROGRAMW6432",
  "NUMBER_OF_PROCESSORS",
  "PROCESSOR_ARCHITECTURE"
]);
var PASSED_LOWER = /* @__PURE__ */ new Set(["http_proxy", "https_proxy", "no_proxy", "all_proxy"]);
var NEVER = /^(?:GITHUB_TOKEN|ACTIONS_.*|INPUT_.*|NODE_OPTIONS|LD_.*|DYLD_.*|STATE_.*|GITHUB_(?:ENV|PATH|OUTPUT|STATE))$/i;
var FIXED = { LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC" };
function childEnvironment(environment, path) {
  const result = {};
  for (const [name, value] of Object.entries(environment)) {
    const known = PASSED.has(process.platform === "win32" ? name.toUpperCase() : name) || PASSED_LOWER.has(name);
    if (known && value !== void 0) result[name] = value;
  }
  return { ...result, ...FIXED, PATH: path };
}
function mayInherit(name) {
  return /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !NEVER.test(name);
}

export {
  childEnvironment,
  mayInherit
};
