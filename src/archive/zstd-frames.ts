import { imageTooLarge, layerCorrupt } from './archive-problems.ts';

/** Cuts a stream of zstd where one frame ends and another begins, and takes frames out that hold no data. */
export interface FrameCutter {
  /**
   * @returns copies of what the chunk has, none of which reaches from one frame into another
   * @throws GateError `LAYER-CORRUPT`, `IMAGE-TOO-LARGE`
   */
  readonly take: (chunk: Buffer) => readonly Buffer[];
  /** @throws GateError `LAYER-CORRUPT` within a frame */
  readonly end: () => void;
}

/** RFC 8878 section 3.1: fields of known length, and runs of bytes that are not looked at. */
type Step = 'magic' | 'descriptor' | 'header' | 'block' | 'body' | 'checksum' | 'skip-size' | 'skip';

/** Those whose bytes are a number, the lowest byte first. */
const NUMBERS: ReadonlySet<Step> = new Set(['magic', 'descriptor', 'block', 'skip-size']);
const FRAME: ReadonlySet<Step> = new Set(['descriptor', 'header', 'block', 'body', 'checksum']);
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const SKIPPABLE = 0x184d2a50;

/** Each costs a way through the thread pool. Layers in many frames have about one for each file. */
const MAX_FRAMES = 1_000_000;

/**
 * Several frames are one stream, and layers of zstd:chunked are made of them (containers/storage, pkg/chunked); Node's
 * decoder leaves out what comes with the end of a frame in one piece.
 */
export function createFrameCutter(): FrameCutter {
  let at: Place = { step: 'magic', left: 4 };
  /** What the bytes of a number have come to, and what the next one counts. */
  let value = 0;
  let place = 1;
  let frames = 0;
  let checksum = false;
  let lastBlock = false;
  const next = (): Place => {
    switch (at.step) {
      case 'magic':
        return afterMagic(value);
      case 'descriptor':
        checksum = (value & 4) !== 0;
        return { step: 'header', left: headerLength(value) };
      case 'block':
        lastBlock = (value & 1) !== 0;
        return { step: 'body', left: bodyLength(value) };
      case 'body':
        if (!lastBlock) break;
        return checksum ? { step: 'checksum', left: 4 } : { step: 'magic', left: 4 };
      case 'header':
        break;
      case 'skip-size':
        return { step: 'skip', left: value };
      case 'checksum':
      case 'skip':
        return { step: 'magic', left: 4 };
    }
    return { step: 'block', left: 3 };
  };
  const take = (chunk: Buffer): readonly Buffer[] => {
    const parts: Buffer[] = [];
    const part: Buffer[] = [];
    for (let from = 0; from < chunk.length; ) {
      const piece = chunk.subarray(from, from + at.left);
      from += piece.length;
      at = { step: at.step, left: at.left - piece.length };
      if (NUMBERS.has(at.step)) {
        for (const byte of piece) {
          value += byte * place;
          place *= 256;
        }
      }
      if (FRAME.has(at.step)) part.push(piece);
      while (at.left === 0) {
        at = next();
        value = 0;
        place = 1;
        if (at.step === 'descriptor') {
          frames += 1;
          if (frames > MAX_FRAMES) throw imageTooLarge(`a layer in more than ${MAX_FRAMES} frames of zstd`);
          part.push(MAGIC);
        }
        if (at.step === 'magic' && part.length > 0) parts.push(Buffer.concat(part.splice(0)));
      }
    }
    if (part.length > 0) parts.push(Buffer.concat(part));
    return parts;
  };
  return {
    take,
    end: () => {
      if (at.step !== 'magic' || at.left !== 4) throw layerCorrupt('its zstd stream ends within a frame');
    },
  };
}

interface Place {
  readonly step: Step;
  /** Bytes of this step that are still to come. */
  readonly left: number;
}

function afterMagic(magic: number): Place {
  if (magic === MAGIC.readUInt32LE()) return { step: 'descriptor', left: 1 };
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) return { step: 'skip-size', left: 4 };
  throw layerCorrupt('its zstd stream has something else between frames');
}

/** Section 3.1.1.1: window, dictionary and content size, as the descriptor has them. */
function headerLength(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const content = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  return 1 - single + dictionary + content;
}

/** Section 3.1.1.2: a repeated byte stands once. */
function bodyLength(block: number): number {
  const type = (block >> 1) & 3;
  if (type === 3) throw layerCorrupt('its zstd stream has a block of an unknown type');
  return type === 1 ? 1 : block >> 3;
}
