/**
 * The records of a ZIP file (APPNOTE.TXT 6.3.10, sections 4.3 and 4.5), as snapshots use them: SNAP1.
 * Numbers are little-endian; sizes and offsets are bytes.
 */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  flags: number;
  /** Two DOS words: time below, date above. */
  dosTime: number;
  crc: number;
  packed: number;
  size: number;
  /** Where the local header begins. */
  offset: number;
}

export const signatures = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

export const lengths = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 } as const;
export const deflated = 8;
export const stored = 0;
/** Checksum and sizes follow the data, in a descriptor. */
export const sizesFollow = 0x0008;
export const namesAreUtf8 = 0x0800;
export const zip64Field = 0x0001;
const version = 20;
const version64 = 45;
const madeOnUnix = (3 << 8) | 63;
const regularFile = (0o100644 << 16) >>> 0;
const max16 = 0xffff;
export const max32 = 0xffffffff;

const isWide = (n: number) => n >= max32;

/** Whether the data descriptor of an entry has sizes of 8 bytes. */
const hasWideSizes = ({ packed, size }: Pick<ZipEntry, 'packed' | 'size'>): boolean =>
  isWide(packed) || isWide(size);

/** DOS time of `YYYY-MM-DDTHH:MM:SS…`, read as it stands; 1980 at the earliest. */
export const dosTimeOf = (instant: string): number => {
  const [year, month, day] = [instant.slice(0, 4), instant.slice(5, 7), instant.slice(8, 10)];
  const [h, m, s] = [instant.slice(11, 13), instant.slice(14, 16), instant.slice(17, 19)];
  if (Number(year) < 1980) return 0x00210000;
  const date = ((Number(year) - 1980) << 9) | (Number(month) << 5) | Number(day);
  return ((date << 16) | (Number(h) << 11) | (Number(m) << 5) | (Number(s) >> 1)) >>> 0;
};

/** The header before the data of an entry whose checksum and sizes follow it. */
export const localHeader = ({ name, method, flags, dosTime }: ZipEntry): Buffer => {
  const b = Buffer.alloc(lengths.local + name.length);
  b.writeUInt32LE(signatures.local, 0);
  b.writeUInt16LE(version, 4);
  b.writeUInt16LE(flags, 6);
  b.writeUInt16LE(method, 8);
  b.writeUInt32LE(dosTime, 10);
  b.writeUInt16LE(name.length, 26);
  b.write(name, lengths.local, 'latin1');
  return b;
};

export const dataDescriptor = (entry: ZipEntry): Buffer => {
  const wide = hasWideSizes(entry);
  const b = Buffer.alloc(wide ? 24 : 16);
  b.writeUInt32LE(signatures.descriptor, 0);
  b.writeUInt32LE(entry.crc, 4);
  if (wide) {
    b.writeBigUInt64LE(BigInt(entry.packed), 8);
    b.writeBigUInt64LE(BigInt(entry.size), 16);
  } else {
    b.writeUInt32LE(entry.packed, 8);
    b.writeUInt32LE(entry.size, 12);
  }
  return b;
};

/** The ZIP64 field of an entry: the numbers that do not fit 32 bits, in the order that is laid down. */
const wideField = ({ size, packed, offset }: ZipEntry): Buffer => {
  const wide = [size, packed, offset].filter(isWide);
  if (wide.length === 0) return Buffer.alloc(0);
  const b = Buffer.alloc(4 + wide.length * 8);
  b.writeUInt16LE(zip64Field, 0);
  b.writeUInt16LE(wide.length * 8, 2);
  wide.forEach((n, i) => b.writeBigUInt64LE(BigInt(n), 4 + i * 8));
  return b;
};

export const centralRecord = (entry: ZipEntry): Buffer => {
  const extra = wideField(entry);
  const b = Buffer.alloc(lengths.central);
  b.writeUInt32LE(signatures.central, 0);
  b.writeUInt16LE(madeOnUnix, 4);
  b.writeUInt16LE(extra.length > 0 ? version64 : version, 6);
  b.writeUInt16LE(entry.flags, 8);
  b.writeUInt16LE(entry.method, 10);
  b.writeUInt32LE(entry.dosTime, 12);
  b.writeUInt32LE(entry.crc, 16);
  b.writeUInt32LE(Math.min(entry.packed, max32), 20);
  b.writeUInt32LE(Math.min(entry.size, max32), 24);
  b.writeUInt16LE(entry.name.length, 28);
  b.writeUInt16LE(extra.length, 30);
  b.writeUInt32LE(regularFile, 38);
  b.writeUInt32LE(Math.min(entry.offset, max32), 42);
  return Buffer.concat([b, Buffer.from(entry.name, 'latin1'), extra]);
};

/** The records that end the file; `offset` and `length` are those of the list of entries. */
export const endRecords = (entries: number, offset: number, length: number): Buffer => {
  const wide = entries >= max16 || isWide(offset) || isWide(length);
  const end = Buffer.alloc(lengths.end);
  end.writeUInt32LE(signatures.end, 0);
  end.writeUInt16LE(Math.min(entries, max16), 8);
  end.writeUInt16LE(Math.min(entries, max16), 10);
  end.writeUInt32LE(Math.min(length, max32), 12);
  end.writeUInt32LE(Math.min(offset, max32), 16);
  return wide ? Buffer.concat([endRecords64(entries, offset, length), end]) : end;
};

const endRecords64 = (entries: number, offset: number, length: number): Buffer => {
  const b = Buffer.alloc(lengths.end64 + lengths.locator64);
  b.writeUInt32LE(signatures.end64, 0);
  b.writeBigUInt64LE(BigInt(lengths.end64 - 12), 4);
  b.writeUInt16LE(madeOnUnix, 12);
  b.writeUInt16LE(version64, 14);
  b.writeBigUInt64LE(BigInt(entries), 24);
  b.writeBigUInt64LE(BigInt(entries), 32);
  b.writeBigUInt64LE(BigInt(length), 40);
  b.writeBigUInt64LE(BigInt(offset), 48);
  b.writeUInt32LE(signatures.locator64, lengths.end64);
  b.writeBigUInt64LE(BigInt(offset + length), lengths.end64 + 8);
  b.writeUInt32LE(1, lengths.end64 + 16);
  return b;
};
