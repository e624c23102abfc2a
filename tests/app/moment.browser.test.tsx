import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Difference, Rebuilt } from '#shared/ipc/messages.ts';
import { fail, ok } from '#shared/result.ts';
import { must } from '#tests/support/bulk-desk.ts';
import { enter } from './open-app.tsx';
import { firstNames, openBackups, withBackup, type OpenBackups } from './open-backups.tsx';

beforeEach(() => localStorage.clear());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const input = () => page.getByRole('textbox', { name: 'Date and time' });
const show = () => button('Show what would differ');
const hour = 3_600_000;

const difference: Difference = {
  profiles: { added: 3, removed: 1, changed: 12, same: 40 },
  users: { added: 1, removed: 0, changed: 0, same: 7 },
  projects: { added: 0, removed: 0, changed: 0, same: 5 },
};

/** Every moment is as the oldest backup is. */
const rebuiltFrom = ({ api }: OpenBackups, part: Partial<Rebuilt> = {}): Rebuilt => {
  const { name, rows, size } = api.kept.at(-1)!.backup;
  const { ticket } = must(api.choose(name));
  return {
    ticket,
    name,
    size,
    rows,
    base: 'earlier.edesk',
    entries: 14,
    seq: 20,
    stamp: null,
    skipped: [],
    ...part,
  };
};

const openMoment = (found: Difference = difference, part: Partial<Rebuilt> = {}) =>
  openBackups('/backups/moment', async (open) => {
    await withBackup(open);
    await enter(open.desk, { op: 'create', table: 'profiles', id: 3, values: { first_name: 'C' } });
    const now = Date.now();
    open.api.range = {
      from: new Date(now - 48 * hour).toISOString(),
      to: new Date(now).toISOString(),
    };
    open.api.answers['rebuild.make'] = async () => ok(rebuiltFrom(open, part));
    open.api.answers['rebuild.compare'] = async () => ok(found);
  });

describe('choosing a moment', () => {
  test('a usual one fills the input; a moment outside the journal says where it begins and ends', async () => {
    await openMoment();
    await expect.element(show()).toBeDisabled();
    await button('An hour ago').click();
    await expect.element(show()).toBeEnabled();
    await expect.element(button('A week ago')).not.toBeInTheDocument();
    await input().fill('2001-01-01 00:00');
    await expect.element(page.getByText(/^The journal begins later, on/)).toBeVisible();
    await expect.element(show()).toBeDisabled();
    await input().fill('2999-01-01 00:00');
    await expect.element(page.getByText(/^Nothing was changed after/)).toBeVisible();
    await input().fill('last tuesday');
    await expect.element(page.getByText(/^Enter a date and time/)).toBeVisible();
    await expect.element(show()).toBeDisabled();
  });

  test('a journal that holds nothing says so', async () => {
    await openBackups('/backups/moment');
    await expect.element(page.getByText('Nothing to go back to yet')).toBeVisible();
  });

  test('a journal that cannot be read says why, and is asked again', async () => {
    const { api } = await openBackups('/backups/moment', async (open) => {
      open.api.answers['journal.range'] = async () => fail('desk.unreachable');
    });
    await expect.element(page.getByRole('alert').getByText(/does not answer/)).toBeVisible();
    delete api.answers['journal.range'];
    await button('Try again').click();
    await expect.element(page.getByText('Nothing to go back to yet')).toBeVisible();
  });
});

