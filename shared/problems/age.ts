/** What can be wrong with an encrypted file. `{file}` is its name. */
export const ageProblems = {
  'age.passphraseNeeded': '“{file}” is encrypted. Enter its passphrase.',
  'age.wrongPassphrase': 'That is not the passphrase of “{file}”.',
  'age.otherRecipient':
    '“{file}” is an age file, but it was encrypted for a key and not with a passphrase. Decrypt it with the key first.',
  'age.tooMuchWork':
    '“{file}” asks for more work to check its passphrase than any honest file does. It is refused.',
  'age.cutShort': '“{file}” is encrypted and cut short: {reason}. Copy the whole file again.',
  'age.altered': '“{file}” is encrypted and was altered or damaged: {reason}.',
} as const;
