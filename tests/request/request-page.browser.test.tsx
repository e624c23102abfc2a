import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Router } from 'wouter';
import { useHashPath } from '#renderer/app/location.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { RequestScreen } from '#renderer/features/request/request-screen.tsx';
import { DeskProvider } from '#renderer/state/desk-context.tsx';
import { useEditing } from '#renderer/state/edits.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { TableName } from '#shared/entities/index.ts';
import { fail } from '#shared/result.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Values } from '#shared/schema/row.ts';
import { closeTestDesk, openTestDesk, put } from '../records/test-desk.tsx';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';

const noApi: DeskApi = {
  call: async () => fail('desk.unreachable'),
  onEvent: () => () => undefined,
};

let desk: CurrentDesk;
beforeEach(async () => {
  const original = Reflect.get(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
    this: Intl.DateTimeFormat,
  ) {
    const options = original.call(this);
    return {
      ...options,
      timeZone: options.timeZone === localZone ? 'Europe/Lisbon' : options.timeZone,
    };
  });
  desk = await openTestDesk();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closeTestDesk(desk);
});

const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const Undo = () => {
  const { undo } = useEditing();
  return <Button onPress={() => void undo()}>Undo</Button>;
};

const show = (id: number) => {
  window.location.hash = `#/requests/${id}`;
  return render(
    <DeskProvider desk={desk} api={noApi}>
      <Router hook={useHashPath}>
        <main>
          <RequestScreen id={id} />
        </main>
        <Undo />
      </Router>
    </DeskProvider>,
  );
};

const seed = async () => {
  await put(desk, 'profiles', 4, { first_name: 'Cora', last_name: 'Client' });
  await put(desk, 'users', 3, { profile_id: 4 });
  await put(desk, 'profiles', 5, {
    first_name: 'Ana',
    last_name: 'Lima',
    timezone: 'America/New_York',
    hourly_rate: '250.00',
  });
  await put(desk, 'expert_requests', 7, {
    title: 'Lithium refining',
    person: 3,
    description: 'Who refines lithium, and how.',
    focus_areas: ['Chile', 'Costs'],
    avoid_these: 'Acme',
    billing_account: 'ACME-1',
  });
  await put(desk, 'expert_request_candidates', 9, {
    profile_id: 5,
    request_id: 7,
    match_state: 'selected',
    hourly_rate: '300.00',
    credit_rate: '100.00',
  });
};

/** The next thing to do stands first; the same may stand beside its record once more. */
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const dialog = () => page.getByRole('dialog');
const newest = async (table: TableName): Promise<Values> => {
  const { rows } = await desk.page(table, { trash: false, limit: 1 });
  return rows[0]?.values ?? {};
};
const toasts = () => useToasts.getState().toasts.map(({ text }) => text);

/** Goes to a control by Tab, wherever the focus is, and presses a key on it. */
const press = async (name: string | RegExp, key = '{Enter}') => {
  await expect.element(button(name)).toBeVisible();
  const target = button(name).element();
  for (let steps = 0; document.activeElement !== target && steps < 80; steps++)
    await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(target);
  await userEvent.keyboard(key);
};

/** Opens a menu and takes one of its actions, by keys. */
const choose = async (menu: string, action: RegExp) => {
  await press(menu);
  await expect.element(page.getByRole('menuitem', { name: action })).toBeVisible();
  const item = page.getByRole('menuitem', { name: action }).element();
  for (let steps = 0; document.activeElement !== item && steps < 20; steps++)
    await userEvent.keyboard('{ArrowDown}');
  await userEvent.keyboard('{Enter}');
};

/** Writes into a field that Tab reaches. */
const write = async (label: string, text: string) => {
  const field = page.getByRole('textbox', { name: label, exact: true });
  await expect.element(field).toBeVisible();
  for (let steps = 0; document.activeElement !== field.element() && steps < 60; steps++)
    await userEvent.keyboard('{Tab}');
  await userEvent.keyboard(`{Control>}a{/Control}${text}`);
};

const settled = () => expect.element(dialog()).not.toBeInTheDocument();

