import { ok } from '#shared/result.ts';
import type { Handlers } from './handlers.ts';
import type { Jobs } from './jobs.ts';

export const jobHandlers = (jobs: Jobs): Handlers<'job'> => ({
  'job.close': async ({ job }) => {
    await jobs.close(job);
    return ok({});
  },
});
