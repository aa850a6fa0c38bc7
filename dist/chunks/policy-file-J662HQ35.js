import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  readPolicyFile
} from "./chunk-DGSIHP2K.js";
import "./chunk-YDLWWNO5.js";
import "./chunk-JQFR7QWG.js";
import "./chunk-ENXII3PS.js";
import "./chunk-6STHQ2UI.js";
import "./chunk-A7YDC5XQ.js";
import "./chunk-UP547JJW.js";
import "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";
export {
  readPolicyFile
};
