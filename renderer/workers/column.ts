import type { StoredRow } from '#shared/schema/index-key.ts';
import type { TableName } from '#shared/entities/index.ts';
import { isBlank, type SortKey } from './sort-keys.ts';

/** One value per record of a table, and how it is made from a record. */
export interface ColumnSpec {
  table: TableName;
  /** Unique within the table. */
  name: string;
  read(row: StoredRow): SortKey;
}

/** Where `id` stands in rising `ids`, or would. */
const placeIn = (ids: readonly number[], id: number): number => {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ids[middle]! < id) from = middle + 1;
    else to = middle;
  }
  return from;
};

let changes = 0;

/** The values of one column in memory, in the order of the records' numbers; filled batch by batch. */
export class Column {
  readonly spec: ColumnSpec;
  readonly ids: number[] = [];
  readonly keys: SortKey[] = [];
  /** Records that changed since they were read. */
  readonly stale = new Set<number>();
  /** All records up to this number were read. */
  reached = 0;
  complete = false;
  /** Another with every change of what the column says, and in every column. */
  version = ++changes;
  /** Queries that stand on the column just now. */
  users = 0;
  /** Roughly, what it takes in memory. */
  bytes = 0;

  constructor(spec: ColumnSpec) {
    this.spec = spec;
  }

  /** Takes the next batch in; `last` when there are no more records. */
  extend(rows: readonly StoredRow[], last: boolean) {
    for (const row of rows) {
      const key = this.spec.read(row);
      this.ids.push(row.id);
      this.keys.push(key);
      this.#count(key);
    }
    this.reached = rows.at(-1)?.id ?? this.reached;
    this.complete = last;
    this.version = ++changes;
  }

  /** Takes in what a record is now; null when it is gone. */
  patch(id: number, row: StoredRow | null) {
    const at = placeIn(this.ids, id);
    const known = this.ids[at] === id;
    if (row === null) {
      if (known) this.#splice(at, 1);
    } else if (known) this.keys[at] = this.spec.read(row);
    else this.#insert(at, row);
    this.version = ++changes;
  }

  keyOf(id: number): SortKey | undefined {
    const at = placeIn(this.ids, id);
    return this.ids[at] === id ? this.keys[at]! : undefined;
  }

  #insert(at: number, row: StoredRow) {
    const key = this.spec.read(row);
    this.ids.splice(at, 0, row.id);
    this.keys.splice(at, 0, key);
    this.#count(key);
  }

  #splice(at: number, count: number) {
    this.ids.splice(at, count);
    this.keys.splice(at, count);
  }

  #count(key: SortKey) {
    this.bytes += 16 + (typeof key === 'string' ? 16 + key.length : 0);
  }
}

/** Ids in rising order of their keys, ties by rising id; the last `blanks` of them have no key. */
export interface Sorted {
  ids: Float64Array;
  blanks: number;
}

/** Sorts by `keys`, which are all of one type; `ids` rise. */
export const sortByKey = (ids: readonly number[], keys: readonly SortKey[]): Sorted => {
  const held = new Uint32Array(ids.length);
  const sorted = new Float64Array(ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) if (!isBlank(keys[i]!)) held[count++] = i;
  const order = held.subarray(0, count).sort((a, b) => {
    const [left, right] = [keys[a] as string, keys[b] as string];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
  for (let i = 0; i < count; i++) sorted[i] = ids[order[i]!]!;
  let end = count;
  for (let i = 0; i < ids.length; i++) if (isBlank(keys[i]!)) sorted[end++] = ids[i]!;
  return { ids: sorted, blanks: ids.length - count };
};

/** Rising or falling; records without a value come last either way. */
export const inDirection = ({ ids, blanks }: Sorted, descending: boolean): Float64Array => {
  if (!descending) return ids;
  const turned = ids.slice();
  turned.subarray(0, ids.length - blanks).reverse();
  turned.subarray(ids.length - blanks).reverse();
  return turned;
};
