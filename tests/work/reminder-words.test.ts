import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reminderPath, reminderSchema } from '#shared/ipc/reminders.ts';
import {
  callReminderText,
  digestText,
  isInDigest,
  timesOf,
  type CallWords,
  type Reader,
} from '#shared/work/reminder-words.ts';
import { waitingLists } from '#shared/work/today.ts';
import { knownZone } from '#shared/work/zones.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 31, 13, 30);
const ana: CallWords = {
  startsAt: start,
  name: 'Ana Lima',
  request: 'Lithium refining',
  zone: 'America/New_York',
};
const reader = (minutes: number, part: Partial<Reader> = {}): Reader => ({
  now: start - minutes * minute,
  zone: 'Europe/Lisbon',
  away: 'asleep',
  ...part,
});

describe('REM8 what a reminder of one call says', () => {
  test('who, in how long, and when on both clocks', () => {
    expect(callReminderText('soon', [ana], reader(14.2))).toEqual({
      title: 'Call with Ana Lima in 15 min',
      body: '14:30 here, 09:30 in New York\nLithium refining',
    });
    const { title } = callReminderText('soon', [ana], reader(0.001));
    expect(title).toBe('Call with Ana Lima in 1 min');
  });

  test('that it begins, began, or began while nobody was there', () => {
    const titleAt = (kind: 'begins' | 'away', minutes: number, away: Reader['away'] = 'asleep') =>
      callReminderText(kind, [ana], reader(minutes, { away })).title;
    expect(titleAt('begins', 0)).toBe('Call with Ana Lima begins now');
    expect(titleAt('begins', -4)).toBe('Call with Ana Lima began 4 min ago');
    expect(titleAt('away', -60)).toBe('Call with Ana Lima began while this machine was asleep');
    expect(titleAt('away', -60, 'closed')).toBe(
      'Call with Ana Lima began while this desk was closed',
    );
  });

  test('one clock where the other is the same or not known; the weekday where it is another', () => {
    expect(timesOf({ ...ana, zone: null }, 'Europe/Lisbon')).toBe('14:30');
    expect(timesOf({ ...ana, zone: 'Europe/Lisbon' }, 'Europe/Lisbon')).toBe('14:30');
    expect(timesOf({ ...ana, zone: 'Asia/Kolkata' }, 'Asia/Calcutta')).toBe('19:00');
    expect(timesOf({ ...ana, zone: 'Asia/Kolkata' }, 'UTC')).toContain('19:00 in Kolkata');
    expect(timesOf({ ...ana, zone: 'Pacific/Auckland' }, 'Europe/Lisbon')).toBe(
      '14:30 here, Wed 02:30 in Auckland',
    );
  });

  test('nothing of what nobody knows', () => {
    const unknown = { ...ana, name: ' ', request: '', zone: null };
    expect(callReminderText('soon', [unknown], reader(5))).toEqual({
      title: 'Call in 5 min',
      body: '14:30',
    });
  });

  test('names are one line, without signs that control or turn the text, and not endless', () => {
    const odd = { ...ana, name: 'Ana\n\u202eamiL\u0007', request: 'x'.repeat(500) };
    const { title, body } = callReminderText('soon', [odd], reader(5));
    expect(title).toBe('Call with Ana amiL in 5 min');
    expect(body).toBe(`14:30 here, 09:30 in New York\n${'x'.repeat(79)}…`);
  });
});

describe('REM6 what a reminder of several says', () => {
  const many = [1, 2, 3, 4, 5].map((n) => ({
    ...ana,
    name: `Expert ${n}`,
    startsAt: start + n * minute,
  }));

  test('how many, the first three, and how many more', () => {
    expect(callReminderText('soon', many, reader(9))).toEqual({
      title: '5 calls begin in 14 min or less',
      body: '14:31 Expert 1\n14:32 Expert 2\n14:33 Expert 3\nand 2 more',
    });
    expect(callReminderText('begins', many, reader(-6)).title).toBe('5 calls begin now');
  });

  test('REM5 what began while nobody looked', () => {
    const { title, body } = callReminderText('away', many.slice(0, 3), reader(-99));
    expect(title).toBe('3 calls began while this machine was asleep');
    expect(body).toBe('14:31 Expert 1\n14:32 Expert 2\n14:33 Expert 3');
  });
});

describe('REM7 what the digest says', () => {
  test('the lists of Today that it counts are there, and it says nothing of none', () => {
    const lists = waitingLists(() => '2026-03-31').filter(isInDigest);
    expect(lists.map(({ id }) => id).toSorted()).toEqual(
      ['answers', 'compliance', 'late', 'proposals', 'receipts', 'reviews'].toSorted(),
    );
    expect(digestText(new Map(lists.map(({ id }) => [id, 0])))).toBeNull();
    expect(isInDigest({ id: 'toString' })).toBe(false);
  });

  test('one and many, each on a line', () => {
    const counts = new Map([
      ['receipts', 12],
      ['late', 1],
      ['answers', 2],
    ]);
    expect(digestText(counts)).toEqual({
      title: 'What waits today',
      body: '1 call without an outcome\n2 experts who have not answered\n12 calls not billed',
    });
  });
});

test('REM11 whatever stands in a desk makes a reminder that crosses the bridge', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const zone = fc.constantFrom(null, ...Intl.supportedValuesOf('timeZone'));
  const startsAt = fc.integer({ min: 0, max: 4e12 });
  const words = fc.record({ startsAt, name: text, request: text, zone });
  const kind = fc.constantFrom('soon', 'begins', 'away' as const);
  fc.assert(
    fc.property(kind, fc.array(words, { minLength: 1, maxLength: 40 }), (of, calls) => {
      const said = callReminderText(of, calls, reader(0));
      const reminder = { id: 'call-1', path: reminderPath.call(1), ...said };
      expect(reminderSchema.safeParse(reminder).success).toBe(true);
      expect(said.title).not.toMatch(/[\n\p{Cc}]/u);
    }),
  );
});

test('a zone is one that this machine knows, or none', () => {
  expect(knownZone(' America/New_York ')).toBe('America/New_York');
  for (const none of ['', ' ', 'Lisbon time', null, undefined]) expect(knownZone(none)).toBeNull();
});
