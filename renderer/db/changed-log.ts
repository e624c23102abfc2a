import type { TableName } from '#shared/entities/index.ts';
import { byTable } from './by-table.ts';
import type { DeskDatabase } from './open-database.ts';

/**
 * What commits have touched, for copies of the data that are kept beside it and follow later: packed columns,
 * the search index (DB26). Each commit adds one entry in its own transaction.
 */
export interface ChangedEntry {
  /** Gapless and rising, from 1. */
  seq?: number;
  /** Numbers of the records that were written or erased, by table. */
  tables: Partial<Record<TableName, readonly number[]>>;
}

/** What a copy must look at again: by table, the numbers of records. */
export type Changed = ReadonlyMap<TableName, ReadonlySet<number>>;

/** Names of the copies that follow. */
export type Copy = 'columns' | 'search';

/** Entries that are kept at most; a copy that is further behind is made anew. */
const most = 20_000;
/** Old entries are looked for only now and then. */
const often = 500;

export const changedEntry = (
  records: readonly { table: TableName; id: number }[],
): ChangedEntry => ({
  tables: Object.fromEntries(
    [...byTable(records)].map(([table, own]) => [table, own.map(({ id }) => id)]),
  ),
});

/** Notes what the transaction under way touches. */
export const noteChanged = async (
  database: DeskDatabase,
  records: readonly { table: TableName; id: number }[],
): Promise<void> => {
  if (records.length === 0) return;
  const seq = await database.changed.add(changedEntry(records));
  if (seq % often === 0)
    await database.changed
      .where(':id')
      .belowOrEqual(seq - most)
      .delete();
};

/** The number of the newest entry; 0 where there has been none. */
export const currentSeq = async (database: DeskDatabase): Promise<number> =>
  (await database.changed.orderBy(':id').reverse().limit(1).primaryKeys())[0] ?? 0;

/**
 * What was touched after entry `seq`; null where that can no longer be told, since entries after it were
 * dropped or it is of no entry at all: then everything may have changed.
 */
export const changedSince = (database: DeskDatabase, seq: number): Promise<Changed | null> =>
  database.transaction('r', database.changed, async () => {
    const last = await currentSeq(database);
    const entries = await database.changed.where(':id').above(seq).toArray();
    if (seq > last || entries.length !== last - seq) return null;
    const found = new Map<TableName, Set<number>>();
    for (const { tables } of entries)
      for (const [table, ids] of Object.entries(tables) as [TableName, readonly number[]][]) {
        const known = found.get(table) ?? new Set();
        for (const id of ids) known.add(id);
        found.set(table, known);
      }
    return found;
  });

const coveredKey = (copy: Copy) => `covered:${copy}`;
const copies: readonly Copy[] = ['columns', 'search'];

/** Whether a copy of this very database was ever on the disk: what bears its name may be of one before it. */
export const wasCovered = async (database: DeskDatabase, copy: Copy): Promise<boolean> =>
  (await database.state.get(coveredKey(copy))) !== undefined;

/**
 * Says that a copy on the disk holds everything up to entry `seq`, and drops what no copy needs any more. The
 * newest entry always stays, since it tells how far the numbers have got.
 */
export const markCovered = (database: DeskDatabase, copy: Copy, seq: number): Promise<void> =>
  database.transaction('rw', database.changed, database.state, async () => {
    await database.state.put({ key: coveredKey(copy), value: seq });
    const marks = await database.state.bulkGet(copies.map(coveredKey));
    const known = marks.flatMap((mark) => (typeof mark?.value === 'number' ? [mark.value] : []));
    const upTo = Math.min(...known, (await currentSeq(database)) - 1);
    await database.changed.where(':id').belowOrEqual(upTo).delete();
  });
