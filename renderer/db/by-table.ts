import type { TableName } from '#shared/entities/index.ts';

/** Things that belong to tables, gathered table by table, in the order in which they come. */
export const byTable = <T extends { table: TableName }>(
  items: readonly T[],
): Map<TableName, T[]> => {
  const tables = new Map<TableName, T[]>();
  for (const item of items) {
    const found = tables.get(item.table);
    if (found === undefined) tables.set(item.table, [item]);
    else found.push(item);
  }
  return tables;
};
