import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  RUN_LABEL
} from "./chunk-CWLZ7ZXW.js";
import {
  childPath,
  findProgram,
  programFolders,
  refuseConfigInWorkspace
} from "./chunk-V5QLEUGA.js";
import {
  childEnvironment
} from "./chunk-HUZNVQSI.js";
import {
  parseGateContainerName
} from "./chunk-ZZEJDDEK.js";
import "./chunk-VWKTOC7P.js";
import "./chunk-VBLBKKXM.js";
import {
  getExecOutput
} from "./chunk-I32N2ZB3.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/post-cleanup.ts
async function removeRunObjects({ environment, run, tag, debug }) {
  const folders = await programFolders(environment, environment["GITHUB_WORKSPACE"] ?? process.cwd());
  const docker = await findProgram("docker", folders);
  if (docker === void 0) return;
  const env = childEnvironment(environment, await childPath(folders));
  await refuseConfigInWorkspace(env, process.cwd(), folders.workspace);
  const ask = async (args) => {
    const { exitCode, stdout, stderr } = await getExecOutput(`"${docker}"`, args, {
      env,
      silent: true,
      ignoreReturnCode: true
    });
    debug(`docker ${args[0] ?? ""} ended with ${exitCode}: ${stderr.slice(0, 500)}`);
    return exitCode === 0 ? stdout : "";
  };
  if (run !== void 0) {
    const format = "{{.Names}}";
    const listed = await ask(["ps", "--all", `--filter=label=${RUN_LABEL}=${run}`, `--format=${format}`]);
    const names = listed.split("\n").filter((name) => parseGateContainerName(name) !== void 0);
    if (names.length > 0) await ask(["rm", "--force", "--volumes", "--", ...names]);
  }
  if (tag !== void 0) await ask(["image", "rm", "--no-prune", "--", tag]);
}
export {
  removeRunObjects
};
