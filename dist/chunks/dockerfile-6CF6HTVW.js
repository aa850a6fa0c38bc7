import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  gapOnError
} from "./chunk-NWM5JKV7.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/dockerfile/platform-arguments.ts
function platformArguments(target, build = target) {
  return new Map([...oneSide("BUILD", build), ...oneSide("TARGET", target)]);
}
function oneSide(side, platform) {
  const [os = "", architecture = "", variant = ""] = platform.split("/");
  return [
    [`${side}PLATFORM`, platform],
    [`${side}OS`, os],
    [`${side}OSVERSION`, ""],
    [`${side}ARCH`, architecture],
    [`${side}VARIANT`, variant]
  ];
}

// src/dockerfile/space.ts
function isSpace(character) {
  return WHITE_SPACE.test(character);
}
function trimSpaceStart(text) {
  let from = 0;
  while (from < text.length && isSpace(text.charAt(from))) from += 1;
  return text.slice(from);
}
function trimSpace(text) {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end -= 1;
  return trimSpaceStart(text.slice(0, end));
}
var WHITE_SPACE = new RegExp("^\\p{White_Space}$", "u");

// src/dockerfile/json-form.ts
function readJsonForm(text) {
  if (!trimSpaceStart(text).startsWith("[")) return { form: "shell" };
  const parsed = parseJson(trimSpaceStart(text));
  if (!Array.isArray(parsed)) return { form: "shell" };
  const words = [];
  for (const item of parsed) {
    if (typeof item !== "string") return { form: "refused" };
    words.push(item.toWellFormed());
  }
  return { form: "exec", words };
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/dockerfile/instruction.ts
function parseInstruction(line, lines, escapeSign) {
  const trimmed = trimSpace(line);
  const keywordEnd = trimmed.search(BLANK);
  const keyword = keywordEnd < 0 ? trimmed : trimmed.slice(0, keywordEnd);
  const after2 = keywordEnd < 0 ? "" : trimmed.slice(keywordEnd);
  const { flags, rest } = splitFlags(after2, escapeSign);
  return {
    instruction: { keyword: keyword.toUpperCase(), lines, text: trimSpace(after2), ...withForm(flags, trimSpace(rest)) },
    flags,
    rest: trimSpace(rest)
  };
}
function withForm(flags, rest) {
  const json = readJsonForm(rest);
  return { flags, rest, heredocs: [], ...json.form === "exec" ? { exec: json.words } : {} };
}
function splitFlags(text, escapeSign) {
  const flags = [];
  for (let at = 0; ; ) {
    while (at < text.length && BLANK.test(text.charAt(at))) at += 1;
    if (!text.startsWith("--", at)) return { flags, rest: text.slice(at) };
    const flag = readFlag(text, at, escapeSign);
    at = flag.end;
    if (flag.text === "--") return { flags, rest: text.slice(at) };
    flags.push(flag.text);
  }
}
function readFlag(text, start, escapeSign) {
  let flag = "";
  let quote = "";
  let at = start;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === "" && BLANK.test(character)) break;
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (quote !== "" && character === quote) quote = "";
    else if (character === escapeSign) {
      at += 1;
      flag += text.charAt(at);
    } else flag += character;
  }
  return { text: flag, end: Math.min(at, text.length) };
}
var BLANK = /[\t\v\f\r ]/;

// src/dockerfile/refusals.ts
function unreadable(what) {
  return new GateError({
    code: "DOCKERFILE-UNREADABLE",
    what,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: "Correct the Dockerfile (the Dockerfile reference is at docs.docker.com/reference/dockerfile) and run again."
  });
}
function overLimit(what) {
  return new GateError({
    code: "LIMIT-EXCEEDED",
    what,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: "Make the Dockerfile smaller or simpler; the limits are far above what a Dockerfile written by people needs."
  });
}
function onLine(error, line) {
  return new GateError({ ...error.problem, what: `Dockerfile line ${line}: ${error.problem.what}` }, error);
}

// src/dockerfile/limits.ts
var LIMITS = {
  /** UTF-16 units of the file; the collector holds the file to as many bytes. */
  text: 1048576,
  /** UTF-16 units of one line. BuildKit reads lines with Go's bufio.Scanner, whose buffer is 64 KiB. */
  line: 65536,
  instructions: 2e4,
  /** Depth of `${a:-${b:-…}}`. */
  nesting: 64,
  /** UTF-16 units of one expanded value. Linux refuses environment strings of 128 KiB and more (execve(2), MAX_ARG_STRLEN). */
  value: 131072,
  /** Steps of expansion in one file: characters read and written, and states of pattern matching. */
  work: 2e7
};
function newBudget() {
  return { left: LIMITS.work };
}
function spend(budget, steps) {
  budget.left -= steps;
  if (budget.left < 0) throw overLimit("The variables expand to more text than the gate works through.");
}

