import type { DockerfileFacts, DockerfileStage, UserInstruction } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Location } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { showUser } from './effective-user.ts';

/** What in the Dockerfile decides the image's user. The image says who that is; the Dockerfile only says where. */
export interface DecidingLine {
  readonly kind: 'user-line' | 'inherited' | 'scratch' | 'no-dockerfile';
  /** The USER instruction, or the FROM that the user comes through. */
  readonly location?: Location;
  /** One or two sentences for people. */
  readonly sentence: string;
}

/** @param dockerfile undefined when the image was not built here, or its Dockerfile could not be read */
export function decidingLine(config: ImageConfig, dockerfile: DockerfileFacts | undefined): DecidingLine {
  if (dockerfile === undefined) {
    return { kind: 'no-dockerfile', sentence: 'There is no Dockerfile here to point at: the image itself says so.' };
  }
  if (dockerfile.user !== undefined) return userLine(config, dockerfile, dockerfile.user);
  return inheritedUser(config, dockerfile);
}

function userLine(config: ImageConfig, dockerfile: DockerfileFacts, user: UserInstruction): DecidingLine {
  const { path, stages, finalStage } = dockerfile;
  const elsewhere = user.stage === finalStage ? '' : `, inherited from ${stageName(stages[user.stage], user.stage)}`;
  const written = `USER ${visibleText(user.raw, 80)}`;
  const place = `${visibleText(path)} line ${user.lines.first}`;
  // Only the image is the truth: a builder knows values that a reading of the file can't.
  const sentence =
    user.expanded === config.user
      ? `${place} decides it: ${written}${elsewhere}.`
      : `${place} says ${written}${elsewhere}; the built image says ${showUser(config.user)}, and that counts.`;
  return { kind: 'user-line', location: { file: path, lines: user.lines }, sentence };
}

function inheritedUser(config: ImageConfig, dockerfile: DockerfileFacts): DecidingLine {
  const { path, externalBase } = dockerfile;
  const location = { file: path, lines: externalBase.lines };
  const from = `FROM in line ${externalBase.lines.first} of ${visibleText(path)}`;
  const hint = userOfOtherStage(dockerfile);
  if (externalBase.scratch) {
    const sentence = `The stage that is built has no USER and starts from scratch (${from}).${hint}`;
    return { kind: 'scratch', location, sentence };
  }
  const base = visibleText(externalBase.reference, 120);
  const what = config.user === '' ? 'sets none either' : `sets ${showUser(config.user)}`;
  const sentence = `The stage that is built has no USER; its base image ${base} (${from}) ${what}.${hint}`;
  return { kind: 'inherited', location, sentence };
}

/** People set USER in a build stage and expect it in the last one. Asked only when no stage of the lineage has one. */
function userOfOtherStage(dockerfile: DockerfileFacts): string {
  for (const stage of dockerfile.stages) {
    const user = stage.instructions.findLast((instruction) => instruction.keyword === 'USER');
    if (user !== undefined) {
      return ` The USER in line ${user.lines.first} is of ${stageName(stage, stage.index)}, which the image is not made from.`;
    }
  }
  return '';
}

function stageName(stage: DockerfileStage | undefined, index: number): string {
  return stage?.name === undefined ? `stage ${index}` : `stage "${visibleText(stage.name, 60)}"`;
}
