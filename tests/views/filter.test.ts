import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import {
  arityOf,
  countOfConditions,
  effective,
  emptyFilter,
  fieldOf,
  filterSchema,
  operators,
  operatorsOf,
  type Group,
} from '#shared/views/filter.ts';
import {
  fieldsBehind,
  filterFields,
  filterText,
  newCondition,
  withOperator,
} from '#renderer/grid/filters/filter-words.ts';

const entities = Object.fromEntries(tableNames.map((name) => [name, entityOf(name)]));
const open = { field: 'match_state', operator: 'anyOf', values: ['proposed', 'cleared'] } as const;
const unfinished = { field: 'client_note', operator: 'contains', values: [' '] } as const;

describe('a filter', () => {
  test.each(tableNames)('VIEW2: asks of every column of %s, and of what points there', (table) => {
    for (const field of filterFields(table)) {
      const condition = newCondition(field);
      expect(operatorsOf(field.kind)).toContain(condition.operator);
      expect(fieldOf(condition, { entity: entityOf(table), entities })).not.toBeNull();
      expect(filterSchema.safeParse({ match: 'all', conditions: [condition] }).success).toBe(true);
    }
  });

  test('VIEW3: every operator belongs to some kind of field', () => {
    const kinds = [
      'text',
      'choice',
      'textList',
      'integer',
      'boolean',
      'instant',
      'related',
    ] as const;
    expect(new Set(kinds.flatMap(operatorsOf))).toEqual(new Set(operators));
  });

  test('VIEW4: what says nothing yet is left out, and so are groups of it', () => {
    const filter: Group = {
      match: 'all',
      conditions: [unfinished, { match: 'any', conditions: [unfinished] }, open],
    };
    expect(effective(filter)).toEqual({ match: 'all', conditions: [open] });
    expect(countOfConditions(filter)).toBe(1);
    expect(effective({ match: 'any', conditions: [unfinished] })).toBeNull();
    expect(effective(emptyFilter)).toBeNull();
  });

  test.each([
    ['no filter', null],
    ['an unknown operator', { match: 'all', conditions: [{ ...open, operator: 'like' }] }],
    ['a number as a value', { match: 'all', conditions: [{ ...open, values: [1] }] }],
    ['too many conditions', { match: 'all', conditions: Array(51).fill(open) }],
    [
      'groups too deep',
      [1, 2, 3].reduce<Group>((inner) => ({ match: 'any', conditions: [inner] }), {
        match: 'all',
        conditions: [open],
      }),
    ],
  ])('VIEW1, VIEW2: of unknown origin: %s is refused', (_, value) => {
    expect(filterSchema.safeParse(value).success).toBe(false);
  });

  test.each([
    [{ field: 'toString', operator: 'filled', values: [] } as const],
    [{ field: 'users.toString', operator: 'some', values: [] } as const],
    [{ field: 'constructor.name', operator: 'some', values: [] } as const],
    [{ field: 'consultations.expert_id.more', operator: 'some', values: [] } as const],
  ])('VIEW3: %j asks of nothing', (condition) => {
    expect(fieldOf(condition, { entity: entityOf('profiles'), entities })).toBeNull();
  });

  test('VIEW15: goes along references, at most three, and says so in words', () => {
    const of = (field: string) =>
      fieldOf({ field }, { entity: entityOf('expert_request_candidates'), entities });
    expect(of('request_id.project.team')).toMatchObject({
      kind: 'through',
      target: 'expert_requests',
    });
    expect(of('request_id.person.referrer.expert_state')).not.toBeNull();
    expect(of('request_id.person.referrer.referrer.expert_state')).toBeNull();
    expect(of('request_id.constructor')).toBeNull();
    expect(of('match_note.team')).toBeNull();
    const filter: Group = {
      match: 'all',
      conditions: [
        { field: 'request_id.project.team', operator: 'is', values: ['North'] },
        { field: 'created_by', operator: 'is', values: ['U12'] },
      ],
    };
    expect(filterText('expert_request_candidates', filter)).toBe(
      'Request’s project’s team is “North”, and Created by is “U12”',
    );
    expect(fieldsBehind('expert_request_candidates', filter)).toEqual([
      {
        name: 'request_id.project.team',
        label: 'Request’s project’s team',
        group: 'Behind references',
        kind: 'text',
        options: [],
      },
    ]);
  });

  test('is told in words', () => {
    const filter: Group = {
      match: 'all',
      conditions: [
        open,
        {
          match: 'any',
          conditions: [
            { field: 'match_score', operator: 'between', values: ['50', ''] },
            { field: 'created_at', operator: 'past', values: ['7'] },
          ],
        },
        unfinished,
      ],
    };
    expect(filterText('expert_request_candidates', filter)).toBe(
      'State is any of “proposed”, “cleared”, and (Score is between 50 and …, or Created is in the past 7 days)',
    );
  });

  test('another operator keeps the values that it can use', () => {
    expect(withOperator(open, 'contains').values).toEqual(['proposed']);
    expect(withOperator(open, 'empty').values).toEqual([]);
    for (const operator of operators)
      expect(withOperator(open, operator).values.length).toBeLessThanOrEqual(arityOf(operator));
  });
});
