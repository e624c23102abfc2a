import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { ArgsOf } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import {
  openSnapshot,
  openToVerify,
  type OpenSnapshot,
  type ReadOptions,
} from '#electron/snapshots/read-snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import type { CallContext, Handler, Handlers } from './handlers.ts';
import type { Job } from './jobs.ts';
import { progressOf } from './progress.ts';
import type { Services } from './services.ts';

interface Place {
  path: string;
  name: string;
}

export interface ExportJob extends Job {
  kind: 'snapshot.export';
  writer: SnapshotWriter;
  /** Where the file goes. */
  place: Place;
  signal: AbortSignal;
  /** Told what came of the file: whether it is there, whole, or why not. */
  ended?: (result: Result<unknown>) => Promise<void>;
}

/** Verifying at first, which closing breaks off; then open for reading. */
export interface ReadJob extends Job {
  kind: 'snapshot.read';
  open: OpenSnapshot | null;
}

type Asked = Pick<ArgsOf<'snapshot.open'>, 'passphrase' | 'check'>;

const headOf = (
  { identity, appVersion }: Services,
  now: () => number,
  args: Pick<SnapshotHead, 'workspace' | 'number' | 'lastStamp' | 'seq' | 'seen'>,
): SnapshotHead => {
  const { desk: id, name, number } = identity();
  const { workspace, number: nth, lastStamp, seq, seen } = args;
  const createdAt = new Date(now()).toISOString();
  return {
    workspace,
    desk: { id, name, number },
    number: nth,
    appVersion,
    createdAt,
    lastStamp,
    seq,
    seen,
  };
};

export const exportJob = (
  writer: SnapshotWriter,
  place: Place,
  ended?: ExportJob['ended'],
): ExportJob => {
  const stop = new AbortController();
  const close = () => {
    stop.abort();
    return writer.discard();
  };
  const job = { kind: 'snapshot.export', writer, place, signal: stop.signal, close } as const;
  return ended === undefined ? job : { ...job, ended };
};

const checking = (context: CallContext, job: string) =>
  progressOf((event) => context.emit(event), job, 'Checking the file');

/** The handlers of snapshots; `now` in milliseconds since 1970. */
export const snapshotHandlers = (
  services: Services,
  { disk = nodeDisk, now = Date.now }: { disk?: Disk; now?: () => number } = {},
): Handlers<'snapshot'> => {
  const { jobs, files, exports, appVersion } = services;

  const exportBegin: Handler<'snapshot.exportBegin'> = async (args) => {
    // An export that begins again (the desk was edited meanwhile) goes to the place that was chosen before.
    const before = jobs.get<ExportJob>(args.job, 'snapshot.export');
    if (before.ok) await jobs.close(args.job);
    const chosen = before.ok
      ? ok(before.value.place)
      : await exports.choose(args.suggestedName, 'snapshot');
    if (!chosen.ok) return chosen;
    if (chosen.value === null) return ok(null);
    const { path, name } = chosen.value;
    // A file that is there now was chosen to be replaced; one that appears meanwhile was not (SNAP16).
    const replace = (await disk.facts(path).catch(() => null)) !== null;
    const head = headOf(services, now, args);
    const { passphrase } = args;
    const writer = await SnapshotWriter.create(path, head, { disk, replace, passphrase });
    if (!writer.ok) return writer;
    await jobs.add(args.job, exportJob(writer.value, chosen.value));
    return ok({ name });
  };

  const exportRows: Handler<'snapshot.exportRows'> = async ({ job, table, rows, bytes }) => {
    const found = jobs.get<ExportJob>(job, 'snapshot.export');
    if (!found.ok) return found;
    const written = await found.value.writer.rows(table, bytes, rows);
    if (!written.ok) await found.value.ended?.(written);
    if (!written.ok) await jobs.close(job);
    return written.ok ? ok({}) : written;
  };

  const exportFinish: Handler<'snapshot.exportFinish'> = async ({ job }, context) => {
    const found = jobs.get<ExportJob>(job, 'snapshot.export');
    if (!found.ok) return found;
    const { writer, signal } = found.value;
    const onProgress = checking(context, job);
    const finished = await writer.finish({ signal, onProgress });
    await found.value.ended?.(finished);
    await jobs.close(job);
    return finished;
  };

  const open: Handler<'snapshot.open'> = async ({ job, ticket, passphrase, check }, context) => {
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
    const onProgress = checking(context, job);
    const { signal } = stop;
    const { path, name } = chosen.value;
    const options = { disk, appVersion, name, signal, onProgress };
    const opened = await openAsked(path, options, { passphrase, check });
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

  /** Without a passphrase the backups' own is tried: a file that it does not open still needs one. */
  const openAsked = async (path: string, options: ReadOptions, asked: Asked) => {
    const given = asked.passphrase;
    const passphrase = given ?? services.protection?.passphrase() ?? null;
    const open = asked.check === 'along' ? openToVerify : openSnapshot;
    const opened = await open(path, { ...options, passphrase });
    if (opened.ok || given !== null || opened.problem.code !== 'age.wrongPassphrase') return opened;
    return fail('age.passphraseNeeded', opened.problem.data);
  };

  const read: Handler<'snapshot.read'> = async ({ job }) => {
    const found = jobs.get<ReadJob>(job, 'snapshot.read');
    if (!found.ok) return found;
    return found.value.open?.read() ?? fail('desk.noSuchJob');
  };

  const exportTombstones: Handler<'snapshot.exportTombstones'> = async ({ job, rows, bytes }) => {
    const found = jobs.get<ExportJob>(job, 'snapshot.export');
    if (!found.ok) return found;
    const written = await found.value.writer.tombstones(bytes, rows);
    if (!written.ok) await found.value.ended?.(written);
    if (!written.ok) await jobs.close(job);
    return written.ok ? ok({}) : written;
  };

  return {
    'snapshot.exportBegin': exportBegin,
    'snapshot.exportRows': exportRows,
    'snapshot.exportTombstones': exportTombstones,
    'snapshot.exportFinish': exportFinish,
    'snapshot.open': open,
    'snapshot.read': read,
  };
};
