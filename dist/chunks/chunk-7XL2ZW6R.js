import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/adapters/program-path.ts
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
async function programFolders(environment, workspace) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = (environment[name] ?? "").split(delimiter).map((folder) => resolve(folder));
  const tree = workspace === void 0 ? void 0 : await realOrAsGiven(resolve(workspace));
  return { folders: [...new Set(folders)], workspace: tree };
}
async function childPath({ folders, workspace }) {
  const kept = [];
  for (const folder of folders) {
    if (!isInside(workspace, folder) && !isInside(workspace, await realOrAsGiven(folder))) kept.push(folder);
  }
  return kept.join(delimiter);
}
async function findProgram(name, { folders, workspace }) {
  if (basename(name) !== name) throw new Error(`not a program name: ${name}`);
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of folders) {
    const candidate = join(folder, file);
    if (!await isProgram(candidate)) continue;
    const places = [candidate, join(await realOrAsGiven(dirname(candidate)), file), await realpath(candidate)];
    const inside = places.find((place) => isInside(workspace, place));
    if (inside !== void 0) throw untrusted(`The program ${name} on PATH is ${inside}`, workspace);
    return candidate;
  }
  return void 0;
}
async function refuseConfigInWorkspace(environment, cwd, workspace) {
  const { DOCKER_CONFIG: config, BUILDX_CONFIG: buildx } = environment;
  const home = environment[process.platform === "win32" ? "USERPROFILE" : "HOME"];
  const folders = [
    config ? ["DOCKER_CONFIG", config] : ["The folder .docker of HOME", home && join(home, ".docker")],
    ["BUILDX_CONFIG", buildx]
  ];
  for (const [name, folder] of folders) {
    if (!folder) continue;
    const absolute = resolve(cwd, folder);
    if (!isInside(workspace, absolute) && !isInside(workspace, await realOrAsGiven(absolute))) continue;
    throw untrusted(`${name}, where docker finds its plugins, is ${absolute}`, workspace);
  }
}
function untrusted(what, workspace = "") {
  return new GateError({
    code: "TOOL-UNTRUSTED-PATH",
    what: `${visibleText(what)}, inside the workspace ${visibleText(workspace)}, which the pull request can change.`,
    means: NO_VERDICT,
    todo: "Install the tool outside the checkout, and take folders of the checkout out of PATH, DOCKER_CONFIG, BUILDX_CONFIG and HOME."
  });
}
function isInside(folder, path) {
  if (folder === void 0) return false;
  const way = relative(folder, path);
  return way === "" || way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
async function realOrAsGiven(path) {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && "code" in error) return path;
    throw error;
  }
}
async function isProgram(path) {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

export {
  programFolders,
  childPath,
  findProgram,
  refuseConfigInWorkspace
};
