import type { CallContext } from './handlers.ts';

/** Milliseconds between two reports: ten a second are as many as anyone sees. */
const pause = 100;

export interface Progress {
  phase: string;
  done: number;
  total: number | null;
}

type Emit = CallContext['emit'];

/** Tells the window how far a job of several phases is: the first and last report of each, few between. */
export const phasesOf = (emit: Emit, job: string): ((progress: Progress) => void) => {
  let last = { phase: '', time: -Infinity };
  return ({ phase, done, total }) => {
    const time = performance.now();
    if (phase === last.phase && done !== total && time - last.time < pause) return;
    last = { phase, time };
    emit({ kind: 'progress', job, phase, done, total });
  };
};

/** The same for work of one phase. */
export const progressOf = (
  emit: Emit,
  job: string,
  phase: string,
): ((done: number, total: number | null) => void) => {
  const tell = phasesOf(emit, job);
  return (done, total) => tell({ phase, done, total });
};
