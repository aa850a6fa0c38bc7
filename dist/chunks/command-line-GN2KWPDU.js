import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  runGate,
  withdrawTags
} from "./chunk-XNWFPENC.js";
import {
  findLocalTree,
  renderHelp
} from "./chunk-GERNP6VJ.js";
import {
  cancelOnSignals
} from "./chunk-ZF6X6LZ3.js";
import "./chunk-XBP5L47X.js";
import "./chunk-MDQ43KVE.js";
import "./chunk-FRY3JDB4.js";
import {
  buildReport,
  withProblem
} from "./chunk-LDQYL5RX.js";
import {
  gateTag,
  gateTagOf
} from "./chunk-IIJHQYQK.js";
import {
  readFlags,
  resolveSettings
} from "./chunk-U2QIHFDF.js";
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
  NO_VERDICT,
  problemMessage,
  toProblem
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/command-line.ts
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

// src/adapters/terminal-log.ts
var REDRAW_MS = 200;
function createTerminalLog(sink, debug, ticks) {
  const line = (text) => sink.write(`${visibleText(text, 2e3)}
`);
  return {
    info: line,
    debug: (text) => {
      if (debug) line(`debug: ${text}`);
    },
    notice: (problem) => line(`note: ${problemMessage(problem)}`),
    error: (problem) => {
      line(problemMessage(problem));
      for (const detail of problem.details ?? []) line(`  | ${detail}`);
    },
    group: (title) => openGroup(sink, title, ticks)
  };
}
function openGroup(sink, title, ticks) {
  const started = ticks();
  let latest = "";
  const draw = () => {
    const seconds = Math.round((ticks() - started) / 1e3);
    const text = visibleText(`${title} \u2026 ${seconds} s  ${latest}`, 500).slice(0, Math.max(20, sink.columns - 1));
    sink.write(`\r\x1B[2K${text}`);
  };
  if (!sink.interactive) sink.write(`${visibleText(title)} \u2026
`);
  const timer = sink.interactive ? setInterval(draw, REDRAW_MS) : void 0;
  timer?.unref();
  return {
    line: (text) => {
      latest = text;
    },
    end: (summary) => {
      clearInterval(timer);
      if (sink.interactive) sink.write("\r\x1B[2K");
      sink.write(`${visibleText(summary)}
`);
    }
  };
}

