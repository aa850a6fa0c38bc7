import { defineCheck } from '../../model/check.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type FileFinding, fileFindings } from './file-findings.ts';
import { type FoundNotable, notablePrograms } from './notable-programs.ts';
import { CIS_PACKAGES, NIST_IMAGE_CONFIGURATION } from './references.ts';

const META = { id: 'no-attack-tools', severity: 'medium' } as const;

/** Nothing in the image helps an intruder to look around and to go on from there. */
export const noAttackTools = defineCheck({
  ...META,
  title: 'The image has no scanners, sniffers and debuggers',
  area: 'contents',
  needs: ['image-files', 'image-layers'],
  uses: [],
  references: [CIS_PACKAGES, NIST_IMAGE_CONFIGURATION],
  evaluate: ({ 'image-files': { files }, 'image-layers': layers }) => {
    const tools = notablePrograms(files, 'attack-tool');
    if (tools.length === 0) return { kind: 'judged', seen: 'no scanners, sniffers or debuggers', findings: [] };
    const names = tools.map(({ file }) => visibleText(file.path, 80)).join(', ');
    return { kind: 'judged', seen: names, findings: fileFindings(META, tools.map(told), layers) };
  },
});

function told({ file, notable }: FoundNotable): FileFinding {
  const owner = file.package === undefined ? undefined : visibleText(file.package, 60);
  return {
    files: [file],
    severity: META.severity,
    key: file.path,
    title: `${notable.name} is in the image`,
    detail: `It ${notable.reason}. Whoever gets into the container finds it ready.`,
    seen: owner === undefined ? notable.name : `${notable.name} of the package ${owner}`,
    fix: {
      text:
        owner === undefined
          ? 'Leave it out; debug with an image of its own beside the container (docker run --pid=container:…).'
          : `Leave ${owner} out of the install step; debug with an image of its own beside the container.`,
      lines: [],
    },
  };
}
