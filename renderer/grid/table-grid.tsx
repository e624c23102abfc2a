import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { entityOf, isTableName, isWorkTable, type TableName } from '#shared/entities/index.ts';
import type { BulkEdit } from '#shared/bulk/deeds.ts';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { Values } from '#shared/schema/row.ts';
import { titleText } from '#shared/schema/index-key.ts';
import { countOfConditions, effective, emptyFilter, type Group } from '#shared/views/filter.ts';
import { numberedName, shortCode } from '../db/short-code.ts';
import type { OrderQuery } from '../db/desk.ts';
import { useDesk } from '../state/desk-context.tsx';
import { useEditing } from '../state/edits.ts';
import { Banner } from '../ui/banner.tsx';
import { BulkButton } from './bulk-button.tsx';
import type { BulkPlace, GridHandle } from './bulk-place.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { fittingWidth } from './columns.ts';
import type { FindRecords } from './editors/cell-editor.tsx';
import { FilterButton, FilterLine } from './filters/filter-button.tsx';
import { narrowedBy } from './filters/value-filter.ts';
import { GroupList } from './group-list.tsx';
import { ViewMenu } from './views/view-menu.tsx';
import { leadName } from './grid-head.tsx';
import type { LeadColumn } from './grid-row.tsx';
import type { CellChange } from './pasting.ts';
import { RecordGrid } from './record-grid.tsx';
import { tellInfo } from '../state/tell.ts';
import { useScreenActions } from '../state/screen-actions.tsx';
import { useToasts } from '../state/toasts.ts';
import { useRecordTitles } from '../state/record-titles.ts';
import { useTableSource } from './table-source.ts';
import { useTableColumns } from './use-table-columns.ts';
import { useTotals } from './use-totals.ts';

const leadWidth = 220;

/** What the grid of a table has found, for those who show it elsewhere. */
export interface GridCount {
  rows: number;
  /** While false, more rows may turn up. */
  isComplete: boolean;
}

/** What an edit of many records can be about. */
export interface BulkAsked extends BulkPlace {
  /** What the grid shows: the records of this query. */
  query: OrderQuery;
  /** Whether that is less than the table: a filter, words or a group narrow it. */
  isNarrowed: boolean;
}

interface Props {
  table: TableName;
  /** Quick filter. */
  text: string;
  hrefOf: (id: number) => string;
  onOpen: (id: number) => void;
  /** Asks what to do to many records. */
  onBulkEdit: (asked: BulkAsked) => void;
  /** Edits more records than fit one edit. */
  onBulkFill: (order: BulkOrder) => void;
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

/** Values that fields are set to, as an edit; nothing empties them. */
const editOf = (values: Values): BulkEdit =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null ? { do: 'empty' } : { do: 'set', value },
    ]),
  );

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
  const layout = useTableColumns(table);
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
  const grid = useRef<GridHandle>(null);
  const isNarrowed = text !== '' || group !== undefined || effective(deferred) !== null;
  useEffect(() => onCount({ rows: count, isComplete }), [onCount, count, isComplete]);
  useScreenActions(label.many, () => [
    {
      id: 'clear-filter',
      label: 'Clear the filter',
      words: 'conditions all records',
      obstacle: countOfConditions(filter) === 0 ? 'There is none.' : null,
      run: () => narrow(emptyFilter),
    },
    {
      id: 'unsorted',
      label: 'Newest first, not sorted',
      words: 'order sort',
      obstacle: sort.length === 0 ? 'It is so already.' : null,
      run: () => change({ sort: [] }),
    },
  ]);
  const tools = (
    <>
      {isWorkTable(table) && <ViewMenu table={table} />}
      <FilterButton table={table} filter={filter} onChange={narrow} />
      <ColumnChooser
        title={label.many}
        all={layout.all}
        shown={names}
        onChange={(shown) => change({ columns: shown })}
        onReset={() => change({ columns: null, widths: {}, pinned: [] })}
      />
      <BulkButton isDisabled={count === 0} onPress={() => grid.current?.bulkEdit()} />
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
          pinned={layout.pinned}
          onPin={layout.pin}
          onFilterBy={(condition) => {
            const next = narrowedBy(filter, condition);
            if (next === filter) tellInfo('The table is narrowed by this already.');
            else narrow(next);
          }}
          groupBy={groupBy}
          onGroup={(name) => change({ groupBy: name === groupBy ? null : name })}
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
          onFillMany={(ids, values, action) =>
            props.onBulkFill({ table, ids: Float64Array.from(ids), edit: editOf(values), action })
          }
          onBulkEdit={(place) => props.onBulkEdit({ ...place, query, isNarrowed })}
          handle={grid}
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
