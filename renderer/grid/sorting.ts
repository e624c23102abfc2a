import type { Sort } from '../db/desk.ts';

/** How the order of a grid changes by its heads: by one column alone, or by one more besides the others. */

type Sorting = readonly Sort[];

/** Where a column stands among those that are sorted by, from 0; −1 for nowhere. */
export const placeInSort = (sort: Sorting, field: string): number =>
  sort.findIndex((part) => part.field === field);

/** By this column alone: rising, then falling, then not at all. */
export const sortedBy = (sort: Sorting, field: string): Sorting => {
  const [first] = sort;
  if (sort.length !== 1 || first!.field !== field) return [{ field, descending: false }];
  return first!.descending ? [] : [{ field, descending: true }];
};

/** By this column besides those before: rising, then falling, then by the others only. */
export const sortedAlsoBy = (sort: Sorting, field: string): Sorting => {
  const at = placeInSort(sort, field);
  if (at < 0) return [...sort, { field, descending: false }];
  return sort[at]!.descending ? sort.toSpliced(at, 1) : sort.with(at, { field, descending: true });
};

/** With a direction of its own for a column, which keeps its place where it has one. */
export const sortedIn = (sort: Sorting, next: Sort): Sorting => {
  const at = placeInSort(sort, next.field);
  return at < 0 ? [...sort, next] : sort.with(at, next);
};

/** The order in words; `labelOf` names a column. */
export const sortSentence = (sort: Sorting, labelOf: (field: string) => string): string => {
  if (sort.length === 0) return 'Not sorted: newest first.';
  const parts = sort.map(
    ({ field, descending }) => `${labelOf(field)}, ${descending ? 'descending' : 'ascending'}`,
  );
  return `Sorted by ${parts.join(', then by ')}.`;
};
