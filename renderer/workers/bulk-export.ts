import type { TableName } from '#shared/entities/index.ts';
import type { ArgsOf, ResultOf } from '#shared/ipc/channels.ts';
import type { BackupReason } from '#shared/ipc/messages.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { answer, openRaw, tablesIn } from '../db/raw-idb.ts';
import { rootOf, takeSnapshotNumber } from '../db/root.ts';
import { holdOpen } from '../db/staging.ts';
import { heedCancel, need, type Bridge } from './bulk-bridge.ts';
import { readLedger } from './bulk-ledger.ts';
import type { Place } from './bulk-messages.ts';
import { Packer, type Packed } from './bulk-ndjson.ts';
import type { Fetch, Pace } from './bulk-read.ts';
import { batchesById } from './bulk-stretches.ts';
import { readErased, sendTombstones } from './bulk-tombstones.ts';

/**
 * The export shows the desk as it is at one moment.
 *
 * IndexedDB keeps no old versions: a read transaction over everything would make each edit wait until the
 * export is over (seconds at 100,000 records, a minute at a million). So every batch is read in a
 * transaction of its own, which also looks at the desk's last stamp. As long as that stands still, all
 * batches show the same moment; an edit in between makes the export start over, and after two of those
 * the third attempt does hold one transaction, so that it comes to an end with whoever types all the time.
 */
const freeAttempts = 2;

/**
 * Bytes that a batch aims at, so that wide records do not pile up in memory. Larger ones cost more than the
 * calls that they spare: the database makes each answer in memory of its own, and so do all that pass it on.
 */
const batchLength = 2 ** 18;

/** Records of the first batches, before their size is known, and of any. Some batches are under way at a time. */
const firstCount = 25;
const mostAtOnce = 1000;

class EditedMeanwhile extends Error {}

interface View {
  tables: readonly TableName[];
  fetch: Fetch;
  end(): void;
}

const freeView = (database: IDBDatabase, stamp: string | null): View => ({
  tables: tablesIn(database),
  end: () => undefined,
  fetch: async <T>(store: string, range: IDBKeyRange | null, count: number) => {
    const transaction = database.transaction([store, 'state']);
    const values = answer(transaction.objectStore(store).getAll(range, count) as IDBRequest<T[]>);
    const last = answer(
      transaction.objectStore('state').get('stamp') as IDBRequest<{ value: string } | undefined>,
    );
    if (((await last)?.value ?? null) !== stamp) throw new EditedMeanwhile();
    return values;
  },
});

const heldView = (database: IDBDatabase): View => {
  const transaction = database.transaction([...tablesIn(database), 'state']);
  const hold = holdOpen(transaction);
  return {
    tables: tablesIn(database),
    end: () => hold.stop(),
    fetch: <T>(store: string, range: IDBKeyRange | null, count: number) =>
      hold.ask(() => transaction.objectStore(store).getAll(range, count) as IDBRequest<T[]>),
  };
};

/**
 * Sends chunks one after the other, since calls could overtake each other. While one is on its way another
 * may wait for it, so that making chunks and writing them overlap also where one of them is slow for once.
 */
