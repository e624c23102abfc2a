/// <reference lib="dom" />
// Watches the frames of a page that scrolls a grid: how far apart they are, and what they lacked.

/**
 * Runs in the page. A frame is blank where a part of the grid in sight has no row on it, or a row without its
 * values: a grid that scrolls smoothly because it shows nothing would be no feat.
 */
const watch = () => {
  /** @type {{ gaps: number[], bare: number, waiting: number, running: boolean }} */
  const seen = { gaps: [], bare: 0, waiting: 0, running: true };
  const grid = /** @type {Element} */ (document.querySelector('[role=grid]'));
  const look = () => {
    const { bottom } = grid.getBoundingClientRect();
    const top = grid.querySelector('.grid-top')?.getBoundingClientRect().bottom ?? 0;
    const end = Math.min(
      bottom,
      grid.querySelector('.grid-body')?.getBoundingClientRect().bottom ?? 0,
    );
    const rows = [...grid.querySelectorAll('.grid-row')]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > top && box.top < end);
    const covered = rows.reduce(
      (sum, { box }) => sum + Math.min(end, box.bottom) - Math.max(top, box.top),
      0,
    );
    if (covered < end - top - 1) seen.bare += 1;
    else if (rows.some(({ row }) => row.matches('[data-waiting], :has(.grid-ghost)')))
      seen.waiting += 1;
  };
  let last = performance.now();
  const onFrame = (/** @type {number} */ now) => {
    seen.gaps.push(now - last);
    last = now;
    look();
    if (seen.running) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(onFrame);
  });
  Object.assign(globalThis, { seenFrames: seen });
};

/** Runs in the page: gives what was seen, and stops. */
const stop = () => {
  const { seenFrames } = /** @type {any} */ (globalThis);
  seenFrames.running = false;
  return seenFrames;
};

/**
 * What was seen: milliseconds from frame to frame; frames with a part that no row was on, and others with a
 * row whose values were on their way; and the processor time that the page's main thread took for it all, in
 * milliseconds: other processes make frames late, but not dear.
 * @typedef {{ gaps: number[], bare: number, waiting: number, cpu: number }} Frames
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
  const { gaps, bare, waiting } = await page.evaluate(stop);
  await meter.close();
  return { gaps, bare, waiting, cpu };
};

/** @param {number[]} numbers @param {number} share */
const quantile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const medianGap = (/** @type {Frames} */ { gaps }) => quantile(gaps, 0.5);

const to = (/** @type {number} */ digits, /** @type {number} */ number) =>
  Number(number.toFixed(digits));

/** The figures of a scroll, as the benchmark's line has them. @param {Frames} frames */
export const figuresOf = ({ gaps, bare, waiting, cpu }) => {
  const count = gaps.length;
  return {
    fps: to(1, (1000 * count) / gaps.reduce((sum, gap) => sum + gap, 0)),
    p95_ms: to(1, quantile(gaps, 0.95)),
    // Beyond 50 ms people feel that they wait.
    long_share: to(3, gaps.filter((gap) => gap > 50.5).length / count),
    blank_share: to(3, (bare + waiting) / count),
    bare_share: to(3, bare / count),
    cpu_ms: to(1, cpu / count),
  };
};

/** @param {Frames[]} all @returns {Frames} */
export const together = (all) => {
  const sum = (/** @type {'bare' | 'waiting' | 'cpu'} */ name) =>
    all.reduce((whole, frames) => whole + frames[name], 0);
  const gaps = all.flatMap((frames) => frames.gaps);
  return { gaps, bare: sum('bare'), waiting: sum('waiting'), cpu: sum('cpu') };
};
