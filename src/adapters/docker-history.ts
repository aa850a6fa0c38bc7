import * as v from 'valibot';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { HistoryStep } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, succeeded } from './docker-problems.ts';

/** One line of `docker history --format '{{json .}}'`; `ID` is the layer's image or `<missing>`. */
const line = v.object({ CreatedBy: v.string(), Comment: v.string(), Size: v.string() });

/** More steps than an image can have (an overlay has at most 128 layers) are no image's history. */
const MOST_STEPS = 5_000;
const KEEP_BYTES = 8 * 1024 * 1024;

/**
 * The history of an image, oldest step first. GateError `IMAGE-UNREADABLE` when it can't be had whole.
 * The client lists the newest first, and sizes as the engine has them (`0B` for a step that made no layer).
 */
export async function readHistory(docker: DockerCommand, imageId: string): Promise<readonly HistoryStep[]> {
  const args = ['history', '--no-trunc', '--human=false', '--format={{json .}}', '--', imageId];
  const result = await docker(args, { keepBytes: KEEP_BYTES });
  const what = `The history of ${visibleText(imageId)} could not be read`;
  const todo = 'Check that the engine works, and run again.';
  if (!succeeded(result)) throw commandFailed(result, { code: 'IMAGE-UNREADABLE', what, todo });
  const lines = result.stdout
    .toString('utf8')
    .split('\n')
    .filter((text) => text !== '');
  if (result.droppedBytes > 0 || lines.length > MOST_STEPS) {
    throw new GateError({ code: 'IMAGE-UNREADABLE', what: `${what}: it is too large.`, means: NO_VERDICT, todo });
  }
  return lines.map(parseStep).reverse();
}

function parseStep(text: string): HistoryStep {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), line), text);
  if (parsed.success) {
    const { CreatedBy: createdBy, Comment: comment, Size } = parsed.output;
    return { createdBy, comment, emptyLayer: Size === '0' || Size === '0B' };
  }
  throw new GateError({
    code: 'IMAGE-UNREADABLE',
    what: `A step of the image's history has not the form that the Docker client gives (${visibleText(text, 80)}).`,
    means: NO_VERDICT,
    todo: 'Use a Docker client that the gate knows (20.10 or newer).',
  });
}
