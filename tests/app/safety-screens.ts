import { page } from 'vitest/browser';
import { expect } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import { runBackup } from '#renderer/db/safety.ts';
import { must, quietly } from '#tests/support/bulk-desk.ts';
import { enter } from './open-app.tsx';
import { openBackups, withBackup, type OpenBackups } from './open-backups.tsx';

/** Every state of the screens that keep data safe, for tests that look at each. */

const button = (name: string | RegExp) => page.getByRole('button', { name });
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

/** Backups of several reasons and ages: proven, unproven, encrypted and damaged. */
const withMany = async (open: OpenBackups) => {
  await withBackup(open);
  for (const reason of ['quit', 'restore', 'import', 'asked', 'restored'] as const)
    must(await runBackup(open.desk, open.api, { reason }, quietly));
  const data = { name: '20261121-180000.edesk', reason: 'it is cut short' };
  const problem = { code: 'file.notReadable' as const, data };
  open.api.change(0, { createdAt: ago(0.2), size: 27_400_000, encrypted: true });
  open.api.change(1, { createdAt: ago(3), provenAt: null });
  open.api.change(2, { createdAt: ago(22), provenAt: ago(20) });
  open.api.change(3, { createdAt: ago(50), provenAt: null, problem });
  open.api.change(4, { createdAt: ago(24 * 40), rows: { profiles: 120_345, users: 8_812 } });
  open.api.change(5, { createdAt: ago(24 * 500), encrypted: true });
  open.api.dueAt = new Date(Date.now() + 12 * 60_000).toISOString();
};

const showList = async () => {
  await openBackups('/backups', withMany);
  await button('129,157 rows').click();
};

const showEmpty = async () => {
  await openBackups('/backups');
  await expect.element(page.getByText('No backup yet')).toBeVisible();
};

const showFailing = async () => {
  await openBackups('/backups', async (open) => {
    await withMany(open);
    open.api.failing = {
      problem: { code: 'file.diskFull', data: { name: 'backups' } },
      since: ago(1),
      retryAt: new Date(Date.now() + 5 * 60_000).toISOString(),
    };
  });
  await expect.element(page.getByText('No backup could be made')).toBeVisible();
};

const showUnreachable = async () => {
  await openBackups('/backups', async ({ api }) => {
    api.answers['backups.status'] = async () => fail('desk.unreachable');
  });
  await expect.element(button('Try again')).toBeVisible();
};

const showRestore = async () => {
  await openBackups('/backups', withBackup);
  await button(/^Restore the backup/).click();
  await expect.element(page.getByRole('row', { name: 'Profiles 2 2' })).toBeVisible();
};

const showPassphrase = async () => {
  const { api } = await openBackups('/backups', withBackup);
  api.kept[0]!.passphrase = 'secret';
  await button(/^Restore the backup/).click();
  await expect.element(page.getByText('Which passphrase?')).toBeVisible();
};

const withMoments = async (open: OpenBackups) => {
  await withBackup(open);
  open.api.range = { from: ago(24 * 20), to: ago(0) };
  open.api.answers['rebuild.make'] = async () => {
    const { ticket, name, size } = must(open.api.choose(open.api.kept[0]!.backup.name));
    const data = { name: '20261121-180000.edesk', reason: 'it is cut short' };
    const problem = { code: 'file.notReadable' as const, data };
    const skipped = [{ name: data.name, problem }];
    const base = '20261120-173000.edesk';
    const rest = { base, entries: 1204, seq: 20, stamp: null, skipped, rows: { profiles: 2 } };
    return ok({ ticket, name, size, ...rest });
  };
  open.api.answers['rebuild.compare'] = async () =>
    ok({
      profiles: { added: 3, removed: 1, changed: 12, same: 4012 },
      users: { added: 1, removed: 0, changed: 0, same: 977 },
      consultations: { added: 0, removed: 2, changed: 0, same: 15_004 },
    });
};

const showMoment = async () => {
  await openBackups('/backups/moment', withMoments);
  await button('A week ago').click();
  await button('Show what would differ').click();
  await button('All figures').click();
  await expect.element(page.getByRole('row', { name: /^Users/ })).toBeVisible();
};

const showNoMoment = async () => {
  await openBackups('/backups/moment');
  await expect.element(page.getByText('Nothing to go back to yet')).toBeVisible();
};

const showMomentChoice = async () => {
  await openBackups('/backups/moment', withMoments);
  await page.getByRole('textbox', { name: 'Date and time' }).fill('2001-01-01 00:00');
  await expect.element(page.getByText(/The journal begins later/)).toBeVisible();
};

const withPast = async (open: OpenBackups) => {
  const { desk } = open;
  const summary = 'Twenty years in river engineering; '.repeat(12).trim();
  await enter(
    desk,
    { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana', last_name: 'Lima' } },
    { op: 'create', table: 'users', id: 2, values: { profile_id: 1, expert_state: 'lead' } },
    { op: 'create', table: 'payout_accounts', id: 3, values: { user_id: 2 } },
  );
  const change = async (action: string, values: Record<string, string | number | boolean>) =>
    must(await desk.mutate([{ op: 'update', table: 'profiles', id: 1, values }], action));
  await change('edit profile P1', { first_name: 'Anna', tier: 2, hourly_rate: '125.50' });
  await change('edit profile P1', { summary, created_by: 2, city: 'Faro', country: 'Portugal' });
  await change('undo: edit profile P1', { first_name: 'Ana' });
  await change('trash profile P1', { deleted: true });
};

const showHistory = async () => {
  await openBackups('/t/profiles/1', withPast);
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  await expect.element(page.getByText('Moved to the trash')).toBeVisible();
};

const openErase = async () => {
  const open = await openBackups('/t/profiles/1', withPast);
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Erase for good…' }).click();
  await expect.element(page.getByRole('checkbox').first()).toBeInTheDocument();
  return open;
};

const showErase = async () => {
  await openErase();
};

const showErased = async () => {
  const { api } = await openErase();
  const left = [
    { name: '20261120-173000.edesk', problem: { code: 'backups.locked' as const, data: {} } },
  ];
  const backups = ['20261123-140200.edesk', '20261122-180000.edesk'];
  api.answers['rebuild.purge'] = async () => ok({ entries: 14, segments: 2, backups, left });
  await page.getByRole('textbox', { name: /^Type ERASE/ }).fill('ERASE');
  await button(/^Erase 3 records/).click();
  await expect.element(page.getByText('14 entries in 2 files')).toBeVisible();
};

const showErasedRecord = async () => {
  await showErased();
  await button('Close').last().click();
  window.location.hash = '/t/profiles/1';
  await expect.element(page.getByText('Profile 1 was erased for good')).toBeVisible();
};

/** Each state by its name, and how to get there. */
export const safetyScreens: readonly [name: string, show: () => Promise<void>][] = [
  ['backups', showList],
  ['no backups', showEmpty],
  ['failing backups', showFailing],
  ['backups that cannot be asked for', showUnreachable],
  ['restoring a backup', showRestore],
  ['asking for a passphrase', showPassphrase],
  ['choosing a moment', showMomentChoice],
  ['what a moment would change', showMoment],
  ['no moments', showNoMoment],
  ['the history of a record', showHistory],
  ['erasing', showErase],
  ['what was erased', showErased],
  ['a record that was erased', showErasedRecord],
];
