import { create } from 'zustand';
import type { TableName } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Desk, Operation } from '../db/desk.ts';
import { useDesk, useLoaded } from './desk-context.tsx';
import { useEditing } from './edits.ts';
import {
  boardLayout,
  calendarLayout,
  changeLayout,
  parseLayout,
  plainLayout,
  useGridLayout,
  type GridLayout,
} from './grid-layouts.ts';
import { pathTo } from './routes.ts';
import { recall, remember } from './remembered.ts';

/** As what a view shows its records. */
export const viewLayouts = ['grid', 'board', 'calendar'] as const;
export type ViewLayout = (typeof viewLayouts)[number];

/** A way of looking at a table that has a name; a record of `saved_views` (VIEW13). */
export interface SavedView {
  id: number;
  name: string;
  table: string;
  layout: ViewLayout;
  definition: GridLayout;
}

/** Views that are listed at most. */
const most = 500;

const textOf = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

const viewOf = ({ id, values }: Row): SavedView => ({
  id,
  name: textOf(values, 'name').trim() || `View ${id}`,
  table: textOf(values, 'table_name'),
  layout: viewLayouts.find((known) => known === values['layout']) ?? 'grid',
  definition: parseLayout(textOf(values, 'definition')),
});

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** All views that are not in the trash, by name. */
export const readViews = async (desk: Pick<Desk, 'page'>): Promise<SavedView[]> => {
  const { rows } = await desk.page('saved_views', { trash: false, limit: most });
  return rows.map(viewOf).sort((a, b) => byName.compare(a.name, b.name) || a.id - b.id);
};

/** The views of a table, by name; undefined until they are read. */
const useViews = (table: TableName): readonly SavedView[] | undefined => {
  const views = useLoaded('saved views', ['saved_views'], readViews);
  return views?.filter((view) => view.table === table);
};

/** What of a layout makes it another view: widths are seen, but make none. */
const told = ({ columns, sort, filter, totals, groupBy, pinned }: GridLayout): string =>
  JSON.stringify([columns, sort, filter, Object.entries(totals).sort(), groupBy, pinned]);

/** Whether two layouts show the same, widths apart. */
const isSameView = (a: GridLayout, b: GridLayout): boolean => told(a) === told(b);

interface Current {
  /** The view that each table was last set to; null for none. */
  views: Readonly<Record<string, number | null>>;
}

const nameOf = (table: string) => `view.${table}`;
const useCurrent = create<Current>(() => ({ views: {} }));

const recalled = (table: string): number | null => {
  const id = Number(recall(nameOf(table)) ?? '');
  return Number.isSafeInteger(id) && id > 0 ? id : null;
};

const setCurrent = (table: string, id: number | null): void => {
  remember(nameOf(table), id === null ? '' : String(id));
  useCurrent.setState(({ views }) => ({ views: { ...views, [table]: id } }));
};

/** The screen of a view that is no grid, and the layout whose filter it takes; null for a grid. */
const shownElsewhere = ({ layout }: SavedView): { layout: string; path: string } | null => {
  if (layout === 'board') return { layout: boardLayout, path: pathTo.board() };
  return layout === 'calendar' ? { layout: calendarLayout, path: pathTo.calendar() } : null;
};

const trash = ({ id }: SavedView): Operation => ({
  op: 'update',
  table: 'saved_views',
  id,
  values: { deleted: true },
});

/** The view that a table is set to, whether it has been changed since, and what can be done about it. */
export const useCurrentView = (table: TableName) => {
  const { layout, change } = useGridLayout(table);
  const { edit } = useEditing();
  const desk = useDesk();
  const views = useViews(table);
  const id = useCurrent((current) => current.views[table]);
  const current = views?.find((view) => view.id === (id === undefined ? recalled(table) : id));
  const update = (view: SavedView, values: Values, action: string) =>
    edit([{ op: 'update', table: 'saved_views', id: view.id, values }], action);
  /** Sets the table, the board or the calendar to a view (null: all records); gives where that is shown. */
  const open = (view: SavedView | null): string => {
    const elsewhere = view === null ? null : shownElsewhere(view);
    if (elsewhere !== null) {
      changeLayout(elsewhere.layout, { filter: view!.definition.filter });
      return elsewhere.path;
    }
    change(view?.definition ?? plainLayout);
    setCurrent(table, view?.id ?? null);
    return pathTo.table(table);
  };
  return {
    views: views ?? [],
    current: current ?? null,
    isChanged: !isSameView(layout, current?.definition ?? plainLayout),
    open,
    /** Opens the view of this number as it now is, all records where there is none; gives where it is shown. */
    openNumber: async (wanted: number): Promise<string> => {
      const row = await desk.get('saved_views', wanted);
      return row === null || row.values['deleted'] === true
        ? pathTo.table(table)
        : open(viewOf(row));
    },
    save: (view: SavedView) =>
      update(view, { definition: JSON.stringify(layout) }, `change of view “${view.name}”`),
    rename: (view: SavedView, name: string) =>
      update(view, { name: name.trim() }, `rename of view “${view.name}”`),
    remove: (view: SavedView) => edit([trash(view)], `removal of view “${view.name}”`),
    saveAs: async (name: string, shownAs: ViewLayout) => {
      const values = {
        name: name.trim(),
        table_name: table,
        layout: shownAs,
        definition: JSON.stringify(layout),
      };
      const made = await edit([{ op: 'create', table: 'saved_views', values }], 'new view');
      const created = made.ok ? made.value.touched[0] : undefined;
      if (created !== undefined && shownAs === 'grid') setCurrent(table, created.id);
      return made.ok;
    },
  };
};
