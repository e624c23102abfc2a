import { Random } from '#shared/sample/random.ts';
import type { TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Change, OutboxEntry } from '#shared/sync/change.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import { conflictsOf, takeChange } from '#shared/sync/merge-record.ts';
import {
  planEntries,
  planErasure,
  planRecord,
  type Local,
  type RecordPlan,
} from '#shared/sync/plan-merge.ts';
import type { Row } from '#shared/schema/row.ts';
import { coversSeen, hasSeen, unitedSeen, withStamp, type Seen } from '#shared/sync/seen.ts';
import { laterStamp, nextStamp, type Stamp } from '#shared/sync/stamp.ts';

/** Desks in plain maps that work for themselves and take in what the others did. */

export type Entry = Pick<OutboxEntry, 'stamp' | 'changes'> & {
  /** What the desk had seen when it wrote it. */
  seen: Seen;
};

const fields = ['first_name', 'title', 'last_name', 'deleted'] as const;
const lists = ['tags', 'languages'] as const;
const table: TableName = 'profiles';
export class ModelDesk implements Local {
  readonly number: number;
  readonly records = new Map<string, Row>();
  readonly tombstones = new Map<string, Stamp>();
  readonly log: Entry[] = [];
  seen: Seen = {};
  /** Milliseconds by which the clock of this desk is wrong. */
  readonly skew: number;
  last: Stamp | null = null;

  constructor(number: number, skew: number) {
    this.number = number;
    this.skew = skew;
  }

  record(_: TableName, id: number): Row | null {
    return this.records.get(`${table} ${id}`) ?? null;
  }

  erased(_: TableName, id: number): Stamp | null {
    return this.tombstones.get(`${table} ${id}`) ?? null;
  }

  stamp(now: number): Stamp {
    this.last = nextStamp(this.last, now + this.skew, this.number);
    return this.last;
  }

  /** One of its own edits: applied, and written into its log. */
  write(change: Exclude<Change, { kind: 'merge' }>, stamp: Stamp): void {
    const id = changedId(change);
    const key = `${table} ${id}`;
    if (change.kind === 'erase') {
      this.records.delete(key);
      this.tombstones.set(key, change.stamp);
    } else this.records.set(key, takeChange(this.records.get(key) ?? null, change)!);
    this.log.push({ stamp, changes: [change], seen: this.seen });
    this.seen = withStamp(this.seen, stamp);
  }

  /** Chooses a value for a field in conflict. */
  settle(id: number, field: string, value: Value): void {
    const row = this.record(table, id)!;
    const stamp = this.stamp(0);
    const settles = (row.contest?.rivals?.[field] ?? []).map((rival) => rival.stamp);
    const replaced = { [field]: row.clocks?.[field] ?? row.clock };
    const before = { [field]: row.values[field] ?? null };
    const values = { [field]: value };
    this.write(
      { kind: 'update', table, id, stamp, values, replaced, before, settles: { [field]: settles } },
      stamp,
    );
  }

  /** Does what was planned. */
  apply(plans: readonly RecordPlan[], seen: Seen): void {
    for (const { id, change } of plans) {
      if (change === null) continue;
      const key = `${table} ${id}`;
      if (change.kind === 'erase') {
        this.records.delete(key);
        this.tombstones.set(key, change.stamp);
      } else this.records.set(key, change.row);
    }
    this.seen = seen;
    for (const stamp of Object.values(seen))
      this.last = this.last === null ? stamp : laterStamp(this.last, stamp);
  }

  /** The next entries of another desk, as many as its causes are known of (SYNC4); true where there were any. */
  collect(from: ModelDesk, most: number): boolean {
    const open = from.log.filter(({ stamp }) => !hasSeen(this.seen, stamp));
    const ready: Entry[] = [];
    for (const entry of open.slice(0, most)) {
      if (!coversSeen(unitedSeen(this.seen, { [from.number]: entry.stamp }), entry.seen)) break;
      ready.push(entry);
    }
    const { records, seen } = planEntries(this, ready);
    this.apply(records, seen);
    return ready.length > 0;
  }

  /** Everything of another desk, as a snapshot has it (SYNC5). */
  mergeAll(from: ModelDesk): void {
    const erasures = [...from.tombstones].map(([key, clock]) =>
      planErasure(this, { table, id: Number(key.split(' ')[1]), clock }),
    );
    this.apply(erasures, this.seen);
    const plans = [...from.records.values()].map((record) =>
      planRecord(this, table, { record, seen: from.seen }),
    );
    this.apply(plans, unitedSeen(this.seen, from.seen));
  }

  /** What people would see, and what merging must agree on. */
  content(): unknown {
    const sortedBy = <T>(map: Map<string, T>) =>
      [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value]);
    return { records: sortedBy(this.records), tombstones: sortedBy(this.tombstones) };
  }
}

const valueFor = (random: Random, field: string): Value =>
  field === 'deleted'
    ? random.between(0, 1) === 0
    : random.between(0, 5) === 0
      ? null
      : `${field} ${random.between(1, 5)}`;

