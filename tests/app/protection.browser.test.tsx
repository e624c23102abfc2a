import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { fail } from '#shared/result.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { violationsIn } from '#tests/ui/axe.ts';
import { openBackups, withBackup, type OpenBackups } from './open-backups.tsx';

beforeEach(() => localStorage.clear());

const passphrase = 'correct horse battery staple';
const button = (name: string | RegExp) => page.getByRole('button', { name });
const field = (name: string) => page.getByLabelText(name, { exact: true });
const protect = page.getByRole('checkbox', { name: 'Protect with a passphrase' });

/** Backups that are encrypted, and whose passphrase was not given since the start. */
const locked = async ({ api }: OpenBackups) => {
  api.secret = passphrase;
  api.protection = { encrypted: true, unlocked: false, kept: false };
};

const drop = (name: string) => {
  const data = new DataTransfer();
  data.items.add(new File(['content'], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent('dragover', options));
  document.body.dispatchEvent(new DragEvent('drop', options));
};

/** A snapshot of two profiles that only the passphrase opens. */
const encryptedFile = async (open: OpenBackups) => {
  await withBackup(open);
  const { api } = open;
  api.snapshots.set('desk.edesk', api.kept[0]!.ticket);
  api.answers['snapshot.open'] = async (args) => {
    const file = 'desk.edesk';
    if ((args.passphrase ?? null) === null) return fail('age.passphraseNeeded', { file });
    if (args.passphrase !== passphrase) return fail('age.wrongPassphrase', { file });
    delete api.answers['snapshot.open'];
    return api.call('snapshot.open', { job: args.job, ticket: args.ticket });
  };
};

describe('an export', () => {
  test('is not encrypted unless the user wants it', async () => {
    const { api } = await openBackups('/transfer/export', withBackup);
    await expect.element(protect).not.toBeChecked();
    await button('Export').click();
    await expect.element(page.getByText(/is written and was read back/)).toBeVisible();
    expect(api.argsOf('snapshot.exportBegin')).toMatchObject([{ passphrase: null }]);
  });

  test('gets a passphrase that was typed twice, and forgets it when the file is there', async () => {
    const { api } = await openBackups('/transfer/export', withBackup);
    await page.getByText('Protect with a passphrase').click();
    await expect.element(button('Export')).toBeDisabled();
    await field('Passphrase').fill('short');
    await field('The same again').fill('short');
    await expect.element(button('Export')).toBeDisabled();
    await expect.element(page.getByText(/^At least 8 characters/)).toBeVisible();
    await field('Passphrase').fill(passphrase);
    await expect.element(page.getByText('Strong.')).toBeVisible();
    await expect.element(page.getByText('This is not the same.')).toBeVisible();
    await field('The same again').fill(passphrase);
    await expect.element(page.getByText('This is not the same.')).not.toBeInTheDocument();
    await button('Export').click();
    await expect.element(page.getByText(/is written and was read back/)).toBeVisible();
    expect(api.argsOf('snapshot.exportBegin')).toMatchObject([{ passphrase }]);
    await expect.element(field('Passphrase')).toHaveValue('');
  });

  test('remembers that it is to be encrypted, and nothing of the passphrase', async () => {
    await openBackups('/transfer/export');
    await page.getByText('Protect with a passphrase').click();
    await field('Passphrase').fill(passphrase);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('horse');
    expect(localStorage.getItem('expert-desk.export.protect')).toBe('yes');
  });

  test('keeps what is typed off the screen until it is asked for', async () => {
    await openBackups('/transfer/export');
    await page.getByText('Protect with a passphrase').click();
    await expect.element(field('Passphrase')).toHaveAttribute('type', 'password');
    await button('Show what is typed').click();
    await expect.element(field('Passphrase')).toHaveAttribute('type', 'text');
    await expect.element(field('The same again')).toHaveAttribute('type', 'text');
  });
});

describe('restoring an encrypted file', () => {
  test('asks for its passphrase in place, and goes on with the right one', async () => {
    const { api } = await openBackups('/transfer/restore', encryptedFile);
    drop('desk.edesk');
    await expect.element(page.getByRole('heading', { name: /is encrypted/ })).toBeVisible();
    await field('Passphrase of the file').fill('something else');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByText(/That is not the passphrase of “desk.edesk”/))
      .toBeVisible();
    await field('Passphrase of the file').fill(passphrase);
    await expect.element(page.getByText(/That is not the passphrase/)).not.toBeInTheDocument();
    await button('Open').click();
    await expect.element(page.getByText(/Read in full and verified/)).toBeVisible();
    expect(api.argsOf('files.uploadBegin')).toHaveLength(1);
    expect(api.argsOf('files.release')).toHaveLength(0);
  });

  test('another file can be chosen instead; the first is let go', async () => {
    const { api } = await openBackups('/transfer/restore', encryptedFile);
    drop('desk.edesk');
    await button('Choose another file').click();
    await expect.element(button(/Choose a snapshot/)).toBeVisible();
    await expect.poll(() => api.argsOf('files.release')).toHaveLength(1);
  });
});

