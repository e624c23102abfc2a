import type { MouseEvent } from 'react';
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
  return {
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at === null || isEdited(at)) return;
      if (session.isOpen && !session.leave()) return event.preventDefault();
      core.place(at);
      if (event.button === 0) event.preventDefault();
      core.focus();
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const at = placeOf(event.target);
      if (at === null) return;
      if (at.row < 0) return actionsAt(at).sort();
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
