/** What can go wrong between the desk and the disk. */
export const fileProblems = {
  'file.notFound': 'There is no file “{name}”.',
  'file.notReadable': '“{name}” cannot be read: {reason}.',
  'file.notWritable': '“{name}” cannot be written: {reason}.',
  'file.diskFull': 'The disk is full: “{name}” was not written. Free some space and try again.',
  'file.badName': '“{name}” is not a usable file name.',
  'file.badTicket': 'The file that was chosen is no longer at hand. Choose it again.',
  'file.cancelled': 'Cancelled. Nothing was changed.',
} as const;
