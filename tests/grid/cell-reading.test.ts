import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editedText, readTyped } from '#renderer/grid/cell-reading.ts';
import { copiedText, shownText } from '#renderer/grid/cell-text.ts';
import { problemText } from '#shared/problems/index.ts';
import {
  boolean,
  decimal,
  instantList,
  integer,
  longText,
  reference,
  secret,
  text,
  textList,
} from '#shared/schema/fields.ts';
import type { Field, Value } from '#shared/schema/fields.ts';

const untitled = () => undefined;
const sentence = (field: Field, typed: string): string => {
  const reading = readTyped(field, typed, null);
  return reading.ok ? 'taken' : problemText(reading.problem);
};

test('a text that was not changed stands for the stored value, line ends included', () => {
  const lines = longText('Note', 'A');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z\r\n ]{0,20}$/), (stored) => {
      expect(readTyped(lines, editedText(lines, stored), stored)).toEqual({
        ok: true,
        value: stored,
      });
    }),
  );
  expect(readTyped(lines, 'a\nb\nc', 'a\r\nb')).toEqual({ ok: true, value: 'a\r\nb\r\nc' });
});

test('an empty text empties a field of any kind', () => {
  for (const field of [text('T', 'A'), integer('I', 'A'), decimal('D', 'A'), boolean('B', 'A')])
    expect(readTyped(field, '', 'x')).toEqual({ ok: true, value: null });
});

test('what cannot be taken has a sentence', () => {
  expect(sentence(integer('Tier', 'A'), '1.5')).toBe('Tier must be a whole number, not “1.5”.');
  expect(sentence(decimal('Rate', 'A'), '1.234')).toContain('at most 2 digits');
  expect(sentence(boolean('Open', 'A'), 'maybe')).toContain('yes, no or unknown');
  expect(sentence(text('Code', 'A', { maxLength: 2 }), 'abc')).toContain('at most 2');
  expect(sentence(instantList('Times', 'A'), 'noon')).toContain('“noon”');
});

test('lines of moments that were not touched keep their microseconds', () => {
  const field = instantList('Times', 'A');
  const stored = ['2026-03-31T13:30:00.123456Z', '2026-10-25T00:30:00.000000Z'];
  const typed = `${editedText(field, stored)}\n2026-12-01 10:00Z`;
  expect(readTyped(field, typed, stored)).toEqual({
    ok: true,
    value: [...stored, '2026-12-01T10:00:00.000000Z'],
  });
});

test('cells show and copy values by kind, and secrets neither', () => {
  const shown = (field: Field, value: Value) => shownText(field, value, untitled);
  expect(shown(integer('M', 'A', { unit: 'minutes' }), 90)).toBe('90 min');
  expect(copiedText(integer('M', 'A', { unit: 'minutes' }), 90, untitled)).toBe('90');
  expect(shown(secret('PIN', 'A'), '4711')).not.toContain('4711');
  expect(copiedText(secret('PIN', 'A'), '4711', untitled)).not.toContain('4711');
  expect(shown(reference('users', 'By', 'A'), 7)).toBe('7');
  expect(shownText(reference('users', 'By', 'A'), 7, () => 'Rui')).toBe('Rui');
  expect(copiedText(textList('Tags', 'A'), ['a', 'b'], untitled)).toBe('a, b');
  expect(shown(boolean('B', 'A'), false)).toBe('No');
});
