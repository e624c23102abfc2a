import { fail, ok, type Result } from '#shared/result.ts';
import type { Journal } from '#electron/journal/journal.ts';
import type { ExchangeState } from './exchange-state.ts';
import { FolderView } from './folder-view.ts';
import {
  desksIn,
  foundFolder,
  identityOf,
  readFolder,
  transportOf,
  type Opening,
} from './open-folder.ts';

/** A folder that can be taken part in. */
export interface Joined {
  /** EXC17: its identity; null for a plain one. */
  identity: string | null;
  workspace: string;
  /** EXC19: numbers that its desks have, or have had. */
  numbers: Set<number>;
}

/** What is in the folder already, or a new shared folder made of it for this workspace. */
export const openOrFound = async (
  opening: Opening,
  { workspace, passphrase, now }: { workspace: string; passphrase: string | null; now: number },
): Promise<Result<Joined>> => {
  const { folder, appVersion } = opening;
  const file = await readFolder(opening);
  if (!file.ok) return file;
  if (file.value === null) {
    const founded = await foundFolder(opening, { workspace, passphrase, now });
    if (!founded.ok) return founded;
    return ok({ identity: founded.value.identity, workspace, numbers: new Set() });
  }
  const identity = await identityOf(file.value, passphrase, folder);
  if (!identity.ok) return identity;
  const view = new FolderView(await transportOf(opening, identity.value), appVersion);
  const desks = await desksIn(view);
  if (!desks.ok) return desks;
  const numbers = desks.value.flatMap(({ desk, seen }) => [desk.number, ...Object.keys(seen)]);
  return ok({
    identity: identity.value,
    workspace: file.value.workspace,
    numbers: new Set(numbers.map(Number)),
  });
};

/** Whether a desk has nothing that joining another workspace could lose. */
const isEmptyJournal = async (journal: Journal): Promise<Result<boolean>> => {
  const { lastSeq } = journal.state();
  if (lastSeq === 0) return ok(true);
  const bases = await journal.bases();
  if (!bases.ok) return bases;
  const last = bases.value.at(-1);
  return ok(last !== undefined && last.seq === lastSeq && last.base.snapshot === null);
};

/** The workspace of a desk that wants to join must be the folder's, or of no worth. */
export const mayJoin = async (
  { workspace: shared }: Joined,
  workspace: string,
  journal: Journal,
): Promise<Result<void>> => {
  if (shared === workspace) return ok(undefined);
  const empty = await isEmptyJournal(journal);
  if (!empty.ok) return empty;
  return empty.value ? ok(undefined) : fail('exchange.notEmpty');
};

/** What a desk remembers once it has joined, under a new UUID of the exchange and its number (EXC19). */
export const newState = (
  { folder, desk }: { folder: string; desk: string },
  { identity, workspace: shared }: Joined,
  { workspace, number }: { workspace: string; number: number },
): ExchangeState => ({
  version: 1,
  folder,
  workspace: shared,
  desk,
  number,
  begun: shared === workspace ? 'own' : 'received',
  identity,
  paused: false,
  published: null,
  checkpoint: null,
  allowed: [],
  history: [],
});
