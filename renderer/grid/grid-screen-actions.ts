import { actionsOfMenu, type ScreenAction } from '../state/screen-actions.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import type { GridColumn } from './columns.ts';
import type { Place } from './grid-keys.ts';

/** What a grid offers to the palette and the list of keys: its menus, at the cursor, and what only keys can do. */

/** Keys that do what no menu has. */
const keysOnly: readonly ScreenAction[] = [
  { id: 'key-move', label: 'Move between cells', keys: ['←', '↑', '↓', '→'] },
  { id: 'key-ends', label: 'First and last row', keys: ['Ctrl', 'Home'] },
  { id: 'key-new', label: 'New record from any cell', keys: ['Alt', 'N'] },
  { id: 'key-home', label: 'Go to Home from any cell, Alt held', keys: ['Alt', 'G', 'H'] },
  { id: 'key-more', label: 'Select more cells', keys: ['Shift', '↓'] },
  { id: 'key-whole', label: 'Select rows, columns, everything', keys: ['Shift', 'Space'] },
  { id: 'key-paste', label: 'Paste cells', keys: ['Ctrl', 'V'] },
  {
    id: 'key-all',
    label: 'What was typed into all that is selected',
    keys: ['Ctrl', 'Enter'],
  },
  { id: 'key-also', label: 'On a head: sort by it as well', keys: ['Shift', 'Enter'] },
  { id: 'key-menu', label: 'Menu of the cell or head', keys: ['Shift', 'F10'] },
];

interface GridMenus {
  headMenu: (at: Place) => MenuAction[];
  cellMenu: (at: Place) => MenuAction[];
  columnAt: (at: number) => GridColumn | undefined;
}

const sorts = new Set(['asc', 'desc', 'also-asc', 'also-desc', 'none']);
/** Words that people may look for instead. */
const wordsOf = (id: string): string => (sorts.has(id) ? 'column order sort' : 'column');

const onLead = 'The cursor is on the record’s own column.';
const noRow = 'The cursor is on no record.';

const ofHead = ({ headMenu, columnAt }: GridMenus, at: Place): ScreenAction[] => {
  const column = columnAt(at.column);
  const first = columnAt(1);
  // On the record’s own column the deeds of columns are named, so that one learns where they can be done.
  const named = column === undefined && first !== undefined ? { ...at, column: 1 } : at;
  const actions = actionsOfMenu(headMenu(named), 'The table is not sorted by it.');
  return actions.map((action) => {
    const isOfLead = column === undefined && action.id === 'fit';
    const label =
      column === undefined || action.label.includes(column.label)
        ? action.label
        : `${action.label}: ${column.label}`;
    const obstacle = column === undefined && !isOfLead ? onLead : (action.obstacle ?? null);
    return { ...action, label, words: wordsOf(action.id), obstacle };
  });
};

const ofCell = ({ cellMenu }: GridMenus, at: Place, hasRow: boolean): ScreenAction[] =>
  actionsOfMenu(cellMenu(at), noRow).map((action) => {
    if (action.id === 'edit-many') return { ...action, words: 'bulk many all', isAnywhere: true };
    return hasRow ? action : { ...action, obstacle: noRow };
  });

/** What can be done at the cursor: with the cell, the record, the column. */
export const gridScreenActions = (
  menus: GridMenus,
  cursor: Place,
  hasRow: boolean,
): ScreenAction[] => [...ofCell(menus, cursor, hasRow), ...ofHead(menus, cursor), ...keysOnly];
