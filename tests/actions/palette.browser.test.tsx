import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeLayout, plainLayout } from '#renderer/state/grid-layouts.ts';
import { forgetEdits } from '#renderer/state/edits.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { enter, openApp, type OpenApp } from '../app/open-app.tsx';
import { choose, palette, said } from './by-palette.ts';

beforeEach(() => {
  localStorage.clear();
  changeLayout('profiles', plainLayout);
  forgetEdits();
});

const cities = ['Porto', 'Lisbon', 'Rome'];

const profiles: Operation[] = Array.from({ length: 9 }, (_, i) => ({
  op: 'create',
  table: 'profiles',
  id: i + 1,
  values: {
    first_name: `Ana ${i + 1}`,
    city: cities[i % 3]!,
    created_at: `2026-01-0${i + 1}T00:00:00.000000Z`,
  },
}));

const request: Operation[] = [
  {
    op: 'create',
    table: 'expert_requests',
    id: 7,
    values: { title: 'Lithium refining', state: 'draft' },
  },
  ...[1, 2].map((id): Operation => ({
    op: 'create',
    table: 'expert_request_candidates',
    id,
    values: { request_id: 7, profile_id: id, match_state: 'identified' },
  })),
];

const filled = ({ desk }: OpenApp) => enter(desk, ...profiles, ...request);
const press = (keys: string) => userEvent.keyboard(keys);
const grid = () => page.getByRole('grid', { name: 'Profiles' });
const inMain = (text: string | RegExp) => page.getByRole('main').getByText(text);

const columnAt = () => {
  const id = grid().element().getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.textContent ?? '';
};

/** The cursor goes to the first cell of a column. */
const toColumn = async (label: string) => {
  (grid().element() as HTMLElement).focus();
  await press('{Control>}{Home}{/Control}{ArrowUp}');
  for (let i = 0; i < 60 && columnAt() !== label; i++) await press('{ArrowRight}');
  expect(columnAt()).toBe(label);
  await press('{ArrowDown}');
};

const head = (name: string) => page.getByRole('columnheader', { name });
const cells = (column: number) =>
  [...grid().element().querySelectorAll(`[role=row] [data-column="${column}"]`)]
    .filter((cell) => cell.getAttribute('role') === 'gridcell')
    .map((cell) => cell.textContent);

const onProfiles = async () => {
  const open = await openApp('/t/profiles', filled);
  await expect.element(inMain('9 profiles')).toBeVisible();
  await toColumn('City');
  return open;
};

