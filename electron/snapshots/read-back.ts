import { fail, type Result } from '#shared/result.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import type { OpenFile } from '#electron/disk/disk.ts';
import { openDecrypted } from '#electron/encryption/decrypted-file.ts';
import { Refusal, refusalsAsProblems } from './refusal.ts';
import { readZipDirectory } from './zip-directory.ts';
import { checkEntry } from './zip-reader.ts';
import type { WrittenEntry } from './zip-writer.ts';

/** What was written, and how it is to be read. */
export interface Written {
  /** The file's name, for sentences. */
  name: string;
  entries: readonly WrittenEntry[];
  /** Null where the file is not encrypted. */
  passphrase: string | null;
}

export interface ReadBackOptions {
  signal?: AbortSignal | undefined;
  /** Told of bytes read back, often. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

const compare = async (
  file: OpenFile,
  { name, entries, passphrase }: Written,
  { signal, onProgress }: ReadBackOptions,
): Promise<void> => {
  const onDisk = { name, file, size: await file.size() };
  const source = passphrase === null ? onDisk : await openDecrypted(onDisk, passphrase);
  const placed = await readZipDirectory(source);
  let done = 0;
  const onRead = (bytes: number) => onProgress?.((done += bytes), source.size);
  for (const { name: entry, size, sha256 } of entries) {
    const found = placed.get(entry);
    if (found === undefined) throw new Refusal('snapshot.missingEntry', { file: name, entry });
    await checkEntry(source, found, { size, sha256 }, { signal, onRead });
  }
};

/**
 * Compares what is on disk with what was given: container, sizes, CRC-32 and SHA-256 (SNAP15). An encrypted
 * file is decrypted from the disk, header and all, as a later reader would do it (SNAP21).
 */
export const readBack = async (
  file: OpenFile,
  written: Written,
  options: ReadBackOptions,
): Promise<Result<void>> => {
  const read = await refusalsAsProblems(
    (error) => writeProblem(error, written.name),
    () => compare(file, written, options),
  );
  if (read.ok || !/^(snapshot|age)\./.test(read.problem.code)) return read;
  const { place, reason, entry } = read.problem.data;
  return fail('snapshot.notVerified', {
    file: written.name,
    reason: `${place ?? entry ?? 'the file'}: ${reason ?? 'missing'}`,
  });
};
