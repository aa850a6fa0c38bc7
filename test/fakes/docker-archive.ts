import { createHash } from 'node:crypto';
import type { FakeFile, FakeImage } from './docker.ts';

/** An image as `docker save` of engines before 25 writes it: digests that fit, files that are asked for. */
export interface FakeArchive {
  /** 64 hex digits: the digest of the configuration, which is the image's id. */
  readonly id: string;
  /** `sha256:…` of its one layer. */
  readonly diffId: string;
  readonly tar: Buffer;
}

/** Made anew for each call; the same image gives the same bytes. */
export function fakeArchive(image: FakeImage): FakeArchive {
  const layer = tarOf(Object.entries(image.files ?? {}).map(([path, file]) => entryOf(path.slice(1), file)));
  const diffId = `sha256:${sha256(layer)}`;
  const steps = image.history ?? [{ createdBy: '/bin/sh -c #(nop) ADD file:0 in / ' }];
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'], ...image.config },
    rootfs: { type: 'layers', diff_ids: [diffId] },
    history: steps.map(({ createdBy, size }) => ({
      created_by: createdBy,
      ...(size === '0' && { empty_layer: true }),
    })),
  });
  const id = sha256(Buffer.from(config));
  const manifest = JSON.stringify([{ Config: `${id}.json`, RepoTags: null, Layers: ['1/layer.tar'] }]);
  const tar = tarOf([
    file('1/layer.tar', layer),
    file(`${id}.json`, Buffer.from(config)),
    file('manifest.json', Buffer.from(manifest)),
  ]);
  return { id, diffId, tar };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly link?: string;
  readonly content: Buffer;
}

function file(name: string, content: Buffer): Entry {
  return { name, type: '0', mode: 0o644, content };
}

function entryOf(name: string, given: FakeFile): Entry {
  if (typeof given === 'string') return file(name, Buffer.from(given));
  if ('bytes' in given) return file(name, Buffer.alloc(given.bytes, 'x'));
  const nothing = Buffer.alloc(0);
  if ('link' in given) return { name, type: '2', mode: 0o777, link: given.link, content: nothing };
  if ('folder' in given) return { name: `${name}/`, type: '5', mode: 0o755, content: nothing };
  return { name, type: '3', mode: 0o600, content: nothing };
}

function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, type, mode, link = '', content }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
    header.write('0000000\0'.repeat(2), 108);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0        ', 136);
    header.write(type, 156);
    header.write(link, 157, 100);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
