import { page, userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { enter, openApp, type OpenApp } from '#tests/app/open-app.tsx';

const fill = ({ desk }: OpenApp) =>
  enter(
    desk,
    {
      op: 'create',
      table: 'profiles',
      id: 12,
      values: { first_name: 'Zoë', city: 'Hydrogen Bay' },
    },
    { op: 'create', table: 'projects', id: 5, values: { name: 'Hydrogen ports' } },
    { op: 'create', table: 'profiles', id: 13, values: { city: 'Hydro', deleted: true } },
  );

const field = () => page.getByRole('searchbox', { name: 'Search everything' });
const link = (name: string) =>
  page.getByRole('list', { name: 'Found' }).getByRole('link', { name });

test('typing finds records of all tables, marks the words, and is kept in the address', async () => {
  await openApp('/search', fill);
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard('hydro');
  await expect.element(link('Hydrogen ports')).toBeVisible();
  await expect.element(link('Zoë')).toBeVisible();
  await expect.element(page.getByText('2 records', { exact: true })).toBeVisible();
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'Hydro',
    'Hydro',
  ]);
  await expect.poll(() => window.location.hash).toBe('#/search?q=hydro');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.element(link('Zoë')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => window.location.hash).toBe('#/t/profiles/12');
});

test('facets narrow to tables, and the trash is looked into when asked for', async () => {
  await openApp('/search?q=hydro', fill);
  await page.getByRole('button', { name: 'Profiles 1' }).click();
  await expect.element(page.getByText('1 record', { exact: true })).toBeVisible();
  await expect.poll(() => window.location.hash).toBe('#/search?q=hydro&in=profiles');
  await page.getByText('Also in the trash').click();
  await expect.element(page.getByText('2 records', { exact: true })).toBeVisible();
  await expect.element(page.getByText('In the trash', { exact: true })).toBeVisible();
});

test('what is nowhere is said to be nowhere', async () => {
  await openApp('/search?q=qqqq', fill);
  await expect.element(page.getByText('Nothing holds “qqqq”')).toBeVisible();
});
