import type { Problem } from '#shared/problems/index.ts';

const minuteMs = 60_000;
/** BAK4: how long after the first change a backup is due, and how long a window may take to make it. */
const patience = { change: 15 * minuteMs, window: 2 * minuteMs, making: 30 * minuteMs } as const;
/** A window tells of the failure that the desk has told of already: that is one failure. */
const sameFailureMs = 10_000;
/** BAK5: pauses between attempts after failures; the last one again and again. */
const retries = [1, 2, 5, 15].map((minutes) => minutes * minuteMs);

interface Failing {
  problem: Problem;
  /** Milliseconds since 1970. */
  since: number;
  retryAt: number;
}

/**
 * When the next backup is due. It asks for one by `onDue`, and hears by `made` or `failed` what became of
 * it; where it hears nothing, it asks again.
 */
export class Schedule {
  readonly #now: () => number;
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | null = null;
  #dueAt: number | null = null;
  #failing: Failing | null = null;
  #failures = 0;
  #failedAt = -Infinity;
  /** Whether a backup was asked for, and nobody has begun one. */
  #unheard = false;

  constructor({ now, onDue }: { now: () => number; onDue: () => void }) {
    this.#now = now;
    this.#onDue = onDue;
  }

  /** Milliseconds since 1970; null when nothing has changed. */
  get dueAt(): number | null {
    return this.#failing?.retryAt ?? this.#dueAt;
  }

  get failing(): Failing | null {
    return this.#failing;
  }

  /** Something was changed since the newest backup. */
  changed(): void {
    if (this.#dueAt !== null) return;
    this.#dueAt = this.#now() + patience.change;
    this.#waitUntil(this.#dueAt);
  }

  /** A window makes one: it may take its time. */
  begun(): void {
    this.#unheard = false;
    if (this.#timer !== null) this.#waitUntil(this.#now() + patience.making);
  }

  made(): void {
    this.#unheard = false;
    this.#dueAt = null;
    this.#failing = null;
    this.#failures = 0;
    this.#stop();
  }

  failed(problem: Problem): void {
    const repeated = this.#failing?.problem.code === problem.code;
    if (repeated && this.#now() - this.#failedAt < sameFailureMs) return;
    this.#failedAt = this.#now();
    this.#unheard = false;
    const pause = retries[Math.min(this.#failures, retries.length - 1)]!;
    this.#failures += 1;
    const since = this.#failing?.since ?? this.#now();
    this.#failing = { problem, since, retryAt: this.#now() + pause };
    this.#waitUntil(this.#failing.retryAt);
  }

  stop(): void {
    this.#stop();
  }

  #waitUntil(time: number): void {
    this.#stop();
    this.#timer = setTimeout(() => this.#ask(), Math.max(0, time - this.#now()));
    this.#timer.unref();
  }

  #ask(): void {
    if (this.#unheard) this.failed({ code: 'backups.noAnswer', data: {} });
    this.#unheard = true;
    this.#onDue();
    this.#waitUntil(this.#now() + patience.window);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
