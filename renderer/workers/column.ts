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
/** How many patches a column remembers one by one. */
const mostPatches = 500;

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
  /** The latest patches, in order: which record, and the version that came of it. */
  readonly #patches: { id: number; version: number }[] = [];
  /** Changes up to this version cannot be told one by one. */
  #forgotten = this.version;
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
    this.version = this.#forgotten = ++changes;
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
    this.#patches.push({ id, version: this.version });
    if (this.#patches.length > mostPatches) this.#forgotten = this.#patches.shift()!.version;
  }

  /** The records patched since a version, or null where more has happened than can be told. */
  patchedSince(version: number): Set<number> | null {
    if (version < this.#forgotten) return null;
    return new Set(this.#patches.filter((p) => p.version > version).map(({ id }) => id));
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

/** As `sorted` was before some records changed: only those are taken out and put where they belong now. */
export const sortAgain = (sorted: Sorted, column: Column, changed: ReadonlySet<number>): Sorted => {
  const stays = (id: number) => !changed.has(id);
  const end = sorted.ids.length - sorted.blanks;
  const held = sorted.ids.subarray(0, end).filter(stays);
  const blank = sorted.ids.subarray(end).filter(stays);
  const moved = [...changed].filter((id) => column.keyOf(id) !== undefined);
  const isHeld = (id: number) => !isBlank(column.keyOf(id)!);
  const byId = (a: number, b: number) => a - b;
  const byKey = (a: number, b: number) => {
    const [left, right] = [column.keyOf(a) as string, column.keyOf(b) as string];
    return left < right ? -1 : left > right ? 1 : a - b;
  };
  const blanks = merged(
    blank,
    moved.filter((id) => !isHeld(id)),
    byId,
  );
  const ids = new Float64Array(held.length + moved.length + blank.length);
  ids.set(merged(held, moved.filter(isHeld), byKey));
  ids.set(blanks, ids.length - blanks.length);
  return { ids, blanks: blanks.length };
};

/** Puts a few ids among many that are in order. */
const merged = (
  many: Float64Array,
  few: readonly number[],
  compare: (a: number, b: number) => number,
): Float64Array => {
  const result = new Float64Array(many.length + few.length);
  let [taken, filled] = [0, 0];
  for (const id of few.toSorted(compare)) {
    let [from, to] = [taken, many.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(many[middle]!, id) < 0) from = middle + 1;
      else to = middle;
    }
    result.set(many.subarray(taken, from), filled);
    filled += from - taken;
    result[filled++] = id;
    taken = from;
  }
  result.set(many.subarray(taken), filled);
  return result;
};

/** Rising or falling; records without a value come last either way. */
export const inDirection = ({ ids, blanks }: Sorted, descending: boolean): Float64Array => {
  if (!descending) return ids;
  const turned = ids.slice();
  turned.subarray(0, ids.length - blanks).reverse();
  turned.subarray(ids.length - blanks).reverse();
  return turned;
};
