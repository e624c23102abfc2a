import '#renderer/styles/index.css';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { userEvent } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { useToasts } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ProgressDialog } from '#renderer/ui/progress.tsx';
import { ToastRegion } from '#renderer/ui/toast-region.tsx';
import { violationsIn } from './axe.ts';
import { themes, wear } from './theme.ts';

afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
});

const Asking = ({ onConfirm }: { onConfirm: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Ask</Button>
      <ConfirmDialog
        title="Empty this desk?"
        isOpen={isOpen}
        confirm="Empty it"
        isDanger
        onConfirm={onConfirm}
        onCancel={() => setOpen(false)}
      >
        <p>Nothing comes back.</p>
      </ConfirmDialog>
    </>
  );
};

for (const theme of themes)
  test(`a dangerous question begins on Cancel, keeps the focus, and Escape gives it back (${theme})`, async () => {
    wear(theme);
    render(<Asking onConfirm={() => undefined} />);
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Empty this desk?' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    for (let i = 0; i < 4; i++) {
      await userEvent.tab();
      expect(dialog.contains(document.activeElement)).toBe(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await violationsIn(dialog)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Ask'));
  });

test('progress says phase and figures, and Escape does not end the work', async () => {
  let cancelled = 0;
  render(
    <ProgressDialog
      title="Exporting"
      isOpen
      phase="Profiles"
      done={1204}
      total={10000}
      onCancel={() => cancelled++}
    />,
  );
  await screen.findByText('1,204 of 10,000');
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('12.04');
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('alertdialog')).not.toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(cancelled).toBe(1);
});

test('a menu opens, moves and acts by keyboard', async () => {
  const done: string[] = [];
  const actions = ['Open', 'Copy'].map((label) => ({
    id: label,
    label,
    run: () => void done.push(label),
  }));
  render(
    <Menu label="Deeds" actions={actions}>
      <Button>Deeds</Button>
    </Menu>,
  );
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('menu', { name: 'Deeds' });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Open'));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(done).toEqual(['Copy']));
});

test('good news goes by itself, errors stay, and each is heard in its own way', async () => {
  render(<ToastRegion />);
  const show = (tone: 'success' | 'error', text: string) =>
    useToasts.getState().show({ tone, text });
  act(() => {
    show('success', 'Stored.');
    show('error', 'Lost the disk.');
  });
  expect(screen.getByRole('status').textContent).toContain('Stored.');
  expect(screen.getByRole('alert').textContent).toContain('Lost the disk.');
  await waitFor(() => expect(screen.queryByText('Stored.')).toBeNull(), { timeout: 15_000 });
  expect(screen.getByText('Lost the disk.')).not.toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText('Lost the disk.')).toBeNull();
});
