import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import type { ChosenFileRegistry } from '../disk/chosen-files.ts';
import { readProblem, tryWriting } from '../disk/disk-problems.ts';
import type { Journal } from '../journal/journal.ts';
import { compareSnapshots, type Comparison } from '../rebuild/compare.ts';
import { purgeErased } from '../rebuild/purge.ts';
import { rebuildDesk, type RebuiltDesk } from '../rebuild/rebuild.ts';
import { openSnapshot } from '../snapshots/read-snapshot.ts';
import { refusalsAsProblems } from '../snapshots/refusal.ts';
import type { CallContext, Handler, Handlers } from './handlers.ts';
import type { Job, Jobs } from './jobs.ts';
import { phasesOf, type Progress } from './progress.ts';

interface Deps {
  jobs: Jobs;
  journal: Journal;
  files: ChosenFileRegistry;
  /** Folders: the desk's own, and its backups'. */
  deskFolder: string;
  backupsFolder: string;
  identity: () => Identity;
  appVersion: string;
  /** The passphrase of the backups, where they have one and it is known. */
  passphrase: () => string | null;
  /** Told when backups may have been rewritten. */
  onPurged: () => Promise<void>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface RebuildJob extends Job {
  kind: 'rebuild';
  signal: AbortSignal;
}

const rebuildJob = (): RebuildJob => {
  const stop = new AbortController();
  const close = () => Promise.resolve(stop.abort());
  return { kind: 'rebuild', signal: stop.signal, close };
};

interface Watching {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Makes desks anew for the window; what a killed process left of that is removed first. */
export const rebuildHandlers = (deps: Deps): Handlers<'rebuild'> => {
  const { jobs, journal, files, deskFolder, identity, appVersion, passphrase } = deps;
  const folder = join(deskFolder, 'rebuilt');
  rmSync(folder, { recursive: true, force: true });

  const make = async (
    { at, withoutLocked = false }: { at: string | null; withoutLocked?: boolean },
    { signal, onProgress }: Watching,
  ): Promise<Result<RebuiltDesk & { path: string }>> => {
    const made = await tryWriting(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
    if (!made.ok) return made;
    const into = join(folder, `desk-${randomUUID()}.edesk`);
    const { desk: id, name, number } = identity();
    const rebuilt = await rebuildDesk({
      journal: journal.folder,
      backups: deps.backupsFolder,
      into,
      appVersion,
      desk: { id, name, number },
      number: 0,
      now: deps.now ?? Date.now,
      at,
      withoutLocked,
      passphrase: passphrase(),
      encryptWith: passphrase(),
      signal,
      onProgress,
    });
    return rebuilt.ok ? ok({ ...rebuilt.value, path: into }) : rebuilt;
  };

  /** Works under a job that closing breaks off, with progress. */
  const watched = async <T>(
    job: string,
    context: CallContext,
    work: (watching: Watching) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const running = rebuildJob();
    await jobs.add(job, running);
    const onProgress = phasesOf((event) => context.emit(event), job);
    return work({ signal: running.signal, onProgress }).finally(() => jobs.close(job));
  };

  const makeForWindow: Handler<'rebuild.make'> = async ({ job, ...wanted }, context) => {
    const made = await watched(job, context, (watching) => make(wanted, watching));
    if (!made.ok) return made;
    const { path, name, size, base, entries, seq, stamp, skipped, rows } = made.value;
    const { ticket } = files.addMade(path, name, size);
    return ok({ ticket, name, size, base, entries, seq, stamp, skipped, rows });
  };

  const compareFiles = async (
    before: { path: string; name: string },
    after: { path: string; name: string },
    { signal, onProgress }: Watching,
  ): Promise<Result<Comparison['tables']>> => {
    const told = (done: number, total: number) =>
      onProgress({ phase: 'Comparing with now', done, total });
    const reading = { appVersion, passphrase: passphrase(), signal, onProgress: told };
    const first = await openSnapshot(before.path, reading);
    if (!first.ok) return first;
    try {
      const second = await openSnapshot(after.path, reading);
      if (!second.ok) return second;
      return await refusalsAsProblems(
        (error) => readProblem(error, after.name),
        async () => (await compareSnapshots(first.value, second.value, { signal })).tables,
      ).finally(() => second.value.close());
    } finally {
      await first.value.close();
    }
  };

  const compare: Handler<'rebuild.compare'> = async ({ job, ticket }, context) => {
    const chosen = files.resolve(ticket);
    if (!chosen.ok) return chosen;
    return watched(job, context, async (watching) => {
      const present = await make({ at: null }, watching);
      if (!present.ok) return present;
      const compared = compareFiles(present.value, chosen.value, watching);
      return compared.finally(() => rmSync(present.value.path, { force: true }));
    });
  };

  const purge: Handler<'rebuild.purge'> = ({ job }, context) => {
    const { desk } = identity();
    const options = { journal, desk, backups: deps.backupsFolder, appVersion };
    return watched(job, context, (watching) =>
      purgeErased({ ...options, passphrase: passphrase(), ...watching }),
    ).finally(() => deps.onPurged());
  };

  return {
    'rebuild.make': makeForWindow,
    'rebuild.compare': compare,
    'rebuild.purge': purge,
  };
};