describe('the encryption of backups', () => {
  test('is set with a passphrase that is typed twice', async () => {
    const { api } = await openBackups('/backups', withBackup);
    await button('Encrypt backups…').click();
    const set = page.getByRole('dialog').getByRole('button', { name: 'Encrypt backups' });
    await expect.element(set).toBeDisabled();
    await field('Passphrase').fill(passphrase);
    await field('The same again').fill(passphrase);
    await set.click();
    await expect.element(page.getByText(/New backups are encrypted\./)).toBeVisible();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(api.secret).toBe(passphrase);
  });

  test('is changed, and stopped after a question', async () => {
    const { api } = await openBackups('/backups', async (open) => {
      await withBackup(open);
      open.api.protection = { encrypted: true, unlocked: true, kept: true };
    });
    await expect.element(page.getByText(/key store keeps their passphrase/)).toBeVisible();
    await button('Change the passphrase…').click();
    await field('Passphrase').fill('another good passphrase');
    await field('The same again').fill('another good passphrase');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => api.secret).toBe('another good passphrase');
    await button('Stop encrypting…').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop encrypting' }).click();
    await expect.element(button('Encrypt backups…')).toBeVisible();
    expect(api.argsOf('backups.protect').at(-1)).toEqual({ passphrase: null });
  });

  test('that fails says why, and stays', async () => {
    await openBackups('/backups', async (open) => {
      await withBackup(open);
      open.api.answers['backups.protect'] = async () =>
        fail('file.diskFull', { name: 'protection.json' });
    });
    await button('Encrypt backups…').click();
    await field('Passphrase').fill(passphrase);
    await field('The same again').fill(passphrase);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await expect.element(field('Passphrase')).toHaveValue(passphrase);
  });
});

describe('backups that wait for their passphrase', () => {
  test('ask for it once when the window opens; a wrong one is told in place', async () => {
    await openBackups('/', locked);
    const dialog = page.getByRole('dialog', { name: 'Backups wait for their passphrase' });
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard('something else{Enter}');
    await expect.element(dialog.getByText(/That is not the passphrase/)).toBeVisible();
    await field('Passphrase of the backups').fill(passphrase);
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog).not.toBeInTheDocument();
  });

  test('can be put off, and ask under Backups', async () => {
    const { api } = await openBackups('/', locked);
    await button('Later').click();
    await page.getByRole('link', { name: 'Backups wait for their passphrase' }).click();
    await field('Passphrase of the backups').fill(passphrase);
    await button('Unlock backups').click();
    await expect.element(page.getByText(/New backups are encrypted\./)).toBeVisible();
    expect(api.protection.unlocked).toBe(true);
  });

  test('get a new passphrase where the old one is lost', async () => {
    const { api } = await openBackups('/backups', locked);
    await button('Later').click();
    await button('Set a new one…').click();
    await field('Passphrase').fill('another good passphrase');
    await field('The same again').fill('another good passphrase');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => api.secret).toBe('another good passphrase');
  });
});

const screens: readonly [name: string, show: () => Promise<void>][] = [
  [
    'an export with a passphrase',
    async () => {
      await openBackups('/transfer/export', withBackup);
      await page.getByText('Protect with a passphrase').click();
      await field('Passphrase').fill('weak one');
      await field('The same again').fill('x');
    },
  ],
  [
    'an encrypted file',
    async () => {
      await openBackups('/transfer/restore', encryptedFile);
      drop('desk.edesk');
      await field('Passphrase of the file').fill('wrong');
      await userEvent.keyboard('{Enter}');
      await expect.element(page.getByText(/That is not the passphrase/)).toBeVisible();
    },
  ],
  ['the question of the start', () => openBackups('/', locked).then(() => undefined)],
  [
    'locked backups',
    async () => {
      await openBackups('/backups', locked);
      await button('Later').click();
    },
  ],
  [
    'a passphrase being set',
    async () => {
      await openBackups('/backups', withBackup);
      await button('Encrypt backups…').click();
      await field('Passphrase').fill(passphrase);
    },
  ],
];

describe.each(['light', 'dark'] as const)(
  'nothing that axe objects to, in the %s theme',
  (theme) => {
    test.each(screens)('%s', async (_, show) => {
      useTheme.getState().choose(theme);
      await show();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await violationsIn(document.body)).toEqual([]);
      useTheme.getState().choose('system');
    });
  },
);
