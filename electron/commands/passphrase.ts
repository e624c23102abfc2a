import { passphraseLength } from '#shared/formats/passphrase.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryReading } from '#electron/disk/disk-problems.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { askSecret } from './ask-secret.ts';
import type { CommandArguments, CommandOption, Output } from './command.ts';
import { textOption } from './command-desk.ts';

const variable = 'EXPERT_DESK_PASSPHRASE';

/** The option of every command that opens a file that may be encrypted. */
export const passphraseOptions = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: `Take the passphrase from the first line of FILE (else from ${variable}, else ask).`,
  },
} as const satisfies Record<string, CommandOption>;

/** The options of every command that writes a file. */
export const encryptOptions = {
  encrypt: {
    type: 'boolean',
    help: 'Encrypt the file with a passphrase, as the age command does.',
  },
  ...passphraseOptions,
} as const satisfies Record<string, CommandOption>;

/** Bytes of a file with a passphrase that are looked at. */
const longestFile = 64 * 1024;

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0]!;

const readFirstLine = async (path: string): Promise<string> => {
  const file = await nodeDisk.open(path, 'read');
  try {
    const bytes = Buffer.alloc(longestFile);
    let done = 0;
    for (let got = -1; got !== 0 && done < bytes.length; done += got)
      got = await file.read(bytes.subarray(done), done);
    return firstLine(bytes.toString('utf8', 0, done));
  } finally {
    await file.close();
  }
};

const givenPassphrase = async (
  options: CommandArguments['options'],
): Promise<Result<string | null>> => {
  const path = textOption(options['passphrase-file']);
  if (path !== null) {
    const line = await tryReading(path, () => readFirstLine(path));
    return line.ok && line.value === '' ? fail('age.emptyPassphrase', { source: path }) : line;
  }
  const value = process.env[variable];
  return value === '' ? fail('age.emptyPassphrase', { source: variable }) : ok(value ?? null);
};

/** Opens something with a passphrase, null where none is known. */
type Open<T> = (passphrase: string | null) => Promise<Result<T>>;

/** Opens files, asking for a passphrase where one is needed. */
export type Opener = <T>(open: Open<T>) => Promise<Result<T>>;

const needsAnother = ({ code }: Problem) =>
  /^(?:age|exchange)\.(?:passphraseNeeded|wrongPassphrase)$/.test(code);

/**
 * Opens files with the passphrase that was given, if one was. Where one turns out to need a passphrase that
 * was not given, and a person sits at the terminal, asks for it and opens again, and tries it on the files
 * that follow; whoever scripts gets the problem.
 */
export const openerFor = (options: CommandArguments['options'], output: Output): Opener => {
  let answered: string | null = null;
  const askAndOpen = async <T>(problem: Problem, open: Open<T>): Promise<Result<T>> => {
    const asked = await askSecret(
      `Passphrase of “${problem.data['file'] ?? problem.data['folder']}”: `,
      output,
    );
    if (!asked.ok) return asked;
    if (asked.value === null) return { ok: false, problem };
    const opened = await open(asked.value);
    if (opened.ok) answered = asked.value;
    return opened;
  };
  return async (open) => {
    const given = await givenPassphrase(options);
    if (!given.ok) return given;
    const opened = await open(given.value ?? answered);
    if (opened.ok || given.value !== null || !needsAnother(opened.problem)) return opened;
    return askAndOpen(opened.problem, open);
  };
};

const askTwice = async (output: Output): Promise<Result<string | null>> => {
  const first = await askSecret('Passphrase for the new file: ', output);
  if (!first.ok || first.value === null) return first;
  const second = await askSecret('The same again: ', output);
  if (!second.ok) return second;
  return second.value === first.value ? first : fail('age.notTheSame');
};

/** The passphrase for a new file; null where `--encrypt` was not given. */
export const passphraseToWrite = async (
  options: CommandArguments['options'],
  output: Output,
): Promise<Result<string | null>> => {
  if (options['encrypt'] !== true) return ok(null);
  const given = await givenPassphrase(options);
  if (!given.ok) return given;
  const passphrase = given.value === null ? await askTwice(output) : given;
  if (!passphrase.ok) return passphrase;
  if (passphrase.value === null) return fail('age.noPassphrase');
  const { shortest } = passphraseLength;
  return [...passphrase.value].length < shortest ? fail('age.tooShort', { shortest }) : passphrase;
};
