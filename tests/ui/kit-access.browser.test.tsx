import { cleanup, render, screen } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { useToasts } from '#renderer/state/toasts.ts';
import { violationsIn } from './axe.ts';
import { Gallery } from './gallery.tsx';
import { themes, wear } from './theme.ts';

afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
});

for (const theme of themes)
  test(`axe finds nothing wrong with the kit in the ${theme} theme, contrast included`, async () => {
    wear(theme);
    await page.viewport(1280, 1500);
    const { container } = render(<Gallery />);
    useToasts.getState().show({ tone: 'error', text: 'The file cannot be read.' });
    useToasts.getState().show({
      tone: 'success',
      text: 'Undone: edit of Name.',
      action: { label: 'Redo', run: () => undefined },
    });
    await screen.findByText('The file cannot be read.');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await violationsIn(container)).toEqual([]);
  });

test('every button and field is at least 22 pixels high', () => {
  const { container } = render(<Gallery />);
  const small = [...container.querySelectorAll<HTMLElement>('button, .field-box, .tri-state')]
    .filter((element) => element.closest('[style*="clip"]') === null)
    .filter((element) => element.getBoundingClientRect().height < 22)
    .map((element) => element.outerHTML.slice(0, 120));
  expect(small).toEqual([]);
});
