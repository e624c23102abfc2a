import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { foldText } from '#shared/schema/index-key.ts';
import type { ReferenceField, Value } from '#shared/schema/fields.ts';
import { valueAt, type Row, type Values } from '#shared/schema/row.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { sizeOf, type Block } from './block.ts';
import { readTyped } from './cell-reading.ts';
import type { GridColumn } from './columns.ts';
import type { FindRecords } from './editors/cell-editor.tsx';

/** What cells of text come to when they are put into records; nothing is written here. */

export interface CellChange {
  id: number;
  values: Values;
}

/** A cell that cannot be taken. */
export interface CellProblem {
  /** Counted from the top of the block, from 0. */
  row: number;
  label: string;
  text: string;
  sentence: string;
}

export interface Pasted {
  changes: CellChange[];
  problems: CellProblem[];
  /** Cells that would change. */
  cells: number;
}

/** Where the cells go: the block, or as much from its corner on as there are; where they fill it whole times, all of it. */
export const pastedBlock = (
  cells: readonly (readonly string[])[],
  { rows, columns }: Block,
  bounds: { rows: number; columns: number },
): Block => {
  const [height, width] = [cells.length, cells[0]?.length ?? 0];
  const tiles = sizeOf(rows) % height === 0 && sizeOf(columns) % width === 0;
  const last = tiles
    ? { row: rows.last, column: columns.last }
    : { row: rows.first + height - 1, column: columns.first + width - 1 };
  return {
    rows: { first: rows.first, last: Math.min(last.row, bounds.rows - 1) },
    columns: { first: columns.first, last: Math.min(last.column, bounds.columns - 1) },
  };
};

/** Reads references by number, short code, or a title that only one record has; each text once. */
const referenceReader = (find: FindRecords) => {
  const known = new Map<string, Promise<Result<Value>>>();
  const look = async ({ target, label }: ReferenceField, text: string): Promise<Result<Value>> => {
    if (/^\d+$/.test(text)) return ok(Number(text));
    const wanted = foldText(text);
    const found = await find(target, text, new AbortController().signal);
    const named = found.filter(
      ({ title, detail }) => foldText(title) === wanted || foldText(detail ?? '') === wanted,
    );
    if (named.length === 1) return ok(named[0]!.id);
    const code = named.length === 0 ? 'value.noneCalled' : 'value.severalCalled';
    return fail(code, { label, value: text.slice(0, 60) });
  };
  return (field: ReferenceField, text: string): Promise<Result<Value>> => {
    const key = `${field.target} ${text}`;
    const reading = known.get(key) ?? look(field, text);
    known.set(key, reading);
    return reading;
  };
};

interface Reading {
  column: GridColumn;
  text: string;
  stored: Value;
}

type ReadReference = ReturnType<typeof referenceReader>;

const readCell = async (
  { column: { field }, text, stored }: Reading,
  readReference: ReadReference,
): Promise<Result<Value>> => {
  if (field.kind === 'secret') return fail('value.secretPasted', { label: field.label });
  if (field.kind !== 'reference') return readTyped(field, text, stored);
  const typed = text.trim();
  return typed === '' ? ok(null) : readReference(field, typed);
};

/** What becomes of records by cells of text, repeated where there are more records or columns than cells. */
export const readCells = async (
  cells: readonly (readonly string[])[],
  { rows, columns }: { rows: readonly Row[]; columns: readonly GridColumn[] },
  find: FindRecords,
): Promise<Pasted> => {
  const readReference = referenceReader(find);
  const pasted: Pasted = { changes: [], problems: [], cells: 0 };
  for (const [at, row] of rows.entries()) {
    const line = cells[at % cells.length]!;
    const values: Record<string, Value> = {};
    for (const [place, column] of columns.entries()) {
      const text = line[place % line.length]!;
      const stored = valueAt(row, column.name);
      const reading = await readCell({ column, text, stored }, readReference);
      if (!reading.ok)
        pasted.problems.push({
          row: at,
          label: column.label,
          text,
          sentence: problemText(reading.problem),
        });
      else if (!sameValue(reading.value, stored)) values[column.name] = reading.value;
    }
    const count = Object.keys(values).length;
    if (count > 0) pasted.changes.push({ id: row.id, values });
    pasted.cells += count;
  }
  return pasted;
};

/** What becomes of records when columns take given values. */
export const filled = (
  rows: readonly Row[],
  columns: readonly GridColumn[],
  valueOf: (column: GridColumn) => Value,
): Pasted => {
  const changes = rows.flatMap((row) => {
    const own = columns
      .map((column) => [column.name, valueOf(column)] as const)
      .filter(([name, value]) => !sameValue(value, valueAt(row, name)));
    return own.length === 0 ? [] : [{ id: row.id, values: Object.fromEntries(own) }];
  });
  const cells = changes.reduce((sum, { values }) => sum + Object.keys(values).length, 0);
  return { changes, problems: [], cells };
};
