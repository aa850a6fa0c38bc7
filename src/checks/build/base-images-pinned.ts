import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { describeUses, groupByImage, type ImageGroup, imageUses, unknownImage } from './image-uses.ts';
import { CIS_TRUSTED_BASE, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM, NIST_UNTRUSTED_IMAGES } from './references.ts';

const META = { id: 'base-images-pinned', severity: 'low' } as const;

/** Every image that the build takes in is named by its digest. */
export const baseImagesPinned = defineCheck({
  ...META,
  title: 'Base images are pinned by digest',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_TRUSTED_BASE, NIST_UNTRUSTED_IMAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const uses = imageUses(dockerfile);
  if (uses.length === 0) {
    return {
      kind: 'not-applicable',
      observed: 'The build takes in no image: it starts from scratch or a build context.',
    };
  }
  const movable = uses.filter(({ reference }) => reference?.digest === undefined);
  const findings = groupByImage(movable).map((group) => unpinned(dockerfile, group));
  const unknown = uses.find(({ reference }) => reference === undefined);
  if (findings.length === 0 && unknown !== undefined) {
    return { kind: 'undecided', problem: unknownImage(dockerfile, unknown) };
  }
  return { kind: 'judged', seen: describeUses(uses), findings };
}

/** A digest fits into an ARG only where the ARG is the whole reference. */
function whereToPin(written: string): string {
  const shown = visibleText(written, 120);
  if (/^\$(\w+|\{\w+\})$/.test(written)) return ` Put it into the ARG that ${shown} is made from.`;
  return ` Append it where the image is named, ${shown}@sha256:<digest>, and change it together with the ARG.`;
}

function unpinned({ path }: DockerfileFacts, { name, first, uses }: ImageGroup): Finding {
  const shown = visibleText(first.expanded, 120);
  const where = first.written === first.expanded ? '' : whereToPin(first.written);
  return finding(META, {
    key: name,
    title: 'An image is not pinned by digest',
    detail:
      'A tag can be moved to other content at any time, by its owner or by whoever gets hold of the account; a digest cannot.',
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: {
      text:
        `Append the digest that the registry gives for it (docker buildx imagetools inspect ${shown}): ` +
        `${shown}@sha256:<digest>.${where} A bot such as Dependabot or Renovate keeps it up to date.`,
    },
  });
}
