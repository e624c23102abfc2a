import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';

/** An open file. Positions and lengths are bytes. Every method may throw a system error (`code`). */
export interface OpenFile {
  /** Reads up to `into.length` bytes from `position`; gives how many, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Writes some of `bytes` at `position`; gives how many were taken, which may be fewer. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Cuts the file off after so many bytes. */
  truncate(size: number): Promise<void>;
  /** Forces what was written onto the medium. */
  sync(): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

export interface FileFacts {
  isFile: boolean;
  isFolder: boolean;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/**
 * The file system as the desk uses it, and the only door to it for everything that keeps data:
 * tests put one behind it that fails, writes short or dies at any call.
 */
export interface Disk {
  /** `read`: must be there. `create`: must not be there; readable and writable. `append`: made if missing. */
  open(path: string, how: 'read' | 'create' | 'append'): Promise<OpenFile>;
  /** Replaces what is at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails with EEXIST when there is something at `to`. */
  link(from: string, to: string): Promise<void>;
  /** Removes a file; fails with ENOENT when there is none. */
  remove(path: string): Promise<void>;
  /** Null when there is nothing. */
  facts(path: string): Promise<FileFacts | null>;
  /** The names in a folder, sorted. */
  list(folder: string): Promise<string[]>;
  /** Makes a folder and those above it; harmless when it is there. */
  makeFolder(folder: string): Promise<void>;
  /** Forces a folder's names onto the medium, where the system can. */
  syncFolder(folder: string): Promise<void>;
}

export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const flags = {
  read: constants.O_RDONLY,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  append: constants.O_RDWR | constants.O_CREAT,
};

const openFile = (handle: fs.FileHandle): OpenFile => ({
  read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
  write: async (bytes, position) =>
    (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
  truncate: (size) => handle.truncate(size),
  sync: () => handle.sync(),
  size: async () => (await handle.stat()).size,
  close: () => handle.close(),
});

/** Folders cannot be opened or synced everywhere (Windows, some network drives): there it is left out. */
const cannotSyncFolders = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EACCES', 'EBADF']);

const syncFolder = async (folder: string): Promise<void> => {
  try {
    const handle = await fs.open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!cannotSyncFolders.has(errorCode(error) ?? '')) throw error;
  }
};

const facts = async (path: string): Promise<FileFacts | null> => {
  try {
    const found = await fs.stat(path);
    return {
      isFile: found.isFile(),
      isFolder: found.isDirectory(),
      size: found.size,
      modified: found.mtimeMs,
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
};

/** The file system of this machine. */
export const nodeDisk: Disk = {
  open: async (path, how) => openFile(await fs.open(path, flags[how], 0o600)),
  rename: (from, to) => fs.rename(from, to),
  link: (from, to) => fs.link(from, to),
  remove: (path) => fs.unlink(path),
  facts,
  list: async (folder) => (await fs.readdir(folder)).sort(),
  makeFolder: async (folder) => {
    await fs.mkdir(folder, { recursive: true });
  },
  syncFolder,
};
