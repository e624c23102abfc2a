/** What can be wrong with the journal, or with making a desk anew from it. */
export const journalProblems = {
  'journal.tornTail':
    'The last {bytes} bytes of the journal were not whole and were cut off; the window sends them again.',
  'journal.damaged': 'The journal file “{file}” is damaged at line {line}: {reason}.',
  'journal.setAside':
    'The journal file “{file}” was damaged at line {line}: {reason}. All that was whole is kept, the damaged file was put aside, and a full backup makes good what is missing.',
  'journal.endsWithin':
    'The journal file “{file}” ends within a line: its last {bytes} bytes were never acknowledged, and the desk cuts them off when it starts.',
  'journal.newer': 'The journal file “{file}” was written by a newer version of Expert Desk.',
  'journal.gap': 'The journal lacks the entries {from} to {to}.',
  'journal.badEntry': 'Entry {seq} does not say what it must: {reason}.',
  'journal.diverged':
    'The journal holds another entry {seq} than this window. Nothing was overwritten; restart the desk to bring both together.',
  'journal.nothingToRebuild': 'There is neither a backup nor a journal to make the desk from.',
  'journal.noStart':
    'There is no backup from which the desk of that moment can be made: the journal before it begins with entry {from}.',
  'journal.notAFolder': '“{folder}” holds no journal.',
  'journal.nothingToVerify': '“{folder}” holds neither a journal nor backups.',
  'journal.badBackups': '{bad} of {all} backups in “{folder}” cannot be restored.',
} as const;
