import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Seen } from '#shared/sync/seen.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { MergeKind } from './merging.ts';
import type { Numbers } from './numbering.ts';
import { answer, committed, deleteDatabase, openRaw } from './raw-idb.ts';

/**
 * A computed merge, kept on the disk between its preview and its application, so that memory does not grow
 * with it. It is one database, packed: a record for each chunk of the file in which anything differs.
 */
export interface PlanHead {
  key: 'head';
  /** What the desk's last stamp was: a merge is applied to what its preview has shown. */
  stamp: Stamp | null;
  seenThere: Seen;
  /** What re-numbering has given: the last number in each table, and the stamp; null for other files. */
  renumbered: { issued: Numbers; stamp: Stamp } | null;
  name: string;
  deskName: string;
}

/** A record of the file that is not in the desk as it is. */
export interface PlannedItem {
  id: number;
  kind: MergeKind;
  /** As the file has it; for what the file says is erased, the stamp of the erasure. */
  there: Row | Stamp;
}

export interface Pack {
  seq: number;
  table: TableName;
  items: readonly PlannedItem[];
}

/** Plans of a desk have one name: making the next one drops the last. */
export const planName = (root: string): string => `${root} merge`;

const stores = { packs: 'packs', head: 'head' } as const;

export class PlanStore {
  readonly #database: IDBDatabase;
  #packs = 0;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static async create(name: string): Promise<PlanStore> {
    await deleteDatabase(name);
    return PlanStore.open(name);
  }

  static async open(name: string): Promise<PlanStore> {
    const database = await openRaw(name, 1, (made) => {
      made.createObjectStore(stores.packs, { keyPath: 'seq' });
      made.createObjectStore(stores.head, { keyPath: 'key' });
    });
    return new PlanStore(database);
  }

  async #put(store: string, value: unknown): Promise<void> {
    const transaction = this.#database.transaction(store, 'readwrite', { durability: 'relaxed' });
    transaction.objectStore(store).put(value);
    await committed(transaction);
  }

  async add(table: TableName, items: readonly PlannedItem[]): Promise<void> {
    if (items.length === 0) return;
    this.#packs += 1;
    await this.#put(stores.packs, { seq: this.#packs, table, items } satisfies Pack);
  }

  async finish(head: Omit<PlanHead, 'key'>): Promise<void> {
    await this.#put(stores.head, { key: 'head', ...head } satisfies PlanHead);
  }

  /** Undefined for a plan that was dropped, or never finished. */
  head(): Promise<PlanHead | undefined> {
    const store = this.#database.transaction(stores.head).objectStore(stores.head);
    return answer(store.get('head') as IDBRequest<PlanHead | undefined>);
  }

  /** The first pack after `seq`; undefined at the end. */
  async next(seq: number): Promise<Pack | undefined> {
    const store = this.#database.transaction(stores.packs).objectStore(stores.packs);
    const range = IDBKeyRange.lowerBound(seq, true);
    return (await answer(store.getAll(range, 1) as IDBRequest<Pack[]>))[0];
  }

  close(): void {
    this.#database.close();
  }

  /** Removes a plan that is not to be finished. */
  async drop(): Promise<void> {
    this.close();
    await deleteDatabase(this.#database.name);
  }
}

/** Runs work on a plan that is there, and lets go of it. */
export const withPlan = async <T>(
  name: string,
  work: (plan: PlanStore) => Promise<T>,
): Promise<T> => {
  const plan = await PlanStore.open(name);
  try {
    return await work(plan);
  } finally {
    plan.close();
  }
};
