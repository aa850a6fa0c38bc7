import { defineCheck } from '../../model/check.ts';
import type { ImageFile } from '../../model/image-contents.ts';
import { byLayer, type FileFinding, fileFindings, modeWords, pathsOf, runLine, worstFirst } from './file-findings.ts';
import { INODE_7, NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-world-writable-paths', severity: 'medium' } as const;

/** What the engine mounts over, and what is there to be written by everybody. */
const MEANT = /^\/(?:dev|proc|sys)(?:\/|$)|^\/(?:tmp|var\/tmp|run\/lock|var\/lock)$/;

/** Nobody but its owner and its group may change what is in the image. */
export const noWorldWritablePaths = defineCheck({
  ...META,
  title: 'Not everybody may change files of the image',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [NIST_IMAGE_CONFIGURATION, INODE_7],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers }) => {
    const open = files.filter(isOpen);
    if (open.length === 0) return { kind: 'judged', seen: 'no path that everybody may write to', findings: [] };
    const directories = open.filter(({ kind }) => kind === 'directory');
    const found = [
      ...byLayer(directories).map((group) => told(group, 'directories')),
      ...byLayer(open.filter(({ kind }) => kind === 'file')).map((group) => told(group, 'files')),
    ];
    const seen = `${open.length} paths that everybody may write to: ${pathsOf([...directories, ...open])}`;
    return { kind: 'judged', seen, findings: fileFindings(META, worstFirst(found), layers) };
  },
});

/** In a sticky directory everybody may only change their own. */
function isOpen({ kind, mode, path }: ImageFile): boolean {
  if (MEANT.test(path) || (mode & 0o002) === 0) return false;
  return kind === 'file' || (kind === 'directory' && (mode & 0o1000) === 0);
}

function told(group: readonly ImageFile[], what: 'directories' | 'files'): FileFinding {
  const [first] = group;
  const one = group.length === 1;
  return {
    files: group,
    severity: what === 'directories' ? META.severity : 'low',
    // The first path stands for its group: layers are numbered anew by every change above.
    key: `${what}:${first?.path ?? ''}`,
    title: `Everybody may write to ${one ? `a ${what === 'files' ? 'file' : 'directory'}` : `${group.length} ${what}`} of the image`,
    detail:
      'Any process of the container, whoever it runs as, can put something else there: a program that another one starts, ' +
      'a setting that it reads.',
    seen: first === undefined ? '' : modeWords(first),
    fix: {
      text: 'Give them to the user that writes there, or take the right away; data that changes belongs in a volume.',
      lines: runLine('chmod o-w', group),
    },
  };
}
