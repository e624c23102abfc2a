import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Disk } from '#electron/disk/disk.ts';
import type { TemporaryNames } from '#electron/disk/temporary-names.ts';

/** The files that this very process is writing. */
const own = new Set<string>();

/**
 * EXC5: names of files that a desk is writing in a folder which it shares. They bear the desk's id, as another
 * machine's processes cannot be asked whether they live: a desk sweeps up after itself alone. With `~` at the
 * beginning and `.tmp` at the end they are passed over by Dropbox, OneDrive and the like.
 */
export const ownTemporaries = (desk: string): TemporaryNames => {
  const pattern = new RegExp(`^~${desk}-[0-9a-f]{12}\\.tmp$`);
  const sweepOne = async (path: string, disk: Disk) => {
    if (!own.has(path)) await disk.remove(path).catch(() => undefined);
  };
  return {
    nameFor: (path) => {
      const token = randomBytes(6).toString('hex');
      const temporary = join(dirname(path), `~${desk}-${token}.tmp`);
      own.add(temporary);
      return temporary;
    },
    forget: (path) => void own.delete(path),
    sweep: async (folder, disk) => {
      const names = await disk.list(folder).catch(() => []);
      for (const name of names) if (pattern.test(name)) await sweepOne(join(folder, name), disk);
    },
  };
};
