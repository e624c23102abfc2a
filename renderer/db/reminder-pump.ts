import type { Reminder } from '#shared/ipc/reminders.ts';
import {
  planReminders,
  type ComingCall,
  type ReminderChoices,
  type Told,
} from '#shared/work/reminders.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { Notice } from './desk.ts';
import { localCalendar } from './local-calendar.ts';
import { readComingCalls, readReminders } from './read-reminders.ts';
import { rootOf } from './root.ts';

/** What is remembered of reminders from start to start. */
export interface Remembered {
  told: Told;
  /** The last moment at which somebody looked, milliseconds since 1970; null for never. */
  lookedAt: number | null;
}

/** What the pump asks of the window that it runs in. */
export interface ReminderHost {
  choices(): ReminderChoices;
  /** Hears that the choices are others; the function that it gives stops listening. */
  onChoices(listener: () => void): () => void;
  recall(): Remembered;
  remember(remembered: Remembered): void;
  show(reminder: Reminder): void;
  /** The reader’s time zone. */
  zone(): string;
}

/** Milliseconds. */
export interface ReminderPace {
  /** After the start: the first screen comes first. */
  rest: number;
  /** For which changes gather. */
  gathering: number;
  /** After which the clock is looked at: timers stand still while a machine is asleep. */
  tick: number;
}

const usualPace: ReminderPace = { rest: 6000, gathering: 400, tick: 20_000 };

/** Milliseconds without a tick that mean that the machine was asleep; hidden windows tick once a minute. */
const slept = 150_000;

/** Reminds of calls and of what waits, for as long as the window lives. */
export interface ReminderPump {
  close(): void;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const isOfCalls = ({ table }: Notice): boolean => table === 'consultations';

/**
 * One window of a desk reminds: the holder of a lock, which the browser gives to another window when that
 * one goes away (REM9).
 */
class Pump implements ReminderPump {
  readonly #desk: CurrentDesk;
  readonly #host: ReminderHost;
  readonly #pace: ReminderPace;
  readonly #over = new AbortController();
  readonly #leave: readonly (() => void)[];
  /** The calls of a day, the one before and the one after; null where they must be read again. */
  #read: { day: string; calls: readonly ComingCall[] } | null = null;
  #rouse: () => void = () => undefined;
  #roused = false;
  #awakeAt: number | null = null;
  #nextLook = 0;
  /** Whether this window has looked before: what it missed since then it missed asleep. */
  #hasLooked = false;

  constructor(desk: CurrentDesk, host: ReminderHost, pace: ReminderPace) {
    this.#desk = desk;
    this.#host = host;
    this.#pace = pace;
    this.#leave = [
      desk.watch((notices) => notices.some(isOfCalls) && this.#changed()),
      host.onChoices(() => this.#changed()),
    ];
    const { signal } = this.#over;
    navigator.locks
      .request(`${rootOf(desk.database.name)} reminders`, { signal }, () => this.#remind())
      .catch(() => undefined);
  }

  close(): void {
    this.#over.abort();
    for (const leave of this.#leave) leave();
    this.#rouse();
  }

  #changed(): void {
    this.#read = null;
    this.#roused = true;
    this.#rouse();
  }

  get #isOver(): boolean {
    return this.#over.signal.aborted;
  }

  async #remind(): Promise<void> {
    await sleep(this.#pace.rest);
    this.#awakeAt = this.#host.recall().lookedAt;
    while (!this.#isOver) {
      this.#roused = false;
      // The database may be closed in between, or be another one a moment later.
      await this.#look().catch(() => (this.#nextLook = Date.now() + this.#pace.tick));
      await this.#untilNextLook();
    }
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const calendar = localCalendar(now);
    const choices = this.#host.choices();
    const { told } = this.#host.recall();
    const calls = choices.calls ? await this.#calls(calendar) : [];
    const plan = planReminders(calls, {
      ...{ now, choices, told, calendar },
      awakeAt: this.#awakeAt,
    });
    const away = this.#hasLooked ? 'asleep' : 'closed';
    const reader = { now, away, zone: this.#host.zone() } as const;
    const reminders = await readReminders(this.#desk, plan.due, { reader, calendar });
    if (this.#isOver) return;
    // Before they are shown: rather one that is not seen than one that comes at every start (REM4).
    this.#host.remember({ told: plan.told, lookedAt: now });
    reminders.forEach((reminder) => this.#host.show(reminder));
    this.#awakeAt = now;
    this.#hasLooked = true;
    this.#nextLook = plan.nextLook;
  }

  async #calls(calendar: ReturnType<typeof localCalendar>): Promise<readonly ComingCall[]> {
    const day = calendar.day(0);
    if (this.#read?.day === day) return this.#read.calls;
    const read = { day, calls: [] as readonly ComingCall[] };
    // Set before it is filled: a change in between takes it away again.
    this.#read = read;
    read.calls = await readComingCalls(this.#desk, calendar).catch((error: unknown) => {
      this.#read = null;
      throw error;
    });
    return read.calls;
  }

  /** Resolves when it is time, when something has changed, or when the clock has jumped. */
  async #untilNextLook(): Promise<void> {
    while (!this.#roused && !this.#isOver) {
      const before = Date.now();
      const roused = new Promise<void>((resolve) => (this.#rouse = resolve));
      await Promise.race([roused, sleep(this.#untilTick(before))]);
      const now = Date.now();
      const jumped = now < before || now - before > slept;
      if (jumped || now >= this.#nextLook) return;
      this.#awakeAt = now;
    }
    if (!this.#isOver) await sleep(this.#pace.gathering);
  }

  #untilTick(now: number): number {
    return Math.min(this.#pace.tick, Math.max(0, this.#nextLook - now));
  }
}

/** Begins to remind of calls and of what waits. */
export const startReminders = (
  desk: CurrentDesk,
  host: ReminderHost,
  pace: ReminderPace = usualPace,
): ReminderPump => new Pump(desk, host, pace);
