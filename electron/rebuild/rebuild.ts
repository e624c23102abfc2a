import { dirname } from 'node:path';
import type { TableName } from '#shared/entities/index.ts';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, type Result } from '#shared/result.ts';
import { seenBy } from '#shared/sync/seen.ts';
import { laterStamp, type Stamp } from '#shared/sync/stamp.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { parseBackupName } from '#electron/backups/backup-name.ts';
import { sweepLeftovers } from '#electron/disk/temporary-names.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { must, Refusal, refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { startsFor, type Skipped, type Start } from './choose-start.ts';
import { mergeDesk, tombstonesOf } from './merge-desk.ts';
import { readEntries, type Told } from './read-entries.ts';
import { untilOf, type RebuildOptions } from './rebuild-options.ts';

/** What a desk was made from, and what came of it. */
export interface RebuiltDesk {
  name: string;
  /** The backup that it began with; null for nothing. */
  base: string | null;
  /** Journal entries that were applied. */
  entries: number;
  /** The last entry that it contains, and its stamp. */
  seq: number;
  stamp: string | null;
  workspace: string;
  /** Backups, or parts of the journal, that could not be used. */
  skipped: Skipped[];
  rows: Record<TableName, number>;
  /** Bytes of the file. */
  size: number;
}

const openStart = async (
  { path }: Start,
  { disk = nodeDisk, appVersion, passphrase, signal, onProgress }: RebuildOptions,
): Promise<OpenSnapshot | null> => {
  if (path === null) return null;
  const options = {
    disk,
    appVersion,
    passphrase: passphrase ?? null,
    signal,
    onProgress: (done: number, total: number) =>
      onProgress?.({ phase: 'Checking the backup', done, total }),
  };
  return must(await openSnapshot(path, options));
};

const later = (a: Stamp | null, b: Stamp | null): Stamp | null =>
  a === null || b === null ? (a ?? b) : laterStamp(a, b);

/** The desk of one start and what followed it, written as a snapshot. */
const writeFrom = async (
  start: Start,
  options: RebuildOptions,
): Promise<Omit<RebuiltDesk, 'skipped'>> => {
  const open = await openStart(start, options);
  const told = await readEntries(options, start).catch(async (error: unknown) => {
    await open?.close();
    throw error;
  });
  try {
    return await writeDesk({ start, open, told }, options);
  } finally {
    await told.changes.clear();
    await open?.close();
  }
};

interface Found {
  start: Start;
  open: OpenSnapshot | null;
  told: Told;
}

const headOf = (
  { start, open, told }: Found,
  { desk, number, now, appVersion }: RebuildOptions,
): SnapshotHead & { seq: number } => {
  const manifest = open?.facts.manifest;
  const workspace = told.workspace ?? start.workspace ?? manifest?.workspace ?? null;
  if (workspace === null) throw new Refusal('journal.nothingToRebuild');
  const lastStamp = later(manifest?.lastStamp ?? null, told.last?.stamp ?? null);
  const createdAt = new Date(now()).toISOString();
  const seq = told.last?.seq ?? start.seq;
  const seen = seenBy(told.seen ?? manifest?.seen ?? {}, lastStamp, desk.number);
  return { workspace, desk, number, appVersion, createdAt, lastStamp, seq, seen };
};

const writeDesk = async (
  found: Found,
  options: RebuildOptions,
): Promise<Omit<RebuiltDesk, 'skipped'>> => {
  const { into, disk = nodeDisk, encryptWith, signal } = options;
  const { start, open, told } = found;
  const head = headOf(found, options);
  const writing = { disk, replace: true, passphrase: encryptWith ?? null };
  const writer = must(await SnapshotWriter.create(into, head, writing));
  try {
    const erased = new Map([...(await tombstonesOf(open)), ...told.erased]);
    await mergeDesk({ open, changes: told.changes, erased }, writer, options);
    const { name, rows, size } = must(await writer.finish({ signal }));
    const { seq, lastStamp: stamp, workspace } = head;
    return { name, rows, size, base: start.name, entries: told.entries, seq, stamp, workspace };
  } finally {
    await writer.discard();
  }
};

/** A later backup must be opened before anything is made. */
class LockedBackup extends Refusal {}

/** What says that this start is of no use, though another may be; everything else ends the whole. */
const isOfTheStart = (error: unknown): error is Refusal =>
  error instanceof Refusal &&
  !(error instanceof LockedBackup) &&
  /^(snapshot|age|file\.notReadable|journal)\b/.test(error.problem.code);

const isLocked = ({ code }: Problem): boolean => code === 'age.passphraseNeeded';

/**
 * A backup of this desk that says by its name that it goes on further than what could be made, and that
 * only waits for its passphrase: to go on without it would be to lose what it holds.
 */
const lockedBeyond = (skipped: readonly Skipped[], seq: number, until: number): Skipped | null =>
  skipped.find(({ name, problem }) => {
    const named = parseBackupName(name);
    if (named === null || named.reason === 'restored') return false;
    const isLater = named.seq > seq && Date.parse(named.createdAt) <= until;
    return isLater && isLocked(problem);
  }) ?? null;

const tryStarts = async (options: RebuildOptions): Promise<RebuiltDesk> => {
  const { journal, backups, disk = nodeDisk, appVersion, desk, at, passphrase } = options;
  const { withoutLocked = false } = options;
  const wanted = { journal, backups, disk, appVersion, desk: desk.id, until: untilOf(at) };
  const { starts, skipped, since } = await startsFor({
    ...wanted,
    passphrase: passphrase ?? null,
  });
  let last: Refusal =
    since === 0
      ? new Refusal('journal.nothingToRebuild')
      : new Refusal('journal.noStart', { from: since });
  for (const start of starts) {
    try {
      const made = await writeFrom(start, options);
      const locked = withoutLocked ? null : lockedBeyond(skipped, made.seq, wanted.until);
      if (locked === null) return { ...made, skipped };
      await disk.remove(options.into);
      throw new LockedBackup(locked.problem.code, locked.problem.data);
    } catch (error) {
      if (!isOfTheStart(error)) throw error;
      if (start.name !== null) skipped.push({ name: start.name, problem: error.problem });
      if (error.problem.code !== 'journal.nothingToRebuild') last = error;
    }
  }
  const [reason] = skipped.filter(({ problem }) => !withoutLocked || !isLocked(problem));
  throw reason === undefined ? last : new Refusal(reason.problem.code, reason.problem.data);
};

/**
 * Makes the desk as the journal says it was: from the nearest good backup (or from nothing, where the
 * journal has everything), and the entries after it. Memory grows neither with rows nor with changes.
 */
export const rebuildDesk = async (options: RebuildOptions): Promise<Result<RebuiltDesk>> => {
  const { into, disk = nodeDisk, at } = options;
  if (Number.isNaN(untilOf(at))) return fail('sql.badTime', { value: String(at) });
  await sweepLeftovers(dirname(into), { disk });
  return refusalsAsProblems(
    (error) => readProblem(error, into),
    () => tryStarts(options),
  );
};
