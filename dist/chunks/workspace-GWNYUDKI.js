import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  openWorkspace
} from "./chunk-SWTIMPDN.js";
import "./chunk-AFHJQXQY.js";
import "./chunk-BVOUBNQF.js";
import "./chunk-47X6AOSG.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  openWorkspace
};
