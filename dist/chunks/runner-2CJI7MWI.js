import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  runGate,
  withdrawTags
} from "./chunk-XNWFPENC.js";
import {
  cancelOnSignals
} from "./chunk-ZF6X6LZ3.js";
import "./chunk-XBP5L47X.js";
import "./chunk-MDQ43KVE.js";
import "./chunk-FRY3JDB4.js";
import {
  MAX_EVENT_LENGTH,
  createRunnerLog,
  deliverOnRunner,
  noCommentReason,
  readRunContext,
  workflowCommand
} from "./chunk-64BZEEW5.js";
import {
  buildReport
} from "./chunk-LDQYL5RX.js";
import {
  gateTag
} from "./chunk-IIJHQYQK.js";
import {
  SETTINGS,
  SETTING_NAMES,
  readInputs,
  resolveSettings
} from "./chunk-U2QIHFDF.js";
import {
  readSmallFile
} from "./chunk-BVOUBNQF.js";
import "./chunk-IBWQRVCY.js";
import {
  exitCodeOf
} from "./chunk-4OUZSLM7.js";
import "./chunk-6STHQ2UI.js";
import "./chunk-UP547JJW.js";
import {
  GATE_VERSION
} from "./chunk-WOLWDDPA.js";
import {
  appendRunnerFile
} from "./chunk-73SPBL5M.js";
import {
  systemClock
} from "./chunk-XBKD2WAZ.js";
import "./chunk-M7ZVDFBJ.js";
import "./chunk-UJMNPUAF.js";
import "./chunk-A7YDC5XQ.js";
import "./chunk-RMDCG5F7.js";
import "./chunk-4QYT6DHQ.js";
import "./chunk-G53KYBZJ.js";
import "./chunk-ENXII3PS.js";
import "./chunk-NWM5JKV7.js";
import {
  toProblem
} from "./chunk-C33SAGQP.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/runner.ts
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
var STALE_MS = 6 * 60 * 60 * 1e3;
async function runOnRunner(environment) {
  const startedAt = systemClock.now();
  const write = (line) => void process.stdout.write(`${line}
`);
  const log = createRunnerLog(write, environment["RUNNER_DEBUG"] === "1");
  const cancellation = cancelOnSignals(process);
  const raw = readInputs(environment);
  maskSecrets(raw, write);
  const resolved = resolveSettings(raw);
  const eventText = await readSmallFile(environment["GITHUB_EVENT_PATH"], MAX_EVENT_LENGTH);
  const { circumstances, problem } = readRunContext(environment, eventText === "too large" ? void 0 : eventText);
  const problems = [...resolved.problems, ...problem === void 0 ? [] : [problem]];
  const { reports, settings } = resolved;
  const known = settings === void 0 ? {} : { settings };
  const early = (some) => buildReport({ ...known, gateVersion: GATE_VERSION, circumstances, startedAt, durationMs: 0, problems: some });
  const ground = await openGround(environment, cancellation.signal).catch(toProblem);
  const run = { environment, circumstances, log, signal: cancellation.signal, reports };
  const judged = "code" in ground || settings === void 0 || problems.length > 0 ? { report: early("code" in ground ? [...problems, ground] : problems) } : await judgeOnRunner({ ...run, ...ground, settings, startedAt }).catch((thrown) => ({
    report: early([toProblem(thrown)])
  }));
  const cancelled = cancellation.signal.aborted;
  const final = cancelled ? early([toProblem(cancellation.signal.reason)]) : judged.report;
  const told = await deliverOnRunner({
    ...run,
    report: final,
    cancelled,
    ..."code" in ground ? {} : { workspace: ground.workspace }
  });
  await withdrawTags({ judged, told, settings, log });
  if (!cancelled) appendRunnerFile(environment, "GITHUB_STATE", "finished", "true");
  cancellation.release();
  return exitCodeOf(told.verdict, told.policy.mode);
}
async function openGround(environment, signal) {
  const [{ createProcesses }, { openWorkspace }] = await Promise.all([
    import("./process-3QG4WPKJ.js"),
    import("./workspace-Z3B5MR44.js")
  ]);
  const root = environment["GITHUB_WORKSPACE"] ?? process.cwd();
  const temporary = environment["RUNNER_TEMP"] ?? tmpdir();
  const processes = createProcesses({ workspace: root, environment, signal });
  return { processes, temporary, workspace: await openWorkspace(root, processes, [temporary]) };
}
async function judgeOnRunner(run) {
  const { environment, circumstances, settings, reports, workspace, processes, log, signal } = run;
  const folder = await mkdtemp(path.join(run.temporary, "docker-security-gate-"));
  try {
    const [{ createDockerEngine }, { createAppArmorParser }, { createCompose }] = await Promise.all([
      import("./docker-R7B72FIO.js"),
      import("./apparmor-parser-PU3TCFFP.js"),
      import("./compose-command-66DV5RZZ.js")
    ]);
    const random = randomBytes(8).toString("hex");
    const tag = gateTag(run.startedAt, random);
    appendRunnerFile(environment, "GITHUB_STATE", "run", random);
    appendRunnerFile(environment, "GITHUB_STATE", "tag", tag);
    const engine = createDockerEngine({
      processes,
      clock: systemClock,
      temporaryFolder: folder,
      run: random,
      log,
      workspace: workspace.root
    });
    const noComment = noCommentReason(reports, circumstances);
    const report = await runGate(
      {
        gateVersion: GATE_VERSION,
        settings,
        circumstances,
        gateTag: tag,
        ...noComment === void 0 ? {} : { noComment }
      },
      {
        ...await policyPorts(run),
        ...{ engine, clock: systemClock, log, environment, temporaryFolder: folder, signal },
        compose: createCompose({ processes, temporaryFolder: folder, workspace: workspace.root }),
        apparmorParser: createAppArmorParser(processes, workspace.root)
      }
    );
    await engine.cleanUp(STALE_MS);
    return { report, engine };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
var SERVER_DEADLINE_MS = 2e4;
async function policyPorts({ workspace, processes, circumstances, reports, log }) {
  const { createGitObjects } = await import("./git-objects-KST3IPPM.js");
  const server = await serverFiles(circumstances, reports, log);
  const fetched = createGitObjects({ processes, folder: workspace.root });
  return { workspace, fetched, ...server && { server } };
}
async function serverFiles({ repository, apiUrl }, { githubToken }, log) {
  if (repository === void 0 || apiUrl === void 0 || githubToken === void 0) return void 0;
  const { createGitHubFiles } = await import("./github-files-6IAGLQYX.js");
  const [owner = "", name = ""] = repository.split("/");
  return createGitHubFiles({
    token: githubToken,
    apiUrl,
    repository: { owner, name },
    deadlineMs: SERVER_DEADLINE_MS,
    clock: systemClock,
    debug: log.debug
  });
}
function maskSecrets(raw, write) {
  for (const name of SETTING_NAMES) {
    if (!("secret" in SETTINGS[name])) continue;
    for (const line of (raw.get(name) ?? "").split(/\r?\n/)) {
      if (line.trim() !== "") write(workflowCommand("add-mask", line.trim()));
    }
  }
}
export {
  runOnRunner
};
