import type { TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { applyChange } from '#shared/sync/apply-change.ts';
import type { Change } from '#shared/sync/change.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { Operation } from './desk.ts';
import { changedFields, editedFields, type Draft } from './edit-plan.ts';

/** The pure part of an edit, once it gets its stamps: what is stored, journaled, and what takes it back. */

/** The stamps of the values that lose for good; undefined where nothing is settled. */
const rivalStamps = ({ before, settled }: Draft): Record<string, readonly Stamp[]> | undefined =>
  before === null || settled.size === 0
    ? undefined
    : Object.fromEntries(
        [...settled].map((field) => [
          field,
          (before.contest?.rivals?.[field] ?? []).map(({ stamp }) => stamp),
        ]),
      );

/** The stamp of the value that a field holds. */
const clockOf = (row: Row, field: string): Stamp => row.clocks?.[field] ?? row.clock;

/** The highest stamp on a record: the next one given must be greater. */
export const latestStamp = (row: Row): Stamp =>
  Object.values(row.clocks ?? {}).reduce(
    (latest, clock) => (clock > latest ? clock : latest),
    row.clock,
  );

/** One draft's edit, stamped: the record to store, the change for the outbox, and what takes it back. */
export interface StampedEdit {
  table: TableName;
  row: Row;
  /** In the order in which they are applied: one, or more where a conflict is opened again. */
  changes: readonly Change[];
  inverse: Operation;
}

/** Gives the next stamp, higher than all before. */
type NextStamp = () => Stamp;

const stampCreation = ({ table, id, values }: Draft, next: NextStamp): StampedEdit => {
  const row: Row = { id, values, clock: next() };
  return {
    table,
    row,
    changes: [{ kind: 'create', table, row }],
    inverse: { op: 'update', table, id, values: { deleted: true } },
  };
};

const pick = (values: Values, fields: readonly string[]): Record<string, Value> =>
  Object.fromEntries(fields.map((name) => [name, values[name] ?? null]));

type Stored = Draft & { before: Row };

const updateOf = (
  { table, id, before }: Stored,
  values: Record<string, Value>,
  stamp: Stamp,
): Extract<Change, { kind: 'update' }> => {
  const fields = Object.keys(values);
  return {
    kind: 'update',
    table,
    id,
    stamp,
    values,
    replaced: Object.fromEntries(fields.map((name) => [name, clockOf(before, name)])),
    before: pick(before.values, fields),
  };
};

/** Writes the values of a conflict anew, each as if it did not know of the others (SYNC7). */
const rivalChanges = (draft: Stored, next: NextStamp): Change[] =>
  [...draft.reopened].flatMap(([field, rivals]) =>
    rivals.map((value) => updateOf(draft, { [field]: value }, next())),
  );

/** The values that lose where conflicts are settled, by field, oldest first. */
const losers = ({ before, settled }: Stored): Record<string, readonly Value[]> =>
  Object.fromEntries(
    conflictsOf(before)
      .filter(({ field }) => settled.has(field))
      .map(({ field, versions }) => [
        field,
        versions
          .slice(1)
          .map(({ value }) => value)
          .reverse(),
      ]),
  );

/** What takes an edit back: the values that were, and the conflicts that were or were not. */
const inverseOf = (draft: Stored): Operation => {
  const { table, id, before, settled, reopened } = draft;
  const values = pick(before.values, changedFields(draft));
  return {
    op: 'update',
    table,
    id,
    values,
    ...(settled.size === 0 ? {} : { reopen: losers(draft) }),
    ...(reopened.size === 0 ? {} : { settle: [...reopened.keys()] }),
  };
};

const stampUpdate = (draft: Stored, next: NextStamp): StampedEdit => {
  const { before, values } = draft;
  const settles = rivalStamps(draft);
  const rivals = rivalChanges(draft, next);
  const update = updateOf(draft, pick(values, editedFields(draft)), next());
  const changes = [...rivals, { ...update, ...(settles === undefined ? {} : { settles }) }];
  return {
    table: draft.table,
    row: changes.reduce<Row>((row, change) => applyChange(row, change)!, before),
    changes,
    inverse: inverseOf(draft),
  };
};

export const stampDraft = (draft: Draft, next: NextStamp): StampedEdit => {
  const { before } = draft;
  return before === null ? stampCreation(draft, next) : stampUpdate({ ...draft, before }, next);
};
