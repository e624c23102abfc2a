import type { Page } from 'playwright';

/** Makes the clock of a page or worker show a moment, from then on always the same one until it is set anew. */
const holdClock = (ms: number): void => {
  const scope = globalThis as typeof globalThis & { heldClock?: { ms: number } };
  if (scope.heldClock !== undefined) {
    scope.heldClock.ms = ms;
    return;
  }
  const held = { ms };
  scope.heldClock = held;
  scope.Date = new Proxy(Date, {
    construct: (made, parts: [], as) =>
      Reflect.construct(made, parts.length === 0 ? [held.ms] : parts, as) as Date,
    get: (made, name) => (name === 'now' ? () => held.ms : (Reflect.get(made, name) as unknown)),
  });
};

/** The clock of a window, which goes on only when the test says so. */
export interface PageClock {
  /** `instant`: as stored, or any other that says its offset. */
  goTo: (instant: string) => Promise<void>;
}

/**
 * Takes over the clock of a page and its workers, and loads the page anew so that nothing has kept the real
 * one. Only `Date` is taken over: timers, frames and IndexedDB go on as always.
 */
export const takeClock = async (page: Page, start: string): Promise<PageClock> => {
  let now = Date.parse(start);
  await page.addInitScript(holdClock, now);
  // A worker that ends before it hears of the time needs it no more.
  page.on('worker', (worker) => void worker.evaluate(holdClock, now).catch(() => undefined));
  await page.reload();
  return {
    goTo: async (instant) => {
      now = Date.parse(instant);
      await page.evaluate(holdClock, now);
      await Promise.all(page.workers().map((worker) => worker.evaluate(holdClock, now)));
    },
  };
};
