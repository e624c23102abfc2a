import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import { openSnapshot, type ReadOptions } from '#electron/snapshots/read-snapshot.ts';
import {
  SnapshotWriter,
  type WriteOptions,
  type WrittenSnapshot,
} from '#electron/snapshots/write-snapshot.ts';
import type { Tables } from './arbitrary-tables.ts';

export const appVersion = '0.4.0';

export const head: SnapshotHead = {
  workspace: '0198c0de-0000-7000-8000-000000000001',
  desk: { id: '0198c0de-0000-7000-8000-000000000002', name: 'Lisbon', number: 4711 },
  number: 3,
  appVersion,
  createdAt: '2026-03-31T14:30:00.000Z',
  lastStamp: '019880000000-0000-0001267',
  seen: null,
  seq: 12,
};

export const noTables = (): Tables =>
  Object.fromEntries(tableNames.map((table) => [table, []])) as unknown as Tables;

export const clock = '019880000000-0000-0001267';

/** A small desk with references, unknown columns, and text from all over. */
export const smallDesk = (): Tables => ({
  ...noTables(),
  users: [
    { id: 1, values: { username: 'ana', email: 'ana@example.org' }, clock },
    { id: 2, values: { username: 'bo' }, clock, clocks: { username: clock } },
  ],
  profiles: [
    { id: 7, values: { first_name: 'Zoë', last_name: '北京 🦉', hourly_rate: '125.50' }, clock },
    {
      id: 9,
      values: { first_name: '', languages: ['PT', 'BR'] },
      clock,
      source: { languages: 'PT,BR' },
    },
    {
      id: 2 ** 40,
      values: { first_name: 'Late', deleted: true, shoe_size: 42, nested: { a: [1] } } as never,
      clock,
    },
  ],
});

export const toNdjson = (rows: readonly Row[]): Buffer =>
  Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

/** The value of a result that must be good; says the problem's sentence when it is not. */
export const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

/** The sentence of a problem; throws where there is none. */
export const sentenceOf = (result: Result<unknown>): string => {
  if (result.ok) throw new Error('a problem was expected');
  return problemText(result.problem);
};

export const tryWriteTables = async (
  path: string,
  tables: Tables,
  options: WriteOptions = {},
): Promise<Result<WrittenSnapshot>> => {
  const writer = await SnapshotWriter.create(path, head, options);
  if (!writer.ok) return writer;
  for (const table of tableNames) {
    const rows = tables[table];
    if (rows.length === 0) continue;
    const written = await writer.value.rows(table, toNdjson(rows), rows.length);
    if (!written.ok) return written;
  }
  return writer.value.finish();
};

export const writeTables = async (
  path: string,
  tables: Tables,
  options?: WriteOptions,
): Promise<WrittenSnapshot> => good(await tryWriteTables(path, tables, options));

/** Opens, verifies and reads a snapshot to its end; `opening` verifies it before, or as it is read. */
export const readTables = async (
  path: string,
  options: Partial<ReadOptions> = {},
  opening: typeof openSnapshot = openSnapshot,
): Promise<Result<Tables>> => {
  const open = await opening(path, { appVersion, ...options });
  if (!open.ok) return open;
  const tables = noTables();
  for (;;) {
    const chunk = await open.value.read();
    if (!chunk.ok || chunk.value.kind === 'end') {
      if (JSON.stringify(await open.value.read()) !== JSON.stringify(chunk))
        throw new Error('what comes after the last chunk is something else');
      await open.value.close();
      return chunk.ok ? { ok: true, value: tables } : chunk;
    }
    if (chunk.value.kind === 'tombstones') continue;
    const lines = Buffer.from(chunk.value.bytes).toString('utf8').split('\n').slice(0, -1);
    if (lines.length !== chunk.value.rows) throw new Error('the chunk counts its rows wrongly');
    tables[chunk.value.table].push(...lines.map((line) => JSON.parse(line) as Row));
  }
};

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder of its own, removed after the tests of the file. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'expert-desk-snapshots-'));
  folders.push(folder);
  return folder;
};
