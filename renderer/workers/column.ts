import type { StoredRow } from '#shared/schema/index-key.ts';
import type { TableName } from '#shared/entities/index.ts';
import { rankNumbers, rankTexts, type Ranks } from './ranks.ts';
import type { SortKey } from './sort-keys.ts';
import { TextCodes } from './text-codes.ts';

/** One value per record of a table, and how it is made from a record. */
export interface ColumnSpec {
  table: TableName;
  /** Unique within the table. */
  name: string;
  /** What `read` gives: numbers (NaN for none), or texts (null for none). */
  holds: 'numbers' | 'texts';
  read(row: StoredRow): SortKey;
  /** What its values depend on besides the records; absent for a column that never goes to the disk (COL3). */
  packed?: string;
}

/** All that a column holds, in the order of the records' numbers. */
export interface ColumnContents {
  ids: Float64Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
  texts: string[];
}

/** Records of neighbouring numbers are kept on one page of the copy on the disk. */
export const pageSize = 4096;
export const pageOf = (id: number): number => Math.floor(id / pageSize);

let changes = 0;
/** Rows for which there is room at first. */
const firstRoom = 1024;

/** Whether two lists of numbers are the same. */
export const isEqual = (a: Float64Array, b: Float64Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
};

/**
 * The values of one column in memory, in the order of the records' numbers; filled batch by batch. Numbers
 * are as they are; each text is held once, under a code.
 */
export class Column {
  readonly spec: ColumnSpec;
  /** Records that changed since they were read. */
  readonly stale = new Set<number>();
  /** All records up to this number were read. */
  reached = 0;
  complete = false;
  /** Another with every change of what the column says, and in every column. */
  version = ++changes;
  /** Queries that stand on the column just now. */
  users = 0;
  /** Everything up to this entry of the log of changes is in the column, or known to be stale. */
  seq: number | null = null;
  /** Pages that changed since the column was last written to the disk. */
  readonly dirty = new Set<number>();
  #codes = new TextCodes();
  #count = 0;
  #ids = new Float64Array(firstRoom);
  #values: Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
  #ranks: (Ranks & { version: number }) | null = null;
  #order: Uint32Array = new Uint32Array(0);

  constructor(spec: ColumnSpec) {
    this.spec = spec;
    this.#values =
      spec.holds === 'numbers' ? new Float64Array(firstRoom) : new Uint32Array(firstRoom);
  }

  /** Texts by code; the first stands for none. */
  get texts(): readonly string[] {
    return this.#codes.texts;
  }

  /** Numbers of the records that were read, rising. Good until the next change. */
  get ids(): Float64Array<ArrayBuffer> {
    return this.#ids.subarray(0, this.#count);
  }

  /** For each of `ids` its number, NaN for none; or the code of its text, 0 for none. */
  get values(): Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> {
    return this.#values.subarray(0, this.#count);
  }

  /** Roughly, what it takes in memory. */
  get bytes(): number {
    return this.#ids.byteLength + this.#values.byteLength + this.#codes.bytes;
  }

  /** Takes the next batch in; `last` when there are no more records. */
  extend(rows: readonly StoredRow[], last: boolean) {
    this.#makeRoom(this.#count + rows.length);
    for (const row of rows) {
      this.#ids[this.#count] = row.id;
      this.#values[this.#count] = this.#weigh(row);
      this.#count += 1;
      this.dirty.add(pageOf(row.id));
    }
    this.reached = rows.at(-1)?.id ?? this.reached;
    this.complete = last;
    this.version = ++changes;
  }

  /** Takes over what was on the disk, all of it. */
  adopt({ ids, values, texts }: ColumnContents) {
    this.#ids = ids;
    this.#values = values;
    this.#count = ids.length;
    this.#codes = new TextCodes(texts);
    this.#order = new Uint32Array(0);
    this.reached = ids.at(-1) ?? 0;
    this.complete = true;
    this.version = ++changes;
  }

  /** Forgets texts that no record has any more; every page is another then. */
  compact() {
    if (this.#values instanceof Uint32Array)
      this.#codes.keepOnly(this.#values.subarray(0, this.#count));
    this.#order = new Uint32Array(0);
    for (const id of this.ids) this.dirty.add(pageOf(id));
    this.version = ++changes;
  }

  /** Takes in what a record is now; null when it is gone. */
  patch(id: number, row: StoredRow | null) {
    const at = this.#placeOf(id);
    const known = at < this.#count && this.#ids[at] === id;
    this.dirty.add(pageOf(id));
    if (row !== null) {
      if (!known) this.#insert(at, id);
      this.#values[at] = this.#weigh(row);
    } else if (known) this.#remove(at);
    this.version = ++changes;
  }

  /** Undefined where there is no such record. */
  keyOf(id: number): SortKey | undefined {
    const at = this.#placeOf(id);
    if (at >= this.#count || this.#ids[at] !== id) return undefined;
    const value = this.#values[at]!;
    if (this.spec.holds === 'numbers') return value;
    return value === 0 ? null : this.texts[value]!;
  }

  /** Where each of these rising numbers stands, −1 for nowhere; null where they are all those of the column. */
  placesOf(ids: Float64Array): Int32Array | null {
    const own = this.ids;
    if (isEqual(own, ids)) return null;
    const places = new Int32Array(ids.length);
    let at = 0;
    for (let i = 0; i < ids.length; i += 1) {
      while (at < own.length && own[at]! < ids[i]!) at += 1;
      places[i] = own[at] === ids[i] ? at : -1;
    }
    return places;
  }

  /** The place of each value among all that the column holds. */
  ranks(): Ranks {
    if (this.#ranks?.version === this.version) return this.#ranks;
    const made = this.spec.holds === 'numbers' ? rankNumbers(this.values) : this.#rankTexts();
    this.#ranks = { ...made, version: this.version };
    return made;
  }

  #rankTexts(): Ranks {
    const { ranks, order } = rankTexts(this.values, this.texts, this.#order);
    this.#order = order;
    return ranks;
  }

  #weigh(row: StoredRow): number {
    const key = this.spec.read(row);
    if (typeof key === 'number') return key;
    return key === null ? 0 : this.#codes.codeOf(key);
  }

  /** Where a number stands in `ids`, or would. */
  #placeOf(id: number): number {
    let [from, to] = [0, this.#count];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#ids[middle]! < id) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #insert(at: number, id: number) {
    this.#makeRoom(this.#count + 1);
    this.#ids.copyWithin(at + 1, at, this.#count);
    this.#values.copyWithin(at + 1, at, this.#count);
    this.#ids[at] = id;
    this.#count += 1;
  }

  #remove(at: number) {
    this.#ids.copyWithin(at, at + 1, this.#count);
    this.#values.copyWithin(at, at + 1, this.#count);
    this.#count -= 1;
  }

  #makeRoom(count: number) {
    if (count <= this.#ids.length) return;
    const room = Math.max(count, this.#ids.length * 2, firstRoom);
    const ids = new Float64Array(room);
    ids.set(this.#ids);
    this.#ids = ids;
    const values = this.spec.holds === 'numbers' ? new Float64Array(room) : new Uint32Array(room);
    values.set(this.#values);
    this.#values = values;
  }
}
