import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultChoices, leadTimes, nothingTold } from '#shared/work/reminders.ts';
import { reminderPath } from '#shared/ipc/reminders.ts';
import { routeOf } from '#renderer/state/routes.ts';
import { parseChoices, parseReminded } from '#renderer/state/reminders.ts';

const choices = fc.record({
  calls: fc.boolean(),
  lead: fc.constantFrom(...leadTimes),
  atStart: fc.boolean(),
  digest: fc.boolean(),
  hour: fc.option(fc.integer({ min: 0, max: 23 })),
});

test('choices come back as they were remembered', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      expect(parseChoices(JSON.stringify(chosen))).toEqual(chosen);
    }),
  );
});

test('what is damaged falls back to what is usual, part by part, whatever it is', () => {
  expect(parseChoices(null)).toEqual(defaultChoices);
  expect(parseChoices('{"lead":7,"calls":"no","hour":24,"digest":false}')).toEqual({
    ...defaultChoices,
    digest: false,
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { lead, hour } = parseChoices(text);
      expect(leadTimes).toContain(lead);
      expect(hour === null || (Number.isInteger(hour) && hour >= 0 && hour < 24)).toBe(true);
      const { told, lookedAt } = parseReminded(text);
      expect(Array.isArray(told.calls)).toBe(true);
      expect(lookedAt === null || typeof lookedAt === 'number').toBe(true);
    }),
  );
});

test('REM4 what was told comes back, and nothing was told where nothing is remembered', () => {
  expect(parseReminded(null)).toEqual({ told: nothingTold, lookedAt: null });
  const text = '{"calls":["7 1 soon",3],"digest":"2026-03-31","lookedAt":5}';
  expect(parseReminded(text)).toEqual({
    told: { calls: ['7 1 soon'], digest: '2026-03-31' },
    lookedAt: 5,
  });
});

test('REM11 reminders lead to screens that are there', () => {
  expect(routeOf(reminderPath.today)).toEqual({ screen: 'today' });
  expect(routeOf(reminderPath.call(7))).toEqual({
    screen: 'record',
    table: 'consultations',
    id: 7,
  });
});
