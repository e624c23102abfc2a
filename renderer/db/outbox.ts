import type { OutboxEntry } from '#shared/sync/change.ts';
import { writeJournaled } from './desk-state.ts';
import type { DeskDatabase } from './open-database.ts';
import { connectionOf } from './bulk-rows.ts';
import { answer, committed } from './raw-idb.ts';

/** Entries that wait to be journaled, as they travel: NDJSON, an entry a line. */
export interface OutboxBatch {
  workspace: string;
  first: number;
  last: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export type NumberedEntry = OutboxEntry & { seq: number };

/** Text that a batch aims at, in UTF-16 units, and entries at most. */
const batchLength = 2 ** 20;
const mostEntries = 256;

/** What seals a database that the desk has left (see `Staging.switchOver`) is no entry. */
const isEntry = ({ seq }: NumberedEntry): boolean => seq < 2 ** 53;

const encoder = new TextEncoder();

const read = async (
  database: DeskDatabase,
  count: number,
): Promise<{ entries: NumberedEntry[]; workspace: string }> => {
  const transaction = connectionOf(database).transaction(['outbox', 'state']);
  const entries = answer(
    transaction.objectStore('outbox').getAll(null, count) as IDBRequest<NumberedEntry[]>,
  );
  const workspace = answer(
    transaction.objectStore('state').get('workspace') as IDBRequest<{ value: string }>,
  );
  return { entries: (await entries).filter(isEntry), workspace: (await workspace).value };
};

/** Reads few entries first: one may hold the records of a whole chunk, or a single edit. */
export class OutboxReader {
  #count = 8;

  /** The oldest entries that wait; null when none does. */
  async next(database: DeskDatabase): Promise<OutboxBatch | null> {
    const { entries, workspace } = await read(database, this.#count);
    if (entries.length === 0) return null;
    const lines: string[] = [];
    let length = 0;
    for (const entry of entries) {
      if (length > batchLength) break;
      const line = JSON.stringify(entry) + '\n';
      length += line.length;
      lines.push(line);
    }
    this.#count =
      length > batchLength ? Math.max(1, lines.length) : Math.min(mostEntries, this.#count * 2);
    const last = entries[lines.length - 1]!.seq;
    return { workspace, first: entries[0]!.seq, last, bytes: encoder.encode(lines.join('')) };
  }
}

/** Whether entries wait. */
export const isOutboxEmpty = async (database: DeskDatabase): Promise<boolean> => {
  const keys = connectionOf(database)
    .transaction('outbox')
    .objectStore('outbox')
    .getAllKeys(null, 1);
  const [first] = (await answer(keys)) as number[];
  return first === undefined || first >= 2 ** 53;
};

/**
 * Drops the entries that the journal has, and remembers how far it has got. Nothing is lost when this
 * does not reach the disk: they are then sent again, and the journal knows them.
 */
export const forgetJournaled = async (database: DeskDatabase, seq: number): Promise<void> => {
  const transaction = connectionOf(database).transaction(['outbox', 'state'], 'readwrite', {
    durability: 'relaxed',
  });
  transaction.objectStore('outbox').delete(IDBKeyRange.upperBound(seq));
  writeJournaled(transaction.objectStore('state'), seq);
  await committed(transaction);
};
