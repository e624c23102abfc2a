import type { Disk } from './disk.ts';

/** The whole text of a small file; null when there is none or it cannot be read. */
export const readTextFile = async (disk: Disk, path: string): Promise<string | null> => {
  try {
    if ((await disk.facts(path))?.isFile !== true) return null;
    const file = await disk.open(path, 'read');
    try {
      const bytes = Buffer.alloc(await file.size());
      for (let at = 0; at < bytes.length;) {
        const got = await file.read(bytes.subarray(at), at);
        if (got === 0) return null;
        at += got;
      }
      return bytes.toString('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
};
