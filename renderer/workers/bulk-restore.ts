import type { TableName } from '#shared/entities/index.ts';
import type { SnapshotSummary } from '#shared/ipc/channels.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import type { Staging } from '../db/staging.ts';
import { toStored } from '../db/stored-row.ts';
import { newUuid7 } from '../db/workspace-id.ts';
import { fillAside, type Aside, type Filled } from './bulk-aside.ts';
import { need, type Bridge } from './bulk-bridge.ts';
import { chunksOf, Tally } from './bulk-chunks.ts';
import { copyOutbox } from './bulk-copy.ts';
import type { Place } from './bulk-messages.ts';
import { rowsOfChunk } from './bulk-ndjson.ts';

type Latest = Stamp | null;

const later = (a: Latest, b: Latest): Latest => {
  if (a === null || b === null) return a ?? b;
  return laterStamp(a, b);
};

const latestIn = (rows: readonly Row[], before: Latest): Latest => {
  let latest = before ?? '';
  for (const { clock, clocks } of rows) {
    if (clock > latest) latest = clock;
    for (const field in clocks) if (clocks[field]! > latest) latest = clocks[field]!;
  }
  return latest === '' ? null : latest;
};

/** Chunks that are written in one transaction: fewer and larger ones take a tenth less of the machine. */
const chunksAtOnce = 4;

/** Gathers the records of a table over several chunks. */
class Gathering {
  readonly #staging: Staging;
  #table: TableName | null = null;
  #rows: StoredRow[] = [];
  #chunks = 0;

  constructor(staging: Staging) {
    this.#staging = staging;
  }

  async add(table: TableName, rows: readonly Row[]): Promise<void> {
    if (table !== this.#table || this.#chunks >= chunksAtOnce) await this.flush();
    this.#table = table;
    this.#chunks++;
    for (const row of rows) this.#rows.push(toStored(table, row));
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    if (this.#table !== null && rows.length > 0) await this.#staging.add({ [this.#table]: rows });
    this.#rows = [];
    this.#chunks = 0;
  }
}

/** Fills the records of a snapshot in; gives the highest stamp among them. */
const fillRecords = async (
  bridge: Bridge,
  { staging }: Aside,
  { job, summary }: { job: string; summary: SnapshotSummary },
): Promise<Latest> => {
  const tally = new Tally(bridge, 'Restoring records', summary.rows);
  const gathering = new Gathering(staging);
  let latest: Latest = null;
  for await (const chunk of chunksOf(bridge, 'snapshot.read', { job })) {
    const rows = rowsOfChunk(chunk);
    latest = latestIn(rows, latest);
    await gathering.add(chunk.table, rows);
    tally.add(chunk.table, rows.length);
  }
  await gathering.flush();
  await staging.settle();
  tally.check();
  return latest;
};

/**
 * One entry that says what happened, in place of a change for every record: the journal then knows that
 * the desk went on from a snapshot. Its number follows those that the desk has used.
 */
const putMarker = async (
  { staging, ledger }: Aside,
  place: Place,
  { after, action }: { after: Latest; action: string },
): Promise<Stamp> => {
  const stamp = nextStamp(after, Date.now(), place.identity.number);
  await staging.add({ outbox: [{ seq: ledger.lastSeq + 1, stamp, action, changes: [] }] });
  return stamp;
};

interface Restore {
  ticket: string;
  name: string;
  opened?: SnapshotSummary;
}

/** Replaces the desk by a snapshot, which the main process has verified in full before a row is read. */
export const restoreDesk = async (
  bridge: Bridge,
  place: Place,
  { ticket, name, opened }: Restore,
): Promise<SnapshotSummary> => {
  const { job } = place;
  const summary = opened ?? need(await bridge.call('snapshot.open', { job, ticket }));
  const { workspace, lastStamp } = summary;
  return fillAside(bridge, place, async (aside): Promise<Filled<SnapshotSummary>> => {
    const { ledger } = aside;
    const highest = later(lastStamp, await fillRecords(bridge, aside, { job, summary }));
    // Changes of another workspace mean nothing in this one.
    if (ledger.workspace === workspace) await copyOutbox(bridge, aside);
    const after = later(ledger.stamp, highest);
    const stamp = await putMarker(aside, place, { after, action: `restore ${name}` });
    return { value: summary, workspace, stamp };
  });
};

/** Starts over with an empty desk and a new workspace. */
export const wipeDesk = (bridge: Bridge, place: Place): Promise<null> =>
  fillAside(bridge, place, async (aside): Promise<Filled<null>> => {
    const after = aside.ledger.stamp;
    const stamp = await putMarker(aside, place, { after, action: 'start over' });
    return { value: null, workspace: newUuid7(Date.now()), stamp };
  });
