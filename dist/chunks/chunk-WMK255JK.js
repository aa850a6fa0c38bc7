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
  const found4 = finding(META3, {
    key: `syntax:${reference === void 0 ? shown : `${reference.registry}/${reference.path}`}`,
    severity: "medium",
    title: "The build is handed to a frontend that is not Docker\u2019s",
    detail: "The image in the syntax directive is a program that decides what the build does, whatever the lines below say.",
    seen: `# syntax=${shown}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path3, lines: { first: 1, last: 1 } },
    fix: { text: "Use Docker\u2019s own, or leave the directive out.", lines: ["# syntax=docker/dockerfile:1"] }
  });
  return [found4];
}
function runFlags({ path: path3 }, { keyword, flags, lines, rest }) {
  if (keyword !== "RUN") return [];
  const location = { file: path3, lines };
  const [program = ""] = rest.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === "--security=insecure") {
      const found5 = finding(META3, {
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
    const found4 = finding(META3, {
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

// src/checks/build/remote-source.ts
function remoteKind(source) {
  if (/^(?:git|ssh):\/\//i.test(source) || /^[a-zA-Z0-9_.-]+@[a-zA-Z0-9.-]+:/.test(source)) return "git";
  if (!/^https?:\/\//i.test(source)) return void 0;
  const [path3 = ""] = source.split(/[?#]/, 1);
  return path3.endsWith(".git") ? "git" : "url";
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
  const words2 = [id ?? "", ...(fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/)];
  const family = words2.map((word) => FAMILY_OF_ID.get(word)).find((found4) => found4 !== void 0);
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
  const found4 = [];
  for (const line of linesOf(file)) {
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

// src/checks/contents/brought-by.ts
function broughtBy(dockerfile, sets) {
  if (dockerfile === void 0) {
    return { kind: "unknown", sentence: "There is no Dockerfile here to point at: the image itself says so." };
  }
  const path3 = visibleText(dockerfile.path);
  const candidates = lineageInstructions(dockerfile).map((instruction) => ({ instruction, sure: sets(instruction) }));
  const found4 = candidates.findLast(({ sure }) => sure === true) ?? candidates.findLast(({ sure }) => sure === "maybe");
  if (found4 !== void 0) {
    const { instruction, sure } = found4;
    const { keyword, lines } = instruction;
    const does = sure === true ? "sets it" : "sets it, as far as its variables can be followed";
    const sentence = `${keyword} in line ${lines.first} of ${path3} ${does}.`;
    return { kind: "instruction", instruction, location: { file: dockerfile.path, lines }, sentence };
  }
  return fromBase(dockerfile);
}
function fromBase({ path: path3, externalBase, buildContexts }) {
  const { reference, scratch, lines } = externalBase;
  const location = { file: path3, lines };
  const shown = visibleText(path3);
  if (scratch || reference === "" || buildContexts.includes(reference)) {
    return { kind: "unknown", location, sentence: `No instruction of ${shown} shows where it comes from.` };
  }
  const base = visibleText(reference, 120);
  const sentence = `It came with the base image ${base} (FROM in line ${lines.first} of ${shown}).`;
  return { kind: "base-image", location, inheritedFrom: base, sentence };
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
    const words2 = rest.split(/\s+/);
    if (words2.some((word) => contains(readPortRange(word.replace(/["']/g, "")), port))) return true;
    return words2.some((word) => word.includes("$")) ? "maybe" : false;
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
var META5 = { id: "healthcheck-present", severity: "low" };
var healthcheckPresent = defineCheck({
  ...META5,
  title: "The image has a health check",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-accounts", "dockerfile"],
  references: [CIS_HEALTHCHECK, DOCKERFILE_HEALTHCHECK],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    const nothing = startsNothing(config);
    if (nothing !== void 0) return { kind: "not-applicable", observed: nothing };
    return judge6(config, accounts, dockerfile);
  }
});
var SHELL = /^(?:.*\/)?(?:sh|ash|bash|dash|zsh)$/;
function startsNothing({ entrypoint, cmd }) {
  const [program, ...rest] = [...entrypoint, ...cmd];
  if (program === void 0) return "The image has neither ENTRYPOINT nor CMD: it starts nothing by itself.";
  if (SHELL.test(program) && rest.every((word) => /^(?:-i|-l|-il|--login)$/.test(word))) {
    return `The image starts an interactive shell (${visibleText(program, 40)}), not a service.`;
  }
  return void 0;
}
function judge6(config, accounts, dockerfile) {
  const [kind, ...words2] = config.healthcheck ?? [];
  if (kind !== void 0 && kind !== "NONE") {
    const command = visibleText(words2.join(" "), 120);
    return { kind: "judged", seen: `HEALTHCHECK ${visibleText(kind, 20)} ${command}`, findings: [] };
  }
  const seen = kind === void 0 ? "no HEALTHCHECK" : "HEALTHCHECK NONE";
  return { kind: "judged", seen, findings: [missing(seen, config, accounts, dockerfile)] };
}
function missing(seen, config, accounts, dockerfile) {
  const off = seen === "HEALTHCHECK NONE";
  const origin = off ? broughtBy(dockerfile, ({ keyword }) => keyword === "HEALTHCHECK") : void 0;
  const location = origin?.location ?? endOfStage(dockerfile);
  return finding(META5, {
    key: "missing",
    title: off ? "The health check of the image is turned off" : "The image has no health check",
    detail: `${origin === void 0 ? "" : `${origin.sentence} `}A program that hangs looks like one that works: Docker and Swarm restart and route by the health check. Kubernetes does not read it and needs a livenessProbe in its place.`,
    seen,
    ...location === void 0 ? {} : { location },
    fix: cure2(config, accounts, origin)
  });
}
function endOfStage(dockerfile) {
  const last = dockerfile?.stages[dockerfile.finalStage]?.instructions.at(-1);
  return dockerfile === void 0 || last === void 0 ? void 0 : { file: dockerfile.path, lines: last.lines };
}
var HTTP_PORTS = [80, 3e3, 4e3, 5e3, 8e3, 8080, 8081, 8888, 9e3, 9090];
function cure2(config, accounts, origin) {
  const placement = origin?.kind === "instruction" ? "replace" : "append";
  const { family } = distributionOf(accounts === void 0 ? void 0 : textOf(accounts.osRelease));
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

// src/checks/build/shell-frames.ts
function newFrame(end) {
  return { end, pipeline: [], command: [], word: void 0, quoted: false, redirects: false };
}
function append(frame, text) {
  frame.word = (frame.word ?? "") + text;
}
function endWord(frame) {
  if (frame.word === void 0) return;
  if (!frame.redirects) frame.command.push(frame.word);
  frame.redirects = false;
  frame.word = void 0;
}
function endCommand(frame) {
  endWord(frame);
  frame.redirects = false;
  if (frame.command.length > 0) frame.pipeline.push(frame.command);
  frame.command = [];
}
function endPipeline(reading, frame) {
  endCommand(frame);
  if (frame.pipeline.length > 0) reading.pipelines.push(frame.pipeline.splice(0));
}
function open(reading, end) {
  reading.frames.push(newFrame(end));
}
function close(reading, frame) {
  endPipeline(reading, frame);
  reading.frames.pop();
}

// src/checks/build/shell-pipelines.ts
function shellPipelines(script) {
  const reading = { script, at: 0, frames: [newFrame("end of script")], pipelines: [], heredocs: [] };
  while (reading.at < script.length) {
    const frame = reading.frames.at(-1);
    if (frame === void 0) break;
    readOne(reading, frame);
  }
  for (const frame of reading.frames.toReversed()) endPipeline(reading, frame);
  return reading.pipelines;
}
function readOne(reading, frame) {
  const { script, at } = reading;
  const character = script.charAt(at);
  reading.at += 1;
  if (character === "\\") readEscape(reading, frame);
  else if (character === "`") readBacktick(reading, frame);
  else if (character === "$" && script.startsWith("{", at + 1)) readBraces(reading, frame);
  else if (character === "$" && script.startsWith("(", at + 1)) {
    append(frame, "$");
    reading.at += 1;
    open(reading, ")");
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
  endPipeline(reading, frame);
  open(reading, ")");
}
function readGroupEnd(reading, frame) {
  if (frame.end === ")") close(reading, frame);
  else endPipeline(reading, frame);
}
function readLineEnd(reading, frame) {
  endPipeline(reading, frame);
  skipHeredocs(reading);
}
function readBacktick(reading, frame) {
  if (frame.end === "`" && !frame.quoted) {
    close(reading, frame);
  } else {
    append(frame, "");
    open(reading, "`");
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
function readRedirection(reading, frame, character) {
  const { script } = reading;
  if (frame.word !== void 0 && /^\d$/.test(frame.word)) frame.word = void 0;
  if (script.charAt(reading.at) === "(") {
    reading.at += 1;
    append(frame, character);
    open(reading, ")");
    return;
  }
  endWord(frame);
  const heredoc = /^<(-?)[ \t]*(["']?)([A-Za-z0-9_.-]+)\2/.exec(script.slice(reading.at, reading.at + 80));
  if (character === "<" && heredoc !== null) {
    reading.heredocs.push({ delimiter: heredoc[3] ?? "", tabs: heredoc[1] === "-" });
    reading.at += heredoc[0].length;
    return;
  }
  while (/[<>&|]/.test(script.charAt(reading.at))) reading.at += 1;
  frame.redirects = true;
}
function skipHeredocs(reading) {
  for (const { delimiter, tabs } of reading.heredocs) {
    while (reading.at < reading.script.length) {
      const end = endOr(reading.script, "\n", reading.at);
      const line = reading.script.slice(reading.at, end);
      reading.at = end + 1;
      if ((tabs ? line.replace(/^\t+/, "") : line) === delimiter) break;
    }
  }
  reading.heredocs = [];
}
function endOr(text, sought, from) {
  const found4 = text.indexOf(sought, from);
  return found4 < 0 ? text.length : found4;
}

// src/checks/build/run-commands.ts
var SHELL2 = /^(?:.*\/)?(?:sh|ash|bash|dash|ksh|zsh)$/;
var SHELL_SCRIPT_FLAG = /^-[a-z]*c$/;
function runPipelines(instruction) {
  const { exec, rest, heredocs } = instruction;
  if (exec !== void 0) return nested([[[...exec]]]);
  const outer = shellPipelines(rest);
  const [first] = heredocs;
  const before = rest.slice(0, Math.max(rest.indexOf("<<"), 0)).trim().split(/\s+/);
  const isScript = before.every((word) => word === "" || SHELL2.test(word) || /^-[a-z]+$/.test(word));
  if (first === void 0 || !isScript) return nested(outer);
  const other = /^#!(?!.*\b(?:sh|ash|bash|dash|ksh|zsh)\b)/.test(first.body);
  return other ? [] : nested(shellPipelines(first.body));
}
function nested(pipelines) {
  return pipelines.flatMap((pipeline) => {
    const commands = pipeline.map(withoutPrefix);
    const scripts = commands.flatMap((command) => scriptOf(command) ?? []);
    return [commands, ...scripts.flatMap(shellPipelines).map((inner) => inner.map(withoutPrefix))];
  });
}
function scriptOf([program = "", ...args]) {
  if (!SHELL2.test(program)) return void 0;
  const flag = args.findIndex((word) => SHELL_SCRIPT_FLAG.test(word));
  return flag < 0 ? void 0 : args[flag + 1];
}
var RESERVED = /* @__PURE__ */ new Set(["if", "then", "elif", "else", "while", "until", "do", "!", "{", "time"]);
var WRAPPERS = /* @__PURE__ */ new Set(["sudo", "env", "exec", "command", "nice", "nohup", "eatmydata", "chroot"]);
function withoutPrefix(command) {
  let at = 0;
  for (; at < command.length; at += 1) {
    const word = command[at] ?? "";
    const wrapper = WRAPPERS.has(word);
    if (!wrapper && !RESERVED.has(word) && !/^[A-Za-z_]\w*\+?=/.test(word)) break;
    while (wrapper && command[at + 1]?.startsWith("-") === true) at += 1;
  }
  return command.slice(at);
}
function programOf([program = ""]) {
  return program.slice(program.lastIndexOf("/") + 1);
}

// src/checks/build/piped-download.ts
var DOWNLOADERS = /* @__PURE__ */ new Set(["curl", "wget", "fetch", "aria2c"]);
var INTERPRETER = /^(?:sh|ash|bash|dash|ksh|zsh|fish|python[\d.]*|perl|ruby|node|php)$/;
function isPipedDownload(pipeline) {
  const download = pipeline.findIndex((command) => DOWNLOADERS.has(programOf(command)));
  return download >= 0 && pipeline.slice(download + 1).some((command) => INTERPRETER.test(programOf(command)));
}

// src/checks/contents/no-onbuild.ts
var META6 = { id: "no-onbuild", severity: "medium" };
var noOnbuild = defineCheck({
  ...META6,
  title: "The image has no ONBUILD triggers",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [NIST_IMAGE_CONFIGURATION, DOCKERFILE_ONBUILD],
  evaluate: ({ "image-config": config, dockerfile }) => judge7(config, dockerfile)
});
function judge7({ onBuild }, dockerfile) {
  if (onBuild.length === 0) return { kind: "judged", seen: "no ONBUILD", findings: [] };
  const keywords = onBuild.slice(0, 10).map((trigger) => `ONBUILD ${visibleText(keywordOf(trigger), 20)}`);
  const more = onBuild.length - keywords.length;
  const seen = `${keywords.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const dangers = [...new Set(onBuild.flatMap((trigger) => dangerOf(trigger) ?? []))];
  const { location, lines } = placeOf2(dockerfile);
  const found4 = finding(META6, {
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
  const words2 = rest.split(/[\s"',[\]]+/);
  const verified = words2.some((word) => word.startsWith("--checksum="));
  return !verified && words2.some((word) => remoteKind(word) !== void 0);
}
function pipesDownload(rest) {
  const lines = { first: 1, last: 1 };
  const instruction = { keyword: "RUN", lines, text: rest, flags: [], heredocs: [], ...formOf(rest) };
  return runPipelines(instruction).some(isPipedDownload);
}
function formOf(text) {
  const rest = text.replace(/^(?:--\S+\s+)+/, "");
  try {
    const words2 = JSON.parse(rest);
    if (Array.isArray(words2) && words2.every((word) => typeof word === "string")) return { rest, exec: words2 };
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
var META7 = { id: "no-privileged-port", severity: "low" };
var FIRST_UNPRIVILEGED = 1024;
var noPrivilegedPort = defineCheck({
  ...META7,
  title: "A user without privileges gets no port below 1024",
  area: "contents",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_PRIVILEGED_PORTS, DOCKERFILE_EXPOSE, LINUX_IP_SYSCTL],
  evaluate: ({ "image-config": config, "image-accounts": accounts, dockerfile }) => {
    if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
    return notForLinux(config) ?? judge8(config, accounts, dockerfile);
  }
});
function judge8(config, accounts, dockerfile) {
  const ports = exposedPorts(config, ({ first }) => first > 0 && first < FIRST_UNPRIVILEGED);
  const resolution = effectiveUser(config, accounts);
  if (ports.length > 0 && resolution.kind !== "resolved") return undetermined(config, resolution);
  if (resolution.kind === "resolved" && resolution.user.uid === 0) {
    return { kind: "not-applicable", observed: "The image runs as root, which may listen on every port." };
  }
  const user = describeUser(config.user, resolution);
  const shown = ports.slice(0, 5).map(showPort).join(", ");
  const seen = ports.length === 0 ? "no exposed port below 1024" : `${user}; EXPOSE ${shown}`;
  const findings = ports.slice(0, 20).map((port) => privileged(port, user, dockerfile));
  return { kind: "judged", seen, findings };
}
function privileged(port, user, dockerfile) {
  const origin = exposedBy(dockerfile, port);
  const shown = showPort(port);
  const instead = port.first + 8e3;
  const inherited = " EXPOSE can't be taken back: expose the new port, and the old one is only a word.";
  return finding(META7, {
    key: shown,
    title: "A user without privileges is to listen on a port below 1024",
    detail: `${origin.sentence} The kernel gives such ports only to processes with CAP_NET_BIND_SERVICE. Docker lifts this inside a container (net.ipv4.ip_unprivileged_port_start=0); with the host network, and where the runtime leaves the setting at 1024, the program does not start, and people cure that by running it as root.`,
    seen: `${user}; EXPOSE ${shown}`,
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
  let at = 0;
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    const name = settings.length === count ? void 0 : /^["']?([A-Za-z_][\w./-]*)["']?=/.exec(word);
    if (settings.length === count && /^(?:\/|cmd\b|powershell\b)/.test(word)) break;
    const current = settings.at(-1);
    if (name !== null && name !== void 0) {
      settings.push({ name: name[1] ?? "", value: word.slice(name[0].length) });
    } else if (current !== void 0) current.value += word;
    at += word.length;
  }
  return { settings: settings.map(({ name, value }) => ({ name, value: value.trim() })), end: at };
}

// src/checks/contents/instruction-settings.ts
function instructionSettings({ keyword, rest }, sign) {
  const words2 = splitWords(rest, sign);
  const [first = ""] = words2;
  if (keyword !== "ARG" && !first.includes("=")) return [{ name: first, value: words2.slice(1).join(" ") }];
  return words2.map((word) => {
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
  const words2 = [];
  let word;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === "" && /\s/.test(character)) {
      if (word !== void 0) words2.push(word);
      word = void 0;
    } else if (character === sign && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? "") + text.charAt(at);
    } else if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      word ??= "";
    } else if (character === quote) {
      quote = "";
    } else {
      word = (word ?? "") + character;
    }
  }
  return word === void 0 ? words2 : [...words2, word];
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
  if (/^your[-_ ]/.test(lower) || /^<.*>$/.test(value)) return true;
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

// src/checks/contents/secret-forms.ts
var SECRET_FORMS = [
  { kind: "private key", source: "https://www.rfc-editor.org/rfc/rfc7468", isIn: hasPrivateKey },
  {
    kind: "URL with a password",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
    isIn: hasUrlPassword
  },
  {
    kind: "JSON Web Token",
    source: "https://www.rfc-editor.org/rfc/rfc7519",
    // Some services give one to every browser (Supabase's "anon" key).
    publishable: true,
    isIn: hasJwt
  },
  {
    kind: "SendGrid API key",
    source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    isIn: (text) => words(text).some((word) => /^SG\.[\w-]{22}\.[\w-]{43}$/.test(word))
  },
  {
    kind: "Azure connection string",
    source: "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
    isIn: hasAzureKey
  },
  {
    kind: "connection string with a password",
    source: "https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax",
    isIn: hasConnectionPassword
  },
  {
    kind: "Slack webhook",
    source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
    isIn: (text) => words(text).some((word) => /^[^?]{0,10}\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}$/.test(word))
  },
  {
    kind: "registry login",
    source: "https://docs.docker.com/reference/cli/docker/login/",
    isIn: (text) => after(text, '"auth":', 100).some((rest) => /^\s{0,2}"[A-Za-z0-9+/]{8,}={0,2}"/.test(rest))
  }
];
function words(text) {
  return text.split(/[\s"'`,;<>|&()[\]{}=\\]/);
}
function after(text, marker, most) {
  const found4 = [];
  for (let at = text.indexOf(marker); at >= 0 && found4.length < most; at = text.indexOf(marker, at + marker.length)) {
    found4.push(text.slice(at + marker.length, at + marker.length + 400));
  }
  return found4;
}
var ENCODED_PEM = [
  "BQUklWQVRF",
  "BSU0EgUFJJVkFURS",
  "BFQyBQUklWQVRF",
  "BPUEVOU1NIIFBSSVZBVEUg",
  "BFTkNSWVBURUQgUFJJVkFURS"
];
function hasPrivateKey(text) {
  const plain = after(text, "-----BEGIN ", 100).some(
    (rest) => /^(?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|\\)*[A-Za-z0-9+/=:, -]{16}/.test(rest)
  );
  const encoded = after(text, "LS0tLS1CRUdJTi", 100);
  return plain || encoded.some((rest) => rest.length > 60 && ENCODED_PEM.some((start) => rest.startsWith(start)));
}
function hasUrlPassword(text) {
  return text.split(/[\s"'`,;<>|()\\]/).some((word) => {
    return word.split("://").slice(1).some(hasPassword);
  });
}
function hasPassword(rest) {
  const authority = rest.slice(0, endOf(rest));
  const at = authority.lastIndexOf("@");
  const colon = authority.indexOf(":");
  if (at < 0 || colon < 0 || colon > at) return false;
  return !isPlaceholder(authority.slice(colon + 1, at));
}
function endOf(rest) {
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest.length : end;
}
function hasJwt(text) {
  return words(text).some((word) => /^(?:[A-Za-z-]{1,20}:)?eyJ[\w-]{10,}\.eyJ[\w-]{5,}\.[\w-]{20,}$/.test(word));
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
  const places = parts.flatMap((words2) => words2.slice(0, -1)).map((word) => word.toLowerCase().replace(/^.*["']/s, ""));
  if (!places.some((word) => PLACE.includes(word))) return false;
  return parts.some(([name = "", ...value]) => {
    return ["password", "pwd"].includes(name.toLowerCase()) && !isPlaceholder(value.join("="));
  });
}

// src/checks/contents/secret-name.ts
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
var KEYS = "api private secret access encryption signing master account fernet auth deploy ssh rsa jwt".split(" ");
var NONE = new Set(
  "max min stop special pad eos bos unk num no without disable disabled skip empty random allow".split(" ")
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
  const words2 = nameWords(name);
  if (words2.some((word) => PUBLIC.test(word))) return void 0;
  for (let at = 0; at < words2.length; at += 1) {
    const found4 = secretWord(words2, at);
    if (found4 === void 0 || NONE.has(words2[at - 1] ?? "")) continue;
    if (words2.slice(at + 1).some((word) => ABOUT.has(word))) continue;
    return found4.kind === "API key" && BROWSER.test(name) ? void 0 : found4;
  }
  return void 0;
}
function secretWord(words2, at) {
  const word = words2[at] ?? "";
  const before = words2[at - 1] ?? "";
  const singular = word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  const last = at === words2.length - 1;
  if (word === "token" && before === "cluster" && words2[at - 2] === "initial") return void 0;
  if (word === "pass" && last) return { kind: "password", chosen: true };
  if (word === "pwd" && last && at > 0 && before !== "old") return { kind: "password", chosen: true };
  if (word === "cookie" && before === "erlang") return { kind: "Erlang cookie", chosen: false };
  if (word === "config" && before === "auth" && words2[at - 2] === "docker")
    return { kind: "registry login", chosen: false };
  if (singular === "key") {
    const named = KEYS.includes(before) || before === "app" && words2.length === 2;
    const opens = named && !words2.some((other) => SIGNERS.test(other));
    return opens ? { kind: `${before === "api" ? "API" : before} key`, chosen: false } : void 0;
  }
  return ENDINGS.find(([ending]) => singular.endsWith(ending))?.[1];
}
function nameWords(name) {
  const spaced = name.slice(0, 400).replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
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
var ROWS = [
  ["GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "alphanumeric", 36, 255, GITHUB],
  ["GitHub fine-grained token", ["github_pat_"], "word", 60, 255, GITHUB],
  ["GitLab token", ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-"], "dotted", 20, 320, GITLAB],
  ["AWS access key id", ["AKIA", "ASIA"], "upper", 16, 16, AWS_IDS],
  ["Google OAuth client secret", ["GOCSPX-"], "dashed", 28, 28, GITLEAKS],
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
  ["PyPI token", ["pypi-AgE"], "dashed", 50, 400, "https://pypi.org/help/#apitoken"],
  ["Twilio API key", ["SK"], "hex", 32, 32, "https://www.twilio.com/docs/glossary/what-is-a-sid"],
  ["Docker Hub token", ["dckr_pat_", "dckr_oat_"], "dashed", 27, 32, GITLEAKS],
  ["DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], "hex", 64, 64, GITLEAKS],
  ["Hugging Face token", ["hf_"], "alphanumeric", 34, 37, "https://huggingface.co/docs/hub/security-tokens"],
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
    // Firebase: "API keys … are not secret" in a program for browsers. (firebase.google.com/docs/projects/api-keys)
    publishable: true
  }
];
function tokensOf(shape, text) {
  return shape.prefixes.flatMap((prefix) => {
    const found4 = [];
    for (let at = text.indexOf(prefix); at >= 0; ) {
      const start = at + prefix.length;
      let end = start;
      while (end < text.length && isOf(shape.alphabet, text.charAt(end))) end += 1;
      const length = end - start;
      const alone = !isOf("word", text.charAt(at - 1)) && !isOf("word", text.charAt(end));
      if (alone && length >= shape.min && length <= shape.max) found4.push(text.slice(at, end));
      at = text.indexOf(prefix, end);
    }
    return found4;
  });
}

// src/checks/contents/secret-value.ts
function secretIn(name, value) {
  const [known] = knownForms(value, isPublicName(name));
  if (known !== void 0) return known;
  const says = secretName(name);
  if (says === void 0 || isTrustStore(name, value)) return void 0;
  return isValue(says, value) ? { kind: says.kind, source: "name" } : void 0;
}
function knownForms(text, forEverybody = false) {
  const shapes = TOKEN_SHAPES.filter((shape) => {
    return tokensOf(shape, text).some((token) => !isPlaceholder(token));
  });
  const forms = SECRET_FORMS.filter((form) => form.isIn(text));
  return [...shapes, ...forms].filter(({ publishable }) => !(forEverybody && publishable === true)).map(({ kind, source }) => ({ kind, source }));
}
function isTrustStore(name, value) {
  return value === "changeit" && /trust_?store|cacerts/i.test(name);
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
  "arn:"
];
function isValue({ chosen, kind }, written) {
  const value = written.trim();
  if (isPlaceholder(value) || value.length < 3) return false;
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
  return `${/^(?:[AEIO]|age|access|account|auth|encryption|Azure)/.test(kind) ? "an" : "a"} ${kind}`;
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

// src/checks/contents/no-secrets-in-build-args.ts
var META8 = { id: "no-secrets-in-build-args", severity: "high" };
var INSTEAD = "Mount it for the one step that needs it: RUN --mount=type=secret,id=\u2026, and docker build --secret id=\u2026,env=\u2026.";
var noSecretsInBuildArgs = defineCheck({
  ...META8,
  title: "No build argument carries a secret",
  area: "contents",
  needs: ["image-history"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_ARG, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, dockerfile }) => judge9(steps, dockerfile)
});
function judge9(steps, dockerfile) {
  const written = dockerfile === void 0 ? [] : writtenSecrets(dockerfile);
  const shown = steps.flatMap(({ createdBy }, index) => {
    const place2 = { index, count: steps.length };
    return argsOf(readStep(createdBy)).flatMap(({ name, value }) => {
      const secret = secretIn(name, value);
      return secret === void 0 ? [] : [inHistory(name, secret, place2, dockerfile)];
    });
  });
  const findings = distinct([...written, ...shown]);
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
    const secret = secretIn(name, literalOf(value));
    if (secret === void 0) return [];
    const shown = shownName(name);
    const origin = { kind: "instruction", instruction, sentence: "" };
    const found4 = finding(META8, {
      key: shown,
      title: `${keyword} ${shown} has ${aKind(secret)} as its value`,
      detail: `${keyword} in line ${lines.first} of the Dockerfile: everybody who reads the file has it, and the history of an image shows the arguments that its steps were run with.`,
      seen: `${keyword} ${shown} in line ${lines.first}: ${aKind(secret)}, value not shown`,
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
  const shown = shownName(name);
  return finding(META8, {
    key: shown,
    title: `The history shows ${aKind(secret)} in the build argument ${shown}`,
    detail: `${origin.sentence} Build arguments are no secrets: every RUN that sees one writes it into the history of the image, with BuildKit and with the classic builder, and docker history shows it.`,
    seen: `step ${place2.index + 1}: ${shown}, ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, INSTEAD)
  });
}

// src/checks/contents/no-secrets-in-env.ts
var META9 = { id: "no-secrets-in-env", severity: "high" };
var noSecretsInEnv = defineCheck({
  ...META9,
  title: "The environment of the image holds no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-config": config, dockerfile }) => judge10(config, dockerfile)
});
function judge10(config, dockerfile) {
  const variables = config.env.map(atEquals);
  const findings = variables.flatMap(({ name, value }) => {
    const secret = secretIn(name, value);
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
  const shown = shownName(name);
  return finding(META9, {
    key: shown,
    title: `The variable ${shown} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Everybody who can pull the image reads its environment with docker inspect, without starting it, and every process of the container gets it.`,
    seen: `ENV ${shown}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(
      origin,
      "Give the value when the container starts (a secret of Swarm, Compose or Kubernetes as a file, or docker run --env-file); for a step of the build, RUN --mount=type=secret."
    )
  });
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
var LITERAL = /^[A-Za-z0-9_+/=.@!%~:#,-]{6,}$/;
function commandSecrets(command) {
  const words2 = shellWords(command);
  const whole = knownForms(command, true);
  const kinds = new Set(whole.map(({ kind }) => kind));
  const single = words2.flatMap(wordForms).filter(({ kind }) => !kinds.has(kind));
  return [...[...whole, ...single].map((secret) => ({ secret })), ...words2.flatMap((_, at) => atWord(words2, at) ?? [])];
}
var PAIR = /^(-{0,2})([A-Za-z_][\w.-]*)=(.*)$/s;
function wordForms(word) {
  if (word.length < 39) return [];
  const [, , name, value] = PAIR.exec(word) ?? [];
  return value === void 0 ? knownForms(word) : knownForms(value, isPublicName(name ?? ""));
}
function atWord(words2, at) {
  const word = words2[at] ?? "";
  const next = words2[at + 1] ?? "";
  const pair = PAIR.exec(word);
  if (pair !== null) return given(pair[2] ?? "", pair[3] ?? "");
  if (OPTION.test(word)) return next.startsWith("-") ? void 0 : given(word.slice(2), next);
  if (HEADERS.includes(word.toLowerCase())) return header(word.slice(0, -1), words2.slice(at + 1, at + 3));
  if (word === "chpasswd" && words2[at - 1] === "|") return account(words2[at - 2] ?? "");
  return void 0;
}
var OPTION = /^--[A-Za-z][\w.-]*(?:password|passwd|passphrase|pass|token|secret|key|credentials?)$|^--(?:password|passphrase|token|secret)$/i;
var VERSION = /^[=~]|^(?:\d+:)?\d+\.[\w.+~:-]*$/;
function given(name, value) {
  if (!LITERAL.test(value) || VERSION.test(value)) return void 0;
  if (/^[a-z]+(?:[-_][a-z]+)*$/.test(value) && secretName(name)?.chosen !== true) return void 0;
  const secret = secretIn(name, value);
  return secret?.source === "name" ? { secret, name } : void 0;
}
function header(name, [first = "", second = ""]) {
  const value = /^(?:bearer|basic|token)$/i.test(first) ? second : first;
  if (!LITERAL.test(value) || value.length < 12 || knownForms(value).length > 0) return void 0;
  const secret = secretIn("token", value);
  return secret === void 0 ? void 0 : { secret: { ...secret, kind: "credential of an HTTP header" }, name };
}
function account(word) {
  const pair = /^([a-z_][a-z0-9_-]*):(\S{3,})$/.exec(word);
  if (pair === null || /[$`*]/.test(pair[2] ?? "")) return void 0;
  const secret = secretIn("password", pair[2] ?? "");
  return secret === void 0 ? void 0 : { secret, name: `account ${pair[1]}` };
}
function shellWords(command) {
  const words2 = [];
  let word;
  let quote = "";
  const end = () => {
    if (word !== void 0) words2.push(word);
    word = void 0;
  };
  for (const character of command) {
    const opens = quote === "" && (character === '"' || character === "'");
    if (/\s/.test(character)) end();
    else if (opens || character === quote) {
      quote = opens ? character : "";
      word ??= "";
    } else if (quote === "" && "|;&()".includes(character)) {
      end();
      words2.push(character);
    } else if (character === "\\") word ??= "";
    else word = (word ?? "") + character;
  }
  end();
  return words2;
}

// src/checks/contents/no-secrets-in-history.ts
var META10 = { id: "no-secrets-in-history", severity: "high" };
var noSecretsInHistory = defineCheck({
  ...META10,
  title: "The history of the image shows no secrets",
  area: "contents",
  needs: ["image-history"],
  uses: ["image-config", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKER_BUILD_SECRETS],
  evaluate: ({ "image-history": steps, "image-config": config, dockerfile }) => judge11(steps, config, dockerfile)
});
function judge11(steps, config, dockerfile) {
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
  const named = readSettings(step.text).settings.flatMap(({ name, value }) => {
    const secret = secretIn(name, value);
    return secret === void 0 ? [] : [{ secret, name }];
  });
  const now = settingsNow(step, config);
  const gone = named.filter(({ name }) => secretIn(name, now.get(name) ?? "") === void 0);
  const known = /* @__PURE__ */ new Set([...named.map(({ secret }) => secret.kind), ...kindsOf(now)]);
  const apart = knownForms(step.text, true).filter(({ kind }) => !known.has(kind));
  return [...gone, ...apart.map((secret) => ({ secret }))];
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
  return finding(META10, {
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
    if (settings.some((setting) => secretIn(name, setting.value) !== void 0)) return true;
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
var META11 = { id: "no-secrets-in-labels", severity: "medium" };
var noSecretsInLabels = defineCheck({
  ...META11,
  title: "The labels of the image hold no secrets",
  area: "contents",
  needs: ["image-config"],
  uses: ["image-history", "dockerfile"],
  references: [CIS_SECRETS, NIST_EMBEDDED_SECRETS, DOCKERFILE_LABEL],
  evaluate: ({ "image-config": config, "image-history": steps = [], dockerfile }) => judge12(config, steps, dockerfile)
});
function judge12({ labels }, steps, dockerfile) {
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
  const shown = shownName(name);
  return finding(META11, {
    key: shown,
    // A value of a known form is no matter of its name.
    ...secret.source === "name" ? {} : { severity: "high" },
    title: `The label ${shown} holds ${aKind(secret)}`,
    detail: `${origin.sentence} Labels are read by everybody who can pull the image, and registries and dashboards show them.`,
    seen: `LABEL ${shown}: ${aKind(secret)}, value not shown`,
    ...placeOf(origin),
    fix: cureOf(origin, "Labels describe the image and configure nothing that is secret.")
  });
}

// src/checks/contents/no-ssh-port.ts
var META12 = { id: "no-ssh-port", severity: "medium" };
var SSH = 22;
var noSshPort = defineCheck({
  ...META12,
  title: "The image exposes no SSH port",
  area: "contents",
  needs: ["image-config"],
  uses: ["dockerfile"],
  references: [CIS_NO_SSHD, NIST_IMAGE_CONFIGURATION, DOCKERFILE_EXPOSE],
  evaluate: ({ "image-config": config, dockerfile }) => judge13(config, dockerfile)
});
function judge13(config, dockerfile) {
  if (config.exposedPorts.length === 0) return { kind: "not-applicable", observed: "The image exposes no port." };
  const shown = config.exposedPorts.slice(0, 10).map((port2) => visibleText(port2, 40));
  const more = config.exposedPorts.length - shown.length;
  const seen = `EXPOSE ${shown.join(" ")}${more > 0 ? ` and ${more} more` : ""}`;
  const [port] = exposedPorts(config, ({ first, last, protocol }) => {
    return protocol === "tcp" && first <= SSH && SSH <= last;
  });
  return { kind: "judged", seen, findings: port === void 0 ? [] : [exposed(port, dockerfile)] };
}
function exposed(port, dockerfile) {
  const origin = exposedBy(dockerfile, { first: SSH, last: SSH, protocol: "tcp" });
  return finding(META12, {
    key: "tcp-22",
    title: "The image exposes the SSH port",
    detail: `${origin.sentence} An SSH server in a container is a second way in, with accounts and keys of its own that no orchestrator sees, and it has to be updated like the program itself.`,
    seen: `EXPOSE ${showPort(port)}`,
    ...placeOf(origin),
    fix: cure3(origin)
  });
}
function cure3({ kind, instruction }) {
  const instead = "Leave the SSH server out of the image: docker exec and kubectl exec give a shell without one.";
  if (kind === "base-image") {
    return { text: `${instead} EXPOSE can't be taken back: use a base image without an SSH server.` };
  }
  if (instruction === void 0) return { text: `${instead} Remove port ${SSH} from EXPOSE.` };
  const words2 = instruction.rest.split(/\s+/);
  const left = words2.filter((word) => {
    const range = readPortRange(word.replace(/["']/g, ""));
    return range?.protocol !== "tcp" || range.first !== SSH || range.last !== SSH;
  });
  if (left.length === 0) return { text: `${instead} Remove line ${instruction.lines.first}.` };
  if (left.length === words2.length)
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
  const family = distributionOf(textOf(accounts.osRelease)).family;
  const free = freeIdentity(accounts, wanted);
  return { uid: free.uid, gid: free.gid, ...RECIPES[family](free) };
}
function existingAccount(accounts) {
  const found4 = findPasswdEntry(textOf(accounts.passwd) ?? "", ({ uid, gid }) => {
    return uid.value >= 1000n && uid.value <= 59999n && gid.reading === "exact" && gid.value > 0n;
  });
  if (found4 === void 0 || "refused" in found4) return void 0;
  return { uid: Number(found4.uid.value), gid: Number(found4.gid.value) };
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
function switchUser(situation, ids, sentence) {
  return place(situation, [userInstruction(ids)], sentence);
}
function userInstruction({ uid, gid }) {
  return `USER ${uid}:${gid}`;
}
function place({ dockerfile, rootNow }, cure7, sentence) {
  const makesUser = cure7.some((line) => line.startsWith("RUN "));
  const asRoot = (needed) => makesUser && needed ? ["USER 0", ...cure7] : cure7;
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

// src/checks/user/user-in-range.ts
var META13 = { id: "user-in-range", severity: "medium" };
var userInRange = defineCheck({
  ...META13,
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
    const found4 = finding(META13, {
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

// src/checks/user/user-not-root.ts
var META14 = { id: "user-not-root", severity: "high" };
var userNotRoot = defineCheck({
  ...META14,
  title: "The image does not run as root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [CIS_USER, NIST_IMAGE_CONFIGURATION2, POD_SECURITY_RESTRICTED, OCI_CONFIG_USER],
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
  const found4 = finding(META14, {
    key: "uid-0",
    title: "The image runs as root",
    detail: `${reasonForUid(config.user, resolution.user)} ${deciding.sentence} Whoever takes over the process has all capabilities of the container and every file of it.`,
    seen,
    ...deciding.location === void 0 ? {} : { location: deciding.location },
    fix: unprivilegedUser({ accounts, dockerfile, rootNow: true })
  });
  return { kind: "judged", seen, findings: [found4] };
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
  const found4 = finding(META14, {
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
var META15 = { id: "user-not-root-group", severity: "medium" };
var SPARE_GID = 10001;
var userNotRootGroup = defineCheck({
  ...META15,
  title: "The image does not run in the group root",
  area: "user",
  needs: ["image-config", "image-accounts"],
  uses: ["dockerfile"],
  references: [NIST_IMAGE_CONFIGURATION2, OCI_CONFIG_USER],
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
    const found4 = finding(META15, {
      key: "gid-0",
      title: "The image runs in the group root",
      detail: `${reason} ${deciding.sentence} What the group root may read or write is open to it.`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: user.uid === 0 ? unprivilegedUser(situation) : switchUser(situation, ids, "Name a group other than 0; with one named, no further groups come along.")
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
var META16 = { id: "user-numeric", severity: "low" };
var userNumeric = defineCheck({
  ...META16,
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
    const found4 = finding(META16, {
      key: "name",
      title: "The user of the image is a name",
      detail: `Kubernetes can't tell who "${visibleText(userPart, 80)}" is: with runAsNonRoot it refuses the pod, and a name can come to mean another uid with a new base image. ${deciding.sentence}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure4({ accounts, dockerfile, rootNow: user?.uid === 0 }, user, userPart)
    });
    return { kind: "judged", seen, findings: [found4] };
  }
});
function cure4(situation, user, userPart) {
  if (user === void 0) return unprivilegedUser(situation, userPart);
  if (user.uid === 0) return unprivilegedUser(situation);
  const lost2 = user.supplementary.map((group) => `${group.gid} (${visibleText(group.name, 40)})`).slice(0, 5);
  const note = lost2.length === 0 ? "" : ` This leaves out the groups ${lost2.join(", ")}: write USER ${user.uid} if it needs them.`;
  return switchUser(situation, user, `The same user and group as numbers.${note}`);
}

// src/checks/user/user-resolvable.ts
var META17 = { id: "user-resolvable", severity: "high" };
var userResolvable = defineCheck({
  ...META17,
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
    const found4 = finding(META17, {
      key: resolution.part,
      title: `The ${resolution.part} of the image cannot be resolved`,
      detail: `${deciding.sentence} ${explain(config, resolution.why)}`,
      seen,
      ...deciding.location === void 0 ? {} : { location: deciding.location },
      fix: cure5(config, accounts, { accounts, dockerfile, rootNow: false }, resolution)
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
function cure5(config, accounts, situation, resolution) {
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
var META18 = { id: "user-variable-set", severity: "high" };
var userVariableSet = defineCheck({
  ...META18,
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
    return judge14(config, dockerfile, user);
  }
});
function judge14(config, dockerfile, user) {
  const seen = `USER ${visibleText(user.raw, 80)} \u2192 ${config.user === "" ? "empty" : showUser(config.user)}`;
  const what = lostVariable(config, user);
  if (what === void 0) return { kind: "judged", seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found4 = finding(META18, {
    key: "variable",
    title: "The variable in USER has no value",
    detail: `${what} ${deciding.sentence} The build succeeds all the same.`,
    seen,
    location: { file: dockerfile.path, lines: user.lines },
    fix: cure6(user)
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
function cure6(user) {
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

// src/evidence/built-image.ts
async function collectImage(engine, request) {
  let inspected;
  const image = await gapOnError(async () => {
    const description = await engine.describe();
    const found4 = request.kind === "build" ? await build(engine, request) : await resolve(engine, request);
    inspected = found4.inspected;
    const { id, repoDigests } = found4.inspected;
    const value = { id, repoDigests, origin: found4.origin, engine: description };
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
function changed(name, judged, found4) {
  return {
    code: "IMAGE-CHANGED",
    what: `${visibleText(name, 200)} does not lead to ${judged}, the image that this run is about, but to ${found4}.`,
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
      const found4 = files.get(path3);
      if (found4 === void 0) throw new Error(`the engine did not answer for ${path3}`);
      return found4;
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
  const { collectDockerfile } = await import("./dockerfile-OORC6IF7.js");
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
    const given2 = key === void 0 ? "" : part.slice(key.length);
    if (key === void 0 || given2 === "" || !isOfWorkspace(workspace, given2)) return part;
    return `${key}${await resolve2(workspace, given2)}`;
  });
  return (await Promise.all(fields)).join(",");
}
function isOfWorkspace({ root }, given2) {
  return !path2.isAbsolute(given2) || `${path2.normalize(given2)}/`.startsWith(`${root}/`);
}
async function fileOf(workspace, given2) {
  const found4 = await workspace.resolve(given2, "file");
  if (found4 !== void 0) return found4.absolute;
  throw new GateError({
    code: "INPUT-INVALID",
    what: `secrets names the file ${visibleText(given2, 120)}, which does not exist in the workspace.`,
    means: NO_VERDICT,
    todo: "Correct secrets, or give the secret by a variable (id=NAME,env=VARIABLE)."
  });
}
async function folderOf(workspace, given2) {
  const missing2 = [];
  for (let there = given2; ; there = path2.dirname(there)) {
    const found4 = await workspace.resolve(there, "folder");
    if (found4 !== void 0) return path2.join(found4.absolute, ...missing2);
    missing2.unshift(path2.basename(there));
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
function absent(setting, given2) {
  return new GateError({
    code: "INPUT-INVALID",
    what: `${setting}: there is no ${visibleText(given2, 120)} in the workspace.`,
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
  const found4 = await workspace.resolve(POLICY_FILE, "file");
  if (found4 === void 0) return;
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
