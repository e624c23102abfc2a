import { entityOf, type TableName } from '#shared/entities/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Change } from '#shared/sync/change.ts';
import { dropPacked } from '../workers/packed-copy.ts';
import { nextStamp } from '#shared/sync/stamp.ts';
import { noteChanged } from './changed-log.ts';
import { readLastStamp, witnessStamp } from './desk-state.ts';
import { latestStamp } from './edit-stamps.ts';
import type { Writer } from './mutate.ts';
import type { DeskDatabase } from './open-database.ts';
import { spoilSearchCopy } from './search-copy.ts';
import { storeProblem } from './store-problem.ts';

/** Records of one table that are to go for good. */
export interface ErasedRecord {
  table: TableName;
  id: number;
}

/**
 * Removes records for good and leaves a tombstone for each, in one transaction with the outbox (DB15).
 * References to them stay, and say that what they led to was erased. There is no way back.
 */
export const eraseRecords = async (
  database: DeskDatabase,
  writer: Writer,
  records: readonly ErasedRecord[],
): Promise<Result<{ erased: number }>> => {
  const tables = [...new Set(records.map(({ table }) => table))];
  const stores = [...tables, 'tombstones', 'outbox', 'state', 'changed'];
  try {
    const erased = await database.transaction('rw', stores, async () => {
      const missing = await firstMissing(database, records);
      if (missing !== null)
        return fail('desk.noSuchRecord', {
          table: entityOf(missing.table).label.one,
          id: missing.id,
        });
      await eraseAll(database, writer, records);
      return ok({ erased: records.length });
    });
    // The packed columns must not say either what the records said (COL7).
    if (erased.ok) await dropPacked(database.name, tables);
    // Nor the search index: what is written of it from now on is made without them (FIND13).
    if (erased.ok) await spoilSearchCopy(database.name);
    return erased;
  } catch (error) {
    return storeProblem(error);
  }
};

const firstMissing = async (
  database: DeskDatabase,
  records: readonly ErasedRecord[],
): Promise<ErasedRecord | null> => {
  for (const record of records)
    if ((await database.records(record.table).get(record.id)) === undefined) return record;
  return null;
};

const eraseAll = async (
  database: DeskDatabase,
  writer: Writer,
  records: readonly ErasedRecord[],
): Promise<void> => {
  let last = await readLastStamp(database);
  const changes: Change[] = [];
  for (const { table, id } of records) {
    const row = await database.records(table).get(id);
    const own = row === undefined ? null : latestStamp(row);
    if (own !== null && (last === null || own > last)) last = own;
    last = nextStamp(last, writer.now(), writer.number);
    await database.records(table).delete(id);
    await database.tombstones.put({ table, id, clock: last });
    changes.push({ kind: 'erase', table, id, stamp: last });
  }
  if (last === null) return;
  await markForPurge(database);
  await witnessStamp(database, last);
  await database.outbox.add({ stamp: last, action: 'erase', changes });
  await noteChanged(database, records);
};

/** There until journal and backups hold no value of what was erased. */
export const purgeKey = 'purge';

/** Journal and backups still hold what was erased, until they are purged. */
export const markForPurge = async (database: DeskDatabase): Promise<void> => {
  await database.state.put({ key: purgeKey, value: 'pending' });
};

export const isPurgePending = async (database: DeskDatabase): Promise<boolean> =>
  (await database.state.get(purgeKey)) !== undefined;

export const forgetPurge = (database: DeskDatabase): Promise<void> =>
  database.state.delete(purgeKey);

/** Which of these records were erased for good. */
export const erasedAmong = async (
  database: DeskDatabase,
  records: readonly ErasedRecord[],
): Promise<boolean[]> => {
  const keys = records.map(({ table, id }): [TableName, number] => [table, id]);
  return (await database.tombstones.bulkGet(keys)).map((found) => found !== undefined);
};
