import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  buildReport,
  judge
} from "./chunk-CMNYYN7V.js";
import {
  isImageId,
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  gapOnError
} from "./chunk-2WMPK7DW.js";
import {
  GateError,
  NO_VERDICT,
  toProblem
} from "./chunk-75CFKRAK.js";
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

// src/checks/evaluate.ts
function evaluateChecks(checks, bundle, subject) {
  return checks.map((check) => ({
    checkId: check.id,
    title: check.title,
    area: check.area,
    subject,
    outcome: evaluate(check, bundle)
  }));
}
function evaluate(check, bundle) {
  for (const kind of check.needs) {
    const evidence = bundle[kind];
    if (evidence === void 0) return { state: "error", problem: notCollected(check, kind) };
    if (evidence.state === "gap") return { state: "error", problem: evidence.problem };
    if (evidence.state === "absent") return { state: "not-applicable", observed: evidence.observed };
  }
  try {
    return toOutcome(check.evaluate(knownEvidence(check, bundle)));
  } catch (thrown) {
    return { state: "error", problem: crashed(check, thrown) };
  }
}
function knownEvidence(check, bundle) {
  const known = {};
  const copy = (kind) => {
    const evidence = bundle[kind];
    if (evidence?.state === "known") known[kind] = evidence.value;
  };
  for (const kind of [...check.needs, ...check.uses]) copy(kind);
  return known;
}
function toOutcome(result) {
  switch (result.kind) {
    case "judged":
      return result.findings.length === 0 ? { state: "pass", seen: result.seen } : { state: "fail", seen: result.seen, findings: result.findings };
    case "not-applicable":
      return { state: "not-applicable", observed: result.observed };
    case "undecided":
      return { state: "error", problem: result.problem };
  }
}
function notCollected(check, kind) {
  return {
    code: "CHECK-CRASHED",
    what: `The check ${check.id} needs the evidence ${kind}, which was never collected.`,
    means: NO_VERDICT,
    todo: "This is a defect of the gate: report it."
  };
}
function crashed(check, thrown) {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: "CHECK-CRASHED",
    what: `The check ${check.id} ended with an error of its own: ${visibleText(text, 200)}.`,
    means: NO_VERDICT,
    todo: "This is a defect of the gate: report it with the Dockerfile."
  };
}

// src/model/check.ts
function defineCheck(check) {
  const evaluate2 = (evidence) => {
    for (const kind of check.needs) {
      if (evidence[kind] === void 0) throw new Error(`check ${check.id} was asked without its evidence ${kind}`);
    }
    return check.evaluate(evidence);
  };
  return { ...check, evaluate: evaluate2 };
}
function finding(check, parts) {
  const { key, severity, ...rest } = parts;
  return { ...rest, checkId: check.id, severity: severity ?? check.severity, fingerprint: `${check.id}:${key}` };
}

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

