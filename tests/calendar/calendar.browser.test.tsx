import '#renderer/styles/index.css';
import '#renderer/app/pages.css';
import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Router, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { runScreenKey } from '#renderer/app/screen-keys.ts';
import { useShortcuts } from '#renderer/app/shortcuts.ts';
import { CalendarScreen } from '#renderer/features/calendar/calendar-screen.tsx';
import { DeskProvider } from '#renderer/state/desk-context.tsx';
import { routeOf } from '#renderer/state/routes.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';
import { MemoryDesk } from '#tests/support/memory-desk.ts';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  window.location.hash = '';
});

const at = (day: number, hour: number) => instantOf(Date.UTC(2026, 2, day, hour));

const Routed = () => {
  const [path] = useLocation();
  const route = routeOf(path);
  // As the window listens for them.
  useShortcuts(() => false, runScreenKey);
  return route.screen === 'calendar' ? (
    <CalendarScreen span={route.span} day={route.day} />
  ) : (
    <p>{path}</p>
  );
};

const open = async (path: string) => {
  localStorage.setItem('expert-desk.calendar.zone', 'UTC');
  await page.viewport(1280, 800);
  window.location.hash = path;
  const desk = new MemoryDesk({
    consultations: [
      { id: 1, values: { expert_name: 'Ana', starts_at: at(24, 9), expert: 5 } },
      { id: 2, values: { expert_name: 'Ben', starts_at: at(24, 9), expert: 5, conference: 7 } },
      { id: 3, values: { expert_name: 'Cy', starts_at: at(26, 15), canceled_at: at(20, 1) } },
    ],
    conferences: [{ id: 7, values: { starts_at: at(24, 9) } }],
  });
  const view = render(
    <Router hook={useHashLocation}>
      <DeskProvider desk={desk} api={new MemoryApi()}>
        <div style={{ height: '780px', display: 'flex', flexDirection: 'column' }}>
          <Routed />
        </div>
      </DeskProvider>
    </Router>,
  );
  const call = (name: RegExp) => view.findByRole('button', { name });
  return { desk, view, call, user: userEvent };
};

test('CAL2, CAL4 calls stand with their times, states, and what they clash with', async () => {
  const { call } = await open('/calendar/week/2026-03-24');
  await call(
    /^09:00 Ana\s?, Tuesday 24 March, until 10:00 UTC, confirmed, at the same time as Ben/,
  );
  await call(/^15:00 Cy\s?, Thursday 26 March, until 16:00 UTC, cancelled/);
});

test('CAL5, CAL6 a call is moved by keys, asked for, in one edit with its conference', async () => {
  const { desk, call, user, view } = await open('/calendar/week/2026-03-24');
  (await call(/ Ben\s?,/)).focus();
  await user.keyboard('{Alt>}{ArrowRight}{ArrowDown}{/Alt}');
  expect((await view.findByRole('alert')).textContent).toContain('Wed 25 Mar, 09:15 UTC');
  expect(desk.edits).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(desk.edits.map(({ table, values }) => [table, values['starts_at']])).toEqual([
      ['consultations', '2026-03-25T09:15:00.000000Z'],
      ['conferences', '2026-03-25T09:15:00.000000Z'],
    ]),
  );
  // What is cancelled does not move.
  (await call(/ Cy\s?,/)).focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(view.queryByRole('alert')).toBeNull();
});

test('CAL6 arrows walk the calls in time, and letters change what is shown', async () => {
  const { call, user, view } = await open('/calendar/week/2026-03-24');
  (await call(/ Ana\s?,/)).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toMatch(/Cy/);
  await user.keyboard('m');
  await view.findByRole('heading', { name: 'March 2026' });
  (await call(/ Ana\s?,/)).focus();
  await user.keyboard('{PageDown}');
  await view.findByRole('heading', { name: 'April 2026' });
});

for (const theme of themes)
  for (const span of ['week', 'month', 'agenda'])
    test(`axe finds nothing wrong with the ${span} in the ${theme} theme`, async () => {
      wear(theme);
      const { call } = await open(`/calendar/${span}/2026-03-24`);
      await call(/ Cy\s?,/);
      expect(await violationsIn(document.body)).toEqual([]);
    });
