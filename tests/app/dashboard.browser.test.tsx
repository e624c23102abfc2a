import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTheme } from '#renderer/state/theme.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import type { Values } from '#shared/schema/row.ts';
import type { TableName } from '#shared/entities/index.ts';
import { violationsIn } from '../ui/axe.ts';
import { enter, openApp, type OpenApp } from './open-app.tsx';

const day = 86_400_000;
const ago = (days: number) => instantOf(Date.now() - days * day);

beforeEach(() => localStorage.clear());

const records: readonly [TableName, Values][] = [
  ['profiles', { first_name: 'Ana', last_name: 'Lima', created_at: ago(800) }],
  ['users', { profile_id: 1, signup_type: 'staff' }],
  ['expert_requests', { title: 'Rivers', state: 'open', created_at: ago(9) }],
  ['expert_requests', { title: 'Tides', state: 'fulfilled', created_at: ago(9) }],
  ...(['contacted', 'contacted', 'proposed', 'completed', 'not a fit'] as const).map(
    (match_state): [TableName, Values] => [
      'expert_request_candidates',
      {
        match_state,
        request_id: 1,
        created_by: 1,
        created_at: ago(7.5),
        exit_reason: match_state === 'not a fit' ? 'Too dear' : null,
      },
    ],
  ),
  ['expert_request_candidates', { match_state: 'contacted', created_at: ago(200) }],
  ...[1, 2, 3].map((calls): [TableName, Values] => [
    'consultations',
    { created_at: ago(20), starts_at: ago(8 * calls), ended_at: ago(8 * calls), creator: 1 },
  ]),
  [
    'consultations',
    {
      created_at: ago(20),
      starts_at: ago(10),
      canceled_at: ago(11),
      credit_penalty_amount: '50.00',
      expert_cost: '20.05',
    },
  ],
  ['consultation_reviews', { consultation_id: 1, rating: 4, communication_rating: 5 }],
];

const some = async ({ desk }: OpenApp) => {
  const numbers = new Map<TableName, number>();
  await enter(
    desk,
    ...records.map(([table, values]) => {
      const id = (numbers.get(table) ?? 0) + 1;
      numbers.set(table, id);
      return { op: 'create' as const, table, id, values };
    }),
  );
};

const main = () => page.getByRole('main');
const card = (name: string) => main().getByRole('region', { name, exact: true });
const mark = (of: string, name: string) => card(of).getByRole('button', { name, exact: true });
/** A bar of the funnel. */
const step = (name: string, count: number) =>
  card('Funnel').getByRole('button', { name: new RegExp(`^${name}\\s?: ${count}`) });
const openDashboard = async () => {
  const open = await openApp('/dashboard', some);
  await expect.element(card('Funnel')).toBeVisible();
  return open;
};
const focused = () => document.activeElement?.textContent;
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

