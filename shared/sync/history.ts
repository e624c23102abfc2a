import { z } from 'zod';
import type { Change } from './change.ts';
import { parsedChange } from './parse-change.ts';
import { isStamp, type Stamp } from './stamp.ts';

interface HistoryMoment {
  /** The number of the journal entry; several items of one entry share it. */
  seq: number;
  /** When the journal took it in, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  at: string;
  stamp: Stamp;
  /** What the user did: "edit", "import access_db.sql" … */
  action: string;
}

/**
 * One thing that happened to a record, as `journal.history` tells it: a change of it, or (`base`) that the
 * whole desk was replaced then, so that what is older is the history of another state.
 */
export type HistoryItem =
  | (HistoryMoment & { change: Change; base?: undefined })
  | (HistoryMoment & { base: true; change?: undefined });

const moment = {
  seq: z.int().min(1),
  at: z.iso.datetime({ precision: 3 }),
  stamp: z.string().refine(isStamp, 'is not a stamp'),
  action: z.string(),
};

/** What the window parses each line of `journal.history` with. */
export const historyItemSchema: z.ZodType<HistoryItem> = z.union([
  z.strictObject({ ...moment, change: parsedChange, base: z.undefined().optional() }),
  z.strictObject({ ...moment, base: z.literal(true), change: z.undefined().optional() }),
]);
