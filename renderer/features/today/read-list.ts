import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { WaitingList } from '#shared/work/today.ts';
import type { Desk } from '../../db/desk.ts';
import { expertZones } from '../../db/expert-zones.ts';

/** Records that a list shows; all of them are a press away. */
const shown = 8;

export interface Line {
  row: Row;
  title: string;
  request: string;
  /** The expert’s time zone, for calls. */
  zone: string | null;
}

export interface Waiting {
  count: number;
  lines: readonly Line[];
}

const { signal } = new AbortController();

const numberIn = ({ values }: Row, field: string): number | null => {
  const value = values[field];
  return typeof value === 'number' ? value : null;
};
export const textIn = (row: Row | null, field: string): string => {
  const value = row?.values[field];
  return typeof value === 'string' ? value : '';
};

/** The field in which a record names its request. */
export const pointersToRequests: Partial<Record<TableName, string>> = {
  consultations: 'request',
  expert_request_candidates: 'request_id',
};

/** How many records wait on a list, and those that have waited longest. */
export const readList = async (
  desk: Desk,
  { table, filter, sort }: WaitingList,
): Promise<Waiting> => {
  const query = { table, trash: false, sort, text: '', fields: [], filter };
  const { ids } = await desk.order(query, { signal });
  const rows = (await desk.getMany(table, [...ids.subarray(0, shown)])).filter(
    (row) => row !== null,
  );
  const zones = table === 'consultations' ? await expertZones(desk, rows) : rows.map(() => null);
  const pointer = pointersToRequests[table];
  const requests = rows.map((row) => (pointer === undefined ? null : numberIn(row, pointer)));
  const titles = await desk.titles([
    ...rows.map(({ id }) => ({ table, id })),
    ...requests.map((id) => ({ table: 'expert_requests' as const, id: id ?? 0 })),
  ]);
  return {
    count: ids.length,
    lines: rows.map((row, i) => ({
      row,
      title: titles[i] ?? '',
      request: requests[i] === null ? '' : (titles[rows.length + i] ?? ''),
      zone: zones[i] ?? null,
    })),
  };
};
