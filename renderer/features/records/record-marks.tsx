import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { valueAt } from '#shared/schema/row.ts';
import { Badge } from '../../ui/badge.tsx';
import { shortCode } from '../../db/short-code.ts';

/** The field that says how far a record has come, by its name; null where a table has none. */
const stateField = (table: TableName): string | null =>
  Object.keys(entityOf(table).fields).find((name) => /^(\w+_)?state$/.test(name)) ?? null;

/** The record's short code and its state, beside the title. */
export const RecordMarks = ({ table, row }: { table: TableName; row: Row }) => {
  const field = stateField(table);
  const state = field === null ? null : valueAt(row, field);
  return (
    <>
      <span className="short-code">{shortCode(table, row.id)}</span>
      {typeof state === 'string' && state !== '' && <Badge>{state}</Badge>}
    </>
  );
};
