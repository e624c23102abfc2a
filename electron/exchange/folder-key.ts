import { Decrypter, Encrypter, generateX25519Identity } from 'age-encryption';
import { folderFileName } from '#shared/formats/exchange-names.ts';
import { checkPassphraseLength } from '#shared/formats/passphrase.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { passphraseIdentity, passphraseRecipient } from '#electron/encryption/scrypt-passphrase.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';

/** EXC17: the identity of a new folder, `AGE-SECRET-KEY-1…`. It is a secret, and stays in memory. */
export const newFolderIdentity = (): Promise<string> => generateX25519Identity();

/**
 * The `key` of `workspace.json`: the identity, for whoever knows the passphrase. `age.tooShort`, `age.tooLong`.
 * `work` is the power of two of the work on the passphrase; age's own where it is absent.
 */
export const sealFolderKey = async (
  identity: string,
  passphrase: string,
  work?: number,
): Promise<Result<string>> => {
  const fits = checkPassphraseLength(passphrase);
  if (!fits.ok) return fits;
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, work));
  return ok(Buffer.from(await encrypter.encrypt(identity)).toString('base64'));
};

const damaged = (folder: string, reason: string) => fail('exchange.keyDamaged', { folder, reason });

const decrypt = async (key: string, passphrase: string): Promise<string> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(passphrase, folderFileName));
  return decrypter.decrypt(new Uint8Array(Buffer.from(key, 'base64')), 'text');
};

/**
 * The identity in the `key` of a folder, where `folder` is its place for sentences. `exchange.wrongPassphrase`,
 * `exchange.keyDamaged`, or `age.tooMuchWork` where the key asks for more than any honest one.
 */
export const openFolderKey = async (
  key: string,
  passphrase: string,
  folder: string,
): Promise<Result<string>> => {
  try {
    const identity = await decrypt(key, passphrase);
    const isIdentity = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(identity);
    return isIdentity ? ok(identity) : damaged(folder, 'there is something else in it');
  } catch (error) {
    return refusalOf(error, folder);
  }
};

const refusalOf = (error: unknown, folder: string): Result<never> => {
  if (error instanceof Refusal && error.problem.code === 'age.wrongPassphrase')
    return fail('exchange.wrongPassphrase', { folder });
  if (error instanceof Refusal && error.problem.code === 'age.tooMuchWork')
    return { ok: false, problem: error.problem };
  // The library tells by plain errors what is wrong with a file.
  if (error instanceof Error) return damaged(folder, 'it is not as it was written');
  throw error;
};
