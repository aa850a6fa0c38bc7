import { defineCheck } from '../../model/check.ts';
import { takeNote } from './note-files.ts';
import { CIS_PACKAGES } from './references.ts';

const META = { id: 'no-leftover-files', severity: 'negligible' } as const;

/** Takes note of what builds leave behind. */
export const noLeftoverFiles = defineCheck({
  ...META,
  title: 'Nothing of the build was left in the image',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_PACKAGES],
  evaluate: ({ 'image-files': files, 'image-layers': layers }) =>
    takeNote(
      {
        meta: META,
        category: 'leftover',
        anyKind: true,
        title: 'Files of the build are in the image',
        detail: 'Histories of sources and build files tell more than a reader of the image needs to know.',
        cure: 'Name them in .dockerignore, or copy only what runs.',
      },
      files,
      layers,
    ),
});
