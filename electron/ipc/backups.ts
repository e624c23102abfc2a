import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { Backups } from '../backups/backups.ts';
import { copySnapshot } from '../backups/copy-snapshot.ts';
import type { ChosenFileRegistry } from '../disk/chosen-files.ts';
import { nodeDisk } from '../disk/disk.ts';
import type { ShowFile } from '../disk/exports-folder.ts';
import { openSnapshot, type OpenSnapshot } from '../snapshots/read-snapshot.ts';
import type { CallContext, Handler, Handlers } from './handlers.ts';
import type { Job, Jobs } from './jobs.ts';
import { progressOf } from './progress.ts';
import type { Exports } from './services.ts';
import { exportJob, type ExportJob, type ReadJob } from './snapshot.ts';

/** Who can set, and be told, the passphrase of the backups. */
export interface Protecting {
  readonly encrypted: boolean;
  passphrase(): string | null;
  protect(passphrase: string | null): Promise<Result<void>>;
  unlock(passphrase: string): Promise<Result<void>>;
}

interface Deps {
  jobs: Jobs;
  backups: Backups;
  files: ChosenFileRegistry;
  exports: Exports;
  protection: Protecting;
  appVersion: string;
  /** Shows a file, or a folder, in the system's file manager. */
  show: ShowFile;
}

interface ReadingJob extends Job {
  kind: 'backups.read';
  signal: AbortSignal;
}

const readingJob = (): ReadingJob => {
  const stop = new AbortController();
  const close = () => Promise.resolve(stop.abort());
  return { kind: 'backups.read', signal: stop.signal, close };
};

interface Watching {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

const done = (result: Result<unknown>) => (result.ok ? ok({}) : result);

/** The handlers of backups. */
export const backupsHandlers = (deps: Deps): Handlers<'backups'> => {
  const { jobs, backups, files, exports, protection, appVersion, show } = deps;

  const begin: Handler<'backups.begin'> = async ({ job, ...head }) => {
    // A backup that begins again: the desk was edited meanwhile.
    await jobs.close(job);
    const begun = await backups.begin(head);
    if (!begun.ok) return begun;
    const { name, writer } = begun.value;
    const place = { path: join(backups.folder, name), name };
    const ended: ExportJob['ended'] = (result) =>
      result.ok ? backups.finished(name) : backups.failed(result.problem);
    await jobs.add(job, exportJob(writer, place, ended));
    return ok({ name });
  };

  /** Reads with progress, under a job that closing breaks off. */
  const watched = async <T>(
    job: string,
    context: CallContext,
    work: (watching: Watching) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const running = readingJob();
    await jobs.add(job, running);
    const onProgress = progressOf((event) => context.emit(event), job, 'Checking the backup');
    try {
      return await work({ signal: running.signal, onProgress });
    } finally {
      await jobs.close(job);
    }
  };

  const verify: Handler<'backups.verify'> = ({ job, name }, context) =>
    watched(job, context, (watching) => backups.verify(name, watching));

  const choose: Handler<'backups.choose'> = async ({ name }) => {
    const path = backups.pathOf(name);
    return path.ok ? files.add(path.value) : path;
  };

  const copyTo = async (open: OpenSnapshot, name: string) => {
    const place = await exports.choose(name, 'snapshot');
    if (!place.ok) return place;
    if (place.value === null) return ok(null);
    const passphrase = open.facts.encrypted ? protection.passphrase() : null;
    const to = { disk: nodeDisk, passphrase, replace: true };
    const copied = await copySnapshot(open, place.value.path, to);
    return copied.ok ? ok({ name: place.value.name }) : copied;
  };

  const copy: Handler<'backups.copy'> = ({ job, name }, context) =>
    watched(job, context, async (watching) => {
      const open = await backups.open(name, watching);
      if (!open.ok) return open;
      return copyTo(open.value, name).finally(() => open.value.close());
    });

  const keepFrom = async (open: OpenSnapshot): Promise<Result<{ snapshot: SnapshotName }>> => {
    const kept = await backups.keepBase(open);
    return kept.ok ? ok({ snapshot: kept.value }) : kept;
  };

  const keepBase: Handler<'backups.keepBase'> = async ({ job, ticket }) => {
    const opened = jobs.get<ReadJob>(job, 'snapshot.read');
    if (opened.ok && opened.value.open !== null) return keepFrom(opened.value.open);
    const chosen = files.resolve(ticket);
    if (!chosen.ok) return chosen;
    const { path, name } = chosen.value;
    const passphrase = protection.passphrase();
    const open = await openSnapshot(path, { appVersion, name, passphrase });
    if (!open.ok) return open;
    return keepFrom(open.value).finally(() => open.value.close());
  };

  const reveal: Handler<'backups.reveal'> = async ({ name }) => {
    const shown = name ?? backups.status().backups[0]?.name;
    if (shown === undefined) return show(backups.folder);
    const path = backups.pathOf(shown);
    return path.ok ? show(path.value) : path;
  };

  const protect: Handler<'backups.protect'> = async ({ passphrase }) => {
    // A new passphrase can be set when the old one is lost; to do without takes knowing it.
    const isLocked = protection.encrypted && protection.passphrase() === null;
    if (isLocked && passphrase === null) return fail('backups.locked');
    const set = await protection.protect(passphrase);
    await backups.reread();
    return done(set);
  };

  const unlock: Handler<'backups.unlock'> = async ({ passphrase }) => {
    const unlocked = await protection.unlock(passphrase);
    if (unlocked.ok) await backups.reread();
    return done(unlocked);
  };

  return {
    'backups.status': async () => ok(backups.status()),
    'backups.begin': begin,
    'backups.verify': verify,
    'backups.choose': choose,
    'backups.copy': copy,
    'backups.keepBase': keepBase,
    'backups.reveal': reveal,
    'backups.failed': async ({ problem }) => {
      await backups.failed(problem);
      return ok({});
    },
    'backups.protect': protect,
    'backups.unlock': unlock,
  };
};
