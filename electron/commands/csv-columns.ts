import { entityOf, type TableName } from '#shared/entities/index.ts';
import { withoutFormula, type Cell } from '#shared/formats/csv.ts';
import type { Field } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { valueToText } from '#shared/schema/values.ts';

/** A column of a CSV file: its name, and the text of a row in it. */
export interface CsvColumn {
  name: string;
  textOf: (row: Row) => Cell;
}

/** The text of a column that this version does not know: itself, or JSON. */
const unknownText = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const fieldText =
  (name: string, field: Field) =>
  (row: Row): Cell => {
    const value = valueAt(row, name);
    return value === null ? null : valueToText(field, value, row.source?.[name]);
  };

const spreadsheetSafe = ({ name, textOf }: CsvColumn): CsvColumn => ({
  name,
  textOf: (row) => {
    const text = textOf(row);
    return text === null ? null : withoutFormula(text);
  },
});

/** `id`, the table's columns in the order of the schema, then the unknown ones by name. */
export const csvColumns = (
  table: TableName,
  unknown: ReadonlySet<string>,
  options: { withSecrets: boolean; spreadsheetSafe: boolean },
): CsvColumn[] => {
  const known = Object.entries(entityOf(table).fields)
    .filter(([, field]) => options.withSecrets || field.kind !== 'secret')
    .map(([name, field]) => ({ name, textOf: fieldText(name, field) }));
  const columns: CsvColumn[] = [
    { name: 'id', textOf: ({ id }) => String(id) },
    ...known,
    ...[...unknown].sort().map((name) => ({
      name,
      textOf: ({ values }: Row) => unknownText(Object.hasOwn(values, name) ? values[name] : null),
    })),
  ];
  return options.spreadsheetSafe ? columns.map(spreadsheetSafe) : columns;
};
