import { basename } from 'node:path';
import {
  emptyEntries,
  manifestEntry,
  parseManifest,
  requiredEntries,
  snapshotLimits,
  type Manifest,
  type ManifestEntry,
} from '#shared/formats/snapshot.ts';
import { nodeDisk, type Disk, type OpenFile } from '#electron/disk/disk.ts';
import { openPlain } from '#electron/encryption/plain-file.ts';
import { Refusal } from './refusal.ts';
import { readZipDirectory } from './zip-directory.ts';
import { altered, type NamedFile } from './zip-file.ts';
import type { PlacedEntry } from './zip-placement.ts';
import { unpackEntry } from './zip-reader.ts';

export interface ReadOptions {
  disk?: Disk;
  /** The version of this program: what says it needs a later one is refused. */
  appVersion: string;
  /** What people call the file, where its name on the disk is not that. */
  name?: string;
  /** Opens an encrypted file; null or absent where none is known. */
  passphrase?: string | null;
  signal?: AbortSignal | undefined;
  /** Told of progress in packed bytes, often. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** An open snapshot whose container and manifest are checked, and nothing else yet. */
export interface SnapshotFile {
  /** What is read: of an encrypted file, what is within. */
  source: NamedFile;
  encrypted: boolean;
  /** Bytes of the file as it is on the disk. */
  fileSize: number;
  entries: ReadonlyMap<string, PlacedEntry>;
  manifest: Manifest;
}

const readManifestText = async (source: NamedFile, entry: PlacedEntry): Promise<string> => {
  if (entry.size > snapshotLimits.manifest)
    throw new Refusal('snapshot.tooLarge', {
      file: source.name,
      place: manifestEntry,
      reason: `it says that it has ${entry.size} bytes`,
    });
  const blocks: Buffer[] = [];
  for await (const block of unpackEntry(source, entry, { size: entry.size, sha256: null }))
    blocks.push(block);
  return Buffer.concat(blocks).toString('utf8');
};

const readManifest = async (
  source: NamedFile,
  entries: ReadonlyMap<string, PlacedEntry>,
  appVersion: string,
): Promise<Manifest> => {
  const file = source.name;
  const entry = entries.get(manifestEntry);
  if (entry === undefined) {
    if ([...entries.keys()].some((name) => requiredEntries.includes(name)))
      throw new Refusal('snapshot.missingEntry', { file, entry: manifestEntry });
    throw new Refusal('snapshot.otherFormat', { file, reason: 'it has no manifest.json' });
  }
  const read = parseManifest(await readManifestText(source, entry), appVersion);
  if (read.ok) return read.manifest;
  if (read.why === 'newer')
    throw new Refusal('snapshot.newer', { file, version: read.version, needed: read.needed });
  throw new Refusal(`snapshot.${read.why}`, { file, reason: read.reason });
};

/** SNAP18: what unpacks to enormous sizes, by what the list of entries says of itself. */
const refuseBomb = (source: NamedFile, { name, size, packed }: PlacedEntry): void => {
  const { freeSize, ratio } = snapshotLimits;
  if (size <= freeSize || size <= packed * ratio) return;
  const reason = `${packed} bytes would become ${size}`;
  throw new Refusal('snapshot.tooLarge', { file: source.name, place: name, reason });
};

const refuseMismatch = (source: NamedFile, entry: PlacedEntry, listed: ManifestEntry): void => {
  if (entry.size !== listed.bytes)
    throw altered(
      source,
      entry.name,
      `it has ${entry.size} bytes, and the manifest says ${listed.bytes}`,
    );
  // A line has at least `{}` and its end.
  if (listed.rows > listed.bytes / 3)
    throw altered(source, entry.name, `${listed.rows} rows do not fit ${listed.bytes} bytes`);
};

/** SNAP4, SNAP6, SNAP14: the entries and the manifest name the same, and nothing is missing. */
const refuseWrongEntries = ({
  source,
  entries,
  manifest,
}: Pick<SnapshotFile, 'source' | 'entries' | 'manifest'>): void => {
  const listed = manifest.entries;
  for (const name of [...requiredEntries, ...Object.keys(listed)])
    if (!entries.has(name) || !Object.hasOwn(listed, name))
      throw new Refusal('snapshot.missingEntry', { file: source.name, entry: name });
  for (const entry of entries.values()) {
    refuseBomb(source, entry);
    if (entry.name === manifestEntry) continue;
    if (!Object.hasOwn(listed, entry.name))
      throw altered(source, entry.name, 'the manifest does not know of it');
    refuseMismatch(source, entry, listed[entry.name]!);
  }
  for (const name of emptyEntries)
    if (listed[name]!.bytes > 0)
      throw altered(source, name, 'this version can only read it when it is empty');
};

const inspect = async (
  file: OpenFile,
  { name, appVersion, passphrase = null }: ReadOptions & { name: string },
): Promise<SnapshotFile> => {
  const onDisk = { name, file, size: await file.size() };
  const source = await openPlain(onDisk, passphrase);
  const entries = await readZipDirectory(source);
  const manifest = await readManifest(source, entries, appVersion);
  refuseWrongEntries({ source, entries, manifest });
  return { source, entries, manifest, encrypted: source !== onDisk, fileSize: onDisk.size };
};

/**
 * Opens a snapshot and checks container and manifest (SNAP1 to SNAP7). Throws refusals and system
 * errors; then the file is closed.
 */
export const openSnapshotFile = async (
  path: string,
  options: ReadOptions,
): Promise<SnapshotFile> => {
  const { disk = nodeDisk, name = basename(path) } = options;
  const facts = await disk.facts(path);
  if (facts?.isFolder === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  const file = await disk.open(path, 'read');
  try {
    return await inspect(file, { ...options, name });
  } catch (error) {
    await file.close();
    throw error;
  }
};
