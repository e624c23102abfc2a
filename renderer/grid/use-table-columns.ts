import { useMemo } from 'react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { useGridLayout } from '../state/grid-layouts.ts';
import { columnsOf, listedColumns, shownColumns, type GridColumn } from './columns.ts';
import { hasTotals, totalKinds, type TotalKind } from './totals.ts';

/** The totals of the columns that are shown; what is no total, or of no number, is left out. */
const totalsOf = (
  columns: readonly GridColumn[],
  chosen: Readonly<Record<string, string>>,
): Record<string, TotalKind> =>
  Object.fromEntries(
    columns.flatMap(({ name, field }) => {
      const kind = totalKinds.find((known) => known === chosen[name]);
      return kind === undefined || !hasTotals(field) ? [] : [[name, kind] as const];
    }),
  );

/** Layout, columns and what changes them, for one table. */
export const useTableColumns = (table: TableName) => {
  const entity = entityOf(table);
  const { layout, change } = useGridLayout(table);
  const all = useMemo(() => columnsOf(entity), [entity]);
  const names = useMemo(() => {
    const known = (layout.columns ?? []).filter((name) => Object.hasOwn(entity.fields, name));
    const all = layout.columns === null ? listedColumns(entity) : [...new Set(known)];
    const isPinned = (name: string) => layout.pinned.includes(name);
    return [...all.filter(isPinned), ...all.filter((name) => !isPinned(name))];
  }, [entity, layout.columns, layout.pinned]);
  const pinned = names.filter((name) => layout.pinned.includes(name)).length;
  const pin = (name: string) =>
    change({
      pinned: layout.pinned.includes(name)
        ? layout.pinned.filter((other) => other !== name)
        : [...layout.pinned, name],
    });
  const columns = useMemo(
    () => shownColumns(all, names, layout.widths),
    [all, names, layout.widths],
  );
  const sort = layout.sort.filter(({ field }) => Object.hasOwn(entity.fields, field));
  const move = (name: string, by: 1 | -1) => {
    const from = names.indexOf(name);
    const to = Math.min(names.length - 1, Math.max(0, from + by));
    change({ columns: names.toSpliced(from, 1).toSpliced(to, 0, name) });
  };
  const resize = (name: string, width: number) =>
    change({ widths: { ...layout.widths, [name]: width } });
  const { widths, filter } = layout;
  const totals = useMemo(() => totalsOf(columns, layout.totals), [columns, layout.totals]);
  const addUp = (name: string, kind: TotalKind | null) => {
    const others = Object.entries(layout.totals).filter(([other]) => other !== name);
    change({ totals: Object.fromEntries(kind === null ? others : [...others, [name, kind]]) });
  };
  const groupBy =
    layout.groupBy !== null && Object.hasOwn(entity.fields, layout.groupBy) ? layout.groupBy : null;
  return {
    all,
    names,
    columns,
    sort,
    change,
    move,
    pinned,
    pin,
    resize,
    widths,
    filter,
    totals,
    addUp,
    groupBy,
  };
};
