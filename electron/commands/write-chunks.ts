import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { Result } from '#shared/result.ts';
import { SnapshotWriter, type WrittenSnapshot } from '../snapshots/write-snapshot.ts';
import type { RowChunk } from '../imports/row-chunks.ts';

/** Writes chunks into a snapshot, whole or not at all; `next` gives null after the last. */
export const writeChunks = async (
  path: string,
  head: SnapshotHead,
  next: () => Promise<Result<RowChunk | null>>,
  { signal, passphrase }: { signal: AbortSignal; passphrase: string | null },
): Promise<Result<WrittenSnapshot>> => {
  const created = await SnapshotWriter.create(path, head, { passphrase });
  if (!created.ok) return created;
  const writer = created.value;
  const copied = await copyChunks(writer, next, signal).catch(async (error: unknown) => {
    await writer.discard();
    throw error;
  });
  if (copied.ok) return writer.finish({ signal });
  await writer.discard();
  return copied;
};

const copyChunks = async (
  writer: SnapshotWriter,
  next: () => Promise<Result<RowChunk | null>>,
  signal: AbortSignal,
): Promise<Result<void>> => {
  for (;;) {
    if (signal.aborted) return { ok: false, problem: { code: 'file.cancelled', data: {} } };
    const chunk = await next();
    if (!chunk.ok) return chunk;
    if (chunk.value === null) return { ok: true, value: undefined };
    const { table, bytes, rows } = chunk.value;
    const written = await writer.rows(table, bytes, rows);
    if (!written.ok) return written;
  }
};
