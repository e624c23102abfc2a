import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import type { Values } from '#shared/schema/row.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { must } from '#tests/support/bulk-desk.ts';
import { openBackups, type OpenBackups } from './open-backups.tsx';

beforeEach(() => localStorage.clear());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const head = () =>
  page
    .getByRole('region', { name: /^History/ })
    .getByRole('button')
    .first();
const lines = () => page.getByRole('region', { name: /^History/ }).getByRole('listitem');
const lineTexts = () =>
  [...document.querySelectorAll('.history-line')].map((line) =>
    line.textContent.replace(/\s+/g, ' '),
  );
const firstName = async ({ desk }: OpenBackups) =>
  (await desk.get('profiles', 1))?.values['first_name'];

const act = async (
  { desk }: OpenBackups,
  action: string,
  values: Values,
  op: 'create' | 'update' = 'update',
) => must(await desk.mutate([{ op, table: 'profiles', id: 1, values }], action));

const withProfile = (open: OpenBackups) =>
  act(open, 'create profile', { first_name: 'Ana', last_name: 'Lima' }, 'create');

const openHistory = async (prepare: (open: OpenBackups) => Promise<unknown> = withProfile) => {
  const open = await openBackups('/t/profiles/1', async (given) => {
    await prepare(given);
  });
  await expect.element(head()).toBeVisible();
  await head().click();
  await expect.element(lines().first()).toBeVisible();
  return open;
};

