import { defineCheck } from '../../model/check.ts';
import type { ImageFile } from '../../model/image-contents.ts';
import { byLayer, type FileFinding, fileFindings, pathsOf, runLine, worstFirst } from './file-findings.ts';
import { NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-device-nodes', severity: 'medium' } as const;

/** The image brings no devices along. */
export const noDeviceNodes = defineCheck({
  ...META,
  title: 'The image has no device nodes',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [NIST_IMAGE_CONFIGURATION],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers }) => {
    const devices = files.filter(({ kind }) => kind === 'character-device' || kind === 'block-device');
    if (devices.length === 0) return { kind: 'judged', seen: 'no device nodes', findings: [] };
    const usual = devices.filter(isUsual);
    const others = devices.filter((file) => !isUsual(file));
    const found = [...others.map(single), ...byLayer(usual).map(together)];
    return {
      kind: 'judged',
      seen: pathsOf([...others, ...usual]),
      findings: fileFindings(META, worstFirst(found), layers),
    };
  },
});

/**
 * debootstrap and its like make them, and the engine mounts its own /dev over them (Linux, admin-guide/devices.rst:
 * memory devices 3 null, 5 zero, 7 full, 8 random, 9 urandom; 5:0 tty, 5:1 console, 5:2 ptmx).
 */
const USUAL = new Set(['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2']);

function isUsual({ kind, path, device }: ImageFile): boolean {
  return kind === 'character-device' && path.startsWith('/dev/') && USUAL.has(numbers(device));
}

function numbers(device: ImageFile['device']): string {
  return device === undefined ? '?' : `${device.major}:${device.minor}`;
}

function single(file: ImageFile): FileFinding {
  const block = file.kind === 'block-device';
  return {
    files: [file],
    // 1:1, 1:2 and 1:4 are memory and ports of the machine.
    severity: block || ['1:1', '1:2', '1:4'].includes(numbers(file.device)) ? 'high' : META.severity,
    key: file.path,
    title: `The image brings a ${block ? 'block' : 'character'} device along`,
    detail:
      "The engine's list of allowed devices keeps it from being used, as long as nobody gives the container that device or " +
      'privileged mode. No build step needs one in the image.',
    seen: `${file.kind} ${numbers(file.device)}`,
    fix: { text: 'Remove it in the step that makes it.', lines: runLine('rm -f', [file]) },
  };
}

function together(files: readonly ImageFile[], index: number): FileFinding {
  return {
    files,
    severity: 'negligible',
    key: index === 0 ? 'usual' : `usual-${index + 1}`,
    title: 'The image has the usual devices in /dev',
    detail: 'The engine mounts its own /dev over them.',
    seen: 'made with the root file system',
    fix: { text: 'Leave /dev out when the root file system is made.', lines: [] },
  };
}
