import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkFolder,
  openForReading,
  surveyDesks,
  type CheckedFile,
} from '#electron/exchange/survey.ts';
import { clock, settle, type FolderDesk } from './folder-desk.ts';
import { expectEqual, filesIn, newDesk, newFolder, removeLater, work } from './folder-desks.ts';

const problemOf = (desk: FolderDesk) => desk.exchange.status().problem?.code ?? null;

describe('desks of one folder', () => {
  /** Two desks that have the same records and are up to date. */
  const twoDesks = async (place = newFolder(), passphrase: string | null = null) => {
    const [a, b] = [await newDesk(41), await newDesk(42)];
    work(a, 1, 30);
    await a.join(place, passphrase);
    await a.pump();
    await b.join(place, passphrase);
    await settle([a, b]);
    return { a, b, place };
  };

  it('end with everything that both did', async () => {
    const { a, b } = await twoDesks();
    expect(b.workspace).toBe(a.workspace);
    work(a, 2, 20);
    work(b, 3, 20);
    await settle([a, b]);
    expectEqual([a, b]);
    expect(a.records.size).toBeGreaterThan(10);
    expect(a.exchange.status()).toMatchObject({ problem: null });
    expect(a.exchange.status().desks.map(({ state }) => state)).toEqual(['upToDate', 'upToDate']);
    const what = a.exchange.status().history.map((event) => event.what);
    expect(what).toEqual(expect.arrayContaining(['joined', 'checkpoint', 'sent', 'received']));
  });

  it('EXC6: in an encrypted folder nothing can be read without the passphrase', async () => {
    const place = newFolder();
    const { a, b } = await twoDesks(place, 'correct horse battery');
    work(b, 3, 20);
    await settle([a, b]);
    expectEqual([a, b]);
    for (const file of filesIn(place)) expect(readFileSync(file)).not.toContain('first_name');
    const c = await newDesk(43);
    const about = { workspace: c.workspace, passphrase: null };
    expect(await c.exchange.join(place, about)).toMatchObject({
      problem: { code: 'exchange.passphraseNeeded' },
    });
    expect(
      await c.exchange.join(place, { ...about, passphrase: 'wrong wrong wrong' }),
    ).toMatchObject({
      problem: { code: 'exchange.wrongPassphrase' },
    });
    expect(await c.exchange.look(place, about)).toMatchObject({
      value: { encrypted: true, desks: [] },
    });
  });

  it('a desk with records of another workspace is not overwritten', async () => {
    const { place } = await twoDesks();
    const c = await newDesk(43);
    work(c, 9, 10);
    await c.flush();
    const joined = await c.exchange.join(place, { workspace: c.workspace, passphrase: null });
    expect(joined).toMatchObject({ problem: { code: 'exchange.notEmpty' } });
    expect(c.exchange.status().place).toBeNull();
  });

  it('EXC3: a folder that is gone, or empty, is told of; nothing is lost, and it goes on by itself', async () => {
    const { a, b, place } = await twoDesks();
    renameSync(place, `${place}-away`);
    removeLater(`${place}-away`);
    work(a, 2, 10);
    const before = a.content();
    await a.pump();
    expect(problemOf(a)).toBe('exchange.folderGone');
    cpSync(newFolder(), place, { recursive: true });
    await a.pump();
    expect(problemOf(a)).toBe('exchange.folderEmpty');
    expect(filesIn(place)).toEqual([]);
    expect(a.content()).toEqual(before);
    rmSync(place, { recursive: true });
    renameSync(`${place}-away`, place);
    await settle([a, b]);
    expect(problemOf(a)).toBeNull();
    expectEqual([a, b]);
  });

  it.each([
    ['read-only', 'EROFS', 'exchange.readOnly'],
    ['full', 'ENOSPC', 'exchange.full'],
    ['broken', 'EIO', 'exchange.notWritten'],
  ])(
    'EXC1: a folder that is %s is told of; it is still read, and nothing is lost',
    async (_, error, code) => {
      const { a, b } = await twoDesks();
      a.refusal = error;
      work(a, 11, 10);
      work(b, 12, 10);
      await a.pump();
      await b.pump();
      expect(problemOf(a)).toBe(code);
      expect(a.exchange.status().history[0]).toMatchObject({ what: 'problem' });
      const before = a.content();
      await a.restart();
      await a.pump();
      expect(problemOf(a)).toBe(code);
      a.refusal = null;
      await settle([a, b]);
      expect(problemOf(a)).toBeNull();
      expectEqual([a, b]);
      expect(b.records.size).toBeGreaterThanOrEqual(
        (before as { records: unknown[] }).records.length,
      );
    },
  );

  it('EXC21: files that are lost, or damaged, are asked for and written again', async () => {
    const { a, b, place } = await twoDesks();
    const alive = (desk: FolderDesk) =>
      filesIn(join(place, 'log')).filter((file) => existsSync(file) && desk);
    for (let n = 0; n < 4; n += 1) {
      work(a, 20 + n, 3);
      await a.pump();
    }
    const logs = alive(a);
    const bytes = logs.map((file) => readFileSync(file));
    for (const [at, file] of logs.entries())
      if (at % 2 === 0) rmSync(file);
      else truncateSync(file, Math.floor(bytes[at]!.length / 2));
    await b.pump();
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC5: conflicted copies and files of other programs are left alone', async () => {
    const { a, b, place } = await twoDesks();
    work(a, 2, 10);
    await a.pump();
    const log = filesIn(join(place, 'log'))[0] ?? filesIn(join(place, 'base'))[0]!;
    copyFileSync(log, log.replace(/(\.[a-z.]+)$/, " (Ana's conflicted copy)$1"));
    writeFileSync(join(place, 'notes.txt'), 'hello');
    await settle([a, b]);
    expectEqual([a, b]);
    expect(readFileSync(join(place, 'notes.txt'), 'utf8')).toBe('hello');
  });

  it('EXC23: what a desk of the year 2030 wrote waits until it is allowed', async () => {
    const { a, b } = await twoDesks();
    Object.assign(b, { skew: 4 * 365 * 24 * 3600 * 1000 });
    work(b, 5, 10);
    await settle([a, b]);
    const seen = a.exchange.status().desks.find(({ isOwn }) => !isOwn)!;
    expect(seen).toMatchObject({ state: 'held', problem: { code: 'exchange.clockAhead' } });
    expect(a.content()).not.toEqual(b.content());
    await a.exchange.allow(seen.id);
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC23: a newcomer whose clock is behind is told so, whoever looks at the folder', async () => {
    const { a, place } = await twoDesks();
    const c = await newDesk(43, { skew: -30 * 24 * 3600 * 1000 });
    await c.join(place);
    expect(await c.pump()).toBe(0);
    const states = () => c.exchange.status().desks.map(({ state }) => state);
    expect(states()).toContain('held');
    // A look by itself, as after an event of the folder.
    await c.exchange.pause(false);
    expect(states()).toContain('held');
    for (const { id, state } of c.exchange.status().desks)
      if (state === 'held') await c.exchange.allow(id);
    await settle([a, c]);
    expectEqual([a, c]);
  });

  it('EXC23: what a window holds back waits until it is allowed', async () => {
    const { a, b } = await twoDesks();
    work(b, 6, 5);
    await b.pump();
    await a.flush();
    const next = await a.exchange.next(a.seenNow);
    if (!next.ok || !('desk' in next.value)) throw new Error('nothing to take in');
    const { desk, file } = next.value;
    const held = { code: 'exchange.massChange', data: { count: 9, total: 10, name: 'B' } } as const;
    await a.exchange.taken({ desk, file, entries: 0, seen: a.seenNow, held });
    expect(await a.pump()).toBe(0);
    expect(a.exchange.status().desks.find(({ id }) => id === desk)).toMatchObject({
      state: 'held',
    });
    await a.exchange.allow(desk);
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC19: who leaves and joins again is a new desk, with a number of its own', async () => {
    const { a, b, place } = await twoDesks();
    const { number } = b.identity;
    await b.exchange.leave();
    expect(b.exchange.status().place).toBeNull();
    await a.pump();
    expect(a.exchange.status().desks.map(({ state }) => state)).toContain('left');
    work(a, 7, 10);
    work(b, 8, 10);
    await b.join(place);
    expect(b.identity.number).not.toBe(number);
    await settle([a, b]);
    expectEqual([a, b]);
  });

  it('EXC19: a desk that went back to a backup is told, joins again, and has everything again', async () => {
    const { a, b, place } = await twoDesks();
    const goBack = await b.backUp();
    work(b, 8, 12);
    work(a, 9, 12);
    await settle([a, b]);
    const before = a.content();
    goBack();
    work(b, 10, 3);
    expect(await b.pump()).toBe(0);
    expect(problemOf(b)).toBe('exchange.replaced');
    await b.exchange.leave();
    await b.join(place);
    await settle([a, b]);
    expectEqual([a, b]);
    const numbers = (content: unknown) =>
      (content as { records: [string, unknown][] }).records.map(([key]) => key);
    const erased = [...a.tombstones.keys()];
    expect(numbers(a.content())).toEqual(
      expect.arrayContaining(numbers(before).filter((key) => !erased.includes(key))),
    );
  });

  it('EXC19: of two copies of one desk the second one stops, and goes on by joining again', async () => {
    const { a, b, place } = await twoDesks();
    await b.stop();
    const c = await newDesk(b.identity.number);
    await c.stop();
    cpSync(b.folder, c.folder, { recursive: true, force: true });
    Object.assign(c, { workspace: b.workspace, seen: b.seen, last: b.last, identity: b.identity });
    for (const [key, row] of b.records) c.records.set(key, row);
    for (const [key, stamp] of b.tombstones) c.tombstones.set(key, stamp);
    c.goOnFrom(b);
    await b.start();
    await c.start();
    work(b, 8, 10);
    await settle([a, b]);
    work(c, 9, 10);
    await c.pump();
    expect(problemOf(c)).toBe('exchange.twice');
    await c.exchange.leave();
    await a.pump();
    expect(a.exchange.status().desks.map(({ state }) => state)).not.toContain('left');
    await c.join(place);
    await settle([a, b, c]);
    expectEqual([a, b]);
    expect(c.records.size).toBe(a.records.size);
  });

  it('EXC22: after an erasure nothing in the folder tells of the record any more', async () => {
    const { a, b, place } = await twoDesks();
    const id = 41 * 2 ** 26 + 999;
    const stamp = a.stamp(clock.now);
    const row = { id, values: { first_name: 'Zaphod Unmistakable' }, clock: stamp };
    a.write({ kind: 'create', table: 'profiles', row }, stamp);
    await settle([a, b]);
    expect(b.record('profiles', id)).not.toBeNull();
    const erased = a.stamp(clock.now);
    a.write({ kind: 'erase', table: 'profiles', id, stamp: erased }, erased);
    await settle([a, b]);
    expect(b.record('profiles', id)).toBeNull();
    expect(filesIn(join(place, 'log'))).toEqual([]);
    expectEqual([a, b]);
  });

  it('EXC10: what a desk says of itself is written when it is other, or gone, or a day old', async () => {
    const { a, b, place } = await twoDesks();
    const file = join(
      place,
      'desks',
      `${a.exchange.status().desks.find(({ isOwn }) => isOwn)!.id}.json`,
    );
    const said = readFileSync(file, 'utf8');
    const { ino } = statSync(file);
    await a.restart();
    await settle([a, b]);
    expect(statSync(file).ino).toBe(ino);
    rmSync(file);
    await settle([a, b]);
    expect(readFileSync(file, 'utf8')).toBe(said);
    writeFileSync(file, said.replace('Desk 41', 'Desk 14'));
    await settle([a, b]);
    expect(readFileSync(file, 'utf8')).toBe(said);
    clock.now += 25 * 3600 * 1000;
    await settle([a, b]);
    expect(readFileSync(file, 'utf8')).not.toBe(said);
  });

  it('what was fetched for a window that died is removed at the next start', async () => {
    const { a } = await twoDesks();
    const left = join(a.folder, 'exchange', 'checkpoint-of-a-dead-window.edesk');
    mkdirSync(join(a.folder, 'exchange'), { recursive: true });
    writeFileSync(left, 'everything');
    await a.restart();
    expect(existsSync(left)).toBe(false);
  });

  it('a desk that is killed between any two steps goes on where it was', async () => {
    const { a, b } = await twoDesks();
    for (let n = 0; n < 6; n += 1) {
      work(a, 30 + n, 3);
      await a.flush();
      await a.restart();
      if (n % 2 === 0) await a.pump();
      await b.restart();
      await b.pump();
    }
    await settle([a, b]);
    expectEqual([a, b]);
  });
});

