import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/adapters/runner-files.ts
import { appendFileSync } from "node:fs";
var OUTPUT_VALUE = /^[A-Za-z0-9._:,/@+#-]*$/;
function appendRunnerFile(environment, file, name, value) {
  const path = environment[file];
  if (path === void 0 || path === "" || !OUTPUT_VALUE.test(value)) return false;
  try {
    appendFileSync(path, `${name}=${value}
`);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

export {
  OUTPUT_VALUE,
  appendRunnerFile
};
