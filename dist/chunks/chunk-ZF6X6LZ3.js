import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  ENGINE_DEFAULTS,
  NOT_SAID,
  cleanPath
} from "./chunk-MDQ43KVE.js";
import {
  compareSeverity
} from "./chunk-UP547JJW.js";
import {
  DOCKER_DEFAULT,
  isEnforcing,
  isEngineProfile,
  nearestName,
  profileName,
  readAppArmor,
  readAppArmorLabel
} from "./chunk-M7ZVDFBJ.js";
import {
  notableFile
} from "./chunk-UJMNPUAF.js";
import {
  ABIS,
  ABI_NAMES,
  CAPABILITIES,
  DEFAULT_CAPABILITIES,
  ENOSYS,
  EVERY_CAPABILITY,
  NO_CAPABILITIES,
  chainsOf,
  decideSystemCall,
  filteredAbis,
  holds,
  isCapabilityWord,
  isPermissive,
  isRefusal,
  isSameAction,
  judgeDenial,
  loadSeccomp,
  maskOf,
  namesOf,
  namesOfRule,
  readAction,
  readCapability,
  seccompFamily,
  selectRules,
  systemCallNames,
  systemCalls
} from "./chunk-RMDCG5F7.js";
import {
  readSeccompProfile
} from "./chunk-4QYT6DHQ.js";
import {
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/cancellation.ts
function cancelOnSignals(source) {
  const controller = new AbortController();
  const onSignal = (name) => {
    if (controller.signal.aborted) source.exit(2);
    controller.abort(
      new GateError({
        code: "CANCELLED",
        what: `The run was cancelled (${name}).`,
        means: "The verdict is NO VERDICT, not PASS.",
        todo: "Run it again."
      })
    );
  };
  source.on("SIGINT", onSignal);
  source.on("SIGTERM", onSignal);
  source.on("SIGHUP", onSignal);
  return {
    signal: controller.signal,
    release: () => {
      source.off("SIGINT", onSignal);
      source.off("SIGTERM", onSignal);
      source.off("SIGHUP", onSignal);
    }
  };
}

// src/model/check.ts
function defineCheck(check) {
  const evaluate = (evidence) => {
    for (const kind of check.needs) {
      if (evidence[kind] === void 0) throw new Error(`check ${check.id} was asked without its evidence ${kind}`);
    }
    return check.evaluate(evidence);
  };
  return { ...check, evaluate };
}
function finding(check, parts) {
  const { key, severity, ...rest2 } = parts;
  return { ...rest2, checkId: check.id, severity: severity ?? check.severity, fingerprint: `${check.id}:${key}` };
}

// src/checks/build/command-prefix.ts
var RESERVED = /* @__PURE__ */ new Set(["if", "then", "elif", "else", "while", "until", "do", "!", "{", "time"]);
var WRAPPERS = /* @__PURE__ */ new Map([
  [
    "sudo",
    {
      values: /^(?:-[A-Za-z]*[CDRTUghprtu]|--(?:user|group|host|prompt|chdir|chroot|role|type|close-from|other-user))$/
    }
  ],
  ["doas", { values: /^-[Cu]$/ }],
  ["env", { values: /^(?:-[uC]|--unset|--chdir)$/ }],
  ["exec", { values: /^-a$/ }],
  ["command", {}],
  ["builtin", {}],
  ["nice", { values: /^(?:-n|--adjustment)$/ }],
  ["ionice", { values: /^-[cn]$/ }],
  ["nohup", {}],
  ["setsid", {}],
  ["eatmydata", {}],
  ["fakeroot", {}],
  ["busybox", {}],
  ["tini", {}],
  ["dumb-init", {}],
  ["stdbuf", { values: /^-[ioe]$/ }],
  ["timeout", { values: /^(?:-[ks]|--kill-after|--signal)$/, operands: 1 }],
  ["flock", { values: /^(?:-[wE]|--timeout)$/, operands: 1 }],
  ["chroot", { operands: 1 }],
  ["gosu", { operands: 1 }],
  ["su-exec", { operands: 1 }],
  ["runuser", { values: /^(?:-[ugG]|--user|--group|--supp-group)$/ }],
  ["setpriv", { values: /^--(?:reuid|regid|groups|bounding-set|inh-caps|ambient-caps|securebits|pdeathsig)$/ }],
  [
    "xargs",
    {
      values: /^(?:-[aIndPLEs]|--(?:arg-file|max-args|max-procs|delimiter|max-lines|max-chars|replace|process-slot-var))$/
    }
  ]
]);
function withoutPrefix(command) {
  const { words: words3, nested } = command;
  const through = "through" in command ? [...command.through] : [];
  let at2 = 0;
  while (at2 < words3.length) {
    const word = words3[at2] ?? "";
    const name = withoutFolder(word);
    const wrapper = WRAPPERS.get(name);
    if (wrapper !== void 0 && !isOtherUse(name, words3[at2 + 1])) {
      through.push(name);
      at2 = behindWrapper(words3, at2 + 1, wrapper);
    } else if (RESERVED.has(word) || /^[A-Za-z_]\w*\+?=/.test(word)) at2 += 1;
    else break;
  }
  const moved = nested.map((part) => part.word === void 0 ? part : { ...part, word: part.word - at2 });
  return { ...command, words: words3.slice(at2), nested: moved, through };
}
function isOtherUse(name, next = "") {
  if (name === "runuser") return !/^(?:-u|--user)/.test(next);
  return name === "command" && /^-p?[vV]/.test(next);
}
function behindWrapper(words3, from, { values, operands = 0 }) {
  let at2 = from;
  for (; words3[at2]?.startsWith("-") === true; at2 += 1) {
    if (words3[at2] === "--") {
      at2 += 1;
      break;
    }
    if (values?.test(words3[at2] ?? "") === true) at2 += 1;
  }
  return at2 + operands;
}
function withoutFolder(program) {
  return program.slice(program.lastIndexOf("/") + 1);
}

// src/checks/build/interpreters.ts
var SHELL = /^(?:r?bash|sh|ash|dash|[klm]?ksh|zsh|fish)$/;
var POWERSHELL = /^(?:pwsh|powershell)(?:\.exe)?$/i;
var SHELL_VARIABLE = /^\$(?:SHELL|BASH|\{(?:SHELL|BASH)\})$/;
var OTHERS = [
  [
    /^(?:python|pypy)[\d.]*$/,
    { code: /^-[A-Za-z]*c$/, attached: /^-[BEIOPRSbdiqsuvx]*[cm]./, values: /^-[WX]$/, file: /^-[A-Za-z]*m$/ }
  ],
  [/^perl[\d.]*$/, { code: /^-(?![CDIMTmx])[A-Za-z0-9.]*[eE]$/, attached: /^-[acflnpsuw0-9]*[eE]./, values: /^-I$/ }],
  [/^ruby[\d.]*$/, { code: /^-(?![CEIKTr])[A-Za-z0-9]*e$/, attached: /^-[aclnpswv0-9]*e./, values: /^-[CEIr]$/ }],
  [/^(?:node|nodejs)$/, { code: /^(?:-e|-p|-pe|--eval|--print)$/, values: /^(?:-r|--require|--import|--loader|-C)$/ }],
  [
    /^php[\d.]*$/,
    { code: /^(?:-[rRBE]|--run)$/, attached: /^-[rRBEfF]./, values: /^-[cdz]$/, file: /^(?:-[fF]|--file)$/ }
  ],
  [/^lua[\d.]*$/, { code: /^-e$/, attached: /^-e./, values: /^-l$/ }]
];
function isShell(program) {
  return SHELL.test(withoutFolder(program)) || SHELL_VARIABLE.test(program);
}
function programSource(words3) {
  const [program = "", ...args] = words3;
  const name = withoutFolder(program);
  if (isShell(program)) return ofShell(args);
  if (name === "eval") return args.length === 0 ? void 0 : { kind: "code", word: args[0] === "--" ? 2 : 1 };
  if (name === "." || name === "source") return args.length === 0 ? void 0 : file(args[0], 1);
  if (name === "su" || name === "runuser") return ofSu(args);
  if (POWERSHELL.test(name)) return ofPowershell(args);
  if (/^(?:iex|invoke-expression)$/i.test(name)) return { kind: "input" };
  const other = OTHERS.find(([pattern]) => pattern.test(name));
  return other === void 0 ? void 0 : ofOther(args, other[1]);
}
function ofShell(args) {
  let letters = "";
  let at2 = 0;
  for (; /^[-+]./.test(args[at2] ?? "") && args[at2] !== "--"; at2 += 1) {
    const flag = args[at2] ?? "";
    if (/^--(?:rcfile|init-file)$/.test(flag)) at2 += 1;
    if (flag.startsWith("--")) continue;
    letters += flag.slice(1);
    if (/[oO]$/.test(flag)) at2 += 1;
  }
  if (args[at2] === "-" || args[at2] === "--") at2 += 1;
  if (letters.includes("c")) return { kind: "code", word: at2 + 1 };
  if (letters.includes("s") || args[at2] === void 0) return { kind: "input" };
  return file(args[at2], at2 + 1);
}
function ofSu(args) {
  const flag = args.findIndex((word) => /^(?:-[a-z]*c|--(?:session-)?command)$/.test(word));
  return flag < 0 ? { kind: "input" } : { kind: "code", word: flag + 2 };
}
function ofPowershell(args) {
  const flag = args.findIndex((word) => /^-(?:c|command)$/i.test(word));
  if (flag >= 0) return args[flag + 1] === "-" ? { kind: "input" } : { kind: "code", word: flag + 2 };
  return args.length === 0 ? { kind: "input" } : { kind: "file", word: args.length };
}
function ofOther(args, { code, attached, values, file: named }) {
  let at2 = 0;
  for (; /^-./.test(args[at2] ?? ""); at2 += 1) {
    const flag = args[at2] ?? "";
    if (code.test(flag)) return { kind: "code", word: at2 + 2 };
    if (attached?.test(flag) === true) return { kind: "file", word: at2 + 1 };
    if (named?.test(flag) === true) return { kind: "file", word: at2 + 2 };
    if (flag === "--") return { kind: "input" };
    if (values?.test(flag) === true) at2 += 1;
  }
  return args[at2] === void 0 || args[at2] === "-" ? { kind: "input" } : file(args[at2], at2 + 1);
}
function file(name, word) {
  return /^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/.test(name ?? "") ? { kind: "input" } : { kind: "file", word };
}

// src/checks/build/shell-frames.ts
function newFrame(end, place2 = { kind: "(", leads: true }) {
  return {
    end,
    place: place2,
    pipelines: [],
    pipeline: [],
    command: newDraft(),
    word: void 0,
    quoted: false,
    redirects: void 0
  };
}
function newDraft() {
  return { words: [], nested: [], inputs: [], writes: [] };
}
function append(frame, text) {
  frame.word = (frame.word ?? "") + text;
}
function endWord(frame) {
  if (frame.word === void 0) return;
  const { words: words3, inputs, writes } = frame.command;
  if (frame.redirects === void 0) words3.push(frame.word);
  if (frame.redirects === "text") inputs.push(frame.word);
  if (frame.redirects === "output") writes.push(frame.word);
  frame.redirects = void 0;
  frame.word = void 0;
}
function endCommand(frame) {
  endWord(frame);
  frame.redirects = void 0;
  const { words: words3, nested } = frame.command;
  if (words3.length > 0 || nested.length > 0) frame.pipeline.push(frame.command);
  frame.command = newDraft();
}
function endPipeline(reading, frame) {
  endCommand(frame);
  const pipeline = frame.pipeline.splice(0);
  const [first, ...others] = pipeline;
  if (first === void 0) return;
  frame.pipelines.push(pipeline);
  if (first.words.length > 0 || others.length > 0) reading.pipelines.push(pipeline);
}
var NESTING = 64;
function open(reading, frame, kind, end = ")") {
  if (reading.frames.length > NESTING) {
    endPipeline(reading, frame);
    return;
  }
  const leads = (frame.word ?? "").trim() === "";
  const word = frame.redirects === void 0 ? { word: frame.command.words.length } : {};
  reading.frames.push(newFrame(end, { kind, leads, ...word }));
}
function close(reading, frame) {
  endPipeline(reading, frame);
  reading.frames.pop();
  reading.frames.at(-1)?.command.nested.push({ ...frame.place, pipelines: frame.pipelines });
}

// src/checks/build/shell-pipelines.ts
function shellPipelines(script) {
  const reading = { script, at: 0, frames: [newFrame("end of script")], pipelines: [], heredocs: [] };
  while (reading.at < script.length) {
    const frame = reading.frames.at(-1);
    if (frame === void 0) break;
    readOne(reading, frame);
  }
  for (const frame of reading.frames.toReversed()) close(reading, frame);
  return reading.pipelines;
}
function readOne(reading, frame) {
  const { script, at: at2 } = reading;
  const character = script.charAt(at2);
  reading.at += 1;
  if (character === "\\") readEscape(reading, frame);
  else if (character === "`") readBacktick(reading, frame);
  else if (character === "$" && script.startsWith("{", at2 + 1)) readBraces(reading, frame);
  else if (character === "$" && script.startsWith("(", at2 + 1)) {
    reading.at += 1;
    open(reading, frame, "$(");
    append(frame, "$");
  } else if (character === '"') {
    frame.quoted = !frame.quoted;
    append(frame, "");
  } else if (frame.quoted) append(frame, character);
  else (UNQUOTED.get(character) ?? appendCharacter)(reading, frame, character);
}
var appendCharacter = (_, frame, character) => append(frame, character);
var UNQUOTED = /* @__PURE__ */ new Map([
  ["'", readSingleQuotes],
  ["#", readComment],
  [" ", (_, frame) => endWord(frame)],
  ["	", (_, frame) => endWord(frame)],
  ["\r", (_, frame) => endWord(frame)],
  [";", endPipeline],
  ["&", readAmpersand],
  ["|", readPipe],
  ["<", readRedirection],
  [">", readRedirection],
  ["(", readGroup],
  [")", readGroupEnd],
  ["\n", readLineEnd]
]);
function readSingleQuotes(reading, frame) {
  const end = endOr(reading.script, "'", reading.at);
  append(frame, reading.script.slice(reading.at, end));
  reading.at = end + 1;
}
function readComment(reading, frame) {
  if (frame.word === void 0) reading.at = endOr(reading.script, "\n", reading.at);
  else append(frame, "#");
}
function readAmpersand(reading, frame) {
  if (reading.script.charAt(reading.at) === ">") endWord(frame);
  else endPipeline(reading, frame);
}
function readPipe(reading, frame) {
  const next = reading.script.charAt(reading.at);
  if (next === "|" || next === "&") reading.at += 1;
  if (next === "|") endPipeline(reading, frame);
  else endCommand(frame);
}
function readGroup(reading, frame) {
  if (frame.word !== void 0 || frame.command.words.length > 0) endPipeline(reading, frame);
  open(reading, frame, "(");
}
function readGroupEnd(reading, frame) {
  if (frame.end === ")") close(reading, frame);
  else endPipeline(reading, frame);
}
function readLineEnd(reading, frame) {
  endPipeline(reading, frame);
  readHeredocs(reading);
}
function readBacktick(reading, frame) {
  if (frame.end === "`" && !frame.quoted) {
    close(reading, frame);
  } else {
    open(reading, frame, "$(", "`");
    append(frame, "");
  }
}
function readEscape(reading, frame) {
  const next = reading.script.charAt(reading.at);
  reading.at += 1;
  if (next === "\n") return;
  append(frame, frame.quoted && !/[$`"\\]/.test(next) ? `\\${next}` : next);
}
function readBraces(reading, frame) {
  const { script } = reading;
  const start = reading.at - 1;
  let depth = 0;
  let end = start + 1;
  for (; end < script.length; end += 1) {
    const character = script.charAt(end);
    if (character === "\\") end += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    if (depth === 0) break;
  }
  append(frame, script.slice(start, end + 1));
  reading.at = end + 1;
}
var HEREDOC = /^<(-?)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|\\?([^\s;|&<>()"'`$\\]+))/;
function readRedirection(reading, frame, character) {
  const { script } = reading;
  if (frame.word !== void 0 && /^\d$/.test(frame.word)) frame.word = void 0;
  if (script.charAt(reading.at) === "(") {
    reading.at += 1;
    open(reading, frame, character === "<" ? "<(" : ">(");
    append(frame, character);
    return;
  }
  endWord(frame);
  const heredoc = HEREDOC.exec(script.slice(reading.at, reading.at + 200));
  if (character === "<" && heredoc !== null) {
    const delimiter = heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? "";
    reading.heredocs.push({ delimiter, tabs: heredoc[1] === "-", command: frame.command });
    reading.at += heredoc[0].length;
    return;
  }
  const text = script.startsWith("<<", reading.at);
  const start = reading.at;
  while (/[<>&|]/.test(script.charAt(reading.at))) reading.at += 1;
  if (character === "<") frame.redirects = text ? "text" : "input";
  else frame.redirects = script.slice(start, reading.at).endsWith("&") ? "input" : "output";
}
function readHeredocs(reading) {
  for (const { delimiter, tabs, command } of reading.heredocs) {
    const body = [];
    while (reading.at < reading.script.length) {
      const end = endOr(reading.script, "\n", reading.at);
      const written = reading.script.slice(reading.at, end);
      reading.at = end + 1;
      const line = tabs ? written.replace(/^\t+/, "") : written;
      if (line === delimiter) break;
      body.push(`${line}
`);
    }
    command.inputs.push(body.join(""));
  }
  reading.heredocs = [];
}
function endOr(text, sought, from) {
  const found5 = text.indexOf(sought, from);
  return found5 < 0 ? text.length : found5;
}

// src/checks/build/run-commands.ts
var DEFAULT_SHELL = ["/bin/sh", "-c"];
var DEPTH = 3;
function runPipelines(instruction, shell = DEFAULT_SHELL) {
  if (instruction.exec !== void 0) return followed([[ofWords(instruction.exec)]], DEPTH);
  const script = scriptOfShellForm(instruction);
  if (script === void 0) return [];
  const given3 = givenToShell([...shell, script]);
  return given3 === void 0 ? [] : followed(shellPipelines(given3), DEPTH);
}
function givenToShell(words3) {
  const command = withoutPrefix(ofWords(words3));
  const source = programSource(command.words);
  if (source === void 0) return words3.at(-1);
  return source.kind === "code" && runsShellScript(programOf(command)) ? command.words[source.word] : void 0;
}
function ofWords(words3) {
  return { words: words3, nested: [], inputs: [], writes: [] };
}
function scriptOfShellForm({ rest: rest2, heredocs }) {
  const [first] = heredocs;
  if (first !== void 0 && /^\d*<<-?(?:"[^"]*"|'[^']*'|[^\s<"']+)$/.test(rest2)) {
    const [line = ""] = first.body.split("\n", 1);
    const [program = "", argument = ""] = line.replace(/^#!\s*/, "").split(/\s+/);
    const interpreter = withoutFolder(program) === "env" ? argument : program;
    return line.startsWith("#!") && !isShell(interpreter) ? void 0 : first.body;
  }
  return [rest2, ...heredocs.map(({ name, body }) => `${body}${name}`)].join("\n");
}
function followed(pipelines, depth) {
  return pipelines.flatMap((written) => {
    const pipeline = written.map(withoutPrefix);
    const scripts = depth === 0 ? [] : scriptsOf(pipeline);
    return [pipeline, ...scripts.flatMap((script) => followed(shellPipelines(script), depth - 1))];
  });
}
function scriptsOf(pipeline) {
  return pipeline.flatMap((command, index) => {
    const source = programSource(command.words);
    if (source === void 0 || !runsShellScript(programOf(command))) return [];
    if (source.kind === "code") {
      const code = command.words.slice(source.word);
      return programOf(command) === "eval" ? [code.join(" ")] : code.slice(0, 1);
    }
    if (source.kind === "file") return [];
    const before = pipeline[index - 1];
    return before === void 0 ? command.inputs : textOf(before);
  });
}
function runsShellScript(program) {
  return isShell(program) || /^(?:eval|\.|source|su|runuser|pwsh|powershell)$/.test(program);
}
function textOf(command) {
  const program = programOf(command);
  if (program === "cat") return command.inputs;
  return program === "echo" || program === "printf" ? [command.words.slice(1).join(" ")] : [];
}
function programOf({ words: words3 }) {
  return withoutFolder(words3[0] ?? "");
}

// src/checks/build/left-files.ts
function isMountedOver({ flags }, folder) {
  return flags.some((flag) => {
    if (!flag.startsWith("--mount=") || /[=,]type=(?:secret|ssh)\b/.test(flag)) return false;
    const fields = flag.slice("--mount=".length).split(",");
    const target = fields.findLast((field) => /^"?(?:target|dst|destination)=/i.test(field));
    const path = (target ?? "").replace(/^[^=]*=/, "").replace(/"$/, "").replace(/\/+$/, "");
    return path !== "" && (folder === path || folder.startsWith(`${path}/`));
  });
}
function isRemoval(command, folders) {
  const { words: words3 } = command;
  const program = programOf(command);
  if (program !== "rm" && (program !== "find" || !words3.some((word) => /^(?:-delete|rm|-exec\w*)$/.test(word)))) {
    return false;
  }
  return words3.some((word) => folders.test(word));
}

// src/checks/build/numbered-keys.ts
function numberedKeys(keys) {
  const counts = /* @__PURE__ */ new Map();
  return keys.map((key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

// src/checks/build/package-commands.ts
var MANAGERS = [
  {
    family: "apt",
    programs: /^(?:apt-get|apt|aptitude)$/,
    values: /^(?:-[aoct]|--(?:option|config-file|target-release|default-release|host-architecture))$/
  },
  {
    family: "apk",
    programs: /^apk$/,
    values: /^(?:-[Xpt]|--(?:repository|root|virtual|arch|keys-dir|cache-dir|repositories-file|wait|cache-max-age|timeout))$/
  },
  {
    family: "rpm",
    programs: /^(?:dnf5?|yum|microdnf|tdnf)$/,
    values: /^(?:-[cxedR]|--(?:config|exclude|enablerepo|disablerepo|repo|repoid|setopt|installroot|releasever))$/
  },
  {
    family: "zypper",
    programs: /^zypper$/,
    values: /^(?:-[RDCcprt]|--(?:root|reposd-dir|cache-dir|config|repo|from|type))$/
  },
  { family: "pacman", programs: /^pacman$/, values: /^(?:-[br]|--(?:dbpath|root|config|cachedir))$/ }
];
function packageCommand(command) {
  const program = programOf(command);
  const manager = MANAGERS.find(({ programs }) => programs.test(program));
  if (manager === void 0) return void 0;
  const { family, values } = manager;
  const flags = [];
  const others = [];
  const words3 = command.words.slice(1);
  for (let at2 = 0; at2 < words3.length; at2 += 1) {
    const word = words3[at2] ?? "";
    if (!word.startsWith("-")) others.push(word);
    else flags.push(word);
    if (values.test(word)) at2 += 1;
  }
  if (family === "pacman") {
    return { family, program, action: flags.find((flag) => /^-[A-Z]/.test(flag)) ?? "", operands: others, flags };
  }
  const [action = "", ...operands] = others;
  return { family, program, action, operands, flags };
}
var INSTALL = {
  apt: /^(?:install|reinstall)$/,
  apk: /^add$/,
  rpm: /^(?:install|reinstall|in)$/,
  zypper: /^(?:install|in)$/,
  pacman: /^-S/
};
var REMOVE = {
  apt: /^(?:remove|purge|autoremove|autopurge)$/,
  apk: /^del$/,
  rpm: /^(?:remove|erase|rm)$/,
  zypper: /^(?:remove|rm)$/,
  pacman: /^-R/
};
function installs({ family, action }) {
  return INSTALL[family].test(action);
}
function removes({ family, action }) {
  return REMOVE[family].test(action);
}
function onlyLooks({ flags }) {
  return flags.some((flag) => /^(?:-s|--(?:simulate|dry-run|just-print|no-act|recon|print-uris))$/.test(flag));
}
function packageName(operand) {
  return operand.split(/[=<>~@:/]/, 1)[0] ?? operand;
}

// src/checks/build/references.ts
var CIS = "https://www.cisecurity.org/benchmark/docker";
var CIS_TRUSTED_BASE = { name: "CIS Docker Benchmark 4.2", url: CIS };
var CIS_PACKAGES = { name: "CIS Docker Benchmark 4.3", url: CIS };
var CIS_UPDATE = { name: "CIS Docker Benchmark 4.7", url: CIS };
var CIS_SETUID = { name: "CIS Docker Benchmark 4.8", url: CIS };
var CIS_ADD = { name: "CIS Docker Benchmark 4.9", url: CIS };
var CIS_VERIFIED = { name: "CIS Docker Benchmark 4.11", url: CIS };
var NIST_UNTRUSTED_IMAGES = {
  name: "NIST SP 800-190, 4.1.5",
  url: "https://doi.org/10.6028/NIST.SP.800-190"
};
var DOCKER_BEST_PRACTICES = {
  name: "Docker, Building best practices",
  url: "https://docs.docker.com/build/building/best-practices/"
};
var DOCKERFILE_FROM = {
  name: "Dockerfile reference, FROM",
  url: "https://docs.docker.com/reference/dockerfile/#from"
};
var DOCKERFILE_ADD = {
  name: "Dockerfile reference, ADD",
  url: "https://docs.docker.com/reference/dockerfile/#add"
};
var DOCKERFILE_RUN = {
  name: "Dockerfile reference, RUN",
  url: "https://docs.docker.com/reference/dockerfile/#run"
};
var DOCKERFILE_USER = {
  name: "Dockerfile reference, USER",
  url: "https://docs.docker.com/reference/dockerfile/#user"
};
var DOCKERFILE_SYNTAX = {
  name: "Docker, Custom Dockerfile syntax",
  url: "https://docs.docker.com/build/buildkit/frontend/"
};
var DOCKERFILE_CHMOD = {
  name: "Dockerfile reference, COPY --chmod",
  url: "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"
};
var APT_GET = {
  name: "Debian, apt-get(8)",
  url: "https://manpages.debian.org/stable/apt/apt-get.8.en.html"
};
var APK = {
  name: "Alpine Linux, Alpine Package Keeper",
  url: "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"
};

// src/checks/build/built-stages.ts
function builtStages(dockerfile) {
  const reached = /* @__PURE__ */ new Set([dockerfile.finalStage]);
  for (const index of reached) {
    const stage = dockerfile.stages[index];
    if (stage === void 0) continue;
    if (stage.base.stage !== void 0) reached.add(stage.base.stage);
    for (const from of sourcesOf(dockerfile, stage)) {
      const source = stageNamed(dockerfile, from, index);
      if (source !== void 0) reached.add(source);
    }
  }
  return dockerfile.stages.filter(({ index }) => reached.has(index));
}
function sourcesOf(dockerfile, stage) {
  const copied = dockerfile.transfers.filter((transfer) => transfer.stage === stage.index);
  const mounted = stage.instructions.flatMap(mountSources);
  return [...copied.flatMap(({ from }) => from === void 0 ? [] : [from]), ...mounted];
}
function mountSources({ keyword, flags }) {
  if (keyword !== "RUN") return [];
  const mounts2 = flags.filter((flag) => flag.startsWith("--mount=")).map((flag) => flag.slice("--mount=".length));
  return mounts2.flatMap((mount) => {
    const from = mount.split(",").findLast((field) => /^"?from=/i.test(field));
    return from === void 0 ? [] : [from.replace(/^"?from=/i, "").replace(/"$/, "")];
  });
}
function stageNamed(dockerfile, from, index) {
  const earlier = dockerfile.stages.slice(0, index);
  const named = earlier.findLast(({ name }) => name === from.toLowerCase());
  if (named !== void 0) return named.index;
  return /^\d{1,5}$/.test(from) ? earlier[Number(from)]?.index : void 0;
}

// src/checks/build/run-steps.ts
function runSteps(dockerfile) {
  const shells = /* @__PURE__ */ new Map();
  return builtStages(dockerfile).flatMap((stage) => {
    const inherited = stage.base.stage === void 0 ? void 0 : shells.get(stage.base.stage);
    return stepsOf(dockerfile, stage, inherited ?? DEFAULT_SHELL, shells);
  });
}
function stepsOf({ lineage }, { index, instructions }, inherited, shells) {
  const steps = [];
  let shell = inherited;
  for (const instruction of instructions) {
    if (instruction.keyword === "SHELL") shell = instruction.exec ?? shell;
    if (instruction.keyword !== "RUN") continue;
    const pipelines = runPipelines(instruction, shell);
    steps.push({ instruction, stage: index, inImage: lineage.includes(index), pipelines, commands: pipelines.flat() });
  }
  shells.set(index, shell);
  return steps;
}
function describeSteps(steps) {
  return `${steps.length} RUN looked at`;
}

// src/checks/build/apk-cache-not-kept.ts
var META = { id: "apk-cache-not-kept", severity: "low" };
var CACHES = ["/var/cache/apk", "/etc/apk/cache"];
var CACHE_WORD = /\/var\/cache(?:\/?|\/\*|\/apk(?:\/.*)?|\/\{.*\bapk\b.*)$/;
var apkCacheNotKept = defineCheck({
  ...META,
  title: "The package index of apk is not kept in the image",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, APK],
  evaluate: ({ dockerfile }) => judge(dockerfile)
});
function judge(dockerfile) {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const fetching = steps.filter(({ commands }) => commands.some((command) => isFetch(packageCommand(command))));
  if (fetching.length === 0) {
    return { kind: "not-applicable", observed: "No RUN of the image\u2019s own stages calls apk." };
  }
  const kept = fetching.flatMap((step) => {
    const called2 = keeps(step);
    return called2 === void 0 ? [] : [{ step, called: called2 }];
  });
  const keys = numberedKeys(kept.map(({ called: called2 }) => visibleText(`${called2.action} ${called2.operands[0] ?? ""}`, 60)));
  const findings = kept.map(({ step, called: called2 }, index) => indexKept(dockerfile, step, called2, keys[index] ?? ""));
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(fetching), findings };
}
function isFetch(called2) {
  return called2?.family === "apk" && /^(?:add|update|upgrade)$/.test(called2.action) && !onlyLooks(called2);
}
function keeps({ instruction, commands }) {
  if (CACHES.some((folder) => isMountedOver(instruction, folder))) return void 0;
  const left = commands.slice(commands.findLastIndex((command) => isRemoval(command, CACHE_WORD)) + 1);
  return left.map(packageCommand).find((called2) => isFetch(called2) && !called2.flags.includes("--no-cache"));
}
function indexKept({ path }, step, called2, key) {
  const { lines } = step.instruction;
  return finding(META, {
    key,
    title: "The package index of apk stays in the image",
    detail: "Nothing needs it at run time. A later RUN that removes it hides it only: the layer keeps it, and an index of an old day is what a later apk add may choose packages from.",
    seen: `apk ${called2.action} without --no-cache in line ${lines.first}, and nothing behind it removes ${CACHES[0]}`,
    location: { file: path, lines },
    fix: {
      text: called2.action === "update" ? "Leave apk update out, and use apk add --no-cache <packages>, which takes the newest index by itself." : `Write apk ${called2.action} --no-cache, which takes the newest index by itself and keeps nothing.`
    }
  });
}

// src/checks/build/apt-lists-removed.ts
var META2 = { id: "apt-lists-removed", severity: "low" };
var LISTS = "/var/lib/apt/lists";
var LISTS_WORD = /\/var\/lib\/(?:\*|apt\/?|apt\/\*|apt\/lists\/?|apt\/lists\/\*.*|apt\/lists\/\{.*\*.*|apt\/\{.*\blists\b.*|\{.*\bapt\b.*)$/;
var aptListsRemoved = defineCheck({
  ...META2,
  title: "The package lists of apt are not kept in the image",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, APT_GET],
  evaluate: ({ dockerfile }) => judge2(dockerfile)
});
function judge2(dockerfile) {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const updates = steps.filter(({ commands }) => commands.some((command) => fillsLists(packageCommand(command))));
  if (updates.length === 0) {
    return { kind: "not-applicable", observed: "No RUN of the image\u2019s own stages fetches package lists of apt." };
  }
  const kept = updates.filter(keepsLists);
  const keys = numberedKeys(kept.map(firstPackage));
  const findings = kept.map((step, index) => listsKept(dockerfile, step, keys[index] ?? ""));
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(updates), findings };
}
function fillsLists(called2) {
  return called2?.family === "apt" && called2.action === "update" && !onlyLooks(called2);
}
function keepsLists({ instruction, commands }) {
  if (isMountedOver(instruction, LISTS)) return false;
  const filled = commands.findLastIndex((command) => fillsLists(packageCommand(command)));
  const emptied = commands.findLastIndex((command) => {
    const action = packageCommand(command)?.action ?? "";
    return isRemoval(command, LISTS_WORD) || /^dist-?clean$/.test(action);
  });
  return emptied < filled;
}
function firstPackage({ commands }) {
  const called2 = commands.map(packageCommand).find((command) => command?.action === "install");
  return visibleText(called2?.operands[0] ?? "update", 60);
}
function listsKept({ path }, { instruction }, key) {
  const { lines } = instruction;
  return finding(META2, {
    key,
    title: "The package lists of apt stay in the image",
    detail: "They are tens of megabytes that nothing needs at run time. A later RUN that removes them hides them only: the layer keeps them.",
    seen: `apt-get update in line ${lines.first}, and nothing behind it in the same RUN removes ${LISTS}`,
    location: { file: path, lines },
    fix: {
      text: `End the same RUN with && rm -rf ${LISTS}/*, or keep the lists out of the layer: RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \u2026`
    }
  });
}

// src/checks/build/apt-update-with-install.ts
var META3 = { id: "apt-update-with-install", severity: "low" };
var aptUpdateWithInstall = defineCheck({
  ...META3,
  title: "A RUN that fetches package lists of apt uses them",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_UPDATE, DOCKER_BEST_PRACTICES, APT_GET],
  evaluate: ({ dockerfile }) => judge3(dockerfile)
});
function judge3(dockerfile) {
  const updates = runSteps(dockerfile).filter(({ commands }) => commands.some(isUpdate));
  if (updates.length === 0) {
    return { kind: "not-applicable", observed: "No RUN that is built fetches package lists of apt." };
  }
  const alone = updates.filter(isAlone);
  const keys = numberedKeys(alone.map(() => "update"));
  const findings = alone.map((step, index) => standsAlone(dockerfile, step, keys[index] ?? ""));
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(updates), findings };
}
function isUpdate(command) {
  const called2 = packageCommand(command);
  return called2?.family === "apt" && called2.action === "update" && !onlyLooks(called2);
}
var NO_USE = /^(?:|update|clean|autoclean|auto-clean|distclean|dist-clean|autoremove|remove|purge|list)$/;
var INERT = new Set(
  ": true false set export unset echo printf cat tee rm mkdir rmdir touch cp mv ln chmod chown ls cd pwd test [ [[ sed grep awk sleep date exit fi done esac } ) rsync find sort head tail wc curl wget gpg apt-key locale-gen dpkg-reconfigure dpkg lsb_release uname id basename dirname cut tr for case".split(" ")
);
function isAlone({ commands }) {
  return commands.slice(commands.findIndex(isUpdate)).every((command) => {
    const called2 = packageCommand(command);
    if (called2?.family === "apt") return NO_USE.test(called2.action);
    const program = programOf(command);
    return program === "" || INERT.has(program) || isShellOfCommands(command);
  });
}
function isShellOfCommands({ words: words3 }) {
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(words3[0] ?? "") && words3.some((word) => /^-[a-z]*c$/.test(word));
}
function standsAlone({ path }, { instruction }, key) {
  const { lines } = instruction;
  return finding(META3, {
    key,
    title: "apt-get update stands alone",
    detail: "The builder keeps this layer as long as the line stays the same. A package that a later RUN installs then comes from lists of that day: without the security updates since, or not at all.",
    seen: `apt-get update in line ${lines.first}, and nothing in the same RUN uses what it fetches`,
    location: { file: path, lines },
    fix: {
      text: "Put it into the RUN that installs: RUN apt-get update && apt-get install -y --no-install-recommends <packages> && rm -rf /var/lib/apt/lists/*. Where nothing is installed, remove the line."
    }
  });
}

// src/checks/build/image-uses.ts
function imageUses(dockerfile) {
  return builtStages(dockerfile).flatMap((stage) => [...baseOf(dockerfile, stage), ...copiedFrom(dockerfile, stage)]);
}
function baseOf(dockerfile, { base, instructions, lines }) {
  const { raw, expanded: expanded2, unset, scratch } = base;
  if (scratch || base.stage !== void 0 || isContext(dockerfile, expanded2)) return [];
  const reference = parseImageReference(expanded2);
  return [{ how: "FROM", written: raw, expanded: expanded2, unset, lines: instructions[0]?.lines ?? lines, reference }];
}
function copiedFrom(dockerfile, stage) {
  const copies = dockerfile.transfers.filter((transfer) => transfer.stage === stage.index);
  const named = [
    ...copies.map(({ from, lines }) => ({ how: "COPY --from", from: from ?? "", lines })),
    ...stage.instructions.flatMap(
      (instruction) => mountSources(instruction).map((from) => ({ how: "RUN --mount", from, lines: instruction.lines }))
    )
  ];
  const images = named.filter(({ from }) => {
    const isStage = stageNamed(dockerfile, from, stage.index) !== void 0;
    return from !== "" && from !== "scratch" && !isStage && !isContext(dockerfile, from);
  });
  return images.map(({ how, from, lines }) => {
    return { how, written: from, expanded: from, unset: [], lines, reference: parseImageReference(from) };
  });
}
function isContext({ buildContexts }, name) {
  const full = fullName(name);
  return buildContexts.some((context) => context === name || full !== void 0 && fullName(context) === full);
}
function fullName(name) {
  const reference = parseImageReference(name);
  if (reference === void 0) return void 0;
  return `${reference.registry}/${reference.path}:${reference.tag ?? "latest"}@${reference.digest ?? ""}`;
}
function groupByImage(uses) {
  const groups = /* @__PURE__ */ new Map();
  for (const use of uses) {
    if (use.reference === void 0) continue;
    const name = `${use.reference.registry}/${use.reference.path}`;
    groups.set(name, [...groups.get(name) ?? [], use]);
  }
  return [...groups].flatMap(([name, [first, ...more]]) => {
    return first === void 0 ? [] : [{ name, first, uses: [first, ...more] }];
  });
}
function describeUses(uses) {
  const shown7 = uses.slice(0, 5).map(describeUse);
  const more = uses.length - shown7.length;
  return `${shown7.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function describeUse({ how, written, expanded: expanded2, unset, lines }) {
  const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
  const lost = names.length === 0 ? "" : `, where ${names.join(", ")} had no value`;
  const origin = written === expanded2 ? "" : ` (written ${visibleText(written, 120)}${lost})`;
  return `${how} ${visibleText(expanded2, 120)}${origin} in line ${lines.first}`;
}
function unknownImage(dockerfile, use) {
  const names = use.unset.slice(0, 3).map((name) => visibleText(name, 60));
  const why = names.length === 0 ? "which is no image reference" : `because ${names.join(", ")} had no value`;
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(dockerfile.path)} line ${use.lines.first}: it cannot be known which image "${visibleText(use.written, 120)}" is, ${why}.`,
    means: NO_VERDICT,
    todo: "Give the variable a default with ARG before the first FROM, or name the image."
  };
}

// src/checks/build/base-images-pinned.ts
var META4 = { id: "base-images-pinned", severity: "low" };
var baseImagesPinned = defineCheck({
  ...META4,
  title: "Base images are pinned by digest",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_TRUSTED_BASE, NIST_UNTRUSTED_IMAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM],
  evaluate: ({ dockerfile }) => judge4(dockerfile)
});
function judge4(dockerfile) {
  const uses = imageUses(dockerfile);
  if (uses.length === 0) {
    return {
      kind: "not-applicable",
      observed: "The build takes in no image: it starts from scratch or a build context."
    };
  }
  const movable = uses.filter(({ reference }) => reference?.digest === void 0);
  const findings = groupByImage(movable).map((group) => unpinned(dockerfile, group));
  const unknown2 = uses.find(({ reference }) => reference === void 0);
  if (findings.length === 0 && unknown2 !== void 0) {
    return { kind: "undecided", problem: unknownImage(dockerfile, unknown2) };
  }
  return { kind: "judged", seen: describeUses(uses), findings };
}
function whereToPin(written) {
  const shown7 = visibleText(written, 120);
  if (/^\$(\w+|\{\w+\})$/.test(written)) return ` Put it into the ARG that ${shown7} is made from.`;
  return ` Append it where the image is named, ${shown7}@sha256:<digest>, and change it together with the ARG.`;
}
function unpinned({ path }, { name, first, uses }) {
  const shown7 = visibleText(first.expanded, 120);
  const where = first.written === first.expanded ? "" : whereToPin(first.written);
  return finding(META4, {
    key: name,
    title: "An image is not pinned by digest",
    detail: "A tag can be moved to other content at any time, by its owner or by whoever gets hold of the account; a digest cannot.",
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: {
      text: `Append the digest that the registry gives for it (docker buildx imagetools inspect ${shown7}): ${shown7}@sha256:<digest>.${where} A bot such as Dependabot or Renovate keeps it up to date.`
    }
  });
}

// src/checks/build/base-images-tagged.ts
var META5 = { id: "base-images-tagged", severity: "medium" };
var baseImagesTagged = defineCheck({
  ...META5,
  title: "Base images have a tag other than latest",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_TRUSTED_BASE, NIST_UNTRUSTED_IMAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM],
  evaluate: ({ dockerfile }) => judge5(dockerfile)
});
function judge5(dockerfile) {
  const uses = imageUses(dockerfile);
  if (uses.length === 0) {
    return {
      kind: "not-applicable",
      observed: "The build takes in no image: it starts from scratch or a build context."
    };
  }
  const seen = describeUses(uses);
  const findings = groupByImage(uses.filter(isUntagged)).map((group) => untagged(dockerfile, group));
  const unknown2 = uses.find(({ reference }) => reference === void 0);
  if (findings.length === 0 && unknown2 !== void 0) {
    return { kind: "undecided", problem: unknownImage(dockerfile, unknown2) };
  }
  return { kind: "judged", seen, findings };
}
function isUntagged({ reference }) {
  if (reference === void 0 || reference.digest !== void 0) return false;
  return reference.tag === void 0 || reference.tag === "latest";
}
function untagged({ path }, { name, first, uses }) {
  const shown7 = visibleText(first.expanded, 120);
  const isLatest = first.reference?.tag !== void 0;
  const [example] = shown7.split(":latest", 1);
  return finding(META5, {
    key: name,
    title: isLatest ? "An image is named with the tag latest" : "An image is named without a tag",
    detail: `${isLatest ? "latest is" : "Without a tag the builder takes latest, which is"} whatever was pushed last: the same commit builds another image tomorrow, and nobody sees when a new major version comes in.`,
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: { text: cure(first, example ?? shown7) }
  });
}
function cure({ how, written, expanded: expanded2, unset }, example) {
  if (unset.length > 0) {
    const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
    return `Give ${names.join(", ")} a default with ARG before the first FROM, so that a version is named without build arguments.`;
  }
  if (written !== expanded2) return `Put a version into the ARG that ${visibleText(written, 120)} is made from.`;
  const line = { FROM: "FROM X", "COPY --from": "COPY --from=X", "RUN --mount": "RUN --mount=from=X" }[how];
  return `Name the version that you tested: ${line.replace("X", () => `${example}:<version>`)}.`;
}

// src/checks/build/remote-source.ts
function remoteKind(source) {
  if (/^(?:git|ssh):\/\//i.test(source) || /^[a-zA-Z0-9_.-]+@[a-zA-Z0-9.-]+:/.test(source)) return "git";
  if (!/^https?:\/\//i.test(source)) return void 0;
  const [path = ""] = source.split(/[?#]/, 1);
  return path.endsWith(".git") ? "git" : "url";
}

// src/checks/build/copy-not-add.ts
var META6 = { id: "copy-not-add", severity: "low" };
var copyNotAdd = defineCheck({
  ...META6,
  title: "Files that are no archives come in by COPY",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge6(dockerfile)
});
function judge6(dockerfile) {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const adds = dockerfile.transfers.filter(({ keyword, stage }) => keyword === "ADD" && built.has(stage));
  if (adds.length === 0) return { kind: "not-applicable", observed: "The stages that are built have no ADD." };
  const judged4 = adds.map((add) => ({ add, kinds: add.sources.map(kindOf) }));
  const plain = judged4.filter(({ kinds }) => kinds.includes("file"));
  const open2 = judged4.find(({ kinds }) => kinds.includes("unknown"));
  if (plain.length === 0 && open2 !== void 0) {
    return { kind: "undecided", problem: unknownSource(dockerfile, open2.add) };
  }
  const instructions = addInstructions(dockerfile);
  const findings = plain.map(({ add }) => plainFile(dockerfile, add, instructions.get(add.lines.first)));
  const distinct2 = [...new Map(findings.toReversed().map((found5) => [found5.fingerprint, found5])).values()].reverse();
  const lines = adds.slice(0, 10).map((add) => add.lines.first);
  const seen = `ADD in line ${lines.join(", ")}${adds.length > 10 ? " and more" : ""}`;
  return { kind: "judged", seen, findings: distinct2 };
}
var ARCHIVES = [
  "tar",
  "tar.gz",
  "tgz",
  "taz",
  "tar.bz2",
  "tbz",
  "tbz2",
  "tb2",
  "tar.xz",
  "txz",
  "tar.zst",
  "tzst",
  "tzstd"
];
var ARCHIVE = new RegExp(`\\.(?:${ARCHIVES.join("|").replaceAll(".", "\\.")})$`, "i");
function kindOf(source) {
  const text = source.expanded ?? source.raw;
  if (remoteKind(text) !== void 0) return "remote";
  const isOpen2 = source.expanded === void 0 ? source.raw.includes("$") : source.unset.length > 0;
  if (isOpen2 && !/\.[A-Za-z0-9]+$/.test(source.raw)) return "unknown";
  if (ARCHIVE.test(text)) return "archive";
  const [, ending] = /[*?\]]([^*?\]/]*)$/.exec(text) ?? [];
  const maybe = ending !== void 0 && ARCHIVES.some((archive) => `x.${archive}`.endsWith(ending.toLowerCase()));
  return maybe ? "archive" : "file";
}
function addInstructions({ stages }) {
  const all = stages.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === "ADD");
  return new Map(all.map((instruction) => [instruction.lines.first, instruction]));
}
function plainFile({ path }, add, instruction) {
  const files = add.sources.filter((source) => kindOf(source) === "file");
  const shown7 = files.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  const more = files.length > shown7.length ? ` and ${files.length - shown7.length} more` : "";
  return finding(META6, {
    key: shown7.join(" "),
    title: "ADD is used where COPY does it",
    detail: "ADD also unpacks archives and fetches from addresses. What a file is that somebody puts there tomorrow decides what happens; COPY only copies.",
    seen: `ADD ${shown7.join(" ")}${more} in line ${add.lines.first}`,
    location: { file: path, lines: add.lines },
    fix: cure2(add, instruction)
  });
}
function cure2(add, instruction) {
  if (add.sources.some((source) => kindOf(source) !== "file")) {
    return { text: "Take the files that are no archives into a COPY of their own." };
  }
  const text = "Write COPY in place of ADD.";
  if (instruction === void 0 || !canBeCopied(instruction)) return { text };
  return { text, lines: [`COPY ${visibleText(instruction.text, 500)}`], placement: "replace" };
}
function canBeCopied({ lines, text, flags, heredocs }) {
  if (lines.first !== lines.last || heredocs.length > 0 || text.length > 400) return false;
  return flags.every((flag) => /^--(?:chown|chmod|link|exclude)(?:=|$)/.test(flag));
}
function unknownSource({ path }, add) {
  const source = add.sources.find((candidate) => kindOf(candidate) === "unknown");
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(path)} line ${add.lines.first}: it cannot be known whether ADD ${visibleText(source?.raw ?? "", 120)} takes an archive, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: "Declare the variable in the stage with ARG and a default, or use COPY for files that are no archives."
  };
}

// src/checks/build/piped-download.ts
var DOWNLOADERS = /^(?:curl|curlie|wget2?|fetch|aria2c|https?|httpie|xhs?|lynx|w3m|links|nc|ncat|netcat|iwr|irm|invoke-(?:webrequest|restmethod))$/i;
var DEPTH2 = 3;
function pipedDownload(pipeline) {
  for (const command of pipeline) {
    const own = ofOwnWords(command);
    if (own !== void 0) return own;
  }
  const first = pipeline.findIndex((command) => downloadIn(command, DEPTH2) !== void 0);
  const download = downloadIn(pipeline[first], DEPTH2);
  if (download === void 0) return void 0;
  for (const [index, command] of pipeline.slice(first).entries()) {
    const interpreter = index === 0 ? void 0 : runsItsInput(command, DEPTH2);
    if (interpreter !== void 0) return { download, interpreter, by: "|" };
    const fed = command.nested.filter(({ kind }) => kind === ">(").flatMap((part) => runsIn(part, DEPTH2) ?? [])[0];
    if (fed !== void 0) return { download, interpreter: fed, by: ">(" };
  }
  return void 0;
}
function isPipedDownload(pipeline) {
  return pipedDownload(pipeline) !== void 0;
}
function ofOwnWords({ words: words3, nested }) {
  const source = programSource(words3);
  const found5 = nested.find(({ kind, word, leads }) => {
    if (kind === "$(" && leads && word === 0) return true;
    if (source === void 0) return false;
    if (source.kind === "input") return word === void 0 && (kind === "<(" || kind === "$(" && leads);
    return word === source.word && kind === (source.kind === "file" ? "<(" : "$(") && leads;
  });
  const download = found5 === void 0 ? void 0 : downloadOf(found5, DEPTH2);
  if (found5 === void 0 || download === void 0) return void 0;
  return { download, interpreter: source === void 0 ? "" : programOf({ words: words3 }), by: found5.kind };
}
function downloadIn(command, depth) {
  if (command === void 0 || depth === 0) return void 0;
  const plain = withoutPrefix(command);
  const program = programOf(plain);
  if (DOWNLOADERS.test(program)) return plain;
  return plain.nested.filter(({ kind, leads }) => kind === "(" || leads && kind === REPEATERS.get(program)).map((part) => downloadOf(part, depth - 1)).find((found5) => found5 !== void 0);
}
var REPEATERS = /* @__PURE__ */ new Map([
  ["echo", "$("],
  ["printf", "$("],
  ["cat", "<("]
]);
function downloadOf({ pipelines }, depth) {
  for (const command of pipelines.flat()) {
    const found5 = downloadIn(command, depth);
    if (found5 !== void 0) return found5;
  }
  return void 0;
}
function runsItsInput(command, depth) {
  if (depth === 0) return void 0;
  const { words: words3, nested, through } = withoutPrefix(command);
  if (through.includes("xargs")) return void 0;
  if (programSource(words3)?.kind === "input") return programOf({ words: words3 });
  return nested.filter(({ kind }) => kind === "(").map((part) => runsIn(part, depth - 1)).find((found5) => found5 !== void 0);
}
function runsIn({ pipelines }, depth) {
  for (const [first] of pipelines) {
    const found5 = first === void 0 ? void 0 : runsItsInput(first, depth);
    if (found5 !== void 0) return found5;
  }
  return void 0;
}

// src/checks/build/shown-url.ts
function shownUrl(text) {
  const scheme = text.indexOf("://");
  const [address = "", ...fragment] = text.split("#");
  const hash = fragment.length === 0 ? "" : `#${fragment.join("#")}`;
  const query = address.indexOf("?");
  const path = query < 0 ? address : `${address.slice(0, query)}?\u2026`;
  if (scheme < 0) return visibleText(`${path}${hash}`, 160);
  const start = scheme + 3;
  const slash = path.indexOf("/", start);
  const host = path.slice(start, slash < 0 ? void 0 : slash);
  const rest2 = slash < 0 ? "" : path.slice(slash);
  return visibleText(`${path.slice(0, start)}${host.slice(host.lastIndexOf("@") + 1)}${rest2}${hash}`, 160);
}

// src/checks/build/no-curl-pipe-shell.ts
var META7 = { id: "no-curl-pipe-shell", severity: "medium" };
var noCurlPipeShell = defineCheck({
  ...META7,
  title: "No download is handed straight to an interpreter",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_VERIFIED, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge7(dockerfile)
});
function judge7(dockerfile) {
  const steps = runSteps(dockerfile);
  if (steps.length === 0) return { kind: "not-applicable", observed: "The stages that are built have no RUN." };
  const all = steps.flatMap((step) => {
    const piped = step.pipelines.flatMap((pipeline) => pipedDownload(pipeline) ?? []);
    return piped.map((one) => ({ step, piped: one, shown: showPiped(one) }));
  });
  const groups = Map.groupBy(all, ({ shown: shown7 }) => shown7);
  const findings = [...groups.values()].flatMap((group) => unverified(dockerfile, group) ?? []);
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(steps), findings };
}
function showPiped({ download, interpreter, by }) {
  const address = addressOf(download);
  const fetched = `${visibleText(programOf(download), 20)} ${address === void 0 ? "\u2026" : shownUrl(address)}`;
  const program = visibleText(interpreter, 20);
  if (by === "|") return `${fetched} | ${program}`;
  if (by === ">(") return `${fetched} >(${program})`;
  if (by === "<(") return `${program} <(${fetched})`;
  return program === "" ? `$(${fetched})` : `${program} "$(${fetched})"`;
}
function addressOf({ words: words3 }) {
  const operands = words3.slice(1).filter((word) => !word.startsWith("-"));
  return operands.find((word) => word.includes("://")) ?? operands.findLast((word) => /^[\w-]+(?:\.[\w-]+)+\/?/.test(word));
}
function unverified({ path }, group) {
  const [first] = group;
  if (first === void 0) return void 0;
  const lines = [...new Set(group.map(({ step }) => step.instruction.lines.first))];
  const more = lines.length > 10 ? " and more" : "";
  return finding(META7, {
    key: first.shown,
    title: "A download is run before it is verified",
    detail: "Whoever controls the address, or the way to it, runs commands in the build: nothing holds what comes to what was reviewed, and a download that breaks off is run up to there.",
    seen: `${first.shown} in line ${lines.slice(0, 10).join(", ")}${more}`,
    location: { file: path, lines: first.step.instruction.lines },
    fix: { text: cure3(first.piped) }
  });
}
function cure3({ download, interpreter }) {
  const address = addressOf(download);
  const url = address === void 0 || address.includes("$") ? "<url>" : shownUrl(address);
  const program = /^(?:|eval|\.|source|su|iex|invoke-expression)$/i.test(interpreter) ? "sh" : visibleText(interpreter, 20);
  return `Download to a file, hold it to the digest of the script that you reviewed, then run it: curl -fsSL -o /tmp/script ${url} && echo "<sha256>  /tmp/script" | sha256sum -c - && ${program} /tmp/script; or ADD --checksum=sha256:<digest> ${url} /tmp/script, and RUN ${program} /tmp/script. Where a vendor has signed packages, its package repository needs no script.`;
}

// src/checks/build/no-dist-upgrade.ts
var META8 = { id: "no-dist-upgrade", severity: "low" };
var noDistUpgrade = defineCheck({
  ...META8,
  title: "No build upgrades its distribution",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, APT_GET],
  evaluate: ({ dockerfile }) => judge8(dockerfile)
});
function judge8(dockerfile) {
  const steps = runSteps(dockerfile);
  if (steps.length === 0) return { kind: "not-applicable", observed: "The stages that are built have no RUN." };
  const upgrades = steps.flatMap((step) => {
    const called2 = step.commands.map(packageCommand).find(isDistUpgrade);
    return called2 === void 0 ? [] : [{ step, called: called2 }];
  });
  const keys = numberedKeys(upgrades.map(({ called: called2 }) => called2.action));
  const findings = upgrades.map((upgrade, index) => upgraded(dockerfile, upgrade, keys[index] ?? ""));
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(steps), findings };
}
function isDistUpgrade(called2) {
  return called2?.family === "apt" && /^(?:dist|full)-upgrade$/.test(called2.action) && !onlyLooks(called2);
}
function upgraded({ path }, { step, called: called2 }, key) {
  const { lines } = step.instruction;
  const { program, action } = called2;
  return finding(META8, {
    key,
    title: "A build step upgrades the distribution",
    detail: `${action} also removes packages and replaces others to get its way, on another day with another result: what the image is made of is no longer what its base image says.`,
    seen: `${program} ${action} in line ${lines.first}`,
    location: { file: path, lines },
    fix: {
      text: `Build from a newer base image; for updates in between, ${program} upgrade -y in place of ${program} ${action} removes nothing.`
    }
  });
}

// src/checks/build/no-insecure-build-steps.ts
var META9 = { id: "no-insecure-build-steps", severity: "high" };
var noInsecureBuildSteps = defineCheck({
  ...META9,
  title: "No build step asks for special rights",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [NIST_UNTRUSTED_IMAGES, DOCKERFILE_RUN, DOCKERFILE_SYNTAX],
  evaluate: ({ dockerfile }) => judge9(dockerfile)
});
function judge9(dockerfile) {
  const stages = builtStages(dockerfile);
  const findings = [
    ...foreignFrontend(dockerfile),
    ...stages.flatMap(({ instructions }) => instructions.flatMap((instruction) => runFlags(dockerfile, instruction)))
  ];
  const seen = findings[0]?.seen ?? `${stages.length} stage${stages.length === 1 ? "" : "s"} built, no such step in them`;
  return { kind: "judged", seen, findings };
}
var FRONTENDS = ["docker/dockerfile", "docker/dockerfile-upstream"];
function foreignFrontend({ path, syntax }) {
  if (syntax === void 0) return [];
  const reference = parseImageReference(syntax);
  if (reference?.registry === "docker.io" && FRONTENDS.includes(reference.path)) return [];
  const shown7 = visibleText(syntax, 120);
  const found5 = finding(META9, {
    key: `syntax:${reference === void 0 ? shown7 : `${reference.registry}/${reference.path}`}`,
    severity: "medium",
    title: "The build is handed to a frontend that is not Docker\u2019s",
    detail: "The image in the syntax directive is a program that decides what the build does, whatever the lines below say.",
    seen: `# syntax=${shown7}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path, lines: { first: 1, last: 1 } },
    fix: { text: "Use Docker\u2019s own, or leave the directive out.", lines: ["# syntax=docker/dockerfile:1"] }
  });
  return [found5];
}
function runFlags({ path }, { keyword, flags, lines, rest: rest2 }) {
  if (keyword !== "RUN") return [];
  const location = { file: path, lines };
  const [program = ""] = rest2.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === "--security=insecure") {
      const found6 = finding(META9, {
        key: `security:${key}`,
        title: "A build step runs without a sandbox",
        detail: "The step has all privileges on the machine that builds: what it runs can take over that machine.",
        seen: `RUN --security=insecure in line ${lines.first}`,
        location,
        fix: { text: "Remove --security=insecure; do what needs privileges outside of the build." }
      });
      return [found6];
    }
    if (flag !== "--network=host") return [];
    const found5 = finding(META9, {
      key: `network:${key}`,
      severity: "medium",
      title: "A build step uses the network of the host",
      detail: "The step reaches every service that listens on the building machine alone, such as metadata and admin ports.",
      seen: `RUN --network=host in line ${lines.first}`,
      location,
      fix: { text: "Remove --network=host; the network that a build step has anyway reaches the outside." }
    });
    return [found5];
  });
}

// src/checks/build/no-remote-add.ts
var META10 = { id: "no-remote-add", severity: "medium" };
var noRemoteAdd = defineCheck({
  ...META10,
  title: "ADD fetches nothing that is not verified",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge10(dockerfile)
});
function judge10(dockerfile) {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const adds = dockerfile.transfers.filter(({ keyword, stage }) => keyword === "ADD" && built.has(stage));
  if (adds.length === 0) return { kind: "not-applicable", observed: "The stages that are built have no ADD." };
  const findings = adds.flatMap((add) => add.sources.flatMap((source) => judgeSource(dockerfile, add, source) ?? []));
  const unknown2 = adds.find((add) => add.sources.some((source) => isUnknown(add, source)));
  if (findings.length === 0 && unknown2 !== void 0) {
    return { kind: "undecided", problem: unknownSource2(dockerfile, unknown2) };
  }
  const distinct2 = findings.filter(({ fingerprint }, index) => {
    return findings.findIndex((other) => other.fingerprint === fingerprint) === index;
  });
  const lines = adds.slice(0, 10).map((add) => add.lines.first);
  return {
    kind: "judged",
    seen: `ADD in line ${lines.join(", ")}${adds.length > 10 ? " and more" : ""}`,
    findings: distinct2
  };
}
function isUnknown(add, source) {
  if (add.checksum !== void 0 || !/^["']?\$/.test(source.raw)) return false;
  return source.expanded === void 0 || source.unset.length > 0 && !isRemote(source.expanded);
}
function isRemote(source) {
  return remoteKind(source) !== void 0;
}
function judgeSource(dockerfile, add, source) {
  const text = source.expanded ?? source.raw;
  const kind = remoteKind(text);
  if (kind === void 0 || add.checksum !== void 0 || kind === "git" && namesCommit(text)) return void 0;
  const shown7 = shownUrl(text);
  return finding(META10, {
    key: shownUrl(source.raw),
    title: kind === "git" ? "ADD takes a Git repository without a commit" : "ADD downloads a file that is not verified",
    detail: "Whoever controls the address, or the way to it, decides what comes into the build: nothing holds it to what was reviewed.",
    seen: `ADD ${shown7} in line ${add.lines.first}`,
    location: { file: dockerfile.path, lines: add.lines },
    fix: {
      text: kind === "git" ? `Name the commit that you reviewed with all its digits: ADD ${withoutFragment(shown7)}#<40 hex digits>.` : `Give the digest of the file that you reviewed (curl -fsSL ${shown7} | sha256sum): ADD --checksum=sha256:<digest> ${shown7}.`
    }
  });
}
var COMMIT = "(?:[0-9a-f]{40}|[0-9a-f]{64})";
var FRAGMENT = new RegExp(`#${COMMIT}(?::|$)`);
var QUERY = new RegExp(`[?&](?:ref|commit|checksum)=${COMMIT}(?:&|#|$)`);
function namesCommit(source) {
  return FRAGMENT.test(source) || QUERY.test(source);
}
function withoutFragment(source) {
  return source.split("#", 1)[0] ?? source;
}
function unknownSource2({ path }, add) {
  const source = add.sources.find((candidate) => isUnknown(add, candidate));
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(path)} line ${add.lines.first}: it cannot be known what ADD ${visibleText(source?.raw ?? "", 120)} takes, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: "Declare the variable in the stage with ARG and a default, or use COPY for files of the build context."
  };
}

// src/checks/build/no-setuid-copy.ts
var META11 = { id: "no-setuid-copy", severity: "high" };
var noSetuidCopy = defineCheck({
  ...META11,
  title: "No copied file gets the setuid or setgid bit",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_SETUID, DOCKERFILE_CHMOD],
  evaluate: ({ dockerfile }) => judge11(dockerfile)
});
function judge11(dockerfile) {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const transfers = dockerfile.transfers.filter(({ stage, chmod }) => built.has(stage) && chmod !== void 0);
  if (transfers.length === 0) {
    return { kind: "not-applicable", observed: "The stages that are built have no COPY or ADD with --chmod." };
  }
  const findings = transfers.filter(setsIdBits).map((transfer) => idBits(dockerfile, transfer));
  const unknown2 = transfers.find(hasUnknownMode);
  if (findings.length === 0 && unknown2 !== void 0) {
    return { kind: "undecided", problem: unknownMode(dockerfile, unknown2) };
  }
  const modes = [...new Set(transfers.map(({ chmod }) => visibleText(chmod?.expanded ?? chmod?.raw ?? "", 20)))];
  const seen = `--chmod=${modes.slice(0, 5).join(", ")}${modes.length > 5 ? " and more" : ""}`;
  return { kind: "judged", seen, findings };
}
function setsIdBits({ chmod }) {
  const mode = chmod?.expanded ?? "";
  if (/^[0-7]{1,7}$/.test(mode)) return (Number.parseInt(mode, 8) & 3072) !== 0;
  return mode.split(",").some((clause) => /^[ugoa]*[+=][rwxXst]*s[rwxXst]*$/.test(clause));
}
function hasUnknownMode({ chmod }) {
  return chmod?.raw.includes("$") === true && (chmod.expanded === void 0 || chmod.unset.length > 0);
}
function idBits({ path }, transfer) {
  const { keyword, lines, chmod, sources } = transfer;
  const mode = visibleText(chmod?.expanded ?? "", 40);
  const files = sources.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  return finding(META11, {
    key: `chmod:${files.join(" ")}`,
    title: "A copied file gets the setuid or setgid bit",
    detail: "Whoever runs such a file gets the rights of its owner or group, usually root: a way back for a process that gave root up.",
    seen: `${keyword} --chmod=${mode} ${files.join(" ")} in line ${lines.first}`,
    location: { file: path, lines },
    fix: { text: `Leave the bit out: --chmod=${withoutIdBits(mode)}.` }
  });
}
function withoutIdBits(mode) {
  if (/^[0-7]+$/.test(mode)) return (Number.parseInt(mode, 8) & 1023).toString(8).padStart(4, "0");
  return "0755";
}
function unknownMode({ path }, { keyword, lines, chmod }) {
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(path)} line ${lines.first}: it cannot be known which mode ${keyword} --chmod=${visibleText(chmod?.raw ?? "", 80)} sets, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: "Write the mode as a number, or declare the variable in the stage with ARG and a default."
  };
}

// src/checks/build/sudo-use.ts
var PACKAGES = /^(?:sudo(?:-ldap|-rs)?|(?:open)?doas(?:-sudo-shim)?)$/;
var STARTERS = ["sudo", "doas"];
var RULES = /^\/etc\/(?:sudoers|sudoers\.d\/.+|doas\.conf|doas\.d\/.+)$/;
function sudoUses(steps) {
  const left = leftInstalled(steps);
  return steps.flatMap((step) => {
    const installed = step.commands.map((command) => left.get(command)).find((name) => name !== void 0);
    const use = installed === void 0 ? configured(step.commands) ?? called(step.commands) : { kind: "installs", what: installed };
    return use === void 0 ? [] : [{ step, use }];
  });
}
function leftInstalled(steps) {
  const removed = /* @__PURE__ */ new Set();
  const left = /* @__PURE__ */ new Map();
  for (const command of steps.flatMap(({ commands }) => commands).reverse()) {
    const call = packageCommand(command);
    if (call === void 0 || onlyLooks(call)) continue;
    const names = call.operands.map(packageName);
    if (removes(call)) for (const name2 of names) removed.add(name2);
    if (!installs(call)) continue;
    const name = names.find((operand) => PACKAGES.test(operand));
    if (name !== void 0 && ![name, ...virtualNames(command.words)].some((one) => removed.has(one))) {
      left.set(command, name);
    }
  }
  return left;
}
function virtualNames(words3) {
  return words3.flatMap((word, index) => {
    if (word.startsWith("--virtual=")) return [word.slice("--virtual=".length)];
    return word === "-t" || word === "--virtual" ? words3[index + 1] ?? [] : [];
  });
}
function configured(commands) {
  for (const command of commands) {
    const { words: words3, writes } = command;
    const program = programOf(command);
    const changed = [
      ...writes,
      .../^(?:tee|visudo|dd)$/.test(program) ? words3.slice(1).map((word) => word.replace(/^of=/, "")) : [],
      ...isGrantBySed(program, words3) ? words3.slice(1) : [],
      .../^(?:cp|mv|ln|install)$/.test(program) ? words3.slice(-1) : []
    ];
    const file2 = changed.find((name) => RULES.test(name.endsWith(".d/") ? `${name}x` : name));
    if (file2 !== void 0) return { kind: "configures", what: file2 };
  }
  return void 0;
}
function isGrantBySed(program, words3) {
  if (!/^g?sed$/.test(program) || !words3.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word))) return false;
  return words3.some((word) => /\bALL\b|NOPASSWD/.test(word));
}
function called(commands) {
  for (const command of commands) {
    const starter = STARTERS.find((name) => command.through.includes(name));
    if (starter !== void 0) return { kind: "uses", what: `${starter} ${programOf(command)}`.trim() };
  }
  return void 0;
}
function copiedRules({ keyword, rest: rest2, exec }) {
  if (keyword !== "COPY" && keyword !== "ADD") return void 0;
  const target = (exec ?? rest2.split(/\s+/)).at(-1) ?? "";
  const path = target.replace(/^"(.*)"$/, "$1");
  return RULES.test(path.endsWith(".d/") ? `${path}x` : path) ? path : void 0;
}

// src/checks/build/no-sudo.ts
var META12 = { id: "no-sudo", severity: "medium" };
var noSudo = defineCheck({
  ...META12,
  title: "The image is built without sudo",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, DOCKERFILE_USER],
  evaluate: ({ dockerfile }) => judge12(dockerfile)
});
function judge12(dockerfile) {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const runs = new Map(sudoUses(steps).map(({ step, use }) => [step.instruction, use]));
  const lines = [];
  let user;
  let count = 0;
  for (const instruction of ownInstructions(dockerfile)) {
    const { keyword, rest: rest2 } = instruction;
    if (keyword === "USER") user = rest2;
    if (/^(?:RUN|COPY|ADD)$/.test(keyword)) count += 1;
    const file2 = copiedRules(instruction);
    const use = runs.get(instruction) ?? (file2 === void 0 ? void 0 : { kind: "configures", what: file2 });
    if (use !== void 0) lines.push({ instruction, user, use });
  }
  if (count === 0) {
    return { kind: "not-applicable", observed: "The image\u2019s own stages have no RUN, COPY or ADD." };
  }
  const keys = numberedKeys(lines.map(({ use }) => `${use.kind}:${visibleText(use.what, 60)}`));
  const findings = lines.map((line, index) => sudoFinding(dockerfile, line, keys[index] ?? ""));
  return { kind: "judged", seen: findings[0]?.seen ?? describeSteps(steps), findings };
}
function ownInstructions({ stages, lineage }) {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []);
}
function titleOf({ kind, what }) {
  const tool = what.includes("doas") ? "doas" : "sudo";
  if (kind === "installs") return `${tool} is installed in the image`;
  return kind === "uses" ? `A build step uses ${tool}` : `The image gets rules for ${tool}`;
}
function sudoFinding(dockerfile, line, key) {
  const { use } = line;
  const { lines } = line.instruction;
  const what = visibleText(use.what, 80);
  const seen = {
    installs: `${what} installed in line ${lines.first}`,
    configures: `${what} written in line ${lines.first}`,
    uses: `${what} in line ${lines.first}`
  }[use.kind];
  return finding(META12, {
    key,
    title: titleOf(use),
    detail: use.kind === "uses" ? "The image has to have sudo, with rules that ask for no password: a way back to root for everything that runs in it." : "sudo is a way back to root for everything that runs in the image: USER is worth no more than its rules.",
    seen,
    location: { file: dockerfile.path, lines },
    fix: { text: cure4(line) }
  });
}
function cure4({ user, use }) {
  if (use.kind !== "uses") {
    const what = use.kind === "installs" ? "Take sudo out of the list of packages" : "Remove the rules";
    return `${what}. Steps that need root stand between USER root and ${userLine(user)}; the running program needs none.`;
  }
  if (user !== void 0 && isRoot(user)) return "The step runs as root there already: leave the word sudo out.";
  return `Step up in the Dockerfile: USER root before the line, the same line without sudo, and ${userLine(user)} behind it.`;
}
function isRoot(user) {
  return /^["']?(?:root|0+)["']?(?::|$)/.test(user);
}
function userLine(user) {
  return user === void 0 || isRoot(user) ? "USER <the user of the image>" : `USER ${visibleText(user, 60)}`;
}

// src/checks/run/said.ts
function readSetting(run, setting, key) {
  if (setting.state === "said") return { state: "said", value: setting.value, at: setting.at };
  const open2 = setting.state === "unknown" ? [setting] : run.unknown;
  const result = undecided(open2, key);
  return result === void 0 ? { state: "default" } : { state: "undecided", result };
}
function readList(run, list, key) {
  const said = list.flatMap((entry) => entry.state === "said" ? [{ value: entry.value, at: entry.at }] : []);
  const open2 = list.flatMap((entry) => entry.state === "unknown" ? [entry] : []);
  const result = undecided([...open2, ...run.unknown], key);
  return { said, ...result && { undecided: result } };
}
function undecided(open2, key) {
  const [first] = open2;
  return first === void 0 ? void 0 : { kind: "undecided", problem: unknownSetting(first, key) };
}
function unknownSetting({ written, why, at: at2 }, key) {
  return {
    code: "RUN-SETTING-UNKNOWN",
    what: `${placeWords(at2)}: what ${key} comes to is not known: ${visibleText(written, 80)} ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: "Write the value itself there, or give the variable a value that the gate can see."
  };
}
function locationOf(at2) {
  if (at2?.in !== "file") return void 0;
  return { file: at2.file, lines: { first: at2.line, last: at2.line } };
}
function placeWords(at2) {
  return at2.in === "run-args" ? `word ${at2.word} of run-args` : `${visibleText(at2.file, 120)}:${at2.line} ${visibleText(at2.key, 120)}`;
}
function declaredAt({ source }) {
  return source.kind === "compose" || source.kind === "kubernetes" ? source.declared : void 0;
}
function sourceWords({ source }) {
  switch (source.kind) {
    case "engine-defaults":
      return "nothing is declared, so the engine\u2019s defaults apply";
    case "run-args":
      return "run-args";
    case "compose":
      return `service ${visibleText(source.service, 60)}`;
    case "kubernetes":
      return `container ${visibleText(source.container, 60)} of ${visibleText(source.object, 100)}`;
  }
}
function fixFor({ source }, cures, placement) {
  const lines = source.kind === "engine-defaults" ? cures.run : linesFor(source.kind, cures);
  if (lines === void 0) return { text: cures.text };
  return { text: cures.text, lines, placement };
}
function linesFor(kind, cures) {
  switch (kind) {
    case "run-args":
      return cures.run;
    case "compose":
      return cures.compose;
    case "kubernetes":
      return cures.kubernetes;
  }
}

// src/checks/confinement/apparmor-choice.ts
function appArmorAsked(run) {
  const choice = readSetting(run, run.security.apparmor, "apparmor");
  if (choice.state === "undecided") return { kind: "undecided", result: choice.result };
  if (choice.state === "default") return { kind: "default" };
  const { value, at: at2 } = choice;
  return value.kind === "profile" ? { kind: "profile", name: profileName(value.name), at: at2 } : { kind: value.kind, at: at2 };
}
function appArmorUndetermined(what, todo) {
  return { kind: "undecided", problem: { code: "APPARMOR-UNDETERMINED", what, means: NO_VERDICT, todo } };
}

// src/linux/apparmor-abstractions.ts
var NARROW = /* @__PURE__ */ new Set([
  ...["audio", "authentication", "base", "bash", "consoles", "crypto", "cups-client", "dbus"],
  ...["dbus-session", "dbus-session-strict", "dbus-strict", "dri-common", "fonts", "gnupg", "hosts_access"],
  ...["kerberosclient", "ldapclient", "libpam-systemd", "likewise", "mdns", "mesa", "mysql", "nameservice", "nis"],
  ...["nss-systemd", "openssl", "p11-kit", "perl", "php", "php-worker", "php5", "postfix-common", "python", "ruby"],
  ...["smbpass", "ssl_certs", "ssl_keys", "svn-repositories", "user-tmp", "video", "web-data", "winbind", "wutmp"]
]);
function grantsNothingWide({ path, ofSystem, ifExists }) {
  if (!ofSystem) return false;
  const [, folder, name = ""] = /^(abstractions|tunables|local)\/([^/].*)$/.exec(path) ?? [];
  if (folder === "abstractions") return NARROW.has(name);
  return folder === "tunables" || folder === "local" && ifExists;
}

// src/linux/apparmor-engine-mistakes.ts
function appArmorEngineMistakes(profile2) {
  if (profile2.flags.includes("unconfined")) return [];
  return [...noSignal(profile2), ...notAttached(profile2)];
}
function noSignal({ name, rules, includes, line }) {
  if (rules.some(letsEngineSignal) || includes.some(({ path, ofSystem }) => ofSystem && path === "abstractions/base")) {
    return [];
  }
  return [
    {
      kind: "no-signal",
      severity: "medium",
      title: "The engine may not stop a container with this AppArmor profile",
      detail: "No rule lets the container receive signals from outside of it: docker stop and docker kill are refused.",
      seen: `profile ${name}: no signal (receive) peer=unconfined`,
      fix: "Let the engine and its runtime, which has a profile of its own on newer systems, send signals.",
      lines: ["  signal (receive) peer=unconfined,", "  signal (receive) peer=runc,", "  signal (receive) peer=crun,"],
      placement: "append",
      line,
      onlyIfAllIsRead: true
    }
  ];
}
function letsEngineSignal({ rule, access }) {
  if (access !== "allow") return false;
  if (rule.kind === "all") return true;
  if (rule.kind !== "signal") return false;
  const receives = rule.access.length === 0 || rule.access.some((word) => /^(?:receive|r|rw|read)$/.test(word));
  const { set, peer } = rule;
  const fromEngine = peer === void 0 || /^(?:unconfined|\*{1,3}|\{.*\bunconfined\b.*\})$/.test(peer);
  return receives && fromEngine && (set === void 0 || /\b(?:term|kill)\b/.test(set));
}
function notAttached({ name, flags, line }) {
  if (flags.some((flag) => /^attach_disconnected(?:\.path=.*)?$/.test(flag))) return [];
  const all = [...flags, ...["attach_disconnected", "mediate_deleted"].filter((flag) => !flags.includes(flag))];
  return [
    {
      kind: "not-attached",
      severity: "medium",
      title: "The AppArmor profile refuses files that the engine hands in",
      detail: "Open files and mounts from outside of the container\u2019s own tree have no path in it. Without the flag attach_disconnected they are refused.",
      seen: `profile ${name}: ${flags.length === 0 ? "no flags" : `flags ${flags.join(", ")}`}`,
      fix: `Give the profile flags=(${all.join(", ")}), as Docker\u2019s own profile has them.`,
      line,
      onlyIfAllIsRead: false
    }
  ];
}

// src/linux/apparmor-mode-mistakes.ts
var MODES = {
  unconfined: {
    ...{ kind: "unconfined", severity: "critical", title: "The AppArmor profile confines nothing" },
    detail: "With the flag unconfined the kernel treats the container as if it had no profile, whatever rules stand in it."
  },
  default_allow: {
    ...{ kind: "default-allow", severity: "critical", title: "The AppArmor profile allows what it does not name" },
    detail: "With the flag default_allow everything is allowed that no rule denies."
  },
  complain: {
    ...{ kind: "complain", severity: "high", title: "The AppArmor profile only complains" },
    detail: "With the flag complain what the profile does not allow is written to the log, and done."
  },
  prompt: {
    ...{ kind: "prompt", severity: "high", title: "The AppArmor profile asks instead of refusing" },
    detail: "With the flag prompt somebody at the machine is asked about what the profile does not allow."
  }
};
function appArmorModeMistakes({ name, flags, line }) {
  return [...new Set(flags)].flatMap((flag) => {
    const mode = Object.hasOwn(MODES, flag) ? MODES[flag] : void 0;
    if (mode === void 0) return [];
    const seen = `profile ${name}: flags ${flags.join(", ")}`;
    const fix = `Take ${flag} out of the profile's flags, and load the profile again.`;
    return [{ ...mode, seen, fix, line, onlyIfAllIsRead: false }];
  });
}

// src/linux/apparmor-rule-mistakes.ts
var EVERY_PATH = /* @__PURE__ */ new Set(["/**", "/{,**}", "/{**,}", "/**{,/}", "/{,*}**", "/***"]);
var EVERY_PROFILE = /* @__PURE__ */ new Set(["unconfined", "*", "**", ":*", ":**"]);
var MAX_SHOWN = 3;
function appArmorRuleMistakes(profile2) {
  const rules = profile2.rules.flatMap(withAll);
  return [
    ...unconfinedExecution(rules),
    ...anyProfile(rules),
    ...mounts(rules),
    ...wideFiles(rules),
    ...everyCapability(rules)
  ];
}
function withAll(rule) {
  if (rule.rule.kind !== "all") return [rule];
  const bodies = [
    { kind: "file", permissions: "" },
    { kind: "capability", names: [] },
    { kind: "mount", options: [] },
    { kind: "signal", access: [] }
  ];
  return [rule, ...bodies.map((body) => ({ ...rule, rule: body }))];
}
function isOf(kind) {
  return (rule) => rule.rule.kind === kind;
}
function allowed(rules, kind) {
  return rules.filter(isOf(kind)).filter(({ access }) => access === "allow");
}
function notDenied(found5, rules, kind, meets) {
  const denies = rules.filter(isOf(kind)).filter((deny) => deny.access === "deny" && meets(deny.rule));
  const strongest = denies.reduce((highest, { priority }) => Math.max(highest, priority), Number.NEGATIVE_INFINITY);
  return found5.filter(({ priority }) => priority > strongest);
}
function unconfinedExecution(rules) {
  const found5 = allowed(rules, "file").filter(({ rule }) => /u/i.test(rule.permissions));
  const [first] = found5;
  if (first === void 0) return [];
  return [
    {
      kind: "unconfined-execution",
      severity: "high",
      title: "The AppArmor profile lets programs run without a profile",
      detail: "What is started with ux, Ux, or a fallback to them has no profile any more, and neither has what it starts.",
      seen: shown(found5.map(({ rule }) => `${rule.path ?? "file"} ${rule.permissions}`)),
      fix: "Write ix, which keeps the profile, or Px with a profile for the program.",
      line: first.line,
      onlyIfAllIsRead: false
    }
  ];
}
function anyProfile(rules) {
  const open2 = allowed(rules, "change_profile").filter(
    ({ rule }) => rule.target === void 0 || EVERY_PROFILE.has(rule.target)
  );
  const found5 = notDenied(open2, rules, "change_profile", ({ condition, target }) => !condition && !target);
  const [first] = found5;
  if (first === void 0) return [];
  return [
    {
      kind: "any-profile",
      severity: "high",
      title: "The AppArmor profile may be left",
      detail: "The rule change_profile lets a program of the container take off its profile by itself.",
      seen: shown(found5.map(({ rule }) => `change_profile${rule.target === void 0 ? "" : ` -> ${rule.target}`}`)),
      fix: "Take the rule out, or name the one profile that is meant.",
      line: first.line,
      onlyIfAllIsRead: true
    }
  ];
}
function mounts(rules) {
  const every = allowed(rules, "mount").filter(
    ({ rule }) => rule.fstype === void 0 && isEvery(rule.source) && isEvery(rule.target)
  );
  const found5 = notDenied(every, rules, "mount", isBareMount);
  const [first] = found5;
  if (first === void 0) return [];
  return [
    {
      kind: "mount",
      severity: "high",
      title: "The AppArmor profile allows every mount",
      detail: "Docker\u2019s own profile denies mounts: a bind mount shows a file under a path for which no rule was written.",
      seen: `mount${first.rule.options.length === 0 ? "" : ` options=(${first.rule.options.join(",")})`}, and no deny mount`,
      fix: "Deny mounts, or allow the one file system and mount point that is needed.",
      ...{ lines: ["  deny mount,"], placement: "replace" },
      line: first.line,
      onlyIfAllIsRead: true
    }
  ];
}
function isEvery(path) {
  return path === void 0 || path === "" || path === "/" || path === "**" || EVERY_PATH.has(path);
}
function isBareMount({ fstype, options, source, target }) {
  return fstype === void 0 && options.length === 0 && source === void 0 && target === void 0;
}
function wideFiles(rules) {
  const wide = allowed(rules, "file").filter(({ rule, owner }) => !owner && isWide(rule));
  const open2 = notDenied(wide, rules, "file", ({ permissions: p }) => p === "" || /[wa]/.test(p));
  const [first] = open2;
  if (first === void 0) return [];
  const noDeny = !rules.some(({ access }) => access === "deny");
  const written = first.rule.path === void 0 ? "file" : `${first.rule.path} ${first.rule.permissions}`;
  return [
    {
      ...noDeny ? { kind: "no-deny", title: "The AppArmor profile denies nothing" } : { kind: "wide-write", title: "The AppArmor profile lets every file be written and executed" },
      severity: "medium",
      detail: noDeny ? "It allows every file in every way, and no rule denies anything: Docker\u2019s own profile is stricter." : "No rule denies writing to any path: not to /proc and /sys, as Docker\u2019s own profile does, and not to programs.",
      seen: `${written}, ${noDeny ? "and no deny rule" : "and no rule that denies writing"}`,
      fix: "Deny what the program never does, or list what it may read and write in place of every file.",
      lines: ["  deny @{PROC}/sysrq-trigger rwklx,", "  deny @{PROC}/kcore rwklx,", "  deny /sys/[^f]*/** wklx,"],
      placement: "append",
      line: first.line,
      onlyIfAllIsRead: true
    }
  ];
}
function isWide({ path, permissions }) {
  return path === void 0 || EVERY_PATH.has(path) && /[wa]/.test(permissions) && permissions.includes("x");
}
function everyCapability(rules) {
  const every = allowed(rules, "capability").filter(({ rule }) => rule.names.length === 0);
  const [first] = notDenied(every, rules, "capability", () => true);
  if (first === void 0) return [];
  const likeDocker = notDenied([first], rules, "mount", isBareMount).length === 0;
  return [
    {
      kind: "all-capabilities",
      severity: likeDocker ? "low" : "medium",
      title: "The AppArmor profile allows every capability",
      detail: "It adds nothing to what the run settings drop: a container that is started with more gets more.",
      seen: "capability, and no deny capability",
      fix: "List the capabilities that the program needs, or deny the dangerous ones.",
      ...{ lines: ["  deny capability sys_admin sys_module sys_ptrace sys_rawio,"], placement: "append" },
      line: first.line,
      onlyIfAllIsRead: true
    }
  ];
}
function shown(written) {
  const some = [...new Set(written)];
  const rest2 = some.length > MAX_SHOWN ? ` and ${some.length - MAX_SHOWN} more` : "";
  return `${some.slice(0, MAX_SHOWN).join("; ")}${rest2}`;
}

// src/linux/apparmor-mistakes.ts
function appArmorMistakes(profile2) {
  return [...appArmorModeMistakes(profile2), ...appArmorRuleMistakes(profile2), ...appArmorEngineMistakes(profile2)];
}
function profileFamily({ profiles }, name) {
  return profiles.filter((profile2) => profile2.name === name || profile2.name.startsWith(`${name}//`));
}
function unreadRules({ notes, includes }) {
  const files = includes.filter((include) => !grantsNothingWide(include)).map(({ path, line }) => ({ line, what: `the file ${path} is included` }));
  return [...notes, ...files].sort((a, b) => a.line - b.line);
}

// src/checks/confinement/apparmor-named.ts
function readNamed(evidence) {
  const asked3 = appArmorAsked(evidence["run-settings"]);
  if (asked3.kind === "undecided") return { kind: "none", result: asked3.result };
  if (asked3.kind !== "profile" || isEngineProfile(asked3.name)) {
    return none("The run settings name no AppArmor profile of their own.");
  }
  const { name, at: at2 } = asked3;
  const documents = documentsOf(evidence["apparmor-profiles"]);
  const [first, ...more] = documents.flatMap((text) => inFile(text, name));
  if (first !== void 0) return { kind: "found", name, at: at2, files: [first, ...more] };
  const variable = documents.find(({ document }) => document.profiles.some((profile2) => profile2.name.includes("@{")));
  if (variable !== void 0) {
    return {
      kind: "none",
      result: appArmorUndetermined(
        `The AppArmor profile ${shown2(name)} was not found, and ${shown2(variable.file.path)} has one whose name is put together from variables.`,
        "Write the name of the profile itself in its head."
      )
    };
  }
  return none(`The AppArmor profile ${shown2(name)} is not in the repository, which apparmor-profile-known judges.`);
}
function documentsOf(files) {
  return files.map((file2) => ({ file: file2, document: readAppArmor(file2.text) }));
}
function placesOf({ files }) {
  return files.map(({ file: file2, family: [profile2] }) => `${shown2(file2.path)}:${profile2.line}`).join(", ");
}
function inFile(text, name) {
  const family = profileFamily(text.document, name);
  const own = family.find((profile2) => profile2.name === name);
  return own === void 0 ? [] : [{ ...text, family: [own, ...family.filter((profile2) => profile2 !== own)] }];
}
function none(observed) {
  return { kind: "none", result: { kind: "not-applicable", observed } };
}
function shown2(text) {
  return visibleText(text, 120);
}

// src/checks/confinement/apparmor-enforced-findings.ts
function notLoaded(context, said) {
  const { expected } = context;
  const name = visibleText(expected, 80);
  return judged(context, {
    key: "not-loaded",
    title: "The AppArmor profile is not loaded",
    detail: `The engine does not start the container: its kernel knows no profile ${name}. The gate never loads a profile itself.`,
    seen: `the engine said: ${visibleText(said, 300)}`,
    fix: loadingCommand(context)
  });
}
function notInForce(context, label) {
  const wanted = visibleText(context.expected, 80);
  const seen = `the running container: ${visibleText(label.name, 120)} (${label.mode}); expected ${wanted} (enforce)`;
  if (label.name === context.expected) {
    return judged(context, {
      key: `mode ${label.mode}`,
      title: "The AppArmor profile is not enforced",
      detail: `The kernel has ${wanted} in the mode ${label.mode}: what it does not allow is not refused.`,
      seen,
      fix: `Load the profile in enforce mode: sudo aa-enforce takes it out of complain mode. ${loadingCommand(context)}`
    });
  }
  return judged(context, {
    key: "other profile",
    title: "The container does not run under its AppArmor profile",
    detail: "The kernel says which profile a process has. This one has another than the run settings ask for.",
    seen,
    fix: "Look at the engine\u2019s settings: default runtime, and what it says when it starts about AppArmor."
  });
}
function judged({ meta, run, at: at2, expected }, parts) {
  const { key, title, detail, seen, fix } = parts;
  const location = locationOf(at2 ?? declaredAt(run));
  const found5 = finding(meta, {
    key: `${expected} ${key}`,
    title,
    detail,
    seen,
    ...location && { location },
    fix: { text: fix }
  });
  return { kind: "judged", seen, findings: [found5] };
}
function loadingCommand({ files, expected }) {
  if (expected === DOCKER_DEFAULT) return "Restart the engine, which makes and loads this profile when it starts.";
  const found5 = documentsOf(files).find(({ document }) => document.profiles.some(({ name }) => name === expected));
  if (found5 === void 0) return "Load it on the machine of the engine: sudo apparmor_parser -r -W FILE.";
  return `Load it on the machine of the engine: sudo apparmor_parser -r -W ${shellWord(found5.file.path)}`;
}
function shellWord(path) {
  const shown7 = visibleText(path, 300);
  const safe = shown7.startsWith("-") ? `./${shown7}` : shown7;
  return /^[\w./@%+:,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

// src/checks/run/references.ts
var CIS_URL = "https://www.cisecurity.org/benchmark/docker";
var PSS_URL = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";
function cis(number) {
  return { name: `CIS Docker Benchmark ${number}`, url: CIS_URL };
}
function podSecurity(level) {
  return { name: `Pod Security Standards, ${level}`, url: PSS_URL };
}
function nist(section) {
  return { name: `NIST SP 800-190, ${section}`, url: "https://doi.org/10.6028/NIST.SP.800-190" };
}
var DOCKER_RUN = {
  name: "docker container run",
  url: "https://docs.docker.com/reference/cli/docker/container/run/"
};
var CAPABILITIES_7 = {
  name: "capabilities(7)",
  url: "https://man7.org/linux/man-pages/man7/capabilities.7.html"
};
var COMPOSE_SERVICES = {
  name: "Compose file reference, services",
  url: "https://docs.docker.com/reference/compose-file/services/"
};

// src/checks/confinement/apparmor-references.ts
var DOCKER_APPARMOR = {
  name: "AppArmor security profiles for Docker",
  url: "https://docs.docker.com/engine/security/apparmor/"
};
var DOCKER_TEMPLATE = {
  name: "moby/profiles, apparmor/template.go",
  url: "https://github.com/moby/profiles/blob/main/apparmor/template.go"
};
var KUBERNETES_APPARMOR = {
  name: "Restrict a Container\u2019s Access to Resources with AppArmor",
  url: "https://kubernetes.io/docs/tutorials/security/apparmor/"
};
var APPARMOR_D = {
  name: "apparmor.d(5)",
  url: "https://manpages.debian.org/bookworm/apparmor/apparmor.d.5.en.html"
};
var APPARMOR_PARSER_8 = {
  name: "apparmor_parser(8)",
  url: "https://manpages.debian.org/bookworm/apparmor/apparmor_parser.8.en.html"
};
var APPARMOR_REFERENCES = [cis("5.2"), nist("4.4.3"), DOCKER_APPARMOR];

// src/checks/confinement/apparmor-enforced.ts
var META13 = { id: "apparmor-enforced", severity: "high" };
var apparmorEnforced = defineCheck({
  ...META13,
  title: "The container runs under its AppArmor profile",
  area: "confinement",
  needs: ["run-settings", "engine-security", "confinement"],
  uses: ["apparmor-profiles"],
  references: [...APPARMOR_REFERENCES, APPARMOR_PARSER_8],
  evaluate: (evidence) => {
    const asked3 = appArmorAsked(evidence["run-settings"]);
    if (asked3.kind === "undecided") return asked3.result;
    return withoutProof(evidence, asked3) ?? proved(evidence, asked3);
  }
});
function withoutProof({ "run-settings": run, "engine-security": engine }, asked3) {
  if (run.source.kind === "kubernetes") {
    return notApplicable(
      "Not enforceable on this host: the manifest is run by a cluster, whose machines can\u2019t be asked."
    );
  }
  if (!engine.apparmor) {
    const why = engine.selinux ? "the engine confines containers by SELinux" : "the engine, or its kernel, has no AppArmor";
    const warning = asked3.kind === "profile" ? `, and starts the container without ${visibleText(asked3.name, 80)}, silently` : "";
    return notApplicable(`Not enforceable on this host: ${why}${warning}.`);
  }
  if (asked3.kind === "unconfined") {
    return notApplicable(
      `The run settings take the container out of AppArmor (${placeWords(asked3.at)}), which apparmor-not-unconfined judges.`
    );
  }
  const privileged2 = readSetting(run, run.privileged, "privileged");
  if (privileged2.state === "undecided") return privileged2.result;
  if (privileged2.state === "said" && privileged2.value && asked3.kind !== "profile") {
    return notApplicable(
      `A privileged container gets no AppArmor profile (${placeWords(privileged2.at)}), which not-privileged judges.`
    );
  }
  return void 0;
}
function proved(evidence, asked3) {
  const { confinement } = evidence;
  const expected = asked3.kind === "profile" ? asked3.name : DOCKER_DEFAULT;
  const at2 = asked3.kind === "profile" || asked3.kind === "default" ? asked3.at : void 0;
  const context = {
    meta: META13,
    run: evidence["run-settings"],
    files: evidence["apparmor-profiles"] ?? [],
    expected,
    at: at2
  };
  if (confinement.outcome === "not-started") {
    if (isAboutProfile(confinement)) return notLoaded(context, confinement.said);
    return undetermined(`the container did not start: ${visibleText(confinement.said, 200)}`);
  }
  const { apparmor } = confinement.process;
  if (apparmor === void 0) return undetermined("the container\u2019s kernel gave no label");
  const label = readAppArmorLabel(apparmor);
  if (label === void 0) return undetermined(`the label ${visibleText(apparmor, 120)} is not understood`);
  if (label.name !== expected || !isEnforcing(label.mode)) return notInForce(context, label);
  return { kind: "judged", seen: `proved on the running container: ${visibleText(apparmor, 120)}`, findings: [] };
}
var ABOUT_PROFILE = /apparmor failed to apply profile|unable to apply apparmor profile|apparmor profile [^\n]{0,200}(?:not loaded|could not be loaded)|profile [^\n]{0,200} not loaded/i;
function isAboutProfile({ said }) {
  return ABOUT_PROFILE.test(said.slice(0, 4e3));
}
function undetermined(why) {
  return appArmorUndetermined(
    `Which AppArmor profile the container runs under is not known: ${why}.`,
    "See what keeps the container from starting as the run settings say, and run the gate again."
  );
}
function notApplicable(observed) {
  return { kind: "not-applicable", observed };
}

// src/checks/confinement/apparmor-not-unconfined.ts
var META14 = { id: "apparmor-not-unconfined", severity: "high" };
var apparmorNotUnconfined = defineCheck({
  ...META14,
  title: "The container is not taken out of AppArmor",
  area: "confinement",
  needs: ["run-settings"],
  uses: [],
  references: [...APPARMOR_REFERENCES, podSecurity("baseline"), KUBERNETES_APPARMOR],
  evaluate: ({ "run-settings": run }) => {
    const asked3 = appArmorAsked(run);
    switch (asked3.kind) {
      case "undecided":
        return asked3.result;
      case "default":
        return { kind: "judged", seen: `apparmor: the default profile (${sourceWords(run)})`, findings: [] };
      case "profile":
        return {
          kind: "judged",
          seen: `apparmor: ${visibleText(asked3.name, 80)} (${placeWords(asked3.at)})`,
          findings: []
        };
      case "unconfined": {
        const seen = `apparmor: unconfined (${placeWords(asked3.at)})`;
        const location = locationOf(asked3.at);
        const found5 = finding(META14, {
          key: "unconfined",
          title: "The container runs without AppArmor",
          detail: "Where the machine has AppArmor, nothing of it is left: with CAP_SYS_ADMIN the container can mount what it likes, and write to /proc and /sys.",
          seen,
          ...location && { location },
          fix: fixFor(run, CURES, "replace")
        });
        return { kind: "judged", seen, findings: [found5] };
      }
    }
  }
});
var CURES = {
  text: "Take the option out, which gives the default profile, or name a profile of your own.",
  compose: ["      - apparmor=docker-default"],
  run: ["--security-opt=apparmor=docker-default"],
  kubernetes: ["            type: RuntimeDefault"]
};

// src/checks/confinement/judge-apparmor.ts
var MAX_PROFILES = 50;
function judgeAppArmor(rule, evidence) {
  const named = readNamed(evidence);
  if (named.kind === "none") return named.result;
  const profiles = named.files.flatMap((file2) => (rule.nested ? file2.family : [file2.family[0]]).map((profile2) => ({ file: file2, profile: profile2 }))).slice(0, MAX_PROFILES);
  const findings = [];
  const unread = [];
  for (const { file: file2, profile: profile2 } of profiles) {
    const notes = notesFor(rule, profile2);
    unread.push(...notes.map((note) => ({ file: file2, note })));
    const own = appArmorMistakes(profile2).filter(({ kind }) => rule.kinds.includes(kind));
    const sure = own.filter(({ onlyIfAllIsRead }) => !onlyIfAllIsRead || notes.length === 0);
    findings.push(...sure.map((mistake) => findingOf(rule, file2, profile2, mistake)));
  }
  const [first] = findings;
  if (first !== void 0) return { kind: "judged", seen: first.seen, findings };
  if (unread[0] !== void 0) return notRead(named, unread[0]);
  return { kind: "judged", seen: `${shown3(named.name)} (${placesOf(named)}) ${rule.good(named)}`, findings: [] };
}
function notesFor({ about }, profile2) {
  if (about === "rules") return unreadRules(profile2);
  return profile2.headRead ? [] : profile2.notes.slice(0, 1);
}
function findingOf(rule, { file: file2 }, { name }, mistake) {
  const { kind, severity, title, detail, seen, fix, lines, placement, line } = mistake;
  return finding(rule, {
    key: `${file2.path} ${name} ${kind}`,
    severity,
    title,
    detail,
    seen: `${shown3(file2.path)}:${line}: ${visibleText(seen, 300)}`,
    location: { file: file2.path, lines: { first: line, last: line } },
    fix: { text: visibleText(fix, 300), ...lines && { lines }, ...placement && { placement } }
  });
}
function notRead({ name }, { file: file2, note }) {
  return appArmorUndetermined(
    `What the AppArmor profile ${shown3(name)} allows is not known: ${shown3(file2.file.path)}:${note.line}: ${visibleText(note.what, 160)}.`,
    "Write the rule in a form that apparmor.d(5) describes, and the rules of an included file into the profile itself."
  );
}
function shown3(text) {
  return visibleText(text, 120);
}

// src/checks/confinement/apparmor-profile-enforces.ts
var META15 = { id: "apparmor-profile-enforces", severity: "high" };
var apparmorProfileEnforces = defineCheck({
  ...META15,
  title: "The AppArmor profile is in enforce mode",
  area: "confinement",
  needs: ["run-settings", "apparmor-profiles"],
  uses: [],
  references: [...APPARMOR_REFERENCES, APPARMOR_D],
  evaluate: (evidence) => judgeAppArmor(
    {
      ...META15,
      kinds: ["complain", "unconfined", "default-allow", "prompt"],
      about: "head",
      nested: true,
      good: () => "is enforced"
    },
    evidence
  )
});

// src/checks/confinement/apparmor-profile-fits-engine.ts
var META16 = { id: "apparmor-profile-fits-engine", severity: "medium" };
var apparmorProfileFitsEngine = defineCheck({
  ...META16,
  title: "The AppArmor profile lets the engine work",
  area: "confinement",
  needs: ["run-settings", "apparmor-profiles"],
  uses: [],
  references: [...APPARMOR_REFERENCES, DOCKER_TEMPLATE],
  evaluate: (evidence) => judgeAppArmor(
    {
      ...META16,
      kinds: ["no-signal", "not-attached"],
      about: "rules",
      // The engine starts and stops the container's first program, which has the profile that is named.
      nested: false,
      good: () => "lets the engine send signals and hand files in"
    },
    evidence
  )
});

// src/checks/confinement/apparmor-profile-known.ts
var META17 = { id: "apparmor-profile-known", severity: "medium" };
var apparmorProfileKnown = defineCheck({
  ...META17,
  title: "The AppArmor profile that is named is in the repository",
  area: "confinement",
  needs: ["run-settings", "apparmor-profiles"],
  uses: [],
  references: APPARMOR_REFERENCES,
  evaluate: (evidence) => {
    const { "run-settings": run, "apparmor-profiles": files } = evidence;
    const asked3 = appArmorAsked(run);
    if (asked3.kind === "undecided") return asked3.result;
    if (asked3.kind !== "profile" || isEngineProfile(asked3.name)) {
      return { kind: "not-applicable", observed: "The run settings name no AppArmor profile of their own." };
    }
    const named = readNamed(evidence);
    if (named.kind === "found")
      return { kind: "judged", seen: `${shown4(asked3.name)}: ${placesOf(named)}`, findings: [] };
    const names = documentsOf(files).flatMap(({ document }) => document.profiles.map(({ name }) => name));
    if (names.some((name) => name.includes("@{"))) return named.result;
    return unknown(run, asked3, names);
  }
});
function unknown(run, { name, at: at2 }, names) {
  const near = nearestName(name, names);
  const hint = near === void 0 ? "" : ` Was ${shown4(near)} meant?`;
  const have = names.length === 0 ? "no profile in the repository" : `in the repository: ${listed(names)}`;
  const seen = `apparmor: ${shown4(name)} (${placeWords(at2)}); ${have}`;
  const location = locationOf(at2);
  const cures = near === void 0 || !/^[\w.-]{1,100}$/.test(near) ? {} : {
    compose: [`      - apparmor=${near}`],
    run: [`--security-opt=apparmor=${near}`],
    kubernetes: [`            localhostProfile: ${near}`]
  };
  const found5 = finding(META17, {
    key: name,
    title: "The AppArmor profile is not in the repository",
    detail: `What ${shown4(name)} allows can\u2019t be judged. A name that is wrong starts no container where there is AppArmor, and is not noticed where there is none.${hint}`,
    seen,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: near === void 0 ? "Put the profile into the repository, as apparmor/NAME, or write the name of the one that is there." : `Write ${shown4(near)}, or put the profile into the repository.`,
        ...cures
      },
      "replace"
    )
  });
  return { kind: "judged", seen, findings: [found5] };
}
function listed(names) {
  const some = names.slice(0, 5).map(shown4).join(", ");
  return names.length > 5 ? `${some} and ${names.length - 5} more` : some;
}
function shown4(name) {
  return visibleText(name, 80);
}

// src/checks/confinement/apparmor-profile-parses.ts
var META18 = { id: "apparmor-profile-parses", severity: "high" };
var apparmorProfileParses = defineCheck({
  ...META18,
  title: "The AppArmor profile can be loaded",
  area: "confinement",
  needs: ["run-settings", "apparmor-profiles"],
  uses: [],
  references: [...APPARMOR_REFERENCES, APPARMOR_PARSER_8],
  evaluate: (evidence) => {
    const named = readNamed(evidence);
    if (named.kind === "none") return named.result;
    const findings = named.files.flatMap(refused);
    const [first] = findings;
    if (first !== void 0) return { kind: "judged", seen: first.seen, findings };
    return notVerified(named) ?? { kind: "judged", seen: verified(named), findings: [] };
  }
});
function refused({ file: file2, family: [profile2] }) {
  const { syntax } = file2;
  if (syntax.state !== "refused") return [];
  const line = syntax.line ?? profile2.line;
  return [
    finding(META18, {
      key: file2.path,
      title: "The AppArmor profile can\u2019t be loaded",
      detail: `The parser refuses the file: what stands in it has no effect, and a container that names ${visibleText(profile2.name, 80)} does not start.`,
      seen: `${visibleText(file2.path, 120)}:${line}: ${visibleText(syntax.parser, 60)} says: ${visibleText(syntax.message, 300)}`,
      location: { file: file2.path, lines: { first: line, last: line } },
      fix: { text: 'Correct the line; "apparmor_parser -Q -K FILE" checks the file without loading it.' }
    })
  ];
}
function notVerified({ name, files }) {
  for (const { file: file2, document, family } of files) {
    if (file2.syntax.state !== "not-verified") continue;
    const path = visibleText(file2.path, 120);
    const why = visibleText(file2.syntax.why, 300);
    const [note] = [...document.notes, ...family.flatMap(({ notes }) => notes)];
    if (note === void 0) return { kind: "not-applicable", observed: `${path}: syntax not verified: ${why}.` };
    return appArmorUndetermined(
      `Whether the AppArmor profile ${visibleText(name, 80)} can be loaded is not known: ${path}:${note.line}: ${visibleText(note.what, 160)}, and ${why}.`,
      "Install apparmor_parser (package apparmor) on the machine that runs the gate, or write the line as apparmor.d(5) describes."
    );
  }
  return void 0;
}
function verified(named) {
  const [{ file: file2 }] = named.files;
  const parser = file2.syntax.state === "verified" ? file2.syntax.parser : "";
  return `${visibleText(named.name, 80)} (${placesOf(named)}) is taken by ${visibleText(parser, 60)}`;
}

// src/checks/confinement/apparmor-profile-restricts.ts
var META19 = { id: "apparmor-profile-restricts", severity: "medium" };
var apparmorProfileRestricts = defineCheck({
  ...META19,
  title: "The AppArmor profile restricts the container",
  area: "confinement",
  needs: ["run-settings", "apparmor-profiles"],
  uses: [],
  references: [...APPARMOR_REFERENCES, DOCKER_TEMPLATE, APPARMOR_D],
  evaluate: (evidence) => judgeAppArmor(
    {
      ...META19,
      kinds: ["no-deny", "wide-write", "all-capabilities", "unconfined-execution", "any-profile", "mount"],
      about: "rules",
      nested: true,
      good: restrictions
    },
    evidence
  )
});
function restrictions({ files }) {
  const rules = files.flatMap(({ family: [profile2] }) => profile2.rules);
  const denies = rules.filter(({ access }) => access === "deny").length;
  return `has ${denies} rules that deny, and ${rules.length - denies} that allow`;
}

// src/linux/capability-engine.ts
var UP_TO_AUDIT_READ = EVERY_CAPABILITY & ~maskOf("PERFMON", "BPF", "CHECKPOINT_RESTORE");
var TODAYS_ENGINE = {
  known: EVERY_CAPABILITY,
  available: EVERY_CAPABILITY,
  unavailable: "refused",
  inheritable: false,
  startsWithAll: true
};
function capabilityEngineOf(serverVersion, available = EVERY_CAPABILITY) {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?!\d)/.exec(serverVersion) ?? [];
  if (major === void 0 || minor === void 0) return void 0;
  if (Number(major) < 17) return void 0;
  if (Number(major) > 20) return { ...TODAYS_ENGINE, available };
  const fixed = Number(major) === 20 && Number(minor) >= 10 && Number(patch ?? 0) >= 14;
  return { known: UP_TO_AUDIT_READ, available, unavailable: "passed-on", inheritable: !fixed, startsWithAll: false };
}

// src/linux/container-capabilities.ts
function containerCapabilities(request, uid, engine) {
  const granted = grantedCapabilities(request, engine);
  if (typeof granted !== "bigint") return granted;
  const missing2 = granted & ~engine.available;
  if (uid === 0 && missing2 !== 0n) return { kind: "cannot-start", missing: missing2 };
  const bounding = granted & engine.available;
  const rest2 = { inheritable: engine.inheritable ? bounding : NO_CAPABILITIES, bounding, ambient: NO_CAPABILITIES };
  const of = (held) => ({ effective: held, permitted: held, ...rest2 });
  return {
    kind: "granted",
    sets: of(uid === 0 ? bounding : NO_CAPABILITIES),
    start: of(uid === 0 || engine.startsWithAll ? bounding : NO_CAPABILITIES)
  };
}
function grantedCapabilities({ privileged: privileged2, add, drop }, engine) {
  const added = readNames("add", add, engine);
  if ("kind" in added) return added;
  const dropped = readNames("drop", drop, engine);
  if ("kind" in dropped) return dropped;
  const all = engine.known & (engine.unavailable === "refused" ? engine.available : EVERY_CAPABILITY);
  if (privileged2) return all;
  if (added.all) return all & ~dropped.named;
  if (dropped.all) return added.named;
  return DEFAULT_CAPABILITIES & ~dropped.named | added.named;
}
function readNames(list, names, engine) {
  let all = false;
  let named = NO_CAPABILITIES;
  for (const name of names) {
    const word = readCapability(name);
    if (word.kind === "all") all = true;
    else if (word.kind === "unknown") return { kind: "refused", list, name, why: word.why };
    else {
      const why = whyRefused(word.mask, engine);
      if (why !== void 0) return { kind: "refused", list, name, why };
      named |= word.mask;
    }
  }
  return { all, named };
}
function whyRefused(mask, engine) {
  if ((mask & engine.known) === 0n) return "this version of the engine does not know it";
  if (engine.unavailable === "refused" && (mask & engine.available) === 0n) {
    return "the engine does not hold it itself, or its kernel does not have it";
  }
  return void 0;
}

// src/linux/pod-capabilities.ts
function podCapabilities(request, uid) {
  const granted = grantedMask(request);
  if (typeof granted !== "bigint") return granted;
  const rest2 = { inheritable: NO_CAPABILITIES, bounding: granted, ambient: NO_CAPABILITIES };
  const of = (held) => ({ effective: held, permitted: held, ...rest2 });
  return { kind: "granted", sets: of(uid === 0 ? granted : NO_CAPABILITIES), start: of(granted) };
}
function grantedMask({ privileged: privileged2, add, drop }) {
  const added = readNames2("add", add);
  if ("kind" in added) return added;
  const dropped = readNames2("drop", drop);
  if ("kind" in dropped) return dropped;
  if (privileged2) return EVERY_CAPABILITY;
  const all = added.all ? EVERY_CAPABILITY : DEFAULT_CAPABILITIES;
  return ((dropped.all ? NO_CAPABILITIES : all) | added.named) & ~dropped.named;
}
function readNames2(list, names) {
  let all = false;
  let named = NO_CAPABILITIES;
  for (const name of names) {
    const word = readCapability(name);
    if (word.kind === "all") all = true;
    else if (word.kind === "unknown") return { kind: "refused", list, name, why: word.why };
    else if (/^cap_/i.test(name)) return { kind: "refused", list, name, why: WITH_PREFIX };
    else named |= word.mask;
  }
  return { all, named };
}
var WITH_PREFIX = "Kubernetes has these names without CAP_; containerd puts it before each of them and ignores what it then does not know, CRI-O takes both";

// src/linux/account-files.ts
var MAX_ID = 2147483647n;
var MAX_INT64 = 9223372036854775807n;
var MAX_UINT64 = 18446744073709551615n;
var MAX_FILE_BYTES = 10 * 1024 * 1024;
var PASSWD_LINE_BYTES = 64 * 1024;
var GROUP_LINE_BYTES = 1024 * 1024;
function readNumber(text) {
  const negative = text.startsWith("-");
  const start = negative || text.startsWith("+") ? 1 : 0;
  const notANumber = { text, value: 0n, reading: "not-a-number" };
  if (text.length === start) return notANumber;
  const limit = negative ? MAX_INT64 + 1n : MAX_INT64;
  let magnitude = 0n;
  let index = start;
  while (text.charCodeAt(index) === 48) index += 1;
  for (; index < text.length && magnitude <= MAX_UINT64; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return notANumber;
    magnitude = magnitude * 10n + BigInt(digit);
  }
  const bounded = magnitude > limit ? limit : magnitude;
  const value = negative ? -bounded : bounded;
  return { text, value, reading: value < 0n || value > MAX_ID ? "out-of-range" : "exact" };
}
function findPasswdEntry(file2, fits2) {
  const refused3 = refusal(file2, PASSWD_LINE_BYTES);
  if (refused3 !== void 0) return refused3;
  for (const line of linesOf(file2)) {
    const [name = "", , uid = "", gid = "", , home = ""] = line.split(":", 6);
    const entry = { name, uid: readNumber(uid), gid: readNumber(gid), home };
    if (fits2(entry)) return entry;
  }
  return void 0;
}
function findGroupEntries(file2, fits2) {
  const refused3 = refusal(file2, GROUP_LINE_BYTES);
  if (refused3 !== void 0) return refused3;
  const found5 = [];
  for (const line of linesOf(file2)) {
    if (line.startsWith("#")) continue;
    const [name = "", , gid = "", members = ""] = line.split(":", 4);
    const entry = { name, gid: readNumber(gid), members };
    if (fits2(entry)) found5.push(entry);
  }
  return found5;
}
function hasMember(group, user) {
  return user !== "" && !user.includes(",") && `,${group.members},`.includes(`,${user},`);
}
function refusal(file2, lineBytes) {
  if (reaches(file2, MAX_FILE_BYTES + 1)) return { refused: `it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB` };
  for (const line of rawLines(file2)) {
    if (reaches(line, lineBytes)) return { refused: `it has a line of ${lineBytes / 1024} KiB or more` };
  }
  return void 0;
}
function reaches(text, bytes) {
  return text.length * 3 >= bytes && Buffer.byteLength(text) >= bytes;
}
function* linesOf(file2) {
  for (const raw of rawLines(file2)) {
    const line = trimLikeGo(raw);
    if (line !== "") yield line;
  }
}
function* rawLines(file2) {
  let start = 0;
  while (start < file2.length) {
    const end = file2.indexOf("\n", start);
    yield end < 0 ? file2.slice(start) : file2.slice(start, end);
    start = end < 0 ? file2.length : end + 1;
  }
}
function trimLikeGo(line) {
  let start = 0;
  let end = line.length;
  while (start < end && SPACE.test(line.charAt(start))) start += 1;
  while (end > start && SPACE.test(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
var SPACE = new RegExp("\\p{White_Space}", "u");

// src/linux/users.ts
var NO_ID = 4294967295;
function resolveUser(spec, passwd, group) {
  const userPart = userPartOf(spec);
  const groupPart = spec.slice(userPart.length + 1);
  const uid = readNumber(userPart);
  if (uid.reading === "out-of-range") return { kind: "out-of-range", part: "user", value: userPart };
  const gid = readNumber(groupPart);
  if (gid.reading === "out-of-range") return { kind: "out-of-range", part: "group", value: groupPart };
  if (spec.includes("\uFFFD")) {
    const part = userPart.includes("\uFFFD") ? "user" : "group";
    return { kind: "unresolvable", part, name: part === "user" ? userPart : groupPart, why: "it is not valid UTF-8" };
  }
  const entry = passwd === void 0 ? void 0 : findPasswdEntry(passwd, userMatcher(userPart, uid));
  if (isRefused(entry)) return refusedFile("user", userPart, "/etc/passwd", entry);
  if (entry === void 0 && userPart !== "" && uid.reading === "not-a-number") {
    return notFound("user", userPart, "/etc/passwd", passwd);
  }
  const account2 = entry === void 0 ? accountWithoutLine(userPart, uid) : accountOfLine(entry, userPart, uid);
  if (account2.uid === NO_ID) return { kind: "out-of-range", part: "user", value: entry?.uid.text ?? userPart };
  return withGroups(account2, groupPart, gid, group);
}
function userPartOf(spec) {
  const colon = spec.indexOf(":");
  return colon < 0 ? spec : spec.slice(0, colon);
}
function userMatcher(userPart, uid) {
  if (userPart === "" || uid.reading === "exact") return (entry) => entry.uid.value === uid.value;
  return (entry) => entry.name === userPart;
}
function accountOfLine(entry, userPart, uid) {
  return {
    uid: kernelId(entry.uid),
    gid: kernelId(entry.gid),
    name: entry.name,
    home: entry.home,
    uidFrom: originWithoutFile(userPart, uid) ?? stated("passwd", entry.uid),
    gidFrom: stated("passwd", entry.gid)
  };
}
function accountWithoutLine(userPart, uid) {
  const uidFrom = originWithoutFile(userPart, uid) ?? { from: "default" };
  return { uid: kernelId(uid), gid: 0, uidFrom, gidFrom: { from: "default" } };
}
function originWithoutFile(userPart, uid) {
  if (userPart === "") return { from: "default" };
  return uid.reading === "exact" ? { from: "number" } : void 0;
}
function withGroups(account2, groupPart, gid, group) {
  if (groupPart === "") return withSupplementaryGroups(account2, group);
  const fits2 = (entry2) => gid.reading === "exact" ? entry2.gid.value === gid.value : entry2.name === groupPart;
  const found5 = group === void 0 ? [] : findGroupEntries(group, fits2);
  if (isRefused(found5)) return refusedFile("group", groupPart, "/etc/group", found5);
  const [entry] = found5;
  if (gid.reading === "exact") {
    return resolved({ ...account2, gid: kernelId(gid), gidFrom: { from: "number" } }, []);
  }
  if (entry === void 0) return notFound("group", groupPart, "/etc/group", group);
  return resolved({ ...account2, gid: kernelId(entry.gid), gidFrom: stated("group", entry.gid) }, []);
}
function withSupplementaryGroups(account2, group) {
  const { name } = account2;
  if (name === void 0 || name === "" || group === void 0) return resolved(account2, []);
  const found5 = findGroupEntries(group, (entry) => hasMember(entry, name));
  if (isRefused(found5)) return refusedFile("group", name, "/etc/group", found5);
  return resolved(account2, found5);
}
function resolved(account2, groups) {
  if (account2.gid === NO_ID) {
    const value = "stated" in account2.gidFrom ? account2.gidFrom.stated.text : "";
    return { kind: "out-of-range", part: "group", value };
  }
  const supplementary = groups.map((entry) => ({ gid: kernelId(entry.gid), name: entry.name }));
  const refused3 = groups.find((entry) => kernelId(entry.gid) === NO_ID);
  if (refused3 !== void 0) return { kind: "out-of-range", part: "group", value: refused3.gid.text };
  return { kind: "resolved", user: { ...account2, supplementary } };
}
function kernelId(number) {
  return Number(BigInt.asUintN(32, number.value));
}
function stated(from, number) {
  return { from, stated: number };
}
function isRefused(found5) {
  return found5 !== void 0 && "refused" in found5;
}
function refusedFile(part, name, path, file2) {
  const why = `the engine refuses to read ${path}, because ${file2.refused}`;
  return { kind: "unresolvable", part, name, why, refusedFile: path };
}
function notFound(part, name, path, file2) {
  const why = file2 === void 0 ? `the image has no ${path}` : `${path} of the image has no such ${part}`;
  return { kind: "unresolvable", part, name, why };
}

// src/checks/user/effective-user.ts
function effectiveUser(config, accounts, spec = config.user) {
  return resolveUser(spec, textOf2(accounts.passwd), textOf2(accounts.group));
}
function textOf2(file2) {
  return file2.state === "present" ? file2.text : void 0;
}
function notForLinux(config) {
  if (config.os === "linux") return void 0;
  if (config.os === "windows") return { kind: "not-applicable", observed: "A Windows image has no uids and gids." };
  return { kind: "undecided", problem: unknownSystem(config) };
}
function unknownSystem(config) {
  return {
    code: "USER-UNDETERMINED",
    what: `The image is for the operating system "${visibleText(config.os, 40)}", whose users the gate does not know.`,
    means: NO_VERDICT,
    todo: "Gate an image for Linux or Windows."
  };
}
function undetermined2(config, resolution) {
  return undeterminedUser(describeUser(config.user, resolution), resolution);
}
function undeterminedUser(described, resolution) {
  const outOfRange = resolution.kind === "out-of-range";
  const problem = {
    code: "USER-UNDETERMINED",
    what: `It cannot be known who the image runs as: ${described}.`,
    means: NO_VERDICT,
    todo: `Cure the finding of ${outOfRange ? "user-in-range" : "user-resolvable"} first.`
  };
  return { kind: "undecided", problem };
}
function describeUser(spec, resolution, shown7 = showUser(spec)) {
  return `${shown7} \u2192 ${describeResolution(resolution)}`;
}
function showUser(spec) {
  if (spec === "") return "no USER";
  const visible = visibleText(spec, 80);
  return /\s/.test(spec) ? `USER "${visible}"` : `USER ${visible}`;
}
function describeResolution(resolution) {
  switch (resolution.kind) {
    case "resolved":
      return describeIds(resolution.user);
    case "unresolvable":
      return `${resolution.part} "${visibleText(resolution.name, 80)}" cannot be resolved: ${resolution.why}`;
    case "out-of-range":
      return `${resolution.part} id ${visibleText(resolution.value, 40)} is outside 0\u20132147483647`;
  }
}
var SHOWN_GROUPS = 5;
function describeIds(user) {
  const name = user.name === void 0 || user.name === "" ? "" : ` (${visibleText(user.name, 40)})`;
  const groups = user.supplementary.slice(0, SHOWN_GROUPS).map((group) => `${group.gid} (${visibleText(group.name, 40)})`);
  const more = user.supplementary.length - groups.length;
  const listed3 = groups.length === 0 ? "" : `, groups ${groups.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `uid ${user.uid}${name}, gid ${user.gid}${listed3}`;
}
function reasonForUid(spec, user) {
  const userPart = userPartOf(spec);
  const shown7 = visibleText(userPart, 80);
  if (spec === "") return `No user is set, so the engine takes uid ${user.uid}.`;
  if (userPart === "") return `${showUser(spec)} has no user part, so the engine takes uid ${user.uid}.`;
  if (user.uidFrom.from !== "passwd") return `The engine reads ${shown7} as uid ${user.uid}.`;
  const { stated: stated2 } = user.uidFrom;
  const text = visibleText(stated2.text, 40);
  switch (stated2.reading) {
    case "exact":
      return `/etc/passwd of the image gives ${shown7} the uid ${user.uid}.`;
    case "not-a-number":
      return `/etc/passwd of the image gives ${shown7} the uid "${text}", which is no number: the engine takes 0.`;
    case "out-of-range":
      return `/etc/passwd of the image gives ${shown7} the uid ${text}, of which the engine keeps 32 bits: ${user.uid}.`;
  }
}

// src/linux/added-groups.ts
function addedGroups(names, file2) {
  const gids = /* @__PURE__ */ new Set();
  for (const name of names) {
    const found5 = file2 === void 0 ? [] : findGroupEntries(file2, (entry2) => fits(entry2.name, entry2.gid.value, name));
    if ("refused" in found5) return { kind: "refused", name, why: `the engine can\u2019t read /etc/group: ${found5.refused}` };
    const entry = found5.find(({ gid }) => !gids.has(kernelId2(gid.value)));
    if (entry !== void 0) {
      gids.add(kernelId2(entry.gid.value));
      continue;
    }
    const number = readNumber(name);
    if (number.reading === "not-a-number") return { kind: "refused", name, why: whyNoGroup(file2, found5.length > 0) };
    if (number.reading === "out-of-range") return { kind: "refused", name, why: "it is outside 0\u20132147483647" };
    gids.add(Number(number.value));
  }
  return { kind: "added", gids: [...gids] };
}
function fits(entryName, gid, name) {
  return entryName === name || `${gid}` === name;
}
function kernelId2(value) {
  return Number(BigInt.asUintN(32, value));
}
function whyNoGroup(file2, twice) {
  if (twice) return "it is given twice";
  return file2 === void 0 ? "the image has no /etc/group" : "/etc/group of the image has no such group";
}

// src/checks/user/who-says-user.ts
function whoSaysUser(run, config) {
  if (run !== void 0) {
    const user = readSetting(run, run.user, "user");
    if (user.state === "undecided") return { kind: "undecided", result: user.result };
    if (user.state === "said" && user.value !== "") {
      return { kind: "said", from: "run", spec: user.value, at: user.at };
    }
  }
  return config === void 0 ? { kind: "not-known" } : { kind: "said", from: "image", spec: config.user };
}
function showRunUser(spec, at2) {
  return `${showUser(spec).replace("USER", "user")} (${placeWords(at2)})`;
}

// src/checks/run/container-user.ts
function containerUser(evidence) {
  const ids = processIds(evidence);
  if (ids.kind !== "known") return ids;
  const { run, accounts, engineVersion } = evidence;
  const { uid, gid, supplementary, from: userFrom } = ids;
  const open2 = run.groupAdd.flatMap((entry) => entry.state === "unknown" ? [entry] : []);
  const result = undecided([...open2, ...run.unknown], "the groups");
  if (result !== void 0) return { kind: "undecided", result };
  if (accounts === void 0) {
    const groups2 = run.groupAdd.length === 0 ? supplementary : void 0;
    return { kind: "known", uid, gid, groups: groups2, userFrom };
  }
  const names = run.groupAdd.flatMap((entry) => entry.state === "said" ? [entry.value] : []);
  const asked3 = /^v?(?:1\d|20)\./.test(engineVersion ?? "") ? names : [...new Set(names)];
  const added = addedGroups(asked3, textOf2(accounts.group));
  if (added.kind === "refused") {
    return { kind: "refused", why: `The group ${visibleText(added.name, 60)} can\u2019t be added: ${added.why}.` };
  }
  const groups = supplementary === void 0 ? void 0 : [.../* @__PURE__ */ new Set([...supplementary, ...added.gids])];
  return { kind: "known", uid, gid, groups, userFrom };
}
function processIds({ run, config, accounts }) {
  const other = config === void 0 ? void 0 : notForLinux(config);
  if (other !== void 0) return { kind: "undecided", result: other };
  const said = whoSaysUser(run, config);
  if (said.kind === "undecided") return said;
  if (said.kind === "not-known") return notKnown("the image is not there, and nothing else says it");
  const { spec, from } = said;
  if (config === void 0 || accounts === void 0) return withoutFiles(spec, from);
  const resolution = effectiveUser(config, accounts, spec);
  if (resolution.kind === "out-of-range") return notKnown(describeUser(spec, resolution));
  if (resolution.kind === "unresolvable") return { kind: "refused", why: `${describeUser(spec, resolution)}.` };
  const { uid, gid, supplementary } = resolution.user;
  return { kind: "known", uid, gid, supplementary: supplementary.map((group) => group.gid), from };
}
function withoutFiles(spec, from) {
  const userPart = userPartOf(spec);
  const number = readNumber(userPart);
  const isRoot3 = userPart === "" || userPart === "root";
  if (!isRoot3 && number.reading !== "exact") {
    return notKnown(`"${visibleText(userPart, 80)}" is looked up in files of the image, and these are not known`);
  }
  const uid = isRoot3 ? 0 : Number(number.value);
  const gid = readNumber(spec.slice(userPart.length + 1));
  if (gid.reading !== "exact") return { kind: "known", uid, gid: void 0, supplementary: void 0, from };
  return { kind: "known", uid, gid: Number(gid.value), supplementary: [], from };
}
function notKnown(why) {
  const problem = {
    code: "USER-UNDETERMINED",
    what: `It cannot be known who the container runs as: ${why}.`,
    means: NO_VERDICT,
    todo: "Say the user as a number in the run settings: 20002:10001."
  };
  return { kind: "undecided", result: { kind: "undecided", problem } };
}

// src/checks/run/granted.ts
function grantedTo(evidence) {
  const bounding = boundingOf(evidence);
  if (bounding.kind !== "granted") return bounding;
  const user = containerUser(evidence);
  if (user.kind !== "known") return user;
  const result = grant(evidence.run, user.uid, bounding.engine);
  if (result.kind !== "granted") return notGranted(evidence.run, result);
  return { ...user, kind: "granted", sets: result.sets, start: result.start };
}
function boundingOf({ run, config, engineVersion }) {
  const other = config === void 0 ? void 0 : notForLinux(config);
  if (other !== void 0) return { kind: "undecided", result: other };
  const settings = [run.privileged, ...run.capAdd, ...run.capDrop];
  const open2 = settings.flatMap((setting) => setting.state === "unknown" ? [setting] : []);
  const result = undecided([...open2, ...run.unknown], "the capabilities");
  if (result !== void 0) return { kind: "undecided", result };
  const engine = engineFor(run, engineVersion);
  if (engine === void 0) return { kind: "undecided", result: unknownEngine(engineVersion ?? "") };
  const granted = grant(run, 1, engine);
  if (granted.kind !== "granted") return notGranted(run, granted);
  return { kind: "granted", bounding: granted.sets.bounding, engine };
}
function engineFor({ source }, engineVersion) {
  const asked3 = source.kind !== "kubernetes" && engineVersion !== void 0;
  return asked3 ? capabilityEngineOf(engineVersion) : TODAYS_ENGINE;
}
function grant(run, uid, engine) {
  const request = requestOf(run);
  return run.source.kind === "kubernetes" ? podCapabilities(request, uid) : containerCapabilities(request, uid, engine);
}
function grantEvidence(evidence) {
  return {
    run: evidence["run-settings"],
    config: evidence["image-config"],
    accounts: evidence["image-accounts"],
    engineVersion: evidence.image?.engine.serverVersion
  };
}
function knownPart(run) {
  const known = (list) => list.filter(({ state }) => state === "said");
  const privileged2 = run.privileged.state === "unknown" ? NOT_SAID : run.privileged;
  return { ...run, privileged: privileged2, capAdd: known(run.capAdd), capDrop: known(run.capDrop), unknown: [] };
}
function surelyGranted(evidence) {
  const { run, engineVersion } = evidence;
  const known = knownPart(run);
  const inPod = run.source.kind === "kubernetes";
  const understood = (list, prefix) => list.flatMap((name) => {
    const word = name.state === "said" ? readCapability(name.value) : void 0;
    if (name.state !== "said" || word === void 0 || word.kind === "unknown") return [];
    if (!prefix && /^cap_/i.test(name.value)) return [];
    return [word.kind === "all" ? name : { ...name, value: word.capability }];
  });
  const names = { capAdd: understood(known.capAdd, true), capDrop: understood(known.capDrop, !inPod) };
  const version = engineFor(run, engineVersion) === void 0 ? void 0 : engineVersion;
  return boundingOf({ ...evidence, run: { ...known, ...names }, engineVersion: version });
}
function notKnown2(answer) {
  if (answer.kind === "undecided") return answer.result;
  const problem = {
    code: "CAPABILITIES-UNDETERMINED",
    what: `Which capabilities the container gets can\u2019t be told. ${answer.why}`,
    means: NO_VERDICT,
    todo: "Cure the finding of capabilities-known first."
  };
  return { kind: "undecided", problem };
}
function requestOf({ privileged: privileged2, capAdd, capDrop }) {
  const names = (list) => list.flatMap((one) => one.state === "said" ? [one.value] : []);
  const isPrivileged = privileged2.state === "said" && privileged2.value;
  return { privileged: isPrivileged, add: names(capAdd), drop: names(capDrop) };
}
function notGranted(run, answer) {
  if (answer.kind === "cannot-start") {
    return { kind: "cannot-start", why: `The engine does not hold ${namesOf(answer.missing).join(", ")} itself.` };
  }
  const { list, name, why } = answer;
  const shown7 = visibleText(name, 60);
  return run.source.kind === "kubernetes" ? { kind: "refused", why: `Runtimes differ in how they ${list} the capability ${shown7}: ${why}.` } : { kind: "refused", why: `The engine refuses to ${list} the capability ${shown7}: ${why}.` };
}
function unknownEngine(version) {
  return {
    kind: "undecided",
    problem: {
      code: "CAPABILITIES-UNDETERMINED",
      what: `Which capabilities an engine of version "${visibleText(version, 40)}" gives is not known to the gate.`,
      means: NO_VERDICT,
      todo: "Run the gate with a Docker Engine from 17.03 on."
    }
  };
}

// src/checks/confinement/process-differences.ts
function processDifferences(declared, real) {
  return [...idDifferences(declared, real), ...setDifferences(declared.sets, real), ...flagDifferences(declared, real)];
}
function declaredFlags(run, security) {
  const said = run.security.noNewPrivileges;
  const seccomp = run.security.seccomp;
  const unconfined2 = seccomp.state === "said" && seccomp.value.kind === "unconfined";
  const byEngine = security === void 0 || security.seccomp && security.seccompProfile !== "unconfined";
  const named = seccomp.state === "said" && seccomp.value.kind === "profile";
  return {
    noNewPrivileges: said.state === "said" ? said.value : security?.noNewPrivileges ?? false,
    filtered: !unconfined2 && (named || byEngine)
  };
}
function idDifferences({ uid, gid, groups }, real) {
  const different = (what, wanted, ids) => {
    const all = [ids.real, ids.effective, ids.saved, ids.filesystem];
    if (all.every((id) => id === wanted)) return [];
    return [{ what, declared: String(wanted), real: [...new Set(all)].join("/"), severity: "high" }];
  };
  return [
    ...different("uid", uid, real.uid),
    ...gid === void 0 ? [] : different("gid", gid, real.gid),
    ...groups === void 0 ? [] : groupDifferences(groups, real)
  ];
}
function groupDifferences(groups, { gid, groups: found5 }) {
  const beside = (list) => [...new Set(list)].filter((id) => id !== gid.effective).sort((a, b) => a - b);
  const [wanted, real] = [beside(groups), beside(found5)];
  if (wanted.join() === real.join()) return [];
  const more = real.some((id) => !wanted.includes(id));
  const words3 = (list) => list.length === 0 ? "none" : list.join(", ");
  return [{ what: "further groups", declared: words3(wanted), real: words3(real), severity: more ? "high" : "low" }];
}
var SETS = ["effective", "permitted", "inheritable", "bounding", "ambient"];
function setDifferences(sets, { capabilities }) {
  return SETS.flatMap((name) => {
    const [wanted, real] = [sets[name], capabilities[name]];
    if (wanted === real) return [];
    const more = (real & ~wanted) !== 0n;
    return [
      {
        what: `${name} capabilities`,
        declared: changeWords(wanted, real, "without"),
        real: changeWords(real, wanted, "with"),
        severity: more ? "high" : "low"
      }
    ];
  });
}
function changeWords(set, other, without) {
  const own = namesOf(set & ~other);
  const lacking = namesOf(other & ~set);
  const words3 = own.length > 0 ? `with ${own.join(", ")}` : `${without === "with" ? "without" : without} ${lacking.join(", ")}`;
  return `${namesOf(set).length}, ${words3}`;
}
function flagDifferences(declared, real) {
  const on = (flag) => flag ? "on" : "off";
  const differences = [];
  if (declared.noNewPrivileges !== real.noNewPrivileges) {
    const severity = real.noNewPrivileges ? "low" : "high";
    const [wanted, found5] = [on(declared.noNewPrivileges), on(real.noNewPrivileges)];
    differences.push({ what: "no-new-privileges", declared: wanted, real: found5, severity });
  }
  if (declared.filtered && real.seccomp !== 2) {
    differences.push({ what: "seccomp filter", declared: "on", real: "off", severity: "high" });
  }
  return differences;
}

// src/checks/confinement/process-words.ts
var MOST_NAMES = 4;
function processWords({
  uid,
  gid,
  capabilities,
  noNewPrivileges: noNewPrivileges2,
  seccomp,
  apparmor,
  uidMap
}) {
  const namespaced = uidMap !== void 0 && !isWholeMachine(uidMap);
  return [
    `uid ${uid.effective}`,
    `gid ${gid.effective}`,
    `${capabilityWords(capabilities.effective)} effective`.replace(
      "no capabilities effective",
      "no effective capabilities"
    ),
    `bounding ${namesOf(capabilities.bounding).length}`,
    ...noNewPrivileges2 ? ["no-new-privileges"] : [],
    `seccomp filter ${seccomp === 2 ? "on" : "off"}`,
    ...apparmor === void 0 ? [] : [`AppArmor ${visibleText(apparmor, 80)}`],
    ...namespaced ? ["all relative to a user namespace"] : []
  ].join(", ");
}
function capabilityWords(mask) {
  const names = namesOf(mask);
  if (names.length === 0) return "no capabilities";
  return names.length <= MOST_NAMES ? names.join(", ") : `${names.length} capabilities`;
}
function isWholeMachine(map) {
  const [row, ...rest2] = map;
  return rest2.length === 0 && row !== void 0 && row[0] === 0 && row[1] === 0 && row[2] === 4294967295;
}

// src/checks/confinement/confinement-as-declared.ts
var META20 = { id: "confinement-as-declared", severity: "high" };
var confinementAsDeclared = defineCheck({
  ...META20,
  title: "The running container is confined as declared",
  area: "confinement",
  needs: ["confinement", "run-settings", "image", "image-config", "image-accounts"],
  uses: ["engine-security"],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => {
    const { confinement, "run-settings": run, "engine-security": security } = evidence;
    if (confinement.outcome === "not-started") return doesNotStart(confinement, run);
    const { process, leftOut } = confinement;
    const seen = `${processWords(process)}: proved on the running container${leftOutWords(leftOut)}`;
    const granted = grantedTo(grantEvidence(evidence));
    if (granted.kind === "undecided") return granted.result;
    if (granted.kind !== "granted") {
      const difference = { what: "start", declared: granted.why, real: "it starts", severity: "high" };
      return { kind: "judged", seen, findings: [differs(difference, run)] };
    }
    const differences = processDifferences({ ...granted, ...declaredFlags(run, security) }, process);
    return { kind: "judged", seen, findings: differences.map((difference) => differs(difference, run)) };
  }
});
function leftOutWords(leftOut) {
  return leftOut.length === 0 ? "" : ` (without what the gate never does: ${leftOut.slice(0, 6).join(", ")})`;
}
function differs({ what, declared, real, severity }, run) {
  const location = locationOf(declaredAt(run));
  return finding(META20, {
    key: what,
    severity,
    title: `The running container is not confined as declared: ${what}`,
    detail: "What is declared and what the kernel says are two things. Either the engine does not do what it was asked for, or it does something else than the gate knows of it.",
    seen: `${what}: declared ${declared}; real ${real}`,
    ...location && { location },
    fix: {
      text: "Look at the configuration of the engine (daemon.json) and at its version. If both are as they should be, this is a defect of the gate: report it."
    }
  });
}
var REASONS = {
  "engine-refuses": ["The engine refuses these settings.", "Correct the setting that the engine names."],
  seccomp: [
    "The seccomp profile refuses what the runtime needs before the program begins.",
    "Allow what the runtime needs: see seccomp-starts, or begin with Docker\u2019s default profile."
  ],
  user: ["The image has no such user or group.", "Name a user by its number, or make it in the Dockerfile."],
  killed: [
    "The filter ends the program at its first system calls.",
    "Let the profile refuse by SCMP_ACT_ERRNO, and list what every program needs."
  ],
  other: ["The runtime can\u2019t set up what is declared.", "Correct the setting that the engine names."]
};
function doesNotStart({ why, said }, run) {
  const words3 = said === "" ? "it ended without a word" : visibleText(said, 300);
  if (why === "host-lacks-capability") {
    const problem = {
      code: "CAPABILITIES-UNDETERMINED",
      what: `The machine of the engine does not hold a capability that is declared, so nothing can be proved on it: ${words3}.`,
      means: NO_VERDICT,
      todo: "Take the capability out, or run the gate on a machine that holds it."
    };
    return { kind: "undecided", problem };
  }
  const [reason, cure10] = REASONS[why];
  const location = locationOf(declaredAt(run));
  const found5 = finding(META20, {
    key: `not-started:${why}`,
    title: "The container does not start as it is declared",
    detail: `${reason} Whoever runs it will change something until it starts, and mostly that is less confinement.`,
    seen: words3,
    ...location && { location },
    fix: { text: cure10 }
  });
  return { kind: "judged", seen: words3, findings: [found5] };
}

// src/checks/confinement/observed-process-not-root.ts
var META21 = { id: "observed-process-not-root", severity: "medium" };
var observedProcessNotRoot = defineCheck({
  ...META21,
  title: "The image\u2019s own process is not root once it runs",
  area: "confinement",
  needs: ["confinement", "confinement-demands", "run-settings"],
  uses: [],
  references: [cis("4.1")],
  evaluate: ({ confinement, "confinement-demands": { observe }, "run-settings": run }) => {
    if (!observe) {
      return { kind: "not-applicable", observed: "The policy does not ask for it (observe: true)." };
    }
    if (confinement.outcome === "not-started") return notSeen("the container does not start as it is declared");
    const { observed } = confinement;
    if (observed === void 0) return notSeen("it was not looked at in this run");
    if (observed.state === "not-seen") return notSeen(observed.why);
    if (observed.state === "ended") {
      return notSeen(
        `it ended with code ${observed.exitCode} after ${seconds(observed.afterMs)}, before it could be looked at`
      );
    }
    const seen = `after ${seconds(observed.afterMs)} the image\u2019s own process: ${processWords(observed.process)}`;
    const { uid } = observed.process;
    if (![uid.real, uid.effective, uid.saved, uid.filesystem].includes(0))
      return { kind: "judged", seen, findings: [] };
    const location = locationOf(declaredAt(run));
    const found5 = finding(META21, {
      key: "root",
      title: "The image\u2019s own process runs as root",
      detail: "It was started as declared, given time to step down, and the kernel still says uid 0. A way out of this program is a way out as root.",
      seen,
      ...location && { location },
      fix: { text: "Set USER in the Dockerfile, or user in the run settings, to a number that is not 0." }
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function seconds(ms) {
  return `${(ms / 1e3).toFixed(1)} s`;
}
function notSeen(why) {
  return {
    kind: "undecided",
    problem: {
      code: "PROOF-FAILED",
      what: `The image\u2019s own process could not be looked at: ${why}.`,
      means: NO_VERDICT,
      todo: "Without network and mounts it may not run at all: then take observe out of the policy on the base branch."
    }
  };
}

// src/linux/seccomp-dangers.ts
var FIRST_LESSER = "stops or changes the machine";
var GROUPS = [
  [
    "loads or removes code of the kernel",
    "init_module finit_module delete_module create_module kexec_load kexec_file_load"
  ],
  [
    "changes what is mounted, a way to the files of the host",
    "mount move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick mount_setattr pivot_root umount umount2"
  ],
  ["opens files of the host past the mounts of the container", "open_by_handle_at"],
  ["loads programs into the kernel", "bpf"],
  ["reads and steers other processes", "ptrace process_vm_writev process_vm_readv pidfd_getfd process_madvise kcmp"],
  ["reaches the ports of the hardware", "iopl ioperm"],
  ["enters or makes namespaces, in which more of the kernel can be attacked", "setns unshare clone clone3"],
  ["reaches keys that the kernel does not keep apart between containers", "keyctl add_key request_key"],
  ["watches the kernel and other processes, and had many holes", "perf_event_open"],
  ["stops the kernel in the middle of its work, which makes its holes usable", "userfaultfd"],
  ["does work that no filter sees, and had many holes", "io_uring_setup io_uring_enter io_uring_register"],
  ["opens kinds of sockets that the default refuses, such as AF_ALG and AF_VSOCK", "socket socketcall"],
  ["switches protections of memory off", "personality"],
  ["stops or changes the machine", "reboot swapon swapoff acct quotactl quotactl_fd nfsservctl"],
  ["sets the clock of the machine", "settimeofday clock_settime clock_settime64 stime clock_adjtime64"],
  ["reads what the kernel logs, addresses among it", "syslog"],
  ["watches files beyond the container", "fanotify_init lookup_dcookie"],
  [
    "tells what is mounted or protected",
    "listmount statmount listns lsm_get_self_attr lsm_list_modules lsm_set_self_attr"
  ],
  [
    "moves memory between the nodes of the machine",
    "mbind move_pages migrate_pages set_mempolicy set_mempolicy_home_node get_mempolicy"
  ],
  ["changes names of the machine", "sethostname setdomainname"],
  ["leaves the directory that it was given as root", "chroot"],
  ["hangs up the terminal", "vhangup"],
  ["is old, and hardly anybody tests its code", "vm86 vm86old uselib ustat sysfs _sysctl modify_ldt"]
];
var LESSER = GROUPS.findIndex(([why]) => why === FIRST_LESSER);
var DANGERS = new Map(
  GROUPS.flatMap(([why, calls], rank) => {
    const danger = { rank, why, grave: rank < LESSER };
    return calls.split(" ").map((name) => [name, danger]);
  })
);
function seccompDanger(name) {
  return DANGERS.get(name) ?? { rank: GROUPS.length, why: "is refused by the default profile", grave: false };
}

// src/linux/seccomp-reference-profile.ts
var REFERENCE_PROFILE = {
  source: "github.com/moby/profiles/seccomp v0.3.0, default.json",
  version: "v0.3.0",
  licence: "Apache-2.0, Copyright The Moby Authors",
  profile: '{"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":1,"archMap":[{"architecture":"SCMP_ARCH_X86_64","subArchitectures":["SCMP_ARCH_X86","SCMP_ARCH_X32"]},{"architecture":"SCMP_ARCH_AARCH64","subArchitectures":["SCMP_ARCH_ARM"]},{"architecture":"SCMP_ARCH_MIPS64","subArchitectures":["SCMP_ARCH_MIPS","SCMP_ARCH_MIPS64N32"]},{"architecture":"SCMP_ARCH_MIPS64N32","subArchitectures":["SCMP_ARCH_MIPS","SCMP_ARCH_MIPS64"]},{"architecture":"SCMP_ARCH_MIPSEL64","subArchitectures":["SCMP_ARCH_MIPSEL","SCMP_ARCH_MIPSEL64N32"]},{"architecture":"SCMP_ARCH_MIPSEL64N32","subArchitectures":["SCMP_ARCH_MIPSEL","SCMP_ARCH_MIPSEL64"]},{"architecture":"SCMP_ARCH_S390X","subArchitectures":["SCMP_ARCH_S390"]},{"architecture":"SCMP_ARCH_RISCV64","subArchitectures":null},{"architecture":"SCMP_ARCH_LOONGARCH64","subArchitectures":null}],"syscalls":[{"names":["accept","accept4","access","adjtimex","alarm","bind","brk","cachestat","capget","capset","chdir","chmod","chown","chown32","clock_adjtime","clock_adjtime64","clock_getres","clock_getres_time64","clock_gettime","clock_gettime64","clock_nanosleep","clock_nanosleep_time64","close","close_range","connect","copy_file_range","creat","dup","dup2","dup3","epoll_create","epoll_create1","epoll_ctl","epoll_ctl_old","epoll_pwait","epoll_pwait2","epoll_wait","epoll_wait_old","eventfd","eventfd2","execve","execveat","exit","exit_group","faccessat","faccessat2","fadvise64","fadvise64_64","fallocate","fanotify_mark","fchdir","fchmod","fchmodat","fchmodat2","fchown","fchown32","fchownat","fcntl","fcntl64","fdatasync","fgetxattr","flistxattr","flock","fork","fremovexattr","fsetxattr","fstat","fstat64","fstatat64","fstatfs","fstatfs64","fsync","ftruncate","ftruncate64","futex","futex_requeue","futex_time64","futex_wait","futex_waitv","futex_wake","futimesat","getcpu","getcwd","getdents","getdents64","getegid","getegid32","geteuid","geteuid32","getgid","getgid32","getgroups","getgroups32","getitimer","getpeername","getpgid","getpgrp","getpid","getppid","getpriority","getrandom","getresgid","getresgid32","getresuid","getresuid32","getrlimit","get_robust_list","getrusage","getsid","getsockname","getsockopt","get_thread_area","gettid","gettimeofday","getuid","getuid32","getxattr","getxattrat","inotify_add_watch","inotify_init","inotify_init1","inotify_rm_watch","io_cancel","ioctl","io_destroy","io_getevents","io_pgetevents","io_pgetevents_time64","ioprio_get","ioprio_set","io_setup","io_submit","ipc","kill","landlock_add_rule","landlock_create_ruleset","landlock_restrict_self","lchown","lchown32","lgetxattr","link","linkat","listen","listmount","listxattr","listxattrat","llistxattr","_llseek","lremovexattr","lseek","lsetxattr","lstat","lstat64","madvise","map_shadow_stack","membarrier","memfd_create","memfd_secret","mincore","mkdir","mkdirat","mknod","mknodat","mlock","mlock2","mlockall","mmap","mmap2","mprotect","mq_getsetattr","mq_notify","mq_open","mq_timedreceive","mq_timedreceive_time64","mq_timedsend","mq_timedsend_time64","mq_unlink","mremap","mseal","msgctl","msgget","msgrcv","msgsnd","msync","munlock","munlockall","munmap","name_to_handle_at","nanosleep","newfstatat","_newselect","open","openat","openat2","pause","pidfd_open","pidfd_send_signal","pipe","pipe2","pkey_alloc","pkey_free","pkey_mprotect","poll","ppoll","ppoll_time64","prctl","pread64","preadv","preadv2","prlimit64","process_mrelease","pselect6","pselect6_time64","pwrite64","pwritev","pwritev2","read","readahead","readlink","readlinkat","readv","recv","recvfrom","recvmmsg","recvmmsg_time64","recvmsg","remap_file_pages","removexattr","removexattrat","rename","renameat","renameat2","restart_syscall","riscv_hwprobe","rmdir","rseq","rt_sigaction","rt_sigpending","rt_sigprocmask","rt_sigqueueinfo","rt_sigreturn","rt_sigsuspend","rt_sigtimedwait","rt_sigtimedwait_time64","rt_tgsigqueueinfo","sched_getaffinity","sched_getattr","sched_getparam","sched_get_priority_max","sched_get_priority_min","sched_getscheduler","sched_rr_get_interval","sched_rr_get_interval_time64","sched_setaffinity","sched_setattr","sched_setparam","sched_setscheduler","sched_yield","seccomp","select","semctl","semget","semop","semtimedop","semtimedop_time64","send","sendfile","sendfile64","sendmmsg","sendmsg","sendto","setfsgid","setfsgid32","setfsuid","setfsuid32","setgid","setgid32","setgroups","setgroups32","setitimer","setpgid","setpriority","setregid","setregid32","setresgid","setresgid32","setresuid","setresuid32","setreuid","setreuid32","setrlimit","set_robust_list","setsid","setsockopt","set_thread_area","set_tid_address","setuid","setuid32","setxattr","setxattrat","shmat","shmctl","shmdt","shmget","shutdown","sigaltstack","signalfd","signalfd4","sigprocmask","sigreturn","socketcall","socketpair","splice","stat","stat64","statfs","statfs64","statmount","statx","symlink","symlinkat","sync","sync_file_range","syncfs","sysinfo","tee","tgkill","time","timer_create","timer_delete","timer_getoverrun","timer_gettime","timer_gettime64","timer_settime","timer_settime64","timerfd_create","timerfd_gettime","timerfd_gettime64","timerfd_settime","timerfd_settime64","times","tkill","truncate","truncate64","ugetrlimit","umask","uname","unlink","unlinkat","uretprobe","utime","utimensat","utimensat_time64","utimes","vfork","vmsplice","wait4","waitid","waitpid","write","writev"],"action":"SCMP_ACT_ALLOW"},{"names":["process_vm_readv","process_vm_writev","ptrace"],"action":"SCMP_ACT_ALLOW","includes":{"minKernel":"4.8"}},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":3,"op":"SCMP_CMP_LT"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":7,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":9,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":10,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":13,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":14,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":15,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":16,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":17,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":18,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":21,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":22,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":24,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":26,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":27,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":28,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":29,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":30,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":31,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":32,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":33,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":35,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":36,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":39,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":41,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":42,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":43,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":44,"op":"SCMP_CMP_EQ"}]},{"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":45,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":0,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":131072,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":131080,"op":"SCMP_CMP_EQ"}]},{"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":4294967295,"op":"SCMP_CMP_EQ"}]},{"names":["sync_file_range2","swapcontext"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["ppc64le"]}},{"names":["arm_fadvise64_64","arm_sync_file_range","sync_file_range2","breakpoint","cacheflush","set_tls"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["arm","arm64"]}},{"names":["arch_prctl"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["amd64","x32"]}},{"names":["modify_ldt"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["amd64","x32","x86"]}},{"names":["s390_pci_mmio_read","s390_pci_mmio_write","s390_runtime_instr"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["s390","s390x"]}},{"names":["riscv_flush_icache"],"action":"SCMP_ACT_ALLOW","includes":{"arches":["riscv64"]}},{"names":["open_by_handle_at"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_DAC_READ_SEARCH"]}},{"names":["bpf","clone","clone3","fanotify_init","fsconfig","fsmount","fsopen","fspick","lookup_dcookie","lsm_get_self_attr","lsm_list_modules","lsm_set_self_attr","mount","mount_setattr","move_mount","open_tree","perf_event_open","quotactl","quotactl_fd","setdomainname","sethostname","setns","syslog","umount","umount2","unshare"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["clone"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":2114060288,"op":"SCMP_CMP_MASKED_EQ"}],"excludes":{"caps":["CAP_SYS_ADMIN"],"arches":["s390","s390x"]}},{"names":["clone"],"action":"SCMP_ACT_ALLOW","args":[{"index":1,"value":2114060288,"op":"SCMP_CMP_MASKED_EQ"}],"comment":"s390 parameter ordering for clone is different","includes":{"arches":["s390","s390x"]},"excludes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":38,"excludes":{"caps":["CAP_SYS_ADMIN"]}},{"names":["reboot"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_BOOT"]}},{"names":["chroot"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_CHROOT"]}},{"names":["delete_module","init_module","finit_module"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_MODULE"]}},{"names":["acct"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_PACCT"]}},{"names":["kcmp","pidfd_getfd","process_madvise","process_vm_readv","process_vm_writev","ptrace"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_PTRACE"]}},{"names":["iopl","ioperm"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_RAWIO"]}},{"names":["settimeofday","stime","clock_settime","clock_settime64"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_TIME"]}},{"names":["vhangup"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_TTY_CONFIG"]}},{"names":["get_mempolicy","mbind","set_mempolicy","set_mempolicy_home_node"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYS_NICE"]}},{"names":["syslog"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_SYSLOG"]}},{"names":["bpf"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_BPF"]}},{"names":["perf_event_open"],"action":"SCMP_ACT_ALLOW","includes":{"caps":["CAP_PERFMON"]}}]}'
};

// src/linux/seccomp-reference.ts
var REFERENCE_SOURCE = REFERENCE_PROFILE.source;
var profile;
function seccompReference() {
  profile ??= readReference();
  return profile;
}
function readReference() {
  const reading = readSeccompProfile(REFERENCE_PROFILE.profile);
  if (reading.kind === "profile") return reading.profile;
  throw new Error(`the reference profile ${reading.why}`);
}

// src/linux/seccomp-comparison.ts
var OF_TODAY = {
  kernel: { major: 6, minor: 1 },
  engine: { readsDefaultErrno: true, assumesArchitecture: true, knowsNewCalls: true }
};
var MAX_COMPARED = 200;
var MOST = 2n ** 64n - 1n;
function beyondReference(profile2, context, reference = seccompReference()) {
  const today = { ...OF_TODAY, ...context, engine: OF_TODAY.engine };
  const pair = { ours: loadSeccomp(profile2, today), theirs: loadSeccomp(reference, today) };
  const found5 = filteredAbis(profile2, context.architecture).flatMap(
    (abi) => [...systemCalls(abi).keys()].flatMap(
      (name) => compareCall(pair, { name, abi }, () => samplesOf(name, profile2, reference))
    )
  );
  return found5.sort((a, b) => a.rank - b.rank || order(a.abi, b.abi) || order(a.name, b.name));
}
function compareCall({ ours, theirs }, call, samples) {
  const [mine, reference] = [kindOf2(decideSystemCall(ours, call)), kindOf2(decideSystemCall(theirs, call))];
  if (mine === "refused" || reference === "allowed") return [];
  const beyond = (allowed2, referenceAllows) => [
    { name: call.name, abi: call.abi, allowed: allowed2, referenceAllows, ...seccompDanger(call.name) }
  ];
  if (mine === "allowed") return beyond("always", reference === "refused" ? "never" : "sometimes");
  if (reference === "refused") return beyond("sometimes", "never");
  const wider = samples().some((args) => {
    const at2 = { ...call, args };
    return kindOf2(decideSystemCall(theirs, at2)) === "refused" && kindOf2(decideSystemCall(ours, at2)) !== "refused";
  });
  return wider ? beyond("sometimes", "sometimes") : [];
}
function samplesOf(name, ...profiles) {
  const rules = profiles.flatMap((profile2) => profile2.rules).filter((rule) => namesOfRule(rule).includes(name));
  const compared = rules.flatMap(({ args }) => args).filter(({ index }) => index <= 5n);
  const samples = compared.slice(0, MAX_COMPARED).flatMap(({ index, value, valueTwo }) => {
    const values = /* @__PURE__ */ new Set([0n, MOST, value, value - 1n, value + 1n, valueTwo, ...bitsOf(value)]);
    return [...values].map((at2) => withArgument(Number(index), BigInt.asUintN(64, at2)));
  });
  return samples;
}
function bitsOf(mask) {
  return Array.from({ length: 64 }, (_, bit) => mask & 1n << BigInt(bit)).filter((bit) => bit !== 0n);
}
function withArgument(index, value) {
  return Array.from({ length: 6 }, (_, at2) => at2 === index ? value : void 0);
}
function kindOf2(decision) {
  if (decision.outcome === "unknown" || decision.outcome === "trace" || decision.outcome === "notify")
    return "conditional";
  return isPermissive(decision) ? "allowed" : "refused";
}
function order(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/linux/nearest-system-call.ts
function nearestSystemCall(name) {
  if (name.length > 40) return void 0;
  const lower = name.toLowerCase();
  let best;
  for (const candidate of systemCallNames()) {
    if (Math.abs(candidate.length - lower.length) > 2) continue;
    const distance = editDistance(lower, candidate);
    if (distance <= Math.min(2, candidate.length - 2) && distance < (best?.distance ?? 3))
      best = { name: candidate, distance };
  }
  return best?.name;
}
function editDistance(a, b) {
  let [before, above] = [[], Array.from({ length: b.length + 1 }, (_, at2) => at2)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(changed, swapped, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? Infinity;
}

// src/linux/seccomp-name-mistakes.ts
var MAX_HINTS = 100;
function unknownNames(profile2) {
  const known = systemCallNames();
  const unknown2 = profile2.rules.flatMap(
    (rule) => [...new Set(namesOfRule(rule))].filter((name) => name !== "" && !known.has(name)).map((name) => ({ rule, name }))
  );
  return unknown2.map(({ rule, name }, at2) => {
    const nearest = at2 < MAX_HINTS ? nearestSystemCall(name) : void 0;
    const detail = `Rule ${rule.index + 1} names ${name}, which is no system call: it does nothing.`;
    const fix = nearest === void 0 ? "Take the name out." : `Write ${nearest}, if that is meant.`;
    const severity = refuses(rule) ? "high" : "medium";
    return { kind: "unknown-name", severity, detail, fix, line: rule.line, names: [name] };
  });
}
function openFamilies(profile2, loaded) {
  const told8 = /* @__PURE__ */ new Set();
  const openByName = /* @__PURE__ */ new Map();
  const openOf = (name) => {
    const open2 = openByName.get(name) ?? openCalls(profile2, loaded, name);
    openByName.set(name, open2);
    return open2;
  };
  return profile2.rules.filter(refusesForGood).flatMap(
    (rule) => namesOfRule(rule).flatMap((name) => {
      const open2 = openOf(name);
      const key = open2.join();
      if (open2.length === 0 || told8.has(key)) return [];
      told8.add(key);
      const detail = `Rule ${rule.index + 1} refuses ${name}, but not ${open2.join(", ")}, with which programs do the same.`;
      const fix = `Refuse these as well: ${seccompFamily(name).join(", ")}.`;
      return [{ kind: "family-incomplete", severity: "medium", detail, fix, line: rule.line, names: open2 }];
    })
  );
}
function openCalls(profile2, loaded, name) {
  const { calls } = judgeDenial(profile2, loaded, name);
  const isOpen2 = (decision) => decision.outcome !== "unknown" && isPermissive(decision);
  const own = calls.filter((call) => call.name === name);
  if (own.length === 0 || own.some(({ decision }) => decision.outcome === "unknown" || isOpen2(decision))) return [];
  return [...new Set(calls.filter(({ decision }) => isOpen2(decision)).map((call) => call.name))];
}
function refusesForGood(rule) {
  return refuses(rule) && !(rule.action === "SCMP_ACT_ERRNO" && rule.errnoRet === BigInt(ENOSYS));
}
function refuses(rule) {
  const action = readAction(rule.action, rule.errnoRet);
  return typeof action !== "string" && isRefusal(action);
}

// src/linux/seccomp-rule-mistakes.ts
var ARCHITECTURE_WORDS = /* @__PURE__ */ new Set([
  ...["x86", "amd64", "x32", "arm", "arm64", "loongarch64", "mips64", "mips64n32", "mipsel64", "mips3l64n32"],
  ...["mipsel", "mipsle", "ppc", "ppc64", "ppc64le", "riscv64", "s390", "s390x"]
]);
var MOST2 = 2n ** 64n - 1n;
function mistakesInRules(profile2) {
  const own = profile2.rules.flatMap((rule) => [
    ...wordsThatNeverMatch(rule),
    ...alwaysTrue(rule),
    ...pretendedSuccess(rule),
    ...oldForm(rule)
  ]);
  return [...pretendedByDefault(profile2), ...own];
}
function pretendedByDefault({ defaultAction, defaultErrnoRet }) {
  if (defaultAction !== "SCMP_ACT_ERRNO" || defaultErrnoRet !== 0n) return [];
  const detail = "What the profile does not name is refused with error number 0: programs are told that all went well.";
  const fix = "Leave defaultErrnoRet out, which gives EPERM.";
  return [{ kind: "errno-zero", severity: "high", detail, fix, names: [] }];
}
function wordsThatNeverMatch(rule) {
  const inCondition = ({ caps, arches }) => [
    ...caps.filter((word) => !isCapabilityWord(word)),
    ...arches.filter((word) => !ARCHITECTURE_WORDS.has(word))
  ];
  const words3 = [...inCondition(rule.includes), ...inCondition(rule.excludes)];
  if (words3.length === 0) return [];
  const detail = `Rule ${rule.index + 1} asks for ${words3.join(", ")}, which never matches.`;
  const fix = "Write capabilities as CAP_CHOWN, and architectures as amd64 or arm64.";
  const action = actionOf(rule);
  const severity = action !== void 0 && isRefusal(action) ? "high" : "medium";
  return [{ kind: "never-counts", severity, detail, fix, line: rule.line, names: namesOfRule(rule) }];
}
function alwaysTrue(rule) {
  if (rule.args.length === 0 || rule.args.some(({ index }) => index > 5n)) return [];
  const chains = chainsOf(rule.args);
  const edges = rule.args.flatMap(({ value }) => [value - 1n, value, value + 1n]);
  const samples = [0n, MOST2, ...edges].map((value) => BigInt.asUintN(64, value));
  const indexes = new Set(rule.args.map(({ index }) => Number(index)));
  const masked = rule.args.some(({ op }) => op === "SCMP_CMP_MASKED_EQ");
  const everywhere = (index) => samples.every((value) => {
    const args = Array.from({ length: 6 }, (_, at2) => at2 === index ? value : void 0);
    return chains.some((chain) => holds(chain, args) === "yes");
  });
  if (masked ? !chains.some((chain) => chain.length === 0) : ![...indexes].some(everywhere)) return [];
  const detail = `The arguments that rule ${rule.index + 1} asks for are always given: it counts for every call.`;
  const fix = "Of several conditions on one argument any is enough. Keep one, or write one rule for each value.";
  return [{ kind: "always-true", severity: "medium", detail, fix, line: rule.line, names: namesOfRule(rule) }];
}
function pretendedSuccess(rule) {
  const action = actionOf(rule);
  if (action?.outcome !== "errno" || action.errno !== 0) return [];
  const detail = `Rule ${rule.index + 1} refuses calls with error number 0: programs are told that all went well.`;
  const fix = "Leave errnoRet out, which gives EPERM.";
  return [{ kind: "errno-zero", severity: "medium", detail, fix, line: rule.line, names: namesOfRule(rule) }];
}
function oldForm(rule) {
  if (rule.name === "") return [];
  const detail = `Rule ${rule.index + 1} has the old form with one name.`;
  const fix = `Write "names": ["${rule.name}"].`;
  return [{ kind: "old-form", severity: "negligible", detail, fix, line: rule.line, names: [rule.name] }];
}
function mistakesBetweenRules(profile2, world) {
  const byName = /* @__PURE__ */ new Map();
  for (const rule of selectRules(profile2, world)) {
    for (const name of new Set(namesOfRule(rule))) {
      const rules = byName.get(name);
      if (rules === void 0) byName.set(name, [rule]);
      else rules.push(rule);
    }
  }
  const standard = readAction(profile2.defaultAction, profile2.defaultErrnoRet);
  if (typeof standard === "string") return [];
  return [...byName].flatMap(([name, rules]) => overruled(name, rules, standard));
}
function overruled(name, rules, standard) {
  const flat = rules.filter(({ args }) => args.length === 0);
  const winner = flat.find((rule) => differs2(actionOf(rule), standard));
  const action = winner === void 0 ? void 0 : actionOf(winner);
  if (winner === void 0 || action === void 0) return [];
  return rules.flatMap((rule) => {
    if (rule === winner || !differs2(actionOf(rule), action)) return [];
    const conditional = rule.args.length > 0;
    const why = conditional ? "which asks for no arguments" : "of which only one can count";
    const detail = `Rule ${rule.index + 1} does nothing for ${name}: rule ${winner.index + 1} decides, ${why}.`;
    const fix = `Take ${name} out of one of the two rules.`;
    const kind = conditional ? "shadowed-rule" : "contradictory-rules";
    return [{ kind, severity: "medium", detail, fix, line: rule.line, names: [name] }];
  });
}
function differs2(action, other) {
  return action !== void 0 && !isSameAction(action, other);
}
function actionOf(rule) {
  const action = readAction(rule.action, rule.errnoRet);
  return typeof action === "string" ? void 0 : action;
}

// src/linux/seccomp-start.ts
var NEEDED_LATE = ["close", "exit_group", "futex", "getdents64", "mmap", "mprotect", "openat", "write"];
var NEEDED_EARLY = [
  ...["capget", "capset", "setuid", "setgid", "setgroups", "prctl", "read", "getppid", "chdir", "getcwd", "fstatfs"]
];
function startMistakes(loaded, noNewPrivileges2) {
  const refusals = refusalsOf(loaded);
  const certain = refusals.filter((refusal2) => refusal2.certain);
  if (certain.length > 0) return certain.map((refusal2) => formMistake(refusal2, "does-not-start"));
  const doubts = refusals.map((refusal2) => formMistake(refusal2, "may-not-start"));
  return [...doubts, ...needMistakes(loaded, noNewPrivileges2)];
}
function refusalsOf({ worlds = [] }) {
  const everywhere = worlds.length > 0 && worlds.every(({ compiled }) => compiled.kind === "refused");
  const all = worlds.flatMap(({ compiled }) => {
    if (compiled.kind === "off") return [];
    return compiled.kind === "refused" ? compiled.refusals : compiled.doubts;
  });
  const distinct2 = new Map(all.map((refusal2) => [`${refusal2.line} ${refusal2.why}`, refusal2]));
  return [...distinct2.values()].map((refusal2) => ({ ...refusal2, certain: refusal2.certain && everywhere }));
}
function formMistake({ why, line }, kind) {
  const does = kind === "does-not-start";
  return {
    kind,
    severity: does ? "high" : "medium",
    detail: `${does ? "The container does not start" : "Some engines do not start the container"}: the profile has ${why}.`,
    fix: "Correct it: an engine that refuses the profile starts nothing.",
    ...line === void 0 ? {} : { line },
    names: []
  };
}
function needMistakes(loaded, noNewPrivileges2) {
  const [native] = ABIS[loaded.context.architecture];
  const { worlds = [] } = loaded;
  const isMissing = (name) => systemCalls(native).has(name) && worlds.length > 0 && worlds.every((world) => {
    const decision = decideSystemCall({ ...loaded, worlds: [world] }, { name });
    return decision.outcome !== "unknown" && !isPermissive(decision);
  });
  if (isMissing("execve")) {
    const detail2 = "The container does not start: the profile refuses execve, with which the runtime starts its program.";
    return [{ kind: "does-not-start", severity: "high", detail: detail2, fix: "Allow execve.", names: ["execve"] }];
  }
  const names = [...NEEDED_LATE, ...noNewPrivileges2 ? [] : NEEDED_EARLY].filter(isMissing);
  if (names.length === 0) return [];
  const detail = `The container may not start: the profile refuses ${names.join(", ")}, which runtimes need before the program.`;
  const fix = noNewPrivileges2 ? "Allow these, or start the container once to see that it does without." : "Allow these, or set no-new-privileges: runtimes then load the filter last and need less.";
  return [{ kind: "may-not-start", severity: "medium", detail, fix, names }];
}

// src/linux/seccomp-mistakes.ts
function seccompMistakes(question) {
  const { profile: profile2, notes, context } = question;
  const loaded = loadSeccomp(profile2, context);
  if (profile2.defaultAction === "" && profile2.rules.length === 0) return [OFF];
  const world = loaded.worlds?.[0]?.world;
  const starts = loaded.worlds === void 0 || loaded.worlds.some(({ compiled }) => compiled.kind !== "refused");
  return [
    ...startMistakes(loaded, question.noNewPrivileges),
    ...starts ? strengthMistakes(profile2, context, question.reference ?? seccompReference()) : [],
    ...openFamilies(profile2, loaded),
    ...unknownNames(profile2),
    ...mistakesInRules(profile2),
    ...world === void 0 ? [] : mistakesBetweenRules(profile2, world),
    ...architectureMistakes(profile2, loaded),
    ...notes.map(keyMistake)
  ];
}
var OFF = {
  kind: "off",
  severity: "critical",
  detail: "The profile has neither a defaultAction nor a rule: engines then load no filter at all.",
  fix: 'Set "defaultAction": "SCMP_ACT_ERRNO" and list what is allowed, or leave the option out.',
  names: []
};
function strengthMistakes(profile2, context, reference) {
  const beyond = beyondReference(profile2, context, reference);
  if (beyond.length === 0) return [];
  const names = [...new Set(beyond.map(({ name }) => name))];
  const shown7 = names.slice(0, 5).join(", ");
  const rest2 = names.length > 5 ? ` and ${names.length - 5} more` : "";
  const open2 = ["SCMP_ACT_ALLOW", "SCMP_ACT_LOG", "SCMP_ACT_TRACE"].includes(profile2.defaultAction);
  const what = open2 ? "The profile allows what it does not name, and so" : "The profile allows";
  return [
    {
      kind: open2 ? "allow-by-default" : "weaker-than-default",
      severity: open2 ? "critical" : severityOf(beyond),
      detail: `${what} ${names.length} system calls that Docker\u2019s default profile refuses: ${shown7}${rest2}.`,
      fix: open2 ? "Start from Docker\u2019s default profile, which refuses what it does not name, and take out what is not needed." : "Take these names out, or tie them to a capability with includes.caps.",
      names
    }
  ];
}
function severityOf(beyond) {
  const isWide2 = ({ allowed: allowed2, referenceAllows }) => allowed2 === "always" || referenceAllows === "never";
  return beyond.some((call) => call.grave && isWide2(call)) ? "high" : "medium";
}
function architectureMistakes(profile2, { context }) {
  const { architecture } = context;
  const [native, other] = ABIS[architecture];
  const listed3 = [...profile2.architectures, ...profile2.archMap.map((entry) => entry.architecture)];
  if (listed3.length > 0 && !listed3.includes(ABI_NAMES[native])) {
    const detail2 = `The profile lists ${listed3.slice(0, 5).join(", ")}, but not ${ABI_NAMES[native]}, the machine\u2019s own.`;
    const fix2 = `Add ${ABI_NAMES[native]}: the rules are applied to it anyway, but programs of other kinds are killed.`;
    return [{ kind: "architecture-foreign", severity: "medium", detail: detail2, fix: fix2, names: [] }];
  }
  if (filteredAbis(profile2, architecture).includes(other)) return [];
  const detail = `The profile does not list ${ABI_NAMES[other]}: programs of 32 bits are killed at their first call.`;
  const fix = `Add ${ABI_NAMES[other]} to subArchitectures if the image has such programs.`;
  return [{ kind: "architecture-missing", severity: "negligible", detail, fix, names: [] }];
}
function keyMistake({ kind, key, line }) {
  const unknown2 = kind === "unknown-key";
  return {
    kind: "key",
    severity: "low",
    detail: unknown2 ? `Engines ignore the key ${key}.` : `The key ${key} is not written as engines document it.`,
    fix: unknown2 ? "Take it out, or write the key that is meant." : "Write the key with its capital letters.",
    line,
    names: []
  };
}

// src/linux/seccomp-runtime-spec.ts
var NO_CONDITION = { caps: [], arches: [], minKernelEmpty: false };
function asRuntimeSpec(profile2) {
  const rules = profile2.rules.map((rule) => ({ ...rule, name: "", includes: NO_CONDITION, excludes: NO_CONDITION }));
  const read = { ...profile2, archMap: [], rules };
  const differs3 = profile2.archMap.length > 0 || profile2.rules.some((rule) => rule.name !== "" || isConditional(rule));
  return differs3 ? read : void 0;
}
function isConditional({ includes, excludes }) {
  return [includes, excludes].some(
    ({ caps, arches, minKernel, minKernelEmpty }) => caps.length > 0 || arches.length > 0 || minKernel !== void 0 || minKernelEmpty
  );
}

// src/checks/confinement/seccomp-machine.ts
var MACHINE_EVIDENCE = ["image", "image-config", "engine-security"];
var MACHINES = new Map([
  ...["amd64", "x86_64", "386"].map((name) => [name, "amd64"]),
  ...["arm64", "aarch64", "arm"].map((name) => [name, "arm64"])
]);
var READS_DEFAULT_ERRNO = 21;
function seccompMachine(evidence) {
  const { "run-settings": run, "image-config": config, image } = evidence;
  const here = run.source.kind !== "kubernetes";
  const architectures = architecturesOf(config?.architecture ?? (here ? image?.engine.architecture : void 0));
  if (typeof architectures === "string") return undetermined3(architectures);
  const engineVersion = here ? image?.engine.serverVersion : void 0;
  const granted = boundingOf({ run, config, engineVersion });
  if (granted.kind === "undecided") return granted;
  if (granted.kind !== "granted") return undetermined3(`no container is started: ${granted.why}`);
  const kernel = here ? kernelOf(evidence["engine-security"]?.kernelVersion ?? "") : void 0;
  const engine = engineOf(engineVersion);
  return {
    kind: "known",
    contexts: architectures.map((architecture) => ({
      architecture,
      capabilities: granted.bounding,
      ...kernel && { kernel },
      ...engine && { engine }
    })),
    programsOf32Bits: config?.architecture === "386" || config?.architecture === "arm",
    noNewPrivileges: hasNoNewPrivileges(evidence, here)
  };
}
function undetermined3(why) {
  const problem = {
    code: "SECCOMP-UNDETERMINED",
    what: `What the seccomp filter does cannot be known: ${why.replace(/\.$/, "")}.`,
    means: NO_VERDICT,
    todo: "See the section of this code for each of its reasons."
  };
  return { kind: "undecided", result: { kind: "undecided", problem } };
}
function architecturesOf(name) {
  if (name === void 0) return ["amd64", "arm64"];
  const machine = MACHINES.get(name);
  if (machine !== void 0) return [machine];
  return `the gate knows the system calls of amd64 and arm64, and not those of ${visibleText(name, 40)}`;
}
function kernelOf(version) {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})(?!\d)/.exec(version) ?? [];
  return major === void 0 || minor === void 0 ? void 0 : { major: Number(major), minor: Number(minor) };
}
function engineMajor(version) {
  const major = /^v?(\d{1,4})\./.exec(version ?? "")?.[1];
  return major === void 0 || Number(major) < 17 ? void 0 : Number(major);
}
function engineOf(version) {
  const major = engineMajor(version);
  return major === void 0 ? void 0 : { readsDefaultErrno: major >= READS_DEFAULT_ERRNO };
}
function hasNoNewPrivileges({ "run-settings": run, "engine-security": engine }, here) {
  const { noNewPrivileges: noNewPrivileges2 } = run.security;
  if (noNewPrivileges2.state === "said") return noNewPrivileges2.value;
  return here && noNewPrivileges2.state === "not-said" && engine?.noNewPrivileges === true;
}

// src/checks/confinement/seccomp-question.ts
var MAX_COMPARISONS = 2048;
var answers = /* @__PURE__ */ new WeakMap();
function askSeccomp(evidence) {
  const known = answers.get(evidence["seccomp-profile"]);
  if (known !== void 0 && isSameEvidence(known.evidence, evidence)) return known.answer;
  const answer = ask(evidence);
  answers.set(evidence["seccomp-profile"], { evidence, answer });
  return answer;
}
function isSameEvidence(a, b) {
  const kinds = ["run-settings", "seccomp-profile", "image", "image-config", "engine-security"];
  return kinds.every((kind) => a[kind] === b[kind]);
}
function ask(evidence) {
  const { "seccomp-profile": file2, "run-settings": run } = evidence;
  const reading = readSeccompProfile(file2.text);
  if (reading.kind === "unreadable")
    return undetermined3(`${visibleText(file2.path, 120)} ${visibleText(reading.why, 200)}`);
  const { profile: profile2, notes } = reading;
  const machine = seccompMachine(evidence);
  if (machine.kind === "undecided") return machine;
  const why = tooMuch(profile2, machine.contexts);
  if (why !== void 0) return undetermined3(`${visibleText(file2.path, 120)} ${why}`);
  const questions = machine.contexts.map((context) => mistakesIn(context, { profile: profile2, notes, machine }));
  const told8 = united(questions);
  const mistakes = run.source.kind === "kubernetes" ? withContainerd(told8, profile2, machine) : told8;
  return { kind: "asked", file: file2, profile: profile2, machine, mistakes };
}
function tooMuch(profile2, contexts) {
  const comparisons = profile2.rules.reduce((sum, { args, names }) => sum + args.length * Math.max(1, names.length), 0);
  if (comparisons > MAX_COMPARISONS)
    return `compares arguments ${comparisons} times; the gate looks at ${MAX_COMPARISONS}`;
  const open2 = contexts.some((context) => loadSeccomp(profile2, context).worlds === void 0);
  return open2 ? "asks for too many versions of the kernel, and that of the machine is not known" : void 0;
}
function mistakesIn(context, { profile: profile2, notes, machine }) {
  return seccompMistakes({ profile: profile2, notes, context, noNewPrivileges: machine.noNewPrivileges });
}
function united(lists) {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first;
  const found5 = /* @__PURE__ */ new Map();
  for (const mistake of lists.flat()) {
    const key = isStrength(mistake) ? "strength" : `${mistake.kind} ${mistake.line} ${mistake.detail}`;
    const same = found5.get(key);
    if (same === void 0 || same.names.length < mistake.names.length) found5.set(key, mistake);
  }
  return [...found5.values()];
}
function isStrength({ kind }) {
  return kind === "weaker-than-default" || kind === "allow-by-default";
}
function withContainerd(told8, profile2, machine) {
  const read = asRuntimeSpec(profile2);
  if (read === void 0 || told8.some(({ kind }) => kind === "off")) return told8;
  const lists = machine.contexts.map((context) => mistakesIn(context, { profile: read, notes: [], machine }));
  const weaker = united(lists).find(isStrength);
  const before = told8.find(isStrength);
  if (weaker === void 0 || weaker.names.length <= (before?.names.length ?? 0)) return told8;
  const detail = `${weaker.detail} That is so under containerd, which reads no includes, no excludes and no archMap.`;
  return [{ ...weaker, detail }, ...told8.filter((mistake) => mistake !== before)];
}

// src/checks/confinement/judge-mistakes.ts
var MAX_FINDINGS = 20;
var MAX_NAMES = 20;
function judgeMistakes(meta, evidence, rule) {
  const asked3 = askSeccomp(evidence);
  if (asked3.kind === "undecided") return asked3.result;
  const none2 = withoutFilter(asked3, rule);
  if (none2 !== void 0) return { kind: "not-applicable", observed: none2 };
  return judged2(meta, asked3, asked3.mistakes, rule);
}
function judged2(meta, asked3, mistakes, { titles, good }) {
  const own = mistakes.filter(({ kind }) => titles[kind] !== void 0).sort((a, b) => compareSeverity(a.severity, b.severity));
  const path = visibleText(asked3.file.path, 120);
  const [first] = own;
  if (first === void 0) return { kind: "judged", seen: `${path} ${good(asked3)}`, findings: [] };
  const keys = numberedKeys(own.map(({ kind, names }) => `${asked3.file.path} ${kind} ${names.slice(0, 3).join()}`));
  const findings = own.slice(0, MAX_FINDINGS).map((mistake, at2) => findingOf2(meta, asked3, mistake, { title: titles[mistake.kind] ?? "", key: keys[at2] ?? "" }));
  return { kind: "judged", seen: seenOf(asked3, first), findings: [...findings, ...rest(meta, asked3, own)] };
}
function withoutFilter({ mistakes, file: file2 }, { titles, about }) {
  const path = visibleText(file2.path, 120);
  const off = mistakes.some(({ kind }) => kind === "off");
  if (off && titles.off === void 0) return `${path} loads no filter, which seccomp-filter-on judges.`;
  const form = mistakes.some(({ kind, names }) => kind === "does-not-start" && names.length === 0);
  return form && about === "filter" ? `No container starts with ${path}, which seccomp-starts judges.` : void 0;
}
function findingOf2(meta, asked3, mistake, { title, key }) {
  return finding(meta, {
    key,
    severity: mistake.severity,
    title,
    detail: visibleText(mistake.detail, 600),
    seen: seenOf(asked3, mistake),
    location: placeOf(asked3, mistake),
    fix: { text: visibleText(mistake.fix, 400) }
  });
}
function seenOf(asked3, mistake) {
  const { names } = mistake;
  const place2 = `${visibleText(asked3.file.path, 120)}:${placeOf(asked3, mistake).lines.first}`;
  if (names.length === 0) return `${place2}: ${visibleText(mistake.detail, 200)}`;
  const shown7 = names.slice(0, MAX_NAMES).map((name) => visibleText(name, 60));
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
  return `${place2}: ${shown7.join(", ")}${more}`;
}
function placeOf({ file: file2, profile: profile2 }, { line, names }) {
  const [worst = ""] = names;
  const at2 = line ?? profile2.rules.find((rule) => allows(rule.action) && namesOfRule(rule).includes(worst))?.line ?? 1;
  return { file: file2.path, lines: { first: at2, last: at2 } };
}
function allows(action) {
  return action === "SCMP_ACT_ALLOW" || action === "SCMP_ACT_LOG";
}
function rest(meta, { file: file2 }, own) {
  const [next] = own.slice(MAX_FINDINGS);
  if (next === void 0) return [];
  const path = visibleText(file2.path, 120);
  const count = own.length - MAX_FINDINGS;
  return [
    finding(meta, {
      key: `${file2.path} more`,
      severity: next.severity,
      title: `${count} more of the kind`,
      detail: `The first ${MAX_FINDINGS} are shown one by one; the profile has ${count} more.`,
      seen: `${path}: ${own.length} in all`,
      fix: { text: "Cure those that are shown, and run the gate again." }
    })
  ];
}

// src/checks/confinement/seccomp-references.ts
var DOCKER_SECCOMP = {
  name: "Seccomp security profiles for Docker",
  url: "https://docs.docker.com/engine/security/seccomp/"
};
var DEFAULT_PROFILE = {
  name: "moby/profiles, seccomp/default.json",
  url: "https://github.com/moby/profiles/blob/main/seccomp/default.json"
};
var KUBERNETES_SECCOMP = {
  name: "Restrict a Container\u2019s Syscalls with seccomp",
  url: "https://kubernetes.io/docs/tutorials/security/seccomp/"
};
var SECCOMP_RULE_ADD = {
  name: "seccomp_rule_add(3)",
  url: "https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html"
};
var RUNTIME_SPEC = {
  name: "OCI runtime specification, config-linux.md, Seccomp",
  url: "https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp"
};
var PROFILE_REFERENCES = [cis("5.22"), nist("4.4.3"), DOCKER_SECCOMP];

// src/checks/confinement/seccomp-architectures-listed.ts
var META22 = { id: "seccomp-architectures-listed", severity: "medium" };
var seccompArchitecturesListed = defineCheck({
  ...META22,
  title: "The seccomp profile lists the architectures of the image\u2019s programs",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const asked3 = askSeccomp(evidence);
    if (asked3.kind === "undecided") return asked3.result;
    const { contexts } = asked3.machine;
    if (contexts.length > 1) {
      return { kind: "not-applicable", observed: "Nobody says which architecture the image is for." };
    }
    if (asked3.mistakes.some(({ kind }) => kind === "off")) {
      return {
        kind: "not-applicable",
        observed: "A profile that loads no filter kills nothing: seccomp-filter-on judges it."
      };
    }
    return judged2(META22, asked3, weighed(asked3), {
      titles: {
        "architecture-foreign": "The profile is written for other machines",
        "architecture-missing": "Programs of 32 bits are killed"
      },
      good: () => `lists the architectures of ${contexts[0]?.architecture ?? "the machine"}`
    });
  }
});
function weighed({ mistakes, machine }) {
  if (!machine.programsOf32Bits) return mistakes;
  return mistakes.map((mistake) => ({ ...mistake, severity: "high" }));
}

// src/checks/confinement/seccomp-denies-by-default.ts
var META23 = { id: "seccomp-denies-by-default", severity: "critical" };
var seccompDeniesByDefault = defineCheck({
  ...META23,
  title: "The seccomp profile refuses what it does not name",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, DEFAULT_PROFILE],
  evaluate: (evidence) => judgeMistakes(META23, evidence, {
    titles: {
      "allow-by-default": "The seccomp profile allows what it does not name"
    },
    good: ({ profile: profile2 }) => defaultWords(profile2.defaultAction),
    about: "filter"
  })
});
function defaultWords(action) {
  const words3 = visibleText(action, 40);
  if (action === "SCMP_ACT_ALLOW" || action === "SCMP_ACT_LOG") return `names all that the default refuses (${words3})`;
  return `refuses what it does not name (${words3})`;
}

// src/checks/confinement/tried-calls.ts
var ENOSYS2 = 38;
var EPERM = 1;
function triedOperation(confinement, names, errnos) {
  if (confinement?.outcome !== "ran") return { state: "not-tried" };
  const own = confinement.calls.filter(({ name }) => names.includes(name));
  const fates = own.map((call) => ({ call, fate: fateOf(call, errnos.get(call.name)) }));
  const through = fates.find(({ fate }) => fate === "through");
  if (through !== void 0) return { state: "through", call: through.call };
  const refused3 = fates.flatMap(({ call, fate }) => fate === "refused" ? [call.name] : []);
  return refused3.length > 0 ? { state: "refused", names: new Set(refused3) } : { state: "not-tried" };
}
function fateOf({ answer, unfiltered }, errno) {
  if ("signal" in answer) return "refused";
  if ("value" in answer) {
    if (errno !== 0) return "through";
    return unfiltered.includes(0) ? "unclear" : "refused";
  }
  if (answer.errno === ENOSYS2) return "unclear";
  if (!unfiltered.includes(answer.errno)) return "refused";
  return answer.errno === (errno ?? EPERM) ? "unclear" : "through";
}
function answerWords({ written, answer }) {
  if ("signal" in answer) return `${written} ended by ${answer.signal}`;
  return "value" in answer ? `${written} gave ${answer.value}` : `${written} gave error ${answer.errno}`;
}

// src/checks/confinement/demand-findings.ts
function demandFinding(meta, demand, unmet, evidence) {
  const { "run-settings": run, "seccomp-profile": file2 } = evidence;
  const name = visibleText(demand.name, 64);
  const location = placeOf2(unmet, evidence);
  const family = seccompFamily(demand.name).join(", ");
  const named = file2 !== void 0 && unmet.state !== "no-filter";
  return finding(meta, {
    key: demand.name,
    title: `${name} is not refused`,
    detail: `The policy (${visibleText(demand.from, 120)}) demands that the filter refuses it. ${detailOf(unmet)}`,
    seen: seenOf2(name, unmet),
    ...location && { location },
    fix: named ? { text: `Take these names out of the rules of ${visibleText(file2.path, 120)} that allow them: ${family}.` } : fixFor(
      run,
      {
        text: `Name a profile that refuses ${family}: Docker\u2019s default profile without these names.`,
        compose: ["    security_opt:", "      - seccomp=seccomp/profile.json"],
        run: ["--security-opt=seccomp=seccomp/profile.json"],
        kubernetes: [
          ...["          seccompProfile:", "            type: Localhost"],
          "            localhostProfile: profile.json"
        ]
      },
      "append"
    )
  });
}
function detailOf(unmet) {
  switch (unmet.state) {
    case "no-filter":
      return `No filter is loaded: ${unmet.words}.`;
    case "open":
      return `The profile lets it through by ${callWords(unmet.calls)}.`;
    case "got-through":
      return unmet.expected ? "The running container got through." : "The profile refuses it, and the running container got through all the same: another filter is in force than the one that was judged.";
  }
}
function seenOf2(name, unmet) {
  switch (unmet.state) {
    case "no-filter":
      return `${name}: no filter`;
    case "open":
      return `${name}: allowed by ${callWords(unmet.calls)}`;
    case "got-through":
      return `${name}: ${visibleText(answerWords(unmet.call), 120)} in the running container`;
  }
}
function callWords(calls) {
  const native = Object.values(ABIS).map(([own]) => own);
  const words3 = calls.map(({ name, abi, allowed: allowed2 }) => {
    const programs = native.includes(abi) ? "" : " of 32-bit programs";
    return `${name}${programs}${allowed2 === "sometimes" ? " with some arguments" : ""}`;
  });
  return [...new Set(words3)].join("; ");
}
function placeOf2(unmet, { "run-settings": run, "seccomp-profile": file2 }) {
  const rule = unmet.state === "open" ? unmet.calls.find((call) => call.rule !== void 0)?.rule : void 0;
  if (rule !== void 0 && file2 !== void 0) {
    return { file: file2.path, lines: { first: rule.line, last: rule.line } };
  }
  const { seccomp } = run.security;
  return locationOf(seccomp.state === "said" ? seccomp.at : declaredAt(run));
}

// src/linux/seccomp-demand.ts
function judgeDemand(profile2, loaded, operation) {
  const { calls } = judgeDenial(profile2, loaded, operation);
  const fates = calls.map(({ name, abi }) => fateOf2(loaded, { name, abi }));
  const open2 = fates.flatMap((fate) => fate.kind === "open" ? [fate] : []);
  const unknown2 = fates.flatMap((fate) => fate.kind === "unknown" ? [fate] : []);
  const [native] = ABIS[loaded.context.architecture];
  const errnos = new Map(
    calls.flatMap(
      ({ name, abi, decision }) => abi === native && decision.outcome === "errno" ? [[name, decision.errno]] : []
    )
  );
  const [first] = unknown2;
  const settled = unknown2.every((fate) => fate.settled === "by-a-container") ? "by-a-container" : "by-nothing";
  if (open2.length > 0) return { verdict: "open", open: open2, settled, errnos };
  if (first === void 0) return { verdict: "refused", open: open2, settled, errnos };
  return { verdict: "unknown", open: open2, why: first.why, settled, errnos };
}
function fateOf2(loaded, call) {
  const decision = decideSystemCall(loaded, call);
  if (decision.outcome === "trace" || decision.outcome === "notify") return asked(decision.outcome);
  if (decision.outcome !== "unknown") {
    if (!isPermissive(decision)) return { kind: "refused" };
    return { kind: "open", ...call, allowed: "always", ...decision.by.kind === "rule" && { rule: decision.by.rule } };
  }
  const { worlds = [] } = loaded;
  const possible = worlds.map((world) => possibleActions({ ...loaded, worlds: [world] }, call));
  const starts = possible.some((actions) => actions.length > 0);
  if (starts && possible.every((actions) => actions.every(({ action }) => isRefusal(action)))) {
    return { kind: "refused" };
  }
  const through = possible.map((actions) => actions.find(({ action }) => isPermissive(action)));
  const [first] = through;
  if (first !== void 0 && !through.includes(void 0)) {
    return { kind: "open", ...call, allowed: "sometimes", ...first.rule && { rule: first.rule } };
  }
  const clear = possible.length > 0 && possible.every((actions) => actions.length === 1);
  return { kind: "unknown", why: decision.why, settled: clear ? "by-a-container" : "by-nothing" };
}
function asked(outcome) {
  const who = outcome === "trace" ? "a tracer" : "a program beside the container";
  return { kind: "unknown", why: `${who} decides`, settled: "by-nothing" };
}
function possibleActions(loaded, call) {
  const decision = decideSystemCall(loaded, call);
  if (decision.outcome !== "unknown") return [{ action: decision }];
  const [only2] = loaded.worlds ?? [];
  if (only2?.compiled.kind !== "filter") return [];
  const { chains = [] } = only2.compiled.calls.get(call.name) ?? {};
  return [...chains, { action: only2.compiled.defaultAction }];
}

// src/checks/confinement/demanded-call.ts
function demandedCall(name, place2) {
  if (!systemCallNames().has(name)) return { state: "unknown", why: noSuchCall(name) };
  const { profiles, contexts, confinement } = place2;
  const answers2 = profiles.flatMap(
    (profile2) => contexts.map((context) => judgeDemand(profile2, loadSeccomp(profile2, context), name))
  );
  const errnos = answers2.length === 1 ? answers2[0]?.errnos : void 0;
  const tried = triedOperation(confinement, seccompFamily(name), errnos ?? /* @__PURE__ */ new Map());
  const worst = worstOf(answers2);
  if (tried.state === "through") {
    return { state: "got-through", call: tried.call, expected: worst?.verdict !== "refused" };
  }
  const seen = tried.state === "refused";
  const seenAll = tried.state === "refused" && ownCalls(name, contexts).every((call) => tried.names.has(call));
  if (worst === void 0) {
    if (seenAll) return { state: "refused", by: "container" };
    return {
      state: "unknown",
      why: `whether the engine\u2019s own profile refuses ${name} is not known, and no container shows it`
    };
  }
  switch (worst.verdict) {
    case "refused":
      return { state: "refused", by: seen ? "both" : "profile" };
    case "open":
      if (seenAll && place2.standsFor && worst.open.every((call) => call.allowed === "always" && tried.names.has(call.name))) {
        return { state: "refused", by: "container" };
      }
      return { state: "open", calls: worst.open };
    case "unknown":
      if (seenAll && worst.settled === "by-a-container") return { state: "refused", by: "container" };
      return { state: "unknown", why: `what happens to ${name} is not known: ${worst.why ?? ""}` };
  }
}
function ownCalls(name, contexts) {
  const machines = contexts.map(({ architecture }) => systemCalls(ABIS[architecture][0]));
  return seccompFamily(name).filter((call) => machines.some((calls) => calls.has(call)));
}
function worstOf(answers2) {
  const order2 = ["open", "unknown", "refused"];
  return [...answers2].sort((a, b) => order2.indexOf(a.verdict) - order2.indexOf(b.verdict))[0];
}
function noSuchCall(name) {
  const nearest = nearestSystemCall(name);
  const hint = nearest === void 0 ? "" : `; perhaps ${nearest} is meant`;
  return `${name} is no system call${hint}`;
}

// src/checks/confinement/seccomp-in-force.ts
var APPLIES_TO_PRIVILEGED = 27;
function seccompInForce(evidence) {
  const { "run-settings": run, image } = evidence;
  const choice = readSetting(run, run.security.seccomp, "seccomp");
  if (choice.state === "undecided") return { kind: "undecided", result: choice.result };
  if (choice.state === "said" && choice.value.kind === "unconfined") {
    return { kind: "none", why: "unconfined", words: `seccomp: unconfined (${placeWords(choice.at)})`, at: choice.at };
  }
  const privileged2 = readSetting(run, run.privileged, "privileged");
  if (privileged2.state === "undecided") return { kind: "undecided", result: privileged2.result };
  const here = run.source.kind !== "kubernetes";
  const applies = here && (engineMajor(image?.engine.serverVersion) ?? 0) >= APPLIES_TO_PRIVILEGED;
  if (privileged2.state === "said" && privileged2.value && !(choice.state === "said" && applies)) {
    return { kind: "none", why: "privileged", words: `privileged: true (${placeWords(privileged2.at)})` };
  }
  if (choice.state === "said" && choice.value.kind === "profile") return { kind: "profile", at: choice.at };
  const named = choice.state === "said" ? placeWords(choice.at) : void 0;
  return here ? ofEngine(evidence, named) : ofCluster(named);
}
function ofEngine({ "engine-security": security }, named) {
  if (security === void 0) return undetermined3("the engine did not say which profile it gives");
  if (!security.seccomp) {
    return { kind: "none", why: "engine-without", words: "the engine, or its kernel, has no seccomp" };
  }
  if (named !== void 0) return { kind: "built-in", words: `the built-in profile (${named})` };
  switch (security.seccompProfile) {
    case "unconfined":
      return { kind: "none", why: "engine-unconfined", words: "the engine gives no filter where nothing is said" };
    case "builtin":
    case "default":
      return { kind: "built-in", words: "the engine\u2019s built-in profile" };
    case "":
      return undetermined3("the engine did not say which profile it gives");
    default: {
      const path = visibleText(security.seccompProfile, 120);
      return { kind: "engines-own", words: `the profile that the engine was given, ${path}, which is not judged` };
    }
  }
}
function ofCluster(named) {
  if (named !== void 0) return { kind: "built-in", words: `the profile of the cluster\u2019s runtime (${named})` };
  return { kind: "none", why: "cluster", words: "no seccompProfile" };
}

// src/checks/confinement/seccomp-denies-demanded-calls.ts
var META24 = { id: "seccomp-denies-demanded-calls", severity: "high" };
var seccompDeniesDemandedCalls = defineCheck({
  ...META24,
  title: "The seccomp filter refuses what the policy demands",
  area: "confinement",
  needs: ["confinement-demands", "run-settings"],
  uses: [...MACHINE_EVIDENCE, "seccomp-profile", "confinement"],
  references: PROFILE_REFERENCES,
  evaluate: (evidence) => {
    const { mustDeny } = evidence["confinement-demands"];
    if (mustDeny.length === 0) return { kind: "not-applicable", observed: "The policy demands no refusals." };
    const place2 = placeOf3(evidence);
    switch (place2.kind) {
      case "undecided":
        return place2.result;
      case "none":
        return noneRefused(mustDeny, place2.words, evidence);
      case "filter":
        return judge13(mustDeny, place2, evidence);
    }
  }
});
function placeOf3(evidence) {
  const { "seccomp-profile": file2, confinement } = evidence;
  const force = seccompInForce(evidence);
  if (force.kind === "undecided" || force.kind === "none") return force;
  if (force.kind === "profile") {
    if (file2 === void 0) return undetermined3("the profile that the run settings name could not be read");
    const asked3 = askSeccomp({ ...evidence, "seccomp-profile": file2 });
    if (asked3.kind === "undecided") return asked3;
    const { profile: profile2, machine: machine2 } = asked3;
    if (asked3.mistakes.some(({ kind }) => kind === "off")) {
      return { kind: "none", words: `${visibleText(file2.path, 120)} loads no filter` };
    }
    return {
      kind: "filter",
      profiles: readingsOf(profile2, evidence),
      standsFor: false,
      contexts: machine2.contexts,
      confinement
    };
  }
  const machine = seccompMachine(evidence);
  if (machine.kind === "undecided") return machine;
  const profiles = force.kind === "built-in" ? [seccompReference()] : [];
  return { kind: "filter", profiles, standsFor: true, contexts: machine.contexts, confinement };
}
function readingsOf(profile2, { "run-settings": run }) {
  const other = run.source.kind === "kubernetes" ? asRuntimeSpec(profile2) : void 0;
  return other === void 0 ? [profile2] : [profile2, other];
}
function noneRefused(demands, words3, evidence) {
  const findings = demands.map((demand) => demandFinding(META24, demand, { state: "no-filter", words: words3 }, evidence));
  return { kind: "judged", seen: `nothing is refused: ${words3}`, findings };
}
function judge13(demands, place2, evidence) {
  const answers2 = demands.map((demand) => ({ demand, answer: demandedCall(demand.name, place2) }));
  const findings = answers2.flatMap(
    ({ demand, answer }) => answer.state === "open" || answer.state === "got-through" ? [demandFinding(META24, demand, answer, evidence)] : []
  );
  if (findings.length > 0) return { kind: "judged", seen: seenOf3(answers2), findings };
  const open2 = answers2.flatMap(({ demand, answer }) => answer.state === "unknown" ? [{ demand, answer }] : [])[0];
  if (open2 === void 0) return { kind: "judged", seen: seenOf3(answers2), findings };
  const problem = {
    code: "SECCOMP-UNDETERMINED",
    what: `The policy (${visibleText(open2.demand.from, 120)}) demands that ${visibleText(open2.demand.name, 64)} is refused, and ${visibleText(open2.answer.why, 300)}.`,
    means: NO_VERDICT,
    todo: "Correct the name, or refuse the call without conditions, with all that do the same."
  };
  return { kind: "undecided", problem };
}
var REFUSED = [
  ["both", "refused: in the profile and on the running container"],
  ["container", "refused: on the running container"],
  ["profile", "refused: in the profile (static only)"]
];
function seenOf3(answers2) {
  const named = (wanted) => answers2.flatMap(({ demand, answer }) => wanted(answer) ? [visibleText(demand.name, 64)] : []).join(", ");
  const groups = [
    ...REFUSED.map(([by, words3]) => [named((one) => one.state === "refused" && one.by === by), words3]),
    [named(({ state }) => state === "open" || state === "got-through"), "not refused"],
    [named(({ state }) => state === "unknown"), "not known"]
  ];
  return groups.flatMap(([names, words3]) => names === "" ? [] : [`${names} ${words3}`]).join("; ");
}

// src/checks/confinement/seccomp-families-complete.ts
var META25 = { id: "seccomp-families-complete", severity: "medium" };
var seccompFamiliesComplete = defineCheck({
  ...META25,
  title: "Who refuses a system call refuses those that do the same",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) => judgeMistakes(META25, evidence, {
    titles: {
      "family-incomplete": "A system call is refused, and another that does the same is not"
    },
    good: () => "leaves no way around what it refuses",
    about: "filter"
  })
});

// src/checks/confinement/seccomp-filter-on.ts
var META26 = { id: "seccomp-filter-on", severity: "critical" };
var seccompFilterOn = defineCheck({
  ...META26,
  title: "The seccomp profile loads a filter",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => judgeMistakes(META26, evidence, {
    titles: {
      off: "The seccomp profile loads no filter"
    },
    good: () => "loads a filter",
    about: "file"
  })
});

// src/checks/confinement/seccomp-names-known.ts
var META27 = { id: "seccomp-names-known", severity: "medium" };
var seccompNamesKnown = defineCheck({
  ...META27,
  title: "Every name in the seccomp profile is that of a system call",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) => judgeMistakes(META27, evidence, {
    titles: {
      "unknown-name": "A name in the profile is no system call"
    },
    good: () => "names system calls only",
    about: "file"
  })
});

// src/checks/confinement/seccomp-not-ignored.ts
var META28 = { id: "seccomp-not-ignored", severity: "high" };
var seccompNotIgnored = defineCheck({
  ...META28,
  title: "The seccomp profile is not ignored",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: ["image"],
  references: [
    ...PROFILE_REFERENCES,
    KUBERNETES_SECCOMP,
    { name: "moby/moby#47500", url: "https://github.com/moby/moby/pull/47500" }
  ],
  evaluate: ({ "run-settings": run, "seccomp-profile": file2, image }) => {
    const privileged2 = readSetting(run, run.privileged, "privileged");
    if (privileged2.state === "undecided") return privileged2.result;
    const path = visibleText(file2.path, 120);
    if (privileged2.state === "default" || !privileged2.value) {
      return { kind: "judged", seen: `${path} (${placeWords(file2.at)}), and not privileged`, findings: [] };
    }
    const seen = `${path} (${placeWords(file2.at)}) beside privileged (${placeWords(privileged2.at)})`;
    const location = locationOf(privileged2.at);
    const found5 = finding(META28, {
      key: "privileged",
      severity: isApplied(run, image?.engine.serverVersion) ? "medium" : "high",
      title: "The container is privileged, for which engines ignore its seccomp profile",
      detail: whoIgnores(run, image?.engine.serverVersion),
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: "Take privileged away, and add the one capability or device that is needed.",
          compose: ["    privileged: false"],
          run: ["--privileged=false"],
          kubernetes: ["          privileged: false"]
        },
        "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function isApplied({ source }, version) {
  return source.kind !== "kubernetes" && (engineMajor(version) ?? 0) >= APPLIES_TO_PRIVILEGED;
}
function whoIgnores({ source }, version) {
  if (source.kind === "kubernetes") return "Privileged containers of Kubernetes always run unconfined.";
  const engines = `Engines before ${APPLIES_TO_PRIVILEGED} load no filter for a privileged container, whatever profile is named`;
  if (engineMajor(version) === void 0) return `${engines}.`;
  const here = isApplied({ source }, version) ? "does, and others that run the image may not" : "is one of them";
  return `${engines}; this one (${visibleText(version ?? "", 40)}) ${here}.`;
}

// src/checks/confinement/seccomp-not-unconfined.ts
var META29 = { id: "seccomp-not-unconfined", severity: "critical" };
var seccompNotUnconfined = defineCheck({
  ...META29,
  title: "The container runs under a seccomp filter",
  area: "confinement",
  needs: ["run-settings"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, podSecurity("baseline"), podSecurity("restricted"), KUBERNETES_SECCOMP],
  evaluate: (evidence) => {
    const force = seccompInForce(evidence);
    switch (force.kind) {
      case "undecided":
        return force.result;
      case "profile":
        return { kind: "judged", seen: `seccomp: a profile (${placeWords(force.at)})`, findings: [] };
      case "built-in":
      case "engines-own":
        return { kind: "judged", seen: `seccomp: ${force.words}`, findings: [] };
      case "none":
        return unconfined(evidence["run-settings"], force);
    }
  }
});
function unconfined(run, force) {
  if (force.why === "privileged") {
    return { kind: "not-applicable", observed: `A privileged container gets no filter: ${force.words}.` };
  }
  const location = locationOf(force.at ?? declaredAt(run));
  const found5 = finding(META29, {
    key: force.why,
    seen: force.words,
    ...location && { location },
    ...WORDS[force.why],
    fix: fixFor(run, CURES2[force.why], force.at === void 0 ? "append" : "replace")
  });
  return { kind: "judged", seen: force.words, findings: [found5] };
}
var EVERY_CALL = "The container may make every system call, those among them that the kernel is attacked by.";
var WORDS = {
  unconfined: { title: "The container runs without seccomp", detail: `No filter is loaded. ${EVERY_CALL}` },
  "engine-unconfined": {
    title: "The engine runs containers without seccomp",
    detail: `It was told to load no filter where none is named. ${EVERY_CALL}`
  },
  "engine-without": {
    title: "The engine has no seccomp",
    detail: `Its kernel, or the engine itself, was built without. ${EVERY_CALL}`
  },
  cluster: {
    severity: "medium",
    title: "The manifest asks for no seccomp profile",
    detail: `Kubernetes then loads no filter, unless the node\u2019s kubelet was started with seccompDefault. ${EVERY_CALL}`
  }
};
var KUBERNETES = ["          seccompProfile:", "            type: RuntimeDefault"];
var CURES2 = {
  unconfined: {
    text: "Take the option out, which gives the default profile, or name a profile of your own.",
    kubernetes: ["            type: RuntimeDefault"]
  },
  "engine-unconfined": {
    text: 'Name the built-in profile, or one of your own; better, take "seccomp-profile": "unconfined" out of the engine\u2019s daemon.json.',
    compose: ["    security_opt:", "      - seccomp=builtin"],
    run: ["--security-opt=seccomp=builtin"]
  },
  "engine-without": {
    text: "Run the image on a machine whose kernel has CONFIG_SECCOMP_FILTER, with an engine that was built with seccomp."
  },
  cluster: { text: "Ask for the profile of the runtime in the securityContext.", kubernetes: KUBERNETES }
};

// src/checks/confinement/seccomp-not-weaker-than-default.ts
var META30 = { id: "seccomp-not-weaker-than-default", severity: "high" };
var seccompNotWeakerThanDefault = defineCheck({
  ...META30,
  title: "The seccomp profile allows nothing that Docker\u2019s default refuses",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, DEFAULT_PROFILE],
  evaluate: (evidence) => {
    const asked3 = askSeccomp(evidence);
    if (asked3.kind === "asked" && asked3.mistakes.some(({ kind }) => kind === "allow-by-default")) {
      return {
        kind: "not-applicable",
        observed: "It allows what it does not name: seccomp-denies-by-default judges that."
      };
    }
    return judgeMistakes(META30, evidence, {
      titles: { "weaker-than-default": "The seccomp profile allows calls that Docker\u2019s default refuses" },
      good: () => `allows nothing that the default refuses (${REFERENCE_SOURCE})`,
      about: "filter"
    });
  }
});

// src/checks/confinement/seccomp-profile-current.ts
var META31 = { id: "seccomp-profile-current", severity: "negligible" };
var KNOWS_BUILTIN = 21;
var seccompProfileCurrent = defineCheck({
  ...META31,
  title: "The seccomp profile is written in today\u2019s form",
  area: "confinement",
  needs: ["run-settings"],
  uses: [...MACHINE_EVIDENCE, "seccomp-profile"],
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const { "seccomp-profile": file2, "run-settings": run } = evidence;
    if (file2 !== void 0) return judgeFile({ ...evidence, "seccomp-profile": file2 });
    const choice = readSetting(run, run.security.seccomp, "seccomp");
    if (choice.state === "undecided") return choice.result;
    if (choice.state === "said" && choice.value.kind === "profile") {
      return undetermined3("the profile that the run settings name could not be read").result;
    }
    const named = choice.state === "said" && choice.value.kind === "default" && run.source.kind !== "kubernetes";
    if (named) return judgeWord(evidence, choice.at);
    return { kind: "not-applicable", observed: "The run settings name no seccomp profile." };
  }
});
function judgeFile(evidence) {
  return judgeMistakes(META31, evidence, {
    titles: { "old-form": "A rule has the old form", key: "A key of the profile is not one of the engine\u2019s" },
    good: () => "has no old forms and no keys that engines ignore",
    about: "file"
  });
}
function judgeWord({ "run-settings": run, image }, at2) {
  const major = engineMajor(image?.engine.serverVersion);
  const old = major !== void 0 && major < KNOWS_BUILTIN;
  const seen = `seccomp=builtin (${placeWords(at2)})`;
  const location = locationOf(at2);
  const found5 = finding(META31, {
    key: "builtin",
    severity: old ? "medium" : "negligible",
    title: "The built-in profile is named by a word that is not known everywhere",
    detail: `Docker 20.10 takes builtin for the name of a file, and starts nothing${old ? ": so does this engine" : ""}.`,
    seen,
    ...location && { location },
    fix: fixFor(run, { text: "Take the option out: the built-in profile is what containers get." }, "replace")
  });
  return { kind: "judged", seen, findings: [found5] };
}

// src/checks/confinement/seccomp-refusals-honest.ts
var META32 = { id: "seccomp-refusals-honest", severity: "medium" };
var seccompRefusalsHonest = defineCheck({
  ...META32,
  title: "Refused system calls are not reported as done",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES],
  evaluate: (evidence) => judgeMistakes(META32, evidence, {
    titles: {
      "errno-zero": "Refused calls look as if they had been made"
    },
    good: () => "refuses with an error, or kills",
    about: "file"
  })
});

// src/checks/confinement/seccomp-rules-effective.ts
var META33 = { id: "seccomp-rules-effective", severity: "medium" };
var seccompRulesEffective = defineCheck({
  ...META33,
  title: "Every rule of the seccomp profile counts",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: MACHINE_EVIDENCE,
  references: [...PROFILE_REFERENCES, SECCOMP_RULE_ADD],
  evaluate: (evidence) => judgeMistakes(META33, evidence, {
    titles: {
      "shadowed-rule": "A rule with arguments does nothing beside one without",
      "contradictory-rules": "Two rules say different things of one system call",
      "always-true": "The condition of a rule always holds",
      "never-counts": "The condition of a rule can never hold"
    },
    good: () => "has no rule that another one takes the effect of",
    about: "file"
  })
});

// src/checks/confinement/seccomp-starts.ts
var META34 = { id: "seccomp-starts", severity: "high" };
var seccompStarts = defineCheck({
  ...META34,
  title: "A container starts with the seccomp profile",
  area: "confinement",
  needs: ["run-settings", "seccomp-profile"],
  uses: [...MACHINE_EVIDENCE, "confinement"],
  references: [...PROFILE_REFERENCES, RUNTIME_SPEC],
  evaluate: (evidence) => {
    const asked3 = askSeccomp(evidence);
    if (asked3.kind === "undecided") return asked3.result;
    if (asked3.mistakes.some(({ kind }) => kind === "off")) {
      return { kind: "not-applicable", observed: "A profile that loads no filter keeps nothing from starting." };
    }
    const { confinement } = evidence;
    if (confinement?.outcome === "ran") {
      const seen = `a container was started with ${visibleText(asked3.file.path, 120)}`;
      return { kind: "judged", seen, findings: [] };
    }
    const refused3 = confinement?.outcome === "not-started" && confinement.why === "seccomp" ? confinement : void 0;
    const told8 = asked3.mistakes.some(({ kind }) => kind === "does-not-start");
    const mistakes = refused3 === void 0 || told8 ? asked3.mistakes : [
      {
        kind: "does-not-start",
        severity: "high",
        detail: `The engine did not start a container with the profile. It said: ${visibleText(refused3.said, 300)}`,
        fix: "Allow the system calls that the runtime needs before the program, or set no-new-privileges: it then needs less.",
        names: []
      },
      ...asked3.mistakes
    ];
    return judged2(META34, asked3, mistakes, {
      titles: {
        "does-not-start": "No container starts with the profile",
        "may-not-start": "Some engines start no container with the profile"
      },
      good: () => "allows what runtimes are known to need before the program starts; nothing was started"
    });
  }
});

// src/linux/file-capabilities.ts
var SIZES = {
  1: { version: 1, bytes: 12 },
  2: { version: 2, bytes: 20 },
  3: { version: 3, bytes: 24 }
};
function readFileCapabilities(hex) {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) return { kind: "damaged", why: "it is empty" };
  const words3 = hex.match(/.{8}/g)?.map(littleEndian) ?? [];
  const [magic = 0, permittedLow = 0, inheritableLow = 0, permittedHigh = 0, inheritableHigh = 0, rootId] = words3;
  const size = SIZES[magic >>> 24];
  if (size === void 0) return { kind: "damaged", why: `it has the unknown revision ${magic >>> 24}` };
  if (hex.length !== 2 * size.bytes)
    return { kind: "damaged", why: `it has ${hex.length / 2} bytes instead of ${size.bytes}` };
  const mask = (low, high) => BigInt(low) | (size.version === 1 ? 0n : BigInt(high) << 32n);
  const capabilities = {
    permitted: mask(permittedLow, permittedHigh),
    inheritable: mask(inheritableLow, inheritableHigh),
    effective: (magic & 1) === 1
  };
  return {
    kind: "read",
    capabilities,
    version: size.version,
    ...size.version === 3 && rootId !== void 0 && { rootId },
    text: capabilityText(capabilities)
  };
}
function littleEndian(digits) {
  return Number.parseInt((digits.match(/../g) ?? []).reverse().join(""), 16);
}
function capabilityText({ permitted, inheritable, effective }) {
  const groups = /* @__PURE__ */ new Map();
  const all = permitted | inheritable;
  for (let rest2 = all, bit = 0n; rest2 > 0n; rest2 >>= 1n, bit += 1n) {
    if ((rest2 & 1n) === 0n) continue;
    const has = (mask) => (mask >> bit & 1n) === 1n;
    const letters = `${effective ? "e" : ""}${has(inheritable) ? "i" : ""}${has(permitted) ? "p" : ""}`;
    const name = CAPABILITIES[Number(bit)];
    groups.set(letters, [...groups.get(letters) ?? [], name === void 0 ? `${bit}` : `cap_${name.toLowerCase()}`]);
  }
  if (groups.size === 1 && all === EVERY_CAPABILITY) return `=${[...groups.keys()][0]}`;
  return [...groups].map(([letters, names]) => `${names.join(",")}=${letters}`).join(" ");
}

// src/checks/contents/history-step.ts
var KEYWORD = /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+/;
function readStep(createdBy) {
  const noRun = createdBy.indexOf("#(nop) ");
  const start = noRun >= 0 && noRun < 120 ? noRun + "#(nop) ".length : 0;
  const written = createdBy.slice(start).trim();
  const keyword = KEYWORD.exec(written);
  const rest2 = keyword === null ? written : written.slice(keyword[0].length);
  if (rest2.startsWith("|") && (keyword === null || keyword[1] === "RUN")) return readRun(rest2);
  return { keyword: keyword?.[1] ?? (start > 0 ? "" : "RUN"), buildArgs: [], text: rest2 };
}
function readRun(text) {
  const [prefix, count] = /^\|(\d{1,4})\s+/.exec(text) ?? [];
  if (prefix === void 0) return { keyword: "RUN", buildArgs: [], text };
  const rest2 = text.slice(prefix.length);
  const { settings, end } = readSettings(rest2, Number(count));
  const command = settings.length < Number(count) ? rest2 : rest2.slice(end);
  return { keyword: "RUN", buildArgs: settings, text: command };
}
function readSettings(text, count) {
  const settings = [];
  let at2 = 0;
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    const name = settings.length === count ? void 0 : /^["']?([A-Za-z_][\w./-]*)["']?=/.exec(word);
    if (settings.length === count && /^(?:\/|cmd\b|powershell\b)/.test(word)) break;
    const current = settings.at(-1);
    if (name !== null && name !== void 0) {
      settings.push({ name: name[1] ?? "", value: word.slice(name[0].length) });
    } else if (current !== void 0) current.value += word;
    at2 += word.length;
  }
  return { settings: settings.map(({ name, value }) => ({ name, value: value.trim() })), end: at2 };
}

// src/checks/contents/file-place.ts
var STEP = 100;
function placeOfFile({ layer }, layers) {
  const found5 = layers[layer];
  if (found5 === void 0) throw new Error(`a file of layer ${layer} in an image of ${layers.length} layers`);
  const { origin, createdBy } = found5;
  const step = createdBy === void 0 || createdBy.trim() === "" ? "" : `, ${stepWords(createdBy)}`;
  const words3 = `layer ${layer + 1} of ${layers.length}${step}`;
  switch (origin.kind) {
    case "instruction": {
      const { file: file2, lines } = origin.location;
      const sentence2 = `${origin.keyword} in line ${lines.first} of ${visibleText(file2)} put it there.`;
      return { words: words3, sentence: sentence2, location: origin.location };
    }
    case "base-image": {
      const { file: file2, lines } = origin.location;
      const base = visibleText(origin.reference, 120);
      const sentence2 = `It came with the base image ${base} (FROM in line ${lines.first} of ${visibleText(file2)}).`;
      return { words: words3, sentence: sentence2, location: origin.location, inheritedFrom: base };
    }
    case "unknown":
      return { words: words3, sentence: `It came with ${words3}; it is not known who made that layer: ${origin.why}.` };
  }
}
function pointTo({ location, inheritedFrom }) {
  return {
    ...location === void 0 ? {} : { location },
    ...inheritedFrom === void 0 ? {} : { inheritedFrom }
  };
}
function cureBelow(text, lines, { location }) {
  if (lines.length === 0) return { text };
  return { text, lines, ...location === void 0 ? {} : { placement: "append" } };
}
function stepWords(createdBy) {
  const { keyword, text } = readStep(createdBy);
  const command = text.replace(/^\/bin\/(?:ba)?sh -c /, "").replace(/ # buildkit$/, "");
  return visibleText(`${keyword} ${command}`.trim().replace(/\s+/g, " "), STEP);
}

// src/checks/contents/file-findings.ts
var MOST_FINDINGS = 20;
var MOST_PATHS = 12;
function fileFindings(meta, found5, layers) {
  const told8 = found5.slice(0, MOST_FINDINGS).map((one) => toFinding(meta, one, layers));
  const rest2 = found5.slice(MOST_FINDINGS);
  const [next] = rest2;
  if (next === void 0) return told8;
  const files = rest2.flatMap((one) => one.files);
  const more = { ...next, files, key: "more", title: `${rest2.length} more: ${next.title}` };
  return [...told8, toFinding(meta, more, layers)];
}
function toFinding(meta, one, layers) {
  const [first] = one.files;
  if (first === void 0) throw new Error(`a finding of ${meta.id} about no file`);
  const place2 = placeOfFile(first, layers);
  const own = one.files.find((file2) => placeOfFile(file2, layers).inheritedFrom === void 0);
  const at2 = own === void 0 ? place2 : placeOfFile(own, layers);
  return finding(meta, {
    key: one.key,
    severity: one.severity,
    title: one.title,
    detail: `${at2.sentence} ${one.detail}`,
    seen: `${pathsOf(one.files)}: ${one.seen} (${at2.words})`,
    ...pointTo(at2),
    fix: cureBelow(one.fix.text, one.fix.lines, at2)
  });
}
function pathsOf(files) {
  const shown7 = files.slice(0, MOST_PATHS).map(({ path }) => visibleText(path, 160));
  const more = files.length - shown7.length;
  return more > 0 ? `${shown7.join(", ")} and ${more} more` : shown7.join(", ");
}
function shellPaths(files) {
  return files.every(({ path }) => /^[\w./+@:,-]+$/.test(path)) ? files.map(({ path }) => path).join(" ") : void 0;
}
function runLine(command, files) {
  const paths = files.length > MOST_PATHS ? void 0 : shellPaths(files);
  return paths === void 0 ? [] : [`RUN ${command} ${paths}`];
}
function byLayer(files) {
  const groups = /* @__PURE__ */ new Map();
  for (const file2 of files) {
    const group = groups.get(file2.layer);
    if (group === void 0) groups.set(file2.layer, [file2]);
    else group.push(file2);
  }
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group);
}
function modeWords({ mode, uid, gid, package: owner }) {
  const belongs = owner === void 0 ? "" : `, package ${visibleText(owner, 60)}`;
  return `mode ${mode.toString(8).padStart(4, "0")}, owner ${uid}:${gid}${belongs}`;
}
var SEVERITIES = ["critical", "high", "unknown", "medium", "low", "negligible"];
function worstFirst(found5) {
  return found5.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

// src/checks/contents/references.ts
var CIS2 = "https://www.cisecurity.org/benchmark/docker";
var CIS_HEALTHCHECK = { name: "CIS Docker Benchmark 4.6", url: CIS2 };
var CIS_NO_SSHD = { name: "CIS Docker Benchmark 5.7", url: CIS2 };
var CIS_PRIVILEGED_PORTS = { name: "CIS Docker Benchmark 5.8", url: CIS2 };
var NIST_IMAGE_CONFIGURATION = {
  name: "NIST SP 800-190, 4.1.2",
  url: "https://doi.org/10.6028/NIST.SP.800-190"
};
var DOCKERFILE_HEALTHCHECK = {
  name: "Dockerfile reference, HEALTHCHECK",
  url: "https://docs.docker.com/reference/dockerfile/#healthcheck"
};
var DOCKERFILE_ONBUILD = {
  name: "Dockerfile reference, ONBUILD",
  url: "https://docs.docker.com/reference/dockerfile/#onbuild"
};
var DOCKERFILE_EXPOSE = {
  name: "Dockerfile reference, EXPOSE",
  url: "https://docs.docker.com/reference/dockerfile/#expose"
};
var LINUX_IP_SYSCTL = {
  name: "Linux, IP sysctl",
  url: "https://docs.kernel.org/networking/ip-sysctl.html"
};
var CIS_SETUID2 = { name: "CIS Docker Benchmark 4.8", url: CIS2 };
var CIS_PACKAGES2 = { name: "CIS Docker Benchmark 4.3", url: CIS2 };
var CIS_ENGINE_SOCKET = { name: "CIS Docker Benchmark 5.32", url: CIS2 };
var CAPABILITIES_72 = {
  name: "capabilities(7)",
  url: "https://man7.org/linux/man-pages/man7/capabilities.7.html"
};
var INODE_7 = { name: "inode(7)", url: "https://man7.org/linux/man-pages/man7/inode.7.html" };
var SHADOW_5 = { name: "shadow(5)", url: "https://man7.org/linux/man-pages/man5/shadow.5.html" };
var PASSWD_5 = { name: "passwd(5)", url: "https://man7.org/linux/man-pages/man5/passwd.5.html" };

// src/checks/contents/file-capabilities-can-run.ts
var META35 = { id: "file-capabilities-can-run", severity: "high" };
var fileCapabilitiesCanRun = defineCheck({
  ...META35,
  title: "Programs with capabilities can be started with those that the container has",
  area: "contents",
  needs: ["image-files", "image-layers", "run-settings"],
  uses: ["image", "image-config", "image-accounts"],
  references: [CAPABILITIES_72],
  evaluate: (evidence) => {
    const insisting = evidence["image-files"].files.flatMap(insists);
    if (insisting.length === 0) {
      return { kind: "not-applicable", observed: "No program of the image insists on capabilities." };
    }
    const granted = boundingOf(grantEvidence(evidence));
    if (granted.kind === "undecided") return granted.result;
    if (granted.kind !== "granted") return { kind: "not-applicable", observed: granted.why };
    const found5 = insisting.flatMap(({ file: file2, permitted }) => {
      const missing2 = permitted & ~granted.bounding;
      return missing2 === 0n ? [] : [refused2(file2, namesOf(missing2))];
    });
    const seen = `${insisting.length} programs insist on capabilities, ${found5.length} of them on some that the container has not`;
    return { kind: "judged", seen, findings: fileFindings(META35, found5, evidence["image-layers"]) };
  }
});
function insists(file2) {
  const read = file2.capability === void 0 ? void 0 : readFileCapabilities(file2.capability);
  if (read?.kind !== "read" || !read.capabilities.effective) return [];
  return [{ file: file2, permitted: read.capabilities.permitted }];
}
function refused2(file2, missing2) {
  const names = missing2.slice(0, 6).join(", ");
  return {
    files: [file2],
    severity: META35.severity,
    key: file2.path,
    title: "A program that the container can not start",
    detail: 'Its file insists on capabilities that the container does not have: the kernel refuses to start it, for root too ("Operation not permitted").',
    seen: `insists on ${names}, which the container has not`,
    fix: {
      text: "Take the capabilities off the file (then it runs with what the container has), or leave the program out.",
      lines: runLine("setcap -r", [file2])
    }
  };
}

// src/linux/distribution.ts
var FAMILY_OF_ID = /* @__PURE__ */ new Map([
  ["alpine", "alpine"],
  ["wolfi", "alpine"],
  ["chainguard", "alpine"],
  ["debian", "debian"],
  ["ubuntu", "debian"],
  ["rhel", "redhat"],
  ["fedora", "redhat"],
  ["centos", "redhat"],
  ["rocky", "redhat"],
  ["almalinux", "redhat"],
  ["ol", "redhat"],
  ["amzn", "redhat"],
  ["azurelinux", "redhat"],
  ["mariner", "redhat"],
  ["photon", "redhat"],
  ["suse", "suse"],
  ["sles", "suse"],
  ["opensuse", "suse"],
  ["opensuse-leap", "suse"],
  ["opensuse-tumbleweed", "suse"]
]);
function distributionOf(osRelease) {
  if (osRelease === void 0) return { family: "none" };
  const fields = osReleaseFields(osRelease);
  const id = fields.get("ID")?.toLowerCase();
  const known = id !== void 0 && /^[a-z0-9._-]{1,64}$/.test(id) ? { id } : {};
  if (fields.get("PRETTY_NAME")?.toLowerCase() === "distroless") return { family: "none", ...known };
  const words3 = [id ?? "", ...(fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/)];
  const family = words3.map((word) => FAMILY_OF_ID.get(word)).find((found5) => found5 !== void 0);
  return { family: family ?? "other", ...known };
}
function osReleaseFields(text) {
  const fields = /* @__PURE__ */ new Map();
  for (const line of text.split("\n")) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trimEnd());
    if (match === null) continue;
    const [, key = "", value = ""] = match;
    fields.set(key, unquote(value));
  }
  return fields;
}
function unquote(value) {
  const quote = value.charAt(0);
  if (value.length < 2 || !value.endsWith(quote)) return value;
  if (quote === "'") return value.slice(1, -1);
  if (quote === '"') return value.slice(1, -1).replace(/\\([$"\\`])/g, "$1");
  return value;
}

// src/checks/contents/brought-by.ts
function broughtBy(dockerfile, sets) {
  if (dockerfile === void 0) {
    return { kind: "unknown", sentence: "There is no Dockerfile here to point at: the image itself says so." };
  }
  const path = visibleText(dockerfile.path);
  const candidates = lineageInstructions(dockerfile).map((instruction) => ({ instruction, sure: sets(instruction) }));
  const found5 = candidates.findLast(({ sure }) => sure === true) ?? candidates.findLast(({ sure }) => sure === "maybe");
  if (found5 !== void 0) {
    const { instruction, sure } = found5;
    const { keyword, lines } = instruction;
    const does = sure === true ? "sets it" : "sets it, as far as its variables can be followed";
    const sentence2 = `${keyword} in line ${lines.first} of ${path} ${does}.`;
    return { kind: "instruction", instruction, location: { file: dockerfile.path, lines }, sentence: sentence2 };
  }
  return fromBase(dockerfile);
}
function fromBase({ path, externalBase, buildContexts }) {
  const { reference, scratch, lines } = externalBase;
  const location = { file: path, lines };
  const shown7 = visibleText(path);
  if (scratch || reference === "" || buildContexts.includes(reference)) {
    return { kind: "unknown", location, sentence: `No instruction of ${shown7} shows where it comes from.` };
  }
  const base = visibleText(reference, 120);
  const sentence2 = `It came with the base image ${base} (FROM in line ${lines.first} of ${shown7}).`;
  return { kind: "base-image", location, inheritedFrom: base, sentence: sentence2 };
}
function lineageInstructions({ stages, lineage }) {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []);
}
function placeOf4({ location, inheritedFrom }) {
  return {
    ...location === void 0 ? {} : { location },
    ...inheritedFrom === void 0 ? {} : { inheritedFrom }
  };
}

// src/checks/contents/exposed-ports.ts
function readPortRange(word) {
  const match = /^(?:[^/]*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/([a-z]+))?$/i.exec(word);
  if (match === null) return void 0;
  const first = Number(match[1]);
  const last = match[2] === void 0 ? first : Number(match[2]);
  return { first, last, protocol: (match[3] ?? "tcp").toLowerCase() };
}
function exposedPorts(config, wanted) {
  const ports = config.exposedPorts.map(readPortRange).filter((port) => port !== void 0);
  return ports.filter(wanted).sort((a, b) => a.first - b.first || a.protocol.localeCompare(b.protocol));
}
function showPort({ first, last, protocol }) {
  return `${first === last ? first : `${first}-${last}`}/${protocol}`;
}
function exposedBy(dockerfile, port) {
  return broughtBy(dockerfile, ({ keyword, rest: rest2 }) => {
    if (keyword !== "EXPOSE") return false;
    const words3 = rest2.split(/\s+/);
    if (words3.some((word) => contains(readPortRange(word.replace(/["']/g, "")), port))) return true;
    return words3.some((word) => word.includes("$")) ? "maybe" : false;
  });
}
function contains(range, port) {
  if (range === void 0 || range.protocol !== port.protocol) return false;
  return range.first <= port.first && port.last <= range.last;
}

// src/checks/contents/healthcheck-present.ts
var META36 = { id: "healthcheck-present", severity: "low" };
var healthcheckPresent = defineCheck({
  ...META36,
  title: "The image has a health check",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-accounts", "dockerfile"],
  references: [CIS_HEALTHCHECK, DOCKERFILE_HEALTHCHECK],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const nothing = startsNothing(config);
    if (nothing !== void 0) return { kind: "not-applicable", observed: nothing };
    return judge14(config, accounts, dockerfile);
  }
});
var SHELL2 = /^(?:.*\/)?(?:sh|ash|bash|dash|zsh)$/;
function startsNothing({ entrypoint, cmd }) {
  const [program, ...rest2] = [...entrypoint, ...cmd];
  if (program === void 0) return "The image has neither ENTRYPOINT nor CMD: it starts nothing by itself.";
  if (SHELL2.test(program) && rest2.every((word) => /^(?:-i|-l|-il|--login)$/.test(word))) {
    return `The image starts an interactive shell (${visibleText(program, 40)}), not a service.`;
  }
  return void 0;
}
function judge14(config, accounts, dockerfile) {
  const [kind, ...words3] = config.healthcheck ?? [];
  if (kind !== void 0 && kind !== "NONE") {
    const command = visibleText(words3.join(" "), 120);
    return { kind: "judged", seen: `HEALTHCHECK ${visibleText(kind, 20)} ${command}`, findings: [] };
  }
  const seen = kind === void 0 ? "no HEALTHCHECK" : "HEALTHCHECK NONE";
  return { kind: "judged", seen, findings: [missing(seen, config, accounts, dockerfile)] };
}
function missing(seen, config, accounts, dockerfile) {
  const off = seen === "HEALTHCHECK NONE";
  const origin = off ? broughtBy(dockerfile, ({ keyword }) => keyword === "HEALTHCHECK") : void 0;
  const location = origin?.location ?? endOfStage(dockerfile);
  return finding(META36, {
    key: "missing",
    title: off ? "The health check of the image is turned off" : "The image has no health check",
    detail: `${origin === void 0 ? "" : `${origin.sentence} `}A program that hangs looks like one that works: Docker and Swarm restart and route by the health check. Kubernetes does not read it and needs a livenessProbe in its place.`,
    seen,
    ...location === void 0 ? {} : { location },
    fix: cure5(config, accounts, origin)
  });
}
function endOfStage(dockerfile) {
  const last = dockerfile?.stages[dockerfile.finalStage]?.instructions.at(-1);
  return dockerfile === void 0 || last === void 0 ? void 0 : { file: dockerfile.path, lines: last.lines };
}
var HTTP_PORTS = [80, 3e3, 4e3, 5e3, 8e3, 8080, 8081, 8888, 9e3, 9090];
function cure5(config, accounts, origin) {
  const placement = origin?.kind === "instruction" ? "replace" : "append";
  const { family } = distributionOf(accounts === void 0 ? void 0 : textOf2(accounts.osRelease));
  const [http] = exposedPorts(config, ({ first, protocol }) => protocol === "tcp" && HTTP_PORTS.includes(first));
  const options = "HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD";
  const what = "Ask the program for something that only works when it works.";
  if (http !== void 0 && family === "alpine") {
    const line = `${options} wget -q -O /dev/null http://127.0.0.1:${http.first}/ || exit 1`;
    return { text: `${what} With the image's wget, if the program speaks HTTP there:`, lines: [line], placement };
  }
  return {
    text: `${what} Use a client that the image has (wget of BusyBox, pg_isready, redis-cli ping, a few lines of the program's own language); without a shell in the image use the JSON form and a command of the program itself.`,
    lines: [`${options} ["/path/to/program", "healthcheck"]`],
    placement
  };
}

// src/checks/contents/notable-programs.ts
function notableFiles(files, category) {
  return files.flatMap((file2) => {
    const notable = notableFile(file2.path);
    return notable?.category === category ? [{ file: file2, notable }] : [];
  });
}
function notablePrograms(files, category) {
  return notableFiles(files, category).filter(({ file: file2 }) => file2.kind === "file" && (file2.mode & 73) !== 0);
}

// src/checks/contents/no-attack-tools.ts
var META37 = { id: "no-attack-tools", severity: "medium" };
var noAttackTools = defineCheck({
  ...META37,
  title: "The image has no scanners, sniffers and debuggers",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_PACKAGES2, NIST_IMAGE_CONFIGURATION],
  evaluate: ({ "image-files": { files }, "image-layers": layers }) => {
    const tools = notablePrograms(files, "attack-tool");
    if (tools.length === 0) return { kind: "judged", seen: "no scanners, sniffers or debuggers", findings: [] };
    const names = tools.map(({ file: file2 }) => visibleText(file2.path, 80)).join(", ");
    return { kind: "judged", seen: names, findings: fileFindings(META37, tools.map(told), layers) };
  }
});
function told({ file: file2, notable }) {
  const owner = file2.package === void 0 ? void 0 : visibleText(file2.package, 60);
  return {
    files: [file2],
    severity: META37.severity,
    key: file2.path,
    title: `${notable.name} is in the image`,
    detail: `It ${notable.reason}. Whoever gets into the container finds it ready.`,
    seen: owner === void 0 ? notable.name : `${notable.name} of the package ${owner}`,
    fix: {
      text: owner === void 0 ? "Leave it out; debug with an image of its own beside the container (docker run --pid=container:\u2026)." : `Leave ${owner} out of the install step; debug with an image of its own beside the container.`,
      lines: []
    }
  };
}

// src/checks/contents/note-files.ts
function takeNote(note, { files }, layers) {
  const found5 = note.anyKind ? notableFiles(files, note.category) : notablePrograms(files, note.category);
  if (found5.length === 0) return { kind: "judged", seen: "none", findings: [] };
  const all = found5.map(({ file: file2 }) => file2);
  const told8 = {
    ...{ files: all, severity: note.meta.severity, key: "found", title: note.title, detail: note.detail },
    seen: `${all.length} found`,
    fix: { text: note.cure, lines: [] }
  };
  return { kind: "judged", seen: pathsOf(all), findings: fileFindings(note.meta, [told8], layers) };
}

// src/checks/contents/no-compilers.ts
var META38 = { id: "no-compilers", severity: "negligible" };
var noCompilers = defineCheck({
  ...META38,
  title: "The image has no compilers",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_PACKAGES2],
  evaluate: ({ "image-files": files, "image-layers": layers }) => takeNote(
    {
      meta: META38,
      category: "compiler",
      title: "Build tools are in the image",
      detail: "They are needed to build, not to run, and make an image large.",
      cure: "Build in a stage of its own and copy the result into the last one."
    },
    files,
    layers
  )
});

// src/checks/contents/no-device-nodes.ts
var META39 = { id: "no-device-nodes", severity: "medium" };
var noDeviceNodes = defineCheck({
  ...META39,
  title: "The image has no device nodes",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [NIST_IMAGE_CONFIGURATION],
  evaluate: ({ "image-files": { files }, "image-layers": layers }) => {
    const devices = files.filter(({ kind }) => kind === "character-device" || kind === "block-device");
    if (devices.length === 0) return { kind: "judged", seen: "no device nodes", findings: [] };
    const usual = devices.filter(isUsual);
    const others = devices.filter((file2) => !isUsual(file2));
    const found5 = [...others.map(single), ...byLayer(usual).map(together)];
    return {
      kind: "judged",
      seen: pathsOf([...others, ...usual]),
      findings: fileFindings(META39, worstFirst(found5), layers)
    };
  }
});
var USUAL = /* @__PURE__ */ new Set(["1:3", "1:5", "1:7", "1:8", "1:9", "5:0", "5:1", "5:2"]);
function isUsual({ kind, path, device }) {
  return kind === "character-device" && path.startsWith("/dev/") && USUAL.has(numbers(device));
}
function numbers(device) {
  return device === void 0 ? "?" : `${device.major}:${device.minor}`;
}
function single(file2) {
  const block = file2.kind === "block-device";
  return {
    files: [file2],
    // 1:1, 1:2 and 1:4 are memory and ports of the machine.
    severity: block || ["1:1", "1:2", "1:4"].includes(numbers(file2.device)) ? "high" : META39.severity,
    key: file2.path,
    title: `The image brings a ${block ? "block" : "character"} device along`,
    detail: "The engine's list of allowed devices keeps it from being used, as long as nobody gives the container that device or privileged mode. No build step needs one in the image.",
    seen: `${file2.kind} ${numbers(file2.device)}`,
    fix: { text: "Remove it in the step that makes it.", lines: runLine("rm -f", [file2]) }
  };
}
function together(files, index) {
  return {
    files,
    severity: "negligible",
    key: index === 0 ? "usual" : `usual-${index + 1}`,
    title: "The image has the usual devices in /dev",
    detail: "The engine mounts its own /dev over them.",
    seen: "made with the root file system",
    fix: { text: "Leave /dev out when the root file system is made.", lines: [] }
  };
}

// src/checks/contents/account-lines.ts
function accountLines(text) {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#") && line.includes(":")).map((line) => {
    const fields = line.split(":");
    return { name: fields[0] ?? "", password: fields[1] ?? "", shell: fields.at(-1) ?? "" };
  });
}
function allUsers(passwd) {
  const entries2 = [];
  const refused3 = findPasswdEntry(passwd, (entry) => {
    entries2.push(entry);
    return false;
  });
  return refused3 !== void 0 && "refused" in refused3 ? refused3 : entries2;
}

// src/checks/contents/no-duplicate-uids.ts
var META40 = { id: "no-duplicate-uids", severity: "medium" };
var noDuplicateUids = defineCheck({
  ...META40,
  title: "No two accounts of the image share a user id",
  area: "contents",
  needs: ["image-files"],
  uses: [],
  references: [PASSWD_5],
  evaluate: ({ "image-files": { texts } }) => {
    const passwd = texts.get("/etc/passwd");
    if (passwd === void 0) return { kind: "not-applicable", observed: "The image has no /etc/passwd." };
    const users = allUsers(passwd);
    if ("refused" in users) {
      const what = `/etc/passwd of the image can't be read as the runtime reads it: ${users.refused}.`;
      const todo = "Look at how the file came to that; account files have a few kilobytes.";
      return { kind: "undecided", problem: { code: "ACCOUNTS-UNREADABLE", what, means: NO_VERDICT, todo } };
    }
    const names = /* @__PURE__ */ new Map();
    for (const { name, uid } of users) {
      const id = `${uid.value}`;
      names.set(id, (names.get(id) ?? /* @__PURE__ */ new Set()).add(name));
    }
    const shared = [...names].filter(([, who]) => who.size > 1).sort(([a], [b]) => Number(b === "0") - Number(a === "0"));
    const seen = shared.map(([uid, who]) => `uid ${uid}: ${shown5(who)}`).slice(0, 5).join("; ");
    const findings = shared.slice(0, 20).map(([uid, who]) => told2(uid, who));
    return {
      kind: "judged",
      seen: seen === "" ? `${users.length} accounts, each with an id of its own` : seen,
      findings
    };
  }
});
function shown5(names) {
  return [...names].slice(0, 5).map((name) => visibleText(name, 40)).join(", ");
}
function told2(uid, names) {
  const root = uid === "0";
  return finding(META40, {
    key: uid,
    severity: root ? "high" : META40.severity,
    title: root ? "root has a second name" : `Several accounts share the user id ${uid}`,
    detail: root ? "Whoever runs as that name is root, which no rule about the name root sees." : "The kernel knows numbers only: what belongs to one of them belongs to the others.",
    seen: `uid ${uid}: ${shown5(names)}`,
    fix: { text: "Give each account an id of its own, or remove the ones that nobody needs." }
  });
}

// src/checks/contents/no-empty-passwords.ts
var META41 = { id: "no-empty-passwords", severity: "high" };
var PASSWD = "/etc/passwd";
var SHADOW = "/etc/shadow";
var MOST_FINDINGS2 = 20;
var noEmptyPasswords = defineCheck({
  ...META41,
  title: "No account of the image has an empty password",
  area: "contents",
  needs: ["image-files"],
  uses: [],
  references: [SHADOW_5, PASSWD_5],
  evaluate: ({ "image-files": { texts } }) => {
    const passwd = texts.get(PASSWD);
    const shadow2 = texts.get(SHADOW);
    if (passwd === void 0 && shadow2 === void 0) {
      return { kind: "not-applicable", observed: "The image has neither /etc/passwd nor /etc/shadow." };
    }
    const users = accountLines(passwd ?? "");
    const shells = new Map(users.map(({ name, shell }) => [name, shell]));
    const open2 = [
      ...users.filter(({ password }) => password === "").map(({ name }) => ({ name, file: PASSWD })),
      ...accountLines(shadow2 ?? "").filter(({ password, name }) => password === "" && shells.has(name)).map(({ name }) => ({ name, file: SHADOW }))
    ];
    const seen = open2.length === 0 ? `${users.length} accounts, none without a password or lock` : openWords(open2);
    const logins = open2.filter(({ name }) => !NO_LOGIN.test(shells.get(name) ?? ""));
    const all = [.../* @__PURE__ */ new Set([...logins, ...open2])].slice(0, MOST_FINDINGS2);
    return { kind: "judged", seen, findings: all.map((one) => told3(one, shells.get(one.name) ?? "")) };
  }
});
function openWords(open2) {
  return open2.map(({ name, file: file2 }) => `${visibleText(name, 40)} in ${file2}`).slice(0, 5).join("; ");
}
var NO_LOGIN = /\/(?:nologin|false)$/;
function told3({ name, file: file2 }, shell) {
  const shown7 = visibleText(name, 40);
  const plain = /^[a-z_][a-z0-9_-]*$/.test(name);
  return finding(META41, {
    key: name,
    severity: NO_LOGIN.test(shell) ? "low" : META41.severity,
    title: `The account ${shown7} has an empty password`,
    detail: `su, sshd and login let everybody become ${shown7} who asks, from any process of the container.`,
    seen: `${shown7} has an empty second field in ${file2}`,
    fix: {
      text: "Lock it:",
      ...plain && { lines: [`RUN passwd -l ${name}`], placement: "append" }
    }
  });
}

// src/checks/contents/no-engine-socket-in-image.ts
var META42 = { id: "no-engine-socket-in-image", severity: "high" };
var SOCKET = /(?:^|\/)(?:docker|containerd|podman|crio)\.sock$/;
var noEngineSocketInImage = defineCheck({
  ...META42,
  title: "The image has no place for its engine's socket",
  area: "contents",
  needs: ["image-files", "image-layers", "image-config"],
  uses: [],
  references: [CIS_ENGINE_SOCKET],
  evaluate: ({ "image-files": { files }, "image-layers": layers, "image-config": config }) => {
    const found5 = notableFiles(files, "engine-socket").map(({ file: file2, notable }) => ({
      ...{ files: [file2], severity: META42.severity, key: file2.path },
      title: `The image has a ${notable.name}`,
      detail: `A path of that name ${notable.reason}: who mounts it there gives the container the whole machine.`,
      seen: file2.kind,
      fix: {
        text: "Remove it; a program that has to talk to an engine gets a proxy that allows what it needs.",
        lines: []
      }
    }));
    const volumes = config.volumes.filter((path) => SOCKET.test(path)).map(asked2);
    const findings = [...fileFindings(META42, found5, layers), ...volumes];
    const seen = findings.length === 0 ? "no engine socket" : findings.map(({ seen: words3 }) => words3).join("; ");
    return { kind: "judged", seen, findings };
  }
});
function asked2(path) {
  return finding(META42, {
    key: `volume:${path}`,
    title: "The image asks for its engine's socket",
    detail: "A VOLUME of that path invites everybody to mount the socket there, and with it the whole machine.",
    seen: `VOLUME ${visibleText(path, 100)}`,
    fix: { text: "Take the VOLUME out of the Dockerfile." }
  });
}

// src/linux/capability-ranking.ts
var MANUAL = "https://man7.org/linux/man-pages/man7/capabilities.7.html";
var USER_NAMESPACES = "https://man7.org/linux/man-pages/man7/user_namespaces.7.html";
var OPEN_BY_HANDLE = "https://man7.org/linux/man-pages/man2/open_by_handle_at.2.html";
var PERF = "https://docs.kernel.org/admin-guide/perf-security.html";
var BASELINE = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";
var CRITICAL = [
  [
    "SYS_ADMIN",
    "It can mount file systems, enter namespaces and do most of what root does; seccomp opens up for it, too."
  ],
  ["SYS_MODULE", "It can load code into the kernel, which all containers and the host share."],
  ["SYS_PTRACE", "It can read and change the memory of other processes, of the host\u2019s too when it shares their PIDs."],
  ["SYS_RAWIO", "It can use I/O ports and read and write physical memory where a device for it is reachable."],
  [
    "DAC_READ_SEARCH",
    "It can open files of the host by their handle, outside of everything that was mounted.",
    OPEN_BY_HANDLE
  ],
  ["BPF", "It can load programs into the kernel, a large attack surface, and read kernel data with them."],
  ["PERFMON", "It can watch the kernel and all processes through perf, down to the contents of memory.", PERF],
  ["SYS_BOOT", "It can reboot the machine and load another kernel with kexec_load."],
  ["MAC_ADMIN", "It can change the policy of the Linux security module that confines it."],
  ["MAC_OVERRIDE", "It can act against the policy of the Linux security module that confines it."],
  [
    "CHECKPOINT_RESTORE",
    "It can follow /proc/PID/map_files and choose process ids, and so reach the files of other processes."
  ]
];
var HIGH = [
  ["NET_ADMIN", "It can change interfaces, routes and firewall rules: the host\u2019s own when it shares the network."],
  ["SYS_TIME", "It can set the clock of the machine, which is shared by all."],
  ["SYSLOG", "It can read the kernel\u2019s log and see kernel addresses, which help to exploit the kernel."],
  ["SYS_RESOURCE", "It can exceed limits and quotas that protect other containers and the host."],
  ["SYS_NICE", "It can take processor time from every other program: real-time scheduling, priorities, affinity."],
  ["IPC_OWNER", "It can use every System V IPC object of its namespace, whoever owns it."],
  ["AUDIT_CONTROL", "It can switch the kernel\u2019s audit off and change its rules."],
  ["LINUX_IMMUTABLE", "It can set and clear the immutable and append-only flags that protect files."],
  ["SYS_PACCT", "It can switch process accounting on and off."],
  ["SYS_TTY_CONFIG", "It can hang up terminals and configure virtual ones."],
  ["IPC_LOCK", "It can lock memory without limit, and so take it from others."],
  ["WAKE_ALARM", "It can wake the machine up with timers."],
  ["BLOCK_SUSPEND", "It can keep the machine from suspending."],
  ["LEASE", "It can take leases on files that it does not own, and so delay those who open them."],
  ["NET_BROADCAST", "It is not used by the kernel today; whoever asks for it gets what a later kernel makes of it."],
  ["AUDIT_READ", "It can read the audit log of the whole machine."]
];
var MEDIUM = [
  ["NET_RAW", "It can send any packet, and so spoof its neighbours on the bridge (ARP, DNS).", BASELINE],
  ["MKNOD", "It can make device files; the device rules alone stand before the devices."],
  ["DAC_OVERRIDE", "It can read, write and run every file that it can see, whoever owns it."],
  ["SETUID", "It can become any user of its user namespace.", USER_NAMESPACES],
  ["SETGID", "It can join any group of its user namespace.", USER_NAMESPACES],
  ["SETFCAP", "It can give files capabilities, which other processes then get."],
  ["SETPCAP", "It can pass capabilities of its bounding set on, and change its securebits."],
  ["SYS_CHROOT", "It can change the root directory and enter mount namespaces, a part of several ways out."],
  ["FOWNER", "It can change modes and attributes of files that it does not own."],
  ["CHOWN", "It can give any file to anybody."],
  ["AUDIT_WRITE", "It can write records into the audit log of the machine."],
  ["FSETID", "It can keep setuid and setgid bits on files that it changes."],
  ["KILL", "It can send signals to every process that it can see."]
];
var BENIGN = [
  [
    "NET_BIND_SERVICE",
    "It can listen on ports below 1024; the strictest of the Pod Security Standards allows it.",
    BASELINE
  ]
];
var CAPABILITY_RANKING = [
  ...ranked("critical", CRITICAL),
  ...ranked("high", HIGH),
  ...ranked("medium", MEDIUM),
  ...ranked("benign", BENIGN)
];
function ranked(rank, rows) {
  return rows.map(([capability, gives, source = MANUAL]) => ({ capability, rank, gives, source }));
}

// src/checks/contents/no-file-capabilities.ts
var META43 = { id: "no-file-capabilities", severity: "medium" };
var noFileCapabilities = defineCheck({
  ...META43,
  title: "No program of the image brings capabilities along",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_SETUID2, CAPABILITIES_72],
  evaluate: ({ "image-files": { files }, "image-layers": layers }) => {
    const found5 = files.flatMap((file2) => file2.capability === void 0 ? [] : [told4(file2, file2.capability)]);
    if (found5.length === 0) return { kind: "judged", seen: "no file has capabilities", findings: [] };
    const seen = found5.slice(0, 5).map(({ seen: words3, files: paths }) => `${pathsOf(paths)}: ${words3}`);
    return { kind: "judged", seen: seen.join("; "), findings: fileFindings(META43, worstFirst(found5), layers) };
  }
});
function told4(file2, hex) {
  const read = readFileCapabilities(hex);
  const words3 = read.kind === "read" ? read.text : `capabilities that can't be read (${read.why})`;
  const root = read.kind === "read" && read.rootId !== void 0 ? `, for the user namespace of ${read.rootId}` : "";
  return {
    files: [file2],
    severity: severityOf2(read, file2),
    key: file2.path,
    title: `A program with capabilities of its own: ${words3}`,
    detail: "Every user who may run it gets them, as far as the container has them: a user without rights is not enough then. no-new-privileges takes that effect away at run time.",
    seen: `${words3}${root}, ${modeWords(file2)}`,
    fix: {
      text: "Take them away, or leave the program out; give the container the one capability that it needs instead.",
      lines: runLine("setcap -r", [file2])
    }
  };
}
var USUAL2 = /* @__PURE__ */ new Map([
  ["ping", "cap_net_raw=ep"],
  ["arping", "cap_net_raw=ep"],
  ["clockdiff", "cap_net_raw=ep"],
  ["newuidmap", "cap_setuid=ep"],
  ["newgidmap", "cap_setgid=ep"]
]);
var AS_ROOT = maskOf("SETUID", "SETGID", "DAC_OVERRIDE", "DAC_READ_SEARCH", "CHOWN", "FOWNER", "SETFCAP", "MKNOD");
function severityOf2(read, file2) {
  if (read.kind === "damaged") return "high";
  const { permitted, inheritable } = read.capabilities;
  const usual = USUAL2.get(file2.path.slice(file2.path.lastIndexOf("/") + 1)) === read.text;
  if (usual && file2.package !== void 0) return "low";
  if (permitted === 0n) return inheritable === 0n ? "negligible" : "low";
  if (permitted === EVERY_CAPABILITY) return "critical";
  if ((permitted & AS_ROOT) !== 0n) return "high";
  const ranks = CAPABILITY_RANKING.filter(({ capability }) => {
    return permitted >> BigInt(CAPABILITIES.indexOf(capability)) & 1n;
  }).map(({ rank }) => rank);
  return ranks.includes("critical") || ranks.includes("high") || permitted > EVERY_CAPABILITY ? "high" : "medium";
}

// src/checks/contents/no-leftover-files.ts
var META44 = { id: "no-leftover-files", severity: "negligible" };
var noLeftoverFiles = defineCheck({
  ...META44,
  title: "Nothing of the build was left in the image",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_PACKAGES2],
  evaluate: ({ "image-files": files, "image-layers": layers }) => takeNote(
    {
      meta: META44,
      category: "leftover",
      anyKind: true,
      title: "Files of the build are in the image",
      detail: "Histories of sources and build files tell more than a reader of the image needs to know.",
      cure: "Name them in .dockerignore, or copy only what runs."
    },
    files,
    layers
  )
});

// src/checks/contents/no-onbuild.ts
var META45 = { id: "no-onbuild", severity: "medium" };
var noOnbuild = defineCheck({
  ...META45,
  title: "The image has no ONBUILD triggers",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [NIST_IMAGE_CONFIGURATION, DOCKERFILE_ONBUILD],
  evaluate: ({ "image-config": config, dockerfile }) => judge15(config, dockerfile)
});
function judge15({ onBuild }, dockerfile) {
  if (onBuild.length === 0) return { kind: "judged", seen: "no ONBUILD", findings: [] };
  const keywords = onBuild.slice(0, 10).map((trigger) => `ONBUILD ${visibleText(keywordOf(trigger), 20)}`);
  const more = onBuild.length - keywords.length;
  const seen = `${keywords.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const dangers = [...new Set(onBuild.flatMap((trigger) => dangerOf(trigger) ?? []))];
  const { location, lines } = placeOf5(dockerfile);
  const found5 = finding(META45, {
    key: "triggers",
    ...dangers.length === 0 ? {} : { severity: "high" },
    title: dangers.length === 0 ? "The image has ONBUILD triggers" : "The image has dangerous ONBUILD triggers",
    detail: `They run in every build that is made FROM this image, where its author does not see them. ${dangers.map((danger) => `One ${danger}. `).join("")}${lines}`,
    seen,
    ...location === void 0 ? {} : { location },
    fix: {
      text: "Remove the ONBUILD lines, and tell in the documentation of the image what a Dockerfile that uses it has to say: the same instructions, written out."
    }
  });
  return { kind: "judged", seen, findings: [found5] };
}
function keywordOf(trigger) {
  return (/^\s*(\S*)/.exec(trigger)?.[1] ?? "").toUpperCase();
}
function dangerOf(trigger) {
  const rest2 = trigger.trim().replace(/^\S+\s*/, "");
  switch (keywordOf(trigger)) {
    case "USER":
      return /^["']?(?:root|\+?0+)["']?(?::|$)/.test(rest2) ? "makes the other image run as root (USER)" : void 0;
    case "ADD":
      return addsUnverified(rest2) ? "downloads a file that is not verified (ADD of an address)" : void 0;
    case "RUN":
      return pipesDownload(rest2) ? "downloads a program and runs it unseen (a download piped to a shell)" : void 0;
    default:
      return void 0;
  }
}
function addsUnverified(rest2) {
  const words3 = rest2.split(/[\s"',[\]]+/);
  const verified2 = words3.some((word) => word.startsWith("--checksum="));
  return !verified2 && words3.some((word) => remoteKind(word) !== void 0);
}
function pipesDownload(rest2) {
  const lines = { first: 1, last: 1 };
  const instruction = { keyword: "RUN", lines, text: rest2, flags: [], heredocs: [], ...formOf(rest2) };
  return runPipelines(instruction).some(isPipedDownload);
}
function formOf(text) {
  const rest2 = text.replace(/^(?:--\S+\s+)+/, "");
  try {
    const words3 = JSON.parse(rest2);
    if (Array.isArray(words3) && words3.every((word) => typeof word === "string")) return { rest: rest2, exec: words3 };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { rest: rest2 };
}
function placeOf5(dockerfile) {
  const instructions = dockerfile?.stages[dockerfile.finalStage]?.instructions ?? [];
  const own = instructions.filter(({ keyword }) => keyword === "ONBUILD");
  const [first] = own;
  if (dockerfile === void 0 || first === void 0) return { lines: "No Dockerfile here has the lines." };
  const numbers2 = own.slice(0, 10).map(({ lines: lines2 }) => lines2.first);
  const lines = `See line ${numbers2.join(", ")} of ${visibleText(dockerfile.path)}.`;
  return { location: { file: dockerfile.path, lines: first.lines }, lines };
}

// src/checks/contents/no-package-managers.ts
var META46 = { id: "no-package-managers", severity: "negligible" };
var noPackageManagers = defineCheck({
  ...META46,
  title: "The image has no package manager",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_PACKAGES2],
  evaluate: ({ "image-files": files, "image-layers": layers }) => takeNote(
    {
      meta: META46,
      category: "package-manager",
      title: "A package manager is in the image",
      detail: "Most images have one. Without it an intruder can not install tools, and nobody changes a running container.",
      cure: "Copy what runs into an image without one (distroless, scratch) in a last stage."
    },
    files,
    layers
  )
});

// src/checks/contents/published-file.ts
var PACKAGE_FOLDERS = /* @__PURE__ */ new Set([
  "site-packages",
  "dist-packages",
  "node_modules",
  "gems",
  "vendor",
  "bower_components"
]);
var PACKAGE_PATHS = /* @__PURE__ */ new Set(["go/src", "pkg/mod", ".cargo/registry", "cargo/registry"]);
var LANGUAGE = /^(?:python\d(?:\.\d{1,3})?|perl5?|go-\d\.\d{1,3}|ruby)$/;
var EXAMPLES = new Set(
  "test tests testing testdata test-data test_data testcert testcerts fixture fixtures __tests__ __fixtures__ spec specs t example examples sample samples demo demos certdata mock mocks".split(" ")
);
var DOCUMENTATION = ["/usr/share/doc/", "/usr/local/share/doc/", "/usr/share/man/", "/usr/share/info/"];
function isPublishedExample(path) {
  if (DOCUMENTATION.some((folder) => path.startsWith(folder))) return true;
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  const packages = parts.findIndex((part, at2) => {
    const inLibraries = LANGUAGE.test(part) && /^(?:lib(?:32|64)?|share)$/.test(parts[at2 - 1] ?? "");
    return PACKAGE_FOLDERS.has(part) || PACKAGE_PATHS.has(`${parts[at2 - 1]}/${part}`) || inLibraries;
  });
  if (packages < 0) return false;
  const isExample = parts.slice(packages + 1, -1).some((part) => EXAMPLES.has(part));
  return isExample || name.endsWith("_test.go");
}

// src/checks/contents/key-file.ts
function generatedKey(path) {
  if (path === "/etc/ssl/private/ssl-cert-snakeoil.key") return "snakeoil";
  return /^\/etc\/ssh\/ssh_host_[a-z0-9]{1,20}_key$/.test(path) ? "ssh-host" : void 0;
}
function keySeverity({ file: file2, keys }) {
  if (isPublishedExample(file2.path)) return "low";
  const weaker = keys.every(({ encrypted }) => encrypted) || generatedKey(file2.path) === "snakeoil";
  return weaker ? "medium" : "high";
}
function keyWords(keys) {
  const forms = [...new Set(keys.map(({ form, encrypted }) => `${form}${encrypted ? ", with a passphrase" : ""}`))];
  return `private key (${forms.slice(0, 4).join("; ")})`;
}

// src/checks/contents/secret-file-cure.ts
function secretFileCure(what, file2, layers) {
  const replace = `Replace the ${what}: everybody who could pull the image may have ${what === "key" ? "it" : "them"}.`;
  if (placeOfFile(file2, layers).inheritedFrom !== void 0) {
    return `Use another base image, and tell its author: removing the file here only hides it. ${replace}`;
  }
  const origin = layers[file2.layer]?.origin;
  const copied = origin?.kind === "instruction" && (origin.keyword === "COPY" || origin.keyword === "ADD");
  const keepOut = copied ? "Name the file in .dockerignore" : "Keep the file out of the layer";
  return `${keepOut}, and give it to the step that needs it: RUN ${mountOf(file2.path)}. ${replace}`;
}
function mountOf(path) {
  const plain = shellPaths([{ path }]) !== void 0 && !path.includes(",") && path.length <= 100;
  if (!plain) return "--mount=type=secret,id=\u2026,target=\u2026";
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/^\./, "");
  return `--mount=type=secret,id=${name},target=${path}`;
}

// src/checks/contents/secret-references.ts
var CIS3 = "https://www.cisecurity.org/benchmark/docker";
var CIS_SECRETS = { name: "CIS Docker Benchmark 4.10", url: CIS3 };
var NIST_EMBEDDED_SECRETS = {
  name: "NIST SP 800-190, 4.1.4",
  url: "https://doi.org/10.6028/NIST.SP.800-190"
};
var DOCKER_BUILD_SECRETS = {
  name: "Docker, Build secrets",
  url: "https://docs.docker.com/build/building/secrets/"
};
var DOCKERFILE_ARG = {
  name: "Dockerfile reference, ARG",
  url: "https://docs.docker.com/reference/dockerfile/#arg"
};
var DOCKERFILE_LABEL = {
  name: "Dockerfile reference, LABEL",
  url: "https://docs.docker.com/reference/dockerfile/#label"
};

// src/checks/contents/no-private-keys.ts
var META47 = { id: "no-private-keys", severity: "high" };
var noPrivateKeys = defineCheck({
  ...META47,
  title: "The image holds no private keys",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-files": { secrets }, "image-layers": layers }) => {
    const found5 = secrets.filter(({ keys, hiddenBy }) => keys.length > 0 && hiddenBy === void 0);
    if (found5.length === 0) return { kind: "judged", seen: "no private keys in files", findings: [] };
    const seen = pathsOf(found5.map(({ file: file2 }) => file2));
    const told8 = worstFirst(found5.map((secret) => tell(secret, layers)));
    return { kind: "judged", seen, findings: fileFindings(META47, told8, layers) };
  }
});
function tell(secret, layers) {
  const { file: file2, keys } = secret;
  const generated = generatedKey(file2.path);
  const base = { files: [file2], severity: keySeverity(secret), key: file2.path, seen: keyWords(keys) };
  if (generated !== void 0) return { ...base, ...OF_PACKAGES[generated](secret, layers) };
  if (isPublishedExample(file2.path)) {
    return {
      ...base,
      title: "An example of a package brings a private key along",
      detail: "Everybody knows it. It opens nothing as long as nobody uses it.",
      fix: { text: "Leave the tests and examples of packages out of the image.", lines: [] }
    };
  }
  return {
    ...base,
    title: "A private key is in the image",
    detail: "Everybody who can pull the image has it, whatever the file's mode says.",
    fix: { text: secretFileCure("key", file2, layers), lines: [] }
  };
}
var OF_PACKAGES = {
  "ssh-host": ({ file: file2 }, layers) => ({
    title: "The image brings the key of its SSH server along",
    detail: "Every container of the image has the same one, and everybody who can pull the image can pretend to be it.",
    fix: madeAtStart("/etc/ssh/ssh_host_*", "ssh-keygen -A", placeOfFile(file2, layers).inheritedFrom)
  }),
  snakeoil: ({ file: file2 }, layers) => ({
    title: "The image brings the key of Debian's self-signed certificate along",
    detail: "Every container of the image has the same one: what is encrypted with it everybody can read who can pull the image.",
    fix: madeAtStart(
      "/etc/ssl/private/ssl-cert-snakeoil.key",
      "make-ssl-cert generate-default-snakeoil --force-overwrite",
      placeOfFile(file2, layers).inheritedFrom
    )
  })
};
function madeAtStart(files, command, inheritedFrom) {
  const made = `Where it is needed, make a new one when the container starts: ${command}.`;
  if (inheritedFrom !== void 0) return { text: `Remove it. ${made}`, lines: [`RUN rm -f ${files}`] };
  return { text: `Remove it in the RUN that installs the package: && rm -f ${files}. ${made}`, lines: [] };
}

// src/checks/contents/no-privileged-port.ts
var META48 = { id: "no-privileged-port", severity: "low" };
var FIRST_UNPRIVILEGED = 1024;
var noPrivilegedPort = defineCheck({
  ...META48,
  title: "A user without privileges gets no port below 1024",
  area: "contents",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_PRIVILEGED_PORTS, DOCKERFILE_EXPOSE, LINUX_IP_SYSCTL],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
    return notForLinux(config) ?? judge16(config, accounts, dockerfile);
  }
});
function judge16(config, accounts, dockerfile) {
  const ports = exposedPorts(config, ({ first }) => first > 0 && first < FIRST_UNPRIVILEGED);
  const resolution = effectiveUser(config, accounts);
  if (ports.length > 0 && resolution.kind !== "resolved") return undetermined2(config, resolution);
  if (resolution.kind === "resolved" && resolution.user.uid === 0) {
    return { kind: "not-applicable", observed: "The image runs as root, which may listen on every port." };
  }
  const user = describeUser(config.user, resolution);
  const shown7 = ports.slice(0, 5).map(showPort).join(", ");
  const seen = ports.length === 0 ? "no exposed port below 1024" : `${user}; EXPOSE ${shown7}`;
  const findings = ports.slice(0, 20).map((port) => privileged(port, user, dockerfile));
  return { kind: "judged", seen, findings };
}
function privileged(port, user, dockerfile) {
  const origin = exposedBy(dockerfile, port);
  const shown7 = showPort(port);
  const instead = port.first + 8e3;
  const inherited = " EXPOSE can't be taken back: expose the new port, and the old one is only a word.";
  return finding(META48, {
    key: shown7,
    title: "A user without privileges is to listen on a port below 1024",
    detail: `${origin.sentence} The kernel gives such ports only to processes with CAP_NET_BIND_SERVICE. Docker lifts this inside a container (net.ipv4.ip_unprivileged_port_start=0); with the host network, and where the runtime leaves the setting at 1024, the program does not start, and people cure that by running it as root.`,
    seen: `${user}; EXPOSE ${shown7}`,
    ...placeOf4(origin),
    fix: {
      text: `Let the program listen on a port above 1023, ${instead} for example, and publish it as the old one: docker run --publish=${port.first}:${instead}/${port.protocol}.${origin.kind === "base-image" ? inherited : ""}`,
      ...port.first === port.last ? { lines: [`EXPOSE ${instead}/${port.protocol}`] } : {}
    }
  });
}

// src/checks/contents/credential-values.ts
var MOST_VALUES = 65536;
function valuesIn(path, text) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const values = name === ".pgpass" ? pgpass(text) : name.endsWith("netrc") ? netrc(text) : byShape(name, text);
  return values.slice(0, MOST_VALUES);
}
function byShape(name, text) {
  const start = text.trimStart();
  if (start.startsWith("{") || name.endsWith(".json")) return jsonValues(start) ?? pairs(text);
  if (start.startsWith("<")) return xmlValues(text);
  if (name === ".vault-token") return [{ name: "VAULT_TOKEN", value: text.trim() }];
  return pairs(text);
}
function pgpass(text) {
  return text.split("\n").flatMap((line) => {
    const fields = line.trim().replaceAll("\\:", "\0").split(":");
    return fields.length < 5 ? [] : [{ name: "PASSWORD", value: (fields[4] ?? "").replaceAll("\0", ":") }];
  });
}
function netrc(text) {
  const words3 = text.split(/\s+/);
  let login = "";
  return words3.flatMap((word, at2) => {
    const next = words3[at2 + 1] ?? "";
    if (word === "machine" || word === "default") login = "";
    if (word === "login") login = next;
    return word === "password" && login !== "anonymous" ? [{ name: "PASSWORD", value: next }] : [];
  });
}
var TOKENS_BY_HOST = /* @__PURE__ */ new Set(["github-oauth", "gitlab-oauth", "gitlab-token", "bearer"]);
function jsonValues(text) {
  const found5 = [];
  const open2 = [{ key: "", value: parsed(text) }];
  if (open2[0]?.value === void 0) return void 0;
  for (let next = open2.pop(); next !== void 0 && found5.length < MOST_VALUES; next = open2.pop()) {
    const { key, value } = next;
    if (typeof value === "string") found5.push({ name: upper(key), value });
    else if (typeof value === "object" && value !== null) {
      const below = Object.entries(value).map(([name, one]) => ({
        key: TOKENS_BY_HOST.has(key) && typeof one === "string" ? "token" : name,
        value: one
      }));
      open2.push(...below.toReversed());
    }
  }
  return found5;
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function xmlValues(text) {
  return text.split("<").flatMap((piece) => {
    const end = piece.indexOf(">");
    if (end < 0) return [];
    const tag = piece.slice(0, end);
    const value = piece.slice(end + 1).trim();
    if (/^[\w.-]{1,100}$/.test(tag)) {
      const encrypted = value.startsWith("{") && value.endsWith("}");
      return value === "" || encrypted ? [] : [{ name: upper(tag), value }];
    }
    const key = attribute(tag, "key");
    const named = attribute(tag, "value");
    return tag.startsWith("add") && key?.toLowerCase() === "cleartextpassword" && named !== void 0 ? [{ name: "PASSWORD", value: named }] : [];
  });
}
function attribute(tag, name) {
  const start = tag.indexOf(` ${name}="`);
  const value = start < 0 ? void 0 : tag.slice(start + name.length + 3);
  return value?.slice(0, Math.max(0, value.indexOf('"')));
}
function pairs(text) {
  return text.split("\n").flatMap((line) => {
    const at2 = separator(line);
    if (at2 < 0) return [];
    const words3 = line.slice(0, at2).trim().split(/\s+/);
    const name = bareName(words3.at(-1) ?? "");
    const known = words3.length === 1 || words3.length === 2 && ["export", "-", "set", "setenv"].includes(words3[0] ?? "");
    const value = bareValue(line.slice(at2 + 1));
    return known && name !== "" && value !== "" ? [{ name, value }] : [];
  });
}
function separator(line) {
  const equals = line.indexOf("=");
  const colon = line.indexOf(": ");
  return equals < 0 || colon >= 0 && colon < equals ? colon : equals;
}
function bareName(word) {
  const name = word.slice(Math.max(word.lastIndexOf(":"), word.lastIndexOf('"', word.length - 2), -1) + 1);
  const plain = name.replaceAll('"', "").replaceAll("'", "");
  return /^[A-Za-z_][\w.-]{0,199}$/.test(plain) ? upper(plain) : "";
}
function bareValue(written) {
  const value = written.trim();
  const quote = value.charAt(0);
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    return end < 0 ? value.slice(1) : value.slice(1, end);
  }
  const comment = value.indexOf(" #");
  return (comment < 0 ? value : value.slice(0, comment)).trim();
}
function upper(name) {
  return name.slice(0, 200).replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/^_{1,10}/, "").toUpperCase().replace(/^NPM_AUTH_IDENT$/, "NPM_AUTH");
}

// src/checks/contents/placeholder.ts
var WORDS2 = new Set(
  "none null nil undefined n/a na unset empty not-set notset unused ignored todo tbd fixme dummy placeholder fake example sample redacted hidden masked secret-here required optional prompt ask stdin generate generated random auto automatic true false yes no on off y n t f enabled disabled enable disable always never bearer basic authorization include omit same-origin api_key api-key apikey access_token access-token auth_token auth-token".split(" ")
);
var PARTS = [
  "placeholder",
  "dummy",
  "not-a-real",
  "not-real",
  "notreal",
  "not-a-secret",
  "not_a_secret",
  "build-only",
  "fake-",
  "fake_"
];
function isPlaceholder(written) {
  const value = unquoted(written.trim());
  const lower = value.toLowerCase();
  if (value === "" || WORDS2.has(lower)) return true;
  if (isReference(value) || isBracketed(value)) return true;
  if (value.length >= 16 && new Set(value.slice(-12)).size <= 2) return true;
  if (/^[xX*.\-_#?0]+$/.test(value)) return true;
  if (/^(?:your|my|the|some|insert|enter|put|add|replace|set)[-_ .]?(?:own|api|my|me|the|here|your|access|auth|secret|token|key|password|with)[-_ .a-z]*$/.test(
    lower
  )) {
    return !/^(?:my|the|some)[-_ .]?(?:secret|password)/.test(lower);
  }
  if (/^your[-_ ][-_ a-z]*$/.test(lower) || /^<.*>$/.test(value)) return true;
  return /EXAMPLE(?:KEY)?$/.test(value) || PARTS.some((part) => lower.includes(part));
}
function unquoted(value) {
  const quote = value.charAt(0);
  const quoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return quoted ? value.slice(1, -1) : value;
}
function isReference(value) {
  if (/^\$[A-Za-z_{(]/.test(value) || value.startsWith("`") || value.startsWith("{{") || value.startsWith("#{"))
    return true;
  return /^%\w+%$/.test(value) || /^@[\w.]+@$/.test(value) || /^__\w+__$/.test(value);
}
function isBracketed(value) {
  return /^<[^>]*>$/.test(value) || /^\[[^\]]*\]$/.test(value) || /^\{\s*\}$/.test(value);
}

// src/checks/contents/text-after.ts
function after(text, marker, most) {
  const found5 = [];
  for (let at2 = text.indexOf(marker); at2 >= 0 && found5.length < most; at2 = text.indexOf(marker, at2 + marker.length)) {
    found5.push(text.slice(at2 + marker.length, at2 + marker.length + 400));
  }
  return found5;
}

// src/checks/contents/token-shapes.ts
var ALPHABETS = {
  alphanumeric: /[A-Za-z0-9]/,
  hex: /[0-9a-f]/,
  upper: /[A-Z0-9]/,
  word: /[A-Za-z0-9_]/,
  dashed: /[A-Za-z0-9_-]/,
  dotted: /[A-Za-z0-9_.=-]/
};
function isOf2(alphabet, character) {
  return ALPHABETS[alphabet].test(character);
}
var GITHUB = "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github";
var GITLAB = "https://docs.gitlab.com/security/tokens/#token-prefixes";
var AWS_IDS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids";
var SLACK = "https://docs.slack.dev/authentication/tokens/";
var STRIPE = "https://docs.stripe.com/keys";
var SHOPIFY = "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens";
var GITLEAKS = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";
var TRUFFLEHOG_DOCKER_HUB = "https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/dockerhub/v2/dockerhub.go";
var NOSEY_PARKER = "https://github.com/praetorian-inc/noseyparker/blob/main/crates/noseyparker/data/default/builtin/rules";
var GITLAB_PREFIXES = "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glimt- glagent- gloas- glffct- GR1348941".split(
  " "
);
var ROWS = [
  ["GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "alphanumeric", 36, 255, GITHUB],
  ["GitHub fine-grained token", ["github_pat_"], "word", 60, 255, GITHUB],
  ["GitLab token", GITLAB_PREFIXES, "dotted", 20, 320, GITLAB],
  ["AWS access key id", ["AKIA", "ASIA"], "upper", 16, 16, AWS_IDS],
  ["Google OAuth client secret", ["GOCSPX-"], "dashed", 28, 28, `${NOSEY_PARKER}/google.yml`],
  ["Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xapp-"], "dotted", 20, 400, SLACK],
  ["Stripe secret key", ["sk_live_", "rk_live_"], "alphanumeric", 16, 247, STRIPE],
  ["Stripe webhook secret", ["whsec_"], "alphanumeric", 32, 64, "https://docs.stripe.com/webhooks"],
  [
    "npm token",
    ["npm_"],
    "alphanumeric",
    36,
    36,
    "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/"
  ],
  // A macaroon: the prefix is version 2 and the start of its location. (pypi.org/help, "apitoken".)
  ["PyPI token", ["pypi-AgE"], "dashed", 50, 1e3, "https://pypi.org/help/#apitoken"],
  ["Twilio API key", ["SK"], "hex", 32, 32, "https://www.twilio.com/docs/glossary/what-is-a-sid"],
  ["Docker Hub token", ["dckr_pat_", "dckr_oat_"], "dashed", 27, 32, TRUFFLEHOG_DOCKER_HUB],
  ["DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], "hex", 64, 64, GITLEAKS],
  [
    "Hugging Face token",
    ["hf_", "api_org_"],
    "alphanumeric",
    34,
    37,
    "https://huggingface.co/docs/hub/security-tokens"
  ],
  ["OpenAI API key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], "dashed", 40, 255, GITLEAKS],
  ["Anthropic API key", ["sk-ant-"], "dashed", 40, 255, GITLEAKS],
  ["Shopify token", ["shpat_", "shpca_", "shppa_", "shpss_"], "hex", 32, 32, SHOPIFY],
  ["Databricks token", ["dapi"], "hex", 32, 32, GITLEAKS],
  [
    "Vault token",
    ["hvs.", "hvb.", "hvr."],
    "dashed",
    24,
    300,
    "https://developer.hashicorp.com/vault/docs/concepts/tokens"
  ],
  ["Grafana service account token", ["glsa_"], "word", 41, 41, GITLEAKS],
  ["New Relic key", ["NRAK-"], "upper", 27, 27, GITLEAKS],
  ["Postman API key", ["PMAK-"], "dashed", 59, 59, GITLEAKS],
  ["RubyGems key", ["rubygems_"], "hex", 48, 48, "https://guides.rubygems.org/api-key-scopes/"],
  ["Linear API key", ["lin_api_"], "alphanumeric", 40, 40, GITLEAKS],
  ["Pulumi token", ["pul-"], "hex", 40, 40, GITLEAKS],
  ["Atlassian token", ["ATATT3"], "dotted", 100, 300, GITLEAKS],
  ["Groq API key", ["gsk_"], "alphanumeric", 50, 54, `${NOSEY_PARKER}/groq.yml`],
  ["Perplexity API key", ["pplx-"], "alphanumeric", 48, 48, GITLEAKS],
  ["Alibaba Cloud access key id", ["LTAI"], "alphanumeric", 20, 20, GITLEAKS],
  ["Artifactory key", ["AKCp"], "alphanumeric", 69, 69, GITLEAKS],
  ["Doppler token", ["dp.pt."], "alphanumeric", 43, 43, GITLEAKS],
  ["Dynatrace token", ["dt0c01."], "dotted", 89, 89, GITLEAKS],
  ["Fly.io token", ["fo1_"], "dashed", 43, 43, GITLEAKS],
  ["Heroku API key", ["HRKU-AA"], "dashed", 58, 58, GITLEAKS],
  ["Notion token", ["ntn_"], "alphanumeric", 46, 46, GITLEAKS],
  ["OpenShift token", ["sha256~"], "dashed", 43, 43, GITLEAKS],
  ["PlanetScale token", ["pscale_tkn_", "pscale_oauth_", "pscale_pw_"], "dotted", 32, 64, GITLEAKS],
  ["Sendinblue API key", ["xkeysib-"], "dashed", 81, 81, GITLEAKS],
  ["Sentry user token", ["sntryu_"], "hex", 64, 64, GITLEAKS],
  ["Shippo token", ["shippo_live_"], "hex", 40, 40, GITLEAKS],
  ["Square access token", ["sq0atp-"], "dashed", 22, 60, GITLEAKS],
  ["age secret key", ["AGE-SECRET-KEY-1"], "upper", 58, 58, "https://c2sp.org/age"]
];
var TOKEN_SHAPES = [
  ...ROWS.map(([kind, prefixes, alphabet, min, max, source]) => ({ kind, prefixes, alphabet, min, max, source })),
  {
    kind: "Google API key",
    prefixes: ["AIza"],
    alphabet: "dashed",
    min: 35,
    max: 35,
    source: "https://docs.cloud.google.com/docs/authentication/api-keys",
    // Those of Firebase are "public by design". (firebase.google.com/docs/projects/api-keys)
    publishable: true
  }
];
function tokensOf(shape, text) {
  return shape.prefixes.flatMap((prefix) => {
    const found5 = [];
    for (let at2 = text.indexOf(prefix); at2 >= 0; ) {
      const start = at2 + prefix.length;
      let end = start;
      while (end < text.length && isOf2(shape.alphabet, text.charAt(end))) end += 1;
      const length = end - start;
      const alone = !isOf2("word", text.charAt(at2 - 1)) && !isOf2("word", text.charAt(end));
      if (alone && length >= shape.min && length <= shape.max) found5.push(text.slice(at2, end));
      at2 = text.indexOf(prefix, end);
    }
    return found5;
  });
}

// src/checks/contents/connection-forms.ts
var CONNECTION_FORMS = [
  {
    kind: "URL with a password",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
    by: { text: (text) => authorities(text).some(({ user, password }) => isPassword(user, password)) }
  },
  {
    kind: "URL with a token",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
    by: {
      text: (text) => authorities(text).some(({ user, password, path }) => password === void 0 && isToken(user, path))
    }
  },
  {
    kind: "Azure connection string",
    source: "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
    by: { text: hasAzureKey }
  },
  {
    kind: "Azure shared access signature",
    source: "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
    by: {
      text: (text) => /[?&;"']s[ver]=/.test(text) && after(text, "sig=", 100).some((rest2) => /^[\w%+/-]{43,90}/.test(rest2))
    }
  },
  {
    kind: "connection string with a password",
    source: "https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax",
    by: { text: (text) => hasConnectionPassword(text) || hasDriverPassword(text) }
  }
];
function authorities(text) {
  if (!text.includes("://") || !text.includes("@")) return [];
  const urls = text.split(/[\s"'`,;<>|()\\]/).flatMap((word) => word.split("://").slice(1));
  return urls.flatMap((rest2) => {
    const end = rest2.search(/[/?#]/);
    const authority = end < 0 ? rest2 : rest2.slice(0, end);
    const at2 = authority.lastIndexOf("@");
    if (at2 < 0) return [];
    const colon = authority.slice(0, at2).indexOf(":");
    const path = end < 0 ? "" : rest2.slice(end);
    if (colon < 0) return [{ user: authority.slice(0, at2), path }];
    return [{ user: authority.slice(0, colon), password: authority.slice(colon + 1, at2), path }];
  });
}
function isPassword(user, password) {
  if (password === void 0 || isPlaceholder(password)) return false;
  return !(/^user(?:name)?$/i.test(user) && /^pass(?:word)?$/i.test(password));
}
function isToken(user, path) {
  if (!/^[\w-]{20,255}$/.test(user) || !/\d/.test(user) || !/[a-z]/i.test(user)) return false;
  if (/^(?:\/[\w-]+)*\/\d+$/.test(path) || isPlaceholder(user)) return false;
  return TOKEN_SHAPES.every((shape) => tokensOf(shape, user).length === 0);
}
var EMULATOR_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq";
function hasAzureKey(text) {
  const accounts = after(text, "AccountKey=", 100).filter((rest2) => !rest2.startsWith(EMULATOR_KEY));
  if (accounts.some((rest2) => /^[A-Za-z0-9+/]{60,90}={0,2}/.test(rest2))) return true;
  return after(text, "SharedAccessKey=", 100).some((rest2) => /^[A-Za-z0-9+/]{40,90}={0,2}/.test(rest2));
}
var PLACE = ["server", "data source", "host", "address", "addr", "endpoint"];
function hasConnectionPassword(text) {
  const parts = text.split(";").map((part) => part.split("=").map((word) => word.trim()));
  const places = parts.flatMap((words3) => words3.slice(0, -1)).map((word) => word.toLowerCase().replace(/^.*["']/s, ""));
  if (!places.some((word) => PLACE.includes(word))) return false;
  return parts.some(([name = "", ...value]) => {
    return ["password", "pwd"].includes(name.toLowerCase()) && !isPlaceholder(value.join("="));
  });
}
function hasDriverPassword(text) {
  const words3 = text.split(/[\s"'`]/);
  const hosts = words3.some((word) => /^host=\S/.test(word));
  return words3.some((word) => {
    const go = /^[\w.-]{1,64}:([^:@]{1,200})@(?:tcp|unix)\(/.exec(word)?.[1];
    if (go !== void 0 && !isPlaceholder(go)) return true;
    const address = word.includes("://");
    if (!address && !(hosts && word.startsWith("password="))) return false;
    return word.split(/[?&;]/).some((part) => {
      const value = /^password=(.*)$/s.exec(part)?.[1];
      return value !== void 0 && !isPlaceholder(value);
    });
  });
}

// src/checks/contents/secret-forms.ts
var GITLEAKS2 = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";
var SECRET_FORMS = [
  { kind: "private key", source: "https://www.rfc-editor.org/rfc/rfc7468", by: { text: hasPrivateKey } },
  ...CONNECTION_FORMS,
  {
    kind: "JSON Web Token",
    source: "https://www.rfc-editor.org/rfc/rfc7519",
    // Some services give one to every browser (Supabase's "anon" key).
    publishable: true,
    by: { word: /^(?:[A-Za-z-]{1,20}:)?eyJ[\w-]{10,}\.eyJ[\w-]{5,}\.[\w-]{20,}$/ }
  },
  {
    kind: "SendGrid API key",
    source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    by: { word: /^SG\.[\w-]{22}\.[\w-]{43}$/ }
  },
  { kind: "OpenAI API key", source: GITLEAKS2, by: { word: /^sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/ } },
  { kind: "Azure client secret", source: GITLEAKS2, by: { word: /^[\w~.]{3}\dQ~[\w~.-]{31,34}$/ } },
  { kind: "Terraform token", source: GITLEAKS2, by: { word: /^[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}$/ } },
  { kind: "Mailchimp API key", source: GITLEAKS2, by: { word: /^[0-9a-f]{32}-us\d{1,2}$/ } },
  {
    kind: "Telegram bot token",
    source: "https://core.telegram.org/bots/features#botfather",
    by: { word: /^(?:https:\/\/api\.telegram\.org\/bot)?\d{8,10}:AA[\w-]{32,33}(?:\/.*)?$/ }
  },
  {
    kind: "Slack webhook",
    source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
    by: { word: /^[^?]{0,10}\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}$/ }
  },
  {
    kind: "Discord webhook",
    source: "https://discord.com/developers/docs/resources/webhook#execute-webhook",
    by: {
      word: /^[^?]{0,10}\/\/(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{17,20}\/[\w-]{60,}$/
    }
  },
  {
    kind: "registry login",
    source: "https://docs.docker.com/reference/cli/docker/login/",
    by: { text: hasRegistryLogin }
  },
  {
    kind: "npm login",
    source: "https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration",
    by: { text: (text) => NPM_LOGINS.some((name) => after(text, name, 100).some(isWritten)) }
  },
  {
    kind: "Google service account key",
    source: "https://cloud.google.com/iam/docs/keys-create-delete",
    by: { text: (text) => SERVICE_ACCOUNTS.some((start) => after(text, start, 100).some((rest2) => rest2.length > 100)) }
  },
  {
    kind: "password in JSON",
    source: "https://getcomposer.org/doc/articles/authentication-for-private-packages.md",
    by: { text: (text) => JSON_NAMES.some((name) => after(text.replaceAll('\\"', '"'), name, 100).some(hasJsonValue)) }
  }
];
function formsIn(text) {
  const words3 = text.split(/[\s"'`,;<>|&()[\]{}=\\]/).filter((word) => word.length >= 30);
  return SECRET_FORMS.filter(({ by }) => "word" in by ? words3.some((word) => by.word.test(word)) : by.text(text));
}
var ENCODED_PEM = [
  "BQUklWQVRF",
  "BSU0EgUFJJVkFURS",
  "BFQyBQUklWQVRF",
  "BPUEVOU1NIIFBSSVZBVEUg",
  "BFTkNSWVBURUQgUFJJVkFURS",
  "BEU0EgUFJJVkFURS",
  "BQR1AgUFJJVkFUR"
];
function hasPrivateKey(text) {
  const plain = after(text, "-----BEGIN ", 100).some(
    (rest2) => /^(?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|\\)*[A-Za-z0-9+/=:, -]{16}/.test(rest2)
  );
  const encoded = after(text, "LS0tLS1CRUdJTi", 100);
  return plain || encoded.some((rest2) => rest2.length > 60 && ENCODED_PEM.some((start) => rest2.startsWith(start)));
}
var ENCODED_AUTHS = ["eyJhdXRocyI6", "eyAiYXV0aHMi", "ewogICJhdXRocyI6", "ewoJImF1dGhzIjog", "ewogICAgImF1dGhzIjog"];
function hasRegistryLogin(text) {
  const plain = after(text, '"auth":', 100).some((rest2) => /^\s{0,2}"[A-Za-z0-9+/]{8,}={0,2}"/.test(rest2));
  return plain || ENCODED_AUTHS.some((start) => after(text, start, 100).some((rest2) => rest2.length > 30));
}
var SERVICE_ACCOUNTS = ["eyJ0eXBlIjoic2VydmljZV9hY2NvdW50", "ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3Vud"];
var NPM_LOGINS = [":_authToken", ":_auth", ":_password"];
function isWritten(rest2) {
  const value = /^(?: ?= ?| )["']?([A-Za-z0-9+/=_-]{8,400})/.exec(rest2)?.[1];
  if (value === void 0 || isPlaceholder(value)) return false;
  return TOKEN_SHAPES.every((shape) => tokensOf(shape, value).length === 0);
}
var JSON_NAMES = ['"password"', '"client_secret"'];
function hasJsonValue(rest2) {
  const value = /^\s{0,4}:\s{0,4}"([^"\s]{3,200})"/.exec(rest2)?.[1];
  return value !== void 0 && !isPlaceholder(value) && !["string", "password"].includes(value);
}

// src/checks/contents/secret-name.ts
var LOGIN = { kind: "login", chosen: false };
var TOP_LEVEL = /^(?:com|org|net|io|dev|cloud)$/;
var ENDINGS = [
  ["password", { kind: "password", chosen: true }],
  ["passwd", { kind: "password", chosen: true }],
  ["passphrase", { kind: "passphrase", chosen: true }],
  ["token", { kind: "token", chosen: false }],
  ["secret", { kind: "secret", chosen: false }],
  ["apikey", { kind: "API key", chosen: false }],
  ["secretkey", { kind: "secret key", chosen: false }],
  ["privatekey", { kind: "private key", chosen: false }],
  ["accesskey", { kind: "access key", chosen: false }],
  ["credential", { kind: "credential", chosen: false }]
];
var KEYS = "api private secret access encryption signing master account fernet auth deploy ssh rsa jwt hmac storage cosmos openai anthropic".split(" ");
var PASSES = /^(?:db|user|root|admin|my|sql|mysql|pg|mongo|redis|smtp|mail|ftp|ssh|ldap|http|proxy|auth|login|key)pass$/;
var NONE = new Set(
  "max min stop special pad eos bos unk num no without disable disabled skip empty random allow first second third multi single two".split(" ")
);
var PUBLIC = /^(?:public|pub|pubkeys?|publishable|anon|fingerprints?|keyrings?|keyservers?|checksums?|digests?|sha\d*|md5|sums?|asc|hashes|hash|hashed|thumbprint)$/;
var SIGNERS = /^(?:gpg|pgp|gpgkeys?|pgpkeys?|apt|rpm|apk|cosign)$/;
var ABOUT = new Set(
  "file files path paths dir directory folder url urls uri endpoint host hostname server port name names id ids length len min max size count number ttl expiry expires expire expiration expired timeout lifetime duration age days hours minutes seconds ms enabled disabled enable disable required require policy policies algorithm algorithms alg algo type types format header headers field column issuer audience prefix suffix provider providers manager store stores backend backends version versions hasher hashers regex pattern mode method class classes dummy env ref refs reference arn verify validation validator validators parallelism limit limits budget retries rotation interval cache service services user username email realm scope scopes option options opts args flags rounds iterations strength encoder plugin plugins command cmd script helper location source sources target description hint help doc docs title message label text placeholder example sample commit revision rev branch tag date created updated at salt reset recovery change changed history grace login support feature auth authentication stdin prompt template key_id kid index operator operators injector engine driver csi webhook namespace group domain region usage exchange".split(" ")
);
var BROWSER = /^(?:next_public|nuxt_public|expo_public|public|vite|react_app|gatsby|vue_app)_/i;
function isPublicName(name) {
  return BROWSER.test(name) || nameWords(name).some((word) => PUBLIC.test(word));
}
function secretName(name) {
  const words3 = nameWords(name);
  if (words3.some((word) => PUBLIC.test(word))) return void 0;
  for (let at2 = 0; at2 < words3.length; at2 += 1) {
    const found5 = secretWord(words3, at2);
    if (found5 === void 0 || NONE.has(words3[at2 - 1] ?? "")) continue;
    if (words3.slice(at2 + 1).some((word) => ABOUT.has(word))) continue;
    const open2 = BROWSER.test(name) || words3[at2 - 2] === "search";
    return found5.kind === "API key" && open2 ? void 0 : found5;
  }
  return void 0;
}
function secretWord(words3, at2) {
  const word = words3[at2] ?? "";
  const before = words3[at2 - 1] ?? "";
  const singular = word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  const last = at2 === words3.length - 1;
  if (word === "token" && before === "cluster" && words3[at2 - 2] === "initial") return void 0;
  if (last && (word === "pass" || word === "pw" || PASSES.test(word))) return { kind: "password", chosen: true };
  if (last && word === "auth" && ["", "basic", "http", "j", "neo4j", "npm", "config"].includes(before)) return LOGIN;
  if (last && words3[0] === "bundle" && words3.length > 2 && TOP_LEVEL.test(word)) return LOGIN;
  if (word === "pwd" && last && at2 > 0 && before !== "old") return { kind: "password", chosen: true };
  if (word === "cookie" && before === "erlang") return { kind: "Erlang cookie", chosen: false };
  if (word === "config" && before === "auth" && words3[at2 - 2] === "docker")
    return { kind: "registry login", chosen: false };
  if (singular === "key") {
    const named = KEYS.includes(before) || before === "app" && words3.length === 2;
    const opens = named && !words3.some((other) => SIGNERS.test(other));
    return opens ? { kind: `${before === "api" ? "API" : before} key`, chosen: false } : void 0;
  }
  if (last && singular === "cred") return LOGIN;
  return ENDINGS.find(([ending]) => singular.endsWith(ending))?.[1];
}
function nameWords(name) {
  const spaced = name.slice(0, 400).replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}

// src/checks/contents/secret-value.ts
function secretIn(name, value) {
  const [known] = knownForms(value, isPublicName(name));
  if (known !== void 0) return known;
  const says = secretName(name);
  if (says === void 0 || isTrustStore(name, value) || isItsName(name, value, says)) return void 0;
  return isValue(says, value) ? { kind: says.kind, source: "name" } : void 0;
}
function knownForms(text, forEverybody = false) {
  const shapes = TOKEN_SHAPES.filter((shape) => {
    return tokensOf(shape, text).some((token) => !isPlaceholder(token));
  });
  return [...shapes, ...formsIn(text)].filter(({ publishable }) => !(forEverybody && publishable === true)).map(({ kind, source }) => ({ kind, source }));
}
function isTrustStore(name, value) {
  return value === "changeit" && /trust_?store|cacerts/i.test(name);
}
function isItsName(name, value, { chosen }) {
  const plain = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return !chosen && value.length <= name.length + 2 && plain(value) === plain(name);
}
function isLogin(value) {
  const decoded = /^[A-Za-z0-9+/]{8,400}={0,2}$/.test(value) ? decodeBase64(value) : "";
  return [value, decoded].some((text) => {
    const password = /^[\w.@+-]{1,64}[:/]([!-~]{3,200})$/.exec(text)?.[1];
    return password !== void 0 && !password.startsWith("$") && !/[:/]/.test(password) && !isPlaceholder(password);
  });
}
var SIXTY_FOUR = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function decodeBase64(text) {
  const bits = [...text.replaceAll("=", "")].map((sign) => SIXTY_FOUR.indexOf(sign).toString(2).padStart(6, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}
var PUBLIC_STARTS = [
  "ssh-rsa",
  "ssh-ed25519",
  "ecdsa-sha2-",
  "sk-ssh-",
  "age1",
  "pk_",
  "pk.",
  "-----BEGIN PUBLIC",
  "-----BEGIN CERT",
  "-----BEGIN PGP PUBLIC",
  "sha256:",
  "sha512:",
  "arn:",
  // Addresses of secrets elsewhere, and what is encrypted: bank-vaults, vals, Spring Cloud Config, SOPS, Jasypt.
  "vault:",
  "ref+",
  "env:",
  "gcp:secretmanager:",
  "{cipher}",
  "ENC[",
  "ENC("
];
var FINGERPRINTS = /^(?:(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})\s?)+$/;
var KEY_FILE = /^[\w.-]{1,100}\.(?:pem|key|crt|cer|der|p8|p12|pfx|jks|pub|asc|gpg|json|ya?ml|txt)$/i;
function isValue({ chosen, kind }, written) {
  const value = written.trim();
  if (kind === "login") return isLogin(value);
  if (chosen && /^(?:example|sample)$/i.test(value)) return true;
  if (isPlaceholder(value) || value.length < 3) return false;
  if (kind.endsWith("key") && (FINGERPRINTS.test(value) || KEY_FILE.test(value))) return false;
  if (PUBLIC_STARTS.some((start) => value.startsWith(start))) return false;
  if (/^v?\d+(?:\.\d+)*[a-z%]?$/i.test(value)) return chosen && /^\d{4,}$/.test(value);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return false;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && secretName(value) !== void 0) return false;
  return !isPath(value) && !(kind !== "password" && isHeaderName(value));
}
function isPath(value) {
  if (/^(?:\.{1,2}\/|~\/|file:|[A-Za-z]:\\)/.test(value)) return true;
  if (value.startsWith("/")) return !looksEncoded(value);
  return /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/.test(value) && value.length < 80;
}
function looksEncoded(value) {
  return /^[A-Za-z0-9+/]{32,}={0,2}$/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value) && /[a-z]/.test(value);
}
function isHeaderName(value) {
  return /^[xX]-[A-Za-z-]+$/.test(value);
}

// src/checks/contents/file-secrets.ts
function fileSecrets({ file: file2, keys, text }) {
  if (text === void 0) return [];
  const lines = text.split("\n");
  const spoken = lines.filter((line) => !isComment(line)).join("\n");
  const silent = knownForms(lines.filter(isComment).join("\n")).filter(({ kind }) => SHAPES.has(kind));
  const found5 = [...knownForms(spoken), ...silent, ...valuesIn(file2.path, spoken).flatMap(judged3)];
  const more = found5.filter(({ kind }) => !(kind === "private key" && keys.length > 0));
  return [...new Map(more.map((secret) => [secret.kind, secret])).values()];
}
var SHAPES = new Set(TOKEN_SHAPES.map(({ kind }) => kind));
function isComment(line) {
  const start = line.trimStart();
  return start.startsWith("#") || start.startsWith(";") || start.startsWith("// ");
}
function judged3({ name, value }) {
  const secret = secretIn(name, value);
  return secret?.source === "name" ? [secret] : [];
}

// src/checks/contents/secret-findings.ts
function shownName(name) {
  return knownForms(name).length > 0 ? "(a name that holds a secret)" : visibleText(name, 80);
}
function aKind({ kind }) {
  return `${/^(?:[AEIO]|age|access|account|auth|encryption|hmac|npm|openai|anthropic|rsa|ssh)/.test(kind) ? "an" : "a"} ${kind}`;
}
var REVOKE = "Whoever can pull the image has the value: revoke it and make a new one, removing it here is not enough.";
function cureOf(origin, instead) {
  if (origin.kind === "base-image") {
    return {
      text: "Setting it again only hides it, the layers and the history of the base image still hold it: use another base image, and tell its author."
    };
  }
  const line = origin.instruction === void 0 ? "it" : `it from line ${origin.instruction.lines.first}`;
  return { text: `Remove ${line}. ${instead} ${REVOKE}` };
}
function distinct(findings) {
  const seen = /* @__PURE__ */ new Set();
  return findings.filter(({ fingerprint }) => {
    const isNew = !seen.has(fingerprint);
    seen.add(fingerprint);
    return isNew;
  });
}

// src/checks/contents/no-secrets-deleted-later.ts
var META49 = { id: "no-secrets-deleted-later", severity: "high" };
var noSecretsDeletedLater = defineCheck({
  ...META49,
  title: "No layer holds a secret that a later one hides",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-files": { secrets, counts }, "image-layers": layers }) => {
    const visible = new Map(secrets.filter(isVisible).map((secret) => [secret.file.path, secret]));
    const hidden = secrets.flatMap((secret) => hiddenSecret(secret, visible.get(secret.file.path)));
    const paths = Map.groupBy(hidden, ({ path }) => path);
    const found5 = worstFirst([...paths.values()].flatMap((versions) => told5(versions, layers)));
    const seen = found5.length === 0 ? `${layers.length} layers with ${counts.entries} entries, none hides a secret of another` : pathsOf(found5.flatMap(({ files }) => files));
    return { kind: "judged", seen, findings: fileFindings(META49, found5, layers) };
  }
});
function isVisible({ hiddenBy }) {
  return hiddenBy === void 0;
}
function hiddenSecret(secret, above) {
  const { file: file2, text, hiddenBy } = secret;
  if (hiddenBy === void 0) return [];
  const keys = secret.keys.filter(({ digest }) => above?.keys.every((other) => other.digest !== digest) ?? true);
  const written = text === void 0 || text === above?.text ? [] : fileSecrets(secret).map(({ kind }) => kind);
  const kinds = [...keys.length > 0 ? [keyWords(keys)] : [], ...written];
  if (kinds.length === 0) return [];
  const example = isPublishedExample(file2.path);
  const severity = written.length > 0 ? example ? "low" : META49.severity : keySeverity({ ...secret, keys });
  return [{ path: file2.path, file: file2, hiddenBy, severity, kinds }];
}
function told5(versions, layers) {
  const [worst] = worstFirst(versions.map((version) => finding2(version, layers)));
  if (worst === void 0) return [];
  const others = versions.length - 1;
  return [others === 0 ? worst : { ...worst, seen: `${worst.seen}; ${others} more of its versions hold one` }];
}
function finding2({ file: file2, hiddenBy, severity, kinds }, layers) {
  const { words: words3 } = placeOfFile({ layer: hiddenBy.layer }, layers);
  const [first = ""] = kinds;
  const isKey = first.startsWith("private key");
  const does = hiddenBy.how === "removed" ? "removes" : "replaces";
  return {
    files: [file2],
    severity,
    key: file2.path,
    title: `A layer holds ${isKey ? "a private key" : aKind({ kind: first, source: "" })} that a later one ${does}`,
    detail: "A layer is only hidden by the ones above it, never changed: docker save, and everybody who pulls the image, still has the file.",
    seen: `${kinds.slice(0, 3).join(", ")}, value not shown, ${hiddenBy.how} in ${words3}`,
    fix: {
      text: `${secretFileCure(isKey ? "key" : "credentials", file2, layers)} What one RUN makes and removes itself is in no layer.`,
      lines: []
    }
  };
}

// src/checks/contents/history-origin.ts
function stepOrigin(dockerfile, step, makes2) {
  const origin = broughtBy(dockerfile, makes2);
  if (dockerfile === void 0 || origin.inheritedFrom === void 0) return origin;
  if (step.index < step.count - ownSteps(dockerfile)) return origin;
  const { location } = origin;
  return {
    kind: "unknown",
    ...location === void 0 ? {} : { location },
    sentence: "This build put it there, and no instruction of the Dockerfile shows how."
  };
}
function ownSteps(dockerfile) {
  const made = lineageInstructions(dockerfile).filter(({ keyword }) => keyword !== "FROM");
  return made.length + made.filter(({ keyword }) => keyword === "ONBUILD").length;
}

// src/checks/contents/instruction-settings.ts
function instructionSettings({ keyword, rest: rest2 }, sign) {
  const words3 = splitWords(rest2, sign);
  const [first = ""] = words3;
  if (keyword !== "ARG" && !first.includes("=")) return [{ name: first, value: words3.slice(1).join(" ") }];
  return words3.map((word) => {
    const equals = word.indexOf("=");
    return equals < 0 ? { name: word, value: "" } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}
var NAMES = /* @__PURE__ */ new WeakMap();
function setsName(instruction, sign, name) {
  const names = NAMES.get(instruction) ?? instructionSettings(instruction, sign).map((setting) => setting.name);
  NAMES.set(instruction, names);
  if (names.includes(name)) return true;
  return names.some((other) => other.includes("$")) ? "maybe" : false;
}
function splitWords(text, sign) {
  const words3 = [];
  let word;
  let quote = "";
  for (let at2 = 0; at2 < text.length; at2 += 1) {
    const character = text.charAt(at2);
    if (quote === "" && /\s/.test(character)) {
      if (word !== void 0) words3.push(word);
      word = void 0;
    } else if (character === sign && quote !== "'" && at2 + 1 < text.length) {
      at2 += 1;
      word = (word ?? "") + text.charAt(at2);
    } else if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      word ??= "";
    } else if (character === quote) {
      quote = "";
    } else {
      word = (word ?? "") + character;
    }
  }
  return word === void 0 ? words3 : [...words3, word];
}

// src/checks/contents/program-secrets.ts
var USES = [
  {
    programs: /^curl$/,
    options: ["-u", "--user", "-U", "--proxy-user"],
    attached: /^(?:-u|--user=|--proxy-user=)([^:\s]+:.+)$/s,
    afterColon: true
  },
  { programs: /^sshpass$/, options: ["-p"], attached: /^-p(.+)$/s },
  { programs: /^(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|az)$/, needs: "login", options: ["-p"] },
  { programs: /^(?:dotnet|nuget(?:\.exe)?)$/, needs: "nuget", options: ["-p"] },
  { programs: /^nuget(?:\.exe)?$/, options: ["-Password"] },
  { programs: /^redis-cli$/, options: ["-a"] },
  { programs: /^mongo(?:sh|dump|restore|import|export)?$/, options: ["-p"] },
  { programs: /^(?:mysql|mariadb)(?:-?(?:admin|dump|check|import))?$/, attached: /^-p([^=].*)$/s },
  { programs: /^(?:keytool|jarsigner)$/, options: ["-storepass", "-keypass", "-srcstorepass", "-deststorepass"] },
  { programs: /^ldap(?:add|modify|search|delete|passwd|whoami)$/, options: ["-w"] },
  { programs: /^openssl$/, attached: /^pass:(.+)$/s },
  { programs: /^rabbitmqctl$/, verbs: { names: /^(?:add_user|change_password)$/, distance: 2 } },
  { programs: /^composer$/, verbs: { names: /^http-basic\./, distance: 2 } }
];
var LITERAL = /^[A-Za-z0-9_+/=.@!%~:#,*^?-]{4,200}$/;
function programPasswords(words3) {
  const names = words3.map((word) => word.slice(word.lastIndexOf("/") + 1));
  if (words3.some((word) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/.test(word))) return [];
  return USES.flatMap((use) => {
    const at2 = names.findIndex((name2) => use.programs.test(name2));
    if (at2 < 0 || use.needs !== void 0 && !words3.slice(at2, at2 + 4).includes(use.needs)) return [];
    const name = `password of ${names[at2]}`;
    return given(use, words3.slice(at2 + 1)).map((value) => use.afterColon === true ? value.slice(value.indexOf(":") + 1 || value.length) : value).filter(isPassword2).map((value) => ({ name, value }));
  });
}
function given({ options = [], attached, verbs }, words3) {
  return words3.flatMap((word, index) => {
    const one = attached?.exec(word)?.[1];
    if (one !== void 0) return [one];
    if (verbs?.names.test(word)) return [words3[index + verbs.distance] ?? ""];
    const last = /^-[A-Za-z]{2,8}$/.test(word) ? `-${word.at(-1)}` : word;
    const takes = options.includes(word) || options.includes(last) && last === "-u";
    return takes ? [words3[index + 1] ?? ""] : [];
  });
}
function isPassword2(value) {
  return LITERAL.test(value) && value !== "changeit" && !value.startsWith("-") && !isPlaceholder(value);
}

// src/checks/contents/command-secrets.ts
var HEADERS = [
  "authorization:",
  "proxy-authorization:",
  "private-token:",
  "job-token:",
  "x-api-key:",
  "x-auth-token:"
];
var LITERAL2 = /^[A-Za-z0-9_+/=.@!%~:#,-]{6,}$/;
function commandSecrets(command) {
  const words3 = shellWords(command);
  const whole = knownForms(command, true);
  const kinds = new Set(whole.map(({ kind }) => kind));
  const single3 = words3.flatMap(wordForms).filter(({ kind }) => !kinds.has(kind));
  const named = words3.flatMap((_, at2) => atWord(words3, at2));
  const ofPrograms = simpleCommands(words3).flatMap(programPasswords).map(({ name }) => ({ secret: PASSWORD, name }));
  return [...[...whole, ...single3].map((secret) => ({ secret })), ...named, ...ofPrograms];
}
var PASSWORD = { kind: "password", source: "name" };
function simpleCommands(words3) {
  const commands = [[]];
  for (const word of words3) {
    if (SEPARATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands;
}
var SEPARATORS = /* @__PURE__ */ new Set(["|", ";", "&", "(", ")"]);
var PAIR = /^(-{0,2})([A-Za-z_][\w.-]*)=(.*)$/s;
function wordForms(word) {
  if (word.length < 39) return [];
  const [, , name, value] = PAIR.exec(word) ?? [];
  return value === void 0 ? knownForms(word) : knownForms(value, isPublicName(name ?? ""));
}
function atWord(words3, at2) {
  const word = words3[at2] ?? "";
  const next = words3[at2 + 1] ?? "";
  const before = words3[at2 - 1] ?? "";
  const headed = HEADERS.includes(word.replace(/^(?:-H|--header=)/, "").toLowerCase());
  if (headed) return header(word.replace(/^(?:-H|--header=)/, "").slice(0, -1), words3.slice(at2 + 1, at2 + 3));
  if (/^[^=]*[?&]/.test(word) || word.includes("&")) return inQuery(word);
  const pair = PAIR.exec(word);
  if (pair !== null) return given2(pair[2] ?? "", pair[3] ?? "");
  if (OPTION.test(word)) return next.startsWith("-") ? [] : given2(word.slice(2), next);
  if (before === "set" && /^[\w.-]+$/.test(word)) return given2(word, next);
  if (word === "chpasswd") return account((next === "<<<" ? words3[at2 + 2] : before === "|" ? words3[at2 - 2] : "") ?? "");
  if (word === "passwd" && before === "|" && next === "--stdin") return given2("password", words3[at2 - 2] ?? "");
  if (word === "password" && words3[at2 - 2] === "login") return given2("password", next);
  const sql = /^(?:by|password)$/i.test(word) ? /^'([^']+)'[;)]*$/.exec(next)?.[1] : void 0;
  return sql === void 0 ? [] : given2("password", sql);
}
function inQuery(word) {
  return word.split(/[?&]/).slice(0, 100).flatMap((part) => {
    const [name = "", value = ""] = part.split(/=(.*)/s);
    return /^[\w.-]+$/.test(name) ? given2(name, value) : [];
  });
}
var OPTION = /^--[A-Za-z][\w.-]*(?:password|passwd|passphrase|pass|token|secret|key|credentials?)$|^--(?:password|passphrase|token|secret)$/i;
var VERSION = /^[=~]|^(?:\d+:)?\d+\.[\w.+~:-]*$/;
function given2(name, written) {
  const value = written.replace(/^["']|["']$/g, "");
  if (!LITERAL2.test(value) || VERSION.test(value)) return [];
  if (/^[a-z]+(?:[-_][a-z]+)*$/.test(value) && secretName(name)?.chosen !== true) return [];
  const secret = secretIn(name, value);
  return secret?.source === "name" ? [{ secret, name }] : [];
}
function header(name, [first = "", second = ""]) {
  const value = /^(?:bearer|basic|token)$/i.test(first) ? second : first;
  if (!LITERAL2.test(value) || value.length < 12 || knownForms(value).length > 0) return [];
  const secret = secretIn("token", value);
  return secret === void 0 ? [] : [{ secret: { ...secret, kind: "credential of an HTTP header" }, name }];
}
function account(word) {
  const pair = /^([a-z_][a-z0-9_-]*):(\S{3,})$/.exec(word);
  if (pair === null || /[$`*]/.test(pair[2] ?? "")) return [];
  const secret = secretIn("password", pair[2] ?? "");
  return secret === void 0 ? [] : [{ secret, name: `account ${pair[1]}` }];
}
function shellWords(command) {
  const words3 = [];
  let word;
  let quote = "";
  const end = () => {
    if (word !== void 0) words3.push(word);
    word = void 0;
  };
  let escaped = false;
  for (const character of command) {
    if (escaped && quote !== "" && character === "n") {
      end();
      escaped = false;
      continue;
    }
    escaped = character === "\\" && !escaped;
    const opens = quote === "" && (character === '"' || character === "'");
    if (/\s/.test(character)) end();
    else if (opens || character === quote) {
      quote = opens ? character : "";
      word ??= "";
    } else if (quote === "" && "|;&()".includes(character)) {
      end();
      words3.push(character);
    } else if (character === "\\") word ??= "";
    else word = (word ?? "") + character;
  }
  end();
  return words3;
}

// src/checks/contents/setting-secret.ts
function settingSecret(name, value) {
  const whole = secretIn(name, value);
  if (whole !== void 0 || !/(?:^|\s)-/.test(value)) return whole;
  return commandSecrets(value)[0]?.secret;
}

// src/checks/contents/no-secrets-in-build-args.ts
var META50 = { id: "no-secrets-in-build-args", severity: "high" };
var INSTEAD = "Mount it for the one step that needs it: RUN --mount=type=secret,id=\u2026, and docker build --secret id=\u2026,env=\u2026.";
var noSecretsInBuildArgs = defineCheck({
  ...META50,
  title: "No build argument carries a secret",
  area: "contents",
  needs: ["image-history"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_ARG, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, dockerfile }) => judge17(steps, dockerfile)
});
function judge17(steps, dockerfile) {
  const written = dockerfile === void 0 ? [] : writtenSecrets(dockerfile);
  const shown7 = steps.flatMap(({ createdBy }, index) => {
    const place2 = { index, count: steps.length };
    return argsOf(readStep(createdBy)).flatMap(({ name, value }) => {
      const secret = settingSecret(name, value);
      return secret === void 0 ? [] : [inHistory(name, secret, place2, dockerfile)];
    });
  });
  const findings = distinct([...written, ...shown7]);
  const names = findings.slice(0, 5).map(({ seen: seen2 }) => seen2);
  const where = dockerfile === void 0 ? "no Dockerfile to read" : "the Dockerfile";
  const seen = `${steps.length} step${steps.length === 1 ? "" : "s"} of the history and ${where}: no such argument`;
  return { kind: "judged", seen: names.length === 0 ? seen : names.join("; "), findings };
}
function argsOf(step) {
  return step.keyword === "ARG" ? readSettings(step.text).settings : step.buildArgs;
}
function writtenSecrets(dockerfile) {
  const ofStages = builtStages(dockerfile).flatMap(({ index, instructions }) => {
    const lends = !dockerfile.lineage.includes(index);
    return instructions.filter(({ keyword }) => keyword === "ARG" || lends && keyword === "ENV");
  });
  return [...dockerfile.globals, ...ofStages].flatMap((instruction) => inInstruction(dockerfile, instruction));
}
function inInstruction(dockerfile, instruction) {
  const { keyword, lines } = instruction;
  return instructionSettings(instruction, dockerfile.escape).flatMap(({ name, value }) => {
    const secret = settingSecret(name, literalOf(value));
    if (secret === void 0) return [];
    const shown7 = shownName(name);
    const origin = { kind: "instruction", instruction, sentence: "" };
    const found5 = finding(META50, {
      key: shown7,
      title: `${keyword} ${shown7} has ${aKind(secret)} as its value`,
      detail: `${keyword} in line ${lines.first} of the Dockerfile: everybody who reads the file has it, and the history of an image shows the arguments that its steps were run with.`,
      seen: `${keyword} ${shown7} in line ${lines.first}: ${aKind(secret)}, value not shown`,
      location: { file: dockerfile.path, lines },
      fix: cureOf(origin, INSTEAD)
    });
    return [found5];
  });
}
function literalOf(value) {
  return /^\$\{\w+:?-(.*)\}$/s.exec(value)?.[1] ?? value;
}
function inHistory(name, secret, place2, dockerfile) {
  const origin = stepOrigin(dockerfile, place2, (instruction) => {
    return instruction.keyword === "ARG" && setsName(instruction, dockerfile?.escape ?? "\\", name);
  });
  const shown7 = shownName(name);
  return finding(META50, {
    key: shown7,
    title: `The history shows ${aKind(secret)} in the build argument ${shown7}`,
    detail: `${origin.sentence} Build arguments are no secrets: every RUN that sees one writes it into the history of the image, with BuildKit and with the classic builder, and docker history shows it.`,
    seen: `step ${place2.index + 1}: ${shown7}, ${aKind(secret)}, value not shown`,
    ...placeOf4(origin),
    fix: cureOf(origin, INSTEAD)
  });
}

// src/checks/contents/no-secrets-in-env.ts
var META51 = { id: "no-secrets-in-env", severity: "high" };
var noSecretsInEnv = defineCheck({
  ...META51,
  title: "The environment of the image holds no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-config": config, dockerfile }) => judge18(config, dockerfile)
});
function judge18(config, dockerfile) {
  const variables = config.env.map(atEquals);
  const findings = variables.flatMap(({ name, value }) => {
    const secret = settingSecret(name, value);
    return secret === void 0 ? [] : [found(name, secret, dockerfile)];
  });
  const names = findings.slice(0, 5).map(({ seen: seen2 }) => seen2);
  const seen = `${variables.length} variable${variables.length === 1 ? "" : "s"}, none holds a secret`;
  return { kind: "judged", seen: names.length === 0 ? seen : names.join("; "), findings };
}
function atEquals(entry) {
  const equals = entry.indexOf("=");
  if (equals < 0) return { name: entry, value: "" };
  return { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
}
function found(name, secret, dockerfile) {
  const origin = broughtBy(dockerfile, (instruction) => {
    return instruction.keyword === "ENV" && setsName(instruction, dockerfile?.escape ?? "\\", name);
  });
  const shown7 = shownName(name);
  return finding(META51, {
    key: shown7,
    title: `The variable ${shown7} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Everybody who can pull the image reads its environment with docker inspect, without starting it, and every process of the container gets it.`,
    seen: `ENV ${shown7}: ${aKind(secret)}, value not shown`,
    ...placeOf4(origin),
    fix: cureOf(
      origin,
      "Give the value when the container starts (a secret of Swarm, Compose or Kubernetes as a file, or docker run --env-file); for a step of the build, RUN --mount=type=secret."
    )
  });
}

// src/checks/contents/no-secrets-in-files.ts
var META52 = { id: "no-secrets-in-files", severity: "high" };
var noSecretsInFiles = defineCheck({
  ...META52,
  title: "Files for credentials hold none",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-files": { secrets }, "image-layers": layers }) => {
    const visible = secrets.filter(({ text, hiddenBy }) => text !== void 0 && hiddenBy === void 0);
    if (visible.length === 0) return { kind: "judged", seen: "no files for credentials", findings: [] };
    const found5 = worstFirst(visible.flatMap((secret) => told6(secret, layers)));
    const bad = found5.length === 0 ? "without any" : `${found5.length} with some`;
    const seen = `files for credentials, ${bad}: ${pathsOf(visible.map(({ file: file2 }) => file2))}`;
    return { kind: "judged", seen, findings: fileFindings(META52, found5, layers) };
  }
});
function told6(secret, layers) {
  const kinds = fileSecrets(secret).map(({ kind }) => kind);
  if (kinds.length === 0) return [];
  const { file: file2 } = secret;
  const example = isPublishedExample(file2.path);
  return [
    {
      files: [file2],
      severity: example ? "low" : META52.severity,
      key: file2.path,
      title: `A file for credentials holds ${kinds.length === 1 ? "one" : "some"}: ${kinds.slice(0, 3).join(", ")}`,
      detail: example ? "It belongs to the tests or examples of a package that everybody can download." : "Everybody who can pull the image can read it.",
      seen: `${kinds.slice(0, 5).join(", ")}, value not shown`,
      fix: { text: secretFileCure("credentials", file2, layers), lines: [] }
    }
  ];
}

// src/checks/contents/no-secrets-in-history.ts
var META53 = { id: "no-secrets-in-history", severity: "high" };
var noSecretsInHistory = defineCheck({
  ...META53,
  title: "The history of the image shows no secrets",
  area: "contents",
  needs: ["image-history"],
  uses: ["image-config", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, "image-config": config, dockerfile }) => judge19(steps, config, dockerfile)
});
function judge19(steps, config, dockerfile) {
  if (steps.length === 0) return { kind: "not-applicable", observed: "The image states no history." };
  const findings = steps.flatMap(({ createdBy, comment }, index) => {
    const step = readStep(createdBy);
    const secrets = [...stepSecrets(step, config), ...knownForms(comment).map((secret) => ({ secret }))];
    return secrets.map((named) => found2(named, step, { index, count: steps.length }, dockerfile));
  });
  const all = distinct(findings);
  const names = all.slice(0, 5).map(({ seen: seen2 }) => seen2);
  const seen = `${steps.length} step${steps.length === 1 ? "" : "s"}, none shows a secret`;
  return { kind: "judged", seen: names.length === 0 ? seen : names.join("; "), findings: all };
}
function stepSecrets(step, config) {
  if (step.keyword === "ARG") return [];
  if (step.keyword !== "ENV" && step.keyword !== "LABEL") return commandSecrets(step.text);
  const now = settingsNow(step, config);
  const values = [...now.values()];
  const of = step.keyword === "ENV" ? settingSecret : secretIn;
  const named = readSettings(step.text).settings.flatMap(({ name, value }) => {
    const secret = of(name, value);
    return secret === void 0 || isPiece(`${name}=${value}`, values) ? [] : [{ secret, name }];
  });
  const gone = named.filter(({ name }) => of(name, now.get(name) ?? "") === void 0);
  const known = /* @__PURE__ */ new Set([...named.map(({ secret }) => secret.kind), ...kindsOf(now)]);
  const apart2 = knownForms(step.text, true).filter(({ kind }) => !known.has(kind));
  return [...gone, ...apart2.map((secret) => ({ secret }))];
}
function isPiece(pair, values) {
  return values.some((value) => value.length > pair.length && value.includes(` ${pair}`));
}
function settingsNow({ keyword }, config) {
  if (config === void 0) return /* @__PURE__ */ new Map();
  return keyword === "LABEL" ? config.labels : new Map(config.env.map(atEquals).map(({ name, value }) => [name, value]));
}
function kindsOf(settings) {
  return [...settings].flatMap(([name, value]) => secretIn(name, value)?.kind ?? []);
}
function found2({ secret, name }, step, place2, dockerfile) {
  const origin = stepOrigin(dockerfile, place2, (instruction) => {
    return makes(instruction, { secret, ...name === void 0 ? {} : { name } }, step, dockerfile?.escape ?? "\\");
  });
  const what = name === void 0 ? aKind(secret) : `${shownName(name)}, ${aKind(secret)}`;
  const keyword = step.keyword === "" ? "unknown" : step.keyword;
  return finding(META53, {
    key: `${keyword}:${name === void 0 ? secret.kind : shownName(name)}`,
    title: `The history of the image shows ${aKind(secret)}`,
    detail: `${origin.sentence} docker history shows the step to everybody who can pull the image, also when a later step removes what it made or sets the name to another value.`,
    seen: `step ${place2.index + 1} (${keyword}): ${what}, value not shown`,
    ...placeOf4(origin),
    fix: cureOf(
      origin,
      "Give it to the step as RUN --mount=type=secret,id=\u2026 and read it from /run/secrets/\u2026: neither a layer nor the history keeps it."
    )
  });
}
function makes(instruction, { secret, name }, { keyword }, sign) {
  const same = instruction.keyword === keyword;
  if (same && name !== void 0 && (keyword === "ENV" || keyword === "LABEL")) {
    const settings = instructionSettings(instruction, sign).filter((setting) => setting.name === name);
    if (settings.some((setting) => settingSecret(name, setting.value) !== void 0)) return true;
    return settings.length > 0 || setsName(instruction, sign, name) !== false ? "maybe" : false;
  }
  const inside = secretsOf(instruction).some((other) => other.secret.kind === secret.kind && other.name === name);
  if (inside) return true;
  return same && keyword !== "RUN" && instruction.text.includes("$") ? "maybe" : false;
}
var SECRETS = /* @__PURE__ */ new WeakMap();
function secretsOf(instruction) {
  const text = [instruction.text, ...instruction.heredocs.map(({ body }) => body)].join("\n");
  const secrets = SECRETS.get(instruction) ?? commandSecrets(text);
  SECRETS.set(instruction, secrets);
  return secrets;
}

// src/checks/contents/no-secrets-in-labels.ts
var META54 = { id: "no-secrets-in-labels", severity: "medium" };
var noSecretsInLabels = defineCheck({
  ...META54,
  title: "The labels of the image hold no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-history", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_LABEL],
  evaluate: ({ "image-config": config, "image-history": steps = [], dockerfile }) => judge20(config, steps, dockerfile)
});
function judge20({ labels }, steps, dockerfile) {
  if (labels.size === 0) return { kind: "not-applicable", observed: "The image has no labels." };
  const findings = [...labels].flatMap(([name, value]) => {
    const secret = secretIn(name, value);
    return secret === void 0 ? [] : [found3({ name, value }, secret, originOf({ name, value }, steps, dockerfile))];
  });
  const names = findings.slice(0, 5).map(({ seen: seen2 }) => seen2);
  const seen = `${labels.size} label${labels.size === 1 ? "" : "s"}, none holds a secret`;
  return { kind: "judged", seen: names.length === 0 ? seen : names.join("; "), findings };
}
function originOf({ name, value }, steps, dockerfile) {
  const index = steps.findLastIndex(({ createdBy }) => {
    const step = readStep(createdBy);
    if (step.keyword !== "LABEL") return false;
    return readSettings(step.text).settings.some((setting) => setting.name === name && setting.value === value.trim());
  });
  const place2 = { index: index < 0 ? steps.length : index, count: steps.length };
  return stepOrigin(dockerfile, place2, (instruction) => {
    return instruction.keyword === "LABEL" && setsName(instruction, dockerfile?.escape ?? "\\", name);
  });
}
function found3({ name }, secret, origin) {
  const shown7 = shownName(name);
  return finding(META54, {
    key: shown7,
    // A value of a known form is no matter of its name.
    ...secret.source === "name" ? {} : { severity: "high" },
    title: `The label ${shown7} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Labels are read by everybody who can pull the image, and registries and dashboards show them.`,
    seen: `LABEL ${shown7}: ${aKind(secret)}, value not shown`,
    ...placeOf4(origin),
    fix: cureOf(origin, "Labels describe the image and configure nothing that is secret.")
  });
}

// src/linux/usual-setuid-files.ts
var USUAL3 = /* @__PURE__ */ new Set([
  ...["su", "mount", "umount", "passwd", "chsh", "chfn", "gpasswd", "newgrp", "chage", "expiry", "bbsuid"],
  ...["newuidmap", "newgidmap", "unix_chkpwd", "unix2_chkpwd", "pam_timestamp_check", "pam_extrausers_chkpwd"],
  ...["ssh-keysign", "ssh-agent", "dbus-daemon-launch-helper", "utempter", "wall", "write", "bsd-write", "write.ul"],
  ...["grub2-set-bootflag", "usernetctl", "dotlockfile", "crontab"]
]);
var FOLDERS = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/lib/", "/usr/libexec/", "/usr/lib64/"];
function isUsualSetuidFile(path) {
  return FOLDERS.some((folder) => path.startsWith(folder)) && USUAL3.has(path.slice(path.lastIndexOf("/") + 1));
}

// src/checks/contents/special-bits.ts
function judgeSpecialBit(question, { files }, layers, packages) {
  const found5 = files.filter(({ kind, mode }) => kind === "file" && (mode & question.bit) !== 0);
  if (found5.length === 0) return { kind: "judged", seen: `no ${question.name} file in the image`, findings: [] };
  const usual = found5.filter((file2) => isUsual2(file2, packages));
  const others = found5.filter((file2) => !isUsual2(file2, packages));
  const told8 = worstFirst([
    ...others.map((file2) => single2(question, file2, packages)),
    ...byLayer(usual).map((group, index) => together2(question, group, index))
  ]);
  const seen = `${found5.length} ${question.name} files, ${usual.length} of them usual: ${pathsOf([...others, ...usual])}`;
  return { kind: "judged", seen, findings: fileFindings(question.meta, told8, layers) };
}
function knowsPackages(packages) {
  return packages !== void 0 && packages.packages.length > 0;
}
function isUsual2(file2, packages) {
  if (!isUsualSetuidFile(file2.path) || othersMayWrite(file2)) return false;
  return file2.package !== void 0 || !knowsPackages(packages);
}
function othersMayWrite({ mode, gid }) {
  return (mode & 2) !== 0 || (mode & 16) !== 0 && gid !== 0;
}
function single2(question, file2, packages) {
  const open2 = othersMayWrite(file2);
  const stray = knowsPackages(packages) && file2.package === void 0;
  const why = open2 ? "Others than root may change it, and so what runs with these rights." : stray ? "It belongs to no package of the image, so nobody updates it." : "It is none of the programs that the distribution needs it for.";
  return {
    files: [file2],
    severity: open2 || stray ? question.worst : question.meta.severity,
    key: file2.path,
    title: `A ${question.name} program that is not the distribution's usual`,
    detail: `Whoever runs it gets the rights of ${question.whose}. ${why} no-new-privileges takes that effect away at run time.`,
    seen: modeWords(file2),
    fix: { text: "Take the bit away, or the file, if nobody needs it:", lines: runLine("chmod a-s", [file2]) }
  };
}
function together2(question, files, index) {
  return {
    files,
    severity: question.meta.severity === "medium" ? "low" : "negligible",
    key: index === 0 ? "usual" : `usual-${index + 1}`,
    title: `${files.length} usual ${question.name} programs of the distribution`,
    detail: "A container that runs one service needs none of them; each was a way to root once in a while.",
    seen: `${question.name} bit`,
    fix: { text: "Take the bits away:", lines: runLine("chmod a-s", files) }
  };
}

// src/checks/contents/no-setgid-files.ts
var META55 = { id: "no-setgid-files", severity: "low" };
var QUESTION = { meta: META55, bit: 1024, name: "setgid", whose: "its group", worst: "medium" };
var noSetgidFiles = defineCheck({
  ...META55,
  title: "The image has no setgid programs",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: ["image-packages"],
  references: [CIS_SETUID2, INODE_7],
  evaluate: ({ "image-files": files, "image-layers": layers, "image-packages": packages }) => judgeSpecialBit(QUESTION, files, layers, packages)
});

// src/checks/contents/no-setuid-files.ts
var META56 = { id: "no-setuid-files", severity: "medium" };
var QUESTION2 = { meta: META56, bit: 2048, name: "setuid", whose: "its owner", worst: "high" };
var noSetuidFiles = defineCheck({
  ...META56,
  title: "The image has no setuid programs",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: ["image-packages"],
  references: [CIS_SETUID2, NIST_IMAGE_CONFIGURATION, INODE_7],
  evaluate: ({ "image-files": files, "image-layers": layers, "image-packages": packages }) => judgeSpecialBit(QUESTION2, files, layers, packages)
});

// src/checks/contents/no-shells.ts
var META57 = { id: "no-shells", severity: "negligible" };
var noShells = defineCheck({
  ...META57,
  title: "The image has no shell",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_PACKAGES2],
  evaluate: ({ "image-files": files, "image-layers": layers }) => takeNote(
    {
      meta: META57,
      category: "shell",
      title: "A shell is in the image",
      detail: "Most images have one. Without it most break-ins end where they begin.",
      cure: "Copy what runs into an image without one (distroless, scratch) in a last stage."
    },
    files,
    layers
  )
});

// src/checks/contents/no-ssh-port.ts
var META58 = { id: "no-ssh-port", severity: "medium" };
var SSH = 22;
var noSshPort = defineCheck({
  ...META58,
  title: "The image exposes no SSH port",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION, DOCKERFILE_EXPOSE],
  evaluate: ({ "image-config": config, dockerfile }) => judge21(config, dockerfile)
});
function judge21(config, dockerfile) {
  if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
  const shown7 = config.exposedPorts.slice(0, 10).map((port2) => visibleText(port2, 40));
  const more = config.exposedPorts.length - shown7.length;
  const seen = `EXPOSE ${shown7.join(" ")}${more > 0 ? ` and ${more} more` : ""}`;
  const [port] = exposedPorts(config, ({ first, last, protocol }) => {
    return protocol === "tcp" && first <= SSH && SSH <= last;
  });
  return { kind: "judged", seen, findings: port === void 0 ? [] : [exposed(port, dockerfile)] };
}
function exposed(port, dockerfile) {
  const origin = exposedBy(dockerfile, { first: SSH, last: SSH, protocol: "tcp" });
  return finding(META58, {
    key: "tcp-22",
    title: "The image exposes the SSH port",
    detail: `${origin.sentence} An SSH server in a container is a second way in, with accounts and keys of its own that no orchestrator sees, and it has to be updated like the program itself.`,
    seen: `EXPOSE ${showPort(port)}`,
    ...placeOf4(origin),
    fix: cure6(origin)
  });
}
function cure6({ kind, instruction }) {
  const instead = "Leave the SSH server out of the image: docker exec and kubectl exec give a shell without one.";
  if (kind === "base-image") {
    return { text: `${instead} EXPOSE can't be taken back: use a base image without an SSH server.` };
  }
  if (instruction === void 0) return { text: `${instead} Remove port ${SSH} from EXPOSE.` };
  const words3 = instruction.rest.split(/\s+/);
  const left = words3.filter((word) => {
    const range = readPortRange(word.replace(/["']/g, ""));
    return range?.protocol !== "tcp" || range.first !== SSH || range.last !== SSH;
  });
  if (left.length === 0) return { text: `${instead} Remove line ${instruction.lines.first}.` };
  if (left.length === words3.length)
    return { text: `${instead} Take port ${SSH} out of line ${instruction.lines.first}.` };
  const line = `EXPOSE ${left.map((word) => visibleText(word, 60)).join(" ")}`;
  return { text: `${instead} Take the port out of EXPOSE.`, lines: [line], placement: "replace" };
}

// src/checks/contents/no-ssh-server.ts
var META59 = { id: "no-ssh-server", severity: "medium" };
var noSshServer = defineCheck({
  ...META59,
  title: "The image has no SSH server",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION],
  evaluate: ({ "image-files": { files }, "image-layers": layers }) => {
    const servers = notablePrograms(files, "ssh-server");
    if (servers.length === 0) return { kind: "judged", seen: "no SSH server", findings: [] };
    const found5 = servers.map(({ file: file2, notable }) => ({
      ...{ files: [file2], severity: META59.severity, key: file2.path },
      title: `An SSH server is in the image: ${notable.name}`,
      detail: "It is a second way in, with keys and accounts of its own that nobody looks after in a container.",
      seen: notable.name,
      fix: { text: "Leave its package out; docker exec and kubectl exec open a shell without it.", lines: [] }
    }));
    const seen = pathsOf(servers.map(({ file: file2 }) => file2));
    return { kind: "judged", seen, findings: fileFindings(META59, found5, layers) };
  }
});

// src/checks/contents/no-world-writable-paths.ts
var META60 = { id: "no-world-writable-paths", severity: "medium" };
var MEANT = /^\/(?:dev|proc|sys)(?:\/|$)|^\/(?:tmp|var\/tmp|run\/lock|var\/lock)$/;
var noWorldWritablePaths = defineCheck({
  ...META60,
  title: "Not everybody may change files of the image",
  area: "contents",
  needs: ["image-files", "image-layers"],
  uses: [],
  references: [NIST_IMAGE_CONFIGURATION, INODE_7],
  evaluate: ({ "image-files": { files }, "image-layers": layers }) => {
    const open2 = files.filter(isOpen);
    if (open2.length === 0) return { kind: "judged", seen: "no path that everybody may write to", findings: [] };
    const directories = open2.filter(({ kind }) => kind === "directory");
    const found5 = [
      ...byLayer(directories).map((group) => told7(group, "directories")),
      ...byLayer(open2.filter(({ kind }) => kind === "file")).map((group) => told7(group, "files"))
    ];
    const seen = `${open2.length} paths that everybody may write to: ${pathsOf([...directories, ...open2])}`;
    return { kind: "judged", seen, findings: fileFindings(META60, worstFirst(found5), layers) };
  }
});
function isOpen({ kind, mode, path }) {
  if (MEANT.test(path) || (mode & 2) === 0) return false;
  return kind === "file" || kind === "directory" && (mode & 512) === 0;
}
function told7(group, what) {
  const [first] = group;
  const one = group.length === 1;
  return {
    files: group,
    severity: what === "directories" ? META60.severity : "low",
    // The first path stands for its group: layers are numbered anew by every change above.
    key: `${what}:${first?.path ?? ""}`,
    title: `Everybody may write to ${one ? `a ${what === "files" ? "file" : "directory"}` : `${group.length} ${what}`} of the image`,
    detail: "Any process of the container, whoever it runs as, can put something else there: a program that another one starts, a setting that it reads.",
    seen: first === void 0 ? "" : modeWords(first),
    fix: {
      text: "Give them to the user that writes there, or take the right away; data that changes belongs in a volume.",
      lines: runLine("chmod o-w", group)
    }
  };
}

// src/checks/run/capability-cure.ts
function entriesOf(list) {
  return list.flatMap((entry) => {
    if (entry.state !== "said") return [];
    const word = readCapability(entry.value);
    if (word.kind === "unknown") return [];
    return [{ word: word.kind === "all" ? "ALL" : word.capability, at: entry.at }];
  });
}
function placesOf2(entries2) {
  const shown7 = entries2.slice(0, 3).map(({ at: at2 }) => placeWords(at2));
  return entries2.length > shown7.length ? `${shown7.join(", ")} and ${entries2.length - shown7.length} more` : shown7.join(", ");
}
function capabilityLocation(run, entries2) {
  const [first] = [...entries2, ...entriesOf(run.capDrop), ...entriesOf(run.capAdd)];
  return locationOf(first?.at ?? declaredAt(run));
}
function capabilityPlacement({ capAdd, capDrop }) {
  return capAdd.length + capDrop.length > 0 ? "replace" : "append";
}
function dropAllBut(keep, text) {
  const names = namesOf(keep);
  const items = names.map((name) => `      - ${name}`);
  return {
    text,
    compose: ["    cap_drop:", "      - ALL", ...names.length > 0 ? ["    cap_add:", ...items] : []],
    run: ["--cap-drop=ALL", ...names.map((name) => `--cap-add=${name}`)],
    kubernetes: [
      "          securityContext:",
      "            capabilities:",
      "              drop: [ALL]",
      ...names.length > 0 ? [`              add: [${names.join(", ")}]`] : []
    ]
  };
}

// src/checks/run/capabilities-dropped.ts
var META61 = { id: "capabilities-dropped", severity: "low" };
var capabilitiesDropped = defineCheck({
  ...META61,
  title: "All capabilities are dropped but those that are listed",
  area: "run",
  needs: ["run-settings"],
  uses: ["image", "image-config", "image-accounts"],
  references: [cis("5.4"), podSecurity("restricted"), CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge22(grantEvidence(evidence))
});
function judge22(evidence) {
  const { run } = evidence;
  if (run.privileged.state === "said" && run.privileged.value) {
    return { kind: "not-applicable", observed: "A privileged container has every capability: see not-privileged." };
  }
  const answer = boundingOf(evidence);
  const onlyAdded = [run.privileged, ...run.capDrop, ...run.unknown].every(({ state }) => state !== "unknown");
  const known = answer.kind === "undecided" && onlyAdded ? boundingOf({ ...evidence, run: knownPart(run) }) : answer;
  if (known.kind !== "granted") return notKnown2(known);
  const { bounding } = known;
  const added = entriesOf(run.capAdd);
  const listed3 = added.reduce((mask, { word }) => word === "ALL" ? mask : mask | maskOf(word), NO_CAPABILITIES);
  const kept = bounding & ~listed3;
  const seen = `${reachWords(bounding)} (${sourceWords(run)})`;
  if (kept === NO_CAPABILITIES) {
    return answer.kind === "granted" ? { kind: "judged", seen, findings: [] } : notKnown2(answer);
  }
  const found5 = findingOf3(evidence, seen, kept, added);
  return { kind: "judged", seen, findings: [found5] };
}
var MOST_NAMES2 = 10;
function reachWords(bounding) {
  const names = namesOf(bounding);
  if (names.length === 0) return "no capabilities";
  if (bounding === DEFAULT_CAPABILITIES) return "the 14 default capabilities are within reach";
  const told8 = names.slice(0, MOST_NAMES2).join(", ");
  return `capabilities within reach: ${told8}${names.length > MOST_NAMES2 ? ` and ${names.length - MOST_NAMES2} more` : ""}`;
}
function findingOf3(evidence, seen, kept, added) {
  const { run } = evidence;
  const location = capabilityLocation(
    run,
    added.filter(({ word }) => word === "ALL")
  );
  const count = namesOf(kept).length;
  const beyondDefault = (kept & ~DEFAULT_CAPABILITIES) !== 0n;
  const listed3 = added.flatMap(({ word }) => word === "ALL" ? [] : [word]);
  const whose = beyondDefault ? "that nobody listed" : "of the engine\u2019s default";
  return finding(META61, {
    key: beyondDefault ? "beyond-default" : "default",
    title: `${count} ${count === 1 ? "capability" : "capabilities"} ${whose} ${count === 1 ? "is" : "are"} kept`,
    detail: `Most programs need none of them; who takes over the process has them all. ${worstOf2(kept)} ${effectOn(evidence)}`.trim(),
    seen,
    ...location && { location },
    fix: fixFor(run, dropAllBut(maskOf(...listed3), cureText(evidence)), capabilityPlacement(run))
  });
}
function worstOf2(kept) {
  const ranked2 = CAPABILITY_RANKING.filter(({ capability }) => (kept & maskOf(capability)) !== 0n);
  return ranked2.slice(0, 2).map(({ capability, gives }) => `${capability}: ${gives}`).join(" ");
}
function effectOn(evidence) {
  const granted = grantedTo(evidence);
  if (granted.kind !== "granted" || granted.uid === 0) return "";
  return `Uid ${granted.uid} holds none of them by itself; a setuid program gives them to it.`;
}
function cureText(evidence) {
  const granted = grantedTo(evidence);
  const start = "Drop all of them, then list what the program turns out to need: ";
  return granted.kind === "granted" && granted.uid !== 0 ? `${start}a process that is not root has none today, so it loses nothing.` : `${start}a start that prepares files and steps down from root takes CHOWN, DAC_OVERRIDE, FOWNER, SETGID and SETUID.`;
}

// src/linux/nearest-capability.ts
var MOST_EDITS = 2;
var LONGEST = 40;
function nearestCapability(written) {
  if (written.length > LONGEST) return void 0;
  const name = written.trim().toUpperCase().replace(/^CAP_?/, "").replaceAll(/[- ]/g, "_");
  if (name.length < 3) return void 0;
  const exact = CAPABILITIES.find((known) => known === name);
  if (exact !== void 0) return exact;
  const around = CAPABILITIES.filter((known) => known.includes(name));
  if (around.length > 0) return onlyOne(around);
  const distances = CAPABILITIES.map((known) => ({ known, edits: editsBetween(name, known) }));
  const fewest = Math.min(...distances.map(({ edits }) => edits));
  if (fewest > MOST_EDITS) return void 0;
  return onlyOne(distances.flatMap(({ known, edits }) => edits === fewest ? [known] : []));
}
function onlyOne(names) {
  return names.length === 1 ? names[0] : void 0;
}
function editsBetween(from, to) {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

// src/checks/run/capabilities-known.ts
var META62 = { id: "capabilities-known", severity: "medium" };
var capabilitiesKnown = defineCheck({
  ...META62,
  title: "The engine knows the capabilities that are added and dropped",
  area: "run",
  needs: ["run-settings"],
  uses: ["image", "image-config"],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: ({ "run-settings": run, image, "image-config": config }) => {
    const other = config === void 0 ? void 0 : notForLinux(config);
    if (other !== void 0) return other;
    const version = image?.engine.serverVersion;
    const engine = engineFor(run, version);
    if (engine === void 0) return unknownEngine(version ?? "");
    const lists = ["add", "drop"].map((list) => {
      return { list, ...readList(run, list === "add" ? run.capAdd : run.capDrop, `cap_${list}`) };
    });
    const findings = lists.flatMap(({ list, said }) => {
      return said.flatMap(({ value, at: at2 }) => {
        const answer = grant(only(run, list, { state: "said", value, at: at2 }), 1, engine);
        return answer.kind === "refused" ? [findingOf4(run, list, value, answer.why, at2)] : [];
      });
    });
    const undecided3 = lists.find((one) => one.undecided !== void 0)?.undecided;
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const names = lists.flatMap(({ said }) => said).length;
    const count = names === 0 ? "none is added or dropped" : `${names} added or dropped`;
    return { kind: "judged", seen: findings[0]?.seen ?? `${count} (${sourceWords(run)})`, findings };
  }
});
function only(run, list, name) {
  return { ...run, privileged: NOT_SAID, capAdd: list === "add" ? [name] : [], capDrop: list === "drop" ? [name] : [] };
}
function findingOf4(run, list, written, why, at2) {
  const name = visibleText(written, 60);
  const location = locationOf(at2);
  return finding(META62, {
    key: `${list}:${written}`,
    title: `${name === "" ? "Nothing" : name} is no capability that could be ${list === "add" ? "added" : "dropped"}`,
    detail: run.source.kind === "kubernetes" ? `What the node\u2019s runtime makes of it is not what was meant: ${why}.` : `The engine refuses to start the container: ${why}.`,
    seen: `${run.source.kind === "kubernetes" ? `capabilities.${list}` : `cap_${list}`}: ${name === "" ? "empty" : name} (${placeWords(at2)})`,
    ...location && { location },
    fix: cureOf2(run, list, written)
  });
}
function cureOf2(run, list, written) {
  const parts = written.split(/[,\s]+/).filter((part) => part !== "");
  const meant = parts.flatMap((part) => /^(?:CAP_)?ALL$/i.test(part) ? ["ALL"] : nearestCapability(part) ?? []);
  const names = meant.length === parts.length ? [...new Set(meant)] : [];
  if (names.length === 0 || list === "add" && names.includes("ALL")) {
    return {
      text: "Write the name of one capability as capabilities(7) has it, each in an entry of its own, or delete this."
    };
  }
  const text = names.length > 1 ? "Give each an entry of its own, if all of them are needed." : "This may have been meant.";
  const cures = {
    text,
    compose: names.map((name) => `      - ${name}`),
    run: names.map((name) => `--cap-${list}=${name}`),
    kubernetes: [`              ${list}: [${names.join(", ")}]`]
  };
  return fixFor(run, cures, "replace");
}

// src/checks/run/capability-drop-effective.ts
var META63 = { id: "capability-drop-effective", severity: "high" };
var capabilityDropEffective = defineCheck({
  ...META63,
  title: "Capabilities that are dropped are gone",
  area: "run",
  needs: ["run-settings"],
  uses: ["image", "image-config", "image-accounts"],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge23(grantEvidence(evidence))
});
function judge23(evidence) {
  const { run } = evidence;
  const answer = boundingOf(evidence);
  const addedKnown = [...run.capAdd, ...run.unknown].every(({ state }) => state !== "unknown");
  const known = answer.kind === "undecided" && addedKnown ? boundingOf({ ...evidence, run: knownPart(run) }) : answer;
  if (known.kind !== "granted") return notKnown2(known);
  const { bounding } = known;
  const entries2 = entriesOf(run.capDrop);
  const dropped = entries2.filter(({ word }, index) => entries2.findIndex((one) => one.word === word) === index);
  const named = dropped.filter(({ word }) => word !== "ALL" && (maskOf(word) & bounding) !== 0n);
  const all = dropped.filter(({ word }) => word === "ALL");
  const { privileged: privileged2 } = run;
  const findings = privileged2.state === "said" && privileged2.value ? dropped.slice(0, 1).map(() => ignoredByPrivileged(run, privileged2.at, dropped)) : [...allBesideAll(run, all), ...named.map((entry) => addedAgain(run, entry))];
  if (findings.length === 0 && answer.kind !== "granted") return notKnown2(answer);
  const seen = dropped.length === 0 ? "nothing is dropped" : `dropped: ${dropped.map(({ word }) => word).join(", ")}`;
  return { kind: "judged", seen: findings[0]?.seen ?? `${seen} (${sourceWords(run)})`, findings };
}
function ignoredByPrivileged(run, at2, dropped) {
  return conflict(run, [{ at: at2 }], {
    key: "privileged",
    title: "What is dropped is kept, because the container is privileged",
    detail: "The engine gives a privileged container every capability and ignores what is dropped.",
    seen: `privileged: true beside cap_drop (${placesOf2([{ at: at2 }, ...dropped])})`,
    text: "Take privileged away: then the drop counts.",
    lines: {
      compose: ["    privileged: false"],
      run: ["--privileged=false"],
      kubernetes: ["          privileged: false"]
    }
  });
}
function allBesideAll(run, all) {
  const added = entriesOf(run.capAdd).filter(({ word }) => word === "ALL");
  if (all.length === 0 || added.length === 0 || run.source.kind === "kubernetes") return [];
  const found5 = conflict(run, added, {
    key: "ALL",
    title: "ALL is dropped and added, and so everything is granted",
    detail: "In the engine\u2019s arithmetic ALL among the added wins over ALL among the dropped, in whatever order or file they stand.",
    seen: `ALL dropped and added (${placesOf2([...all, ...added])})`,
    text: "Delete ALL from what is added, and name the capabilities that are needed.",
    lines: { compose: ["    cap_drop:", "      - ALL"], run: ["--cap-drop=ALL"] }
  });
  return [found5];
}
function addedAgain(run, { word, at: at2 }) {
  const added = entriesOf(run.capAdd).filter((entry) => entry.word === word);
  return conflict(run, added, {
    key: word,
    title: `${word} is dropped and is granted all the same`,
    detail: `A capability that is both dropped and added is granted, in whatever order or file the two stand.`,
    seen: `${word} dropped and added (${placesOf2([{ at: at2 }, ...added])})`,
    text: `Delete ${word} from what is added; or from what is dropped, when the program needs it.`,
    lines: {}
  });
}
function conflict(run, at2, { text, lines, ...parts }) {
  const location = locationOf(at2[0]?.at);
  return finding(META63, { ...parts, ...location && { location }, fix: fixFor(run, { text, ...lines }, "replace") });
}

// src/checks/run/cgroups-read-only.ts
var META64 = { id: "cgroups-read-only", severity: "high" };
var OPTION2 = "writable-cgroups";
var cgroupsReadOnly = defineCheck({
  ...META64,
  title: "Control groups are read-only",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    nist("4.4.3"),
    { name: "cgroups(7)", url: "https://man7.org/linux/man-pages/man7/cgroups.7.html" },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const { said, undecided: undecided3 } = readList(run, run.security.other, OPTION2);
    const last = said.findLast(({ value }) => value.key === OPTION2);
    if (last?.value.value !== "true") {
      if (undecided3 !== void 0) return undecided3;
      if (run.privileged.state === "said" && run.privileged.value) {
        return { kind: "not-applicable", observed: "A privileged container can write to cgroups: see not-privileged." };
      }
      return { kind: "judged", seen: `read-only, as by default (${sourceWords(run)})`, findings: [] };
    }
    const seen = `${OPTION2}=true (${placeWords(last.at)})`;
    const location = locationOf(last.at);
    const found5 = finding(META64, {
      key: OPTION2,
      title: "The container can write to its control groups",
      detail: "Root in it can take off the limits of memory, processors and processes that the engine set, and with the older kind of cgroups start a program on the host by a release agent.",
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: "Delete this option; only an init system that manages services in the container needs it.",
          compose: [`      - ${OPTION2}=false`],
          run: ["--security-opt", `${OPTION2}=false`]
        },
        "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});

// src/checks/run/known-runtime.ts
var META65 = { id: "known-runtime", severity: "medium" };
var knownRuntime = defineCheck({
  ...META65,
  title: "The runtime is one that confines containers",
  area: "run",
  needs: ["run-settings"],
  uses: ["engine-security"],
  references: [
    DOCKER_RUN,
    { name: "Alternative container runtimes", url: "https://docs.docker.com/engine/daemon/alternative-runtimes/" },
    { name: "RuntimeClass", url: "https://kubernetes.io/docs/concepts/containers/runtime-class/" }
  ],
  evaluate: ({ "run-settings": run, "engine-security": engine }) => {
    const setting = readSetting(run, run.runtime, run.source.kind === "kubernetes" ? "runtimeClassName" : "runtime");
    if (setting.state === "undecided") return setting.result;
    const said = setting.state === "said" && setting.value !== "" ? setting : void 0;
    const name = said?.value ?? defaultOf(run, engine);
    if (name === void 0) return { kind: "judged", seen: `no runtime is chosen (${sourceWords(run)})`, findings: [] };
    const whose = said === void 0 ? `the engine\u2019s default; ${sourceWords(run)}` : placeWords(said.at);
    const seen = `runtime ${visibleText(name, 80)} (${whose})`;
    const grade = gradeOf(name);
    return { kind: "judged", seen, findings: grade === void 0 ? [] : [findingOf5(run, name, grade, seen, said?.at)] };
  }
});
function defaultOf({ source }, engine) {
  if (source.kind === "kubernetes" || engine === void 0 || engine.defaultRuntime === "") return void 0;
  return engine.defaultRuntime;
}
var KNOWN = [
  /^(?:runc|crun|youki|io\.containerd\.runc\.v[12]|io\.containerd\.runtime\.v1\.linux|default)$/,
  /^(?:runsc|gvisor)(?:-[a-z0-9-]+)?$|^io\.containerd\.runsc\.v1$/,
  /^kata(?:-[a-z0-9-]+)?$|^io\.containerd\.kata(?:-[a-z0-9-]+)?\.v2$/,
  /^sysbox-runc$|^crun-(?:wasm|vm)$/,
  /^io\.containerd\.(?:wasmtime|wasmedge|wasmer|wasm|spin|slight|lunatic|wws)\.v[12]$/,
  /^com\.docker\.hcsshim\.v1$|^io\.containerd\.runhcs\.v1$|^runhcs-[a-z0-9-]+$/
];
function gradeOf(name) {
  if (KNOWN.some((pattern) => pattern.test(name))) return void 0;
  return /^nvidia(?:-[a-z0-9-]+)?$|^(?:habana|amd)(?:-container-runtime)?$/.test(name) ? "devices" : "unknown";
}
function findingOf5(run, name, grade, seen, at2) {
  const location = locationOf(at2 ?? declaredAt(run));
  const shown7 = visibleText(name, 60);
  return finding(META65, {
    key: name,
    ...grade === "devices" ? { severity: "low" } : {},
    title: grade === "devices" ? `The runtime ${shown7} gives devices by variables` : `The runtime ${shown7} is not known`,
    detail: grade === "devices" ? "Which devices and files of the host the container gets is said by variables, which the image can set as well as the run settings." : "What it makes of the settings is up to it: it may leave out filters, capabilities and namespaces without a word.",
    seen,
    ...location && { location },
    fix: at2 === void 0 ? ENGINE_CURE : fixFor(run, CURES3[grade], "replace")
  });
}
var ENGINE_CURE = {
  text: 'Take "default-runtime" out of the engine\u2019s daemon.json, or name a runtime in the run settings.'
};
var CURES3 = {
  unknown: {
    text: "Delete this, which leaves it to the engine; or name runc, or one with stronger walls such as runsc.",
    compose: ["    runtime: runc"],
    run: ["--runtime=runc"],
    kubernetes: ["      runtimeClassName: gvisor"]
  },
  devices: {
    text: "Ask for the device itself: gpus (--gpus), or a CDI device. In a cluster a device plugin gives it by resources.limits.",
    compose: ["    gpus: all"],
    run: ["--gpus=all"]
  }
};

// src/checks/run/masked-paths-kept.ts
var META66 = { id: "masked-paths-kept", severity: "high" };
var maskedPathsKept = defineCheck({
  ...META66,
  title: "The protected paths of /proc and /sys stay protected",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    podSecurity("baseline"),
    {
      name: "moby, the default masked and read-only paths",
      url: "https://github.com/moby/moby/blob/master/daemon/pkg/oci/defaults.go"
    },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const inPod = run.source.kind === "kubernetes";
    const written = inPod ? "procMount: Unmasked" : "systempaths=unconfined";
    const setting = readSetting(run, run.security.systemPaths, inPod ? "procMount" : "systempaths");
    if (setting.state === "undecided") return setting.result;
    if (setting.state === "default" || setting.value === "masked") {
      if (run.privileged.state === "said" && run.privileged.value) {
        return {
          kind: "not-applicable",
          observed: "Nothing is protected in a privileged container: see not-privileged."
        };
      }
      return { kind: "judged", seen: `protected, as by default (${sourceWords(run)})`, findings: [] };
    }
    const seen = `${written} (${placeWords(setting.at)})`;
    const location = locationOf(setting.at);
    const found5 = finding(META66, {
      key: "system-paths",
      title: "The protected paths of /proc and /sys are open",
      detail: "Root in the container can then write below /proc/sys and to /proc/sysrq-trigger, and read /proc/kcore: settings and memory of the kernel that the host runs on, too.",
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: inPod ? "Say Default: only containers that start containers themselves need more." : "Delete this option; one kernel parameter of the container\u2019s own is set by sysctls: (--sysctl).",
          kubernetes: ["          procMount: Default"]
        },
        "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});

// src/checks/run/no-dangerous-capabilities.ts
var META67 = { id: "no-dangerous-capabilities", severity: "critical" };
var noDangerousCapabilities = defineCheck({
  ...META67,
  title: "No capability is granted that reaches beyond the container",
  area: "run",
  needs: ["run-settings"],
  uses: ["image", "image-config", "image-accounts"],
  references: [cis("5.4"), podSecurity("baseline"), CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge24(grantEvidence(evidence))
});
function judge24(evidence) {
  const { run } = evidence;
  if (run.privileged.state === "said" && run.privileged.value) {
    return { kind: "not-applicable", observed: "A privileged container has every capability: see not-privileged." };
  }
  const answer = boundingOf(evidence);
  const known = answer.kind === "granted" ? answer : surelyGranted(evidence);
  if (known.kind !== "granted") return notKnown2(answer.kind === "granted" ? known : answer);
  const { bounding } = known;
  const findings = ["critical", "high"].flatMap((rank) => {
    const found5 = CAPABILITY_RANKING.filter((one) => one.rank === rank && (maskOf(one.capability) & bounding) !== 0n);
    return found5.length === 0 ? [] : [findingOf6(evidence, rank, found5)];
  });
  if (findings.length === 0 && answer.kind !== "granted") return notKnown2(answer);
  return { kind: "judged", seen: findings[0]?.seen ?? seenOf4(run, bounding), findings };
}
function seenOf4(run, bounding) {
  const names = namesOf(bounding);
  const listed3 = names.length === 0 ? "no capabilities" : `capabilities within reach: ${names.join(", ")}`;
  return `${listed3} (${sourceWords(run)})`;
}
function findingOf6(evidence, severity, found5) {
  const { run } = evidence;
  const names = found5.map(({ capability }) => capability);
  const added = entriesOf(run.capAdd);
  const brought = added.filter(({ word }) => word === "ALL" || names.includes(word));
  const byAll = brought.some(({ word }) => word === "ALL");
  const location = capabilityLocation(run, brought);
  return finding(META67, {
    key: byAll ? `ALL:${severity}` : names.join(","),
    severity,
    title: `The container can get ${shortList(names)}`,
    detail: `${reasons(found5)}${reachOf(evidence, severity)} ${effectOn2(evidence)}`.trim(),
    seen: `${names.join(", ")} (${placesOf2(brought)})`,
    ...location && { location },
    fix: fixFor(run, cureOf3(added), capabilityPlacement(run))
  });
}
var SHOWN = 3;
function shortList(names) {
  const more = names.length - SHOWN;
  const shown7 = names.slice(0, SHOWN);
  if (more > 0) return `${shown7.join(", ")} and ${more} more`;
  return shown7.length > 1 ? `${shown7.slice(0, -1).join(", ")} and ${shown7.at(-1)}` : shown7.join("");
}
function reasons(found5) {
  const shown7 = found5.slice(0, SHOWN).map(({ capability, gives }) => `${capability}: ${gives}`);
  return shown7.join(" ");
}
function reachOf({ run: { namespaces } }, severity) {
  const { pid, network } = namespaces;
  if (severity === "critical" && pid.state === "said" && pid.value.kind === "host") {
    return " The container has the host\u2019s processes before it, too (pid: host).";
  }
  if (severity === "high" && network.state === "said" && network.value.kind === "host") {
    return " The container has the host\u2019s network before it, too (network: host).";
  }
  return "";
}
function effectOn2(evidence) {
  const granted = grantedTo(evidence);
  if (granted.kind !== "granted" || granted.uid === 0) return "";
  return `For uid ${granted.uid} it has no effect except through setuid programs and those with file capabilities: whoever finds one of them in the container has it.`;
}
function cureOf3(added) {
  const ranks = new Map(CAPABILITY_RANKING.map(({ capability, rank }) => [capability, rank]));
  const harmless = added.flatMap(({ word }) => {
    return word === "ALL" || ranks.get(word) === "critical" || ranks.get(word) === "high" ? [] : [word];
  });
  return dropAllBut(
    harmless.reduce((mask, name) => mask | maskOf(name), NO_CAPABILITIES),
    "Write this in place of cap_drop and cap_add, and add single names of the default back if the program needs them."
  );
}

// src/checks/run/engine-socket.ts
var PLACES = [
  "/run/docker.sock",
  "/run/docker/containerd/containerd.sock",
  "/run/containerd/containerd.sock",
  "/run/podman/podman.sock",
  "/run/crio/crio.sock",
  "/run/cri-dockerd.sock",
  "/run/k3s/containerd/containerd.sock",
  "/run/user/*/docker.sock",
  "/run/user/*/podman/podman.sock"
];
var NAME = /^(?:docker|containerd|podman|crio|cri-dockerd|dockershim)(?:\.(?:raw|proxy))?\.sock(?:\.ttrpc)?$/;
var PIPE = /^\/pipe\/docker\w*$/;
function engineSocketBehind(path) {
  if (NAME.test(path.slice(path.lastIndexOf("/") + 1)) || PIPE.test(path)) return path;
  return PLACES.find((place2) => holds2(path, place2));
}
function holds2(folder, place2) {
  const [parts, wanted] = [folder.split("/").filter(Boolean), place2.split("/").filter(Boolean)];
  if (!folder.startsWith("/") || parts.length > wanted.length) return false;
  return parts.every((part, index) => wanted[index] === "*" || wanted[index] === part);
}

// src/checks/run/host-mounts.ts
function hostMounts(run) {
  const { said, undecided: undecided3 } = readList(run, run.mounts, "mounts");
  const mounts2 = said.flatMap(({ value: mount, at: at2 }) => {
    const source = hostSource(mount);
    if (source === void 0) return [];
    const path = oneName(source);
    return [{ mount, path, isDevice: mount.kind === "volume" && path.startsWith("/dev/"), at: at2 }];
  });
  return { mounts: mounts2, ...undecided3 && { undecided: undecided3 } };
}
function hostSource({ kind, source, device }) {
  if (kind === "bind") return source;
  if (kind !== "volume" || device?.startsWith("/") !== true) return void 0;
  return /^\/\/[^/]+\/./.test(device) ? void 0 : device;
}
function oneName(source) {
  const path = cleanPath(source);
  const whole = path.replace(/^\/proc\/(?:\d+|self|thread-self)\/root(?=\/|$)/, "") || "/";
  if (whole !== path) return oneName(whole);
  if (path === "/var/run" || path.startsWith("/var/run/")) return path.slice("/var".length);
  return path === "~" || path.startsWith("~/") ? `/home/user${path.slice(1)}` : path;
}
function mountWords({ mount }) {
  const source = visibleText(mount.device ?? mount.source, 120);
  return `${source} \u2192 ${visibleText(mount.target, 120)}, ${mount.readOnly ? "read-only" : "writable"}`;
}

// src/checks/run/no-engine-socket.ts
var META68 = { id: "no-engine-socket", severity: "critical" };
var noEngineSocket = defineCheck({
  ...META68,
  title: "No socket of the engine is mounted",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.32"),
    nist("4.5.5"),
    podSecurity("baseline"),
    { name: "Docker Engine security, attack surface", url: "https://docs.docker.com/engine/security/" }
  ],
  evaluate: ({ "run-settings": run }) => {
    const { mounts: mounts2, undecided: undecided3 } = hostMounts(run);
    const findings = mounts2.flatMap((mount) => socketFinding(run, mount));
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const seen = findings.length === 0 ? `no socket of an engine is mounted (${sourceWords(run)})` : findings[0]?.seen;
    return { kind: "judged", seen: seen ?? "", findings };
  }
});
function socketFinding(run, mount) {
  const socket = engineSocketBehind(mount.path);
  if (socket === void 0) return [];
  const isItself = socket === mount.path;
  const location = locationOf(mount.at);
  const within = isItself ? "" : `, with ${visibleText(socket, 80)} in it`;
  const found5 = finding(META68, {
    key: `${mount.path}:${mount.mount.target}`,
    title: isItself ? "The socket of the engine is mounted" : "A folder with the place of the engine\u2019s socket is mounted",
    detail: ofOneUser(mount.path) ? "Who speaks to it starts containers with any file of the user that the engine runs as. Read-only does not help: it is about the file, not about what is said through it." : "Who speaks to it starts containers with any file and device of the host, as root: there is no wall left. Read-only does not help: it is about the file, not about what is said through it.",
    seen: `${mountWords(mount)}${within} (${placeWords(mount.at)})`,
    ...ofOneUser(mount.path) ? { severity: "high" } : {},
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: isItself ? "Delete this mount. A service that must know of other containers asks a proxy that lets through the few requests that it needs." : "Mount only the folder below it that is needed, and no folder in which an engine keeps its socket."
      },
      "replace"
    )
  });
  return [found5];
}
function ofOneUser(path) {
  return path.startsWith("/run/user");
}

// src/checks/run/no-executable-tmpfs.ts
var META69 = { id: "no-executable-tmpfs", severity: "low" };
var noExecutableTmpfs = defineCheck({
  ...META69,
  title: "Programs can\u2019t be run from a tmpfs",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    { name: "tmpfs mounts", url: "https://docs.docker.com/engine/storage/tmpfs/" },
    { name: "mount(8)", url: "https://man7.org/linux/man-pages/man8/mount.8.html" },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    if (run.source.kind === "kubernetes") {
      return { kind: "not-applicable", observed: "A pod can\u2019t say whether programs run from its volumes." };
    }
    const { said, undecided: undecided3 } = readList(run, run.tmpfs, "tmpfs");
    const findings = said.flatMap(({ value, at: at2 }) => isExecutable(value.options) ? [found4(run, value, at2)] : []);
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const fine = said.length === 0 ? "there is no tmpfs" : "no tmpfs has exec, and the engine\u2019s default is noexec";
    return { kind: "judged", seen: findings[0]?.seen ?? `${fine} (${sourceWords(run)})`, findings };
  }
});
function isExecutable(options) {
  return options.findLast((option) => option === "exec" || option === "noexec") === "exec";
}
function found4(run, { target, options }, at2) {
  const shown7 = visibleText(target, 120);
  const rest2 = options.filter((option) => option !== "exec" && option !== "noexec");
  const cured = visibleText(`${target}${rest2.length === 0 ? "" : `:${rest2.join(",")}`}`, 200);
  const location = locationOf(at2);
  return finding(META69, {
    key: target,
    title: `Programs can be run from ${shown7}`,
    detail: "A tmpfs is where whoever got into the container can write, also when its root is read-only: with exec a tool that is downloaded there runs.",
    seen: `tmpfs ${shown7} with exec (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: "Take exec away: noexec is the default. A program that must run what it unpacks gets a folder of the image for that.",
        compose: [`      - ${cured}`],
        run: [`--tmpfs=${cured}`]
      },
      "replace"
    )
  });
}

// src/checks/run/host-device.ts
var DISK = { severity: "critical", what: "a disk of the host, below every right of its files" };
var MEMORY = { severity: "critical", what: "the memory of the host" };
var ALL = { severity: "critical", what: "every device of the host, disks and memory with them" };
var USUAL4 = { severity: "medium", what: "a driver of the host\u2019s kernel that is made for such programs" };
var OTHER = { severity: "high", what: "a driver of the host\u2019s kernel" };
var GPU = { severity: "negligible", what: "a graphics processor" };
var BY_PATH = [
  // Every container has them by default.
  [/^(?:null|zero|full|random|urandom|tty|pts|ptmx|shm|stdin|stdout|stderr|fd)(?:\/|$)/, void 0],
  [/^(?:mem|kmem|port|kcore|crash)$/, MEMORY],
  [/^cpu\/(?:\d+|\*)\/msr$/, MEMORY],
  [/^(?:sd|hd|vd|xvd)[a-z]+\d*$|^sg\d+$|^(?:nvme|mmcblk|dm-|md|bcache|zd|nbd)\d/, DISK],
  [/^(?:disk|mapper|md|block|zvol|root|vg[^/]*)(?:\/|$)/, DISK],
  [/^(?:fuse|kvm|vhost-net|vhost-vsock|ppp|cuse)$|^net\/tun$/, USUAL4],
  [/^(?:dri|snd|bus\/usb|serial|dvb|dma_heap|accel|gpiomem)(?:\/|$)/, USUAL4],
  [/^(?:kfd|vchiq|vcsm-cma|apex_\d+|hailo\d+|sr\d+|cdrom)$/, USUAL4],
  [/^(?:nvidia|davinci|galcore|mali|rga|mpp_service)[\w-]*$/, USUAL4],
  [/^(?:tty(?:USB|ACM|AMA|S|THS)|video|media|v4l-subdev|gpiochip|gpiomem|i2c-|spidev|hidraw|rtc)\d*(?:\.\d+)?$/, USUAL4]
];
function gradeDevice(source) {
  const [, kind] = /^[A-Za-z][\w.-]*\/([\w-]+)=/.exec(source) ?? [];
  if (kind !== void 0) return kind === "gpu" ? GPU : USUAL4;
  if (source === "/dev" || source === "/") return ALL;
  if (!source.startsWith("/dev/")) return OTHER;
  const name = source.slice("/dev/".length);
  const known = BY_PATH.find(([pattern]) => pattern.test(name));
  return known === void 0 ? OTHER : known[1];
}
var USUAL_MAJORS = [81, 116, 166, 188, 189, 195, 226];
var ORDINARY = /^c (?:1:[35789]|5:[012]|136:(?:\d+|\*)) /;
function gradeDeviceRule(rule) {
  const [, type, major = "", minor = "", access = ""] = /^([abc]) (\d+|\*):(\d+|\*) ([rwm]+)$/.exec(rule) ?? [];
  if (type === void 0) return /^a(?:\s|$)/.test(rule) ? ALL : OTHER;
  if (type === "a") return ALL;
  if (!/[rw]/.test(access) || ORDINARY.test(rule)) return void 0;
  if (major === "*") return ALL;
  if (type === "b") return DISK;
  if (Number(major) === 1) return ["1", "2", "4", "*"].includes(minor) ? MEMORY : OTHER;
  return USUAL_MAJORS.includes(Number(major)) ? USUAL4 : OTHER;
}
var GPU_GRADE = GPU;

// src/checks/run/no-host-devices.ts
var META70 = { id: "no-host-devices", severity: "high" };
var noHostDevices = defineCheck({
  ...META70,
  title: "No device of the host is given to the container",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.18"),
    DOCKER_RUN,
    {
      name: "Device whitelist controller",
      url: "https://docs.kernel.org/admin-guide/cgroup-v1/devices.html"
    }
  ],
  evaluate: ({ "run-settings": run }) => {
    const findings = [
      ...graded(run, run.devices, "devices", deviceWords, ({ source }) => gradeDevice(source)),
      ...graded(run, run.deviceCgroupRules, "device_cgroup_rules", (rule) => `rule ${rule}`, gradeDeviceRule),
      ...graded(
        run,
        run.gpus,
        "gpus",
        (gpus) => `gpus ${gpus}`,
        () => GPU_GRADE
      )
    ];
    const open2 = [run.devices, run.deviceCgroupRules, run.gpus].map(
      (list) => readList(run, list, "devices")
    );
    const undecided3 = open2.find((one) => one.undecided !== void 0)?.undecided;
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    return { kind: "judged", seen: findings[0]?.seen ?? `no device is given (${sourceWords(run)})`, findings };
  }
});
function graded(run, list, key, words3, grade) {
  return readList(run, list, key).said.flatMap(({ value, at: at2 }) => {
    const found5 = grade(value);
    return found5 === void 0 ? [] : [deviceFinding(run, words3(value), at2, found5)];
  });
}
function deviceFinding(run, device, at2, { severity, what }) {
  const shown7 = visibleText(device, 120);
  const location = locationOf(at2);
  return finding(META70, {
    key: device,
    severity,
    title: `The container may use ${visibleText(device, 60)}`,
    detail: severity === "critical" ? `This is ${what}: the container can read and change the host with it.` : `This is ${what}. Its mistakes, and what the device itself can reach, are open to the container.`,
    seen: `${shown7} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: "Delete this line, or give the one device that the program needs, with no more than the rights that it needs (r, w)."
      },
      "replace"
    )
  });
}
function deviceWords({ source, permissions }) {
  return `device ${source} ${permissions}`;
}

// src/checks/run/host-namespaces.ts
var HOST_NAMESPACES = [
  {
    name: "pid",
    what: "the host\u2019s processes",
    why: "It sees all of them with their arguments, and can signal those of its own uid, and of every uid as root. Through /proc root reaches their files and environments.",
    cures: { text: "Delete this: the container gets processes of its own.", kubernetes: ["      hostPID: false"] }
  },
  {
    name: "network",
    what: "the host\u2019s network",
    why: "It reaches services that listen on the host\u2019s loopback only, the abstract sockets of the host, and the address where a cloud gives out credentials; and it can listen on every port of the host.",
    cures: {
      text: "Give the container a network of its own and publish the ports that others need (ports:, -p).",
      compose: ["    network_mode: bridge"],
      run: ["--network=bridge"],
      kubernetes: ["      hostNetwork: false"]
    }
  },
  {
    name: "ipc",
    what: "the host\u2019s shared memory",
    why: "It can read and change what other programs keep in /dev/shm, System V shared memory and message queues.",
    cures: {
      text: "Give the container its own; shm_size (--shm-size) makes it larger.",
      compose: ["    ipc: private"],
      run: ["--ipc=private"],
      kubernetes: ["      hostIPC: false"]
    }
  },
  {
    name: "userns",
    what: "the host\u2019s users",
    why: "Where the engine puts containers into a user namespace, this one is taken out of it: its root is the root of the host. Where the engine does not, this changes nothing, and nobody will see when it begins to.",
    cures: { text: "Delete this: the engine\u2019s own setting then counts." }
  },
  {
    name: "cgroup",
    what: "the host\u2019s control groups",
    why: "It sees the whole tree with the names of all containers, and where cgroups are writable it changes limits of others.",
    cures: {
      text: "Give the container its own.",
      compose: ["    cgroup: private"],
      run: ["--cgroupns=private"]
    }
  },
  {
    name: "uts",
    what: "the host\u2019s name",
    why: "With SYS_ADMIN it can rename the host, and the name of the host is open to it.",
    cures: { text: "Delete this; hostname: (--hostname) gives the container the name that it needs." }
  }
];

// src/checks/run/no-host-namespaces.ts
var META71 = { id: "no-host-namespaces", severity: "high" };
var noHostNamespaces = defineCheck({
  ...META71,
  title: "No namespace of the host is shared",
  area: "run",
  needs: ["run-settings"],
  uses: ["image", "image-config", "image-accounts"],
  references: [
    ...["5.10", "5.16", "5.17", "5.21", "5.31"].map(cis),
    podSecurity("baseline"),
    { name: "namespaces(7)", url: "https://man7.org/linux/man-pages/man7/namespaces.7.html" },
    DOCKER_RUN
  ],
  evaluate: (evidence) => judge25(grantEvidence(evidence))
});
function judge25(evidence) {
  const { run } = evidence;
  const findings = [];
  let undecided3;
  for (const namespace of HOST_NAMESPACES) {
    const setting = readSetting(run, run.namespaces[namespace.name], keyOf(run, namespace));
    if (setting.state === "undecided") undecided3 ??= setting.result;
    if (setting.state !== "said" || setting.value.kind !== "host") continue;
    if (run.source.kind === "kubernetes" && namespace.name === "userns") continue;
    findings.push(findingOf7(evidence, namespace, setting.at));
  }
  if (findings.length === 0 && undecided3 !== void 0) return undecided3;
  const seen = findings.map((found5) => found5.seen).join("; ") || `none of the host (${sourceWords(run)})`;
  return { kind: "judged", seen, findings };
}
function findingOf7(evidence, namespace, at2) {
  const { run } = evidence;
  const { name, what, why, cures } = namespace;
  const location = locationOf(at2);
  const worse = name === "pid" ? reachesIntoProcesses(evidence) : void 0;
  return finding(META71, {
    key: name,
    severity: worse === void 0 ? META71.severity : "critical",
    title: `The container shares ${what}`,
    detail: worse === void 0 ? why : `${why} ${worse}`,
    seen: `${keyOf(run, namespace)}: ${run.source.kind === "kubernetes" ? "true" : "host"} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(run, cures, "replace")
  });
}
function reachesIntoProcesses(evidence) {
  const { privileged: privileged2 } = evidence.run;
  if (privileged2.state === "said" && privileged2.value) return "Privileged, it can take over each of them.";
  const granted = surelyGranted(evidence);
  const traces = granted.kind === "granted" && (granted.bounding & maskOf("SYS_PTRACE")) !== 0n;
  return traces ? "With SYS_PTRACE it can take over each of them: read its memory and put code into it." : void 0;
}
var KEYS2 = {
  compose: { network: "network_mode", userns: "userns_mode" },
  kubernetes: { pid: "hostPID", network: "hostNetwork", ipc: "hostIPC" },
  "run-args": { cgroup: "cgroupns" },
  "engine-defaults": {}
};
function keyOf({ source }, { name }) {
  return KEYS2[source.kind][name] ?? name;
}

// src/checks/run/no-new-privileges.ts
var META72 = { id: "no-new-privileges", severity: "low" };
var noNewPrivileges = defineCheck({
  ...META72,
  title: "Processes can\u2019t gain privileges",
  area: "run",
  needs: ["run-settings"],
  uses: ["engine-security", "image-config"],
  references: [
    cis("5.26"),
    podSecurity("restricted"),
    { name: "No New Privileges Flag", url: "https://docs.kernel.org/userspace-api/no_new_privs.html" },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run, "engine-security": engine, "image-config": config }) => {
    return (config === void 0 ? void 0 : notForLinux(config)) ?? judge26(run, engine);
  }
});
function judge26(run, engine) {
  const inPod = run.source.kind === "kubernetes";
  const name = inPod ? "allowPrivilegeEscalation" : "no-new-privileges";
  const setting = readSetting(run, run.security.noNewPrivileges, name);
  if (setting.state === "undecided") return setting.result;
  if (setting.state === "said") {
    const written = inPod ? `${!setting.value}` : `${setting.value}`;
    const seen2 = `${name}: ${written} (${placeWords(setting.at)})`;
    return { kind: "judged", seen: seen2, findings: setting.value ? [] : [findingOf8(run, seen2, setting.at)] };
  }
  if (!inPod && engine?.noNewPrivileges === true) {
    const seen2 = `no-new-privileges is this engine\u2019s default for every container (${sourceWords(run)})`;
    return { kind: "judged", seen: seen2, findings: [] };
  }
  const seen = `${name} is not said (${sourceWords(run)})`;
  return { kind: "judged", seen, findings: [findingOf8(run, seen)] };
}
function findingOf8(run, seen, at2) {
  const location = locationOf(at2 ?? declaredAt(run));
  const own = at2 === void 0 ? ["    security_opt:", "      - no-new-privileges:true"] : ["      - no-new-privileges:true"];
  return finding(META72, {
    key: "no-new-privileges",
    title: "A process can gain privileges by a setuid program",
    detail: "Programs with the setuid bit or with file capabilities give a process that is not root what it does not have: one of them in the image is enough. It does not keep root from anything.",
    seen,
    ...location && { location },
    fix: at2 !== void 0 && isVoided(run, at2) ? { text: "Take privileged and SYS_ADMIN away: with either of them allowPrivilegeEscalation is always true." } : fixFor(
      run,
      {
        text: "Say it; only programs such as sudo, su and ping stop working for users that are not root.",
        compose: own,
        run: ["--security-opt", "no-new-privileges"],
        kubernetes: ["          allowPrivilegeEscalation: false"]
      },
      at2 === void 0 ? "append" : "replace"
    )
  });
}
function isVoided({ source }, at2) {
  return source.kind === "kubernetes" && at2.in === "file" && !at2.key.endsWith("allowPrivilegeEscalation");
}

// src/checks/run/mount-cure.ts
function mountCure(run, { source, target }, readOnly, { text, kubernetes }) {
  const short = `${visibleText(source, 200)}:${visibleText(target, 200)}${readOnly ? ":ro" : ""}`;
  const cures = {
    text,
    compose: [`      - ${short}`],
    run: ["-v", short],
    kubernetes: [`              ${kubernetes}`]
  };
  const { placement, ...fix } = fixFor(run, cures, run.source.kind === "kubernetes" ? "append" : "replace");
  return run.source.kind === "compose" || placement === void 0 ? fix : { ...fix, placement };
}

// src/checks/run/sensitive-host-path.ts
var entries = (places, rest2) => places.split(" ").map((place2) => ({ place: place2, ...rest2 }));
var STARTED = "what the host starts as root";
var LOGIN2 = "keys and credentials of a user";
var CONTAINERS = "the files of other containers, and what their engine believes";
var ENTRIES = [
  ...entries("/", { writable: "critical", readOnly: "critical", holds: "the whole host" }),
  ...entries("/etc", { writable: "critical", readOnly: "critical", holds: "passwords, keys and settings of the host" }),
  ...entries("/etc/shadow /etc/gshadow /etc/ssh /etc/ssl/private /etc/sudoers /etc/sudoers.d", {
    ...{ writable: "critical", readOnly: "high", tree: true, holds: "passwords, keys and rights of the host" }
  }),
  ...entries("/etc/kubernetes /var/lib/kubelet /var/lib/etcd /var/lib/rancher", {
    ...{ writable: "critical", readOnly: "critical", tree: true, holds: "the keys of the cluster" }
  }),
  ...entries("/etc/passwd /etc/group /etc/pam.d /etc/security", {
    ...{ writable: "critical", tree: true, holds: "who may do what on the host" }
  }),
  ...entries(
    "/etc/crontab /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly /var/spool/cron",
    { writable: "critical", tree: true, holds: STARTED }
  ),
  ...entries("/etc/systemd /etc/init.d /etc/profile /etc/profile.d /etc/ld.so.preload /etc/ld.so.conf.d /etc/udev", {
    ...{ writable: "critical", tree: true, holds: STARTED }
  }),
  ...entries("/etc/modprobe.d /etc/apt /etc/docker /etc/containerd /etc/cni /etc/apparmor.d /opt/cni", {
    ...{ writable: "critical", tree: true, holds: STARTED }
  }),
  ...entries("/bin /sbin /lib /lib32 /lib64 /usr/bin /usr/sbin /usr/lib /usr/libexec", {
    ...{ writable: "critical", tree: true, holds: "programs of the host" }
  }),
  ...entries("/usr/local/bin /usr/local/sbin /usr/local/lib", {
    ...{ writable: "critical", tree: true, holds: "programs of the host" }
  }),
  // Everybody may read them, but which of them have holes is worth knowing.
  ...entries("/usr /bin /sbin /lib", { writable: "critical", readOnly: "medium", holds: "programs of the host" }),
  ...entries("/boot", { writable: "critical", readOnly: "medium", tree: true, holds: "the kernel of the host" }),
  ...entries("/root", { writable: "critical", readOnly: "high", tree: true, holds: "files of the host\u2019s root user" }),
  ...entries("/root /home /home/* /Users /Users/*", { writable: "critical", readOnly: "critical", holds: LOGIN2 }),
  ...entries("/home/*/.ssh /home/*/.aws /home/*/.kube /home/*/.docker /home/*/.gnupg /home/*/.config", {
    ...{ writable: "critical", readOnly: "high", tree: true, holds: LOGIN2 }
  }),
  ...entries("/var/lib/docker /var/lib/containerd /var/lib/containers", {
    ...{ writable: "critical", readOnly: "high", tree: true, holds: CONTAINERS }
  }),
  ...entries("/var /var/lib /var/lib/docker /var/lib/containerd /var/lib/containers", {
    ...{ writable: "critical", readOnly: "critical", holds: CONTAINERS }
  }),
  ...entries("/var/log", { writable: "high", holds: "logs that programs of the host follow" }),
  ...entries("/proc", { writable: "high", tree: true, holds: "processes and settings of the host" }),
  ...entries("/proc /proc/1", { writable: "critical", readOnly: "high", holds: "processes and settings of the host" }),
  ...entries("/proc/sys /proc/sysrq-trigger", { writable: "critical", tree: true, holds: "settings of the kernel" }),
  ...entries("/proc/kcore", { writable: "critical", readOnly: "high", holds: "the memory of the host" }),
  ...entries("/sys", { writable: "high", tree: true, holds: "devices and settings of the kernel" }),
  ...entries("/sys", { writable: "critical", readOnly: "high", holds: "devices and settings of the kernel" }),
  ...entries("/sys/kernel", { writable: "critical", readOnly: "high", tree: true, holds: "the inside of the kernel" }),
  // Nodes are not protected by a read-only mount, but what may be opened is still said by the devices that are given.
  ...entries("/dev", { writable: "critical", readOnly: "critical", holds: "every device of the host" }),
  ...entries("/dev/mem /dev/kmem /dev/port /dev/mapper", {
    ...{ writable: "high", readOnly: "high", tree: true, holds: "memory or disks of the host" }
  }),
  ...entries("/run", { writable: "critical", readOnly: "critical", holds: "the sockets of the host\u2019s services" }),
  ...entries("/run/systemd/private", { writable: "critical", readOnly: "critical", holds: "the socket of systemd" }),
  ...entries("/run/dbus", {
    ...{
      writable: "high",
      readOnly: "high",
      tree: true,
      holds: "the system bus, through which root speaks to systemd"
    }
  })
];
var ORDINARY2 = "/dev/shm /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/log".split(" ");
var RANKS = ["critical", "high", "medium", "low"];
function gradeHostPath(path, readOnly) {
  if (ORDINARY2.includes(path)) return void 0;
  const parts = path.split("/").filter(Boolean);
  const own = mostExact(
    ENTRIES.filter(({ place: place2, tree }) => {
      const where = relation(parts, place2);
      return where === "same" || where === "below" && tree === true;
    })
  );
  const inside = ENTRIES.filter(({ place: place2 }) => relation(parts, place2) === "above");
  const grades = [...own ? [own] : [], ...inside].flatMap(({ writable, readOnly: read, holds: holds3 }) => {
    const severity = readOnly ? read : writable;
    return severity === void 0 ? [] : [{ severity, holds: holds3 }];
  });
  const [worst] = grades.sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity));
  if (worst !== void 0 || readOnly) return worst;
  return { severity: "medium", holds: "files that are not of this project" };
}
function mostExact(candidates) {
  const depth = ({ place: place2 }) => place2.split("/").filter(Boolean).length;
  return candidates.reduce(
    (best, one) => best && depth(best) > depth(one) ? best : one,
    void 0
  );
}
function relation(parts, place2) {
  const wanted = place2.split("/").filter(Boolean);
  const shared = Math.min(parts.length, wanted.length);
  for (let index = 0; index < shared; index++) {
    if (wanted[index] !== "*" && wanted[index] !== parts[index]) return "elsewhere";
  }
  if (parts.length === wanted.length) return "same";
  return parts.length > wanted.length ? "below" : "above";
}

// src/checks/run/no-sensitive-host-mounts.ts
var META73 = { id: "no-sensitive-host-mounts", severity: "critical" };
var noSensitiveHostMounts = defineCheck({
  ...META73,
  title: "Nothing of the host is mounted that gives it away",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.6"),
    nist("4.5.5"),
    podSecurity("baseline"),
    { name: "Bind mounts", url: "https://docs.docker.com/engine/storage/bind-mounts/" }
  ],
  evaluate: ({ "run-settings": run }) => {
    const { mounts: mounts2, undecided: undecided3 } = hostMounts(run);
    const findings = mounts2.flatMap((mount) => mountFinding(run, mount));
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const count = mounts2.length === 0 ? "nothing of the host is mounted" : `host paths mounted: ${mounts2.length}`;
    return { kind: "judged", seen: findings[0]?.seen ?? `${count} (${sourceWords(run)})`, findings };
  }
});
function mountFinding(run, mount) {
  const grade = gradeOf2(mount);
  if (grade === void 0) return [];
  const { severity, holds: holds3 } = grade;
  const location = locationOf(mount.at);
  const { readOnly } = mount.mount;
  const cured = !readOnly && gradeOf2(mount, true) === void 0;
  const found5 = finding(META73, {
    key: `${mount.path}:${mount.mount.target}`,
    severity,
    title: `${visibleText(mount.path, 60)} of the host is mounted${readOnly ? "" : " and can be written to"}`,
    detail: `It is, or holds, ${holds3}. ${readOnly ? "Read-only keeps it from being changed, not from being read." : "What the container may write there works outside of it."}`,
    seen: `${mountWords(mount)} (${placeWords(mount.at)})`,
    ...location && { location },
    fix: cured ? readOnlyCure(run, mount) : { text: "Delete this mount, or mount only the file or folder that is needed, read-only." }
  });
  return [found5];
}
function gradeOf2({ path, isDevice, mount }, readOnly = mount.readOnly) {
  if (isDevice) return { severity: "high", holds: "a disk of the host, with all files on it" };
  if (!["/", "/run"].includes(path) && engineSocketBehind(path) !== void 0) return void 0;
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return gradeHostPath(path, readOnly);
  return outsideOfProject(path, readOnly);
}
function outsideOfProject(path, readOnly) {
  const parts = path.split("/");
  const climbs = parts.filter((part) => part === "..").length;
  if (climbs === 0) return void 0;
  const rest2 = `/${parts.slice(climbs).join("/")}`;
  if (climbs >= 3 && rest2 !== "/") return gradeHostPath(rest2, readOnly);
  return readOnly ? void 0 : { severity: "medium", holds: "files that are not of this project" };
}
function readOnlyCure(run, { mount }) {
  const text = mount.kind === "volume" ? "Mount it read-only, or use a volume without a folder of the host behind it." : "Mount it read-only (in the long form: read_only: true), or keep the data in a named volume.";
  return mountCure(run, mount, true, { text, kubernetes: "readOnly: true" });
}

// src/checks/run/no-shared-mount-propagation.ts
var META74 = { id: "no-shared-mount-propagation", severity: "high" };
var SHARED = ["shared", "rshared", "bidirectional"];
var noSharedMountPropagation = defineCheck({
  ...META74,
  title: "Mounts made in the container stay in it",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.20"),
    {
      name: "Bind propagation",
      url: "https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation"
    },
    { name: "mount_namespaces(7)", url: "https://man7.org/linux/man-pages/man7/mount_namespaces.7.html" }
  ],
  evaluate: ({ "run-settings": run }) => {
    const { said, undecided: undecided3 } = readList(run, run.mounts, "mounts");
    const findings = said.flatMap(
      ({ value, at: at2 }) => SHARED.includes(value.propagation.toLowerCase()) ? [sharedFinding(run, value, at2)] : []
    );
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    return { kind: "judged", seen: findings[0]?.seen ?? `no mount is shared (${sourceWords(run)})`, findings };
  }
});
function sharedFinding(run, mount, at2) {
  const source = visibleText(mount.source, 120);
  const target = visibleText(mount.target, 120);
  const location = locationOf(at2);
  return finding(META74, {
    key: `${mount.source}:${mount.target}`,
    title: `Mounts below ${target} are shared with the host`,
    detail: "What is mounted there in the container is mounted on the host as well, and in every other container that shares it: it can cover files of the host.",
    seen: `${source} \u2192 ${target}, ${visibleText(mount.propagation, 20)} (${placeWords(at2)})`,
    ...location && { location },
    fix: mountCure(run, mount, mount.readOnly, {
      text: "Leave the propagation out: private is the default. A container that must see mounts of the host takes rslave.",
      kubernetes: "mountPropagation: None"
    })
  });
}

// src/checks/run/no-shared-namespaces.ts
var META75 = { id: "no-shared-namespaces", severity: "medium" };
var SHARED2 = [
  {
    name: "pid",
    severity: "medium",
    what: "the processes",
    why: "Each sees the other\u2019s processes with their arguments, and with the same uid or as root also their files and memory."
  },
  {
    name: "ipc",
    severity: "medium",
    what: "the shared memory",
    why: "Each can read and change what the other keeps in shared memory and message queues."
  },
  {
    name: "network",
    severity: "low",
    what: "the network",
    why: "Each reaches what the other keeps on its loopback, where services often ask for no password."
  }
];
var noSharedNamespaces = defineCheck({
  ...META75,
  title: "No namespace is shared with another container",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    { name: "pid_namespaces(7)", url: "https://man7.org/linux/man-pages/man7/pid_namespaces.7.html" },
    {
      name: "Share Process Namespace between Containers in a Pod",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"
    },
    podSecurity("baseline"),
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const findings = [];
    let undecided3;
    for (const shared of SHARED2) {
      const setting = readSetting(run, run.namespaces[shared.name], shared.name);
      if (setting.state === "undecided") undecided3 ??= setting.result;
      const owner = setting.state === "said" ? ownerOf(run, shared.name, setting.value) : void 0;
      if (setting.state === "said" && owner !== void 0) findings.push(findingOf9(run, shared, owner, setting.at));
    }
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const seen = findings.map((found5) => found5.seen).join("; ") || `none of another container (${sourceWords(run)})`;
    return { kind: "judged", seen, findings };
  }
});
function ownerOf({ source }, name, namespace) {
  if (namespace.kind === "container" || namespace.kind === "service") {
    return `${namespace.kind} ${visibleText(namespace.name, 60)}`;
  }
  return source.kind === "kubernetes" && name === "pid" && namespace.kind === "other" ? "the pod" : void 0;
}
function findingOf9(run, { name, severity, what, why }, owner, at2) {
  const location = locationOf(at2);
  const cures = {
    text: name === "network" ? "If it need not be the same network, give both containers a network in common and let them use names." : "Delete this; let them work together over the network or a volume that holds what is meant to be shared.",
    kubernetes: ["      shareProcessNamespace: false"]
  };
  return finding(META75, {
    key: name,
    severity,
    title: `The container shares ${what} of ${owner}`,
    detail: why,
    seen: `${name}: ${owner} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(run, cures, "replace")
  });
}

// src/checks/run/no-volumes-of-others.ts
var META76 = { id: "no-volumes-of-others", severity: "medium" };
var noVolumesOfOthers = defineCheck({
  ...META76,
  title: "No mounts are taken over from another container",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    DOCKER_RUN,
    {
      name: "Compose file reference, volumes_from",
      url: "https://docs.docker.com/reference/compose-file/services/#volumes_from"
    }
  ],
  evaluate: ({ "run-settings": run }) => {
    const { said, undecided: undecided3 } = readList(run, run.volumesFrom, "volumes_from");
    const findings = said.map(({ value, at: at2 }) => othersFinding(run, value, at2));
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const seen = `no mounts are taken over (${sourceWords(run)})`;
    return { kind: "judged", seen: findings[0]?.seen ?? seen, findings };
  }
});
function othersFinding(run, written, at2) {
  const judgedThere = run.source.kind === "compose" && !written.startsWith("container:");
  const name = visibleText(written.replace(/:(?:ro|rw)$/, "").replace(/^container:/, ""), 60);
  const location = locationOf(at2);
  return finding(META76, {
    key: written,
    ...judgedThere ? { severity: "low" } : {},
    title: `All mounts of ${name} are taken over`,
    detail: judgedThere ? "Whatever is mounted there later is mounted here as well: folders of the host and sockets too." : "What that container has mounted is not known here: folders of the host and sockets come along.",
    seen: `volumes of ${visibleText(written, 80)} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(run, { text: "Name the one volume that both need, in the mounts of both." }, "replace")
  });
}

// src/checks/run/not-privileged.ts
var META77 = { id: "not-privileged", severity: "critical" };
var notPrivileged = defineCheck({
  ...META77,
  title: "The container is not privileged",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [cis("5.5"), nist("4.4.3"), podSecurity("baseline"), DOCKER_RUN],
  evaluate: ({ "run-settings": run }) => {
    const privileged2 = readSetting(run, run.privileged, "privileged");
    if (privileged2.state === "undecided") return privileged2.result;
    if (privileged2.state === "default" || !privileged2.value) {
      return { kind: "judged", seen: `not privileged (${sourceWords(run)})`, findings: [] };
    }
    const seen = `privileged: true (${placeWords(privileged2.at)})`;
    const location = locationOf(privileged2.at);
    const found5 = finding(META77, {
      key: "privileged",
      title: "The container is privileged",
      detail: "It gets every capability, every device of the host, no seccomp filter and no AppArmor profile: root in it is root on the host.",
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: "Take privileged away, and add the one capability or device that is needed.",
          compose: ["    privileged: false"],
          run: ["--privileged=false"],
          kubernetes: ["          privileged: false"]
        },
        "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});

// src/checks/run/ports-bound-to-address.ts
var META78 = { id: "ports-bound-to-address", severity: "low" };
var portsBoundToAddress = defineCheck({
  ...META78,
  title: "Ports are published on one address of the host",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.14"),
    podSecurity("baseline"),
    { name: "Port publishing and mapping", url: "https://docs.docker.com/engine/network/port-publishing/" },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const inPod = run.source.kind === "kubernetes";
    const { said, undecided: undecided3 } = readList(run, run.ports, "ports");
    const all = readSetting(run, run.publishAll, "publish-all");
    const findings = [
      ...said.flatMap(({ value, at: at2 }) => inPod ? [hostPort(run, value, at2)] : everyAddress(run, value, at2)),
      ...all.state === "said" && all.value ? [publishAll(run, all.at)] : []
    ];
    const open2 = undecided3 ?? (all.state === "undecided" ? all.result : void 0);
    if (findings.length === 0 && open2 !== void 0) return open2;
    const bound = said.map(({ value }) => words(value)).slice(0, 5).join(", ");
    const fine = `${bound === "" ? "no ports are published" : `published: ${bound}`} (${sourceWords(run)})`;
    return { kind: "judged", seen: findings[0]?.seen ?? fine, findings };
  }
});
function everyAddress(run, port, at2) {
  if (!["", "0.0.0.0", "::", "0:0:0:0:0:0:0:0"].includes(port.hostAddress)) return [];
  const location = locationOf(at2);
  const local = `127.0.0.1:${port.hostPort}:${port.containerPort}${port.protocol === "tcp" ? "" : `/${port.protocol}`}`;
  const shown7 = visibleText(local, 60);
  const found5 = finding(META78, {
    key: words(port),
    title: `Port ${visibleText(port.containerPort, 20)} is published on every address of the host`,
    detail: "Whoever reaches the host on any network reaches the container, also past firewall rules that ufw or firewalld show: the engine writes its own before them.",
    seen: `${words(port)} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: "Write the address before the port: that of the loopback where a proxy or another service of the host is in front, that of one network otherwise.",
        compose: [`      - "${shown7}"`],
        run: ["-p", shown7]
      },
      "replace"
    )
  });
  return [found5];
}
function hostPort(run, port, at2) {
  const location = locationOf(at2);
  return finding(META78, {
    key: words(port),
    severity: "medium",
    title: `The pod takes port ${visibleText(port.hostPort, 20)} of its node`,
    detail: "It is reached past Services and network policies of many clusters, and no other pod of the node can have that port.",
    seen: `hostPort ${words(port)} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(
      run,
      { text: "Delete hostPort, and let a Service or an Ingress lead to the container\u2019s port." },
      "replace"
    )
  });
}
function publishAll(run, at2) {
  return finding(META78, {
    key: "publish-all",
    title: "Every port that the image exposes is published",
    detail: "The image decides which ports these are, and each is open on every address of the host.",
    seen: `publish-all (${placeWords(at2)})`,
    fix: fixFor(
      run,
      { text: "Publish the ports that are needed, by their numbers, on one address.", run: ["--publish-all=false"] },
      "replace"
    )
  });
}
function words({ hostAddress, hostPort: outside, containerPort, protocol }) {
  const address = hostAddress === "" ? "every address" : hostAddress;
  return visibleText(`${address}:${outside === "" ? "any" : outside}\u2192${containerPort}/${protocol}`, 100);
}

// src/checks/run/read-only-root.ts
var META79 = { id: "read-only-root", severity: "low" };
var readOnlyRoot = defineCheck({
  ...META79,
  title: "The root file system is read-only",
  area: "run",
  needs: ["run-settings"],
  uses: ["image-config"],
  references: [
    cis("5.13"),
    nist("4.4.3"),
    {
      name: "Configure a Security Context for a Pod or Container",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"
    },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run, "image-config": config }) => {
    const other = config === void 0 ? void 0 : notForLinux(config);
    if (other !== void 0) return other;
    const inPod = run.source.kind === "kubernetes";
    const name = inPod ? "readOnlyRootFilesystem" : run.source.kind === "compose" ? "read_only" : "read-only";
    const setting = readSetting(run, run.readOnly, name);
    if (setting.state === "undecided") return setting.result;
    const said = setting.state === "said" ? setting : void 0;
    const seen = said === void 0 ? `${name} is not said (${sourceWords(run)})` : `${name}: ${said.value} (${placeWords(said.at)})`;
    if (said?.value === true) return { kind: "judged", seen, findings: [] };
    const location = locationOf(said?.at ?? declaredAt(run));
    const found5 = finding(META79, {
      key: "read-only",
      title: "The root file system can be written to",
      detail: "Whoever gets into the container can change its programs and put tools of their own beside them.",
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: "Make it read-only; what the program must write to becomes a volume or a tmpfs.",
          compose: [
            "    read_only: true",
            ...said === void 0 && run.tmpfs.length === 0 ? ["    tmpfs:", "      - /tmp"] : []
          ],
          run: ["--read-only", "--tmpfs=/tmp"],
          kubernetes: ["          readOnlyRootFilesystem: true"]
        },
        said === void 0 ? "append" : "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});

// src/checks/run/resource-limits-set.ts
var META80 = { id: "resource-limits-set", severity: "low" };
var resourceLimitsSet = defineCheck({
  ...META80,
  title: "Memory, processors and processes are limited",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    ...["5.11", "5.12", "5.29"].map(cis),
    nist("4.4.3"),
    { name: "Resource constraints", url: "https://docs.docker.com/engine/containers/resource_constraints/" },
    {
      name: "Resource Management for Pods and Containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
    },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const limits = LIMITS.filter(({ inPods }) => inPods !== void 0 || run.source.kind !== "kubernetes");
    const readings = limits.map((limit) => ({ limit, reading: readSetting(run, limit.of(run), nameIn(run, limit)) }));
    const missing2 = readings.flatMap(({ limit, reading }) => {
      const isSet = reading.state === "said" && reading.value > 0;
      return isSet || reading.state === "undecided" ? [] : [limit];
    });
    const open2 = readings.find(({ reading }) => reading.state === "undecided")?.reading;
    if (missing2.length === 0 && open2?.state === "undecided") return open2.result;
    const seen = missing2.length === 0 ? `limited: ${limits.map((limit) => nameIn(run, limit)).join(", ")} (${sourceWords(run)})` : `no limit: ${missing2.map((limit) => nameIn(run, limit)).join(", ")} (${sourceWords(run)})`;
    return { kind: "judged", seen, findings: missing2.length === 0 ? [] : [findingOf10(run, missing2, seen)] };
  }
});
var LIMITS = [
  {
    what: "memory",
    of: ({ limits }) => limits.memory,
    compose: "mem_limit: 512m",
    option: "--memory=512m",
    inPods: "memory: 512Mi"
  },
  { what: "processors", of: ({ limits }) => limits.cpus, compose: "cpus: 1", option: "--cpus=1", inPods: 'cpu: "1"' },
  {
    what: "processes",
    of: ({ limits }) => limits.pids,
    compose: "pids_limit: 200",
    option: "--pids-limit=200",
    inPods: void 0
  }
];
function nameIn({ source }, { compose, option, inPods = "" }) {
  if (source.kind === "kubernetes") return `limits.${inPods.split(":")[0]}`;
  return source.kind === "compose" ? compose.split(":")[0] ?? "" : option.slice(2).split("=")[0] ?? "";
}
function findingOf10(run, missing2, seen) {
  const location = locationOf(declaredAt(run));
  const what = missing2.map((limit) => limit.what);
  const words3 = what.length === 1 ? what[0] : `${what.slice(0, -1).join(", ")} and ${what.at(-1)}`;
  return finding(META80, {
    key: "limits",
    title: `The container has no limit of ${words3}`,
    detail: "One container that leaks, or is made to, can then stop everything else on the machine.",
    seen,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: "Set them above what was measured under load; the numbers here are only the form.",
        compose: missing2.map(({ compose }) => `    ${compose}`),
        run: missing2.map(({ option }) => option),
        kubernetes: [
          "          resources:",
          "            limits:",
          ...missing2.flatMap(({ inPods }) => inPods === void 0 ? [] : [`              ${inPods}`])
        ]
      },
      "append"
    )
  });
}

// src/checks/run/restart-bounded.ts
var META81 = { id: "restart-bounded", severity: "negligible" };
var restartBounded = defineCheck({
  ...META81,
  title: "Restarts end at some point",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.15"),
    {
      name: "Start containers automatically",
      url: "https://docs.docker.com/engine/containers/start-containers-automatically/"
    },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    if (run.source.kind === "kubernetes") {
      return { kind: "not-applicable", observed: "Kubernetes waits longer before each restart, up to five minutes." };
    }
    const restart = readSetting(run, run.restart, "restart");
    if (restart.state === "undecided") return restart.result;
    if (restart.state === "default") return { kind: "judged", seen: `no restarts (${sourceWords(run)})`, findings: [] };
    const { policy, retries } = restart.value;
    const seen = `restart: ${policy}${retries === void 0 ? "" : `:${retries}`} (${placeWords(restart.at)})`;
    if (policy === "no" || policy === "on-failure" && retries !== void 0)
      return { kind: "judged", seen, findings: [] };
    const location = locationOf(restart.at);
    const found5 = finding(META81, {
      key: "restart",
      title: "The container is restarted without end",
      detail: "A program that can\u2019t start takes processor time for ever, and somebody who makes it crash can try again and again.",
      seen,
      ...location && { location },
      fix: fixFor(
        run,
        {
          text: "Give the restarts an end, and let somebody be told when it is reached.",
          compose: ["    restart: on-failure:5"],
          run: ["--restart=on-failure:5"]
        },
        "replace"
      )
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});

// src/checks/run/undecided-settings.ts
var CONCERNS = {
  ...{ privileged: true, capAdd: true, capDrop: true, security: true, user: true, refusesRoot: true, groupAdd: true },
  ...{ readOnly: true, tmpfs: true, namespaces: true, mounts: true, volumesFrom: true, devices: true },
  ...{ deviceCgroupRules: true, gpus: true, limits: true, sysctls: true, ports: true, publishAll: true, restart: true },
  ...{ runtime: true, annotations: true, unknown: true },
  ...{ source: false, env: false, envFiles: false, entrypoint: false, command: false }
};
function undecidedSettings(run) {
  const found5 = /* @__PURE__ */ new Map();
  for (const [field, concerns] of Object.entries(CONCERNS)) {
    if (!concerns) continue;
    for (const one of undecidedIn(run[field])) {
      found5.set(`${placeWords(one.at)} ${one.written}`, one);
    }
  }
  return [...found5.values()];
}
function undecidedIn(field) {
  if (Array.isArray(field)) return field.flatMap(undecidedIn);
  if (typeof field !== "object" || field === null) return [];
  if (isUndecided(field)) return [field];
  return "state" in field ? [] : Object.values(field).flatMap(undecidedIn);
}
function isUndecided(field) {
  return "state" in field && field.state === "unknown";
}

// src/checks/run/run-settings-known.ts
var META82 = { id: "run-settings-known", severity: "high" };
var MOST_TOLD = 5;
var MOST_FINDINGS3 = 20;
var runSettingsKnown = defineCheck({
  ...META82,
  title: "Everything in the run settings is known",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    DOCKER_RUN,
    COMPOSE_SERVICES,
    {
      name: "Kubernetes API, Pod",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"
    }
  ],
  evaluate: ({ "run-settings": run }) => {
    const open2 = undecidedSettings(run);
    const keys = open2.filter(({ unclassified }) => unclassified === true);
    const [first] = open2;
    if (first === void 0) return { kind: "judged", seen: `all of them (${sourceWords(run)})`, findings: [] };
    if (keys.length === 0) return undecided2(first, open2);
    const findings = keys.slice(0, MOST_FINDINGS3).map((key) => keyFinding(run, key));
    return { kind: "judged", seen: `not known: ${listed2(open2)}`, findings };
  }
});
function keyFinding(run, { written, why, at: at2 }) {
  const location = locationOf(at2);
  const key = at2.in === "file" ? at2.key : `${at2.word}`;
  return finding(META82, {
    key: `${key} ${written}`,
    title: `What ${visibleText(written, 60)} gives the container is not known`,
    detail: "It may give rights that no check of the gate has looked at, so that all they say holds without it only.",
    seen: `${visibleText(written, 80)} ${visibleText(why, 120)} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(
      run,
      { text: "Correct the name of the key, or delete it; keys of one\u2019s own begin with x- in compose files." },
      "replace"
    )
  });
}
function undecided2(first, open2) {
  const more = open2.length === 1 ? "" : `, and ${open2.length - 1} more`;
  return {
    kind: "undecided",
    problem: {
      code: "RUN-SETTING-UNKNOWN",
      what: `Not everything in the run settings is known: ${words2(first)}${more}.`,
      means: `Checks may have found nothing because of that. ${NO_VERDICT}`,
      todo: "Write the values themselves there, or give the variables values that the gate can see.",
      details: open2.slice(0, MOST_TOLD).map(words2)
    }
  };
}
function listed2(open2) {
  const some = open2.slice(0, MOST_TOLD).map(words2).join("; ");
  return open2.length > MOST_TOLD ? `${some}; and ${open2.length - MOST_TOLD} more` : some;
}
function words2({ written, why, at: at2 }) {
  return `${placeWords(at2)}: ${visibleText(written, 80)} ${visibleText(why, 120)}`;
}

// src/checks/run/safe-sysctls.ts
var META83 = { id: "safe-sysctls", severity: "medium" };
var safeSysctls = defineCheck({
  ...META83,
  title: "Only kernel parameters that concern nobody else are set",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    podSecurity("baseline"),
    {
      name: "Using sysctls in a Kubernetes Cluster",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls"
    },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const { said, undecided: undecided3 } = readList(run, run.sysctls, "sysctls");
    const findings = said.flatMap(({ value: { name, value }, at: at2 }) => judge27(run, name, value, at2));
    if (findings.length === 0 && undecided3 !== void 0) return undecided3;
    const seen = said.length === 0 ? "no parameters are set" : `only safe ones: ${said.map(({ value }) => value.name).join(", ")}`;
    return { kind: "judged", seen: findings[0]?.seen ?? `${visibleText(seen, 200)} (${sourceWords(run)})`, findings };
  }
});
var SAFE = /* @__PURE__ */ new Set([
  ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports"],
  ...["net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout"],
  ...["net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time"],
  ...["net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem"]
]);
function judge27(run, written, value, at2) {
  const name = written.includes("/") && !written.includes(".") ? written.replaceAll("/", ".") : written;
  if (SAFE.has(name)) return [];
  const inPod = run.source.kind === "kubernetes";
  const shown7 = visibleText(name, 80);
  const location = locationOf(at2);
  const ownNetwork = !inPod && name.startsWith("net.");
  const found5 = finding(META83, {
    key: name,
    ...ownNetwork ? { severity: "low" } : {},
    title: `The kernel parameter ${shown7} is not among the safe ones`,
    detail: ownNetwork ? "It holds in the container\u2019s own network, and what it costs in memory and packets is not counted against the container." : `${inPod ? "Nodes refuse the pod unless they were told to allow it. " : ""}What it costs is taken from all programs of the machine, past the limits of the container.`,
    seen: `${shown7} = ${visibleText(value, 60)} (${placeWords(at2)})`,
    ...location && { location },
    fix: fixFor(run, { text: "Delete it, unless a measurement shows that the program needs it." }, "replace")
  });
  return [found5];
}

// src/checks/run/selinux-labels-kept.ts
var META84 = { id: "selinux-labels-kept", severity: "medium" };
var UNCONFINED = ["spc_t", "unconfined_t", "container_runtime_t"];
var RELABEL = "A mount that the label forbids is relabelled by z (shared) or Z (for this container alone) behind it: ./data:/data:Z.";
var selinuxLabelsKept = defineCheck({
  ...META84,
  title: "The SELinux label of the container is kept",
  area: "run",
  needs: ["run-settings"],
  uses: [],
  references: [
    cis("5.3"),
    podSecurity("baseline"),
    { name: "container-selinux", url: "https://github.com/containers/container-selinux" },
    DOCKER_RUN
  ],
  evaluate: ({ "run-settings": run }) => {
    const { said, undecided: undecided3 } = readList(run, run.security.labels, "label");
    const opening = said.filter(({ value }) => isUnconfined(value));
    const [first] = opening;
    if (first === void 0) {
      const lost = undecided3 ?? lostByOther(run, said.length > 0);
      if (lost !== void 0) return lost;
      return { kind: "judged", seen: `label kept, where there is SELinux (${sourceWords(run)})`, findings: [] };
    }
    const seen = opening.map(({ value, at: at2 }) => `label=${visibleText(value, 60)} (${placeWords(at2)})`).join(", ");
    const location = locationOf(first.at);
    const found5 = finding(META84, {
      key: "label",
      title: "SELinux does not confine the container",
      detail: "On a host with SELinux the label keeps a process that broke out of its container from the host\u2019s files, and from those of other containers. On other hosts it means nothing.",
      seen,
      ...location && { location },
      fix: { text: `Delete this ${run.source.kind === "kubernetes" ? "type." : `option. ${RELABEL}`}` }
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function isUnconfined(label) {
  return label === "disable" || UNCONFINED.some((type) => label === `type:${type}`);
}
function lostByOther(run, labelSaid) {
  if (labelSaid || run.source.kind === "kubernetes") return void 0;
  const { privileged: privileged2, namespaces } = run;
  const shared = ["pid", "ipc"].find((name) => {
    const setting = namespaces[name];
    return setting.state === "said" && setting.value.kind === "host";
  });
  const isPrivileged = privileged2.state === "said" && privileged2.value;
  if (!isPrivileged && shared === void 0) return void 0;
  const [cause, check] = isPrivileged ? ["privileged", "not-privileged"] : [`${shared}: host`, "no-host-namespaces"];
  return {
    kind: "not-applicable",
    observed: `For ${cause} the engine itself takes the label off: see ${check}.`
  };
}

// src/checks/user/windows-user.ts
function isWindowsAdministrator(user) {
  const name = user.toLowerCase().replace(/^user manager\\/, "");
  if (name === "" || name === "containeradministrator") return true;
  return name === "containeruser" ? false : void 0;
}

// src/checks/run/user-not-overridden-to-root.ts
var META85 = { id: "user-not-overridden-to-root", severity: "high" };
var userNotOverriddenToRoot = defineCheck({
  ...META85,
  title: "The run settings do not make the process root",
  area: "run",
  needs: ["run-settings"],
  uses: ["image-config", "image-accounts"],
  references: [cis("4.1"), podSecurity("restricted"), DOCKER_RUN],
  evaluate: ({ "run-settings": run, "image-config": config, "image-accounts": accounts }) => {
    const evidence = { run, config, accounts };
    return config?.os === "windows" ? judgeWindows(evidence, config.user) : judge28(evidence);
  }
});
function judge28(evidence) {
  const { run, config } = evidence;
  const said = whoSaysUser(run, config);
  const ofRun = said.kind === "said" && said.from === "run" ? said : void 0;
  const ids = processIds(evidence);
  const seen = ofRun === void 0 ? `the user is left to the image (${sourceWords(run)})` : seenOf5(evidence, ofRun);
  const user = ofRun === void 0 ? void 0 : userFinding(evidence, ofRun, ids, seen);
  const groups = readList(run, run.groupAdd, "group_add");
  const isRoot3 = ids.kind === "known" && ids.uid === 0;
  const findings = [
    ...user === void 0 ? [] : [user],
    // Root needs no group.
    ...isRoot3 ? [] : groups.said.flatMap(({ value, at: at2 }) => groupFinding(evidence, value, at2))
  ];
  if (findings.length > 0) return { kind: "judged", seen: findings[0]?.seen ?? seen, findings };
  if (said.kind === "undecided") return said.result;
  if (ofRun !== void 0 && ids.kind === "undecided") return ids.result;
  const refused3 = ofRun !== void 0 && ids.kind === "refused" ? ids.why : refusedGroup(evidence);
  if (refused3 !== void 0) return { kind: "undecided", problem: noProcess(refused3) };
  return groups.undecided ?? { kind: "judged", seen, findings };
}
function seenOf5({ config, accounts }, { spec, at: at2 }) {
  const shown7 = showRunUser(spec, at2);
  if (config === void 0 || accounts === void 0) return shown7;
  const image = describeUser(config.user, effectiveUser(config, accounts));
  return `${describeUser(spec, effectiveUser(config, accounts, spec), shown7)}, over ${image} of the image`;
}
function userFinding(evidence, said, ids, seen) {
  if (ids.kind !== "known") return void 0;
  const image = processIds({ ...evidence, run: ENGINE_DEFAULTS });
  const { spec, at: at2 } = said;
  if (ids.uid === 0) {
    if (image.kind === "known" && image.uid === 0) return void 0;
    return findingAt(at2, {
      key: "uid-0",
      title: "The run settings make the process root",
      detail: `${rootReason(spec)} The image\u2019s own user does not count then.`,
      seen,
      fix: fixOf(evidence, image)
    });
  }
  if (ids.gid !== 0 && ids.supplementary?.includes(0) !== true) return void 0;
  return findingAt(at2, {
    key: "gid-0",
    severity: "medium",
    title: "The run settings put the process into the group root",
    detail: "What the group root may read or write is open to it. A user without a line in /etc/passwd of the image gets this group, unless one is named.",
    seen,
    fix: fixOf(evidence, { kind: "known", uid: ids.uid, gid: void 0 })
  });
}
function rootReason(spec) {
  return spec.startsWith(":") ? "A group without a user is uid 0." : `The engine starts the process as uid 0, which is what ${showUser(spec).replace("USER", "user")} comes to.`;
}
function findingAt(at2, parts) {
  const location = locationOf(at2);
  return finding(META85, { ...parts, ...location && { location } });
}
function fixOf({ run }, ids) {
  const good = ids.kind === "known" && ids.uid !== 0 ? ids : void 0;
  const uid = good?.uid ?? 20002;
  const gid = good?.gid === void 0 || good.gid === 0 ? 10001 : good.gid;
  const text = "Say a user without privileges as numbers, or delete this where the image has one of its own.";
  return fixFor(
    run,
    {
      text,
      compose: [`    user: "${uid}:${gid}"`],
      run: ["--user", `${uid}:${gid}`],
      kubernetes: [`          runAsUser: ${uid}`, `          runAsGroup: ${gid}`]
    },
    "replace"
  );
}
function groupFinding({ run, accounts }, name, at2) {
  const added = addedGroups([name], accounts === void 0 ? void 0 : textOf2(accounts.group));
  const isRoot3 = added.kind === "added" ? added.gids.includes(0) : accounts === void 0 && name === "root";
  if (!isRoot3 && name !== "docker") return [];
  const what = isRoot3 ? "root" : "docker";
  const found5 = findingAt(at2, {
    key: `group-${what}`,
    severity: "medium",
    title: `The run settings add the group ${what}`,
    detail: isRoot3 ? "What the group root may read or write is open to it." : "Where the engine\u2019s socket is within reach, its group may give the engine orders, and so is root on the host.",
    seen: `group_add ${visibleText(name, 60)} (${placeWords(at2)})`,
    fix: fixFor(run, { text: "Delete this group, or give the files that are needed to one of their own." }, "replace")
  });
  return [found5];
}
function refusedGroup({ run, accounts }) {
  if (accounts === void 0) return void 0;
  const names = run.groupAdd.flatMap((entry) => entry.state === "said" ? [entry.value] : []);
  const added = addedGroups(names, textOf2(accounts.group));
  return added.kind === "added" ? void 0 : `Group ${visibleText(added.name, 60)} can\u2019t be added: ${added.why}.`;
}
function noProcess(why) {
  return {
    code: "USER-UNDETERMINED",
    what: `The engine starts no such container, so it has no user. ${why}`,
    means: NO_VERDICT,
    todo: "Say users and groups as numbers in the run settings: 20002:10001."
  };
}
function judgeWindows({ run, config }, imageUser) {
  const said = whoSaysUser(run, config);
  if (said.kind === "undecided") return said.result;
  if (said.kind !== "said" || said.from === "image") {
    return { kind: "judged", seen: `the user is left to the image (${sourceWords(run)})`, findings: [] };
  }
  const seen = `${showRunUser(said.spec, said.at)}, over ${showUser(imageUser)} of the image`;
  if (isWindowsAdministrator(said.spec) !== true || isWindowsAdministrator(imageUser) === true) {
    return { kind: "judged", seen, findings: [] };
  }
  const found5 = findingAt(said.at, {
    key: "uid-0",
    title: "The run settings make the process administrator",
    detail: "ContainerAdministrator may change everything in the container.",
    seen,
    fix: { text: "Say ContainerUser, or delete this." }
  });
  return { kind: "judged", seen, findings: [found5] };
}

// src/checks/user/new-account.ts
var FIRST_UID = 20002;
var FIRST_GID = 10001;
var CHOICES = 20;
var NAMES2 = ["app", "appuser", "containerapp"];
var PLAIN_NAME = /^[a-z][a-z0-9-]{0,30}$/;
function newAccount(accounts, wanted) {
  const family = distributionOf(textOf2(accounts.osRelease)).family;
  const free = freeIdentity(accounts, wanted);
  return { uid: free.uid, gid: free.gid, ...RECIPES[family](free) };
}
function existingAccount(accounts) {
  const found5 = findPasswdEntry(textOf2(accounts.passwd) ?? "", ({ uid, gid }) => {
    return uid.value >= 1000n && uid.value <= 59999n && gid.reading === "exact" && gid.value > 0n;
  });
  if (found5 === void 0 || "refused" in found5) return void 0;
  return { uid: Number(found5.uid.value), gid: Number(found5.gid.value) };
}
var shadow = (system, nologin, extra) => ({ name, uid, gid }) => ({
  lines: [
    `RUN groupadd --gid ${gid} ${name} && useradd --uid ${uid} --gid ${gid} --create-home --shell ${nologin} ${name}`
  ],
  sentence: `For ${system}: a group, a user and its home directory. ${mustWrite(uid, gid)}${extra}`
});
var withoutTools = (why) => {
  return ({ uid, gid }) => ({
    lines: [],
    sentence: `${why} A number needs no account. ${mustWrite(uid, gid)}`
  });
};
function mustWrite(uid, gid) {
  return `Give it the files that it must write: COPY --chown=${uid}:${gid}, or chown in a RUN before.`;
}
var RECIPES = {
  alpine: ({ name, uid, gid }) => ({
    lines: [`RUN addgroup -g ${gid} -S ${name} && adduser -u ${uid} -S -D -G ${name} -h /home/${name} ${name}`],
    sentence: `For Alpine and its relatives: a group, a user and its home directory. ${mustWrite(uid, gid)}`
  }),
  debian: shadow("Debian and its relatives", "/usr/sbin/nologin", ""),
  redhat: shadow("Red Hat and its relatives", "/sbin/nologin", " Minimal images need the package shadow-utils first."),
  suse: shadow("SUSE", "/sbin/nologin", " Minimal images need the package shadow first."),
  other: withoutTools("The gate does not know the tools of this distribution."),
  none: withoutTools("The image has no os-release and probably no tools to make users.")
};
function freeIdentity(accounts, wanted) {
  const passwd = textOf2(accounts.passwd) ?? "";
  const group = textOf2(accounts.group) ?? "";
  const names = wanted !== void 0 && PLAIN_NAME.test(wanted) ? [wanted, ...NAMES2] : [...NAMES2];
  const uids = numbersFrom(FIRST_UID);
  const gids = numbersFrom(FIRST_GID);
  const taken = { names: /* @__PURE__ */ new Set(), uids: /* @__PURE__ */ new Set(), gids: /* @__PURE__ */ new Set() };
  findPasswdEntry(passwd, (entry) => {
    if (names.includes(entry.name)) taken.names.add(entry.name);
    if (uids.includes(Number(entry.uid.value))) taken.uids.add(Number(entry.uid.value));
    return false;
  });
  findGroupEntries(group, (entry) => {
    if (names.includes(entry.name)) taken.names.add(entry.name);
    if (gids.includes(Number(entry.gid.value))) taken.gids.add(Number(entry.gid.value));
    return false;
  });
  return {
    name: names.find((name) => !taken.names.has(name)) ?? NAMES2[0],
    uid: uids.find((uid) => !taken.uids.has(uid)) ?? FIRST_UID,
    gid: gids.find((gid) => !taken.gids.has(gid)) ?? FIRST_GID
  };
}
function numbersFrom(first) {
  return Array.from({ length: CHOICES }, (_, index) => first + index);
}

// src/checks/user/cure.ts
function unprivilegedUser(situation, wanted) {
  const existing = wanted === void 0 ? existingAccount(situation.accounts) : void 0;
  if (existing !== void 0) {
    return switchUser(
      situation,
      existing,
      "The image has a user for this already; give it the files that it must write."
    );
  }
  const account2 = newAccount(situation.accounts, wanted);
  return place(situation, [...account2.lines, userInstruction(account2)], account2.sentence);
}
function switchUser(situation, ids, sentence2) {
  return place(situation, [userInstruction(ids)], sentence2);
}
function userInstruction({ uid, gid }) {
  return `USER ${uid}:${gid}`;
}
function place({ dockerfile, rootNow }, cure10, sentence2) {
  const makesUser = cure10.some((line) => line.startsWith("RUN "));
  const asRoot = (needed) => makesUser && needed ? ["USER 0", ...cure10] : cure10;
  if (dockerfile === void 0) {
    const text2 = `${sentence2} Put this at the end of the Dockerfile that the image is built from.`;
    return { text: text2, lines: asRoot(!rootNow), placement: "append" };
  }
  const stage = dockerfile.stages[dockerfile.finalStage];
  const user = dockerfile.user;
  const instructions = stage?.instructions ?? [];
  const later = instructions.filter(({ lines }) => user !== void 0 && lines.first > user.lines.last);
  const runsAsRootLater = rootNow && later.some(({ keyword }) => keyword === "RUN");
  if (user !== void 0 && user.stage === dockerfile.finalStage && !runsAsRootLater) {
    const earlierUser = instructions.some(({ keyword, lines }) => keyword === "USER" && lines.last < user.lines.first);
    return { text: `${sentence2} Replace the USER line.`, lines: asRoot(earlierUser), placement: "replace" };
  }
  const last = instructions.at(-1)?.lines.last;
  const where = last === void 0 ? "" : `, after line ${last}`;
  const why = runsAsRootLater ? " (the RUN lines before it still need root)" : "";
  const text = `${sentence2} Put this at the end of the stage that is built${where}${why}.`;
  return { text, lines: asRoot(!rootNow), placement: "append" };
}

// src/checks/user/deciding-line.ts
function decidingLine(config, dockerfile) {
  if (dockerfile === void 0) {
    return { kind: "no-dockerfile", sentence: "There is no Dockerfile here to point at: the image itself says so." };
  }
  if (dockerfile.user !== void 0) return userLine2(config, dockerfile, dockerfile.user);
  return inheritedUser(config, dockerfile);
}
function userLine2(config, dockerfile, user) {
  const { path, stages, finalStage } = dockerfile;
  const elsewhere = user.stage === finalStage ? "" : `, inherited from ${stageName(stages[user.stage], user.stage)}`;
  const written = `USER ${visibleText(user.raw, 80)}`;
  const place2 = `${visibleText(path)} line ${user.lines.first}`;
  const sentence2 = user.expanded === config.user ? `${place2} decides it: ${written}${elsewhere}.` : `${place2} says ${written}${elsewhere}; the built image says ${showUser(config.user)}, and that counts.`;
  return { kind: "user-line", location: { file: path, lines: user.lines }, sentence: sentence2 };
}
function inheritedUser(config, dockerfile) {
  const { path, externalBase } = dockerfile;
  const location = { file: path, lines: externalBase.lines };
  const from = `FROM in line ${externalBase.lines.first} of ${visibleText(path)}`;
  const hint = userOfOtherStage(dockerfile);
  if (externalBase.scratch) {
    const sentence3 = `The stage that is built has no USER and starts from scratch (${from}).${hint}`;
    return { kind: "scratch", location, sentence: sentence3 };
  }
  const base = visibleText(externalBase.reference, 120);
  const what = config.user === "" ? "sets none either" : `sets ${showUser(config.user)}`;
  const sentence2 = `The stage that is built has no USER; its base image ${base} (${from}) ${what}.${hint}`;
  return { kind: "inherited", location, sentence: sentence2 };
}
function userOfOtherStage(dockerfile) {
  for (const stage of dockerfile.stages) {
    const user = stage.instructions.findLast((instruction) => instruction.keyword === "USER");
    if (user !== void 0) {
      return ` The USER in line ${user.lines.first} is of ${stageName(stage, stage.index)}, which the image is not made from.`;
    }
  }
  return "";
}
function stageName(stage, index) {
  return stage?.name === void 0 ? `stage ${index}` : `stage "${visibleText(stage.name, 60)}"`;
}

// src/checks/user/references.ts
var CIS_USER = {
  name: "CIS Docker Benchmark 4.1",
  url: "https://www.cisecurity.org/benchmark/docker"
};
var NIST_IMAGE_CONFIGURATION2 = {
  name: "NIST SP 800-190, 4.1.2",
  url: "https://doi.org/10.6028/NIST.SP.800-190"
};
var POD_SECURITY_RESTRICTED = {
  name: "Kubernetes Pod Security Standards, restricted",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/"
};
var OCI_CONFIG_USER = {
  name: "OCI image-spec, config.User",
  url: "https://github.com/opencontainers/image-spec/blob/main/config.md"
};
var MOBY_USER = {
  name: "moby/sys/user, GetExecUser",
  url: "https://github.com/moby/sys/tree/main/user"
};
var CIS_EXEC_USER = {
  name: "CIS Docker Benchmark 5.24",
  url: "https://www.cisecurity.org/benchmark/docker"
};
var DOCKER_RUN_USER = {
  name: "docker run, --user",
  url: "https://docs.docker.com/reference/cli/docker/container/run/"
};

// src/checks/user/run-user.ts
function runUser(run, config, accounts) {
  const said = whoSaysUser(run, config);
  if (said.kind === "undecided") return { kind: "answer", result: said.result };
  if (said.kind === "not-known" || said.from === "image") return { kind: "image" };
  const { spec, at: at2 } = said;
  const resolution = effectiveUser(config, accounts, spec);
  const image = effectiveUser(config, accounts);
  if (isRoot2(resolution) && isRoot2(image)) return { kind: "image" };
  const shown7 = describeUser(spec, resolution, showRunUser(spec, at2));
  return { kind: "run", resolution, at: at2, seen: `${shown7}, over ${describeUser(config.user, image)} of the image` };
}
function resolvedRunUser(run, config, accounts) {
  const user = runUser(run, config, accounts);
  if (user.kind !== "run") return user;
  const { resolution } = user;
  if (resolution.kind !== "resolved") {
    return { kind: "answer", result: undeterminedUser(user.seen, resolution) };
  }
  if (resolution.user.uid === 0) {
    const observed = `The run settings make it root: ${user.seen}. See user-not-overridden-to-root.`;
    return { kind: "answer", result: { kind: "not-applicable", observed } };
  }
  return { ...user, resolution };
}
function isRoot2(resolution) {
  return resolution.kind === "resolved" && resolution.user.uid === 0;
}

// src/checks/user/run-user-finding.ts
function runUserFinding(meta, run, { at: at2, seen }, { key, title, detail }) {
  const location = locationOf(at2);
  const found5 = finding(meta, {
    key: `run-${key}`,
    title,
    detail,
    seen,
    ...location && { location },
    fix: fixFor(
      run,
      {
        text: "Say a user and a group as numbers, which need no line in the files of the image, or leave the user to the image.",
        compose: ['    user: "20002:10001"'],
        run: ["--user", "20002:10001"],
        kubernetes: ["          runAsUser: 20002", "          runAsGroup: 10001"]
      },
      "replace"
    )
  });
  return { kind: "judged", seen, findings: [found5] };
}

// src/checks/user/user-in-range.ts
var META86 = { id: "user-in-range", severity: "medium" };
var userInRange = defineCheck({
  ...META86,
  title: "The ids of the image lie in the range that engines accept",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "run-settings"],
  references: [OCI_CONFIG_USER, MOBY_USER],
  evaluate: (evidence) => {
    const { "image-config": config, "image-accounts": accounts, dockerfile } = evidence;
    const other = notForLinux(config) ?? judgeRunUser(config, accounts, evidence["run-settings"]);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === "unresolvable") return undetermined2(config, resolution);
    const seen = describeUser(config.user, resolution);
    const reason = reasonOutOfRange(resolution);
    if (reason === void 0) return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const rootNow = resolution.kind === "resolved" && resolution.user.uid === 0;
    const found5 = finding(META86, {
      key: "range",
      title: "An id of the image is outside the range that engines accept",
      detail: `${reason} ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: unprivilegedUser({ accounts, dockerfile, rootNow })
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function judgeRunUser(config, accounts, run) {
  const user = runUser(run, config, accounts);
  if (user.kind === "image" || run === void 0) return void 0;
  if (user.kind === "answer") return user.result;
  const { resolution, seen } = user;
  if (resolution.kind === "unresolvable") return undeterminedUser(seen, resolution);
  const detail = reasonOutOfRange(resolution);
  if (detail === void 0) return { kind: "judged", seen, findings: [] };
  const title = "An id of the run settings is outside the range that engines accept";
  return runUserFinding(META86, run, user, { key: "range", title, detail });
}
function reasonOutOfRange(resolution) {
  if (resolution.kind === "out-of-range") {
    const id = `${resolution.part} id ${visibleText(resolution.value, 40)}`;
    return `The ${id} is outside 0\u20132147483647: no such container starts.`;
  }
  const stated2 = statedOutOfRange(resolution.user);
  if (stated2 === void 0) return void 0;
  return `The account files of the image say ${visibleText(stated2.text, 40)}: engines keep 32 bits of it and get another id, or refuse it.`;
}
function statedOutOfRange(user) {
  for (const origin of [user.uidFrom, user.gidFrom]) {
    const stated2 = "stated" in origin ? origin.stated : void 0;
    if (stated2?.reading === "out-of-range") return stated2;
  }
  return void 0;
}

// src/linux/start-command.ts
var STARTERS2 = /* @__PURE__ */ new Map([
  ["tini", ["-p", "-e"]],
  ["tini-static", ["-p", "-e"]],
  ["docker-init", ["-p", "-e"]],
  ["dumb-init", ["-r", "--rewrite"]],
  ["catatonit", []],
  ["with-contenv", []],
  ["busybox", []],
  ["env", ["-u", "--unset", "-C", "--chdir"]],
  ["exec", ["-a"]],
  ["command", []],
  ["nohup", []],
  ["nice", ["-n", "--adjustment"]]
]);
var SHELLS = /* @__PURE__ */ new Set(["sh", "ash", "bash", "dash", "ksh", "zsh"]);
var SHELL_VALUE_FLAGS = ["-o", "+o", "-O", "+O", "--rcfile", "--init-file"];
var ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
function whatStarts(words3) {
  for (let at2 = 0; ; ) {
    const program = words3[at2];
    if (program === void 0 || program === "") return { kind: "nothing" };
    const name = baseName(program);
    const valueFlags = STARTERS2.get(name);
    if (valueFlags !== void 0) at2 = afterFlags(words3, at2 + 1, valueFlags);
    else if (ASSIGNMENT.test(program)) at2 += 1;
    else if (SHELLS.has(name)) return shellStarts(words3.slice(at2 + 1));
    else return { kind: "program", words: [program, ...words3.slice(at2 + 1)] };
  }
}
function baseName(program) {
  return program.slice(program.lastIndexOf("/") + 1);
}
function isShellScript(text) {
  const line = /^#![ \t]*([^\n]{1,255})/.exec(text)?.[1];
  if (line === void 0) return false;
  const words3 = line.trim().split(/[ \t]+/);
  const started = whatStarts([...words3.filter((word) => word !== "-S"), "the file itself"]);
  return started.kind === "script";
}
function afterFlags(words3, from, valueFlags) {
  let at2 = from;
  for (let word = words3[at2]; word?.startsWith("-") === true; word = words3[at2]) {
    at2 += valueFlags.includes(word) ? 2 : 1;
    if (word === "--") break;
  }
  return at2;
}
function shellStarts(args) {
  let text = false;
  let at2 = 0;
  for (let word = args[at2]; word !== void 0 && /^[-+]./.test(word); word = args[at2]) {
    if (/^-[A-Za-z]*c[A-Za-z]*$/.test(word)) text = true;
    at2 += SHELL_VALUE_FLAGS.includes(word) ? 2 : 1;
    if (word === "--") break;
  }
  const first = args[at2];
  if (first === void 0) return { kind: "nothing" };
  return text ? { kind: "text", text: first } : { kind: "script", file: first };
}

// src/checks/user/step-down-tools.ts
var firstOperand = (args) => args.find((word) => !word.startsWith("-"));
function flagValue(args, ...flags) {
  for (const [index, word] of args.entries()) {
    for (const flag of flags) {
      if (word === flag) return args[index + 1];
      if (word.startsWith(flag.startsWith("--") ? `${flag}=` : flag)) {
        return word.slice(flag.length).replace(/^=/, "");
      }
    }
    if (word === "--") return void 0;
  }
  return void 0;
}
var SU_VALUES = /* @__PURE__ */ new Set(["-c", "--command", "-s", "--shell", "-g", "--group", "-G", "--supp-group", "-w", "-T"]);
var suUser = (args) => {
  const user = flagValue(args, "-u", "--user");
  if (user !== void 0) return user;
  for (let at2 = 0; at2 < args.length; at2 += 1) {
    const word = args[at2] ?? "";
    if (SU_VALUES.has(word)) at2 += 1;
    else if (!word.startsWith("-")) return word;
  }
  return void 0;
};
var apart = (uidFlag, gidFlag) => (args) => {
  const uid = flagValue(args, uidFlag);
  const gid = flagValue(args, gidFlag);
  return uid === void 0 || gid === void 0 ? uid : `${uid}:${gid}`;
};
var TOOLS = /* @__PURE__ */ new Map([
  ["gosu", firstOperand],
  ["su-exec", firstOperand],
  ["setuidgid", firstOperand],
  ["s6-setuidgid", firstOperand],
  ["s6-applyuidgid", apart("-u", "-g")],
  ["setpriv", apart("--reuid", "--regid")],
  ["chroot", (args) => flagValue(args, "--userspec")],
  ["chpst", (args) => flagValue(args, "-u")],
  ["sudo", (args) => flagValue(args, "-u", "--user")],
  ["su", suUser],
  ["runuser", suUser]
]);
var RESERVED2 = /* @__PURE__ */ new Set(["if", "then", "elif", "else", "while", "until", "do", "{", "!", "time"]);
function stepDownOf(words3, last) {
  const start = words3.findIndex((word) => !RESERVED2.has(word) && !/^[A-Za-z_]\w*\+?=/.test(word));
  if (start < 0) return void 0;
  const [first, second] = words3.slice(start);
  const replaces = first === "exec";
  const arranges = first === "set" && second === "--";
  if (!replaces && !arranges && !last) return void 0;
  const started = whatStarts(words3.slice(start + (arranges ? 2 : 0)));
  if (started.kind !== "program") return void 0;
  const [program, ...args] = started.words;
  const tool = baseName(program);
  const account2 = TOOLS.get(tool)?.(args);
  return account2 === void 0 || account2 === "" ? void 0 : { tool, account: account2 };
}

// src/checks/user/step-down.ts
function entrypointStepDown(config, accounts, { programs }) {
  const environment = new Map(config.env.map((line) => splitAssignment(line)));
  for (const text of startTexts(config, programs)) {
    const variables = new Map([...environment, ...assignedOnce(text.commands, environment)]);
    for (const [index, words3] of text.commands.entries()) {
      const found5 = stepDownOf(words3, index === text.commands.length - 1);
      const account2 = found5 === void 0 ? void 0 : expanded(found5.account, variables);
      if (found5 === void 0 || account2 === void 0) continue;
      const resolution = effectiveUser(config, accounts, account2);
      if (resolution.kind !== "resolved" || resolution.user.uid === 0) continue;
      return {
        place: placeOf6(text, found5),
        command: `${found5.tool} ${visibleText(found5.account, 60)}`,
        user: resolution.user
      };
    }
  }
  return void 0;
}
function unreadStart({ programs }) {
  return programs.find((program) => program.state === "gap");
}
function* startTexts({ entrypoint, cmd }, programs) {
  const words3 = [...entrypoint, ...cmd];
  const name = entrypoint.length > 0 ? "ENTRYPOINT" : "CMD";
  const started = whatStarts(words3);
  if (started.kind === "program") yield { commands: [words3], name };
  if (started.kind === "text") yield { commands: commandsOf(started.text), name };
  for (const program of programs) {
    if (program.state !== "text") continue;
    const { path, text } = program;
    const isScript = isShellScript(text) || started.kind === "script" && !text.startsWith("#!");
    if (isScript) yield { commands: commandsOf(text), name: path, text };
  }
}
function commandsOf(script) {
  return shellPipelines(script).flatMap((pipeline) => pipeline.map(({ words: words3 }) => words3));
}
function assignedOnce(commands, environment) {
  const values = /* @__PURE__ */ new Map();
  for (const words3 of commands) {
    const assignments = /^(?:export|readonly|declare|local)$/.test(words3[0] ?? "") ? words3.slice(1) : words3;
    for (const word of assignments) {
      if (!/^[A-Za-z_]\w*=/.test(word)) break;
      const [name, value] = splitAssignment(word);
      values.set(name, values.has(name) && values.get(name) !== value ? void 0 : value);
    }
  }
  const known = /* @__PURE__ */ new Map();
  for (const [name, value] of values) {
    const usual = value === void 0 ? void 0 : expanded(value, environment);
    if (usual !== void 0) known.set(name, usual);
  }
  return known;
}
function splitAssignment(line) {
  const at2 = line.indexOf("=");
  return at2 < 0 ? [line, ""] : [line.slice(0, at2), line.slice(at2 + 1)];
}
function expanded(account2, variables) {
  let known = true;
  const text = account2.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^${}]*))?\})/g,
    (_, bare, braced, usual) => {
      const value = variables.get(bare ?? braced ?? "") ?? usual;
      if (value === void 0 || value === "") known = false;
      return value ?? "";
    }
  );
  return known && /^[\w.:-]+$/.test(text) ? text : void 0;
}
function placeOf6({ name, text }, { tool, account: account2 }) {
  if (text === void 0) return name;
  const line = text.split("\n").findIndex((one) => {
    return !/^\s*#/.test(one) && one.includes(tool) && account2.split(":").every((part) => one.includes(part));
  });
  const where = visibleText(name, 120);
  return line < 0 ? where : `line ${line + 1} of ${where}`;
}

// src/checks/user/user-not-dropped-by-entrypoint-only.ts
var META87 = { id: "user-not-dropped-by-entrypoint-only", severity: "medium" };
var userNotDroppedByEntrypointOnly = defineCheck({
  ...META87,
  title: "It is not left to the entrypoint to give root up",
  area: "user",
  needs: ["image-config", "image-accounts", "image-entrypoint"],
  uses: ["dockerfile", "run-settings"],
  references: [CIS_USER, CIS_EXEC_USER, POD_SECURITY_RESTRICTED, DOCKER_RUN_USER],
  evaluate: (evidence) => {
    const { "image-config": config, "image-accounts": accounts, "image-entrypoint": entrypoint, dockerfile } = evidence;
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const user = resolvedRunUser(evidence["run-settings"], config, accounts);
    if (user.kind === "answer") return user.result;
    if (user.kind === "run") return { kind: "judged", seen: user.seen, findings: [] };
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== "resolved") return undetermined2(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.user.uid !== 0) return { kind: "judged", seen, findings: [] };
    const stepDown = entrypointStepDown(config, accounts, entrypoint);
    if (stepDown === void 0) return notSeen2(unreadStart(entrypoint));
    const stepped = `${seen}; ${stepDown.place}: ${stepDown.command} \u2192 uid ${stepDown.user.uid}`;
    return { kind: "judged", seen: stepped, findings: [leftToEntrypoint(stepDown, stepped, config, dockerfile)] };
  }
});
function notSeen2(unread) {
  if (unread !== void 0) return { kind: "undecided", problem: unread.problem };
  const observed = "The image runs as root, and nothing that could be read of its start steps down: see user-not-root.";
  return { kind: "not-applicable", observed };
}
function leftToEntrypoint(stepDown, seen, config, dockerfile) {
  const { user, place: place2, command } = stepDown;
  const ids = `${user.uid}:${user.gid}`;
  const starter = startedBy(config, dockerfile);
  return finding(META87, {
    key: "steps-down",
    title: "The image starts as root and leaves it to its entrypoint to step down",
    detail: `The start of the image has a step down: ${command} (${place2}).${starter.sentence} It depends on how the entrypoint is called, and it does not count for others: docker exec, a health check and another entrypoint are root, and the container has all capabilities that the engine gives by default.`,
    seen,
    ...starter.location === void 0 ? {} : { location: starter.location },
    fix: {
      text: `Let the engine set the user: docker run --user ${ids} --security-opt no-new-privileges \u2026, in a compose file user: "${ids}", in Kubernetes runAsUser: ${user.uid} with runAsGroup: ${user.gid} and runAsNonRoot: true. Volumes that the entrypoint would give to that user must belong to it before. In the image itself: USER ${ids} at the end of the stage cures it for everybody.`
    }
  });
}
function startedBy({ entrypoint }, dockerfile) {
  if (dockerfile === void 0) return { sentence: "" };
  const { path, stages, lineage, externalBase } = dockerfile;
  const keyword = entrypoint.length > 0 ? "ENTRYPOINT" : "CMD";
  const own = lineage.map((index) => stages[index]?.instructions.findLast((one) => one.keyword === keyword)).find((one) => one !== void 0);
  if (own !== void 0) return { sentence: "", location: { file: path, lines: own.lines } };
  const location = { file: path, lines: externalBase.lines };
  if (externalBase.scratch || externalBase.reference === "") return { sentence: "", location };
  return { sentence: ` It came with the base image ${visibleText(externalBase.reference, 120)}.`, location };
}

// src/checks/user/root-cure.ts
function rootCure(config, { accounts, dockerfile }, entrypoint) {
  const situation = { accounts, dockerfile, rootNow: true };
  const stepDown = entrypoint === void 0 ? void 0 : entrypointStepDown(config, accounts, entrypoint);
  if (stepDown === void 0) return { fix: unprivilegedUser(situation) };
  if (stepDown.user.gid === 0) return { fix: unprivilegedUser(situation), stepDown };
  const sentence2 = "The user that the start steps down to: give it the files that it must write while building.";
  return { fix: switchUser(situation, stepDown.user, sentence2), stepDown };
}

// src/checks/user/user-not-root.ts
var META88 = { id: "user-not-root", severity: "high" };
var userNotRoot = defineCheck({
  ...META88,
  title: "The image does not run as root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "image-entrypoint", "run-settings"],
  references: [CIS_USER, NIST_IMAGE_CONFIGURATION2, POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: (evidence) => {
    const { "image-config": config, "image-accounts": accounts, dockerfile, "run-settings": run } = evidence;
    if (config.os === "windows") return judgeWindows2(config, dockerfile, run);
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const user = resolvedRunUser(run, config, accounts);
    if (user.kind === "answer") return user.result;
    if (user.kind === "run") return { kind: "judged", seen: user.seen, findings: [] };
    return judgeLinux(config, accounts, dockerfile, evidence["image-entrypoint"]);
  }
});
function judgeLinux(config, accounts, dockerfile, entrypoint) {
  const resolution = effectiveUser(config, accounts);
  if (resolution.kind !== "resolved") return undetermined2(config, resolution);
  const seen = describeUser(config.user, resolution);
  if (resolution.user.uid !== 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const { fix, stepDown } = rootCure(config, { accounts, dockerfile }, entrypoint);
  const found5 = finding(META88, {
    // A waiver for an image that steps down must not outlive the step down.
    key: stepDown === void 0 ? "uid-0" : "uid-0-stepping-down",
    title: stepDown === void 0 ? "The image runs as root" : "The image starts as root",
    detail: `${reasonForUid(config.user, resolution.user)} ${deciding.sentence} ` + (stepDown === void 0 ? "Whoever takes over the process has all capabilities of the container and every file of it." : sayStepDown(stepDown)),
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix
  });
  return { kind: "judged", seen, findings: [found5] };
}
function sayStepDown({ place: place2, command, user }) {
  return `A step down to uid ${user.uid} is in its start (${command}, ${place2}), which does not excuse it: a text does not prove what runs, and docker exec is root all the same. user-not-dropped-by-entrypoint-only has the run setting.`;
}
function judgeWindows2(config, dockerfile, run) {
  const said = whoSaysUser(run, config);
  if (said.kind === "undecided") return said.result;
  const spec = said.kind === "said" ? said.spec : config.user;
  const isAdministrator = isWindowsAdministrator(spec);
  if (isAdministrator === false) return { kind: "judged", seen: showUser(spec), findings: [] };
  if (isAdministrator === void 0) {
    const problem = {
      code: "USER-UNDETERMINED",
      what: `The gate cannot know which rights ${showUser(spec)} has in a Windows image.`,
      means: NO_VERDICT,
      todo: "Use ContainerUser, or gate the image without this check once the policy file allows it."
    };
    return { kind: "undecided", problem };
  }
  if (isWindowsAdministrator(config.user) !== true) {
    const observed = "The run settings make it ContainerAdministrator: see user-not-overridden-to-root.";
    return { kind: "not-applicable", observed };
  }
  const seen = `${showUser(config.user)} \u2192 ContainerAdministrator`;
  const deciding = decidingLine(config, dockerfile);
  const found5 = finding(META88, {
    key: "uid-0",
    title: "The image runs as administrator",
    detail: `${deciding.sentence} ContainerAdministrator may change everything in the container.`,
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix: { text: "End the stage that is built with this line.", lines: ["USER ContainerUser"], placement: "append" }
  });
  return { kind: "judged", seen, findings: [found5] };
}

// src/checks/user/user-not-root-group.ts
var META89 = { id: "user-not-root-group", severity: "medium" };
var SPARE_GID = 10001;
var userNotRootGroup = defineCheck({
  ...META89,
  title: "The image does not run in the group root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "image-entrypoint", "run-settings"],
  references: [NIST_IMAGE_CONFIGURATION2, OCI_CONFIG_USER],
  evaluate: (evidence) => {
    const { "image-config": config, "image-accounts": accounts, dockerfile, "image-entrypoint": entrypoint } = evidence;
    const other = notForLinux(config) ?? judgeRunUser2(config, accounts, evidence["run-settings"]);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== "resolved") return undetermined2(config, resolution);
    const seen = describeUser(config.user, resolution);
    const { user } = resolution;
    const reason = reasonForGroup(config, user);
    if (reason === void 0) return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const situation = { accounts, dockerfile, rootNow: false };
    const ids = { uid: user.uid, gid: user.gid === 0 ? SPARE_GID : user.gid };
    const found5 = finding(META89, {
      key: "gid-0",
      title: "The image runs in the group root",
      detail: `${reason} ${deciding.sentence} What the group root may read or write is open to it.`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: user.uid === 0 ? rootCure(config, situation, entrypoint).fix : switchUser(situation, ids, "Name a group other than 0; with one named, no further groups come along.")
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function judgeRunUser2(config, accounts, run) {
  const user = resolvedRunUser(run, config, accounts);
  if (user.kind === "image") return void 0;
  if (user.kind === "answer") return user.result;
  const { gid, supplementary } = user.resolution.user;
  if (gid !== 0 && supplementary.every((group) => group.gid !== 0)) {
    return { kind: "judged", seen: user.seen, findings: [] };
  }
  const observed = `The run settings put it into the group root: ${user.seen}. See user-not-overridden-to-root.`;
  return { kind: "not-applicable", observed };
}
function reasonForGroup(config, user) {
  if (user.gid === 0) return reasonForGid(config, user);
  const root = user.supplementary.find((group) => group.gid === 0);
  if (root === void 0) return void 0;
  const name = visibleText(user.name ?? "", 40);
  return `/etc/group lists ${name} as a member of ${visibleText(root.name, 40)}, whose gid is 0.`;
}
function reasonForGid(config, user) {
  const { gidFrom } = user;
  if (gidFrom.from === "number") return `${showUser(config.user)} says group 0.`;
  if (gidFrom.from === "default") return `Uid ${user.uid} has no line in /etc/passwd, so the engine takes group 0.`;
  const text = visibleText(gidFrom.stated.text, 40);
  const file2 = gidFrom.from === "passwd" ? `/etc/passwd gives ${visibleText(user.name ?? "", 40)}` : "/etc/group gives it";
  switch (gidFrom.stated.reading) {
    case "exact":
      return `${file2} the gid 0.`;
    case "not-a-number":
      return `${file2} the gid "${text}", which is no number: the engine takes 0.`;
    case "out-of-range":
      return `${file2} the gid ${text}, of which the engine keeps 32 bits: 0.`;
  }
}

// src/checks/user/user-numeric.ts
var META90 = { id: "user-numeric", severity: "low" };
var userNumeric = defineCheck({
  ...META90,
  title: "The user of the image is a number",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const userPart = userPartOf(config.user);
    if (userPart === "") return { kind: "not-applicable", observed: "The image names no user." };
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === "out-of-range") return undetermined2(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (readNumber(userPart).reading === "exact") return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const user = resolution.kind === "resolved" ? resolution.user : void 0;
    const found5 = finding(META90, {
      key: "name",
      title: "The user of the image is a name",
      detail: `Kubernetes can't tell who "${visibleText(userPart, 80)}" is: with runAsNonRoot it refuses the pod, and a name can come to mean another uid with a new base image. ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure7({ accounts, dockerfile, rootNow: user?.uid === 0 }, user, userPart)
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function cure7(situation, user, userPart) {
  if (user === void 0) return unprivilegedUser(situation, userPart);
  if (user.uid === 0) return unprivilegedUser(situation);
  const lost = user.supplementary.map((group) => `${group.gid} (${visibleText(group.name, 40)})`).slice(0, 5);
  const note = lost.length === 0 ? "" : ` This leaves out the groups ${lost.join(", ")}: write USER ${user.uid} if it needs them.`;
  return switchUser(situation, user, `The same user and group as numbers.${note}${keepNumber(situation, user)}`);
}
function keepNumber({ dockerfile }, { name, uid }) {
  if (dockerfile === void 0 || name === void 0 || !/^[\w.-]{1,60}$/.test(name)) return "";
  const made = dockerfile.lineage.flatMap((index) => dockerfile.stages[index]?.instructions ?? []).find(({ keyword, rest: rest2 }) => {
    return keyword === "RUN" && /\b(?:adduser|useradd)\b/.test(rest2) && rest2.split(/[\s"']+/).includes(name);
  });
  if (made === void 0 || /(?:^|\s)(?:-u|--uid)\b/.test(made.rest)) return "";
  return ` Line ${made.lines.first} makes it with any free number: say there that it is ${uid} (-u, --uid).`;
}

// src/checks/user/user-resolvable.ts
var META91 = { id: "user-resolvable", severity: "high" };
var userResolvable = defineCheck({
  ...META91,
  title: "The user of the image exists in it",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "run-settings"],
  references: [CIS_USER, OCI_CONFIG_USER, MOBY_USER],
  evaluate: (evidence) => {
    const { "image-config": config, "image-accounts": accounts, dockerfile } = evidence;
    const other = notForLinux(config) ?? judgeRunUser3(config, accounts, evidence["run-settings"]);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === "out-of-range") return undetermined2(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.kind === "resolved") return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const found5 = finding(META91, {
      key: resolution.part,
      title: `The ${resolution.part} of the image cannot be resolved`,
      detail: `${deciding.sentence} ${explain(config, resolution.why)}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure8(config, accounts, { accounts, dockerfile, rootNow: false }, resolution)
    });
    return { kind: "judged", seen, findings: [found5] };
  }
});
function judgeRunUser3(config, accounts, run) {
  const user = runUser(run, config, accounts);
  if (user.kind === "image" || run === void 0) return void 0;
  if (user.kind === "answer") return user.result;
  const { resolution, seen } = user;
  if (resolution.kind === "resolved") return { kind: "judged", seen, findings: [] };
  if (resolution.kind === "out-of-range") return undeterminedUser(seen, resolution);
  return runUserFinding(META91, run, user, {
    key: resolution.part,
    title: `The ${resolution.part} of the run settings cannot be resolved`,
    detail: `The engine does not start the container: ${resolution.why}.`
  });
}
function explain(config, why) {
  if (config.user.split(":", 3).length > 2) {
    return "Engines do not agree on a second colon: some ignore what follows, others look for a group of that name.";
  }
  const comment = config.user.includes("#") ? " A # behind USER starts no comment: it is part of the name." : "";
  return `The engine starts no container of this image: ${why}.${comment} The build does not notice.`;
}
function cure8(config, accounts, situation, resolution) {
  if (resolution.refusedFile !== void 0) {
    return { text: `Make ${resolution.refusedFile} a file of at most 10 MiB with lines shorter than 64 KiB.` };
  }
  const withoutComment = config.user.split("#", 1)[0]?.trim() ?? "";
  const meant = withoutComment === "" ? void 0 : unprivilegedIds(config, accounts, withoutComment);
  if (withoutComment !== config.user && meant !== void 0) {
    return switchUser(situation, meant, "Write a comment on a line of its own.");
  }
  if (resolution.part === "group") {
    const alone = unprivilegedIds(config, accounts, userPartOf(config.user));
    if (alone !== void 0) return switchUser(situation, alone, "The user exists: take its own group.");
  }
  const wanted = userPartOf(withoutComment);
  return unprivilegedUser(situation, wanted === "" ? void 0 : wanted);
}
function unprivilegedIds(config, accounts, spec) {
  const resolution = effectiveUser(config, accounts, spec);
  if (resolution.kind !== "resolved") return void 0;
  const { uid, gid } = resolution.user;
  return uid === 0 || gid === 0 ? void 0 : { uid, gid };
}

// src/checks/user/user-variable-set.ts
var META92 = { id: "user-variable-set", severity: "high" };
var userVariableSet = defineCheck({
  ...META92,
  title: "The variables in USER have a value",
  area: "user",
  needs: ["image-config", "dockerfile"],
  uses: [],
  references: [CIS_USER, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const { user } = dockerfile;
    if (user === void 0) {
      return { kind: "not-applicable", observed: "The stage that is built has no USER instruction." };
    }
    return judge29(config, dockerfile, user);
  }
});
function judge29(config, dockerfile, user) {
  const seen = `USER ${visibleText(user.raw, 80)} \u2192 ${config.user === "" ? "empty" : showUser(config.user)}`;
  const what = lostVariable(config, user);
  if (what === void 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found5 = finding(META92, {
    key: "variable",
    title: "The variable in USER has no value",
    detail: `${what} ${deciding.sentence} The build succeeds all the same.`,
    seen,
    location: { file: dockerfile.path, lines: user.lines },
    fix: cure9(user)
  });
  return { kind: "judged", seen, findings: [found5] };
}
function lostVariable(config, user) {
  if (user.raw.includes("$") && userPartOf(config.user) === "") {
    const names = user.unset.slice(0, 5).map((name) => visibleText(name, 60));
    const which = names.length === 0 ? "Its variables are empty" : `${names.join(", ")} had no value`;
    return `${which} in this stage during the build, so the user is empty, and empty means root.`;
  }
  if (/\$[A-Za-z_{]/.test(config.user)) {
    return "The dollar sign reached the image: quoted or escaped, a variable stays as it is written.";
  }
  return void 0;
}
function cure9(user) {
  const [name] = user.unset;
  const plain = name !== void 0 && /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.test(name) ? name : void 0;
  const text = "An ARG before the first FROM is unknown inside a stage until it is declared there again. Best, write the number; or declare the variable in this stage with a default.";
  if (plain === void 0) return { text, lines: ["USER 20002:10001"], placement: "replace" };
  return { text, lines: [`ARG ${plain}=20002:10001`, `USER \${${plain}}`], placement: "replace" };
}

// src/checks/index.ts
var CHECKS = [
  baseImagesTagged,
  baseImagesPinned,
  noRemoteAdd,
  noCurlPipeShell,
  noInsecureBuildSteps,
  noSetuidCopy,
  noSudo,
  aptUpdateWithInstall,
  aptListsRemoved,
  apkCacheNotKept,
  noDistUpgrade,
  copyNotAdd,
  userNotRoot,
  userNotDroppedByEntrypointOnly,
  userVariableSet,
  userResolvable,
  userInRange,
  userNotRootGroup,
  userNumeric,
  runSettingsKnown,
  notPrivileged,
  noDangerousCapabilities,
  capabilityDropEffective,
  capabilitiesKnown,
  capabilitiesDropped,
  noNewPrivileges,
  userNotOverriddenToRoot,
  noHostNamespaces,
  noSharedNamespaces,
  maskedPathsKept,
  cgroupsReadOnly,
  selinuxLabelsKept,
  noEngineSocket,
  noSensitiveHostMounts,
  noSharedMountPropagation,
  noHostDevices,
  noVolumesOfOthers,
  knownRuntime,
  portsBoundToAddress,
  safeSysctls,
  resourceLimitsSet,
  readOnlyRoot,
  noExecutableTmpfs,
  restartBounded,
  confinementAsDeclared,
  observedProcessNotRoot,
  seccompNotUnconfined,
  seccompFilterOn,
  seccompDeniesByDefault,
  seccompNotWeakerThanDefault,
  seccompDeniesDemandedCalls,
  seccompNotIgnored,
  seccompStarts,
  seccompFamiliesComplete,
  seccompNamesKnown,
  seccompRulesEffective,
  seccompRefusalsHonest,
  seccompArchitecturesListed,
  seccompProfileCurrent,
  apparmorNotUnconfined,
  apparmorProfileKnown,
  apparmorProfileParses,
  apparmorProfileEnforces,
  apparmorProfileRestricts,
  apparmorProfileFitsEngine,
  apparmorEnforced,
  noSecretsInEnv,
  noSecretsInHistory,
  noSecretsInBuildArgs,
  noSecretsInLabels,
  noPrivateKeys,
  noSecretsInFiles,
  noSecretsDeletedLater,
  noSetuidFiles,
  noSetgidFiles,
  noFileCapabilities,
  fileCapabilitiesCanRun,
  noWorldWritablePaths,
  noEmptyPasswords,
  noDuplicateUids,
  noAttackTools,
  noSshServer,
  noEngineSocketInImage,
  noDeviceNodes,
  healthcheckPresent,
  noOnbuild,
  noSshPort,
  noPrivilegedPort,
  noPackageManagers,
  noShells,
  noCompilers,
  noLeftoverFiles
];

// src/evidence/files-of-either.ts
function filesOfEither(first, second) {
  const ask2 = (question) => question(first).catch((thrown) => {
    if (thrown instanceof GateError && thrown.code === "POLICY-UNREADABLE") return question(second);
    throw thrown;
  });
  return {
    name: `${first.name} or ${second.name}`,
    commitOf: (revision) => first.commitOf(revision),
    parentsOf: (commit) => ask2((files) => files.parentsOf(commit)),
    names: (commit, folder) => ask2((files) => files.names(commit, folder)),
    entry: (commit, path) => ask2((files) => files.entry(commit, path)),
    readText: (commit, path, limitBytes) => ask2((files) => files.readText(commit, path, limitBytes))
  };
}

// src/evidence/near-policies.ts
async function nearPolicies(usual, where, namesIn2) {
  const parts = usual.split("/");
  const file2 = parts.at(-1) ?? usual;
  let folders = [""];
  const near = [];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const deeper = [];
    for (const folder of folders) {
      const names = await namesIn2(folder) ?? [];
      const inside = (name) => folder === "" ? name : `${folder}/${name}`;
      if (last || folder === "" && where === "everywhere") {
        near.push(...names.filter((name) => isLike(name, file2)).map(inside));
      }
      deeper.push(...names.filter((name) => name.toLowerCase() === part.toLowerCase()).map(inside));
    }
    folders = deeper;
  }
  return near.filter((path) => path !== usual);
}
function isLike(name, file2) {
  const [folded, wanted] = [fold(name), fold(file2)];
  return folded === wanted || folded === `.${wanted}`;
}
function fold(name) {
  return name.toLowerCase().replace(/\.yaml$/, ".yml");
}

// src/evidence/policy-source-problems.ts
var UNKNOWN_RULES = "The rules are not known, so the verdict is NO VERDICT, not PASS.";
function shown6(path) {
  return visibleText(path, 120);
}
function at({ place: place2, commit }) {
  return commit === void 0 ? place2 : `${place2} (${commit.slice(0, 12)})`;
}
function namedNotFound(path, place2) {
  return new GateError({
    code: "POLICY-NOT-FOUND",
    what: `policy names ${shown6(path)}, and there is no such file ${at(place2)}.`,
    means: UNKNOWN_RULES,
    todo: "Merge the policy file into that branch first, or correct the path."
  });
}
function mislaid(near, usual, place2) {
  const [first = "", ...more] = near;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return new GateError({
    code: "POLICY-NOT-FOUND",
    what: `There is no ${shown6(usual)} ${at(place2)}, but ${shown6(first)}${others}, which is not read.`,
    means: UNKNOWN_RULES,
    todo: `If it is the policy, rename it to ${shown6(usual)} on that branch, letter by letter; if it is none, give it another name.`,
    ...more.length > 0 && { details: near.map(shown6) }
  });
}
function twoPolicies(wanted, usual, { place: place2 }) {
  return new GateError({
    code: "INPUT-CONFLICT",
    what: `policy names ${shown6(wanted)}, and there is ${shown6(usual)} ${place2} too: a pull request could choose between them.`,
    means: NO_VERDICT,
    todo: `Leave policy out, or give each image a policy of its own and take ${shown6(usual)} away.`
  });
}
function noCommit() {
  return new GateError({
    code: "POLICY-UNREADABLE",
    what: "The runner did not say which commit the workflow is from (GITHUB_SHA), so its policy could not be looked up.",
    means: UNKNOWN_RULES,
    todo: "Run the gate in a workflow step, or use the command line outside of one."
  });
}
function unreadableHere(path, why) {
  return new GateError({
    code: "POLICY-UNREADABLE",
    what: `The policy can't be read: ${shown6(path)} ${why} in the working tree.`,
    means: UNKNOWN_RULES,
    todo: "Make it a readable file."
  });
}

// src/evidence/policy.ts
var SERVER_MS = 3e4;
async function findPolicy(request, ports) {
  const { wanted, usual, circumstances } = request;
  const path = wanted ?? usual;
  const source = await chooseCommit(request, ports);
  const found5 = source === void 0 ? await inWorkingTree(path, request, ports) : await inCommit(path, request, source);
  if (wanted === void 0) {
    if (found5.text === void 0) await refuseMislaid(usual, "everywhere", found5, namesIn(source, ports));
    return found5;
  }
  if (found5.text === void 0) throw namedNotFound(path, found5);
  if (wanted === usual || source === void 0) return found5;
  if (await source.files.entry(source.commit, usual) !== void 0) throw twoPolicies(wanted, usual, source);
  await refuseMislaid(usual, "in its folder", found5, namesIn(source, ports));
  return circumstances.where === "command-line" ? found5 : { ...found5, remark: chosenByWorkflow(wanted, usual) };
}
function chosenByWorkflow(wanted, usual) {
  return `The workflow chose this policy file: ${visibleText(wanted, 120)}. Only ${usual} applies whatever the workflow says.`;
}
async function refuseMislaid(usual, where, found5, names) {
  const near = await nearPolicies(usual, where, names);
  const others = near.filter((path) => path !== found5.path);
  if (others.length > 0) throw mislaid(others, usual, found5);
}
function namesIn(source, { workspace }) {
  if (source === void 0) return (folder) => workspace.names(folder);
  return async (folder) => {
    const kind = folder === "" ? "folder" : (await source.files.entry(source.commit, folder))?.kind;
    return kind === "folder" ? source.files.names(source.commit, folder) : void 0;
  };
}
async function chooseCommit(request, ports) {
  const { circumstances, revision } = request;
  const { fetched } = ports;
  if (revision !== void 0) {
    return { files: fetched, commit: await fetched.commitOf(revision), place: `of ${visibleText(revision, 80)}` };
  }
  if (circumstances.where === "command-line") return void 0;
  const server = ports.server?.within(SERVER_MS);
  const { base, workflowCommit } = circumstances;
  if (base !== void 0) {
    const place3 = `of the base branch ${visibleText(base.branch, 80)}`;
    if (server !== void 0) return { files: server, commit: await server.commitOf(base.branch), place: place3 };
    return { files: fetched, commit: await fetched.commitOf(base.commit), place: place3 };
  }
  if (workflowCommit === void 0) throw noCommit();
  const place2 = "of this commit";
  if (server === void 0) return { files: fetched, commit: await fetched.commitOf(workflowCommit), place: place2 };
  const local = await fetched.commitOf(workflowCommit).catch(unreadableOnly);
  return { files: filesOfEither(fetched, server), commit: local ?? workflowCommit, place: place2 };
}
function unreadableOnly(thrown) {
  if (thrown instanceof GateError && thrown.code === "POLICY-UNREADABLE") return void 0;
  throw thrown;
}
async function inCommit(path, { limitBytes }, source) {
  const text = await source.files.readText(source.commit, path, limitBytes);
  return { path, ...text === void 0 ? {} : { text }, ...source };
}
async function inWorkingTree(path, { limitBytes }, ports) {
  const { workspace } = ports;
  const file2 = await workspace.resolve(path, "file");
  if (file2 === void 0) {
    const dead = await deadLink(path, workspace);
    if (dead !== void 0) throw unreadableHere(dead, "is a link that leads nowhere");
    return { path, place: IN_TREE };
  }
  const text = await workspace.readText(file2, limitBytes);
  if (text === void 0) throw unreadableHere(path, "shows no text");
  return { path, text, place: IN_TREE };
}
var IN_TREE = "in the working tree";
async function deadLink(path, workspace) {
  const parts = path.split("/");
  for (const [index, part] of parts.entries()) {
    const above = parts.slice(0, index).join("/");
    const names = await workspace.names(above);
    if (names === void 0) return await workspace.resolve(above, "file") === void 0 ? above : void 0;
    if (!names.includes(part)) return void 0;
  }
  return path;
}
function policyProblem({ path, place: place2, commit }, read) {
  const { mistakes } = read;
  const at2 = commit === void 0 ? "" : ` at ${commit.slice(0, 12)}`;
  const where = `The policy file ${visibleText(path, 120)} ${place2}${at2}`;
  const count = read.count === 1 ? "a mistake" : `${read.count} mistakes`;
  const [first] = mistakes;
  const only2 = mistakes.length === 1 && first !== void 0 ? `: line ${first.line}: ${sentence(first.text)}` : ".";
  return new GateError({
    code: problemCode(mistakes),
    what: `${where} has ${count}${only2}`,
    means: UNKNOWN_RULES,
    todo: "Run `docker-security-gate policy check` on it and correct it on the branch that it was read from.",
    ...mistakes.length > 1 && { details: mistakes.map((mistake) => mistakeLine(path, mistake)) }
  });
}
function sentence(text) {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
function mistakeLine(path, { line, column, text }) {
  return `${visibleText(path, 120)}:${line}:${column}: ${text}`;
}
function problemCode(mistakes) {
  if (mistakes.some(({ kind }) => kind === "invalid")) return "POLICY-INVALID";
  return mistakes.some(({ kind }) => kind === "too-new") ? "POLICY-TOO-NEW" : "NOT-AVAILABLE-YET";
}

// src/settings/presets.ts
var PRESET_RULES = {
  default: {
    summary: "What a repository that sets nothing gets: high and critical findings block",
    mode: "enforce",
    failOn: "high",
    inherited: "show",
    onlyFixed: true,
    severities: {}
  },
  strict: {
    summary: "Medium findings block too, and pinned bases, a health check, a numeric user, dropped capabilities and no-new-privileges are asked for",
    mode: "enforce",
    failOn: "medium",
    inherited: "show",
    onlyFixed: true,
    severities: {
      "base-images-pinned": "high",
      "healthcheck-present": "high",
      "user-numeric": "high",
      "capabilities-dropped": "high",
      "no-new-privileges": "high"
    }
  }
};

// src/settings/effective-policy.ts
function effectivePolicy(file2, inputs) {
  const preset = file2?.preset ?? { value: "default", from: "built in" };
  const rules = PRESET_RULES[preset.value];
  const from = file2?.preset === void 0 ? "built in" : `preset ${preset.value}`;
  const remarks = [];
  const failOn = tightened(file2?.failOn ?? { value: rules.failOn, from }, file2 !== void 0, inputs.failOn, remarks);
  const scanner = chosenScanner(file2, inputs.scanner, remarks);
  const policy = {
    preset,
    failOn,
    mode: file2?.mode ?? { value: rules.mode, from },
    inherited: file2?.inherited ?? { value: rules.inherited, from },
    onlyFixed: file2?.onlyFixed ?? { value: rules.onlyFixed, from },
    ...scanner === void 0 ? {} : { scanner },
    mustDeny: file2?.mustDeny ?? /* @__PURE__ */ new Map(),
    observe: file2?.observe ?? { value: false, from },
    checks: checkPolicies(rules.severities, from, file2?.checks ?? /* @__PURE__ */ new Map())
  };
  return { policy, remarks };
}
var BUILT_IN_POLICY = effectivePolicy(void 0, {}).policy;
function tightened(own, hasFile, input, remarks) {
  if (input === void 0 || input === own.value) return own;
  const stricter = compareSeverity(input, own.value) > 0;
  if (!hasFile || stricter) return { value: input, from: "the input fail-on" };
  remarks.push(
    `The input fail-on: ${input} does not apply: the policy has ${own.value}, and where there is a policy file inputs can only tighten it.`
  );
  return own;
}
function chosenScanner(file2, input, remarks) {
  if (input === void 0 || file2?.scanner !== void 0) return file2?.scanner;
  if (file2 === void 0) return { value: "none", from: "the input scanner" };
  remarks.push(
    "The input scanner: none does not apply: the policy file does not say it, and inputs can only tighten the policy."
  );
  return void 0;
}
function checkPolicies(severities, from, own) {
  const all = new Map(
    Object.entries(severities).map(([id, value]) => [id, { severity: { value, from } }])
  );
  for (const [id, rule] of own) all.set(id, { ...all.get(id), ...rule });
  return all;
}

export {
  cancelOnSignals,
  whatStarts,
  CHECKS,
  findPolicy,
  policyProblem,
  mistakeLine,
  effectivePolicy
};
