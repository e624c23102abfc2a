import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 500;
/** A reload, or a browser that takes its time to show the first window. */
const graceInMs = { reload: 5_000, start: 20_000 } as const;
/** On macOS a browser goes on running after its last window was closed. */
const idleOnMacInMs = 120_000;

export interface Watched {
  /** How many windows are listening. */
  windows: () => number;
  /** Whether the browser that was started is still there. */
  browserRuns: () => boolean;
  /** Whether any window has ever been there. */
  everOpened: () => boolean;
  signal: AbortSignal;
}

const allowed = ({ browserRuns, everOpened }: Watched): number => {
  if (browserRuns()) return process.platform === 'darwin' ? idleOnMacInMs : Infinity;
  return everOpened() ? graceInMs.reload : graceInMs.start;
};

/** Waits until no window needs the host any more, or the signal is given. */
export const untilUnused = async (watched: Watched): Promise<void> => {
  let idleSince = performance.now();
  while (!watched.signal.aborted) {
    if (watched.windows() > 0) idleSince = performance.now();
    if (performance.now() - idleSince > allowed(watched)) return;
    await sleep(lookEveryMs, undefined, { signal: watched.signal }).catch(() => undefined);
  }
};
