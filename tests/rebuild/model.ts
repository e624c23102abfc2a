import { join } from 'node:path';
import { Random } from '#shared/sample/random.ts';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { applyChange, changedId } from '#shared/sync/apply-change.ts';
import type { Base, Change, SnapshotName, Tombstone } from '#shared/sync/change.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { tombstoneLines } from '#electron/snapshots/tombstones.ts';
import { good, toNdjson } from '../snapshots/made-snapshot.ts';
import { desk, openJournal, toLines, workspace, type Numbered } from '../journal/journal-desk.ts';

/** A desk in plain maps, the journal that it would have written, and the backups that it would have made. */

const startTime = Date.UTC(2026, 10, 23, 9);
export const timeOf = (seq: number): number => startTime + seq * 1000;
export const stampOf = (seq: number, counter: number): string =>
  formatStamp({ time: timeOf(seq), counter, desk: desk.number });

/** Everything that a desk holds at one moment. */
export interface State {
  rows: Map<string, Row>;
  erased: Map<string, Tombstone>;
}

const tables: readonly TableName[] = ['projects', 'profiles', 'users'];
const fieldOf: Readonly<Record<string, string>> = {
  projects: 'name',
  profiles: 'first_name',
  users: 'email',
};

const copied = ({ rows, erased }: State): State => ({
  rows: new Map(rows),
  erased: new Map(erased),
});

/** One change that fits the state, drawn at random. */
const drawChange = (random: Random, state: State, stamp: string): Change | null => {
  const table = tables[random.between(0, tables.length - 1)]!;
  const id = random.between(1, 12);
  const key = `${table} ${id}`;
  const row = state.rows.get(key);
  const field = fieldOf[table]!;
  const value = `${table} ${id} at ${stamp.slice(0, 17)}`;
  if (row === undefined)
    return state.erased.has(key)
      ? null
      : { kind: 'create', table, row: { id, values: { [field]: value }, clock: stamp } };
  if (random.between(0, 14) === 0) return { kind: 'erase', table, id, stamp };
  const values = random.between(0, 5) === 0 ? { deleted: true } : { [field]: value };
  const names = Object.keys(values);
  return {
    kind: 'update',
    table,
    id,
    stamp,
    values,
    replaced: Object.fromEntries(names.map((name) => [name, row.clocks?.[name] ?? row.clock])),
    before: Object.fromEntries(names.map((name) => [name, row.values[name] ?? null])),
  };
};

const play = (state: State, change: Change): void => {
  const id = changedId(change);
  const key = `${change.table} ${id}`;
  const row = applyChange(state.rows.get(key) ?? null, change);
  if (row === null) state.rows.delete(key);
  else state.rows.set(key, row);
  if (change.kind === 'erase')
    state.erased.set(key, { table: change.table, id, clock: change.stamp });
};

export interface History {
  entries: Numbered[];
  /** The state after each entry, by its number; 0 for none. */
  states: Map<number, State>;
  /** Numbers after which a backup is made. */
  backedUp: number[];
  /** Numbers at which everything was replaced by the state of an earlier backup. */
  bases: Map<number, { of: number; name: SnapshotName } | null>;
}

/** A history of these entries, numbered from 1, whose first one holds all that its only backup does. */
export const playedHistory = (given: readonly Pick<Numbered, 'changes' | 'base'>[]): History => {
  const state: State = { rows: new Map(), erased: new Map() };
  for (const change of given[0]!.changes) play(state, change);
  const numbered = given.map((entry, at): Numbered => {
    const seq = at + 1;
    return { seq, stamp: stampOf(seq, 9), action: 'edit', ...entry };
  });
  return { entries: numbered, states: new Map([[1, state]]), backedUp: [1], bases: new Map() };
};

/** The name by which the backup after an entry is known. */
export const nameOf = (seq: number): SnapshotName => ({
  desk: desk.id,
  number: seq,
  createdAt: new Date(timeOf(seq) + 1).toISOString(),
});

