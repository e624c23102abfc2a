import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { indexKeyMaker, type StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';

const keyOf = Object.fromEntries(
  tableNames.map((table) => [table, indexKeyMaker(entityOf(table))]),
) as Record<TableName, ReturnType<typeof indexKeyMaker>>;

/** A record as it goes into the store: with the shadow key that its indexes stand on. */
export const toStored = (table: TableName, row: Row): StoredRow => ({
  ...row,
  key: keyOf[table](row),
});

/** A record as everybody else knows it, without the shadow key. */
export const fromStored = ({
  id,
  values,
  clock,
  clocks,
  items,
  source,
  contest,
}: StoredRow): Row => ({
  id,
  values,
  clock,
  ...(clocks === undefined ? {} : { clocks }),
  ...(items === undefined ? {} : { items }),
  ...(source === undefined ? {} : { source }),
  ...(contest === undefined ? {} : { contest }),
});
