/** `large-archive.ts KIND`: reads an image that is made as it goes, and prints what became of it and the peak memory. */
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import { createBlobReader } from '../../src/archive/blob-reader.ts';
import { createBudget } from '../../src/archive/limits.ts';
import { GateError } from '../../src/model/errors.ts';
import { SOME_INTEREST } from './image-parts.ts';
import { tarPart } from './tar-parts.ts';

const MEGABYTE = 1024 * 1024;
const END = Buffer.alloc(1024);

function* entries(count: number, nameOf: (index: number) => string): Generator<Buffer> {
  let batch: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    batch.push(tarPart({ name: nameOf(index), content: '' }));
    if (batch.length === 1000) {
      yield Buffer.concat(batch);
      batch = [];
    }
  }
  yield Buffer.concat([...batch, END]);
}

function* largeFile(bytes: number): Generator<Buffer> {
  yield tarPart({ name: 'large', size: bytes === 4096 * MEGABYTE ? 4096 * MEGABYTE : bytes });
  for (let at = 0; at < bytes; at += MEGABYTE) yield Buffer.alloc(MEGABYTE);
  yield END;
}

function* longPaths(): Generator<Buffer> {
  for (let index = 0; index < 200; index++) {
    yield tarPart({ name: 'x', type: '2', link: 'y', pax: { path: `${index}/${'d/'.repeat(400_000)}` } });
  }
  yield END;
}

async function* packed(plain: Generator<Buffer>, kind: 'gzip' | 'zstd'): AsyncGenerator<Buffer> {
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
  const stream = kind === 'gzip' ? createGzip({ level: 1 }) : createZstdCompress(level);
  const feed = async (): Promise<void> => {
    for (const chunk of plain) {
      if (!stream.write(chunk)) await new Promise((resolve) => stream.once('drain', resolve));
    }
    stream.end();
  };
  void feed();
  for await (const chunk of stream) yield Buffer.from(chunk);
}

const KINDS: Readonly<Record<string, () => Iterable<Buffer> | AsyncIterable<Buffer>>> = {
  'gzip-bomb': () => packed(largeFile(4096 * MEGABYTE), 'gzip'),
  'zstd-bomb': () => packed(largeFile(4096 * MEGABYTE), 'zstd'),
  million: () => entries(1_000_000, (index) => `usr/share/folder-${index % 1000}/and/one/more/file-${index}`),
  'more-than-a-million': () => entries(1_000_001, (index) => `f${index}`),
  'long-paths': longPaths,
  'large-file': () => largeFile(4096 * MEGABYTE),
  'pax-2gb': () => [tarPart({ name: 'x', type: 'x', size: 2048 * MEGABYTE })],
};

const begun = performance.now();
let code = 'read';
try {
  const reader = createBlobReader(SOME_INTEREST, createBudget());
  for await (const chunk of KINDS[process.argv[2] ?? '']?.() ?? []) await reader.take(chunk);
  const { layer } = await reader.end();
  if (layer.state === 'damaged') code = layer.error.code;
} catch (error) {
  if (!(error instanceof GateError)) throw error;
  code = error.code;
}
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(JSON.stringify({ code, megabytes, seconds }), () => process.exit(0));
