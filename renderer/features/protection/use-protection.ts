import { useEffect, useState } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { BackupStatus } from '#shared/ipc/messages.ts';

export type ProtectionState = BackupStatus['protection'];

/** How backups are protected, as the main process says whenever it changes; undefined until it is known. */
export const useProtection = (api: DeskApi): ProtectionState | undefined => {
  const [state, setState] = useState<ProtectionState>();
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const status = await api.call('backups.status', {});
      if (status.ok && !isGone) setState(status.value.protection);
    };
    void read();
    const stop = api.onEvent(({ kind }) => {
      if (kind === 'backups') void read();
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [api]);
  return state;
};
