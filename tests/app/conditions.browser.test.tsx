import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTheme } from '#renderer/state/theme.ts';
import { violationsIn } from '../ui/axe.ts';
import { enter, openApp, type OpenApp } from './open-app.tsx';

const layoutName = 'expert-desk.grid.profiles';

beforeEach(() => localStorage.clear());

const main = () => page.getByRole('main');
const editor = () => page.getByRole('dialog', { name: 'Filter' });
const shown = (text: string) =>
  expect.element(main().getByText(text, { exact: true })).toBeVisible();

const threeProfiles = ({ desk }: OpenApp) =>
  enter(
    desk,
    ...[
      { first_name: 'Zoë', last_name: 'Lima', tier: 1, tags: ['lithium'] },
      { first_name: 'Ana', last_name: 'Lima', tier: 2 },
      { first_name: 'Bo', last_name: 'Moreau', tier: 3, tags: ['lithium', 'cobalt'] },
    ].map((values, at) => ({
      op: 'create' as const,
      table: 'profiles' as const,
      id: at + 1,
      values,
    })),
  );

const openEditor = async () => {
  await openApp('/t/profiles', threeProfiles);
  await shown('3 profiles');
  await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
  await expect.element(editor()).toBeVisible();
};

/** What the focused element is called. */
const focusedName = (): string => {
  const element = document.activeElement as HTMLInputElement | null;
  const ids = (element?.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const labels = [...(element?.labels ?? [])].map((label) => label.textContent).join(' ');
  return (labelled || labels || element?.textContent || '').trim();
};

const tabTo = async (name: string) => {
  for (let times = 0; focusedName() !== name; times += 1) {
    if (times > 20) throw new Error(`Tab never reached ${name}; it is at ${focusedName()}`);
    await userEvent.keyboard('{Tab}');
  }
};

/** Chooses from a list by typing the beginning of a word, without a mouse. */
const choose = async (typed: string) => {
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  await userEvent.keyboard(typed);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument();
};

describe('filtering by conditions', () => {
  test('groups, numbers and lists; it is accessible in both themes, and remembered', async () => {
    localStorage.setItem(
      layoutName,
      JSON.stringify({
        filter: {
          match: 'all',
          conditions: [
            { field: 'tags', operator: 'anyOf', values: ['lithium'] },
            {
              match: 'any',
              conditions: [
                { field: 'tier', operator: 'between', values: ['2', '3'] },
                { field: 'created_at', operator: 'past', values: ['abc'] },
                { field: 'users.profile_id', operator: 'some', values: [] },
              ],
            },
          ],
        },
      }),
    );
    await openApp('/t/profiles', threeProfiles);
    await shown('1 profile');
    await shown(
      'Tags has any of “lithium”, and (Tier is between 2 and 3, or Created is in the past abc days, or has users)',
    );
    await page.getByRole('button', { name: /^Filter/ }).click();
    await expect.element(editor().getByText('A number of days, such as 7.')).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      useTheme.getState().choose(theme);
      // Colours take a moment to change.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await violationsIn(document.body)).toEqual([]);
    }
    useTheme.getState().choose('system');
    await editor().getByRole('button', { name: 'Remove the group' }).click();
    await shown('2 profiles');
    await editor().getByRole('button', { name: 'Remove all conditions' }).click();
    await shown('3 profiles');
    expect(localStorage.getItem(layoutName)).toContain('"conditions":[]');
  });

  test('by keyboard alone: a column, how to look at it, and a value', async () => {
    await openEditor();
    await tabTo('Add a condition');
    await userEvent.keyboard('{Enter}');
    // The new condition has the focus: its column is chosen first.
    await choose('Last name');
    await tabTo('Value for Last name');
    await userEvent.keyboard('LIM');
    await shown('2 profiles');
    await userEvent.keyboard('{Escape}');
    await expect.element(editor()).not.toBeInTheDocument();
    await shown('Last name contains “LIM”');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await shown('3 profiles');
  });

  test('a known value is found by typing a part of it', async () => {
    await openApp('/t/users', ({ desk }) =>
      enter(
        desk,
        ...['lead', 'do not contact'].map((expert_state, at) => ({
          op: 'create' as const,
          table: 'users' as const,
          id: at + 1,
          values: { expert_state },
        })),
      ),
    );
    await shown('2 users');
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
    await tabTo('Add a condition');
    await userEvent.keyboard('{Enter}');
    await choose('Expert state');
    await tabTo('Add a value for Expert state');
    await userEvent.keyboard('not con');
    await expect.element(page.getByRole('option', { name: 'do not contact' })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await shown('1 user');
    await userEvent.keyboard('{Escape}');
    await shown('Expert state is any of “do not contact”');
  });

  test('what lets nothing through says so, and can be taken away', async () => {
    await openEditor();
    await editor().getByRole('button', { name: 'Add a condition' }).click();
    await editor()
      .getByRole('textbox', { name: /^Value for/ })
      .fill('nobody is called that');
    await expect.element(page.getByText('No profiles meet the conditions')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await shown('3 profiles');
  });

  test('a layout that is damaged filters nothing', async () => {
    const damaged = { filter: { match: 'some', conditions: 7 } };
    localStorage.setItem('expert-desk.grid.projects', JSON.stringify(damaged));
    await openApp('/t/projects');
    await expect.element(page.getByText('No projects yet')).toBeVisible();
  });
});
