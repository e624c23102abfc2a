import { exchangeLimits } from '#shared/formats/exchange.ts';
import { parseStoredName } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Bytes that a file of this name may have. */
export const limitOf = (name: string): number =>
  parseStoredName(name)?.kind === 'base' ? exchangeLimits.checkpoint : exchangeLimits.file;

export const tooLarge = (name: string, limit: number) =>
  fail('exchange.tooLarge', { file: name, limit: Math.floor(limit / 2 ** 20) });

/**
 * A name that a folder can have, encrypted or not. Names come from other desks too (what they wait for): one
 * that leads out of the folder is refused here.
 */
export const checkName = (name: string): Result<void> =>
  parseStoredName(name) === null ? fail('exchange.badName', { file: name }) : ok(undefined);

/** EXC4: a desk changes its own files only, and the one that says what the folder is. */
export const checkOwn = (name: string, desk: string): Result<void> => {
  const parts = parseStoredName(name);
  if (parts === null) return fail('exchange.badName', { file: name });
  const isOwn = parts.kind === 'folder' || parts.desk === desk;
  return isOwn ? ok(undefined) : fail('exchange.notOurs', { file: name });
};

/** Whether a desk may publish so many bytes under a name. */
export const checkPublished = (name: string, size: number, desk: string): Result<void> => {
  const own = checkOwn(name, desk);
  if (!own.ok) return own;
  const limit = limitOf(name);
  return size > limit ? tooLarge(name, limit) : ok(undefined);
};
