import type { TableName } from '#shared/entities/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import type { OutboxEntry, Tombstone } from '#shared/sync/change.ts';
import { planEntries, type Local, type RecordPlan } from '#shared/sync/plan-merge.ts';
import { seenBy, unitedSeen, type Seen } from '#shared/sync/seen.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import { dropPacked } from '../workers/packed-copy.ts';
import { byTable } from './by-table.ts';
import { noteChanged } from './changed-log.ts';
import { readLastStamp, readSeen, witnessStamp, writeSeen } from './desk-state.ts';
import { markForPurge } from './erase.ts';
import { boundsOf, readWithin } from './many.ts';
import { spoilSearchCopy } from './search-copy.ts';
import type { Writer } from './mutate.ts';
import type { DeskDatabase } from './open-database.ts';
import { storeProblem } from './store-problem.ts';
import { toStored } from './stored-row.ts';

/** Which record, of which table. */
export interface RecordName {
  table: TableName;
  id: number;
}

/** What was taken in. */
export interface TakenIn {
  records: RecordPlan[];
  seen: Seen;
}

const keyOf = ({ table, id }: RecordName): string => `${table} ${id}`;

/**
 * When the records were erased, of those that were. Hardly any is, so what lies between their numbers is mostly
 * read by one request; only where that is more than was asked for is each asked for by itself.
 */
const erasuresAmong = async (
  { tombstones }: DeskDatabase,
  names: readonly RecordName[],
): Promise<ReadonlyMap<string, Stamp>> => {
  const erased = new Map<string, Stamp>();
  for (const [table, own] of byTable(names)) {
    const ids = own.map(({ id }) => id);
    const [low, high] = boundsOf(ids);
    const between = tombstones.where(':id').between([table, low], [table, high], true, true);
    const few = await between.limit(ids.length + 1).toArray();
    const found =
      few.length <= ids.length
        ? few
        : await tombstones.bulkGet(ids.map((id): [TableName, number] => [table, id]));
    for (const tombstone of found)
      if (tombstone !== undefined) erased.set(keyOf(tombstone), tombstone.clock);
  }
  return erased;
};

/** What the desk knows of some records, read in the transaction that will write them. */
export const readLocal = async (
  database: DeskDatabase,
  desk: number,
  names: readonly RecordName[],
): Promise<Local> => {
  const rows = new Map<string, Row>();
  for (const [table, own] of byTable(names)) {
    const ids = own.map(({ id }) => id);
    for (const row of await readWithin(database, table, ids)) rows.set(`${table} ${row.id}`, row);
  }
  const erased = await erasuresAmong(database, names);
  return {
    seen: seenBy(await readSeen(database), await readLastStamp(database), desk),
    record: (table, id) => rows.get(`${table} ${id}`) ?? null,
    erased: (table, id) => erased.get(`${table} ${id}`) ?? null,
  };
};

const rowsOf = (plans: readonly RecordPlan[]) =>
  plans.flatMap(({ table, change }) =>
    change?.kind === 'merge' ? [{ table, row: change.row }] : [],
  );

const erasuresOf = (plans: readonly RecordPlan[]): Tombstone[] =>
  plans.flatMap(({ change }) => {
    if (change?.kind !== 'erase') return [];
    const { table, id, stamp: clock } = change;
    return [{ table, id, clock }];
  });

/** The highest stamp that came in: every later one of this desk will be greater. */
const highestOf = (seen: Seen): Stamp | null =>
  Object.values(seen).reduce<Stamp | null>(
    (highest, stamp) => (highest === null ? stamp : laterStamp(highest, stamp)),
    null,
  );

/**
 * Writes what was planned, with one entry for the journal, in the transaction under way. The entry gets a
 * stamp of this desk's own, later than all that came in, so that the journal keeps its order.
 */
const storePlans = async (
  database: DeskDatabase,
  writer: Writer,
  { plans, seen, action }: { plans: readonly RecordPlan[]; seen: Seen; action: string },
): Promise<void> => {
  for (const [table, own] of byTable(rowsOf(plans)))
    await database.records(table).bulkPut(own.map(({ row }) => toStored(table, row)));
  const erased = erasuresOf(plans);
  for (const [table, own] of byTable(erased))
    await database.records(table).bulkDelete(own.map(({ id }) => id));
  if (erased.length > 0) {
    await database.tombstones.bulkPut(erased);
    await markForPurge(database);
  }
  const highest = highestOf(seen);
  if (highest !== null) await witnessStamp(database, highest);
  const stamp = nextStamp(await readLastStamp(database), writer.now(), writer.number);
  await witnessStamp(database, stamp);
  await writeSeen(database, seen);
  const changes = plans.flatMap(({ change }) => change ?? []);
  await database.outbox.add({ stamp, action, seen, changes });
  await noteChanged(
    database,
    plans.filter(({ change }) => change !== null),
  );
};

/** Entries of another desk's log, in its order. */
export interface Incoming {
  entries: readonly Pick<OutboxEntry, 'stamp' | 'changes'>[];
  /** For history: “received from Ana's desk”. */
  action: string;
}

/** What was erased elsewhere must not be said by the copies beside the desk either (COL7, FIND13). */
const forgetCopies = async (database: string, erased: readonly Tombstone[]): Promise<void> => {
  if (erased.length === 0) return;
  await dropPacked(database, tablesOf(erased));
  await spoilSearchCopy(database);
};

const tablesOf = (records: readonly { table: TableName }[]): TableName[] => [
  ...new Set(records.map(({ table }) => table)),
];

const recordsIn = ({ entries }: Incoming): RecordName[] => {
  const names = new Map<string, RecordName>();
  for (const { changes } of entries)
    for (const change of changes) {
      const name = { table: change.table, id: changedId(change) };
      names.set(keyOf(name), name);
    }
  return [...names.values()];
};

/**
 * Takes in entries of another desk's log: all of them or none, with what the desk has seen thereby, in one
 * transaction with the outbox. Entries that were taken in before change nothing. `allow` is asked before
 * anything is written, and its refusal leaves everything as it was.
 */
export const takeEntries = async (
  database: DeskDatabase,
  writer: Writer,
  incoming: Incoming,
  allow: (plans: readonly RecordPlan[]) => Result<void> = () => ok(undefined),
): Promise<Result<TakenIn>> => {
  const names = recordsIn(incoming);
  const tables = tablesOf(names);
  const stores = [...tables, 'tombstones', 'outbox', 'state', 'changed'];
  try {
    const taken = await database.transaction('rw', stores, async (): Promise<Result<TakenIn>> => {
      const local = await readLocal(database, writer.number, names);
      const { records, seen } = planEntries(local, incoming.entries);
      const allowed = allow(records);
      if (!allowed.ok) return allowed;
      if (Object.keys(unitedSeen(local.seen, seen)).some((desk) => local.seen[desk] !== seen[desk]))
        await storePlans(database, writer, { plans: records, seen, action: incoming.action });
      return ok({ records, seen });
    });
    if (taken.ok) await forgetCopies(database.name, erasuresOf(taken.value.records));
    return taken;
  } catch (error) {
    return storeProblem(error);
  }
};
