import { create } from 'zustand';
import { emptyFilter, filterSchema, type Group } from '#shared/views/filter.ts';
import { recall, remember } from './remembered.ts';

/** How somebody wants to see a table. */
export interface GridLayout {
  /** Names of the shown columns, in order; null for those that the table shows by itself. */
  columns: readonly string[] | null;
  /** CSS pixels by column. */
  widths: Readonly<Record<string, number>>;
  /** Columns that it is sorted by, the first before the others. */
  sort: readonly { field: string; descending: boolean }[];
  filter: Group;
  /** What columns are summed up to at the foot, by column. */
  totals: Readonly<Record<string, string>>;
  /** The column whose groups are listed; null for none. */
  groupBy: string | null;
  /** Columns that stay in sight when the others are scrolled. */
  pinned: readonly string[];
}

/** A table as it shows itself. */
export const plainLayout: GridLayout = {
  columns: null,
  widths: {},
  sort: [],
  filter: emptyFilter,
  totals: {},
  groupBy: null,
  pinned: [],
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const columnsIn = (value: unknown): GridLayout['columns'] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : null;

const widthsIn = (value: unknown): GridLayout['widths'] =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0,
    ),
  );

/** One column was all that could be sorted by once. */
const sortIn = (value: unknown): GridLayout['sort'] =>
  (Array.isArray(value) ? value : [value]).flatMap((part: unknown) =>
    isObject(part) && typeof part['field'] === 'string'
      ? [{ field: part['field'], descending: part['descending'] === true }]
      : [],
  );

const filterIn = (value: unknown): GridLayout['filter'] => {
  const parsed = filterSchema.safeParse(value);
  return parsed.success ? parsed.data : emptyFilter;
};

const totalsIn = (value: unknown): GridLayout['totals'] =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** A layout from text of unknown origin; what is damaged in it falls back to the plain one. */
export const parseLayout = (text: string | null): GridLayout => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (!isObject(value)) return plainLayout;
    return {
      columns: columnsIn(value['columns']),
      widths: widthsIn(value['widths']),
      sort: sortIn(value['sort']),
      filter: filterIn(value['filter']),
      totals: totalsIn(value['totals']),
      groupBy: typeof value['groupBy'] === 'string' ? value['groupBy'] : null,
      pinned: columnsIn(value['pinned']) ?? [],
    };
  } catch {
    return plainLayout;
  }
};

/** Under these names board and calendar keep their filters, apart from those of the grids. */
export const boardLayout = '#board';
export const calendarLayout = '#calendar';

const nameOf = (table: string) => `grid.${table}`;

interface Layouts {
  layouts: Readonly<Record<string, GridLayout>>;
  /** Gives the layout as it was before. */
  change(table: string, change: Partial<GridLayout>): GridLayout;
}

const useLayouts = create<Layouts>((set, get) => ({
  layouts: {},
  change: (table, change) => {
    const before = get().layouts[table] ?? parseLayout(recall(nameOf(table)));
    const layout = { ...before, ...change };
    remember(nameOf(table), JSON.stringify(layout));
    set(({ layouts }) => ({ layouts: { ...layouts, [table]: layout } }));
    return before;
  },
}));

const remembered = new Map<string, GridLayout>();

/** Read from storage once for each table, and the same object ever after. */
const rememberedLayout = (table: string): GridLayout => {
  const known = remembered.get(table);
  if (known !== undefined) return known;
  const read = parseLayout(recall(nameOf(table)));
  remembered.set(table, read);
  return read;
};

/** Changes the layout of any table, kept for the next start; gives it as it was before. */
export const changeLayout = (table: string, part: Partial<GridLayout>): GridLayout =>
  useLayouts.getState().change(table, part);

/** The layout of a table, and the way to change it; kept for the next start. */
export const useGridLayout = (table: string) => {
  const layout = useLayouts(({ layouts }) => layouts[table]) ?? rememberedLayout(table);
  const change = (part: Partial<GridLayout>) => changeLayout(table, part);
  return { layout, change };
};