const listFor = (random: Random, before: Value): Value => {
  const items = Array.isArray(before) ? [...(before as readonly string[])] : [];
  for (let n = random.between(1, 3); n > 0; n -= 1) {
    const item = random.between(0, 9) === 0 ? 'constructor' : `item ${random.between(1, 8)}`;
    const at = items.indexOf(item);
    if (at >= 0) items.splice(at, 1);
    else items.splice(random.between(0, items.length), 0, item);
  }
  if (items.length > 0) return items;
  return random.between(0, 1) === 0 ? null : [];
};

const create = (desk: ModelDesk, random: Random, now: number): void => {
  // Some numbers come from the same old system on every desk.
  const id =
    random.between(0, 2) === 0 ? random.between(1, 4) : desk.number * 2 ** 26 + desk.log.length + 1;
  if (desk.record(table, id) !== null || desk.erased(table, id) !== null) return;
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const value = random.between(0, 1) === 0 ? null : valueFor(random, field);
    if (value !== null) values[field] = value;
  }
  for (const field of lists) {
    const value = random.between(0, 1) === 0 ? null : listFor(random, null);
    if (value !== null) values[field] = value;
  }
  const stamp = desk.stamp(now);
  desk.write({ kind: 'create', table, row: { id, values, clock: stamp } }, stamp);
};

const update = (desk: ModelDesk, random: Random, now: number): void => {
  const records = [...desk.records.values()];
  if (records.length === 0) return;
  const row = records[random.between(0, records.length - 1)]!;
  const conflicts = conflictsOf(row);
  const settled = random.between(0, 3) === 0 ? conflicts[0]?.field : undefined;
  const field =
    settled ?? [...fields, ...lists][random.between(0, fields.length + lists.length - 1)]!;
  const before = row.values[field] ?? null;
  const isList = (lists as readonly string[]).includes(field);
  const stamp = desk.stamp(now);
  const value = isList ? listFor(random, before) : valueFor(random, field);
  const settles = (row.contest?.rivals?.[field] ?? []).map((rival) => rival.stamp);
  desk.write(
    {
      kind: 'update',
      table,
      id: row.id,
      stamp,
      values: { [field]: value },
      replaced: { [field]: row.clocks?.[field] ?? row.clock },
      before: { [field]: before },
      ...(settled === undefined ? {} : { settles: { [field]: settles } }),
    },
    stamp,
  );
};

const erase = (desk: ModelDesk, random: Random, now: number): void => {
  const records = [...desk.records.values()];
  const record = records[random.between(0, Math.max(0, records.length - 1))];
  if (record === undefined) return;
  const stamp = desk.stamp(now);
  desk.write({ kind: 'erase', table, id: record.id, stamp }, stamp);
};

/** One edit of whatever kind. */
export const workOnce = (desk: ModelDesk, random: Random, now: number): void => {
  const what = random.between(0, 12);
  if (what < 5) create(desk, random, now);
  else if (what < 12) update(desk, random, now);
  else erase(desk, random, now);
};

const year = 365 * 24 * 3600 * 1000;

/** A history of several desks, drawn by seed: they work, and now and then hear of each other. */
export const playDesks = (seed: number, steps: number): ModelDesk[] => {
  const random = new Random(seed);
  const count = random.between(1, 5);
  const desks = Array.from(
    { length: count },
    (_, at) => new ModelDesk(32 + at, random.between(0, 2) === 0 ? random.between(-year, year) : 0),
  );
  const any = () => desks[random.between(0, count - 1)]!;
  let now = Date.UTC(2026, 10, 23);
  for (let step = 0; step < steps; step += 1) {
    now += random.between(0, 2000);
    const what = random.between(0, 19);
    if (what < 13) workOnce(any(), random, now);
    else if (what < 18) any().collect(any(), random.between(1, 5));
    else any().mergeAll(any());
  }
  return desks;
};

/** Everybody hears of everything, file by file in an order drawn by seed. */
export const settleByLogs = (desks: readonly ModelDesk[], seed: number): void => {
  const random = new Random(seed);
  for (let quiet = 0; quiet < 3 * desks.length * desks.length;) {
    const [to, from] = [0, 0].map(() => desks[random.between(0, desks.length - 1)]!);
    quiet = to!.collect(from!, random.between(1, 7)) ? 0 : quiet + 1;
    if (quiet < 3 * desks.length * desks.length) continue;
    // A last round through all pairs, so that nothing is left out by chance.
    for (const one of desks) for (const other of desks) if (one.collect(other, 100)) quiet = 0;
  }
};

/** Everybody hears of everything by snapshots, in an order drawn by seed. */
export const settleBySnapshots = (desks: readonly ModelDesk[], seed: number): void => {
  const random = new Random(seed);
  for (let n = 0; n < desks.length * desks.length; n += 1)
    desks[random.between(0, desks.length - 1)]!.mergeAll(
      desks[random.between(0, desks.length - 1)]!,
    );
  for (let round = 0; round < 2; round += 1)
    for (const one of desks) for (const other of desks) one.mergeAll(other);
};
