import { answer, committed, openRaw } from './raw-idb.ts';

/** The search index as it is kept: a database of its own beside the desk's (SEARCH.md, FIND12 to FIND14). */

const suffix = ' search';

export const searchCopyName = (database: string): string => `${database}${suffix}`;

/** The desk's database that a search index belongs to; null for the name of anything else. */
export const indexedBy = (name: string): string | null =>
  name.endsWith(suffix) ? name.slice(0, -suffix.length) : null;

export interface KeptIndex {
  /** Another one after every write: who writes looks whether it still is the one that was read. */
  generation: string;
  /** What the parts are and where they stand; null where there is no index. */
  manifest: string | null;
  checkSum: number;
}

const head = 'head';

const withCopy = async <T>(database: string, work: (copy: IDBDatabase) => Promise<T>) => {
  const copy = await openRaw(searchCopyName(database), 1, (created) => {
    created.createObjectStore('state');
    created.createObjectStore('segments');
  });
  try {
    return await work(copy);
  } finally {
    copy.close();
  }
};

const isKept = (value: unknown): value is KeptIndex =>
  typeof value === 'object' && value !== null && 'generation' in value && 'manifest' in value;

const headIn = async (transaction: IDBTransaction): Promise<KeptIndex | null> => {
  const found: unknown = await answer(transaction.objectStore('state').get(head));
  return isKept(found) ? found : null;
};

export const readGeneration = (database: string): Promise<string | null> =>
  withCopy(database, async (copy) => (await headIn(copy.transaction('state')))?.generation ?? null);

/** All that is kept, as it was found: nothing of it is trusted yet. */
export const readKept = (
  database: string,
): Promise<{ head: KeptIndex | null; segments: Map<string, unknown> }> =>
  withCopy(database, async (copy) => {
    const transaction = copy.transaction(['state', 'segments']);
    const store = transaction.objectStore('segments');
    const [found, keys, values] = await Promise.all([
      headIn(transaction),
      answer(store.getAllKeys()),
      answer<unknown[]>(store.getAll()),
    ]);
    return { head: found, segments: new Map(keys.map((key, i) => [key as string, values[i]])) };
  });

/**
 * Writes an index in one transaction, unless another was written since `before` was read: then false.
 * Parts that are kept already are not written again.
 */
export const writeKept = (
  database: string,
  kept: KeptIndex,
  segments: ReadonlyMap<string, () => ArrayBuffer>,
  before: string | null,
): Promise<boolean> =>
  withCopy(database, async (copy) => {
    const transaction = copy.transaction(['state', 'segments'], 'readwrite');
    const done = committed(transaction);
    const found = await headIn(transaction);
    const isSame = (found?.generation ?? null) === before;
    if (isSame) {
      const store = transaction.objectStore('segments');
      const known = new Set((await answer(store.getAllKeys())).map((key) => key as string));
      for (const name of known) if (!segments.has(name)) store.delete(name);
      for (const [name, pack] of segments) if (!known.has(name)) store.put(pack(), name);
      transaction.objectStore('state').put(kept, head);
    }
    await done;
    return isSame;
  });

/** Removes what is kept, and lets no write through that was begun before (FIND13). */
export const spoilSearchCopy = (database: string): Promise<void> =>
  withCopy(database, async (copy) => {
    const transaction = copy.transaction(['state', 'segments'], 'readwrite', {
      durability: 'strict',
    });
    const done = committed(transaction);
    transaction.objectStore('segments').clear();
    const spoilt: KeptIndex = { generation: crypto.randomUUID(), manifest: null, checkSum: 0 };
    transaction.objectStore('state').put(spoilt, head);
    await done;
  });
