import type { Page } from 'playwright';

/** Keeps the longest time, in milliseconds, for which anything in the window moves from now on. */
export const watchMotion = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const scope = globalThis as typeof globalThis & { longestMotion?: number };
    const isWatched = scope.longestMotion !== undefined;
    scope.longestMotion = 0;
    if (isWatched) return;
    const look = () => {
      const lengths = document
        .getAnimations()
        .map(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0));
      scope.longestMotion = Math.max(scope.longestMotion ?? 0, ...lengths);
      requestAnimationFrame(look);
    };
    look();
  });

export const longestMotion = (page: Page): Promise<number> =>
  page.evaluate(
    () => (globalThis as typeof globalThis & { longestMotion?: number }).longestMotion ?? NaN,
  );
