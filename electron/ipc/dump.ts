import type { Chunk, DumpReport } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { parseStamp, type Stamp } from '#shared/sync/stamp.ts';
import { readDump, type OpenDump } from '../imports/read-dump.ts';
import type { Handlers } from './handlers.ts';
import type { Job } from './jobs.ts';
import { phasesOf } from './progress.ts';
import type { Services } from './services.ts';

/** A dump under way: being read, or open for its rows. Closing stops either. */
class DumpJob implements Job {
  readonly kind = 'dump';
  readonly #stop = new AbortController();
  #dump: OpenDump | null = null;

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Takes over a dump that was read; one that was closed meanwhile is let go at once. */
  async hold(dump: OpenDump): Promise<Result<DumpReport>> {
    if (!this.signal.aborted) {
      this.#dump = dump;
      return ok(dump.report);
    }
    await dump.close();
    return fail('file.cancelled');
  }

  async next(clock: Stamp): Promise<Result<Chunk>> {
    if (this.#dump === null) return fail('desk.noSuchJob');
    const chunk = await this.#dump.next(clock);
    if (!chunk.ok) return chunk;
    return ok(chunk.value === null ? { kind: 'end' } : { kind: 'rows', ...chunk.value });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    const dump = this.#dump;
    this.#dump = null;
    await dump?.close();
  }
}

/** Serves the old system's dumps: read whole and checked, then row by row. */
export const dumpHandlers = ({ jobs, files }: Services): Handlers<'dump'> => ({
  'dump.open': async ({ job: id, ticket }, context) => {
    const file = files.resolve(ticket);
    if (!file.ok) return file;
    const job = new DumpJob();
    await jobs.add(id, job);
    const onProgress = phasesOf((event) => context.emit(event), id);
    const dump = await readDump(file.value.path, { onProgress, signal: job.signal });
    if (dump.ok) return job.hold(dump.value);
    await job.close();
    return dump;
  },
  'dump.read': async ({ job: id, clock: text }) => {
    const job = jobs.get<DumpJob>(id, 'dump');
    const clock = parseStamp(text);
    if (!job.ok) return job;
    return clock.ok ? job.value.next(clock.value) : clock;
  },
});
