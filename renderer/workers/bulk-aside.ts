import { fail, type Result } from '#shared/result.ts';
import type { Seen } from '#shared/sync/seen.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { seenKey } from '../db/desk-state.ts';
import { openRaw } from '../db/raw-idb.ts';
import { readRoot, rootOf, withBulkLock } from '../db/root.ts';
import { Staging } from '../db/staging.ts';
import { heedCancel, need, Stop, type Bridge } from './bulk-bridge.ts';
import { highestOf, readLedger, type Ledger } from './bulk-ledger.ts';
import type { Numbers } from '../db/numbering.ts';
import type { Place } from './bulk-messages.ts';

/** The desk as it is, and the database that is to follow it. */
export interface Aside {
  current: IDBDatabase;
  ledger: Ledger;
  staging: Staging;
}

/** What filling gives: what the work is to return, and how the new desk's state begins. */
export interface Filled<T> {
  value: T;
  workspace: string;
  stamp: Stamp | null;
  /** What the new desk has seen of other desks. */
  seen: Seen;
  /** Numbers that must not be given out again, beyond those that the desk knows of. */
  issued?: Numbers;
}

/**
 * Fills a database aside and makes it the desk's. Whatever goes wrong, or when the user stops it before
 * the switch, the new database is removed and the desk is what it was.
 */
export const fillAside = async <T>(
  bridge: Bridge,
  place: Place,
  fill: (aside: Aside) => Promise<Filled<T>>,
): Promise<T> => {
  const root = rootOf(place.database);
  const done = await withBulkLock(root, async () => {
    const { database, issued } = await readRoot(root);
    if (database !== place.database) throw new Stop(fail('work.editedMeanwhile'));
    const current = await openRaw(place.database);
    try {
      const known = await readLedger(current, place.identity.number);
      const ledger = { ...known, issued: highestOf(issued, known.issued) };
      return { value: await fillAndSwitch(bridge, { current, ledger, root }, fill) };
    } finally {
      current.close();
    }
  });
  if (done === null) throw new Stop(fail('work.busy'));
  return done.value;
};

const fillAndSwitch = async <T>(
  bridge: Bridge,
  { current, ledger, root }: Omit<Aside, 'staging'> & { root: string },
  fill: (aside: Aside) => Promise<Filled<T>>,
): Promise<T> => {
  const staging = need(await Staging.create(root));
  try {
    await staging.countFrom(ledger.lastSeq);
    const filled = await fill({ current, ledger, staging });
    heedCancel(bridge);
    await staging.finish(stateOf(filled, ledger));
    heedCancel(bridge);
    need(await switchTo(staging, current, ledger));
    return filled.value;
  } catch (error) {
    // What cannot be removed now is removed at the next start; the reason of the failure counts more.
    await staging.drop().catch(() => undefined);
    throw error;
  }
};

const switchTo = (staging: Staging, current: IDBDatabase, ledger: Ledger): Promise<Result<null>> =>
  staging.switchOver(current, ledger.stamp, (before) => ({
    ...before,
    issued: highestOf(before.issued, ledger.issued),
  }));

/** Numbers that this desk has given out travel on, also into data that has never heard of them. */
export const stateOf = (
  { workspace, stamp, seen, issued = {} }: Filled<unknown>,
  known: Pick<Ledger, 'issued' | 'journaled'>,
) => [
  { key: 'workspace', value: workspace },
  { key: seenKey, value: JSON.stringify(seen) },
  { key: 'journaled', value: known.journaled },
  ...(stamp === null ? [] : [{ key: 'stamp', value: stamp }]),
  ...Object.entries(highestOf(known.issued, issued)).map(([table, value]) => ({
    key: `counter:${table}`,
    value,
  })),
];
