import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  blockingPart,
  checksPart,
  fitDocument,
  folded,
  imageAndPlanPart,
  markerLine,
  md,
  notBlockingPart,
  problemPart,
  reportFoot,
  reportHead,
  reportLinks,
  withLink
} from "./chunk-N7U5L5SL.js";
import "./chunk-4SWZKJ5Q.js";
import "./chunk-3SKAUVDZ.js";
import "./chunk-4OUZSLM7.js";
import "./chunk-UP547JJW.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/reporters/pull-request-comment.ts
function renderComment(report, { marker, limit }) {
  return fitDocument({
    head: [markerLine(marker), ...reportHead(report)],
    parts: [
      ...firstParts(report),
      notBlockingPart(report, utf16),
      checksPart(report, folded, utf16),
      imageAndPlanPart(report, utf16)
    ],
    partsAboveNote: 2,
    foot: reportFoot(report),
    whereWhole: whereWhole(report),
    limit,
    measure: utf16
  });
}
function firstParts(report) {
  const blocking = blockingPart(report, utf16, "below");
  const problems = problemPart(report, utf16);
  return report.verdict.verdict === "error" ? [problems, blocking] : [blocking, problems];
}
function whereWhole({ run }) {
  const where = withLink(md`run`, reportLinks(run).run);
  return md`The whole report is in the job summary and in the report file of this ${where}.`;
}
var utf16 = (source) => source.length;
export {
  renderComment
};
