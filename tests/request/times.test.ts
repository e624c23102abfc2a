import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTime, writeTime } from '#renderer/features/request/times.ts';
import { inBothZones } from '#renderer/ui/moments.ts';
import {
  complianceWarnings,
  timeWarnings,
  type TimeFacts,
} from '#renderer/features/request/warnings.ts';
import { instantOf, msOf } from '#shared/work/consultation-state.ts';
import { knownZone } from '#shared/work/zones.ts';
import { momentToText } from '#renderer/ui/moments.ts';

const lisbon = 'Europe/Lisbon';
const newYork = 'America/New_York';

describe('REQ8 times on two clocks', () => {
  test('a time is read on the clock that it is typed on, and shown on both', () => {
    const { instant } = readTime('2026-03-29 14:30', lisbon);
    expect(instant).toBe('2026-03-29T13:30:00.000000Z');
    expect(inBothZones(instant!, { here: lisbon, there: newYork })).toBe(
      'Sun, 29 Mar 2026, 14:30 Lisbon · 09:30 New York',
    );
    const before = readTime('2026-03-28 14:30', lisbon).instant!;
    expect(inBothZones(before, { here: lisbon, there: newYork })).toContain('10:30 New York');
    expect(readTime('2026-03-29 09:30', newYork).instant).toBe(instant);
  });

  test('where the day differs, it is said', () => {
    const { instant } = readTime('2026-03-28 03:00', lisbon);
    expect(inBothZones(instant!, { here: lisbon, there: newYork })).toMatch(
      /Sat, 28 Mar.*03:00 Lisbon · Fri, 27 Mar 2026, 23:00 New York/,
    );
    expect(inBothZones(instant!, { here: lisbon, there: null })).not.toContain('·');
  });

  test('a skipped hour is moved on, and said', () => {
    expect(readTime('2026-03-29 01:30', lisbon)).toEqual({
      instant: '2026-03-29T01:30:00.000000Z',
      doubt: '01:30 does not exist that day in Lisbon: the clocks go forward. Taken as 02:30.',
    });
    expect(readTime('2026-03-08 02:15', newYork).doubt).toContain('03:15');
  });

  test('a repeated hour is said, with the way to write the other', () => {
    const read = readTime('2026-10-25 01:30', lisbon);
    expect(read.doubt).toMatch(/01:30 comes twice that day in Lisbon/);
    expect(read.doubt).toContain('the first');
    const other = /write (.+)\.$/.exec(read.doubt ?? '')?.[1] ?? '';
    const twin = readTime(other, lisbon);
    expect(twin.doubt).toBeNull();
    expect(Math.abs(msOf(twin.instant) - msOf(read.instant))).toBe(3_600_000);
    expect(momentToText(twin.instant!, lisbon)).toBe('2026-10-25 01:30');
  });

  test('what no clock shows is no time; every time that one shows is read back', () => {
    expect(readTime('', lisbon).instant).toBeNull();
    expect(readTime('soon', lisbon).instant).toBeNull();
    expect(readTime('infinity', lisbon).instant).toBeNull();
    const zones = fc.constantFrom(lisbon, newYork, 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
    const minutes = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(minutes, zones, (at, zone) => {
        const moment = instantOf(Date.UTC(2025, 0, 1) + at * 60_000);
        const read = readTime(writeTime(moment, zone), zone);
        expect(read.instant).toBe(moment);
        const plain = momentToText(moment, zone);
        expect(momentToText(readTime(plain, zone).instant!, zone)).toBe(plain);
      }),
    );
  });

  test('a zone is taken only where this machine knows it', () => {
    expect(knownZone(' Europe/Lisbon ')).toBe(lisbon);
    expect([knownZone('Lisbon time'), knownZone(''), knownZone(null)]).toEqual([null, null, null]);
  });
});

describe('REQ8 what speaks against a time', () => {
  const now = Date.UTC(2026, 2, 1);
  const facts: TimeFacts = {
    here: lisbon,
    there: newYork,
    minutes: 60,
    now,
    own: 20,
    expertCalls: [],
    requesterCalls: [],
  };
  const at = (text: string) => readTime(text, newYork).instant!;
  const clash = { id: 21, starts_at: at('2026-03-10 10:30') };

  test('nothing, by day and ahead', () => {
    expect(timeWarnings(at('2026-03-10 07:00'), facts)).toEqual([]);
    expect(timeWarnings(at('2026-03-10 21:59'), facts)).toEqual([]);
  });

  test('the past, and the night at the expert’s place', () => {
    expect(timeWarnings(instantOf(now - 1), { ...facts, there: null })).toEqual([
      'This time is past.',
    ]);
    expect(timeWarnings(at('2026-03-10 06:59'), facts)).toEqual([
      'It is 06:59 at night in New York.',
    ]);
    expect(timeWarnings(at('2026-03-10 22:00'), facts)).toHaveLength(1);
  });

  test('clashes of either, but not with the call itself nor with what is over (WORK6)', () => {
    const warned = (changes: Partial<TimeFacts>) =>
      timeWarnings(at('2026-03-10 10:00'), { ...facts, ...changes });
    expect(warned({ expertCalls: [clash] })).toEqual([
      'The expert has another call at Tue, 10 Mar 2026, 14:30 Lisbon.',
    ]);
    expect(warned({ requesterCalls: [clash] })[0]).toMatch(/^The client has another call/);
    expect(warned({ expertCalls: [{ ...clash, id: 20 }] })).toEqual([]);
    expect(warned({ expertCalls: [{ ...clash, canceled_at: clash.starts_at }] })).toEqual([]);
    expect(warned({ expertCalls: [clash], minutes: 30 })).toEqual([]);
  });
});

test('REQ7 missing compliance warns, point by point', () => {
  const fine = {
    id: 4,
    compliance_completed_at: '2026-01-01T00:00:00.000000Z',
    background_check: true,
  };
  expect(complianceWarnings(fine, { id: 5 })).toEqual([]);
  expect(complianceWarnings(null, { id: 5, conflicted: true })).toHaveLength(3);
  expect(complianceWarnings({ ...fine, expert_state: 'Do not contact' }, null)).toEqual([
    'The expert asked not to be contacted.',
  ]);
  expect(complianceWarnings({ ...fine, background_check: false }, null)).toEqual([
    'The background check was not passed.',
  ]);
  expect(complianceWarnings({ ...fine, background_check: null }, null)).toEqual([
    'No background check is known.',
  ]);
});
