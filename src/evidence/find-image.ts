import path from 'node:path';
import type { Evidence, JudgedImage } from '../model/evidence.ts';
import type { BuildRequest, Clock, Engine, Log, LogGroup } from '../ports.ts';
import { type CollectedImage, collectImage, type ImageRequest } from './built-image.ts';
import type { JudgedSubject } from './judged-subject.ts';

export interface FindPorts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  /** Absolute; the gate's own. */
  readonly temporaryFolder: string;
}

/** Waits for its turn: one build or pull at a time, so that its log can be read. */
export type InTurn = <T>(build: () => Promise<T>) => Promise<T>;

/** How long a build may take, milliseconds. A job's own limit may be shorter. */
const BUILD_TIMEOUT_MS = 2 * 60 * 60 * 1000;

export interface FindImageRequest {
  readonly subject: JudgedSubject;
  readonly gateTag: string;
  readonly inTurn: InTurn;
}

/** Builds the image of a subject, or finds it. What only names its image is not pulled for that. */
export async function findImage(
  { subject, gateTag, inTurn }: FindImageRequest,
  ports: FindPorts,
): Promise<CollectedImage> {
  if (subject.kind === 'no-image') return { image: { state: 'gap', problem: subject.problem } };
  if (subject.kind === 'reference') {
    const { reference, pull } = subject.settings;
    if (subject.onlyIfThere && !(await isThere(ports.engine, reference))) return { image: notThere(reference) };
    const log = (): LogGroup => ports.log.group(`Pull ${reference}`);
    return inTurn(() => collectImage(ports.engine, { kind: 'reference', reference, pull, log }));
  }
  return inTurn(() => build(subject, gateTag, ports));
}

/** In doubt (a name that can't be read, an engine that does not answer) the engine is asked for the image itself. */
function isThere(engine: Engine, reference: string): Promise<boolean> {
  return engine.has(reference).catch(() => true);
}

function notThere(reference: string): Evidence<JudgedImage> {
  const observed = `The engine does not have ${reference}, so only how it is run is judged (pull: true fetches it).`;
  return { state: 'absent', observed };
}

async function build(
  subject: JudgedSubject & { kind: 'build' },
  gateTag: string,
  ports: FindPorts,
): Promise<CollectedImage> {
  const group = ports.log.group(`Build ${subject.file.relative}`);
  const request: ImageRequest = {
    kind: 'build',
    build: buildRequest(subject, gateTag, ports, group),
    context: subject.context.relative,
    dockerfile: subject.file.relative,
  };
  const started = ports.clock.ticks();
  const collected = await collectImage(ports.engine, request);
  const seconds = ((ports.clock.ticks() - started) / 1000).toFixed(1);
  group.end(
    collected.image.state === 'known'
      ? `Built ${collected.image.value.id} in ${seconds} s`
      : `Build of ${subject.file.relative} ended without an image after ${seconds} s`,
  );
  return collected;
}

function buildRequest(
  { settings, context, file }: JudgedSubject & { kind: 'build' },
  gateTag: string,
  ports: FindPorts,
  log: LogGroup,
): BuildRequest {
  const { kind: _, contextGiven: __, tags: ___, context: ____, file: _____, ...rest } = settings;
  return {
    ...rest,
    context: context.absolute,
    file: file.absolute,
    gateTag,
    timeoutMs: BUILD_TIMEOUT_MS,
    log,
    logFile: path.join(ports.temporaryFolder, `build-${gateTag.slice(-8)}.log`),
    layoutFolder: path.join(ports.temporaryFolder, `layout-${gateTag.slice(-8)}`),
  };
}
