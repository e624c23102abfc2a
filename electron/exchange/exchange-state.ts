import { join } from 'node:path';
import { z } from 'zod';
import { seenSchema } from '#shared/formats/exchange.ts';
import { exchangeEventSchema, type ExchangeEvent } from '#shared/ipc/exchange-channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isStamp } from '#shared/sync/stamp.ts';
import { writeFileAtomically } from '#electron/disk/atomic-file.ts';
import { tryReading } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { readWhole } from './read-whole.ts';

/** What a desk remembers of its exchange, in a file of its own folder: `exchange.json`. */
const stampSchema = z.string().refine(isStamp, 'is not a stamp');
const count = z.int().min(0);

const publishedSchema = z.object({
  /** The last journal entry that was looked at, and its stamp. */
  seq: count,
  stamp: stampSchema.nullable(),
  /** The stamp after which the next log file comes; null where nothing of this desk came before. */
  after: stampSchema.nullable(),
  /** What the desk had seen as of that journal entry. */
  seen: seenSchema,
  /** Log files that are in the folder, by number, and the journal entries that each was made of. */
  segments: z.array(
    z.object({
      segment: count,
      from: count,
      to: count,
      after: stampSchema.nullable(),
      last: stampSchema,
      seen: seenSchema,
      createdAt: z.string(),
    }),
  ),
  /** The number of the last log file that was ever made. */
  last: count,
  /** Whether something was erased for good that files in the folder still tell of. */
  erased: z.boolean(),
});

const stateSchema = z.object({
  version: z.literal(1),
  folder: z.string(),
  workspace: z.uuid(),
  /** Under which UUID and number it takes part: a desk that leaves and joins again is a new one (EXC19). */
  desk: z.uuid(),
  number: count,
  /** Whether the folder's workspace is the desk's own, or comes from there. */
  begun: z.enum(['own', 'received']),
  /** EXC17: the folder's identity; null for a plain folder. */
  identity: z.string().nullable(),
  paused: z.boolean(),
  /** Null until the desk has the folder's workspace and has told what it has. */
  published: publishedSchema.nullable(),
  /** The newest checkpoint of this desk: the last log file that it stands for, and how many entries came since. */
  checkpoint: z
    .object({ name: z.string(), seen: seenSchema, segment: count, entries: count })
    .nullable(),
  /** Desks whose files are taken in whatever speaks against it, until they are. */
  allowed: z.array(z.uuid()),
  history: z.array(exchangeEventSchema),
});

export type ExchangeState = z.infer<typeof stateSchema>;
export type Published = NonNullable<ExchangeState['published']>;
export type OwnSegment = Published['segments'][number];

export const exchangeFileName = 'exchange.json';
const mostHistory = 200;
/** Bytes. */
const largest = 64 * 2 ** 20;

/** Null where this desk takes part in nothing. A file that cannot be read is told, and left as it is. */
export const readExchangeState = async (
  folder: string,
  disk: Disk = nodeDisk,
): Promise<Result<ExchangeState | null>> => {
  const path = join(folder, exchangeFileName);
  const bytes = await tryReading(path, () => readWhole(disk, path, largest));
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  if (bytes.value === 'tooLarge')
    return fail('exchange.wrong', { file: exchangeFileName, reason: 'size' });
  try {
    const parsed = stateSchema.safeParse(JSON.parse(Buffer.from(bytes.value).toString('utf8')));
    if (parsed.success) return ok(parsed.data);
    return fail('exchange.wrong', {
      file: exchangeFileName,
      reason: parsed.error.issues[0]!.message,
    });
  } catch {
    return fail('exchange.wrong', { file: exchangeFileName, reason: 'it is no JSON' });
  }
};

export const writeExchangeState = (
  folder: string,
  state: ExchangeState,
  disk: Disk = nodeDisk,
): Promise<Result<void>> =>
  writeFileAtomically(join(folder, exchangeFileName), `${JSON.stringify(state)}\n`, { disk });

/** With one more line of history, and the oldest gone where there are too many. */
export const withEvent = (state: ExchangeState, event: ExchangeEvent): ExchangeState => {
  const [last] = state.history;
  const isAgain = last !== undefined && last.what === 'problem' && event.what === 'problem';
  if (isAgain && last.problem?.code === event.problem?.code && last.desk === event.desk)
    return state;
  return { ...state, history: [event, ...state.history].slice(0, mostHistory) };
};
