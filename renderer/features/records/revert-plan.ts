import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { HistoryEntry } from './history-entries.ts';

/** What taking one entry of the history back means for the record as it is now. */
export interface RevertPlan {
  /** What the fields held before the entry, for those that hold something else now. */
  values: Readonly<Record<string, Value>>;
  /** Those among them that were changed again since the entry. */
  again: readonly string[];
}

const clockOf = (row: Row, name: string): Stamp => row.clocks?.[name] ?? row.clock;

/** The stamp that a change gave to a field. */
const stampIn = (change: Extract<Change, { kind: 'update' | 'merge' }>, name: string): Stamp =>
  change.kind === 'update' ? change.stamp : clockOf(change.row, name);

/** What each field held before the entry, and the stamp that the entry gave it. */
const heldBefore = ({ changes }: HistoryEntry): Map<string, { value: Value; stamp: Stamp }> => {
  const held = new Map<string, { value: Value; stamp: Stamp }>();
  for (const change of changes) {
    if (change.kind !== 'update' && change.kind !== 'merge') continue;
    const fields = change.kind === 'update' ? change.values : (change.before ?? {});
    for (const name of Object.keys(fields)) {
      const stamp = held.get(name)?.stamp ?? stampIn(change, name);
      held.set(name, { value: change.before?.[name] ?? null, stamp });
    }
  }
  return held;
};

/** Whether a field would change; taking a record out of the trash again is no way back into it. */
const wouldChange = (row: Row, name: string, value: Value): boolean =>
  name === 'deleted'
    ? valueAt(row, name) === true && value !== true
    : !sameValue(valueAt(row, name), value);

/** Null where there is nothing to take back: no update, or the fields hold again what they held. */
export const planRevert = (table: TableName, row: Row, entry: HistoryEntry): RevertPlan | null => {
  const { fields } = entityOf(table);
  const held = [...heldBefore(entry)].filter(
    ([name, { value }]) => Object.hasOwn(fields, name) && wouldChange(row, name, value),
  );
  if (held.length === 0) return null;
  return {
    values: Object.fromEntries(held.map(([name, { value }]) => [name, value])),
    again: held.filter(([name, { stamp }]) => clockOf(row, name) !== stamp).map(([name]) => name),
  };
};

/** Whether the plan only takes the record out of the trash. */
export const onlyTrash = ({ values }: RevertPlan): boolean =>
  Object.keys(values).every((name) => name === 'deleted');
