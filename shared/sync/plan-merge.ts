import type { TableName } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row } from '../schema/row.ts';
import { changedId } from './apply-change.ts';
import type { Change, OutboxEntry, Tombstone } from './change.ts';
import { sameValue } from '../schema/same-value.ts';
import { conflictsOf, mergeRecords, takeChange } from './merge-record.ts';
import { hasSeen, withStamp, type Seen } from './seen.ts';
import type { Stamp } from './stamp.ts';

/** What merging asks of the desk that takes something in. */
export interface Local {
  seen: Seen;
  record(table: TableName, id: number): Row | null;
  /** The stamp of the erasure; null for what was not erased. */
  erased(table: TableName, id: number): Stamp | null;
}

/** What becomes of one record. */
export interface RecordPlan {
  table: TableName;
  id: number;
  kind: 'new' | 'changed' | 'conflicting' | 'unchanged' | 'erased';
  /** What is stored and journaled; null where nothing is. */
  change: Extract<Change, { kind: 'merge' | 'erase' }> | null;
  /** Whether the record was in the desk before. */
  wasThere: boolean;
}

const isSameList = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Record<string, unknown>)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [key, canonical(member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Whether two records are the same, in whatever order their members are written. */
const sameRecord = (a: Row, b: Row): boolean => isSameList(canonical(a), canonical(b));

const fieldsBefore = (before: Row | null, after: Row): Record<string, Value> | null => {
  if (before === null) return null;
  const fields = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  return Object.fromEntries(
    [...fields]
      .filter((name) => !sameValue(before.values[name] ?? null, after.values[name] ?? null))
      .map((name) => [name, before.values[name] ?? null]),
  );
};

const planOf = (table: TableName, before: Row | null, after: Row): RecordPlan => {
  const { id } = after;
  const wasThere = before !== null;
  if (before !== null && sameRecord(before, after))
    return { table, id, kind: 'unchanged', change: null, wasThere };
  const change = { kind: 'merge', table, row: after, before: fieldsBefore(before, after) } as const;
  const known = before === null ? 0 : conflictsOf(before).length;
  const kind = conflictsOf(after).length > known ? 'conflicting' : wasThere ? 'changed' : 'new';
  return { table, id, kind, change, wasThere };
};

/** The record of another desk's snapshot, held against the desk's own (SYNC5). */
export const planRecord = (
  local: Local,
  table: TableName,
  there: { record: Row; seen: Seen },
): RecordPlan => {
  const { id } = there.record;
  const before = local.record(table, id);
  if (local.erased(table, id) !== null)
    return { table, id, kind: 'erased', change: null, wasThere: before !== null };
  const after =
    before === null
      ? there.record
      : mergeRecords(table, { record: before, seen: local.seen }, there);
  return planOf(table, before, after);
};

/** An erasure that another desk knows of: it wins over whatever the record says (SYNC13). */
export const planErasure = (local: Local, { table, id, clock }: Tombstone): RecordPlan => {
  const known = local.erased(table, id);
  const wasThere = local.record(table, id) !== null;
  const isNews = known === null || clock < known;
  const change = isNews ? ({ kind: 'erase', table, id, stamp: clock } as const) : null;
  return { table, id, kind: isNews ? 'erased' : 'unchanged', change, wasThere };
};

/** What taking in entries of another desk's log comes to. */
export interface EntriesPlan {
  records: RecordPlan[];
  seen: Seen;
}

/** Records as the entries so far leave them, in front of those that are stored. */
class Taking {
  readonly #local: Local;
  readonly #touched = new Map<string, { table: TableName; id: number }>();
  readonly #records = new Map<string, Row | null>();
  readonly #erased = new Map<string, Stamp>();

  constructor(local: Local) {
    this.#local = local;
  }

  take(change: Exclude<Change, { kind: 'merge' }>): void {
    const { table } = change;
    const id = changedId(change);
    const key = `${table} ${id}`;
    this.#touched.set(key, { table, id });
    const erased = this.#erased.get(key) ?? this.#local.erased(table, id);
    if (change.kind === 'erase') {
      this.#erased.set(key, erased === null || change.stamp < erased ? change.stamp : erased);
      this.#records.set(key, null);
    } else if (erased === null) {
      const known = this.#records.get(key);
      const before = known === undefined ? this.#local.record(table, id) : known;
      this.#records.set(key, takeChange(before, change));
    }
  }

  plans(): RecordPlan[] {
    return [...this.#touched].flatMap(([key, { table, id }]): RecordPlan[] => {
      const erased = this.#erased.get(key);
      if (erased !== undefined) return [planErasure(this.#local, { table, id, clock: erased })];
      const after = this.#records.get(key) ?? null;
      return after === null ? [] : [planOf(table, this.#local.record(table, id), after)];
    });
  }
}

/**
 * What becomes of a desk that takes in entries of another one, in that one's order; what it has seen
 * already is passed over, so that taking in twice changes nothing (SYNC4).
 */
export const planEntries = (
  local: Local,
  entries: readonly Pick<OutboxEntry, 'stamp' | 'changes'>[],
): EntriesPlan => {
  const taking = new Taking(local);
  let { seen } = local;
  for (const { stamp, changes } of entries) {
    if (hasSeen(seen, stamp)) continue;
    for (const change of changes) if (change.kind !== 'merge') taking.take(change);
    seen = withStamp(seen, stamp);
  }
  return { records: taking.plans(), seen };
};
