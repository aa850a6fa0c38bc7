import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/visible-text.ts
function visibleText(text, limit = 500) {
  const cut = text.length > limit ? text.slice(0, limit) : text;
  const visible = cut.toWellFormed().replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return text.length > limit ? `${visible}\u2026 (${text.length - limit} more)` : visible;
}
var HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

export {
  visibleText
};
