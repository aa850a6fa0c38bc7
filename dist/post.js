import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  MAX_EVENT_LENGTH,
  createRunnerLog,
  readRunContext,
  sendComment
} from "./chunks/chunk-64BZEEW5.js";
import {
  buildReport
} from "./chunks/chunk-LDQYL5RX.js";
import {
  parseGateTag
} from "./chunks/chunk-IIJHQYQK.js";
import {
  readInputs,
  resolveSettings
} from "./chunks/chunk-U2QIHFDF.js";
import {
  readSmallFile
} from "./chunks/chunk-BVOUBNQF.js";
import "./chunks/chunk-IBWQRVCY.js";
import "./chunks/chunk-4OUZSLM7.js";
import "./chunks/chunk-6STHQ2UI.js";
import "./chunks/chunk-UP547JJW.js";
import {
  GATE_VERSION
} from "./chunks/chunk-WOLWDDPA.js";
import "./chunks/chunk-73SPBL5M.js";
import "./chunks/chunk-A7YDC5XQ.js";
import "./chunks/chunk-ENXII3PS.js";
import {
  toProblem
} from "./chunks/chunk-C33SAGQP.js";
import "./chunks/chunk-VBLBKKXM.js";
import "./chunks/chunk-NWB2I6WU.js";

// src/post.ts
process.stdout.on("error", () => {
});
async function main(environment) {
  const log = createRunnerLog((line) => void process.stdout.write(`${line}
`), environment["RUNNER_DEBUG"] === "1");
  const { removeRunObjects } = await import("./chunks/post-cleanup-IVSEOP3K.js");
  const tag = environment["STATE_tag"] ?? "";
  await removeRunObjects({
    environment,
    run: /^[0-9a-f]{16}$/.test(environment["STATE_run"] ?? "") ? environment["STATE_run"] : void 0,
    tag: parseGateTag(tag) === void 0 ? void 0 : tag,
    debug: log.debug
  }).catch(
    (thrown) => log.notice({ ...toProblem(thrown), means: "What the run left in the engine stays there." })
  );
  if (environment["STATE_finished"] !== "true") await tellUnfinished(environment, log);
}
async function tellUnfinished(environment, log) {
  const { reports } = resolveSettings(readInputs(environment));
  const eventText = await readSmallFile(environment["GITHUB_EVENT_PATH"], MAX_EVENT_LENGTH);
  const { circumstances } = readRunContext(environment, eventText === "too large" ? void 0 : eventText);
  const report = buildReport({
    gateVersion: GATE_VERSION,
    circumstances,
    startedAt: /* @__PURE__ */ new Date(),
    durationMs: 0,
    problems: [
      {
        code: "CANCELLED",
        what: "The run ended before the gate had a verdict: it was cancelled or killed, or ran out of time.",
        means: "The verdict is NO VERDICT, not PASS.",
        todo: "Look at the log of the run, and run it again."
      }
    ]
  });
  const status = await sendComment({ reports, circumstances, log }, report, true);
  if (status !== void 0 && "problem" in status) log.notice(status.problem);
}
main(process.env).catch((thrown) => {
  createRunnerLog((line) => void process.stdout.write(`${line}
`), false).notice(toProblem(thrown));
});
