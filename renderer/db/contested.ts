import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { DeskDatabase } from './open-database.ts';
import { fromStored } from './stored-row.ts';
import { contestedIndex } from './stores.ts';

export interface Contested {
  table: TableName;
  row: Row;
}

/** Records with fields in conflict, at most `limit`; `more` when there are others. */
export const readContested = async (
  database: DeskDatabase,
  limit: number,
): Promise<{ records: Contested[]; more: boolean }> => {
  const records: Contested[] = [];
  for (const table of tableNames) {
    const found = database.records(table).where(contestedIndex).equals(1);
    // Rivals with equal values are in the index, and in no conflict.
    const open = await found
      .filter((row) => conflictsOf(row).length > 0)
      .limit(limit + 1 - records.length)
      .toArray();
    records.push(...open.map((row) => ({ table, row: fromStored(row) })));
    if (records.length > limit) return { records: records.slice(0, limit), more: true };
  }
  return { records, more: false };
};
