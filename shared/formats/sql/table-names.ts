import { workTables, type TableName } from '../../entities/index.ts';

/** Names are compared without case and underscores: `expertrequests` is `expert_requests` (SQL3). */
const folded = (name: string): string => name.toLowerCase().replaceAll('_', '');

const tableByFolded = new Map<string, TableName>(workTables.map((name) => [folded(name), name]));

/** Our table of a name that the dump writes, schema apart; null where we have none. */
export const tableFromDumpName = (name: string): TableName | null =>
  tableByFolded.get(folded(name)) ?? null;

/**
 * Which field each column fills, by place; null where it fills none. A column of just the field's name
 * goes before one that only resembles it.
 */
export const fieldsOfColumns = (
  fields: readonly string[],
  columns: readonly string[],
): (string | null)[] => {
  const exact = new Set(columns.filter((column) => fields.includes(column)));
  const byFolded = new Map(fields.map((field) => [folded(field), field]));
  const taken = new Set<string>();
  return columns.map((column) => {
    const field = exact.has(column) ? column : (byFolded.get(folded(column)) ?? null);
    if (field === null || taken.has(field) || (field !== column && exact.has(field))) return null;
    taken.add(field);
    return field;
  });
};
