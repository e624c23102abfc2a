import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExchangeEvent } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import { tryWriting } from '#electron/disk/disk-problems.ts';
import { must } from '#electron/snapshots/refusal.ts';
import {
  exchangeFileName,
  readExchangeState,
  withEvent,
  writeExchangeState,
  type ExchangeState,
} from './exchange-state.ts';

/** What a desk remembers of its exchange, on disk before anything is built on it. */
export class Remembered {
  readonly #folder: string;
  readonly #now: () => number;
  #state: ExchangeState | null;
  /** Why what was remembered cannot be read; it is left as it is until the desk joins or leaves. */
  problem: Problem | null;

  private constructor(folder: string, now: () => number, read: Result<ExchangeState | null>) {
    this.#folder = folder;
    this.#now = now;
    this.#state = read.ok ? read.value : null;
    this.problem = read.ok ? null : read.problem;
  }

  /** `folder` is the desk's own. */
  static async open(folder: string, now: () => number): Promise<Remembered> {
    return new Remembered(folder, now, await readExchangeState(folder));
  }

  /** Null where the desk takes part in nothing. */
  get state(): ExchangeState | null {
    return this.#state;
  }

  async set(state: ExchangeState): Promise<Result<void>> {
    const written = await writeExchangeState(this.#folder, state);
    if (!written.ok) return written;
    this.#state = state;
    this.problem = null;
    return written;
  }

  async forget(): Promise<Result<void>> {
    const path = join(this.#folder, exchangeFileName);
    const gone = await tryWriting(path, () => rm(path, { force: true }));
    if (!gone.ok) return gone;
    this.#state = null;
    this.problem = null;
    return ok(undefined);
  }

  /** Changes some of it; refuses where the disk does. Nothing happens to a desk that takes part in nothing. */
  async change(change: Partial<ExchangeState>): Promise<void> {
    if (this.#state !== null) must(await this.set({ ...this.#state, ...change }));
  }

  /** Adds a line to the history. */
  async note(event: Partial<ExchangeEvent> & Pick<ExchangeEvent, 'what' | 'desk'>): Promise<void> {
    if (this.#state === null) return;
    const at = new Date(this.#now()).toISOString();
    const next = withEvent(this.#state, { entries: 0, problem: null, ...event, at });
    if (next !== this.#state) must(await this.set(next));
  }
}
