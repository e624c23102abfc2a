import { useEffect } from 'react';
import { problemText } from '#shared/problems/index.ts';
import { startExchange, type PumpHost } from '../db/exchange-pump.ts';
import { forgetEdits } from '../state/edits.ts';
import { readExchange, useExchange } from '../state/exchange.ts';
import { runLongWork, useLongWork } from '../state/long-work.ts';
import { useToasts } from '../state/toasts.ts';
import type { Opened } from './open-session.ts';

const isFree = (): boolean => useLongWork.getState().current === null;

const untilFree = async (): Promise<void> => {
  if (isFree()) return;
  await new Promise<void>((resolve) => {
    const stop = useLongWork.subscribe(() => {
      if (!isFree()) return;
      stop();
      resolve();
    });
  });
};

/** The window, as far as taking in what others wrote concerns it. */
const host: PumpHost = {
  untilFree,
  longWork: runLongWork,
  onProblem: (problem) => useToasts.getState().show({ tone: 'error', text: problemText(problem) }),
  onReplaced: () => forgetEdits('The desk took over what its shared folder holds.'),
};

const watchStatus = ({ api }: Opened) => {
  useExchange.setState({ status: null, problem: null });
  void readExchange(api);
  return api.onEvent(({ kind }) => {
    if (kind === 'exchange') void readExchange(api);
    // Everything that stamps is opened anew with the number that the desk has now.
    if (kind === 'renumbered') window.location.reload();
  });
};

/** Takes in what other desks put into the shared folder, and keeps what the window says of it up to date. */
export const useExchangePump = (opened: Opened) => {
  useEffect(() => watchStatus(opened), [opened]);
  useEffect(() => {
    const pump = startExchange(opened.desk, opened.api, host);
    return () => pump.close();
  }, [opened]);
};
