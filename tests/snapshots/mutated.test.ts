import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { openToVerify } from '#electron/snapshots/read-snapshot.ts';
import { clock, newFolder, readTables, smallDesk, writeTables } from './made-snapshot.ts';

/** Ways in which disks, programs and people damage a file; each takes places as shares of its length. */
interface Damage {
  name: string;
  apply(bytes: Buffer, at: number, other: number, value: number): Buffer;
}

const replaced = (bytes: Buffer, at: number, piece: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  piece.copy(copy, at);
  return copy;
};
const signature = Buffer.from('PK\x03\x04', 'latin1');

const damages: Damage[] = [
  {
    name: 'one bit flipped',
    apply: (b, at, _, value) => replaced(b, at, Buffer.from([b[at]! ^ (1 << (value % 8))])),
  },
  { name: 'a byte replaced', apply: (b, at, _, value) => replaced(b, at, Buffer.from([value])) },
  { name: 'cut short', apply: (b, at) => b.subarray(0, at) },
  { name: 'beginning lost', apply: (b, at) => b.subarray(at) },
  {
    name: 'a piece lost',
    apply: (b, at, other) =>
      Buffer.concat([b.subarray(0, Math.min(at, other)), b.subarray(Math.max(at, other))]),
  },
  {
    name: 'a piece twice',
    apply: (b, at, other) =>
      Buffer.concat([b.subarray(0, Math.max(at, other)), b.subarray(Math.min(at, other))]),
  },
  {
    name: 'a piece of zeros',
    apply: (b, at, _, value) => replaced(b, at, Buffer.alloc(Math.min(value * 8, b.length - at))),
  },
  {
    name: 'two pieces swapped',
    apply: (b, at, other, value) => {
      const length = Math.min(value, b.length - Math.max(at, other));
      const [one, two] = [b.subarray(at, at + length), b.subarray(other, other + length)].map(
        (piece) => Buffer.from(piece),
      );
      return replaced(replaced(b, at, two!), other, one!);
    },
  },
  {
    name: 'bytes put in',
    apply: (b, at, other, value) =>
      Buffer.concat([b.subarray(0, at), Buffer.alloc(1 + (other % 40), value), b.subarray(at)]),
  },
  { name: 'an entry’s beginning put in', apply: (b, at) => replaced(b, at, signature) },
  { name: 'sizes enlarged', apply: (b, at) => replaced(b, at, Buffer.from([255, 255, 255, 255])) },
];

const desk = () => {
  const tables = smallDesk();
  tables.projects = Array.from({ length: 200 }, (_, i): Row => ({
    id: i + 1,
    values: { name: `Project ${i * i}` },
    clock,
  }));
  return tables;
};

const count = Number(process.env['EXPERT_DESK_MUTANTS'] ?? 500);
const seed = process.env['EXPERT_DESK_SEED'];

describe('SNAP17: a damaged snapshot', () => {
  it(
    'is refused with a reason, or is equal to the original',
    { timeout: 60_000 + count * 100 },
    async () => {
      const folder = await newFolder();
      const path = join(folder, 'desk.edesk');
      await writeTables(path, desk());
      const whole = await readFile(path);
      const place = fc.integer({ min: 0, max: whole.length - 1 });
      const outcomes = { refused: 0, equal: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...damages),
          place,
          place,
          fc.integer({ min: 1, max: 255 }),
          async (damage, at, other, value) => {
            await writeFile(path, damage.apply(whole, at, other, value));
            const read = await readTables(path);
            if (read.ok) expect(read.value).toEqual(desk());
            else expect(problemText(read.problem)).toMatch(/^“desk\.edesk”.+\.$/);
            // SNAP23: verified as it is read, it comes to its end just as often.
            const along = await readTables(path, {}, openToVerify);
            expect(along.ok).toBe(read.ok);
            if (along.ok) expect(along.value).toEqual(desk());
            outcomes[read.ok ? 'equal' : 'refused']++;
          },
        ),
        { numRuns: count, ...(seed === undefined ? {} : { seed: Number(seed) }) },
      );
      console.log(`snapshot mutants: ${JSON.stringify(outcomes)}`);
      expect(outcomes.refused).toBeGreaterThan(count * 0.8);
      expect(await readdir(folder)).toEqual(['desk.edesk']);
    },
  );
});
