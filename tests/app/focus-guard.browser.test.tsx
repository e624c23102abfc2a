import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { enter, openApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const button = (name: string) => page.getByRole('button', { name, exact: true });

const openRequest = (path: string) =>
  openApp(path, async ({ desk }) => {
    const values = { title: 'Rail freight', state: 'draft' };
    await enter(desk, { op: 'create', table: 'expert_requests', id: 7, values });
  });

/** Presses Enter on a control as somebody does who has come to it by Tab. */
const press = async (name: string) => {
  await expect.element(button(name)).toBeVisible();
  (button(name).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
};

describe('the keyboard is never left nowhere', () => {
  test('a screen that is read after it opened gets it on its heading', async () => {
    await openRequest('/settings');
    window.location.hash = '/requests/7';
    await expect
      .element(page.getByRole('heading', { level: 1, name: /Rail freight/ }))
      .toHaveFocus();
    window.location.hash = '/t/expert_requests/7';
    await expect
      .element(page.getByRole('heading', { level: 1, name: /Rail freight/ }))
      .toHaveFocus();
  });

  test('a deed leaves it on the next thing to do, be that a button or a link', async () => {
    await openRequest('/requests/7');
    await press('Scoping call held');
    await expect.element(button('Open the request')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Start sourcing')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('link', { name: 'Look for candidates' })).toHaveFocus();
  });

  test('a dialog whose opener is gone gives it to what stands nearest', async () => {
    await openRequest('/requests/7');
    await press('More for the request');
    await userEvent.keyboard('close');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await userEvent.keyboard('Budget cut{Tab}{Tab}{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(button('More for the request')).toHaveFocus();
  });

  test('a condition that is removed leaves it among the others', async () => {
    await openRequest('/t/expert_requests');
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
    for (let count = 1; count <= 2; count++) {
      await press('Add a condition');
      await expect
        .poll(() => page.getByRole('button', { name: /^Title/ }).elements().length)
        .toBe(count);
    }
    const remove = page.getByRole('button', { name: 'Remove the condition on Title' });
    (remove.last().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => remove.elements().length).toBe(1);
    const box = page.getByRole('dialog', { name: 'Filter' });
    await expect.poll(() => box.element().contains(document.activeElement)).toBe(true);
  });

  test('what was pressed twice is done once', async () => {
    const { desk } = await openRequest('/t/profiles/new');
    await userEvent.click(page.getByRole('textbox', { name: 'First name' }));
    await userEvent.keyboard('Zoë{Control>}ss{/Control}');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Zoë' })).toBeVisible();
    const { rows } = await desk.page('profiles', { trash: false, limit: 9 });
    expect(rows.map(({ values }) => values['first_name'])).toEqual(['Zoë']);
  });
});
