import type { TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import { Rows } from '#renderer/features/dashboard/figures/rows.ts';
import { Column } from '#renderer/workers/column.ts';
import { valueSpec } from '#renderer/workers/title-reader.ts';
import { toStored } from '#renderer/db/stored-row.ts';
import { formatStamp } from '#shared/sync/stamp.ts';

const clock = formatStamp({ time: 1_735_689_600_000, counter: 0, desk: 33 });

/** Columns of records as the order worker gives them, with every text spelled out. */
export const rowsOf = (
  table: TableName,
  fields: readonly string[],
  records: readonly Values[],
): Rows => {
  const stored = records.map((values, at) => toStored(table, { id: at + 1, values, clock }));
  const columns = fields.map((field) => {
    const column = new Column(valueSpec(table, field));
    column.extend(stored, true);
    return column;
  });
  const labels = fields.map((field, at): [string, string[]] => {
    const { spec, values } = columns[at]!;
    const found: string[] = [];
    if (spec.holds === 'texts')
      values.forEach((code, row) => {
        const value = records[row]![field];
        if (typeof value === 'string') found[code] ??= value.trim();
      });
    return [field, found];
  });
  return new Rows(
    fields,
    {
      ids: Float64Array.from(stored, ({ id }) => id),
      columns: columns.map(({ spec, values, texts }) =>
        spec.holds === 'numbers'
          ? { holds: 'numbers', numbers: Float64Array.from(values) }
          : { holds: 'texts', codes: Uint32Array.from(values), texts: [...texts] },
      ),
    },
    Object.fromEntries(labels),
  );
};
