import { tableNames, type TableName } from '#shared/entities/index.ts';
import { fail } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { OutboxEntry, Tombstone } from '#shared/sync/change.ts';
import { planErasure, planRecord, type RecordPlan } from '#shared/sync/plan-merge.ts';
import { unitedSeen, type Seen } from '#shared/sync/seen.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';
import { changedEntry } from '../db/changed-log.ts';
import { counterKey, seenKey } from '../db/desk-state.ts';
import { purgeKey } from '../db/erase.ts';
import { withPlan, type Pack, type PlanHead, type PlanStore } from '../db/merge-plan-store.ts';
import type { LeftOut, Merged } from '../db/merging.ts';
import { committed, openRaw } from '../db/raw-idb.ts';
import { rootOf, withBulkLock } from '../db/root.ts';
import { holdOpen, type Hold } from '../db/staging.ts';
import { toStored } from '../db/stored-row.ts';
import { heedCancel, Stop, type Bridge } from './bulk-bridge.ts';
import { readLedger, type Ledger } from './bulk-ledger.ts';
import type { Place } from './bulk-messages.ts';
import { readErased, type Erased } from './bulk-tombstones.ts';
import { localOf, rowsWithIds, type Ask } from './merge-rows.ts';

interface Applying {
  head: PlanHead;
  ledger: Ledger;
  erased: Erased;
  leftOut: LeftOut;
  desk: number;
}

const isErasure = (there: unknown): there is Stamp => typeof there === 'string';

/** Tells which records are merged. */
const takenBy = ({ tables, records, taken = [] }: LeftOut) => {
  const keysOf = (names: LeftOut['records']) =>
    new Set(names.map(({ table, id }) => `${table} ${id}`));
  const [out, kept] = [keysOf(records), keysOf(taken)];
  return (table: TableName, id: number): boolean =>
    tables.includes(table) ? kept.has(`${table} ${id}`) : !out.has(`${table} ${id}`);
};

/** One merge, in one transaction, which is held open from pack to pack: all of it happens, or nothing. */
class MergeWriting {
  readonly merged: Merged = { new: 0, changed: 0, conflicting: 0, erased: 0 };
  readonly #transaction: IDBTransaction;
  readonly #hold: Hold;
  readonly #given: Applying;
  readonly #isTaken: (table: TableName, id: number) => boolean;
  #stamp: Stamp | null;

  constructor(transaction: IDBTransaction, hold: Hold, given: Applying) {
    this.#transaction = transaction;
    this.#hold = hold;
    this.#given = given;
    this.#isTaken = takenBy(given.leftOut);
    const { ledger, head } = given;
    const others = Object.values(head.seenThere);
    if (head.renumbered !== null) others.push(head.renumbered.stamp);
    this.#stamp = others.reduce(
      (latest, stamp) => (latest === null ? stamp : laterStamp(latest, stamp)),
      ledger.stamp,
    );
  }

  #put(store: string, value: unknown): Promise<unknown> {
    return this.#hold.ask(() => this.#transaction.objectStore(store).put(value));
  }

  #plansOf({ table, items }: Pack, rows: ReadonlyMap<number, StoredRow>): RecordPlan[] {
    const { ledger, erased, head } = this.#given;
    const local = localOf(rows, erased, ledger.seen);
    return items
      .filter(({ id }) => this.#isTaken(table, id))
      .map(({ id, there }) =>
        isErasure(there)
          ? planErasure(local, { table, id, clock: there })
          : planRecord(local, table, { record: there, seen: head.seenThere }),
      );
  }

  /** Writes what a pack comes to, and one entry for the journal. */
  async take(pack: Pack): Promise<void> {
    const { table, items } = pack;
    const ids = items.map(({ id }) => id);
    const ask: Ask = (request) =>
      this.#hold.ask(() => request(this.#transaction.objectStore(table)));
    const plans = this.#plansOf(pack, await rowsWithIds(ask, ids));
    const writes = plans.map((plan) => this.#write(plan));
    await Promise.all(writes);
    const changes = plans.flatMap(({ change }) => change ?? []);
    if (changes.length === 0) return;
    await this.#put('changed', changedEntry(plans.filter(({ change }) => change !== null)));
    await this.#journal(changes, this.#given.ledger.seen);
  }

  async #write({ table, id, kind, change, wasThere }: RecordPlan): Promise<void> {
    if (change === null) return;
    if (kind !== 'unchanged' && (kind !== 'erased' || wasThere)) this.merged[kind] += 1;
    if (change.kind === 'merge') return void (await this.#put(table, toStored(table, change.row)));
    await this.#hold.ask(() => this.#transaction.objectStore(table).delete(id));
    await this.#put('tombstones', { table, id, clock: change.stamp } satisfies Tombstone);
    await this.#put('state', { key: purgeKey, value: 'pending' });
  }

  async #journal(changes: OutboxEntry['changes'], seen: Seen): Promise<void> {
    const { desk, head } = this.#given;
    this.#stamp = nextStamp(this.#stamp, Date.now(), desk);
    const action = `merge ${head.name}`;
    await this.#put('outbox', { stamp: this.#stamp, action, seen, changes });
  }

  /** Only who has taken in everything can say that it was seen. */
  async finish(): Promise<void> {
    const { ledger, head, leftOut } = this.#given;
    const isAll = leftOut.tables.length === 0 && leftOut.records.length === 0;
    const seen = isAll ? unitedSeen(ledger.seen, head.seenThere) : ledger.seen;
    await this.#journal([], seen);
    await this.#put('state', { key: seenKey, value: JSON.stringify(seen) });
    await this.#put('state', { key: 'stamp', value: this.#stamp! });
    const { issued = {} } = head.renumbered ?? {};
    for (const table of tableNames)
      if (issued[table] !== undefined)
        await this.#put('state', { key: counterKey(table), value: issued[table] });
  }
}

