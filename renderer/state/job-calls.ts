import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, type Result } from '#shared/result.ts';
import type { WorkOptions } from '../db/desk.ts';

/**
 * Runs a call that begins a job of the main process: its progress is passed on, and cancelling closes
 * the job. A call that succeeds leaves the job open, for whoever reads on.
 */
export const callWithJob = async <T>(
  api: DeskApi,
  { signal, onProgress }: WorkOptions,
  call: (job: string) => Promise<Result<T>>,
): Promise<Result<{ job: string; value: T }>> => {
  const job = crypto.randomUUID();
  const stopListening = api.onEvent((event) => {
    if (event.kind !== 'progress' || event.job !== job) return;
    onProgress({ phase: event.phase, done: event.done, total: event.total });
  });
  const close = () => void api.call('job.close', { job });
  signal.addEventListener('abort', close, { once: true });
  try {
    const answer = signal.aborted ? fail('file.cancelled') : await call(job);
    if (signal.aborted) close();
    if (signal.aborted) return fail('file.cancelled');
    return answer.ok ? { ok: true, value: { job, value: answer.value } } : answer;
  } finally {
    stopListening();
    signal.removeEventListener('abort', close);
  }
};
