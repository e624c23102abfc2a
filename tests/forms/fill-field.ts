import { expect } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Field } from '#shared/schema/fields.ts';

/** Uses the inputs of a form as a person would, by kind of field. */

const holderOf = (name: string): HTMLElement => {
  const holder = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  if (holder === null) throw new Error(`There is no input for ${name}.`);
  return holder;
};

const at = (element: Element | null | undefined): Locator => {
  if (element === null || element === undefined) throw new Error('There is no such input.');
  return page.elementLocator(element);
};

const inputOf = (name: string): Locator =>
  at(holderOf(name).querySelector('input:not([type=radio], [type=hidden]), textarea'));

const pressAll = async (name: string, label: RegExp) => {
  const find = () =>
    [...holderOf(name).querySelectorAll('button')].find((button) =>
      label.test(button.getAttribute('aria-label') ?? ''),
    );
  for (let button = find(); button !== undefined; button = find()) await at(button).click();
};

const chooseRecord = async (name: string, typed: string) => {
  await inputOf(name).fill(typed);
  const option = page.getByRole('option').filter({ hasText: new RegExp(`[A-Z]${typed}`) });
  await expect.element(option.first()).toBeVisible();
  await option.first().click();
};

const addItems = async (name: string, items: readonly string[]) => {
  await pressAll(name, /^Remove/);
  for (const item of items) {
    await inputOf(name).fill(item);
    await userEvent.keyboard('{Enter}');
  }
};

const addTimes = async (name: string, items: readonly string[]) => {
  await pressAll(name, /^Remove/);
  for (const [i, item] of items.entries()) {
    await at(holderOf(name).querySelector('[data-add] button')).click();
    const inputs = () => holderOf(name).querySelectorAll('.list-input-items input');
    await expect.poll(() => inputs().length).toBe(i + 1);
    await at(inputs()[i]).fill(item);
  }
};

/** A masked secret is shown before it can be typed into. */
const reveal = async (name: string) => {
  const eye = holderOf(name).querySelector('button[aria-label^="Reveal"]');
  if (eye !== null) await at(eye).click();
};

const isRecord = (field: Field) =>
  field.kind === 'reference' || (field.kind === 'integer' && field.loosely !== undefined);

/** Types or chooses a value in the input of a field. */
export const fillField = async (name: string, field: Field, typed: string | readonly string[]) => {
  if (typeof typed !== 'string')
    return field.kind === 'instantList' ? addTimes(name, typed) : addItems(name, typed);
  if (field.kind === 'boolean') return at(holderOf(name)).getByText(typed, { exact: true }).click();
  if (isRecord(field)) return chooseRecord(name, typed);
  if (field.kind === 'secret') await reveal(name);
  await inputOf(name).fill(typed);
  if (['choice', 'timeZone', 'country'].includes(field.kind)) await userEvent.keyboard('{Tab}');
};

/** Empties the input of a field. */
export const clearField = async (name: string, field: Field) => {
  if (field.kind === 'boolean')
    return at(holderOf(name)).getByText('Unknown', { exact: true }).click();
  if (field.kind === 'instantList') return pressAll(name, /^Remove/);
  if (field.kind === 'textList' && field.separator === 'comma') return pressAll(name, /^Remove/);
  if (isRecord(field)) return pressAll(name, /^Clear/);
  if (field.kind === 'secret') await reveal(name);
  await inputOf(name).fill('');
  if (['choice', 'timeZone', 'country'].includes(field.kind)) await userEvent.keyboard('{Tab}');
};
