import { ok, type Result } from '#shared/result.ts';
import type { Base } from '#shared/sync/change.ts';
import { nextStamp } from '#shared/sync/stamp.ts';
import { readLastStamp, witnessStamp } from './desk-state.ts';
import type { Writer } from './mutate.ts';
import type { DeskDatabase } from './open-database.ts';
import { storeProblem } from './store-problem.ts';

/** Tells the journal that the desk, as it is at this moment, is what a snapshot says. */
export const markBase = async (
  database: DeskDatabase,
  writer: Writer,
  { action, base }: { action: string; base: Base },
): Promise<Result<void>> => {
  try {
    await database.transaction('rw', ['outbox', 'state'], async () => {
      const stamp = nextStamp(await readLastStamp(database), writer.now(), writer.number);
      await witnessStamp(database, stamp);
      await database.outbox.add({ stamp, action, base, changes: [] });
    });
    return ok(undefined);
  } catch (error) {
    return storeProblem(error);
  }
};
