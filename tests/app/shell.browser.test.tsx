import { page } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { entityOf, workTables } from '#shared/entities/index.ts';
import { openApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });

describe('the shell', () => {
  test('every table has its place in the sidebar, in the registry’s order, and leads to its screen', async () => {
    await openApp('/settings');
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link').elements();
    const labels = links.map((link) => link.textContent);
    const tables = workTables.map((table) => entityOf(table).label.many);
    expect(labels.filter((label) => tables.includes(label))).toHaveLength(tables.length);
    for (const table of workTables) {
      const { many } = entityOf(table).label;
      const link = page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: many, exact: true });
      await link.click();
      await expect.element(heading(many)).toBeInTheDocument();
      await expect.element(link).toHaveAttribute('aria-current', 'page');
      expect(document.title).toBe(`${many} – Expert Desk`);
    }
  });

  test('an address that leads nowhere says so, and leads home', async () => {
    await openApp('/nowhere/at/all');
    await expect.element(heading('Nothing here')).toBeVisible();
    await page.getByRole('link', { name: 'Go to Home' }).click();
    await expect.element(heading('Welcome to your desk')).toBeVisible();
  });

  test('moving to another screen moves the focus to its heading', async () => {
    await openApp('/settings');
    await page.getByRole('link', { name: 'Trash' }).click();
    await expect.element(heading('Trash')).toHaveFocus();
  });
});
