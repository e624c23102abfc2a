import { describe, expect, test } from 'vitest';
import { callWithJob } from '#renderer/state/job-calls.ts';
import { runLongWork, useLongWork } from '#renderer/state/long-work.ts';
import type { DeskApi, DeskEvent } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';

const current = () => useLongWork.getState().current;

describe('long work', () => {
  test('shows its title and progress while it runs, and nothing afterwards', async () => {
    const work = runLongWork('Counting', async ({ onProgress }) => {
      onProgress({ phase: 'Reading', done: 3, total: 10 });
      expect(current()).toMatchObject({ title: 'Counting', progress: { done: 3, total: 10 } });
      return ok(10);
    });
    expect(await work).toEqual(ok(10));
    expect(current()).toBeNull();
  });

  test('refuses a second piece of work while one is under way', async () => {
    let finish = () => {};
    const first = runLongWork('First', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return ok(1);
    });
    expect(await runLongWork('Second', async () => ok(2))).toMatchObject({ ok: false });
    expect(current()?.title).toBe('First');
    finish();
    expect(await first).toEqual(ok(1));
  });

  test('cancelling reaches the work by its signal', async () => {
    const work = runLongWork('Slow', async ({ signal }) => {
      current()?.cancel?.();
      expect(current()?.cancelling).toBe(true);
      return signal.aborted ? fail('file.cancelled') : ok(1);
    });
    expect(await work).toEqual(fail('file.cancelled'));
  });

  test('that must come to its end offers no way to cancel it', async () => {
    const work = runLongWork(
      'Erasing',
      async ({ signal }) => {
        expect(current()?.cancel).toBeNull();
        return ok(signal.aborted);
      },
      { canBeCancelled: false },
    );
    expect(await work).toEqual(ok(false));
  });

  test('is over even when it breaks', async () => {
    const broken = runLongWork('Broken', async (): Promise<Result<never>> => {
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(current()).toBeNull();
  });
});

/** A main process that records calls and lets a test send events. */
const process = () => {
  const closed: string[] = [];
  const listeners = new Set<(event: DeskEvent) => void>();
  const call = async (_: string, { job }: { job: string }) => {
    closed.push(job);
    return ok({});
  };
  const onEvent = (listener: (event: DeskEvent) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const send = (event: DeskEvent) => listeners.forEach((listener) => listener(event));
  return { closed, listeners, send, api: { call, onEvent } as unknown as DeskApi };
};

describe('calls that begin a job', () => {
  test('pass on the progress of their own job only, and stop listening', async () => {
    const { api, send, listeners, closed } = process();
    const seen: number[] = [];
    const options = {
      signal: new AbortController().signal,
      onProgress: ({ done }: { done: number }) => void seen.push(done),
    };
    const result = await callWithJob(api, options, async (job) => {
      send({ kind: 'progress', job, phase: 'Checking', done: 1, total: null });
      send({ kind: 'progress', job: crypto.randomUUID(), phase: 'x', done: 2, total: null });
      return ok('found');
    });
    expect(result).toMatchObject({ ok: true, value: { value: 'found' } });
    expect(seen).toEqual([1]);
    expect(listeners.size).toBe(0);
    expect(closed).toEqual([]);
  });

  test('cancelling closes the job, and says so even when the call still succeeds', async () => {
    const { api, closed } = process();
    const stop = new AbortController();
    let begun = '';
    const result = await callWithJob(
      api,
      { signal: stop.signal, onProgress: () => {} },
      async (job) => {
        begun = job;
        stop.abort();
        return ok('late');
      },
    );
    expect(result).toEqual(fail('file.cancelled'));
    expect(closed).toContain(begun);
  });
});
