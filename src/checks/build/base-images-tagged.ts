import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { describeUses, groupByImage, type ImageGroup, type ImageUse, imageUses, unknownImage } from './image-uses.ts';
import { CIS_TRUSTED_BASE, DOCKER_BEST_PRACTICES, DOCKERFILE_FROM, NIST_UNTRUSTED_IMAGES } from './references.ts';

const META = { id: 'base-images-tagged', severity: 'medium' } as const;

/** Every image that the build takes in is named with a version. */
export const baseImagesTagged = defineCheck({
  ...META,
  title: 'Base images have a tag other than latest',
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
  const seen = describeUses(uses);
  const findings = groupByImage(uses.filter(isUntagged)).map((group) => untagged(dockerfile, group));
  const unknown = uses.find(({ reference }) => reference === undefined);
  if (findings.length === 0 && unknown !== undefined) {
    return { kind: 'undecided', problem: unknownImage(dockerfile, unknown) };
  }
  return { kind: 'judged', seen, findings };
}

/** A digest says more than any tag. */
function isUntagged({ reference }: ImageUse): boolean {
  if (reference === undefined || reference.digest !== undefined) return false;
  return reference.tag === undefined || reference.tag === 'latest';
}

function untagged({ path }: DockerfileFacts, { name, first, uses }: ImageGroup): Finding {
  const shown = visibleText(first.expanded, 120);
  const isLatest = first.reference?.tag !== undefined;
  const [example] = shown.split(':latest', 1);
  return finding(META, {
    key: name,
    title: isLatest ? 'An image is named with the tag latest' : 'An image is named without a tag',
    detail:
      `${isLatest ? 'latest is' : 'Without a tag the builder takes latest, which is'} whatever was pushed last: ` +
      'the same commit builds another image tomorrow, and nobody sees when a new major version comes in.',
    seen: describeUses(uses),
    location: { file: path, lines: first.lines },
    fix: { text: cure(first, example ?? shown) },
  });
}

function cure({ how, written, expanded, unset }: ImageUse, example: string): string {
  if (unset.length > 0) {
    const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
    return `Give ${names.join(', ')} a default with ARG before the first FROM, so that a version is named without build arguments.`;
  }
  if (written !== expanded) return `Put a version into the ARG that ${visibleText(written, 120)} is made from.`;
  const line = { FROM: 'FROM X', 'COPY --from': 'COPY --from=X', 'RUN --mount': 'RUN --mount=from=X' }[how];
  return `Name the version that you tested: ${line.replace('X', () => `${example}:<version>`)}.`;
}
