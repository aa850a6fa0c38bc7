import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  readPolicyFile
} from "./chunk-RZYFJ5OZ.js";
import "./chunk-FRY3JDB4.js";
import "./chunk-YPMRZ63N.js";
import "./chunk-IBWQRVCY.js";
import "./chunk-6STHQ2UI.js";
import "./chunk-UP547JJW.js";
import "./chunk-A7YDC5XQ.js";
import "./chunk-ENXII3PS.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  readPolicyFile
};
