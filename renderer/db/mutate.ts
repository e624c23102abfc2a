import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import { byTable } from './by-table.ts';
import { noteChanged } from './changed-log.ts';
import type { Applied, Operation } from './desk.ts';
import { readLastStamp, witnessStamp } from './desk-state.ts';
import { checkOperation, composeDrafts, isEdit, newReferences, type Draft } from './edit-plan.ts';
import { latestStamp, stampDraft, type StampedEdit } from './edit-stamps.ts';
import { erasedAmong } from './erase.ts';
import { withNumbers } from './local-names.ts';
import { storeCounters, readCounters, type Counters } from './numbering.ts';
import type { DeskDatabase } from './open-database.ts';
import { storeProblem } from './store-problem.ts';
import { fromStored, toStored } from './stored-row.ts';

/** Who writes, and by what clock. */
export interface Writer {
  /** The desk's number, 32 to 2^27 − 1. */
  number: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Ends a transaction because of something that was to be expected; nothing is stored. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

const orRefuse = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Refusal(result.problem);
};

/**
 * The one door for writes (DB5): checks the operations, then writes the records, their stamps and one
 * packed outbox record in one transaction, or nothing at all.
 */
export const mutate = async (
  database: DeskDatabase,
  writer: Writer,
  operations: readonly Operation[],
  action: string,
): Promise<Result<Applied>> => {
  try {
    const stores = [...storesTouched(operations), 'tombstones', 'outbox', 'state', 'changed'];
    // Dexie follows native awaits only in a function that is itself declared async.
    const applied = await database.transaction('rw', stores, async () =>
      write(database, writer, operations, action),
    );
    return ok(applied);
  } catch (error) {
    return error instanceof Refusal ? { ok: false, problem: error.problem } : storeProblem(error);
  }
};

/** The tables that operations write, and those in which their references must be found. */
const storesTouched = (operations: readonly Operation[]): TableName[] => {
  const touched = new Set<string>();
  for (const { table, values } of operations) {
    touched.add(table);
    const { fields } = entityOf(table);
    for (const name of Object.keys(values)) {
      const field = fields[name];
      if (field?.kind === 'reference' && values[name] !== null) touched.add(field.target);
    }
  }
  return tableNames.filter((table) => touched.has(table));
};

const write = async (
  database: DeskDatabase,
  writer: Writer,
  given: readonly Operation[],
  action: string,
): Promise<Applied> => {
  const now = writer.now();
  const counters = await readCounters(database, writer.number, given);
  const operations = orRefuse(withNumbers(given, (table) => counters.next(table)));
  for (const operation of operations) orRefuse(checkOperation(operation));
  const rows = await rowsOf(database, operations);
  const drafts = orRefuse(
    composeDrafts(
      operations,
      {
        row: (table, id) => rows.get(table)?.get(id) ?? null,
        nextId: (table) => counters.next(table),
      },
      storedInstant(now),
    ),
  );
  await refuseErased(database, operations);
  await checkReferences(database, drafts);
  const before = await latestBefore(database, drafts);
  const { edits, stamp } = stampAll(drafts, before, now, writer.number);
  if (edits.length > 0) await store(database, edits, counters, { stamp, action });
  return appliedOf(edits, stamp);
};

const storedInstant = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');

const rowsOf = async (
  database: DeskDatabase,
  operations: readonly Operation[],
): Promise<Map<TableName, Map<number, Row>>> => {
  const rows = new Map<TableName, Map<number, Row>>();
  for (const [table, own] of byTable(operations)) {
    const ids = [...new Set(own.flatMap(({ id }) => (id === undefined ? [] : [id])))];
    const found = ids.length === 0 ? [] : await database.records(table).bulkGet(ids);
    const stored = found.filter((row) => row !== undefined);
    rows.set(table, new Map(stored.map((row) => [row.id, fromStored(row)])));
  }
  return rows;
};

/** What was erased for good does not come back under its number. */
const refuseErased = async (
  database: DeskDatabase,
  operations: readonly Operation[],
): Promise<void> => {
  const numbered = operations.flatMap(({ op, table, id }) =>
    op === 'create' && id !== undefined ? [{ table, id }] : [],
  );
  if (numbered.length === 0) return;
  const erased = await erasedAmong(database, numbered);
  const first = numbered[erased.indexOf(true)];
  if (first === undefined) return;
  const { table, id } = first;
  throw new Refusal({ code: 'desk.wasErased', data: { table: entityOf(table).label.one, id } });
};

/** Every reference that is new must point to a record that is stored, or that the same call creates. */
const checkReferences = async (database: DeskDatabase, drafts: readonly Draft[]): Promise<void> => {
  const created = new Set(
    drafts.filter(({ before }) => before === null).map(({ table, id }) => `${table} ${id}`),
  );
  const wanted = drafts
    .flatMap(newReferences)
    .filter(({ target, id }) => !created.has(`${target} ${id}`))
    .map((reference) => ({ ...reference, table: reference.target }));
  for (const [target, references] of byTable(wanted)) {
    const ids = [...new Set(references.map(({ id }) => id))];
    const found = new Set(await database.records(target).where(':id').anyOf(ids).primaryKeys());
    const missing = references.find(({ id }) => !found.has(id));
    if (missing !== undefined)
      throw new Refusal({
        code: 'value.noSuchRecord',
        data: { label: missing.label, target: entityOf(target).label.one, id: missing.id },
      });
  }
};

/** The stamp that every stamp of this edit must exceed: the desk's last, and those that it replaces. */
const latestBefore = async (
  database: DeskDatabase,
  drafts: readonly Draft[],
): Promise<Stamp | null> =>
  drafts.reduce<Stamp | null>(
    (latest, { before }) => {
      if (before === null) return latest;
      const own = latestStamp(before);
      return latest === null ? own : laterStamp(latest, own);
    },
    await readLastStamp(database),
  );

const stampAll = (
  drafts: readonly Draft[],
  before: Stamp | null,
  now: number,
  desk: number,
): { edits: StampedEdit[]; stamp: Stamp } => {
  const edits: StampedEdit[] = [];
  let stamp = before;
  const next = () => (stamp = nextStamp(stamp, now, desk));
  for (const draft of drafts) if (isEdit(draft)) edits.push(stampDraft(draft, next));
  return { edits, stamp: stamp ?? nextStamp(null, now, desk) };
};

const store = async (
  database: DeskDatabase,
  edits: readonly StampedEdit[],
  counters: Counters,
  { stamp, action }: { stamp: Stamp; action: string },
): Promise<void> => {
  for (const [table, own] of byTable(edits))
    await database.records(table).bulkPut(own.map(({ row }) => toStored(table, row)));
  await storeCounters(database, counters);
  await witnessStamp(database, stamp);
  await database.outbox.add({ stamp, action, changes: edits.flatMap(({ changes }) => changes) });
  await noteChanged(
    database,
    edits.map(({ table, row }) => ({ table, id: row.id })),
  );
};

const appliedOf = (edits: readonly StampedEdit[], stamp: Stamp): Applied => ({
  stamp,
  touched: edits.map(({ table, row }) => ({ table, id: row.id })),
  inverse: edits.map(({ inverse }) => inverse).reverse(),
});
