import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '#shared/ipc/channels.ts';
import { ok, type Result } from '#shared/result.ts';
import type { ChosenFileRegistry } from '../disk/chosen-files.ts';
import { readProblem, tryWriting } from '../disk/disk-problems.ts';
import type { Journal } from '../journal/journal.ts';
import { compareSnapshots } from '../rebuild/compare.ts';
import { purgeErased } from '../rebuild/purge.ts';
import { rebuildDesk, type RebuiltDesk } from '../rebuild/rebuild.ts';
import { openSnapshot } from '../snapshots/read-snapshot.ts';
import { refusalsAsProblems } from '../snapshots/refusal.ts';
import type { CallContext, Handler, Handlers } from './handlers.ts';
import type { Job, Jobs } from './jobs.ts';
import { phasesOf } from './progress.ts';

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

/** Makes desks anew for the window; what a killed process left of that is removed first. */
export const rebuildHandlers = (deps: Deps): Handlers<'rebuild'> => {
  const { jobs, journal, files, deskFolder, identity, appVersion, passphrase } = deps;
  const folder = join(deskFolder, 'rebuilt');
  rmSync(folder, { recursive: true, force: true });

  const make = async (
    job: string,
    at: string | null,
    context: CallContext,
  ): Promise<Result<RebuiltDesk & { path: string }>> => {
    const made = await tryWriting(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
    if (!made.ok) return made;
    const running = rebuildJob();
    await jobs.add(job, running);
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
      passphrase: passphrase(),
      encryptWith: passphrase(),
      signal: running.signal,
      onProgress: phasesOf((event) => context.emit(event), job),
    });
    await jobs.close(job);
    return rebuilt.ok ? ok({ ...rebuilt.value, path: into }) : rebuilt;
  };

  const makeForWindow: Handler<'rebuild.make'> = async ({ job, at }, context) => {
    const made = await make(job, at, context);
    if (!made.ok) return made;
    const { path, name, size, base, entries, seq, stamp, skipped, rows } = made.value;
    const { ticket } = files.addMade(path, name, size);
    return ok({ ticket, name, size, base, entries, seq, stamp, skipped, rows });
  };

  const compare: Handler<'rebuild.compare'> = async ({ job, ticket }, context) => {
    const chosen = files.resolve(ticket);
    if (!chosen.ok) return chosen;
    const present = await make(job, null, context);
    if (!present.ok) return present;
    const reading = { appVersion, passphrase: passphrase() };
    const before = await openSnapshot(present.value.path, reading);
    const after = before.ok ? await openSnapshot(chosen.value.path, reading) : before;
    try {
      if (!before.ok) return before;
      if (!after.ok) return after;
      const [first, second] = [before.value, after.value];
      return await refusalsAsProblems(
        (error) => readProblem(error, chosen.value.name),
        async () => (await compareSnapshots(first, second)).tables,
      );
    } finally {
      if (before.ok) await before.value.close();
      if (after.ok) await after.value.close();
      rmSync(present.value.path, { force: true });
    }
  };

  const purge: Handler<'rebuild.purge'> = async ({ job }) => {
    const running = rebuildJob();
    await jobs.add(job, running);
    try {
      const { signal } = running;
      const { desk } = identity();
      const options = { journal, desk, backups: deps.backupsFolder, appVersion, signal };
      return await purgeErased({ ...options, passphrase: passphrase() });
    } finally {
      await jobs.close(job);
      await deps.onPurged();
    }
  };

  return {
    'rebuild.make': makeForWindow,
    'rebuild.compare': compare,
    'rebuild.purge': purge,
  };
};
