import { page, userEvent } from 'vitest/browser';
import { expect } from 'vitest';

export const palette = () => page.getByRole('dialog', { name: 'Go to anything' });

/** Chooses an entry of the palette by keys alone. */
export const choose = async (typed: string, name: string | RegExp): Promise<void> => {
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(palette()).toBeVisible();
  await userEvent.keyboard(typed);
  const entry = palette().getByRole('menuitem', { name }).first();
  await expect.element(entry).toBeInTheDocument();
  for (let i = 0; i < 60; i++) {
    if (entry.element().hasAttribute('data-focused')) break;
    await userEvent.keyboard('{ArrowDown}');
  }
  await expect.element(entry).toHaveAttribute('data-focused');
  await userEvent.keyboard('{Enter}');
  await expect.element(palette()).not.toBeInTheDocument();
};

export const said = (text: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByText(text);
