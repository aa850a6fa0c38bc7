import type { NotableFile } from '../../linux/notable-files.ts';
import type { CheckResult } from '../../model/check.ts';
import type { ImageFiles, ImageLayer } from '../../model/image-contents.ts';
import { fileFindings, pathsOf } from './file-findings.ts';
import { type FoundNotable, notableFiles, notablePrograms } from './notable-programs.ts';

/** A check that only takes note, in one finding whatever there is. */
export interface Note {
  readonly meta: { readonly id: string; readonly severity: 'negligible' };
  readonly category: NotableFile['category'];
  /** Any kind of file, not only programs. */
  readonly anyKind?: true;
  readonly title: string;
  readonly detail: string;
  readonly cure: string;
}

export function takeNote(note: Note, { files }: ImageFiles, layers: readonly ImageLayer[]): CheckResult {
  const found: readonly FoundNotable[] = note.anyKind
    ? notableFiles(files, note.category)
    : notablePrograms(files, note.category);
  if (found.length === 0) return { kind: 'judged', seen: 'none', findings: [] };
  const all = found.map(({ file }) => file);
  const told = {
    ...{ files: all, severity: note.meta.severity, key: 'found', title: note.title, detail: note.detail },
    seen: `${all.length} found`,
    fix: { text: note.cure, lines: [] },
  };
  return { kind: 'judged', seen: pathsOf(all), findings: fileFindings(note.meta, [told], layers) };
}
