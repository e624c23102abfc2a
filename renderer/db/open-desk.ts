import type { Identity } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import { readContested } from './contested.ts';
import type { Desk, Notice } from './desk.ts';
import { readWorkspace, writeWorkspace } from './desk-state.ts';
import { erasedAmong } from './erase.ts';
import { findRecords } from './find.ts';
import { readMany } from './many.ts';
import { mutate } from './mutate.ts';
import { noticesOf, openNotices, type NoticeHub } from './notices.ts';
import { openDatabase, type DeskDatabase } from './open-database.ts';
import { openOrderClient, type OrderClient } from './order-client.ts';
import { readPage } from './page.ts';
import { relatedByIndex } from './related.ts';
import { openSearchClient, type SearchClient } from './search-client.ts';
import { storeProblem } from './store-problem.ts';
import { readTitles } from './titles.ts';
import { newUuid7 } from './workspace-id.ts';

/** The database as the window holds it open, for as long as it does. */
export interface OpenDesk extends Desk {
  /** The Dexie handle, for bulk work. Whoever writes by it tells of it with `announce`. */
  readonly database: DeskDatabase;
  /** Tells this window and the others of a commit that did not come through `mutate`. */
  announce(notices: readonly Notice[]): void;
  /** Hears when the store is closed by others: replaced or upgraded in another window, or lost. */
  onClosed(listener: () => void): () => void;
  close(): void;
}

export interface OpenOptions {
  identity: Pick<Identity, 'number'>;
  /** The name of the IndexedDB database. */
  database: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Opens the desk's database; an empty one becomes a new workspace. */
export const openDesk = async (options: OpenOptions): Promise<Result<OpenDesk>> => {
  const { identity, database: name, now = Date.now } = options;
  const opened = await openDatabase(name);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const workspace = await workspaceOf(database, now());
    const hub = openNotices(name);
    const workers = { orders: openOrderClient(name), searches: openSearchClient(name) };
    const writer = { number: identity.number, now };
    return ok(deskOn({ database, workspace, hub, ...workers, writer }));
  } catch (error) {
    database.close({ disableAutoOpen: true });
    return storeProblem(error);
  }
};

/** Two windows that open an empty database at once agree, since the transaction lets one go first. */
const workspaceOf = (database: DeskDatabase, now: number): Promise<string> =>
  database.transaction('rw', database.state, async () => {
    const known = await readWorkspace(database);
    if (known !== null) return known;
    const made = newUuid7(now);
    await writeWorkspace(database, made);
    return made;
  });

interface Parts {
  database: DeskDatabase;
  workspace: string;
  hub: NoticeHub;
  orders: OrderClient;
  searches: SearchClient;
  writer: { number: number; now: () => number };
}

const deskOn = (parts: Parts): OpenDesk => {
  const { database, workspace, hub, orders, searches } = parts;
  // First of all listeners, so that whoever asks for an order on hearing of a commit gets a fresh one.
  hub.watch((notices) => {
    orders.tell(notices);
    searches.tell(notices);
  });
  let ended = false;
  return {
    database,
    workspace,
    ...readsOf(parts),
    mutate: (operations, action) => mutateAndTell(parts, operations, action),
    watch: (listener) => hub.watch(listener),
    announce: (notices) => hub.announce(notices),
    onClosed: (listener) => {
      const hear = () => {
        if (!ended) listener();
      };
      database.on('close', hear);
      return () => database.on('close').unsubscribe(hear);
    },
    close: () => {
      ended = true;
      hub.close();
      orders.close();
      searches.close();
      database.close({ disableAutoOpen: true });
    },
  };
};

const readsOf = ({
  database,
  orders,
  searches,
}: Parts): Pick<Desk, Exclude<keyof Desk, 'workspace' | 'mutate' | 'watch'>> => ({
  get: async (table, id) => (await readMany(database, table, [id]))[0] ?? null,
  getMany: (table, ids) => readMany(database, table, ids),
  page: (table, options) => readPage(database, table, options),
  order: (query, options) => orders.order(query, options),
  summary: (query, { signal, ...options }) => orders.summary({ query, ...options }, signal),
  columns: (query, { fields, signal }) => orders.columns({ query, fields }, signal),
  contested: (limit) => readContested(database, limit),
  isErased: async (table, id) => (await erasedAmong(database, [{ table, id }]))[0] === true,
  find: (table, typed, limit) => findRecords({ database, searches }, table, typed, limit),
  search: (typed, options) => searches.search(typed, options),
  titles: (records) => readTitles(database, records),
  related: async (table, field, id, limit, signal) => {
    const indexed = await relatedByIndex(database, table, field, id, limit);
    if (indexed !== null) return indexed;
    const ids = await orders.related({ table, field, id, limit: limit + 1 }, signal);
    const rows = await readMany(database, table, [...ids.subarray(0, limit)]);
    return { rows: rows.filter((row) => row !== null), more: ids.length > limit };
  },
});

const mutateAndTell = async (
  { database, writer, hub }: Parts,
  ...[operations, action]: Parameters<Desk['mutate']>
): ReturnType<Desk['mutate']> => {
  const result = await mutate(database, writer, operations, action);
  if (result.ok && result.value.touched.length > 0) hub.announce(noticesOf(result.value.touched));
  return result;
};
