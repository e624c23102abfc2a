import { describe, expect, test } from 'vitest';
import { dumpHandlers } from '#electron/ipc/dump.ts';
import { Jobs } from '#electron/ipc/jobs.ts';
import { sampleHandlers } from '#electron/ipc/sample.ts';
import type { Services } from '#electron/ipc/services.ts';
import { channels, eventSchema, type DeskEvent } from '#shared/ipc/channels.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import { clock, fixture } from './reading.ts';

const job = '018f0000-0000-7000-8000-000000000001';
const ticket = '018f0000-0000-7000-8000-000000000002';

const desk = (path: string) => {
  const events: DeskEvent[] = [];
  const services: Services = {
    jobs: new Jobs(),
    files: { resolve: () => ok({ path, name: 'dump.sql', size: 1 }) },
    exports: { choose: async () => ok(null), reveal: async () => ok({}) },
    identity: () => ({ desk: job, number: 32, name: 'test' }),
    appVersion: '0.1.0',
  };
  const context = { emit: (event: DeskEvent) => void events.push(event) };
  return { services, events, context };
};

const readAll = async (read: () => Promise<Result<Chunk>>): Promise<Record<string, number>> => {
  const rows: Record<string, number> = {};
  for (;;) {
    const chunk = await read();
    if (!chunk.ok) throw new Error(chunk.problem.code);
    if (chunk.value.kind === 'end') return rows;
    if (chunk.value.kind !== 'rows') throw new Error('a dump erases nothing');
    rows[chunk.value.table] = (rows[chunk.value.table] ?? 0) + chunk.value.rows;
  }
};

describe('dump.open, dump.read', () => {
  test('a dump is reported, then read to its end', async () => {
    const { services, events, context } = desk(fixture('access_db.sql'));
    const handlers = dumpHandlers(services);
    const report = await handlers['dump.open']({ job, ticket }, context);
    if (!report.ok) throw new Error(report.problem.code);
    expect(channels['dump.open'].result.safeParse(report.value).success).toBe(true);
    const rows = await readAll(() => handlers['dump.read']({ job, clock }, context));
    expect(rows).toEqual(report.value.rows);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(eventSchema.safeParse(event).success).toBe(true);
  });

  test('closing the job while the dump is read stops it', async () => {
    const { services, context } = desk(fixture('access_db.sql'));
    const opening = dumpHandlers(services)['dump.open']({ job, ticket }, context);
    await new Promise((resolve) => setImmediate(resolve));
    await services.jobs.close(job);
    expect(await opening).toMatchObject({ ok: false, problem: { code: 'file.cancelled' } });
  });

  test('after closing there is nothing to read, and a stamp must be one', async () => {
    const { services, context } = desk(fixture('odd-values.copy.sql'));
    const handlers = dumpHandlers(services);
    await handlers['dump.open']({ job, ticket }, context);
    const badClock = await handlers['dump.read']({ job, clock: 'now' }, context);
    expect(badClock).toMatchObject({ ok: false, problem: { code: 'value.looksWrong' } });
    await services.jobs.close(job);
    const closed = await handlers['dump.read']({ job, clock }, context);
    expect(closed).toMatchObject({ ok: false, problem: { code: 'desk.noSuchJob' } });
  });

  test('a file that is not there', async () => {
    const { services, context } = desk('/nowhere/dump.sql');
    const opened = await dumpHandlers(services)['dump.open']({ job, ticket }, context);
    expect(opened).toMatchObject({ ok: false, problem: { code: 'file.notFound' } });
  });
});

describe('sample.open, sample.read', () => {
  test('a made-up desk comes chunk by chunk', async () => {
    const { services, context } = desk('');
    const handlers = sampleHandlers(services, { now: () => Date.UTC(2026, 2, 31) });
    const opened = await handlers['sample.open']({ job, rows: 3000, seed: 1 }, context);
    if (!opened.ok) throw new Error(opened.problem.code);
    const rows = await readAll(() => handlers['sample.read']({ job, clock }, context));
    expect(rows).toEqual(opened.value.rows);
    expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBe(3000);
  });
});
