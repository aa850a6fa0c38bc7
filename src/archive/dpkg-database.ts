import type { ImagePackage } from '../model/image-contents.ts';
import type { KeptFile } from './kept-file.ts';

const STATUS = '/var/lib/dpkg/status';
const STATUS_FOLDER = '/var/lib/dpkg/status.d/';
const INFO = '/var/lib/dpkg/info/';

/** A package of dpkg, with the paths that its list names. */
export interface DpkgPackage {
  readonly listed: ImagePackage;
  readonly files: readonly string[];
}

/**
 * Reads dpkg's database of the merged image: `status` (deb-control(5) stanzas), and the `status.d` of images without dpkg.
 * The layer of a package is the highest that has its list of files, because dpkg writes that whenever it unpacks one;
 * `status` itself is written with every package.
 */
export function readDpkg(kept: readonly KeptFile[]): readonly DpkgPackage[] {
  const visible = kept.filter(({ visible }) => visible);
  const lists = new Map(visible.filter(({ path }) => path.startsWith(INFO)).map((file) => [file.path, file]));
  const status = visible.filter(({ path }) => path === STATUS).flatMap(({ content }) => stanzas(content));
  const installed = status.filter(({ Status: state = '' }) => isUnpacked(state));
  const usual = installed.flatMap((stanza): DpkgPackage[] => {
    const { Package: name = '', Architecture: architecture = '' } = stanza;
    const list = lists.get(`${INFO}${name}:${architecture}.list`) ?? lists.get(`${INFO}${name}.list`);
    return name === ''
      ? []
      : [{ listed: packageOf(stanza, list?.layer), files: list === undefined ? [] : lines(list) }];
  });
  const single = visible
    .filter(({ path }) => path.startsWith(STATUS_FOLDER) && !path.endsWith('.md5sums'))
    .flatMap(({ content, layer }) =>
      stanzas(content).map((stanza) => ({ listed: packageOf(stanza, layer), files: [] })),
    );
  return [...usual, ...single.filter(({ listed }) => listed.name !== '')];
}

/** dpkg(1), "Package states": in all but the first two its files are there, or some of them. */
function isUnpacked(status: string): boolean {
  const state = status.split(' ')[2] ?? '';
  return state !== '' && state !== 'not-installed' && state !== 'config-files';
}

type Stanza = Readonly<Record<string, string>>;

/** Fields that are read; the others are long. */
const FIELDS = new Set(['Package', 'Status', 'Version', 'Architecture', 'Source']);

function stanzas(content: Buffer): readonly Stanza[] {
  return content
    .toString('utf8')
    .split(/\n\n+/)
    .map((stanza) => {
      const found: Record<string, string> = Object.create(null);
      for (const line of stanza.split('\n')) {
        const colon = line.indexOf(':');
        const field = line.slice(0, colon);
        if (FIELDS.has(field)) found[field] = line.slice(colon + 1).trim();
      }
      return found;
    });
}

function packageOf(stanza: Stanza, layer: number | undefined): ImagePackage {
  const { Package: name = '', Version: version = '', Architecture: architecture = '', Source = '' } = stanza;
  // `Source: curl (7.88.1-10)`: the version stands there when it is another one.
  const source = Source.split(' ')[0] ?? '';
  return {
    ...{ type: 'deb', name, version, architecture },
    ...(source !== '' && source !== name && { source }),
    ...(layer !== undefined && { layer }),
  };
}

function lines({ content }: KeptFile): readonly string[] {
  return content
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('/') && line !== '/.');
}
