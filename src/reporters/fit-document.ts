import {
  type Block,
  documentOf,
  type Inline,
  join,
  type Measure,
  md,
  paragraph,
  roomOf,
  table,
  text,
} from './markdown.ts';
import { count } from './report-words.ts';

/** What came out of a part that had to fit into a room. */
export interface Cut {
  readonly blocks: readonly Block[];
  /** How many of its items are not in `blocks`. */
  readonly leftOut: number;
}

/** A part of a document whose items may be left out when room ends. */
export interface Part {
  /** `['blocking finding', 'blocking findings']` */
  readonly items: readonly [one: string, many: string];
  readonly total: number;
  /** Short by nature and not to be crowded out by long tables: takes its room first, at most a quarter. */
  readonly background?: true;
  /** Renders what fits into `room`; never more. */
  readonly fit: (room: number) => Cut;
}

export interface FitRequest {
  /** Always there, at the beginning. */
  readonly head: readonly Block[];
  /** In the order of the page; of those that are not background the first gets the room that there is. */
  readonly parts: readonly Part[];
  /** How many of the parts stand above the sentence that says what was left out. */
  readonly partsAboveNote: number;
  /** Always there, at the end. */
  readonly foot: readonly Block[];
  /** Where the whole report is, as a sentence. */
  readonly whereWhole: Inline;
  readonly limit: number;
  readonly measure: Measure;
}

/**
 * Puts a document together that is never larger than `limit`: parts are cut between their items, and one
 * sentence says exactly how many of which were left out, and where they are.
 * Throws when not even head and foot fit: their items are capped, so the limit would be a mistake of ours.
 */
export function fitDocument(request: FitRequest): string {
  const { parts, limit, measure } = request;
  const whole = fitParts(request, 0);
  // The sentence needs its room only when something has to go.
  const everything = parts.map(({ total }) => total);
  const reserve = roomOf(note(request, everything), measure);
  const cuts = whole.every(({ leftOut }) => leftOut === 0) ? whole : fitParts(request, reserve);
  const document = assemble(request, cuts);
  if (measure(document) > limit) throw new Error(`a report does not fit into ${limit}`);
  return document;
}

function fitParts({ head, parts, foot, limit, measure }: FitRequest, reserve: number): readonly Cut[] {
  // The document's last block has one line break after it, not two.
  let room = limit + 1 - roomOf([...head, ...foot], measure) - reserve;
  const quarter = Math.floor(room / 4);
  const cuts = new Map<Part, Cut>();
  const order = [...parts.filter(({ background }) => background), ...parts.filter(({ background }) => !background)];
  for (const part of order) {
    const own = part.background ? Math.min(room, quarter) : room;
    const cut = own > 0 ? part.fit(own) : { blocks: [], leftOut: part.total };
    room -= roomOf(cut.blocks, measure);
    cuts.set(part, cut);
  }
  return parts.map((part) => cuts.get(part) ?? { blocks: [], leftOut: part.total });
}

function assemble(request: FitRequest, cuts: readonly Cut[]): string {
  const blocks = cuts.map((cut) => cut.blocks);
  const leftOut = cuts.map((cut) => cut.leftOut);
  return documentOf([
    ...request.head,
    ...blocks.slice(0, request.partsAboveNote).flat(),
    ...note(request, leftOut),
    ...blocks.slice(request.partsAboveNote).flat(),
    ...request.foot,
  ]);
}

function note({ parts, whereWhole }: FitRequest, leftOut: readonly number[]): readonly Block[] {
  const counts = parts.flatMap(({ items: [one, many] }, index) => {
    const number = leftOut[index] ?? 0;
    return number === 0 ? [] : [text(count(number, one, many))];
  });
  if (counts.length === 0) return [];
  return [paragraph(md`**Left out here for lack of room:** ${join(counts, md`, `)}. ${whereWhole}`)];
}

/** As many rows, from the first on, as fit: a table is cut between its rows. No row, no table. */
export function fitTable<T>(
  { header, items, toRow }: { header: readonly Inline[]; items: readonly T[]; toRow: (item: T) => readonly Inline[] },
  room: number,
  measure: Measure,
): Cut {
  const empty = roomOf([table(header, [])], measure);
  const rows: (readonly Inline[])[] = [];
  let left = room - empty;
  for (const item of items) {
    const row = toRow(item);
    left -= roomOf([table(header, [row])], measure) - empty;
    if (left < 0) break;
    rows.push(row);
  }
  return { blocks: rows.length === 0 ? [] : [table(header, rows)], leftOut: items.length - rows.length };
}
