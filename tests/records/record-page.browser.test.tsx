import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { relationName, relationsTo } from '#renderer/features/records/related.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { closeTestDesk, openTestDesk, put, putRaw, showAt } from './test-desk.tsx';

let desk: CurrentDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => closeTestDesk(desk));

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const firstName = () => page.getByRole('textbox', { name: 'First name' });
const valuesOf = async (id: number) => (await desk.get('profiles', id))?.values;
const toastTexts = () => useToasts.getState().toasts.map(({ text }) => text);

const showAna = async () => {
  await put(desk, 'profiles', 7, {
    first_name: 'Ana',
    last_name: 'Lima',
    tier: 1,
    hourly_rate: '90.00',
  });
  showAt(desk, '/t/profiles/7');
  await expect.element(heading('Ana Lima')).toBeVisible();
};

describe('editing', () => {
  test('Ctrl+S saves what was typed, and nothing else', async () => {
    await showAna();
    await firstName().fill('Anna');
    await expect.element(page.getByText('1 unsaved change')).toBeVisible();
    await userEvent.keyboard('{Control>}s{/Control}');
    await expect.element(heading('Anna Lima')).toBeVisible();
    expect((await desk.get('profiles', 7))?.clocks).toHaveProperty('first_name');
    expect(Object.keys((await desk.get('profiles', 7))?.clocks ?? {})).toEqual(['first_name']);
    await expect.element(page.getByText('1 unsaved change')).not.toBeInTheDocument();
    expect(toastTexts()).toEqual(['Saved.']);
  });

  test('what cannot be stored gets its sentence and the focus, and nothing is saved', async () => {
    await showAna();
    await firstName().fill('Anna');
    await page.getByRole('textbox', { name: 'Hourly rate' }).fill('a lot');
    await page.getByRole('button', { name: 'Save' }).click();
    const sentence = 'Hourly rate must be a number such as 125.50, not “a lot”.';
    await expect.element(page.getByText(sentence)).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Hourly rate' })).toHaveFocus();
    await expect
      .element(page.getByRole('textbox', { name: 'Hourly rate' }))
      .toHaveAccessibleDescription(/must be a number such as 125\.50/);
    expect(await valuesOf(7)).toMatchObject({ first_name: 'Ana' });
  });

  test('a change made elsewhere flows into what nobody touched, and is noted where somebody did', async () => {
    await showAna();
    await firstName().fill('Anna');
    const values = { first_name: 'Anne', tier: 3 };
    await desk.mutate([{ op: 'update', table: 'profiles', id: 7, values }], 'elsewhere');
    await expect.element(page.getByText(/Changed elsewhere meanwhile, to “Anne”/)).toBeVisible();
    await expect.element(firstName()).toHaveValue('Anna');
    await expect.element(page.getByRole('textbox', { name: 'Tier' })).toHaveValue('3');
    await page.getByRole('button', { name: 'Take the other' }).click();
    await expect.element(firstName()).toHaveValue('Anne');
  });

  test('opening a record and saving it changes nothing: source texts, microseconds, unknown columns', async () => {
    const row = {
      id: 9,
      clock: '018f00000000-0000-0000020',
      clocks: { tier: '018f00000001-0000-0000020' },
      values: {
        first_name: '',
        last_name: ' Lima ',
        summary: 'one\r\ntwo\r\n',
        languages: ['PT', 'BR'],
        tags: ['', ' a '],
        questions: ['two\nlines', 'b'],
        created_at: '2020-02-29T23:59:59.123456Z',
        expert_request: 4040,
        x_shoe_size: '38½',
      },
      source: { languages: 'PT,BR' },
    };
    await putRaw(desk, 'profiles', row);
    showAt(desk, '/t/profiles/9');
    await expect.element(page.getByText('38½')).toBeVisible();
    for (const input of document.querySelectorAll<HTMLElement>('[data-field] input, textarea'))
      input.focus();
    await userEvent.keyboard('{Control>}s{/Control}');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await desk.get('profiles', 9)).toEqual(row);
    expect(document.querySelector('[data-section=other] dd')?.textContent).toBe('38½');
  });

  test('Discard asks, and puts back what is stored', async () => {
    await showAna();
    await firstName().fill('Anna');
    await userEvent.keyboard('{Escape}');
    const dialog = page.getByRole('alertdialog', { name: 'Discard changes?' });
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await expect.element(firstName()).toHaveValue('Ana');
  });
});

test('the page of a request leads to the work on it; no other page does', async () => {
  await put(desk, 'expert_requests', 7, { title: 'Lithium' });
  const { unmount } = showAt(desk, '/t/expert_requests/7');
  const work = page.getByRole('link', { name: 'Work on this request' });
  await expect.element(work).toHaveAttribute('href', '#/requests/7');
  unmount();
  await showAna();
  await expect.element(work).not.toBeInTheDocument();
});

