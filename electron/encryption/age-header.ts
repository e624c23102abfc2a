import { Decrypter } from 'age-encryption';
import { Refusal } from '#electron/snapshots/refusal.ts';
import type { NamedFile } from '#electron/snapshots/zip-file.ts';
import { passphraseIdentity } from './scrypt-passphrase.ts';

const family = 'age-encryption.org/';
const firstLine = `${family}v1\n`;

/** Bytes that a header may have; that of a passphrase has about 150. */
const longestHeader = 64 * 1024;

const readHead = async ({ file, size }: NamedFile, length: number): Promise<Buffer> => {
  const head = Buffer.alloc(Math.min(size, length));
  for (let done = 0; done < head.length;) {
    const got = await file.read(head.subarray(done), done);
    if (got === 0) return head.subarray(0, done);
    done += got;
  }
  return head;
};

const cutInHeader = (file: string) =>
  new Refusal('age.cutShort', { file, reason: 'it ends within its header' });

/** Whether a file that begins so is encrypted by age, of whatever version. */
export const isAgeStart = (start: string): boolean => start.startsWith(family);

const headerIn = (head: Buffer, file: string): Buffer => {
  const text = head.toString('latin1');
  const version = /^age-encryption\.org\/([^\n]{0,20})/.exec(text)?.[1] ?? '';
  if (!text.startsWith(firstLine)) {
    if (firstLine.startsWith(text)) throw cutInHeader(file);
    const shown = version.replace(/[^\w.-]/g, '') || 'none';
    throw new Refusal('age.otherVersion', { file, version: shown });
  }
  const mac = /\n---[^\n]*\n/.exec(text);
  if (mac !== null) return head.subarray(0, mac.index + mac[0].length);
  if (head.length < longestHeader) throw cutInHeader(file);
  throw new Refusal('age.altered', { file, reason: 'its header has no end' });
};

/** An age file for a key is told as such; a passphrase would be asked for in vain. */
const refuseKeys = (header: Buffer, file: string): void => {
  const kinds = [...header.toString('latin1').matchAll(/\n-> ([^\s]+)/g)].map(([, kind]) => kind);
  if (kinds.length > 0 && !kinds.includes('scrypt'))
    throw new Refusal('age.otherRecipient', { file });
};

/** The header of an age file for a passphrase, as it stands at the start of the file. */
export const readAgeHeader = async (source: NamedFile): Promise<Buffer> => {
  const header = headerIn(await readHead(source, longestHeader), source.name);
  refuseKeys(header, source.name);
  return header;
};

/** The key of a file, by its header and passphrase; throws refusals. */
export const openHeader = async (
  header: Uint8Array,
  passphrase: string,
  file: string,
): Promise<Uint8Array> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(passphrase, file));
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The library tells by plain errors what is wrong with a header.
    throw new Refusal('age.altered', { file, reason: 'its header is not as it was written' });
  }
};