// src/dockerfile/name-values.ts
function readEnvPairs(rest, escapeSign) {
  const words = splitWords(rest, escapeSign);
  const first = words[0];
  if (first === void 0) throw unreadable("ENV needs at least one argument.");
  if (!first.includes("=")) return [readOldForm(rest)];
  return words.map((word) => {
    const { name, value } = atEquals(word);
    if (value === void 0) throw unreadable(`ENV has "${visibleText(word, 80)}" where name=value is needed.`);
    if (name === "") throw unreadable("ENV has a value without a name.");
    return { name, value };
  });
}
function readArgPairs(rest, escapeSign) {
  const pairs = splitWords(rest, escapeSign).map(atEquals);
  if (pairs.length === 0) throw unreadable("ARG needs at least one argument.");
  if (pairs.some(({ name }) => name === "")) throw unreadable("ARG has a default without a name.");
  return pairs;
}
function atEquals(word) {
  const equals = word.indexOf("=");
  return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
}
function readOldForm(rest) {
  const parts = /^([^\t\v\f\r ]*)[\t\v\f\r ]+(.*)$/s.exec(rest);
  if (parts?.[1] === void 0 || parts[2] === void 0) throw unreadable("ENV needs a name and a value.");
  if (parts[1] === "") throw unreadable("ENV has a value without a name.");
  return { name: parts[1], value: parts[2] };
}
function splitWords(rest, escapeSign) {
  const words = [];
  let word = "";
  let quote = "";
  const characters = [...rest];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (quote === "" && isSpace(character)) {
      if (word !== "") words.push(word);
      word = "";
      continue;
    }
    const last = at + 1 === characters.length;
    if (character === escapeSign && quote !== "'") {
      if (!last) word += character + characters[at + 1];
      at += 1;
      continue;
    }
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = "";
    word += character;
  }
  if (word !== "") words.push(word);
  return words;
}

// src/dockerfile/pattern.ts
function readPattern(text) {
  const characters = [...text];
  const steps = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (character === "*") {
      if (steps.at(-1)?.kind !== "any") steps.push({ kind: "any" });
    } else if (character === "?") steps.push({ kind: "one" });
    else if (character !== "\\") steps.push({ kind: "self", character });
    else {
      const next = characters[at + 1] ?? "";
      if (next === "" || !"}/*?\\".includes(next)) {
        throw unreadable(`The pattern "${visibleText(text, 80)}" has a "\\" that escapes nothing.`);
      }
      steps.push({ kind: "self", character: next });
      at += 1;
    }
  }
  return steps;
}
function matchEnd(steps, value, from, longest, budget) {
  let states = withSkippedStars(steps, [0]);
  let end;
  for (let at = from; ; at += 1) {
    if (states.at(-1) === steps.length) {
      end = at;
      if (!longest) return end;
    }
    const character = value[at];
    spend(budget, states.length + 1);
    if (character === void 0 || states.length === 0) return end;
    states = withSkippedStars(steps, after(steps, states, character));
  }
}
function after(steps, states, character) {
  const next = [];
  for (const state of states) {
    const step = steps[state];
    if (step === void 0) continue;
    if (step.kind === "self" ? step.character !== character : character === "\n") continue;
    const reached = step.kind === "any" ? state : state + 1;
    if (next.at(-1) !== reached) next.push(reached);
  }
  return next;
}
function withSkippedStars(steps, states) {
  const all = [];
  for (const state of states) {
    for (let at = state; ; at += 1) {
      if ((all.at(-1) ?? -1) < at) all.push(at);
      if (steps[at]?.kind !== "any") break;
    }
  }
  return all;
}
function withoutPrefix(pattern, value, longest, budget) {
  const characters = [...value];
  const end = matchEnd(readPattern(pattern), characters, 0, longest, budget);
  return end === void 0 ? value : characters.slice(end).join("");
}
function withoutSuffix(pattern, value, longest, budget) {
  const turned = (pattern.match(/\\?./gsu) ?? []).reverse().join("");
  const backwards = [...value].reverse();
  const end = matchEnd(readPattern(turned), backwards, 0, longest, budget);
  return end === void 0 ? value : backwards.slice(end).reverse().join("");
}
function withFirstReplaced(pattern, replacement, value, budget) {
  const characters = [...value];
  const match = firstMatch(readPattern(pattern), characters, 0, budget);
  if (match === void 0) return value;
  return characters.slice(0, match.from).join("") + replacement + characters.slice(match.end).join("");
}
function withAllReplaced(pattern, replacement, value, budget) {
  const steps = readPattern(pattern);
  const characters = [...value];
  const parts = [];
  let copied = 0;
  let search = 0;
  while (search <= characters.length) {
    const match = firstMatch(steps, characters, search, budget);
    if (match === void 0) break;
    parts.push(characters.slice(copied, match.from).join(""));
    if (match.end > copied || match.from === 0) {
      parts.push(fillTemplate(replacement, characters.slice(match.from, match.end).join("")));
      spend(budget, replacement.length + match.end - match.from);
    }
    copied = match.end;
    search = Math.max(search + 1, match.end);
  }
  return parts.join("") + characters.slice(copied).join("");
}
function firstMatch(steps, value, search, budget) {
  for (let from = search; from <= value.length; from += 1) {
    const end = matchEnd(steps, value, from, true, budget);
    if (end !== void 0) return { from, end };
  }
  return void 0;
}
function fillTemplate(template, match) {
  return template.replace(TEMPLATE_PART, (part, braced, plain) => {
    if (part === "$$") return "$";
    return (braced ?? plain) === "0" ? match : "";
  });
}
var TEMPLATE_PART = /\$\$|\$\{([\p{L}\p{Nd}_]+)\}|\$([\p{L}\p{Nd}_]+)/gu;

