import { describe, expect, test } from 'vitest';
import reference from '../fixtures/reference-schema.json' with { type: 'json' };
import { relationName, relationsTo } from '#renderer/features/records/related.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';

const references = reference.flatMap(({ table, columns }) =>
  columns
    .filter(({ references }) => references !== null)
    .map((column) => `${table}.${column.name} > ${column.references}`),
);

const found = tableNames.flatMap((target) =>
  relationsTo(target).map((relation) => `${relation.table}.${relation.field} > ${target}`),
);

describe('relations', () => {
  test('all 22 references of the reference schema are relations of the table that they point to', () => {
    expect(references).toHaveLength(22);
    expect(found).toEqual(expect.arrayContaining(references));
  });

  test('besides them only what points by habit', () => {
    expect(found.filter((relation) => !references.includes(relation))).toEqual([
      'consultation_reviews.consultation_id > consultations',
    ]);
  });

  test.each(tableNames)('%s: names differ, and columns are fields of their table', (target) => {
    const relations = relationsTo(target);
    const names = relations.map((relation) => relationName(relation, target));
    expect(new Set(names).size).toBe(names.length);
    for (const { table, field, columns } of relations) {
      expect(columns).not.toContain(field);
      for (const column of columns) expect(entityOf(table).fields).toHaveProperty(column);
    }
  });

  test('what an index finds comes before what has to be searched for', () => {
    for (const target of tableNames) {
      const order = relationsTo(target).map(({ indexed }) => indexed);
      expect(order).toEqual([...order].sort((a, b) => Number(b) - Number(a)));
    }
  });

  test('columns say who, how far and when', () => {
    const [candidates, calls] = relationsTo('expert_requests');
    expect(candidates?.columns).toEqual(['match_state', 'match_score', 'invitation_email_sent_at']);
    expect(calls?.columns).toEqual(['requester', 'consultation_type', 'starts_at']);
  });

  test('names read as people say them', () => {
    const names = relationsTo('users').map((relation) => relationName(relation, 'users'));
    expect(names).toContain('Consultations · Expert');
    const ofRequest = relationsTo('expert_requests');
    expect(relationName(ofRequest[0]!, 'expert_requests')).toBe('Candidates of this request');
  });
});
