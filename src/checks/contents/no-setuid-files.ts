import { defineCheck } from '../../model/check.ts';
import { CIS_SETUID, INODE_7, NIST_IMAGE_CONFIGURATION } from './references.ts';
import { judgeSpecialBit } from './special-bits.ts';

const META = { id: 'no-setuid-files', severity: 'medium' } as const;
const QUESTION = { meta: META, bit: 0o4000, name: 'setuid', whose: 'its owner', worst: 'high' } as const;

/** No program of the image gives whoever runs it the rights of its owner. */
export const noSetuidFiles = defineCheck({
  ...META,
  title: 'The image has no setuid programs',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: ['image-packages'],
  references: [CIS_SETUID, NIST_IMAGE_CONFIGURATION, INODE_7],
  evaluate: ({ 'image-files': files, 'image-layers': layers, 'image-packages': packages }) =>
    judgeSpecialBit(QUESTION, files, layers, packages),
});
