import type { TableName } from '#shared/entities/index.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { historyItemSchema, type HistoryItem } from '#shared/sync/history.ts';

/** A part of a record’s history, newest first; `more` where older items follow. */
export interface HistoryPart {
  items: readonly HistoryItem[];
  more: boolean;
}

/** Items asked for at a time. */
const pageSize = 50;

const parseItem = (line: string): HistoryItem | null => {
  try {
    const parsed = historyItemSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const parseItems = (bytes: Uint8Array): Result<HistoryItem[]> => {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const items = lines.filter((line) => line !== '').map(parseItem);
  const whole = items.filter((item) => item !== null);
  return whole.length === items.length
    ? ok(whole)
    : fail('desk.badMessage', { channel: 'journal.history', reason: 'an item is not understood' });
};

/** What the journal says of a record: the newest items, or those before an entry. */
export const readHistory = async (
  api: DeskApi,
  { table, id }: { table: TableName; id: number },
  before: number | null,
): Promise<Result<HistoryPart>> => {
  const answer = await api.call('journal.history', { table, id, before, limit: pageSize });
  if (!answer.ok) return answer;
  const items = parseItems(answer.value.bytes);
  return items.ok ? ok({ items: items.value, more: answer.value.more }) : items;
};

/** What is known after the newest items were read again; what lies between two parts is never left out. */
export const withNewest = (known: HistoryPart | null, newest: HistoryPart): HistoryPart => {
  if (known === null) return newest;
  const oldest = newest.items.at(-1)?.seq ?? 0;
  const reaches = !newest.more || known.items.some(({ seq }) => seq >= oldest);
  if (!reaches) return newest;
  const older = known.items.filter(({ seq }) => seq < oldest);
  return { items: [...newest.items, ...older], more: older.length > 0 ? known.more : newest.more };
};

/** What is known after a page further down was read. */
export const withOlder = (known: HistoryPart, older: HistoryPart): HistoryPart => ({
  items: [...known.items, ...older.items],
  more: older.more,
});
