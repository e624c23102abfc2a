import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { chunksOfRows } from '#tests/support/memory-api.ts';
import { rowOf } from '#tests/support/bulk-desk.ts';
import { enter, openApp, type OpenApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const button = (name: string | RegExp) => page.getByRole('button', { name });

const trashed = ({ desk }: OpenApp) =>
  enter(
    desk,
    { op: 'create', table: 'profiles', id: 7, values: { first_name: 'Ana', deleted: true } },
    { op: 'create', table: 'projects', id: 8, values: { name: 'Rivers', deleted: true } },
  );

describe('the trash', () => {
  test('shows records table by table and gives them back; undo puts them in again', async () => {
    const { desk } = await openApp('/trash', trashed);
    await page.getByRole('link', { name: /^Profiles 1$/ }).click();
    await button('Restore Ana').click();
    await expect.element(page.getByText('Restored 1 profile.')).toBeVisible();
    await expect.poll(async () => (await desk.get('profiles', 7))?.values['deleted']).toBe(false);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(async () => (await desk.get('profiles', 7))?.values['deleted']).toBe(true);
  });

  test('says when it is empty', async () => {
    await openApp('/trash');
    await expect.element(page.getByText('The trash is empty')).toBeVisible();
  });
});

describe('settings', () => {
  test('the desk can be renamed, and the line at the foot follows', async () => {
    await openApp('/settings');
    const name = page.getByRole('textbox', { name: 'Name of this desk' });
    await expect.element(button('Rename')).toBeDisabled();
    await name.fill('North');
    await button('Rename').click();
    await expect.element(page.getByRole('contentinfo').getByText('North')).toBeVisible();
  });

  test('starting over wants the word typed, and then empties the desk', async () => {
    const { desk } = await openApp('/settings', trashed);
    await button('Start over…').click();
    const empty = button('Empty this desk');
    await expect.element(empty).toBeDisabled();
    await page.getByRole('textbox', { name: /Type/ }).fill('start over');
    await empty.click();
    await expect.element(page.getByText('Welcome to your desk')).toBeVisible();
    expect(await desk.get('profiles', 7)).toBeNull();
  });
});

describe('the first start', () => {
  test('an empty desk offers its ways to begin, and a sample fills it', async () => {
    await openApp('/', async ({ api }) => {
      api.sample = chunksOfRows({ profiles: [rowOf(1, { first_name: 'Made', last_name: 'Up' })] });
    });
    await expect.element(page.getByRole('link', { name: 'Import a dump' })).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Restore a snapshot' })).toBeVisible();
    await button('Small: 1,000 records').click();
    await expect.element(page.getByRole('link', { name: 'Made Up' })).toBeVisible();
  });
});
