import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, nodeDisk, type Disk } from './disk.ts';

/** The permissions of a folder or file; null where they cannot be told. */
const modeOf = async (path: string): Promise<number | null> =>
  fs.stat(path).then(
    ({ mode }) => mode,
    () => null,
  );

/** Gives the path some of its folder's permissions. Some drives have none, and then that is all right. */
const allowAsFolder = async (path: string, bits: number): Promise<void> => {
  const mode = await modeOf(dirname(path));
  if (mode !== null) await fs.chmod(path, mode & bits).catch(() => undefined);
};

const makeFolder = async (folder: string): Promise<void> => {
  try {
    await fs.mkdir(folder);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    throw error;
  }
  await allowAsFolder(folder, 0o7777);
};

/** A file on its way in is nobody else's; one that has its name is for all who may use the folder. */
const readAndWrite = 0o666;

const open: Disk['open'] = async (path, how) => {
  const file = await nodeDisk.open(path, how);
  if (how === 'create') await allowAsFolder(path, readAndWrite);
  return file;
};

const sharingErrors = new Set(['EPERM', 'EACCES', 'EBUSY']);
const pausesInMs = [20, 60, 200];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** On Windows a file cannot be replaced while a sync client or a virus scanner has it open, for a moment. */
export const patiently = async (
  work: () => Promise<void>,
  isPatient = process.platform === 'win32',
): Promise<void> => {
  for (const ms of isPatient ? pausesInMs : []) {
    try {
      return await work();
    } catch (error) {
      if (!sharingErrors.has(errorCode(error) ?? '')) throw error;
      await pause(ms);
    }
  }
  return work();
};

/**
 * The file system for a folder that several people use: what is made there is as open to others as the folder
 * it is made in. `makeFolder` makes one folder and not those above it, so that a drive that was pulled out
 * is never made anew as a folder of this machine.
 */
export const sharedDisk: Disk = {
  ...nodeDisk,
  open,
  makeFolder,
  rename: (from, to) => patiently(() => nodeDisk.rename(from, to)),
};
