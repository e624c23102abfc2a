import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capitalized, dayMoment, distanceInWords, exactMoment } from '#renderer/ui/moment-words.ts';

/** A moment on the reader’s clock, whatever zone the tests run in. */
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
const now = at(2026, 10, 23, 14, 2);

describe('moments in words', () => {
  test('today, yesterday, this year, long ago', () => {
    expect(dayMoment(at(2026, 10, 23, 0, 0), now)).toBe('today 00:00');
    expect(dayMoment(at(2026, 10, 22, 23, 59), now)).toBe('yesterday 23:59');
    expect(dayMoment(at(2026, 10, 21, 9, 30), now)).toBe('Sat 21 Nov, 09:30');
    expect(dayMoment(at(2025, 10, 21, 9, 30), now)).toBe('21 Nov 2025, 09:30');
    expect(dayMoment(at(2026, 11, 31, 9, 30), now)).toBe('Thu 31 Dec, 09:30');
    expect(dayMoment(at(2025, 11, 31, 23, 0), at(2026, 0, 1, 1, 0))).toBe('yesterday 23:00');
  });

  test('how far away, rounded to what matters', () => {
    const away = (minutes: number) => distanceInWords(now + minutes * 60_000, now);
    expect(away(0.2)).toBe('just now');
    expect(away(-1)).toBe('1 minute ago');
    expect(away(12)).toBe('in 12 minutes');
    expect(away(-60)).toBe('1 hour ago');
    expect(away(-60 * 23.9)).toBe('23 hours ago');
    expect(away(-60 * 24 * 3)).toBe('3 days ago');
    expect(away(-60 * 24 * 400)).toBe('1 year ago');
  });

  test('any two moments can be told', () => {
    const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(dayMoment(a.getTime(), b.getTime())).toMatch(/ \d\d:\d\d$/);
        expect(distanceInWords(a.getTime(), b.getTime())).not.toBe('');
        expect(exactMoment(a.getTime())).toMatch(/:\d\d$/);
      }),
    );
  });

  test('a line begins with a capital', () => {
    expect(capitalized('today 14:02')).toBe('Today 14:02');
    expect(capitalized('')).toBe('');
  });
});
