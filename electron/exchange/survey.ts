import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskFile, FolderFile } from '#shared/formats/exchange.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryWriting } from '#electron/disk/disk-problems.ts';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import { FolderView } from './folder-view.ts';
import { identityOf, readFolder, transportOf, type Opening } from './open-folder.ts';
import type { Transport } from './transport.ts';

/** A shared folder as nobody in particular sees it: nothing in it is changed. */
export interface OpenedFolder {
  file: FolderFile;
  transport: Transport;
  view: FolderView;
}

/** Opens a folder to look at. `exchange.folderEmpty` where it is none, `exchange.passphraseNeeded`. */
export const openForReading = async (
  folder: string,
  { appVersion, passphrase }: { appVersion: string; passphrase: string | null },
): Promise<Result<OpenedFolder>> => {
  const opening: Opening = { folder, desk: randomUUID(), appVersion };
  const file = await readFolder(opening);
  if (!file.ok) return file;
  if (file.value === null) return fail('exchange.folderEmpty', { folder });
  const identity = await identityOf(file.value, passphrase, folder);
  if (!identity.ok) return identity;
  const transport = await transportOf(opening, identity.value);
  const view = new FolderView(transport, appVersion);
  const listed = await view.refresh();
  return listed.ok ? ok({ file: file.value, transport, view }) : listed;
};

/** A desk of a folder, by what it says and by what is there of it. */
export interface SurveyedDesk {
  id: string;
  /** Null where it says nothing of itself, or nothing whole. */
  file: DeskFile | null;
  /** Log files that are there. */
  logs: number;
  /** Checkpoints that are there. */
  checkpoints: number;
  /** Names of desks of which it has not seen all that they say they wrote. */
  lacks: string[];
}

const lacksOf = (file: DeskFile, all: readonly DeskFile[]): string[] =>
  all
    .filter(({ desk: { id, number }, seen, segments, checkpoint }) => {
      const isSilent = segments === null && checkpoint === null;
      const key = String(number);
      return id !== file.desk.id && !isSilent && (seen[key] ?? '') > (file.seen[key] ?? '');
    })
    .map(({ desk: { name } }) => name);

/** Every desk of a folder, in the order of their UUIDs. */
export const surveyDesks = async ({ view }: OpenedFolder): Promise<SurveyedDesk[]> => {
  const files = new Map<string, DeskFile>();
  for (const id of view.deskIds) {
    const said = await view.desk(id);
    if (said?.ok === true) files.set(id, said.value);
  }
  return view.deskIds.map((id) => {
    const file = files.get(id) ?? null;
    return {
      id,
      file,
      logs: view.segmentsOf(id).length,
      checkpoints: view.checkpoints.filter(({ desk }) => desk === id).length,
      lacks: file === null || file.left ? [] : lacksOf(file, [...files.values()]),
    };
  });
};

/** One file of a folder, read in full. */
export interface CheckedFile {
  name: string;
  problem: Problem | null;
  /** Transactions of a log file, rows of a checkpoint; null for others. */
  count: number | null;
}

const checkedBy = (name: string, result: Result<number | null>): CheckedFile =>
  result.ok
    ? { name, problem: null, count: result.value }
    : { name, problem: result.problem, count: null };

const checkCheckpoint = async (
  { transport }: OpenedFolder,
  { name, appVersion, aside }: { name: string; appVersion: string; aside: string },
): Promise<Result<number>> => {
  const bytes = await transport.read(name);
  if (!bytes.ok) return bytes;
  const { value } = bytes;
  if (value === null) return fail('exchange.torn', { file: name });
  const path = join(aside, 'checkpoint.edesk');
  const written = await tryWriting(path, () => writeFile(path, value, { mode: 0o600 }));
  if (!written.ok) return written;
  const verified = await verifySnapshot(path, { appVersion, name });
  if (!verified.ok) return verified;
  return ok(Object.values(verified.value.rows).reduce((sum, rows) => sum + rows, 0));
};

/** EXC12: a log file goes on where the one before it ended; a gap where that is not so. */
const checkLogs = async function* (
  { view }: OpenedFolder,
  desk: string,
): AsyncGenerator<CheckedFile> {
  let before: { number: number; last: string; segment: number } | null = null;
  for (const segment of view.segmentsOf(desk)) {
    const name = logName(desk, segment);
    const log = await view.log(name);
    if (!log.ok) {
      yield checkedBy(name, log);
      before = null;
      continue;
    }
    const { desk: of, after, last, entries } = log.value.header;
    const isNext = before?.number === of.number && before.segment === segment - 1;
    const reason = 'it does not go on where the one before it ended';
    const goesOn = !isNext || before?.last === after;
    yield checkedBy(name, goesOn ? ok(entries) : fail('exchange.wrong', { file: name, reason }));
    before = { number: of.number, last, segment };
  }
};

/** Reads every file of a folder in full, and tells of each whether it is whole. */
export const checkFolder = async function* (
  opened: OpenedFolder,
  appVersion: string,
): AsyncGenerator<CheckedFile> {
  const { view } = opened;
  const aside = await mkdtemp(join(tmpdir(), 'expert-desk-'));
  try {
    for (const id of view.deskIds) {
      const said = await view.desk(id);
      if (said !== null) yield checkedBy(`desks/${id}.json`, said.ok ? ok(null) : said);
      yield* checkLogs(opened, id);
    }
    for (const { name } of view.checkpoints)
      yield checkedBy(name, await checkCheckpoint(opened, { name, appVersion, aside }));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};
