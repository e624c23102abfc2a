import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupsToRemove, type Dated } from '#electron/backups/rotation.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);

const times = fc.array(fc.integer({ min: 0, max: 4 * 365 * 24 * 60 }), { maxLength: 300 });
const datedFrom = (minutes: readonly number[]): Dated[] =>
  minutes.map((minute, i) => ({ name: `b${i}`, time: start + minute * 60_000 }));

const kept = (backups: readonly Dated[]): Dated[] => {
  const removed = new Set(backupsToRemove(backups));
  return backups.filter(({ name }) => !removed.has(name));
};

describe('BAK3: rotation', () => {
  it('always keeps the newest five, and at most 96', () => {
    fc.assert(
      fc.property(times, (minutes) => {
        const backups = datedFrom(minutes);
        const left = kept(backups);
        const newest = [...backups].sort((a, b) => b.time - a.time).slice(0, 5);
        for (const { time } of newest) expect(left.map((one) => one.time)).toContain(time);
        expect(left.length).toBeLessThanOrEqual(5 + 24 + 31 + 12 + 24);
      }),
    );
  });

  it('done twice removes nothing more', () => {
    fc.assert(
      fc.property(times, (minutes) => {
        expect(backupsToRemove(kept(datedFrom(minutes)))).toEqual([]);
      }),
    );
  });

  it('removing as backups come keeps what removing at once would, or more', () => {
    fc.assert(
      fc.property(times, (minutes) => {
        const all = datedFrom([...minutes].sort((a, b) => a - b));
        let left: Dated[] = [];
        for (const backup of all) left = kept([...left, backup]);
        for (const { name } of kept(all)) expect(left.map((one) => one.name)).toContain(name);
      }),
    );
  });

  it('a year of one every quarter of an hour leaves hours, days, weeks and months', () => {
    const year = datedFrom(Array.from({ length: 4 * 24 * 365 }, (_, i) => i * 15));
    const left = kept(year).sort((a, b) => b.time - a.time);
    const newest = left[0]!.time;
    expect(left.filter(({ time }) => newest - time < 24 * hour)).toHaveLength(5 + 24 - 2);
    expect(left.filter(({ time }) => newest - time < 31 * 24 * hour).length).toBeGreaterThan(50);
    expect(new Set(left.map(({ time }) => new Date(time).getUTCMonth())).size).toBe(12);
  });

  it('what is protected stays', () => {
    const old = datedFrom(Array.from({ length: 500 }, (_, i) => i));
    expect(backupsToRemove(old)).toContain('b3');
    expect(backupsToRemove(old, (name) => name === 'b3')).not.toContain('b3');
  });
});
