import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  Eraser,
  EyeOff,
  MoveHorizontal,
  PencilLine,
  SquareArrowOutUpRight,
  X,
} from 'lucide-react';
import type { Sort } from '../db/desk.ts';
import type { MenuAction } from '../ui/menu.tsx';
import type { GridColumn } from './columns.ts';
import type { GridActions } from './grid-actions.ts';

const size = 14;

/** What can be done with a cell; the record’s own column can only be opened and copied. */
export const cellActions = (column: GridColumn | undefined, actions: GridActions): MenuAction[] => {
  const all: MenuAction[] = [
    {
      id: 'open',
      label: 'Open record',
      icon: <SquareArrowOutUpRight size={size} />,
      keys: ['Ctrl', 'Enter'],
      run: actions.open,
    },
    {
      id: 'copy',
      label: 'Copy',
      icon: <Copy size={size} />,
      keys: ['Ctrl', 'C'],
      run: actions.copy,
    },
  ];
  if (column === undefined) return all;
  return [
    ...all,
    {
      id: 'edit',
      label: `Edit ${column.label}`,
      icon: <PencilLine size={size} />,
      keys: ['F2'],
      startsGroup: true,
      run: () => requestAnimationFrame(() => actions.edit(null)),
    },
    {
      id: 'empty',
      label: `Empty ${column.label}`,
      icon: <Eraser size={size} />,
      keys: ['Del'],
      run: actions.empty,
    },
  ];
};

interface HeadDeeds {
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  fit: () => void;
  shift: (by: 1 | -1) => void;
  hide: (name: string) => void;
}

/** What can be done with a column. */
export const headActions = (
  column: GridColumn | undefined,
  { sort, onSort, fit, shift, hide }: HeadDeeds,
): MenuAction[] => {
  const fitting: MenuAction = {
    id: 'fit',
    label: 'Fit width to content',
    icon: <MoveHorizontal size={size} />,
    run: fit,
  };
  if (column === undefined) return [fitting];
  const { name } = column;
  const by = (descending: boolean) => () => onSort({ field: name, descending });
  return [
    { id: 'asc', label: 'Sort ascending', icon: <ArrowUp size={size} />, run: by(false) },
    { id: 'desc', label: 'Sort descending', icon: <ArrowDown size={size} />, run: by(true) },
    {
      id: 'none',
      label: 'Do not sort',
      icon: <X size={size} />,
      isDisabled: sort?.field !== name,
      run: () => onSort(null),
    },
    { ...fitting, startsGroup: true },
    { id: 'left', label: 'Move left', icon: <ArrowLeft size={size} />, run: () => shift(-1) },
    { id: 'right', label: 'Move right', icon: <ArrowRight size={size} />, run: () => shift(1) },
    {
      id: 'hide',
      label: 'Hide column',
      icon: <EyeOff size={size} />,
      startsGroup: true,
      run: () => hide(name),
    },
  ];
};
