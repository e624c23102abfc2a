import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { openCurrentDesk, type CurrentDesk } from '../db/current-desk.ts';
import type { AppInfo } from '../state/session.tsx';

/** What the window works with: the main process, what it said of itself, and the open database. */
export interface Opened {
  api: DeskApi;
  info: AppInfo;
  desk: CurrentDesk;
}

/** A database that the browser does not let us open throws; people get a sentence instead. */
const openData = async (identity: AppInfo['identity']): Promise<Result<CurrentDesk>> => {
  try {
    return await openCurrentDesk({ identity });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('desk.storageBlocked', { reason });
  }
};

/** Asks the browser to keep the data when space runs short; what it answers changes nothing here. */
const askToKeep = () => void navigator.storage.persist().catch(() => false);

/** Everything that the window needs before it can show the desk, or why it cannot. */
export const openSession = async (api: DeskApi): Promise<Result<Opened>> => {
  const info = await api.call('app.info', {});
  if (!info.ok) return info;
  const desk = await openData(info.value.identity);
  if (!desk.ok) return desk;
  askToKeep();
  return ok({ api, info: info.value, desk: desk.value });
};
