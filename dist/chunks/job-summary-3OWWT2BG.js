import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  allFindingsPart,
  blockingPart,
  checksPart,
  fitDocument,
  imagePart,
  md,
  open,
  planPart,
  problemPart,
  reportFoot,
  reportHead
} from "./chunk-N7U5L5SL.js";
import "./chunk-4SWZKJ5Q.js";
import "./chunk-3SKAUVDZ.js";
import "./chunk-4OUZSLM7.js";
import "./chunk-UP547JJW.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/reporters/job-summary.ts
var MOST_BYTES = 900 * 1024;
function renderJobSummary(report, limit = MOST_BYTES) {
  const blocking = blockingPart(report, bytes, "elsewhere");
  const problems = problemPart(report, bytes);
  return fitDocument({
    head: reportHead(report),
    parts: [
      ...report.verdict.verdict === "error" ? [problems, blocking] : [blocking, problems],
      allFindingsPart(report, bytes),
      checksPart(report, open, bytes),
      planPart(report, open, bytes),
      imagePart(report, open, bytes)
    ],
    partsAboveNote: 2,
    foot: reportFoot(report),
    whereWhole: md`The whole report is in the report file of this run.`,
    limit,
    measure: bytes
  });
}
var bytes = (source) => Buffer.byteLength(source);
export {
  renderJobSummary
};
