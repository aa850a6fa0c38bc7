import type { DockerfileFacts, DockerfileStage, LineRange } from '../../model/dockerfile.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import { type ImageReference, parseImageReference } from '../../model/image-reference.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages, mountSources, stageNamed } from './built-stages.ts';

/** An image that a Dockerfile names, and where. */
export interface ImageUse {
  readonly how: 'FROM' | 'COPY --from' | 'RUN --mount';
  /** As written: `node:${VERSION}`. */
  readonly written: string;
  /** As the builder gets it: `node:22`. */
  readonly expanded: string;
  readonly unset: readonly string[];
  readonly lines: LineRange;
  /** Undefined when `expanded` is no image reference. */
  readonly reference: ImageReference | undefined;
}

/** The images that come into the build: those of the stages that run, without stages, scratch and build contexts. */
export function imageUses(dockerfile: DockerfileFacts): readonly ImageUse[] {
  return builtStages(dockerfile).flatMap((stage) => [...baseOf(dockerfile, stage), ...copiedFrom(dockerfile, stage)]);
}

function baseOf(dockerfile: DockerfileFacts, { base, instructions, lines }: DockerfileStage): readonly ImageUse[] {
  const { raw, expanded, unset, scratch } = base;
  if (scratch || base.stage !== undefined || isContext(dockerfile, expanded)) return [];
  const reference = parseImageReference(expanded);
  return [{ how: 'FROM', written: raw, expanded, unset, lines: instructions[0]?.lines ?? lines, reference }];
}

function copiedFrom(dockerfile: DockerfileFacts, stage: DockerfileStage): readonly ImageUse[] {
  const copies = dockerfile.transfers.filter((transfer) => transfer.stage === stage.index);
  const named = [
    ...copies.map(({ from, lines }) => ({ how: 'COPY --from' as const, from: from ?? '', lines })),
    ...stage.instructions.flatMap((instruction) =>
      mountSources(instruction).map((from) => ({ how: 'RUN --mount' as const, from, lines: instruction.lines })),
    ),
  ];
  const images = named.filter(({ from }) => {
    const isStage = stageNamed(dockerfile, from, stage.index) !== undefined;
    return from !== '' && from !== 'scratch' && !isStage && !isContext(dockerfile, from);
  });
  return images.map(({ how, from, lines }) => {
    return { how, written: from, expanded: from, unset: [], lines, reference: parseImageReference(from) };
  });
}

/**
 * Whether a build context takes the place of an image: by its name as written, or as an image of that name, where
 * no tag is `latest` (docs.docker.com/reference/cli/docker/buildx/build, "Additional build contexts").
 */
function isContext({ buildContexts }: DockerfileFacts, name: string): boolean {
  const full = fullName(name);
  return buildContexts.some((context) => context === name || (full !== undefined && fullName(context) === full));
}

function fullName(name: string): string | undefined {
  const reference = parseImageReference(name);
  if (reference === undefined) return undefined;
  return `${reference.registry}/${reference.path}:${reference.tag ?? 'latest'}@${reference.digest ?? ''}`;
}

/** Uses of one image, which make one finding. */
export interface ImageGroup {
  /** The repository's name without tag and digest, for a fingerprint that outlives updates. */
  readonly name: string;
  readonly first: ImageUse;
  readonly uses: readonly ImageUse[];
}

/** @param uses with a reference each; others are left out */
export function groupByImage(uses: readonly ImageUse[]): readonly ImageGroup[] {
  const groups = new Map<string, ImageUse[]>();
  for (const use of uses) {
    if (use.reference === undefined) continue;
    const name = `${use.reference.registry}/${use.reference.path}`;
    groups.set(name, [...(groups.get(name) ?? []), use]);
  }
  return [...groups].flatMap(([name, [first, ...more]]) => {
    return first === undefined ? [] : [{ name, first, uses: [first, ...more] }];
  });
}

/** `FROM node in line 3, COPY --from node in line 9`, with what was written where variables are in it. */
export function describeUses(uses: readonly ImageUse[]): string {
  const shown = uses.slice(0, 5).map(describeUse);
  const more = uses.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeUse({ how, written, expanded, unset, lines }: ImageUse): string {
  const names = unset.slice(0, 3).map((name) => visibleText(name, 60));
  const lost = names.length === 0 ? '' : `, where ${names.join(', ')} had no value`;
  const origin = written === expanded ? '' : ` (written ${visibleText(written, 120)}${lost})`;
  return `${how} ${visibleText(expanded, 120)}${origin} in line ${lines.first}`;
}

/** Why the question about an image stays open: it has no name that an image can have. */
export function unknownImage(dockerfile: DockerfileFacts, use: ImageUse): Problem {
  const names = use.unset.slice(0, 3).map((name) => visibleText(name, 60));
  const why = names.length === 0 ? 'which is no image reference' : `because ${names.join(', ')} had no value`;
  return {
    code: 'DOCKERFILE-UNREADABLE',
    what: `${visibleText(dockerfile.path)} line ${use.lines.first}: it cannot be known which image "${visibleText(use.written, 120)}" is, ${why}.`,
    means: NO_VERDICT,
    todo: 'Give the variable a default with ARG before the first FROM, or name the image.',
  };
}
