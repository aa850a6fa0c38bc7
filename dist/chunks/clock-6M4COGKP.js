import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  systemClock
} from "./chunk-XBKD2WAZ.js";
import "./chunk-NWB2I6WU.js";
export {
  systemClock
};
