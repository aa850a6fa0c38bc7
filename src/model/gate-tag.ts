/** Names in the engine that are the gate's own. The host does not exist, so nothing can be pulled by or pushed to it. */
const REPOSITORY = 'docker-security-gate.local/build';
const CONTAINER_PREFIX = 'docker-security-gate';
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})-([0-9a-f]{8,64})$/;

/** When a gate-owned thing was made, and what makes it unique. */
export interface GateStamp {
  readonly madeAt: Date;
  readonly random: string;
}

/**
 * The tag under which a build is known until it is judged: `docker-security-gate.local/build:20260131T235959-<random>`.
 *
 * @param random 8 to 64 lower-case hex digits, new for every build
 */
export function gateTag(now: Date, random: string): string {
  return `${REPOSITORY}:${stamp(now, random)}`;
}

/** The tag of a run's build number `index`, from 0, made of that of its first: four more hex digits tell them apart. */
export function gateTagOf(first: string, index: number): string {
  return index === 0 ? first : `${first}${index.toString(16).padStart(4, '0')}`;
}

/** Reads what `gateTag` writes; undefined for every other name. */
export function parseGateTag(reference: string): GateStamp | undefined {
  return reference.startsWith(`${REPOSITORY}:`) ? parseStamp(reference.slice(REPOSITORY.length + 1)) : undefined;
}

/** The repository of all gate tags. */
export function gateRepository(): string {
  return REPOSITORY;
}

/** The name of a container that the gate makes. Unlike a label, a name can't come from the image. */
export function gateContainerName(now: Date, random: string): string {
  return `${CONTAINER_PREFIX}-${stamp(now, random)}`;
}

/** Reads what `gateContainerName` writes; undefined for every other name. */
export function parseGateContainerName(name: string): GateStamp | undefined {
  return name.startsWith(`${CONTAINER_PREFIX}-`) ? parseStamp(name.slice(CONTAINER_PREFIX.length + 1)) : undefined;
}

function stamp(now: Date, random: string): string {
  const text = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}-${random}`;
  if (!STAMP.test(text)) throw new Error(`not a gate stamp: ${text}`);
  return text;
}

function parseStamp(text: string): GateStamp | undefined {
  const match = STAMP.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, random = ''] = match;
  const madeAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A date like 20269999 is not one that the gate wrote.
  if (Number.isNaN(madeAt.getTime()) || stamp(madeAt, random) !== text) return undefined;
  return { madeAt, random };
}
