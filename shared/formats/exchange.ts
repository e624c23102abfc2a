import { z } from 'zod';
import { isStamp, type Stamp } from '../sync/stamp.ts';
import type { Seen } from '../sync/seen.ts';

/** The exchange format, version 1; EXCHANGE.md beside this file is its specification. */
export const exchangeFormats = {
  folder: 'expert-desk-exchange',
  desk: 'expert-desk-exchange-desk',
  log: 'expert-desk-exchange-log',
} as const;
export const exchangeFormatVersion = 1;
/** The oldest program that can take part. */
export const exchangeMinAppVersion = '0.3.0';
/** The oldest program that reads a log file in which saved views are. */
export const viewsMinAppVersion = '0.4.0';

export const exchangeLimits = {
  /** Bytes of a file other than a checkpoint. */
  file: 64 * 1024 * 1024,
  /** Bytes of a checkpoint. */
  checkpoint: 1024 * 1024 * 1024,
  /** Bytes of a log file, unpacked. */
  unpacked: 256 * 1024 * 1024,
  /** Bytes that a log file aims at, unpacked. */
  segment: 4 * 1024 * 1024,
} as const;

const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][\w.+-]{0,50})?$/);
const stamp = z.custom<Stamp>(isStamp, 'is not a stamp');
const number = z
  .int()
  .min(32)
  .max(2 ** 27 - 1);
export const seenSchema: z.ZodType<Seen> = z.record(z.string().regex(/^\d{2,9}$/), stamp);
const moment = z.iso.datetime({ precision: 3 });

/** `workspace.json`: what this folder is. */
export const folderFileSchema = z.object({
  format: z.literal(exchangeFormats.folder),
  formatVersion: z.int().min(1),
  minAppVersion: version,
  workspace: z.uuid(),
  createdAt: moment,
  /** Null for a plain folder; otherwise the folder's key, itself an age file for the passphrase, in base64. */
  key: z.string().nullable(),
});
export type FolderFile = z.infer<typeof folderFileSchema>;

/** `desks/<desk>.json`: what a desk says of itself. */
export const deskFileSchema = z.object({
  format: z.literal(exchangeFormats.desk),
  formatVersion: z.int().min(1),
  workspace: z.uuid(),
  desk: z.object({ id: z.uuid(), number, name: z.string().min(1).max(100) }),
  appVersion: version,
  writtenAt: moment,
  /** What it has seen, itself included. */
  seen: seenSchema,
  /** Its log files that are there: numbers, none left out between them; null where there are none. */
  segments: z.object({ first: z.int().min(1), last: z.int().min(1) }).nullable(),
  /** Its newest checkpoint: the name, and what it had seen by then. */
  checkpoint: z.object({ name: z.string(), seen: seenSchema }).nullable(),
  /** Files that it waits for: names. */
  wants: z.array(z.string()).max(1000),
  /** Whether it has left; what it wrote stays. */
  left: z.boolean(),
});
export type DeskFile = z.infer<typeof deskFileSchema>;

/** The first line of a log file. */
export const logHeaderSchema = z.object({
  format: z.literal(exchangeFormats.log),
  formatVersion: z.int().min(1),
  minAppVersion: version,
  workspace: z.uuid(),
  desk: z.object({ id: z.uuid(), number }),
  segment: z.int().min(1),
  /** The stamp after which its entries come: the last of the file before; null where nothing came before. */
  after: stamp.nullable(),
  /** The stamp of its last entry. */
  last: stamp,
  /** What the desk had seen of others when it wrote the last entry (SYNC4). */
  seen: seenSchema,
  createdAt: moment,
  entries: z.int().min(1),
});
export type LogHeader = z.infer<typeof logHeaderSchema>;
