import type { AreaRow, Report, ReportedSubject } from '../model/verdict.ts';
import { afterMergeWords } from './after-merge-words.ts';
import {
  type Block,
  code,
  heading,
  type Inline,
  identifier,
  join,
  link,
  list,
  md,
  paragraph,
  table,
  text,
} from './markdown.ts';
import { reportLinks } from './report-links.ts';
import {
  AREA_NAMES,
  anyImage,
  count,
  headline,
  originWords,
  STATE_WORDS,
  type State,
  shortCommit,
  shortDigest,
} from './report-words.ts';
import { shownRows } from './shown-rows.ts';

/** One sign a row, each with its word: nobody has to know the signs or to see the colours. */
export const SIGNS: Readonly<Record<State, Inline>> = {
  pass: md`✅`,
  note: md`ℹ️`,
  fail: md`❌`,
  error: md`⚠️`,
  'not-applicable': md`➖`,
  off: md`➖`,
};

/** What a reader sees first, in comment and summary: verdict, what was judged, one row an area, remarks. */
export function reportHead(report: Report): readonly Block[] {
  const sign = SIGNS[report.verdict.verdict];
  return [
    heading(2, md`${sign} Docker security gate: ${text(headline(report))}`),
    paragraph(judged(report)),
    ...(report.areas.length === 0 ? [] : areaTable(report.areas)),
    ...afterMerge(report),
    ...remarks(report.remarks),
  ];
}

/** The rules that apply now and the ones that the pull request brings must not be taken for each other. */
function afterMerge(report: Report): readonly Block[] {
  const words = afterMergeWords(report);
  if (words === undefined) return [];
  const { sentence, lines } = words;
  // In the same paragraph: a list here would run into the one of the remarks.
  const differences =
    lines.length === 0
      ? md``
      : md` ${join(
          lines.map((line) => code(line, 200)),
          md` · `,
        )}`;
  return [paragraph(md`**Policy:** ${text(sentence)}${differences}`)];
}

function judged(report: Report): Inline {
  const { image, run, subject } = report;
  const commit =
    run.commit === undefined ? undefined : withLink(identifier(shortCommit(run.commit)), reportLinks(run).commit);
  const at = commit === undefined ? md`` : md` at commit ${commit}`;
  if (report.subjects !== undefined)
    return md`${text(count(report.subjects.length, 'subject'))} of ${code(subject.name, 120)}${at}, ${text(withImage(report.subjects))}.`;
  if (image === undefined) return md`There is no image to judge: ${code(subject.name, 120)}${at}.`;
  const { how, name } = originWords(image.origin);
  const platform = identifier(image.platform, 40);
  return md`Image ${identifier(shortDigest(image.id), 80)} for ${platform}, ${text(how)} ${code(name, 120)}${at}.`;
}

/** `all of them with an image`, `2 of them with an image` */
function withImage(subjects: readonly ReportedSubject[]): string {
  const images = subjects.filter(({ image }) => image !== undefined).length;
  return `${images === subjects.length ? 'all' : images === 0 ? 'none' : images} of them with an image`;
}

function areaTable(areas: readonly AreaRow[]): readonly Block[] {
  const { rows: shown, leftOut } = shownRows(areas, MOST_AREAS);
  const limit = Math.min(240, Math.floor(ROOM_OF_EVIDENCE / shown.length));
  const several = shown.some(({ subject }) => subject !== undefined);
  const rows = shown.map(({ area, state, evidence, subject }) => [
    ...(several ? [code(subject?.name ?? '', 60)] : []),
    text(AREA_NAMES[area]),
    md`${SIGNS[state]} ${text(STATE_WORDS[state])}`,
    text(evidence, limit),
  ]);
  const more =
    leftOut === 0 ? [] : [paragraph(text(`${count(leftOut, 'further row')}, none of them worse, in the JSON report.`))];
  return [table([...(several ? [md`Subject`] : []), md`Area`, md`Outcome`, md`Evidence`], rows), ...more];
}

/** More rows than areas exist only with several subjects; the head must stay a head. */
const MOST_AREAS = 40;
/** UTF-16 units of all evidence together: the whole head stays below 16,000 whatever stands in it. */
const ROOM_OF_EVIDENCE = 1_680;
const MOST_REMARKS = 10;

function remarks(all: readonly string[]): readonly Block[] {
  const shown = all.slice(0, MOST_REMARKS).map((remark) => text(remark, 240));
  const [only, second] = shown;
  if (only === undefined) return [];
  if (second === undefined) return [paragraph(md`**Note:** ${only}`)];
  const more = all.length - shown.length;
  return [list(more === 0 ? shown : [...shown, text(`${count(more, 'further remark')} in the JSON report`)])];
}

/** The last line: versions, policy, run. */
export function reportFoot(report: Report): readonly Block[] {
  const { policy, gateVersion } = report;
  const image = anyImage(report);
  const engine =
    image === undefined
      ? []
      : [text(`Docker ${image.engine.clientVersion}, engine ${image.engine.serverVersion}`, 120)];
  const commit = policy.commit === undefined ? md`` : md` at ${identifier(shortCommit(policy.commit))}`;
  const mode = policy.mode === 'warn' ? md`, mode: warn` : md``;
  const parts = [
    md`docker-security-gate ${text(gateVersion, 40)}`,
    ...engine,
    md`policy: ${text(policy.source, 120)}${commit}, blocks from ${text(policy.threshold)}${mode}`,
    ...runWords(report),
  ];
  return [paragraph(md`<sub>${join(parts, md` · `)}</sub>`)];
}

function runWords({ run }: Report): readonly Inline[] {
  if (run.runId === undefined) return [];
  const { run: address } = reportLinks(run);
  // Outside of a link a long number could be taken for a commit.
  const label = address === undefined ? md`run ${identifier(String(run.runId))}` : link(md`run ${run.runId}`, address);
  return [md`${label}, attempt ${run.runAttempt ?? 1}`];
}

export function withLink(label: Inline, url: Parameters<typeof link>[1] | undefined): Inline {
  return url === undefined ? label : link(label, url);
}
