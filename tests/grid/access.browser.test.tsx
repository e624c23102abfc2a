import { waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { profiles } from '#shared/entities/profiles.ts';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';
import { clean, people, showGrid } from './grid-harness.tsx';

afterEach(clean);

for (const theme of themes)
  test(`axe finds nothing wrong with the grid in the ${theme} theme, at rest and in an edit`, async () => {
    wear(theme);
    const shown = await showGrid({ rows: { profiles: people(200) } });
    await waitFor(() => expect(shown.grid.textContent).toContain('Silva 200'));
    expect(await violationsIn(shown.grid)).toEqual([]);
    shown.grid.focus();
    await shown.user.keyboard('{ArrowRight}{Enter}');
    await shown.view.findByRole('textbox', { name: 'First name' });
    expect(await violationsIn(shown.grid)).toEqual([]);
  });

test('the column chooser finds, shows and hides any column, and can be reset', async () => {
  const shown = await showGrid({ rows: { profiles: people(3) } });
  const heads = () => Number(shown.grid.getAttribute('aria-colcount'));
  const before = heads();
  await shown.user.click(shown.view.getByRole('button', { name: /Columns/ }));
  const search = await shown.view.findByRole('searchbox', { name: 'Find a column' });
  await shown.user.fill(search, 'skype');
  await shown.user.click(await shown.view.findByText('Skype'));
  expect(heads()).toBe(before + 1);
  await shown.user.click(shown.view.getByRole('button', { name: 'Show all' }));
  expect(heads()).toBe(Object.keys(profiles.fields).length + 1);
  await shown.user.click(shown.view.getByRole('button', { name: 'Reset' }));
  expect(heads()).toBe(before);
});

test('dragging the edge of a head sets the width of its column', async () => {
  const shown = await showGrid({ rows: { profiles: people(3) } });
  const head = () => shown.view.getByRole('columnheader', { name: 'First name' });
  const grip = head().querySelector('.grid-grip');
  if (grip === null) throw new Error('The head has no grip.');
  const width = head().getBoundingClientRect().width;
  await shown.user.dragAndDrop(grip, shown.view.getByRole('columnheader', { name: 'Last name' }));
  await waitFor(() => expect(head().getBoundingClientRect().width).toBeGreaterThan(width + 40));
});
