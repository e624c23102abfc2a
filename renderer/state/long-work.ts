import { create } from 'zustand';
import { fail, type Result } from '#shared/result.ts';
import type { Progress, WorkOptions } from '../db/desk.ts';

/** Work that takes its time; the window shows it, and only one piece runs at once. */
export interface LongWork {
  title: string;
  progress: Progress | null;
  /** Set once the user asked to stop; the work then ends as soon as it safely can. */
  cancelling: boolean;
  /** Null for work that, once begun, is seen through to its end. */
  cancel: (() => void) | null;
}

interface Work {
  current: LongWork | null;
}

export const useLongWork = create<Work>(() => ({ current: null }));

const change = (part: Partial<LongWork>) =>
  useLongWork.setState(({ current }) =>
    current === null ? {} : { current: { ...current, ...part } },
  );

const begin = (title: string, canBeCancelled: boolean): AbortController => {
  const stop = new AbortController();
  const cancel = () => {
    change({ cancelling: true });
    stop.abort();
  };
  const current = { title, progress: null, cancelling: false };
  useLongWork.setState({ current: { ...current, cancel: canBeCancelled ? cancel : null } });
  return stop;
};

/** Runs one piece of long work under a title, with its progress shown and, unless told otherwise, a way to cancel it. */
export const runLongWork = async <T>(
  title: string,
  run: (options: WorkOptions) => Promise<Result<T>>,
  { canBeCancelled = true } = {},
): Promise<Result<T>> => {
  const busy = useLongWork.getState().current;
  if (busy !== null) return fail('desk.refused', { reason: `“${busy.title}” is still under way` });
  const stop = begin(title, canBeCancelled);
  try {
    return await run({ signal: stop.signal, onProgress: (progress) => change({ progress }) });
  } finally {
    useLongWork.setState({ current: null });
  }
};
