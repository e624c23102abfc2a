import type { OpenFile } from '#electron/disk/disk.ts';
import { Refusal } from './refusal.ts';

/** A file under inspection: the name is for sentences only. */
export interface NamedFile {
  name: string;
  file: OpenFile;
  /** Bytes. */
  size: number;
}

export const altered = (source: NamedFile, place: string, reason: string): Refusal =>
  new Refusal('snapshot.altered', { file: source.name, place, reason });

export const cutShort = ({ name }: NamedFile, reason: string) =>
  new Refusal('snapshot.cutShort', { file: name, reason });

/** Exactly `length` bytes from `position`. */
export const readExactly = async (
  source: NamedFile,
  position: number,
  length: number,
): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const got = await source.file.read(bytes.subarray(done), position + done);
    if (got === 0) throw cutShort(source, 'it ends in the middle of something');
    done += got;
  }
  return bytes;
};
