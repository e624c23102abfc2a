import { planSample, type SamplePlan } from '#shared/sample/desk-plan.ts';
import { ok } from '#shared/result.ts';
import { parseStamp } from '#shared/sync/stamp.ts';
import type { RowChunk } from '../imports/row-chunks.ts';
import { sampleChunks } from '../imports/sample-chunks.ts';
import type { Handlers } from './handlers.ts';
import type { Job } from './jobs.ts';
import type { Services } from './services.ts';

interface SampleJob extends Job {
  kind: 'sample';
  plan: SamplePlan;
  chunks: Generator<RowChunk> | null;
}

const sampleJob = (plan: SamplePlan): SampleJob => ({
  kind: 'sample',
  plan,
  chunks: null,
  close() {
    this.chunks?.return(undefined);
    return Promise.resolve();
  },
});

/** Serves made-up desks; `now` in milliseconds since 1970. */
export const sampleHandlers = (
  { jobs }: Services,
  { now = Date.now }: { now?: () => number } = {},
): Handlers<'sample'> => ({
  'sample.open': async ({ job, rows, seed }) => {
    const plan = planSample({ rows, seed, today: now() });
    await jobs.add(job, sampleJob(plan));
    return ok({ rows: { ...plan.counts } });
  },
  'sample.read': async ({ job: id, clock: text }) => {
    const job = jobs.get<SampleJob>(id, 'sample');
    const clock = parseStamp(text);
    if (!job.ok) return job;
    if (!clock.ok) return clock;
    job.value.chunks ??= sampleChunks(job.value.plan, clock.value);
    const step = job.value.chunks.next();
    return ok(step.done ? { kind: 'end' } : { kind: 'rows', ...step.value });
  },
});
