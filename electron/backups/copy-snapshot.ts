import type { Result } from '#shared/result.ts';
import { writeProblem } from '../disk/disk-problems.ts';
import type { Disk } from '../disk/disk.ts';
import type { OpenSnapshot } from '../snapshots/read-snapshot.ts';
import { must, refusalsAsProblems } from '../snapshots/refusal.ts';
import { SnapshotWriter } from '../snapshots/write-snapshot.ts';

interface CopyOptions {
  disk: Disk;
  passphrase: string | null;
  /** Whether a file of that name may be replaced. */
  replace?: boolean;
}

/**
 * Writes a verified snapshot anew, row by row as it is, with the head that it has; with a passphrase it
 * becomes an encrypted one, whatever it was. The snapshot can be read from its beginning afterwards.
 */
export const copySnapshot = (
  from: OpenSnapshot,
  path: string,
  { disk, passphrase, replace = false }: CopyOptions,
): Promise<Result<void>> =>
  refusalsAsProblems(
    (error) => writeProblem(error, path),
    async () => {
      const writer = must(
        await SnapshotWriter.create(path, from.facts.manifest, {
          disk,
          replace,
          passphrase,
        }),
      );
      try {
        await from.rewind();
        await copyInto(writer, from);
        must(await writer.finish());
      } finally {
        await writer.discard();
        await from.rewind();
      }
    },
  );

const copyInto = async (writer: SnapshotWriter, from: OpenSnapshot): Promise<void> => {
  for (;;) {
    const chunk = must(await from.read());
    if (chunk.kind === 'end') return;
    if (chunk.kind === 'rows') must(await writer.rows(chunk.table, chunk.bytes, chunk.rows));
    else must(await writer.tombstones(chunk.bytes, chunk.rows));
  }
};
