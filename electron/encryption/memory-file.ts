import type { OpenFile } from '#electron/disk/disk.ts';
import { readOnlyFile } from './read-only-file.ts';

/** Bytes that read like a file. */
export const memoryFile = (
  bytes: Uint8Array,
  close: () => Promise<void> = async () => undefined,
): OpenFile =>
  readOnlyFile({
    read: async (into, position) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    size: async () => bytes.length,
    close,
  });
