import { join } from 'node:path';
import type { SnapshotName } from '#shared/sync/change.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import type { Manifest } from '#shared/formats/snapshot.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { listBases, type BaseEntry } from '#electron/journal/history.ts';
import { inspectSnapshot } from '#electron/snapshots/read-snapshot.ts';

/** A place from which a desk can be made: a backup, or (`path` null) nothing, and the entry that it reaches to. */
export interface Start {
  name: string | null;
  path: string | null;
  /** The last journal entry that it stands for. */
  seq: number;
  /** The first entry that is not in it: a replacement of everything may itself have changes. */
  from: number;
  /** Null where the backup says it. */
  workspace: string | null;
  /** When the desk was like that: milliseconds since 1970. */
  time: number;
}

/** A backup that cannot be a start, and why. */
export interface Skipped {
  name: string;
  problem: Problem;
}

export interface Wanted {
  journal: string;
  backups: string;
  disk: Disk;
  appVersion: string;
  /** The desk whose journal it is: its own backups say how far they reach. */
  desk: string;
  /** The moment that is wanted, in milliseconds since 1970; Infinity for the journal's end. */
  until: number;
  passphrase: string | null;
}

const timeOf = (stamp: string): number => stampParts(stamp).time;

const isNamed = (manifest: Manifest, name: SnapshotName | null): boolean =>
  name !== null &&
  manifest.desk.id === name.desk &&
  manifest.number === name.number &&
  manifest.createdAt === name.createdAt;

type Place = Omit<Start, 'name' | 'path'>;

/** Where a replacement of everything stands. */
const placeOf = ({ seq, stamp, base: { workspace } }: BaseEntry): Place => ({
  seq,
  from: seq,
  workspace,
  time: timeOf(stamp),
});

/** Where in the journal a backup stands: by its own word, or as what the journal went on from. */
export const placesOf = (
  manifest: Manifest,
  { desk, until }: Pick<Wanted, 'desk' | 'until'>,
  bases: readonly BaseEntry[],
): Place[] => {
  const named = bases.filter(({ base }) => isNamed(manifest, base.snapshot)).map(placeOf);
  const { seq, lastStamp, workspace } = manifest;
  const time = lastStamp === null ? 0 : timeOf(lastStamp);
  if (manifest.desk.id !== desk || seq === null || time > until) return named;
  return [{ seq, from: seq + 1, workspace, time }, ...named];
};

const nothing = (place: Place): Start => ({ name: null, path: null, ...place });
const beginning: Place = { seq: 0, from: 1, workspace: null, time: 0 };

const basesUpTo = async ({ journal, disk, until }: Wanted): Promise<BaseEntry[]> => {
  if ((await disk.facts(journal)) === null) return [];
  return (await listBases(journal, { disk })).filter(({ stamp }) => timeOf(stamp) <= until);
};

/**
 * Every place to start from, nearest to the wanted moment first. What stands before the last replacement
 * of everything (a `base`, entry `since`) is no start, since what came after knows nothing of it.
 */
export const startsFor = async (
  wanted: Wanted,
): Promise<{ starts: Start[]; skipped: Skipped[]; since: number }> => {
  const { backups, disk, appVersion, passphrase } = wanted;
  const bases = await basesUpTo(wanted);
  const last = bases.at(-1);
  const starts: Start[] = [];
  const skipped: Skipped[] = [];
  const names = await disk.list(backups).catch(() => []);
  for (const name of names.filter((found) => found.endsWith('.edesk') && !found.startsWith('.'))) {
    const path = join(backups, name);
    const seen = await inspectSnapshot(path, { disk, appVersion, passphrase });
    if (!seen.ok) skipped.push({ name, problem: seen.problem });
    else
      for (const place of placesOf(seen.value.manifest, wanted, bases))
        starts.push({ name, path, ...place });
  }
  if (last === undefined) starts.push(nothing(beginning));
  else if (last.base.snapshot === null) starts.push(nothing(placeOf(last)));
  const since = last?.seq ?? 0;
  const reachable = starts.filter(({ seq }) => seq >= since);
  return { starts: reachable.sort((a, b) => b.seq - a.seq || b.time - a.time), skipped, since };
};
