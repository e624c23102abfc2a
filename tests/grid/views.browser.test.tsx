import { waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';
import { clean, goToColumn, people, showGrid, type GridView } from './grid-harness.tsx';

afterEach(clean);

const shownGrid = async (saved: { id: number; values: Record<string, string> }[] = []) => {
  const shown = await showGrid({ rows: { profiles: people(12), saved_views: saved } });
  await waitFor(() => expect(shown.grid.textContent).toContain('Silva 12'));
  // The view that an earlier test left open.
  if (viewButton(shown).textContent !== 'View: All profiles') await fromMenu(shown, 'All profiles');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: All profiles'));
  return shown;
};

const viewButton = ({ view }: GridView) => view.getByRole('button', { name: /^View: / });

const fromMenu = async (shown: GridView, entry: string | RegExp) => {
  await shown.user.click(viewButton(shown));
  await shown.user.click(await shown.view.findByRole('menuitem', { name: entry }));
};

const sortByCity = async (shown: GridView) => {
  shown.grid.focus();
  await goToColumn(shown, 'City');
  await shown.user.keyboard('{Enter}');
  await waitFor(() =>
    expect(shown.view.getByRole('columnheader', { name: 'City' }).ariaSort).toBe('ascending'),
  );
};

test('VIEW13 what a table shows is kept under a name, told when it differs, and opened again', async () => {
  const shown = await shownGrid();
  expect(viewButton(shown).textContent).toBe('View: All profiles');
  await sortByCity(shown);
  await waitFor(() => expect(viewButton(shown).textContent).toContain(', changed'));
  await fromMenu(shown, 'Save as a new view…');
  await shown.user.fill(await shown.view.findByRole('textbox', { name: 'Name' }), 'By city');
  await shown.user.click(shown.view.getByRole('button', { name: 'Save view' }));
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: By city'));
  const [made] = shown.desk.edits;
  expect(made).toMatchObject({
    op: 'create',
    table: 'saved_views',
    values: { name: 'By city', table_name: 'profiles', layout: 'grid' },
  });
  expect(JSON.parse(String(made!.values['definition']))).toMatchObject({
    sort: [{ field: 'city', descending: false }],
  });

  await fromMenu(shown, 'All profiles');
  await waitFor(() =>
    expect(shown.view.getByRole('columnheader', { name: 'City' }).ariaSort).toBe('none'),
  );
  await fromMenu(shown, 'By city');
  await waitFor(() =>
    expect(shown.view.getByRole('columnheader', { name: 'City' }).ariaSort).toBe('ascending'),
  );
});

test('VIEW13 a view changes only when it is saved, and can be brought back to what was saved', async () => {
  const saved = { name: 'Mine', table_name: 'profiles', definition: '{"sort":[]}' };
  const shown = await shownGrid([{ id: 3, values: saved }]);
  await fromMenu(shown, 'Mine');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: Mine'));
  await sortByCity(shown);
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: Mine, changed'));
  expect(shown.desk.edits).toEqual([]);
  await fromMenu(shown, 'Back to the view as it was saved');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: Mine'));
  await sortByCity(shown);
  await fromMenu(shown, 'Save changes to “Mine”');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: Mine'));
  expect(shown.desk.edits).toHaveLength(1);
});

test('VIEW13 a view that is shown as a board takes its filter there', async () => {
  const filter = { match: 'all', conditions: [{ field: 'email', operator: 'filled', values: [] }] };
  const definition = JSON.stringify({ filter });
  const values = { name: 'Cards', table_name: 'profiles', layout: 'board', definition };
  const shown = await shownGrid([{ id: 3, values }]);
  await fromMenu(shown, 'Cards');
  await waitFor(() => expect(window.location.pathname).toBe('/board'));
  expect(localStorage.getItem('expert-desk.grid.#board')).toContain('"field":"email"');
  expect(viewButton(shown).textContent).toBe('View: All profiles');
  window.history.back();
});

test('VIEW13 a view is renamed, needs a name, and goes to the trash', async () => {
  const saved = { name: 'Mine', table_name: 'profiles', definition: 'not JSON' };
  const shown = await shownGrid([{ id: 3, values: saved }]);
  await fromMenu(shown, 'Mine');
  await fromMenu(shown, 'Rename…');
  const name = await shown.view.findByRole('textbox', { name: 'Name' });
  await shown.user.fill(name, ' ');
  await shown.user.keyboard('{Enter}');
  await shown.view.findByText('A view needs a name.');
  await shown.user.fill(name, 'Ours');
  await shown.user.keyboard('{Enter}');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: Ours'));
  await fromMenu(shown, 'Move “Ours” to the trash');
  await waitFor(() => expect(viewButton(shown).textContent).toBe('View: All profiles'));
  expect(shown.desk.edits.at(-1)).toMatchObject({ id: 3, values: { deleted: true } });
});

for (const theme of themes)
  test(`axe finds nothing wrong with views in the ${theme} theme`, async () => {
    wear(theme);
    const shown = await shownGrid([{ id: 3, values: { name: 'Mine', table_name: 'profiles' } }]);
    await shown.user.click(viewButton(shown));
    await shown.view.findByRole('menuitem', { name: 'Mine' });
    expect(await violationsIn(document.body)).toEqual([]);
    await shown.user.click(shown.view.getByRole('menuitem', { name: 'Save as a new view…' }));
    await shown.view.findByRole('dialog', { name: 'Save as a new view' });
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    expect(await violationsIn(document.body)).toEqual([]);
  });
