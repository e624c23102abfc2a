import { useRef, useState } from 'react';
import type { Row } from '#shared/schema/row.ts';
import type { Sort } from '../db/desk.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { copiedText } from './cell-text.ts';
import { fittingWidth } from './columns.ts';
import { textsIn, widthFor } from './fit-width.ts';
import { leadName } from './grid-head.tsx';
import type { Place } from './grid-keys.ts';
import { cellActions, headActions } from './grid-menu-actions.tsx';
import { cellId } from './grid-row.tsx';
import type { EditSession } from './use-edit-session.tsx';
import type { GridActions } from './grid-actions.ts';
import type { GridCore } from './use-grid-core.ts';

/** asc → desc → none. */
const nextSort = (sort: Sort | null, field: string): Sort | null => {
  if (sort?.field !== field) return { field, descending: false };
  return sort.descending ? null : { field, descending: true };
};

const sortSentence = (sort: Sort | null, label: string): string => {
  if (sort === null) return 'Not sorted: newest first.';
  return `Sorted by ${label}, ${sort.descending ? 'descending' : 'ascending'}.`;
};

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

const sortColumn = ({ props, columnAt, say }: GridCore, at: number) => {
  const column = columnAt(at);
  if (column === undefined) return;
  const next = nextSort(props.sort, column.name);
  props.onSort(next);
  say(sortSentence(next, column.label));
};

const copyCell = ({ props, under, valueIn, say }: GridCore, at: Place) => {
  const { source, lead, titleOf } = props;
  const [cell, row] = [under(at), source.rowAt(at.row)];
  if (row === undefined) return;
  if (cell?.column.field.kind === 'secret') return say('Secrets are not copied.');
  const text =
    cell === null
      ? (lead.titleOf(row, titleOf) ?? '')
      : copiedText(cell.column.field, valueIn(row, cell.column), titleOf);
  navigator.clipboard.writeText(text).then(
    () => say('Copied.'),
    () => say('The clipboard cannot be written to.'),
  );
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

const resizeColumn = ({ props, columnAt }: GridCore, at: number, by: number) => {
  const column = columnAt(at);
  props.onResize(column?.name ?? leadName, fittingWidth((column ?? props.lead).width + by));
};

/** What keys, clicks and menus of a grid can do, at any place of it. */
export const useGridActions = (core: GridCore, session: EditSession) => {
  const { props, columnAt } = core;
  const anchor = useRef<HTMLElement>(null);
  const [menu, setMenu] = useState<{ label: string; actions: MenuAction[] } | null>(null);
  const menuAt = (at: Place) => {
    const { sort, onSort, onHideColumn: hide } = props;
    const { shift } = actionsAt(at);
    const deeds = { sort, onSort, fit: () => fitColumn(core, at.column), shift, hide };
    return at.row < 0
      ? { label: 'Column', actions: headActions(columnAt(at.column), deeds) }
      : { label: 'Cell', actions: cellActions(columnAt(at.column), actionsAt(at)) };
  };
  const showMenu = (at: Place) => {
    core.show(at);
    anchor.current = document.getElementById(cellId(core.gridId, at.row, at.column));
    if (anchor.current !== null) setMenu(menuAt(at));
  };
  const open = (at: Place) => {
    const id = props.source.idAt(at.row);
    if (id !== undefined) props.onOpen(id);
  };
  const empty = (at: Place) => {
    const cell = core.under(at);
    if (cell !== null) core.change(cell.row, cell.column, null);
  };
  const actionsAt = (at: Place): GridActions => ({
    move: core.goTo,
    edit: (initial) => session.start(at, initial),
    open: () => open(at),
    copy: () => copyCell(core, at),
    empty: () => empty(at),
    toggle: () => toggleCell(core, at),
    showMenu: () => showMenu(at),
    discard: () => discardEdit(core, at),
    sort: () => sortColumn(core, at.column),
    resize: (by) => resizeColumn(core, at.column, by),
    shift: (by) => shiftColumn(core, at, by),
  });
  const fit = (at: number) => fitColumn(core, at);
  return { actionsAt, fit, menu, anchor, closeMenu: () => setMenu(null) };
};
