import '#renderer/styles/index.css';
import '#renderer/app/pages.css';
import { cleanup, render, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BoardScreen } from '#renderer/features/board/board-screen.tsx';
import { DeskProvider } from '#renderer/state/desk-context.tsx';
import { useToasts } from '#renderer/state/toasts.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';
import { MemoryDesk } from '#tests/support/memory-desk.ts';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const candidate = (id: number, match_state: string, extra = {}) => ({
  id,
  values: {
    match_state,
    profile_id: id,
    request_id: 1,
    match_score: `${id % 90}.0`,
    created_at: '2026-03-01T10:00:00.000000Z',
    ...extra,
  },
});

const profile = (id: number) => ({
  id,
  values: { first_name: `Ana ${id}`, last_name: 'Silva', title: 'Head of Rail', city: 'Porto' },
});

const showBoard = async (count = 6, states = ['identified', 'screening']) => {
  localStorage.clear();
  await page.viewport(1280, 800);
  useToasts.setState({ toasts: [] });
  const candidates = Array.from({ length: count }, (_, i) =>
    candidate(i + 1, states[i % states.length]!),
  );
  const desk = new MemoryDesk({
    expert_request_candidates: candidates,
    profiles: Array.from({ length: Math.min(count, 200) }, (_, i) => profile(i + 1)),
    expert_requests: [{ id: 1, values: { title: 'Rail freight' } }],
  });
  const view = render(
    <DeskProvider desk={desk} api={new MemoryApi()}>
      <div style={{ height: '780px', display: 'flex', flexDirection: 'column' }}>
        <BoardScreen id={null} />
      </div>
    </DeskProvider>,
  );
  const lane = (name: string) => view.getByRole('listbox', { name: new RegExp(`^${name},`) });
  await waitFor(() => lane('Identified'));
  return { desk, view, lane, user: userEvent };
};

const cardsIn = (lane: HTMLElement) => within(lane).queryAllByRole('option');

test('BOARD5 cards are walked and moved by keyboard, in one edit, and it is said', async () => {
  const { desk, lane, user, view } = await showBoard();
  await waitFor(() => expect(cardsIn(lane('Identified'))).toHaveLength(3));
  lane('Identified').focus();
  await user.keyboard('{ArrowDown} ');
  await user.keyboard('{ArrowDown} ');
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await waitFor(() => expect(cardsIn(lane('Contacted'))).toHaveLength(2));
  expect(desk.edits.map(({ values }) => values['match_state'])).toEqual(['contacted', 'contacted']);
  await waitFor(() =>
    expect(view.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      '2 candidates moved to contacted.',
    ),
  );
  expect(useToasts.getState().toasts.at(-1)?.action?.label).toBe('Undo');
});

test('BOARD3 an exit asks why, and gives the reason to all that move', async () => {
  const { desk, lane, user, view } = await showBoard();
  await waitFor(() => expect(cardsIn(lane('Screening'))).toHaveLength(3));
  await user.click(view.getByRole('button', { name: /Show exits/ }));
  lane('Screening').focus();
  await user.keyboard('{Control>}a{/Control}m');
  await user.click(await view.findByRole('menuitem', { name: 'Not a fit' }));
  const reason = await view.findByRole('combobox', { name: 'Reason' });
  await user.click(view.getByRole('button', { name: 'Move' }));
  await view.findByText('Say why, in a few words.');
  await user.fill(reason, 'Too junior');
  await user.click(view.getByRole('button', { name: 'Move' }));
  await waitFor(() => expect(cardsIn(lane('Not a fit'))).toHaveLength(3));
  for (const { values } of desk.edits)
    expect(values).toEqual({ match_state: 'not a fit', exit_reason: 'Too junior' });
});

test('BOARD3 a move that fails leaves the card where it was, and says why', async () => {
  const { desk, lane, user } = await showBoard();
  await waitFor(() => expect(cardsIn(lane('Identified'))).toHaveLength(3));
  desk.refuse = 'the disk is full';
  lane('Identified').focus();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.tone).toBe('error'));
  expect(cardsIn(lane('Identified'))).toHaveLength(3);
});

test('BOARD4 of 60,000 cards only those in sight are in the document, and are read', async () => {
  const { desk, lane, user } = await showBoard(60_000);
  await waitFor(() => expect(cardsIn(lane('Identified')).length).toBeGreaterThan(5));
  expect(document.querySelectorAll('.candidate-card').length).toBeLessThan(80);
  lane('Identified').focus();
  await user.keyboard('{End}');
  await waitFor(() =>
    expect(cardsIn(lane('Identified')).at(-1)?.getAttribute('aria-posinset')).toBe('30000'),
  );
  expect(document.querySelectorAll('.candidate-card').length).toBeLessThan(80);
  expect(desk.fetched.largest).toBeLessThan(80);
});

for (const theme of themes)
  test(`axe finds nothing wrong with the board and its panel in the ${theme} theme`, async () => {
    wear(theme);
    const { lane, user, view } = await showBoard();
    await waitFor(() => expect(lane('Identified').textContent).toContain('Silva'));
    expect(await violationsIn(document.body)).toEqual([]);
    lane('Identified').focus();
    await user.keyboard('{Enter}');
    await view.findByRole('complementary', { name: /^Candidate / });
    await view.findByRole('textbox', { name: 'Match note' });
    expect(await violationsIn(document.body)).toEqual([]);
  });
