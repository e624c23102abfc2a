import { isChannelName } from '#shared/ipc/channels.ts';
import type { Jobs } from './jobs.ts';

const jobOf = (args: unknown): string | null => {
  if (typeof args !== 'object' || args === null || !('job' in args)) return null;
  return typeof args.job === 'string' ? args.job : null;
};

/** Which window began which job, so that a window that goes away leaves no work behind. */
export class WindowJobs {
  readonly #jobs: Jobs;
  readonly #byWindow = new Map<string, Set<string>>();

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** Notes the job of a call, if it has one. */
  note(window: string, channel: unknown, args: unknown): void {
    const job = jobOf(args);
    if (job === null || !isChannelName(channel)) return;
    const own = this.#byWindow.get(window) ?? new Set();
    this.#byWindow.set(window, own);
    if (channel === 'job.close') own.delete(job);
    else own.add(job);
  }

  /** Closes everything that a window began. */
  async closeAllOf(window: string): Promise<void> {
    const own = [...(this.#byWindow.get(window) ?? [])];
    this.#byWindow.delete(window);
    await Promise.all(own.map((job) => this.#jobs.close(job)));
  }
}
