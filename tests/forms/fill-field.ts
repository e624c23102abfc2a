import { fireEvent } from '@testing-library/react';
import { expect } from 'vitest';
import type { Field } from '#shared/schema/fields.ts';

/** Uses the inputs of a form, by kind of field; straight through the page's events, since there are many. */

type Typable = HTMLInputElement | HTMLTextAreaElement;

const present = <T>(found: T | null | undefined, what: string): T => {
  if (found === null || found === undefined) throw new Error(`There is no ${what}.`);
  return found;
};

const holderOf = (name: string): HTMLElement =>
  present(document.querySelector<HTMLElement>(`[data-field="${name}"]`), `field ${name}`);

const inputOf = (name: string): Typable =>
  present(
    holderOf(name).querySelector<Typable>('input:not([type=radio], [type=hidden]), textarea'),
    `input of ${name}`,
  );

const type = (input: Typable, text: string) => {
  input.focus({ preventScroll: true });
  fireEvent.change(input, { target: { value: text } });
};

const fill = (input: Typable, text: string) => {
  type(input, text);
  input.blur();
};

const pressAll = async (name: string, label: RegExp) => {
  const find = () =>
    [...holderOf(name).querySelectorAll('button')].find((button) =>
      label.test(button.getAttribute('aria-label') ?? ''),
    );
  for (let button = find(); button !== undefined; button = find()) fireEvent.click(button);
};

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Lists close when the page scrolls under them, so the scrolling comes first. */
const bringIntoView = async (input: Typable) => {
  input.scrollIntoView({ block: 'center' });
  await frame();
  await frame();
};

const chooseRecord = async (name: string, typed: string) => {
  await bringIntoView(inputOf(name));
  type(inputOf(name), typed);
  const option = () =>
    [...document.querySelectorAll('[role=option]')].find(({ textContent }) =>
      new RegExp(`[A-Z]${typed}( |$)`).test(textContent),
    );
  await expect.poll(option, { timeout: 20_000, message: `an option for ${name}` }).toBeDefined();
  fireEvent.click(present(option(), 'option'));
  inputOf(name).blur();
};

const addItems = async (name: string, items: readonly string[]) => {
  await pressAll(name, /^Remove/);
  for (const item of items) {
    type(inputOf(name), item);
    fireEvent.keyDown(inputOf(name), { key: 'Enter' });
  }
};

const addTimes = async (name: string, items: readonly string[]) => {
  await pressAll(name, /^Remove/);
  for (const [i, item] of items.entries()) {
    fireEvent.click(present(holderOf(name).querySelector('[data-add] button'), 'button to add'));
    const inputs = () => holderOf(name).querySelectorAll<Typable>('.list-input-items input');
    await expect.poll(() => inputs().length).toBe(i + 1);
    fill(present(inputs()[i], 'new input'), item);
  }
};

const choose = (name: string, word: string) => {
  const label = [...holderOf(name).querySelectorAll('label')].find(
    ({ textContent }) => textContent === word,
  );
  fireEvent.click(present(label?.querySelector('input'), word));
};

/** A masked secret is shown before it can be typed into. */
const reveal = async (name: string) => pressAll(name, /^Reveal/);

const isRecord = (field: Field) =>
  field.kind === 'reference' || (field.kind === 'integer' && field.loosely !== undefined);

/** Types or chooses a value in the input of a field. */
export const fillField = async (name: string, field: Field, typed: string | readonly string[]) => {
  if (typeof typed !== 'string')
    return field.kind === 'instantList' ? addTimes(name, typed) : addItems(name, typed);
  if (field.kind === 'boolean') return choose(name, typed);
  if (isRecord(field)) return chooseRecord(name, typed);
  if (field.kind === 'secret') await reveal(name);
  fill(inputOf(name), typed);
};

/** Empties the input of a field. */
export const clearField = async (name: string, field: Field) => {
  if (field.kind === 'boolean') return choose(name, 'Unknown');
  if (field.kind === 'instantList') return pressAll(name, /^Remove/);
  if (field.kind === 'textList' && field.separator === 'comma') return pressAll(name, /^Remove/);
  if (isRecord(field)) {
    const clear = () => holderOf(name).querySelector('button[aria-label^=Clear]');
    await expect.poll(clear, { timeout: 20_000, message: `what ${name} holds` }).not.toBeNull();
    return pressAll(name, /^Clear/);
  }
  if (field.kind === 'secret') await reveal(name);
  fill(inputOf(name), '');
};
