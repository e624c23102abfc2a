import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { problemText } from '#shared/problems/index.ts';
import { Random } from '#shared/sample/random.ts';
import type { JournalEntry } from '#electron/journal/read-journal.ts';
import {
  append,
  desk,
  entries,
  entry,
  otherDesk,
  readUntilRefused,
  tryOpen,
  writeJournal,
} from '../journal/journal-desk.ts';
import { mutateFiles, type Files } from './mutations.ts';

export type JournalOutcome = 'refused' | 'mended' | 'shorter' | 'equal';

const filesIn = async (folder: string): Promise<Files> => {
  const names = await readdir(folder);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name))] as const),
    ),
  );
};

const putFiles = async (folder: string, files: Files): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
};

/** A journal of several segments: two desks take turns, so that each turn begins one. */
const madeJournal = async (folder: string, prefix: string): Promise<Files> => {
  for (let turn = 0; turn < 4; turn++) {
    const list = entries(turn * 6 + 1, turn * 6 + 6).map((made) => ({
      ...entry(made.seq, { name: `${prefix} ${made.seq} grüße 🦉` }),
      stamp: prefix === 'One' ? made.stamp : made.stamp.replace(/^(.{13})..../, '$1abcd'),
    }));
    const writer = { desk: turn % 2 === 0 ? desk : otherDesk };
    await writeJournal(folder, [list.slice(0, 2), list.slice(2)], writer);
  }
  return filesIn(folder);
};

/** JRN19: whole lines and whole files from the beginning on, and nothing else. */
const isBeginningOf = (files: Files, whole: Files): boolean => {
  const names = [...files.keys()].sort();
  const order = [...whole.keys()].sort();
  return names.every((name, i) => {
    const [bytes, original] = [files.get(name)!, whole.get(name)];
    if (name !== order[i] || original === undefined) return false;
    const isWholeLines = bytes.length === 0 || bytes.at(-1) === 0x0a;
    const mayBeShort = i === names.length - 1 && isWholeLines;
    return (
      original.subarray(0, bytes.length).equals(bytes) &&
      (mayBeShort || bytes.length === original.length)
    );
  });
};

const isPrefix = (read: readonly JournalEntry[], of: readonly JournalEntry[]): boolean =>
  read.length <= of.length && read.every((found, i) => isDeepStrictEqual(found, of[i]));

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Reads, opens and goes on with a damaged journal, and says what came of it; throws where a law is broken. */
const outcomeOf = async (
  folder: string,
  files: Files,
  whole: { files: Files; entries: readonly JournalEntry[] },
  mayBeForeign: boolean,
): Promise<JournalOutcome> => {
  const before = await readUntilRefused(folder);
  demand(
    mayBeForeign || isPrefix(before.read, whole.entries),
    'it gave what is not in the journal',
  );
  if (before.problem !== null) demand(problemText(before.problem).endsWith('.'), 'no sentence');
  const opened = await tryOpen(folder);
  if (!opened.ok) return 'refused';
  const journal = opened.value;
  const { mended } = journal.state();
  demand((mended !== null) === journal.needsBackup, 'a notice and a backup belong together');
  const next = entry(Math.max(journal.state().lastSeq, 100) + 1);
  demand((await append(journal, [next])).ok, 'it does not go on');
  await journal.close();
  const behind = await readUntilRefused(folder, { from: next.seq });
  demand(behind.read.length === 1 && behind.problem === null, 'what came afterwards is not there');
  if (mended !== null) return 'mended';
  if (before.problem !== null) return 'refused';
  if (before.read.length === whole.entries.length) return 'equal';
  demand(isBeginningOf(files, whole.files), 'entries are missing, and nobody says so');
  return 'shorter';
};

/**
 * Damages a journal `count` times in ways drawn from `seed`, and holds each against the promise: refused with
 * a reason, mended with a notice, equal, or (JRN19) exactly cut between lines. `folder` is for its use alone.
 */
export const tryJournalMutants = async (options: {
  count: number;
  seed: number;
  folder: string;
}): Promise<Record<JournalOutcome, number>> => {
  const { count, seed, folder } = options;
  const files = await madeJournal(join(folder, 'one'), 'One');
  const others = await madeJournal(join(folder, 'two'), 'Two');
  const { read } = await readUntilRefused(join(folder, 'one'));
  const outcomes = { refused: 0, mended: 0, shorter: 0, equal: 0 };
  for (let n = 0; n < count; n++) {
    const { what, result } = mutateFiles(files, others, new Random(seed, n));
    const mutant = join(folder, 'mutant');
    await putFiles(mutant, result);
    const isForeign = what.startsWith('another folder');
    const outcome = await outcomeOf(mutant, result, { files, entries: read }, isForeign).catch(
      (cause: unknown) => {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`mutant ${n} of seed ${seed} (${what}): ${why}`, { cause });
      },
    );
    outcomes[outcome]++;
  }
  return outcomes;
};
