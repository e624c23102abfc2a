import type { Listed } from './catalogue.ts';

const firstMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;

type Verify = (name: string, signal: AbortSignal) => Promise<unknown>;

/** BAK11: which backups are read again: the newest, and the one that was not proven for longest. */
const backupsToProve = (
  backups: readonly Pick<Listed, 'name' | 'provenAt' | 'snapshot'>[],
): string[] => {
  const readable = backups.filter(({ snapshot }) => snapshot !== null);
  const [newest] = readable;
  const [oldest] = [...readable].sort((a, b) => ((a.provenAt ?? '') < (b.provenAt ?? '') ? -1 : 1));
  return [...new Set([newest, oldest].flatMap((backup) => backup?.name ?? []))];
};

/** Reads backups again, a minute after the start and once a day, one after the other. */
export class Proving {
  readonly #list: () => readonly Listed[];
  readonly #verify: Verify;
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout;
  #running: Promise<unknown> = Promise.resolve();

  constructor(list: () => readonly Listed[], verify: Verify) {
    this.#list = list;
    this.#verify = verify;
    this.#timer = this.#after(firstMs);
  }

  /** Resolves when nothing is being read any more. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#over.abort();
    await this.#running;
  }

  #after(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#running = this.#prove().catch(() => undefined);
      this.#timer = this.#after(dayMs);
    }, ms).unref();
  }

  async #prove(): Promise<void> {
    for (const name of backupsToProve(this.#list()))
      if (!this.#over.signal.aborted) await this.#verify(name, this.#over.signal);
  }
}
