import { isEntryName, snapshotLimits } from '#shared/formats/snapshot.ts';
import { Refusal } from './refusal.ts';
import { altered, cutShort, readExactly, type NamedFile } from './zip-file.ts';
import { placeEntry, type PlacedEntry } from './zip-placement.ts';
import {
  deflated,
  lengths,
  max32,
  namesAreUtf8,
  signatures,
  sizesFollow,
  stored,
  zip64Field,
  type ZipEntry,
} from './zip-records.ts';

/** Deflate's own hints in bits 1 and 2 are harmless; anything else is encryption or unknown. */
const knownFlags = sizesFollow | namesAreUtf8 | 0x0006;

/** Numbers of 64 bits are taken where a JavaScript number holds them; no file is larger. */
const readWide = (source: NamedFile, b: Buffer, at: number, place: string): number => {
  const n = b.readBigUInt64LE(at);
  if (n > BigInt(Number.MAX_SAFE_INTEGER)) throw altered(source, place, 'a size is impossible');
  return Number(n);
};

const refuseForeignFile = async (source: NamedFile): Promise<void> => {
  const file = source.name;
  if (source.size === 0) throw new Refusal('snapshot.empty', { file });
  const head = await readExactly(source, 0, Math.min(source.size, 4));
  if (head.length < 4 || head.readUInt32LE(0) !== signatures.local)
    throw new Refusal('snapshot.notZip', { file });
  if (source.size < lengths.local + lengths.central + lengths.end)
    throw cutShort(source, 'it ends before the first entry does');
};

interface DirectoryPlace {
  entries: number;
  offset: number;
  length: number;
  /** Where the list must end. */
  end: number;
}

const readEnd64 = async (source: NamedFile): Promise<DirectoryPlace> => {
  const place = 'the end record';
  const at = source.size - lengths.end - lengths.locator64 - lengths.end64;
  if (at < 0) throw altered(source, place, 'it announces a part that is missing');
  const b = await readExactly(source, at, lengths.end64 + lengths.locator64);
  const fits =
    b.readUInt32LE(0) === signatures.end64 &&
    b.readBigUInt64LE(4) === BigInt(lengths.end64 - 12) &&
    b.readUInt32LE(lengths.end64) === signatures.locator64 &&
    b.readBigUInt64LE(lengths.end64 + 8) === BigInt(at);
  if (!fits) throw altered(source, place, 'its parts contradict each other');
  return {
    entries: readWide(source, b, 32, place),
    length: readWide(source, b, 40, place),
    offset: readWide(source, b, 48, place),
    end: at,
  };
};

/** The end record stands at the very end (SNAP3); where it does not, the file is cut or has a tail. */
const refuseMissingEnd = async (source: NamedFile): Promise<never> => {
  const length = Math.min(source.size, 65_557);
  const tail = await readExactly(source, source.size - length, length);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signatures.end);
  const found = tail.lastIndexOf(mark);
  if (found >= 0 && found + lengths.end <= tail.length)
    throw altered(source, 'the end', 'something follows the end record');
  throw cutShort(source, 'its end, with the list of what it holds, is missing');
};

const findDirectory = async (source: NamedFile): Promise<DirectoryPlace> => {
  const at = source.size - lengths.end;
  const b = await readExactly(source, at, lengths.end);
  if (b.readUInt32LE(0) !== signatures.end) return refuseMissingEnd(source);
  const entries = b.readUInt16LE(10);
  const oneVolume =
    b.readUInt16LE(4) === 0 && b.readUInt16LE(6) === 0 && b.readUInt16LE(8) === entries;
  if (!oneVolume) throw altered(source, 'the end record', 'it speaks of several volumes');
  if (b.readUInt16LE(20) !== 0) throw altered(source, 'the end record', 'it announces a comment');
  const found = { entries, length: b.readUInt32LE(12), offset: b.readUInt32LE(16), end: at };
  const wide = entries === 0xffff || found.length === max32 || found.offset === max32;
  return wide ? readEnd64(source) : found;
};

const readDirectoryBytes = async (source: NamedFile, place: DirectoryPlace): Promise<Buffer> => {
  const { entries, directory } = snapshotLimits;
  const where = 'the list of entries';
  if (place.entries > entries || place.length > directory)
    throw new Refusal('snapshot.tooLarge', {
      file: source.name,
      place: where,
      reason: `${place.entries} entries are listed, and at most ${entries} allowed`,
    });
  if (place.offset + place.length !== place.end)
    throw altered(source, where, 'it is not where the end record says');
  return readExactly(source, place.offset, place.length);
};

