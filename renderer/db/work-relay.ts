import type { DeskApi, DeskEvent } from '#shared/ipc/channels.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Call, FromWorker, Place, Task, ToWorker } from '../workers/bulk-messages.ts';
import type { Progress, WorkOptions } from './desk.ts';

/**
 * Starts the bulk worker and waits for its work. The worker calls the main process by itself where it can (in
 * a browser host); else the window stands between them.
 */
export const runInWorker = async (
  api: DeskApi,
  place: Place,
  task: Task,
  options: WorkOptions,
): Promise<Result<unknown>> => {
  if (options.signal.aborted) return fail('file.cancelled');
  const worker = new Worker(new URL('../workers/bulk.worker.ts', import.meta.url), {
    type: 'module',
    name: 'bulk work',
  });
  try {
    const result = await relay(worker, api, { place, task, options });
    // A worker that calls by itself may hear that its job is closed before it hears why.
    return !result.ok && options.signal.aborted ? fail('file.cancelled') : result;
  } finally {
    worker.terminate();
    await api.call('job.close', { job: place.job });
  }
};

interface Work {
  place: Place;
  task: Task;
  options: WorkOptions;
}

const relay = (worker: Worker, api: DeskApi, { place, task, options }: Work) => {
  const say = (message: ToWorker, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  const report = rising(options.onProgress);
  const leave = [
    api.onEvent((event) => passProgress(event, place.job, report)),
    onAbort(options.signal, () => {
      say({ kind: 'cancel' });
      // What the main process does at this moment may take long: closing the job ends it.
      void api.call('job.close', { job: place.job });
    }),
  ];
  return new Promise<Result<unknown>>((resolve) => {
    worker.onerror = (event) => resolve(fail('desk.failed', { reason: event.message }));
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'done') resolve(data.result);
      else if (data.kind === 'progress') report(data.progress);
      else void passCall(api, data).then(({ answer, transfer }) => say(answer, transfer));
    };
    say({ kind: 'start', place, task, loopback: api.loopback ?? null });
  }).finally(() => leave.forEach((stop) => stop()));
};

const onAbort = (signal: AbortSignal, stop: () => void): (() => void) => {
  signal.addEventListener('abort', stop);
  return () => signal.removeEventListener('abort', stop);
};

const passProgress = (event: DeskEvent, job: string, report: (progress: Progress) => void) => {
  if (event.kind !== 'progress' || event.job !== job) return;
  const { phase, done, total } = event;
  report({ phase, done, total });
};

/** Lets progress through that goes forward: two processes report, and a late word must not turn it back. */
const rising = (onProgress: (progress: Progress) => void) => {
  let last: Progress = { phase: '', done: 0, total: null };
  return (progress: Progress) => {
    if (progress.phase === last.phase && progress.done < last.done) return;
    last = progress;
    onProgress(progress);
  };
};

const passCall = async (api: DeskApi, { id, channel, args }: Call) => {
  const result: Result<unknown> = await api
    .call(channel, args)
    .catch((error: unknown) => fail('desk.failed', { reason: String(error) }));
  const transfer = result.ok ? buffersOf(result.value) : [];
  return { answer: { kind: 'answer', id, result } satisfies ToWorker, transfer };
};

/** The buffer of a chunk, so that it is handed to the worker and not copied. */
const buffersOf = (value: unknown): Transferable[] => {
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return [];
  const { bytes } = value;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
};
