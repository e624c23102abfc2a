import { logName } from '#shared/formats/exchange-names.ts';
import type { ExchangeDesk, ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Standing } from './collecting.ts';
import type { ExchangeState } from './exchange-state.ts';
import { isDamage } from './held-files.ts';

/** What is known of an exchange, apart from what is remembered. */
export interface Known {
  standings: readonly Standing[];
  problem: Problem | null;
  locked: boolean;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  checkedAt: string | null;
  /** What the windows would not take in, by the UUID of the desk that wrote it. */
  held: ReadonlyMap<string, { file: string; problem: Problem }>;
}

/** The status of a desk that takes part in nothing. */
export const noExchange = (problem: Problem | null): ExchangeStatus => ({
  place: null,
  encrypted: false,
  locked: false,
  paused: false,
  problem,
  checkedAt: null,
  desks: [],
  history: [],
});

const stateOf = ({ file, isHeld, problem, waiting }: Standing): ExchangeDesk['state'] => {
  if (isHeld) return 'held';
  if (problem !== null) return 'waiting';
  if (waiting > 0) return 'behind';
  return file?.left === true ? 'left' : 'upToDate';
};

const deskOf = (standing: Standing, own: string): ExchangeDesk => {
  const { id, file, waiting, problem } = standing;
  return {
    id,
    name: file?.desk.name ?? logName(id, 1).split('/')[1]!,
    number: file?.desk.number ?? 0,
    isOwn: id === own,
    writtenAt: file?.writtenAt ?? '',
    state: stateOf(standing),
    waiting,
    problem,
  };
};

const withHeld = (standing: Standing, held: Known['held']): Standing => {
  const found = held.get(standing.id);
  if (found === undefined) return standing;
  const { problem } = found;
  // What is damaged is written anew by its desk: there is nothing to decide.
  return { ...standing, next: null, problem, isHeld: !isDamage(problem) };
};

/** What the window shows of an exchange. */
export const statusOf = (
  { folder, identity, paused, desk, history }: ExchangeState,
  { standings, problem, locked, checkedAt, held }: Known,
): ExchangeStatus => ({
  place: folder,
  encrypted: identity !== null || locked,
  locked,
  paused,
  problem,
  checkedAt,
  desks: standings.map((standing) => deskOf(withHeld(standing, held), desk)),
  history,
});
