import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { openDesk, type OpenDesk } from '../db/open-desk.ts';
import { changeRoot, removeOrphans } from '../db/root.ts';
import type { AppInfo } from '../state/session.tsx';

export interface Opened {
  api: DeskApi;
  info: AppInfo;
  desk: OpenDesk;
}

const openRoot = async (): Promise<Result<string>> => {
  try {
    return ok((await changeRoot((before) => before)).database);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('desk.storageBlocked', { reason });
  }
};

/** Asks the browser to keep the data when space runs short; what it answers changes nothing here. */
const askToKeep = () => void navigator.storage.persist().catch(() => false);

/** Everything that the window needs before it can show the desk, or why it cannot. */
export const openSession = async (api: DeskApi): Promise<Result<Opened>> => {
  const [info, database] = await Promise.all([api.call('app.info', {}), openRoot()]);
  if (!info.ok) return info;
  if (!database.ok) return database;
  const { identity } = info.value;
  const desk = await openDesk({ identity, database: database.value });
  if (!desk.ok) return desk;
  askToKeep();
  requestIdleCallback(() => void removeOrphans());
  return ok({ api, info: info.value, desk: desk.value });
};
