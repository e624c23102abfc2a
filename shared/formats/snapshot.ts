import { z } from 'zod';
import { tableNames, workTables, type TableName } from '../entities/index.ts';
import { isSeen, type Seen } from '../sync/seen.ts';
import { isStamp } from '../sync/stamp.ts';

/** The snapshot format, version 1; SNAPSHOT.md beside this file is its specification. */
const snapshotFormat = 'expert-desk-snapshot';
const snapshotFormatVersion = 1;
/** The version of the tables and columns that this program writes and knows. */
const snapshotSchemaVersion = 1;
/**
 * The oldest program that can read what this one writes: one that erases records knows of tombstones, one
 * that merges what desks wrote apart keeps what rows say of that, one that saves views keeps them.
 */
const minAppVersions = {
  plain: '0.1.0',
  withTombstones: '0.2.0',
  merged: '0.3.0',
  withViews: '0.4.0',
} as const;

export const manifestEntry = 'manifest.json';
export const tombstonesEntry = 'tombstones.ndjson';
/** Entries that this version can only read, and only writes, empty. */
export const emptyEntries = ['conflicts.ndjson', 'views.ndjson'] as const;
const sideEntries = [tombstonesEntry, ...emptyEntries] as const;
export const tableEntry = (table: TableName): string => `tables/${table}.ndjson`;

/** Every entry that a manifest must list; that of the saved views is there where there are any (SNAP4). */
export const requiredEntries: readonly string[] = [...workTables.map(tableEntry), ...sideEntries];

/** SNAP2: names of entries are plain: nothing that could lead out of a folder or be read two ways. */
export const isEntryName = (name: string): boolean =>
  name.length <= 200 && /^(?:[a-z0-9_-]+\/)*[a-z0-9_-]+(?:\.[a-z0-9]+)+$/.test(name);

/** Bounds of SNAP8 and SNAP18; whoever writes keeps them, whoever reads refuses what is beyond. */
export const snapshotLimits = {
  entries: 1000,
  /** Bytes of the ZIP's list of entries. */
  directory: 1024 * 1024,
  /** Bytes of manifest.json. */
  manifest: 1024 * 1024,
  /** Bytes of one line, its end included. */
  line: 64 * 1024 * 1024,
  /** Times that an entry may grow when unpacked, once it is larger than `freeSize`. */
  ratio: 250,
  /** Bytes up to which an entry may unpack whatever its ratio. */
  freeSize: 256 * 1024 * 1024,
} as const;

const count = z.int().min(0);
const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][\w.+-]{0,50})?$/);

