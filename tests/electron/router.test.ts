import { expect, test, vi } from 'vitest';
import { Jobs } from '#electron/ipc/jobs.ts';
import { createRouter, type AllHandlers } from '#electron/ipc/router.ts';
import { WindowJobs } from '#electron/ipc/window-jobs.ts';

const context = { emit: () => undefined };

test('a bug in a handler becomes a problem, and is written down', async () => {
  const handlers = {
    'app.info': () => Promise.reject(new Error('a bug')),
  } as unknown as AllHandlers;
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await createRouter(handlers)('app.info', {}, context)).toEqual({
    ok: false,
    problem: { code: 'desk.failed', data: { reason: 'a bug' } },
  });
  expect(written).toHaveBeenCalledOnce();
  written.mockRestore();
});

test('handlers see only what the table allows', async () => {
  const seen = vi.fn(async () => ({ ok: true, value: {} }));
  const handlers = { 'app.rename': seen } as unknown as AllHandlers;
  const router = createRouter(handlers);
  for (const args of [null, undefined, 'a', [], { name: 1 }, { name: 'a', more: 1 }])
    expect(await router('app.rename', args, context)).toMatchObject({
      problem: { code: 'desk.badMessage' },
    });
  for (const name of [null, 1, {}, 'toString', '__proto__', 'app.'])
    expect(await router(name, {}, context)).toMatchObject({
      problem: { code: 'desk.unknownChannel' },
    });
  expect(seen).not.toHaveBeenCalled();
  await router('app.rename', { name: ' a ' }, context);
  expect(seen).toHaveBeenCalledWith({ name: 'a' }, context);
});

test('a window that goes away takes its own jobs along, and no others', async () => {
  const jobs = new Jobs();
  const closed: string[] = [];
  const add = (id: string) =>
    jobs.add(id, { kind: 'test', close: async () => void closed.push(id) });
  const windows = new WindowJobs(jobs);
  await Promise.all(['a', 'b', 'c'].map(add));
  windows.note('one', 'sample.open', { job: 'a' });
  windows.note('one', 'sample.open', { job: 'b' });
  windows.note('two', 'sample.open', { job: 'c' });
  windows.note('one', 'job.close', { job: 'b' });
  windows.note('one', 'no.channel', { job: 'c' });
  await windows.closeAllOf('one');
  await windows.closeAllOf('one');
  expect(closed).toEqual(['a']);
});
