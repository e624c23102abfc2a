/// <reference lib="dom" />
// Watches the frames of a page: how far apart they are, and what the browser itself calls long.

/**
 * Runs in the page. A frame is counted as `waiting` where a row that is drawn has no values yet: a grid that
 * scrolls smoothly because it shows nothing would be no feat.
 */
const watch = () => {
  /** @type {{ gaps: number[], waiting: number, tasks: number[], frames: number[], running: boolean }} */
  const seen = { gaps: [], waiting: 0, tasks: [], frames: [], running: true };
  const observer = new PerformanceObserver((list) => {
    for (const { entryType, duration } of list.getEntries())
      (String(entryType) === 'longtask' ? seen.tasks : seen.frames).push(duration);
  });
  for (const type of ['longtask', 'long-animation-frame'])
    observer.observe(/** @type {PerformanceObserverInit} */ ({ type }));
  let last = performance.now();
  const onFrame = () => {
    const now = performance.now();
    seen.gaps.push(now - last);
    last = now;
    if (document.querySelector('.grid-row .grid-ghost') !== null) seen.waiting += 1;
    if (seen.running) requestAnimationFrame(onFrame);
    else observer.disconnect();
  };
  requestAnimationFrame(onFrame);
  Object.assign(globalThis, { seenFrames: seen });
};

/** Runs in the page: gives what was seen, and stops. */
const stop = () => {
  const { seenFrames } = /** @type {any} */ (globalThis);
  seenFrames.running = false;
  return seenFrames;
};

/**
 * What was seen, and the processor time that the page's main thread took for it, in milliseconds: other
 * processes make frames late, but not dear.
 * @typedef {{ gaps: number[], waiting: number, tasks: number[], frames: number[], cpu: number }} Frames
 */

/** @param {import('playwright').Page} page */
const openMeter = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  return { read, close: () => session.detach() };
};

/**
 * The frames of a page while `run` runs.
 * @param {import('playwright').Page} page @param {() => Promise<unknown>} run @returns {Promise<Frames>}
 */
export const framesOf = async (page, run) => {
  const meter = await openMeter(page);
  await page.evaluate(watch);
  const before = await meter.read();
  await run();
  const cpu = (await meter.read()) - before;
  const seen = await page.evaluate(stop);
  await meter.close();
  return { ...seen, cpu };
};

/** @param {number[]} numbers @param {number} share */
const quantile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const p95 = (/** @type {Frames} */ { gaps }) => quantile(gaps, 0.95);

/** @param {Frames} frames */
export const framesText = ({ gaps, waiting, tasks, frames, cpu }) => {
  const over = gaps.filter((gap) => gap > 50).length;
  const longest = (/** @type {number[]} */ all) => Math.round(Math.max(0, ...all));
  return [
    `${gaps.length} frames, p95 ${Math.round(quantile(gaps, 0.95))} ms, longest ${longest(gaps)} ms`,
    `${over} over 50 ms`,
    `${(cpu / gaps.length).toFixed(1)} ms of processor time each`,
    `long tasks ${tasks.length} (longest ${longest(tasks)} ms)`,
    `long animation frames ${frames.length} (longest ${longest(frames)} ms)`,
    `rows on their way in ${waiting}`,
  ].join(', ');
};

/** @param {Frames[]} all @returns {Frames} */
export const together = (all) => ({
  gaps: all.flatMap(({ gaps }) => gaps),
  waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
  tasks: all.flatMap(({ tasks }) => tasks),
  frames: all.flatMap(({ frames }) => frames),
  cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
});
