import type { Problem } from './problems/index.ts';

/** What a call that can be expected to fail gives back. Exceptions are for bugs. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = (
  code: Problem['code'],
  data: Problem['data'] = {},
): { ok: false; problem: Problem } => ({ ok: false, problem: { code, data } });