// src/command-line.ts
var STALE_MS = 6 * 60 * 60 * 1e3;
var CIRCUMSTANCES = { where: "command-line", privileged: false, fork: false };
async function runCommandLine(words, environment) {
  const [first, ...rest] = words;
  if (first === "policy") return (await import("./policy-IX4GR33S.js")).runPolicyCommand(rest, environment);
  const command = readFlags(words);
  if (command.help || command.version) {
    process.stdout.write(command.help ? renderHelp() : `${GATE_VERSION}
`);
    return 0;
  }
  const { stderr } = process;
  const sink = {
    write: (text) => void stderr.write(text),
    interactive: stderr.isTTY === true,
    columns: stderr.columns ?? 80
  };
  const log = createTerminalLog(sink, environment["DEBUG"] === "docker-security-gate", systemClock.ticks);
  const cancellation = cancelOnSignals(process);
  const resolved = resolveSettings(command.raw);
  const problems = [...command.problems, ...actionOnly(command), ...resolved.problems];
  const startedAt = systemClock.now();
  const early = (some) => buildReport({ gateVersion: GATE_VERSION, circumstances: CIRCUMSTANCES, startedAt, durationMs: 0, problems: some });
  const { settings } = resolved;
  const revision = command.policyRef === void 0 ? {} : { policyRevision: command.policyRef };
  const report = settings === void 0 || problems.length > 0 ? early(problems) : await judgeHere({ settings, environment, log, signal: cancellation.signal, startedAt, ...revision }).catch(
    (thrown) => early([toProblem(thrown)])
  );
  await print(report, command.json);
  cancellation.release();
  return exitCodeOf(report.verdict, report.policy.mode);
}
async function judgeHere(run) {
  const { environment, log, signal, startedAt } = run;
  const [{ createProcesses }, { openWorkspace }, { createDockerEngine }, { createGitObjects }] = await Promise.all([
    import("./process-3QG4WPKJ.js"),
    import("./workspace-Z3B5MR44.js"),
    import("./docker-R7B72FIO.js"),
    import("./git-objects-KST3IPPM.js")
  ]);
  const [{ createAppArmorParser }, { createCompose }] = await Promise.all([
    import("./apparmor-parser-PU3TCFFP.js"),
    import("./compose-command-66DV5RZZ.js")
  ]);
  const { root, untrusted } = findLocalTree(run.settings);
  const settings = rebase(run.settings, root);
  const processes = createProcesses({ workspace: untrusted, environment, signal });
  const workspace = await openWorkspace(root, processes, [process.cwd()]);
  const fetched = createGitObjects({ processes, folder: root });
  const folder = await mkdtemp(path.join(tmpdir(), "docker-security-gate-"));
  const random = randomBytes(8).toString("hex");
  const tag = gateTag(startedAt, random);
  const engine = createDockerEngine({
    processes,
    clock: systemClock,
    temporaryFolder: folder,
    run: random,
    log,
    workspace: root
  });
  try {
    const report = await runGate(
      {
        gateVersion: GATE_VERSION,
        settings,
        circumstances: CIRCUMSTANCES,
        gateTag: tag,
        ...run.policyRevision !== void 0 && { policyRevision: run.policyRevision },
        noComment: "the command line writes none"
      },
      {
        ...{ engine, workspace, fetched, clock: systemClock, log, environment, temporaryFolder: folder, signal },
        compose: createCompose({ processes, temporaryFolder: folder, workspace: root }),
        apparmorParser: createAppArmorParser(processes, untrusted)
      }
    );
    await engine.cleanUp(STALE_MS);
    for (const own of builtTags(settings, report, tag)) {
      await engine.untag(own).catch((thrown) => log.notice(toProblem(thrown)));
    }
    const late = signal.aborted && report.verdict.verdict === "pass";
    const ended = late ? withProblem(report, toProblem(signal.reason)) : report;
    const told = await writeReportFile(ended, settings, workspace);
    await withdrawTags({ judged: { report, engine }, told, settings, log });
    return told;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function builtTags({ subject }, { subjects }, first) {
  if (subject.kind === "reference") return [];
  return (subjects ?? [void 0]).flatMap(
    (reported, index) => reported === void 0 || reported.image?.origin.kind === "built" ? [gateTagOf(first, index)] : []
  );
}
function rebase(settings, root) {
  const { subject, run } = settings;
  const move = (given) => path.relative(root, path.resolve(given)) || ".";
  const moved = { ...settings, run: { ...run, kubernetesFiles: run.kubernetesFiles.map(move) } };
  if (subject.kind === "reference") return moved;
  if (subject.kind === "project") {
    return { ...moved, subject: { ...subject, composeFiles: subject.composeFiles.map(move) } };
  }
  const moveContext = (assignment) => {
    const [name = "", source = ""] = assignment.split(/=(.*)/s);
    return /^[a-z][a-z0-9+.-]*:/i.test(source) ? assignment : `${name}=${move(source)}`;
  };
  return {
    ...moved,
    subject: {
      ...subject,
      context: move(subject.context),
      buildContexts: subject.buildContexts.map(moveContext),
      ...subject.file === void 0 ? {} : { file: move(subject.file) }
    }
  };
}
async function writeReportFile(report, settings, workspace) {
  const { reportFile } = settings.reports;
  if (reportFile === void 0) return report;
  const { renderJson } = await import("./json-GV3WN4FS.js");
  try {
    await workspace.write(path.resolve(reportFile), renderJson(report));
    return report;
  } catch (thrown) {
    return withProblem(report, toProblem(thrown));
  }
}
async function print(report, json) {
  if (json) {
    const { renderJson } = await import("./json-GV3WN4FS.js");
    process.stdout.write(renderJson(report));
    return;
  }
  const { renderTerminal } = await import("./terminal-HPTXLNT4.js");
  const { stdout } = process;
  const colour = stdout.isTTY === true && process.env["NO_COLOR"] === void 0;
  process.stdout.write(renderTerminal(report, { colour, width: stdout.columns ?? 100, details: false }));
}
function actionOnly({ raw }) {
  const harmless = { comment: "never", "job-summary": "false" };
  const names = ["comment", "comment-key", "job-summary", "github-token"];
  return names.filter((name) => raw.has(name) && raw.get(name) !== harmless[name]).map((name) => ({
    code: "INPUT-CONFLICT",
    what: `--${name} was given, and the command line writes no comment and no job summary: only the action does.`,
    means: NO_VERDICT,
    todo: `Leave --${name} out.`
  }));
}
export {
  runCommandLine
};
