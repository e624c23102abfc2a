import type { DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import type { Identity, JournalState } from '#shared/ipc/messages.ts';
import { newestVersion } from '#shared/migrations/index.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isEmptyDesk, readLedger, type Ledger } from '../workers/bulk-ledger.ts';
import type { Place } from '../workers/bulk-messages.ts';
import type { WorkOptions } from './desk.ts';
import { storedVersion } from './open-database.ts';
import { answer, deleteDatabase, openRaw } from './raw-idb.ts';
import { readRoot, rootName, type Root } from './root.ts';
import { runInWorker } from './work-relay.ts';

/**
 * What the desk finds at its start, before anybody can edit: the browser's data held against the journal.
 * - `good`: the data is what the journal says, or further (the rest is still in the outbox).
 * - `empty`: there is no data.
 * - `older`: the data ends before the journal does.
 * - `damaged`: the data cannot be read.
 * - `journalBehind`: the data is whole, but the journal has lost entries that it had acknowledged.
 */
export type Finding = 'good' | 'empty' | 'older' | 'damaged' | 'journalBehind';

/** Compares what the browser holds with the journal; `null` for data that cannot be read at all. */
export const findingOf = (
  ledger: Pick<Ledger, 'workspace' | 'lastSeq' | 'journaled'> | 'none' | null,
  journal: Pick<JournalState, 'lastSeq' | 'workspace' | 'needsBackup'>,
): Finding => {
  if (ledger === null) return 'damaged';
  if (ledger === 'none') return 'empty';
  if (ledger.lastSeq < journal.lastSeq) return 'older';
  if (ledger.journaled > journal.lastSeq || journal.needsBackup) return 'journalBehind';
  const other = journal.workspace !== null && journal.workspace !== ledger.workspace;
  // A change of the workspace is itself an entry; without one waiting, the data is of another desk.
  return other && ledger.lastSeq === journal.lastSeq ? 'older' : 'good';
};

const exists = async (name: string): Promise<boolean> =>
  (await indexedDB.databases()).some((database) => database.name === name);

/** What a start leaves that was cut off between making the stores and writing whose they are: no data yet. */
const isUnbegun = async (raw: IDBDatabase): Promise<boolean> => {
  const transaction = raw.transaction(['state', 'outbox']);
  const counts = ['state', 'outbox'].map((name) => answer(transaction.objectStore(name).count()));
  return (await Promise.all(counts)).every((count) => count === 0) && (await isEmptyDesk(raw));
};

const ledgerOf = async ({ database }: Root, desk: number): Promise<Ledger | 'none'> => {
  const raw = await openRaw(database);
  try {
    return (await isUnbegun(raw)) ? 'none' : await readLedger(raw, desk);
  } finally {
    raw.close();
  }
};

const readData = async (root: string, desk: number): Promise<Ledger | 'none' | null> => {
  try {
    if (!(await exists(root))) return 'none';
    const record = await readRoot(root);
    return (await exists(record.database)) ? await ledgerOf(record, desk) : 'none';
  } catch {
    return null;
  }
};

/** Made anew from backups and journal; `null` where there was nothing to make it from. */
export interface Recovery {
  finding: Finding;
  rebuilt: ResultOf<'rebuild.make'>;
}

export interface StartCheck {
  recovery: Recovery | null;
  finding: Finding;
  /** Why the journal could not be asked; the desk then opens without it. */
  problem: Problem | null;
}

interface Options extends WorkOptions {
  identity: Identity;
  root?: string;
  /** Whether to begin without backups whose passphrase is not known. */
  withoutLocked?: boolean;
}

/**
 * Holds the browser's data against the journal and, when it was lost, is older or damaged, makes it anew.
 * Data of a version of the program that is newer than this one is left alone.
 */
export const checkAtStart = async (api: DeskApi, options: Options): Promise<Result<StartCheck>> => {
  const { identity, root = rootName } = options;
  const journal = await api.call('journal.state', {});
  if (!journal.ok) return ok({ recovery: null, finding: 'good', problem: journal.problem });
  const finding = findingOf(await readData(root, identity.number), journal.value);
  if (finding === 'good' || finding === 'journalBehind') {
    await backUpBeforeUpgrade(api, options);
    return ok({ recovery: null, finding, problem: null });
  }
  const recovered = await recover(api, finding, options);
  if (recovered.ok) return ok({ recovery: recovered.value, finding, problem: null });
  // A first start: there is nothing yet.
  if (finding === 'empty' && recovered.problem.code === 'journal.nothingToRebuild')
    return ok({ recovery: null, finding, problem: null });
  return recovered;
};

const recover = async (
  api: DeskApi,
  finding: Finding,
  options: Options,
): Promise<Result<Recovery>> => {
  const { root = rootName, identity, withoutLocked = false, signal, onProgress } = options;
  const job = crypto.randomUUID();
  const stop = api.onEvent((event) => {
    if (event.kind === 'progress' && event.job === job) onProgress(event);
  });
  const rebuilt = await api.call('rebuild.make', { job, at: null, withoutLocked }).finally(stop);
  if (!rebuilt.ok) return rebuilt;
  const usable = await usableRoot(root);
  if (!usable.ok) return usable;
  const { ticket, name, seq } = rebuilt.value;
  const place: Place = { database: usable.value, identity, job: crypto.randomUUID() };
  const task = { kind: 'rebuild', file: { ticket, name, base: null }, seq } as const;
  const done = await runInWorker(api, place, task, { signal, onProgress });
  await api.call('files.release', { ticket });
  return done.ok ? ok({ finding, rebuilt: rebuilt.value }) : done;
};

/** A root record that can be written: one that cannot be read is removed, since it leads to nothing. */
const usableRoot = async (root: string): Promise<Result<string>> => {
  try {
    return ok((await readRoot(root)).database);
  } catch {
    await deleteDatabase(root).catch(() => undefined);
  }
  try {
    return ok((await readRoot(root)).database);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('desk.storageBlocked', { reason });
  }
};

/**
 * Before the stores get a new shape, what they hold is backed up as it is. Where that fails, the desk opens
 * all the same: people are told, and another backup is asked for by and by (BAK9).
 */
const backUpBeforeUpgrade = async (api: DeskApi, options: Options): Promise<void> => {
  const { root = rootName, identity } = options;
  const { database } = await readRoot(root);
  const version = await storedVersion(database);
  if (version === 0 || version >= newestVersion) return;
  const place: Place = { database, identity, job: crypto.randomUUID() };
  const made = await runInWorker(api, place, { kind: 'backup', reason: 'migration' }, options);
  if (!made.ok) await api.call('backups.failed', { problem: made.problem });
};
