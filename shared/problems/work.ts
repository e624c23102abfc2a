/** What can stop work on the whole database: export, restore, import, sample. */
export const workProblems = {
  'merge.noOutput': 'merge needs -o FILE, or --dry-run.',
  'merge.unrelated':
    '“{file}” is of another workspace than “{other}”: the numbers of its records mean other records, so the two cannot be merged.',
  'work.busy':
    'Another window of this desk is at work on the whole data. Wait until it is done, then try again.',
  'work.editedMeanwhile':
    'The desk was edited in the meantime, in this window or another. Nothing was brought in; try again.',
  'work.notEmpty':
    'The made-up records are for an empty desk, and this one has records of its own. Nothing was changed.',
  'work.existing':
    '{label} {id} is in the desk already, with other values; so are {more} more of the records in “{name}”. Nothing was brought in.',
  'work.noTarget':
    '“{name}”, line {line}: {label} points to {target} {id}, which is neither in the file nor in the desk; so do {more} more references. Nothing was brought in.',
  'work.badRows':
    'The rows of {table} did not arrive as they were sent ({reason}). Nothing was changed; try again.',
} as const;
