import { useEffect, useEffectEvent } from 'react';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import { useApi } from '../state/desk-context.tsx';
import { useLongWork } from '../state/long-work.ts';
import { tellProblem } from '../state/tell.ts';

/**
 * Files that the user opens with the desk from outside: by a double click, or on the command line. What the
 * desk was started with waits for the first window; what comes later is told of, and waits for the end of
 * long work, which it would disturb.
 */
export const useOpenedFiles = (take: (file: ChosenFile) => void) => {
  const api = useApi();
  const isBusy = useLongWork(({ current }) => current !== null);
  const onFile = useEffectEvent(take);
  useEffect(() => {
    if (isBusy) return;
    const look = async () => {
      // Work may have begun since this was drawn; the end of it comes here again.
      if (useLongWork.getState().current !== null) return;
      const opened = await api.call('files.opened', {});
      if (!opened.ok) tellProblem(opened.problem);
      else if (opened.value !== null) onFile(opened.value);
    };
    void look();
    return api.onEvent(({ kind }) => {
      if (kind === 'fileOpened') void look();
    });
  }, [api, isBusy]);
};