const entrySchema = z.object({
  /** Lines. */
  rows: count,
  /** Unpacked size. */
  bytes: count,
  /** SHA-256 of the unpacked bytes, 64 hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What every version of the manifest has: enough to tell what the file is and who can read it. */
const manifestHeadSchema = z.object({
  format: z.literal(snapshotFormat),
  formatVersion: z.int().min(1),
  schemaVersion: z.int().min(1),
  minAppVersion: version,
  appVersion: version,
});

/** Version 1 of the manifest. Members that are not named here are passed over. */
const manifestSchema = manifestHeadSchema.extend({
  workspace: z.uuid(),
  desk: z.object({
    id: z.uuid(),
    name: z.string().min(1).max(100),
    number: z
      .int()
      .min(32)
      .max(2 ** 27 - 1),
  }),
  /** Rises with every snapshot of a desk. */
  number: count,
  createdAt: z.iso.datetime({ precision: 3 }),
  /** The highest stamp that the desk had given or seen; null where there is none. */
  lastStamp: z.string().refine(isStamp, 'is no stamp').nullable(),
  /** The last entry of that desk's journal that the rows contain; absent in files of version 0.1. */
  seq: count.nullable().default(null),
  /** What the desk had seen of all desks; absent in files before version 0.3. */
  seen: z.custom<Seen>(isSeen, 'is not what a desk has seen').nullable().default(null),
  entries: z.record(z.string(), entrySchema),
});

export type ManifestEntry = z.infer<typeof entrySchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Who wrote a snapshot, and when: what the caller of a writer has to know. */
export interface SnapshotHead {
  workspace: string;
  desk: { id: string; name: string; number: number };
  number: number;
  appVersion: string;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  createdAt: string;
  lastStamp: string | null;
  /** The last entry of the desk's journal that the rows contain; null for rows of no desk. */
  seq: number | null;
  /** What the desk had seen of all desks, itself included; null for rows of no desk. */
  seen: Seen | null;
}

const minAppVersionFor = (
  { seen }: SnapshotHead,
  entries: Readonly<Record<string, ManifestEntry>>,
): string => {
  if ((entries[tableEntry('saved_views')]?.rows ?? 0) > 0) return minAppVersions.withViews;
  if (Object.keys(seen ?? {}).length > 1) return minAppVersions.merged;
  return (entries[tombstonesEntry]?.rows ?? 0) > 0
    ? minAppVersions.withTombstones
    : minAppVersions.plain;
};

export const makeManifest = (
  head: SnapshotHead,
  entries: Readonly<Record<string, ManifestEntry>>,
): Manifest => ({
  format: snapshotFormat,
  formatVersion: snapshotFormatVersion,
  schemaVersion: snapshotSchemaVersion,
  minAppVersion: minAppVersionFor(head, entries),
  appVersion: head.appVersion,
  workspace: head.workspace,
  desk: { ...head.desk },
  number: head.number,
  createdAt: head.createdAt,
  lastStamp: head.lastStamp,
  seq: head.seq,
  seen: head.seen,
  entries: { ...entries },
});

/** Rows per table, in the tables' order. */
export const rowsOfManifest = (manifest: Manifest): Record<TableName, number> =>
  Object.fromEntries(
    tableNames.map((table) => [table, manifest.entries[tableEntry(table)]?.rows ?? 0]),
  ) as Record<TableName, number>;

const numbersOf = (text: string) => text.split(/[-+]/)[0]!.split('.').map(Number);

/** Whether version `a` comes after `b`; what follows a dash or plus does not count. */
export const isLaterVersion = (a: string, b: string): boolean => {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (const [i, part] of left.entries())
    if (part !== (right[i] ?? 0)) return part > (right[i] ?? 0);
  return false;
};

export type ManifestReading =
  | { ok: true; manifest: Manifest }
  | { ok: false; why: 'otherFormat' | 'badManifest'; reason: string }
  | { ok: false; why: 'newer'; version: string; needed: string };

const memberAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    json,
  );

const reasonOf = (error: z.ZodError, json: unknown): string => {
  const issue = error.issues[0]!;
  const member = issue.path.map(String).join('.') || 'all of it';
  return memberAt(json, issue.path) === undefined
    ? `“${member}” is missing`
    : `“${member}” is not right: ${issue.message}`;
};

const parseJson = (text: string): { ok: true; json: unknown } | { ok: false } => {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
};

const hasFormat = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'format' in json && json.format === snapshotFormat;

/** Reads the text of a manifest, for a program of version `appVersion`. */
export const parseManifest = (text: string, appVersion: string): ManifestReading => {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, why: 'badManifest', reason: 'it is no JSON' };
  const { json } = parsed;
  if (!hasFormat(json))
    return { ok: false, why: 'otherFormat', reason: 'its manifest.json names another format' };
  const head = manifestHeadSchema.safeParse(json);
  if (!head.success) return { ok: false, why: 'badManifest', reason: reasonOf(head.error, json) };
  const { formatVersion, schemaVersion, minAppVersion: needed, appVersion: version } = head.data;
  const isNewer =
    formatVersion > snapshotFormatVersion ||
    schemaVersion > snapshotSchemaVersion ||
    isLaterVersion(needed, appVersion);
  if (isNewer) return { ok: false, why: 'newer', version, needed };
  const manifest = manifestSchema.safeParse(json);
  return manifest.success
    ? { ok: true, manifest: manifest.data }
    : { ok: false, why: 'badManifest', reason: reasonOf(manifest.error, json) };
};
