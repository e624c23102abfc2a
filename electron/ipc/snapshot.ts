import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import { fail, ok } from '#shared/result.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import type { Handler, Handlers } from './handlers.ts';
import type { Job } from './jobs.ts';
import { progressOf } from './progress.ts';
import type { Services } from './services.ts';

interface ExportJob extends Job {
  kind: 'snapshot.export';
  writer: SnapshotWriter;
  signal: AbortSignal;
}

/** Verifying at first, which closing breaks off; then open for reading. */
interface ReadJob extends Job {
  kind: 'snapshot.read';
  open: OpenSnapshot | null;
}

const headOf = (
  { identity, appVersion }: Services,
  now: () => number,
  args: { workspace: string; number: number; lastStamp: string | null },
): SnapshotHead => {
  const { desk: id, name, number } = identity();
  const { workspace, number: nth, lastStamp } = args;
  const createdAt = new Date(now()).toISOString();
  return { workspace, desk: { id, name, number }, number: nth, appVersion, createdAt, lastStamp };
};

const exportJob = (writer: SnapshotWriter): ExportJob => {
  const stop = new AbortController();
  const close = () => {
    stop.abort();
    return writer.discard();
  };
  return { kind: 'snapshot.export', writer, signal: stop.signal, close };
};

/** The handlers of snapshots; `now` in milliseconds since 1970. */
export const snapshotHandlers = (
  services: Services,
  { disk = nodeDisk, now = Date.now }: { disk?: Disk; now?: () => number } = {},
): Handlers<'snapshot'> => {
  const { jobs, files, exports, appVersion } = services;

  const exportBegin: Handler<'snapshot.exportBegin'> = async (args) => {
    const chosen = await exports.choose(args.suggestedName, 'snapshot');
    if (!chosen.ok) return chosen;
    if (chosen.value === null) return ok(null);
    const { path, name } = chosen.value;
    // A file that is there now was chosen to be replaced; one that appears meanwhile was not (SNAP16).
    const replace = (await disk.facts(path).catch(() => null)) !== null;
    const head = headOf(services, now, args);
    const writer = await SnapshotWriter.create(path, head, { disk, replace });
    if (!writer.ok) return writer;
    await jobs.add(args.job, exportJob(writer.value));
    return ok({ name });
  };

  const exportRows: Handler<'snapshot.exportRows'> = async ({ job, table, rows, bytes }) => {
    const found = jobs.get<ExportJob>(job, 'snapshot.export');
    if (!found.ok) return found;
    const written = await found.value.writer.rows(table, bytes, rows);
    if (!written.ok) await jobs.close(job);
    return written.ok ? ok({}) : written;
  };

  const exportFinish: Handler<'snapshot.exportFinish'> = async ({ job }, { emit }) => {
    const found = jobs.get<ExportJob>(job, 'snapshot.export');
    if (!found.ok) return found;
    const { writer, signal } = found.value;
    const onProgress = progressOf(emit, job, 'Checking the file');
    const finished = await writer.finish({ signal, onProgress });
    await jobs.close(job);
    return finished;
  };

  const open: Handler<'snapshot.open'> = async ({ job, ticket }, { emit }) => {
    const chosen = files.resolve(ticket);
    if (!chosen.ok) return chosen;
    const stop = new AbortController();
    const reading: ReadJob = {
      kind: 'snapshot.read',
      open: null,
      close: async () => {
        stop.abort();
        await reading.open?.close();
      },
    };
    await jobs.add(job, reading);
    const onProgress = progressOf(emit, job, 'Checking the file');
    const { signal } = stop;
    const opened = await openSnapshot(chosen.value.path, { disk, appVersion, signal, onProgress });
    if (!opened.ok) {
      await jobs.close(job);
      return opened;
    }
    if (signal.aborted) {
      await opened.value.close();
      return fail('file.cancelled');
    }
    reading.open = opened.value;
    return ok(opened.value.summary);
  };

  const read: Handler<'snapshot.read'> = async ({ job }) => {
    const found = jobs.get<ReadJob>(job, 'snapshot.read');
    if (!found.ok) return found;
    return found.value.open?.read() ?? fail('desk.noSuchJob');
  };

  return {
    'snapshot.exportBegin': exportBegin,
    'snapshot.exportRows': exportRows,
    'snapshot.exportFinish': exportFinish,
    'snapshot.open': open,
    'snapshot.read': read,
  };
};
