import { expect, test } from 'vitest';
import { fail } from '#shared/result.ts';
import { untilNoBulkWork, withBulkLock } from '#renderer/db/root.ts';
import { everythingIn, must } from '#tests/support/bulk-desk.ts';
import {
  askedTimes,
  ben,
  creation,
  exchanging,
  namesIn,
  stampAt,
  takenTimes,
  trashing,
} from './exchanging.ts';
import { linesOf, logOf, otherDesk } from './folder-api.ts';

test('what waits at the start is taken in, then what an event tells of', async () => {
  const open = await exchanging();
  open.api.waiting = [logOf([creation(1, 'Ana'), creation(2, 'Bo')])];
  const heard: unknown[] = [];
  open.desk.watch((notices) => heard.push(notices));
  open.start();
  await takenTimes(open.api, 1);
  expect(await namesIn(open)).toEqual(['Ana', 'Bo']);
  expect(open.api.taken[0]).toMatchObject({
    desk: otherDesk,
    entries: 2,
    held: null,
    seen: { [ben]: stampAt(2) },
  });
  expect(heard).toEqual([[{ table: 'profiles', ids: [ben * 2 ** 26 + 1, ben * 2 ** 26 + 2] }]]);
  open.api.offer(logOf([creation(3, 'Cy')], { file: 'second' }));
  await takenTimes(open.api, 2);
  expect(await namesIn(open)).toEqual(['Ana', 'Bo', 'Cy']);
  expect(open.problems).toEqual([]);
});

test('each question says what the desk has seen, itself included', async () => {
  const open = await exchanging();
  const made = must(
    await open.desk.mutate([{ op: 'create', table: 'projects', values: { name: 'Own' } }], 'new'),
  );
  open.start();
  await askedTimes(open.api, 1);
  expect(open.api.asked[0]).toEqual({ seen: { 4711: made.stamp } });
  open.api.offer(logOf([creation(1, 'Ana')]));
  await takenTimes(open.api, 1);
  await expect.poll(() => open.api.asked.at(-1)?.seen[ben]).toBe(stampAt(1));
});

test('what comes twice changes nothing the second time', async () => {
  const open = await exchanging();
  const log = logOf([creation(1, 'Ana')]);
  open.start();
  open.api.offer(log);
  await takenTimes(open.api, 1);
  const before = await everythingIn(open.desk);
  open.api.offer({ ...log, file: 'again' });
  await takenTimes(open.api, 2);
  expect(await everythingIn(open.desk)).toEqual(before);
  expect(await open.desk.database.outbox.count()).toBe(1);
});

test('work that stays though it was taken in is not taken in over and over', async () => {
  const open = await exchanging();
  open.api.forgets = false;
  open.api.waiting = [logOf([creation(1, 'Ana')])];
  open.start();
  // Once it changes the desk, once more it does not, and then the pump stops asking.
  await askedTimes(open.api, 3);
  const asked = open.api.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(open.api.asked).toHaveLength(asked);
  expect(await namesIn(open)).toEqual(['Ana']);
});

test('a mass change waits for the user, other desks’ work does not', async () => {
  const open = await exchanging({ rows: 300 });
  const before = await everythingIn(open.desk);
  open.api.waiting = [logOf([trashing(201)]), logOf([], { file: 'other', deskName: 'Cy' })];
  open.start();
  await takenTimes(open.api, 2);
  expect(open.api.taken[0]!.held).toEqual({
    code: 'exchange.massChange',
    data: { count: 201, total: 300, name: 'Ben' },
  });
  expect(open.api.taken[1]!.held).toBeNull();
  expect(await everythingIn(open.desk)).toEqual(before);
  open.api.offer(logOf([trashing(201)], { allowed: true }));
  await takenTimes(open.api, 3);
  expect(open.api.taken[2]!.held).toBeNull();
  expect((await open.desk.get('profiles', 201))!.values['title']).toBe('Gone');
  expect((await open.desk.get('profiles', 202))!.values['title']).toBeUndefined();
});

