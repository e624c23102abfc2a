import type { Row } from '#shared/schema/row.ts';

/** Where a grid has its rows from. A new object stands for new content; asking it is cheap. */
export interface RowSource {
  count: number;
  /** While false, more rows may turn up. */
  isComplete: boolean;
  idAt(index: number): number | undefined;
  /** Undefined while the row is on its way. */
  rowAt(index: number): Row | undefined;
  /** Where a record stands now; −1 where it is not among the rows. */
  indexOf(id: number): number;
  /** Sees to it that the rows between two indexes, both included, will be there. */
  ensure(first: number, last: number): void;
}
