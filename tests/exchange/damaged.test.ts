import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clock, settle } from './folder-desk.ts';
import { expectEqual, filesIn, newDesk, newFolder, work } from './folder-desks.ts';

describe('checkpoints that are damaged in the folder', () => {
  it.each([null, 'correct horse battery'])(
    'EXC21: who joins by a checkpoint that is damaged asks for another, and gets it (passphrase: %s)',
    async (passphrase) => {
      const place = newFolder();
      const [a, b] = [await newDesk(41), await newDesk(42)];
      work(a, 1, 30);
      await a.join(place, passphrase);
      await a.pump();
      const checkpoint = filesIn(join(place, 'base'))[0]!;
      truncateSync(checkpoint, Math.floor(statSync(checkpoint).size * 0.7));
      await b.join(place, passphrase);
      await b.pump();
      const seen = b.exchange.status().desks.find(({ isOwn }) => !isOwn)!;
      expect(seen).toMatchObject({ state: 'waiting', problem: { code: 'exchange.torn' } });
      clock.now += 1000;
      await settle([a, b]);
      expectEqual([a, b]);
      expect(b.exchange.status().desks.map(({ problem }) => problem)).toEqual([null, null]);
      work(b, 2, 10);
      await settle([a, b]);
      expectEqual([a, b]);
    },
  );

  it('EXC21: checkpoints that come damaged each time are not asked for without end', async () => {
    const place = newFolder();
    const [a, b] = [await newDesk(41), await newDesk(42)];
    work(a, 1, 30);
    await a.join(place);
    await b.join(place);
    const asked: (string | undefined)[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      clock.now += 1000;
      await a.pump();
      const checkpoint = filesIn(join(place, 'base'))[0]!;
      truncateSync(checkpoint, 1000);
      await b.pump();
      asked.push(checkpoint);
    }
    expect(new Set(asked).size).toBe(6);
    // The next start asks anew.
    await b.restart();
    await b.pump();
    clock.now += 1000;
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC22: who joins again with records of its own asks for no log file before it has begun', async () => {
    const place = newFolder();
    const [a, b] = [await newDesk(41), await newDesk(42)];
    work(a, 1, 30);
    await a.join(place);
    await a.pump();
    await b.join(place);
    await settle([a, b]);
    for (const seed of [2, 3]) {
      work(a, seed, 5);
      await settle([a, b]);
    }
    await b.exchange.leave();
    const before = filesIn(join(place, 'desks'));
    await b.join(place);
    // A look by itself, as after an event of the folder, while no window has said what the desk has.
    await b.exchange.pause(false);
    expect(filesIn(join(place, 'desks'))).toEqual(before);
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC8, EXC21: a checkpoint of a newer program is not asked for again', async () => {
    const place = newFolder();
    const [a, b, c] = [await newDesk(41), await newDesk(42), await newDesk(43)];
    work(a, 1, 30);
    await a.join(place);
    await a.pump();
    await b.join(place);
    await settle([a, b]);
    await c.join(place);
    const next = await c.exchange.next(c.seenNow);
    if (!next.ok || !('path' in next.value)) throw new Error('nothing to take in');
    const { desk, file } = next.value;
    const held = { code: 'snapshot.newer', data: { file, needed: '9.0.0' } } as const;
    await c.exchange.taken({ desk, file, entries: 0, seen: c.seenNow, held });
    const before = filesIn(join(place, 'base'));
    await c.pump();
    await settle([a, b]);
    expect(filesIn(join(place, 'base'))).toEqual(before);
    expect(c.exchange.status().desks.find(({ id }) => id === desk)).toMatchObject({
      state: 'held',
      problem: { code: 'snapshot.newer' },
    });
  });
});