describe('leaving with unsaved changes', () => {
  const dialog = () => page.getByRole('alertdialog', { name: 'Leave without saving?' });
  const leaveByLink = async () => {
    await showAna();
    await firstName().fill('Anna');
    await page.getByRole('link', { name: 'Profiles', exact: true }).click();
    await expect.element(dialog()).toBeVisible();
    expect(window.location.hash).toBe('#/t/profiles/7');
  };

  test('a link is held back; staying keeps what was typed', async () => {
    await leaveByLink();
    await dialog().getByRole('button', { name: 'Stay' }).click();
    await expect.element(firstName()).toHaveValue('Anna');
  });

  test('leaving goes on, and leaves the record alone', async () => {
    await leaveByLink();
    await dialog().getByRole('button', { name: 'Leave without saving' }).click();
    await expect.element(heading('table')).toBeVisible();
    expect(await valuesOf(7)).toMatchObject({ first_name: 'Ana' });
  });

  test('saving goes on, and keeps what was typed', async () => {
    await leaveByLink();
    await dialog().getByRole('button', { name: 'Save and leave' }).click();
    await expect.element(heading('table')).toBeVisible();
    expect(await valuesOf(7)).toMatchObject({ first_name: 'Anna' });
  });

  test('a shortcut that sets the address is held back too', async () => {
    await showAna();
    await firstName().fill('Anna');
    window.location.hash = '#/settings';
    await expect.element(dialog()).toBeVisible();
    await expect.element(firstName()).toHaveValue('Anna');
  });

  test('closing the window makes the browser ask; without changes it does not', async () => {
    await showAna();
    const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks()).toBe(false);
    await firstName().fill('Anna');
    await vi.waitFor(() => expect(asks()).toBe(true));
  });
});

describe('trash', () => {
  test('the dialog says what points to the record; undo and restore bring it back', async () => {
    await put(desk, 'users', 3, { profile_id: null });
    await showAna();
    await put(desk, 'users', 4, { profile_id: 7 });
    await page.getByRole('button', { name: 'Trash' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Move this profile to the trash?' });
    await expect.element(dialog.getByText('1 user')).toBeVisible();
    await dialog.getByRole('button', { name: 'Move to trash' }).click();
    await expect.element(page.getByText(/This profile is in the trash/)).toBeVisible();
    expect(await valuesOf(7)).toMatchObject({ deleted: true });
    useToasts.getState().toasts.at(-1)?.action?.run();
    await expect.element(page.getByText(/This profile is in the trash/)).not.toBeInTheDocument();
    expect((await valuesOf(7))?.['deleted']).toBeUndefined();
  });

  test('restored from the banner', async () => {
    await put(desk, 'profiles', 8, { first_name: 'Rui', deleted: true });
    showAt(desk, '/t/profiles/8');
    await page.getByRole('status').getByRole('button', { name: 'Restore' }).click();
    await vi.waitFor(async () => expect(await valuesOf(8)).toMatchObject({ deleted: false }));
  });
});

test('an address without a record says so, and leads back', async () => {
  showAt(desk, '/t/profiles/4040');
  await expect.element(page.getByText('Profile 4040 is not here')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'All profiles' })).toBeVisible();
});

describe.each(tableNames)('%s: related records', (table) => {
  test('a section for each relation, with what points here', async () => {
    await put(desk, table, 7, {});
    const relations = relationsTo(table);
    for (const [i, { table: from, field }] of relations.entries())
      await put(desk, from, 900 + i, { [field]: 7 });
    showAt(desk, `/t/${table}/7`);
    await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
    for (const [i, relation] of relations.entries()) {
      const section = document.querySelector(
        `[data-section="related.${relation.table}.${relation.field}"]`,
      );
      const head = section?.querySelector<HTMLElement>('[data-section-head]');
      expect(head?.textContent).toContain(entityOf(relation.table).label.many);
      if (!relation.indexed) head?.click();
      const rows = page.getByRole('table', { name: relationName(relation, table), exact: true });
      await expect.element(rows).toBeVisible();
      expect(rows.element().querySelector('tbody a')?.getAttribute('href')).toBe(
        `#/t/${relation.table}/${900 + i}`,
      );
      expect(section?.querySelector('.related-add')?.getAttribute('href')).toBe(
        `#/t/${relation.table}/new?${relation.field}=7`,
      );
    }
  });
});

describe('related records', () => {
  test('the first ten, more on demand, and one that is added appears', async () => {
    await showAna();
    for (let i = 0; i < 12; i++)
      await put(desk, 'expert_request_candidates', 100 + i, { profile_id: 7 });
    const rows = page.getByRole('table', { name: 'Candidates of this profile' });
    await expect.element(rows.getByRole('row').nth(10)).toBeVisible();
    expect(rows.getByRole('row').elements()).toHaveLength(11);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.element(rows.getByRole('row').nth(12)).toBeVisible();
  });
});
