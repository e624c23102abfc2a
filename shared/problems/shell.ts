/** What can keep a shell (the desktop app or the browser host) from starting or from showing the desk. */
export const shellProblems = {
  'shell.notAbsolute': '{variable} must name a folder from the root of the disk on, not “{value}”.',
  'shell.badOption': '“{option}” is not an option. Try --help.',
  'shell.noRenderer': 'The window’s files are not in “{folder}”. Build them first: npm run build',
  'shell.portTaken':
    'Port {port} of this computer is used by another program, and this desk’s data in the browser belongs to that port. End that program, or restart the computer, and start the desk again. Nothing is lost.',
  'shell.noPort': 'No free port was found for the desk’s window on 127.0.0.1: {reason}.',
  'shell.profileDamaged':
    '“{name}” in the desk’s folder is damaged. It says on which port the browser keeps this desk’s data, so it was left as it is. Put back the number of the port, or move the file away to begin with an empty desk.',
  'shell.notAnswering':
    'This desk is running already (process {pid}), but it does not answer. End that process and start the desk again.',
  'shell.noBrowser':
    'No Chromium, Chrome, Edge or Brave was found. Install one, or name one in the variable CHROME.',
  'shell.browserFailed': 'The browser “{browser}” could not be started: {reason}.',
  'shell.noFileManager': 'The file manager could not be opened: {reason}.',
} as const;
