import { namesOf } from '../../linux/capabilities.ts';
import { readFileCapabilities } from '../../linux/file-capabilities.ts';
import { defineCheck } from '../../model/check.ts';
import type { ImageFile } from '../../model/image-contents.ts';
import { boundingOf, grantEvidence } from '../run/granted.ts';
import { type FileFinding, fileFindings, runLine } from './file-findings.ts';
import { CAPABILITIES_7 } from './references.ts';

const META = { id: 'file-capabilities-can-run', severity: 'high' } as const;

/** Programs that insist on capabilities can be started in the container as it is run. */
export const fileCapabilitiesCanRun = defineCheck({
  ...META,
  title: 'Programs with capabilities can be started with those that the container has',
  area: 'contents',
  needs: ['image-files', 'image-layers', 'run-settings'],
  uses: ['image', 'image-config', 'image-accounts'],
  references: [CAPABILITIES_7],
  evaluate: (evidence) => {
    const insisting = evidence['image-files'].files.flatMap(insists);
    if (insisting.length === 0) {
      return { kind: 'not-applicable', observed: 'No program of the image insists on capabilities.' };
    }
    const granted = boundingOf(grantEvidence(evidence));
    if (granted.kind === 'undecided') return granted.result;
    if (granted.kind !== 'granted') return { kind: 'not-applicable', observed: granted.why };
    const found = insisting.flatMap(({ file, permitted }): FileFinding[] => {
      const missing = permitted & ~granted.bounding;
      return missing === 0n ? [] : [refused(file, namesOf(missing))];
    });
    const seen = `${insisting.length} programs insist on capabilities, ${found.length} of them on some that the container has not`;
    return { kind: 'judged', seen, findings: fileFindings(META, found, evidence['image-layers']) };
  },
});

/** capabilities(7), "Safety checking for capability-dumb binaries": only the effective bit makes execve(2) insist. */
function insists(file: ImageFile): { readonly file: ImageFile; readonly permitted: bigint }[] {
  const read = file.capability === undefined ? undefined : readFileCapabilities(file.capability);
  if (read?.kind !== 'read' || !read.capabilities.effective) return [];
  return [{ file, permitted: read.capabilities.permitted }];
}

function refused(file: ImageFile, missing: readonly string[]): FileFinding {
  const names = missing.slice(0, 6).join(', ');
  return {
    files: [file],
    severity: META.severity,
    key: file.path,
    title: 'A program that the container can not start',
    detail:
      'Its file insists on capabilities that the container does not have: the kernel refuses to start it, for root too ' +
      '("Operation not permitted").',
    seen: `insists on ${names}, which the container has not`,
    fix: {
      text: 'Take the capabilities off the file (then it runs with what the container has), or leave the program out.',
      lines: runLine('setcap -r', [file]),
    },
  };
}
