import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentFromText, momentInWords, momentToText } from '#renderer/ui/moments.ts';

test('a text without an offset is a time on the reader’s wall, with one it is exact', () => {
  expect(momentFromText('2026-03-31 14:30', 'Europe/Lisbon')).toBe('2026-03-31T13:30:00.000000Z');
  expect(momentFromText('2026-01-31 14:30', 'Europe/Lisbon')).toBe('2026-01-31T14:30:00.000000Z');
  expect(momentFromText('2026-03-31 14:30Z', 'Europe/Lisbon')).toBe('2026-03-31T14:30:00.000000Z');
  expect(momentFromText('2026-03-31 14:30 +05:30', 'America/New_York')).toBe(
    '2026-03-31T09:00:00.000000Z',
  );
  expect(momentFromText('2026-03-31', 'Asia/Kolkata')).toBe('2026-03-30T18:30:00.000000Z');
});

test('a time that the clocks skip is an hour on; no date is no moment', () => {
  const skipped = momentFromText('2026-03-29 01:30', 'Europe/Lisbon');
  expect(momentToText(skipped ?? '', 'Europe/Lisbon')).toBe('2026-03-29 02:30');
  const west = momentFromText('2026-03-08 02:15', 'America/New_York');
  expect(momentToText(west ?? '', 'America/New_York')).toBe('2026-03-08 03:15');
  expect(momentFromText('2026-02-30 10:00', 'UTC')).toBeNull();
  expect(momentFromText('soon', 'UTC')).toBeNull();
  expect(momentFromText('infinity', 'UTC')).toBe('infinity');
});

const zones = fc.constantFrom('UTC', 'Europe/Lisbon', 'Asia/Kolkata', 'Australia/Lord_Howe');
const instants = fc
  .tuple(
    fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([date, micro]) => `${date.toISOString().slice(0, -1)}${String(micro).padStart(3, '0')}Z`);

test('what is shown reads back to the microsecond, but for an hour that the clocks repeat', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const read = momentFromText(momentToText(instant, zone), zone) ?? '';
      const apart = Math.abs(
        Date.parse(`${read.slice(0, 23)}Z`) - Date.parse(`${instant.slice(0, 23)}Z`),
      );
      expect([0, 30 * 60_000, 60 * 60_000]).toContain(apart);
      expect(momentToText(read, zone)).toBe(momentToText(instant, zone));
      expect(read.slice(23)).toBe(instant.slice(23));
    }),
  );
});

test('how an instant was understood names the reader’s place and UTC', () => {
  expect(momentInWords('2026-03-31T13:30:00.000000Z', 'Europe/Lisbon')).toBe(
    'Tue, 31 Mar 2026, 14:30 Lisbon · 13:30 UTC',
  );
  expect(momentInWords('2026-03-31T23:30:00.000000Z', 'Asia/Kolkata')).toContain(
    '2026-03-31 23:30 UTC',
  );
});
