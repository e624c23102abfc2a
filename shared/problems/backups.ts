/** What can be wrong with backups. */
export const backupProblems = {
  'backups.noSuchBackup': 'The backup “{name}” is not in the backups folder any more.',
  'backups.locked':
    'Backups are encrypted, and their passphrase was not given since the desk was started. Enter it under Backups.',
  'backups.noAnswer':
    'A backup was due, and no window of the desk has made it. Keep a window open, or look under Backups.',
  'backups.folderGone':
    'The backups folder “{folder}” is not there and cannot be made: {reason}. Bring the drive back, or clear its place, then try again.',
} as const;
