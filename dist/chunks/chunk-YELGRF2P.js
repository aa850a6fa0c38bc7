import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/verdict.ts
var AREAS = ["build", "user", "run", "confinement", "contents", "vulnerabilities", "trust"];

export {
  AREAS
};
