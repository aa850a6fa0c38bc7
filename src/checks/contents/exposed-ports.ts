import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import { broughtBy, type Origin } from './brought-by.ts';

/** Ports of one entry of `config.ExposedPorts` or one word of EXPOSE; both ends are included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** Lower case: `tcp`, `udp`, `sctp`. */
  readonly protocol: string;
}

/**
 * Reads `22`, `22/tcp`, `20-25/udp`, and `8022:22`, of which the container's side counts. Protocol: tcp when none is
 * written. (docs.docker.com/reference/dockerfile, EXPOSE; docker/go-connections, nat.ParsePortSpec.)
 *
 * @returns undefined for anything else, a variable for example
 */
export function readPortRange(word: string): PortRange | undefined {
  const match = /^(?:[^/]*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/([a-z]+))?$/i.exec(word);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return { first, last, protocol: (match[3] ?? 'tcp').toLowerCase() };
}

/** The exposed ports of the image that `wanted` chooses, in the order of their numbers. */
export function exposedPorts(config: ImageConfig, wanted: (port: PortRange) => boolean): readonly PortRange[] {
  const ports = config.exposedPorts.map(readPortRange).filter((port) => port !== undefined);
  return ports.filter(wanted).sort((a, b) => a.first - b.first || a.protocol.localeCompare(b.protocol));
}

/** `80/tcp`, `20-25/tcp`. */
export function showPort({ first, last, protocol }: PortRange): string {
  return `${first === last ? first : `${first}-${last}`}/${protocol}`;
}

/** Who exposes a port. EXPOSE adds to what the base image exposes; nothing takes a port away again. */
export function exposedBy(dockerfile: DockerfileFacts | undefined, port: PortRange): Origin {
  return broughtBy(dockerfile, ({ keyword, rest }) => {
    if (keyword !== 'EXPOSE') return false;
    const words = rest.split(/\s+/);
    if (words.some((word) => contains(readPortRange(word.replace(/["']/g, '')), port))) return true;
    return words.some((word) => word.includes('$')) ? 'maybe' : false;
  });
}

function contains(range: PortRange | undefined, port: PortRange): boolean {
  if (range === undefined || range.protocol !== port.protocol) return false;
  return range.first <= port.first && port.last <= range.last;
}
