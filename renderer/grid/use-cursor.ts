import { useMemo, useState } from 'react';
import { within, type Place } from './grid-keys.ts';
import type { RowSource } from './row-source.ts';

interface Held extends Place {
  /** The record under the cursor: where it goes, the cursor goes. */
  id: number | undefined;
}

/** Where a record stands now that stood at `row` when it was last looked at. */
export const rowOf = (source: RowSource, row: number, id: number | undefined): number => {
  if (id === undefined || row < 0 || source.idAt(row) === id) return row;
  const found = source.indexOf(id);
  return found < 0 ? row : found;
};

/** The cursor: it follows its record through every new order, and never leaves the grid. */
export const useCursor = (source: RowSource, columns: number) => {
  const [held, setHeld] = useState<Held>({ row: 0, column: 0, id: undefined });
  const cursor = useMemo(
    () =>
      within(
        { row: rowOf(source, held.row, held.id), column: held.column },
        { rows: source.count, columns, page: 1 },
      ),
    [source, held, columns],
  );
  const place = ({ row, column }: Place) => setHeld({ row, column, id: source.idAt(row) });
  return { cursor, place };
};
