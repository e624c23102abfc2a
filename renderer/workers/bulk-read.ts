import { answer } from '../db/raw-idb.ts';

/** How a batch of a store is fetched: at most `count` values whose keys lie in `range`, in their order. */
export type Fetch = <T>(
  store: string,
  range: IDBKeyRange | null,
  count: number,
) => Promise<readonly T[]>;

/** How many values a batch holds; whoever knows their size may change it on the way. */
export interface Pace {
  count: number;
}

/** Each batch in a transaction of its own: edits wait for one batch at most. */
export const fetchFrom =
  (database: IDBDatabase): Fetch =>
  <T>(store: string, range: IDBKeyRange | null, count: number) =>
    answer(database.transaction(store).objectStore(store).getAll(range, count) as IDBRequest<T[]>);

/**
 * All values of a store by rising key, in batches. The next batch is being fetched while the last one is
 * used; a cursor would cost a message for each value.
 */
export async function* batchesOf<T>(
  fetch: Fetch,
  store: string,
  { keyOf, pace }: { keyOf: (value: T) => number | string; pace: Pace },
): AsyncGenerator<readonly T[]> {
  let coming = fetch<T>(store, null, pace.count);
  let asked = pace.count;
  for (;;) {
    const batch = await coming;
    const last: T | undefined = batch.at(-1);
    if (last === undefined) return;
    if (batch.length < asked) {
      yield batch;
      return;
    }
    asked = pace.count;
    coming = fetch<T>(store, IDBKeyRange.lowerBound(keyOf(last), true), asked);
    // Whoever stops early leaves this one unread: its failure is then nobody's.
    coming.catch(() => undefined);
    yield batch;
  }
}
