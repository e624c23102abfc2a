import { entityOf, isTableName, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import { shownValue } from '../../forms/shown-value.ts';

/** A record as one line of a related section: its title, and its cells as people read them. */
export interface RelatedRow {
  id: number;
  title: string;
  cells: readonly string[];
}

type Pointer = { table: TableName; id: number };

const pointerOf = (field: Field | undefined, value: Value): Pointer | null => {
  if (field?.kind !== 'reference' || typeof value !== 'number') return null;
  return isTableName(field.target) ? { table: field.target, id: value } : null;
};

const keyOf = ({ table, id }: Pointer): string => `${table}/${id}`;

/** Titles of the rows and of everything that their shown cells point to, asked for in one go. */
export const namedCells = async (
  desk: Desk,
  table: TableName,
  rows: readonly Row[],
  columns: readonly string[],
): Promise<RelatedRow[]> => {
  const { fields } = entityOf(table);
  const pointers = rows.flatMap((row) => [
    { table, id: row.id },
    ...columns.flatMap((name) => pointerOf(fields[name], valueAt(row, name)) ?? []),
  ]);
  const titles = await desk.titles(pointers);
  const named = new Map(pointers.map((pointer, i) => [keyOf(pointer), titles[i] ?? '']));
  const cell = (row: Row, name: string): string => {
    const field = fields[name];
    const value = valueAt(row, name);
    const pointer = pointerOf(field, value);
    if (pointer !== null) return named.get(keyOf(pointer)) ?? '';
    return field === undefined ? '' : shownValue(field, value);
  };
  return rows.map((row) => ({
    id: row.id,
    title: named.get(keyOf({ table, id: row.id })) ?? '',
    cells: columns.map((name) => cell(row, name)),
  }));
};
