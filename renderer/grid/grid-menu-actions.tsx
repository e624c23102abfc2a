import {
  ArrowDown,
  ArrowDownToLine,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  Eraser,
  EyeOff,
  ListChecks,
  ListFilter,
  MoveHorizontal,
  PencilLine,
  Pin,
  PinOff,
  Rows3,
  Sigma,
  SquareArrowOutUpRight,
  X,
} from 'lucide-react';
import type { Sort } from '../db/desk.ts';
import { countOf } from '../state/wording.ts';
import type { MenuAction } from '../ui/menu.tsx';
import type { GridColumn } from './columns.ts';
import type { RecordGridProps } from './record-grid.tsx';
import { canGroup } from './group-list.tsx';
import { hasTotals, totalKinds, totalLabels } from './totals.ts';
import { placeInSort, sortedBy, sortedIn } from './sorting.ts';
import type { GridActions } from './grid-actions.ts';

const size = 14;

/** What can be done with a cell; the record’s own column can only be opened and copied. */
export const cellActions = (
  column: GridColumn | undefined,
  actions: GridActions,
  { bulkCount, value }: { bulkCount: number; value: string },
): MenuAction[] => {
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
  const many: MenuAction = {
    id: 'edit-many',
    label: `Edit ${countOf(bulkCount, 'record')}…`,
    icon: <ListChecks size={size} />,
    keys: ['Ctrl', 'Shift', 'E'],
    run: actions.bulkEdit,
  };
  if (column === undefined) return [...all, many];
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
    {
      id: 'filter-by',
      label: value === '' ? `Filter by empty ${column.label}` : `Filter by “${value}”`,
      icon: <ListFilter size={size} />,
      keys: ['Alt', 'V'],
      startsGroup: true,
      run: actions.filterBy,
    },
    many,
  ];
};

interface HeadDeeds {
  sort: readonly Sort[];
  onSort: (sort: readonly Sort[]) => void;
  totals: RecordGridProps['totals'];
  /** Whether its groups are listed beside the grid. */
  grouped: boolean;
  group: (name: string) => void;
  fit: () => void;
  shift: (by: 1 | -1) => void;
  /** Whether the column stays in sight. */
  pinned: boolean;
  pin: () => void;
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
  { sort, onSort, totals, grouped, group, fit, shift, pinned, pin, hide }: HeadDeeds,
): MenuAction[] => {
  const fitting: MenuAction = {
    id: 'fit',
    label: 'Fit width to content',
    icon: <MoveHorizontal size={size} />,
    keys: ['Alt', 'W'],
    run: fit,
  };
  if (column === undefined) return [fitting];
  const { name } = column;
  const at = placeInSort(sort, name);
  const others = sort.filter(({ field }) => field !== name);
  // One key sorts up, then down, then not at all: it stands beside what it does next.
  const [next] = sortedBy(sort, name);
  const keyWhere = (isNext: boolean) => (isNext ? { keys: ['Alt', 'S'] } : {});
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
    {
      id: 'asc',
      label: 'Sort ascending',
      icon: <ArrowUp size={size} />,
      ...keyWhere(next?.descending === false),
      run: by(false),
    },
    {
      id: 'desc',
      label: 'Sort descending',
      icon: <ArrowDown size={size} />,
      ...keyWhere(next?.descending === true),
      run: by(true),
    },
    ...(others.length > 0 ? besides : []),
    {
      id: 'none',
      label: 'Do not sort',
      icon: <X size={size} />,
      isDisabled: at < 0,
      ...keyWhere(next === undefined),
      run: () => onSort(others),
    },
    ...(canGroup(column.field)
      ? [
          {
            id: 'group',
            label: grouped ? 'Close the groups' : `Group by ${column.label}`,
            icon: <Rows3 size={size} />,
            keys: ['Alt', 'R'],
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
      id: 'pin',
      label: pinned ? 'Let it scroll with the others' : 'Pin to the left',
      icon: pinned ? <PinOff size={size} /> : <Pin size={size} />,
      keys: ['Alt', 'P'],
      run: pin,
    },
    {
      id: 'hide',
      label: 'Hide column',
      icon: <EyeOff size={size} />,
      keys: ['Alt', 'X'],
      startsGroup: true,
      run: () => hide(name),
    },
  ];
};
