import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import { enter, openApp } from '../app/open-app.tsx';

beforeEach(() => localStorage.clear());

const names = ['Ana', 'Ben', 'Cora', 'Dan'];
const table = 'expert_request_candidates' as const;

/** The board of a request: Ana and Ben identified, Cora contacted; Dan is nobody’s candidate yet. */
const openBoard = () =>
  openApp('/requests/1/board', async ({ desk }) => {
    const request = { title: 'Rail freight', state: 'sourcing' };
    await enter(desk, { op: 'create', table: 'expert_requests', id: 1, values: request });
    for (const [i, first_name] of names.entries())
      await enter(desk, { op: 'create', table: 'profiles', id: i + 1, values: { first_name } });
    for (const [id, match_state] of [
      [1, 'identified'],
      [2, 'identified'],
      [3, 'contacted'],
    ] as const) {
      const values = { profile_id: id, request_id: 1, match_state };
      await enter(desk, { op: 'create', table, id, values });
    }
  });

const lane = (name: string) => page.getByRole('listbox', { name: new RegExp(`^${name},`) });
const stateOf = async (desk: CurrentDesk, id: number) =>
  (await desk.get(table, id))?.values['match_state'];

/** Whether a lane has the keyboard, with the cursor on a card. */
const isOn = async (name: string, card: string) => {
  await expect.element(lane(name)).toHaveFocus();
  const current = () => {
    const id = lane(name).element().getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent ?? '';
  };
  await expect.poll(current).toContain(card);
};

const toLanes = async () => {
  await expect.element(page.getByRole('option', { name: /Ana/ })).toBeVisible();
  (lane('Identified').element() as HTMLElement).focus();
};

test('BOARD5 the keyboard goes along with the card that it moves', async () => {
  const { desk } = await openBoard();
  await toLanes();
  await isOn('Identified', 'Ana');
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await isOn('Contacted', 'Ana');
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await isOn('Responded', 'Ana');
  expect(await stateOf(desk, 1)).toBe('responded');
});

test('BOARD5 Tab goes on from lane to lane, past empty ones, and enters at the cursor', async () => {
  await openBoard();
  await toLanes();
  await userEvent.keyboard('{ArrowDown}{Tab}');
  await isOn('Contacted', 'Cora');
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await isOn('Identified', 'Ana');
  await userEvent.keyboard('{ArrowRight}');
  await isOn('Contacted', 'Cora');
  await userEvent.keyboard('{Tab}');
  await expect.element(lane('Contacted')).not.toHaveFocus();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await isOn('Contacted', 'Cora');
});

test('BOARD5 the cursor begins at the first card, in whatever lane', async () => {
  await openApp('/requests/1/board', async ({ desk }) => {
    const values = { profile_id: 1, request_id: 1, match_state: 'screening' };
    await enter(
      desk,
      { op: 'create', table: 'expert_requests', id: 1, values: { title: 'Rail freight' } },
      { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana' } },
      { op: 'create', table, id: 1, values },
    );
  });
  await expect.element(page.getByRole('option', { name: /Ana/ })).toBeVisible();
  (lane('Screening').element() as HTMLElement).focus();
  await isOn('Screening', 'Ana');
});

test('BOARD5 an arrow to the side keeps the height', async () => {
  await openBoard();
  await toLanes();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await isOn('Contacted', 'Ana');
  await userEvent.keyboard('{ArrowDown}');
  await isOn('Contacted', 'Cora');
  await userEvent.keyboard('{ArrowLeft}');
  await isOn('Identified', 'Ben');
  await userEvent.keyboard('{ArrowRight}');
  await isOn('Contacted', 'Ana');
});

test('BOARD3 a card can leave the flow while the exits are folded away', async () => {
  const { desk } = await openBoard();
  await toLanes();
  await userEvent.keyboard('m');
  await expect.element(page.getByRole('menuitem', { name: 'Declined by expert' })).toBeVisible();
  await userEvent.keyboard('declined by e');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Reason' })).toHaveFocus();
  await userEvent.keyboard('No time{Enter}');
  await isOn('Identified', 'Ben');
  expect((await desk.get(table, 1))?.values).toMatchObject({
    match_state: 'declined by expert',
    exit_reason: 'No time',
  });
});

test('BOARD5 Enter leads into the card, Escape back to where it was', async () => {
  const { desk } = await openBoard();
  await toLanes();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(page.getByRole('heading', { level: 2, name: 'Ben' })).toHaveFocus();
  const note = page.getByRole('textbox', { name: 'Match note' });
  await userEvent.click(note);
  await userEvent.keyboard('Knows rail.{Tab}{Enter}');
  await expect.element(note).toHaveFocus();
  await expect.poll(() => useToasts.getState().toasts.at(-1)?.text).toBe('Match note saved.');
  expect((await desk.get(table, 2))?.values['match_note']).toBe('Knows rail.');
  await userEvent.keyboard('{Escape}');
  await isOn('Identified', 'Ben');
});

test('the keys of the window work in a lane as anywhere: undo, and the palette', async () => {
  const { desk } = await openBoard();
  await toLanes();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await isOn('Contacted', 'Ana');
  await userEvent.keyboard('{Control>}z{/Control}');
  await isOn('Identified', 'Ana');
  expect(await stateOf(desk, 1)).toBe('identified');
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'Go to anything' })).toBeVisible();
});

const typeProfile = async (name: string) => {
  await userEvent.keyboard(name);
  await expect
    .element(page.getByRole('option', { name: new RegExp(`^${name}`) }).last())
    .toBeVisible();
  await expect
    .element(page.getByRole('combobox', { name: 'Profile' }))
    .toHaveAttribute('aria-activedescendant');
};

const openAdding = async () => {
  const opener = page.getByRole('button', { name: 'Add candidate' });
  await expect.element(opener).toBeVisible();
  (opener.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Profile' })).toHaveFocus();
};

test('BOARD7 a profile is added by typing its name and Enter, once, and the next one can follow', async () => {
  const { desk } = await openBoard();
  await openAdding();
  await typeProfile('Dan');
  await userEvent.keyboard('{Enter}{Enter}{Enter}');
  await expect.element(page.getByRole('complementary', { name: 'Candidate Dan' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Add candidate' })).toHaveFocus();
  const { rows } = await desk.page(table, { trash: false, limit: 9 });
  expect(rows.filter(({ values }) => values['profile_id'] === 4)).toHaveLength(1);
});

test('BOARD7 a profile that is a candidate already leads to its card', async () => {
  await openBoard();
  await openAdding();
  await typeProfile('Cora');
  // One more would lead on at once, if the answer was there by then.
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByText('This profile is a candidate of this request already.'))
    .toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Show the card' })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { level: 2, name: 'Cora' })).toHaveFocus();
});
