import { armor } from 'age-encryption';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { readExactly, type NamedFile } from '#electron/snapshots/zip-file.ts';
import { isAgeStart } from './age-header.ts';
import { openDecrypted } from './decrypted-file.ts';
import { memoryFile } from './memory-file.ts';

const armorBegin = '-----BEGIN AGE ENCRYPTED FILE-----';
const armorEnd = '-----END AGE ENCRYPTED FILE-----';

/** MiB of an age file that is written as text (armored): it is decoded in memory. */
const armorLimit = 32;

type Form = 'plain' | 'age' | 'armored';

/** By content: people rename files. */
const formOf = async (source: NamedFile): Promise<Form> => {
  const length = Math.min(source.size, armorBegin.length);
  const start = (await readExactly(source, 0, length)).toString('latin1');
  if (isAgeStart(start)) return 'age';
  return start === armorBegin ? 'armored' : 'plain';
};

const withoutArmor = async (source: NamedFile): Promise<NamedFile> => {
  const { name: file, size } = source;
  if (size > armorLimit * 2 ** 20)
    throw new Refusal('age.textTooLarge', { file, limit: armorLimit });
  const text = (await readExactly(source, 0, size)).toString('latin1');
  if (!text.trimEnd().endsWith(armorEnd))
    throw new Refusal('age.cutShort', { file, reason: 'its last line is missing' });
  try {
    const bytes = armor.decode(text);
    return { name: file, file: memoryFile(bytes, () => source.file.close()), size: bytes.length };
  } catch {
    throw new Refusal('age.altered', { file, reason: 'its lines are not as age writes them' });
  }
};

/**
 * The plain bytes behind a file: itself where it is not encrypted. `passphrase` is null where none is known.
 * Closing what is given closes `source`'s file too. Throws refusals (`age.…`) and system errors; then
 * `source` is open still.
 */
export const openPlain = async (
  source: NamedFile,
  passphrase: string | null,
): Promise<NamedFile> => {
  const form = await formOf(source);
  if (form === 'plain') return source;
  const binary = form === 'age' ? source : await withoutArmor(source);
  return openDecrypted(binary, passphrase);
};
