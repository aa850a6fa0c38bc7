import { type NotableFile, notableFile } from '../../linux/notable-files.ts';
import type { ImageFile } from '../../model/image-contents.ts';

/** A file with what its name makes of it. */
export interface FoundNotable {
  readonly file: ImageFile;
  readonly notable: NotableFile;
}

/** What the image has of a category, whatever kind of file it is. */
export function notableFiles(files: readonly ImageFile[], category: NotableFile['category']): readonly FoundNotable[] {
  return files.flatMap((file) => {
    const notable = notableFile(file.path);
    return notable?.category === category ? [{ file, notable }] : [];
  });
}

/** Programs of a category: a link to one is the same program, and a link to BusyBox is BusyBox. */
export function notablePrograms(
  files: readonly ImageFile[],
  category: NotableFile['category'],
): readonly FoundNotable[] {
  return notableFiles(files, category).filter(({ file }) => file.kind === 'file' && (file.mode & 0o111) !== 0);
}
