import type { CallContext } from './handlers.ts';

/** Milliseconds between two reports: ten a second are as many as anyone sees. */
const pause = 100;

export interface Progress {
  phase: string;
  done: number;
  total: number | null;
}

/** Tells the window how far a job is; the first report of each phase and the last always, few between. */
export const progressOf = (context: CallContext, job: string): ((progress: Progress) => void) => {
  let last = { phase: '', time: -Infinity };
  return ({ phase, done, total }) => {
    const time = performance.now();
    if (phase === last.phase && done !== total && time - last.time < pause) return;
    last = { phase, time };
    context.emit({ kind: 'progress', job, phase, done, total });
  };
};
