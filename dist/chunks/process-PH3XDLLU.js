import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  createProcesses
} from "./chunk-7XJGAN6F.js";
import "./chunk-V5QLEUGA.js";
import "./chunk-HUZNVQSI.js";
import "./chunk-VWKTOC7P.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  createProcesses
};
