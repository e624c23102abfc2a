import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  entities,
  entityOf,
  tableNames,
  workTables,
  type TableName,
} from '#shared/entities/index.ts';
import type { RecordOf } from '#shared/schema/entity.ts';
import type { Field } from '#shared/schema/fields.ts';
import reference from '../fixtures/reference-schema.json' with { type: 'json' };

interface ReferenceColumn {
  name: string;
  sql: string;
  references: string | null;
  on_delete: string | null;
  /** The version of this desk that added the column; absent for those of the old system. */
  added?: string;
}

const tables = reference as { table: string; columns: ReferenceColumn[] }[];

/** The SQL type that a field kind stands for, written out apart from the code under test. */
const sqlTypes = (field: Field): string[] => {
  switch (field.kind) {
    case 'integer':
    case 'reference':
      return ['integer'];
    case 'boolean':
      return ['boolean'];
    case 'instant':
    case 'instantList':
      return ['timestamp without time zone'];
    case 'decimal':
      return [`numeric(${field.precision},${field.scale})`];
    case 'longText':
      return ['text'];
    case 'textList':
      return [field.maxLength === null ? 'text' : `character varying(${field.maxLength})`];
    default:
      return [`character varying(${field.maxLength})`];
  }
};

const columnsOf = (table: string) => {
  const entity = entityOf(table as TableName);
  return Object.entries(entity.fields).filter(([name]) => name !== 'deleted' || !entity.ownTrash);
};

test('the registry has the eleven tables of the reference schema, and no other', () => {
  expect([...workTables].sort()).toEqual(tables.map(({ table }) => table).sort());
});

test('saved views are a table beside them, and come last', () => {
  expect(tableNames).toEqual([...workTables, 'saved_views']);
});

test('the old system’s 206 columns and 22 references are all there', () => {
  const old = tables.flatMap(({ columns }) => columns.filter(({ added }) => added === undefined));
  expect(old).toHaveLength(206);
  expect(old.filter(({ references }) => references !== null)).toHaveLength(22);
});

describe.each(tables)('$table', ({ table, columns }) => {
  const own = new Map(columnsOf(table));

  test('has the columns of the reference schema, and no other', () => {
    expect(['id', ...own.keys()].sort()).toEqual(columns.map(({ name }) => name).sort());
  });

  test.each(columns.filter(({ name }) => name !== 'id'))(
    '$name is as in the reference',
    (column) => {
      const field = own.get(column.name)!;
      expect(sqlTypes(field)).toContain(column.sql);
      expect(field.kind === 'reference' ? field.target : null).toBe(column.references);
      if (field.kind !== 'reference') return;
      const onDelete = column.on_delete === null ? 'restrict' : 'setNull';
      expect(field.onDelete).toBe(onDelete);
    },
  );
});

test('every table can be put into the trash', () => {
  for (const table of tableNames) expect(entityOf(table).fields['deleted']?.kind).toBe('boolean');
});

test('labels are unique within a table, and letters among tables', () => {
  for (const table of tableNames) {
    const labels = Object.values(entityOf(table).fields).map(({ label }) => label);
    expect(new Set(labels).size, table).toBe(labels.length);
  }
  expect(new Set(tableNames.map((table) => entityOf(table).letter)).size).toBe(tableNames.length);
});

test('every reference points to a table of the registry', () => {
  for (const table of tableNames)
    for (const field of Object.values(entityOf(table).fields))
      if (field.kind === 'reference') expect(tableNames).toContain(field.target);
});

test('secrets are the six of the reference', () => {
  const secrets = tableNames.flatMap((table) =>
    Object.entries(entityOf(table).fields)
      .filter(([, field]) => field.kind === 'secret')
      .map(([name]) => `${table}.${name}`),
  );
  expect(secrets.sort()).toEqual([
    'conferences.password',
    'consultations.expert_pin',
    'consultations.requester_pin',
    'payout_accounts.kyckglobal_payee_id',
    'payout_accounts.stripe_account_id',
    'users.reset_password_token_hash',
  ]);
});

test('an entity knows the shape of its records at compile time', () => {
  const fields = entities.expert_request_candidates.fields;
  expect(fields.match_score.precision).toBe(3);
  expect(fields.request_id.target).toBe('expert_requests');
  const record: Pick<
    RecordOf<typeof entities.expert_request_candidates>,
    'id' | 'match_score' | 'created_at' | 'show_engagement_agreement'
  > = { id: 1, match_score: '87.5', created_at: null, show_engagement_agreement: false };
  expectTypeOf(record.match_score).toEqualTypeOf<string | null>();
  expectTypeOf(record.show_engagement_agreement).toEqualTypeOf<boolean | null>();
});
