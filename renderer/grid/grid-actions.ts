import type { KeyboardEvent } from 'react';
import { extended, wholes, type Corners } from './block.ts';
import { isTyping, moved, type Bounds, type Key, type Place } from './grid-keys.ts';

/** What the keys of a grid can do; each acts on the cell or head under the cursor. */
export interface GridActions {
  move: (to: Place) => void;
  /** Selects a block; `isShown`: brings the corner that moves into sight. */
  extend: (corners: Corners, isShown: boolean) => void;
  /** Selects the cell under the cursor only; false where nothing else is. */
  collapse: () => boolean;
  /** Opens the editor, with a first character in place of what stood there. */
  edit: (initial: string | null) => void;
  open: () => void;
  copy: () => void;
  /** Empties what is selected. */
  empty: () => void;
  /** Gives the cells below the values of the first row, or of the row above where there is only one. */
  fillDown: () => void;
  /** Asks what to do to the records that are selected, or to all that are shown. */
  bulkEdit: () => void;
  /** Yes to no and back; false where the cell is no boolean. */
  toggle: () => boolean;
  showMenu: () => void;
  /** Forgets an edit that failed; false where there is none. */
  discard: () => boolean;
  /** Sorts by the column: alone, or besides the others. */
  sort: (besides: boolean) => void;
  resize: (by: number) => void;
  shift: (by: 1 | -1) => void;
  /** Lets the column stay in sight, or scroll again. */
  pin: () => void;
  /** Lists the groups of the column beside the grid, or no longer. */
  group: () => void;
  hide: () => void;
  /** Makes the column as wide as what is in sight of it. */
  fit: () => void;
  /** Narrows the table to records that have the value of the cell. */
  filterBy: () => void;
}

/** Letters that act on the column or cell under the cursor while Alt is held (KEYS.md). */
const withAlt: Readonly<Record<string, (actions: GridActions) => void>> = {
  p: ({ pin }) => pin(),
  s: ({ sort }) => sort(false),
  r: ({ group }) => group(),
  w: ({ fit }) => fit(),
  x: ({ hide }) => hide(),
  v: ({ filterBy }) => filterBy(),
};

/** With Alt a key may write another sign than its letter (⌥P is π on a Mac): the key itself tells it. */
const altAction = ({
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
  code,
  key,
}: KeyboardEvent<HTMLElement>) => {
  if (!altKey || ctrlKey || metaKey || shiftKey) return undefined;
  const letter = code.startsWith('Key') ? code.slice(3) : key;
  return withAlt[letter.toLowerCase()];
};

const resizeStep = 16;

const onHead = (key: Key, actions: GridActions): boolean => {
  const by = key.key === 'ArrowRight' ? 1 : key.key === 'ArrowLeft' ? -1 : null;
  if (key.shift && by !== null) {
    if (key.ctrl) actions.shift(by);
    else actions.resize(by * resizeStep);
  } else if (key.key === 'Enter' || key.key === ' ') actions.sort(key.shift);
  else return false;
  return true;
};

const onCell = (key: Key, column: number, actions: GridActions): boolean => {
  const { key: name, ctrl } = key;
  if (name === 'Enter' && (ctrl || column === 0)) actions.open();
  else if (name === 'Enter' || name === 'F2') actions.edit(null);
  else if ((name === 'Delete' || name === 'Backspace') && !ctrl) actions.empty();
  else if (ctrl && name.toLowerCase() === 'c' && !key.shift) actions.copy();
  else if (ctrl && name.toLowerCase() === 'd' && !key.shift) actions.fillDown();
  else if (name === ' ') actions.toggle();
  else if (name === 'Escape') return actions.collapse() || actions.discard();
  else if (column > 0 && isTyping(key)) actions.edit(name);
  else return false;
  return true;
};

interface Sight {
  cursor: Place;
  /** The other corner of what is selected; null where that is one cell. */
  anchor: Place | null;
  bounds: Bounds;
}

/** Handles a key pressed on the grid itself; keys in editors and menus are theirs. */
export const handleGridKey = (
  event: KeyboardEvent<HTMLElement>,
  { cursor, anchor, bounds, actions }: Sight & { actions: GridActions },
) => {
  if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
  const { key, ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event;
  const pressed: Key = { key, ctrl: ctrlKey || metaKey, shift, alt };
  const to = moved(cursor, pressed, bounds);
  const corner = extended(cursor, pressed, bounds);
  const byAlt = altAction(event);
  const all = wholes({ anchor: anchor ?? cursor, cursor }, pressed, bounds);
  if (to !== null) actions.move(to);
  else if (corner !== null) actions.extend({ anchor: anchor ?? cursor, cursor: corner }, true);
  else if (all !== null) actions.extend(all, false);
  else if (byAlt !== undefined) byAlt(actions);
  else if (key === 'ContextMenu' || (key === 'F10' && shift)) actions.showMenu();
  else if (cursor.row < 0 ? !onHead(pressed, actions) : !onCell(pressed, cursor.column, actions))
    return;
  event.preventDefault();
};
