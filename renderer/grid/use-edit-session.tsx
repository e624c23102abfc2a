import { useRef, useState, type ReactNode } from 'react';
import type { Value } from '#shared/schema/fields.ts';
import { CellEditor } from './editors/cell-editor.tsx';
import type { GridColumn } from './columns.ts';
import type { Finish } from './editors/editor-box.tsx';
import { stepped, type Place, type Step } from './grid-keys.ts';
import { rowOf } from './use-cursor.ts';
import type { GridCore } from './use-grid-core.ts';

interface Editing {
  /** The record: the editor follows it through every new order. */
  id: number;
  row: number;
  column: number;
  initial: string | null;
}

/** The rows at the foot of the window in which editors hang upwards. */
const lowRows = 4;

/** The one cell that is being edited, if any. */
export const useEditSession = (
  core: GridCore,
  onFill: (column: GridColumn, value: Value) => void,
) => {
  const { props, columnAt, valueIn, bounds, view } = core;
  const { source, titleOf, find } = props;
  const [editing, setEditing] = useState<Editing | null>(null);
  const finish = useRef<Finish>(null);
  const row = editing === null ? -1 : rowOf(source, editing.row, editing.id);
  const column = editing?.column ?? -1;

  const start = (at: Place, initial: string | null) => {
    const cell = core.under(at);
    if (cell === null) return;
    core.show(at);
    setEditing({ id: cell.row.id, row: at.row, column: at.column, initial });
  };
  const end = (value: Value, step: Step | null) => {
    const cell = core.under({ row, column });
    setEditing(null);
    // Ctrl+Enter in a block is for all of it.
    const isForAll = step === 'stay' && core.anchor !== null;
    if (cell !== null && isForAll) onFill(cell.column, value);
    else if (cell !== null) core.change(cell.row, cell.column, value);
    if (step === null) return;
    core.focus();
    if (isForAll) return;
    core.goTo(stepped({ row, column }, step, bounds));
  };
  const cancel = () => {
    setEditing(null);
    core.focus();
  };
  const editor = (): ReactNode => {
    const edited = columnAt(column);
    const record = source.rowAt(row);
    if (editing === null || edited === undefined || record === undefined) return null;
    return (
      <CellEditor
        field={edited.field}
        value={valueIn(record, edited)}
        initial={editing.initial}
        titleOf={titleOf}
        find={find}
        finish={finish}
        opensUp={row > lowRows && row - view.sight.topRow > view.page - lowRows}
        onDone={end}
        onCancel={cancel}
      />
    );
  };
  /** Ends the edit from outside; false where what was typed cannot be taken. */
  const leave = (): boolean => finish.current?.(null) ?? true;
  return { isOpen: editing !== null, row, column, start, leave, editor };
};

export type EditSession = ReturnType<typeof useEditSession>;
