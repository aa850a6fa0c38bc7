import type { DockerfileFacts, DockerfileInstruction, DockerfileStage } from '../../model/dockerfile.ts';

/**
 * The stages that the build runs: the final one, those it is made from by FROM, and those that one of them copies
 * or mounts from. BuildKit runs no other; the classic builder runs all up to the target, and keeps nothing of them.
 * In the order of the file.
 */
export function builtStages(dockerfile: DockerfileFacts): readonly DockerfileStage[] {
  const reached = new Set([dockerfile.finalStage]);
  // A set is gone through in the order of insertion, additions included.
  for (const index of reached) {
    const stage = dockerfile.stages[index];
    if (stage === undefined) continue;
    if (stage.base.stage !== undefined) reached.add(stage.base.stage);
    for (const from of sourcesOf(dockerfile, stage)) {
      const source = stageNamed(dockerfile, from, index);
      if (source !== undefined) reached.add(source);
    }
  }
  return dockerfile.stages.filter(({ index }) => reached.has(index));
}

function sourcesOf(dockerfile: DockerfileFacts, stage: DockerfileStage): readonly string[] {
  const copied = dockerfile.transfers.filter((transfer) => transfer.stage === stage.index);
  const mounted = stage.instructions.flatMap(mountSources);
  return [...copied.flatMap(({ from }) => (from === undefined ? [] : [from])), ...mounted];
}

/** `from` of the mounts of a RUN: `RUN --mount=type=bind,from=build,target=/x`. */
export function mountSources({ keyword, flags }: DockerfileInstruction): readonly string[] {
  if (keyword !== 'RUN') return [];
  const mounts = flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => flag.slice('--mount='.length));
  return mounts.flatMap((mount) => {
    const from = mount.split(',').findLast((field) => /^"?from=/i.test(field));
    return from === undefined ? [] : [from.replace(/^"?from=/i, '').replace(/"$/, '')];
  });
}

/** The earlier stage that `--from` in stage `index` names, by its name or its number. */
export function stageNamed(dockerfile: DockerfileFacts, from: string, index: number): number | undefined {
  const earlier = dockerfile.stages.slice(0, index);
  const named = earlier.findLast(({ name }) => name === from.toLowerCase());
  if (named !== undefined) return named.index;
  return /^\d{1,5}$/.test(from) ? earlier[Number(from)]?.index : undefined;
}