describe('a request from brief to receipt, by keyboard', () => {
  test('REQ1–REQ16 from a draft to a billed call, with a booking undone on the way', async () => {
    await seed();
    show(7);
    await expect.element(page.getByText('Who refines lithium, and how.')).toBeVisible();

    await press('Scoping call held');
    await press('Open the request');
    await press('Start sourcing');
    await press('Start delivering');
    expect(await newest('expert_requests')).toMatchObject({ state: 'delivering' });

    await press('Propose times to Ana Lima');
    await expect.element(dialog()).toBeVisible();
    await write('Time 1', '2026-03-28 14:30');
    await expect.element(dialog().getByText(/14:30 Lisbon · 10:30 New York/)).toBeVisible();
    await write('Time 2', '2026-03-29 01:30');
    await expect
      .element(dialog().getByText(/01:30 does not exist that day in Lisbon/))
      .toBeVisible();
    await write('Time 2', '2026-03-28 16:00');
    await press('Propose');
    await settled();
    const expert = (await newest('consultations'))['expert'];
    expect((await newest('users'))['profile_id']).toBe(5);
    expect(typeof expert).toBe('number');
    expect(await newest('consultations')).toMatchObject({
      proposed_times: ['2026-03-28T14:30:00.000000Z', '2026-03-28T16:00:00.000000Z'],
    });
    await expect.element(page.getByText('times proposed')).toBeVisible();

    await press('Book…');
    await expect.element(dialog().getByText('Compliance is not completed.')).toBeVisible();
    await press('Book');
    await settled();
    const booked = await newest('consultations');
    expect(booked).toMatchObject({
      starts_at: '2026-03-28T14:30:00.000000Z',
      credit_rate: '100.00',
      requester: 3,
      requester_name: 'Cora Client',
      billing_account: 'ACME-1',
    });
    const bridge = await desk.get('conferences', booked['conference'] as number);
    expect(bridge?.values).toMatchObject({ name: 'Ana Lima · Lithium refining', state: 'created' });
    expect(await newest('expert_request_candidates')).toMatchObject({ match_state: 'scheduled' });

    await press('Undo');
    await expect.element(page.getByText('times proposed')).toBeVisible();
    expect(await newest('consultations')).not.toHaveProperty('conference');
    expect(await newest('expert_request_candidates')).toMatchObject({ match_state: 'selected' });
    expect(await newest('conferences')).toEqual({});

    await press('Book…');
    await press('Book');
    await settled();
    await choose('More for the call with Ana Lima', /Reschedule/);
    await write('Starts', '2026-03-29 14:30');
    await expect.element(dialog().getByText(/14:30 Lisbon · 09:30 New York/)).toBeVisible();
    await press('Reschedule');
    await settled();
    const moved = await newest('consultations');
    expect(moved).toMatchObject({
      starts_at: '2026-03-29T13:30:00.000000Z',
      rejected_times: ['2026-03-28T14:30:00.000000Z'],
      reschedule_count: 1,
    });
    expect(await newest('conferences')).toMatchObject({ starts_at: moved['starts_at'] });

    const isNext = button('Complete…').query() !== null;
    if (isNext) await press('Complete…');
    else await choose('More for the call with Ana Lima', /Complete/);
    await write('Ended', '2026-03-29 15:31');
    await expect
      .element(dialog().getByText('61 min: 13 × 5 min of 300.00/h = 325.00'))
      .toBeVisible();
    await write('Credits charged', '100');
    await press('Back to computed: Credits charged');
    await press('Complete');
    await settled();
    expect(await newest('consultations')).toMatchObject({
      billing_duration: 61,
      credit_amount: '108.33',
      expert_cost: '325.00',
    });
    expect(await newest('conferences')).toMatchObject({ state: 'finalized', duration: 61 });
    expect(await newest('expert_request_candidates')).toMatchObject({ match_state: 'completed' });

    await press('Add the review…');
    const five = dialog()
      .getByRole('radiogroup', { name: 'Rating' })
      .getByRole('radio', { name: '1' });
    await expect.element(five).toBeVisible();
    for (let steps = 0; document.activeElement !== five.element() && steps < 20; steps++)
      await userEvent.keyboard('{Tab}');
    await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    await press('Keep the review');
    await settled();
    const review = await newest('consultation_reviews');
    expect(review).toMatchObject({ rating: 5, reviewer: 'Cora Client' });
    await expect.element(page.getByText('reviewed', { exact: true })).toBeVisible();

    await choose('More for the call with Ana Lima', /Order the transcript/);
    await expect.element(page.getByText(/transcript ordered/)).toBeVisible();
    await press('Send the receipt…');
    const group = dialog().getByRole('radio', { name: 'None' });
    for (let steps = 0; document.activeElement !== group.element() && steps < 20; steps++)
      await userEvent.keyboard('{Tab}');
    await userEvent.keyboard('{ArrowDown}');
    await press('Receipt sent');
    await settled();
    await expect.element(page.getByText('billed', { exact: true })).toBeVisible();
    const billed = await newest('consultations');
    expect(
      await desk.get('transaction_groups', billed['transaction_group'] as number),
    ).not.toBeNull();

    await press('Transcript received');
    await press('Transcript released');
    await press('Mark as fulfilled');
    await expect
      .element(page.getByRole('listitem').and(page.getByText('fulfilled', { exact: true })))
      .toHaveAttribute('aria-current', 'step');
    expect(toasts().at(-1)).toBe('The request is now “fulfilled”.');
  });

  test('REQ10 a call is cancelled for a reason, with its penalty, and the candidate is free again', async () => {
    await seed();
    await put(desk, 'users', 8, { profile_id: 5 });
    await put(desk, 'conferences', 30, { state: 'created' });
    await put(desk, 'consultations', 20, {
      request: 7,
      expert: 8,
      requester: 3,
      conference: 30,
      starts_at: '2020-01-01T10:00:00.000000Z',
      credit_rate: '100.00',
      expected_duration: 60,
    });
    show(7);
    await choose('More for the call with Ana Lima', /Cancel the call/);
    await write('Reason', 'Budget cut');
    await expect
      .element(dialog().getByText('At or after the start: all of 60 min at 100.00/h = 100.00.'))
      .toBeVisible();
    await press('Cancel the call');
    await settled();
    expect(await newest('consultations')).toMatchObject({
      cancel_reason: 'Budget cut',
      canceled_by: 3,
      credit_penalty_amount: '100.00',
    });
    expect((await desk.get('conferences', 30))?.values['deleted']).toBe(true);
    await press('Undo');
    await expect.element(page.getByText('confirmed', { exact: true })).toBeVisible();
    expect((await newest('consultations'))['conference']).toBe(30);
    expect((await desk.get('conferences', 30))?.values['deleted'] ?? null).toBeNull();
  });
});

