import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  __callDispose,
  __using
} from "./chunk-NWB2I6WU.js";

// src/adapters/small-file.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";
async function readSmallFile(path, limitBytes, { followLink } = { followLink: true }) {
  if (path === void 0 || path === "") return void 0;
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open(
        path,
        constants.O_RDONLY | constants.O_NONBLOCK | (followLink ? 0 : constants.O_NOFOLLOW)
      ), true);
      if (!(await file.stat()).isFile()) return void 0;
      return await readAtMost(file, limitBytes);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) return void 0;
    throw error;
  }
}
async function readAtMost(file, limitBytes) {
  const chunks = [];
  let length = 0;
  for (; ; ) {
    const buffer = Buffer.alloc(Math.min(65536, limitBytes + 1 - length));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, length);
    if (bytesRead === 0) return Buffer.concat(chunks).toString("utf8");
    length += bytesRead;
    if (length > limitBytes) return "too large";
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

export {
  readSmallFile
};
