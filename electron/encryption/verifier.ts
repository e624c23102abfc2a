import { Encrypter } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import type { Result } from '#shared/result.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { openDecrypted } from './decrypted-file.ts';
import { memoryFile } from './memory-file.ts';
import { passphraseRecipient } from './scrypt-passphrase.ts';

/** What people read in place of a file's name. */
const shownName = 'the backups';

/** A small age file of random bytes: it says nothing, and only the passphrase opens it. */
export const makeVerifier = async (passphrase: string, work?: number): Promise<Uint8Array> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, work));
  return encrypter.encrypt(randomBytes(16));
};

/** Whether it is the passphrase; `age.wrongPassphrase` where it is not. */
export const checkPassphrase = (verifier: Uint8Array, passphrase: string): Promise<Result<void>> =>
  refusalsAsProblems(
    (error) => {
      throw error;
    },
    async () => {
      const source = { name: shownName, file: memoryFile(verifier), size: verifier.length };
      await openDecrypted(source, passphrase);
    },
  );
