import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Random } from '#shared/sample/random.ts';
import { settle, type FolderDesk } from './folder-desk.ts';
import { expectEqual, filesIn, newDesk, newFolder, stopAll, work } from './folder-desks.ts';

const runs = Number(process.env['EXPERT_DESK_RUNS'] ?? 6);

describe('any number of desks, whatever happens to the folder', () => {
  const mishap = async (random: Random, place: string, all: readonly FolderDesk[]) => {
    const files = filesIn(place).filter((file) => !file.endsWith('workspace.json'));
    const file = files[random.between(0, Math.max(0, files.length - 1))];
    const what = random.between(0, 6);
    if (what === 0) await all[random.between(0, all.length - 1)]!.restart();
    if (file === undefined) return;
    if (what === 1) rmSync(file);
    if (what === 2) truncateSync(file, Math.floor(readFileSync(file).length * 0.7));
    if (what === 3) copyFileSync(file, `${file} (conflicted copy)`);
    if (what === 4) {
      // A sync program that brings a file late: it is away for now.
      renameSync(file, `${file}.late`);
    }
    if (what === 5)
      for (const late of filesIn(place).filter((name) => name.endsWith('.late')))
        if (!existsSync(late.slice(0, -5))) renameSync(late, late.slice(0, -5));
  };

  const allowAll = async (all: readonly FolderDesk[]): Promise<boolean> => {
    let any = false;
    for (const { exchange } of all)
      for (const { id, state } of exchange.status().desks) {
        if (state !== 'held') continue;
        await exchange.allow(id);
        any = true;
      }
    return any;
  };

  const history = async (seed: number, passphrase: string | null) => {
    const random = new Random(seed);
    const place = newFolder();
    const all = [await newDesk(51)];
    work(all[0]!, seed, 10);
    await all[0]!.join(place, passphrase);
    await all[0]!.pump();
    const count = random.between(2, 4);
    for (let step = 0; step < 40; step += 1) {
      const what = random.between(0, 9);
      const any = all[random.between(0, all.length - 1)]!;
      // Who has joined and waits for the others' records has nothing to work on yet.
      if (what < 4 && any.exchange.isNewcomer) continue;
      if (what < 4) work(any, random.between(1, 2 ** 30), random.between(1, 6));
      else if (what < 8) await any.pump();
      else if (what === 8) await mishap(random, place, all);
      else if (all.length < count) {
        const skew = random.between(0, 3) === 0 ? -random.between(0, 365) * 86_400_000 : 0;
        const next = await newDesk(51 + all.length, { skew });
        await next.join(place, passphrase);
        await next.pump();
        all.push(next);
      }
    }
    await settle(all);
    // To a desk whose clock is behind, all others are ahead: its user says that they are right.
    for (let asked = 0; await allowAll(all); asked += 1) {
      if (asked > 50) throw new Error('what was allowed is held back again and again');
      await settle(all);
    }
    expectEqual(all);
    await stopAll();
  };

  const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

  it(
    'all end equal when every desk has had its say',
    { timeout: 120_000 + 20_000 * runs },
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, (seed) => history(seed, null)),
        // One that never ends is told with its seed, which the runner itself would not say.
        {
          numRuns: runs,
          endOnFailure: true,
          timeout: 100_000,
          // The only checkpoint of all is cut short, and two desks join by it.
          examples: [[1453548588]],
        },
      );
    },
  );

  it(
    'in an encrypted folder too, where a damaged file does not even open',
    { timeout: 120_000 + 20_000 * runs },
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, (seed) => history(seed, 'correct horse battery')),
        {
          numRuns: Math.ceil(runs / 3),
          endOnFailure: true,
          timeout: 100_000,
          examples: [[1453548588]],
        },
      );
    },
  );
});
