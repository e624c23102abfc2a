import 'dexie-export-import';
import { exportDB, importDB } from 'dexie-export-import';
import { entityOf } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { parseRow } from '#shared/schema/row-check.ts';
import { nextStamp } from '#shared/sync/stamp.ts';
import { DeskDatabase } from '#renderer/db/open-database.ts';
import { deleteDatabase } from '#renderer/db/raw-idb.ts';
import { Staging } from '#renderer/db/staging.ts';
import { toStored } from '#renderer/db/stored-row.ts';
import { need } from '#renderer/workers/bulk-bridge.ts';
import { addCreated } from '#renderer/workers/bulk-import.ts';
import { askEverything } from './every.ts';
import { hydrateAll, packAll, readAll } from './hydrate.ts';
import type { Measured, Step } from './messages.ts';
import { askColumns, type Answer } from './query.ts';
import { profileRows } from './rows.ts';
import { askIndex, made, p95 } from './search.ts';
import { askFts } from './sqlite-search.ts';
import { askSqlite } from './sqlite.ts';

/** One side of a benchmark, in a worker as the app's own bulk work is. */

const atOnce = 2000;

const batches = function* (rows: number): Generator<Row[]> {
  for (let from = 1; from <= rows; from += atOnce)
    yield profileRows(from, Math.min(rows, from + atOnce - 1));
};

/** Counts only what it is given to run; making the rows is nobody's merit. */
class Watch {
  ms = 0;

  async time<T>(run: () => Promise<T> | T): Promise<T> {
    const started = performance.now();
    try {
      return await run();
    } finally {
      this.ms += performance.now() - started;
    }
  }
}

/** The app's bulk door: every value checked, stamped, and in the packed outbox, in the same transactions. */
const write = async (rows: number): Promise<Measured> => {
  const watch = new Watch();
  const all = [...batches(rows)];
  const staging = need(await watch.time(() => Staging.create('bench-write')));
  await watch.time(async () => {
    const stamp = nextStamp(null, Date.now(), 4711);
    const entity = entityOf('profiles');
    for (const batch of all) {
      const checked = batch.map((row) => {
        const parsed = parseRow(entity, { ...row, clock: stamp });
        if (!parsed.ok) throw new Error(parsed.problem.code);
        return parsed.value;
      });
      await addCreated(staging, { table: 'profiles', rows: checked, stamp, action: 'bench' });
    }
    await staging.finish([{ key: 'stamp', value: stamp }]);
  });
  await staging.drop();
  return { ms: watch.ms };
};

const written = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });

/**
 * Plain IndexedDB, as one would write it to be quick: the same store and indexes, their keys made before
 * the clock starts, transactions of 4,000 rows, two of them under way, no handler on any put.
 */
const writePeer = async (rows: number): Promise<Measured> => {
  const watch = new Watch();
  const all = [...batches(rows)].map((batch) => batch.map((row) => toStored('profiles', row)));
  const desk = new DeskDatabase('bench-write-peer');
  await watch.time(() => desk.open());
  const database = desk.backendDB();
  await watch.time(async () => {
    let last: Promise<void> | undefined;
    for (let i = 0; i < all.length; i += 2) {
      const transaction = database.transaction('profiles', 'readwrite', { durability: 'relaxed' });
      const store = transaction.objectStore('profiles');
      for (const row of [...all[i]!, ...(all[i + 1] ?? [])]) store.add(row);
      transaction.commit();
      await last;
      last = written(transaction);
    }
    await last;
  });
  desk.close();
  await deleteDatabase('bench-write-peer');
  return { ms: watch.ms };
};

let exported: Blob | null = null;
const peerName = 'bench-restore-peer';

const through = (blob: Blob, stream: CompressionStream | DecompressionStream): Promise<Blob> =>
  new Response(blob.stream().pipeThrough(stream)).blob();

/** dexie-export-import's exportDB and gzip; the Blob stays in the browser, nothing is flushed or checked. */
const exportPeer = async (database: string): Promise<Measured> => {
  const desk = new DeskDatabase(database);
  await desk.open();
  const started = performance.now();
  const blob = await exportDB(desk, { skipTables: ['outbox', 'state'] });
  exported = await through(blob, new CompressionStream('gzip'));
  const ms = performance.now() - started;
  desk.close();
  return { ms, packed: exported.size, unpacked: blob.size };
};

/** Unpacks, and lets importDB make the database anew. */
const restorePeer = async (): Promise<Measured> => {
  if (exported === null) throw new Error('Nothing was exported by the peer.');
  const started = performance.now();
  const blob = await through(exported, new DecompressionStream('gzip'));
  const made = await importDB(blob, { name: peerName });
  const ms = performance.now() - started;
  made.close();
  await deleteDatabase(peerName);
  return { ms };
};

/** An answer in short: how many numbers, and what they come to by their places. */
const inShort = (answer: Answer): string => {
  const sum = Array.from(answer).reduce(
    (total, value, at) => (total * 31 + value * (at + 1)) % 1e9,
    7,
  );
  return `${answer.length}: ${sum}`;
};

type Ask = (note: (name: string, ms: number) => void) => Promise<Answer[]>;

const asked = async (ask: Ask): Promise<Measured> => {
  const parts: Record<string, number> = {};
  const answers = await ask((name, ms) => (parts[name] = ms));
  const ms = Object.values(parts).reduce((a, b) => a + b, 0);
  return { ms, parts, found: answers.map(inShort) };
};

/** Questions that are asked again and again: what nearly all of them took at most. */
const askedOften = async (ask: Ask): Promise<Measured> => {
  const taken = new Map<string, number[]>();
  const answers = await ask((name, ms) => taken.set(name, [...(taken.get(name) ?? []), ms]));
  const parts = Object.fromEntries([...taken].map(([name, all]) => [name, p95(all)]));
  return { ms: p95([...taken.values()].flat()), parts, found: answers.map(inShort), made };
};

const run = (step: Step): Promise<Measured> => {
  switch (step.step) {
    case 'write':
      return write(step.rows);
    case 'write-peer':
      return writePeer(step.rows);
    case 'export-peer':
      return exportPeer(step.database);
    case 'restore-peer':
      return restorePeer();
    case 'pack':
      return packAll(step.database);
    case 'hydrate':
      return hydrateAll(step.database);
    case 'hydrate-peer':
      return readAll(step.database);
    case 'every':
      return askEverything(step.database);
    case 'query':
      return asked((note) => askColumns(step.database, note));
    case 'query-peer':
      return asked((note) => askSqlite(step.rows, note));
    case 'search':
      return askedOften((note) => askIndex(step.database, note));
    case 'search-peer':
      return askedOften((note) => askFts(step.rows, note));
  }
};

self.onmessage = ({ data }: MessageEvent<Step>) => {
  run(data).then(
    (measured) => self.postMessage({ measured }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
