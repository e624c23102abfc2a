import type { Row } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';

/** Rows after changes, worked out plainly from what the changes say: the oracle for the outbox. */
export const replay = (
  before: ReadonlyMap<number, Row>,
  changes: readonly Change[],
): Map<number, Row> => {
  const rows = new Map(before);
  for (const change of changes) {
    if (change.kind === 'create') rows.set(change.row.id, change.row);
    else rows.set(change.id, updated(rows.get(change.id)!, change));
  }
  return rows;
};

const updated = (row: Row, change: Extract<Change, { kind: 'update' }>): Row => {
  const fields = Object.keys(change.values);
  const values = Object.fromEntries(
    Object.entries({ ...row.values, ...change.values }).filter(([, value]) => value !== null),
  );
  const clocks = {
    ...row.clocks,
    ...Object.fromEntries(fields.map((name) => [name, change.stamp])),
  };
  const { source, ...rest } = row;
  const kept = Object.entries(source ?? {}).filter(([name]) => !fields.includes(name));
  return {
    ...rest,
    values,
    clocks,
    ...(kept.length === 0 ? {} : { source: Object.fromEntries(kept) }),
  };
};