class Sender {
  readonly #bridge: Bridge;
  readonly #job: string;
  #before: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(bridge: Bridge, job: string) {
    this.#bridge = bridge;
    this.#job = job;
  }

  /** Resolves when there is room for more; throws what an earlier chunk has failed of. */
  async send(table: TableName, { rows, bytes }: Packed): Promise<void> {
    await this.#before;
    heedCancel(this.#bridge);
    const args = { job: this.#job, table, rows, bytes };
    this.#before = this.#last;
    this.#last = this.#last.then(async () => {
      if (!this.#isOver) need(await this.#bridge.call('snapshot.exportRows', args));
    });
    // It is awaited later; until then its failure must not count as unheard.
    this.#last.catch(() => undefined);
  }

  async settle(): Promise<void> {
    await this.#last;
  }

  /** What waits is not sent any more. Resolves when nothing is on its way: what comes next stands alone. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#last.catch(() => undefined);
  }
}

interface Sending {
  sender: Sender;
  onRows: (rows: number) => void;
}

const sendTable = async (fetch: Fetch, table: TableName, { sender, onRows }: Sending) => {
  const packer = new Packer();
  const pace: Pace = { count: firstCount };
  for await (const batch of batchesById<StoredRow>(fetch, table, pace)) {
    const before = packer.total;
    for (const packed of packer.add(batch)) await sender.send(table, packed);
    pace.count = countFor(batch.length, packer.total - before);
    onRows(batch.length);
  }
  for (const packed of packer.rest()) await sender.send(table, packed);
};

/** So many records as `length` bytes for `rows` of them make a batch of; one that is very wide is one by itself. */
const countFor = (rows: number, length: number): number =>
  Math.max(1, Math.min(mostAtOnce, Math.floor((batchLength * rows) / length)));

const countRows = async (database: IDBDatabase): Promise<number> => {
  const tables = tablesIn(database);
  const transaction = database.transaction(tables);
  const counts = tables.map((table) => answer(transaction.objectStore(table).count()));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
};

const sendAll = async (view: View, sending: Sending) => {
  try {
    for (const table of view.tables) await sendTable(view.fetch, table, sending);
    await sending.sender.settle();
  } finally {
    view.end();
  }
};

/** Counts what was sent; the whole is known a little after the start, and nothing waits for it. */
const progressOf = (bridge: Bridge, database: IDBDatabase): ((rows: number) => void) => {
  let done = 0;
  let total: number | null = null;
  void countRows(database).then(
    (rows) => (total = rows),
    () => undefined,
  );
  return (rows) => {
    done += rows;
    bridge.progress({ phase: 'Writing records', done, total });
  };
};

/** Whether all rows were sent as they were at one moment. */
const sentAtOneMoment = async (view: View, sending: Sending): Promise<boolean> => {
  try {
    await sendAll(view, sending);
    return true;
  } catch (error) {
    const stopped = sending.sender.stop();
    if (!(error instanceof EditedMeanwhile)) throw error;
    await stopped;
    return false;
  }
};

type Exported = ResultOf<'snapshot.exportFinish'>;

/** Where the file goes: to a place of the user's, or among the backups. */
export type Destination =
  { suggestedName: string; passphrase: string | null } | { reason: BackupReason };

type Begin = Omit<ArgsOf<'snapshot.exportBegin'>, 'suggestedName' | 'passphrase'>;

const begin = async (bridge: Bridge, to: Destination, head: Begin): Promise<boolean> => {
  if ('reason' in to) need(await bridge.call('backups.begin', { ...head, reason: to.reason }));
  else return need(await bridge.call('snapshot.exportBegin', { ...head, ...to })) !== null;
  return true;
};

/** Writes everything into a snapshot file; null when the user chose no place for it. */
export const exportDesk = async (
  bridge: Bridge,
  { database: name, job, identity }: Place,
  to: Destination,
): Promise<Exported | null> => {
  const database = await openRaw(name);
  try {
    const number = await takeSnapshotNumber(rootOf(name));
    for (let attempt = 1; ; attempt++) {
      heedCancel(bridge);
      const { workspace, stamp, seen, lastSeq: seq } = await readLedger(database, identity.number);
      const erased = await readErased(database);
      const head = { job, workspace, number, lastStamp: stamp, seen, seq };
      if (!(await begin(bridge, to, head))) return null;
      const view = attempt > freeAttempts ? heldView(database) : freeView(database, stamp);
      const sending = { sender: new Sender(bridge, job), onRows: progressOf(bridge, database) };
      if (!(await sentAtOneMoment(view, sending))) continue;
      await sendTombstones(bridge, job, erased);
      break;
    }
    return need(await bridge.call('snapshot.exportFinish', { job }));
  } finally {
    database.close();
  }
};
