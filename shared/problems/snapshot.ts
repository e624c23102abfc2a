/** What can be wrong with a snapshot file (`.edesk`), or with writing one. `{file}` is its name. */
export const snapshotProblems = {
  'snapshot.empty': '“{file}” is empty: it holds nothing at all.',
  'snapshot.notZip': '“{file}” is not an Expert Desk snapshot: it does not begin like one.',
  'snapshot.otherFormat': '“{file}” is no Expert Desk snapshot: {reason}.',
  'snapshot.cutShort': '“{file}” is cut short: {reason}. Copy or download the whole file again.',
  'snapshot.altered': '“{file}” is damaged or was altered, at {place}: {reason}.',
  'snapshot.missingEntry': '“{file}” is incomplete: {entry} is missing from it.',
  'snapshot.newer':
    '“{file}” was written by a newer version of Expert Desk ({version}). Install version {needed} or later to open it.',
  'snapshot.tooLarge':
    '“{file}” would be enormous when unpacked, at {place}: {reason}. It is refused.',
  'snapshot.badManifest': '“{file}”: manifest.json does not say what it must: {reason}.',
  'snapshot.badRow': '“{file}”: {table}, row {row}, {place}: {reason}',
  'snapshot.noSuchRow':
    '“{file}”: {table}, row {row}, column {column}: points to {target} {id}, which is not in the file.',
  'snapshot.badChunk': 'The export was stopped: {table}: {reason}. No file was written.',
  'snapshot.notVerified':
    '“{file}” did not read back from the disk as it was written ({reason}). It was not kept; choose another folder or check the disk.',
  'csv.exists': '“{name}” is there already. Choose another folder, or add --force to replace it.',
} as const;
