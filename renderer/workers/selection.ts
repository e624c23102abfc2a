import type { TableName } from '#shared/entities/index.ts';
import type { Column } from './column.ts';
import type { ColumnSource } from './column-store.ts';
import { joined, markedRows, type Check, type Marks } from './marks.ts';
import type { Ordering } from './orderings.ts';

/** Which of rising numbers are in the trash, or out of it, by the rising numbers of what is. */
export const trashMark =
  (trashed: Float64Array, trash: boolean) =>
  (ids: Float64Array): Marks => {
    const marks = new Uint8Array(ids.length);
    let at = 0;
    for (let i = 0; i < ids.length; i += 1) {
      while (at < trashed.length && trashed[at]! < ids[i]!) at += 1;
      if ((trashed[at] === ids[i]) === trash) marks[i] = 1;
    }
    return marks;
  };

/** The records that a query looks at, and what lets them through. */
export interface Selection {
  table: TableName;
  columns: readonly Column[];
  filters: readonly Check[];
  isWanted: (ids: Float64Array) => Marks;
}

/** The records that are known in all of the table's own columns, by rising number; null where none is needed. */
const readSoFar = ({ table, columns }: Selection): Float64Array | null => {
  const own = columns.filter(({ spec }) => spec.table === table).map(({ ids }) => ids);
  return own.length === 0 ? null : own.reduce((a, b) => (b.length < a.length ? b : a));
};

/** The records that a query looks at, by rising number, and which of them it lets through. */
export const rowsOf = (selection: Selection, all: () => Float64Array) => {
  const ids = readSoFar(selection) ?? all();
  const wanted = { columns: [], mark: selection.isWanted };
  const marks = joined('all', [wanted, ...selection.filters]).mark(ids);
  return { ids, marks };
};

export const idsOf = (rows: Uint32Array, ids: Float64Array): Float64Array => {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < found.length; i += 1) found[i] = ids[rows[i]!]!;
  return found;
};

export const select = (ordering: Ordering, selection: Selection): Float64Array => {
  const { known } = ordering;
  if (known !== null && selection.filters.length === 0) return known.ids.slice();
  const { ids, marks } = rowsOf(selection, () => known?.ids.toSorted() ?? new Float64Array(0));
  if (known !== null) return known.marked(ids, marks);
  return idsOf(ordering.sort(markedRows(marks), ids), ids);
};

/** Calls at the 1st, 3rd, 9th, 27th … time: each sorts all that was found, which must not add up. */
const everMoreRarely = (call: () => void): (() => void) => {
  let [times, next] = [0, 1];
  return () => {
    times++;
    if (times < next) return;
    next *= 3;
    call();
  };
};

/** Fills columns, those of other tables first, so that what is told of our own is told rightly. */
export const fill = async (
  source: ColumnSource,
  { table, columns }: Pick<Selection, 'table' | 'columns'>,
  { signal, onPartial = () => undefined }: { signal: AbortSignal; onPartial?: () => void },
) => {
  const tables = new Set(columns.map(({ spec }) => spec.table));
  tables.delete(table);
  const ofTable = (name: TableName) => columns.filter(({ spec }) => spec.table === name);
  for (const other of tables) await source.complete(ofTable(other), signal, () => undefined);
  await source.complete(ofTable(table), signal, everMoreRarely(onPartial));
  await source.freshen(columns);
  signal.throwIfAborted();
};
