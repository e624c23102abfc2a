import { useEffect, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Desk, SearchResult } from '../../db/desk.ts';
import { useDesk } from '../../state/desk-context.tsx';

/** A record as the list shows it. */
export interface FoundRecord {
  table: TableName;
  id: number;
  title: string;
  row: Row;
}

export interface Search {
  typed: string;
  tables: readonly TableName[];
  trash: boolean;
  limit: number;
}

export type Answered =
  | { kind: 'found'; search: Search; result: SearchResult; records: readonly FoundRecord[] }
  | { kind: 'failed'; search: Search; reason: string };

/** Milliseconds until an index that is being made is asked again, and until commits are heeded. */
const [untilAgain, untilHeeded] = [400, 200];

/** The rows of hits, in their order; a record that was erased meanwhile is left out. */
const recordsOf = async (desk: Desk, hits: SearchResult['hits']): Promise<FoundRecord[]> => {
  const tables = [...new Set(hits.map(({ table }) => table))];
  const rows = new Map<string, Row>();
  for (const table of tables) {
    const ids = hits.filter((hit) => hit.table === table).map(({ id }) => id);
    for (const row of await desk.getMany(table, ids))
      if (row !== null) rows.set(`${table} ${row.id}`, row);
  }
  const titles = await desk.titles(hits);
  return hits.flatMap(({ table, id }, i) => {
    const row = rows.get(`${table} ${id}`);
    return row === undefined ? [] : [{ table, id, row, title: titles[i] ?? '' }];
  });
};

const answer = async (desk: Desk, search: Search, signal: AbortSignal): Promise<Answered> => {
  const { typed, ...options } = search;
  try {
    const result = await desk.search(typed, { ...options, signal });
    return { kind: 'found', search, result, records: await recordsOf(desk, result.hits) };
  } catch (error) {
    return {
      kind: 'failed',
      search,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
};

/**
 * The answer to a search; until it is there, the one before. It is asked again after commits, and while the
 * index is being made.
 */
export const useSearch = ({ typed, tables, trash, limit }: Search) => {
  const desk = useDesk();
  const [answered, setAnswered] = useState<Answered>();
  const [version, setVersion] = useState(0);
  const among = tables.join(',');
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const search = { typed, tables: among.split(',').filter((name) => name !== ''), trash, limit };
    void answer(desk, search as Search, controller.signal).then((found) => {
      if (controller.signal.aborted) return;
      setAnswered(found);
      if (found.kind === 'found' && !found.result.ready)
        timer = setTimeout(() => setVersion((before) => before + 1), untilAgain);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [desk, typed, among, trash, limit, version]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = desk.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((before) => before + 1), untilHeeded);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [desk]);
  return { answered, again: () => setVersion((before) => before + 1) };
};
