import { useRef, useState } from 'react';
import type { Row } from '#shared/schema/row.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { shownText } from './cell-text.ts';
import { fittingWidth } from './columns.ts';
import { conditionFor } from './filters/value-filter.ts';
import { textsIn, widthFor } from './fit-width.ts';
import { leadName } from './grid-head.tsx';
import { canGroup } from './group-list.tsx';
import type { Place } from './grid-keys.ts';
import { cellActions, headActions } from './grid-menu-actions.tsx';
import { sortedAlsoBy, sortedBy, sortSentence } from './sorting.ts';
import type { BlockDeeds } from './use-block-deeds.tsx';
import type { EditSession } from './use-edit-session.tsx';
import type { GridActions } from './grid-actions.ts';
import type { GridCore } from './use-grid-core.ts';

const fitColumn = ({ props, view, columnAt }: GridCore, at: number) => {
  const { source, lead, titleOf, onResize } = props;
  const rows: Row[] = [];
  for (let index = view.inRows.first; index <= view.inRows.last; index++) {
    const row = source.rowAt(index);
    if (row !== undefined) rows.push(row);
  }
  const column = columnAt(at);
  if (column !== undefined)
    return onResize(column.name, widthFor(column.label, textsIn(column, rows, titleOf)));
  const texts = rows.map((row) => `${lead.titleOf(row, titleOf) ?? ''} ${lead.codeOf(row.id)}`);
  onResize(leadName, widthFor(lead.label, texts));
};

/** Sorts by a column alone, or by it besides those that are sorted by already. */
const sortColumn = ({ props, columnAt, say }: GridCore, at: number, besides: boolean) => {
  const column = columnAt(at);
  if (column === undefined) return;
  const next = (besides ? sortedAlsoBy : sortedBy)(props.sort, column.name);
  props.onSort(next);
  const labels = new Map(props.columns.map(({ name, label }) => [name, label]));
  say(sortSentence(next, (field) => labels.get(field) ?? field));
};

const toggleCell = ({ under, change, valueIn }: GridCore, at: Place): boolean => {
  const cell = under(at);
  if (cell?.column.field.kind !== 'boolean') return false;
  change(cell.row, cell.column, valueIn(cell.row, cell.column) !== true);
  return true;
};

const discardEdit = ({ under, markAt, discard }: GridCore, at: Place): boolean => {
  const cell = under(at);
  if (cell === null || markAt(cell.row, cell.column)?.state !== 'failed') return false;
  discard(cell.row.id, cell.column.name);
  return true;
};

const shiftColumn = ({ props, columnAt, place }: GridCore, at: Place, by: 1 | -1) => {
  const column = columnAt(at.column);
  if (column === undefined) return;
  props.onMoveColumn(column.name, by);
  place({ row: at.row, column: Math.min(props.columns.length, Math.max(1, at.column + by)) });
};

const pinColumn = ({ props, columnAt, followed, say }: GridCore, at: Place) => {
  const column = columnAt(at.column);
  if (column === undefined) return;
  followed.current = column.name;
  props.onPin(column.name);
  say(`${column.label} ${at.column <= props.pinned ? 'scrolls again' : 'is pinned'}.`);
};

const groupBy = ({ props, columnAt, warn }: GridCore, at: number) => {
  const column = columnAt(at);
  if (column === undefined) return;
  if (canGroup(column.field)) props.onGroup(column.name);
  else warn(`${column.label} has no groups.`);
};

const resizeColumn = ({ props, columnAt }: GridCore, at: number, by: number) => {
  const column = columnAt(at);
  props.onResize(column?.name ?? leadName, fittingWidth((column ?? props.lead).width + by));
};

/** What a cell shows, cut short for a menu; '' where it is empty. */
const cellText = ({ props, under, valueIn }: GridCore, at: Place): string => {
  const cell = under(at);
  if (cell === null) return '';
  const text = shownText(cell.column.field, valueIn(cell.row, cell.column), props.titleOf);
  return text.length > 32 ? `${text.slice(0, 31).trimEnd()}…` : text;
};

/** Narrows the table to records with the value of a cell, as far as it can be asked for. */
const filterByCell = ({ props, under, valueIn, warn }: GridCore, at: Place) => {
  const cell = under(at);
  if (cell === null) return warn('The cursor is on no value.');
  const { row, column } = cell;
  const condition = conditionFor(column.name, column.field, valueIn(row, column));
  if (condition === null) return warn(`${column.label} cannot be filtered by this value.`);
  props.onFilterBy(condition);
};

/** What keys, clicks and menus of a grid can do, at any place of it. */
export const useGridActions = (core: GridCore, session: EditSession, deeds: BlockDeeds) => {
  const { props, columnAt } = core;
  const menuAnchor = useRef<HTMLElement>(null);
  const [menu, setMenu] = useState<{ label: string; actions: MenuAction[] } | null>(null);
  const headMenu = (at: Place): MenuAction[] => {
    const { sort, onSort, totals, onGroup: group, onHideColumn: hide } = props;
    const { shift, fit } = actionsAt(at);
    const column = columnAt(at.column);
    const pins = { pinned: at.column <= props.pinned, pin: actionsAt(at).pin };
    const grouped = column !== undefined && column.name === props.groupBy;
    return headActions(column, { sort, onSort, totals, grouped, group, fit, shift, hide, ...pins });
  };
  const cellMenu = (at: Place): MenuAction[] =>
    cellActions(columnAt(at.column), actionsAt(at), {
      bulkCount: core.bulkCount,
      value: cellText(core, at),
    });
  const menuAt = (at: Place) =>
    at.row < 0
      ? { label: 'Column', actions: headMenu(at) }
      : { label: 'Cell', actions: cellMenu(at) };
  const showMenu = (at: Place) => {
    core.show(at);
    menuAnchor.current = core.cellAt(at);
    if (menuAnchor.current !== null) setMenu(menuAt(at));
  };
  const open = (at: Place) => {
    const id = props.source.idAt(at.row);
    if (id !== undefined) props.onOpen(id);
  };
  const empty = (at: Place) => {
    if (core.anchor !== null) return deeds.empty();
    const cell = core.under(at);
    if (cell !== null) core.change(cell.row, cell.column, null);
  };
  const collapse = (at: Place): boolean => {
    if (core.anchor === null) return false;
    core.place(at);
    return true;
  };
  const actionsAt = (at: Place): GridActions => ({
    move: core.goTo,
    edit: (initial) => session.start(at, initial),
    open: () => open(at),
    copy: deeds.copy,
    empty: () => empty(at),
    fillDown: deeds.fillDown,
    bulkEdit: deeds.bulkEdit,
    extend: core.extend,
    collapse: () => collapse(at),
    toggle: () => toggleCell(core, at),
    showMenu: () => showMenu(at),
    discard: () => discardEdit(core, at),
    sort: (besides) => sortColumn(core, at.column, besides),
    resize: (by) => resizeColumn(core, at.column, by),
    shift: (by) => shiftColumn(core, at, by),
    pin: () => pinColumn(core, at),
    group: () => groupBy(core, at.column),
    hide: () => {
      const column = columnAt(at.column);
      if (column !== undefined) props.onHideColumn(column.name);
    },
    fit: () => fitColumn(core, at.column),
    filterBy: () => filterByCell(core, at),
  });
  const fit = (at: number) => fitColumn(core, at);
  return { actionsAt, headMenu, cellMenu, fit, menu, menuAnchor, closeMenu: () => setMenu(null) };
};
