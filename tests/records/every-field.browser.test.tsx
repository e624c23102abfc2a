import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { EntityDefinition } from '#shared/schema/entity.ts';
import { valueAt } from '#shared/schema/row.ts';
import { clearField, fillField } from '../forms/fill-field.ts';
import { sampleOf } from '../forms/sample-values.ts';
import { closeTestDesk, openTestDesk, put, seedTargets, showAt } from './test-desk.tsx';

/** The promise: every column of every table can be created, edited and emptied through the forms. */

/** Milliseconds for one table; there are up to 54 fields to fill in. */
const patience = 240_000;

let desk: CurrentDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await seedTargets(desk);
});
afterEach(() => closeTestDesk(desk));

const fillAll = async (entity: EntityDefinition, turn: 0 | 1) => {
  for (const [name, field] of Object.entries(entity.fields))
    await fillField(name, field, sampleOf(field, turn).typed);
};

const expected = (entity: EntityDefinition, turn: 0 | 1) =>
  Object.fromEntries(
    Object.entries(entity.fields).map(([name, field]) => [name, sampleOf(field, turn).stored]),
  );

const unfoldAll = () => {
  for (const head of document.querySelectorAll<HTMLElement>(
    '.record-form [data-section-head][aria-expanded=false]',
  ))
    head.click();
};

const showRecord = async (table: TableName, id: number) => {
  showAt(desk, `/t/${table}/${id}`);
  await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
  unfoldAll();
};

const saveByKey = () => userEvent.keyboard('{Control>}s{/Control}');

describe.each(tableNames)('%s', { timeout: patience }, (table) => {
  const entity = entityOf(table);

  test('created with every field filled in', async () => {
    showAt(desk, `/t/${table}/new`);
    await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
    await fillAll(entity, 0);
    await saveByKey();
    await vi.waitFor(() => expect(window.location.hash).toMatch(/^#\/t\/\w+\/\d+$/));
    const id = Number(window.location.hash.split('/').at(-1));
    expect((await desk.get(table, id))?.values).toEqual(expected(entity, 0));
  });

  test('every field edited', async () => {
    await put(desk, table, 7, expected(entity, 0));
    await showRecord(table, 7);
    await fillAll(entity, 1);
    await saveByKey();
    await vi.waitFor(async () =>
      expect((await desk.get(table, 7))?.values).toEqual(expected(entity, 1)),
    );
  });

  test('every field emptied', async () => {
    await put(desk, table, 7, expected(entity, 0));
    await showRecord(table, 7);
    for (const [name, field] of Object.entries(entity.fields)) await clearField(name, field);
    await saveByKey();
    await vi.waitFor(async () => {
      const row = (await desk.get(table, 7))!;
      const left = Object.keys(entity.fields).filter((name) => valueAt(row, name) !== null);
      expect(left).toEqual([]);
    });
  });
});

test('what each kind cannot hold gets its sentence, and nothing is saved', async () => {
  const wrong: readonly [string, string | readonly string[], string][] = [
    [
      'expert_name',
      'x'.repeat(256),
      'Expert’s name holds 256 characters; at most 255 are allowed.',
    ],
    ['consultation_type', 'x'.repeat(51), 'Type holds 51 characters; at most 50 are allowed.'],
    ['expected_duration', '4.5', 'Expected duration must be a whole number, not “4.5”.'],
    ['credit_rate', '2.555', 'Credit rate takes at most 2 digits after the point, not “2.555”.'],
    ['starts_at', 'noon', 'Starts must be a date and time such as 2026-03-31 14:30, not “noon”.'],
    [
      'proposed_times',
      ['soon'],
      'Proposed times must be a date and time such as 2026-03-31 14:30, not “soon”.',
    ],
    ['expert_pin', '9'.repeat(256), 'Expert’s PIN holds 256 characters; at most 255 are allowed.'],
  ];
  const { fields } = entityOf('consultations');
  await put(desk, 'consultations', 7, { created_at: '2026-01-01T00:00:00.000000Z' });
  await showRecord('consultations', 7);
  await fillField('team', fields['team']!, 'fine');
  for (const [name, typed] of wrong) await fillField(name, fields[name]!, typed);
  await saveByKey();
  for (const [, , sentence] of wrong) await expect.element(page.getByText(sentence)).toBeVisible();
  await vi.waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe(
      'expert_name',
    ),
  );
  expect((await desk.get('consultations', 7))?.values).toEqual({
    created_at: '2026-01-01T00:00:00.000000Z',
  });
});
