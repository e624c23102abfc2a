import { create } from 'zustand';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { rememberDesk } from './desk-named.ts';
import type { Problem } from '#shared/problems/index.ts';

interface Exchange {
  /** How the shared folder stands; null until the main process has said so. */
  status: ExchangeStatus | null;
  /** Why the main process could not say it. */
  problem: Problem | null;
}

/** What the window knows of the folder through which desks work together. */
export const useExchange = create<Exchange>(() => ({ status: null, problem: null }));

/** Asks the main process how the shared folder stands. */
export const readExchange = async (api: DeskApi): Promise<void> => {
  const status = await api.call('exchange.status', {});
  if (status.ok) {
    for (const { number, name } of status.value.desks) rememberDesk(number, name);
    useExchange.setState({ status: status.value, problem: null });
  } else useExchange.setState({ problem: status.problem });
};
