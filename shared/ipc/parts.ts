import { z } from 'zod';
import { tableNames } from '../entities/index.ts';
import { isProblemCode, type ProblemCode } from '../problems/index.ts';
import { isSeen, type Seen } from '../sync/seen.ts';

// Compiled parsers need `eval`, which the window's content security policy forbids.
z.config({ jitless: true });

/** What messages between the window and the main process are put together from. */

export const none = z.strictObject({});
export const bytes = z.instanceof(Uint8Array);
export const count = z.int().min(0);
export const table = z.enum(tableNames);
/** Chosen by the window, so that it can show progress and cancel before the first answer. */
export const job = z.uuid();
/** Stands for a file that the user chose; its path never crosses the bridge. */
export const ticket = z.uuid();
export const fileName = z.string().min(1).max(200);
/** What a desk has seen of all desks. */
export const seen = z.custom<Seen>(isSeen, 'is not what a desk has seen');
export const problem = z.strictObject({
  code: z.custom<ProblemCode>((code) => typeof code === 'string' && isProblemCode(code)),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const passphrase = z.string().min(1).max(1000);
export const rowsPerTable = z.partialRecord(table, count);
