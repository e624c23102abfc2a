import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Desk } from '../db/desk.ts';
import type { RowCounts } from './session.tsx';

/** Whether no table holds a record, trash included. Asks for one row of each table at most. */
export const isDeskEmpty = async (desk: Desk): Promise<boolean> => {
  for (const table of tableNames)
    for (const trash of [false, true]) {
      const { rows } = await desk.page(table, { trash, limit: 1 });
      if (rows.length > 0) return false;
    }
  return true;
};

/** How many records a table holds, in the trash or outside it. Reads keys, not records. */
export const countRecords = async (
  desk: Desk,
  { table, trash }: { table: TableName; trash: boolean },
  signal: AbortSignal,
): Promise<number> => {
  const query = { table, trash, sort: [], text: '', fields: [] };
  const { ids } = await desk.order(query, { signal });
  return ids.length;
};

/** Records per table, the trash counted in, as a snapshot would hold them. Slow on a large desk: never at start. */
export const countAll = async (desk: Desk, signal: AbortSignal): Promise<RowCounts> => {
  const counts: Partial<Record<TableName, number>> = {};
  for (const table of tableNames)
    counts[table] =
      (await countRecords(desk, { table, trash: false }, signal)) +
      (await countRecords(desk, { table, trash: true }, signal));
  return counts;
};

/** All tables together. */
export const totalOf = (counts: RowCounts): number =>
  Object.values(counts).reduce((sum, rows) => sum + rows, 0);