describe('what would differ', () => {
  test('is told in words and in figures, with what it was made from', async () => {
    const data = { name: 'bad.edesk', reason: 'it is cut short' };
    const skipped = [{ name: 'bad.edesk', problem: { code: 'file.notReadable' as const, data } }];
    const { api } = await openMoment(difference, { skipped });
    await button('An hour ago').click();
    await show().click();
    await expect
      .element(page.getByText('12 profiles would change, 3 come back, 1 goes'))
      .toBeVisible();
    await expect.element(page.getByText('1 user comes back', { exact: true })).toBeVisible();
    await expect.element(page.getByText(/“earlier.edesk” and 14 journal entries/)).toBeVisible();
    await expect.element(page.getByText(/Passed over: “bad.edesk” cannot be read/)).toBeVisible();
    await button('All figures').click();
    await expect.element(page.getByRole('row', { name: 'Profiles 12 3 1 40' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'Projects 0 0 0 5' })).toBeVisible();
    expect(api.argsOf('rebuild.make')[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('nothing: then there is nothing to restore', async () => {
    await openMoment({ profiles: { added: 0, removed: 0, changed: 0, same: 3 } });
    await button('An hour ago').click();
    await show().click();
    await expect.element(page.getByText('Nothing would differ')).toBeVisible();
    await expect.element(button('Restore this moment')).not.toBeInTheDocument();
  });

  test('a moment that cannot be made says why', async () => {
    const { api } = await openMoment();
    api.answers['rebuild.make'] = async () => fail('journal.noStart', { from: 812 });
    await button('An hour ago').click();
    await show().click();
    await expect.element(page.getByRole('alert').getByText(/begins with entry 812/)).toBeVisible();
  });

  test('a comparison that fails lets the file go', async () => {
    const { api } = await openMoment();
    api.answers['rebuild.compare'] = async () => fail('journal.nothingToRebuild');
    await button('An hour ago').click();
    await show().click();
    await expect.element(page.getByText(/neither a backup nor a journal/)).toBeVisible();
    expect(api.argsOf('files.release')).toHaveLength(1);
    expect(api.open.size).toBe(0);
  });

  test('cancelled while it is made, nothing stays', async () => {
    const { api } = await openMoment();
    let answer = (): void => undefined;
    api.answers['rebuild.make'] = () =>
      new Promise((resolve) => (answer = () => resolve(fail('file.cancelled'))));
    await button('An hour ago').click();
    await show().click();
    await button('Cancel').click();
    expect(api.argsOf('job.close').at(-1)?.job).toBe(api.argsOf('rebuild.make')[0]?.job);
    answer();
    await expect.element(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
  });

  test('another moment, and leaving, let the file go', async () => {
    const { api } = await openMoment();
    await button('An hour ago').click();
    await show().click();
    await expect.element(button('Restore this moment')).toBeVisible();
    expect(api.open.size).toBe(1);
    await button('As far back as possible').click();
    await expect.poll(() => api.open.size).toBe(0);
    await show().click();
    await expect.element(button('Restore this moment')).toBeVisible();
    await page.getByRole('link', { name: 'Backups', exact: true }).first().click();
    await expect.poll(() => api.open.size).toBe(0);
  });

  test('an edit in between asks for a new comparison before anything is restored', async () => {
    const { api, desk } = await openMoment();
    await button('An hour ago').click();
    await show().click();
    await expect.element(button('Restore this moment')).toBeVisible();
    await enter(desk, { op: 'create', table: 'profiles', id: 4, values: { first_name: 'D' } });
    await expect.element(page.getByText(/was changed since this was compared/)).toBeVisible();
    await expect.element(button('Restore this moment')).not.toBeInTheDocument();
    await button('Compare again').click();
    await expect.element(button('Restore this moment')).toBeVisible();
    expect(api.argsOf('rebuild.make')).toHaveLength(2);
  });
});

test('restored by keyboard: the present is backed up, and Undo goes back to it', async () => {
  const app = await openMoment();
  await expect.element(button('An hour ago')).toBeVisible();
  (button('An hour ago').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  (input().element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  const restore = button('Restore this moment');
  await expect.element(restore).toBeVisible();
  (restore.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^The desk is as it was/)).toBeVisible();
  expect(await firstNames(app)).toEqual(['Ana', 'Bo']);
  await button('Undo').click();
  await expect.element(page.getByText('The desk is again as it was before.')).toBeVisible();
  expect(await firstNames(app)).toEqual(['Ana', 'Bo', 'C']);
  expect(app.api.open.size).toBe(0);
});
