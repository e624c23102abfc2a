import type { SnapshotSummary } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import { readRoot, rootOf, withBulkLock } from '../db/root.ts';
import { Staging } from '../db/staging.ts';
import { stateOf, type Filled } from './bulk-aside.ts';
import { heedCancel, need, Stop, type Bridge } from './bulk-bridge.ts';
import type { Place, RestoreFile } from './bulk-messages.ts';
import { fillRecords, later, openedFile } from './bulk-restore.ts';

interface Rebuild {
  file: RestoreFile;
  /** The last journal entry that the file contains. */
  seq: number;
}

/**
 * Fills a database with what backups and journal together say, and makes it the desk's, whatever was there
 * before: it was lost, damaged or older. The journal goes on where it was, so nothing is told to it.
 */
export const rebuildDesk = async (
  bridge: Bridge,
  place: Place,
  { file, seq }: Rebuild,
): Promise<SnapshotSummary> => {
  const summary = await openedFile(bridge, place, file);
  const root = rootOf(place.database);
  const done = await withBulkLock(root, async () => {
    const staging = need(await Staging.create(root));
    try {
      await staging.countFrom(seq);
      const filled = await fill(bridge, place, { staging, summary });
      const { issued } = await readRoot(root);
      await staging.finish(stateOf(filled, { issued, journaled: seq }));
      heedCancel(bridge);
      await staging.becomeCurrent((before) => before);
      return summary;
    } catch (error) {
      await staging.drop().catch(() => undefined);
      throw error;
    }
  });
  if (done === null) throw new Stop(fail('work.busy'));
  return done;
};

const fill = async (
  bridge: Bridge,
  { job, identity }: Place,
  { staging, summary }: { staging: Staging; summary: SnapshotSummary },
): Promise<Filled<null>> => {
  const into = { staging, desk: identity.number };
  const { latest, seen, issued } = await fillRecords(bridge, into, {
    job,
    summary,
    erased: new Map(),
  });
  const stamp = later(summary.lastStamp, latest);
  return { value: null, workspace: summary.workspace, stamp, seen, issued };
};
