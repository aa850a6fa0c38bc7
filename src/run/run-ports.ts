import type { PublishedPort } from '../model/run-settings.ts';
import type { Read } from './run-reading.ts';

/**
 * Reads a value of `-p`: `80`, `8080:80`, `127.0.0.1::80`, `[::1]:8080:80/udp`, `8000-8010:8000-8010`,
 * `published=8080,target=80`. Sources: docker/cli, container/opts.go (`convertToStandardNotation`), and
 * docker/go-connections, nat/nat.go (`ParsePortSpec`).
 */
export function readPort(value: string): Read<PublishedPort> {
  const text = value.includes('=') ? shortForm(value) : value;
  if (text === undefined) return { wrong: 'it is no list of key=value' };
  const parts = text.split(':');
  const inside = parts.at(-1) ?? '';
  const hostPort = parts.at(-2) ?? '';
  const address = parts.slice(0, -2).join(':');
  const [, containerPort = '', written] = /^([\d-]*)(?:\/(\w*))?$/.exec(inside) ?? [];
  const protocol = (['tcp', 'udp', 'sctp'] as const).find((known) => known === (written || 'tcp').toLowerCase());
  if (protocol === undefined) return { wrong: 'there is no such protocol' };
  const width = widthOf(containerPort);
  if (width === undefined) return { wrong: 'its port in the container is none' };
  const hostWidth = hostPort === '' ? width : widthOf(hostPort);
  if (hostWidth === undefined) return { wrong: 'its port on the host is none' };
  if (width > 1 && width !== hostWidth) return { wrong: 'its ranges are not of the same length' };
  const hostAddress = /^\[(.*)\]$/.exec(address)?.[1] ?? address;
  if (hostAddress !== '' && !isAddress(hostAddress)) return { wrong: 'its address on the host is none' };
  return { value: { hostAddress, hostPort, containerPort, protocol } };
}

/** Keys that the client does not know are of no effect there either. */
function shortForm(value: string): string | undefined {
  const fields = new Map([['protocol', 'tcp']]);
  for (const field of value.split(',')) {
    const equals = field.indexOf('=');
    if (equals < 1) return undefined;
    fields.set(field.slice(0, equals), field.slice(equals + 1));
  }
  return `${fields.get('published') ?? ''}:${fields.get('target') ?? ''}/${fields.get('protocol') ?? ''}`;
}

/** How many ports a range has. */
function widthOf(range: string): number | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
  const width = Number(last) - Number(first) + 1;
  return Number(last) <= 65_535 && width >= 1 ? width : undefined;
}

function isAddress(text: string): boolean {
  if (/^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/.test(text)) return text.split('.').every((part) => Number(part) < 256);
  return text.includes(':') && /^[0-9A-Fa-f:]{2,39}(?:\.|\d)*$/.test(text);
}
