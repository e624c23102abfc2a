import { armor } from 'age-encryption';
import type { OpenFile } from '#electron/disk/disk.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { readExactly, type NamedFile } from '#electron/snapshots/zip-file.ts';
import { ageLine } from './age-header.ts';
import { readOnlyFile } from './read-only-file.ts';
import { decryptIntoSpool, type SpoolOptions } from './spool.ts';

const armorBegin = '-----BEGIN AGE ENCRYPTED FILE-----';
const armorEnd = '-----END AGE ENCRYPTED FILE-----';

/** MiB of an age file that is written as text (armored): it is decoded in memory. */
const armorLimit = 32;

type Form = 'plain' | 'age' | 'armored';

/** By content: people rename files. */
const formOf = async (source: NamedFile): Promise<Form> => {
  const length = Math.min(source.size, armorBegin.length);
  const start = (await readExactly(source, 0, length)).toString('latin1');
  if (start.startsWith(ageLine)) return 'age';
  return start === armorBegin ? 'armored' : 'plain';
};

const inMemory = (bytes: Uint8Array): OpenFile =>
  readOnlyFile({
    read: async (into, position) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    size: async () => bytes.length,
    close: async () => undefined,
  });

const withoutArmor = async (source: NamedFile): Promise<NamedFile> => {
  const { name: file, size } = source;
  if (size > armorLimit * 2 ** 20)
    throw new Refusal('age.textTooLarge', { file, limit: armorLimit });
  const text = (await readExactly(source, 0, size)).toString('latin1');
  if (!text.trimEnd().endsWith(armorEnd))
    throw new Refusal('age.cutShort', { file, reason: 'its last line is missing' });
  try {
    const bytes = armor.decode(text);
    return { name: file, file: inMemory(bytes), size: bytes.length };
  } catch {
    throw new Refusal('age.altered', { file, reason: 'its lines are not as age writes them' });
  }
};

export interface PlainOptions extends SpoolOptions {
  /** Null or absent where none is known. */
  passphrase?: string | null;
}

/**
 * The plain bytes behind a file: itself where it is not encrypted, else a spool. Closing what is given
 * closes `source`'s file too. Throws refusals (`age.*`) and system errors; then `source` is open still.
 */
export const openPlain = async (
  source: NamedFile,
  { passphrase = null, ...options }: PlainOptions,
): Promise<NamedFile> => {
  const form = await formOf(source);
  if (form === 'plain') return source;
  if (passphrase === null) throw new Refusal('age.passphraseNeeded', { file: source.name });
  const encrypted = form === 'age' ? source : await withoutArmor(source);
  const file = await decryptIntoSpool(encrypted, passphrase, options);
  const close = async () => {
    await file.close();
    await source.file.close();
  };
  return { name: source.name, file: { ...file, close }, size: await file.size() };
};
