import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/reporters/terminal-text.ts
var SGR = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39]
};
function painter(colour) {
  if (!colour) return (text) => text;
  return (text, ...colours) => colours.reduce((painted, name) => `\x1B[${SGR[name][0]}m${painted}\x1B[${SGR[name][1]}m`, text);
}
function plain(untrusted, limit = 500) {
  return visibleText(untrusted, limit).trim();
}
function wrap(text, width, first = "") {
  const indent = " ".repeat(columns(first));
  const lines = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && columns(indent) + columns(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((part, index) => (index === 0 ? first : indent) + part);
}
function pad(text, width) {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}
function columns(text) {
  let sum = 0;
  for (const character of text) {
    if (new RegExp("\\p{M}", "u").test(character)) continue;
    sum += WIDE.test(character) ? 2 : 1;
  }
  return sum;
}
var WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3001-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

export {
  painter,
  plain,
  wrap,
  pad,
  columns
};
