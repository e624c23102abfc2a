import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import { playDesks, settleByLogs, settleBySnapshots, type ModelDesk } from './desks.ts';

const runs = Number(process.env['EXPERT_DESK_RUNS'] ?? 300);
// Long counts take their time.
vi.setConfig({ testTimeout: 60_000 + 200 * runs });
const seeds = fc.integer({ min: 1, max: 2 ** 30 });
const lengths = fc.integer({ min: 5, max: 120 });

const isList = (field: string): boolean => field === 'tags' || field === 'languages';

const expectEqual = (desks: readonly ModelDesk[]): void => {
  for (const desk of desks) expect(desk.content()).toEqual(desks[0]!.content());
};

describe('laws of merging, for 1 to 5 desks', () => {
  it('SYNC4: when every desk has every file, all desks hold equal data', () => {
    fc.assert(
      fc.property(seeds, lengths, seeds, (seed, length, order) => {
        const desks = playDesks(seed, length);
        settleByLogs(desks, order);
        expectEqual(desks);
      }),
      { numRuns: runs },
    );
  });

  it('SYNC5, SYNC8: merging snapshots in any order ends equal, and equal to collecting logs', () => {
    fc.assert(
      fc.property(seeds, lengths, seeds, (seed, length, order) => {
        const desks = playDesks(seed, length);
        const others = playDesks(seed, length);
        settleBySnapshots(desks, order);
        settleByLogs(others, order);
        expectEqual([...desks, ...others]);
      }),
      { numRuns: runs },
    );
  });

  it('SYNC3, SYNC4: taking in everything once more changes nothing', () => {
    fc.assert(
      fc.property(seeds, lengths, (seed, length) => {
        const desks = playDesks(seed, length);
        settleByLogs(desks, seed);
        const before = JSON.stringify(desks.map((desk) => desk.content()));
        settleBySnapshots(desks, seed);
        settleByLogs(desks, seed);
        expect(JSON.stringify(desks.map((desk) => desk.content()))).toBe(before);
      }),
      { numRuns: runs },
    );
  });

  it('SYNC5: merging A into B is merging B into A', () => {
    fc.assert(
      fc.property(seeds, lengths, (seed, length) => {
        const desks = playDesks(seed, length);
        const again = playDesks(seed, length);
        const [a, b] = [desks[0]!, desks.at(-1)!];
        const [a2, b2] = [again[0]!, again.at(-1)!];
        a.mergeAll(b);
        b2.mergeAll(a2);
        expect(a.content()).toEqual(b2.content());
      }),
      { numRuns: runs },
    );
  });

  it('SYNC6, SYNC7: a value that nobody replaced knowingly is visible, or in a conflict', () => {
    fc.assert(
      fc.property(seeds, lengths, (seed, length) => {
        const desks = playDesks(seed, length);
        settleByLogs(desks, seed);
        const changes = desks.flatMap(({ log }) => log.flatMap((entry) => entry.changes));
        const known = new Set(
          changes.flatMap((change) =>
            change.kind === 'update'
              ? Object.entries(change.replaced).flatMap(([field, stamp]) =>
                  [stamp, ...(change.settles?.[field] ?? [])].map((one) => `${field} ${one}`),
                )
              : [],
          ),
        );
        for (const change of changes) {
          if (change.kind !== 'update' || desks[0]!.erased(change.table, change.id) !== null)
            continue;
          const record = desks[0]!.record(change.table, change.id)!;
          for (const [field, value] of Object.entries(change.values)) {
            if (isList(field) || known.has(`${field} ${change.stamp}`)) continue;
            const shown = conflictsOf(record)
              .filter((conflict) => conflict.field === field)
              .flatMap(({ versions }) => versions.map((version) => version.value));
            expect([record.values[field] ?? null, ...shown]).toContainEqual(value);
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('SYNC10: an item that somebody added, and nobody removed, is in the list', () => {
    fc.assert(
      fc.property(seeds, lengths, (seed, length) => {
        const desks = playDesks(seed, length);
        settleByLogs(desks, seed);
        const changes = desks.flatMap(({ log }) => log.flatMap((entry) => entry.changes));
        const removed = new Set<string>();
        const added: { id: number; field: string; item: string }[] = [];
        for (const change of changes) {
          if (change.kind !== 'update') continue;
          for (const field of Object.keys(change.values).filter(isList)) {
            const now = (change.values[field] ?? []) as readonly string[];
            const before = (change.before[field] ?? []) as readonly string[];
            for (const item of before)
              if (!now.includes(item)) removed.add(`${change.id} ${field} ${item}`);
            for (const item of now)
              if (!before.includes(item)) added.push({ id: change.id, field, item });
          }
        }
        for (const { id, field, item } of added) {
          const record = desks[0]!.record('profiles', id);
          if (record === null || removed.has(`${id} ${field} ${item}`)) continue;
          expect(record.values[field]).toContain(item);
        }
      }),
      { numRuns: runs },
    );
  });

  it('SYNC7: a desk that works alone has no conflicts, and settling one ends it everywhere', () => {
    fc.assert(
      fc.property(seeds, lengths, (seed, length) => {
        const desks = playDesks(seed, length);
        if (desks.length === 1)
          for (const row of desks[0]!.records.values()) expect(conflictsOf(row)).toEqual([]);
        settleByLogs(desks, seed);
        const [first] = desks;
        for (const row of [...first!.records.values()])
          for (const { field, versions } of conflictsOf(row))
            first!.settle(row.id, field, versions.at(-1)!.value);
        settleByLogs(desks, seed);
        expectEqual(desks);
        for (const row of desks.at(-1)!.records.values()) expect(conflictsOf(row)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
