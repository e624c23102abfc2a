import { type TableName } from '#shared/entities/index.ts';
import type { Operation } from './desk.ts';
import { readCounter, writeCounter } from './desk-state.ts';
import { isLocalName } from './local-names.ts';
import type { DeskDatabase } from './open-database.ts';

/** New records get `desk number · 2^26 + n` (files.md, Identity), n counted per table from 1. */
export const numbersPerDesk = 2 ** 26;

/** The last number that a desk gave, per table, counted from 1. */
export type Numbers = Partial<Record<TableName, number>>;

export interface Counters {
  /** The next number for a record of `table`; null when the desk has used up its share. */
  next(table: TableName): number | null;
  /** How far each table was counted. */
  readonly reached: ReadonlyMap<TableName, number>;
}

/**
 * The last n that this desk gave in a table: by its counter, or by the records themselves, which may
 * have come back from a snapshot without it.
 */
const lastGiven = async (
  database: DeskDatabase,
  table: TableName,
  desk: number,
): Promise<number> => {
  const base = desk * numbersPerDesk;
  const [highest] = await database
    .records(table)
    .where(':id')
    .between(base, base + numbersPerDesk)
    .reverse()
    .limit(1)
    .primaryKeys();
  return Math.max(await readCounter(database, table), (highest ?? base) - base);
};

/** Counters for the tables in which operations create records without giving a number of their own. */
export const readCounters = async (
  database: DeskDatabase,
  desk: number,
  operations: readonly Operation[],
): Promise<Counters> => {
  const reached = new Map<TableName, number>();
  for (const { op, table, id } of operations)
    if (op === 'create' && (id === undefined || isLocalName(id)) && !reached.has(table))
      reached.set(table, await lastGiven(database, table, desk));
  return {
    reached,
    next: (table) => {
      const n = (reached.get(table) ?? 0) + 1;
      if (n >= numbersPerDesk) return null;
      reached.set(table, n);
      return desk * numbersPerDesk + n;
    },
  };
};

export const storeCounters = async (
  database: DeskDatabase,
  { reached }: Counters,
): Promise<void> => {
  for (const [table, n] of reached) await writeCounter(database, table, n);
};
