import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  readPolicyFile
} from "./chunk-C57SPPK3.js";
import "./chunk-BTKZP5ZT.js";
import "./chunk-W4VKT2K3.js";
import "./chunk-ENXII3PS.js";
import "./chunk-6STHQ2UI.js";
import "./chunk-UYKF4QUA.js";
import "./chunk-UP547JJW.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  readPolicyFile
};
