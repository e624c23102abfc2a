import { z } from 'zod';
import type { Result } from '../result.ts';
import { deskRenumbered, exchangeChanged, exchangeChannels } from './exchange-channels.ts';
import {
  identitySchema,
  chosenFileSchema,
  chunkSchema,
  snapshotSummarySchema,
  dumpReportSchema,
  backupReasons,
  backupSchema,
  backupStatusSchema,
  journalStateSchema,
  rebuiltSchema,
  differenceSchema,
} from './messages.ts';
import {
  none,
  bytes,
  count,
  table,
  job,
  ticket,
  fileName,
  seen,
  problem,
  passphrase,
  rowsPerTable,
} from './parts.ts';
import { remindedSchema, reminderFailed, reminderOpened, reminderSchema } from './reminders.ts';

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
  /** Shows a reminder as a notification of the system, or says who can. */
  'app.remind': channel(reminderSchema, remindedSchema),

  /** Asks the user for a file by the system's dialog; null when they cancel. */
  'files.pick': channel(
    z.strictObject({ kind: z.enum(['snapshot', 'dump']) }),
    chosenFileSchema.nullable(),
  ),
  /** The file that the user opened with the desk from outside, handed out once; null where none waits. */
  'files.opened': channel(none, chosenFileSchema.nullable()),
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
      seen,
      /** The last entry of the outbox that the rows contain. */
      seq: count,
      passphrase: passphrase.nullable().default(null),
    }),
    z.strictObject({ name: fileName }).nullable(),
  ),
  /** One chunk of one table. Tables follow each other in any order, each in one run, ids rising. */
  'snapshot.exportRows': channel(z.strictObject({ job, table, rows: count, bytes }), none),
  /** The records that were erased for good, once, after all rows: NDJSON of `Tombstone`. */
  'snapshot.exportTombstones': channel(z.strictObject({ job, rows: count, bytes }), none),
  /** Closes, flushes, reads back and verifies the file, then gives it its name. */
  'snapshot.exportFinish': channel(
    z.strictObject({ job }),
    z.strictObject({ name: fileName, size: count, uncompressed: count, rows: rowsPerTable }),
  ),
  /**
   * Opens a chosen snapshot. All of it is verified before anything else may happen with it; or, with `along`, each
   * chunk as it is read, and the end comes only when nothing is left to verify.
   */
  'snapshot.open': channel(
    // Without a passphrase an encrypted file fails with `age.passphraseNeeded`; a backup takes the desk's own.
    z.strictObject({
      job,
      ticket,
      passphrase: passphrase.nullable().default(null),
      check: z.enum(['first', 'along']).default('first'),
    }),
    snapshotSummarySchema,
  ),
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

  'journal.state': channel(none, journalStateSchema),
  /**
   * Appends outbox entries, NDJSON, one `OutboxEntry` with its `seq` a line, numbers rising from `first` to
   * `last`; on disk when it resolves. What is there already is passed over, so that sending twice does no harm.
   */
  'journal.append': channel(
    z.strictObject({ workspace: z.uuid(), first: count, last: count, bytes }),
    z.strictObject({ acknowledged: count }),
  ),
  /** What happened to a record, newest first: NDJSON of `HistoryItem`; `before` pages on. */
  'journal.history': channel(
    z.strictObject({
      table,
      id: z.int().min(1),
      before: count.nullable(),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({ bytes, more: z.boolean() }),
  ),
  /** Makes the desk as it was at `at` (`YYYY-MM-DDTHH:MM:SS.sssZ`), or as the journal's end says. */
  'rebuild.make': channel(
    z.strictObject({
      job,
      at: z.string().nullable(),
      /** Whether to do without encrypted backups whose passphrase is not known. */
      withoutLocked: z.boolean(),
    }),
    rebuiltSchema,
  ),
  /** Moments at which something was journaled, oldest and newest, to choose one from. */
  'journal.range': channel(
    none,
    z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
  ),
  /** Compares a rebuilt or chosen snapshot with the desk as the journal's end says it is. */
  'rebuild.compare': channel(z.strictObject({ job, ticket }), differenceSchema),
  /** Takes a verified snapshot in as what the journal goes on from, before a restore switches over to it. */
  'backups.keepBase': channel(
    z.strictObject({ job, ticket }),
    z.strictObject({
      snapshot: z.strictObject({ desk: z.uuid(), number: count, createdAt: z.string() }),
    }),
  ),
  /** Removes every value of erased records from journal and backups; what is done, and what is left to do. */
  'rebuild.purge': channel(
    z.strictObject({ job }),
    z.strictObject({
      entries: count,
      segments: count,
      backups: z.array(fileName),
      left: z.array(z.strictObject({ name: fileName, problem })),
    }),
  ),

  'backups.status': channel(none, backupStatusSchema),
  /** Starts a backup, which then goes on as an export does: `snapshot.exportRows`, `snapshot.exportFinish`. */
  'backups.begin': channel(
    z.strictObject({
      job,
      reason: z.enum(backupReasons),
      workspace: z.uuid(),
      number: count,
      lastStamp: z.string().nullable(),
      seen,
      seq: count,
    }),
    z.strictObject({ name: fileName }),
  ),
  /** Reads a backup in full, as a restore would. */
  'backups.verify': channel(z.strictObject({ job, name: fileName }), backupSchema),
  /** Chooses a backup, as a file is chosen: for `snapshot.open` and a restore. */
  'backups.choose': channel(z.strictObject({ name: fileName }), chosenFileSchema),
  'backups.reveal': channel(z.strictObject({ name: fileName.nullable() }), none),
  /** Copies a backup to a place of the user's; null when they cancel. */
  'backups.copy': channel(
    z.strictObject({ job, name: fileName }),
    z.strictObject({ name: fileName }).nullable(),
  ),
  /** The window could not make the backup that was due: says why, so that people are told. */
  'backups.failed': channel(z.strictObject({ problem }), none),
  /** Encrypts backups from now on with a passphrase, or no longer (null). */
  'backups.protect': channel(z.strictObject({ passphrase: passphrase.nullable() }), none),
  /** Tells the passphrase once per start, where no key store keeps it. */
  'backups.unlock': channel(z.strictObject({ passphrase }), none),

  ...exchangeChannels,

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
  /** The user opened a file with the desk from outside; `files.opened` has it. */
  z.strictObject({ kind: z.literal('fileOpened') }),
  /** A backup is due: one window makes it. */
  z.strictObject({ kind: z.literal('backupDue'), reason: z.enum(backupReasons) }),
  exchangeChanged,
  deskRenumbered,
  reminderOpened,
  reminderFailed,
  /** What `backups.status` says is no longer what it said. */
  z.strictObject({ kind: z.literal('backups') }),
]);
export type DeskEvent = z.infer<typeof eventSchema>;

/** Where a browser host takes calls, and what lets them in. */
export interface Loopback {
  address: string;
  headers: Readonly<Record<string, string>>;
}

/** What `preload.ts` and the browser host's client expose to the window, and nothing else. */
export interface DeskApi {
  call<C extends ChannelName>(channel: C, args: ArgsOf<C>): Promise<Result<ResultOf<C>>>;
  /** Listens to events; the function that it gives stops listening. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
  /** For workers of the window that call by themselves; only in a browser host, where they can. */
  readonly loopback?: Loopback;
}