/** A history of `length` entries, drawn by seed. */
export const drawHistory = (seed: number, length: number): History => {
  const random = new Random(seed);
  let state: State = { rows: new Map(), erased: new Map() };
  const history: History = { entries: [], states: new Map(), backedUp: [], bases: new Map() };
  history.states.set(0, copied(state));
  for (let seq = 1; seq <= length; seq += 1) {
    const replaced = random.between(0, 11) === 0 ? drawBase(random, history) : undefined;
    if (replaced !== undefined) {
      const { erased } = state;
      const old = replaced === null ? null : history.states.get(replaced.of)!;
      // What the desk has erased stays away, whatever is restored; starting over forgets it all.
      const kept = [...(old?.rows ?? [])].filter(([key]) => !erased.has(key));
      state = {
        rows: new Map(kept),
        erased: new Map(old === null ? [] : [...old.erased, ...erased]),
      };
      history.bases.set(seq, replaced);
    }
    const changes: Change[] = [];
    for (let n = random.between(replaced === undefined ? 1 : 0, 4); n > 0; n -= 1) {
      const change = drawChange(random, state, stampOf(seq, n));
      if (change === null) continue;
      changes.push(change);
      play(state, change);
    }
    const base: Base | undefined =
      replaced === undefined ? undefined : { workspace, snapshot: replaced?.name ?? null };
    history.entries.push({
      seq,
      stamp: stampOf(seq, 9),
      action: 'edit',
      ...(base === undefined ? {} : { base }),
      changes,
    });
    history.states.set(seq, copied(state));
    if (random.between(0, 6) === 0) history.backedUp.push(seq);
  }
  return history;
};

const drawBase = (random: Random, history: History) => {
  const { backedUp } = history;
  const of = backedUp[random.between(0, Math.max(0, backedUp.length - 1))];
  if (of === undefined || random.between(0, 3) === 0) return null;
  // Only what erased nothing can be copied as a base without a word of what was erased since.
  if (stateAt(history, of).erased.size > 0) return null;
  return losesRows(history, of) ? null : { of, name: nameOf(of) };
};

/** Whether a purge takes rows out of a backup for what was erased in a time that went on from it (ERA5). */
const losesRows = (history: History, of: number): boolean => {
  const rows = history.states.get(of)!.rows;
  const goneOnFrom = [...history.bases].filter(([, base]) => base?.of === of);
  return goneOnFrom.some(([seq]) =>
    [...stateAt(history, seq).erased.keys()].some((key) => rows.has(key)),
  );
};

/** The rows and tombstones of a state in the order of a snapshot, as plain data. */
export const contentOf = ({ rows, erased }: State) => ({
  rows: Object.fromEntries(
    tables.map((table) => [
      table,
      [...rows]
        .filter(([key]) => key.startsWith(`${table} `))
        .map(([, row]) => row)
        .sort((a, b) => a.id - b.id),
    ]),
  ),
  erased: [...erased.values()].map(({ table, id }) => `${table} ${id}`).sort(),
});

/** The state after an entry, without what is erased later in the same time: no moment brings that back. */
export const stateAt = ({ entries, states }: History, seq: number): State => {
  const { rows, erased } = copied(states.get(seq)!);
  for (const entry of entries.filter((later) => later.seq > seq)) {
    if (entry.base?.snapshot === null) break;
    for (const change of entry.changes) {
      if (change.kind !== 'erase') continue;
      const { table, id, stamp: clock } = change;
      rows.delete(`${table} ${id}`);
      erased.set(`${table} ${id}`, { table, id, clock });
    }
  }
  return { rows, erased };
};

/** Writes the journal of a history, some entries a call. */
export const writeJournalOf = async (folder: string, { entries }: History): Promise<void> => {
  const journal = await openJournal(folder);
  for (let at = 0; at < entries.length; at += 7) {
    const part = entries.slice(at, at + 7);
    const range = { first: part[0]!.seq, last: part.at(-1)!.seq };
    good(await journal.append(workspace, toLines(part), range));
  }
  await journal.close();
};

/** Writes the backup that was made after entry `seq`; gives its path. */
export const writeBackup = async (
  folder: string,
  { states }: History,
  seq: number,
): Promise<string> => {
  const path = join(folder, `backup-${String(seq).padStart(4, '0')}.edesk`);
  const state = states.get(seq)!;
  const { rows } = contentOf(state);
  const head = {
    workspace,
    desk: { ...desk, name: 'Tests' },
    number: seq,
    appVersion: '0.2.0',
    createdAt: nameOf(seq).createdAt,
    lastStamp: stampOf(seq, 9),
    seen: {},
    seq,
  };
  const writer = good(await SnapshotWriter.create(path, head));
  for (const [table, own] of Object.entries(rows))
    if (own.length > 0) good(await writer.rows(table as TableName, toNdjson(own), own.length));
  const lines = tombstoneLines(state.erased.values());
  if (state.erased.size > 0) good(await writer.tombstones(lines, state.erased.size));
  good(await writer.finish());
  return path;
};