describe('a shared folder looked at from outside', () => {
  const look = async (place: string, passphrase: string | null = null) => {
    const opened = await openForReading(place, { appVersion: '0.3.0', passphrase });
    if (!opened.ok) throw new Error(opened.problem.code);
    const checked: CheckedFile[] = [];
    for await (const file of checkFolder(opened.value, '0.3.0')) checked.push(file);
    return { desks: await surveyDesks(opened.value), checked };
  };

  it('tells who lacks what, and which files are not whole', async () => {
    const [a, b] = [await newDesk(41), await newDesk(42)];
    const place = newFolder();
    work(a, 1, 30);
    await a.join(place);
    await a.pump();
    await b.join(place);
    await settle([a, b]);
    const stamp = a.stamp(clock.now);
    a.write({ kind: 'create', table: 'profiles', row: { id: 7, values: {}, clock: stamp } }, stamp);
    await a.pump();
    const before = await look(place);
    expect(before.desks.map(({ file, lacks }) => [file?.desk.name, lacks])).toEqual(
      expect.arrayContaining([
        ['Desk 41', []],
        ['Desk 42', ['Desk 41']],
      ]),
    );
    expect(before.checked.every(({ problem }) => problem === null)).toBe(true);
    const log = filesIn(join(place, 'log'))[0]!;
    truncateSync(log, 50);
    const after = (await look(place)).checked.filter(({ problem }) => problem !== null);
    expect(after.map(({ problem }) => problem?.code)).toEqual(['exchange.torn']);
    await settle([a, b]);
    expect((await look(place)).desks.flatMap(({ lacks }) => lacks)).toEqual([]);
  });

  it('is refused by name where it is none, or encrypted', async () => {
    const about = { appVersion: '0.3.0', passphrase: null };
    expect(await openForReading(newFolder(), about)).toMatchObject({
      problem: { code: 'exchange.folderEmpty' },
    });
    const place = newFolder();
    const a = await newDesk(41);
    await a.join(place, 'correct horse battery');
    expect(await openForReading(place, about)).toMatchObject({
      problem: { code: 'exchange.passphraseNeeded' },
    });
  });
});
