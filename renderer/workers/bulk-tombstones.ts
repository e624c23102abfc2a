import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { isStamp } from '#shared/sync/stamp.ts';
import { answer } from '../db/raw-idb.ts';
import { need, Stop, type Bridge } from './bulk-bridge.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Records that were erased for good are few: people ask for it one by one. They fit into memory. */
export type Erased = ReadonlyMap<string, Tombstone>;

export const erasedKey = (table: TableName, id: number): string => `${table} ${id}`;

/** The store of tombstones, where the database has one: the first version had none. */
const tombstoneStores = (database: IDBDatabase): string[] =>
  database.objectStoreNames.contains('tombstones') ? ['tombstones'] : [];

/** What was erased in a database. */
export const readErased = async (database: IDBDatabase): Promise<Erased> => {
  const [store] = tombstoneStores(database);
  if (store === undefined) return new Map();
  const all = database.transaction(store).objectStore(store).getAll();
  const found = await answer(all as IDBRequest<Tombstone[]>);
  return new Map(found.map((tombstone) => [erasedKey(tombstone.table, tombstone.id), tombstone]));
};

/** Sends what was erased, in the tables' order and by number, if there is any. */
export const sendTombstones = async (
  bridge: Bridge,
  job: string,
  erased: Erased,
): Promise<void> => {
  if (erased.size === 0) return;
  const sorted = [...erased.values()].sort(
    (a, b) => tableNames.indexOf(a.table) - tableNames.indexOf(b.table) || a.id - b.id,
  );
  const lines = sorted.map(({ table, id, clock }) => JSON.stringify({ table, id, clock }) + '\n');
  const bytes = encoder.encode(lines.join(''));
  need(await bridge.call('snapshot.exportTombstones', { job, rows: sorted.length, bytes }));
};

const isTombstone = (line: unknown): line is Tombstone =>
  typeof line === 'object' &&
  line !== null &&
  'table' in line &&
  tableNames.includes(line.table as TableName) &&
  'id' in line &&
  Number.isSafeInteger(line.id) &&
  'clock' in line &&
  isStamp(line.clock);

/** The tombstones of a chunk; anything else ends the work. */
export const tombstonesOfChunk = ({ bytes }: Extract<Chunk, { kind: 'tombstones' }>): Tombstone[] =>
  decoder
    .decode(bytes)
    .trimEnd()
    .split('\n')
    .map((text) => {
      const line: unknown = JSON.parse(text);
      if (isTombstone(line)) return line;
      throw new Stop(fail('work.badRows', { table: 'erased records', reason: text }));
    });
