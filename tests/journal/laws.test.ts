import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { Random } from '#shared/sample/random.ts';
import type { Change } from '#shared/sync/change.ts';
import { LosingDisk } from '../support/losing-disk.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import {
  append,
  closeJournals,
  desk,
  entry,
  good,
  openJournal,
  otherDesk,
  readAll,
  readUntilRefused,
  seqs,
  stampOf,
  tryOpen,
  workspace,
  type Numbered,
} from './journal-desk.ts';

afterEach(closeJournals);

const anyValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
);
const anyValues = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), anyValue, {
  maxKeys: 4,
});
const anyStamp = fc.nat({ max: 100_000 }).map(stampOf);
const anyId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const anyTable = fc.constantFrom(...tableNames);

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    table: anyTable,
    row: fc.record({ id: anyId, values: anyValues, clock: anyStamp }),
  }),
  fc.record({
    kind: fc.constant('update' as const),
    table: anyTable,
    id: anyId,
    stamp: anyStamp,
    values: anyValues,
    replaced: fc.dictionary(fc.string({ maxLength: 8 }), anyStamp, { maxKeys: 3 }),
    before: anyValues,
  }),
  fc.record({ kind: fc.constant('erase' as const), table: anyTable, id: anyId, stamp: anyStamp }),
);

/** Entries with rising numbers, numbers left out here and there, in calls of one or more. */
const anyCalls: fc.Arbitrary<Numbered[][]> = fc
  .array(
    fc.array(
      fc.record({
        step: fc.integer({ min: 1, max: 3 }),
        stamp: anyStamp,
        action: fc.string(),
        changes: fc.array(anyChange, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((calls) => {
    let seq = 0;
    return calls.map((list) => list.map(({ step, ...rest }) => ({ seq: (seq += step), ...rest })));
  });

/** What JSON makes of it: a journal can hold nothing else. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

it('JRN8–JRN12: whatever is acknowledged is read back, over restarts and changes of desk', async () => {
  const parent = await newFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(anyCalls, fc.array(fc.boolean()), async (calls, restarts) => {
      const folder = join(parent, String(run++));
      let journal = await openJournal(folder);
      for (const [i, call] of calls.entries()) {
        if (restarts[i] === true) {
          await journal.close();
          journal = await openJournal(folder, { desk: i % 2 === 0 ? desk : otherDesk });
        }
        good(await append(journal, call));
      }
      await journal.close();
      const read = (await readAll(folder)).map(({ at, workspace: where, ...rest }) => {
        expect([at.length, where]).toEqual([24, workspace]);
        return rest;
      });
      expect(read).toEqual(asJson(calls.flat()));
    }),
    { numRuns: 60 },
  );
});

it('JRN13, JRN14, JRN16: cut or altered anywhere, what is read is a beginning, and the rest is refused', async () => {
  const parent = await newFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      anyCalls,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 255 }),
      async (calls, place, change) => {
        const folder = join(parent, String(run++));
        const journal = await openJournal(folder);
        for (const call of calls) good(await append(journal, call));
        await journal.close();
        const whole = await readAll(folder);
        const path = join(folder, '000001.jsonl');
        const bytes = await readFile(path);
        const at = Math.floor(place * bytes.length);
        // 0 cuts; everything else alters.
        bytes[at]! ^= change;
        await writeFile(path, change === 0 ? bytes.subarray(0, at) : bytes);
        const { read, problem } = await readUntilRefused(folder);
        expect(read).toEqual(whole.slice(0, read.length));
        if (change !== 0 && bytes.lastIndexOf(0x0a) === bytes.length - 1)
          expect(problem).not.toBeNull();
        const mended = await openJournal(folder);
        expect(mended.needsBackup).toBe(
          problem !== null || read.length === 0 || bytesBehind(bytes, change === 0 ? at : null) > 0,
        );
        expect((await readUntilRefused(folder)).read).toEqual(read);
      },
    ),
    { numRuns: 150 },
  );
});

/** Bytes behind the last line end, up to the cut. */
const bytesBehind = (bytes: Buffer, cut: number | null): number => {
  const kept = bytes.subarray(0, cut ?? bytes.length);
  return kept.length - (kept.lastIndexOf(0x0a) + 1);
};

it('JRN7, JRN12, JRN13: when the power fails at any call, nothing acknowledged is missing', async () => {
  const folder = '/desk/journal';
  for (let seed = 0; seed < 400; seed++) {
    const random = new Random(20261123, seed);
    const disk = new LosingDisk();
    await disk.makeFolder(folder);
    let acknowledged = 0;
    for (let life = 0; life < 6; life++) {
      disk.failAt = disk.calls + random.between(1, 60);
      const opened = await tryOpen(folder, { disk, desk: random.chance(0.3) ? otherDesk : desk });
      let isAlive = opened.ok;
      while (isAlive && opened.ok) {
        const next = Math.max(acknowledged, opened.value.state().lastSeq) + 1;
        const list = [entry(next), entry(next + 1)].slice(0, random.between(1, 2));
        isAlive = (await append(opened.value, list)).ok;
        if (isAlive) acknowledged = list.at(-1)!.seq;
      }
      disk.losePower(random);
      const { read } = await readUntilRefused(folder, { disk });
      const numbers = seqs(read);
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      expect(numbers.length, `seed ${seed}, life ${life}`).toBeGreaterThanOrEqual(acknowledged);
      acknowledged = Math.max(acknowledged, numbers.length);
    }
  }
});
