import { Decrypter } from 'age-encryption';
import { errorCode } from '#electron/disk/disk.ts';
import { Refusal, refuseIfAborted } from '#electron/snapshots/refusal.ts';
import type { NamedFile } from '#electron/snapshots/zip-file.ts';
import { readAgeHeader, type AgeHeader } from './age-header.ts';
import { canWrapNatively, scryptIdentity } from './scrypt-stanza.ts';

export interface DecryptOptions {
  signal?: AbortSignal | undefined;
  /** Whether the system's cryptography derives the key (default: where it can). */
  native?: boolean;
}

const nonceSize = 16;
const tagSize = 16;
const pieceSize = 64 * 1024 + tagSize;
const readSize = 64 * 1024;

/** The package's own derivation, and memory for ours, may end below what `readAgeHeader` lets pass. */
const modestWork = 20;

const identityMissing = /no identity matched/;

const fileKeyOf = async (
  { name }: NamedFile,
  { text, workFactor }: AgeHeader,
  passphrase: string,
  native: boolean,
): Promise<Uint8Array> => {
  if (!native && workFactor > modestWork) throw new Refusal('age.tooMuchWork', { file: name });
  const decrypter = new Decrypter();
  if (native) decrypter.addIdentity(scryptIdentity(passphrase));
  else decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decryptHeader(Buffer.from(text, 'latin1'));
  } catch (error) {
    if (error instanceof Error && identityMissing.test(error.message))
      throw new Refusal('age.wrongPassphrase', { file: name });
    if (workFactor > modestWork) throw new Refusal('age.tooMuchWork', { file: name });
    // The passphrase opened its part, so what is wrong is the seal over the whole header.
    throw new Refusal('age.altered', { file: name, reason: 'its header is not as it was written' });
  }
};

/** The number of pieces by the file's size alone; refuses a size that no whole file has. */
const countPieces = ({ name, size }: NamedFile, { text }: AgeHeader): number => {
  const content = size - text.length - nonceSize;
  const rest = content % pieceSize;
  const isWhole = content === tagSize || (content > tagSize && (rest === 0 || rest > tagSize));
  if (isWhole) return Math.ceil(content / pieceSize);
  const reason = content < tagSize ? 'its content is missing' : 'its last part is not whole';
  throw new Refusal('age.cutShort', { file: name, reason });
};

const streamOf = ({ file }: NamedFile): ReadableStream<Uint8Array> => {
  let position = 0;
  return new ReadableStream(
    {
      pull: async (controller) => {
        const bytes = new Uint8Array(readSize);
        const got = await file.read(bytes, position);
        position += got;
        if (got === 0) controller.close();
        else controller.enqueue(bytes.subarray(0, got));
      },
    },
    { highWaterMark: 0 },
  );
};

const payloadFault = ({ name }: NamedFile, piece: number, pieces: number): Refusal =>
  piece === pieces
    ? new Refusal('age.badEnd', { file: name })
    : new Refusal('age.altered', {
        file: name,
        reason: `part ${piece} of ${pieces} is not as it was written`,
      });

/**
 * The plain bytes of an age file, in pieces of 64 KiB, each proved before it is given. Throws refusals
 * (`age.*`) and system errors; what was given before one of them is genuine, but not the whole.
 */
export const decryptAge = async function* (
  source: NamedFile,
  passphrase: string,
  { signal, native = canWrapNatively }: DecryptOptions = {},
): AsyncGenerator<Uint8Array> {
  const header = await readAgeHeader(source);
  const pieces = countPieces(source, header);
  const fileKey = await fileKeyOf(source, header, passphrase, native);
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  let given = 0;
  try {
    for await (const piece of await decrypter.decrypt(streamOf(source))) {
      refuseIfAborted(signal);
      yield piece;
      given++;
    }
  } catch (error) {
    if (error instanceof Refusal || errorCode(error) !== null) throw error;
    throw payloadFault(source, given + 1, pieces);
  }
};
