import { defineCheck } from '../../model/check.ts';
import { takeNote } from './note-files.ts';
import { CIS_PACKAGES } from './references.ts';

const META = { id: 'no-shells', severity: 'negligible' } as const;

/** Takes note of shells; a policy may ask for more. */
export const noShells = defineCheck({
  ...META,
  title: 'The image has no shell',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_PACKAGES],
  evaluate: ({ 'image-files': files, 'image-layers': layers }) =>
    takeNote(
      {
        meta: META,
        category: 'shell',
        title: 'A shell is in the image',
        detail: 'Most images have one. Without it most break-ins end where they begin.',
        cure: 'Copy what runs into an image without one (distroless, scratch) in a last stage.',
      },
      files,
      layers,
    ),
});
