import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  createGitObjects
} from "./chunk-YQPC4CK2.js";
import "./chunk-SPSIRAA6.js";
import "./chunk-AFHJQXQY.js";
import "./chunk-BVOUBNQF.js";
import "./chunk-47X6AOSG.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  createGitObjects
};
