import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/adapters/compose-command.ts
import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

// src/adapters/compose-problems.ts
function composeMissing() {
  return new GateError({
    code: "COMPOSE-MISSING",
    what: "Neither docker compose nor docker-compose is installed.",
    means: `Only Compose knows what its files mean, so no service was judged. ${NO_VERDICT}`,
    todo: "Install the Compose plugin of Docker; the hosted runners of GitHub have it."
  });
}
function composeInvalid(tool, lines) {
  const words = lines.map(withoutFrame).join(" ");
  return new GateError({
    code: "COMPOSE-INVALID",
    what: `${tool} refuses the compose files: ${visibleText(words === "" ? "it does not say why" : words.replace(/[.\s]+$/, ""), 400)}.`,
    means: NO_VERDICT,
    todo: 'Correct the files until "docker compose config" takes them in an environment without your own variables.'
  });
}
function composeTooMuch(what) {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what: `Compose ${what}.`,
    means: NO_VERDICT,
    todo: "Make the project smaller, or judge its files in steps of their own."
  });
}
function withoutFrame(line) {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  return message === void 0 ? line : message.replace(/\\(["\\])/g, "$1");
}

// src/adapters/compose-command.ts
var DEADLINE_MS = 6e4;
var LEAN = "--no-env-resolution";
var KEEP_BYTES = 32 * 1024 * 1024;
var HOME = "/home/any-user";
var OF_THE_JOB = [
  ...["USER", "LOGNAME", "TMPDIR", "XDG_RUNTIME_DIR", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CERT_PATH"],
  ...["DOCKER_TLS", "DOCKER_TLS_VERIFY", "BUILDX_BUILDER", "BUILDX_CONFIG", "SSH_AUTH_SOCK", "HTTP_PROXY"],
  ...["HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR"]
];
function createCompose(options) {
  const { processes, temporaryFolder, workspace } = options;
  const config = options.dockerConfig ?? process.env["DOCKER_CONFIG"] ?? path.join(homedir(), ".docker");
  const run = ({ program, before }, args, cwd) => {
    const env = {
      // `${PWD}` is where people stand who run Compose.
      ...{ HOME, PWD: cwd, DOCKER_CONFIG: config, TMPDIR: temporaryFolder, DOCKER_CLI_HINTS: "false" },
      // Nothing is fetched to be judged (docs.docker.com/compose/how-tos/environment-variables/envvars).
      ...{ COMPOSE_EXPERIMENTAL_GIT_REMOTE: "false", COMPOSE_EXPERIMENTAL_OCI_REMOTE: "false" }
    };
    const limits = { timeoutMs: DEADLINE_MS, keepBytes: KEEP_BYTES };
    return processes.run({ program, args: [...before, ...args], cwd, env, without: OF_THE_JOB, ...limits });
  };
  let found;
  return {
    resolve: async (files, folder, closed) => {
      found ??= findClient(processes, run, temporaryFolder);
      const client = await found;
      if (client === void 0) throw composeMissing();
      const result = await resolveWith(run, client, files, folder, closed);
      const warnings = linesOf(result, workspace).filter((line) => !isError(line));
      return { text: result.stdout.toString("utf8"), tool: client.tool, warnings };
    }
  };
  async function leavesVariables(run2, client) {
    const file = path.join(temporaryFolder, "compose-without-variables.yml");
    await writeFile(file, "services: {a: {image: a, env_file: [./is-not-there.env]}}\n");
    const result = await run2(client, configArguments(client, [file], temporaryFolder), temporaryFolder);
    return result.exitCode === 0 && !result.timedOut;
  }
  async function resolveWith(run2, client, files, folder, closed) {
    if (closed !== void 0 && !await leavesVariables(run2, client)) throw closed;
    let result = await run2(client, configArguments(client, files, folder), folder);
    const isOlder = result.exitCode !== 0 && result.stderr.includes(`unknown flag: ${LEAN}`);
    if (isOlder) {
      const all = configArguments(client, files, folder).filter((word) => word !== LEAN);
      result = await run2(client, all, folder);
    }
    if (result.timedOut) throw composeTooMuch(`did not finish within ${DEADLINE_MS / 1e3} s`);
    if (result.droppedBytes > 0) throw composeTooMuch(`answered with more than ${KEEP_BYTES / 1024 ** 2} MiB`);
    if (result.exitCode !== 0) throw composeInvalid(client.tool, linesOf(result, workspace).filter(isError));
    return result;
  }
}
function configArguments({ isFirst }, files, folder) {
  const project = ["--project-name", "gate", "--project-directory", folder, ...files.flatMap((file) => ["-f", file])];
  return [...project, ...isFirst ? ["config"] : ["--profile", "*", "config", "--format", "json", LEAN]];
}
async function findClient(processes, run, folder) {
  const candidates = [
    { name: "docker compose", program: await processes.find("docker"), before: ["compose"] },
    { name: "docker-compose", program: await processes.find("docker-compose"), before: [] }
  ];
  for (const { name, program, before } of candidates) {
    if (program === void 0) continue;
    const asked = await run({ program, before }, ["version", "--short"], folder).catch((error) => {
      if (error instanceof GateError && error.code === "TOOL-FAILED") return void 0;
      throw error;
    });
    const version = /^v?(\d+\.\d+\.\d+\S{0,40})\s*$/.exec(asked?.stdout.toString("utf8") ?? "")?.[1];
    if (asked?.exitCode !== 0 || version === void 0) continue;
    return { program, before, tool: `${name} ${visibleText(version)}`, isFirst: version.startsWith("1.") };
  }
  return void 0;
}
function linesOf({ stderr }, workspace) {
  const lines = stderr.toString("utf8").replaceAll(`${workspace}${path.sep}`, "").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => line.trim());
}
function isError(line) {
  return !/\blevel=(?:warning|info|debug)\b/.test(line) && !/^The \S+ variable is not set\./.test(line);
}
export {
  createCompose
};
