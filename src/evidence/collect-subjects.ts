import type { ConfinementDemands } from '../model/confinement.ts';
import type { EvidenceBundle, EvidenceKind, ImageConfig, JudgedImage } from '../model/evidence.ts';
import { gateTagOf } from '../model/gate-tag.ts';
import type { LayoutFolder } from '../ports.ts';
import { type CollectPorts, type ContentsReader, collectEvidence } from './collect.ts';
import type { InTurn } from './find-image.ts';
import type { JudgedSubject } from './judged-subject.ts';

/** A subject with all that was found out about it. */
export interface CollectedSubject {
  readonly judged: JudgedSubject;
  readonly bundle: EvidenceBundle;
  /** The tag that its build got. */
  readonly gateTag: string;
}

export interface CollectAllRequest {
  readonly kinds: ReadonlySet<EvidenceKind>;
  readonly subjects: readonly JudgedSubject[];
  /** The tag of the first build; further ones get tags made of it. */
  readonly gateTag: string;
  readonly demandsOf: (subject: JudgedSubject) => ConfinementDemands;
}

/** Subjects that are looked at at once: the engine is one, and so is the machine. */
const AT_ONCE = 2;

/** Collects the evidence about every subject: while one is built, what was built before is looked at. */
export async function collectSubjects(
  { kinds, subjects, gateTag, demandsOf }: CollectAllRequest,
  ports: CollectPorts,
): Promise<readonly CollectedSubject[]> {
  const inTurn = turns();
  const contents = onceAnImage(ports);
  const collected: CollectedSubject[] = [];
  const waiting = subjects.map((judged, index) => ({ judged, index }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { judged, index } = next;
      const tag = gateTagOf(gateTag, index);
      const request = { kinds, subject: judged, gateTag: tag, demands: demandsOf(judged), inTurn, contents };
      collected[index] = { judged, bundle: await collectEvidence(request, ports), gateTag: tag };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return collected;
}

/** One after the other, in the order in which they ask; a failure is the asker's alone. */
function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (build) => {
    const mine = last.then(build);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Services of a project often share an image: it is read once. */
function onceAnImage(ports: CollectPorts): ContentsReader {
  const known = new Map<string, ReturnType<ContentsReader>>();
  return (image, config, layout) => {
    const reading = known.get(image.id) ?? read(image, config, layout, ports);
    known.set(image.id, reading);
    return reading;
  };
}

/** Loaded only when there is an image to read. */
async function read(
  image: JudgedImage,
  config: ImageConfig,
  layout: LayoutFolder | undefined,
  ports: CollectPorts,
): ReturnType<ContentsReader> {
  const { readContents } = await import('./read-contents.ts');
  return readContents(image, config, ports, layout);
}
