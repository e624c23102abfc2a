import axe from 'axe-core';
import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTheme } from '#renderer/state/theme.ts';
import { enter, openApp, type OpenApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const some = ({ desk }: OpenApp) =>
  enter(
    desk,
    { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana', last_name: 'Lima' } },
    { op: 'create', table: 'users', id: 2, values: { profile_id: 1 } },
    {
      op: 'create',
      table: 'expert_requests',
      id: 3,
      values: { title: 'Experts in rivers', state: 'open' },
    },
    { op: 'create', table: 'profiles', id: 4, values: { first_name: 'Gone', deleted: true } },
  );

/** Serious and critical findings, as “rule: element”. */
const findings = async (): Promise<string[]> => {
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
};

/** Motion and loading over: nothing has moved for a while. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

const screens: readonly [name: string, path: string][] = [
  ['home', '/'],
  ['a table', '/t/profiles'],
  ['an empty table', '/t/conferences'],
  ['a record', '/t/profiles/1'],
  ['a record that is not there', '/t/profiles/99'],
  ['a new record', '/t/expert_requests/new'],
  ['trash', '/trash'],
  ['export', '/transfer/export'],
  ['restore', '/transfer/restore'],
  ['import', '/transfer/import'],
  ['settings', '/settings'],
  ['an unknown address', '/nowhere'],
];

describe.each(['light', 'dark'] as const)('no serious violations in the %s theme', (theme) => {
  test.each(screens)('%s', async (_, path) => {
    useTheme.getState().choose(theme);
    await openApp(path, some);
    await expect.element(page.getByRole('main').getByRole('heading').first()).toBeInTheDocument();
    await settled();
    expect(await findings()).toEqual([]);
  });

  test('the first start', async () => {
    useTheme.getState().choose(theme);
    await openApp('/');
    await expect.element(page.getByText('Welcome to your desk')).toBeVisible();
    await settled();
    expect(await findings()).toEqual([]);
  });

  test('the palette, the list of shortcuts, and the question before starting over', async () => {
    useTheme.getState().choose(theme);
    await openApp('/settings', some);
    await userEvent.keyboard('{Control>}k{/Control}');
    await settled();
    expect(await findings()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await page.getByRole('button', { name: 'Start over…' }).click();
    await settled();
    expect(await findings()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await settled();
    await userEvent.keyboard('?');
    await settled();
    expect(await findings()).toEqual([]);
    useTheme.getState().choose('system');
  });
});
