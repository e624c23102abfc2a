import { fail, ok, type Result } from '#shared/result.ts';

/** Long work that spans several calls. Closing is safe at any time and twice. */
export interface Job {
  kind: string;
  close(): Promise<void>;
}

/** The jobs under way, by the id that the window chose. */
export class Jobs {
  readonly #running = new Map<string, Job>();

  /** Takes a job in; a job of the same id is closed first. */
  async add(id: string, job: Job): Promise<void> {
    await this.close(id);
    this.#running.set(id, job);
  }

  /** The job of this id if it is of this kind. */
  get<J extends Job>(id: string, kind: J['kind']): Result<J> {
    const job = this.#running.get(id);
    return job?.kind === kind ? ok(job as J) : fail('desk.noSuchJob');
  }

  async close(id: string): Promise<void> {
    const job = this.#running.get(id);
    this.#running.delete(id);
    await job?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.close(id)));
  }
}
