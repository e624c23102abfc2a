import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import {
  changesOf,
  dirtyFields,
  entryAt,
  isOvertaken,
  rebase,
  settle,
  startDraft,
  typeInto,
  withdraw,
} from '#renderer/forms/draft.ts';
import { entryOf, readEntry, type Entry } from '#renderer/forms/entries.ts';
import { anyValue, anyValues } from './arbitrary-rows.ts';

const profiles = entityOf('profiles');
const consultations = entityOf('consultations');
const nothing = { values: {}, problems: {} };

describe.each(tableNames)('%s: what was not touched is never changed', (table) => {
  const entity = entityOf(table);

  test('opening and saving changes nothing', () => {
    fc.assert(
      fc.property(anyValues(entity), (values) => {
        expect(changesOf(entity, startDraft(values))).toEqual(nothing);
      }),
    );
  });

  test('typing again what every input shows changes nothing', () => {
    fc.assert(
      fc.property(anyValues(entity), (values) => {
        let draft = startDraft(values);
        for (const field in entity.fields)
          draft = typeInto(draft, field, entryAt(entity, draft, field));
        expect(changesOf(entity, draft)).toEqual(nothing);
      }),
    );
  });

  test('an edit of one field changes that field alone', () => {
    const names = Object.keys(entity.fields);
    fc.assert(
      fc.property(anyValues(entity), fc.constantFrom(...names), (values, name) => {
        const { values: changed } = changesOf(entity, typeInto(startDraft(values), name, ''));
        expect(Object.keys(changed).filter((field) => field !== name)).toEqual([]);
      }),
    );
  });

  test('a value is read back from the entry that shows it', () => {
    for (const field of Object.values(entity.fields)) {
      fc.assert(
        fc.property(anyValue(field), (value) => {
          const back = readEntry(field, entryOf(field, value), null);
          const expected = Array.isArray(value)
            ? tidy(value as string[])
            : value === ''
              ? null
              : value;
          expect(back).toEqual({ ok: true, value: expected });
        }),
        { numRuns: 40 },
      );
    }
  });
});

/** What is left of items typed anew: without blanks at the ends, and without empty ones. */
const tidy = (items: readonly string[]): readonly string[] | null => {
  const kept = items.map((item) => item.trim()).filter((item) => item !== '');
  return kept.length === 0 ? null : kept;
};

const read = (name: string, entry: Entry, stored: Value = null) =>
  changesOf(consultations, typeInto(startDraft({ [name]: stored }), name, entry));

describe('what inputs mean', () => {
  test.each<[string, Entry, Value, Value]>([
    ['expert_name', 'Ana  Lima ', null, 'Ana  Lima '],
    ['expert_name', '', 'Ana', null],
    ['expected_duration', ' 45 ', null, 45],
    ['expected_duration', '  ', 45, null],
    ['credit_rate', '2.5', null, '2.50'],
    ['external', 'true', null, true],
    ['external', '', true, null],
    ['starts_at', '2026-03-31 14:30', null, '2026-03-31T14:30:00.000000Z'],
    ['starts_at', '2026-03-31 14:30+02', null, '2026-03-31T12:30:00.000000Z'],
    ['proposed_times', ['2026-03-31 14:30', ' '], null, ['2026-03-31T14:30:00.000000Z']],
    ['proposed_times', [], ['2026-03-31T14:30:00.000000Z'], null],
    ['request', '12', null, 12],
    ['description', 'one\ntwo\nthree', 'one\r\ntwo\r\n', 'one\r\ntwo\r\nthree'],
  ])('%s: %j over %j is %j', (name, entry, stored, expected) => {
    expect(read(name, entry, stored)).toEqual({ values: { [name]: expected }, problems: {} });
  });

  test.each<[string, Entry, Value]>([
    ['expert_name', '', ''],
    ['expected_duration', '45', 45],
    ['starts_at', '2026-03-31 14:30:00.123456', '2026-03-31T14:30:00.123456Z'],
    ['proposed_times', [], []],
    ['description', 'a\nb\nc', 'a\r\nb\nc'],
    ['credit_rate', '2.5', '2.50'],
  ])('%s: %j over %j changes nothing', (name, entry, stored) => {
    expect(read(name, entry, stored)).toEqual(nothing);
  });

  test.each<[string, Entry, string]>([
    [
      'expert_name',
      'x'.repeat(256),
      'Expert’s name holds 256 characters; at most 255 are allowed.',
    ],
    ['expected_duration', '4.5', 'Expected duration must be a whole number, not “4.5”.'],
    ['credit_rate', '2.555', 'Credit rate takes at most 2 digits after the point, not “2.555”.'],
    ['starts_at', 'noon', 'Starts must be a date and time such as 2026-03-31 14:30, not “noon”.'],
    [
      'proposed_times',
      ['2026-02-30'],
      'Proposed times must be a date and time such as 2026-03-31 14:30, not “2026-02-30”.',
    ],
    ['external', 'perhaps', 'Held elsewhere must be yes, no or unknown, not “perhaps”.'],
  ])('%s: %j is refused with a sentence', (name, entry, sentence) => {
    const { values, problems } = read(name, entry);
    expect(values).toEqual({});
    expect(problemText(problems[name]!)).toBe(sentence);
  });

  test('items of a list that was not typed keep their blanks', () => {
    const draft = startDraft({ tags: [' a ', '', 'b'] });
    const typed = typeInto(draft, 'tags', [' a ', '', 'b', ' c ']);
    expect(changesOf(profiles, typed).values).toEqual({ tags: [' a ', '', 'b', 'c'] });
  });
});

describe('a record that changes while it is edited', () => {
  const start = startDraft({ first_name: 'Ana', tier: 1 });
  const typed = typeInto(start, 'first_name', 'Anna');

  test('untouched fields follow, touched ones keep what was typed, with a note', () => {
    const after = rebase(typed, { first_name: 'Anne', tier: 2 });
    expect(entryAt(profiles, after, 'tier')).toBe('2');
    expect(entryAt(profiles, after, 'first_name')).toBe('Anna');
    expect(isOvertaken(profiles, after, 'first_name')).toBe(true);
    expect(isOvertaken(profiles, after, 'tier')).toBe(false);
    expect(entryAt(profiles, withdraw(after, 'first_name'), 'first_name')).toBe('Anne');
  });

  test('an equal change elsewhere leaves nothing to save and nothing to note', () => {
    const after = rebase(typed, { first_name: 'Anna', tier: 1 });
    expect(dirtyFields(profiles, after)).toEqual([]);
    expect(isOvertaken(profiles, after, 'first_name')).toBe(false);
  });

  test('typing that goes on during a save is kept', () => {
    const during = typeInto(typed, 'tier', '3');
    const after = settle(during, typed, { first_name: 'Anna' });
    expect(after.stored).toEqual({ first_name: 'Anna', tier: 1 });
    expect(changesOf(profiles, after).values).toEqual({ tier: 3 });
  });
});
