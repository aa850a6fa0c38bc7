/**
 * The environment of every child process: an allow-list. What is not named here does not exist for a build or a
 * scanner: GITHUB_TOKEN, ACTIONS_*, INPUT_*, NODE_OPTIONS, LD_PRELOAD, DOCKER_BUILDKIT and all the rest.
 */
const PASSED: ReadonlySet<string> = new Set([
  // Who and where. PATH is passed separately, without the entries that lie in the workspace.
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  // Which engine, with which credentials (docs.docker.com/reference/cli/docker, "Environment variables").
  'DOCKER_HOST',
  'DOCKER_CONFIG',
  'DOCKER_CONTEXT',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'BUILDX_BUILDER',
  'BUILDX_CONFIG',
  // Engines behind ssh://.
  'SSH_AUTH_SOCK',
  // How to reach the network.
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Without these no Windows program starts or finds its files.
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
]);

/** Lower-case spellings that exist beside the upper-case ones (curl and Go read both). */
const PASSED_LOWER: ReadonlySet<string> = new Set(['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy']);

/** Never passed on, not even when a build asks for the name: the runner's own secrets and what changes programs. */
const NEVER =
  /^(?:GITHUB_TOKEN|ACTIONS_.*|INPUT_.*|NODE_OPTIONS|LD_.*|DYLD_.*|STATE_.*|GITHUB_(?:ENV|PATH|OUTPUT|STATE))$/i;

/** One language, one time zone: output that is read by machine must not depend on the runner's settings. */
const FIXED = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/**
 * @param environment the gate's own
 * @param path the PATH that children get
 */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  path: string,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    // Names are compared without case on Windows only; elsewhere `Home` is not HOME.
    const known = PASSED.has(process.platform === 'win32' ? name.toUpperCase() : name) || PASSED_LOWER.has(name);
    if (known && value !== undefined) result[name] = value;
  }
  return { ...result, ...FIXED, PATH: path };
}

/** Whether a variable may be handed to a child that asks for it by name (a build argument, a build secret). */
export function mayInherit(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !NEVER.test(name);
}