describe('from the palette alone, a grid', () => {
  test('KEY2 shows what it offers first, under the name of the screen, with keys', async () => {
    await onProfiles();
    await press('{Control>}k{/Control}');
    const first = palette().getByRole('group').nth(1);
    await expect.element(first).toHaveAccessibleName('Here: Profiles');
    const sort = palette().getByRole('menuitem', { name: /Sort ascending: City/ });
    await expect.element(sort).toHaveTextContent('AltS');
  });

  test('KEY3 is sorted by the column where the cursor was, pinned, grouped, and gets the focus back', async () => {
    await onProfiles();
    await choose('sort asc', /Sort ascending: City/);
    await expect.element(head('City')).toHaveAttribute('aria-sort', 'ascending');
    await expect.element(grid()).toHaveFocus();
    await choose('descending', /Sort descending: City/);
    await expect.element(head('City')).toHaveAttribute('aria-sort', 'descending');
    await choose('pin', /Pin to the left: City/);
    await expect.element(head('City')).toHaveAttribute('aria-colindex', '2');
    await choose('group by', /Group by City/);
    await expect.element(page.getByRole('region', { name: 'Groups by City' })).toBeVisible();
    await choose('groups', /Close the groups/);
    await expect
      .element(page.getByRole('region', { name: 'Groups by City' }))
      .not.toBeInTheDocument();
    await expect.element(grid()).toHaveFocus();
  });

  test('is filtered by the value of the cell, and no longer', async () => {
    await onProfiles();
    await choose('filter by', /Filter by “Rome”/);
    await expect.element(inMain('3 profiles')).toBeVisible();
    await choose('clear', /Clear the filter/);
    await expect.element(inMain('9 profiles')).toBeVisible();
  });

  test('opens the editor of the cell, which keeps the focus', async () => {
    const { desk } = await onProfiles();
    await choose('edit city', /Edit City/);
    await expect.element(page.getByRole('textbox', { name: 'City' })).toHaveFocus();
    await press('{Control>}a{/Control}Faro{Enter}');
    await expect.poll(async () => (await desk.get('profiles', 9))?.values['city']).toBe('Faro');
  });

  test('hides a column, chooses columns, and saves a view', async () => {
    const { desk } = await onProfiles();
    await choose('hide', /Hide column: City/);
    await expect.element(head('City')).not.toBeInTheDocument();
    await choose('choose col', /Choose columns/);
    await expect.element(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    await press('{Escape}');
    await expect.element(page.getByRole('dialog', { name: 'Columns' })).not.toBeInTheDocument();
    await choose('save view', /Save as a new view/);
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await press('No cities{Enter}');
    await expect
      .poll(async () => (await desk.page('saved_views', { trash: false, limit: 5 })).rows.length)
      .toBe(1);
  });

  test('edits many records', async () => {
    await onProfiles();
    await choose('edit 9', /Edit 9 records/);
    await expect.element(page.getByRole('dialog', { name: 'Edit 9 profiles' })).toBeVisible();
  });

  test('KEY2 says why something cannot be done, once somebody looks for it', async () => {
    await onProfiles();
    await press('{Home}{Control>}k{/Control}');
    await expect.element(palette().getByRole('menuitem', { name: /^Open record/ })).toBeVisible();
    expect(
      palette()
        .getByRole('menuitem', { name: /Sort ascending/ })
        .elements(),
    ).toEqual([]);
    await press('sort asc');
    const sort = palette().getByRole('menuitem', { name: /Sort ascending/ });
    await expect.element(sort).toHaveAttribute('aria-disabled', 'true');
    await expect.element(sort).toHaveTextContent('The cursor is on the record’s own column.');
  });
});

describe('from the palette alone', () => {
  test('a record is put in the trash, and undone', async () => {
    const { desk } = await openApp('/t/profiles/3', filled);
    await expect.element(page.getByRole('heading', { level: 1, name: /Ana 3/ })).toBeVisible();
    await choose('trash', /Move the profile to the trash/);
    await expect.element(page.getByRole('alertdialog')).toBeVisible();
    await press('{Tab}{Enter}');
    await expect.element(said('Profile moved to the trash.')).toBeVisible();
    expect((await desk.get('profiles', 3))?.values['deleted']).toBe(true);
    await choose('undo', /^Undo/);
    await expect
      .poll(async () => (await desk.get('profiles', 3))?.values['deleted'] ?? false)
      .toBe(false);
  });

  test('a candidate is moved on a board, with a reason out of the flow', async () => {
    const { desk } = await openApp('/requests/7/board', filled);
    const lane = page.getByRole('listbox', { name: /^Identified, 2/ });
    await expect.element(lane).toBeVisible();
    (lane.element() as HTMLElement).focus();
    await press('{Home}');
    const stateOf = async (id: number) =>
      (await desk.get('expert_request_candidates', id))?.values['match_state'];
    await choose('move responded', /Move .*Ana 1 to Responded/);
    await expect.poll(() => stateOf(1)).toBe('responded');
    await choose('withdrawn', /Move .*Ana 1 to Withdrawn/);
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await press('{Escape}');
    expect(await stateOf(1)).toBe('responded');
    await choose('undo', /^Undo/);
    await expect.poll(() => stateOf(1)).toBe('identified');
    await choose('add cand', /Add a candidate/);
    await expect.element(page.getByRole('dialog', { name: 'Add a candidate' })).toBeVisible();
  });

  test('a request goes from draft to its board, step by step', async () => {
    const { desk } = await openApp('/requests/7', filled);
    await expect.element(page.getByRole('heading', { name: /Lithium/ })).toBeVisible();
    const state = async () => (await desk.get('expert_requests', 7))?.values['state'];
    await choose('next', /Next: Scoping call held/);
    await expect.element(said(/scoping call is noted/i)).toBeVisible();
    await choose('next', /Next: Open the request/);
    await expect.poll(state).toBe('open');
    await expect.element(page.getByRole('button', { name: 'Start sourcing' })).toBeVisible();
    await press('{Control>}{Enter}{/Control}');
    await expect.poll(state).toBe('sourcing');
    await choose('propose times ana 2', /Propose times to .*Ana 2/);
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await press('{Escape}');
    await choose('next', /Next: Look for candidates/);
    await expect.poll(() => window.location.hash).toBe('#/requests/7/board');
  });
});

describe('keys of the grid', () => {
  test('KEYS Alt with a letter acts on the column under the cursor', async () => {
    await onProfiles();
    await press('{Alt>}s{/Alt}');
    await expect.element(head('City')).toHaveAttribute('aria-sort', 'ascending');
    await press('{Alt>}s{/Alt}');
    await expect.element(head('City')).toHaveAttribute('aria-sort', 'descending');
    await press('{Alt>}s{/Alt}');
    await expect.element(head('City')).not.toHaveAttribute('aria-sort', 'descending');
    await press('{Alt>}r{/Alt}');
    await expect.element(page.getByRole('region', { name: 'Groups by City' })).toBeVisible();
    await press('{Alt>}r{/Alt}');
    await press('{Alt>}v{/Alt}');
    await expect.element(inMain('3 profiles')).toBeVisible();
    expect(new Set(cells(6))).toEqual(new Set(cells(6).slice(0, 1)));
    await press('{Alt>}c{/Alt}');
    await expect.element(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    await press('{Escape}');
    (grid().element() as HTMLElement).focus();
    await press('{Alt>}x{/Alt}');
    await expect.element(head('City')).not.toBeInTheDocument();
  });
});