describe('what the page looks like', () => {
  for (const theme of themes)
    test(`axe finds nothing wrong in the ${theme} theme, on the page and in its dialogs`, async () => {
      wear(theme);
      await seed();
      await put(desk, 'users', 8, { profile_id: 5 });
      await put(desk, 'consultations', 20, {
        request: 7,
        expert: 8,
        starts_at: '2026-03-29T13:30:00.000000Z',
        reschedule_count: 2,
      });
      show(7);
      await expect.element(page.getByRole('link', { name: 'Edit the brief' })).toBeVisible();
      expect(await violationsIn(document.body)).toEqual([]);
      for (const [menu, action] of [
        ['More for Ana Lima', /Book a call/],
        ['More for the call with Ana Lima', /Cancel the call/],
      ] as const) {
        await choose(menu, action);
        await expect.element(dialog()).toBeVisible();
        await Promise.all(document.getAnimations().map(({ finished }) => finished));
        expect(await violationsIn(document.querySelector('[role=dialog]')!)).toEqual([]);
        await press('Back');
        await settled();
      }
    });

  test('an empty request says so, and a missing one too', async () => {
    await put(desk, 'expert_requests', 7, { title: 'Bare', state: 'sourcing' });
    show(7);
    await expect.element(page.getByText(/No candidate yet/)).toBeVisible();
    await expect.element(page.getByText(/No call yet/)).toBeVisible();
    const look = page.getByRole('link', { name: 'Look for candidates' });
    await expect.element(look).toHaveAttribute('href', '#/requests/7/board');
    cleanup();
    show(8);
    await expect.element(page.getByText('There is no such request')).toBeVisible();
  });
});
