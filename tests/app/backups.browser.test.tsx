import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { useToasts } from '#renderer/state/toasts.ts';
import { fail } from '#shared/result.ts';
import { enter } from './open-app.tsx';
import { firstNames, openBackups, withBackup } from './open-backups.tsx';

beforeEach(() => localStorage.clear());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const toastTexts = () => useToasts.getState().toasts.map(({ text }) => text);
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

const chooseFromMenu = async (item: string) => {
  await button(/^More for the backup of/).click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe('the list of backups', () => {
  test('says when, why, how much, how large, and when each was last proven', async () => {
    const { api } = await openBackups('/backups', withBackup);
    await expect.element(page.getByText('After changes')).toBeVisible();
    await expect.element(page.getByText(/^Proven restorable today \d\d:\d\d$/)).toBeVisible();
    await expect.element(page.getByText('27.4 KB', { exact: true })).toBeVisible();
    await button('2 rows').click();
    await expect.element(page.getByRole('row', { name: 'Profiles 2' })).toBeVisible();
    api.change(0, { provenAt: null, encrypted: true });
    await expect.element(page.getByText('Not proven yet')).toBeVisible();
    await expect.element(page.getByText('Encrypted', { exact: true })).toBeVisible();
  });

  test('a damaged one shows what is wrong with it', async () => {
    const { api } = await openBackups('/backups', withBackup);
    const data = { name: 'x.edesk', reason: 'it is cut short' };
    api.change(0, { provenAt: null, problem: { code: 'file.notReadable', data } });
    await expect
      .element(page.getByText('“x.edesk” cannot be read: it is cut short.'))
      .toBeVisible();
  });

  test('newest first, in words for every reason', async () => {
    const { api } = await openBackups('/backups', withBackup);
    await button('Back up now').click();
    await expect.element(page.getByText('Asked for')).toBeVisible();
    const reasons = [...document.querySelectorAll('.backup-reason')].map(
      (line) => line.textContent,
    );
    expect(reasons).toEqual(['Asked for', 'After changes']);
    await expect.poll(toastTexts).toEqual(['Backed up, read back and verified.']);
    expect(api.kept).toHaveLength(2);
  });

  test('an empty one says when the first comes, and an empty desk needs none', async () => {
    await openBackups('/backups');
    await expect.element(page.getByText('No backup yet')).toBeVisible();
    await button('Back up now').click();
    await expect
      .element(page.getByText('The desk is empty: there is nothing to back up.'))
      .toBeVisible();
  });

  test('when the next is due, and where they are', async () => {
    const { api } = await openBackups('/backups', async (open) => {
      open.api.dueAt = minutes(12);
      await withBackup(open);
    });
    await expect.element(page.getByText(/, in 12 minutes$/)).toBeVisible();
    await expect.element(page.getByText('/home/ana/Expert Desk/backups')).toBeVisible();
    await button('Show the folder').click();
    await expect.poll(() => api.argsOf('backups.reveal')).toEqual([{ name: null }]);
  });

  test('a status that cannot be had says why, and is asked for again', async () => {
    const { api } = await openBackups('/backups', async (open) => {
      open.api.answers['backups.status'] = async () => fail('desk.unreachable');
    });
    await expect.element(page.getByRole('alert').getByText(/does not answer/)).toBeVisible();
    delete api.answers['backups.status'];
    await button('Try again').click();
    await expect.element(page.getByText('No backup yet')).toBeVisible();
  });
});

describe('a failing backup', () => {
  const failing = {
    problem: { code: 'file.diskFull' as const, data: { name: 'backups' } },
    since: minutes(-30),
    retryAt: minutes(5),
  };

  test('is told with its reason, what to do, and when it is tried again; Try now makes one', async () => {
    const { api } = await openBackups('/backups', async (open) => {
      await withBackup(open);
      open.api.failing = failing;
    });
    const note = page.getByRole('alert').filter({ hasText: 'No backup could be made' });
    await expect.element(note.getByText(/The disk is full/)).toBeVisible();
    await expect.element(note.getByText(/It is tried again by itself/)).toBeVisible();
    await note.getByRole('button', { name: 'Try now' }).click();
    await expect.element(note).not.toBeInTheDocument();
    expect(api.kept).toHaveLength(2);
  });

  test('an attempt that fails again says why', async () => {
    const { api } = await openBackups('/backups', withBackup);
    api.answers['backups.begin'] = async () =>
      fail('backups.folderGone', { folder: '/media/usb', reason: 'it is not there' });
    await button('Back up now').click();
    await expect.element(page.getByText(/Bring the drive back, or clear its place/)).toBeVisible();
    expect(api.kept).toHaveLength(1);
  });
});

describe('what can be done with one', () => {
  test('Verify reads it again and says that it can be restored', async () => {
    await openBackups('/backups', withBackup);
    await chooseFromMenu('Verify');
    await expect.element(page.getByText(/is whole and can be restored\.$/)).toBeVisible();
  });

  test('Verify says what is wrong', async () => {
    const { api } = await openBackups('/backups', withBackup);
    const data = { name: 'x.edesk', reason: 'it is cut short' };
    api.change(0, { problem: { code: 'file.notReadable', data } });
    await chooseFromMenu('Verify');
    await expect.poll(toastTexts).toEqual(['“x.edesk” cannot be read: it is cut short.']);
  });

  test('Show in folder and Export copy name the backup, never a path', async () => {
    const { api } = await openBackups('/backups', withBackup);
    await chooseFromMenu('Show in folder');
    await expect.poll(() => api.argsOf('backups.reveal')).toEqual([{ name: '001-change.edesk' }]);
    await chooseFromMenu('Export copy…');
    await expect.element(page.getByText('Copied as “copy of 001-change.edesk”.')).toBeVisible();
  });
});

describe('restoring', () => {
  const openLater = () =>
    openBackups('/backups', async (open) => {
      await withBackup(open);
      await enter(open.desk, {
        op: 'create',
        table: 'profiles',
        id: 3,
        values: { first_name: 'Later' },
      });
    });
  const dialog = () => page.getByRole('dialog', { name: /^Restore the backup of/ });

  test('shows what comes and what goes, backs up the present, and offers the way back', async () => {
    const app = await openLater();
    await button(/^Restore the backup of/).click();
    await expect.element(dialog().getByRole('row', { name: 'Profiles 2 3' })).toBeVisible();
    await expect.element(dialog().getByText(/is backed up first/)).toBeVisible();
    await dialog().getByRole('button', { name: 'Restore' }).click();
    await expect.element(page.getByText(/^The desk is as it was today/)).toBeVisible();
    expect(await firstNames(app)).toEqual(['Ana', 'Bo']);
    expect(app.api.kept.map(({ backup }) => backup.reason)).toEqual(['restore', 'change']);
    await button('Undo').click();
    await expect.element(page.getByText('The desk is again as it was before.')).toBeVisible();
    expect(await firstNames(app)).toEqual(['Ana', 'Bo', 'Later']);
    expect(app.api.open.size).toBe(0);
  });

  test('cancelled, it changes nothing and lets the file go', async () => {
    const app = await openLater();
    await button(/^Restore the backup of/).click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.poll(() => app.api.open.size).toBe(0);
    expect(await firstNames(app)).toEqual(['Ana', 'Bo', 'Later']);
  });

  test('leaving the screen with the dialog open lets the file go', async () => {
    const app = await openLater();
    await button(/^Restore the backup of/).click();
    await expect.element(dialog()).toBeVisible();
    window.location.hash = '/settings';
    await expect.element(heading('Settings')).toBeVisible();
    await expect.poll(() => app.api.open.size).toBe(0);
  });

  test('a backup that is not there any more is told in a sentence', async () => {
    const app = await openLater();
    app.api.answers['backups.choose'] = async ({ name }) => fail('backups.noSuchBackup', { name });
    await button(/^Restore the backup of/).click();
    await expect.element(page.getByText(/is not in the backups folder any more/)).toBeVisible();
    expect(await firstNames(app)).toEqual(['Ana', 'Bo', 'Later']);
  });

  test('when the present cannot be backed up, nothing is replaced, and the reason is told', async () => {
    const app = await openLater();
    app.api.answers['backups.begin'] = async () => fail('file.diskFull', { name: 'backups' });
    await button(/^Restore the backup of/).click();
    await dialog().getByRole('button', { name: 'Restore' }).click();
    await expect.element(page.getByText(/The disk is full/)).toBeVisible();
    expect(await firstNames(app)).toEqual(['Ana', 'Bo', 'Later']);
    expect(app.api.open.size).toBe(0);
  });

  test('an encrypted one of another passphrase asks for it, and says when it is wrong', async () => {
    const app = await openLater();
    app.api.kept[0]!.passphrase = 'old secret';
    await button(/^Restore the backup of/).click();
    const ask = page.getByRole('dialog', { name: 'Which passphrase?' });
    await ask.getByRole('textbox', { name: 'Passphrase' }).fill('guess');
    await userEvent.keyboard('{Enter}');
    await expect.element(ask.getByText(/That is not the passphrase/)).toBeVisible();
    await ask.getByRole('textbox', { name: 'Passphrase' }).fill('old secret');
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog()).toBeVisible();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => app.api.open.size).toBe(0);
  });
});

test('by keyboard alone: to the screen, to a backup, restored', async () => {
  const app = await openBackups('/', async (open) => {
    await withBackup(open);
    await enter(open.desk, { op: 'create', table: 'profiles', id: 3, values: { first_name: 'C' } });
  });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('backups{Enter}');
  await expect.element(heading('Backups')).toHaveFocus();
  const restore = button(/^Restore the backup of/);
  await expect.element(restore).toBeVisible();
  for (let i = 0; i < 20 && document.activeElement !== restore.element(); i++)
    await userEvent.tab();
  await expect.element(restore).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  const dialog = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^The desk is as it was today/)).toBeVisible();
  expect(await firstNames(app)).toEqual(['Ana', 'Bo']);
});