describe('the history of a record', () => {
  test('tells who changed which field from what to what, newest first', async () => {
    await openHistory(async (open) => {
      await withProfile(open);
      await act(open, 'edit profile P1', { first_name: 'Anna', tier: 2 });
    });
    await expect.poll(lineTexts).toHaveLength(2);
    const [edited, created] = lineTexts();
    expect(edited).toMatch(/^Edited ?Today \d\d:\d\d by Desk of the tests/);
    expect(edited).toContain('First namefrom Ana to Anna');
    expect(edited).toContain('Tier2');
    expect(created).toMatch(/^Created/);
    expect(created).toContain('Last nameLima');
  });

  test('what waits for the journal is told, and marked until the journal has it', async () => {
    const { api } = await openHistory(async (open) => {
      open.api.answers['journal.append'] = async () => fail('file.diskFull', { name: 'journal' });
      await withProfile(open);
    });
    await expect.element(page.getByText('Not journaled yet')).toBeVisible();
    delete api.answers['journal.append'];
    await expect
      .element(page.getByText('Not journaled yet'), { timeout: 10_000 })
      .not.toBeInTheDocument();
    expect(lineTexts()).toHaveLength(1);
  });

  test('moves to the trash and back, undoing, and imports have words of their own', async () => {
    await openHistory(async (open) => {
      await act(open, 'import old.sql', { first_name: 'Ana' }, 'create');
      await act(open, 'trash profile P1', { deleted: true });
      await act(open, 'restore profile P1', { deleted: false });
      await act(open, 'undo: edit profile P1', { city: 'Faro' });
    });
    await expect.poll(lineTexts).toHaveLength(4);
    const [undone, restored, trashed, created] = lineTexts();
    expect(undone).toMatch(/^Edited · Undo: edit profile P1/);
    expect(restored).toMatch(/^Restored from the trash/);
    expect(trashed).toMatch(/^Moved to the trash/);
    expect(created).toMatch(/^Created · Import old.sql/);
  });

  test('secrets stay masked, references go by their titles, long texts are cut', async () => {
    const secret = 'sk_live_123';
    const long = 'word '.repeat(50).trim();
    await openBackups('/t/users/5', async ({ desk }) => {
      must(
        await desk.mutate(
          [
            { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana' } },
            {
              op: 'create',
              table: 'users',
              id: 5,
              values: { profile_id: 1, reset_password_token_hash: secret, campaign: long },
            },
          ],
          'create user',
        ),
      );
    });
    await head().click();
    await expect.poll(() => lineTexts()[0]).toContain('ProfileAna');
    expect(lineTexts()[0]).toContain('••••••');
    expect(lineTexts()[0]).not.toContain(secret);
    await button(/^Show all of/).click();
    expect(lineTexts()[0]).toContain(long);
  });

  test('a desk that is not this one goes by its number', async () => {
    await openHistory(async ({ api, desk }) => {
      must(
        await desk.mutate(
          [{ op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana' } }],
          'create profile',
        ),
      );
      const stamp = formatStamp({ time: Date.now(), counter: 0, desk: 812 });
      const change = { kind: 'erase' as const, table: 'users' as const, id: 1, stamp };
      const item = { seq: 1, at: new Date().toISOString(), stamp, action: 'edit', change };
      const bytes = new TextEncoder().encode(JSON.stringify(item) + '\n');
      api.answers['journal.history'] = async () => ok({ bytes, more: false });
    });
    await expect.poll(() => lineTexts().join()).toContain('by desk 812');
  });

  test('after a restore it says where it begins', async () => {
    await openHistory(async (open) => {
      await withProfile(open);
      const stamp = formatStamp({ time: Date.now(), counter: 0, desk: 4711 });
      const item = {
        seq: 1,
        at: new Date().toISOString(),
        stamp,
        action: 'restore old.edesk',
        base: true,
      };
      const bytes = new TextEncoder().encode(JSON.stringify(item) + '\n');
      open.api.answers['journal.history'] = async () => ok({ bytes, more: false });
    });
    await expect.element(page.getByText('Everything on the desk was replaced')).toBeVisible();
    await expect
      .element(page.getByText(/^History begins here: the record came with/))
      .toBeVisible();
  });

  test('older entries come on request, a page at a time', async () => {
    const { api } = await openHistory(async (open) => {
      await withProfile(open);
      for (let tier = 1; tier <= 60; tier++) await act(open, 'edit', { tier });
    });
    await expect.element(button('Show older')).toBeVisible();
    await button('Show older').click();
    await expect.poll(lineTexts).toHaveLength(61);
    await expect.element(button('Show older')).not.toBeInTheDocument();
    expect(api.argsOf('journal.history').at(-1)?.before).toBeGreaterThan(1);
  });

  test('a journal that cannot be read says why, and is asked again', async () => {
    const open = await openBackups('/t/profiles/1', async (given) => {
      await withProfile(given);
      given.api.answers['journal.history'] = async () =>
        fail('journal.newer', { file: '000001.jsonl' });
    });
    await head().click();
    await expect.element(page.getByRole('alert').getByText(/newer version/)).toBeVisible();
    delete open.api.answers['journal.history'];
    await button('Try again').click();
    await expect.poll(lineTexts).toHaveLength(1);
  });

  test('is not read before it is looked at', async () => {
    const { api } = await openBackups('/t/profiles/1', async (open) => {
      await withProfile(open);
    });
    await expect.element(head()).toBeVisible();
    expect(api.argsOf('journal.history')).toEqual([]);
  });
});

describe('reverting', () => {
  test('puts back what the fields held, can be undone, and becomes history itself', async () => {
    const open = await openHistory(async (given) => {
      await withProfile(given);
      await act(given, 'edit', { first_name: 'Anna' });
    });
    await button(/^Revert this change/).click();
    await expect.poll(() => firstName(open)).toBe('Ana');
    await expect.poll(lineTexts).toHaveLength(3);
    expect(lineTexts()[0]).toMatch(/^Edited · Revert a change of profile P1/);
    await button('Undo').click();
    await expect.poll(() => firstName(open)).toBe('Anna');
  });

  test('Ctrl+Z takes a revert back, as any edit', async () => {
    const open = await openHistory(async (given) => {
      await withProfile(given);
      await act(given, 'edit', { first_name: 'Anna' });
    });
    await button(/^Revert this change/).click();
    await expect.poll(() => firstName(open)).toBe('Ana');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => firstName(open)).toBe('Anna');
  });

  test('a field that was changed again is named first; only then it is reverted', async () => {
    const open = await openHistory(async (given) => {
      await withProfile(given);
      await act(given, 'edit', { first_name: 'Anna', city: 'Faro' });
      await act(given, 'edit', { first_name: 'Anne' });
    });
    await expect.element(page.getByText(/A field of this change was changed again/)).toBeVisible();
    await button(/^Revert this change/)
      .nth(1)
      .click();
    const dialog = page.getByRole('alertdialog');
    await expect.element(dialog.getByText('First name: Anne')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await firstName(open)).toBe('Anne');
    await button(/^Revert this change/)
      .nth(1)
      .click();
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await expect.poll(() => firstName(open)).toBe('Ana');
    expect((await open.desk.get('profiles', 1))?.values).not.toHaveProperty('city');
  });

  test('a deletion offers the way out of the trash; once it is out, no more', async () => {
    const open = await openHistory(async (given) => {
      await withProfile(given);
      await act(given, 'trash profile P1', { deleted: true });
    });
    await button(/^Restore from the trash/).click();
    await expect
      .poll(() => open.desk.get('profiles', 1))
      .not.toHaveProperty('values.deleted', true);
    await expect.poll(lineTexts).toHaveLength(3);
    await expect.element(button(/^Restore from the trash/)).not.toBeInTheDocument();
  });

  test('creations, and changes that were taken back already, offer none', async () => {
    await openHistory(async (given) => {
      await withProfile(given);
      await act(given, 'edit', { first_name: 'Anna' });
      await act(given, 'edit', { first_name: 'Ana' });
    });
    await expect.poll(lineTexts).toHaveLength(3);
    expect(button(/^Revert this change/).elements()).toHaveLength(1);
  });

  test('by keyboard: from the menu to the history, to the revert', async () => {
    const open = await openBackups('/t/profiles/1', async (given) => {
      await withProfile(given);
      await act(given, 'edit', { first_name: 'Anna' });
    });
    await expect.element(button('More actions')).toBeVisible();
    (button('More actions').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'History' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(head()).toHaveFocus();
    await expect.element(button(/^Revert this change/)).toBeVisible();
    await userEvent.tab();
    await expect.element(button(/^Revert this change/)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => firstName(open)).toBe('Ana');
  });
});