// src/dockerfile/substitution.ts
function substitute(parts, budget) {
  const { name, value, modifier, emptyIsUnset, operand } = parts;
  const missing = value === void 0 || emptyIsUnset && value === "";
  switch (modifier) {
    case "-":
      return { text: missing ? operand : value, operandUsed: missing, valueUsed: !missing };
    case "+":
      return { text: missing ? "" : operand, operandUsed: !missing, valueUsed: false };
    case "?":
      if (!missing) return { text: value, operandUsed: false, valueUsed: true };
      throw unreadable(
        `It needs the variable ${visibleText(name, 80)}, which ${value === void 0 ? "is not set" : "is empty"}${operand === "" ? "" : ` ("${visibleText(operand, 200)}")`}.`
      );
    case "#":
    case "%": {
      const longest = operand.startsWith(modifier);
      const pattern = longest ? operand.slice(1) : operand;
      const cut = modifier === "#" ? withoutPrefix : withoutSuffix;
      return { text: cut(pattern, value ?? "", longest, budget), operandUsed: true, valueUsed: true };
    }
    case "/": {
      const replaced = parts.all ? withAllReplaced : withFirstReplaced;
      const text = replaced(operand, parts.replacement, value ?? "", budget);
      return { text, operandUsed: true, valueUsed: true };
    }
  }
}

// src/dockerfile/word-scanner.ts
function peek(scanner) {
  return scanner.characters[scanner.at] ?? "";
}
function take(scanner) {
  const character = peek(scanner);
  scanner.at += 1;
  return character;
}
function takeSingleQuoted(scanner, section) {
  const quote = scanner.mode.rawQuotes ? "'" : "";
  let text = quote;
  scanner.at += 1;
  for (; ; ) {
    const character = take(scanner);
    if (character === "") throw unreadable("It has a single quote that is not closed.");
    if (character === "'") return text + quote;
    if (section.pattern && character === scanner.mode.escape) text += character;
    text += character;
  }
}
function takeEscapedInQuotes(scanner, section) {
  const { escape: sign, rawQuotes } = scanner.mode;
  const next = peek(scanner);
  if (next === "") return "";
  if (next === '"' || next === "$" || next === sign) {
    scanner.at += 1;
    return section.rawEscapes ? sign + next : next;
  }
  return section.rawEscapes && (!rawQuotes || section.pattern) ? sign + sign : sign;
}
function takeAngles(scanner) {
  scanner.at += 1;
  if (peek(scanner) !== "<") return "<";
  let text = "<<";
  scanner.at += 1;
  while (["	", "\r", " "].includes(peek(scanner))) text += take(scanner);
  return text;
}
function takeName(scanner) {
  const first = peek(scanner);
  if (first !== "" && "@*#?-$!".includes(first)) return take(scanner);
  const kind = DIGIT.test(first) ? DIGIT : NAME_CHARACTER;
  let name = "";
  while (kind.test(peek(scanner))) name += take(scanner);
  return name;
}
var DIGIT = new RegExp("^\\p{Nd}$", "u");
var NAME_CHARACTER = /^[\p{L}\p{Nd}_]$/u;

