import { pageSize, type ColumnContents } from './column.ts';
import { headerBytes, recordRoom, type PackedRecord } from './packed-record.ts';

/** Pages of values and parts of the list of texts, as records of the packed copy. */

/** Texts in one part of a column's list. */
export const partSize = 4096;

/** Rows of a column from one place up to another, which are all of page `page`. */
export const packPage = (
  { ids, values }: Pick<ColumnContents, 'ids' | 'values'>,
  page: number,
): PackedRecord => {
  const count = ids.length;
  const width = values.BYTES_PER_ELEMENT;
  const bytes = recordRoom(8 + count * width + count * 2);
  new Uint32Array(bytes, headerBytes, 2).set([count, width]);
  const at = headerBytes + 8;
  if (values instanceof Float64Array) new Float64Array(bytes, at, count).set(values);
  else new Uint32Array(bytes, at, count).set(values);
  const offsets = new Uint16Array(bytes, at + count * width, count);
  const first = page * pageSize;
  for (let i = 0; i < count; i += 1) offsets[i] = ids[i]! - first;
  return { bytes, text: '' };
};

/** How many rows a page holds, and of what width. */
export const pageShape = ({ bytes }: PackedRecord): { count: number; width: number } => {
  const [count = 0, width = 0] = new Uint32Array(bytes, headerBytes, 2);
  return { count, width };
};

/** Puts the rows of a page into a column, from a place on. */
export const unpackPage = (
  { bytes }: PackedRecord,
  page: number,
  { ids, values, from }: Pick<ColumnContents, 'ids' | 'values'> & { from: number },
) => {
  const { count, width } = pageShape({ bytes, text: '' });
  const at = headerBytes + 8;
  const Kept = values instanceof Float64Array ? Float64Array : Uint32Array;
  values.set(new Kept(bytes, at, count), from);
  const offsets = new Uint16Array(bytes, at + count * width, count);
  const first = page * pageSize;
  for (let i = 0; i < count; i += 1) ids[from + i] = first + offsets[i]!;
};

/** Texts as one, and how long each is. */
export const packTexts = (texts: readonly string[]): PackedRecord => {
  const bytes = recordRoom(4 + texts.length * 4);
  new Uint32Array(bytes, headerBytes, 1).set([texts.length]);
  new Uint32Array(bytes, headerBytes + 4, texts.length).set(texts.map(({ length }) => length));
  return { bytes, text: texts.join('') };
};

export const unpackTexts = ({ bytes, text }: PackedRecord): string[] => {
  const [count = 0] = new Uint32Array(bytes, headerBytes, 1);
  const lengths = new Uint32Array(bytes, headerBytes + 4, count);
  const texts: string[] = [];
  let at = 0;
  for (const length of lengths) texts.push(text.slice(at, (at += length)));
  return texts;
};
