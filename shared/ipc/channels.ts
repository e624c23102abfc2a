import { z } from 'zod';
import { tableNames } from '../entities/index.ts';
import type { Result } from '../result.ts';

// Compiled parsers need `eval`, which the window's content security policy forbids.
z.config({ jitless: true });

/**
 * The channel table: everything that the window can ask of the main process, and how both sides parse
 * it. A channel's arguments and result are one object each; `bytes` marks the one member that is binary.
 * Every call gives a `Result`; a failure is a problem with a code, never an exception.
 */
export interface Channel<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  args: A;
  result: R;
}

const channel = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R): Channel<A, R> => ({
  args,
  result,
});

const none = z.strictObject({});
const bytes = z.instanceof(Uint8Array);
const count = z.int().min(0);
const table = z.enum(tableNames);
/** Chosen by the window, so that it can show progress and cancel before the first answer. */
const job = z.uuid();
/** Stands for a file that the user chose; its path never crosses the bridge. */
const ticket = z.uuid();
const fileName = z.string().min(1).max(200);

export const identitySchema = z.strictObject({
  desk: z.uuid(),
  number: z
    .int()
    .min(32)
    .max(2 ** 27 - 1),
  name: z.string().min(1).max(100),
});
/** Who this installation is; it outlives the database. */
export type Identity = z.infer<typeof identitySchema>;

export const chosenFileSchema = z.strictObject({ ticket, name: fileName, size: count });
export type ChosenFile = z.infer<typeof chosenFileSchema>;

/** Rows as they travel: NDJSON, one `Row` a line, of one table. */
export const chunkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rows'), table, rows: count, bytes }),
  z.strictObject({ kind: z.literal('end') }),
]);
export type Chunk = z.infer<typeof chunkSchema>;

const rowsPerTable = z.partialRecord(table, count);

export const snapshotSummarySchema = z.strictObject({
  workspace: z.uuid(),
  desk: z.uuid(),
  deskName: z.string(),
  createdAt: z.string(),
  number: count,
  appVersion: z.string(),
  rows: rowsPerTable,
  lastStamp: z.string().nullable(),
});
export type SnapshotSummary = z.infer<typeof snapshotSummarySchema>;

export const dumpProblemSchema = z.strictObject({
  line: count,
  column: z.string().nullable(),
  table: z.string().nullable(),
  message: z.string(),
});
/** One thing wrong with a dump, and where. */
export type DumpProblem = z.infer<typeof dumpProblemSchema>;

export const dumpReportSchema = z.strictObject({
  /** What would come in, per table of ours. */
  rows: rowsPerTable,
  /** Tables of the dump that this desk does not know, with their rows: listed, not brought in. */
  unknownTables: z.array(z.strictObject({ name: z.string(), rows: count, line: count })),
  /** Columns of known tables that this desk does not know: kept with their rows as they are. */
  unknownColumns: z.array(z.strictObject({ table, column: z.string(), line: count })),
  /** The first 1,000; nothing can be brought in while there is any. */
  problems: z.array(dumpProblemSchema).max(1000),
  problemCount: count,
  /** References whose target is not in the dump; they must be in the desk already. */
  missing: z
    .array(z.strictObject({ table, column: z.string(), line: count, target: table, id: count }))
    .max(100_000),
  lines: count,
});
export type DumpReport = z.infer<typeof dumpReportSchema>;

