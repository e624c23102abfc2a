import { isDeepStrictEqual } from 'node:util';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import type { OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { refuseIfAborted } from '#electron/snapshots/refusal.ts';
import { compareRows, type RowLine } from './desk-lines.ts';
import { RowCursor } from './row-cursor.ts';

/** How many rows of a table are only in the second, only in the first, in both with other values, the same. */
export interface TableDifference {
  added: number;
  removed: number;
  changed: number;
  same: number;
}

/** One row that differs; the fields of a row that is in one only are null on the other side. */
export interface RowDifference {
  table: TableName;
  id: number;
  kind: 'added' | 'removed' | 'changed';
  fields: { field: string; from: Value; to: Value }[];
}

export interface Comparison {
  tables: Record<TableName, TableDifference>;
  /** The first ones. */
  rows: RowDifference[];
}

const valuesOf = (line: RowLine | null): Row['values'] =>
  line === null ? {} : (JSON.parse(line.text) as Row).values;

const fieldsOf = (from: Row['values'], to: Row['values']): RowDifference['fields'] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
    .filter((values) => !isDeepStrictEqual(values.from, values.to));

/** What became of a row; null where its values are the same, whatever the stamps say. */
const differenceOf = (before: RowLine | null, after: RowLine | null): RowDifference | null => {
  if (before?.text === after?.text) return null;
  const fields = fieldsOf(valuesOf(before), valuesOf(after));
  const { table, id } = (before ?? after)!;
  if (before === null) return { table, id, kind: 'added', fields };
  if (after === null) return { table, id, kind: 'removed', fields };
  return fields.length === 0 ? null : { table, id, kind: 'changed', fields };
};

const nothing = (): TableDifference => ({ added: 0, removed: 0, changed: 0, same: 0 });

/** Compares the rows of two verified snapshots, in bounded memory; `most` rows that differ are given. */
export const compareSnapshots = async (
  first: OpenSnapshot,
  second: OpenSnapshot,
  { most = 0, signal }: { most?: number; signal?: AbortSignal } = {},
): Promise<Comparison> => {
  const counts = Object.fromEntries(tableNames.map((table) => [table, nothing()]));
  const tables = counts as Record<TableName, TableDifference>;
  const rows: RowDifference[] = [];
  const [a, b] = [new RowCursor(first), new RowCursor(second)];
  for (;;) {
    refuseIfAborted(signal);
    const [before, after] = [await a.peek(), await b.peek()];
    if (before === null && after === null) return { tables, rows };
    const order = before === null ? 1 : after === null ? -1 : compareRows(before, after);
    if (order <= 0) a.step();
    if (order >= 0) b.step();
    const pair = [order <= 0 ? before : null, order >= 0 ? after : null] as const;
    const difference = differenceOf(...pair);
    tables[(pair[0] ?? pair[1])!.table][difference?.kind ?? 'same'] += 1;
    if (difference !== null && rows.length < most) rows.push(difference);
  }
};
