import { fail, ok, type Result } from '#shared/result.ts';
import { openDatabase, type DeskDatabase } from './open-database.ts';
import { answer, committed, deleteDatabase } from './raw-idb.ts';
import { announceSwitch, changeRoot, readRoot, type Root } from './root.ts';

/** Values by the store that they go into. */
type Batch = Readonly<Record<string, readonly unknown[]>>;

/**
 * A data database that is filled aside and then becomes the desk's, or goes away without a trace.
 *
 * Its rows are written with relaxed durability, since nothing looks at them before the switch. The last
 * write, of its state, is strict: it forces out what was written before it, and only then does the root
 * record change.
 */
export class Staging {
  readonly root: string;
  readonly name: string;
  readonly desk: DeskDatabase;
  readonly raw: IDBDatabase;
  readonly #writing = new Set<Promise<void>>();
  #failure: Error | null = null;

  private constructor(root: string, name: string, desk: DeskDatabase) {
    this.root = root;
    this.name = name;
    this.desk = desk;
    this.raw = desk.backendDB();
  }

  static async create(root: string): Promise<Result<Staging>> {
    const record = await changeRoot((before) => {
      const databases = before.databases + 1;
      return { ...before, databases, staging: `${root}-${databases}` };
    }, root);
    const name = record.staging!;
    const opened = await openDatabase(name);
    return opened.ok ? ok(new Staging(root, name, opened.value)) : opened;
  }

  /**
   * Writes new values into stores, all in one transaction; a key that is there already is a failure.
   * Adding takes an eighth less of the machine than putting, which first looks for what it replaces.
   * Resolves when there is room for more: two transactions are under way at once, so that making rows and
   * writing them overlap.
   */
  add(batch: Batch): Promise<void> {
    return this.#write(batch, 'add');
  }

  /** The same for values that may replace others. */
  put(batch: Batch): Promise<void> {
    return this.#write(batch, 'put');
  }

  async #write(batch: Batch, how: 'add' | 'put'): Promise<void> {
    const written = writeAll(this.raw, batch, { how, durability: 'relaxed' }).catch(
      (error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
      },
    );
    this.#writing.add(written);
    void written.then(() => this.#writing.delete(written));
    if (this.#writing.size >= 2) await Promise.race(this.#writing);
    if (this.#failure !== null) throw this.#failure;
  }

  /** Makes the outbox go on after a number, though the entry of that number is no longer there. */
  async countFrom(seq: number): Promise<void> {
    if (seq === 0) return;
    await writeAll(
      this.raw,
      { outbox: [{ seq, stamp: '', action: '', changes: [] }] },
      { how: 'put', durability: 'relaxed' },
    );
    const transaction = this.raw.transaction('outbox', 'readwrite', { durability: 'relaxed' });
    transaction.objectStore('outbox').delete(seq);
    await committed(transaction);
  }

  /** Resolves when all that was put is written; throws the first failure. */
  async settle(): Promise<void> {
    await Promise.all(this.#writing);
    if (this.#failure !== null) throw this.#failure;
  }

  /** Writes the last records and waits until everything is on the disk. */
  async finish(state: readonly { key: string; value: string | number }[]): Promise<void> {
    await this.settle();
    await writeAll(this.raw, { state }, { how: 'put', durability: 'strict' });
  }

  /** Removes the database and its mention in the root record; once it is the desk's, it stays. */
  async drop(): Promise<void> {
    this.desk.close({ disableAutoOpen: true });
    if ((await readRoot(this.root)).database === this.name) return;
    await deleteDatabase(this.name);
    await changeRoot(
      (before) => (before.staging === this.name ? { ...before, staging: null } : before),
      this.root,
    );
  }

  /**
   * Makes this database the desk's. `current` is sealed in the same breath: its transaction stays open
   * until the root record has changed, so no edit can slip into data that is already left behind.
   * Refused when `current` has had an edit since its stamp was `unchangedSince`.
   */
  async switchOver(
    current: IDBDatabase,
    unchangedSince: string | null,
    change: (before: Root) => Root,
  ): Promise<Result<null>> {
    const seal = current.transaction(['state', 'outbox'], 'readwrite', { durability: 'relaxed' });
    const sealed = committed(seal);
    sealed.catch(() => undefined);
    const stamp = await answer(
      seal.objectStore('state').get('stamp') as IDBRequest<{ value: unknown } | undefined>,
    );
    if ((stamp?.value ?? null) !== unchangedSince) {
      seal.abort();
      return fail('work.editedMeanwhile');
    }
    // The highest key there is: from now on the store can give no number to another entry.
    seal.objectStore('outbox').put({ seq: 2 ** 53, stamp: '', action: 'moved', changes: [] });
    const holding = holdOpen(seal);
    await this.becomeCurrent(change).finally(() => holding.stop());
    await sealed.catch(() => undefined);
    return ok(null);
  }

  /** Makes this database the desk's where the one before is lost: nothing there is waited for. */
  async becomeCurrent(change: (before: Root) => Root): Promise<void> {
    await changeRoot(
      (before) => ({ ...change(before), database: this.name, staging: null }),
      this.root,
    );
    this.desk.close({ disableAutoOpen: true });
    announceSwitch(this.root);
  }
}

export interface Hold {
  /** Asks the transaction something; it takes requests only while it answers one. */
  ask<T>(request: () => IDBRequest<T>): Promise<T>;
  stop(): void;
}

/** Keeps a transaction from committing by itself, by asking it something again and again. */
export const holdOpen = (transaction: IDBTransaction): Hold => {
  const store = transaction.objectStore('state');
  const asked: (() => void)[] = [];
  let held = true;
  const again = () => {
    for (const ask of asked.splice(0)) ask();
    if (held) store.get('stamp').onsuccess = again;
  };
  again();
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        asked.push(() => void answer(request()).then(resolve, reject));
      }),
    stop: () => (held = false),
  };
};

const writeAll = (
  database: IDBDatabase,
  batch: Batch,
  { how, durability }: { how: 'add' | 'put'; durability: IDBTransactionDurability },
): Promise<void> => {
  const transaction = database.transaction(Object.keys(batch), 'readwrite', { durability });
  const done = committed(transaction);
  try {
    for (const [name, values] of Object.entries(batch)) {
      const store = transaction.objectStore(name);
      for (const value of values) store[how](value);
    }
    transaction.commit();
  } catch (error) {
    transaction.abort();
    return done.catch(() => Promise.reject(error as Error));
  }
  return done;
};
