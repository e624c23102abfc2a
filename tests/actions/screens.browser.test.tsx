import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { shortcuts, shortcutOf } from '#renderer/app/shortcuts.ts';
import { screenParts } from '#renderer/state/screen-actions.tsx';
import { BackupApi } from '../app/backup-api.ts';
import { enter, openApp, type OpenApp } from '../app/open-app.tsx';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';
import { palette } from './by-palette.ts';

beforeEach(() => localStorage.clear());

const some = ({ desk }: OpenApp) =>
  enter(
    desk,
    { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana', city: 'Porto' } },
    { op: 'create', table: 'users', id: 2, values: { profile_id: 1 } },
    { op: 'create', table: 'expert_requests', id: 3, values: { title: 'Rivers', state: 'open' } },
    {
      op: 'create',
      table: 'expert_request_candidates',
      id: 4,
      values: { request_id: 3, profile_id: 1, match_state: 'proposed' },
    },
    {
      op: 'create',
      table: 'consultations',
      id: 5,
      values: {
        request: 3,
        expert: 2,
        starts_at: new Date(Date.now() + 3_600_000).toISOString().replace('Z', '000Z'),
      },
    },
    { op: 'create', table: 'profiles', id: 6, values: { first_name: 'Gone', deleted: true } },
  );

const screens: readonly [path: string, part: string, label: string | RegExp][] = [
  ['/t/profiles', 'Profiles', /^Sort ascending/],
  ['/t/profiles/1', 'Profile', 'Move the profile to the trash…'],
  ['/t/profiles/new', 'Profile', 'Create and add another'],
  ['/requests/3', 'Request', /^Next: /],
  ['/requests/3/board', 'Board', 'Add a candidate…'],
  ['/requests/3/shortlist', 'Shortlist', 'Print or save as PDF'],
  ['/board', 'Board', 'Show exits'],
  ['/calendar', 'Calendar', 'Show as month'],
  ['/dashboard', 'Dashboard', 'Print'],
  ['/search?q=ana', 'Search', 'Look only in Profiles'],
  ['/backups', 'Backups', 'Back up now'],
  ['/conflicts', 'Conflicts', 'Next conflict'],
  ['/today', 'Today', /^Show as a table/],
  ['/trash', 'Trash', /^Restore all/],
];

const actionsOf = (part: string) =>
  screenParts().find(({ title }) => title === part)?.actions ?? [];

/** Keys of browsers that mean something else here would be taken away. */
const reserved = new Set(
  ['A', 'C', 'V', 'X', 'T', 'N', 'W', 'L', 'R', 'J', 'H', 'U', 'O', 'G', '+', '-', '0'].map(
    (key) => `Ctrl ${key}`,
  ),
);
const menus = new Set(['Alt D', 'Alt E', 'Alt F', 'Alt ←', 'Alt →', 'Alt Home']);

describe('what screens offer', () => {
  test.each(screens)(
    'KEY1 KEY6 %s offers its actions, each with keys of its own',
    async (path, part, label) => {
      await openApp(path, some, new BackupApi());
      const isWanted = ({ label: own }: { label: string }) =>
        typeof label === 'string' ? own === label : label.test(own);
      await expect.poll(() => actionsOf(part).some(isWanted), { timeout: 20_000 }).toBe(true);
      const all = screenParts().flatMap(({ actions }) => actions);
      const ids = screenParts().flatMap(({ title, actions }) =>
        actions.map(({ id }) => `${title} ${id}`),
      );
      expect(new Set(ids).size).toBe(ids.length);
      const keys = all.flatMap(({ keys: own, run }) =>
        own === undefined || run === undefined ? [] : [own.join(' ')],
      );
      expect(keys.filter((own, at) => keys.indexOf(own) !== at)).toEqual([]);
      const windows = new Set(Object.values(shortcuts).map((one) => one.keys.join(' ')));
      for (const { keys: own, isAnywhere } of all) {
        if (own === undefined || isAnywhere !== true) continue;
        expect(windows).not.toContain(own.join(' '));
        expect([...reserved, ...menus]).not.toContain(own.join(' '));
        const pressed = {
          key: own.at(-1)!,
          ctrl: own.includes('Ctrl'),
          shift: own.includes('Shift'),
          alt: own.includes('Alt'),
        };
        expect(shortcutOf(pressed, { typing: false, afterLetterG: false })).toBeNull();
      }
    },
  );

  test('KEY1 a table that is kept out of sight behind a record offers nothing', async () => {
    await openApp('/t/profiles', some);
    await expect.poll(() => actionsOf('Profiles').length).toBeGreaterThan(0);
    window.location.hash = '#/t/profiles/1';
    await expect.poll(() => actionsOf('Profile').length).toBeGreaterThan(0);
    expect(actionsOf('Profiles')).toEqual([]);
  });

  test('KEY5 the list of keys is that of the screen that is shown', async () => {
    await openApp('/calendar', some);
    await expect.poll(() => actionsOf('Calendar').length).toBeGreaterThan(0);
    await userEvent.keyboard('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const here = dialog.getByRole('region', { name: 'Here: Calendar' });
    await expect.element(here.getByText('Show as month')).toBeVisible();
    await expect.element(dialog.getByRole('region', { name: 'Everywhere' })).toBeVisible();
    expect(dialog.getByText('Fill down').elements()).toEqual([]);
  });

  test('KEY4 the window hears the keys of the screen, but not while somebody types', async () => {
    await openApp('/calendar', some);
    await expect.poll(() => actionsOf('Calendar').length).toBeGreaterThan(0);
    await userEvent.keyboard('m');
    await expect.poll(() => window.location.hash).toMatch(/^#\/calendar\/month\//);
    await userEvent.keyboard('{PageDown}a');
    await expect.poll(() => window.location.hash).toMatch(/^#\/calendar\/agenda\//);
    window.location.hash = '#/search?q=ana';
    await expect.element(page.getByRole('searchbox', { name: 'Search everything' })).toHaveFocus();
    await userEvent.keyboard('b');
    await expect
      .element(page.getByRole('searchbox', { name: 'Search everything' }))
      .toHaveValue('anab');
  });

  test('KEY4 in the lanes of a board the window’s keys work as anywhere', async () => {
    await openApp('/requests/3/board', some);
    const lane = page.getByRole('listbox', { name: /^Proposed, 1/ });
    await expect.element(lane).toBeVisible();
    (lane.element() as HTMLElement).focus();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(palette()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(lane).toHaveFocus();
    await userEvent.keyboard('a');
    await expect.element(page.getByRole('dialog', { name: 'Add a candidate' })).toBeVisible();
  });

  describe.each(themes)('has nothing for axe to say in the %s theme', (theme) => {
    test('palette and list of keys over a grid', async () => {
      wear(theme);
      await openApp('/t/profiles', some);
      await expect.poll(() => actionsOf('Profiles').length).toBeGreaterThan(0);
      await userEvent.keyboard('{Control>}k{/Control}');
      await expect.element(palette()).toBeVisible();
      expect(await violationsIn(palette().element())).toEqual([]);
      await userEvent.keyboard('{Escape}');
      await expect.element(palette()).not.toBeInTheDocument();
      await userEvent.keyboard('?');
      const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await expect.element(keys).toBeVisible();
      expect(await violationsIn(keys.element())).toEqual([]);
    });
  });
});
