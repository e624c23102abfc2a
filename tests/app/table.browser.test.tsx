import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { enter, openApp, type OpenApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const grid = () => page.getByRole('grid', { name: 'Profiles' });
const filter = () => page.getByRole('searchbox', { name: 'Filter profiles' });

const manyProfiles = ({ desk }: OpenApp) =>
  enter(
    desk,
    ...Array.from({ length: 300 }, (_, i) => ({
      op: 'create' as const,
      table: 'profiles' as const,
      id: i + 1,
      values: {
        first_name: `Name${String(i + 1).padStart(3, '0')}`,
        last_name: i % 100 === 0 ? 'Rare' : 'Usual',
        created_at: `2026-01-01T00:00:${String(i % 60).padStart(2, '0')}.${String(i).padStart(6, '0')}Z`,
      },
    })),
  );

const scroller = () => grid().element();

describe('a table', () => {
  test('shows its records and their number, at the top and at the foot', async () => {
    await openApp('/t/profiles', manyProfiles);
    await expect.element(page.getByRole('main').getByText('300 profiles')).toBeVisible();
    await expect.element(page.getByRole('contentinfo').getByText('300 profiles')).toBeVisible();
  });

  test('an empty one offers a new record and other ways to begin', async () => {
    await openApp('/t/profiles');
    await expect.element(page.getByText('No profiles yet')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Other ways to begin' })).toBeVisible();
  });

  test('/ goes to the quick filter, which narrows at once; Clear shows all again', async () => {
    await openApp('/t/profiles', manyProfiles);
    await expect.element(page.getByRole('main').getByText('300 profiles')).toBeVisible();
    await userEvent.keyboard('/');
    await expect.element(filter()).toHaveFocus();
    await userEvent.keyboard('rare');
    await expect
      .element(page.getByRole('main').getByText('3 profiles', { exact: true }))
      .toBeVisible();
    await userEvent.keyboard(' zzz');
    await expect.element(page.getByText('Nothing matches “rare zzz”')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.element(page.getByRole('main').getByText('300 profiles')).toBeVisible();
  });

  test('on a cell ? and, with Alt, N and G act; a letter alone begins an edit', async () => {
    await openApp('/t/profiles', manyProfiles);
    await expect.element(page.getByRole('main').getByText('300 profiles')).toBeVisible();
    const onCell = async () => {
      (scroller() as HTMLElement).focus();
      await userEvent.keyboard('{Home}{ArrowRight}');
    };
    await onCell();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await onCell();
    await userEvent.keyboard('N');
    await expect.element(page.getByRole('textbox', { name: 'First name' })).toHaveValue('N');
    await userEvent.keyboard('{Escape}{Alt>}gt{/Alt}');
    await expect.element(heading('Trash')).toBeVisible();
  });

  test.each([
    ['Alt+N on a cell', '{Home}{ArrowRight}{Alt>}n{/Alt}'],
    ['N in the column of the records', '{Home}n'],
  ])('%s begins a new record', async (_, keys) => {
    await openApp('/t/profiles', manyProfiles);
    await expect.element(page.getByRole('main').getByText('300 profiles')).toBeVisible();
    (scroller() as HTMLElement).focus();
    await userEvent.keyboard(keys);
    await expect.element(heading('New profile')).toBeVisible();
  });

  test('coming back from a record finds the place in the list, the selection and the filter', async () => {
    await openApp('/t/profiles', manyProfiles);
    await userEvent.keyboard('/');
    await userEvent.keyboard('usual');
    await expect.element(page.getByRole('main').getByText('297 profiles')).toBeVisible();
    (scroller() as HTMLElement).focus();
    await userEvent.keyboard('{PageDown}{PageDown}{PageDown}{ArrowDown}');
    const { scrollTop } = scroller();
    expect(scrollTop).toBeGreaterThan(500);
    const selected = scroller().getAttribute('aria-activedescendant');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => window.location.hash).toMatch(/^#\/t\/profiles\/\d+$/);
    await expect.element(heading('Profiles')).not.toBeInTheDocument();
    window.history.back();
    await expect.element(grid()).toHaveFocus();
    await expect.poll(() => scroller().scrollTop).toBe(scrollTop);
    await expect.poll(() => scroller().getAttribute('aria-activedescendant')).toBe(selected);
    await expect.element(filter()).toHaveValue('usual');
  });

  test('N begins a new record, and the line at the foot no longer counts the list', async () => {
    await openApp('/t/profiles', manyProfiles);
    await expect.element(page.getByRole('contentinfo').getByText('300 profiles')).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(heading('New profile')).toBeVisible();
    await expect
      .element(page.getByRole('contentinfo').getByText('300 profiles'))
      .not.toBeInTheDocument();
  });
});
