/** Node's modules that only compute: no file, no socket, no process. */
const PURE_NODE = ['node:path', 'node:crypto', 'node:util', 'node:url', 'node:buffer'];

/** Packages that only compute. */
const PURE_PACKAGES = ['valibot', 'yaml'];

export interface Room {
  /** Other rooms, whole. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
  /** npm packages and Node modules; an entry that ends in `*` is a prefix. */
  readonly modules: readonly string[];
}

/**
 * The table "Who may import whom" of docs/architecture.md. A room is a folder of `src/`, or `gate` (with `gate-policy`), `plan` and `ports`;
 * the other files at the top of `src/` and the commands are the room `entries`. Every room may import itself.
 * Rooms that do not exist yet have their row already.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  model: { rooms: [], modules: [] },
  ports: { rooms: ['model'], modules: [] },
  linux: { rooms: ['model'], modules: ['node:crypto'] },
  trust: { rooms: ['model'], modules: ['node:crypto'] },
  archive: { rooms: ['model'], modules: ['node:zlib', 'node:crypto', 'node:buffer', 'valibot'] },
  sigstore: { rooms: ['model'], modules: ['@sigstore/*'] },
  dockerfile: { rooms: ['model'], modules: [] },
  run: { rooms: ['model', 'linux'], modules: ['yaml'] },
  checks: { rooms: ['model', 'linux'], types: ['settings'], modules: [] },
  policy: { rooms: ['model', 'linux'], types: ['settings'], modules: [] },
  settings: { rooms: ['model'], modules: ['valibot', 'yaml'] },
  evidence: {
    rooms: ['model', 'linux', 'archive', 'run', 'trust', 'sigstore', 'dockerfile', 'scanners', 'ports'],
    types: ['settings'],
    modules: [...PURE_NODE, ...PURE_PACKAGES],
  },
  scanners: { rooms: ['model', 'ports'], types: ['settings'], modules: [...PURE_NODE, ...PURE_PACKAGES] },
  reporters: { rooms: ['model', 'ports'], types: ['settings'], modules: [...PURE_NODE, ...PURE_PACKAGES] },
  adapters: {
    rooms: ['model', 'ports'],
    modules: ['node:*', '@actions/*', '@octokit/*', 'tar-stream', ...PURE_PACKAGES],
  },
  gate: { rooms: everythingBut('adapters', 'entries'), modules: [...PURE_NODE, ...PURE_PACKAGES] },
  plan: { rooms: everythingBut('adapters', 'entries'), modules: [...PURE_NODE, ...PURE_PACKAGES] },
  // They, too, reach the world through adapters: only these import @actions/*, child processes and sockets.
  entries: {
    rooms: everythingBut(),
    modules: [...PURE_NODE, ...PURE_PACKAGES, 'node:fs', 'node:fs/promises', 'node:os'],
  },
};

function everythingBut(...rooms: readonly string[]): string[] {
  const all = [
    ...['model', 'ports', 'linux', 'trust', 'archive', 'sigstore', 'dockerfile', 'run', 'checks', 'policy'],
    ...['settings', 'evidence', 'scanners', 'reporters', 'adapters', 'gate', 'plan', 'entries'],
  ];
  return all.filter((room) => !rooms.includes(room));
}

/** Packages that most runs do not need, or not at once: they are loaded when they are reached, never at the start. */
export const LOADED_LATE = ['@actions/*', '@octokit/*', 'tar-stream', 'yaml'];

/** The room of a file of `src/`: `src/linux/users.ts` → `linux`, `src/gate.ts` → `gate`, `src/cli.ts` → `entries`. */
export function roomOf(path: string): string {
  const [, folder, file] = /^src\/(?:([^/]+)\/|([^/]+)\.ts$)/.exec(path) ?? [];
  if (folder !== undefined) return folder === 'commands' ? 'entries' : folder;
  if (file === 'gate-policy') return 'gate';
  return file !== undefined && ['gate', 'plan', 'ports'].includes(file) ? file : 'entries';
}

export function matches(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  });
}
