import { entityOf, type TableName } from '../../entities/index.ts';
import type { Problem } from '../../problems/index.ts';
import type { Field, Value } from '../../schema/fields.ts';
import type { Row } from '../../schema/row.ts';
import { isId } from '../../schema/row-check.ts';
import { valueFromText } from '../../schema/values.ts';
import { writtenName, type Block } from './dump-events.ts';
import type { RowReading } from './rows.ts';
import { fieldsOfColumns } from './table-names.ts';

/** What a column fills: a field of ours or (field null) one unknown to us, kept as text. */
export interface Slot {
  /** The place among the row's values. */
  at: number;
  column: string;
  field: Field | null;
}

/** How the rows of a block become records of one of our tables. */
export interface RowPlan {
  table: TableName;
  /** Every column but the number, in our order, unknown ones last: so the dump's order leaves no trace. */
  slots: readonly Slot[];
  columns: readonly string[];
  idAt: number;
  written: string;
  encoding: string;
}

export const planRows = (table: TableName, block: Block): RowPlan => {
  const { fields } = entityOf(table);
  const names = ['id', ...Object.keys(fields)];
  const columns = block.columns.map(({ name }) => name);
  const filled = fieldsOfColumns(names, columns);
  const slots = columns
    .map((name, at): Slot => {
      const field = filled[at] ?? null;
      return { at, column: field ?? name, field: field === null ? null : (fields[field] ?? null) };
    })
    .filter(({ at }) => filled[at] !== 'id')
    .sort((a, b) => rank(names, a) - rank(names, b) || (a.column < b.column ? -1 : 1));
  const encoding = block.encoding.toUpperCase();
  const written = writtenName(block);
  return { table, slots, columns, idAt: filled.indexOf('id'), written, encoding };
};

const rank = (names: readonly string[], { column, field }: Slot): number =>
  field === null ? names.length : names.indexOf(column);

export interface RowProblem {
  problem: Problem;
  column: string | null;
  /** The place of the value in the row, for its line; null for the row as a whole. */
  at: number | null;
}

/** A record without its clock, or all that is wrong with it. */
export type RowResult =
  { ok: true; row: Omit<Row, 'clock'> } | { ok: false; id: number | null; problems: RowProblem[] };

/** Reads the texts of a row into the values of a record (SQL13): null columns are absent. */
export const rowFromTexts = (plan: RowPlan, reading: RowReading): RowResult => {
  const { columns, written: table } = plan;
  if (reading.values.length !== columns.length) {
    const data = { table, count: reading.values.length, expected: columns.length };
    const problem: Problem = { code: 'sql.columnCount', data };
    return { ok: false, id: null, problems: [{ problem, column: null, at: null }] };
  }
  const problems = faultsOf(plan, reading);
  const filled = fillValues(plan, reading, problems);
  const id = readId(plan, reading, problems);
  return problems.length > 0 || id === null
    ? { ok: false, id, problems }
    : { ok: true, row: { id, ...filled } };
};

const faultsOf = ({ columns, encoding }: RowPlan, { faults }: RowReading): RowProblem[] =>
  faults.map(({ code, at }) => ({
    problem: { code, data: { encoding } },
    column: columns[at] ?? null,
    at,
  }));

const readId = (plan: RowPlan, reading: RowReading, problems: RowProblem[]): number | null => {
  const at = plan.idAt;
  if (reading.faults.some((fault) => fault.at === at)) return null;
  const text = reading.values[at] ?? null;
  const id = text !== null && /^\s*\+?\d{1,16}\s*$/.test(text) ? Number(text) : null;
  if (isId(id)) return id;
  const problem: Problem =
    text === null
      ? { code: 'sql.nullId', data: { table: plan.written } }
      : { code: 'sql.badId', data: { value: text.slice(0, 60) } };
  problems.push({ problem, column: 'id', at });
  return null;
};

const fillValues = (
  { slots }: RowPlan,
  { values: texts }: RowReading,
  problems: RowProblem[],
): Pick<Row, 'values' | 'source'> => {
  // Without a prototype, a column may bear any name.
  const values = Object.create(null) as Record<string, Value>;
  let source: Record<string, string> | undefined;
  for (const { at, column, field } of slots) {
    const text = texts[at] ?? null;
    if (text === null) continue;
    const read = field === null ? unknownValue(text) : valueFromText(field, text);
    if (!read.ok) problems.push({ problem: read.problem, column, at });
    else {
      values[column] = read.value.value;
      if (read.value.source !== undefined) (source ??= {})[column] = read.value.source;
    }
  }
  return source === undefined ? { values } : { values, source };
};

const unknownValue = (text: string): ReturnType<typeof valueFromText> =>
  text.includes('\0')
    ? { ok: false, problem: { code: 'sql.nulCharacter', data: {} } }
    : { ok: true, value: { value: text } };
