import {
  defaultChoices,
  nothingTold,
  planReminders,
  type Calendar,
  type ComingCall,
  type Due,
  type ReminderChoices,
  type Situation,
  type Told,
} from '#shared/work/reminders.ts';

/** A desk that is open, asleep, closed, and edited, so that laws can be held against what it reminds of. */

export const minute = 60_000;
export const hour = 60 * minute;
const day = 24 * hour;

/** The calendar of somebody whose clock is UTC. */
const calendarAt = (now: number): Calendar => {
  const today = Math.floor(now / day) * day;
  return {
    day: (ahead) => new Date(today + ahead * day).toISOString().slice(0, 10),
    at: (ahead, wanted) => today + ahead * day + wanted * hour,
  };
};

export interface Reminded {
  at: number;
  due: Due;
  /** What was known when it was told. */
  awakeAt: number | null;
}

/** What the runner does, step by step, on a clock that the test turns. */
export class Play {
  now: number;
  choices: ReminderChoices;
  readonly calls = new Map<number, number>();
  readonly reminded: Reminded[] = [];
  #told: Told = nothingTold;
  #awakeAt: number | null = null;
  #nextLook: number;
  /** How late the next looks come, in ms. */
  readonly #late: () => number;

  constructor(now: number, choices: Partial<ReminderChoices> = {}, late = () => 0) {
    this.now = now;
    this.choices = { ...defaultChoices, digest: false, ...choices };
    this.#nextLook = now;
    this.#late = late;
  }

  get told(): ReadonlySet<string> {
    return new Set(this.#told.calls);
  }

  isTold(id: number, stage: 'soon' | 'begins'): boolean {
    return this.told.has(`${id} ${this.calls.get(id)} ${stage}`);
  }

  look(): void {
    const calls: ComingCall[] = [...this.calls].map(([id, startsAt]) => ({ id, startsAt }));
    const { now, choices } = this;
    const awakeAt = this.#awakeAt;
    const calendar = calendarAt(now);
    const plan = planReminders(calls, { now, awakeAt, choices, told: this.#told, calendar });
    this.reminded.push(...plan.due.map((due) => ({ at: now, due, awakeAt })));
    // As it comes back from storage.
    this.#told = JSON.parse(JSON.stringify(plan.told)) as Told;
    this.#awakeAt = now;
    this.#nextLook = plan.nextLook;
  }

  /** Looks whenever it is time; ticks at least once a minute. */
  stayAwake(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = Math.max(this.#nextLook, this.now) + this.#late();
      if (next > end) break;
      this.now = next;
      this.#awakeAt = Math.max(this.#awakeAt ?? 0, this.now - minute);
      this.look();
    }
    this.now = end;
    this.#awakeAt = end;
  }

  /** Nobody looks: the machine is asleep, or the desk is closed. */
  sleep(ms: number): void {
    this.now += ms;
    this.look();
  }

  /** Changes something; the desk hears of it at once. */
  edit(change: (calls: Map<number, number>) => void): void {
    change(this.calls);
    this.look();
  }

  /** Every reminder of a call, by what it says of which start. */
  ofCalls(): { id: number; startsAt: number; kind: string; at: number }[] {
    return this.reminded.flatMap(({ at, due }) =>
      due.kind === 'digest' ? [] : due.calls.map((call) => ({ ...call, kind: due.kind, at })),
    );
  }
}

/** A desk that looks for the first time, with what it reminds of by itself. */
export const defaultSituation = (now: number, part: Partial<Situation> = {}): Situation => ({
  ...{ now, awakeAt: null, choices: defaultChoices, told: nothingTold },
  calendar: calendarAt(now),
  ...part,
});
