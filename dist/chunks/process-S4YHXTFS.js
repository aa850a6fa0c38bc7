import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  createProcesses
} from "./chunk-4RDNUJUT.js";
import "./chunk-HBKDCJKC.js";
import "./chunk-HUZNVQSI.js";
import "./chunk-47X6AOSG.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  createProcesses
};
