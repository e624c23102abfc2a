import { basename, join } from 'node:path';
import { workTables } from '#shared/entities/index.ts';
import { segmentNumber } from '#shared/formats/journal.ts';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryReading } from '#electron/disk/disk-problems.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { verifyJournal } from '#electron/journal/verify-journal.ts';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import type { Command, CommandContext, Output } from './command.ts';
import { openerFor, passphraseOptions, type Opener } from './passphrase.ts';

/** What `verify` says of one file or folder that is good. */
type Verified = Promise<Result<string>>;

interface Verifying extends CommandContext {
  output: Output;
  opener: Opener;
}

const verifyFile = async (path: string, { appVersion, signal, opener }: Verifying): Verified => {
  const verified = await opener((passphrase) =>
    verifySnapshot(path, { appVersion, signal, passphrase }),
  );
  if (!verified.ok) return verified;
  const { rows } = verified.value;
  const total = workTables.reduce((sum, table) => sum + rows[table], 0);
  const views = rows.saved_views > 0 ? `, and saved views: ${rows.saved_views}` : '';
  return ok(`whole and good, ${total} rows in ${workTables.length} tables${views}`);
};

const verifyEntries = async (folder: string, { signal }: CommandContext): Verified => {
  const verified = await verifyJournal(folder, { signal });
  if (!verified.ok) return verified;
  const { segments, entries, changes, first, last } = verified.value;
  const which = first === null ? '' : ` (${first} to ${last})`;
  return ok(
    `whole and good, ${entries} entries${which} with ${changes} changes in ${segments} files`,
  );
};

/** Each file on a line of its own; all are read, whatever is wrong with some. */
const verifyBackups = async (
  folder: string,
  names: readonly string[],
  verifying: Verifying,
): Promise<Result<void>> => {
  let bad = 0;
  for (const name of names) {
    const verified = await verifyFile(join(folder, name), verifying);
    if (!verified.ok && verified.problem.code === 'file.cancelled') return verified;
    if (!verified.ok) bad++;
    const line = verified.ok ? `${name}: ${verified.value}` : problemText(verified.problem);
    await verifying.output.result(`${line}\n`);
  }
  const all = names.length;
  return bad === 0 ? ok(undefined) : fail('journal.badBackups', { bad, all, folder });
};

const verifyFolder = async (folder: string, verifying: Verifying): Promise<Result<void>> => {
  const names = await tryReading(folder, () => nodeDisk.list(folder));
  if (!names.ok) return names;
  const backups = names.value.filter((name) => /^[^.].*\.edesk$/.test(name));
  const isJournal = names.value.some((name) => segmentNumber(name) !== null);
  if (!isJournal && backups.length === 0)
    return fail('journal.nothingToVerify', { folder: basename(folder) || folder });
  const journal = isJournal ? await verifyEntries(folder, verifying) : null;
  if (journal?.ok === false) return journal;
  if (journal !== null) await verifying.output.result(`${folder}: ${journal.value}\n`);
  return verifyBackups(folder, backups, verifying);
};

/** `verify PATH`: everything that a restore would check, and one line for each thing that is well. */
export const verify: Command = {
  name: 'verify',
  files: ['PATH'],
  options: passphraseOptions,
  summary:
    'Read a snapshot, a journal folder or a folder of backups in full and check all that a restore would.',
  run: async ({ files, options }, output, context) => {
    const path = files[0]!;
    const verifying = { ...context, output, opener: openerFor(options, output) };
    const facts = await tryReading(path, () => nodeDisk.facts(path));
    if (!facts.ok) return facts;
    if (facts.value?.isFolder === true) return verifyFolder(path, verifying);
    const verified = await verifyFile(path, verifying);
    if (!verified.ok) return verified;
    await output.result(`${path}: ${verified.value}\n`);
    return ok(undefined);
  },
};
