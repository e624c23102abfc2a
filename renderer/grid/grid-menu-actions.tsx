import {
  ArrowDown,
  ArrowDownToLine,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  Eraser,
  EyeOff,
  MoveHorizontal,
  PencilLine,
  Rows3,
  Sigma,
  SquareArrowOutUpRight,
  X,
} from 'lucide-react';
import type { Sort } from '../db/desk.ts';
import type { MenuAction } from '../ui/menu.tsx';
import type { GridColumn } from './columns.ts';
import type { RecordGridProps } from './record-grid.tsx';
import { canGroup } from './group-list.tsx';
import { hasTotals, totalKinds, totalLabels } from './totals.ts';
import { placeInSort, sortedIn } from './sorting.ts';
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
      id: 'fill',
      label: 'Fill down',
      icon: <ArrowDownToLine size={size} />,
      keys: ['Ctrl', 'D'],
      run: actions.fillDown,
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
  sort: readonly Sort[];
  onSort: (sort: readonly Sort[]) => void;
  totals: RecordGridProps['totals'];
  group: (name: string) => void;
  fit: () => void;
  shift: (by: 1 | -1) => void;
  hide: (name: string) => void;
}

/** What a column of numbers can be summed up to; the total that it has is taken away by choosing it again. */
const totalActions = (
  { name, field }: GridColumn,
  { kinds, onChange }: RecordGridProps['totals'],
): MenuAction[] =>
  hasTotals(field)
    ? totalKinds.map((kind, at) => ({
        id: `total-${kind}`,
        label: `${kinds[name] === kind ? 'Remove total' : 'Total'}: ${totalLabels[kind].toLowerCase()}`,
        icon: kinds[name] === kind ? <X size={size} /> : <Sigma size={size} />,
        startsGroup: at === 0,
        run: () => onChange(name, kinds[name] === kind ? null : kind),
      }))
    : [];

/** What can be done with a column. */
export const headActions = (
  column: GridColumn | undefined,
  { sort, onSort, totals, group, fit, shift, hide }: HeadDeeds,
): MenuAction[] => {
  const fitting: MenuAction = {
    id: 'fit',
    label: 'Fit width to content',
    icon: <MoveHorizontal size={size} />,
    run: fit,
  };
  if (column === undefined) return [fitting];
  const { name } = column;
  const at = placeInSort(sort, name);
  const others = sort.filter(({ field }) => field !== name);
  const by = (descending: boolean) => () => onSort([{ field: name, descending }]);
  const alsoBy = (descending: boolean) => () => onSort(sortedIn(sort, { field: name, descending }));
  const besides: MenuAction[] = [
    {
      id: 'also-asc',
      label: 'Then by this, ascending',
      icon: <ArrowUp size={size} />,
      keys: ['Shift', 'Enter'],
      run: alsoBy(false),
    },
    {
      id: 'also-desc',
      label: 'Then by this, descending',
      icon: <ArrowDown size={size} />,
      run: alsoBy(true),
    },
  ];
  return [
    { id: 'asc', label: 'Sort ascending', icon: <ArrowUp size={size} />, run: by(false) },
    { id: 'desc', label: 'Sort descending', icon: <ArrowDown size={size} />, run: by(true) },
    ...(others.length > 0 ? besides : []),
    {
      id: 'none',
      label: 'Do not sort',
      icon: <X size={size} />,
      isDisabled: at < 0,
      run: () => onSort(others),
    },
    ...(canGroup(column.field)
      ? [
          {
            id: 'group',
            label: `Group by ${column.label}`,
            icon: <Rows3 size={size} />,
            startsGroup: true,
            run: () => group(name),
          },
        ]
      : []),
    ...totalActions(column, totals),
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
