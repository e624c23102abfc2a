import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { errorCode } from '#electron/disk/disk.ts';

/**
 * Carries a problem from deep inside the reading or writing of a snapshot to the door, where
 * `refusalsAsProblems` turns it into a value. It never leaves this folder.
 */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(code: Problem['code'], data: Problem['data'] = {}) {
    super(code);
    this.problem = { code, data };
  }
}

/** The value of a result; its problem as a refusal. */
export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Refusal(result.problem.code, result.problem.data);
  return result.value;
};

export const refuseIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw new Refusal('file.cancelled');
};

/**
 * Runs work whose refusals, and system errors by way of `problemOf`, become problems.
 * Everything else is a bug and thrown on.
 */
export const refusalsAsProblems = async <T>(
  problemOf: (error: unknown) => Problem,
  work: () => Promise<T>,
): Promise<Result<T>> => {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    if (errorCode(error) === null) throw error;
    return { ok: false, problem: problemOf(error) };
  }
};
