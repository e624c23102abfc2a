import type { TableName } from '#shared/entities/index.ts';
import type { SnapshotSummary } from '#shared/ipc/messages.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import { deskOf, type Seen } from '#shared/sync/seen.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import type { Staging } from '../db/staging.ts';
import type { Base, Tombstone } from '#shared/sync/change.ts';
import { numbersPerDesk } from '../db/numbering.ts';
import { toStored } from '../db/stored-row.ts';
import { newUuid7 } from '../db/workspace-id.ts';
import { fillAside, type Aside, type Filled } from './bulk-aside.ts';
import { need, type Bridge } from './bulk-bridge.ts';
import { chunksOf, Tally } from './bulk-chunks.ts';
import { copyOutbox } from './bulk-copy.ts';
import type { Place, RestoreFile } from './bulk-messages.ts';
import { rowsOfChunk } from './bulk-ndjson.ts';
import { erasedKey, readErased, tombstonesOfChunk, type Erased } from './bulk-tombstones.ts';

type Latest = Stamp | null;

export const later = (a: Latest, b: Latest): Latest => {
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

/** What rows tell of what their desk had seen, where it does not say so itself. */
const seenIn = (rows: readonly Row[], before: Seen): Seen => {
  const seen: Record<string, Stamp> = { ...before };
  const take = (stamp: Stamp) => {
    const desk = deskOf(stamp);
    if (stamp > (seen[desk] ?? '')) seen[desk] = stamp;
  };
  for (const { clock, clocks } of rows) {
    take(clock);
    for (const field in clocks) take(clocks[field]!);
  }
  return seen;
};

/**
 * Chunks that are written in one transaction, some 11,000 records. In a browser that holds much else, restoring takes
 * a quarter longer in transactions of a quarter of this size; see the figures of the README.
 */
const chunksAtOnce = 16;

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

/** What has come in so far. */
export interface Filling {
  latest: Latest;
  /** What the file says that its desk had seen; for a file that does not, what its stamps tell. */
  seen: Seen;
  /** The highest number of this desk's own among the erased records, per table. */
  issued: Partial<Record<TableName, number>>;
}

interface Source {
  job: string;
  summary: SnapshotSummary;
  /** What the desk has erased itself: it does not come back with an older file. */
  erased: Erased;
}

const withoutErased = (rows: readonly Row[], table: TableName, erased: Erased): readonly Row[] =>
  erased.size === 0 ? rows : rows.filter(({ id }) => !erased.has(erasedKey(table, id)));

const numberOfOwn = (id: number, desk: number): number =>
  Math.floor(id / numbersPerDesk) === desk ? id % numbersPerDesk : 0;

const highestErased = (tombstones: Iterable<Tombstone>, desk: number): Filling['issued'] => {
  const issued: Filling['issued'] = {};
  for (const { table, id } of tombstones) {
    const own = numberOfOwn(id, desk);
    if (own > 0) issued[table] = Math.max(issued[table] ?? 0, own);
  }
  return issued;
};

/** Fills in the records of a snapshot, and what it and the desk have erased. */
export const fillRecords = async (
  bridge: Bridge,
  { staging, desk }: { staging: Staging; desk: number },
  { job, summary, erased }: Source,
): Promise<Filling> => {
  const tally = new Tally(bridge, 'Restoring records', summary.rows);
  const gathering = new Gathering(staging);
  const tombstones = new Map(erased);
  let latest: Latest = null;
  let told: Seen = {};
  for await (const chunk of chunksOf(bridge, 'snapshot.read', { job })) {
    if (chunk.kind === 'tombstones') {
      for (const one of tombstonesOfChunk(chunk)) tombstones.set(erasedKey(one.table, one.id), one);
      continue;
    }
    const rows = rowsOfChunk(chunk);
    latest = latestIn(rows, latest);
    if (summary.seen === null) told = seenIn(rows, told);
    await gathering.add(chunk.table, withoutErased(rows, chunk.table, erased));
    tally.add(chunk.table, rows.length);
  }
  await gathering.flush();
  if (tombstones.size > 0) await staging.put({ tombstones: [...tombstones.values()] });
  await staging.settle();
  tally.check();
  const seen = summary.seen ?? told;
  return { latest, seen, issued: highestErased(tombstones.values(), desk) };
};

/** One entry that says what happened, in place of a change for every record (see `Base`). */
const putMarker = async (
  { staging, ledger }: Aside,
  place: Place,
  { after, action, base }: { after: Latest; action: string; base: Base | null },
): Promise<Stamp> => {
  const stamp = nextStamp(after, Date.now(), place.identity.number);
  const seq = ledger.lastSeq + 1;
  const entry = { seq, stamp, action, ...(base === null ? {} : { base }), changes: [] };
  await staging.add({ outbox: [entry] });
  return stamp;
};

/**
 * What `snapshot.open` says of the file, now or before. The main process has verified it in full for a preview, or
 * does so as it is read (SNAP23): whoever opens it by this uses nothing of it before the end.
 */
export const openedFile = async (
  bridge: Bridge,
  { job }: Place,
  { ticket, opened, passphrase }: RestoreFile,
): Promise<SnapshotSummary> =>
  opened ??
  need(
    await bridge.call('snapshot.open', {
      job,
      ticket,
      passphrase: passphrase ?? null,
      check: 'along',
    }),
  );

/** Replaces the desk by a snapshot: nothing of it is the desk's before the end. */
export const restoreDesk = async (
  bridge: Bridge,
  place: Place,
  file: RestoreFile,
): Promise<SnapshotSummary> => {
  const summary = await openedFile(bridge, place, file);
  const { workspace, lastStamp } = summary;
  return fillAside(bridge, place, async (aside): Promise<Filled<SnapshotSummary>> => {
    const { ledger, staging, current } = aside;
    const same = ledger.workspace === workspace;
    // Changes and erasures of another workspace mean nothing in this one.
    const erased: Erased = same ? await readErased(current) : new Map();
    const into = { staging, desk: place.identity.number };
    const source = { job: place.job, summary, erased };
    const { latest, seen, issued } = await fillRecords(bridge, into, source);
    if (same) await copyOutbox(bridge, aside);
    const after = later(ledger.stamp, later(lastStamp, latest));
    const base = file.base === null ? null : { workspace, snapshot: file.base };
    const stamp = await putMarker(aside, place, { after, action: `restore ${file.name}`, base });
    return { value: summary, workspace, stamp, seen, issued };
  });
};

/** Starts over with an empty desk and a new workspace. */
export const wipeDesk = (bridge: Bridge, place: Place): Promise<null> =>
  fillAside(bridge, place, async (aside): Promise<Filled<null>> => {
    const after = aside.ledger.stamp;
    const workspace = newUuid7(Date.now());
    const base = { workspace, snapshot: null };
    const stamp = await putMarker(aside, place, { after, action: 'start over', base });
    return { value: null, workspace, stamp, seen: {} };
  });
