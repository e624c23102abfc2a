import type { TableName } from '#shared/entities/index.ts';
import { tableNames } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { OutboxEntry } from '#shared/sync/change.ts';
import { answer } from '../db/raw-idb.ts';
import { heedCancel, type Bridge } from './bulk-bridge.ts';
import type { Aside } from './bulk-aside.ts';
import { batchesOf, fetchFrom } from './bulk-read.ts';
import { readErased } from './bulk-tombstones.ts';

/** Records and outbox entries that a batch of the copy holds. */
const recordsAtOnce = { count: 500 };
/** An entry may itself hold the records of a whole chunk. */
const entriesAtOnce = { count: 4 };

/** Takes the outbox over, number by number: what is not journaled yet must not get lost. */
export const copyOutbox = async (
  bridge: Bridge,
  { current, ledger, staging }: Aside,
): Promise<void> => {
  const keyOf = (entry: OutboxEntry) => entry.seq!;
  const reading = { keyOf, pace: entriesAtOnce };
  for await (const outbox of batchesOf(fetchFrom(current), 'outbox', reading)) {
    heedCancel(bridge);
    // Entries that come in the meantime refuse the whole at its end; their numbers must not get in the way.
    const known = outbox.filter(({ seq }) => seq! <= ledger.lastSeq);
    if (known.length > 0) await staging.add({ outbox: known });
  }
};

const copyTable = async (
  bridge: Bridge,
  { current, staging }: Aside,
  { table, onRows }: { table: TableName; onRows: (rows: number) => void },
): Promise<void> => {
  const reading = { keyOf: (row: StoredRow) => row.id, pace: recordsAtOnce };
  for await (const rows of batchesOf(fetchFrom(current), table, reading)) {
    heedCancel(bridge);
    await staging.add({ [table]: rows });
    onRows(rows.length);
  }
};

/** Copies every record and the outbox, as they are, index keys included. */
export const copyDesk = async (bridge: Bridge, aside: Aside): Promise<void> => {
  const counting = aside.current.transaction(tableNames);
  const counts = tableNames.map((table) => answer(counting.objectStore(table).count()));
  const total = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  let done = 0;
  const onRows = (rows: number) => {
    done += rows;
    bridge.progress({ phase: 'Setting the desk’s own records aside', done, total });
  };
  for (const table of tableNames) await copyTable(bridge, aside, { table, onRows });
  const tombstones = [...(await readErased(aside.current)).values()];
  if (tombstones.length > 0) await aside.staging.add({ tombstones });
  await copyOutbox(bridge, aside);
};
