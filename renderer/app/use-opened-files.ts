import { useEffect, useEffectEvent } from 'react';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import { useApi } from '../state/desk-context.tsx';
import { tellProblem } from '../state/tell.ts';

/**
 * Files that the user opens with the desk from outside: by a double click, or on the command line. What the
 * desk was started with waits for the first window; what comes later is told of.
 */
export const useOpenedFiles = (take: (file: ChosenFile) => void) => {
  const api = useApi();
  const onFile = useEffectEvent(take);
  useEffect(() => {
    const look = async () => {
      const opened = await api.call('files.opened', {});
      if (!opened.ok) tellProblem(opened.problem);
      else if (opened.value !== null) onFile(opened.value);
    };
    void look();
    return api.onEvent(({ kind }) => {
      if (kind === 'fileOpened') void look();
    });
  }, [api]);
};
