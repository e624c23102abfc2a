import { entityOf } from '#shared/entities/index.ts';
import type { OrderQuery } from '../db/desk.ts';
import { totalText, type TotalKind } from './totals.ts';
import { useSummary } from './use-summary.ts';

/** The totals that a table’s foot shows, by column: of all records that the query lets through. */
export const useTotals = (
  query: OrderQuery,
  kinds: Readonly<Record<string, TotalKind>>,
): Readonly<Record<string, string>> => {
  const totals = Object.keys(kinds);
  const question = { query: { ...query, sort: [] }, by: null, totals, like: null };
  const groups = useSummary(totals.length === 0 ? null : question);
  if (groups === null) return {};
  const { fields } = entityOf(query.table);
  const texts = Object.entries(kinds).flatMap(([name, kind], at) => {
    const [field, total] = [fields[name], groups[0]?.totals[at]];
    if (field === undefined) return [];
    return [[name, total === undefined ? '' : totalText(field, kind, total)] as const];
  });
  return Object.fromEntries(texts);
};