/** Puts the numbers of the ZIP64 field in place of those that did not fit. */
const widen = (source: NamedFile, entry: ZipEntry, extra: Buffer): ZipEntry => {
  const place = entry.name;
  const missing = (['size', 'packed', 'offset'] as const).filter((key) => entry[key] === max32);
  const widened = { ...entry };
  for (let at = 0; at + 4 <= extra.length;) {
    const [kind, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    if (at + 4 + length > extra.length) break;
    if (kind === zip64Field && length >= missing.length * 8)
      for (const key of missing.splice(0)) {
        widened[key] = readWide(source, extra, (at += 8) - 4, place);
      }
    at += kind === zip64Field ? extra.length : 4 + length;
  }
  if (missing.length > 0) throw altered(source, place, 'its sizes are not given');
  return widened;
};

const refuseUnknownKind = (source: NamedFile, entry: ZipEntry): void => {
  const { name, method, flags } = entry;
  if (!isEntryName(name))
    throw altered(source, 'the list of entries', `“${shown(name)}” is not a name that it may hold`);
  if ((flags & ~knownFlags) !== 0)
    throw altered(source, name, 'it is encrypted or of unknown kind');
  if (method !== stored && method !== deflated)
    throw altered(source, name, 'it is packed by a method that is not allowed');
  if (method === stored && entry.packed !== entry.size)
    throw altered(source, name, 'its sizes contradict each other');
};

const shown = (name: string) => name.replace(/[^\x20-\x7e]/g, '\uFFFD').slice(0, 80);

/** One record of the list, and where the next begins. */
const parseCentral = (
  source: NamedFile,
  b: Buffer,
  at: number,
): { entry: ZipEntry; next: number } => {
  const where = 'the list of entries';
  if (at + lengths.central > b.length || b.readUInt32LE(at) !== signatures.central)
    throw altered(source, where, 'it is not well formed');
  const [nameLength, extraLength] = [b.readUInt16LE(at + 28), b.readUInt16LE(at + 30)];
  const nameEnd = at + lengths.central + nameLength;
  const next = nameEnd + extraLength + b.readUInt16LE(at + 32);
  if (next > b.length || b.readUInt16LE(at + 34) !== 0)
    throw altered(source, where, 'it is not well formed');
  const entry: ZipEntry = {
    name: b.toString('latin1', at + lengths.central, nameEnd),
    flags: b.readUInt16LE(at + 8),
    method: b.readUInt16LE(at + 10),
    dosTime: b.readUInt32LE(at + 12),
    crc: b.readUInt32LE(at + 16),
    packed: b.readUInt32LE(at + 20),
    size: b.readUInt32LE(at + 24),
    offset: b.readUInt32LE(at + 42),
  };
  return { entry: widen(source, entry, b.subarray(nameEnd, nameEnd + extraLength)), next };
};

const parseDirectory = (source: NamedFile, b: Buffer, count: number): ZipEntry[] => {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  for (let at = 0; at < b.length;) {
    const { entry, next } = parseCentral(source, b, at);
    refuseUnknownKind(source, entry);
    if (names.has(entry.name)) throw altered(source, entry.name, 'it is listed twice');
    names.add(entry.name);
    entries.push(entry);
    at = next;
  }
  if (entries.length !== count)
    throw altered(source, 'the list of entries', 'it has another length than the end record says');
  return entries;
};

/**
 * The entries of a ZIP file, by name, with the whole container checked: SNAP1 to SNAP3. Reads no
 * packed data. Throws refusals.
 */
export const readZipDirectory = async (source: NamedFile): Promise<Map<string, PlacedEntry>> => {
  await refuseForeignFile(source);
  const place = await findDirectory(source);
  const bytes = await readDirectoryBytes(source, place);
  const entries = parseDirectory(source, bytes, place.entries);
  entries.sort((a, b) => a.offset - b.offset);
  if (entries[0]?.offset !== 0)
    throw altered(source, 'the beginning', 'something that is not listed comes first');
  const placed = new Map<string, PlacedEntry>();
  for (const [i, entry] of entries.entries()) {
    const end = entries[i + 1]?.offset ?? place.offset;
    placed.set(entry.name, await placeEntry(source, entry, end));
  }
  return placed;
};