// src/dockerfile/word-lexer.ts
function lexText(text, mode) {
  spend(mode.budget, text.length + 1);
  const scanner = { characters: [...text.startsWith("\uFEFF") ? text.slice(1) : text], mode, at: 0 };
  const collected = { unset: /* @__PURE__ */ new Set(), words: [], word: "", inWord: false };
  const rawEscapes = mode.rawEscapes === true;
  const value = readSection(scanner, { stop: void 0, rawEscapes, pattern: false, depth: 0 }, collected);
  if (collected.word !== "") collected.words.push(collected.word);
  return { value, words: collected.words, unset: [...collected.unset] };
}
function readSection(scanner, section, collected) {
  if (section.depth > LIMITS.nesting) throw overLimit("Its substitutions are nested too deeply.");
  let value = "";
  for (let character = peek(scanner); character !== ""; character = peek(scanner)) {
    if (character === section.stop) {
      scanner.at += 1;
      return value;
    }
    const piece = readPiece(scanner, section, collected);
    value += piece.text;
    if (value.length > LIMITS.value) throw overLimit("It has a value that is longer than any process can be given.");
    if (section.depth === 0) addToWords(collected, piece);
  }
  if (section.stop !== void 0) throw unreadable(`It has a substitution without its closing "${section.stop}".`);
  return value;
}
function readPiece(scanner, section, collected) {
  const character = peek(scanner);
  if (character === "$") return { text: readDollar(scanner, section, collected), splits: true };
  if (character === "'") return { text: takeSingleQuoted(scanner, section), splits: false };
  if (character === '"') return { text: readDoubleQuoted(scanner, section, collected), splits: false };
  if (character === "<") return { text: takeAngles(scanner), splits: false };
  scanner.at += 1;
  if (character !== scanner.mode.escape) return { text: character, splits: true };
  return { text: (section.rawEscapes ? character : "") + take(scanner), splits: false };
}
function addToWords(collected, piece) {
  for (const character of piece.splits ? piece.text : [piece.text]) {
    const space = piece.splits && isSpace(character);
    if (!space) {
      collected.word += character;
      collected.inWord = true;
    } else if (collected.inWord && collected.word !== "") {
      collected.words.push(collected.word);
      collected.word = "";
      collected.inWord = false;
    }
  }
}
function readDoubleQuoted(scanner, section, collected) {
  const quote = scanner.mode.rawQuotes ? '"' : "";
  let text = quote;
  scanner.at += 1;
  for (; ; ) {
    const character = peek(scanner);
    if (character === "") throw unreadable("It has a double quote that is not closed.");
    if (character === "$") {
      text += readDollar(scanner, section, collected);
      continue;
    }
    scanner.at += 1;
    if (character === '"') return text + quote;
    text += character === scanner.mode.escape ? takeEscapedInQuotes(scanner, section) : character;
  }
}
function readDollar(scanner, section, collected) {
  scanner.at += 1;
  if (peek(scanner) !== "{") {
    const name2 = takeName(scanner);
    return name2 === "" ? "$" : plainValue(scanner, name2, `$${name2}`, collected);
  }
  scanner.at += 1;
  const first = peek(scanner);
  if (first === "") throw unreadable('It has a substitution without its closing "}".');
  if ("{}:".includes(first)) throw unreadable(`It has "\${${first}", which is no substitution.`);
  const name = takeName(scanner);
  const sign = take(scanner);
  if (sign === "}") return plainValue(scanner, name, `\${${name}}`, collected);
  const emptyIsUnset = sign === ":";
  const modifier = emptyIsUnset ? take(scanner) : sign;
  if (!isModifier(modifier) || emptyIsUnset && !"-+?".includes(modifier)) {
    throw unreadable("It has a substitution whose modifier is none of those that the builder knows.");
  }
  return readModified(scanner, { name, modifier, emptyIsUnset }, section.depth + 1, collected);
}
function isModifier(text) {
  return text !== "" && "-+?#%/".includes(text);
}
function plainValue(scanner, name, written, collected) {
  const value = scanner.mode.lookUp(name);
  if (value === void 0) {
    if (scanner.mode.keepUnset) return written;
    collected.unset.add(name);
    return "";
  }
  spend(scanner.mode.budget, value.length);
  return value;
}
function readModified(scanner, sign, depth, collected) {
  const { budget, keepUnset, lookUp } = scanner.mode;
  const { name, modifier, emptyIsUnset } = sign;
  const replaces = modifier === "/";
  const all = replaces && peek(scanner) === "/";
  if (all) scanner.at += 1;
  const raw = replaces || modifier === "#" || modifier === "%";
  collected.word = "";
  const inOperand = { unset: /* @__PURE__ */ new Set(), words: [], word: "", inWord: false };
  const operand = readSection(scanner, { stop: replaces ? "/" : "}", rawEscapes: raw, pattern: raw, depth }, inOperand);
  const replacement = replaces ? readSection(scanner, { stop: "}", rawEscapes: true, pattern: false, depth }, inOperand) : "";
  const value = lookUp(name);
  if (value === void 0 && keepUnset) {
    return `\${${name}${emptyIsUnset ? ":" : ""}${modifier}${operand}${replaces ? `/${replacement}` : ""}}`;
  }
  spend(budget, (value ?? "").length + operand.length);
  const result = substitute({ ...sign, value, all, operand, replacement }, budget);
  if (value === void 0 && result.valueUsed) collected.unset.add(name);
  if (result.operandUsed) for (const missing of inOperand.unset) collected.unset.add(missing);
  return result.text;
}

// src/dockerfile/words.ts
function expandWord(word, options) {
  try {
    const { value, unset } = lexText(word, { ...options, budget: options.budget ?? newBudget() });
    return { value, unset };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { value: "", unset: [], problem: error.problem };
  }
}

// src/dockerfile/variables.ts
function expandIn(scope, variables, word) {
  const { escape: sign, budget } = scope;
  return expandWord(word, { escape: sign, budget, lookUp: (name) => variables.get(name) });
}
function valueIn(scope, variables, word) {
  const { value, problem } = expandIn(scope, variables, word);
  if (problem !== void 0) throw new GateError(problem);
  return value;
}
function applyArg(scope, variables, arg, globals) {
  for (const { name, value } of readArgPairs(arg.rest, scope.escape)) {
    const given = scope.buildArgs.get(name);
    if (given !== void 0) variables.set(name, given);
    else if (value !== void 0) variables.set(name, valueIn(scope, variables, value));
    else if (globals?.has(name)) variables.set(name, globals.get(name) ?? "");
  }
}
function applyEnv(scope, variables, imageEnv, env) {
  const pairs = readEnvPairs(env.rest, scope.escape).map(({ name, value }) => ({
    name: valueIn(scope, variables, name),
    value: valueIn(scope, variables, value)
  }));
  for (const { name, value } of pairs) {
    variables.set(name, value);
    imageEnv.set(name, value);
  }
}

