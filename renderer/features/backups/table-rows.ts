import { entityOf, tableNames } from '#shared/entities/index.ts';
import { totalOf } from '../../state/row-counts.ts';
import type { RowCounts } from '../../state/session.tsx';
import { countText } from '../../state/wording.ts';
import type { FigureLine } from '../../ui/figures.tsx';

const figure = (count: number | undefined): string =>
  count === undefined ? '…' : countText(count);

/** Rows per table, a column for each of `counts` (undefined while it is counted); empty tables left out. */
export const rowLines = (counts: readonly (RowCounts | undefined)[]): FigureLine[] =>
  tableNames
    .filter((table) => counts.some((rows) => (rows?.[table] ?? 0) > 0))
    .map((table) => ({
      name: entityOf(table).label.many,
      figures: counts.map((rows) => figure(rows && (rows[table] ?? 0))),
    }));

/** The same for all tables together. */
export const totalLine = (counts: readonly (RowCounts | undefined)[]): FigureLine => ({
  name: 'All together',
  figures: counts.map((rows) => figure(rows && totalOf(rows))),
});
