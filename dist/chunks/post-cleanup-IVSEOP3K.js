import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  RUN_LABEL
} from "./chunk-QI4IBIPM.js";
import {
  childEnvironment
} from "./chunk-HUZNVQSI.js";
import {
  childPath,
  findProgram,
  programFolders,
  refuseConfigInWorkspace
} from "./chunk-7XL2ZW6R.js";
import {
  getExecOutput
} from "./chunk-I32N2ZB3.js";
import {
  gateRepository,
  parseGateContainerName,
  parseGateTag
} from "./chunk-IIJHQYQK.js";
import "./chunk-C33SAGQP.js";
import "./chunk-VBLBKKXM.js";
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
    const format2 = "{{.Names}}";
    const listed = await ask(["ps", "--all", `--filter=label=${RUN_LABEL}=${run}`, `--format=${format2}`]);
    const names = listed.split("\n").filter((name) => parseGateContainerName(name) !== void 0);
    if (names.length > 0) await ask(["rm", "--force", "--volumes", "--", ...names]);
  }
  const random = tag === void 0 ? void 0 : parseGateTag(tag)?.random;
  if (random === void 0) return;
  const format = "--format={{.Repository}}:{{.Tag}}";
  const tags = await ask(["image", "ls", `--filter=reference=${gateRepository()}:*`, format]);
  const further = tags.split("\n").filter((known) => parseGateTag(known)?.random.startsWith(random) === true);
  for (const own of /* @__PURE__ */ new Set([tag, ...further]))
    if (own !== void 0) await ask(["image", "rm", "--no-prune", "--", own]);
}
export {
  removeRunObjects
};
