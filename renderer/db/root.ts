import type { TableName } from '#shared/entities/index.ts';
import { dataNameOf } from './columns-name.ts';
import { answer, committed, deleteDatabase, openRaw } from './raw-idb.ts';
import { indexedBy } from './search-copy.ts';

/**
 * The root database: one small record that says which data database is the desk's. Restore, import and
 * starting over fill a database of their own ("staging") and then change this record, in one transaction:
 * whatever happens in between, the desk is the old data or the new, whole.
 */
export interface Root {
  /** The data database that holds the desk: `<root>-<n>`. */
  database: string;
  /** The number of the newest snapshot of this desk; the next one is higher. */
  snapshots: number;
  /** Data databases made so far: a name is never used twice. */
  databases: number;
  /** The data database being filled; left standing only by a crash. */
  staging: string | null;
  /** Record numbers given out up to the last switch (the `n` of `desk · 2^26 + n`): never given out again. */
  issued: Partial<Record<TableName, number>>;
}

export const rootName = 'expert-desk';

/** The root that a data database belongs to. */
export const rootOf = (database: string): string => database.replace(/-\d+$/, '');

const store = 'root';
const key = 'desk';

const firstRoot = (root: string): Root => ({
  database: `${root}-1`,
  snapshots: 0,
  databases: 1,
  staging: null,
  issued: {},
});

const withRoot = async <T>(root: string, work: (database: IDBDatabase) => Promise<T>) => {
  const database = await openRaw(root, 1, (created) => created.createObjectStore(store));
  try {
    return await work(database);
  } finally {
    database.close();
  }
};

/** The root record as it stands; the first call ever makes it. */
export const readRoot = async (root: string = rootName): Promise<Root> =>
  (await storedRoot(root)) ?? changeRoot((before) => before, root);

const storedRoot = (root: string): Promise<Root | undefined> =>
  withRoot(root, async (database) => {
    const records = database.transaction(store).objectStore(store);
    return (await answer<unknown>(records.get(key))) as Root | undefined;
  });

/**
 * Changes the root record in one transaction, on disk when it resolves; gives what it then is.
 * The first call ever makes the record.
 */
export const changeRoot = (
  change: (before: Root) => Root,
  root: string = rootName,
): Promise<Root> =>
  withRoot(root, async (database) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    const done = committed(transaction);
    const records = transaction.objectStore(store);
    const found = (await answer<unknown>(records.get(key))) as Root | undefined;
    const before = found ?? firstRoot(root);
    const after = change(before);
    if (after !== found) records.put(after, key);
    await done;
    return after;
  });

/** Takes the next number for a snapshot: each is higher than all before it, even after a restore. */
export const takeSnapshotNumber = async (root: string = rootName): Promise<number> =>
  (await changeRoot((before) => ({ ...before, snapshots: before.snapshots + 1 }), root)).snapshots;

/** The lock that bulk work holds: one window of the desk at a time. */
const bulkLock = (root: string) => `${root} bulk work`;

/**
 * Runs bulk work as the only one of this desk, in any window; gives null at once when another is at it.
 * The browser takes the lock back when the holder dies.
 */
export const withBulkLock = <T>(root: string, run: () => Promise<T>): Promise<T | null> =>
  navigator.locks.request(bulkLock(root), { ifAvailable: true }, (lock) =>
    lock === null ? Promise.resolve(null) : run(),
  );

/** Resolves at a moment at which no window of the desk is at bulk work. */
export const untilNoBulkWork = (root: string): Promise<void> =>
  navigator.locks.request(bulkLock(root), () => undefined);

/** The data databases that are not the desk's, and packed columns of such. Whoever holds the bulk lock may ask: nobody is filling one. */
const orphansOf = async (name: string): Promise<string[]> => {
  const root = await changeRoot(
    (before) => (before.staging === null ? before : { ...before, staging: null }),
    name,
  );
  const all = await indexedDB.databases();
  return all
    .map((database) => database.name ?? '')
    .filter((found) => {
      // Packed columns and a search index go with the database that they are of.
      const data = indexedBy(found) ?? dataNameOf(found);
      return /-\d+$/.test(data) && rootOf(data) === name && data !== root.database;
    });
};

/**
 * Removes data databases that are not the desk's: what a switch left behind or a crash left half filled.
 * For after the first screen: it waits until bulk work is over. The lock is held only to look, since a
 * large database takes its time to go, and names are never used twice.
 */
export const removeOrphans = async (name: string = rootName): Promise<void> => {
  const orphans = await navigator.locks.request(bulkLock(name), () => orphansOf(name));
  for (const orphan of orphans) await deleteDatabase(orphan);
};

const channelName = (root: string) => `${root} switched`;

/** Tells all windows that the desk's data is in another database from now on: the root record says which. */
export const announceSwitch = (root: string): void => {
  const channel = new BroadcastChannel(channelName(root));
  channel.postMessage('switched');
  channel.close();
};

/** Hears of switches, whichever window caused them; the function that it gives stops listening. */
export const onSwitch = (root: string, listener: () => void): (() => void) => {
  const channel = new BroadcastChannel(channelName(root));
  channel.onmessage = () => listener();
  return () => channel.close();
};
