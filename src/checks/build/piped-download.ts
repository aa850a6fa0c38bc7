import { programOf } from './run-commands.ts';
import type { Pipeline } from './shell-frames.ts';

const DOWNLOADERS = new Set(['curl', 'wget', 'fetch', 'aria2c']);
const INTERPRETER = /^(?:sh|ash|bash|dash|ksh|zsh|fish|python[\d.]*|perl|ruby|node|php)$/;

/** Whether a pipeline gives what it downloads to an interpreter: `curl -fsSL https://… | sudo bash -`. */
export function isPipedDownload(pipeline: Pipeline): boolean {
  const download = pipeline.findIndex((command) => DOWNLOADERS.has(programOf(command)));
  return download >= 0 && pipeline.slice(download + 1).some((command) => INTERPRETER.test(programOf(command)));
}
