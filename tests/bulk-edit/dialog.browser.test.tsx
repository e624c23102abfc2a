import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { toStored } from '#renderer/db/stored-row.ts';
import { forgetEdits } from '#renderer/state/edits.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { rowOf } from '#tests/support/bulk-desk.ts';
import { openApp, type OpenApp } from '../app/open-app.tsx';
import { violationsIn } from '../ui/axe.ts';

beforeEach(() => {
  localStorage.clear();
  forgetEdits();
});

const people =
  (count: number) =>
  async ({ desk }: OpenApp) => {
    const rows = Array.from({ length: count }, (_, i) =>
      rowOf(i + 1, {
        first_name: `Ana ${i + 1}`,
        city: i % 2 === 0 ? 'Porto' : 'Lisbon',
        hourly_rate: i === 0 ? '90000000.00' : '100.00',
        tags: ['old'],
        created_at: '2026-01-01T00:00:00.000000Z',
      }),
    );
    await desk.database.records('profiles').bulkPut(rows.map((row) => toStored('profiles', row)));
  };

const grid = () => page.getByRole('grid', { name: 'Profiles' });
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
const press = (keys: string) => userEvent.keyboard(keys);
const bulkKeys = '{Control>}{Shift>}e{/Shift}{/Control}';
const button = (name: string | RegExp) => page.getByRole('button', { name });
const said = (text: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByText(text);

const onTable = async (count: number) => {
  const open = await openApp('/t/profiles', people(count));
  await expect
    .element(page.getByRole('main').getByText(`${count.toLocaleString('en')} profiles`))
    .toBeVisible();
  (grid().element() as HTMLElement).focus();
  return open;
};

/** Puts the cursor into a column, by keys. */
const toColumn = async (label: string) => {
  await press('{Control>}{Home}{/Control}{ArrowUp}');
  for (let i = 0; i < 60; i++) {
    const id = grid().element().getAttribute('aria-activedescendant') ?? '';
    if (document.getElementById(id)?.textContent === label) return press('{ArrowDown}');
    await press('{ArrowRight}');
  }
  throw new Error(`There is no column “${label}”.`);
};

const valuesOf = async ({ desk }: OpenApp, field: string) =>
  (await desk.database.records('profiles').toArray()).map(({ values }) => values[field] ?? null);

describe('the dialog for many records', () => {
  test('by keyboard alone: the column under the cursor, a value, what it comes to, done, undone', async () => {
    const open = await onTable(40);
    const before = await valuesOf(open, 'city');
    await toColumn('City');
    await press(bulkKeys);
    await expect.element(dialog('Edit 40 profiles')).toBeVisible();
    await expect.element(page.getByText('All 40 profiles of the table.')).toBeVisible();
    await expect.element(button(/^City\b.*Field/)).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'City' })).toHaveFocus();
    await press('Porto{Enter}');
    await expect.element(page.getByText('20 profiles will change.')).toBeVisible();
    await expect.element(page.getByText('20 profiles hold this already')).toBeVisible();
    expect(await valuesOf(open, 'city')).toEqual(before);
    await press('{Tab}{Tab}');
    await expect.element(button('Change 20 profiles')).toHaveFocus();
    await press('{Enter}');
    await expect.element(said('20 profiles changed.')).toBeVisible();
    expect(new Set(await valuesOf(open, 'city'))).toEqual(new Set(['Porto']));
    await expect.element(grid()).toHaveFocus();
    await press('{Control>}z{/Control}');
    await expect.element(said('Undone: edit of 40 profiles.')).toBeVisible();
    expect(await valuesOf(open, 'city')).toEqual(before);
  });

  test('what is selected comes first; everything that the filter shows can be chosen instead', async () => {
    const open = await onTable(40);
    await press('/');
    await press('porto');
    await expect
      .element(page.getByRole('main').getByText('20 profiles', { exact: true }))
      .toBeVisible();
    await press(bulkKeys);
    await expect.element(page.getByText('All 20 profiles that the filter shows.')).toBeVisible();
    await press('{Escape}');
    (grid().element() as HTMLElement).focus();
    await press('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await press(bulkKeys);
    await expect.element(dialog('Edit 3 profiles')).toBeVisible();
    await expect
      .element(page.getByRole('radio', { name: 'The 3 profiles that are selected' }))
      .toBeChecked();
    await page.getByText('All 20 profiles that the filter shows').click();
    await expect.element(dialog('Edit 20 profiles')).toBeVisible();
    await page.getByText('Move to the trash').click();
    await button('Review').click();
    await button('Move 20 profiles to the trash').click();
    await expect.element(said('20 profiles changed.')).toBeVisible();
    expect((await valuesOf(open, 'deleted')).filter((value) => value === true)).toHaveLength(20);
    await button('Undo').click();
    await expect.element(said('Undone: move of 20 profiles to the trash.')).toBeVisible();
    expect((await valuesOf(open, 'deleted')).filter((value) => value === true)).toHaveLength(0);
  });

  test('what is missing is told at its place, and what would be refused before anything is written', async () => {
    const open = await onTable(12);
    await press(bulkKeys);
    await button('Review').click();
    await expect.element(page.getByText('Choose a field.')).toBeVisible();
    await button(/^Choose a field/).click();
    await page.getByRole('option', { name: /^Hourly rate/ }).click();
    await button(/What to do/).click();
    await page.getByRole('option', { name: 'Multiply by' }).click();
    await button('Review').click();
    await expect.element(page.getByText('Enter a number, such as 1.05.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Multiply hourly rate by' }).fill('2');
    await button('Review').click();
    await expect.element(page.getByText('11 profiles will change.')).toBeVisible();
    await expect
      .element(page.getByText('1 profile cannot take it and stays as it is:'))
      .toBeVisible();
    await expect.element(dialog('Edit 12 profiles').getByText('P1', { exact: true })).toBeVisible();
    await button('Back').click();
    await expect
      .element(page.getByRole('textbox', { name: 'Multiply hourly rate by' }))
      .toHaveValue('2');
    await press('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(await valuesOf(open, 'hourly_rate')).toContain('100.00');
  });

  test('several fields at once, and items of lists', async () => {
    const open = await onTable(6);
    await toColumn('Tags');
    await press(bulkKeys);
    await expect.element(button(/^Add items/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Tags' }).fill('new');
    await button('Another field').click();
    await press('{Enter}');
    await expect.element(page.getByRole('option', { name: /^Tags/ })).not.toBeInTheDocument();
    await page.getByRole('option', { name: /^City/ }).click();
    const what = page.getByRole('listitem', { name: 'City' }).getByRole('button', { name: /What/ });
    await what.click();
    await page.getByRole('option', { name: 'Empty it' }).click();
    await button('Review').click();
    await expect.element(page.getByText('Tags: add “new”')).toBeVisible();
    await expect.element(page.getByText('City: emptied')).toBeVisible();
    await button('Change 6 profiles').click();
    await expect.element(said('6 profiles changed.')).toBeVisible();
    expect(await valuesOf(open, 'tags')).toEqual(Array(6).fill(['old', 'new']));
    expect(await valuesOf(open, 'city')).toEqual(Array(6).fill(null));
  });

  describe.each(['light', 'dark'] as const)('has no serious findings in the %s theme', (theme) => {
    test('choosing and reviewing', async () => {
      useTheme.getState().choose(theme);
      await onTable(12);
      await toColumn('City');
      await press(bulkKeys);
      await button('Review').click();
      await expect.element(page.getByText(/^Enter what it is set to/)).toBeVisible();
      expect(await violationsIn(document.body)).toEqual([]);
      await page.getByRole('textbox', { name: 'City' }).fill('Rome');
      await button('Review').click();
      await expect.element(button('Change 12 profiles')).toBeVisible();
      expect(await violationsIn(document.body)).toEqual([]);
      useTheme.getState().choose('system');
    });
  });
});

describe('more cells than one edit takes', () => {
  const count = 10_050;

  test('are filled, emptied and undone as one step; what cannot be copied is told to all', async () => {
    const open = await onTable(count);
    await toColumn('City');
    await press('{Control>} {/Control}{Delete}');
    await expect.element(said('10,050 profiles changed.'), { timeout: 60_000 }).toBeVisible();
    expect((await valuesOf(open, 'city')).every((value) => value === null)).toBe(true);
    await press('{Control>}z{/Control}');
    await expect
      .element(said('Undone: emptying of 10,050 cells.'), { timeout: 60_000 })
      .toBeVisible();
    expect(new Set(await valuesOf(open, 'city'))).toEqual(new Set(['Porto', 'Lisbon']));
    await toColumn('City');
    await press('{Control>} {/Control}{Control>}c{/Control}');
    await expect
      .element(said('At most 10,000 records at a time: 10,050 are selected.'))
      .toBeVisible();
  });
});
