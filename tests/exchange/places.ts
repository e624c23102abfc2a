import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NameEnding } from '#shared/formats/exchange-names.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import { EncryptedTransport } from '#electron/exchange/encrypted-transport.ts';
import { FolderTransport } from '#electron/exchange/folder-transport.ts';
import { newFolderIdentity } from '#electron/exchange/folder-key.ts';
import type { Carrier, Transport } from '#electron/exchange/transport.ts';
import { MemoryFolder, type Trouble } from '../support/memory-transport.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import { lisbon, tokyo } from './made-files.ts';

/** A place with the views of two desks, Lisbon's and Tokyo's. */
export interface SharedPlace<T extends Transport = Transport> {
  lisbon: T;
  tokyo: T;
  /** What names in the place end with. */
  ending: NameEnding;
  /** Puts a file there as a person or a sync program does, under its stored name. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Every stored name, also of what is no part of the format. */
  names(): Promise<string[]>;
  /** From now on something is wrong with the place, as Lisbon sees it; null: nothing. */
  trouble(trouble: Trouble | null): Promise<void>;
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

/** The tests may run as root, whom no permission keeps from writing: the disk says no by itself. */
const refusingDisk = (codeNow: () => 'EROFS' | 'ENOSPC' | null): Disk => {
  const refuse = () => {
    const code = codeNow();
    if (code !== null) throw systemError(code);
  };
  return {
    ...sharedDisk,
    open: async (path, how) => {
      if (how !== 'read' && codeNow() === 'EROFS') refuse();
      const file = await sharedDisk.open(path, how);
      return { ...file, write: async (bytes, at) => (refuse(), file.write(bytes, at)) };
    },
    makeFolder: async (folder) => (refuse(), sharedDisk.makeFolder(folder)),
    rename: async (from, to) => (refuse(), sharedDisk.rename(from, to)),
    remove: async (path) => {
      if (codeNow() === 'EROFS') refuse();
      return sharedDisk.remove(path);
    },
  };
};

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
};

export const folderPlace = async (): Promise<SharedPlace<Carrier>> => {
  const folder = join(await newFolder(), 'shared');
  await mkdir(folder);
  let code: 'EROFS' | 'ENOSPC' | null = null;
  const aside = `${folder}-aside`;
  let isAside = false;
  const watching = { pollEvery: 20, gather: 1 };
  const disk = refusingDisk(() => code);
  return {
    lisbon: new FolderTransport(folder, { desk: lisbon.id, disk, ...watching }),
    tokyo: new FolderTransport(folder, { desk: tokyo.id, ...watching }),
    ending: '',
    put: async (name, bytes) => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    },
    names: () => filesIn(folder),
    trouble: async (trouble) => {
      code = trouble === 'readOnly' ? 'EROFS' : trouble === 'full' ? 'ENOSPC' : null;
      if (isAside) {
        await rm(folder, { recursive: true, force: true });
        await rename(aside, folder);
      }
      isAside = trouble === 'gone' || trouble === 'empty';
      if (isAside) await rename(folder, aside);
      if (trouble === 'empty') await mkdir(folder);
    },
  };
};

export const memoryPlace = async (): Promise<SharedPlace<Carrier>> => {
  const folder = new MemoryFolder();
  const views = [lisbon, tokyo].map(({ id: desk }) => folder.view({ desk }));
  const [first, second] = [views[0]!, views[1]!];
  return {
    lisbon: first,
    tokyo: second,
    ending: '',
    put: async (name, bytes) => views.forEach((view) => view.put(name, bytes)),
    names: async () => first.names,
    trouble: async (trouble) => {
      first.trouble = trouble;
    },
  };
};

export const encryptedPlace =
  (make: () => Promise<SharedPlace<Carrier>>) => async (): Promise<SharedPlace> => {
    const place = await make();
    const identity = await newFolderIdentity();
    return {
      ...place,
      lisbon: await EncryptedTransport.over(place.lisbon, identity),
      tokyo: await EncryptedTransport.over(place.tokyo, identity),
      ending: '.age',
    };
  };
