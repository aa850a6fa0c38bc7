import { defineCheck } from '../../model/check.ts';
import { CIS_SETUID, INODE_7 } from './references.ts';
import { judgeSpecialBit } from './special-bits.ts';

const META = { id: 'no-setgid-files', severity: 'low' } as const;
const QUESTION = { meta: META, bit: 0o2000, name: 'setgid', whose: 'its group', worst: 'medium' } as const;

/** No program of the image gives whoever runs it the rights of its group. */
export const noSetgidFiles = defineCheck({
  ...META,
  title: 'The image has no setgid programs',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: ['image-packages'],
  references: [CIS_SETUID, INODE_7],
  evaluate: ({ 'image-files': files, 'image-layers': layers, 'image-packages': packages }) =>
    judgeSpecialBit(QUESTION, files, layers, packages),
});
