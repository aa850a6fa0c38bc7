import { defineCheck } from '../../model/check.ts';
import { takeNote } from './note-files.ts';
import { CIS_PACKAGES } from './references.ts';

const META = { id: 'no-package-managers', severity: 'negligible' } as const;

/** Takes note of package managers; a policy may ask for more. */
export const noPackageManagers = defineCheck({
  ...META,
  title: 'The image has no package manager',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_PACKAGES],
  evaluate: ({ 'image-files': files, 'image-layers': layers }) =>
    takeNote(
      {
        meta: META,
        category: 'package-manager',
        title: 'A package manager is in the image',
        detail:
          'Most images have one. Without it an intruder can not install tools, and nobody changes a running container.',
        cure: 'Copy what runs into an image without one (distroless, scratch) in a last stage.',
      },
      files,
      layers,
    ),
});
