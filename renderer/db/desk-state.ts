import type { TableName } from '#shared/entities/index.ts';
import { isSeen, type Seen } from '#shared/sync/seen.ts';
import { isStamp, laterStamp, type Stamp } from '#shared/sync/stamp.ts';
import type { DeskDatabase } from './open-database.ts';

/** What the desk remembers besides records, each under a key of its own in the store `state`. */
export interface StateEntry {
  key: string;
  value: string | number;
}

/** The workspace whose data the database holds. */
const workspaceKey = 'workspace';
/** The highest stamp that this database has given or taken in. */
const stampKey = 'stamp';
export const counterKey = (table: TableName) => `counter:${table}`;

export const readWorkspace = async (database: DeskDatabase): Promise<string | null> => {
  const entry = await database.state.get(workspaceKey);
  return typeof entry?.value === 'string' ? entry.value : null;
};

export const writeWorkspace = async (database: DeskDatabase, workspace: string): Promise<void> => {
  await database.state.put({ key: workspaceKey, value: workspace });
};

export const readLastStamp = async (database: DeskDatabase): Promise<Stamp | null> => {
  const entry = await database.state.get(stampKey);
  return isStamp(entry?.value) ? entry.value : null;
};

/** Lets the clock know of stamps that came in from elsewhere: every later one will be greater. */
export const witnessStamp = async (database: DeskDatabase, stamp: Stamp): Promise<void> => {
  const last = await readLastStamp(database);
  const value = last === null ? stamp : laterStamp(last, stamp);
  await database.state.put({ key: stampKey, value });
};

export const readCounter = async (database: DeskDatabase, table: TableName): Promise<number> => {
  const entry = await database.state.get(counterKey(table));
  return typeof entry?.value === 'number' ? entry.value : 0;
};

export const writeCounter = async (
  database: DeskDatabase,
  table: TableName,
  value: number,
): Promise<void> => {
  await database.state.put({ key: counterKey(table), value });
};

/** What the desk has seen of other desks, as JSON. */
export const seenKey = 'seen';

export const parseSeen = (text: unknown): Seen => {
  if (typeof text !== 'string') return {};
  const seen: unknown = JSON.parse(text);
  return isSeen(seen) ? seen : {};
};

export const readSeen = async (database: DeskDatabase): Promise<Seen> =>
  parseSeen((await database.state.get(seenKey))?.value);

export const writeSeen = async (database: DeskDatabase, seen: Seen): Promise<void> => {
  await database.state.put({ key: seenKey, value: JSON.stringify(seen) });
};

/** The number of the newest outbox entry that the journal has acknowledged. */
const journaledKey = 'journaled';

export const writeJournaled = (store: IDBObjectStore, seq: number): void => {
  store.put({ key: journaledKey, value: seq } satisfies StateEntry);
};
