import type { Disk, OpenFile } from '#electron/disk/disk.ts';

const fill = async (file: OpenFile, into: Uint8Array): Promise<number> => {
  for (let done = 0; done < into.length;) {
    const got = await file.read(into.subarray(done), done);
    if (got === 0) return done;
    done += got;
  }
  return into.length;
};

/**
 * The bytes of a file, as many as it had when it was opened; null where there is none, `tooLarge` where
 * they are more than `limit`. Throws system errors.
 */
export const readWhole = async (
  disk: Disk,
  path: string,
  limit: number,
): Promise<Uint8Array | null | 'tooLarge'> => {
  const facts = await disk.facts(path);
  if (facts === null) return null;
  // What is neither file nor folder may never answer.
  if (!facts.isFile) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
  const file = await disk.open(path, 'read');
  try {
    // Of the file that was opened: another may have taken its name since.
    const size = await file.size();
    if (size > limit) return 'tooLarge';
    const bytes = new Uint8Array(size);
    return bytes.subarray(0, await fill(file, bytes));
  } finally {
    await file.close().catch(() => undefined);
  }
};
