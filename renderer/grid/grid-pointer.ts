import type { MouseEvent } from 'react';
import { isIn } from './block.ts';
import type { Place } from './grid-keys.ts';
import type { GridActions } from './grid-actions.ts';
import type { EditSession } from './use-edit-session.tsx';
import type { GridCore } from './use-grid-core.ts';

/** The cell or head that an event came from; null for anything else. */
const placeOf = (target: EventTarget): Place | null => {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
};

const isPlainLink = (event: MouseEvent): boolean =>
  event.target instanceof Element &&
  event.target.closest('a') !== null &&
  !(event.ctrlKey || event.metaKey || event.shiftKey);

/** What the mouse does in a grid; one set of listeners serves every cell. */
export const pointerHandlers = (
  core: GridCore,
  session: EditSession,
  actionsAt: (at: Place) => GridActions,
) => {
  const isEdited = (at: Place) =>
    session.isOpen && at.row === session.row && at.column === session.column;
  const isSelected = (at: Place) =>
    isIn(at.row, core.block.rows) && isIn(at.column, core.block.columns);
  return {
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at === null || isEdited(at)) return;
      if (session.isOpen && !session.leave()) return event.preventDefault();
      if (event.button === 0) event.preventDefault();
      core.focus();
      // The menu of a block is opened in it, and does not undo it.
      if (event.button !== 0 && isSelected(at)) return;
      if (event.shiftKey && event.button === 0 && at.row >= 0 && core.cursor.row >= 0)
        return core.extend({ anchor: core.anchor ?? core.cursor, cursor: at }, false);
      core.place(at);
    },
    onMouseOver: (event: MouseEvent<HTMLElement>) => {
      if (event.buttons !== 1 || session.isOpen || core.cursor.row < 0) return;
      const at = placeOf(event.target);
      if (at === null || at.row < 0) return;
      if (at.row === core.cursor.row && at.column === core.cursor.column) return;
      core.extend({ anchor: core.anchor ?? core.cursor, cursor: at }, false);
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at === null) return;
      if (at.row < 0) return actionsAt(at).sort(event.shiftKey);
      if (!isPlainLink(event)) return;
      event.preventDefault();
      actionsAt(at).open();
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at !== null && at.row >= 0 && !session.isOpen) session.start(at, null);
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at === null || isEdited(at)) return;
      event.preventDefault();
      actionsAt(at).showMenu();
    },
  };
};
