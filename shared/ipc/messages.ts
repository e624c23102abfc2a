import { z } from 'zod';
import { bytes, count, fileName, problem, rowsPerTable, seen, table, ticket } from './parts.ts';

/** What the window and the main process tell each other about the desk, its files and its backups. */

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
  /** The records that were erased for good, a `Tombstone` a line; after all rows. */
  z.strictObject({ kind: z.literal('tombstones'), rows: count, bytes }),
  z.strictObject({ kind: z.literal('end') }),
]);
export type Chunk = z.infer<typeof chunkSchema>;

export const snapshotSummarySchema = z.strictObject({
  workspace: z.uuid(),
  desk: z.uuid(),
  /** The number in the stamps of that desk. */
  deskNumber: count,
  deskName: z.string(),
  createdAt: z.string(),
  number: count,
  appVersion: z.string(),
  rows: rowsPerTable,
  lastStamp: z.string().nullable(),
  seen: seen.nullable(),
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

/** Why a backup was made. */
export const backupReasons = [
  'change',
  'quit',
  'restore',
  'import',
  'merge',
  'migration',
  'erasure',
  'asked',
  'restored',
] as const;
export type BackupReason = (typeof backupReasons)[number];

export const backupSchema = z.strictObject({
  name: fileName,
  /** When the desk was as the backup shows it, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  createdAt: z.string(),
  reason: z.enum(backupReasons),
  size: count,
  rows: rowsPerTable,
  encrypted: z.boolean(),
  /** The last journal entry that it contains; null for one that came from elsewhere. */
  seq: count.nullable(),
  /** When it was last read back in full and found restorable; null when never or no longer. */
  provenAt: z.string().nullable(),
  /** What was wrong with it when it was last looked at. */
  problem: problem.nullable(),
});
export type Backup = z.infer<typeof backupSchema>;

export const backupStatusSchema = z.strictObject({
  /** Where they are, as people would read it. */
  folder: z.string(),
  /** Newest first. */
  backups: z.array(backupSchema),
  /** Why the last attempt failed, and when it is tried again; null when all is well. */
  failing: z.strictObject({ problem, since: z.string(), retryAt: z.string() }).nullable(),
  /** When the next one is due; null when nothing has changed since the newest. */
  dueAt: z.string().nullable(),
  protection: z.strictObject({
    /** Whether new backups are encrypted with a passphrase. */
    encrypted: z.boolean(),
    /** Whether the passphrase is known now, so that backups can be made and read. */
    unlocked: z.boolean(),
    /** Whether the operating system keeps it from start to start. */
    kept: z.boolean(),
  }),
});
export type BackupStatus = z.infer<typeof backupStatusSchema>;

/** What the journal holds: what it has acknowledged is on the disk. */
export const journalStateSchema = z.strictObject({
  /** The workspace of the last entry; null while there is none. */
  workspace: z.uuid().nullable(),
  /** The number of the last entry; 0 while there is none. */
  lastSeq: count,
  lastStamp: z.string().nullable(),
  /** Bytes on disk. */
  size: count,
  /** When the last entry was acknowledged. */
  acknowledgedAt: z.string().nullable(),
  /** What was found at the start and mended or set aside; null when nothing was. */
  mended: problem.nullable(),
  /** Whether entries were lost to damage: a backup of the present makes that good. */
  needsBackup: z.boolean(),
});
export type JournalState = z.infer<typeof journalStateSchema>;

/** A desk as it was, made anew from a backup and the journal. */
export const rebuiltSchema = z.strictObject({
  /** Opens like a chosen snapshot. */
  ticket: z.uuid(),
  name: fileName,
  size: count,
  /** The backup that it began with; null when it began with nothing. */
  base: fileName.nullable(),
  /** Journal entries that were applied to it. */
  entries: count,
  /** The number and stamp of the last entry that it contains. */
  seq: count,
  stamp: z.string().nullable(),
  /** Backups that could not be used, and why. */
  skipped: z.array(z.strictObject({ name: fileName, problem })),
  rows: rowsPerTable,
});
export type Rebuilt = z.infer<typeof rebuiltSchema>;

/** How two states of a desk differ, per table. */
export const differenceSchema = z.partialRecord(
  table,
  z.strictObject({ added: count, removed: count, changed: count, same: count }),
);
export type Difference = z.infer<typeof differenceSchema>;
