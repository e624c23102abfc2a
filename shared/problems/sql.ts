/** What can be wrong with a PostgreSQL dump. The line is told beside the sentence. */
export const sqlProblems = {
  'sql.custom':
    'This is a pg_dump archive in custom format, not plain text. Make a plain one with: pg_restore --file=desk.sql THIS_FILE',
  'sql.tar':
    'This is a tar archive, not a plain-text dump. If pg_dump made it, make a plain one with: pg_restore --file=desk.sql THIS_FILE',
  'sql.compressed':
    'This file is compressed with {method}. Unpack it first, then import what comes out.',
  'sql.directory':
    '“{name}” is a folder, not a plain-text dump. If pg_dump made it, make a plain one with: pg_restore --file=desk.sql THIS_FOLDER',
  'sql.archive':
    'This is a ZIP file, not a plain-text dump. A .edesk file is restored, not imported.',
  'sql.wideText': 'This file is in UTF-16. Save it as UTF-8 and import it again.',
  'sql.binary': 'This file is not text: it holds a NUL byte where SQL is expected.',
  'sql.empty': 'The file is empty.',
  'sql.noTables': 'The file holds no table and no rows: it is no dump of a database.',
  'sql.encoding':
    'The dump is in the encoding {encoding}, which is not read here. Make it again with: pg_dump --encoding=UTF8',
  'sql.tooLong':
    'A row or statement is longer than {limit} MiB. Nothing after it was read; the dump cannot be imported.',
  'sql.cutEnd':
    'The dump ends before its last line (“PostgreSQL database dump complete”): it was cut short, and tables may be missing.',
  'sql.cutRow': 'The dump ends in the middle of this row of {table}: it was cut short.',
  'sql.cutCopy': 'The rows of {table} end without the closing \\. : the dump was cut short.',
  'sql.cutStatement':
    'The dump ends in the middle of the statement that begins here: it was cut short.',
  'sql.copyNotEnded': 'The rows of {table} end without the closing \\. and SQL goes on here.',
  'sql.copyFormat':
    'The rows of {table} are not in COPY’s text format, the only one that pg_dump writes.',
  'sql.copyElsewhere': 'The rows of {table} are not in this file: COPY names another one.',
  'sql.insertForm': 'This INSERT into {table} is not in a form that pg_dump writes.',
  'sql.unknownStatement':
    'No SQL statement begins with “{text}”. The dump is damaged here or before.',
  'sql.ranOn':
    'Rows begin inside this statement: the one before has lost its end. The dump is damaged here or before.',
  'sql.changesRows':
    'This statement changes rows of {table}. Only rows are read here, statements are not run.',
  'sql.noColumns': 'The columns of {table} are named neither here nor by a CREATE TABLE before.',
  'sql.noId': 'The rows of {table} have no column “id”: they cannot be told apart.',
  'sql.columnCount': 'This row of {table} holds {count} values, but {expected} columns are named.',
  'sql.sameColumn': 'The column “{column}” of {table} is named twice.',
  'sql.badId': 'A record’s number must be a whole number above 0, not “{value}”.',
  'sql.nullId': 'This row of {table} has no number: its id is NULL.',
  'sql.sameId': '{table} {id} stands in the dump twice.',
  'sql.twoTables':
    'The dump holds rows of {table} twice, as {first} and as {second}. Dump only one of them.',
  'sql.badBytes': 'This value holds bytes that are not valid {encoding}.',
  'sql.badEscape': 'This value holds a backslash escape that means nothing.',
  'sql.rawReturn': 'This value holds a bare carriage return, which COPY never writes.',
  'sql.notValue':
    'This is not a constant such as pg_dump writes: text, a number, true, false or NULL.',
  'sql.nulCharacter': 'This value holds the character U+0000, which cannot be stored.',
  'sql.missingTarget': '{label} points to {target} {id}, which is not in the dump.',
  'sql.tooManyMissing':
    'More than {limit} references point to records that are not in the dump; it cannot be imported without them.',
  'sql.changed': '“{name}” changed while it was being read. Import it again.',
  'sql.notImported':
    '“{name}” was not imported; problems: {problems}, references to records that are not in it: {missing}. No file was written.',
  'sql.noOutput': 'Say where the snapshot goes with -o FILE, or use --dry-run to look only.',
  'sql.badTime': '“{value}” is no date and time such as 2026-03-31T14:30:00Z.',
  'sample.badRows': '“{value}” is no number of rows: give 11 to 5000000, small or large.',
  'sample.badSeed': '“{value}” is no seed: give a whole number from 0.',
  'sql.hasProblems': 'The dump has problems, so nothing was brought in.',
} as const;
