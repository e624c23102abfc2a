import { useEffect } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { useAnswer } from './use-answer.ts';

const askStatus = (api: DeskApi) => api.call('backups.status', {});

/** How backups stand, asked for again whenever the main process says that it has changed. */
export const useBackups = (api: DeskApi) => {
  const { loaded, reload } = useAnswer(api, askStatus);
  useEffect(
    () =>
      api.onEvent(({ kind }) => {
        if (kind === 'backups') reload();
      }),
    [api, reload],
  );
  return { loaded, reload };
};