export const channels = {
  /** What shell this is and what it can do. */
  'app.info': channel(
    none,
    z.strictObject({
      shell: z.enum(['electron', 'browser']),
      version: z.string(),
      platform: z.string(),
      /** Whether `files.pick` and the export open the system's own dialogs. */
      dialogs: z.boolean(),
      /** Where finished exports go when there are no dialogs, as people would read it. */
      exportsFolder: z.string(),
      identity: identitySchema,
    }),
  ),
  /** Renames this desk. */
  'app.rename': channel(
    z.strictObject({ name: z.string().trim().min(1).max(100) }),
    identitySchema,
  ),

  /** Asks the user for a file by the system's dialog; null when they cancel. */
  'files.pick': channel(
    z.strictObject({ kind: z.enum(['snapshot', 'dump']) }),
    chosenFileSchema.nullable(),
  ),
  /** Brings a file that the window holds (dropped, or chosen in a browser) to the main process, in order. */
  'files.uploadBegin': channel(z.strictObject({ name: fileName, size: count }), chosenFileSchema),
  'files.uploadChunk': channel(z.strictObject({ ticket, offset: count, bytes }), none),
  /** Forgets a chosen file; an uploaded copy is removed. */
  'files.release': channel(z.strictObject({ ticket }), none),
  /** Shows a finished export in the system's file manager. */
  'files.reveal': channel(z.strictObject({ name: fileName }), none),

  /** Starts a snapshot file; asks where to put it, or uses the exports folder. Null when cancelled. */
  'snapshot.exportBegin': channel(
    z.strictObject({
      job,
      suggestedName: fileName,
      workspace: z.uuid(),
      number: count,
      lastStamp: z.string().nullable(),
    }),
    z.strictObject({ name: fileName }).nullable(),
  ),
  /** One chunk of one table. Tables follow each other in any order, each in one run, ids rising. */
  'snapshot.exportRows': channel(z.strictObject({ job, table, rows: count, bytes }), none),
  /** Closes, flushes, reads back and verifies the file, then gives it its name. */
  'snapshot.exportFinish': channel(
    z.strictObject({ job }),
    z.strictObject({ name: fileName, size: count, uncompressed: count, rows: rowsPerTable }),
  ),
  /** Reads and verifies the whole of a chosen snapshot before anything else may happen with it. */
  'snapshot.open': channel(z.strictObject({ job, ticket }), snapshotSummarySchema),
  /** The next chunk of an open snapshot. */
  'snapshot.read': channel(z.strictObject({ job }), chunkSchema),

  /** Reads the whole of a chosen PostgreSQL dump and reports, bringing in nothing. */
  'dump.open': channel(z.strictObject({ job, ticket }), dumpReportSchema),
  /** The next chunk of an open dump, in the tables' order; refused while the report has problems. */
  'dump.read': channel(z.strictObject({ job, clock: z.string() }), chunkSchema),

  /** A made-up desk, produced chunk by chunk. */
  'sample.open': channel(
    z.strictObject({ job, rows: z.int().min(11).max(5_000_000), seed: z.int().min(0) }),
    z.strictObject({ rows: rowsPerTable }),
  ),
  'sample.read': channel(z.strictObject({ job, clock: z.string() }), chunkSchema),

  /** Ends a job at any point: reading is closed, a half-written file removed. Harmless when it is over. */
  'job.close': channel(z.strictObject({ job }), none),
} as const satisfies Record<string, Channel>;

export type ChannelName = keyof typeof channels;
export type ArgsOf<C extends ChannelName> = z.input<(typeof channels)[C]['args']>;
export type ResultOf<C extends ChannelName> = z.output<(typeof channels)[C]['result']>;

export const isChannelName = (name: unknown): name is ChannelName =>
  typeof name === 'string' && Object.hasOwn(channels, name);

/** What the main process tells the window unasked. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('progress'),
    job,
    /** What is being done, as people would read it: "Reading", "Checking" … */
    phase: z.string(),
    done: count,
    /** Null where the end is not known. */
    total: count.nullable(),
  }),
]);
export type DeskEvent = z.infer<typeof eventSchema>;

/** What `preload.ts` and the browser host's client expose to the window, and nothing else. */
export interface DeskApi {
  call<C extends ChannelName>(channel: C, args: ArgsOf<C>): Promise<Result<ResultOf<C>>>;
  /** Listens to events; the function that it gives stops listening. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
}
