import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { openCurrentDesk, type CurrentDesk } from '../db/current-desk.ts';
import type { WorkOptions } from '../db/desk.ts';
import { startPump, type JournalPump } from '../db/journal-pump.ts';
import { goOnFromBackup } from '../db/safety.ts';
import { checkAtStart, type Recovery } from '../db/start-check.ts';
import type { AppInfo } from '../state/session.tsx';

/** What the window works with: the main process, what it said of itself, and the open database. */
export interface Opened {
  api: DeskApi;
  info: AppInfo;
  desk: CurrentDesk;
  pump: JournalPump;
  /** How the data was made anew at this start, if it had to be. */
  recovery: Recovery | null;
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
export const openSession = async (
  api: DeskApi,
  options: WorkOptions & { withoutLocked?: boolean },
): Promise<Result<Opened>> => {
  const info = await api.call('app.info', {});
  if (!info.ok) return info;
  const { identity } = info.value;
  const checked = await checkAtStart(api, { ...options, identity });
  if (!checked.ok) return checked;
  const { recovery, finding } = checked.value;
  const desk = await openData(identity);
  if (!desk.ok) return desk;
  if (finding === 'journalBehind') await goOnFromBackup(desk.value, api, options);
  const pump = startPump(desk.value, api);
  askToKeep();
  return ok({ api, info: info.value, desk: desk.value, pump, recovery });
};
