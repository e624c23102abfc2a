import type { Row } from '#shared/schema/row.ts';
import { applyChange, changedId } from '#shared/sync/apply-change.ts';
import type { Change } from '#shared/sync/change.ts';

/** Rows after changes, from what the changes say: what the outbox must be enough for. */
export const replay = (
  before: ReadonlyMap<number, Row>,
  changes: readonly Change[],
): Map<number, Row> => {
  const rows = new Map(before);
  for (const change of changes) {
    const id = changedId(change);
    const row = applyChange(rows.get(id) ?? null, change);
    if (row === null) rows.delete(id);
    else rows.set(id, row);
  }
  return rows;
};
