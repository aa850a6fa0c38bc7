import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/version.ts
var GATE_VERSION = true ? "0.1.0" : "development";

export {
  GATE_VERSION
};
