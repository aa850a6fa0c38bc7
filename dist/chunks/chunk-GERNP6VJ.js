import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  SETTINGS,
  SETTING_GROUPS,
  SETTING_NAMES
} from "./chunk-U2QIHFDF.js";

// src/commands/help.ts
var GROUP_TITLES = {
  what: "What to judge",
  strictness: "How strictly",
  credentials: "Credentials",
  reports: "Reports"
};
var FLAG_COLUMN = 22;
function renderHelp() {
  const groups = SETTING_GROUPS.flatMap((group) => ["", `${GROUP_TITLES[group]}:`, ...groupLines(group)]);
  return [
    "docker-security-gate: may this container image ship?",
    "",
    "Usage: docker-security-gate [--context FOLDER | --image REFERENCE] [flags]",
    "       docker-security-gate policy check [FILE] [--policy-ref REF]",
    "       docker-security-gate policy show [FILE] [--policy-ref REF] [--fail-on SEVERITY] [--scanner none] [--json]",
    ...groups,
    "",
    "Command line only:",
    row(
      "--policy-ref",
      "Judge by the policy of this commit or branch instead of the working tree's: the pull request's answer"
    ),
    row("--json", "Print the JSON report on standard output, and nothing else there"),
    row("--version", "Print the version"),
    row("--help", "Print this"),
    "",
    "A list takes its flag several times. Exit codes: 0 pass, 1 fail, 2 no verdict.",
    ""
  ].join("\n");
}
function groupLines(group) {
  return SETTING_NAMES.filter((name) => SETTINGS[name].group === group).map((name) => {
    const definition = SETTINGS[name];
    const standard = "default" in definition ? ` (default: ${definition.default})` : "";
    const pending = "pending" in definition ? " [not available yet]" : "";
    return row(`--${name}`, `${definition.summary}${standard}${pending}`);
  });
}
function row(flag, text) {
  return `  ${flag.padEnd(FLAG_COLUMN)} ${text}`;
}

// src/local-tree.ts
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
function findLocalTree({ subject }) {
  const here = process.cwd();
  const root = rootFor(subject, here);
  return holdsHome(root) && !isRepository(root) ? { root } : { root, untrusted: root };
}
function rootFor(subject, here) {
  switch (subject.kind) {
    case "reference":
      return here;
    case "build":
      return rootOf(path.resolve(subject.context), here);
    case "project":
      return rootOf(path.dirname(path.resolve(subject.composeFiles[0] ?? ".")), here);
  }
}
function rootOf(context, here) {
  for (let folder = context; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isRepository(folder) && (folder === context || !holdsHome(folder))) return folder;
  }
  return holds(here, context) && (here === context || !holdsHome(here)) ? here : context;
}
function isRepository(folder) {
  return existsSync(path.join(folder, ".git"));
}
function holdsHome(folder) {
  const home = homedir();
  return holds(folder, home) || existsSync(home) && holds(folder, realpathSync(home));
}
function holds(folder, inner) {
  const way = path.relative(folder, inner);
  return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

export {
  renderHelp,
  findLocalTree
};
