import Dexie from 'dexie';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { AccessPath } from '#shared/schema/entity.ts';
import type { Row } from '#shared/schema/row.ts';
import type { DeskDatabase } from './open-database.ts';
import { indexOf, pathFrom } from './stores.ts';
import { fromStored } from './stored-row.ts';

export interface Related {
  rows: Row[];
  more: boolean;
}

/**
 * Records of `table` whose `field` points to `id`, trash apart, on the path that begins with the field,
 * latest first along it; null where the table has no such path and must be scanned.
 */
export const relatedByIndex = async (
  database: DeskDatabase,
  table: TableName,
  field: string,
  id: number,
  limit: number,
): Promise<Related | null> => {
  const path = pathFrom(entityOf(table), field);
  if (path === undefined) return null;
  const found = await rangeOf(database, table, path, id)
    .reverse()
    .filter(({ key }) => key['deleted'] === 0)
    .limit(limit + 1)
    .toArray();
  return { rows: found.slice(0, limit).map(fromStored), more: found.length > limit };
};

const rangeOf = (database: DeskDatabase, table: TableName, path: AccessPath, id: number) => {
  const where = database.records(table).where(indexOf(path));
  return path.fields.length === 1
    ? where.equals(id)
    : where.between([id, Dexie.minKey], [id, Dexie.maxKey]);
};
