import { expect, test } from 'vitest';
import { conditionFor, narrowedBy } from '#renderer/grid/filters/value-filter.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { profiles } from '#shared/entities/profiles.ts';
import {
  emptyFilter,
  isComplete,
  operatorsOf,
  type Condition,
  type Group,
} from '#shared/views/filter.ts';

const { fields } = profiles;

test.each([
  ['city', 'Porto', 'is', ['Porto']],
  ['city', null, 'empty', []],
  ['country_iso2_code', 'PT', 'anyOf', ['PT']],
  ['tags', ['a', 'b'], 'allOf', ['a', 'b']],
  ['tier', 3, 'is', ['3']],
  ['hourly_rate', '120.50', 'is', ['120.50']],
  ['conflicted', true, 'yes', []],
  ['conflicted', false, 'no', []],
  ['created_by', 12, 'is', ['12']],
] as const)('the records with %s %j are those where it %s', (name, value, operator, values) => {
  expect(conditionFor(name, fields[name], value)).toEqual({ field: name, operator, values });
});

test('a moment is filtered by its day on the reader’s clock', () => {
  const found = conditionFor('created_at', fields.created_at, '2026-03-31T12:00:00.000000Z');
  expect(found).toEqual({ field: 'created_at', operator: 'during', values: ['2026-03-31'] });
  expect(conditionFor('created_at', fields.created_at, 'infinity')).toBeNull();
});

test('what a condition cannot hold is not asked for', () => {
  expect(conditionFor('city', fields.city, 'x'.repeat(1001))).toBeNull();
  expect(conditionFor('city', fields.city, ' ')).toBeNull();
});

test('every kind of field gets an operator that it has', () => {
  for (const table of tableNames)
    for (const [name, field] of Object.entries(entityOf(table).fields)) {
      const empty = conditionFor(name, field, null)!;
      expect(operatorsOf(field.kind)).toContain(empty.operator);
      expect(isComplete(empty)).toBe(true);
    }
});

test('a filter is narrowed further, once, whatever it is', () => {
  const city: Condition = { field: 'city', operator: 'is', values: ['Porto'] };
  const tier: Condition = { field: 'tier', operator: 'is', values: ['1'] };
  const one = narrowedBy(emptyFilter, city);
  expect(one).toEqual({ match: 'all', conditions: [city] });
  expect(narrowedBy(one, { ...city })).toBe(one);
  expect(narrowedBy(one, tier)).toEqual({ match: 'all', conditions: [city, tier] });
  const either: Group = { match: 'any', conditions: [city, tier] };
  const both = narrowedBy(either, tier);
  expect(both).toEqual({ match: 'all', conditions: [either, tier] });
  const deep: Group = { match: 'any', conditions: [{ ...both }, tier] };
  expect(narrowedBy(deep, city)).toBe(deep);
});
