import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { CurrentDesk } from './current-desk.ts';
import { forgetJournaled, isOutboxEmpty, OutboxReader } from './outbox.ts';
import { rootOf } from './root.ts';

/** How far the main process's journal is: everything, on its way, or held up and why. */
export type JournalStatus =
  { state: 'journaled' | 'journaling'; problem: null } | { state: 'failing'; problem: Problem };

/** Sends what was committed to the journal, for as long as the window lives. */
export interface JournalPump {
  readonly status: JournalStatus;
  watch(listener: (status: JournalStatus) => void): () => void;
  /** Resolves when all that is committed now is journaled, or with what stands in the way. */
  flush(): Promise<Result<void>>;
  close(): void;
}

/** Milliseconds for which commits gather, so that a burst of edits is one flush of the disk. */
const gathering = 40;
/** Milliseconds until the next attempt after a failure, and at most. */
const pauses = { first: 1000, longest: 30_000 } as const;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const sameStatus = (a: JournalStatus, b: JournalStatus): boolean =>
  a.state === b.state && a.problem?.code === b.problem?.code;

/**
 * One window of a desk pumps: the holder of a lock, which the browser gives to another window when that
 * one goes away. All windows hear of its status.
 */
class Pump implements JournalPump {
  status: JournalStatus = { state: 'journaling', problem: null };
  readonly #desk: CurrentDesk;
  readonly #api: DeskApi;
  readonly #reader = new OutboxReader();
  readonly #listeners = new Set<(status: JournalStatus) => void>();
  readonly #channel: BroadcastChannel;
  readonly #over = new AbortController();
  readonly #unwatch: () => void;
  #wake: () => void = () => undefined;
  #awake = true;
  #pause: number = pauses.first;

  constructor(desk: CurrentDesk, api: DeskApi) {
    this.#desk = desk;
    this.#api = api;
    const root = rootOf(desk.database.name);
    this.#channel = new BroadcastChannel(`${root} journal`);
    this.#channel.onmessage = ({ data }: MessageEvent<JournalStatus | 'now'>) => {
      if (data === 'now') this.#rouse();
      else this.#hear(data);
    };
    this.#unwatch = desk.watch(() => {
      if (this.status.state === 'journaled') this.#tell({ state: 'journaling', problem: null });
      this.#rouse();
    });
    const { signal } = this.#over;
    navigator.locks
      .request(`${root} journal`, { signal }, () => this.#pumpOn())
      .catch(() => undefined);
  }

  watch(listener: (status: JournalStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async flush(): Promise<Result<void>> {
    for (;;) {
      if (await isOutboxEmpty(this.#desk.database)) return ok(undefined);
      const next = this.#nextStatus();
      this.#rouse();
      this.#channel.postMessage('now');
      const { state, problem } = await next;
      if (state === 'failing') return { ok: false, problem };
    }
  }

  close(): void {
    this.#over.abort();
    this.#unwatch();
    this.#rouse();
    this.#channel.close();
    this.#listeners.clear();
  }

  #nextStatus(): Promise<JournalStatus> {
    return new Promise((resolve) => {
      const stop = this.watch((status) => {
        if (status.state === 'journaling') return;
        stop();
        resolve(status);
      });
    });
  }

  #rouse(): void {
    this.#awake = true;
    this.#wake();
  }

  #hear(status: JournalStatus): void {
    this.status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }

  #tell(status: JournalStatus): void {
    const repeated = sameStatus(status, this.status) && status.state === 'journaling';
    if (repeated || this.#over.signal.aborted) return;
    this.#channel.postMessage(status);
    this.#hear(status);
  }

  async #pumpOn(): Promise<void> {
    while (!this.#over.signal.aborted) {
      this.#awake = false;
      const sent = await this.#sendNext().catch(() => 'again' as const);
      if (sent === 'nothing') await this.#untilRoused();
      else if (sent === 'again') await this.#untilRousedOr(this.#pause);
    }
  }

  /** `again`: it failed, or the database was closed in between. */
  async #sendNext(): Promise<'sent' | 'nothing' | 'again'> {
    const { database } = this.#desk;
    const batch = await this.#reader.next(database);
    if (batch === null) {
      this.#tell({ state: 'journaled', problem: null });
      return 'nothing';
    }
    this.#tell({ state: 'journaling', problem: null });
    const appended = await this.#api.call('journal.append', { ...batch });
    if (!appended.ok) {
      this.#tell({ state: 'failing', problem: appended.problem });
      this.#pause = Math.min(pauses.longest, this.#pause * 2);
      return 'again';
    }
    this.#pause = pauses.first;
    await forgetJournaled(database, appended.value.acknowledged);
    return 'sent';
  }

  async #untilRoused(): Promise<void> {
    if (!this.#awake) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = () => undefined;
    if (!this.#over.signal.aborted) await sleep(gathering);
  }

  async #untilRousedOr(ms: number): Promise<void> {
    const roused = new Promise<void>((resolve) => (this.#wake = resolve));
    if (!this.#awake) await Promise.race([roused, sleep(ms)]);
    this.#wake = () => undefined;
    await sleep(gathering);
  }
}

const pumps = new WeakMap<CurrentDesk, Pump>();

/** Begins to journal what is committed on a desk. */
export const startPump = (desk: CurrentDesk, api: DeskApi): JournalPump => {
  const pump = new Pump(desk, api);
  pumps.set(desk, pump);
  return pump;
};

/** Waits until all that is committed is journaled; at once where nothing is journaled at all. */
export const journaled = (desk: CurrentDesk): Promise<Result<void>> =>
  pumps.get(desk)?.flush() ?? Promise.resolve(ok(undefined));
