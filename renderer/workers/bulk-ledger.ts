import { tableNames } from '#shared/entities/index.ts';
import { fail } from '#shared/result.ts';
import { seenBy, type Seen } from '#shared/sync/seen.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { parseSeen, seenKey } from '../db/desk-state.ts';
import { numbersPerDesk, type Numbers } from '../db/numbering.ts';
import { answer, tablesIn } from '../db/raw-idb.ts';
import { Stop } from './bulk-bridge.ts';

/** What a data database knows besides its records, and what must outlive it. */
export interface Ledger {
  workspace: string;
  /** The highest stamp that the desk has given or taken in; null where there was none yet. */
  stamp: Stamp | null;
  /** What the desk has seen of all desks, itself included. */
  seen: Seen;
  /** The last record number of this desk's own, per table: from the counters, and from the records. */
  issued: Numbers;
  /** The number of the newest entry that the outbox had, journaled or not. */
  lastSeq: number;
  /** The number of the newest entry that the journal has acknowledged; 0 for none. */
  journaled: number;
}

type StateEntry = { key: string; value: string | number };

/** The highest key in a range: one step of a cursor, at any size. */
const highestKey = async (store: IDBObjectStore, range: IDBKeyRange | null): Promise<number> => {
  const cursor = await answer(store.openKeyCursor(range, 'prev'));
  return typeof cursor?.key === 'number' ? cursor.key : 0;
};

const numberOf = (state: readonly StateEntry[], key: string): number => {
  const value = state.find((entry) => entry.key === key)?.value;
  return typeof value === 'number' ? value : 0;
};

const textOf = (state: readonly StateEntry[], key: string): string | null => {
  const value = state.find((entry) => entry.key === key)?.value;
  return typeof value === 'string' ? value : null;
};

/** Reads it all in one transaction. A database that another has replaced already is refused. */
export const readLedger = async (database: IDBDatabase, desk: number): Promise<Ledger> => {
  const tables = tablesIn(database);
  const transaction = database.transaction([...tables, 'state', 'outbox']);
  const base = desk * numbersPerDesk;
  const own = IDBKeyRange.bound(base, base + numbersPerDesk, false, true);
  const [state, waiting, ...highest] = await Promise.all([
    answer(transaction.objectStore('state').getAll() as IDBRequest<StateEntry[]>),
    highestKey(transaction.objectStore('outbox'), null),
    ...tables.map((table) => highestKey(transaction.objectStore(table), own)),
  ]);
  const workspace = textOf(state, 'workspace');
  if (workspace === null || waiting >= 2 ** 53) throw new Stop(fail('work.editedMeanwhile'));
  const issued: Numbers = {};
  tables.forEach((table, i) => {
    const last = Math.max(numberOf(state, `counter:${table}`), (highest[i] || base) - base);
    if (last > 0) issued[table] = last;
  });
  const journaled = numberOf(state, 'journaled');
  const lastSeq = Math.max(waiting, journaled);
  const stamp = textOf(state, 'stamp');
  const seen = seenBy(parseSeen(textOf(state, seenKey)), stamp, desk);
  return { workspace, stamp, seen, issued, lastSeq, journaled };
};

/** Whether the tables hold no record at all. */
export const isEmptyDesk = async (database: IDBDatabase): Promise<boolean> => {
  const tables = tablesIn(database);
  const transaction = database.transaction(tables);
  const keys = tables.map((table) => answer(transaction.objectStore(table).getAllKeys(null, 1)));
  return (await Promise.all(keys)).every((found) => found.length === 0);
};

/** For each table the higher of two numbers. */
export const highestOf = (a: Numbers, b: Numbers): Numbers => {
  const highest: Numbers = { ...a };
  for (const table of tableNames) {
    const n = b[table];
    if (n !== undefined) highest[table] = Math.max(n, highest[table] ?? 0);
  }
  return highest;
};
