import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { BulkEdit } from '#shared/bulk/deeds.ts';
import type { KeptChange, KeptValues } from '#shared/bulk/kept-values.ts';
import type { BulkOrder, Edited } from '#shared/bulk/order.ts';
import { planRecord, Surveying, type Survey } from '#shared/bulk/plan.ts';
import type { Desk, Operation, WorkOptions } from './desk.ts';

/** Edits of many records, as they are counted, written and taken back (shared/bulk/BULK.md). */

type BulkDesk = Pick<Desk, 'get' | 'getMany' | 'mutate'>;

/** Records that are read or written at once (BULK5). */
const batchSize = 2_000;
/** How often a record is decided on that others keep changing (BULK5). */
const rounds = 3;

/** By rising number, as they lie in the store. */
const batchesOf = function* (ids: Float64Array): Generator<number[]> {
  const rising = ids.toSorted();
  for (let at = 0; at < rising.length; at += batchSize)
    yield [...rising.subarray(at, at + batchSize)];
};

/** Why an edit cannot be: it points to a record that is not there. */
const danglingReference = async (
  desk: BulkDesk,
  { table, edit }: BulkOrder,
): Promise<Problem | null> => {
  for (const [name, deed] of Object.entries(edit)) {
    const field = entityOf(table).fields[name];
    if (field?.kind !== 'reference' || deed.do !== 'set' || typeof deed.value !== 'number')
      continue;
    const target = field.target as TableName;
    if ((await desk.get(target, deed.value)) !== null) continue;
    const data = { label: field.label, target: entityOf(target).label.one, id: deed.value };
    return { code: 'value.noSuchRecord', data };
  }
  return null;
};

/** Counts what an edit would do (BULK4); nothing is written. */
export const surveyEdit = async (
  desk: BulkDesk,
  order: BulkOrder,
  { signal, onProgress }: WorkOptions,
): Promise<Result<Survey>> => {
  const problem = await danglingReference(desk, order);
  if (problem !== null) return { ok: false, problem };
  const surveying = new Surveying(entityOf(order.table), order.edit);
  let done = 0;
  for (const ids of batchesOf(order.ids)) {
    if (signal.aborted) return fail('file.cancelled');
    surveying.look(await desk.getMany(order.table, ids));
    done += ids.length;
    onProgress({ phase: 'Looking through the records', done, total: order.ids.length });
  }
  return ok(surveying.result());
};

/** Fields of records that are still to be decided on; all of the edit’s where a record is not named. */
type Open = ReadonlyMap<number, readonly string[]>;

const updateOf = (table: TableName, { id, before, after }: KeptChange): Operation => ({
  op: 'update',
  table,
  id,
  values: after,
  holding: before,
});

/** Of what was to be changed: what was, and the fields of the records where something else stood by then. */
const compared = (wanted: readonly KeptChange[], inverse: readonly Operation[]) => {
  const found = new Map(inverse.map(({ id, values }) => [id, values]));
  const open = new Map<number, readonly string[]>();
  const done: KeptChange[] = [];
  for (const { id, after } of wanted) {
    const before = found.get(id) ?? {};
    const names = Object.keys(after);
    const written = names.filter((name) => Object.hasOwn(before, name));
    if (written.length < names.length)
      open.set(
        id,
        names.filter((name) => !written.includes(name)),
      );
    if (written.length === 0) continue;
    const own = Object.fromEntries(written.map((name) => [name, after[name] ?? null]));
    done.push({ id, before, after: own });
  }
  return { done, open };
};

const editFor = ({ edit }: BulkOrder, names: readonly string[] | undefined): BulkEdit =>
  names === undefined
    ? edit
    : Object.fromEntries(Object.entries(edit).filter(([name]) => names.includes(name)));

/** One edit being written; `kept` takes what undo needs, unless a backup does. */
class Writing {
  readonly #desk: BulkDesk;
  readonly #order: BulkOrder;
  readonly #kept: KeptValues | null;
  #open: Open = new Map();
  /** Records of which something is changed and something still open. */
  readonly #partly = new Set<number>();
  readonly outcome: Edited = { changed: 0, refused: 0, missed: 0, stopped: null };

  constructor(desk: BulkDesk, order: BulkOrder, kept: KeptValues | null) {
    this.#desk = desk;
    this.#order = order;
    this.#kept = kept;
  }

