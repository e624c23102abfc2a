import { lengths, max32, signatures, sizesFollow, type ZipEntry } from './zip-records.ts';
import { altered, readExactly, type NamedFile } from './zip-file.ts';

/** An entry whose place in the file is known and checked. */
export interface PlacedEntry extends ZipEntry {
  /** Where the packed bytes begin. */
  dataAt: number;
}

/** Descriptors have a signature by habit only, and sizes of 4 or 8 bytes: by what remains to the next entry. */
const descriptorFits = (b: Buffer, entry: ZipEntry): boolean => {
  const signed = b.length === 16 || b.length === 24;
  if (signed && b.readUInt32LE(0) !== signatures.descriptor) return false;
  const at = signed ? 4 : 0;
  if (b.readUInt32LE(at) !== entry.crc) return false;
  if (b.length - at === 12)
    return b.readUInt32LE(at + 4) === entry.packed && b.readUInt32LE(at + 8) === entry.size;
  const [packed, size] = [b.readBigUInt64LE(at + 4), b.readBigUInt64LE(at + 12)];
  return packed === BigInt(entry.packed) && size === BigInt(entry.size);
};

const sameInLocalHeader = (b: Buffer, entry: ZipEntry): boolean =>
  b.readUInt32LE(0) === signatures.local &&
  b.readUInt16LE(6) === entry.flags &&
  b.readUInt16LE(8) === entry.method &&
  b.readUInt32LE(10) === entry.dosTime &&
  b.readUInt16LE(26) === entry.name.length;

/** Where the header does not leave the numbers to the descriptor, it must give them as the list does. */
const numbersFit = (b: Buffer, entry: ZipEntry): boolean => {
  const given = [b.readUInt32LE(14), b.readUInt32LE(18), b.readUInt32LE(22)];
  const wide = (n: number) => Math.min(n, max32);
  const listed = [entry.crc, wide(entry.packed), wide(entry.size)];
  const followed = (entry.flags & sizesFollow) !== 0;
  return given.every((n, i) => n === listed[i] || (followed && (n === 0 || n === max32)));
};

/** Checks one entry against its local header and descriptor; it must fill the file up to `end` (SNAP3). */
export const placeEntry = async (
  source: NamedFile,
  entry: ZipEntry,
  end: number,
): Promise<PlacedEntry> => {
  const { name } = entry;
  if (entry.offset + lengths.local + name.length + entry.packed > end)
    throw altered(source, name, 'it overlaps what follows it');
  const b = await readExactly(source, entry.offset, lengths.local + name.length);
  const fits =
    sameInLocalHeader(b, entry) &&
    numbersFit(b, entry) &&
    b.toString('latin1', lengths.local) === name;
  if (!fits) throw altered(source, name, 'its header contradicts the list of entries');
  const dataAt = entry.offset + b.length + b.readUInt16LE(28);
  const rest = end - dataAt - entry.packed;
  if (rest < 0) throw altered(source, name, 'it overlaps what follows it');
  await refuseBadRest(source, entry, rest, end);
  return { ...entry, dataAt };
};

const refuseBadRest = async (source: NamedFile, entry: ZipEntry, rest: number, end: number) => {
  const wanted = (entry.flags & sizesFollow) !== 0 ? [12, 16, 20, 24] : [0];
  if (!wanted.includes(rest))
    throw altered(source, entry.name, 'something that is not listed lies behind it');
  if (rest === 0) return;
  const descriptor = await readExactly(source, end - rest, rest);
  if (!descriptorFits(descriptor, entry))
    throw altered(source, entry.name, 'the record behind it contradicts the list of entries');
};
