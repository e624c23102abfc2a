import { snapshotLimits } from '#shared/formats/snapshot.ts';
import { Refusal } from './refusal.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import { wholeLines, type LineFault } from './whole-lines.ts';
import { altered } from './zip-file.ts';
import { unpackEntry, type UnpackOptions } from './zip-reader.ts';

const lineFault =
  ({ source }: SnapshotFile, name: string) =>
  (what: LineFault): Error =>
    what === 'noEnd'
      ? altered(source, name, 'its last line has no end')
      : new Refusal('snapshot.tooLarge', {
          file: source.name,
          place: name,
          reason: `a line has more than ${snapshotLimits.line} bytes`,
        });

async function* nothing(): AsyncGenerator<Buffer> {
  // Views are an entry only where there are any (SNAP4).
}

/** The unpacked bytes of an entry as whole lines, checked by size and checksums; none where it is not there. */
export const linesOf = (
  snapshot: SnapshotFile,
  name: string,
  options: UnpackOptions = {},
): AsyncGenerator<Buffer> => {
  const listed = snapshot.manifest.entries[name];
  if (listed === undefined) return nothing();
  const { bytes: size, sha256 } = listed;
  const entry = snapshot.entries.get(name)!;
  const blocks = unpackEntry(snapshot.source, entry, { size, sha256 }, options);
  return wholeLines(blocks, snapshotLimits.line, lineFault(snapshot, name));
};
