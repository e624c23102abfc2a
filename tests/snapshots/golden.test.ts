import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { goldenTables } from './golden-desk.ts';
import { appVersion, good, head, newFolder, readTables, writeTables } from './made-snapshot.ts';

const golden = (name: string) =>
  fileURLToPath(new URL(`../fixtures/snapshot/v1/${name}`, import.meta.url));

describe('the golden snapshot of version 1', () => {
  it('is the file that it always was', async () => {
    const sha256 = createHash('sha256').update(await readFile(golden('desk.edesk')));
    expect(sha256.digest('hex')).toBe(
      '4a5a962cb6477701d2ecd9a05bae4fe08b246ddc5691e03f021d456c4c7af653',
    );
  });

  it('SNAP5: still says who wrote it', async () => {
    const { manifest } = good(await inspectSnapshot(golden('desk.edesk'), { appVersion }));
    expect(manifest).toMatchObject({
      ...head,
      appVersion: '0.1.0',
      seq: null,
      formatVersion: 1,
      schemaVersion: 1,
    });
  });

  it('SNAP8–SNAP13: still gives every value of every column of all tables', async () => {
    const expected = JSON.parse(await readFile(golden('tables.json'), 'utf8')) as object;
    const read = good(await readTables(golden('desk.edesk')));
    // Views came later (SNAP4).
    expect(read).toEqual({ ...expected, saved_views: [] });
  });
});

it('SNAP9, SNAP11: a desk with every column filled comes back as it was, by this version', async () => {
  const path = join(await newFolder(), 'full.edesk');
  await writeTables(path, goldenTables());
  expect(good(await readTables(path))).toEqual(goldenTables());
});
