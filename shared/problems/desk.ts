/** What can go wrong inside the desk itself, or between its window and its main process. */
export const deskProblems = {
  'desk.unknownChannel':
    'The window asked for something that this version does not know: “{channel}”.',
  'desk.badMessage': 'The message “{channel}” was not understood: {reason}.',
  'desk.refused': 'The request was refused: {reason}.',
  'desk.failed': 'Something went wrong inside the desk: {reason}.',
  'desk.unreachable':
    'The desk’s main process does not answer. What you entered is kept in this window; start the desk again to go on.',
  'desk.noSuchJob': 'That work is no longer running.',
  'desk.noSuchRecord': '{table} {id} does not exist.',
  'desk.storeFailed': 'The change could not be stored: {reason}. Nothing was changed.',
  'desk.storeFull':
    'The disk has no room left for this desk’s data. Nothing was changed. Free some space and try again.',
  'desk.storeClosed':
    'This desk’s data was replaced or upgraded in another window. Nothing was changed. Load this window again to go on.',
  'desk.wasErased': '{table} {id} was erased for good, and does not come back.',
  'desk.recordExists': '{table} {id} exists already.',
  'desk.numbersUsedUp': 'This desk has used up its numbers for {table}.',
  'desk.storageBlocked':
    'The desk’s data cannot be opened: {reason}. The browser may be set to store nothing for this address, or the disk may be full.',
  'desk.newerStore':
    'This desk’s data was written by a newer version of Expert Desk. Install that version to open it.',
  'desk.openElsewhere': 'This desk is open in another window. Go on there, or close it first.',
} as const;
