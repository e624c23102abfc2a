import Dexie, { type Table } from 'dexie';
import type { TableName } from '#shared/entities/index.ts';
import { newestVersion, storeVersions } from '#shared/migrations/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { OutboxEntry, Tombstone } from '#shared/sync/change.ts';
import type { ChangedEntry } from './changed-log.ts';
import type { StateEntry } from './desk-state.ts';
import { storeProblem } from './store-problem.ts';

/** The Dexie handle of one desk's database, with its tables typed. */
export class DeskDatabase extends Dexie {
  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled', autoOpen: false });
    for (const { version, stores } of storeVersions) this.version(version).stores({ ...stores });
  }

  records(table: TableName): Table<StoredRow, number> {
    return this.table<StoredRow, number>(table);
  }

  get outbox(): Table<OutboxEntry, number> {
    return this.table<OutboxEntry, number>('outbox');
  }

  get tombstones(): Table<Tombstone, [TableName, number]> {
    return this.table<Tombstone, [TableName, number]>('tombstones');
  }

  get changed(): Table<ChangedEntry, number> {
    return this.table<ChangedEntry, number>('changed');
  }

  get state(): Table<StateEntry, string> {
    return this.table<StateEntry, string>('state');
  }
}

/** Dexie numbers a version tenfold in IndexedDB, and uses the digits between for repairs of its own. */
const versionStored = (native: number): number => Math.floor(native / 10);

export const storedVersion = async (name: string): Promise<number> => {
  const found = (await indexedDB.databases()).find((database) => database.name === name);
  return versionStored(found?.version ?? 0);
};

/**
 * Opens the database of this name, or makes an empty one. A store that a newer version has written is
 * refused before it is opened, since opening could already change it.
 * Another window that holds an older version open makes this fail rather than wait.
 */
export const openDatabase = async (name: string): Promise<Result<DeskDatabase>> => {
  try {
    if ((await storedVersion(name)) > newestVersion) return fail('desk.newerStore');
    return await openOrBlocked(new DeskDatabase(name));
  } catch (error) {
    return storeProblem(error);
  }
};

const openOrBlocked = async (database: DeskDatabase): Promise<Result<DeskDatabase>> => {
  const blocked = new Promise<'blocked'>((resolve) => {
    database.on('blocked', () => resolve('blocked'));
  });
  // Another window wants to delete or upgrade the store: it must not wait for us.
  database.on('versionchange', () => {
    database.close({ disableAutoOpen: true });
    return false;
  });
  if ((await Promise.race([database.open(), blocked])) !== 'blocked') return ok(database);
  database.close({ disableAutoOpen: true });
  return fail('desk.openElsewhere');
};
