import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import { must } from '#tests/support/bulk-desk.ts';
import { enter } from './open-app.tsx';
import { openBackups, type OpenBackups } from './open-backups.tsx';

beforeEach(() => localStorage.clear());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('alertdialog', { name: 'Erase this profile for good?' });
const word = () => page.getByRole('textbox', { name: 'Type ERASE to go on' });
const eraseButton = () => dialog().getByRole('button', { name: /^Erase/ });

/** A person with a user, two payout accounts of which one is in the trash, and a consultation with them. */
const withPerson = ({ desk }: OpenBackups) =>
  enter(
    desk,
    { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana', last_name: 'Lima' } },
    { op: 'create', table: 'users', id: 2, values: { profile_id: 1 } },
    { op: 'create', table: 'payout_accounts', id: 3, values: { user_id: 2 } },
    { op: 'create', table: 'payout_accounts', id: 4, values: { user_id: 2, deleted: true } },
    { op: 'create', table: 'consultations', id: 5, values: { expert: 2 } },
  );

const openErase = async (path = '/t/profiles/1') => {
  const open = await openBackups(path, withPerson);
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Erase for good…' }).click();
  return open;
};

describe('erasing a person for good', () => {
  test('explains what goes and what stays, and asks for a typed word', async () => {
    const { api } = await openErase();
    await expect.element(dialog().getByText(/from this desk, from its journal/)).toBeVisible();
    await expect.element(dialog().getByText('It cannot be undone.')).toBeVisible();
    await expect.element(dialog().getByText(/go on doing so/)).toBeVisible();
    await expect.element(eraseButton()).toBeDisabled();
    await word().fill('erase');
    await expect.element(eraseButton()).toBeDisabled();
    await word().fill('ERASE');
    await expect.element(eraseButton()).toBeEnabled();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(api.calls).not.toContain('rebuild.purge');
  });

  test('takes along what is ticked, also from the trash, and leaves the rest', async () => {
    const { api, desk } = await openErase();
    const boxes = dialog().getByRole('checkbox');
    await expect.poll(() => boxes.elements()).toHaveLength(3);
    await dialog()
      .getByText(/Payout account “Ana Lima” A3/)
      .click();
    await word().fill('ERASE');
    await eraseButton().click();
    await expect.element(page.getByRole('alertdialog', { name: 'Erased for good' })).toBeVisible();
    const erased = await Promise.all([
      desk.isErased('profiles', 1),
      desk.isErased('users', 2),
      desk.isErased('payout_accounts', 3),
      desk.isErased('payout_accounts', 4),
    ]);
    expect(erased).toEqual([true, true, false, true]);
    expect(await desk.get('consultations', 5)).not.toBeNull();
    expect(api.calls).toContain('rebuild.purge');
  });

  test('shows what was removed, and what is left to do', async () => {
    const { api } = await openErase();
    const left = [
      {
        name: 'old.edesk',
        problem: { code: 'backups.locked' as const, data: {} },
      },
    ];
    api.answers['rebuild.purge'] = async () =>
      ok({ entries: 14, segments: 2, backups: ['a.edesk', 'b.edesk'], left });
    await word().fill('ERASE');
    await eraseButton().click();
    await expect.element(page.getByText('4 records', { exact: true })).toBeVisible();
    await expect.element(page.getByText('14 entries in 2 files')).toBeVisible();
    await expect.element(page.getByText('2 backups, written anew without it')).toBeVisible();
    await expect.element(page.getByText(/“old.edesk”: Backups are encrypted/)).toBeVisible();
    await button('Close').last().click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Profiles' })).toBeVisible();
  });

  test('gone from the desk, but not from the backups: says so, and that it goes on', async () => {
    const { api } = await openErase();
    api.answers['rebuild.purge'] = async () => fail('file.diskFull', { name: 'backups' });
    await word().fill('ERASE');
    await eraseButton().click();
    await expect.element(page.getByText(/^Gone from this desk, but not/)).toBeVisible();
    await expect.element(page.getByText(/The disk is full/)).toBeVisible();
  });

  test('its page, and references to it, say that it was erased', async () => {
    const { desk } = await openErase('/t/users/2');
    const ask = page.getByRole('alertdialog', { name: 'Erase this user for good?' });
    await expect.poll(() => ask.getByRole('checkbox').elements()).toHaveLength(3);
    await word().fill('ERASE');
    await ask.getByRole('button', { name: /^Erase/ }).click();
    await button('Close').last().click();
    expect(await desk.isErased('profiles', 1)).toBe(true);
    window.location.hash = '/t/users/2';
    await expect.element(page.getByText('User 2 was erased for good')).toBeVisible();
    window.location.hash = '/t/consultations/5';
    await expect.element(page.getByText('This user was erased for good.')).toBeVisible();
    expect(await desk.titles([{ table: 'users', id: 2 }])).toEqual(['User 2 (erased)']);
  });

  test('earlier edits of it cannot be brought back by Undo', async () => {
    const { desk } = await openErase();
    await word().fill('ERASE');
    await eraseButton().click();
    await button('Close').last().click();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect
      .element(page.getByText(/^What was erased for good cannot be undone/))
      .toBeVisible();
    expect(await desk.get('profiles', 1)).toBeNull();
  });
});

describe('where it is offered', () => {
  const items = async () => {
    await button('More actions').click();
    await expect.element(page.getByRole('menu')).toBeVisible();
    return page
      .getByRole('menuitem')
      .elements()
      .map((item) => item.textContent);
  };

  test('not for a consultation, unless it is in the trash', async () => {
    const { desk } = await openBackups('/t/consultations/5', withPerson);
    expect(await items()).toEqual(['History']);
    await userEvent.keyboard('{Escape}');
    must(
      await desk.mutate(
        [{ op: 'update', table: 'consultations', id: 5, values: { deleted: true } }],
        'trash',
      ),
    );
    await expect.element(page.getByText(/is in the trash: left out/)).toBeVisible();
    expect(await items()).toEqual(['History', 'Erase for good…']);
  });

  test('by keyboard alone, from the menu to the report', async () => {
    const { desk } = await openBackups('/t/profiles/1', withPerson);
    await expect.element(button('More actions')).toBeVisible();
    (button('More actions').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'History' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(word()).toHaveFocus();
    await userEvent.keyboard('ERASE');
    await expect.element(eraseButton()).toBeEnabled();
    await userEvent.tab();
    await userEvent.tab();
    await expect.element(eraseButton()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('4 records', { exact: true })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
    expect(await desk.get('profiles', 1)).toBeNull();
  });
});
