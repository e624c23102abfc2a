import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { Row } from '#shared/schema/row.ts';
import { seenBy } from '#shared/sync/seen.ts';
import { mergeSnapshots } from '#electron/merging/merge-snapshots.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { tombstoneLines } from '#electron/snapshots/tombstones.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { playDesks, type ModelDesk } from '../laws/desks.ts';
import { good, head, newFolder, toNdjson } from '../snapshots/made-snapshot.ts';

const appVersion = '0.3.0';

const write = async (folder: string, desk: ModelDesk, workspace = head.workspace) => {
  const path = join(folder, `${desk.number}.edesk`);
  const last = Object.values(desk.seen).sort().at(-1) ?? null;
  const full: SnapshotHead = {
    ...head,
    workspace,
    desk: { ...head.desk, number: desk.number },
    lastStamp: last,
    seen: seenBy(desk.seen, last, desk.number),
  };
  const writer = good(await SnapshotWriter.create(path, full, { replace: true }));
  const rows = [...desk.records.values()].sort((a, b) => a.id - b.id);
  if (rows.length > 0) good(await writer.rows('profiles', toNdjson(rows), rows.length));
  const erased = [...desk.tombstones].map(([key, clock]) => ({
    table: 'profiles' as const,
    id: Number(key.split(' ')[1]),
    clock,
  }));
  if (erased.length > 0) good(await writer.tombstones(tombstoneLines(erased), erased.length));
  good(await writer.finish());
  return good(await openSnapshot(path, { appVersion }));
};

const contentOf = async (open: OpenSnapshot) => {
  await open.rewind();
  const rows: Row[] = [];
  for (let chunk = good(await open.read()); chunk.kind === 'rows'; chunk = good(await open.read()))
    for (const line of Buffer.from(chunk.bytes).toString().split('\n').slice(0, -1))
      rows.push(JSON.parse(line) as Row);
  const tombstones = good(await open.tombstones());
  await open.close();
  return { records: rows, tombstones: tombstones.map(({ id, clock }) => [id, clock]) };
};

const modelOf = (desk: ModelDesk) => ({
  records: [...desk.records.values()].sort((a, b) => a.id - b.id),
  tombstones: [...desk.tombstones]
    .map(([key, clock]) => [Number(key.split(' ')[1]), clock] as const)
    .sort(([a], [b]) => a - b),
});

const merge = async (a: OpenSnapshot, b: OpenSnapshot, into: string | null) => {
  await Promise.all([a.rewind(), b.rewind()]);
  const made = { desk: head.desk, number: 0, appVersion, createdAt: head.createdAt };
  return mergeSnapshots(a, b, ['a.edesk', 'b.edesk'], { into, head: made, replace: true });
};

const runs = Number(process.env['EXPERT_DESK_RUNS'] ?? 30);
const long = { timeout: Math.max(60_000, 2000 * runs) };

describe('merging snapshots', () => {
  it(
    'SYNC5: gives what the desks give that merge each other, whichever comes first',
    long,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 2 ** 30 }),
          fc.integer({ min: 5, max: 100 }),
          async (seed, length) => {
            const desks = playDesks(seed, length);
            const folder = await newFolder();
            const [ana, ben] = [desks[0]!, desks.at(-1)!];
            const a = await write(folder, ana);
            const b = ana === ben ? await write(await newFolder(), ben) : await write(folder, ben);
            const into = join(folder, 'merged.edesk');
            good(await merge(a, b, into));
            const one = await contentOf(good(await openSnapshot(into, { appVersion })));
            good(await merge(b, a, into));
            const other = await contentOf(good(await openSnapshot(into, { appVersion })));
            expect(other).toEqual(one);
            ana.mergeAll(ben);
            expect(one).toEqual(JSON.parse(JSON.stringify(modelOf(ana))));
            await Promise.all([a.close(), b.close()]);
          },
        ),
        { numRuns: runs, endOnFailure: true },
      );
    },
  );

  it('SYNC5: says what would come of it without writing', async () => {
    const desks = playDesks(7, 60);
    const folder = await newFolder();
    const [a, b] = [await write(folder, desks[0]!), await write(await newFolder(), desks.at(-1)!)];
    const { written, tables } = good(await merge(a, b, null));
    expect(written).toBeNull();
    const counted = Object.values(tables.profiles).reduce((sum, count) => sum + count, 0);
    expect(counted).toBeGreaterThan(0);
    await Promise.all([a.close(), b.close()]);
  });

  it('SYNC5: another workspace is refused by name', async () => {
    const desk = playDesks(3, 30)[0]!;
    const a = await write(await newFolder(), desk);
    const other = '0198c0de-0000-7000-8000-00000000beef';
    const b = await write(await newFolder(), desk, other);
    expect(await merge(a, b, null)).toMatchObject({
      ok: false,
      problem: { code: 'merge.unrelated', data: { file: 'b.edesk', other: 'a.edesk' } },
    });
    await Promise.all([a.close(), b.close()]);
  });
});
