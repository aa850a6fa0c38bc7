import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  openWorkspace
} from "./chunk-4A2MF7YZ.js";
import "./chunk-AFHJQXQY.js";
import "./chunk-BVOUBNQF.js";
import "./chunk-C33SAGQP.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  openWorkspace
};
