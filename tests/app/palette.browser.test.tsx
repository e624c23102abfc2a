import { page, userEvent } from 'vitest/browser';
import { setInteractionModality } from 'react-aria-components';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useLongWork } from '#renderer/state/long-work.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { enter, openApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const palette = () => page.getByRole('dialog', { name: 'Go to anything' });

describe('the palette', () => {
  test('Ctrl+K opens it, typing narrows it, Enter goes there', async () => {
    await openApp('/settings');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(palette()).toBeVisible();
    await userEvent.keyboard('tras');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(heading('Trash')).toBeVisible();
    await expect.element(palette()).not.toBeInTheDocument();
  });

  test('it takes the keys at once, after a focus that no key or click had led to, and amid transitions', async () => {
    await openApp('/settings');
    const moving = document.createElement('p');
    moving.style.transition = 'opacity 60s';
    document.body.append(moving);
    const running = new Promise((resolve) => moving.addEventListener('transitionrun', resolve));
    moving.getBoundingClientRect();
    moving.style.opacity = '0';
    await running;
    setInteractionModality('virtual');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(palette()).toBeVisible();
    await userEvent.keyboard('tras');
    await expect.element(palette().getByRole('searchbox')).toHaveValue('tras');
    moving.remove();
  });

  test('it opens while the dialog of work that has ended is still fading, with its words', async () => {
    await openApp('/settings');
    const slowly = document.createElement('style');
    slowly.textContent = '.dialog-veil[data-exiting] { transition-duration: 60s !important; }';
    document.head.append(slowly);
    const work = {
      title: 'Backing up',
      progress: null,
      cancelling: false,
      cancel: () => undefined,
    };
    useLongWork.setState({ current: work });
    const dialog = page.getByRole('alertdialog', { name: 'Backing up' });
    await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await userEvent.keyboard('{Control>}k{/Control}');
    useLongWork.setState({ current: null });
    await expect.poll(() => document.querySelector('.dialog-veil[data-exiting]')).not.toBeNull();
    expect(document.querySelector('[role=alertdialog]')?.textContent).toMatch(/^Backing up/);
    await expect.element(palette()).not.toBeInTheDocument();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(palette()).toBeVisible();
    slowly.remove();
  });

  test('it finds records by the beginning of a name, whatever case and accents', async () => {
    await openApp('/settings', ({ desk }) =>
      enter(desk, {
        op: 'create',
        table: 'profiles',
        id: 12,
        values: { first_name: 'Zoë', last_name: 'Ångström' },
      }),
    );
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('angs');
    await expect.element(palette().getByRole('menuitem', { name: /Zoë Ångström/ })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.poll(() => window.location.hash).toBe('#/t/profiles/12');
  });

  test('opened while the window is on its way to another address it stays, and never comes back by itself', async () => {
    await openApp('/settings');
    await expect.element(heading('Settings')).toBeVisible();
    // The window is told of the move only after this.
    window.location.hash = '/trash';
    const key = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    await expect.poll(() => document.querySelector('main h1')?.textContent).toBe('Trash');
    await expect.element(palette()).toBeVisible();
    window.location.hash = '/settings';
    await expect.element(palette()).not.toBeInTheDocument();
    window.location.hash = '/trash';
    await expect.element(heading('Trash')).toBeVisible();
    await expect.element(palette()).not.toBeInTheDocument();
  });

  test('it chooses the theme', async () => {
    await openApp('/settings');
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('dark');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.poll(() => document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('expert-desk.theme')).toBe('dark');
    useTheme.getState().choose('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  test('the entry under the cursor is scrolled into sight', async () => {
    await openApp('/settings');
    await userEvent.keyboard('{Control>}k{/Control}');
    const last = palette().getByRole('menuitem', { name: 'Keyboard shortcuts' });
    await expect.element(last).toBeInTheDocument();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(last).toHaveAttribute('data-focused');
    await expect
      .poll(() => {
        const { bottom } = last.element().getBoundingClientRect();
        return bottom <= palette().element().getBoundingClientRect().bottom;
      })
      .toBe(true);
  });

  test('FIND16 while names are still looked for it says so, and not that there are none', async () => {
    let answer: () => void = () => undefined;
    const found = new Promise<[]>((resolve) => {
      answer = () => resolve([]);
    });
    await openApp('/settings', ({ desk }) => {
      vi.spyOn(desk, 'find').mockReturnValue(found);
      return Promise.resolve();
    });
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('qqqq');
    await expect.element(palette().getByText('Looking for “qqqq”…')).toBeVisible();
    expect(
      palette()
        .getByText(/^Nothing begins/)
        .elements(),
    ).toHaveLength(0);
    answer();
    await expect.element(palette().getByText('Nothing begins with “qqqq”.')).toBeVisible();
  });

  test('where the search fails it says so, and the next letter tries again', async () => {
    let fails = true;
    await openApp('/settings', ({ desk }) => {
      vi.spyOn(desk, 'find').mockImplementation(() =>
        fails ? Promise.reject(new Error('The search worker failed.')) : Promise.resolve([]),
      );
      return Promise.resolve();
    });
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('qqqq');
    await expect
      .element(palette().getByText('The search failed. Type on to try again.'))
      .toBeVisible();
    fails = false;
    await userEvent.keyboard('q');
    await expect.element(palette().getByText('Nothing begins with “qqqqq”.')).toBeVisible();
  });

  test('what nothing begins with can still be searched for everywhere', async () => {
    await openApp('/settings');
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('qqqq');
    const everywhere = { name: /^Search everything for “qqqq”/ };
    await expect.element(palette().getByText('Nothing begins with “qqqq”.')).toBeVisible();
    await expect.element(palette().getByRole('button', everywhere)).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(palette()).not.toBeInTheDocument();
    expect(window.location.hash).toBe('#/search?q=qqqq');
  });
});

describe('shortcuts', () => {
  test('N on a table begins a new record; ? lists the keys; G, then T goes to the trash', async () => {
    await openApp('/t/profiles');
    await expect.element(heading('Profiles')).toBeVisible();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await userEvent.keyboard('gt');
    await expect.element(heading('Trash')).toBeVisible();
  });

  test('Ctrl+B folds the sidebar to icons, and the choice is remembered', async () => {
    await openApp('/settings');
    const sidebar = page.getByRole('navigation', { name: 'Main' });
    const wide = sidebar.element().getBoundingClientRect().width;
    await userEvent.keyboard('{Control>}b{/Control}');
    await expect.poll(() => sidebar.element().getBoundingClientRect().width).toBeLessThan(wide / 2);
    expect(localStorage.getItem('expert-desk.sidebar')).toBe('folded');
    await expect.element(sidebar.getByRole('link', { name: 'Profiles' })).toBeVisible();
    await userEvent.keyboard('{Control>}b{/Control}');
  });
});
