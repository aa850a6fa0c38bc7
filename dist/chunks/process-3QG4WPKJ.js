import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  createProcesses
} from "./chunk-O65QAJS4.js";
import "./chunk-HUZNVQSI.js";
import "./chunk-7XL2ZW6R.js";
import "./chunk-C33SAGQP.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  createProcesses
};
