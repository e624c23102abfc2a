import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Change } from '#shared/sync/change.ts';
import { historyItemSchema, type HistoryItem } from '#shared/sync/history.ts';
import { stampParts } from '#shared/sync/stamp.ts';

/** A state, and when it began; `until` is null for the present one. Milliseconds since 1970. */
export interface StageSpan {
  state: string;
  from: number;
  until: number | null;
}

const stateIn = (change: Change): string | null | undefined => {
  if (change.kind === 'erase') return undefined;
  const value =
    change.kind === 'update' ? change.values['match_state'] : change.row.values['match_state'];
  if (change.kind === 'update' && !Object.hasOwn(change.values, 'match_state')) return undefined;
  return typeof value === 'string' ? value : null;
};

/** When the state got its value: by the clock of the desk that gave it, also where it came from another. */
const timeOf = (change: Change): number => {
  if (change.kind === 'erase' || change.kind === 'update') return stampParts(change.stamp).time;
  return stampParts(change.row.clocks?.['match_state'] ?? change.row.clock).time;
};

/** The spans of a candidate’s states, newest first, from what its journal says, newest first (BOARD6). */
export const stageSpans = (items: readonly HistoryItem[]): StageSpan[] => {
  const spans: StageSpan[] = [];
  for (const { change } of items.toReversed()) {
    const state = change === undefined ? undefined : stateIn(change);
    if (change === undefined || state === undefined) continue;
    if ((spans[0]?.state ?? null) === (state ?? 'identified')) continue;
    const from = timeOf(change);
    if (spans[0] !== undefined) spans[0].until = from;
    spans.unshift({ state: state ?? 'identified', from, until: null });
  }
  return spans;
};

const parsed = (line: string): HistoryItem | null => {
  try {
    const item = historyItemSchema.safeParse(JSON.parse(line));
    return item.success ? item.data : null;
  } catch {
    return null;
  }
};

/** The newest entries of the journal that a history of states is made from. */
const most = 200;

/** What the journal knows of a candidate’s states. */
export const readStages = async (api: DeskApi, id: number): Promise<Result<StageSpan[]>> => {
  const table = 'expert_request_candidates' as const;
  const answer = await api.call('journal.history', { table, id, before: null, limit: most });
  if (!answer.ok) return answer;
  const lines = new TextDecoder().decode(answer.value.bytes).split('\n');
  const items = lines.filter((line) => line !== '').map(parsed);
  const whole = items.filter((item) => item !== null);
  return whole.length === items.length
    ? ok(stageSpans(whole))
    : fail('desk.badMessage', { channel: 'journal.history', reason: 'an item is not understood' });
};
