import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { errorCode } from '#electron/disk/disk.ts';
import { refuseIfAborted } from './refusal.ts';
import { deflated } from './zip-records.ts';
import type { PlacedEntry } from './zip-placement.ts';
import { altered, readExactly, type NamedFile } from './zip-file.ts';

const packedBlock = 256 * 1024;
/** Also about the size of the chunks in which rows travel. */
const unpackedBlock = 1024 * 1024;

/** What the unpacked bytes of an entry must come to. */
export interface Expected {
  /** Bytes. */
  size: number;
  /** SHA-256, hexadecimal; null where only the ZIP's own checksum is known. */
  sha256: string | null;
}

export interface UnpackOptions {
  signal?: AbortSignal | undefined;
  /** Told of packed bytes as they are read. */
  onRead?: ((bytes: number) => void) | undefined;
}

const packedBlocks = async function* (
  source: NamedFile,
  entry: PlacedEntry,
  { signal, onRead }: UnpackOptions,
): AsyncGenerator<Buffer> {
  for (let done = 0; done < entry.packed;) {
    refuseIfAborted(signal);
    const length = Math.min(packedBlock, entry.packed - done);
    const block = await readExactly(source, entry.dataAt + done, length);
    done += length;
    onRead?.(length);
    yield block;
  }
};

const inflated = async function* (
  source: NamedFile,
  entry: PlacedEntry,
  options: UnpackOptions,
): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: unpackedBlock });
  const input = Readable.from(packedBlocks(source, entry, options), { objectMode: false });
  input.on('error', (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    for await (const block of inflate) yield block as Buffer;
  } catch (error) {
    if (errorCode(error)?.startsWith('Z_') === true)
      throw altered(source, entry.name, 'its packed data is broken');
    throw error;
  } finally {
    input.destroy();
    inflate.destroy();
  }
  if (inflate.bytesWritten !== entry.packed)
    throw altered(source, entry.name, 'something follows its packed data');
};

/**
 * The unpacked bytes of an entry, block by block, never beyond `expected.size`.
 * Size, CRC-32 and SHA-256 are checked when the last block has been taken. Throws refusals.
 */
export const unpackEntry = async function* (
  source: NamedFile,
  entry: PlacedEntry,
  expected: Expected,
  options: UnpackOptions = {},
): AsyncGenerator<Buffer> {
  const hash = expected.sha256 === null ? null : createHash('sha256');
  const blocks =
    entry.method === deflated
      ? inflated(source, entry, options)
      : packedBlocks(source, entry, options);
  let [size, crc] = [0, 0];
  for await (const block of blocks) {
    size += block.length;
    if (size > expected.size)
      throw altered(
        source,
        entry.name,
        `it unpacks to more than the ${expected.size} bytes it should`,
      );
    crc = crc32(block, crc);
    hash?.update(block);
    yield block;
  }
  if (size !== expected.size)
    throw altered(source, entry.name, `it unpacks to ${size} bytes instead of ${expected.size}`);
  if (crc !== entry.crc || (hash !== null && hash.digest('hex') !== expected.sha256))
    throw altered(source, entry.name, 'its checksum does not fit');
};

/** Unpacks an entry for its checks alone. */
export const checkEntry = async (
  source: NamedFile,
  entry: PlacedEntry,
  expected: Expected,
  options: UnpackOptions = {},
): Promise<void> => {
  const blocks = unpackEntry(source, entry, expected, options);
  while ((await blocks.next()).done !== true);
};