// src/dockerfile/deciding-user.ts
function decidingUser(lineage, scope) {
  const imageEnv = new Map([["PATH", DEFAULT_PATH], ...scope.baseEnv.map(atEquals2)]);
  const variables = /* @__PURE__ */ new Map();
  let user;
  let triggers = [];
  for (const { stage, parsed } of lineage.toReversed()) {
    spend(scope.budget, imageEnv.size);
    for (const [name, value] of imageEnv) variables.set(name, value);
    const own = parsed.map((instruction) => ({ instruction, stage: stage.index }));
    for (const placed of [...triggers, ...own]) {
      user = applyInstruction(placed, { ...scope, variables, imageEnv }) ?? user;
    }
    triggers = own.flatMap(asTrigger);
  }
  return user;
}
function applyInstruction({ instruction, stage }, scope) {
  const { keyword, lines } = instruction.instruction;
  try {
    if (keyword === "ARG") applyArg(scope, scope.variables, instruction, scope.globals);
    if (keyword === "ENV") applyEnv(scope, scope.variables, scope.imageEnv, instruction);
    if (keyword !== "USER") return void 0;
    if (instruction.rest === "") throw unreadable("USER needs an argument.");
    const { value, unset, problem } = expandIn(scope, scope.variables, instruction.rest);
    if (problem !== void 0) throw new GateError(problem);
    return { lines, stage, raw: instruction.rest, expanded: value, unset };
  } catch (error) {
    throw error instanceof GateError ? onLine(error, lines.first) : error;
  }
}
function asTrigger({ instruction, stage }) {
  if (instruction.instruction.keyword !== "ONBUILD") return [];
  return [{ instruction: parseInstruction(instruction.rest, instruction.instruction.lines, "\\"), stage }];
}
function atEquals2(entry) {
  const equals = entry.indexOf("=");
  return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

// src/dockerfile/directives.ts
function asDirective(line, comment) {
  if (!line.startsWith(comment)) return void 0;
  const text = trimSpaceStart(line.slice(comment.length));
  const equals = text.indexOf("=");
  const name = equals < 0 ? "" : trimAsciiEnd(text.slice(0, equals));
  if (!/^(?:syntax|escape|check)$/i.test(name)) return void 0;
  const written = text.slice(equals + 1);
  const value = trimAsciiStart(trimAsciiEnd(written)) || written.slice(-1);
  return value === "" ? void 0 : { name: name.toLowerCase(), value };
}
function newDirectiveReader() {
  const seen = /* @__PURE__ */ new Set();
  let sign = "\\";
  let check;
  let done = false;
  return {
    get escape() {
      return sign;
    },
    get check() {
      return check;
    },
    take: (line) => {
      const directive = done ? void 0 : asDirective(line, "#");
      if (directive === void 0) {
        done = true;
        return;
      }
      if (seen.has(directive.name)) throw unreadable(`The parser directive "${directive.name}" is given twice.`);
      seen.add(directive.name);
      if (directive.name === "check") check = directive.value;
      if (directive.name !== "escape") return;
      if (directive.value !== "\\" && directive.value !== "`") {
        throw unreadable(`The escape character "${visibleText(directive.value, 40)}" is neither "\\" nor "\`".`);
      }
      sign = directive.value;
    }
  };
}
function detectSyntax(text) {
  const firstLine = text.indexOf("\n") + 1 || text.length;
  const afterShebang = text.startsWith("#!") ? text.slice(firstLine) : text;
  return syntaxInComments(afterShebang, "#") ?? syntaxInComments(afterShebang, "//") ?? syntaxInJson(afterShebang);
}
function syntaxInComments(text, comment) {
  const seen = /* @__PURE__ */ new Set();
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf("\n", from);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(from, text.charAt(end - 1) === "\r" ? end - 1 : end);
    const directive = asDirective(line, comment);
    if (directive === void 0 || seen.has(directive.name)) return void 0;
    if (directive.name === "syntax") return directive.value.split(" ", 1)[0];
    seen.add(directive.name);
    from = end + 1;
  }
  return void 0;
}
function syntaxInJson(text) {
  if (!trimAsciiStart(text).startsWith("{")) return void 0;
  try {
    const parsed = JSON.parse(text);
    const object = typeof parsed === "object" && parsed !== null ? parsed : {};
    const value = Object.entries(object).find(([key]) => key === "syntax")?.[1];
    return typeof value === "string" ? value : void 0;
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
var ASCII_SPACE = "	\n\f\r ";
function trimAsciiStart(text) {
  let from = 0;
  while (from < text.length && ASCII_SPACE.includes(text.charAt(from))) from += 1;
  return text.slice(from);
}
function trimAsciiEnd(text) {
  let end = text.length;
  while (end > 0 && ASCII_SPACE.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

// src/dockerfile/file-transfers.ts
function fileTransfers(stages, scope, root) {
  const ends = [];
  const transfers = [];
  for (const { stage, parsed } of stages) {
    const { index, base } = stage;
    const baseEnv = index === root ? scope.baseEnv : [];
    let variables = base.stage === void 0 ? fromEntries(baseEnv) : copyOf(ends[base.stage], scope);
    for (const instruction of parsed) {
      variables = applied(instruction, variables, scope);
      const { keyword } = instruction.instruction;
      if (keyword === "ADD" || keyword === "COPY") {
        transfers.push(asTransfer(keyword, instruction, index, (word) => expanded(word, variables, scope)));
      }
    }
    ends.push(variables);
  }
  return transfers;
}
function fromEntries(entries) {
  return new Map(entries.map((entry) => [entry.split("=", 1)[0] ?? "", entry.slice(entry.indexOf("=") + 1)]));
}
function copyOf(variables, scope) {
  if (variables === void 0) return void 0;
  return orUnknown(() => {
    spend(scope.budget, variables.size);
    return new Map(variables);
  });
}
function applied(instruction, variables, scope) {
  if (variables === void 0) return void 0;
  return orUnknown(() => {
    const { keyword } = instruction.instruction;
    if (keyword === "ARG") applyArg(scope, variables, instruction, scope.globals);
    if (keyword === "ENV") applyEnv(scope, variables, /* @__PURE__ */ new Map(), instruction);
    return variables;
  });
}
function orUnknown(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof GateError) return void 0;
    throw error;
  }
}
function expanded(raw, variables, scope) {
  if (variables === void 0) return { raw, unset: [] };
  const { value, unset, problem } = expandIn(scope, variables, raw);
  return problem === void 0 ? { raw, expanded: value, unset } : { raw, unset: [] };
}
function asTransfer(keyword, { instruction, flags, rest }, stage, expand) {
  const words = instruction.exec ?? rest.split(/[\t\v\f\r ]+/);
  const sources = words.slice(0, -1).filter((word) => instruction.exec !== void 0 || !/^[0-9]*<</.test(word));
  const flag = (name) => {
    return flags.findLast((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
  };
  const from = flag("from");
  const checksum = flag("checksum");
  const chmod = flag("chmod");
  return {
    keyword,
    lines: instruction.lines,
    stage,
    sources: sources.map(expand),
    ...from === void 0 ? {} : { from },
    ...checksum === void 0 ? {} : { checksum: expand(checksum) },
    ...chmod === void 0 ? {} : { chmod: expand(chmod) }
  };
}

// src/dockerfile/heredocs.ts
function announcedHeredocs(line, parsed, escapeSign, budget) {
  if (!line.includes("<<") || !canHaveHeredocs(parsed, escapeSign)) return [];
  const heredocs = [];
  for (const word of wordsOf(line, budget)) {
    const heredoc = asHeredoc(word, budget);
    if (heredoc !== void 0) heredocs.push(heredoc);
  }
  return heredocs;
}
function canHaveHeredocs(parsed, escapeSign) {
  const { keyword, lines } = parsed.instruction;
  const acts = keyword === "ONBUILD" ? parseInstruction(parsed.rest, lines, escapeSign).instruction.keyword : keyword;
  return ["RUN", "COPY", "ADD"].includes(acts);
}
function wordsOf(line, budget) {
  try {
    return lex(line, true, budget).words;
  } catch (error) {
    if (error instanceof GateError && error.code === "DOCKERFILE-UNREADABLE") return [];
    throw error;
  }
}
function asHeredoc(word, budget) {
  const start = /^[0-9]*<<(-?)/.exec(word);
  if (start === null) return void 0;
  const written = word.slice(start[0].length);
  if (written.includes("<")) return void 0;
  const [name, ...others] = lex(written, false, budget).words;
  return name === void 0 || others.length > 0 ? void 0 : { name, tabs: start[1] === "-" };
}
function lex(text, raw, budget) {
  const lookUp = () => void 0;
  return lexText(text, { escape: "\\", lookUp, budget, keepUnset: true, rawQuotes: raw, rawEscapes: raw });
}

// src/dockerfile/logical-lines.ts
function readLogicalLines(text, budget) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const scanner = { lines, budget, at: 0 };
  const directives = newDirectiveReader();
  const instructions = [];
  while (scanner.at < lines.length) {
    const first = scanner.at + 1;
    try {
      const line = trimSpaceStart(nextLine(scanner));
      directives.take(line);
      const parsed = isComment(line) ? void 0 : readInstruction(scanner, line, first, directives.escape);
      if (parsed !== void 0) instructions.push(parsed);
    } catch (error) {
      throw error instanceof GateError ? onLine(error, first) : error;
    }
    if (instructions.length > LIMITS.instructions) {
      throw overLimit(`The Dockerfile has more than ${LIMITS.instructions} instructions.`);
    }
  }
  return { escape: directives.escape, check: directives.check, instructions };
}
function nextLine(scanner) {
  const line = scanner.lines[scanner.at] ?? "";
  scanner.at += 1;
  if (line.length >= LIMITS.line) throw unreadable(`The line has more than ${LIMITS.line - 1} characters.`);
  let end = line.length;
  while (line.charAt(end - 1) === "\r") end -= 1;
  return line.slice(0, end);
}
function readInstruction(scanner, start, first, escapeSign) {
  const line = joinContinuations(scanner, start, escapeSign);
  if (line === void 0) return void 0;
  const parsed = parseInstruction(line, { first, last: scanner.at }, escapeSign);
  const heredocs = announcedHeredocs(line, parsed, escapeSign, scanner.budget);
  if (heredocs.length === 0) return parsed;
  const bodies = heredocs.map((heredoc) => ({ ...heredoc, body: readBody(scanner, heredoc) }));
  return { ...parsed, instruction: { ...parsed.instruction, lines: { first, last: scanner.at }, heredocs: bodies } };
}
function joinContinuations(scanner, start, escapeSign) {
  let part = withoutContinuation(start, escapeSign);
  if (part === void 0) return start === "" ? void 0 : start;
  const parts = [];
  while (part !== void 0) {
    parts.push(part);
    part = void 0;
    while (part === void 0 && scanner.at < scanner.lines.length) {
      const line = nextLine(scanner);
      const content = trimSpaceStart(line);
      if (content === "" || content.startsWith("#")) continue;
      part = withoutContinuation(line, escapeSign);
      if (part === void 0) return parts.join("") + line;
    }
  }
  return parts.join("");
}
function withoutContinuation(line, escapeSign) {
  let end = line.length;
  while (" 	".includes(line.charAt(end - 1)) && end > 0) end -= 1;
  if (line.charAt(end - 1) !== escapeSign || line.charAt(end - 2) === escapeSign) return void 0;
  return line.slice(0, end - 1);
}
function readBody(scanner, heredoc) {
  const body = [];
  while (scanner.at < scanner.lines.length) {
    const line = nextLine(scanner);
    if ((heredoc.tabs ? withoutTabs(line) : line) === heredoc.name) return body.join("");
    body.push(`${line}
`);
  }
  throw unreadable("A heredoc in it is not ended.");
}
function withoutTabs(line) {
  let from = 0;
  while (line.charAt(from) === "	") from += 1;
  return line.slice(from);
}
function isComment(line) {
  return line.startsWith("#");
}

// src/dockerfile/stages.ts
function readStages(instructions, expand) {
  const groups = [];
  for (const parsed of instructions) {
    if (parsed.instruction.keyword === "FROM") groups.push({ from: parsed, parsed: [parsed] });
    else groups.at(-1)?.parsed.push(parsed);
  }
  const stages = [];
  const byName = /* @__PURE__ */ new Map();
  for (const { from, parsed } of groups) {
    const { name, base } = readFrom(from, expand, byName);
    const index = stages.length;
    const { first } = from.instruction.lines;
    const last = parsed.at(-1)?.instruction.lines.last ?? first;
    const known = { index, base, lines: { first, last }, instructions: parsed.map(({ instruction }) => instruction) };
    stages.push({ stage: name === void 0 ? known : { ...known, name }, parsed });
    if (name !== void 0) byName.set(name, index);
  }
  return stages;
}
function readFrom(from, expand, byName) {
  try {
    const { raw, name } = readFromWords(from);
    const expanded2 = expand(raw);
    if (expanded2.problem !== void 0) throw new GateError(expanded2.problem);
    const stage = byName.get(expanded2.value) ?? byName.get(expanded2.value.toLowerCase());
    const base = {
      raw,
      expanded: expanded2.value,
      unset: expanded2.unset,
      scratch: stage === void 0 && expanded2.value === "scratch"
    };
    const platform = from.flags.findLast((flag) => flag.startsWith(PLATFORM))?.slice(PLATFORM.length);
    return {
      name,
      base: { ...base, ...stage === void 0 ? {} : { stage }, ...platform === void 0 ? {} : { platform } }
    };
  } catch (error) {
    throw error instanceof GateError ? onLine(error, from.instruction.lines.first) : error;
  }
}
var PLATFORM = "--platform=";
function readFromWords(from) {
  const [raw = "", as, name, ...others] = from.rest.split(/[\t\v\f\r ]+/);
  if (raw === "" || others.length > 0 || as !== void 0 && name === void 0) {
    throw unreadable('FROM takes an image, or an image, "AS" and a name.');
  }
  if (as === void 0 || name === void 0) return { raw, name: void 0 };
  if (as.toLowerCase() !== "as") throw unreadable('FROM has a second word that is not "AS".');
  const lower = name.toLowerCase();
  if (!/^[a-z][a-z0-9-_.]*$/.test(lower)) throw unreadable(`"${visibleText(name, 80)}" cannot be a stage's name.`);
  return { raw, name: lower };
}
function findTarget(stages, target) {
  const wanted = target?.toLowerCase() ?? "";
  const found = wanted === "" ? stages.at(-1) : stages.findLast(({ stage }) => stage.name === wanted);
  if (found !== void 0) return found;
  if (wanted === "") throw unreadable("The Dockerfile has no FROM, so that it builds nothing.");
  throw unreadable(`The Dockerfile has no stage with the name "${visibleText(target ?? "", 80)}" (target).`);
}
function lineageOf(stages, final) {
  const lineage = [final];
  for (let next = stages[final.stage.base.stage ?? -1]; next !== void 0; ) {
    lineage.push(next);
    next = stages[next.stage.base.stage ?? -1];
  }
  return lineage;
}

// src/dockerfile/read-dockerfile.ts
function readDockerfile(text, options) {
  try {
    return { facts: readFacts(text, options) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { problem: error.problem };
  }
}
function readFacts(text, options) {
  if (text.length > LIMITS.text) throw overLimit(`The Dockerfile is larger than ${LIMITS.text} characters.`);
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const budget = newBudget();
  const { escape: sign, check, instructions } = readLogicalLines(content, budget);
  const scope = { escape: sign, budget, buildArgs: options.buildArgs };
  const firstFrom = instructions.findIndex(({ instruction }) => instruction.keyword === "FROM");
  if (firstFrom < 0) throw unreadable("The Dockerfile has no FROM, so that it builds nothing.");
  const globals = readGlobals(instructions.slice(0, firstFrom), scope, options);
  const stages = readStages(instructions.slice(firstFrom), (word) => expandIn(scope, globals, word));
  const final = findTarget(stages, options.target);
  const lineage = lineageOf(stages, final);
  const root = lineage.at(-1) ?? final;
  const baseEnv = root.stage.base.scratch ? [] : options.baseEnv ?? [];
  const user = decidingUser(lineage, { ...scope, globals, baseEnv });
  const syntax = detectSyntax(content);
  return {
    path: options.path,
    escape: sign,
    ...syntax === void 0 ? {} : { syntax },
    ...check === void 0 ? {} : { check },
    globals: instructions.slice(0, firstFrom).map(({ instruction }) => instruction),
    stages: stages.map(({ stage }) => stage),
    finalStage: final.stage.index,
    lineage: lineage.map(({ stage }) => stage.index),
    ...user === void 0 ? {} : { user },
    externalBase: {
      reference: root.stage.base.expanded,
      scratch: root.stage.base.scratch,
      lines: root.stage.instructions[0]?.lines ?? root.stage.lines
    },
    transfers: fileTransfers(stages, { ...scope, globals, baseEnv }, root.stage.index),
    buildContexts: options.buildContexts ?? []
  };
}
function readGlobals(instructions, scope, options) {
  const globals = /* @__PURE__ */ new Map();
  for (const [name, value] of options.platformArgs ?? []) globals.set(name, scope.buildArgs.get(name) ?? value);
  for (const parsed of instructions) {
    const { keyword, lines } = parsed.instruction;
    try {
      if (keyword !== "ARG") throw unreadable("Before the first FROM there can only be ARG.");
      applyArg(scope, globals, parsed, void 0);
    } catch (error) {
      throw error instanceof GateError ? onLine(error, lines.first) : error;
    }
  }
  return globals;
}

// src/evidence/dockerfile.ts
var LIMIT_BYTES = 1048576;
var ARCHITECTURES = { x64: "amd64", ia32: "386", arm: "arm/v7", ppc64: "ppc64le" };
var THIS_PLATFORM = `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
function collectDockerfile(workspace, request) {
  return gapOnError(async () => {
    const { file, target, platform } = request;
    const text = await workspace.readText(file, LIMIT_BYTES);
    if (text === void 0) throw unreadable2(file);
    const reading = readDockerfile(text, {
      path: file.relative,
      buildArgs: givenBuildArgs(request.buildArgs, request.environment),
      ...target === void 0 ? {} : { target },
      buildContexts: (request.buildContexts ?? []).map((context) => context.split("=", 1)[0] ?? ""),
      platformArgs: platformArguments(platform ?? THIS_PLATFORM, THIS_PLATFORM)
    });
    if ("problem" in reading) return { state: "gap", problem: reading.problem };
    const source = { tool: "the Dockerfile reader of the gate", subject: file.relative };
    return { state: "known", value: reading.facts, source };
  });
}
function givenBuildArgs(buildArgs, environment) {
  const given = /* @__PURE__ */ new Map();
  for (const argument of buildArgs) {
    const equals = argument.indexOf("=");
    const name = equals < 0 ? argument : argument.slice(0, equals);
    const value = equals < 0 ? environment[name] : argument.slice(equals + 1);
    if (value === void 0) given.delete(name);
    else given.set(name, value);
  }
  return given;
}
function unreadable2(file) {
  return new GateError({
    code: "DOCKERFILE-UNREADABLE",
    what: `The Dockerfile ${visibleText(file.relative)} can't be read, or is not a regular file any more.`,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: "Check the inputs context and file, and that the job may read the file."
  });
}
export {
  collectDockerfile
};
