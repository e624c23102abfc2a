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
import { columnsOf, fittingWidth, listedColumns, shownColumns } from './columns.ts';
import type { FindRecords } from './editors/cell-editor.tsx';
import { FilterButton, FilterLine } from './filters/filter-button.tsx';
import { leadName } from './grid-head.tsx';
import type { LeadColumn } from './grid-row.tsx';
import { RecordGrid } from './record-grid.tsx';
import { useRecordTitles } from '../state/record-titles.ts';
import { useTableSource } from './table-source.ts';

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
  const sort =
    layout.sort !== null && Object.hasOwn(entity.fields, layout.sort.field) ? layout.sort : null;
  const move = (name: string, by: 1 | -1) => {
    const from = names.indexOf(name);
    const to = Math.min(names.length - 1, Math.max(0, from + by));
    change({ columns: names.toSpliced(from, 1).toSpliced(to, 0, name) });
  };
  const resize = (name: string, width: number) =>
    change({ widths: { ...layout.widths, [name]: width } });
  const { widths, filter } = layout;
  return { all, names, columns, sort, change, move, resize, widths, filter };
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

/** The records of a table, with everything the grid needs wired to the desk. */
export const TableGrid = (props: Props) => {
  const { table, text, onCount } = props;
  const { label } = entityOf(table);
  const layout = useColumns(table);
  const { names, columns, sort, change, filter } = layout;
  const narrow = (next: Group) => change({ filter: next });
  const deferred = useDeferredValue(filter);
  const { source, failure } = useTableSource(table, {
    trash: false,
    sort,
    text,
    fields: names,
    filter: deferred,
  });
  const titleOf = useRecordTitles();
  const find = useFind();
  const { edit } = useEditing();
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
      <RecordGrid
        key={table}
        label={label.many}
        source={source}
        queryKey={`${text} ${sort?.field ?? ''} ${sort?.descending ?? ''} ${JSON.stringify(deferred)}`}
        lead={lead}
        columns={columns}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        onResize={layout.resize}
        onMoveColumn={layout.move}
        onHideColumn={(name) => change({ columns: names.filter((other) => other !== name) })}
        titleOf={titleOf}
        find={find}
        onEdit={(id, field, value) =>
          edit(
            [{ op: 'update', table, id, values: { [field]: value } }],
            `edit of ${entityOf(table).fields[field]?.label ?? field}`,
          )
        }
        onOpen={props.onOpen}
        empty={
          effective(deferred) === null ? props.empty : props.emptied(() => narrow(emptyFilter))
        }
      />
    </>
  );
};
