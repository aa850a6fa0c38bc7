import { isUsualSetuidFile } from '../../linux/usual-setuid-files.ts';
import type { CheckResult } from '../../model/check.ts';
import type { ImageFile, ImageFiles, ImageLayer, ImagePackages } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { byLayer, type FileFinding, fileFindings, modeWords, pathsOf, runLine, worstFirst } from './file-findings.ts';

/** What a check of setuid or setgid files asks. */
export interface SpecialBit {
  readonly meta: { readonly id: string; readonly severity: Severity };
  readonly bit: number;
  /** `setuid` */
  readonly name: string;
  /** Whose rights it gives: `its owner`. */
  readonly whose: string;
  /** Of a file that nobody's package brought, or that others may change. */
  readonly worst: Severity;
}

/** Files with a special bit: the distribution's usual ones in one finding a layer, the others one by one. */
export function judgeSpecialBit(
  question: SpecialBit,
  { files }: ImageFiles,
  layers: readonly ImageLayer[],
  packages: ImagePackages | undefined,
): CheckResult {
  const found = files.filter(({ kind, mode }) => kind === 'file' && (mode & question.bit) !== 0);
  if (found.length === 0) return { kind: 'judged', seen: `no ${question.name} file in the image`, findings: [] };
  const usual = found.filter((file) => isUsual(file, packages));
  const others = found.filter((file) => !isUsual(file, packages));
  const told = worstFirst([
    ...others.map((file) => single(question, file, packages)),
    ...byLayer(usual).map((group, index) => together(question, group, index)),
  ]);
  const seen = `${found.length} ${question.name} files, ${usual.length} of them usual: ${pathsOf([...others, ...usual])}`;
  return { kind: 'judged', seen, findings: fileFindings(question.meta, told, layers) };
}

/**
 * Whether some package database of the image could be read, so that a file without a package is nobody's. A second one that
 * could not be read changes nothing: else an empty file of its name would excuse everything.
 */
function knowsPackages(packages: ImagePackages | undefined): boolean {
  return packages !== undefined && packages.packages.length > 0;
}

function isUsual(file: ImageFile, packages: ImagePackages | undefined): boolean {
  if (!isUsualSetuidFile(file.path) || othersMayWrite(file)) return false;
  // Images that were made smaller have lists without files; a database that names files at all names these.
  return file.package !== undefined || !knowsPackages(packages);
}

function othersMayWrite({ mode, gid }: ImageFile): boolean {
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== 0);
}

function single(question: SpecialBit, file: ImageFile, packages: ImagePackages | undefined): FileFinding {
  const open = othersMayWrite(file);
  const stray = knowsPackages(packages) && file.package === undefined;
  const why = open
    ? 'Others than root may change it, and so what runs with these rights.'
    : stray
      ? 'It belongs to no package of the image, so nobody updates it.'
      : 'It is none of the programs that the distribution needs it for.';
  return {
    files: [file],
    severity: open || stray ? question.worst : question.meta.severity,
    key: file.path,
    title: `A ${question.name} program that is not the distribution's usual`,
    detail: `Whoever runs it gets the rights of ${question.whose}. ${why} no-new-privileges takes that effect away at run time.`,
    seen: modeWords(file),
    fix: { text: 'Take the bit away, or the file, if nobody needs it:', lines: runLine('chmod a-s', [file]) },
  };
}

function together(question: SpecialBit, files: readonly ImageFile[], index: number): FileFinding {
  return {
    files,
    severity: question.meta.severity === 'medium' ? 'low' : 'negligible',
    key: index === 0 ? 'usual' : `usual-${index + 1}`,
    title: `${files.length} usual ${question.name} programs of the distribution`,
    detail: 'A container that runs one service needs none of them; each was a way to root once in a while.',
    seen: `${question.name} bit`,
    fix: { text: 'Take the bits away:', lines: runLine('chmod a-s', files) },
  };
}
