import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { foldText, indexedFields, indexKeyMaker } from '#shared/schema/index-key.ts';
import { parseRow, referencesOf } from '#shared/schema/row-check.ts';
import { isProblemCode, problemText } from '#shared/problems/index.ts';

const profiles = entityOf('profiles');
const clock = '018f00000000-0000-0000020';
const row = { id: 7, values: { first_name: 'Ana', tier: 2 }, clock };

describe('parseRow', () => {
  test('takes a whole row, and columns that it does not know', () => {
    const strange = { ...row, values: { ...row.values, shoe_size: { eu: 38 } } };
    expect(parseRow(profiles, strange)).toEqual({ ok: true, value: strange });
  });

  test.each([
    [null, null],
    [[], null],
    [{ ...row, id: 0 }, 'id'],
    [{ ...row, id: 1.5 }, 'id'],
    [{ ...row, id: '7' }, 'id'],
    [{ ...row, clock: 'now' }, 'clock'],
    [{ ...row, values: null }, null],
    [{ ...row, values: { tier: 'two' } }, 'tier'],
    [{ ...row, values: { first_name: 'x'.repeat(256) } }, 'first_name'],
    [{ ...row, clocks: { tier: 'now' } }, 'clocks'],
    [{ ...row, source: { tags: 1 } }, 'source'],
  ])('%j is refused at %s', (input, field) => {
    const parsed = parseRow(profiles, input);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) {
      expect(parsed.field).toBe(field);
      expect(problemText(parsed.problem)).not.toContain('?');
    }
  });

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (input) => void parseRow(profiles, input)));
  });
});

describe('index keys', () => {
  test.each(tableNames)(
    'DB29 %s: every part is a key of IndexedDB, even of an empty record; only references to nothing are missing',
    (table) => {
      const entity = entityOf(table);
      const key = indexKeyMaker(entity)({ values: {} });
      for (const field of indexedFields(entity))
        if (entity.fields[field]!.kind === 'reference') expect(key).not.toHaveProperty(field);
        else expect(['string', 'number']).toContain(typeof key[field]);
      expect(key['deleted']).toBe(0);
    },
  );

  test('DB29 a path begins with a reference or holds none, so that none hides a record from it', () => {
    for (const { fields, paths } of tableNames.map(entityOf))
      for (const path of paths)
        for (const later of path.fields.slice(1)) expect(fields[later]!.kind).not.toBe('reference');
  });

  test('folding is done once and for all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => foldText(foldText(text)) === foldText(text),
      ),
    );
  });
});

test('references are listed with their targets', () => {
  const found = [...referencesOf(profiles, { created_by: 3, expert_request: 9, tier: 1 })];
  expect(found).toEqual([
    { field: 'expert_request', target: 'expert_requests', id: 9 },
    { field: 'created_by', target: 'users', id: 3 },
  ]);
});

test('a problem without its data still reads as a sentence', () => {
  expect(isProblemCode('value.tooLong')).toBe(true);
  expect(isProblemCode('toString')).toBe(false);
  expect(problemText({ code: 'value.notInteger', data: {} })).toBe(
    '? must be a whole number, not “?”.',
  );
});
