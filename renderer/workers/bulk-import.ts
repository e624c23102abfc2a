import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';
import { nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import { toStored } from '../db/stored-row.ts';
import type { Staging } from '../db/staging.ts';
import type { Imported, OnExisting } from '../db/work.ts';
import { fillAside, type Filled } from './bulk-aside.ts';
import { need, Stop, type Bridge } from './bulk-bridge.ts';
import { recordsOf, Tally } from './bulk-chunks.ts';
import { copyDesk } from './bulk-copy.ts';
import { differingFields, existingRows, needTargets, replacing } from './bulk-existing.ts';
import { isEmptyDesk } from './bulk-ledger.ts';
import type { Place } from './bulk-messages.ts';
import { rowsOfChunk } from './bulk-ndjson.ts';
import { erasedKey, readErased, type Erased } from './bulk-tombstones.ts';

interface Import {
  name: string;
  report: DumpReport;
  onExisting: OnExisting;
}

interface Incoming {
  rows: Row[];
  changes: Change[];
}

/** A record of the file, and the desk's own of the same number. */
interface Found {
  table: TableName;
  row: Row;
  had: Row | null;
  stamp: Stamp;
}

/** Each chunk becomes an entry with a stamp of its own, so that other desks can take in one after the other. */
const stampedRows = (chunk: Parameters<typeof rowsOfChunk>[0], stamp: Stamp): Row[] => {
  const rows = rowsOfChunk(chunk);
  for (const row of rows) row.clock = stamp;
  return rows;
};

/** Sorts the records of a file into what is new, what is there already, and what stands against it. */
class Sorter {
  readonly counts: Imported = { added: 0, same: 0, kept: 0, replaced: 0, erased: 0 };
  readonly #current: IDBDatabase | null;
  readonly #erased: Erased;
  readonly #onExisting: OnExisting;
  #firstInTheWay: { table: TableName; id: number } | null = null;
  #inTheWay = 0;

  /** `current` is null for a desk without records. What was erased does not come back with a file. */
  constructor(current: IDBDatabase | null, erased: Erased, onExisting: OnExisting) {
    this.#current = current;
    this.#erased = erased;
    this.#onExisting = onExisting;
  }

  /** Replaces get the stamp that the new records of the chunk have. */
  async sort(table: TableName, read: readonly Row[], stamp: Stamp): Promise<Incoming> {
    const had =
      this.#current === null
        ? []
        : await existingRows(
            this.#current,
            table,
            read.map(({ id }) => id),
          );
    const incoming: Incoming = { rows: [], changes: [] };
    read.forEach((row, i) => this.#take({ table, row, had: had[i] ?? null, stamp }, incoming));
    return incoming;
  }

  #take({ table, row, had, stamp }: Found, into: Incoming): void {
    if (this.#erased.has(erasedKey(table, row.id))) this.counts.erased++;
    else if (had === null) {
      this.counts.added++;
      into.rows.push(row);
      into.changes.push({ kind: 'create', table, row });
    } else if (differingFields(table, had, row).length === 0) this.counts.same++;
    else if (this.#onExisting === 'keep') this.counts.kept++;
    else if (this.#onExisting === 'refuse') this.#refuse(table, row.id);
    else {
      this.counts.replaced++;
      const replaced = replacing(table, { had, read: row, stamp });
      into.rows.push(replaced.row);
      into.changes.push(replaced.change);
    }
  }

  #refuse(table: TableName, id: number): void {
    this.#firstInTheWay ??= { table, id };
    this.#inTheWay++;
  }

  /** Ends the work when a record stood in the way; says which, and how many more. */
  check(name: string): void {
    if (this.#firstInTheWay === null) return;
    const { table, id } = this.#firstInTheWay;
    const label = entityOf(table).label.one;
    throw new Stop(fail('work.existing', { name, label, id, more: this.#inTheWay - 1 }));
  }
}

/**
 * Writes records that are new to the desk, already checked and stamped, and their changes in one
 * transaction; the changes are packed as one entry of the outbox.
 */
export const addCreated = (
  staging: Staging,
  given: { table: TableName; rows: readonly Row[]; stamp: Stamp; action: string },
): Promise<void> => {
  const { table, rows, stamp, action } = given;
  const changes = rows.map((row): Change => ({ kind: 'create', table, row }));
  const stored = rows.map((row) => toStored(table, row));
  return staging.add({ [table]: stored, outbox: [{ stamp, action, changes }] });
};

/** Adds the rows of a dump to what the desk has: all of them, or none. */
export const importDump = async (
  bridge: Bridge,
  place: Place,
  { name, report, onExisting }: Import,
): Promise<Imported> =>
  fillAside(bridge, place, async (aside): Promise<Filled<Imported>> => {
    const { current, ledger } = aside;
    await needTargets(current, name, report.missing);
    const empty = await isEmptyDesk(current);
    await copyDesk(bridge, aside);
    let stamp = nextStamp(ledger.stamp, Date.now(), place.identity.number);
    const erased = await readErased(current);
    const sorter = new Sorter(empty ? null : current, erased, onExisting);
    const tally = new Tally(bridge, 'Bringing in records', report.rows);
    const reading = { job: place.job, clock: stamp };
    for await (const chunk of recordsOf(bridge, 'dump.read', reading)) {
      const { table } = chunk;
      stamp = nextStamp(stamp, Date.now(), place.identity.number);
      const { rows, changes } = await sorter.sort(table, stampedRows(chunk, stamp), stamp);
      const stored = rows.map((row) => toStored(table, row));
      const outbox = [{ stamp, action: `import ${name}`, changes }];
      if (rows.length > 0) await aside.staging.put({ [table]: stored, outbox });
      tally.add(table, chunk.rows);
    }
    tally.check();
    sorter.check(name);
    const { workspace, seen } = ledger;
    return { value: sorter.counts, workspace, stamp, seen };
  });

/** Fills an empty desk with made-up records. */
export const makeSample = async (
  bridge: Bridge,
  place: Place,
  { rows, seed }: { rows: number; seed: number },
): Promise<{ rows: number }> =>
  fillAside(bridge, place, async (aside): Promise<Filled<{ rows: number }>> => {
    const { current, ledger } = aside;
    if (!(await isEmptyDesk(current))) throw new Stop(fail('work.notEmpty'));
    const opened = need(await bridge.call('sample.open', { job: place.job, rows, seed }));
    await copyDesk(bridge, aside);
    let stamp = nextStamp(ledger.stamp, Date.now(), place.identity.number);
    const tally = new Tally(bridge, 'Making records', opened.rows);
    const reading = { job: place.job, clock: stamp };
    for await (const chunk of recordsOf(bridge, 'sample.read', reading)) {
      const { table } = chunk;
      stamp = nextStamp(stamp, Date.now(), place.identity.number);
      const made = stampedRows(chunk, stamp);
      await addCreated(aside.staging, { table, rows: made, stamp, action: 'made-up records' });
      tally.add(table, made.length);
    }
    tally.check();
    const { workspace, seen } = ledger;
    return { value: { rows: tally.done }, workspace, stamp, seen };
  });
