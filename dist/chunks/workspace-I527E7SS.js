import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  openWorkspace
} from "./chunk-XELQX377.js";
import "./chunk-AFHJQXQY.js";
import "./chunk-BVOUBNQF.js";
import "./chunk-VWKTOC7P.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  openWorkspace
};
