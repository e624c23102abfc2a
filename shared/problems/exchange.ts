/**
 * What can go wrong in the folder through which desks work together. `{folder}` is where it is, `{file}` a
 * file's name in it. None of these ever makes a desk lose what it has.
 */
export const exchangeProblems = {
  'exchange.folderGone':
    'The shared folder “{folder}” is not there. Connect the drive, or start the program that brings the folder; the desk goes on by itself then. Nothing was lost.',
  'exchange.folderEmpty':
    '“{folder}” is there, but the file “workspace.json” is missing from it, so it is not the shared folder, or not all of it has arrived. Check that the drive is connected and wait until everything has been copied. Nothing was changed.',
  'exchange.otherWorkspace':
    '“{folder}” belongs to another team’s desks. Choose the folder that this desk shares. Nothing was changed.',
  'exchange.readOnly':
    'This desk may read the shared folder “{folder}” but not write to it. Ask whoever owns the folder for the right to change it; until then, nobody else sees what you change.',
  'exchange.full':
    'The shared folder “{folder}” is full: “{file}” was not written. Free some space there; the desk tries again by itself.',
  'exchange.notWritten':
    '“{file}” could not be written to the shared folder “{folder}”: {reason}. The desk tries again by itself.',
  'exchange.unreadable':
    '“{file}” in the shared folder “{folder}” cannot be read: {reason}. The desk tries again by itself.',
  'exchange.torn':
    '“{file}” in the shared folder is not whole: it is still being copied, or was damaged. The desk waits for the rest, and asks whoever wrote it to send it again; if this stays so, restart Expert Desk on their machine.',
  'exchange.newer':
    '“{file}” in the shared folder was written by a newer version of Expert Desk. Install version {needed} or later to read it; what came before it is taken in.',
  'exchange.wrong':
    '“{file}” in the shared folder does not say what it must: {reason}. It was passed over.',
  'exchange.tooLarge':
    '“{file}” is larger than a file of the shared folder may be ({limit} MiB). It is refused.',
  'exchange.badName': '“{file}” is not a name that a file of the shared folder can have.',
  'exchange.notOurs':
    '“{file}” in the shared folder belongs to another desk, so this desk does not change it.',
  'exchange.passphraseNeeded':
    'The shared folder “{folder}” is encrypted. Enter the passphrase that your team uses for it.',
  'exchange.wrongPassphrase':
    'That is not the passphrase of the shared folder “{folder}”. Ask the person who made the folder.',
  'exchange.keyDamaged':
    'The key in “workspace.json” of the shared folder “{folder}” is damaged: {reason}. Put back an older copy of that file.',
  'exchange.otherKey':
    '“{file}” in the shared folder does not open with the folder’s key: it was copied from another folder, or damaged on its way. It was passed over.',
  'exchange.replaced':
    'The records of this desk were replaced by others since it joined the shared folder. Leave the folder and join it again, so that both are brought together.',
  'exchange.twice':
    'The shared folder has files of this desk that it has not written: a copy of it is at work elsewhere, or an older state of it was put back. Leave the folder and join it again.',
  'exchange.noLonger': 'What the file said was erased for good and is not sent again.',
  'exchange.sameNumber':
    'The desk “{name}” in the shared folder has the same number as this one. Start over on one of the two, so that it gets a number of its own, then join again.',
  'exchange.clockAhead':
    'The clock of the desk “{name}” is ahead by {by}. What it wrote waits until then, or until you take it in. Ask its owner to set the clock.',
  'exchange.gap':
    'The file “{file}” of the desk “{name}” has not arrived. Its owner’s desk is asked to send it again.',
  'exchange.waitsFor': 'It builds on what the desk “{name}” wrote, which has not arrived.',
  'exchange.massChange':
    '{count} of {total} records would be changed or deleted by what the desk “{name}” wrote. Nothing was taken in; look whether that is meant.',
  'exchange.notEmpty':
    'This desk has records of another workspace. Export them, start over, and join then; or choose another folder.',
  'exchange.notAbsolute':
    '“{folder}” does not say where the folder is. Give its whole path, from the drive on.',
  'exchange.badFiles': '{bad} of {all} files in the shared folder “{folder}” are not good.',
  'exchange.badAction': '“{what}” is neither “status” nor “verify”.',
  'exchange.notChosen': 'This desk takes part in no shared folder.',
} as const;
