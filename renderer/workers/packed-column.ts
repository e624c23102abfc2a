import { z } from 'zod';
import { pageOf, type Column, type ColumnContents, type ColumnSpec } from './column.ts';
import {
  packPage,
  packTexts,
  pageShape,
  partSize,
  unpackPage,
  unpackTexts,
} from './packed-pages.ts';
import { isRecord, recordRoom, seal, sealOf, type PackedRecord } from './packed-record.ts';

/** A whole column as records of the packed copy: a head, pages of values, parts of the list of texts. */

/** The head first: it names all the others. */
export type Part = 'head' | 'page' | 'texts';

/** A record under its key, `[table, column, part, number]`. */
export interface StoredPart extends PackedRecord {
  part: Part;
  number: number;
}

const headSchema = z.strictObject({
  /** The column holds everything up to this entry of the log of changes. */
  seq: z.int().min(0),
  holds: z.enum(['numbers', 'texts']),
  /** What the values come from; another one makes another column. */
  packed: z.string(),
  /** Checksums of the pages by number, and of the parts of the list of texts. */
  pages: z.array(z.tuple([z.int(), z.number()])),
  texts: z.array(z.number()),
});
type Head = z.infer<typeof headSchema>;

const placeOf = ({ table, name }: ColumnSpec, part: Part, number: number): string =>
  JSON.stringify([table, name, part, number]);

/** What is on the disk of a column in memory. */
export interface Saved {
  generation: number;
  version: number;
  seq: number;
  /** The checksum of the head: another one was written by somebody else. */
  head: number;
  pages: Map<number, number>;
  texts: number[];
  /** How many texts those parts hold. */
  count: number;
}

/** What to write so that the disk has a column as it is: only what differs from `saved`, or all of it. */
export const packColumn = (
  column: Column,
  { seq, generation, saved }: { seq: number; generation: number; saved: Saved | null },
): { parts: StoredPart[]; gone: number[]; saved: Saved } => {
  const { spec } = column;
  const parts: StoredPart[] = [];
  const add = (part: Part, number: number, record: PackedRecord): number => {
    parts.push({ ...record, part, number });
    return seal(record, placeOf(spec, part, number));
  };
  const pages = new Map(saved?.pages);
  const gone: number[] = [];
  for (const page of [...column.dirty].sort((a, b) => a - b)) {
    const rows = rowsOn(column, page);
    if (rows.ids.length > 0) pages.set(page, add('page', page, packPage(rows, page)));
    else if (pages.delete(page)) gone.push(page);
  }
  const all = column.texts;
  const first = Math.floor((saved?.count ?? 0) / partSize);
  const texts = saved?.texts.slice(0, first) ?? [];
  // The text under code 0 stands for none and is not kept.
  for (let part = first; part * partSize < all.length - 1; part += 1) {
    const own = all.slice(1 + part * partSize, 1 + (part + 1) * partSize);
    texts[part] = add('texts', part, packTexts(own));
  }
  const head: Head = {
    seq,
    holds: spec.holds,
    packed: spec.packed ?? '',
    pages: [...pages].sort(([a], [b]) => a - b),
    texts,
  };
  const sum = add('head', 0, { bytes: recordRoom(0), text: JSON.stringify(head) });
  const { version } = column;
  return {
    parts,
    gone,
    saved: { generation, version, seq, head: sum, pages, texts, count: all.length - 1 },
  };
};

const rowsOn = (column: Column, page: number): Pick<ColumnContents, 'ids' | 'values'> => {
  const { ids, values } = column;
  const from = firstAt(ids, page);
  const to = firstAt(ids, page + 1);
  return { ids: ids.subarray(from, to), values: values.subarray(from, to) };
};

/** Where the records of a page begin among rising numbers. */
const firstAt = (ids: Float64Array, page: number): number => {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (pageOf(ids[middle]!) < page) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** Sums of all that there is, by part and number; null when anything is damaged. */
const sumsOf = (spec: ColumnSpec, parts: readonly StoredPart[], part: Part) => {
  const sums: [number, number][] = [];
  for (const record of parts) {
    if (record.part !== part) continue;
    const sum = sealOf(record, placeOf(spec, part, record.number));
    if (sum === null) return null;
    sums.push([record.number, sum]);
  }
  return sums;
};

/** The head of a column; null where it is damaged, of another format, or of another column. */
const headOf = (spec: ColumnSpec, parts: readonly StoredPart[]): Head | null => {
  const record = parts.find(({ part }) => part === 'head');
  if (record === undefined || sealOf(record, placeOf(spec, 'head', record.number)) === null)
    return null;
  const head = headSchema.safeParse(JSON.parse(record.text));
  if (!head.success || head.data.holds !== spec.holds) return null;
  return head.data.packed === spec.packed ? head.data : null;
};

export const isStoredPart = (value: unknown): value is StoredPart =>
  isRecord(value) && 'part' in value && 'number' in value && typeof value.number === 'number';

const isSame = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The column that records of the copy hold; null where any of them is damaged, foreign or missing (COL4). */
export const unpackColumn = (
  spec: ColumnSpec,
  found: readonly unknown[],
): { contents: ColumnContents; saved: Omit<Saved, 'generation' | 'version'> } | null => {
  if (!found.every(isStoredPart)) return null;
  const head = headOf(spec, found);
  if (head === null) return null;
  const [pages, texts] = [sumsOf(spec, found, 'page'), sumsOf(spec, found, 'texts')];
  if (pages === null || texts === null || !isSame(pages, head.pages)) return null;
  if (
    !isSame(
      texts,
      head.texts.map((sum, i) => [i, sum]),
    )
  )
    return null;
  const contents = contentsOf(spec, found);
  const [[, sum] = [0, 0]] = sumsOf(spec, found, 'head') ?? [];
  const saved = { seq: head.seq, head: sum, pages: new Map(pages), texts: head.texts };
  return { contents, saved: { ...saved, count: contents.texts.length - 1 } };
};

const contentsOf = ({ holds }: ColumnSpec, found: readonly StoredPart[]): ColumnContents => {
  const pages = found.filter(({ part }) => part === 'page');
  const count = pages.reduce((sum, page) => sum + pageShape(page).count, 0);
  const ids = new Float64Array(count);
  const values = holds === 'numbers' ? new Float64Array(count) : new Uint32Array(count);
  let from = 0;
  for (const page of pages) {
    unpackPage(page, page.number, { ids, values, from });
    from += pageShape(page).count;
  }
  const texts = [''];
  for (const part of found)
    if (part.part === 'texts') for (const text of unpackTexts(part)) texts.push(text);
  return { ids, values, texts };
};
