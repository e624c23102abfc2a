/** What can be wrong with an encrypted file, or with a passphrase. `{file}` is the file's name. */
export const ageProblems = {
  'age.passphraseNeeded': '“{file}” is encrypted. Enter its passphrase.',
  'age.wrongPassphrase': 'That is not the passphrase of “{file}”.',
  'age.otherRecipient':
    '“{file}” is an age file, but it was encrypted for a key and not with a passphrase. Decrypt it with the key first.',
  'age.textTooLarge':
    '“{file}” is an age file that was written as text, and has more than {limit} MiB. Decrypt it with “age -d” and open what comes out.',
  'age.otherVersion':
    '“{file}” was encrypted by a version of age that Expert Desk does not know ({version}). Decrypt it with the tool that made it.',
  'age.tooMuchWork':
    '“{file}” asks for more work to check its passphrase than any honest file does. It is refused.',
  'age.cutShort': '“{file}” is encrypted and cut short: {reason}. Copy the whole file again.',
  'age.altered': '“{file}” is encrypted and was altered or damaged: {reason}.',
  'age.tooShort': 'A passphrase needs at least {shortest} characters.',
  'age.tooLong': 'A passphrase has at most {longest} characters.',
  'age.noPassphrase':
    'There is no passphrase to encrypt with. Name a file that holds it with --passphrase-file, or set EXPERT_DESK_PASSPHRASE.',
  'age.emptyPassphrase': 'The passphrase from {source} is empty.',
  'age.notTheSame': 'The two passphrases are not the same. Nothing was written.',
  'age.protectionDamaged':
    'What the desk knew of the passphrase of its backups was damaged. Set the passphrase again under Backups; until then no backups are made.',
} as const;
