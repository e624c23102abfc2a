import { join, resolve } from 'node:path';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { readProblem, tryReading } from '#electron/disk/disk-problems.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { listSegments } from '#electron/journal/segments.ts';
import { rebuildDesk, type RebuiltDesk } from '#electron/rebuild/rebuild.ts';
import { inspectSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import type { Command, CommandContext } from './command.ts';
import { momentOf, textOption } from './command-desk.ts';
import { openerFor, passphraseOptions } from './passphrase.ts';

const checkFolder = async (folder: string): Promise<Result<void>> => {
  const facts = await tryReading(folder, () => nodeDisk.facts(folder));
  if (!facts.ok) return facts;
  return facts.value?.isFolder === true ? ok(undefined) : fail('file.notFound', { name: folder });
};

type Desk = SnapshotHead['desk'];

/** The desk that wrote the journal, by its newest file that says so. */
const journalDesk = async (folder: string): Promise<Desk | null> => {
  const segments = await listSegments(folder);
  const header = segments.findLast((segment) => segment.header !== null)?.header;
  return header === null || header === undefined ? null : { ...header.desk, name: 'Made anew' };
};

/** The desk that wrote the newest backup that can be looked into. */
const backupDesk = async (folder: string, appVersion: string): Promise<Desk | null> => {
  const names = (await nodeDisk.list(folder)).filter((name) => /^[^.].*\.edesk$/.test(name));
  for (const name of names.toReversed()) {
    const seen = await inspectSnapshot(join(folder, name), { appVersion });
    if (seen.ok) return seen.value.manifest.desk;
  }
  return null;
};

const deskOf = (journal: string, backups: string, appVersion: string) =>
  refusalsAsProblems(
    (error) => readProblem(error, journal),
    async () => (await journalDesk(journal)) ?? (await backupDesk(backups, appVersion)),
  );

interface Folders {
  journal: string;
  backups: string;
  into: string;
  at: string | null;
}

const makeAnew = async (
  { journal, backups, into, at }: Folders,
  passphrase: string | null,
  { appVersion, signal }: CommandContext,
): Promise<Result<RebuiltDesk>> => {
  const desk = await deskOf(journal, backups, appVersion);
  if (!desk.ok) return desk;
  if (desk.value === null) return fail('journal.nothingToRebuild');
  return rebuildDesk({
    journal,
    backups,
    into,
    at,
    appVersion,
    desk: desk.value,
    number: 0,
    now: Date.now,
    passphrase,
    signal,
  });
};

const checkFolders = async ({ journal, backups }: Folders): Promise<Result<void>> => {
  const there = await checkFolder(journal);
  return there.ok ? checkFolder(backups) : there;
};

const accountOf = ({ name, base, entries, seq, rows, skipped }: RebuiltDesk): string[] => {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const from = base === null ? 'the journal alone' : `“${base}” and the journal`;
  return [
    ...skipped.map(({ problem }) => `Not used: ${problemText(problem)}`),
    `Wrote ${total} rows to ${name}, from ${from}: ${entries} entries applied, up to entry ${seq}.`,
  ];
};

/** `rebuild --journal DIR --backups DIR -o FILE [--at TIME]`: the desk as its files say it was. */
export const rebuild: Command = {
  name: 'rebuild',
  files: [],
  options: {
    journal: { type: 'string', value: 'DIR', required: true, help: 'The journal of a desk.' },
    backups: { type: 'string', value: 'DIR', required: true, help: 'Its backups.' },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      required: true,
      help: 'The snapshot to write.',
    },
    at: { type: 'string', value: 'TIME', help: 'The moment that is wanted; the newest if absent.' },
    ...passphraseOptions,
  },
  summary: 'Make a desk anew from its backups and its journal, as it was at any moment.',
  run: async ({ options }, output, context) => {
    const at = textOption(options['at']);
    const moment = momentOf(at);
    if (!moment.ok) return moment;
    const given: Folders = {
      journal: textOption(options['journal'])!,
      backups: textOption(options['backups'])!,
      into: resolve(textOption(options['output'])!),
      at: at === null ? null : new Date(moment.value).toISOString(),
    };
    const there = await checkFolders(given);
    if (!there.ok) return there;
    const opener = openerFor(options, output);
    const made = await opener((passphrase) => makeAnew(given, passphrase, context));
    if (!made.ok) return made;
    accountOf(made.value).forEach((line) => output.notice(line));
    return ok(undefined);
  },
};
