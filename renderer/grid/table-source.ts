import { useEffect, useMemo, useRef, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { OrderQuery, Sort } from '../db/desk.ts';
import { useDesk } from '../state/desk-context.tsx';
import { TableRows, type TableQuery, type TableState } from './table-rows.ts';

const nothing: TableState = {
  source: {
    count: 0,
    isComplete: false,
    idAt: () => undefined,
    rowAt: () => undefined,
    indexOf: () => -1,
    ensure: () => undefined,
  },
  phase: 'first',
  failure: null,
};

/** Says, once the first rows have been painted, that they have: benchmarks and tests wait for it. */
const useFirstRowsMark = (table: TableName, hasRows: boolean) => {
  useEffect(() => {
    if (!hasRows) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        document.documentElement.dataset['firstRows'] = table;
        performance.mark('first-rows');
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [table, hasRows]);
};

const useStableQuery = (query: TableQuery): TableQuery => {
  const { trash, text, filter } = query;
  const [by, like] = [query.group?.by, query.group?.like];
  const [order, names] = [JSON.stringify(query.sort), query.fields.join(' ')];
  return useMemo(() => {
    const sort = JSON.parse(order) as readonly Sort[];
    const shared = { trash, sort, text, fields: names === '' ? [] : names.split(' ') };
    const group = by === undefined || like === undefined ? undefined : { by, like };
    return { ...shared, filter, group };
  }, [trash, order, text, names, filter, by, like]);
};

/**
 * The rows of a table in the order asked for: the newest at once, all numbers in the background, the
 * rows themselves as they come into sight. Follows every commit, of this window and others.
 */
export const useTableSource = ({ table, ...query }: OrderQuery): TableState => {
  const desk = useDesk();
  const stable = useStableQuery(query);
  const rows = useRef<TableRows>(undefined);
  const [shown, setShown] = useState<{ table: TableName; state: TableState }>();
  useEffect(() => {
    const made = new TableRows(desk, table, (state) => setShown({ table, state }));
    rows.current = made;
    return () => made.close();
  }, [desk, table]);
  useEffect(() => rows.current?.show(stable), [desk, table, stable]);
  const state = shown?.table === table ? shown.state : nothing;
  useFirstRowsMark(table, state.source.rowAt(0) !== undefined);
  return state;
};
