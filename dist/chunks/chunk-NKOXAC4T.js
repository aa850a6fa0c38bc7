import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-VWKTOC7P.js";
import {
  compareSeverity
} from "./chunk-UP547JJW.js";
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
  const { key, severity, ...rest } = parts;
  return { ...rest, checkId: check.id, severity: severity ?? check.severity, fingerprint: `${check.id}:${key}` };
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
  const { words, nested } = command;
  const through = "through" in command ? [...command.through] : [];
  let at2 = 0;
  while (at2 < words.length) {
    const word = words[at2] ?? "";
    const name = withoutFolder(word);
    const wrapper = WRAPPERS.get(name);
    if (wrapper !== void 0 && !isOtherUse(name, words[at2 + 1])) {
      through.push(name);
      at2 = behindWrapper(words, at2 + 1, wrapper);
    } else if (RESERVED.has(word) || /^[A-Za-z_]\w*\+?=/.test(word)) at2 += 1;
    else break;
  }
  const moved = nested.map((part) => part.word === void 0 ? part : { ...part, word: part.word - at2 });
  return { ...command, words: words.slice(at2), nested: moved, through };
}
function isOtherUse(name, next = "") {
  if (name === "runuser") return !/^(?:-u|--user)/.test(next);
  return name === "command" && /^-p?[vV]/.test(next);
}
function behindWrapper(words, from, { values, operands = 0 }) {
  let at2 = from;
  for (; words[at2]?.startsWith("-") === true; at2 += 1) {
    if (words[at2] === "--") {
      at2 += 1;
      break;
    }
    if (values?.test(words[at2] ?? "") === true) at2 += 1;
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
function programSource(words) {
  const [program = "", ...args] = words;
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
  const { words, inputs, writes } = frame.command;
  if (frame.redirects === void 0) words.push(frame.word);
  if (frame.redirects === "text") inputs.push(frame.word);
  if (frame.redirects === "output") writes.push(frame.word);
  frame.redirects = void 0;
  frame.word = void 0;
}
function endCommand(frame) {
  endWord(frame);
  frame.redirects = void 0;
  const { words, nested } = frame.command;
  if (words.length > 0 || nested.length > 0) frame.pipeline.push(frame.command);
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
  const found4 = text.indexOf(sought, from);
  return found4 < 0 ? text.length : found4;
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
function givenToShell(words) {
  const command = withoutPrefix(ofWords(words));
  const source = programSource(command.words);
  if (source === void 0) return words.at(-1);
  return source.kind === "code" && runsShellScript(programOf(command)) ? command.words[source.word] : void 0;
}
function ofWords(words) {
  return { words, nested: [], inputs: [], writes: [] };
}
function scriptOfShellForm({ rest, heredocs }) {
  const [first] = heredocs;
  if (first !== void 0 && /^\d*<<-?(?:"[^"]*"|'[^']*'|[^\s<"']+)$/.test(rest)) {
    const [line = ""] = first.body.split("\n", 1);
    const [program = "", argument = ""] = line.replace(/^#!\s*/, "").split(/\s+/);
    const interpreter = withoutFolder(program) === "env" ? argument : program;
    return line.startsWith("#!") && !isShell(interpreter) ? void 0 : first.body;
  }
  return [rest, ...heredocs.map(({ name, body }) => `${body}${name}`)].join("\n");
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
function programOf({ words }) {
  return withoutFolder(words[0] ?? "");
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
  const { words } = command;
  const program = programOf(command);
  if (program !== "rm" && (program !== "find" || !words.some((word) => /^(?:-delete|rm|-exec\w*)$/.test(word)))) {
    return false;
  }
  return words.some((word) => folders.test(word));
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
  const words = command.words.slice(1);
  for (let at2 = 0; at2 < words.length; at2 += 1) {
    const word = words[at2] ?? "";
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
  const mounts = flags.filter((flag) => flag.startsWith("--mount=")).map((flag) => flag.slice("--mount=".length));
  return mounts.flatMap((mount) => {
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
function isShellOfCommands({ words }) {
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(words[0] ?? "") && words.some((word) => /^-[a-z]*c$/.test(word));
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
  const shown2 = uses.slice(0, 5).map(describeUse);
  const more = uses.length - shown2.length;
  return `${shown2.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
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
  const unknown = uses.find(({ reference }) => reference === void 0);
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownImage(dockerfile, unknown) };
  }
  return { kind: "judged", seen: describeUses(uses), findings };
}
function whereToPin(written) {
  const shown2 = visibleText(written, 120);
  if (/^\$(\w+|\{\w+\})$/.test(written)) return ` Put it into the ARG that ${shown2} is made from.`;
  return ` Append it where the image is named, ${shown2}@sha256:<digest>, and change it together with the ARG.`;
}
function unpinned({ path }, { name, first, uses }) {
  const shown2 = visibleText(first.expanded, 120);
  const where = first.written === first.expanded ? "" : whereToPin(first.written);
  return finding(META4, {
    key: name,
    title: "An image is not pinned by digest",
    detail: "A tag can be moved to other content at any time, by its owner or by whoever gets hold of the account; a digest cannot.",
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: {
      text: `Append the digest that the registry gives for it (docker buildx imagetools inspect ${shown2}): ${shown2}@sha256:<digest>.${where} A bot such as Dependabot or Renovate keeps it up to date.`
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
  const unknown = uses.find(({ reference }) => reference === void 0);
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownImage(dockerfile, unknown) };
  }
  return { kind: "judged", seen, findings };
}
function isUntagged({ reference }) {
  if (reference === void 0 || reference.digest !== void 0) return false;
  return reference.tag === void 0 || reference.tag === "latest";
}
function untagged({ path }, { name, first, uses }) {
  const shown2 = visibleText(first.expanded, 120);
  const isLatest = first.reference?.tag !== void 0;
  const [example] = shown2.split(":latest", 1);
  return finding(META5, {
    key: name,
    title: isLatest ? "An image is named with the tag latest" : "An image is named without a tag",
    detail: `${isLatest ? "latest is" : "Without a tag the builder takes latest, which is"} whatever was pushed last: the same commit builds another image tomorrow, and nobody sees when a new major version comes in.`,
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: { text: cure(first, example ?? shown2) }
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
  const judged = adds.map((add) => ({ add, kinds: add.sources.map(kindOf) }));
  const plain = judged.filter(({ kinds }) => kinds.includes("file"));
  const open2 = judged.find(({ kinds }) => kinds.includes("unknown"));
  if (plain.length === 0 && open2 !== void 0) {
    return { kind: "undecided", problem: unknownSource(dockerfile, open2.add) };
  }
  const instructions = addInstructions(dockerfile);
  const findings = plain.map(({ add }) => plainFile(dockerfile, add, instructions.get(add.lines.first)));
  const distinct2 = [...new Map(findings.toReversed().map((found4) => [found4.fingerprint, found4])).values()].reverse();
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
  const isOpen = source.expanded === void 0 ? source.raw.includes("$") : source.unset.length > 0;
  if (isOpen && !/\.[A-Za-z0-9]+$/.test(source.raw)) return "unknown";
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
  const shown2 = files.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  const more = files.length > shown2.length ? ` and ${files.length - shown2.length} more` : "";
  return finding(META6, {
    key: shown2.join(" "),
    title: "ADD is used where COPY does it",
    detail: "ADD also unpacks archives and fetches from addresses. What a file is that somebody puts there tomorrow decides what happens; COPY only copies.",
    seen: `ADD ${shown2.join(" ")}${more} in line ${add.lines.first}`,
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
function ofOwnWords({ words, nested }) {
  const source = programSource(words);
  const found4 = nested.find(({ kind, word, leads }) => {
    if (kind === "$(" && leads && word === 0) return true;
    if (source === void 0) return false;
    if (source.kind === "input") return word === void 0 && (kind === "<(" || kind === "$(" && leads);
    return word === source.word && kind === (source.kind === "file" ? "<(" : "$(") && leads;
  });
  const download = found4 === void 0 ? void 0 : downloadOf(found4, DEPTH2);
  if (found4 === void 0 || download === void 0) return void 0;
  return { download, interpreter: source === void 0 ? "" : programOf({ words }), by: found4.kind };
}
function downloadIn(command, depth) {
  if (command === void 0 || depth === 0) return void 0;
  const plain = withoutPrefix(command);
  const program = programOf(plain);
  if (DOWNLOADERS.test(program)) return plain;
  return plain.nested.filter(({ kind, leads }) => kind === "(" || leads && kind === REPEATERS.get(program)).map((part) => downloadOf(part, depth - 1)).find((found4) => found4 !== void 0);
}
var REPEATERS = /* @__PURE__ */ new Map([
  ["echo", "$("],
  ["printf", "$("],
  ["cat", "<("]
]);
function downloadOf({ pipelines }, depth) {
  for (const command of pipelines.flat()) {
    const found4 = downloadIn(command, depth);
    if (found4 !== void 0) return found4;
  }
  return void 0;
}
function runsItsInput(command, depth) {
  if (depth === 0) return void 0;
  const { words, nested, through } = withoutPrefix(command);
  if (through.includes("xargs")) return void 0;
  if (programSource(words)?.kind === "input") return programOf({ words });
  return nested.filter(({ kind }) => kind === "(").map((part) => runsIn(part, depth - 1)).find((found4) => found4 !== void 0);
}
function runsIn({ pipelines }, depth) {
  for (const [first] of pipelines) {
    const found4 = first === void 0 ? void 0 : runsItsInput(first, depth);
    if (found4 !== void 0) return found4;
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
  const rest = slash < 0 ? "" : path.slice(slash);
  return visibleText(`${path.slice(0, start)}${host.slice(host.lastIndexOf("@") + 1)}${rest}${hash}`, 160);
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
  const groups = Map.groupBy(all, ({ shown: shown2 }) => shown2);
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
function addressOf({ words }) {
  const operands = words.slice(1).filter((word) => !word.startsWith("-"));
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
  const shown2 = visibleText(syntax, 120);
  const found4 = finding(META9, {
    key: `syntax:${reference === void 0 ? shown2 : `${reference.registry}/${reference.path}`}`,
    severity: "medium",
    title: "The build is handed to a frontend that is not Docker\u2019s",
    detail: "The image in the syntax directive is a program that decides what the build does, whatever the lines below say.",
    seen: `# syntax=${shown2}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path, lines: { first: 1, last: 1 } },
    fix: { text: "Use Docker\u2019s own, or leave the directive out.", lines: ["# syntax=docker/dockerfile:1"] }
  });
  return [found4];
}
function runFlags({ path }, { keyword, flags, lines, rest }) {
  if (keyword !== "RUN") return [];
  const location = { file: path, lines };
  const [program = ""] = rest.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === "--security=insecure") {
      const found5 = finding(META9, {
        key: `security:${key}`,
        title: "A build step runs without a sandbox",
        detail: "The step has all privileges on the machine that builds: what it runs can take over that machine.",
        seen: `RUN --security=insecure in line ${lines.first}`,
        location,
        fix: { text: "Remove --security=insecure; do what needs privileges outside of the build." }
      });
      return [found5];
    }
    if (flag !== "--network=host") return [];
    const found4 = finding(META9, {
      key: `network:${key}`,
      severity: "medium",
      title: "A build step uses the network of the host",
      detail: "The step reaches every service that listens on the building machine alone, such as metadata and admin ports.",
      seen: `RUN --network=host in line ${lines.first}`,
      location,
      fix: { text: "Remove --network=host; the network that a build step has anyway reaches the outside." }
    });
    return [found4];
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
  const unknown = adds.find((add) => add.sources.some((source) => isUnknown(add, source)));
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownSource2(dockerfile, unknown) };
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
  const shown2 = shownUrl(text);
  return finding(META10, {
    key: shownUrl(source.raw),
    title: kind === "git" ? "ADD takes a Git repository without a commit" : "ADD downloads a file that is not verified",
    detail: "Whoever controls the address, or the way to it, decides what comes into the build: nothing holds it to what was reviewed.",
    seen: `ADD ${shown2} in line ${add.lines.first}`,
    location: { file: dockerfile.path, lines: add.lines },
    fix: {
      text: kind === "git" ? `Name the commit that you reviewed with all its digits: ADD ${withoutFragment(shown2)}#<40 hex digits>.` : `Give the digest of the file that you reviewed (curl -fsSL ${shown2} | sha256sum): ADD --checksum=sha256:<digest> ${shown2}.`
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
  const unknown = transfers.find(hasUnknownMode);
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownMode(dockerfile, unknown) };
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
function virtualNames(words) {
  return words.flatMap((word, index) => {
    if (word.startsWith("--virtual=")) return [word.slice("--virtual=".length)];
    return word === "-t" || word === "--virtual" ? words[index + 1] ?? [] : [];
  });
}
function configured(commands) {
  for (const command of commands) {
    const { words, writes } = command;
    const program = programOf(command);
    const changed = [
      ...writes,
      .../^(?:tee|visudo|dd)$/.test(program) ? words.slice(1).map((word) => word.replace(/^of=/, "")) : [],
      ...isGrantBySed(program, words) ? words.slice(1) : [],
      .../^(?:cp|mv|ln|install)$/.test(program) ? words.slice(-1) : []
    ];
    const file2 = changed.find((name) => RULES.test(name.endsWith(".d/") ? `${name}x` : name));
    if (file2 !== void 0) return { kind: "configures", what: file2 };
  }
  return void 0;
}
function isGrantBySed(program, words) {
  if (!/^g?sed$/.test(program) || !words.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word))) return false;
  return words.some((word) => /\bALL\b|NOPASSWD/.test(word));
}
function called(commands) {
  for (const command of commands) {
    const starter = STARTERS.find((name) => command.through.includes(name));
    if (starter !== void 0) return { kind: "uses", what: `${starter} ${programOf(command)}`.trim() };
  }
  return void 0;
}
function copiedRules({ keyword, rest, exec }) {
  if (keyword !== "COPY" && keyword !== "ADD") return void 0;
  const target = (exec ?? rest.split(/\s+/)).at(-1) ?? "";
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
    const { keyword, rest } = instruction;
    if (keyword === "USER") user = rest;
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
  const words = [id ?? "", ...(fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/)];
  const family = words.map((word) => FAMILY_OF_ID.get(word)).find((found4) => found4 !== void 0);
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
function findPasswdEntry(file2, fits) {
  const refused = refusal(file2, PASSWD_LINE_BYTES);
  if (refused !== void 0) return refused;
  for (const line of linesOf(file2)) {
    const [name = "", , uid = "", gid = "", , home = ""] = line.split(":", 6);
    const entry = { name, uid: readNumber(uid), gid: readNumber(gid), home };
    if (fits(entry)) return entry;
  }
  return void 0;
}
function findGroupEntries(file2, fits) {
  const refused = refusal(file2, GROUP_LINE_BYTES);
  if (refused !== void 0) return refused;
  const found4 = [];
  for (const line of linesOf(file2)) {
    if (line.startsWith("#")) continue;
    const [name = "", , gid = "", members = ""] = line.split(":", 4);
    const entry = { name, gid: readNumber(gid), members };
    if (fits(entry)) found4.push(entry);
  }
  return found4;
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
  const fits = (entry2) => gid.reading === "exact" ? entry2.gid.value === gid.value : entry2.name === groupPart;
  const found4 = group === void 0 ? [] : findGroupEntries(group, fits);
  if (isRefused(found4)) return refusedFile("group", groupPart, "/etc/group", found4);
  const [entry] = found4;
  if (gid.reading === "exact") {
    return resolved({ ...account2, gid: kernelId(gid), gidFrom: { from: "number" } }, []);
  }
  if (entry === void 0) return notFound("group", groupPart, "/etc/group", group);
  return resolved({ ...account2, gid: kernelId(entry.gid), gidFrom: stated("group", entry.gid) }, []);
}
function withSupplementaryGroups(account2, group) {
  const { name } = account2;
  if (name === void 0 || name === "" || group === void 0) return resolved(account2, []);
  const found4 = findGroupEntries(group, (entry) => hasMember(entry, name));
  if (isRefused(found4)) return refusedFile("group", name, "/etc/group", found4);
  return resolved(account2, found4);
}
function resolved(account2, groups) {
  if (account2.gid === NO_ID) {
    const value = "stated" in account2.gidFrom ? account2.gidFrom.stated.text : "";
    return { kind: "out-of-range", part: "group", value };
  }
  const supplementary = groups.map((entry) => ({ gid: kernelId(entry.gid), name: entry.name }));
  const refused = groups.find((entry) => kernelId(entry.gid) === NO_ID);
  if (refused !== void 0) return { kind: "out-of-range", part: "group", value: refused.gid.text };
  return { kind: "resolved", user: { ...account2, supplementary } };
}
function kernelId(number) {
  return Number(BigInt.asUintN(32, number.value));
}
function stated(from, number) {
  return { from, stated: number };
}
function isRefused(found4) {
  return found4 !== void 0 && "refused" in found4;
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
function undetermined(config, resolution) {
  const outOfRange = resolution.kind === "out-of-range";
  const problem = {
    code: "USER-UNDETERMINED",
    what: `It cannot be known who the image runs as: ${describeUser(config.user, resolution)}.`,
    means: NO_VERDICT,
    todo: `Cure the finding of ${outOfRange ? "user-in-range" : "user-resolvable"} first.`
  };
  return { kind: "undecided", problem };
}
function describeUser(spec, resolution) {
  return `${showUser(spec)} \u2192 ${describeResolution(resolution)}`;
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
  const listed = groups.length === 0 ? "" : `, groups ${groups.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `uid ${user.uid}${name}, gid ${user.gid}${listed}`;
}
function reasonForUid(spec, user) {
  const userPart = userPartOf(spec);
  const shown2 = visibleText(userPart, 80);
  if (spec === "") return `No user is set, so the engine takes uid ${user.uid}.`;
  if (userPart === "") return `${showUser(spec)} has no user part, so the engine takes uid ${user.uid}.`;
  if (user.uidFrom.from !== "passwd") return `The engine reads ${shown2} as uid ${user.uid}.`;
  const { stated: stated2 } = user.uidFrom;
  const text = visibleText(stated2.text, 40);
  switch (stated2.reading) {
    case "exact":
      return `/etc/passwd of the image gives ${shown2} the uid ${user.uid}.`;
    case "not-a-number":
      return `/etc/passwd of the image gives ${shown2} the uid "${text}", which is no number: the engine takes 0.`;
    case "out-of-range":
      return `/etc/passwd of the image gives ${shown2} the uid ${text}, of which the engine keeps 32 bits: ${user.uid}.`;
  }
}

// src/checks/contents/brought-by.ts
function broughtBy(dockerfile, sets) {
  if (dockerfile === void 0) {
    return { kind: "unknown", sentence: "There is no Dockerfile here to point at: the image itself says so." };
  }
  const path = visibleText(dockerfile.path);
  const candidates = lineageInstructions(dockerfile).map((instruction) => ({ instruction, sure: sets(instruction) }));
  const found4 = candidates.findLast(({ sure }) => sure === true) ?? candidates.findLast(({ sure }) => sure === "maybe");
  if (found4 !== void 0) {
    const { instruction, sure } = found4;
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
  const shown2 = visibleText(path);
  if (scratch || reference === "" || buildContexts.includes(reference)) {
    return { kind: "unknown", location, sentence: `No instruction of ${shown2} shows where it comes from.` };
  }
  const base = visibleText(reference, 120);
  const sentence2 = `It came with the base image ${base} (FROM in line ${lines.first} of ${shown2}).`;
  return { kind: "base-image", location, inheritedFrom: base, sentence: sentence2 };
}
function lineageInstructions({ stages, lineage }) {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []);
}
function placeOf({ location, inheritedFrom }) {
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
  return broughtBy(dockerfile, ({ keyword, rest }) => {
    if (keyword !== "EXPOSE") return false;
    const words = rest.split(/\s+/);
    if (words.some((word) => contains(readPortRange(word.replace(/["']/g, "")), port))) return true;
    return words.some((word) => word.includes("$")) ? "maybe" : false;
  });
}
function contains(range, port) {
  if (range === void 0 || range.protocol !== port.protocol) return false;
  return range.first <= port.first && port.last <= range.last;
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

// src/checks/contents/healthcheck-present.ts
var META13 = { id: "healthcheck-present", severity: "low" };
var healthcheckPresent = defineCheck({
  ...META13,
  title: "The image has a health check",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-accounts", "dockerfile"],
  references: [CIS_HEALTHCHECK, DOCKERFILE_HEALTHCHECK],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const nothing = startsNothing(config);
    if (nothing !== void 0) return { kind: "not-applicable", observed: nothing };
    return judge13(config, accounts, dockerfile);
  }
});
var SHELL2 = /^(?:.*\/)?(?:sh|ash|bash|dash|zsh)$/;
function startsNothing({ entrypoint, cmd }) {
  const [program, ...rest] = [...entrypoint, ...cmd];
  if (program === void 0) return "The image has neither ENTRYPOINT nor CMD: it starts nothing by itself.";
  if (SHELL2.test(program) && rest.every((word) => /^(?:-i|-l|-il|--login)$/.test(word))) {
    return `The image starts an interactive shell (${visibleText(program, 40)}), not a service.`;
  }
  return void 0;
}
function judge13(config, accounts, dockerfile) {
  const [kind, ...words] = config.healthcheck ?? [];
  if (kind !== void 0 && kind !== "NONE") {
    const command = visibleText(words.join(" "), 120);
    return { kind: "judged", seen: `HEALTHCHECK ${visibleText(kind, 20)} ${command}`, findings: [] };
  }
  const seen = kind === void 0 ? "no HEALTHCHECK" : "HEALTHCHECK NONE";
  return { kind: "judged", seen, findings: [missing(seen, config, accounts, dockerfile)] };
}
function missing(seen, config, accounts, dockerfile) {
  const off = seen === "HEALTHCHECK NONE";
  const origin = off ? broughtBy(dockerfile, ({ keyword }) => keyword === "HEALTHCHECK") : void 0;
  const location = origin?.location ?? endOfStage(dockerfile);
  return finding(META13, {
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

// src/checks/contents/no-onbuild.ts
var META14 = { id: "no-onbuild", severity: "medium" };
var noOnbuild = defineCheck({
  ...META14,
  title: "The image has no ONBUILD triggers",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [NIST_IMAGE_CONFIGURATION, DOCKERFILE_ONBUILD],
  evaluate: ({ "image-config": config, dockerfile }) => judge14(config, dockerfile)
});
function judge14({ onBuild }, dockerfile) {
  if (onBuild.length === 0) return { kind: "judged", seen: "no ONBUILD", findings: [] };
  const keywords = onBuild.slice(0, 10).map((trigger) => `ONBUILD ${visibleText(keywordOf(trigger), 20)}`);
  const more = onBuild.length - keywords.length;
  const seen = `${keywords.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const dangers = [...new Set(onBuild.flatMap((trigger) => dangerOf(trigger) ?? []))];
  const { location, lines } = placeOf2(dockerfile);
  const found4 = finding(META14, {
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
  return { kind: "judged", seen, findings: [found4] };
}
function keywordOf(trigger) {
  return (/^\s*(\S*)/.exec(trigger)?.[1] ?? "").toUpperCase();
}
function dangerOf(trigger) {
  const rest = trigger.trim().replace(/^\S+\s*/, "");
  switch (keywordOf(trigger)) {
    case "USER":
      return /^["']?(?:root|\+?0+)["']?(?::|$)/.test(rest) ? "makes the other image run as root (USER)" : void 0;
    case "ADD":
      return addsUnverified(rest) ? "downloads a file that is not verified (ADD of an address)" : void 0;
    case "RUN":
      return pipesDownload(rest) ? "downloads a program and runs it unseen (a download piped to a shell)" : void 0;
    default:
      return void 0;
  }
}
function addsUnverified(rest) {
  const words = rest.split(/[\s"',[\]]+/);
  const verified = words.some((word) => word.startsWith("--checksum="));
  return !verified && words.some((word) => remoteKind(word) !== void 0);
}
function pipesDownload(rest) {
  const lines = { first: 1, last: 1 };
  const instruction = { keyword: "RUN", lines, text: rest, flags: [], heredocs: [], ...formOf(rest) };
  return runPipelines(instruction).some(isPipedDownload);
}
function formOf(text) {
  const rest = text.replace(/^(?:--\S+\s+)+/, "");
  try {
    const words = JSON.parse(rest);
    if (Array.isArray(words) && words.every((word) => typeof word === "string")) return { rest, exec: words };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { rest };
}
function placeOf2(dockerfile) {
  const instructions = dockerfile?.stages[dockerfile.finalStage]?.instructions ?? [];
  const own = instructions.filter(({ keyword }) => keyword === "ONBUILD");
  const [first] = own;
  if (dockerfile === void 0 || first === void 0) return { lines: "No Dockerfile here has the lines." };
  const numbers = own.slice(0, 10).map(({ lines: lines2 }) => lines2.first);
  const lines = `See line ${numbers.join(", ")} of ${visibleText(dockerfile.path)}.`;
  return { location: { file: dockerfile.path, lines: first.lines }, lines };
}

// src/checks/contents/no-privileged-port.ts
var META15 = { id: "no-privileged-port", severity: "low" };
var FIRST_UNPRIVILEGED = 1024;
var noPrivilegedPort = defineCheck({
  ...META15,
  title: "A user without privileges gets no port below 1024",
  area: "contents",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_PRIVILEGED_PORTS, DOCKERFILE_EXPOSE, LINUX_IP_SYSCTL],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
    return notForLinux(config) ?? judge15(config, accounts, dockerfile);
  }
});
function judge15(config, accounts, dockerfile) {
  const ports = exposedPorts(config, ({ first }) => first > 0 && first < FIRST_UNPRIVILEGED);
  const resolution = effectiveUser(config, accounts);
  if (ports.length > 0 && resolution.kind !== "resolved") return undetermined(config, resolution);
  if (resolution.kind === "resolved" && resolution.user.uid === 0) {
    return { kind: "not-applicable", observed: "The image runs as root, which may listen on every port." };
  }
  const user = describeUser(config.user, resolution);
  const shown2 = ports.slice(0, 5).map(showPort).join(", ");
  const seen = ports.length === 0 ? "no exposed port below 1024" : `${user}; EXPOSE ${shown2}`;
  const findings = ports.slice(0, 20).map((port) => privileged(port, user, dockerfile));
  return { kind: "judged", seen, findings };
}
function privileged(port, user, dockerfile) {
  const origin = exposedBy(dockerfile, port);
  const shown2 = showPort(port);
  const instead = port.first + 8e3;
  const inherited = " EXPOSE can't be taken back: expose the new port, and the old one is only a word.";
  return finding(META15, {
    key: shown2,
    title: "A user without privileges is to listen on a port below 1024",
    detail: `${origin.sentence} The kernel gives such ports only to processes with CAP_NET_BIND_SERVICE. Docker lifts this inside a container (net.ipv4.ip_unprivileged_port_start=0); with the host network, and where the runtime leaves the setting at 1024, the program does not start, and people cure that by running it as root.`,
    seen: `${user}; EXPOSE ${shown2}`,
    ...placeOf(origin),
    fix: {
      text: `Let the program listen on a port above 1023, ${instead} for example, and publish it as the old one: docker run --publish=${port.first}:${instead}/${port.protocol}.${origin.kind === "base-image" ? inherited : ""}`,
      ...port.first === port.last ? { lines: [`EXPOSE ${instead}/${port.protocol}`] } : {}
    }
  });
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

// src/checks/contents/history-step.ts
var KEYWORD = /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+/;
function readStep(createdBy) {
  const noRun = createdBy.indexOf("#(nop) ");
  const start = noRun >= 0 && noRun < 120 ? noRun + "#(nop) ".length : 0;
  const written = createdBy.slice(start).trim();
  const keyword = KEYWORD.exec(written);
  const rest = keyword === null ? written : written.slice(keyword[0].length);
  if (rest.startsWith("|") && (keyword === null || keyword[1] === "RUN")) return readRun(rest);
  return { keyword: keyword?.[1] ?? (start > 0 ? "" : "RUN"), buildArgs: [], text: rest };
}
function readRun(text) {
  const [prefix, count] = /^\|(\d{1,4})\s+/.exec(text) ?? [];
  if (prefix === void 0) return { keyword: "RUN", buildArgs: [], text };
  const rest = text.slice(prefix.length);
  const { settings, end } = readSettings(rest, Number(count));
  const command = settings.length < Number(count) ? rest : rest.slice(end);
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

// src/checks/contents/instruction-settings.ts
function instructionSettings({ keyword, rest }, sign) {
  const words = splitWords(rest, sign);
  const [first = ""] = words;
  if (keyword !== "ARG" && !first.includes("=")) return [{ name: first, value: words.slice(1).join(" ") }];
  return words.map((word) => {
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
  const words = [];
  let word;
  let quote = "";
  for (let at2 = 0; at2 < text.length; at2 += 1) {
    const character = text.charAt(at2);
    if (quote === "" && /\s/.test(character)) {
      if (word !== void 0) words.push(word);
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
  return word === void 0 ? words : [...words, word];
}

// src/checks/contents/placeholder.ts
var WORDS = new Set(
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
  if (value === "" || WORDS.has(lower)) return true;
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
  const found4 = [];
  for (let at2 = text.indexOf(marker); at2 >= 0 && found4.length < most; at2 = text.indexOf(marker, at2 + marker.length)) {
    found4.push(text.slice(at2 + marker.length, at2 + marker.length + 400));
  }
  return found4;
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
function isOf(alphabet, character) {
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
    const found4 = [];
    for (let at2 = text.indexOf(prefix); at2 >= 0; ) {
      const start = at2 + prefix.length;
      let end = start;
      while (end < text.length && isOf(shape.alphabet, text.charAt(end))) end += 1;
      const length = end - start;
      const alone = !isOf("word", text.charAt(at2 - 1)) && !isOf("word", text.charAt(end));
      if (alone && length >= shape.min && length <= shape.max) found4.push(text.slice(at2, end));
      at2 = text.indexOf(prefix, end);
    }
    return found4;
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
      text: (text) => /[?&;"']s[ver]=/.test(text) && after(text, "sig=", 100).some((rest) => /^[\w%+/-]{43,90}/.test(rest))
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
  return urls.flatMap((rest) => {
    const end = rest.search(/[/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const at2 = authority.lastIndexOf("@");
    if (at2 < 0) return [];
    const colon = authority.slice(0, at2).indexOf(":");
    const path = end < 0 ? "" : rest.slice(end);
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
  const accounts = after(text, "AccountKey=", 100).filter((rest) => !rest.startsWith(EMULATOR_KEY));
  if (accounts.some((rest) => /^[A-Za-z0-9+/]{60,90}={0,2}/.test(rest))) return true;
  return after(text, "SharedAccessKey=", 100).some((rest) => /^[A-Za-z0-9+/]{40,90}={0,2}/.test(rest));
}
var PLACE = ["server", "data source", "host", "address", "addr", "endpoint"];
function hasConnectionPassword(text) {
  const parts = text.split(";").map((part) => part.split("=").map((word) => word.trim()));
  const places = parts.flatMap((words) => words.slice(0, -1)).map((word) => word.toLowerCase().replace(/^.*["']/s, ""));
  if (!places.some((word) => PLACE.includes(word))) return false;
  return parts.some(([name = "", ...value]) => {
    return ["password", "pwd"].includes(name.toLowerCase()) && !isPlaceholder(value.join("="));
  });
}
function hasDriverPassword(text) {
  const words = text.split(/[\s"'`]/);
  const hosts = words.some((word) => /^host=\S/.test(word));
  return words.some((word) => {
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
    by: { text: (text) => SERVICE_ACCOUNTS.some((start) => after(text, start, 100).some((rest) => rest.length > 100)) }
  },
  {
    kind: "password in JSON",
    source: "https://getcomposer.org/doc/articles/authentication-for-private-packages.md",
    by: { text: (text) => JSON_NAMES.some((name) => after(text.replaceAll('\\"', '"'), name, 100).some(hasJsonValue)) }
  }
];
function formsIn(text) {
  const words = text.split(/[\s"'`,;<>|&()[\]{}=\\]/).filter((word) => word.length >= 30);
  return SECRET_FORMS.filter(({ by }) => "word" in by ? words.some((word) => by.word.test(word)) : by.text(text));
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
    (rest) => /^(?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|\\)*[A-Za-z0-9+/=:, -]{16}/.test(rest)
  );
  const encoded = after(text, "LS0tLS1CRUdJTi", 100);
  return plain || encoded.some((rest) => rest.length > 60 && ENCODED_PEM.some((start) => rest.startsWith(start)));
}
var ENCODED_AUTHS = ["eyJhdXRocyI6", "eyAiYXV0aHMi", "ewogICJhdXRocyI6", "ewoJImF1dGhzIjog", "ewogICAgImF1dGhzIjog"];
function hasRegistryLogin(text) {
  const plain = after(text, '"auth":', 100).some((rest) => /^\s{0,2}"[A-Za-z0-9+/]{8,}={0,2}"/.test(rest));
  return plain || ENCODED_AUTHS.some((start) => after(text, start, 100).some((rest) => rest.length > 30));
}
var SERVICE_ACCOUNTS = ["eyJ0eXBlIjoic2VydmljZV9hY2NvdW50", "ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3Vud"];
var NPM_LOGINS = [":_authToken", ":_auth", ":_password"];
function isWritten(rest) {
  const value = /^(?: ?= ?| )["']?([A-Za-z0-9+/=_-]{8,400})/.exec(rest)?.[1];
  if (value === void 0 || isPlaceholder(value)) return false;
  return TOKEN_SHAPES.every((shape) => tokensOf(shape, value).length === 0);
}
var JSON_NAMES = ['"password"', '"client_secret"'];
function hasJsonValue(rest) {
  const value = /^\s{0,4}:\s{0,4}"([^"\s]{3,200})"/.exec(rest)?.[1];
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
  const words = nameWords(name);
  if (words.some((word) => PUBLIC.test(word))) return void 0;
  for (let at2 = 0; at2 < words.length; at2 += 1) {
    const found4 = secretWord(words, at2);
    if (found4 === void 0 || NONE.has(words[at2 - 1] ?? "")) continue;
    if (words.slice(at2 + 1).some((word) => ABOUT.has(word))) continue;
    const open2 = BROWSER.test(name) || words[at2 - 2] === "search";
    return found4.kind === "API key" && open2 ? void 0 : found4;
  }
  return void 0;
}
function secretWord(words, at2) {
  const word = words[at2] ?? "";
  const before = words[at2 - 1] ?? "";
  const singular = word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  const last = at2 === words.length - 1;
  if (word === "token" && before === "cluster" && words[at2 - 2] === "initial") return void 0;
  if (last && (word === "pass" || word === "pw" || PASSES.test(word))) return { kind: "password", chosen: true };
  if (last && word === "auth" && ["", "basic", "http", "j", "neo4j", "npm", "config"].includes(before)) return LOGIN;
  if (last && words[0] === "bundle" && words.length > 2 && TOP_LEVEL.test(word)) return LOGIN;
  if (word === "pwd" && last && at2 > 0 && before !== "old") return { kind: "password", chosen: true };
  if (word === "cookie" && before === "erlang") return { kind: "Erlang cookie", chosen: false };
  if (word === "config" && before === "auth" && words[at2 - 2] === "docker")
    return { kind: "registry login", chosen: false };
  if (singular === "key") {
    const named = KEYS.includes(before) || before === "app" && words.length === 2;
    const opens = named && !words.some((other) => SIGNERS.test(other));
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
function programPasswords(words) {
  const names = words.map((word) => word.slice(word.lastIndexOf("/") + 1));
  if (words.some((word) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/.test(word))) return [];
  return USES.flatMap((use) => {
    const at2 = names.findIndex((name2) => use.programs.test(name2));
    if (at2 < 0 || use.needs !== void 0 && !words.slice(at2, at2 + 4).includes(use.needs)) return [];
    const name = `password of ${names[at2]}`;
    return given(use, words.slice(at2 + 1)).map((value) => use.afterColon === true ? value.slice(value.indexOf(":") + 1 || value.length) : value).filter(isPassword2).map((value) => ({ name, value }));
  });
}
function given({ options = [], attached, verbs }, words) {
  return words.flatMap((word, index) => {
    const one = attached?.exec(word)?.[1];
    if (one !== void 0) return [one];
    if (verbs?.names.test(word)) return [words[index + verbs.distance] ?? ""];
    const last = /^-[A-Za-z]{2,8}$/.test(word) ? `-${word.at(-1)}` : word;
    const takes = options.includes(word) || options.includes(last) && last === "-u";
    return takes ? [words[index + 1] ?? ""] : [];
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
  const words = shellWords(command);
  const whole = knownForms(command, true);
  const kinds = new Set(whole.map(({ kind }) => kind));
  const single = words.flatMap(wordForms).filter(({ kind }) => !kinds.has(kind));
  const named = words.flatMap((_, at2) => atWord(words, at2));
  const ofPrograms = simpleCommands(words).flatMap(programPasswords).map(({ name }) => ({ secret: PASSWORD, name }));
  return [...[...whole, ...single].map((secret) => ({ secret })), ...named, ...ofPrograms];
}
var PASSWORD = { kind: "password", source: "name" };
function simpleCommands(words) {
  const commands = [[]];
  for (const word of words) {
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
function atWord(words, at2) {
  const word = words[at2] ?? "";
  const next = words[at2 + 1] ?? "";
  const before = words[at2 - 1] ?? "";
  const headed = HEADERS.includes(word.replace(/^(?:-H|--header=)/, "").toLowerCase());
  if (headed) return header(word.replace(/^(?:-H|--header=)/, "").slice(0, -1), words.slice(at2 + 1, at2 + 3));
  if (/^[^=]*[?&]/.test(word) || word.includes("&")) return inQuery(word);
  const pair = PAIR.exec(word);
  if (pair !== null) return given2(pair[2] ?? "", pair[3] ?? "");
  if (OPTION.test(word)) return next.startsWith("-") ? [] : given2(word.slice(2), next);
  if (before === "set" && /^[\w.-]+$/.test(word)) return given2(word, next);
  if (word === "chpasswd") return account((next === "<<<" ? words[at2 + 2] : before === "|" ? words[at2 - 2] : "") ?? "");
  if (word === "passwd" && before === "|" && next === "--stdin") return given2("password", words[at2 - 2] ?? "");
  if (word === "password" && words[at2 - 2] === "login") return given2("password", next);
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
  const words = [];
  let word;
  let quote = "";
  const end = () => {
    if (word !== void 0) words.push(word);
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
      words.push(character);
    } else if (character === "\\") word ??= "";
    else word = (word ?? "") + character;
  }
  end();
  return words;
}

// src/checks/contents/setting-secret.ts
function settingSecret(name, value) {
  const whole = secretIn(name, value);
  if (whole !== void 0 || !/(?:^|\s)-/.test(value)) return whole;
  return commandSecrets(value)[0]?.secret;
}

// src/checks/contents/no-secrets-in-build-args.ts
var META16 = { id: "no-secrets-in-build-args", severity: "high" };
var INSTEAD = "Mount it for the one step that needs it: RUN --mount=type=secret,id=\u2026, and docker build --secret id=\u2026,env=\u2026.";
var noSecretsInBuildArgs = defineCheck({
  ...META16,
  title: "No build argument carries a secret",
  area: "contents",
  needs: ["image-history"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_ARG, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, dockerfile }) => judge16(steps, dockerfile)
});
function judge16(steps, dockerfile) {
  const written = dockerfile === void 0 ? [] : writtenSecrets(dockerfile);
  const shown2 = steps.flatMap(({ createdBy }, index) => {
    const place2 = { index, count: steps.length };
    return argsOf(readStep(createdBy)).flatMap(({ name, value }) => {
      const secret = settingSecret(name, value);
      return secret === void 0 ? [] : [inHistory(name, secret, place2, dockerfile)];
    });
  });
  const findings = distinct([...written, ...shown2]);
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
    const shown2 = shownName(name);
    const origin = { kind: "instruction", instruction, sentence: "" };
    const found4 = finding(META16, {
      key: shown2,
      title: `${keyword} ${shown2} has ${aKind(secret)} as its value`,
      detail: `${keyword} in line ${lines.first} of the Dockerfile: everybody who reads the file has it, and the history of an image shows the arguments that its steps were run with.`,
      seen: `${keyword} ${shown2} in line ${lines.first}: ${aKind(secret)}, value not shown`,
      location: { file: dockerfile.path, lines },
      fix: cureOf(origin, INSTEAD)
    });
    return [found4];
  });
}
function literalOf(value) {
  return /^\$\{\w+:?-(.*)\}$/s.exec(value)?.[1] ?? value;
}
function inHistory(name, secret, place2, dockerfile) {
  const origin = stepOrigin(dockerfile, place2, (instruction) => {
    return instruction.keyword === "ARG" && setsName(instruction, dockerfile?.escape ?? "\\", name);
  });
  const shown2 = shownName(name);
  return finding(META16, {
    key: shown2,
    title: `The history shows ${aKind(secret)} in the build argument ${shown2}`,
    detail: `${origin.sentence} Build arguments are no secrets: every RUN that sees one writes it into the history of the image, with BuildKit and with the classic builder, and docker history shows it.`,
    seen: `step ${place2.index + 1}: ${shown2}, ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, INSTEAD)
  });
}

// src/checks/contents/no-secrets-in-env.ts
var META17 = { id: "no-secrets-in-env", severity: "high" };
var noSecretsInEnv = defineCheck({
  ...META17,
  title: "The environment of the image holds no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-config": config, dockerfile }) => judge17(config, dockerfile)
});
function judge17(config, dockerfile) {
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
  const shown2 = shownName(name);
  return finding(META17, {
    key: shown2,
    title: `The variable ${shown2} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Everybody who can pull the image reads its environment with docker inspect, without starting it, and every process of the container gets it.`,
    seen: `ENV ${shown2}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(
      origin,
      "Give the value when the container starts (a secret of Swarm, Compose or Kubernetes as a file, or docker run --env-file); for a step of the build, RUN --mount=type=secret."
    )
  });
}

// src/checks/contents/no-secrets-in-history.ts
var META18 = { id: "no-secrets-in-history", severity: "high" };
var noSecretsInHistory = defineCheck({
  ...META18,
  title: "The history of the image shows no secrets",
  area: "contents",
  needs: ["image-history"],
  uses: ["image-config", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, "image-config": config, dockerfile }) => judge18(steps, config, dockerfile)
});
function judge18(steps, config, dockerfile) {
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
  return finding(META18, {
    key: `${keyword}:${name === void 0 ? secret.kind : shownName(name)}`,
    title: `The history of the image shows ${aKind(secret)}`,
    detail: `${origin.sentence} docker history shows the step to everybody who can pull the image, also when a later step removes what it made or sets the name to another value.`,
    seen: `step ${place2.index + 1} (${keyword}): ${what}, value not shown`,
    ...placeOf(origin),
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
var META19 = { id: "no-secrets-in-labels", severity: "medium" };
var noSecretsInLabels = defineCheck({
  ...META19,
  title: "The labels of the image hold no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-history", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_LABEL],
  evaluate: ({ "image-config": config, "image-history": steps = [], dockerfile }) => judge19(config, steps, dockerfile)
});
function judge19({ labels }, steps, dockerfile) {
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
  const shown2 = shownName(name);
  return finding(META19, {
    key: shown2,
    // A value of a known form is no matter of its name.
    ...secret.source === "name" ? {} : { severity: "high" },
    title: `The label ${shown2} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Labels are read by everybody who can pull the image, and registries and dashboards show them.`,
    seen: `LABEL ${shown2}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, "Labels describe the image and configure nothing that is secret.")
  });
}

// src/checks/contents/no-ssh-port.ts
var META20 = { id: "no-ssh-port", severity: "medium" };
var SSH = 22;
var noSshPort = defineCheck({
  ...META20,
  title: "The image exposes no SSH port",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION, DOCKERFILE_EXPOSE],
  evaluate: ({ "image-config": config, dockerfile }) => judge20(config, dockerfile)
});
function judge20(config, dockerfile) {
  if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
  const shown2 = config.exposedPorts.slice(0, 10).map((port2) => visibleText(port2, 40));
  const more = config.exposedPorts.length - shown2.length;
  const seen = `EXPOSE ${shown2.join(" ")}${more > 0 ? ` and ${more} more` : ""}`;
  const [port] = exposedPorts(config, ({ first, last, protocol }) => {
    return protocol === "tcp" && first <= SSH && SSH <= last;
  });
  return { kind: "judged", seen, findings: port === void 0 ? [] : [exposed(port, dockerfile)] };
}
function exposed(port, dockerfile) {
  const origin = exposedBy(dockerfile, { first: SSH, last: SSH, protocol: "tcp" });
  return finding(META20, {
    key: "tcp-22",
    title: "The image exposes the SSH port",
    detail: `${origin.sentence} An SSH server in a container is a second way in, with accounts and keys of its own that no orchestrator sees, and it has to be updated like the program itself.`,
    seen: `EXPOSE ${showPort(port)}`,
    ...placeOf(origin),
    fix: cure6(origin)
  });
}
function cure6({ kind, instruction }) {
  const instead = "Leave the SSH server out of the image: docker exec and kubectl exec give a shell without one.";
  if (kind === "base-image") {
    return { text: `${instead} EXPOSE can't be taken back: use a base image without an SSH server.` };
  }
  if (instruction === void 0) return { text: `${instead} Remove port ${SSH} from EXPOSE.` };
  const words = instruction.rest.split(/\s+/);
  const left = words.filter((word) => {
    const range = readPortRange(word.replace(/["']/g, ""));
    return range?.protocol !== "tcp" || range.first !== SSH || range.last !== SSH;
  });
  if (left.length === 0) return { text: `${instead} Remove line ${instruction.lines.first}.` };
  if (left.length === words.length)
    return { text: `${instead} Take port ${SSH} out of line ${instruction.lines.first}.` };
  const line = `EXPOSE ${left.map((word) => visibleText(word, 60)).join(" ")}`;
  return { text: `${instead} Take the port out of EXPOSE.`, lines: [line], placement: "replace" };
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
  const found4 = findPasswdEntry(textOf2(accounts.passwd) ?? "", ({ uid, gid }) => {
    return uid.value >= 1000n && uid.value <= 59999n && gid.reading === "exact" && gid.value > 0n;
  });
  if (found4 === void 0 || "refused" in found4) return void 0;
  return { uid: Number(found4.uid.value), gid: Number(found4.gid.value) };
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

// src/checks/user/user-in-range.ts
var META21 = { id: "user-in-range", severity: "medium" };
var userInRange = defineCheck({
  ...META21,
  title: "The ids of the image lie in the range that engines accept",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [OCI_CONFIG_USER, MOBY_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === "unresolvable") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    const reason = reasonOutOfRange(resolution);
    if (reason === void 0) return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const rootNow = resolution.kind === "resolved" && resolution.user.uid === 0;
    const found4 = finding(META21, {
      key: "range",
      title: "An id of the image is outside the range that engines accept",
      detail: `${reason} ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: unprivilegedUser({ accounts, dockerfile, rootNow })
    });
    return { kind: "judged", seen, findings: [found4] };
  }
});
function reasonOutOfRange(resolution) {
  if (resolution.kind === "out-of-range") {
    const id = `${resolution.part} id ${visibleText(resolution.value, 40)}`;
    return `The ${id} is outside 0\u20132147483647: no container of this image starts.`;
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
function whatStarts(words) {
  for (let at2 = 0; ; ) {
    const program = words[at2];
    if (program === void 0 || program === "") return { kind: "nothing" };
    const name = baseName(program);
    const valueFlags = STARTERS2.get(name);
    if (valueFlags !== void 0) at2 = afterFlags(words, at2 + 1, valueFlags);
    else if (ASSIGNMENT.test(program)) at2 += 1;
    else if (SHELLS.has(name)) return shellStarts(words.slice(at2 + 1));
    else return { kind: "program", words: [program, ...words.slice(at2 + 1)] };
  }
}
function baseName(program) {
  return program.slice(program.lastIndexOf("/") + 1);
}
function isShellScript(text) {
  const line = /^#![ \t]*([^\n]{1,255})/.exec(text)?.[1];
  if (line === void 0) return false;
  const words = line.trim().split(/[ \t]+/);
  const started = whatStarts([...words.filter((word) => word !== "-S"), "the file itself"]);
  return started.kind === "script";
}
function afterFlags(words, from, valueFlags) {
  let at2 = from;
  for (let word = words[at2]; word?.startsWith("-") === true; word = words[at2]) {
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
function stepDownOf(words, last) {
  const start = words.findIndex((word) => !RESERVED2.has(word) && !/^[A-Za-z_]\w*\+?=/.test(word));
  if (start < 0) return void 0;
  const [first, second] = words.slice(start);
  const replaces = first === "exec";
  const arranges = first === "set" && second === "--";
  if (!replaces && !arranges && !last) return void 0;
  const started = whatStarts(words.slice(start + (arranges ? 2 : 0)));
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
    for (const [index, words] of text.commands.entries()) {
      const found4 = stepDownOf(words, index === text.commands.length - 1);
      const account2 = found4 === void 0 ? void 0 : expanded(found4.account, variables);
      if (found4 === void 0 || account2 === void 0) continue;
      const resolution = effectiveUser(config, accounts, account2);
      if (resolution.kind !== "resolved" || resolution.user.uid === 0) continue;
      return {
        place: placeOf3(text, found4),
        command: `${found4.tool} ${visibleText(found4.account, 60)}`,
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
  const words = [...entrypoint, ...cmd];
  const name = entrypoint.length > 0 ? "ENTRYPOINT" : "CMD";
  const started = whatStarts(words);
  if (started.kind === "program") yield { commands: [words], name };
  if (started.kind === "text") yield { commands: commandsOf(started.text), name };
  for (const program of programs) {
    if (program.state !== "text") continue;
    const { path, text } = program;
    const isScript = isShellScript(text) || started.kind === "script" && !text.startsWith("#!");
    if (isScript) yield { commands: commandsOf(text), name: path, text };
  }
}
function commandsOf(script) {
  return shellPipelines(script).flatMap((pipeline) => pipeline.map(({ words }) => words));
}
function assignedOnce(commands, environment) {
  const values = /* @__PURE__ */ new Map();
  for (const words of commands) {
    const assignments = /^(?:export|readonly|declare|local)$/.test(words[0] ?? "") ? words.slice(1) : words;
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
function placeOf3({ name, text }, { tool, account: account2 }) {
  if (text === void 0) return name;
  const line = text.split("\n").findIndex((one) => {
    return !/^\s*#/.test(one) && one.includes(tool) && account2.split(":").every((part) => one.includes(part));
  });
  const where = visibleText(name, 120);
  return line < 0 ? where : `line ${line + 1} of ${where}`;
}

// src/checks/user/user-not-dropped-by-entrypoint-only.ts
var META22 = { id: "user-not-dropped-by-entrypoint-only", severity: "medium" };
var userNotDroppedByEntrypointOnly = defineCheck({
  ...META22,
  title: "It is not left to the entrypoint to give root up",
  area: "user",
  needs: ["image-config", "image-accounts", "image-entrypoint"],
  uses: ["dockerfile"],
  references: [CIS_USER, CIS_EXEC_USER, POD_SECURITY_RESTRICTED, DOCKER_RUN_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, "image-entrypoint": entrypoint, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== "resolved") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.user.uid !== 0) return { kind: "judged", seen, findings: [] };
    const stepDown = entrypointStepDown(config, accounts, entrypoint);
    if (stepDown === void 0) return notSeen(unreadStart(entrypoint));
    const stepped = `${seen}; ${stepDown.place}: ${stepDown.command} \u2192 uid ${stepDown.user.uid}`;
    return { kind: "judged", seen: stepped, findings: [leftToEntrypoint(stepDown, stepped, config, dockerfile)] };
  }
});
function notSeen(unread) {
  if (unread !== void 0) return { kind: "undecided", problem: unread.problem };
  const observed = "The image runs as root, and nothing that could be read of its start steps down: see user-not-root.";
  return { kind: "not-applicable", observed };
}
function leftToEntrypoint(stepDown, seen, config, dockerfile) {
  const { user, place: place2, command } = stepDown;
  const ids = `${user.uid}:${user.gid}`;
  const starter = startedBy(config, dockerfile);
  return finding(META22, {
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
var META23 = { id: "user-not-root", severity: "high" };
var userNotRoot = defineCheck({
  ...META23,
  title: "The image does not run as root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "image-entrypoint"],
  references: [CIS_USER, NIST_IMAGE_CONFIGURATION2, POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile, "image-entrypoint": entrypoint }) => {
    if (config.os === "windows") return judgeWindows(config, dockerfile);
    return notForLinux(config) ?? judgeLinux(config, accounts, dockerfile, entrypoint);
  }
});
function judgeLinux(config, accounts, dockerfile, entrypoint) {
  const resolution = effectiveUser(config, accounts);
  if (resolution.kind !== "resolved") return undetermined(config, resolution);
  const seen = describeUser(config.user, resolution);
  if (resolution.user.uid !== 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const { fix, stepDown } = rootCure(config, { accounts, dockerfile }, entrypoint);
  const found4 = finding(META23, {
    // A waiver for an image that steps down must not outlive the step down.
    key: stepDown === void 0 ? "uid-0" : "uid-0-stepping-down",
    title: stepDown === void 0 ? "The image runs as root" : "The image starts as root",
    detail: `${reasonForUid(config.user, resolution.user)} ${deciding.sentence} ` + (stepDown === void 0 ? "Whoever takes over the process has all capabilities of the container and every file of it." : sayStepDown(stepDown)),
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix
  });
  return { kind: "judged", seen, findings: [found4] };
}
function sayStepDown({ place: place2, command, user }) {
  return `A step down to uid ${user.uid} is in its start (${command}, ${place2}), which does not excuse it: a text does not prove what runs, and docker exec is root all the same. user-not-dropped-by-entrypoint-only has the run setting.`;
}
function judgeWindows(config, dockerfile) {
  const user = config.user.toLowerCase().replace(/^user manager\\/, "");
  if (user === "containeruser") return { kind: "judged", seen: showUser(config.user), findings: [] };
  if (user !== "" && user !== "containeradministrator") {
    const problem = {
      code: "USER-UNDETERMINED",
      what: `The gate cannot know which rights ${showUser(config.user)} has in a Windows image.`,
      means: NO_VERDICT,
      todo: "Use ContainerUser, or gate the image without this check once the policy file allows it."
    };
    return { kind: "undecided", problem };
  }
  const seen = `${showUser(config.user)} \u2192 ContainerAdministrator`;
  const deciding = decidingLine(config, dockerfile);
  const found4 = finding(META23, {
    key: "uid-0",
    title: "The image runs as administrator",
    detail: `${deciding.sentence} ContainerAdministrator may change everything in the container.`,
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix: { text: "End the stage that is built with this line.", lines: ["USER ContainerUser"], placement: "append" }
  });
  return { kind: "judged", seen, findings: [found4] };
}

// src/checks/user/user-not-root-group.ts
var META24 = { id: "user-not-root-group", severity: "medium" };
var SPARE_GID = 10001;
var userNotRootGroup = defineCheck({
  ...META24,
  title: "The image does not run in the group root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile", "image-entrypoint"],
  references: [NIST_IMAGE_CONFIGURATION2, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile, "image-entrypoint": entrypoint }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== "resolved") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    const { user } = resolution;
    const reason = reasonForGroup(config, user);
    if (reason === void 0) return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const situation = { accounts, dockerfile, rootNow: false };
    const ids = { uid: user.uid, gid: user.gid === 0 ? SPARE_GID : user.gid };
    const found4 = finding(META24, {
      key: "gid-0",
      title: "The image runs in the group root",
      detail: `${reason} ${deciding.sentence} What the group root may read or write is open to it.`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: user.uid === 0 ? rootCure(config, situation, entrypoint).fix : switchUser(situation, ids, "Name a group other than 0; with one named, no further groups come along.")
    });
    return { kind: "judged", seen, findings: [found4] };
  }
});
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
var META25 = { id: "user-numeric", severity: "low" };
var userNumeric = defineCheck({
  ...META25,
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
    if (resolution.kind === "out-of-range") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (readNumber(userPart).reading === "exact") return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const user = resolution.kind === "resolved" ? resolution.user : void 0;
    const found4 = finding(META25, {
      key: "name",
      title: "The user of the image is a name",
      detail: `Kubernetes can't tell who "${visibleText(userPart, 80)}" is: with runAsNonRoot it refuses the pod, and a name can come to mean another uid with a new base image. ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure7({ accounts, dockerfile, rootNow: user?.uid === 0 }, user, userPart)
    });
    return { kind: "judged", seen, findings: [found4] };
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
  const made = dockerfile.lineage.flatMap((index) => dockerfile.stages[index]?.instructions ?? []).find(({ keyword, rest }) => {
    return keyword === "RUN" && /\b(?:adduser|useradd)\b/.test(rest) && rest.split(/[\s"']+/).includes(name);
  });
  if (made === void 0 || /(?:^|\s)(?:-u|--uid)\b/.test(made.rest)) return "";
  return ` Line ${made.lines.first} makes it with any free number: say there that it is ${uid} (-u, --uid).`;
}

// src/checks/user/user-resolvable.ts
var META26 = { id: "user-resolvable", severity: "high" };
var userResolvable = defineCheck({
  ...META26,
  title: "The user of the image exists in it",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_USER, OCI_CONFIG_USER, MOBY_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind === "out-of-range") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    if (resolution.kind === "resolved") return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const found4 = finding(META26, {
      key: resolution.part,
      title: `The ${resolution.part} of the image cannot be resolved`,
      detail: `${deciding.sentence} ${explain(config, resolution.why)}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure8(config, accounts, { accounts, dockerfile, rootNow: false }, resolution)
    });
    return { kind: "judged", seen, findings: [found4] };
  }
});
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
var META27 = { id: "user-variable-set", severity: "high" };
var userVariableSet = defineCheck({
  ...META27,
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
    return judge21(config, dockerfile, user);
  }
});
function judge21(config, dockerfile, user) {
  const seen = `USER ${visibleText(user.raw, 80)} \u2192 ${config.user === "" ? "empty" : showUser(config.user)}`;
  const what = lostVariable(config, user);
  if (what === void 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found4 = finding(META27, {
    key: "variable",
    title: "The variable in USER has no value",
    detail: `${what} ${deciding.sentence} The build succeeds all the same.`,
    seen,
    location: { file: dockerfile.path, lines: user.lines },
    fix: cure9(user)
  });
  return { kind: "judged", seen, findings: [found4] };
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
  noSecretsInEnv,
  noSecretsInHistory,
  noSecretsInBuildArgs,
  noSecretsInLabels,
  healthcheckPresent,
  noOnbuild,
  noSshPort,
  noPrivilegedPort
];

// src/evidence/files-of-either.ts
function filesOfEither(first, second) {
  const ask = (question) => question(first).catch((thrown) => {
    if (thrown instanceof GateError && thrown.code === "POLICY-UNREADABLE") return question(second);
    throw thrown;
  });
  return {
    name: `${first.name} or ${second.name}`,
    commitOf: (revision) => first.commitOf(revision),
    parentsOf: (commit) => ask((files) => files.parentsOf(commit)),
    names: (commit, folder) => ask((files) => files.names(commit, folder)),
    entry: (commit, path) => ask((files) => files.entry(commit, path)),
    readText: (commit, path, limitBytes) => ask((files) => files.readText(commit, path, limitBytes))
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
function shown(path) {
  return visibleText(path, 120);
}
function at({ place: place2, commit }) {
  return commit === void 0 ? place2 : `${place2} (${commit.slice(0, 12)})`;
}
function namedNotFound(path, place2) {
  return new GateError({
    code: "POLICY-NOT-FOUND",
    what: `policy names ${shown(path)}, and there is no such file ${at(place2)}.`,
    means: UNKNOWN_RULES,
    todo: "Merge the policy file into that branch first, or correct the path."
  });
}
function mislaid(near, usual, place2) {
  const [first = "", ...more] = near;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return new GateError({
    code: "POLICY-NOT-FOUND",
    what: `There is no ${shown(usual)} ${at(place2)}, but ${shown(first)}${others}, which is not read.`,
    means: UNKNOWN_RULES,
    todo: `If it is the policy, rename it to ${shown(usual)} on that branch, letter by letter; if it is none, give it another name.`,
    ...more.length > 0 && { details: near.map(shown) }
  });
}
function twoPolicies(wanted, usual, { place: place2 }) {
  return new GateError({
    code: "INPUT-CONFLICT",
    what: `policy names ${shown(wanted)}, and there is ${shown(usual)} ${place2} too: a pull request could choose between them.`,
    means: NO_VERDICT,
    todo: `Leave policy out, or give each image a policy of its own and take ${shown(usual)} away.`
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
    what: `The policy can't be read: ${shown(path)} ${why} in the working tree.`,
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
  const found4 = source === void 0 ? await inWorkingTree(path, request, ports) : await inCommit(path, request, source);
  if (wanted === void 0) {
    if (found4.text === void 0) await refuseMislaid(usual, "everywhere", found4, namesIn(source, ports));
    return found4;
  }
  if (found4.text === void 0) throw namedNotFound(path, found4);
  if (wanted === usual || source === void 0) return found4;
  if (await source.files.entry(source.commit, usual) !== void 0) throw twoPolicies(wanted, usual, source);
  await refuseMislaid(usual, "in its folder", found4, namesIn(source, ports));
  return circumstances.where === "command-line" ? found4 : { ...found4, remark: chosenByWorkflow(wanted, usual) };
}
function chosenByWorkflow(wanted, usual) {
  return `The workflow chose this policy file: ${visibleText(wanted, 120)}. Only ${usual} applies whatever the workflow says.`;
}
async function refuseMislaid(usual, where, found4, names) {
  const near = await nearPolicies(usual, where, names);
  const others = near.filter((path) => path !== found4.path);
  if (others.length > 0) throw mislaid(others, usual, found4);
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
  const only = mistakes.length === 1 && first !== void 0 ? `: line ${first.line}: ${sentence(first.text)}` : ".";
  return new GateError({
    code: problemCode(mistakes),
    what: `${where} has ${count}${only}`,
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
    summary: "Medium findings block too, and pinned bases, a health check and a numeric user are asked for",
    mode: "enforce",
    failOn: "medium",
    inherited: "show",
    onlyFixed: true,
    severities: {
      "base-images-pinned": "high",
      "healthcheck-present": "high",
      "user-numeric": "high"
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
