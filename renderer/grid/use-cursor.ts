import { useMemo, useState } from 'react';
import type { Corners } from './block.ts';
import { within, type Place } from './grid-keys.ts';
import type { RowSource } from './row-source.ts';

interface Held extends Place {
  /** The record there: where it goes, the place goes. */
  id: number | undefined;
}

/** Where a record stands now that stood at `row` when it was last looked at. */
export const rowOf = (source: RowSource, row: number, id: number | undefined): number => {
  if (id === undefined || row < 0 || source.idAt(row) === id) return row;
  const found = source.indexOf(id);
  return found < 0 ? row : found;
};

const heldAt = (source: RowSource, { row, column }: Place): Held => ({
  row,
  column,
  id: source.idAt(row),
});

const placeOf = (source: RowSource, held: Held, columns: number): Place =>
  within(
    { row: rowOf(source, held.row, held.id), column: held.column },
    { rows: source.count, columns, page: 1 },
  );

/**
 * The cursor, and the other corner of the block that is selected with it; both follow their records through
 * every new order, and never leave the grid.
 */
export const useCursor = (source: RowSource, columns: number) => {
  const [held, setHeld] = useState<Held>({ row: 0, column: 0, id: undefined });
  const [other, setOther] = useState<Held | null>(null);
  const cursor = useMemo(() => placeOf(source, held, columns), [source, held, columns]);
  const anchor = useMemo(
    () => (other === null || held.row < 0 ? null : placeOf(source, other, columns)),
    [source, other, held, columns],
  );
  /** Puts the cursor somewhere; nothing else is selected then. */
  const place = (to: Place) => {
    setHeld(heldAt(source, to));
    setOther(null);
  };
  const select = ({ anchor: from, cursor: to }: Corners) => {
    setOther(heldAt(source, from));
    setHeld(heldAt(source, to));
  };
  return { cursor, anchor, place, select };
};
