import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/run-settings.ts
var NOT_SAID = { state: "not-said" };
var ENGINE_DEFAULTS = {
  source: { kind: "engine-defaults" },
  privileged: NOT_SAID,
  capAdd: [],
  capDrop: [],
  security: {
    ...{ noNewPrivileges: NOT_SAID, seccomp: NOT_SAID, apparmor: NOT_SAID, systemPaths: NOT_SAID },
    ...{ labels: [], other: [] }
  },
  user: NOT_SAID,
  groupAdd: [],
  readOnly: NOT_SAID,
  tmpfs: [],
  namespaces: { pid: NOT_SAID, network: NOT_SAID, ipc: NOT_SAID, uts: NOT_SAID, userns: NOT_SAID, cgroup: NOT_SAID },
  mounts: [],
  volumesFrom: [],
  devices: [],
  deviceCgroupRules: [],
  gpus: [],
  limits: { pids: NOT_SAID, memory: NOT_SAID, cpus: NOT_SAID, ulimits: [] },
  sysctls: [],
  ports: [],
  publishAll: NOT_SAID,
  restart: NOT_SAID,
  runtime: NOT_SAID,
  ...{ env: [], envFiles: [], annotations: [] },
  ...{ entrypoint: NOT_SAID, command: NOT_SAID },
  unknown: []
};

// src/linux/clean-path.ts
function cleanPath(path) {
  const rooted = path.startsWith("/");
  const kept = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!rooted) kept.push(part);
  }
  const joined = kept.join("/");
  if (rooted) return `/${joined}`;
  return joined === "" ? "." : joined;
}

export {
  NOT_SAID,
  ENGINE_DEFAULTS,
  cleanPath
};
