// Waits until the machine is at rest: a browser deletes and tidies up long after it has said that it is done.
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const lookMs = 500;
const longestMs = 30_000;
/** The share of the processors that others may take; and for how many looks in a row. */
const busyAtMost = 0.1;
const looks = 3;

const times = () => {
  const all = cpus().map(({ times }) => times);
  const sumOf = (/** @type {(t: typeof all[number]) => number} */ of) =>
    all.reduce((sum, one) => sum + of(one), 0);
  const idle = sumOf((t) => t.idle);
  return { idle, all: idle + sumOf((t) => t.user + t.nice + t.sys + t.irq) };
};

/** What one side's turn leaves to be done must not be measured as the other's; half a minute at most. */
export const rest = async () => {
  const until = Date.now() + longestMs;
  for (let quiet = 0; quiet < looks && Date.now() < until;) {
    const before = times();
    await sleep(lookMs);
    const after = times();
    const busy = 1 - (after.idle - before.idle) / (after.all - before.all);
    quiet = busy <= busyAtMost ? quiet + 1 : 0;
  }
};
