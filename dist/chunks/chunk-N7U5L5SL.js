import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  AREA_NAMES,
  MOST_IN_FULL,
  SEVERITY_WORDS,
  STATE_WORDS,
  afterMergeWords,
  anyImage,
  checkCounts,
  count,
  duration,
  findingsInFull,
  headline,
  originWords,
  outcomeSentence,
  shortCommit,
  shortDigest,
  shownRows,
  size
} from "./chunk-4SWZKJ5Q.js";
import {
  parseMarker,
  renderMarker
} from "./chunk-3SKAUVDZ.js";
import {
  SEVERITIES
} from "./chunk-UP547JJW.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/reporters/inert-words.ts
function inertWords(sentence) {
  const stretches = [];
  for (const [index, part] of sentence.split(/(?<!`)`(?!`)([^`]+)`(?!`)/).entries()) {
    if (index % 2 === 1) stretches.push({ kind: "code", text: part });
    else stretches.push(...ofWords(part, index === 0));
  }
  return merge(stretches);
}
function ofWords(text2, opensSentence) {
  return text2.split(/( +)/).flatMap((word, index) => index % 2 === 1 ? [words(" ")] : ofWord(word, opensSentence && index === 0));
}
function ofWord(word, first) {
  const start = lengthOfOpening(word);
  const end = startOfClosing(word, start);
  const [before, middle, after] = [word.slice(0, start), word.slice(start, end), word.slice(end)];
  if (middle === "") return [words(word)];
  const opensList = first && /^\d+$/.test(middle) && /^[.)]/.test(after);
  if (!opensList && (isInert(middle, after) || !first && LONE_SIGN.test(word))) return [words(word)];
  if (middle.includes("(")) return [words(before), code(middle + after)];
  return [words(before), code(middle), words(after)];
}
function lengthOfOpening(word) {
  return /^["'(]*/.exec(word)?.[0].length ?? 0;
}
function startOfClosing(word, start) {
  let end = word.length;
  while (end > start && CLOSING.has(word.charAt(end - 1))) end -= 1;
  return end;
}
var CLOSING = new Set(`)"'.,;:!?\u2026`);
var PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.,/-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*%?$/u;
var LONE_SIGN = /^[–—→·×=+-]$/u;
var ACTIVE = [/www\./iu, /(?<![\p{L}\p{N}])[0-9a-f]{7,}(?![\p{L}\p{N}])/iu, new RegExp("\\p{L}-\\d", "u"), /^(?:GH|CVE|GHSA)-/iu];
function isInert(word, after) {
  return PLAIN.test(word) && !ACTIVE.some((shape) => shape.test(word + after));
}
var words = (text2) => ({ kind: "words", text: text2 });
var code = (text2) => ({ kind: "code", text: text2 });
function merge(stretches) {
  const merged = [];
  for (const next of stretches) {
    if (next.text === "") continue;
    const last = merged.at(-1);
    const beforeLast = merged.at(-2);
    if (last?.kind === next.kind) merged.splice(-1, 1, { kind: next.kind, text: last.text + next.text });
    else if (next.kind === "code" && last?.text === " " && beforeLast?.kind === "code") {
      merged.splice(-2, 2, code(`${beforeLast.text} ${next.text}`));
    } else merged.push(next);
  }
  return merged;
}

// src/reporters/markdown.ts
var sources = /* @__PURE__ */ new WeakMap();
function make(source) {
  const value = Object.freeze({});
  sources.set(value, source);
  return value;
}
function sourceOf(value) {
  const source = sources.get(value);
  if (source === void 0) throw new Error("this value was not made by reporters/markdown.ts");
  return source;
}
function md(literal, ...holes) {
  const parts = literal.flatMap((own, index) => {
    if (/[`\\|$\r\n]/.test(own)) throw new Error(`a literal must not hold ${JSON.stringify(own)}`);
    const hole = holes[index];
    if (hole === void 0) return [own];
    return [own, typeof hole === "number" ? String(hole) : sourceOf(hole)];
  });
  return make(parts.reduce(glue, ""));
}
function glue(left, right) {
  return left.endsWith("`") && right.startsWith("`") ? `${left} ${right}` : left + right;
}
function code2(untrusted, limit = 200) {
  return make(codeSource(shown(untrusted, limit)));
}
function identifier(untrusted, limit = 200) {
  return make(codeSource(shown(untrusted, limit).replace(/[^\x20-\x7e…]/gu, escaped)));
}
function text(untrusted, limit = 500) {
  const stretches = inertWords(shown(untrusted, limit).trim());
  return make(stretches.map((part) => part.kind === "words" ? part.text : codeSource(part.text)).reduce(glue, ""));
}
function strong(inline) {
  return make(`<strong>${sourceOf(inline)}</strong>`);
}
function link(label, url) {
  const source = sourceOf(label);
  return /[[\]\\<>]|``/.test(source) ? label : make(`[${source}](${url.href})`);
}
function join(inlines, separator) {
  const parts = inlines.flatMap((inline, index) => index === 0 ? [inline] : [separator, inline]);
  return make(parts.map(sourceOf).reduce(glue, ""));
}
function paragraph(inline) {
  return make(sourceOf(inline));
}
function heading(level, inline) {
  return make(`${"#".repeat(level)} ${sourceOf(inline)}`);
}
function list(items) {
  return make(items.map((item) => `- ${sourceOf(item)}`).join("\n"));
}
function table(header, rows) {
  const row = (cells) => `| ${header.map((_, index) => cell(cells[index])).join(" | ")} |`;
  return make([row(header), `|${header.map(() => " --- |").join("")}`, ...rows.map(row)].join("\n"));
}
function cell(inline) {
  return inline === void 0 ? "" : sourceOf(inline).replaceAll("|", "\\|");
}
function codeBlock(lines, language) {
  const shownLines = lines.map((line) => {
    const indent = /^\t{0,8}/.exec(line)?.[0] ?? "";
    return indent + squeeze(shown(line.slice(indent.length), 200));
  });
  const fence = "`".repeat(Math.max(3, longestRun(shownLines.join("\n")) + 1));
  return make([fence + language, ...shownLines, fence].join("\n"));
}
function details(summary, blocks) {
  const html = inertWords(shown(summary, 200)).map(
    (part) => part.kind === "words" ? escapeHtml(part.text) : `<code>${escapeHtml(part.text)}</code>`
  );
  const opening = `<details>
<summary>${html.join("")}</summary>`;
  return make([opening, ...blocks.map(sourceOf), "</details>"].join("\n\n"));
}
function markerLine(marker) {
  const line = renderMarker(marker);
  if (parseMarker(line) === void 0) throw new Error("the marker has a field outside of its grammar");
  return make(line);
}
function documentOf(blocks) {
  return `${blocks.map(sourceOf).join("\n\n")}
`;
}
function roomOf(blocks, measure) {
  return blocks.reduce((sum, block) => sum + measure(sourceOf(block)) + 2, 0);
}
function codeSource(visible) {
  if (visible === "") return "*empty*";
  const content = squeeze(/^ +$/.test(visible) ? visible.replaceAll(" ", escaped) : visible).replaceAll("\\|", "\\\\u{7c}");
  const fence = "`".repeat(longestRun(content) + 1);
  const padding = /^[` ]|[` ]$/.test(content) ? " " : "";
  return fence + padding + content + padding + fence;
}
function shown(untrusted, limit) {
  let kept = limit;
  let visible = withoutTricks(untrusted, kept);
  while (visible.length > limit + ROOM_OF_COUNT) {
    kept = Math.floor(kept * limit / visible.length);
    visible = withoutTricks(untrusted, kept);
  }
  return visible;
}
var ROOM_OF_COUNT = 30;
function withoutTricks(untrusted, limit) {
  return visibleText(untrusted, limit).replace(new RegExp("(?! )\\p{Zs}", "gu"), escaped).replace(new RegExp("(?<=\\p{M}{3})\\p{M}", "gu"), escaped);
}
function escaped(character) {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function squeeze(visible) {
  return visible.replace(/`{9,}/g, (run) => `\\u{60}x${run.length}`);
}
function longestRun(visible) {
  return Math.max(0, ...(visible.match(/`+/g) ?? []).map((run) => run.length));
}
function escapeHtml(visible) {
  return visible.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// src/reporters/fit-document.ts
function fitDocument(request) {
  const { parts, limit, measure } = request;
  const whole = fitParts(request, 0);
  const everything = parts.map(({ total }) => total);
  const reserve = roomOf(note(request, everything), measure);
  const cuts = whole.every(({ leftOut }) => leftOut === 0) ? whole : fitParts(request, reserve);
  const document = assemble(request, cuts);
  if (measure(document) > limit) throw new Error(`a report does not fit into ${limit}`);
  return document;
}
function fitParts({ head, parts, foot, limit, measure }, reserve) {
  let room = limit + 1 - roomOf([...head, ...foot], measure) - reserve;
  const quarter = Math.floor(room / 4);
  const cuts = /* @__PURE__ */ new Map();
  const order = [...parts.filter(({ background }) => background), ...parts.filter(({ background }) => !background)];
  for (const part of order) {
    const own = part.background ? Math.min(room, quarter) : room;
    const cut = own > 0 ? part.fit(own) : { blocks: [], leftOut: part.total };
    room -= roomOf(cut.blocks, measure);
    cuts.set(part, cut);
  }
  return parts.map((part) => cuts.get(part) ?? { blocks: [], leftOut: part.total });
}
function assemble(request, cuts) {
  const blocks = cuts.map((cut) => cut.blocks);
  const leftOut = cuts.map((cut) => cut.leftOut);
  return documentOf([
    ...request.head,
    ...blocks.slice(0, request.partsAboveNote).flat(),
    ...note(request, leftOut),
    ...blocks.slice(request.partsAboveNote).flat(),
    ...request.foot
  ]);
}
function note({ parts, whereWhole }, leftOut) {
  const counts = parts.flatMap(({ items: [one, many] }, index) => {
    const number = leftOut[index] ?? 0;
    return number === 0 ? [] : [text(count(number, one, many))];
  });
  if (counts.length === 0) return [];
  return [paragraph(md`**Left out here for lack of room:** ${join(counts, md`, `)}. ${whereWhole}`)];
}
function fitTable({ header, items, toRow }, room, measure) {
  const empty = roomOf([table(header, [])], measure);
  const rows = [];
  let left = room - empty;
  for (const item of items) {
    const row = toRow(item);
    left -= roomOf([table(header, [row])], measure) - empty;
    if (left < 0) break;
    rows.push(row);
  }
  return { blocks: rows.length === 0 ? [] : [table(header, rows)], leftOut: items.length - rows.length };
}

// src/reporters/https-url.ts
function httpsUrl(server, segments, lines) {
  const base = URL.parse(server);
  if (base === null || base.protocol !== "https:" || !HOST.test(base.host)) return void 0;
  if (base.href !== `https://${base.host}/`) return void 0;
  if (!segments.every(isPlainSegment)) return void 0;
  const fragment = lines === void 0 ? "" : lineFragment(lines);
  if (fragment === void 0) return void 0;
  const href = `https://${base.host}/${segments.map(encodeSegment).join("/")}${fragment}`;
  return { href };
}
var HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;
function isPlainSegment(segment) {
  return segment !== "" && segment !== "." && segment !== ".." && visibleText(segment, 255) === segment;
}
function encodeSegment(segment) {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
function lineFragment({ first, last }) {
  const sound = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && last >= first;
  if (!sound) return void 0;
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

// src/reporters/report-links.ts
function reportLinks({ serverUrl, repository, commit, runId, runAttempt }) {
  const names = repository === void 0 ? void 0 : REPOSITORY.exec(repository);
  if (serverUrl === void 0 || names === void 0 || names === null) return NO_LINKS;
  const [, owner = "", name = ""] = names;
  const known = commit !== void 0 && COMMIT.test(commit) ? commit : void 0;
  const run = runId === void 0 ? void 0 : ["actions", "runs", String(runId), "attempts", String(runAttempt ?? 1)];
  return {
    commit: known === void 0 ? void 0 : httpsUrl(serverUrl, [owner, name, "commit", known]),
    run: run === void 0 ? void 0 : httpsUrl(serverUrl, [owner, name, ...run]),
    file: ({ file, lines }) => known === void 0 ? void 0 : httpsUrl(serverUrl, [owner, name, "blob", known, ...file.split("/")], lines)
  };
}
var NO_LINKS = { commit: void 0, run: void 0, file: () => void 0 };
var REPOSITORY = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/;
var COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

// src/reporters/report-frame.ts
var SIGNS = {
  pass: md`✅`,
  note: md`ℹ️`,
  fail: md`❌`,
  error: md`⚠️`,
  "not-applicable": md`➖`,
  off: md`➖`
};
function reportHead(report) {
  const sign = SIGNS[report.verdict.verdict];
  return [
    heading(2, md`${sign} Docker security gate: ${text(headline(report))}`),
    paragraph(judged(report)),
    ...report.areas.length === 0 ? [] : areaTable(report.areas),
    ...afterMerge(report),
    ...remarks(report.remarks)
  ];
}
function afterMerge(report) {
  const words2 = afterMergeWords(report);
  if (words2 === void 0) return [];
  const { sentence, lines } = words2;
  const differences = lines.length === 0 ? md`` : md` ${join(
    lines.map((line) => code2(line, 200)),
    md` · `
  )}`;
  return [paragraph(md`**Policy:** ${text(sentence)}${differences}`)];
}
function judged(report) {
  const { image, run, subject } = report;
  const commit = run.commit === void 0 ? void 0 : withLink(identifier(shortCommit(run.commit)), reportLinks(run).commit);
  const at = commit === void 0 ? md`` : md` at commit ${commit}`;
  if (report.subjects !== void 0)
    return md`${text(count(report.subjects.length, "subject"))} of ${code2(subject.name, 120)}${at}, ${text(withImage(report.subjects))}.`;
  if (image === void 0) return md`There is no image to judge: ${code2(subject.name, 120)}${at}.`;
  const { how, name } = originWords(image.origin);
  const platform = identifier(image.platform, 40);
  return md`Image ${identifier(shortDigest(image.id), 80)} for ${platform}, ${text(how)} ${code2(name, 120)}${at}.`;
}
function withImage(subjects) {
  const images = subjects.filter(({ image }) => image !== void 0).length;
  return `${images === subjects.length ? "all" : images === 0 ? "none" : images} of them with an image`;
}
function areaTable(areas) {
  const { rows: shown2, leftOut } = shownRows(areas, MOST_AREAS);
  const limit = Math.min(240, Math.floor(ROOM_OF_EVIDENCE / shown2.length));
  const several = shown2.some(({ subject }) => subject !== void 0);
  const rows = shown2.map(({ area, state, evidence, subject }) => [
    ...several ? [code2(subject?.name ?? "", 60)] : [],
    text(AREA_NAMES[area]),
    md`${SIGNS[state]} ${text(STATE_WORDS[state])}`,
    text(evidence, limit)
  ]);
  const more = leftOut === 0 ? [] : [paragraph(text(`${count(leftOut, "further row")}, none of them worse, in the JSON report.`))];
  return [table([...several ? [md`Subject`] : [], md`Area`, md`Outcome`, md`Evidence`], rows), ...more];
}
var MOST_AREAS = 40;
var ROOM_OF_EVIDENCE = 1680;
var MOST_REMARKS = 10;
function remarks(all) {
  const shown2 = all.slice(0, MOST_REMARKS).map((remark) => text(remark, 240));
  const [only, second] = shown2;
  if (only === void 0) return [];
  if (second === void 0) return [paragraph(md`**Note:** ${only}`)];
  const more = all.length - shown2.length;
  return [list(more === 0 ? shown2 : [...shown2, text(`${count(more, "further remark")} in the JSON report`)])];
}
function reportFoot(report) {
  const { policy, gateVersion } = report;
  const image = anyImage(report);
  const engine = image === void 0 ? [] : [text(`Docker ${image.engine.clientVersion}, engine ${image.engine.serverVersion}`, 120)];
  const commit = policy.commit === void 0 ? md`` : md` at ${identifier(shortCommit(policy.commit))}`;
  const mode = policy.mode === "warn" ? md`, mode: warn` : md``;
  const parts = [
    md`docker-security-gate ${text(gateVersion, 40)}`,
    ...engine,
    md`policy: ${text(policy.source, 120)}${commit}, blocks from ${text(policy.threshold)}${mode}`,
    ...runWords(report)
  ];
  return [paragraph(md`<sub>${join(parts, md` · `)}</sub>`)];
}
function runWords({ run }) {
  if (run.runId === void 0) return [];
  const { run: address } = reportLinks(run);
  const label = address === void 0 ? md`run ${identifier(String(run.runId))}` : link(md`run ${run.runId}`, address);
  return [md`${label}, attempt ${run.runAttempt ?? 1}`];
}
function withLink(label, url) {
  return url === void 0 ? label : link(label, url);
}

// src/reporters/background-parts.ts
var folded = (title, blocks) => [details(title, blocks)];
var open = (title, blocks) => [heading(3, text(title)), ...blocks];
var titled = (title, blocks) => [paragraph(strong(text(title))), ...blocks];
function tablePart({ names, title, ...rows }, wrap, measure) {
  return {
    items: names,
    total: rows.items.length,
    background: true,
    fit: (room) => {
      const cut = fitTable(rows, room - roomOf(wrap(title, []), measure), measure);
      return { ...cut, blocks: cut.blocks.length === 0 ? [] : wrap(title, cut.blocks) };
    }
  };
}
function checksPart(report, wrap, measure) {
  const toRow = (check) => [
    report.subjects === void 0 ? identifier(check.checkId, 80) : md`${code2(check.subject.name, 60)}: ${identifier(check.checkId, 80)}`,
    md`${SIGNS[check.outcome.state]} ${text(STATE_WORDS[check.outcome.state])}`,
    text(outcomeSentence(check), 240)
  ];
  return tablePart(
    {
      names: ["check", "checks"],
      title: checkCounts(report.checks),
      header: [md`Check`, md`Outcome`, md`Evidence`],
      items: report.checks,
      toRow
    },
    wrap,
    measure
  );
}
function planPart(report, wrap, measure) {
  const leftOut = report.plan.filter(({ runs }) => !runs);
  const toRow = ({ part, runs, reason }) => [
    code2(part, 120),
    runs ? md`runs` : md`left out`,
    text(reason, 240)
  ];
  return tablePart(
    {
      names: ["line of the plan", "lines of the plan"],
      title: `The plan: ${count(leftOut.length, "part")} left out`,
      header: [md`Part`, md`Runs`, md`Reason`],
      // What does not run is what a reader looks for here.
      items: [...leftOut, ...report.plan.filter(({ runs }) => runs)],
      toRow
    },
    wrap,
    measure
  );
}
var MOST_DIGESTS = 5;
var MOST_IMAGES = 20;
function imagePart({ image, subjects }, wrap, measure) {
  const names = ["fact about the image", "facts about the image"];
  const facts = subjects === void 0 ? imageFacts(image) : subjects.slice(0, MOST_IMAGES).map(subjectFact);
  if (facts.length === 0) return { items: names, total: 0, fit: () => ({ blocks: [], leftOut: 0 }) };
  const blocks = wrap(subjects === void 0 ? "The image" : "The images", [list(facts)]);
  return {
    items: names,
    total: facts.length,
    background: true,
    fit: (room) => roomOf(blocks, measure) <= room ? { blocks, leftOut: 0 } : { blocks: [], leftOut: facts.length }
  };
}
function subjectFact({ subject, image }) {
  const whose = code2(subject.name, 80);
  if (image === void 0) return md`${whose}: no image`;
  const { how, name } = originWords(image.origin);
  return md`${whose}: ${identifier(image.id, 120)} for ${identifier(image.platform, 40)}, ${text(how)} ${code2(name, 120)}`;
}
function imageFacts(image) {
  if (image === void 0) return [];
  const { how, name } = originWords(image.origin);
  const { engine } = image;
  const buildx = engine.buildxVersion === void 0 ? "" : `, buildx ${engine.buildxVersion}`;
  return [
    md`Id: ${identifier(image.id, 120)}`,
    ...image.repoDigests.slice(0, MOST_DIGESTS).map((digest) => md`Digest: ${identifier(digest, 300)}`),
    md`Platform: ${identifier(image.platform, 40)}, size: ${text(size(image.sizeBytes))}`,
    md`Origin: ${text(how)} ${code2(name, 200)}${took(image.origin)}`,
    md`Engine: ${text(`${engine.serverVersion} (API ${engine.apiVersion}, ${engine.os} ${engine.architecture}), client ${engine.clientVersion}${buildx}`, 200)}`
  ];
}
function took(origin) {
  return origin.kind === "built" ? md` in ${text(duration(origin.durationMs))}` : md``;
}
function imageAndPlanPart(report, measure) {
  const parts = [imagePart(report, titled, measure), planPart(report, titled, measure)];
  const leftOut = report.plan.filter(({ runs }) => !runs).length;
  const title = `Image and plan: ${count(leftOut, "part")} left out`;
  return {
    items: ["line about image and plan", "lines about image and plan"],
    total: parts.reduce((sum, { total }) => sum + total, 0),
    background: true,
    fit: (room) => {
      let left = room - roomOf(folded(title, []), measure);
      const cuts = parts.map((part) => {
        const cut = left > 0 ? part.fit(left) : { blocks: [], leftOut: part.total };
        left -= roomOf(cut.blocks, measure);
        return cut;
      });
      const blocks = cuts.flatMap((cut) => cut.blocks);
      const missing = cuts.reduce((sum, cut) => sum + cut.leftOut, 0);
      return { blocks: blocks.length === 0 ? [] : folded(title, blocks), leftOut: missing };
    }
  };
}

// src/reporters/finding-blocks.ts
function findingBlocks(judged2, page) {
  const { finding } = judged2;
  const about = judged2.subject.id === page.report.subject.id ? md`` : md`${code2(judged2.subject.name, 80)}: `;
  const where = finding.location === void 0 ? md`` : md` – ${place(finding.location, page.report)}`;
  const more = page.more(finding.checkId);
  const others = more === 0 ? md`` : md` – and ${more} more of this check, in the table`;
  const head = md`${about}${strong(text(finding.title, 160))}${where}<br>${severityWord(judged2)} · ${identifier(finding.checkId, 80)}${others}`;
  return [
    paragraph(head),
    paragraph(md`Seen: ${text(finding.seen, 300)}<br>${text(finding.detail, 400)}`),
    ...cure(judged2, page)
  ];
}
function severityWord({ finding }) {
  return text(SEVERITY_WORDS[finding.severity]);
}
var MOST_LINES = 16;
function cure({ finding }, { cures }) {
  const { fix, location } = finding;
  if (fix === void 0) return [];
  const lines = fix.lines ?? [];
  if (lines.length === 0) return [paragraph(md`**Cure:** ${text(fix.text, 400)}`)];
  const key = JSON.stringify([location?.file, fix.placement, lines]);
  if (cures.has(key)) return [paragraph(md`**Cure:** the same lines as above.`)];
  cures.add(key);
  const more = lines.length - MOST_LINES;
  const cut = more <= 0 ? [] : [paragraph(md`The cure has ${more} more lines: see the JSON report.`)];
  const replaced = fix.placement === "replace" && location !== void 0 ? inPlaceOf(location) : md``;
  return [
    paragraph(md`**Cure:** ${text(fix.text, 400)}${replaced}`),
    codeBlock(lines.slice(0, MOST_LINES), isDockerfile(location) ? "dockerfile" : "text"),
    ...cut
  ];
}
function inPlaceOf({ lines: { first, last } }) {
  return first === last ? md` In place of line ${first}:` : md` In place of lines ${first} to ${last}:`;
}
function isDockerfile(location) {
  return location !== void 0 && /(?:^|[./])(?:docker|container)file(?:\.|$)/i.test(location.file);
}
function place(location, report) {
  const { first, last } = location.lines;
  const range = first === last ? `${first}` : `${first}-${last}`;
  const file = location.file.length > 120 ? `\u2026${location.file.slice(-119)}` : location.file;
  return withLink(code2(`${file}:${range}`, 140), reportLinks(report.run).file(location));
}
function findingRow(judged2, report) {
  const { finding } = judged2;
  const about = judged2.subject.id === report.subject.id ? md`` : md`${code2(judged2.subject.name, 60)}: `;
  return [
    severityWord(judged2),
    md`${about}${text(finding.title, 120)}`,
    finding.location === void 0 ? md`` : place(finding.location, report),
    text(finding.seen, 160),
    identifier(finding.checkId, 80)
  ];
}
var FINDING_COLUMNS = [md`Severity`, md`Finding`, md`Where`, md`Seen`, md`Check`];

// src/reporters/finding-parts.ts
function blockingPart(report, measure, others) {
  const { blocking } = report.verdict;
  return {
    items: ["blocking finding", "blocking findings"],
    total: blocking.length,
    fit: (room) => blocking.length === 0 ? { blocks: [], leftOut: 0 } : fitBlocking({ report, others, room, measure })
  };
}
function fitBlocking({ report, others, room, measure }) {
  const { blocking } = report.verdict;
  const few = blocking.length <= MOST_IN_FULL;
  const wanted = findingsInFull(blocking);
  const frame = [heading(3, text(few ? "Blocking findings" : `Blocking findings: ${bySeverity(blocking)}`))];
  const { blocks, shown: shown2 } = fitInFull({ report, wanted, room: room - roomOf(frame, measure), measure });
  if (others === "elsewhere") return { blocks: shown2.size === 0 ? [] : [...frame, ...blocks], leftOut: 0 };
  const findings = blocking.filter((judged2) => !shown2.has(judged2));
  const left = room - roomOf([...frame, ...blocks], measure);
  const title = `The other ${count(findings.length, "blocking finding")}`;
  const rest = foldedTable({ title, findings }, report, left, measure);
  if (blocks.length + rest.blocks.length === 0) return { blocks: [], leftOut: blocking.length };
  return { blocks: [...frame, ...blocks, ...rest.blocks], leftOut: rest.leftOut };
}
function fitInFull({ report, wanted, room, measure }) {
  const { blocking } = report.verdict;
  const more = (checkId) => wanted.length === blocking.length ? 0 : blocking.filter(({ finding }) => finding.checkId === checkId).length - 1;
  const page = { report, cures: /* @__PURE__ */ new Set(), more };
  const blocks = [];
  const shown2 = /* @__PURE__ */ new Set();
  let left = wanted.length === blocking.length ? room : Math.floor(room * 2 / 3);
  for (const judged2 of wanted) {
    const next = findingBlocks(judged2, page);
    left -= roomOf(next, measure);
    if (left < 0) break;
    blocks.push(...next);
    shown2.add(judged2);
  }
  return { blocks, shown: shown2 };
}
function foldedTable({ title, findings }, report, room, measure) {
  const under = (summary) => findingTable(findings, report, room - roomOf([details(summary, [])], measure), measure);
  const whole = under(title);
  if (whole.leftOut === 0) return { blocks: findings.length === 0 ? [] : [details(title, whole.blocks)], leftOut: 0 };
  const { blocks, leftOut } = under(`${title}, ${findings.length} of them here`);
  const here = `${title}, ${findings.length - leftOut} of them here`;
  return { blocks: blocks.length === 0 ? [] : [details(here, blocks)], leftOut };
}
function findingTable(findings, report, room, measure) {
  const toRow = (judged2) => findingRow(judged2, report);
  return fitTable({ header: FINDING_COLUMNS, items: findings, toRow }, room, measure);
}
function notBlockingPart(report, measure) {
  const { notBlocking } = report.verdict;
  const number = notBlocking.length;
  const title = `${count(number, "finding that does", "findings that do")} not block: ${bySeverity(notBlocking)}`;
  return {
    items: ["other finding", "other findings"],
    total: number,
    fit: (room) => foldedTable({ title, findings: notBlocking }, report, room, measure)
  };
}
function allFindingsPart(report, measure) {
  const findings = [...report.verdict.blocking, ...report.verdict.notBlocking];
  const frame = [heading(3, md`All findings`)];
  return {
    items: ["row of the table of all findings", "rows of the table of all findings"],
    total: findings.length,
    fit: (room) => {
      const cut = findingTable(findings, report, room - roomOf(frame, measure), measure);
      return { ...cut, blocks: cut.blocks.length === 0 ? [] : [...frame, ...cut.blocks] };
    }
  };
}
function bySeverity(findings) {
  return SEVERITIES.flatMap((severity) => {
    const number = findings.filter(({ finding }) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  }).join(", ");
}

// src/reporters/problem-part.ts
function problemPart(report, measure) {
  const { problems, verdict } = report.verdict;
  const title = heading(3, verdict === "error" ? md`Why there is no verdict` : md`What could not be checked`);
  return {
    items: ["reason", "reasons"],
    total: problems.length,
    fit: (room) => {
      const blocks = [];
      let left = room - roomOf([title], measure);
      let shown2 = 0;
      for (const problem of problems) {
        const next = problemBlocks(problem);
        left -= roomOf(next, measure);
        if (left < 0) break;
        blocks.push(...next);
        shown2 += 1;
      }
      return { blocks: shown2 === 0 ? [] : [title, ...blocks], leftOut: problems.length - shown2 };
    }
  };
}
var MOST_LINES2 = 20;
function problemBlocks({ code: code3, what, means, todo, details: details2 = [] }) {
  const sentences = [
    md`**${identifier(code3, 40)}** ${text(what, 600)}`,
    text(means, 400),
    md`**To do:** ${text(todo, 600)}`
  ];
  const lines = details2.slice(-MOST_LINES2);
  return [...sentences.map(paragraph), ...lines.length === 0 ? [] : [codeBlock(lines, "text")]];
}

export {
  md,
  markerLine,
  fitDocument,
  reportLinks,
  reportHead,
  reportFoot,
  withLink,
  folded,
  open,
  checksPart,
  planPart,
  imagePart,
  imageAndPlanPart,
  blockingPart,
  notBlockingPart,
  allFindingsPart,
  problemPart
};