describe('the dashboard', () => {
  test.each(['light', 'dark'] as const)(
    'is accessible in the %s theme, charts and tables',
    async (theme) => {
      useTheme.getState().choose(theme);
      await openDashboard();
      await settled();
      expect(await violationsIn(document.body)).toEqual([]);
      for (const name of ['Funnel', 'Consultations', 'Margin'])
        await card(name)
          .getByRole('button', { name: new RegExp(`^Show as table ?: ${name}$`) })
          .click();
      await settled();
      expect(await violationsIn(document.body)).toEqual([]);
      useTheme.getState().choose('system');
    },
  );

  test('FIG20: a bar opens its rows in the table, by pointer and by Enter', async () => {
    await openDashboard();
    await step('Contacted', 4).click();
    await expect.element(main().getByText('4 candidates', { exact: true })).toBeVisible();
    await expect
      .element(main().getByText(/^Created is between .* and State is any of/))
      .toBeVisible();
    window.history.back();
    await expect.element(card('Consultations')).toBeVisible();
    const cancelled = card('Consultations').getByRole('button', { name: /, Cancelled: 1$/ });
    cancelled.element().dispatchEvent(new FocusEvent('focus'));
    (cancelled.element() as SVGElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(main().getByText('1 consultation', { exact: true })).toBeVisible();
  });

  test('FIG20: the filter that a table had before can be put back', async () => {
    await openDashboard();
    await step('Contacted', 4).click();
    await expect.element(main().getByText('4 candidates', { exact: true })).toBeVisible();
    window.history.back();
    await step('Proposed', 2).click();
    await expect.element(main().getByText('2 candidates', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Put the old one back' }).last().click();
    await expect.element(main().getByText('4 candidates', { exact: true })).toBeVisible();
  });

  test('FIG20: what no filter can say is listed, and leads to its records', async () => {
    await openDashboard();
    await mark('Time to first candidate', '1 to 2 days: 1').click();
    const list = page.getByRole('dialog');
    await expect.element(list.getByRole('link', { name: 'Rivers' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(list).not.toBeInTheDocument();
    await mark('Time to first candidate', 'None yet: 1').click();
    await expect.element(list.getByText('1 request', { exact: true })).toBeVisible();
    await list.getByRole('link', { name: 'Tides' }).click();
    await expect.poll(() => window.location.hash).toBe('#/t/expert_requests/2');
  });

  test('a chart is one stop of the Tab key; arrows lead through it and say each value', async () => {
    await openDashboard();
    (step('Added', 5).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('Contacted: 480 %');
    await userEvent.keyboard('{End}');
    expect(focused()).toBe('Completed: 120 %');
    await userEvent.keyboard('{Home}');
    expect(focused()).toBe('Added: 5');
    const stops = card('Funnel').element().querySelectorAll('[data-mark][tabindex="0"]');
    expect(stops.length).toBe(1);
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe('Show as table: Exits');
  });

  test('words of a mark are there on hover and on focus, and Escape takes them away', async () => {
    await openDashboard();
    const bar = card('Ratings').getByRole('button', { name: '4: 1', exact: true });
    await bar.hover();
    await expect.element(card('Ratings').getByText('4: 1')).toBeVisible();
    (bar.element() as SVGElement).focus();
    await userEvent.keyboard('{Escape}');
    await expect.element(card('Ratings').getByText('4: 1')).not.toBeInTheDocument();
  });

  test('FIG21: another period counts anew, and is remembered', async () => {
    await openDashboard();
    await page.getByRole('button', { name: /Last 90 days/ }).click();
    await page.getByRole('option', { name: 'All time' }).click();
    await expect.element(step('Added', 6)).toBeVisible();
    window.location.hash = '/settings';
    await expect.element(main().getByRole('heading', { name: 'Settings' })).toBeVisible();
    window.location.hash = '/dashboard';
    await expect.element(step('Added', 6)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /All time/ })).toBeVisible();
  });

  test('FIG5, FIG21: a recruiter is chosen by name, and taken away again', async () => {
    await openDashboard();
    const recruiter = page.getByRole('combobox', { name: 'Recruiter' });
    await recruiter.fill('ana');
    await page.getByRole('option', { name: /Ana Lima/ }).click();
    await expect.element(card('Requests opened').getByText(/Of all recruiters/)).toBeVisible();
    await page.getByRole('button', { name: 'Everybody’s' }).click();
    await expect
      .element(card('Requests opened').getByText(/Of all recruiters/))
      .not.toBeInTheDocument();
  });

  test('FIG15: money is told to the cent', async () => {
    await openDashboard();
    await expect
      .element(card('Margin').getByRole('button', { name: '50.00 credits and penalties' }))
      .toBeVisible();
    await expect
      .element(card('Margin').getByRole('button', { name: '29.95 margin' }))
      .toBeVisible();
  });

  test('FIG22: a commit is followed', async () => {
    const { desk } = await openDashboard();
    const values = { match_state: 'selected', created_at: ago(1) };
    await enter(desk, { op: 'create', table: 'expert_request_candidates', values });
    await expect.element(step('Added', 6)).toBeVisible();
  });

  test('an empty desk says where figures come from', async () => {
    await openApp('/dashboard');
    await expect.element(page.getByText('No figures yet')).toBeVisible();
  });
});
