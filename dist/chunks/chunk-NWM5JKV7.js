import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  toProblem
} from "./chunk-C33SAGQP.js";

// src/evidence/gap.ts
async function gapOnError(collect) {
  try {
    return await collect();
  } catch (error) {
    return { state: "gap", problem: toProblem(error) };
  }
}

export {
  gapOnError
};
