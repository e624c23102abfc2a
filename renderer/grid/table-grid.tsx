import { useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react';
import { entityOf, isTableName, type TableName } from '#shared/entities/index.ts';
import { titleText } from '#shared/schema/index-key.ts';
import { effective, emptyFilter, type Group } from '#shared/views/filter.ts';
import { numberedName, shortCode } from '../db/short-code.ts';
import { useDesk } from '../state/desk-context.tsx';
import { useEditing } from '../state/edits.ts';
import { useGridLayout } from '../state/grid-layouts.ts';
import { Banner } from '../ui/banner.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import {
  columnsOf,
  fittingWidth,
  listedColumns,
  shownColumns,
  type GridColumn,
} from './columns.ts';
import type { FindRecords } from './editors/cell-editor.tsx';
import { FilterButton, FilterLine } from './filters/filter-button.tsx';
import { GroupList } from './group-list.tsx';
import { leadName } from './grid-head.tsx';
import type { LeadColumn } from './grid-row.tsx';
import type { CellChange } from './pasting.ts';
import { RecordGrid } from './record-grid.tsx';
import { useToasts } from '../state/toasts.ts';
import { useRecordTitles } from '../state/record-titles.ts';
import { useTableSource } from './table-source.ts';
import { hasTotals, totalKinds, type TotalKind } from './totals.ts';
import { useTotals } from './use-totals.ts';

const leadWidth = 220;

/** What the grid of a table has found, for those who show it elsewhere. */
export interface GridCount {
  rows: number;
  /** While false, more rows may turn up. */
  isComplete: boolean;
}

interface Props {
  table: TableName;
  /** Quick filter. */
  text: string;
  hrefOf: (id: number) => string;
  onOpen: (id: number) => void;
  onCount: (count: GridCount) => void;
  empty: ReactNode;
  /** Stands where conditions let nothing through; it can take them away. */
  emptied: (onClear: () => void) => ReactNode;
  /** Fills the line above the grid; filter and column chooser are handed in. */
  toolbar: (tools: ReactNode) => ReactNode;
}

const foundLimit = 12;

const useFind = (): FindRecords => {
  const desk = useDesk();
  return async (table, typed) => {
    if (!isTableName(table)) return [];
    const rows = await desk.find(table, typed, foundLimit);
    const titles = await desk.titles(rows.map(({ id }) => ({ table, id })));
    return rows.map(({ id }, index) => ({
      id,
      title: titles[index] ?? numberedName(table, id),
      detail: shortCode(table, id),
    }));
  };
};

/** The totals of the columns that are shown; what is no total, or of no number, is left out. */
const totalsOf = (
  columns: readonly GridColumn[],
  chosen: Readonly<Record<string, string>>,
): Record<string, TotalKind> =>
  Object.fromEntries(
    columns.flatMap(({ name, field }) => {
      const kind = totalKinds.find((known) => known === chosen[name]);
      return kind === undefined || !hasTotals(field) ? [] : [[name, kind] as const];
    }),
  );

/** Layout, columns and what changes them, for one table. */
const useColumns = (table: TableName) => {
  const entity = entityOf(table);
  const { layout, change } = useGridLayout(table);
  const all = useMemo(() => columnsOf(entity), [entity]);
  const names = useMemo(() => {
    const known = (layout.columns ?? []).filter((name) => Object.hasOwn(entity.fields, name));
    return layout.columns === null ? listedColumns(entity) : [...new Set(known)];
  }, [entity, layout.columns]);
  const columns = useMemo(
    () => shownColumns(all, names, layout.widths),
    [all, names, layout.widths],
  );
  const sort = layout.sort.filter(({ field }) => Object.hasOwn(entity.fields, field));
  const move = (name: string, by: 1 | -1) => {
    const from = names.indexOf(name);
    const to = Math.min(names.length - 1, Math.max(0, from + by));
    change({ columns: names.toSpliced(from, 1).toSpliced(to, 0, name) });
  };
  const resize = (name: string, width: number) =>
    change({ widths: { ...layout.widths, [name]: width } });
  const { widths, filter } = layout;
  const totals = useMemo(() => totalsOf(columns, layout.totals), [columns, layout.totals]);
  const addUp = (name: string, kind: TotalKind | null) => {
    const others = Object.entries(layout.totals).filter(([other]) => other !== name);
    change({ totals: Object.fromEntries(kind === null ? others : [...others, [name, kind]]) });
  };
  const groupBy =
    layout.groupBy !== null && Object.hasOwn(entity.fields, layout.groupBy) ? layout.groupBy : null;
  return {
    all,
    names,
    columns,
    sort,
    change,
    move,
    resize,
    widths,
    filter,
    totals,
    addUp,
    groupBy,
  };
};