  /** Writes the batches of a round; gives what is still open, null where it was stopped. */
  async round(ids: Float64Array, { signal, onProgress }: WorkOptions): Promise<Open | null> {
    const open = new Map<number, readonly string[]>();
    let done = 0;
    for (const batch of batchesOf(ids)) {
      if (signal.aborted) return this.#stop({ code: 'file.cancelled', data: {} });
      const result = await this.#write(batch);
      if (!result.ok) return this.#stop(result.problem);
      for (const [id, names] of result.value) open.set(id, names);
      done += batch.length;
      onProgress({ phase: 'Changing records', done, total: ids.length });
    }
    this.#open = open;
    return open;
  }

  async #write(ids: readonly number[]): Promise<Result<Open>> {
    const wanted = this.#planned(await this.#desk.getMany(this.#order.table, ids));
    const { table, action } = this.#order;
    const result = await this.#desk.mutate(
      wanted.map((change) => updateOf(table, change)),
      action,
    );
    if (!result.ok) return result;
    const { done, open } = compared(wanted, result.value.inverse);
    this.#kept?.add(done);
    this.outcome.changed += done.filter(({ id }) => !this.#partly.has(id)).length;
    for (const { id } of done) if (open.has(id)) this.#partly.add(id);
    return ok(open);
  }

  #planned(rows: Awaited<ReturnType<BulkDesk['getMany']>>): KeptChange[] {
    return rows.flatMap((row) => {
      if (row === null) return [];
      const edit = editFor(this.#order, this.#open.get(row.id));
      const plan = planRecord(entityOf(this.#order.table), row, edit);
      if (plan.is === 'refused') this.outcome.refused++;
      return plan.is === 'changed' ? [plan.change] : [];
    });
  }

  #stop(problem: Problem): null {
    this.outcome.stopped = problem;
    return null;
  }
}

/** Writes an edit, batch by batch (BULK5); what was written before it was stopped or failed stays (BULK9). */
export const writeEdit = async (
  desk: BulkDesk,
  order: BulkOrder,
  kept: KeptValues | null,
  options: WorkOptions,
): Promise<Edited> => {
  const writing = new Writing(desk, order, kept);
  let { ids } = order;
  for (let round = 0; round < rounds && ids.length > 0; round++) {
    const open = await writing.round(ids, options);
    if (open === null) return writing.outcome;
    ids = Float64Array.from(open.keys());
  }
  return { ...writing.outcome, missed: ids.length };
};

/**
 * Writes changes where what they replace still stands, and tells `onDone` of them; gives how many records were
 * left. What is wrong with a single one (it points to what was erased since) keeps no other from being written.
 */
const writeSingly = async (
  desk: BulkDesk,
  order: Pick<BulkOrder, 'table' | 'action'>,
  changes: readonly KeptChange[],
  onDone: (done: readonly KeptChange[]) => void,
): Promise<Result<number>> => {
  const operations = changes.map((change) => updateOf(order.table, change));
  const result = await desk.mutate(operations, order.action);
  if (result.ok) {
    const { done, open } = compared(changes, result.value.inverse);
    onDone(done);
    return ok(open.size);
  }
  if (!result.problem.code.startsWith('value.')) return result;
  if (changes.length === 1) return ok(1);
  const half = Math.ceil(changes.length / 2);
  const first = await writeSingly(desk, order, changes.slice(0, half), onDone);
  if (!first.ok) return first;
  const second = await writeSingly(desk, order, changes.slice(half), onDone);
  return second.ok ? ok(first.value + second.value) : second;
};

/**
 * Takes back what `kept` says, newest batch first, as far as it still stands (BULK8), and moves it to `back`,
 * by which it is done again. Gives how many records were left as they are. Where it fails, `kept` holds the rest.
 */
export const takeBackEdit = async (
  desk: BulkDesk,
  order: Pick<BulkOrder, 'table' | 'action'>,
  { kept, back }: { kept: KeptValues; back: KeptValues },
  { onProgress }: Pick<WorkOptions, 'onProgress'>,
): Promise<Result<{ left: number }>> => {
  const total = kept.records;
  let [left, done] = [0, 0];
  for (let batch = kept.last(); batch !== null; batch = kept.last()) {
    const changes = batch.map(({ id, before, after }) => ({ id, before: after, after: before }));
    const result = await writeSingly(desk, order, changes, (written) => back.add(written));
    if (!result.ok) return result;
    kept.dropLast();
    left += result.value;
    done += batch.length;
    onProgress({ phase: 'Taking records back', done, total });
  }
  return ok({ left });
};
