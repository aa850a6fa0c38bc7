import { CAPABILITIES, EVERY_CAPABILITY, maskOf } from '../../linux/capabilities.ts';
import { CAPABILITY_RANKING } from '../../linux/capability-ranking.ts';
import { type ReadFileCapabilities, readFileCapabilities } from '../../linux/file-capabilities.ts';
import { defineCheck } from '../../model/check.ts';
import type { ImageFile } from '../../model/image-contents.ts';
import type { Severity } from '../../model/severity.ts';
import { type FileFinding, fileFindings, modeWords, pathsOf, runLine, worstFirst } from './file-findings.ts';
import { CAPABILITIES_7, CIS_SETUID } from './references.ts';

const META = { id: 'no-file-capabilities', severity: 'medium' } as const;

/** No program of the image brings capabilities along. */
export const noFileCapabilities = defineCheck({
  ...META,
  title: 'No program of the image brings capabilities along',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_SETUID, CAPABILITIES_7],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers }) => {
    const found = files.flatMap((file) => (file.capability === undefined ? [] : [told(file, file.capability)]));
    if (found.length === 0) return { kind: 'judged', seen: 'no file has capabilities', findings: [] };
    const seen = found.slice(0, 5).map(({ seen: words, files: paths }) => `${pathsOf(paths)}: ${words}`);
    return { kind: 'judged', seen: seen.join('; '), findings: fileFindings(META, worstFirst(found), layers) };
  },
});

function told(file: ImageFile, hex: string): FileFinding {
  const read = readFileCapabilities(hex);
  const words = read.kind === 'read' ? read.text : `capabilities that can't be read (${read.why})`;
  const root = read.kind === 'read' && read.rootId !== undefined ? `, for the user namespace of ${read.rootId}` : '';
  return {
    files: [file],
    severity: severityOf(read, file),
    key: file.path,
    title: `A program with capabilities of its own: ${words}`,
    detail:
      'Every user who may run it gets them, as far as the container has them: a user without rights is not enough then. ' +
      'no-new-privileges takes that effect away at run time.',
    seen: `${words}${root}, ${modeWords(file)}`,
    fix: {
      text: 'Take them away, or leave the program out; give the container the one capability that it needs instead.',
      lines: runLine('setcap -r', [file]),
    },
  };
}

/** Debian and Fedora install ping so, where the kernel does not let everybody send echo requests. */
const USUAL = new Map([
  ['ping', 'cap_net_raw=ep'],
  ['arping', 'cap_net_raw=ep'],
  ['clockdiff', 'cap_net_raw=ep'],
  ['newuidmap', 'cap_setuid=ep'],
  ['newgidmap', 'cap_setgid=ep'],
]);

/** A user without rights becomes root with one of these, or reads and changes what is root's; for root they are nothing new. */
const AS_ROOT = maskOf('SETUID', 'SETGID', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'CHOWN', 'FOWNER', 'SETFCAP', 'MKNOD');

function severityOf(read: ReadFileCapabilities, file: ImageFile): Severity {
  if (read.kind === 'damaged') return 'high';
  const { permitted, inheritable } = read.capabilities;
  const usual = USUAL.get(file.path.slice(file.path.lastIndexOf('/') + 1)) === read.text;
  if (usual && file.package !== undefined) return 'low';
  // Inheritable alone gives nothing that the process did not have.
  if (permitted === 0n) return inheritable === 0n ? 'negligible' : 'low';
  if (permitted === EVERY_CAPABILITY) return 'critical';
  if ((permitted & AS_ROOT) !== 0n) return 'high';
  const ranks = CAPABILITY_RANKING.filter(({ capability }) => {
    return (permitted >> BigInt(CAPABILITIES.indexOf(capability))) & 1n;
  }).map(({ rank }) => rank);
  return ranks.includes('critical') || ranks.includes('high') || permitted > EVERY_CAPABILITY ? 'high' : 'medium';
}
