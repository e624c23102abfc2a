import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import { valueAt } from '#shared/schema/row.ts';
import type { Group } from '#shared/views/filter.ts';
import type { Desk } from '../../db/desk.ts';
import { useDesk, useNotices } from '../../state/desk-context.tsx';
import { Rows } from './figures/rows.ts';

/** Columns of the records that a filter lets through. */
export interface Source {
  table: TableName;
  fields: readonly string[];
  /** Columns of texts that people read: what they say is looked up. */
  spelled?: readonly string[];
  trash?: boolean;
  filter?: Group;
  /** Tables that the filter asks of besides. */
  besides?: readonly TableName[];
}

/** Texts of a column that are looked up: those of the most records. */
const mostSpelled = 300;

/** The first record of each text of a column, for the texts of the most records. */
const firstOfEach = (rows: Rows, field: string): { code: number; id: number }[] => {
  const { codes, texts } = rows.texts(field);
  const counts = new Uint32Array(texts.length);
  const firsts = new Float64Array(texts.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    if (counts[code]! === 0) firsts[code] = rows.ids[row]!;
    counts[code]! += 1;
  }
  return Array.from(texts.keys())
    .filter((code) => code > 0 && counts[code]! > 0)
    .toSorted((a, b) => counts[b]! - counts[a]!)
    .slice(0, mostSpelled)
    .map((code) => ({ code, id: firsts[code]! }));
};

/** What people read for the codes of a column. */
const spell = async (desk: Desk, table: TableName, rows: Rows, field: string) => {
  const firsts = firstOfEach(rows, field);
  const found = await desk.getMany(
    table,
    firsts.map(({ id }) => id),
  );
  const labels: (string | undefined)[] = [];
  firsts.forEach(({ code }, at) => {
    const row = found[at] ?? null;
    const value = row === null ? null : valueAt(row, field);
    if (typeof value === 'string') labels[code] = value.trim();
  });
  return labels;
};

/** Columns of a source, with what people read for their texts. */
export const loadRows = async (
  desk: Desk,
  { table, fields, spelled = [], trash = false, filter }: Source,
  signal: AbortSignal,
): Promise<Rows> => {
  const query = { table, trash, sort: [], text: '', fields: [], filter };
  const columns = await desk.columns(query, { fields, signal });
  const plain = new Rows(fields, columns);
  const labels = await Promise.all(
    spelled.map(async (field) => [field, await spell(desk, table, plain, field)] as const),
  );
  return labels.length === 0 ? plain : new Rows(fields, columns, Object.fromEntries(labels));
};

/** Milliseconds for which commits are gathered before figures follow. */
const pause = 1000;

/** Columns of a source, read again a moment after commits; undefined until they are read. */
export const useRows = (source: Source): Rows | undefined => {
  const desk = useDesk();
  const key = JSON.stringify(source);
  const [loaded, setLoaded] = useState<{ key: string; rows: Rows }>();
  const [version, setVersion] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useNotices([source.table, ...(source.besides ?? [])], () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setVersion((before) => before + 1);
    }, pause);
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  const load = useEffectEvent((signal: AbortSignal) => loadRows(desk, source, signal));
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    load(signal).then(
      (rows) => {
        if (!signal.aborted) setLoaded({ key, rows });
      },
      (error: unknown) => {
        // A question that nobody waits for may fail: the desk may have been closed meanwhile.
        if (!signal.aborted) throw error;
      },
    );
    return () => controller.abort();
  }, [desk, key, version]);
  return loaded?.key === key ? loaded.rows : undefined;
};
