import { fail } from '#shared/result.ts';

/** IndexedDB wraps the cause of a failure several times over: the innermost name tells. */
const namesOf = (error: unknown): string[] => {
  const names: string[] = [];
  for (let at = error, depth = 0; at instanceof Object && depth < 5; depth++) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name);
    at = 'inner' in at ? at.inner : undefined;
  }
  return names;
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n')[0]! : String(error);

/** What a failure of the store means to the user. A broken disk is expected; a bug of ours reads so too. */
export const storeProblem = (error: unknown): ReturnType<typeof fail> => {
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return fail('desk.storeFull');
  if (names.includes('VersionError')) return fail('desk.newerStore');
  if (names.includes('DatabaseClosedError') || names.includes('InvalidStateError'))
    return fail('desk.storeClosed');
  return fail('desk.storeFailed', { reason: reasonOf(error) });
};
