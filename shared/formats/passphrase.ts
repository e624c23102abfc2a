import { fail, ok, type Result } from '../result.ts';

/** Bounds of a passphrase that is set here, in characters; a file of another's making may have any. */
export const passphraseLength = { shortest: 8, longest: 1000 } as const;

/** Refuses what is too short or too long to be set; `age.tooShort`, `age.tooLong`. */
export const checkPassphraseLength = (passphrase: string): Result<void> => {
  const { shortest, longest } = passphraseLength;
  const { length } = [...passphrase];
  if (length < shortest) return fail('age.tooShort', { shortest });
  return length > longest ? fail('age.tooLong', { longest }) : ok(undefined);
};

/** How well a passphrase withstands someone who has the file and time. */
export type PassphraseStrength = 'tooShort' | 'weak' | 'fair' | 'strong';

/** Kinds of characters: each one widens what has to be tried. */
const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** Few different characters (“aaaaaaaaaaaa”, “12121212”) are as weak as few characters. */
const variety = (characters: readonly string[]) => new Set(characters).size;

/**
 * A plain estimate without word lists: length counts most, as each character multiplies the work.
 * It is a hint beside the field, and only `tooShort` refuses.
 */
export const passphraseStrength = (passphrase: string): PassphraseStrength => {
  const characters = [...passphrase];
  if (characters.length < passphraseLength.shortest) return 'tooShort';
  const used = kinds.filter((kind) => kind.test(passphrase)).length;
  const score = Math.min(characters.length, 2 * variety(characters)) + 2 * used;
  if (score < 17) return 'weak';
  return score < 24 ? 'fair' : 'strong';
};