test('200 changed records, a fifth of the desk, and any number of new ones pass', async () => {
  const few = await exchanging({ rows: 300 });
  few.api.waiting = [logOf([trashing(200)])];
  few.start();
  await takenTimes(few.api, 1);
  expect(few.api.taken[0]!.held).toBeNull();
  const fifth = await exchanging({ rows: 1005 });
  fifth.api.waiting = [logOf([trashing(201)])];
  fifth.start();
  await takenTimes(fifth.api, 1);
  expect(fifth.api.taken[0]!.held).toBeNull();
  const fresh = await exchanging({ rows: 10 });
  const many = Array.from({ length: 300 }, (_, n) => creation(n + 1, `New ${n}`));
  fresh.api.waiting = [logOf(many)];
  fresh.start();
  await takenTimes(fresh.api, 1);
  expect(fresh.api.taken[0]!.held).toBeNull();
  expect(await namesIn(fresh)).toHaveLength(310);
});

test('what is no log is held with the reason, and changes nothing', async () => {
  const open = await exchanging();
  const wrong: [Uint8Array<ArrayBuffer>, string][] = [
    [linesOf([{ stamp: 'no stamp', action: 'edit', changes: [] }]), 'entry 1: “stamp”'],
    [new TextEncoder().encode('{\n'), 'entry 1: it is not JSON'],
    [Uint8Array.of(0xff, 0x0a), 'its text is not UTF-8'],
    [linesOf([creation(1, 'Ana'), creation(2, 'Bo')]), 'it has 2 entries instead of 1'],
  ];
  open.api.waiting = wrong.map(([bytes], at) => logOf([], { bytes, entries: 1, file: `f${at}` }));
  open.start();
  await takenTimes(open.api, 4);
  for (const [at, [, reason]] of wrong.entries()) {
    const { held } = open.api.taken[at]!;
    expect(held).toMatchObject({ code: 'exchange.wrong', data: { file: `f${at}` } });
    expect(held!.data['reason']).toContain(reason);
  }
  expect(await namesIn(open)).toEqual([]);
  expect(open.problems).toEqual([]);
});

test('a failure is told once, waits for the next event, and is told anew after it had gone', async () => {
  const open = await exchanging();
  const gone = fail('exchange.folderGone', { folder: '/team' });
  let broken = true;
  open.api.fault = (channel) => (channel === 'exchange.next' && broken ? gone : undefined);
  const asks = () => open.api.calls.filter((channel) => channel === 'exchange.next').length;
  open.start();
  await expect.poll(asks).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asks()).toBe(1);
  open.api.emit({ kind: 'exchange' });
  await expect.poll(asks).toBe(2);
  expect(open.problems).toEqual([gone.problem]);
  broken = false;
  open.api.offer(logOf([creation(1, 'Ana')]));
  await takenTimes(open.api, 1);
  await askedTimes(open.api, 2);
  broken = true;
  open.api.emit({ kind: 'exchange' });
  await expect.poll(() => open.problems.length).toBe(2);
});

test('a desk that takes part in no shared folder hears nothing of it', async () => {
  const open = await exchanging();
  open.api.fault = (channel) =>
    channel === 'exchange.next' ? fail('exchange.notChosen') : undefined;
  open.start();
  await expect.poll(() => open.api.calls.includes('exchange.next')).toBe(true);
  open.api.emit({ kind: 'exchange' });
  await expect
    .poll(() => open.api.calls.filter((channel) => channel === 'exchange.next').length)
    .toBe(2);
  expect(open.problems).toEqual([]);
});

test('of two windows one takes in, and the other takes over when that one goes', async () => {
  const first = await exchanging();
  const second = await exchanging({ root: first.root });
  const pump = first.start();
  await askedTimes(first.api, 1);
  second.start();
  first.api.offer(logOf([creation(1, 'Ana')]));
  await takenTimes(first.api, 1);
  expect(second.api.asked).toEqual([]);
  pump.close();
  second.api.offer(logOf([creation(2, 'Bo')]));
  await takenTimes(second.api, 1);
  expect(await namesIn(second)).toEqual(['Ana', 'Bo']);
});

test('nothing is taken in while bulk work is under way', async () => {
  const open = await exchanging();
  // The desk looks for orphans as it opens, under the same lock.
  await untilNoBulkWork(open.root);
  let finish!: (word: string) => void;
  const finished = new Promise<string>((resolve) => (finish = resolve));
  const work = withBulkLock(open.root, () => finished);
  open.api.waiting = [logOf([creation(1, 'Ana')])];
  open.start();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(open.api.asked).toEqual([]);
  finish('done');
  expect(await work).toBe('done');
  await takenTimes(open.api, 1);
});
