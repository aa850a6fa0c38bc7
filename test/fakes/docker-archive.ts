import { createHash } from 'node:crypto';
import { tar as streamOf, type TarPart } from '../builders/tar-parts.ts';
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
  const layer = streamOf(Object.entries(image.files ?? {}).map(([path, file]) => entryOf(path.slice(1), file)));
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
  const tar = streamOf([
    file('1/layer.tar', layer),
    file(`${id}.json`, Buffer.from(config)),
    file('manifest.json', Buffer.from(manifest)),
  ]);
  return { id, diffId, tar };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function file(name: string, content: Buffer): TarPart {
  return { name, content };
}

function entryOf(name: string, given: FakeFile): TarPart {
  if (typeof given === 'string') return file(name, Buffer.from(given));
  if ('bytes' in given) return file(name, Buffer.alloc(given.bytes, 'x'));
  if ('link' in given) return { name, type: '2', mode: 0o777, link: given.link };
  if ('folder' in given) return { name: `${name}/`, type: '5', mode: 0o755 };
  return { name, type: '3', mode: 0o600 };
}
