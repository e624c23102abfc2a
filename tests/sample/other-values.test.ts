import { expect, test } from 'vitest';
import { entityOf, workTables } from '#shared/entities/index.ts';
import { planSample } from '#shared/sample/desk-plan.ts';
import { otherValues } from '#shared/sample/other-values.ts';
import { SampleDesk } from '#shared/sample/sample-desk.ts';
import { valueProblem } from '#shared/schema/values.ts';

const today = Date.UTC(2026, 10, 23);
const plan = planSample({ rows: 1000, seed: 42, today });
const desk = new SampleDesk(plan);
const ids = Array.from({ length: 100 }, (_, i) => i + 1);

test.each(workTables)('%s: fields that nobody names are filled with what they take', (table) => {
  const { fields } = entityOf(table);
  const seen = new Set<string>();
  for (const id of ids)
    for (const [name, value] of Object.entries(otherValues(desk, id, fields, {}))) {
      if (value === null) continue;
      seen.add(name);
      expect(valueProblem(fields[name]!, value)).toBeNull();
    }
  const filled = Object.keys(fields).filter((name) => fields[name]!.kind !== 'reference');
  expect([...seen].sort()).toEqual(filled.sort());
});

test('what a table’s own file names, empty or not, is left to it', () => {
  const { fields } = entityOf('projects');
  const own = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
  expect(otherValues(desk, 1, fields, own)).toEqual({});
});
