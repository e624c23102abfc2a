import type { ExchangeDesk, ExchangeEvent, ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { countOf } from '../../state/wording.ts';
import type { BadgeTone } from '../../ui/badge.tsx';
import { capitalized } from '../../ui/moment-words.ts';

/** How the exchange goes on, from what needs people most to what needs nobody. */
export type Standing = 'problem' | 'locked' | 'held' | 'paused' | 'waiting' | 'inStep';

const waitingIn = ({ desks }: ExchangeStatus): number =>
  desks.reduce((sum, { waiting }) => sum + waiting, 0);

/** Null while the desk takes part in no shared folder. */
export const standingOf = (status: ExchangeStatus): Standing | null => {
  if (status.place === null) return null;
  if (status.locked) return 'locked';
  if (status.paused) return 'paused';
  if (status.problem !== null) return 'problem';
  if (status.desks.some(({ state }) => state === 'held')) return 'held';
  const isWaiting = status.desks.some(({ state }) => state === 'waiting');
  return isWaiting || waitingIn(status) > 0 ? 'waiting' : 'inStep';
};

/** How many files wait; no number where it is one that has not arrived whole. */
const filesWaiting = (status: ExchangeStatus): string => {
  const waiting = waitingIn(status);
  return waiting === 0 ? 'waiting for files' : `${countOf(waiting, 'file')} waiting`;
};

/** A few words for the line at the window's foot. */
export const standingText = (standing: Standing, status: ExchangeStatus): string => {
  switch (standing) {
    case 'problem':
      return 'Shared folder: see what is wrong';
    case 'locked':
      return 'Shared folder waits for its passphrase';
    case 'held':
      return 'Shared folder waits for your decision';
    case 'paused':
      return 'Shared folder paused';
    case 'waiting':
      return `Shared folder: ${filesWaiting(status)}`;
    case 'inStep':
      return 'In step with the shared folder';
  }
};

/** The same on the screen of the folder itself. */
export const standingTitle = (standing: Standing, status: ExchangeStatus): string => {
  switch (standing) {
    case 'problem':
      return 'Does not work now';
    case 'locked':
      return 'Waits for its passphrase';
    case 'held':
      return 'Waits for your decision';
    case 'paused':
      return 'Paused';
    case 'waiting':
      return capitalized(filesWaiting(status));
    case 'inStep':
      return 'In step with the others';
  }
};

/** What a desk's state is called, and how it looks. */
export const deskStates: Readonly<
  Record<ExchangeDesk['state'], { text: string; tone: BadgeTone }>
> = {
  upToDate: { text: 'In step', tone: 'success' },
  behind: { text: 'Being taken in', tone: 'accent' },
  waiting: { text: 'Waits for files', tone: 'neutral' },
  held: { text: 'Waits for you', tone: 'warning' },
  left: { text: 'Has left', tone: 'neutral' },
};

/** Problems that the user can overrule. */
export const canAllow = ({ state, problem }: ExchangeDesk): boolean =>
  state === 'held' &&
  (problem?.code === 'exchange.massChange' || problem?.code === 'exchange.clockAhead');

/** One line of what came and went, as a sentence. `own`: the name of this desk. */
export const eventText = (event: ExchangeEvent, own: string): string => {
  const { what, desk, entries, problem } = event;
  switch (what) {
    case 'sent':
      return `Sent ${countOf(entries, 'change')}`;
    case 'received':
      return entries === 0
        ? `Took in all records of “${desk}”`
        : `Took in ${countOf(entries, 'change')} from “${desk}”`;
    case 'checkpoint':
      return desk === own
        ? 'Wrote a copy of all records, for desks that join'
        : `Took in all records of “${desk}”`;
    case 'joined':
      return desk === own ? 'This desk joined' : `“${desk}” joined`;
    case 'left':
      return desk === own ? 'This desk left' : `“${desk}” left`;
    case 'problem':
      return problem === null ? `Something was wrong with “${desk}”` : problemText(problem);
  }
};

/** What a desk is called beside the others: with its number where another has the same name. */
export const nameAmong = (desk: ExchangeDesk, desks: readonly ExchangeDesk[]): string => {
  const isShared = desks.some(({ id, name }) => id !== desk.id && name === desk.name);
  return isShared ? `${desk.name} (desk ${desk.number})` : desk.name;
};

/** The name of this desk, as the folder has it. */
export const ownName = ({ desks }: ExchangeStatus): string =>
  desks.find(({ isOwn }) => isOwn)?.name ?? '';
