import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { tableNames } from '#shared/entities/index.ts';
import { closeTestDesk, openTestDesk, put, seedTargets, showAt } from './test-desk.tsx';

/** Who cannot use a mouse, or cannot see the screen. */

let desk: CurrentDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await seedTargets(desk);
});
afterEach(async () => {
  delete document.documentElement.dataset['theme'];
  await closeTestDesk(desk);
});

const seriousViolations = async () => {
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false } },
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

const unfold = () => {
  for (const head of document.querySelectorAll<HTMLElement>('[data-section-head]'))
    if (head.getAttribute('aria-expanded') === 'false') head.click();
};

describe.each(['light', 'dark'])('axe, %s', (theme) => {
  test.each(tableNames)('%s: a record with all of its sections unfolded', async (table) => {
    document.documentElement.dataset['theme'] = theme;
    showAt(desk, `/t/${table}/501`);
    await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
    unfold();
    await vi.waitFor(() =>
      expect(document.querySelector('[data-section-head][aria-expanded=false]')).toBeNull(),
    );
    expect(await seriousViolations()).toEqual([]);
  });
});

const press = (keys: string) => userEvent.keyboard(keys);

/** Moves on with Tab until an element of that name has the focus, as a person would. */
const tabTo = async (name: string) => {
  for (let steps = 0; steps < 60; steps++) {
    const label = document.activeElement;
    const labels = label instanceof HTMLInputElement ? [...(label.labels ?? [])] : [];
    if (labels.some(({ textContent }) => textContent === name)) return;
    await press('{Tab}');
  }
  throw new Error(`Tab never came to ${name}.`);
};

test('without a mouse: a candidate is created, its request chosen by typing, then edited and saved', async () => {
  await put(desk, 'profiles', 7, { first_name: 'Zoë', last_name: 'Núñez' });
  await put(desk, 'expert_requests', 9, { title: 'Reefer capacity' });
  showAt(desk, '/t/expert_request_candidates/new?request_id=9');
  await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
  await expect
    .element(page.getByRole('combobox', { name: 'Request' }))
    .toHaveValue('Reefer capacity');
  await tabTo('Profile');
  await press('nunez');
  await expect.element(page.getByRole('option', { name: /Zoë Núñez/ })).toBeVisible();
  await press('{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Profile' })).toHaveValue('Zoë Núñez');
  await press('{Control>}s{/Control}');
  await vi.waitFor(() => expect(window.location.hash).toMatch(/candidates\/\d+$/));
  const id = Number(window.location.hash.split('/').at(-1));
  expect((await desk.get('expert_request_candidates', id))?.values).toMatchObject({
    profile_id: 7,
    request_id: 9,
  });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Zoë Núñez' })).toBeVisible();
  await press('{Alt>}2{/Alt}');
  await expect
    .element(page.getByRole('button', { name: /^Contact/, expanded: true }))
    .toHaveFocus();
  await tabTo('E-mail');
  await press('zoe@example.org');
  await press('{Control>}s{/Control}');
  await vi.waitFor(async () =>
    expect((await desk.get('expert_request_candidates', id))?.values).toMatchObject({
      email: 'zoe@example.org',
    }),
  );
});

test('F6 goes from part to part of the page', async () => {
  showAt(desk, '/t/profiles/501');
  await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
  const regionOf = () => document.activeElement?.closest('[data-record-region]')?.className;
  await press('{F6}');
  expect(regionOf()).toBe('record-header');
  await press('{F6}');
  const second = regionOf();
  await press('{F6}');
  expect([second, regionOf()]).toContain('record-form');
});

test('text that does not look like its kind is doubted, and stored', async () => {
  showAt(desk, '/t/expert_request_candidates/501');
  const mail = page.getByRole('textbox', { name: 'E-mail' });
  await mail.fill('ana at example');
  await press('{Tab}');
  const doubt = '“ana at example” does not look like an e-mail address.';
  await expect.element(page.getByText(doubt)).toBeVisible();
  await press('{Control>}s{/Control}');
  await vi.waitFor(async () =>
    expect((await desk.get('expert_request_candidates', 501))?.values['email']).toBe(
      'ana at example',
    ),
  );
});
