import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import type { Problem, ProblemCode } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import { coversSeen, seenBy, type Seen } from '#shared/sync/seen.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import { readLastStamp, readSeen } from './desk-state.ts';
import { takeCheckpoint, takeLog, type CheckpointWork, type Held } from './exchange-work.ts';
import { journaled } from './journal-pump.ts';
import { rootOf, untilNoBulkWork } from './root.ts';
import { storeProblem } from './store-problem.ts';

/** What the pump asks of the window that it runs in. */
export interface PumpHost {
  /** Resolves once no long work is under way in this window. */
  untilFree(): Promise<void>;
  /** Runs work that takes its time, so that people see it and can stop it. */
  longWork<T>(title: string, run: (options: WorkOptions) => Promise<Result<T>>): Promise<Result<T>>;
  /** Hears of what went wrong, once for as long as it goes on. */
  onProblem(problem: Problem): void;
  /** Hears that the whole desk was replaced: earlier edits no longer fit. */
  onReplaced(): void;
}

/** Takes in what other desks put into the shared folder, for as long as the window lives. */
export interface ExchangePump {
  close(): void;
}

/** Milliseconds for which events gather. */
const gathering = 100;
/** Milliseconds until the next look where what stands in the way may go without anyone telling of it. */
const pause = 30_000;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type GivenWork = Exclude<Work, { kind: 'nothing' }>;

/** What the desk has seen, itself included. */
const seenOf = async ({ database, identity }: CurrentDesk): Promise<Seen> =>
  seenBy(await readSeen(database), await readLastStamp(database), identity.number);

/** No news for anybody: the desk takes no part, the user stopped it, or others are at the data. */
const unsaid = new Set<ProblemCode>([
  'exchange.notChosen',
  'exchange.passphraseNeeded',
  'file.cancelled',
  'work.busy',
  'work.editedMeanwhile',
  'desk.storeClosed',
]);

const nameOf = (work: GivenWork): { desk: string; file: string; entries: number } => {
  const { desk, file } = work;
  return { desk, file, entries: work.kind === 'entries' ? work.entries : 0 };
};

/** `later`: something stands in the way that may go without anyone telling of it. */
type Step = 'taken' | 'nothing' | 'later';

/**
 * One window of a desk takes in: the holder of a lock, which the browser gives to another window when that
 * one goes away. It asks at the start, after every event, and on until nothing is left; after a failure it
 * waits for the next event.
 */
class Pump implements ExchangePump {
  readonly #desk: CurrentDesk;
  readonly #api: DeskApi;
  readonly #host: PumpHost;
  readonly #over = new AbortController();
  readonly #leave: readonly (() => void)[];
  #wake: () => void = () => undefined;
  #awake = true;
  /** The problem that was told last, and still goes on. */
  #told: string | null = null;
  /** What was given last, where taking it in has changed nothing that was seen. */
  #inVain: string | null = null;

  constructor(desk: CurrentDesk, api: DeskApi, host: PumpHost) {
    this.#desk = desk;
    this.#api = api;
    this.#host = host;
    this.#leave = [
      api.onEvent(({ kind }) => kind === 'exchange' && this.#rouse()),
      // After a restore or an import the desk may lack what it had seen.
      desk.watch((notices) => notices.some(({ ids }) => ids === 'all') && this.#rouse()),
    ];
    const { signal } = this.#over;
    navigator.locks
      .request(`${rootOf(desk.database.name)} exchange`, { signal }, () => this.#pumpOn())
      .catch(() => undefined);
  }

  close(): void {
    this.#over.abort();
    for (const leave of this.#leave) leave();
    this.#rouse();
  }

  #rouse(): void {
    this.#awake = true;
    this.#wake();
  }

  async #pumpOn(): Promise<void> {
    while (!this.#over.signal.aborted) {
      this.#awake = false;
      const step = await this.#takeAll();
      if (step === 'nothing') await this.#untilRoused();
      else await Promise.race([this.#untilRoused(), sleep(pause)]);
    }
  }

  async #untilRoused(): Promise<void> {
    if (!this.#awake) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = () => undefined;
    if (!this.#over.signal.aborted) await sleep(gathering);
  }

  async #takeAll(): Promise<Step> {
    this.#inVain = null;
    for (;;) {
      if (this.#over.signal.aborted) return 'nothing';
      const taken = await this.#takeNext().catch((error: unknown) => storeProblem(error));
      if (!taken.ok) return this.#failed(taken.problem);
      if (taken.value !== 'taken') return taken.value;
      this.#told = null;
    }
  }

  #failed(problem: Problem): Step {
    if (unsaid.has(problem.code))
      return problem.code === 'exchange.notChosen' ? 'nothing' : 'later';
    const said = JSON.stringify(problem);
    if (this.#told !== said && !this.#over.signal.aborted) this.#host.onProblem(problem);
    this.#told = said;
    return 'nothing';
  }

  async #takeNext(): Promise<Result<Step>> {
    // Until the journal has all, the main process does not know what this desk is: it may be another one now.
    if (!(await journaled(this.#desk)).ok) return ok('later');
    await this.#host.untilFree();
    await untilNoBulkWork(rootOf(this.#desk.database.name));
    if (this.#over.signal.aborted) return ok('nothing');
    const before = await seenOf(this.#desk);
    const next = await this.#api.call('exchange.next', { seen: before });
    if (!next.ok) return next;
    const work = next.value;
    if (work.kind === 'nothing') {
      this.#told = null;
      return ok('nothing');
    }
    return this.#takeAndTell(work, before);
  }

  async #takeAndTell(work: GivenWork, before: Seen): Promise<Result<Step>> {
    const name = nameOf(work);
    const key = JSON.stringify(name);
    if (this.#inVain === key) return ok('nothing');
    const held = await this.#take(work);
    if (!held.ok) return held;
    const seen = await seenOf(this.#desk);
    this.#inVain = coversSeen(before, seen) ? key : null;
    const told = await this.#api.call('exchange.taken', { ...name, seen, held: held.value });
    return told.ok ? ok('taken') : told;
  }

  #take(work: GivenWork): Promise<Result<Held>> {
    return work.kind === 'entries' ? takeLog(this.#desk, work) : this.#takeCheckpoint(work);
  }

  async #takeCheckpoint(work: CheckpointWork): Promise<Result<Held>> {
    const { workspace } = this.#desk;
    const taken = await this.#host.longWork(
      `Taking in the records of ${work.deskName}`,
      (options) => takeCheckpoint({ desk: this.#desk, api: this.#api, work, options }),
    );
    await this.#api.call('files.release', { ticket: work.ticket });
    if (this.#desk.workspace !== workspace) this.#host.onReplaced();
    // It would be offered again at once, and what others write builds on it.
    if (!taken.ok && taken.problem.code === 'file.cancelled')
      await this.#api.call('exchange.pause', { paused: true });
    return taken;
  }
}

/** Begins to take in what other desks put into the shared folder. */
export const startExchange = (desk: CurrentDesk, api: DeskApi, host: PumpHost): ExchangePump =>
  new Pump(desk, api, host);