const writeAll = async (
  bridge: Bridge,
  plan: PlanStore,
  writing: MergeWriting,
  onPack: (pack: Pack) => void,
): Promise<void> => {
  let coming = plan.next(0);
  for (;;) {
    const pack = await coming;
    heedCancel(bridge);
    if (pack === undefined) return;
    coming = plan.next(pack.seq);
    await writing.take(pack);
    onPack(pack);
  }
};

const applyIn = async (
  bridge: Bridge,
  { current, plan, given }: { current: IDBDatabase; plan: PlanStore; given: Applying },
): Promise<Merged> => {
  const stores = [...tableNames, 'tombstones', 'outbox', 'state', 'changed'];
  const transaction = current.transaction(stores, 'readwrite', { durability: 'strict' });
  const done = committed(transaction);
  done.catch(() => undefined);
  const hold = holdOpen(transaction);
  try {
    const stamp = await hold.ask(
      () =>
        transaction.objectStore('state').get('stamp') as IDBRequest<{ value: string } | undefined>,
    );
    if ((stamp?.value ?? null) !== given.head.stamp) throw new Stop(fail('work.editedMeanwhile'));
    const writing = new MergeWriting(transaction, hold, given);
    let records = 0;
    await writeAll(bridge, plan, writing, ({ items }) => {
      records += items.length;
      bridge.progress({ phase: 'Merging records', done: records, total: null });
    });
    await writing.finish();
    hold.stop();
    await done;
    return writing.merged;
  } catch (error) {
    hold.stop();
    abort(transaction);
    throw error;
  }
};

/** One that has failed by itself is aborted already. */
const abort = (transaction: IDBTransaction): void => {
  try {
    transaction.abort();
  } catch {
    // It is over.
  }
};

/** Does what the preview of a plan has shown, but for what is left out. */
export const applyDeskMerge = async (
  bridge: Bridge,
  place: Place,
  { plan: name, leftOut }: { plan: string; leftOut: LeftOut },
): Promise<Merged> => {
  const done = await withBulkLock(rootOf(place.database), () =>
    withPlan(name, async (plan) => {
      const head = await plan.head();
      if (head === undefined) throw new Stop(fail('work.editedMeanwhile'));
      const current = await openRaw(place.database);
      try {
        const desk = place.identity.number;
        const [ledger, erased] = [await readLedger(current, desk), await readErased(current)];
        const given = { head, ledger, erased, leftOut, desk };
        return { value: await applyIn(bridge, { current, plan, given }) };
      } finally {
        current.close();
      }
    }),
  );
  if (done === null) throw new Stop(fail('work.busy'));
  return done.value;
};
