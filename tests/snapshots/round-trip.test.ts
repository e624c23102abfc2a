import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { parseManifest, requiredEntries } from '#shared/formats/snapshot.ts';
import type { Row } from '#shared/schema/row.ts';
import {
  inspectSnapshot,
  openSnapshot,
  verifySnapshot,
} from '#electron/snapshots/read-snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { readSnapshotEntries } from '../support/snapshot-tables.ts';
import { anyTables } from './arbitrary-tables.ts';
import {
  appVersion,
  clock,
  good,
  head,
  newFolder,
  noTables,
  readTables,
  smallDesk,
  toNdjson,
  writeTables,
} from './made-snapshot.ts';

describe('a snapshot that is written and read', () => {
  it('SNAP8–SNAP13: any rows of all tables come back value for value, unknown columns too', async () => {
    const path = join(await newFolder(), 'any.edesk');
    await fc.assert(
      fc.asyncProperty(anyTables, async (tables) => {
        const written = await writeTables(path, tables);
        const back = good(await readTables(path));
        for (const table of tableNames) {
          expect(toNdjson(back[table]).equals(toNdjson(tables[table]))).toBe(true);
          expect(written.rows[table]).toBe(tables[table].length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('SNAP1: an ordinary ZIP program opens it and finds the same lines', async () => {
    const path = join(await newFolder(), 'plain.edesk');
    await writeTables(path, smallDesk());
    const texts = await readSnapshotEntries(path);
    expect(texts.get('tables/profiles.ndjson')).toBe(toNdjson(smallDesk().profiles).toString());
    expect(texts.get('tombstones.ndjson')).toBe('');
  });

  it('SNAP4: every table has its entry, also an empty one, and the manifest comes last', async () => {
    const path = join(await newFolder(), 'empty.edesk');
    await writeTables(path, noTables());
    const names = [...(await readSnapshotEntries(path)).keys()];
    expect(names.toSorted()).toEqual([...requiredEntries, 'manifest.json'].toSorted());
    expect(names.at(-1)).toBe('manifest.json');
    expect(good(await readTables(path))).toEqual(noTables());
  });

  it('SNAP5: the manifest says what was given and what was counted', async () => {
    const path = join(await newFolder(), 'facts.edesk');
    const { size, uncompressed } = await writeTables(path, smallDesk());
    const facts = good(await inspectSnapshot(path, { appVersion }));
    expect(facts.manifest).toMatchObject({
      ...head,
      format: 'expert-desk-snapshot',
      formatVersion: 1,
    });
    expect(facts).toMatchObject({
      size,
      uncompressed,
      rows: { profiles: 3, users: 2, projects: 0 },
    });
    const text = (await readSnapshotEntries(path)).get('manifest.json')!;
    expect(parseManifest(text, appVersion)).toEqual({
      ok: true,
      manifest: facts.manifest,
    });
  });

  it('SNAP8: a chunk holds whole rows, at most 2,000, whatever the blocks of the file', async () => {
    const path = join(await newFolder(), 'chunks.edesk');
    const tables = noTables();
    tables.users = Array.from({ length: 5001 }, (_, i): Row => {
      const username = 'x'.repeat((i * 7919) % 200);
      return { id: i + 1, values: { username }, clock };
    });
    tables.profiles = [{ id: 1, values: { summary: 'é'.repeat(3_000_000) }, clock }];
    await writeTables(path, tables);
    expect(good(await readTables(path))).toEqual(tables);
  });

  it('SNAP15: the same rows in many small chunks make the same entries', async () => {
    const folder = await newFolder();
    const rows = smallDesk().profiles;
    const writer = good(await SnapshotWriter.create(join(folder, 'many.edesk'), head));
    for (const row of rows) good(await writer.rows('profiles', toNdjson([row]), 1));
    good(await writer.finish());
    await writeTables(join(folder, 'one.edesk'), { ...noTables(), profiles: rows });
    const [many, one] = await Promise.all(
      ['many.edesk', 'one.edesk'].map((name) => verifySnapshot(join(folder, name), { appVersion })),
    );
    expect(good(many!).manifest).toEqual(good(one!).manifest);
  });

  it('SNAP19: a file that is altered while it is being read is noticed before its end', async () => {
    const path = join(await newFolder(), 'altered.edesk');
    await writeTables(path, smallDesk());
    const open = good(await openSnapshot(path, { appVersion }));
    const bytes = await readFile(path);
    const at = bytes.indexOf('tables/users.ndjson') + 30;
    bytes[at] = bytes[at]! ^ 0x10;
    await writeFile(path, bytes);
    let last = await open.read();
    while (last.ok && last.value.kind !== 'end') last = await open.read();
    await open.close();
    expect(last.ok).toBe(false);
  });
});
