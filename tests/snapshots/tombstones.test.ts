import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { tombstoneLines } from '#electron/snapshots/tombstones.ts';
import { clock, good, head, newFolder, toNdjson } from './made-snapshot.ts';

const user = { id: 7, values: { profile_id: 1 }, clock };
const erased = [
  { table: 'profiles', id: 1, clock },
  { table: 'users', id: 9, clock },
] as const;

const written = async (lines: string | Uint8Array, rows: number) => {
  const path = join(await newFolder(), 'desk.edesk');
  const writer = good(await SnapshotWriter.create(path, head));
  good(await writer.rows('users', toNdjson([user]), 1));
  const taken = await writer.tombstones(Buffer.from(lines), rows);
  if (!taken.ok) return { path, problem: problemText(taken.problem) };
  good(await writer.finish());
  return { path, problem: null };
};

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('SNAP14: tombstones', () => {
  it('are read back after the rows, in the order of the tables', async () => {
    const { path } = await written(tombstoneLines([...erased].reverse()), 2);
    const open = good(await openSnapshot(path, { appVersion: '0.2.0' }));
    expect(good(await open.read())).toMatchObject({ kind: 'rows', table: 'users' });
    const chunk = good(await open.read());
    expect(chunk).toMatchObject({ kind: 'tombstones', rows: 2 });
    expect(chunk.kind === 'tombstones' && textOf(chunk.bytes)).toBe(textOf(tombstoneLines(erased)));
    expect(good(await open.read())).toEqual({ kind: 'end' });
    await open.close();
  });

  it('make the file one that an older program refuses', async () => {
    const { path } = await written(tombstoneLines(erased), 2);
    const open = await openSnapshot(path, { appVersion: '0.1.9' });
    expect(open.ok ? null : open.problem.code).toBe('snapshot.newer');
    const { path: plain } = await written('', 0);
    // SNAP12: without the tombstone the user points to nothing.
    const read = await openSnapshot(plain, { appVersion: '0.1.0' });
    expect(read.ok ? null : read.problem.code).toBe('snapshot.noSuchRow');
  });

  it.each([
    [
      'not in order',
      textOf(tombstoneLines(erased)).split('\n').reverse().join('\n').trim() + '\n',
      2,
    ],
    ['twice', textOf(tombstoneLines([erased[0], erased[0]])), 2],
    ['of no table', `{"table":"people","id":1,"clock":"${clock}"}\n`, 1],
    ['without a number', `{"table":"users","id":0,"clock":"${clock}"}\n`, 1],
    ['without a stamp', '{"table":"users","id":1,"clock":"now"}\n', 1],
    ['no JSON', 'gone\n', 1],
    ['not whole', textOf(tombstoneLines(erased)).trimEnd(), 2],
    ['fewer than announced', textOf(tombstoneLines(erased)), 3],
  ])('%s: not written', async (_, lines, rows) => {
    expect((await written(lines, rows)).problem).toContain('The export was stopped');
  });

  it('a row that is also erased is refused', async () => {
    const { path } = await written(tombstoneLines([{ table: 'users', id: 7, clock }]), 1);
    const open = await openSnapshot(path, { appVersion: '0.2.0' });
    expect(open.ok ? '' : problemText(open.problem)).toContain('row 7 is also said to be erased');
  });
});
