import { fail } from '#shared/result.ts';
import type { Handlers } from './handlers.ts';

const notYet = () =>
  Promise.resolve(fail('desk.refused', { reason: 'rebuilding is not there yet' }));

export const rebuildHandlers = (): Handlers<'rebuild'> => ({
  'rebuild.make': notYet,
  'rebuild.compare': notYet,
  'rebuild.purge': notYet,
});
