import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReader, RandomAccessReader, type Entry } from 'yauzl';
import { describe, expect, it } from 'vitest';
import type { OpenFile } from '#electron/disk/disk.ts';
import { readZipDirectory } from '#electron/snapshots/zip-directory.ts';
import {
  centralRecord,
  dataDescriptor,
  endRecords,
  localHeader,
  type ZipEntry,
} from '#electron/snapshots/zip-records.ts';

const gib = 1024 ** 3;

/** A file that is mostly a hole: bytes at given places, zeros between them. */
const sparseFile = (pieces: readonly { at: number; bytes: Buffer }[]) => {
  const size = Math.max(...pieces.map(({ at, bytes }) => at + bytes.length));
  const readAt = (into: Uint8Array, position: number): number => {
    const length = Math.min(into.length, size - position);
    into.fill(0);
    for (const { at, bytes } of pieces) {
      const from = Math.max(at, position);
      const to = Math.min(at + bytes.length, position + length);
      if (from < to) into.set(bytes.subarray(from - at, to - at), from - position);
    }
    return length;
  };
  return { size, readAt };
};

/** An entry of 5 GiB, then one that lies beyond 4 GiB, and the records as a writer writes them. */
const hugeZip = () => {
  const common = { method: 0, flags: 0x0808, dosTime: 0x5c7f0000 };
  const small = Buffer.from('small');
  const first: ZipEntry = {
    ...common,
    name: 'a.x',
    crc: 7,
    packed: 5 * gib,
    size: 5 * gib,
    offset: 0,
  };
  const firstHead = localHeader(first);
  const firstEnd = { at: firstHead.length + first.packed, bytes: dataDescriptor(first) };
  const offset = firstEnd.at + firstEnd.bytes.length;
  const second: ZipEntry = {
    ...common,
    name: 'b.x',
    crc: crc32(small),
    packed: 5,
    size: 5,
    offset,
  };
  const rest = Buffer.concat([localHeader(second), small, dataDescriptor(second)]);
  const directory = Buffer.concat([first, second].map(centralRecord));
  const end = endRecords(2, offset + rest.length, directory.length);
  const pieces = [
    { at: 0, bytes: firstHead },
    firstEnd,
    { at: offset, bytes: Buffer.concat([rest, directory, end]) },
  ];
  return { ...sparseFile(pieces), entries: [first, second] };
};

class SparseReader extends RandomAccessReader {
  readonly #readAt;

  constructor(readAt: (into: Uint8Array, position: number) => number) {
    super();
    this.#readAt = readAt;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = Buffer.alloc(end - start);
    this.#readAt(bytes, start);
    return Readable.from([bytes]);
  }
}

describe('SNAP1: a container beyond 4 GiB', () => {
  it('is read, sizes and places', async () => {
    const { size, readAt, entries } = hugeZip();
    const file = { read: async (into: Uint8Array, at: number) => readAt(into, at) } as OpenFile;
    const found = await readZipDirectory({ name: 'huge.edesk', file, size });
    for (const entry of entries) expect(found.get(entry.name)).toMatchObject(entry);
  });

  it('is read the same by another program', async () => {
    const { size, readAt, entries } = hugeZip();
    const seen = await new Promise<Entry[]>((resolve, reject) => {
      const list: Entry[] = [];
      fromRandomAccessReader(new SparseReader(readAt), size, { autoClose: false }, (error, zip) => {
        if (error) return reject(error);
        zip.on('entry', (entry: Entry) => list.push(entry));
        zip.on('error', reject).on('end', () => resolve(list));
      });
    });
    expect(
      seen.map((entry) => [
        entry.fileName,
        entry.uncompressedSize,
        entry.relativeOffsetOfLocalHeader,
      ]),
    ).toEqual(entries.map(({ name, size: bytes, offset }) => [name, bytes, offset]));
  });
});
