import { defineCheck } from '../../model/check.ts';
import { takeNote } from './note-files.ts';
import { CIS_PACKAGES } from './references.ts';

const META = { id: 'no-compilers', severity: 'negligible' } as const;

/** Takes note of compilers and build tools. */
export const noCompilers = defineCheck({
  ...META,
  title: 'The image has no compilers',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_PACKAGES],
  evaluate: ({ 'image-files': files, 'image-layers': layers }) =>
    takeNote(
      {
        meta: META,
        category: 'compiler',
        title: 'Build tools are in the image',
        detail: 'They are needed to build, not to run, and make an image large.',
        cure: 'Build in a stage of its own and copy the result into the last one.',
      },
      files,
      layers,
    ),
});
