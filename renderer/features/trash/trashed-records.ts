import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import type { Desk } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';

/** Records shown at first, and more of at a time. */
const step = 100;

export interface Trashed {
  id: number;
  title: string;
  /** When it went to the trash, as an ISO time in UTC. */
  since: string;
}

const sinceOf = (row: Row): string =>
  new Date(stampParts(row.clocks?.['deleted'] ?? row.clock).time).toISOString();

const load = async (desk: Desk, table: TableName, limit: number) => {
  const { rows } = await desk.page(table, { trash: true, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const titles = await desk.titles(shown.map(({ id }) => ({ table, id })));
  const records = shown.map((row, i): Trashed => ({
    id: row.id,
    title: titles[i] ?? '',
    since: sinceOf(row),
  }));
  return { records, more: rows.length > limit };
};

/** The newest records of a table's trash, and how to see more; undefined until they are read. */
export const useTrashedRecords = (table: TableName) => {
  const [limit, setLimit] = useState(step);
  const loaded = useLoaded(`trash ${table} ${limit}`, [table], (desk) => load(desk, table, limit));
  return { loaded, showMore: () => setLimit((before) => before + step) };
};