const useLead = (table: TableName, width: number, hrefOf: (id: number) => string): LeadColumn => {
  const [href, setHref] = useState(() => hrefOf);
  if (href !== hrefOf && href(1) !== hrefOf(1)) setHref(() => hrefOf);
  return useMemo(
    () => ({
      label: entityOf(table).label.one,
      width,
      titleOf: (row, titleOf) => {
        const entity = entityOf(table);
        const own = entity.title.viaFirst ? '' : titleText(entity, row.values);
        return own === '' ? titleOf(table, row.id) : own;
      },
      codeOf: (id) => shortCode(table, id),
      hrefOf: href,
    }),
    [table, width, href],
  );
};

/** Edits many records in one step, and says so with the way back: not all of them are in sight. */
const useEditMany = () => {
  const { edit } = useEditing();
  return async (table: TableName, changes: readonly CellChange[], action: string) => {
    const result = await edit(
      changes.map(({ id, values }) => ({ op: 'update', table, id, values })),
      action,
    );
    if (!result.ok || changes.length < 2) return result;
    const { inverse } = result.value;
    useToasts.getState().show({
      tone: 'success',
      text: `${action[0]!.toUpperCase()}${action.slice(1)} saved.`,
      action: { label: 'Undo', run: () => void edit(inverse, `undo: ${action}`) },
    });
    return result;
  };
};

/** The records of a table, with everything the grid needs wired to the desk. */
export const TableGrid = (props: Props) => {
  const { table, text, onCount } = props;
  const { label } = entityOf(table);
  const layout = useColumns(table);
  const { names, columns, sort, change, filter } = layout;
  const narrow = (next: Group) => change({ filter: next });
  const deferred = useDeferredValue(filter);
  const whole = { table, trash: false, sort, text, fields: names, filter: deferred };
  const { groupBy } = layout;
  const [chosen, choose] = useState<{ of: string; by: string; like: number } | null>(null);
  const isChosen = chosen !== null && chosen.of === table && chosen.by === groupBy;
  const group = isChosen ? { by: chosen.by, like: chosen.like } : undefined;
  const query = { ...whole, group };
  const { source, failure } = useTableSource(query);
  const totals = useTotals(query, layout.totals);
  const desk = useDesk();
  const titleOf = useRecordTitles();
  const find = useFind();
  const { edit } = useEditing();
  const editMany = useEditMany();
  const lead = useLead(table, fittingWidth(layout.widths[leadName] ?? leadWidth), props.hrefOf);
  const { count, isComplete } = source;
  useEffect(() => onCount({ rows: count, isComplete }), [onCount, count, isComplete]);
  const tools = (
    <>
      <FilterButton table={table} filter={filter} onChange={narrow} />
      <ColumnChooser
        all={layout.all}
        shown={names}
        onChange={(shown) => change({ columns: shown })}
        onReset={() => change({ columns: null, widths: {} })}
      />
    </>
  );
  return (
    <>
      {props.toolbar(tools)}
      <FilterLine table={table} filter={filter} onChange={narrow} />
      {failure !== null && (
        <Banner tone="danger" title="The records cannot be read">
          {failure}
        </Banner>
      )}
      <div className="grid-and-groups">
        {groupBy !== null && (
          <GroupList
            key={`${table} ${groupBy}`}
            query={whole}
            by={groupBy}
            like={group?.like ?? null}
            onChoose={(like) => choose(like === null ? null : { of: table, by: groupBy, like })}
            onClose={() => change({ groupBy: null })}
            kinds={layout.totals}
            titleOf={titleOf}
          />
        )}
        <RecordGrid
          key={table}
          label={label.many}
          source={source}
          queryKey={JSON.stringify([text, sort, deferred, group])}
          lead={lead}
          columns={columns}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onResize={layout.resize}
          totals={{ kinds: layout.totals, texts: totals, onChange: layout.addUp }}
          onMoveColumn={layout.move}
          onGroup={(name) => change({ groupBy: name })}
          onHideColumn={(name) => change({ columns: names.filter((other) => other !== name) })}
          titleOf={titleOf}
          find={find}
          onEdit={(id, field, value) =>
            edit(
              [{ op: 'update', table, id, values: { [field]: value } }],
              `edit of ${entityOf(table).fields[field]?.label ?? field}`,
            )
          }
          onEditMany={(changes, action) => editMany(table, changes, action)}
          readRows={(ids) => desk.getMany(table, ids)}
          readTitles={(records) =>
            desk.titles(records.map(({ table: of, id }) => ({ table: of as TableName, id })))
          }
          onOpen={props.onOpen}
          empty={
            effective(deferred) === null ? props.empty : props.emptied(() => narrow(emptyFilter))
          }
        />
      </div>
    </>
  );
};