// src/checks/build/image-uses.ts
function imageUses(dockerfile) {
  return builtStages(dockerfile).flatMap((stage) => [...baseOf(dockerfile, stage), ...copiedFrom(dockerfile, stage)]);
}
function baseOf(dockerfile, { base, instructions, lines }) {
  const { raw, expanded, unset, scratch } = base;
  if (scratch || base.stage !== void 0 || isContext(dockerfile, expanded)) return [];
  const reference = parseImageReference(expanded);
  return [{ how: "FROM", written: raw, expanded, unset, lines: instructions[0]?.lines ?? lines, reference }];
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
  const shown = uses.slice(0, 5).map(describeUse);
  const more = uses.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function describeUse({ how, written, expanded, unset, lines }) {
  const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
  const lost2 = names.length === 0 ? "" : `, where ${names.join(", ")} had no value`;
  const origin = written === expanded ? "" : ` (written ${visibleText(written, 120)}${lost2})`;
  return `${how} ${visibleText(expanded, 120)}${origin} in line ${lines.first}`;
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

// src/checks/build/references.ts
var CIS = "https://www.cisecurity.org/benchmark/docker";
var CIS_TRUSTED_BASE = { name: "CIS Docker Benchmark 4.2", url: CIS };
var CIS_SETUID = { name: "CIS Docker Benchmark 4.8", url: CIS };
var CIS_ADD = { name: "CIS Docker Benchmark 4.9", url: CIS };
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
var DOCKERFILE_SYNTAX = {
  name: "Docker, Custom Dockerfile syntax",
  url: "https://docs.docker.com/build/buildkit/frontend/"
};

// src/checks/build/base-images-pinned.ts
var META = { id: "base-images-pinned", severity: "low" };
var baseImagesPinned = defineCheck({
  ...META,
  title: "Base images are pinned by digest",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_TRUSTED_BASE, NIST_UNTRUSTED_IMAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM],
  evaluate: ({ dockerfile }) => judge2(dockerfile)
});
function judge2(dockerfile) {
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
function unpinned({ path: path3 }, { name, first, uses }) {
  const shown = visibleText(first.expanded, 120);
  const where = first.written === first.expanded ? "" : ` Put it into the ARG that ${visibleText(first.written, 120)} is made from.`;
  return finding(META, {
    key: name,
    title: "An image is not pinned by digest",
    detail: "A tag can be moved to other content at any time, by its owner or by whoever gets hold of the account; a digest cannot.",
    seen: describeUses(uses),
    location: { file: path3, lines: first.lines },
    fix: {
      text: `Append the digest that the registry gives for it (docker buildx imagetools inspect ${shown}): ${shown}@sha256:<digest>.${where} A bot such as Dependabot or Renovate keeps it up to date.`
    }
  });
}

// src/checks/build/base-images-tagged.ts
var META2 = { id: "base-images-tagged", severity: "medium" };
var baseImagesTagged = defineCheck({
  ...META2,
  title: "Base images have a tag other than latest",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_TRUSTED_BASE, NIST_UNTRUSTED_IMAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM],
  evaluate: ({ dockerfile }) => judge3(dockerfile)
});
function judge3(dockerfile) {
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
function untagged({ path: path3 }, { name, first, uses }) {
  const shown = visibleText(first.expanded, 120);
  const isLatest = first.reference?.tag !== void 0;
  const [example] = shown.split(":latest", 1);
  return finding(META2, {
    key: name,
    title: isLatest ? "An image is named with the tag latest" : "An image is named without a tag",
    detail: `${isLatest ? "latest is" : "Without a tag the builder takes latest, which is"} whatever was pushed last: the same commit builds another image tomorrow, and nobody sees when a new major version comes in.`,
    seen: describeUses(uses),
    location: { file: path3, lines: first.lines },
    fix: { text: cure(first, example ?? shown) }
  });
}
function cure({ how, written, expanded, unset }, example) {
  if (unset.length > 0) {
    const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
    return `Give ${names.join(", ")} a default with ARG before the first FROM, so that a version is named without build arguments.`;
  }
  if (written !== expanded) return `Put a version into the ARG that ${visibleText(written, 120)} is made from.`;
  const line = { FROM: "FROM X", "COPY --from": "COPY --from=X", "RUN --mount": "RUN --mount=from=X" }[how];
  return `Name the version that you tested: ${line.replace("X", () => `${example}:<version>`)}.`;
}

// src/checks/build/no-insecure-build-steps.ts
var META3 = { id: "no-insecure-build-steps", severity: "high" };
var noInsecureBuildSteps = defineCheck({
  ...META3,
  title: "No build step asks for special rights",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_SETUID, NIST_UNTRUSTED_IMAGES, DOCKERFILE_RUN, DOCKERFILE_SYNTAX],
  evaluate: ({ dockerfile }) => judge4(dockerfile)
});
function judge4(dockerfile) {
  const stages = builtStages(dockerfile);
  const built = new Set(stages.map(({ index }) => index));
  const transfers = dockerfile.transfers.filter(({ stage }) => built.has(stage));
  const findings = [
    ...foreignFrontend(dockerfile),
    ...stages.flatMap(({ instructions }) => instructions.flatMap((instruction) => runFlags(dockerfile, instruction))),
    ...transfers.filter(setsIdBits).map((transfer) => idBits(dockerfile, transfer))
  ];
  const unknown = transfers.find(hasUnknownMode);
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownMode(dockerfile, unknown) };
  }
  const seen = findings[0]?.seen ?? `${stages.length} stage${stages.length === 1 ? "" : "s"} built, no such step in them`;
  return { kind: "judged", seen, findings };
}
var FRONTENDS = ["docker/dockerfile", "docker/dockerfile-upstream"];
function foreignFrontend({ path: path3, syntax }) {
  if (syntax === void 0) return [];
  const reference = parseImageReference(syntax);
  if (reference?.registry === "docker.io" && FRONTENDS.includes(reference.path)) return [];
  const shown = visibleText(syntax, 120);
  const found = finding(META3, {
    key: `syntax:${reference === void 0 ? shown : `${reference.registry}/${reference.path}`}`,
    severity: "medium",
    title: "The build is handed to a frontend that is not Docker\u2019s",
    detail: "The image in the syntax directive is a program that decides what the build does, whatever the lines below say.",
    seen: `# syntax=${shown}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path3, lines: { first: 1, last: 1 } },
    fix: { text: "Use Docker\u2019s own, or leave the directive out.", lines: ["# syntax=docker/dockerfile:1"] }
  });
  return [found];
}
function runFlags({ path: path3 }, { keyword, flags, lines, rest }) {
  if (keyword !== "RUN") return [];
  const location = { file: path3, lines };
  const [program = ""] = rest.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === "--security=insecure") {
      const found2 = finding(META3, {
        key: `security:${key}`,
        title: "A build step runs without a sandbox",
        detail: "The step has all privileges on the machine that builds: what it runs can take over that machine.",
        seen: `RUN --security=insecure in line ${lines.first}`,
        location,
        fix: { text: "Remove --security=insecure; do what needs privileges outside of the build." }
      });
      return [found2];
    }
    if (flag !== "--network=host") return [];
    const found = finding(META3, {
      key: `network:${key}`,
      severity: "medium",
      title: "A build step uses the network of the host",
      detail: "The step reaches every service that listens on the building machine alone, such as metadata and admin ports.",
      seen: `RUN --network=host in line ${lines.first}`,
      location,
      fix: { text: "Remove --network=host; the network that a build step has anyway reaches the outside." }
    });
    return [found];
  });
}
function setsIdBits({ chmod }) {
  const mode = chmod?.expanded ?? "";
  if (/^[0-7]{1,7}$/.test(mode)) return (Number.parseInt(mode, 8) & 3072) !== 0;
  return mode.split(",").some((clause) => /^[ugoa]*[+=][rwxXst]*s[rwxXst]*$/.test(clause));
}
function hasUnknownMode({ chmod }) {
  return chmod?.raw.includes("$") === true && (chmod.expanded === void 0 || chmod.unset.length > 0);
}
function idBits({ path: path3 }, transfer) {
  const { keyword, lines, chmod, sources } = transfer;
  const mode = visibleText(chmod?.expanded ?? "", 40);
  const files = sources.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  return finding(META3, {
    key: `chmod:${files.join(" ")}`,
    title: "A copied file gets the setuid or setgid bit",
    detail: "Whoever runs such a file gets the rights of its owner or group, usually root: a way back for a process that gave root up.",
    seen: `${keyword} --chmod=${mode} ${files.join(" ")} in line ${lines.first}`,
    location: { file: path3, lines },
    fix: { text: `Leave the bit out: --chmod=${withoutIdBits(mode)}.` }
  });
}
function withoutIdBits(mode) {
  if (/^[0-7]+$/.test(mode)) return (Number.parseInt(mode, 8) & 1023).toString(8).padStart(4, "0");
  return "0755";
}
function unknownMode({ path: path3 }, { keyword, lines, chmod }) {
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(path3)} line ${lines.first}: it cannot be known which mode ${keyword} --chmod=${visibleText(chmod?.raw ?? "", 80)} sets, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: "Write the mode as a number, or declare the variable in the stage with ARG and a default."
  };
}

// src/checks/build/shown-url.ts
function shownUrl(text) {
  const scheme = text.indexOf("://");
  const [address = "", ...fragment] = text.split("#");
  const hash = fragment.length === 0 ? "" : `#${fragment.join("#")}`;
  const query = address.indexOf("?");
  const path3 = query < 0 ? address : `${address.slice(0, query)}?\u2026`;
  if (scheme < 0) return visibleText(`${path3}${hash}`, 160);
  const start = scheme + 3;
  const slash = path3.indexOf("/", start);
  const host = path3.slice(start, slash < 0 ? void 0 : slash);
  const rest = slash < 0 ? "" : path3.slice(slash);
  return visibleText(`${path3.slice(0, start)}${host.slice(host.lastIndexOf("@") + 1)}${rest}${hash}`, 160);
}

// src/checks/build/no-remote-add.ts
var META4 = { id: "no-remote-add", severity: "medium" };
var noRemoteAdd = defineCheck({
  ...META4,
  title: "ADD fetches nothing that is not verified",
  area: "build",
  needs: ["dockerfile"],
  uses: [],
  references: [CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge5(dockerfile)
});
function judge5(dockerfile) {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const adds = dockerfile.transfers.filter(({ keyword, stage }) => keyword === "ADD" && built.has(stage));
  if (adds.length === 0) return { kind: "not-applicable", observed: "The stages that are built have no ADD." };
  const findings = adds.flatMap((add) => add.sources.flatMap((source) => judgeSource(dockerfile, add, source) ?? []));
  const unknown = adds.find((add) => add.sources.some((source) => isUnknown(add, source)));
  if (findings.length === 0 && unknown !== void 0) {
    return { kind: "undecided", problem: unknownSource(dockerfile, unknown) };
  }
  const distinct = findings.filter(({ fingerprint }, index) => {
    return findings.findIndex((other) => other.fingerprint === fingerprint) === index;
  });
  const lines = adds.slice(0, 10).map((add) => add.lines.first);
  return {
    kind: "judged",
    seen: `ADD in line ${lines.join(", ")}${adds.length > 10 ? " and more" : ""}`,
    findings: distinct
  };
}
function isUnknown(add, source) {
  if (add.checksum !== void 0 || !/^["']?\$/.test(source.raw)) return false;
  return source.expanded === void 0 || source.unset.length > 0 && !isRemote(source.expanded);
}
function isRemote(source) {
  return remoteKind(source) !== void 0;
}
function remoteKind(source) {
  if (/^(?:git|ssh):\/\//i.test(source) || /^[a-zA-Z0-9_.-]+@[a-zA-Z0-9.-]+:/.test(source)) return "git";
  if (!/^https?:\/\//i.test(source)) return void 0;
  const [path3 = ""] = source.split(/[?#]/, 1);
  return path3.endsWith(".git") ? "git" : "url";
}
function judgeSource(dockerfile, add, source) {
  const text = source.expanded ?? source.raw;
  const kind = remoteKind(text);
  if (kind === void 0 || add.checksum !== void 0 || kind === "git" && namesCommit(text)) return void 0;
  const shown = shownUrl(text);
  return finding(META4, {
    key: shownUrl(source.raw),
    title: kind === "git" ? "ADD takes a Git repository without a commit" : "ADD downloads a file that is not verified",
    detail: "Whoever controls the address, or the way to it, decides what comes into the build: nothing holds it to what was reviewed.",
    seen: `ADD ${shown} in line ${add.lines.first}`,
    location: { file: dockerfile.path, lines: add.lines },
    fix: {
      text: kind === "git" ? `Name the commit that you reviewed with all its digits: ADD ${withoutFragment(shown)}#<40 hex digits>.` : `Give the digest of the file that you reviewed (curl -fsSL ${shown} | sha256sum): ADD --checksum=sha256:<digest> ${shown}.`
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
function unknownSource({ path: path3 }, add) {
  const source = add.sources.find((candidate) => isUnknown(add, candidate));
  return {
    code: "DOCKERFILE-UNREADABLE",
    what: `${visibleText(path3)} line ${add.lines.first}: it cannot be known what ADD ${visibleText(source?.raw ?? "", 120)} takes, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: "Declare the variable in the stage with ARG and a default, or use COPY for files of the build context."
  };
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
function findPasswdEntry(file, fits) {
  const refused = refusal(file, PASSWD_LINE_BYTES);
  if (refused !== void 0) return refused;
  for (const line of linesOf(file)) {
    const [name = "", , uid = "", gid = "", , home = ""] = line.split(":", 6);
    const entry = { name, uid: readNumber(uid), gid: readNumber(gid), home };
    if (fits(entry)) return entry;
  }
  return void 0;
}
function findGroupEntries(file, fits) {
  const refused = refusal(file, GROUP_LINE_BYTES);
  if (refused !== void 0) return refused;
  const found = [];
  for (const line of linesOf(file)) {
    if (line.startsWith("#")) continue;
    const [name = "", , gid = "", members = ""] = line.split(":", 4);
    const entry = { name, gid: readNumber(gid), members };
    if (fits(entry)) found.push(entry);
  }
  return found;
}
function hasMember(group, user) {
  return user !== "" && !user.includes(",") && `,${group.members},`.includes(`,${user},`);
}
function refusal(file, lineBytes) {
  if (reaches(file, MAX_FILE_BYTES + 1)) return { refused: `it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB` };
  for (const line of rawLines(file)) {
    if (reaches(line, lineBytes)) return { refused: `it has a line of ${lineBytes / 1024} KiB or more` };
  }
  return void 0;
}
function reaches(text, bytes) {
  return text.length * 3 >= bytes && Buffer.byteLength(text) >= bytes;
}
function* linesOf(file) {
  for (const raw of rawLines(file)) {
    const line = trimLikeGo(raw);
    if (line !== "") yield line;
  }
}
function* rawLines(file) {
  let start = 0;
  while (start < file.length) {
    const end = file.indexOf("\n", start);
    yield end < 0 ? file.slice(start) : file.slice(start, end);
    start = end < 0 ? file.length : end + 1;
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
  const family = words.map((word) => FAMILY_OF_ID.get(word)).find((found) => found !== void 0);
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
  const account = entry === void 0 ? accountWithoutLine(userPart, uid) : accountOfLine(entry, userPart, uid);
  if (account.uid === NO_ID) return { kind: "out-of-range", part: "user", value: entry?.uid.text ?? userPart };
  return withGroups(account, groupPart, gid, group);
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
function withGroups(account, groupPart, gid, group) {
  if (groupPart === "") return withSupplementaryGroups(account, group);
  const fits = (entry2) => gid.reading === "exact" ? entry2.gid.value === gid.value : entry2.name === groupPart;
  const found = group === void 0 ? [] : findGroupEntries(group, fits);
  if (isRefused(found)) return refusedFile("group", groupPart, "/etc/group", found);
  const [entry] = found;
  if (gid.reading === "exact") {
    return resolved({ ...account, gid: kernelId(gid), gidFrom: { from: "number" } }, []);
  }
  if (entry === void 0) return notFound("group", groupPart, "/etc/group", group);
  return resolved({ ...account, gid: kernelId(entry.gid), gidFrom: stated("group", entry.gid) }, []);
}
function withSupplementaryGroups(account, group) {
  const { name } = account;
  if (name === void 0 || name === "" || group === void 0) return resolved(account, []);
  const found = findGroupEntries(group, (entry) => hasMember(entry, name));
  if (isRefused(found)) return refusedFile("group", name, "/etc/group", found);
  return resolved(account, found);
}
function resolved(account, groups) {
  if (account.gid === NO_ID) {
    const value = "stated" in account.gidFrom ? account.gidFrom.stated.text : "";
    return { kind: "out-of-range", part: "group", value };
  }
  const supplementary = groups.map((entry) => ({ gid: kernelId(entry.gid), name: entry.name }));
  const refused = groups.find((entry) => kernelId(entry.gid) === NO_ID);
  if (refused !== void 0) return { kind: "out-of-range", part: "group", value: refused.gid.text };
  return { kind: "resolved", user: { ...account, supplementary } };
}
function kernelId(number) {
  return Number(BigInt.asUintN(32, number.value));
}
function stated(from, number) {
  return { from, stated: number };
}
function isRefused(found) {
  return found !== void 0 && "refused" in found;
}
function refusedFile(part, name, path3, file) {
  const why = `the engine refuses to read ${path3}, because ${file.refused}`;
  return { kind: "unresolvable", part, name, why, refusedFile: path3 };
}
function notFound(part, name, path3, file) {
  const why = file === void 0 ? `the image has no ${path3}` : `${path3} of the image has no such ${part}`;
  return { kind: "unresolvable", part, name, why };
}

// src/checks/user/effective-user.ts
function effectiveUser(config, accounts, spec = config.user) {
  return resolveUser(spec, textOf(accounts.passwd), textOf(accounts.group));
}
function textOf(file) {
  return file.state === "present" ? file.text : void 0;
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
  const shown = visibleText(userPart, 80);
  if (spec === "") return `No user is set, so the engine takes uid ${user.uid}.`;
  if (userPart === "") return `${showUser(spec)} has no user part, so the engine takes uid ${user.uid}.`;
  if (user.uidFrom.from !== "passwd") return `The engine reads ${shown} as uid ${user.uid}.`;
  const { stated: stated2 } = user.uidFrom;
  const text = visibleText(stated2.text, 40);
  switch (stated2.reading) {
    case "exact":
      return `/etc/passwd of the image gives ${shown} the uid ${user.uid}.`;
    case "not-a-number":
      return `/etc/passwd of the image gives ${shown} the uid "${text}", which is no number: the engine takes 0.`;
    case "out-of-range":
      return `/etc/passwd of the image gives ${shown} the uid ${text}, of which the engine keeps 32 bits: ${user.uid}.`;
  }
}

// src/checks/user/new-account.ts
var FIRST_UID = 20002;
var FIRST_GID = 10001;
var CHOICES = 20;
var NAMES = ["app", "appuser", "containerapp"];
var PLAIN_NAME = /^[a-z][a-z0-9-]{0,30}$/;
function newAccount(accounts, wanted) {
  const family = distributionOf(textOf(accounts.osRelease)).family;
  const free = freeIdentity(accounts, wanted);
  return { uid: free.uid, gid: free.gid, ...RECIPES[family](free) };
}
function existingAccount(accounts) {
  const found = findPasswdEntry(textOf(accounts.passwd) ?? "", ({ uid, gid }) => {
    return uid.value >= 1000n && uid.value <= 59999n && gid.reading === "exact" && gid.value > 0n;
  });
  if (found === void 0 || "refused" in found) return void 0;
  return { uid: Number(found.uid.value), gid: Number(found.gid.value) };
}
var shadow = (system, nologin, extra) => ({ name, uid, gid }) => ({
  lines: [
    `RUN groupadd --gid ${gid} ${name} && useradd --uid ${uid} --gid ${gid} --create-home --shell ${nologin} ${name}`
  ],
  sentence: `For ${system}: a group, a user and its home directory.${extra}`
});
var withoutTools = (why) => {
  return ({ uid, gid }) => ({
    lines: [],
    sentence: `${why} A number needs no account: give it the files that it must write with COPY --chown=${uid}:${gid}.`
  });
};
var RECIPES = {
  alpine: ({ name, uid, gid }) => ({
    lines: [`RUN addgroup -g ${gid} -S ${name} && adduser -u ${uid} -S -D -G ${name} -h /home/${name} ${name}`],
    sentence: "For Alpine and its relatives: a group, a user and its home directory."
  }),
  debian: shadow("Debian and its relatives", "/usr/sbin/nologin", ""),
  redhat: shadow("Red Hat and its relatives", "/sbin/nologin", " Minimal images need the package shadow-utils first."),
  suse: shadow("SUSE", "/sbin/nologin", " Minimal images need the package shadow first."),
  other: withoutTools("The gate does not know the tools of this distribution."),
  none: withoutTools("The image has no os-release and probably no tools to make users.")
};
function freeIdentity(accounts, wanted) {
  const passwd = textOf(accounts.passwd) ?? "";
  const group = textOf(accounts.group) ?? "";
  const names = wanted !== void 0 && PLAIN_NAME.test(wanted) ? [wanted, ...NAMES] : [...NAMES];
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
    name: names.find((name) => !taken.names.has(name)) ?? NAMES[0],
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
  const account = newAccount(situation.accounts, wanted);
  return place(situation, [...account.lines, userInstruction(account)], account.sentence);
}
function switchUser(situation, ids, sentence) {
  return place(situation, [userInstruction(ids)], sentence);
}
function userInstruction({ uid, gid }) {
  return `USER ${uid}:${gid}`;
}
function place({ dockerfile, rootNow }, cure5, sentence) {
  const makesUser = cure5.some((line) => line.startsWith("RUN "));
  const asRoot = (needed) => makesUser && needed ? ["USER 0", ...cure5] : cure5;
  if (dockerfile === void 0) {
    const text2 = `${sentence} Put this at the end of the Dockerfile that the image is built from.`;
    return { text: text2, lines: asRoot(!rootNow), placement: "append" };
  }
  const stage = dockerfile.stages[dockerfile.finalStage];
  const user = dockerfile.user;
  const instructions = stage?.instructions ?? [];
  const later = instructions.filter(({ lines }) => user !== void 0 && lines.first > user.lines.last);
  const runsAsRootLater = rootNow && later.some(({ keyword }) => keyword === "RUN");
  if (user !== void 0 && user.stage === dockerfile.finalStage && !runsAsRootLater) {
    const earlierUser = instructions.some(({ keyword, lines }) => keyword === "USER" && lines.last < user.lines.first);
    return { text: `${sentence} Replace the USER line.`, lines: asRoot(earlierUser), placement: "replace" };
  }
  const last = instructions.at(-1)?.lines.last;
  const where = last === void 0 ? "" : `, after line ${last}`;
  const why = runsAsRootLater ? " (the RUN lines before it still need root)" : "";
  const text = `${sentence} Put this at the end of the stage that is built${where}${why}.`;
  return { text, lines: asRoot(!rootNow), placement: "append" };
}

// src/checks/user/deciding-line.ts
function decidingLine(config, dockerfile) {
  if (dockerfile === void 0) {
    return { kind: "no-dockerfile", sentence: "There is no Dockerfile here to point at: the image itself says so." };
  }
  if (dockerfile.user !== void 0) return userLine(config, dockerfile, dockerfile.user);
  return inheritedUser(config, dockerfile);
}
function userLine(config, dockerfile, user) {
  const { path: path3, stages, finalStage } = dockerfile;
  const elsewhere = user.stage === finalStage ? "" : `, inherited from ${stageName(stages[user.stage], user.stage)}`;
  const written = `USER ${visibleText(user.raw, 80)}`;
  const place2 = `${visibleText(path3)} line ${user.lines.first}`;
  const sentence = user.expanded === config.user ? `${place2} decides it: ${written}${elsewhere}.` : `${place2} says ${written}${elsewhere}; the built image says ${showUser(config.user)}, and that counts.`;
  return { kind: "user-line", location: { file: path3, lines: user.lines }, sentence };
}
function inheritedUser(config, dockerfile) {
  const { path: path3, externalBase } = dockerfile;
  const location = { file: path3, lines: externalBase.lines };
  const from = `FROM in line ${externalBase.lines.first} of ${visibleText(path3)}`;
  const hint = userOfOtherStage(dockerfile);
  if (externalBase.scratch) {
    const sentence2 = `The stage that is built has no USER and starts from scratch (${from}).${hint}`;
    return { kind: "scratch", location, sentence: sentence2 };
  }
  const base = visibleText(externalBase.reference, 120);
  const what = config.user === "" ? "sets none either" : `sets ${showUser(config.user)}`;
  const sentence = `The stage that is built has no USER; its base image ${base} (${from}) ${what}.${hint}`;
  return { kind: "inherited", location, sentence };
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
var NIST_IMAGE_CONFIGURATION = {
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

// src/checks/user/user-in-range.ts
var META5 = { id: "user-in-range", severity: "medium" };
var userInRange = defineCheck({
  ...META5,
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
    const found = finding(META5, {
      key: "range",
      title: "An id of the image is outside the range that engines accept",
      detail: `${reason} ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: unprivilegedUser({ accounts, dockerfile, rootNow })
    });
    return { kind: "judged", seen, findings: [found] };
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

// src/checks/user/user-not-root.ts
var META6 = { id: "user-not-root", severity: "high" };
var userNotRoot = defineCheck({
  ...META6,
  title: "The image does not run as root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_USER, NIST_IMAGE_CONFIGURATION, POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    if (config.os === "windows") return judgeWindows(config, dockerfile);
    return notForLinux(config) ?? judgeLinux(config, accounts, dockerfile);
  }
});
function judgeLinux(config, accounts, dockerfile) {
  const resolution = effectiveUser(config, accounts);
  if (resolution.kind !== "resolved") return undetermined(config, resolution);
  const seen = describeUser(config.user, resolution);
  if (resolution.user.uid !== 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found = finding(META6, {
    key: "uid-0",
    title: "The image runs as root",
    detail: `${reasonForUid(config.user, resolution.user)} ${deciding.sentence} Whoever takes over the process has all capabilities of the container and every file of it.`,
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix: unprivilegedUser({ accounts, dockerfile, rootNow: true })
  });
  return { kind: "judged", seen, findings: [found] };
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
  const found = finding(META6, {
    key: "uid-0",
    title: "The image runs as administrator",
    detail: `${deciding.sentence} ContainerAdministrator may change everything in the container.`,
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix: { text: "End the stage that is built with this line.", lines: ["USER ContainerUser"], placement: "append" }
  });
  return { kind: "judged", seen, findings: [found] };
}

// src/checks/user/user-not-root-group.ts
var META7 = { id: "user-not-root-group", severity: "medium" };
var SPARE_GID = 10001;
var userNotRootGroup = defineCheck({
  ...META7,
  title: "The image does not run in the group root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [NIST_IMAGE_CONFIGURATION, OCI_CONFIG_USER],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== void 0) return other;
    const resolution = effectiveUser(config, accounts);
    if (resolution.kind !== "resolved") return undetermined(config, resolution);
    const seen = describeUser(config.user, resolution);
    const { user } = resolution;
    const reason = reasonForGroup(config, user);
    if (reason === void 0) return { kind: "judged", seen, findings: [] };
    const deciding = decidingLine(config, dockerfile);
    const situation = { accounts, dockerfile, rootNow: user.uid === 0 };
    const ids = { uid: user.uid, gid: user.gid === 0 ? SPARE_GID : user.gid };
    const found = finding(META7, {
      key: "gid-0",
      title: "The image runs in the group root",
      detail: `${reason} ${deciding.sentence} What the group root may read or write is open to it.`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: user.uid === 0 ? unprivilegedUser(situation) : switchUser(situation, ids, "Name a group other than 0; with one named, no further groups come along.")
    });
    return { kind: "judged", seen, findings: [found] };
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
  const file = gidFrom.from === "passwd" ? `/etc/passwd gives ${visibleText(user.name ?? "", 40)}` : "/etc/group gives it";
  switch (gidFrom.stated.reading) {
    case "exact":
      return `${file} the gid 0.`;
    case "not-a-number":
      return `${file} the gid "${text}", which is no number: the engine takes 0.`;
    case "out-of-range":
      return `${file} the gid ${text}, of which the engine keeps 32 bits: 0.`;
  }
}

// src/checks/user/user-numeric.ts
var META8 = { id: "user-numeric", severity: "low" };
var userNumeric = defineCheck({
  ...META8,
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
    const found = finding(META8, {
      key: "name",
      title: "The user of the image is a name",
      detail: `Kubernetes can't tell who "${visibleText(userPart, 80)}" is: with runAsNonRoot it refuses the pod, and a name can come to mean another uid with a new base image. ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure2({ accounts, dockerfile, rootNow: user?.uid === 0 }, user, userPart)
    });
    return { kind: "judged", seen, findings: [found] };
  }
});
function cure2(situation, user, userPart) {
  if (user === void 0) return unprivilegedUser(situation, userPart);
  if (user.uid === 0) return unprivilegedUser(situation);
  const lost2 = user.supplementary.map((group) => `${group.gid} (${visibleText(group.name, 40)})`).slice(0, 5);
  const note = lost2.length === 0 ? "" : ` This leaves out the groups ${lost2.join(", ")}: write USER ${user.uid} if it needs them.`;
  return switchUser(situation, user, `The same user and group as numbers.${note}`);
}

// src/checks/user/user-resolvable.ts
var META9 = { id: "user-resolvable", severity: "high" };
var userResolvable = defineCheck({
  ...META9,
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
    const found = finding(META9, {
      key: resolution.part,
      title: `The ${resolution.part} of the image cannot be resolved`,
      detail: `${deciding.sentence} ${explain(config, resolution.why)}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure3(config, accounts, { accounts, dockerfile, rootNow: false }, resolution)
    });
    return { kind: "judged", seen, findings: [found] };
  }
});
function explain(config, why) {
  if (config.user.split(":", 3).length > 2) {
    return "Engines do not agree on a second colon: some ignore what follows, others look for a group of that name.";
  }
  const comment = config.user.includes("#") ? " A # behind USER starts no comment: it is part of the name." : "";
  return `The engine starts no container of this image: ${why}.${comment} The build does not notice.`;
}
function cure3(config, accounts, situation, resolution) {
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
var META10 = { id: "user-variable-set", severity: "high" };
var userVariableSet = defineCheck({
  ...META10,
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
    return judge6(config, dockerfile, user);
  }
});
function judge6(config, dockerfile, user) {
  const seen = `USER ${visibleText(user.raw, 80)} \u2192 ${config.user === "" ? "empty" : showUser(config.user)}`;
  const what = lostVariable(config, user);
  if (what === void 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found = finding(META10, {
    key: "variable",
    title: "The variable in USER has no value",
    detail: `${what} ${deciding.sentence} The build succeeds all the same.`,
    seen,
    location: { file: dockerfile.path, lines: user.lines },
    fix: cure4(user)
  });
  return { kind: "judged", seen, findings: [found] };
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
function cure4(user) {
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
  noInsecureBuildSteps,
  userNotRoot,
  userVariableSet,
  userResolvable,
  userInRange,
  userNotRootGroup,
  userNumeric
];

// src/evidence/built-image.ts
async function collectImage(engine, request) {
  let inspected;
  const image = await gapOnError(async () => {
    const description = await engine.describe();
    const found = request.kind === "build" ? await build(engine, request) : await resolve(engine, request);
    inspected = found.inspected;
    const { id, repoDigests } = found.inspected;
    const value = { id, repoDigests, origin: found.origin, engine: description };
    return { state: "known", value, source: engineSource(description, `image ${id}`) };
  });
  return { image, ...image.state === "known" && inspected && { inspected } };
}
async function recheckImage(engine, judged, gateTag) {
  const name = judged.origin.kind === "built" ? gateTag : judged.origin.reference;
  try {
    const { id } = await engine.inspect(name);
    return id === judged.id ? void 0 : changed(name, judged.id, id);
  } catch (error) {
    const problem = toProblem(error);
    return problem.code === "IMAGE-NOT-FOUND" ? changed(name, judged.id, "no image") : problem;
  }
}
function engineSource(engine, subject) {
  return { tool: `docker ${engine.clientVersion} (engine ${engine.serverVersion})`, subject };
}
async function build(engine, request) {
  const { context, dockerfile } = request;
  const { id, builder, durationMs } = await engine.build(request.build);
  const inspected = await engine.inspect(id);
  refuseOtherPlatform(inspected, request.build.platform);
  return { inspected, origin: { kind: "built", builder, context, dockerfile, durationMs } };
}
function refuseOtherPlatform({ config }, asked) {
  if (asked === void 0) return;
  const [os, architecture, variant] = asked.split("/");
  const same = config.os === os && config.architecture === architecture;
  if (same && (variant === void 0 || config.variant === void 0 || config.variant === variant)) return;
  throw new GateError({
    code: "BUILDER-UNSUPPORTED",
    what: `The build was asked for ${asked} and made an image for ${visibleText(`${config.os}/${config.architecture}`, 60)}.`,
    means: NO_VERDICT,
    todo: "Install buildx (on a runner: docker/setup-buildx-action), which builds for other platforms, or leave platforms out."
  });
}
async function resolve(engine, request) {
  const { reference, pull } = request;
  const parsed = parseImageReference(reference);
  const isId = isImageId(reference);
  if (parsed === void 0 && !isId) throw notAReference(reference);
  const local = pull && !isId ? void 0 : await engine.inspect(reference).catch(undefinedIfUnknown(isId));
  const inspected = local ?? await pulled(engine, request);
  const asked = isId ? reference : parsed?.digest;
  if (asked !== void 0 && !hasDigest(inspected, asked)) {
    throw new GateError(changed(reference, asked, inspected.id));
  }
  return { inspected, origin: { kind: "reference", reference, pulled: local === void 0 } };
}
async function pulled(engine, request) {
  const log = request.log();
  try {
    await engine.pull(request.reference, log);
    log.end("pulled");
  } catch (error) {
    log.end("not pulled");
    throw error;
  }
  return engine.inspect(request.reference);
}
function undefinedIfUnknown(isId) {
  return (error) => {
    if (!isId && error instanceof GateError && error.code === "IMAGE-NOT-FOUND") return void 0;
    throw error;
  };
}
function hasDigest({ id, repoDigests }, digest) {
  return id === digest || repoDigests.some((known) => known.endsWith(`@${digest}`));
}
function notAReference(reference) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${visibleText(reference, 120)} is no image reference.`,
    means: NO_VERDICT,
    todo: "Write image as registry/name:tag, registry/name@sha256:\u2026 or an image id (sha256:\u2026)."
  });
}
function changed(name, judged, found) {
  return {
    code: "IMAGE-CHANGED",
    what: `${visibleText(name, 200)} does not lead to ${judged}, the image that this run is about, but to ${found}.`,
    means: NO_VERDICT,
    todo: "Find out who changes the tag while the gate runs, and run the gate again; or name the image by its digest."
  };
}

// src/evidence/collect.ts
import path from "node:path";

// src/evidence/image-accounts.ts
var PASSWD = "/etc/passwd";
var GROUP = "/etc/group";
var OS_RELEASE = ["/etc/os-release", "/usr/lib/os-release"];
function collectImageAccounts(engine, image, config) {
  return gapOnError(async () => {
    if (config.os === "windows") {
      const absent2 = { state: "absent" };
      const source = engineSource(image.engine, `the operating system of ${image.id}: windows`);
      return { state: "known", value: { passwd: absent2, group: absent2, osRelease: absent2 }, source };
    }
    if (config.os !== "linux") throw notLinux(config.os);
    const files = await engine.readTextFiles(image.id, [PASSWD, GROUP, ...OS_RELEASE]);
    const file = (path3) => {
      const found = files.get(path3);
      if (found === void 0) throw new Error(`the engine did not answer for ${path3}`);
      return found;
    };
    const osRelease = OS_RELEASE.map(file).find(({ state }) => state === "present") ?? { state: "absent" };
    const value = { passwd: file(PASSWD), group: file(GROUP), osRelease };
    return { state: "known", value, source: engineSource(image.engine, `${PASSWD}, ${GROUP} of ${image.id}`) };
  });
}
function notLinux(os) {
  return new GateError({
    code: "ACCOUNTS-UNREADABLE",
    what: `The image is for ${visibleText(os, 40)}; the gate knows how users are found in Linux images only.`,
    means: NO_VERDICT,
    todo: "Judge the Linux image of the project."
  });
}

// src/evidence/image-config.ts
function collectImageConfig(image, inspected) {
  if (inspected.id !== image.id) {
    const problem = {
      code: "IMAGE-CHANGED",
      what: `The engine's description is of ${inspected.id}, not of the judged image ${image.id}.`,
      means: NO_VERDICT,
      todo: "Find out what else on this engine changes images, and run the gate again."
    };
    return { state: "gap", problem };
  }
  return { state: "known", value: inspected.config, source: engineSource(image.engine, `image ${image.id}`) };
}

// src/evidence/image-history.ts
function collectImageHistory(engine, image) {
  return gapOnError(async () => {
    const value = await engine.history(image.id);
    return { state: "known", value, source: engineSource(image.engine, `history of ${image.id}`) };
  });
}

// src/evidence/collect.ts
var BUILD_TIMEOUT_MS = 2 * 60 * 60 * 1e3;
async function collectEvidence(kinds, subject, gateTag, ports) {
  const [dockerfile, fromImage] = await Promise.all([
    kinds.has("dockerfile") ? readDockerfile(subject, ports) : void 0,
    collectFromImage(kinds, subject, gateTag, ports)
  ]);
  return { ...fromImage, ...dockerfile === void 0 ? {} : { dockerfile } };
}
async function collectFromImage(kinds, subject, gateTag, ports) {
  const { image, inspected } = await findImage(subject, gateTag, ports);
  if (image.state !== "known" || inspected === void 0) return lost(image);
  const config = collectImageConfig(image.value, inspected);
  if (config.state !== "known") return { ...lost(config), image };
  const [accounts, history] = await Promise.all([
    kinds.has("image-accounts") ? collectImageAccounts(ports.engine, image.value, config.value) : void 0,
    kinds.has("image-history") ? collectImageHistory(ports.engine, image.value) : void 0
  ]);
  return {
    image,
    "image-config": config,
    ...accounts === void 0 ? {} : { "image-accounts": accounts },
    ...history === void 0 ? {} : { "image-history": history }
  };
}
function lost(reason) {
  if (reason.state === "known") throw new Error("what is known is no reason for a gap");
  return { image: reason, "image-config": reason, "image-accounts": reason, "image-history": reason };
}
async function findImage(subject, gateTag, ports) {
  if (subject.kind === "reference") {
    const { reference, pull } = subject.settings;
    const log = () => ports.log.group(`Pull ${reference}`);
    return collectImage(ports.engine, { kind: "reference", reference, pull, log });
  }
  const group = ports.log.group(`Build ${subject.file.relative}`);
  const build2 = buildRequest(subject, gateTag, ports, group);
  const request = {
    kind: "build",
    build: build2,
    context: subject.context.relative,
    dockerfile: subject.file.relative
  };
  const started = ports.clock.ticks();
  const collected = await collectImage(ports.engine, request);
  const seconds = ((ports.clock.ticks() - started) / 1e3).toFixed(1);
  group.end(
    collected.image.state === "known" ? `Built ${collected.image.value.id} in ${seconds} s` : `Build of ${subject.file.relative} ended without an image after ${seconds} s`
  );
  return collected;
}
function buildRequest({ settings, context, file }, gateTag, ports, log) {
  const { kind: _, contextGiven: __, tags: ___, context: ____, file: _____, ...rest } = settings;
  return {
    ...rest,
    context: context.absolute,
    file: file.absolute,
    gateTag,
    timeoutMs: BUILD_TIMEOUT_MS,
    log,
    logFile: path.join(ports.temporaryFolder, "build.log")
  };
}
async function readDockerfile(subject, { workspace, environment }) {
  if (subject.kind === "reference") {
    return { state: "absent", observed: "the image was not built by this run, so there is no Dockerfile to read" };
  }
  const { collectDockerfile } = await import("./dockerfile-M2G5BWCS.js");
  const { target, buildArgs, buildContexts, platform } = subject.settings;
  return collectDockerfile(workspace, {
    file: subject.file,
    buildArgs,
    buildContexts,
    environment,
    ...target === void 0 ? {} : { target },
    ...platform === void 0 ? {} : { platform }
  });
}

// src/evidence/build-sources.ts
import path2 from "node:path";
async function resolveBuildSources(settings, workspace) {
  const secrets = await Promise.all(settings.secrets.map((text) => replace(text, /^(src|source)=/, workspace, fileOf)));
  const local = (text) => /(^|,)type=local(,|$)/.test(text) ? replace(text, /^(src|dest)=/, workspace, folderOf) : Promise.resolve(text);
  const [cacheFrom, cacheTo] = await Promise.all([
    Promise.all(settings.cacheFrom.map(local)),
    Promise.all(settings.cacheTo.map(local))
  ]);
  return { ...settings, secrets, cacheFrom, cacheTo };
}
async function replace(text, field, workspace, resolve2) {
  const fields = text.split(",").map(async (part) => {
    const key = field.exec(part)?.[0];
    const given = key === void 0 ? "" : part.slice(key.length);
    if (key === void 0 || given === "" || !isOfWorkspace(workspace, given)) return part;
    return `${key}${await resolve2(workspace, given)}`;
  });
  return (await Promise.all(fields)).join(",");
}
function isOfWorkspace({ root }, given) {
  return !path2.isAbsolute(given) || `${path2.normalize(given)}/`.startsWith(`${root}/`);
}
async function fileOf(workspace, given) {
  const found = await workspace.resolve(given, "file");
  if (found !== void 0) return found.absolute;
  throw new GateError({
    code: "INPUT-INVALID",
    what: `secrets names the file ${visibleText(given, 120)}, which does not exist in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct secrets, or give the secret by a variable (id=NAME,env=VARIABLE)."
  });
}
async function folderOf(workspace, given) {
  const missing = [];
  for (let there = given; ; there = path2.dirname(there)) {
    const found = await workspace.resolve(there, "folder");
    if (found !== void 0) return path2.join(found.absolute, ...missing);
    missing.unshift(path2.basename(there));
  }
}

// src/evidence/judged-subject.ts
async function findSubject(settings, workspace) {
  const { subject } = settings;
  if (subject.kind === "reference") {
    return { kind: "reference", subject: { id: "image", name: subject.reference }, settings: subject };
  }
  const context = await workspace.resolve(subject.context, "folder");
  if (context === void 0) throw absent("context", subject.context);
  for (const source of subject.buildContexts) await checkBuildContext(source, workspace);
  const wanted = subject.file ?? `${subject.context}/Dockerfile`;
  const file = await workspace.resolve(wanted, "file");
  if (file === void 0) {
    if (!subject.contextGiven) throw nothingToCheck();
    throw absent(subject.file === void 0 ? "Dockerfile" : "file", wanted);
  }
  const sources = await resolveBuildSources(subject, workspace);
  return { kind: "build", subject: { id: "image", name: file.relative }, settings: sources, context, file };
}
async function checkBuildContext(assignment, workspace) {
  const source = assignment.slice(assignment.indexOf("=") + 1);
  if (/^docker-image:\/\/[^-]/.test(source)) return;
  const remote = /^[a-z][a-z0-9+.-]*:/i.test(source) || source.startsWith("git@");
  if (!remote && await workspace.resolve(source, "folder") !== void 0) return;
  throw new GateError({
    code: "INPUT-INVALID",
    what: `build-contexts has the source ${visibleText(source.replace(/\/\/[^/@]*@/, "//***@"), 120)}, which is neither a folder of the repository nor docker-image://\u2026.`,
    means: NO_VERDICT,
    todo: "Correct build-contexts."
  });
}
function absent(setting, given) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${setting}: there is no ${visibleText(given, 120)} in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct context or file; on a runner, check the repository out before the gate."
  });
}
function nothingToCheck() {
  return new GateError({
    code: "NOTHING-TO-CHECK",
    what: "There is no Dockerfile in the working folder, and neither context, file nor image was given.",
    means: NO_VERDICT,
    todo: "Give context (a folder with a Dockerfile), file, or image; on a runner, check the repository out before the gate."
  });
}

// src/evidence/policy-file.ts
var POLICY_FILE = ".github/docker-security-gate.yml";
async function refuseUnreadPolicy(workspace) {
  const found = await workspace.resolve(POLICY_FILE, "file");
  if (found === void 0) return;
  throw new GateError({
    code: "NOT-AVAILABLE-YET",
    what: `There is a policy file, ${POLICY_FILE}, and this version of the gate does not read policy files yet.`,
    means: NO_VERDICT,
    todo: "Take the file away, or wait for the version that reads it: see CHANGELOG.md."
  });
}

// src/evidence/tree.ts
async function describeTree(subject, { where, commit, workflowCommit }, workspace) {
  if (where !== "github-actions" || subject.kind !== "build") return [];
  const tree = await workspace.checkedOut(subject.context.absolute);
  if (tree === void 0) return ["What was built is no git checkout, so it is not known to be this commit."];
  if (tree.commit === commit || tree.commit === workflowCommit) return [];
  return [`What was built is a checkout of ${tree.commit.slice(0, 12)}, which is another commit.`];
}

// src/evidence/unsafe-event.ts
async function refuseUnsafeBuild(subject, circumstances, workspace) {
  if (!circumstances.privileged || subject.kind === "reference") return;
  const around = await workspace.checkedOut(subject.context.absolute);
  const beside = await workspace.checkedOut(workspace.root);
  const own = [around, beside].every(
    (checkout) => checkout?.clean === true && checkout.commit === circumstances.workflowCommit
  );
  if (own) return;
  throw new GateError({
    code: "EVENT-UNSAFE",
    what: `The event ${circumstances.event ?? ""} runs with this repository's secrets, and the tree is not exactly the workflow's own commit.`,
    means: "Nothing was built, so the verdict is NO VERDICT, not PASS.",
    todo: "Run the gate on pull_request, or give it an image by digest instead of building."
  });
}

// src/plan.ts
function makePlan(settings, checks, commentReason) {
  const evidence = /* @__PURE__ */ new Set(["image"]);
  for (const check of checks) for (const kind of [...check.needs, ...check.uses]) evidence.add(kind);
  return {
    checks,
    evidence,
    lines: [subjectLine(settings), ...checkLines(checks), ...leftOut(settings, commentReason)]
  };
}
function subjectLine({ subject }) {
  if (subject.kind === "reference") {
    const how = subject.pull ? "pulled first" : "taken from the engine, pulled if it is not there";
    return { part: `image ${subject.reference}`, runs: true, reason: how };
  }
  const file = subject.file ?? `${subject.context}/Dockerfile`;
  return { part: `build of ${subject.context}`, runs: true, reason: `with ${file}` };
}
function checkLines(checks) {
  return checks.map((check) => ({ part: check.id, runs: true, reason: check.title }));
}
function leftOut(settings, commentReason) {
  const scanning = settings.scanning === "none" ? "switched off by scanner: none" : "this version of the gate has no scanner yet";
  const comment = commentReason === void 0 ? { part: "pull-request comment", runs: true, reason: settings.reports.comment } : { part: "pull-request comment", runs: false, reason: commentReason };
  return [{ part: "vulnerabilities", runs: false, reason: scanning }, comment];
}

// src/gate.ts
async function runGate(request, ports) {
  const { settings, circumstances, gateVersion } = request;
  const startedAt = ports.clock.now();
  const ticks = ports.clock.ticks();
  const plan = makePlan(settings, CHECKS, request.noComment);
  const report = (parts) => {
    const durationMs = ports.clock.ticks() - ticks;
    return buildReport({ gateVersion, circumstances, settings, startedAt, durationMs, plan: plan.lines, ...parts });
  };
  try {
    printPlan(plan, ports.log);
    const subject = await findSubject(settings, ports.workspace);
    if (settings.reports.reportFile !== void 0) await ports.workspace.refuseUnwritable(settings.reports.reportFile);
    await refuseUnreadPolicy(ports.workspace);
    await refuseUnsafeBuild(subject, circumstances, ports.workspace);
    const tree = await describeTree(subject, circumstances, ports.workspace);
    const bundle = await collectEvidence(plan.evidence, subject, request.gateTag, ports);
    const outcomes = evaluateChecks(plan.checks, bundle, subject.subject);
    const problems = await lookAgain(bundle, request.gateTag, ports);
    const planned = plan.checks.map(({ id }) => ({ checkId: id, subject: subject.subject }));
    const decide = (more) => judge({ planned, outcomes, problems: [...problems, ...more], threshold: settings.threshold });
    const verdict = decide([]);
    const untagged2 = verdict.verdict === "pass" ? await setTags(bundle, subject, ports.engine) : [];
    return report({
      subject: subject.subject,
      bundle,
      outcomes,
      remarks: tree,
      verdict: untagged2.length > 0 ? decide(untagged2) : verdict
    });
  } catch (thrown) {
    ports.log.debug(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
    return report({ problems: [toProblem(thrown)] });
  }
}
function printPlan(plan, log) {
  log.info("Plan:");
  for (const { part, runs, reason } of plan.lines) {
    log.info(`  ${runs ? "\u2022" : "\u2013"} ${visibleText(part, 120)}: ${runs ? "" : "left out, "}${visibleText(reason, 160)}`);
  }
}
async function lookAgain({ image }, gateTag, ports) {
  ports.signal.throwIfAborted();
  const changed2 = image?.state === "known" ? await recheckImage(ports.engine, image.value, gateTag) : void 0;
  ports.signal.throwIfAborted();
  return changed2 === void 0 ? [] : [changed2];
}
async function setTags({ image }, subject, engine) {
  if (image?.state !== "known" || subject.kind !== "build") return [];
  const problems = [];
  const set = [];
  for (const tag of subject.settings.tags) {
    await engine.tag(image.value.id, tag).then(
      () => set.push(tag),
      (thrown) => problems.push(toProblem(thrown))
    );
  }
  if (problems.length > 0) for (const tag of set) await engine.withdraw(tag);
  return problems;
}

export {
  cancelOnSignals,
  runGate
};
