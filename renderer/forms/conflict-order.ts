import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Conflict } from '#shared/schema/contest.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';

/** The fields of a record that are in conflict, in the order of the form. */
export const conflictsInOrder = (table: TableName, row: Row): Conflict[] => {
  const order = Object.keys(entityOf(table).fields);
  const placeOf = ({ field }: Conflict) =>
    order.includes(field) ? order.indexOf(field) : order.length;
  return conflictsOf(row).sort((a, b) => placeOf(a) - placeOf(b));
};
