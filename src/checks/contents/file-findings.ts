import { finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { ImageFile, ImageLayer } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { visibleText } from '../../model/visible-text.ts';
import { cureBelow, placeOfFile, pointTo } from './file-place.ts';

/** What a check says of one file, or of several that are told together. */
export interface FileFinding {
  readonly files: readonly ImageFile[];
  readonly severity: Severity;
  /** Of one file its path, of several a name that stays: `usual`. */
  readonly key: string;
  readonly title: string;
  /** Follows the sentence that says who put it there. */
  readonly detail: string;
  /** What was observed, without paths and layer: `mode 4755, owner 0`. */
  readonly seen: string;
  readonly fix: { readonly text: string; readonly lines: readonly string[] };
}

/** Findings of one check that are told one by one; the rest is counted. */
const MOST_FINDINGS = 20;
/** Paths that are shown of several. */
const MOST_PATHS = 12;

type Meta = { readonly id: string; readonly severity: Severity };

/** Findings with their place: the layer, the line, the base image. The worst come first, and what is too much is one. */
export function fileFindings(
  meta: Meta,
  found: readonly FileFinding[],
  layers: readonly ImageLayer[],
): readonly Finding[] {
  const told = found.slice(0, MOST_FINDINGS).map((one) => toFinding(meta, one, layers));
  const rest = found.slice(MOST_FINDINGS);
  const [next] = rest;
  if (next === undefined) return told;
  const files = rest.flatMap((one) => one.files);
  const more = { ...next, files, key: 'more', title: `${rest.length} more: ${next.title}` };
  return [...told, toFinding(meta, more, layers)];
}

function toFinding(meta: Meta, one: FileFinding, layers: readonly ImageLayer[]): Finding {
  const [first] = one.files;
  if (first === undefined) throw new Error(`a finding of ${meta.id} about no file`);
  const place = placeOfFile(first, layers);
  // Only what the base image brought as a whole is the base image's.
  const own = one.files.find((file) => placeOfFile(file, layers).inheritedFrom === undefined);
  const at = own === undefined ? place : placeOfFile(own, layers);
  return finding(meta, {
    key: one.key,
    severity: one.severity,
    title: one.title,
    detail: `${at.sentence} ${one.detail}`,
    seen: `${pathsOf(one.files)}: ${one.seen} (${at.words})`,
    ...pointTo(at),
    fix: cureBelow(one.fix.text, one.fix.lines, at),
  });
}

/** `/usr/bin/su, /usr/bin/mount and 3 more`. */
export function pathsOf(files: readonly { readonly path: string }[]): string {
  const shown = files.slice(0, MOST_PATHS).map(({ path }) => visibleText(path, 160));
  const more = files.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Paths as words of a shell, for a line of a Dockerfile; undefined when one of them can't be written plainly. */
export function shellPaths(files: readonly { readonly path: string }[]): string | undefined {
  return files.every(({ path }) => /^[\w./+@:,-]+$/.test(path)) ? files.map(({ path }) => path).join(' ') : undefined;
}

/** A line of a Dockerfile that runs a command over the files, where their names can stand in one. */
export function runLine(command: string, files: readonly { readonly path: string }[]): readonly string[] {
  const paths = files.length > MOST_PATHS ? undefined : shellPaths(files);
  return paths === undefined ? [] : [`RUN ${command} ${paths}`];
}

/** Files of one layer together, in the order of the layers. */
export function byLayer(files: readonly ImageFile[]): readonly (readonly ImageFile[])[] {
  const groups = new Map<number, ImageFile[]>();
  for (const file of files) {
    const group = groups.get(file.layer);
    if (group === undefined) groups.set(file.layer, [file]);
    else group.push(file);
  }
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group);
}

/** `mode 4755, owner 0:0`, and the package where one is known. */
export function modeWords({ mode, uid, gid, package: owner }: ImageFile): string {
  const belongs = owner === undefined ? '' : `, package ${visibleText(owner, 60)}`;
  return `mode ${mode.toString(8).padStart(4, '0')}, owner ${uid}:${gid}${belongs}`;
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'unknown', 'medium', 'low', 'negligible'];

/** The worst first; within one severity what this build added before what the base image brought. */
export function worstFirst(found: readonly FileFinding[]): readonly FileFinding[] {
  return found.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
