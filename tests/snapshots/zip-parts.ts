import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { tableNames } from '#shared/entities/index.ts';
import { makeManifest, requiredEntries, tableEntry } from '#shared/formats/snapshot.ts';
import {
  centralRecord,
  dataDescriptor,
  endRecords,
  localHeader,
  type ZipEntry,
} from '#electron/snapshots/zip-records.ts';
import type { Tables } from './arbitrary-tables.ts';
import { head, toNdjson } from './made-snapshot.ts';

/** An entry of a ZIP file that is put together by hand, lies included. */
export interface Part {
  name: string;
  data: Buffer;
  /** What lies in the file instead of the deflated data. */
  packed?: Buffer;
  /** What the list of entries says instead of the truth. */
  listed?: Partial<ZipEntry>;
  /** What the local header says instead. */
  local?: Partial<ZipEntry>;
  /** What the data descriptor says instead. */
  descriptor?: Partial<ZipEntry>;
  /** Something between this entry and the next. */
  after?: Buffer;
  /** Leaves the entry out of the list. */
  unlisted?: boolean;
}

const truthOf = ({ name, data }: Part, packed: Buffer, offset: number): ZipEntry => ({
  name,
  method: 8,
  flags: 0x0808,
  dosTime: 0x5c7f0000,
  crc: crc32(data),
  packed: packed.length,
  size: data.length,
  offset,
});

/** Puts a ZIP file together. `before` and `behind` are bytes around it that no record knows of. */
export const buildZip = (
  parts: readonly Part[],
  { before = Buffer.alloc(0), behind = Buffer.alloc(0), count = 0 } = {},
): Buffer => {
  const blocks: Buffer[] = [before];
  const records: Buffer[] = [];
  let offset = before.length;
  for (const part of parts) {
    const packed = part.packed ?? deflateRawSync(part.data);
    const truth = truthOf(part, packed, offset);
    const block = Buffer.concat([
      localHeader({ ...truth, ...part.local }),
      packed,
      dataDescriptor({ ...truth, ...part.descriptor }),
      part.after ?? Buffer.alloc(0),
    ]);
    blocks.push(block);
    offset += block.length;
    if (part.unlisted !== true) records.push(centralRecord({ ...truth, ...part.listed }));
  }
  const directory = Buffer.concat(records);
  const end = endRecords(records.length + count, offset, directory.length);
  return Buffer.concat([...blocks, directory, end, behind]);
};

const entryFacts = (data: Buffer) => ({
  rows: data.toString('latin1').split('\n').length - 1,
  bytes: data.length,
  sha256: createHash('sha256').update(data).digest('hex'),
});

/** Another content for an entry, or null to leave it out. */
export type Contents = Record<string, string | Buffer | null>;

/**
 * The parts of a snapshot of these tables, with other contents and manifest members where given: the
 * manifest's checksums follow the contents, so that only what is meant to be wrong is wrong.
 */
export const snapshotParts = (
  tables: Tables,
  contents: Contents = {},
  manifest: Record<string, unknown> = {},
): Part[] => {
  const data = new Map<string, Buffer>(requiredEntries.map((name) => [name, Buffer.alloc(0)]));
  for (const table of tableNames) data.set(tableEntry(table), toNdjson(tables[table]));
  for (const [name, content] of Object.entries(contents))
    if (content === null) data.delete(name);
    else data.set(name, Buffer.from(content));
  const entries = Object.fromEntries([...data].map(([name, bytes]) => [name, entryFacts(bytes)]));
  const text = JSON.stringify({ ...makeManifest(head, entries), ...manifest });
  const parts = [...data].map(([name, bytes]) => ({ name, data: bytes }));
  return [...parts, { name: 'manifest.json', data: Buffer.from(text) }];
};
