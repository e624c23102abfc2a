import '#renderer/styles/index.css';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { userEvent } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { AsyncComboBox } from '#renderer/ui/async-combo-box.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import { DateTimeInput } from '#renderer/ui/date-time-input.tsx';
import { SecretField } from '#renderer/ui/secret-field.tsx';
import { TagInput } from '#renderer/ui/tag-input.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { TriState } from '#renderer/ui/tri-state.tsx';
import type { AsyncOption } from '#renderer/ui/use-async-options.ts';

afterEach(cleanup);

/** Shows a field that keeps its own value; `last` is the value it holds now. */
const hold = <T,>(first: T, field: (value: T, onChange: (value: T) => void) => ReactNode) => {
  const heard: T[] = [];
  const Holder = () => {
    const [value, setValue] = useState(first);
    return field(value, (next) => {
      heard.push(next);
      setValue(next);
    });
  };
  render(<Holder />);
  return { heard, last: () => heard.at(-1) };
};

test('an error is tied to its input, and said in words', () => {
  render(<TextField label="Rate" value="x" onChange={() => undefined} error="Not a number." />);
  const input = screen.getByRole('textbox', { name: 'Rate' });
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
  expect(ids.map((id) => document.getElementById(id)?.textContent).join('')).toContain(
    'Not a number.',
  );
});

test('tags: Enter and comma add, Backspace takes back, pasted text is cut, none comes twice', async () => {
  const { last } = hold<readonly string[]>([], (value, onChange) => (
    <TagInput label="Tags" value={value} onChange={onChange} />
  ));
  await userEvent.click(screen.getByRole('textbox', { name: 'Tags' }));
  await userEvent.keyboard('one{Enter}two,three{Enter}two{Enter}');
  expect(last()).toEqual(['one', 'two', 'three']);
  await userEvent.keyboard('{Backspace}');
  expect(last()).toEqual(['one', 'two']);
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Delete}');
  expect(last()).toEqual(['two']);
  await userEvent.keyboard('four');
  await userEvent.tab();
  expect(last()).toEqual(['two', 'four']);
});

test('yes, no and unknown are three choices of one group, moved between by arrows', async () => {
  const { last } = hold<boolean | null>(null, (value, onChange) => (
    <TriState label="Open" value={value} onChange={onChange} />
  ));
  const unknown: HTMLInputElement = screen.getByRole('radio', { name: 'Unknown' });
  expect(unknown.checked).toBe(true);
  unknown.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(last()).toBe(false);
  await userEvent.keyboard('{ArrowLeft}');
  expect(last()).toBe(true);
});

test('a date and time: what was typed is heard as an instant, what is not one as text', async () => {
  const { heard, last } = hold('2026-03-31T13:30:00.123456Z', (value, onChange) => (
    <DateTimeInput label="Starts" value={value} onChange={onChange} zone="Europe/Lisbon" />
  ));
  const input: HTMLInputElement = screen.getByRole('textbox', { name: 'Starts' });
  expect(input.value).toBe('2026-03-31 14:30:00.123456');
  await userEvent.click(input);
  await userEvent.tab();
  expect(heard).toEqual([]);
  await userEvent.fill(input, '2026-07-01 10:00');
  expect(last()).toBe('2026-07-01T09:00:00.000000Z');
  await screen.findByText('Wed, 1 Jul 2026, 10:00 Lisbon · 09:00 UTC');
  await userEvent.fill(input, 'soon');
  expect(last()).toBe('soon');
  await userEvent.fill(input, '');
  expect(last()).toBe('');
});

test('the calendar picks a day and keeps the time', async () => {
  const { last } = hold('2026-03-31T13:30:00.000000Z', (value, onChange) => (
    <DateTimeInput label="Starts" value={value} onChange={onChange} zone="Europe/Lisbon" />
  ));
  await userEvent.click(screen.getByRole('button', { name: 'Calendar for Starts' }));
  await userEvent.click(
    await screen.findByRole('button', { name: /March 12, 2026|12 March 2026/ }),
  );
  expect(last()).toBe('2026-03-12T14:30:00.000000Z');
});

test('a masked secret is nowhere in the page; revealed it can be changed, and hides again', async () => {
  const { last } = hold('s3cr3t', (value, onChange) => (
    <>
      <SecretField label="PIN" value={value} onChange={onChange} />
      <button type="button">Elsewhere</button>
    </>
  ));
  const holds = () => {
    const input = document.querySelector('input');
    return document.body.innerHTML.includes('s3cr3t') || input?.value.includes('s3cr3t') === true;
  };
  expect(holds()).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Reveal PIN' }));
  expect(holds()).toBe(true);
  await userEvent.fill(screen.getByRole('textbox', { name: 'PIN' }), 's3cr3t!');
  expect(last()).toBe('s3cr3t!');
  await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
  await waitFor(() => expect(holds()).toBe(false));
});

test('a combo box offers words, and takes any other', async () => {
  const options = [{ value: 'call' }, { value: 'vídeo' }, { value: 'survey' }];
  const { last } = hold('', (value, onChange) => (
    <ComboBox label="Type" options={options} value={value} onChange={onChange} />
  ));
  await userEvent.click(screen.getByRole('combobox', { name: 'Type' }));
  await userEvent.keyboard('vide{ArrowDown}{Enter}');
  expect(last()).toBe('vídeo');
  await userEvent.fill(screen.getByRole('combobox', { name: 'Type' }), 'by letter');
  expect(last()).toBe('by letter');
});

test('a reference is typed and chosen; text left unchosen is said not to count; it can be cleared', async () => {
  const all = [
    { id: 1, title: 'Rui Melo', detail: 'U1' },
    { id: 2, title: 'Marta Costa', detail: 'U2' },
  ];
  const load = async (typed: string) =>
    all.filter(({ title }) => title.toLowerCase().includes(typed));
  const { last } = hold<AsyncOption | null>(null, (value, onChange) => (
    <AsyncComboBox label="Expert" value={value} onChange={onChange} load={load} />
  ));
  await userEvent.click(screen.getByRole('combobox', { name: 'Expert' }));
  await userEvent.keyboard('mar');
  const option = await screen.findByRole('option', { name: /Marta Costa/ });
  const pointed = () => screen.getByRole('combobox').getAttribute('aria-activedescendant');
  await waitFor(() => expect(pointed()).toBe(option.id));
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(last()?.id).toBe(2));
  await userEvent.keyboard('nobody');
  await screen.findByText('Nothing found');
  await userEvent.tab();
  await screen.findByText(/was not chosen from the list/);
  expect(last()?.id).toBe(2);
  await userEvent.click(screen.getByRole('button', { name: 'Clear Expert' }));
  expect(last()).toBeNull();
});

test('Enter right after the last letter chooses the first that is found, unless one has left', async () => {
  const all = [
    { id: 1, title: 'Marta Costa' },
    { id: 2, title: 'Mara Lind' },
  ];
  const load = async (typed: string) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return all.filter(({ title }) => title.toLowerCase().includes(typed));
  };
  const { last, heard } = hold<AsyncOption | null>(null, (value, onChange) => (
    <AsyncComboBox label="Expert" value={value} onChange={onChange} load={load} />
  ));
  await userEvent.click(screen.getByRole('combobox', { name: 'Expert' }));
  await userEvent.keyboard('mara{Enter}');
  await waitFor(() => expect(last()?.id).toBe(2));
  await userEvent.keyboard('mart{Enter}');
  await userEvent.tab();
  await screen.findByText(/was not chosen from the list/);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(heard.map((value) => value?.id)).toEqual([2]);
});

test('Enter before the list is there sends no form', async () => {
  let sent = 0;
  const load = () => new Promise<readonly AsyncOption[]>(() => undefined);
  const { last } = hold<AsyncOption | null>(null, (value, onChange) => (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sent += 1;
      }}
    >
      <AsyncComboBox label="Expert" value={value} onChange={onChange} load={load} />
    </form>
  ));
  await userEvent.click(screen.getByRole('combobox', { name: 'Expert' }));
  await userEvent.keyboard('mar{Enter}');
  expect(sent).toBe(0);
  await userEvent.keyboard('{Escape}{Escape}{Enter}');
  expect(sent).toBe(1);
  expect(last()).toBeUndefined();
});

test('a search that fails is not called an empty one, and Enter or the button asks again', async () => {
  let isGone = true;
  let asked = 0;
  const load = async () => {
    asked++;
    if (isGone) throw new Error('the database is gone');
    return [{ id: 2, title: 'Marta Costa' }];
  };
  const { last } = hold<AsyncOption | null>(null, (value, onChange) => (
    <AsyncComboBox label="Expert" value={value} onChange={onChange} load={load} />
  ));
  await userEvent.click(screen.getByRole('combobox', { name: 'Expert' }));
  await userEvent.keyboard('mar');
  await screen.findByText('The search failed.');
  expect(screen.queryByText('Nothing found')).toBeNull();
  const before = asked;
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(asked).toBeGreaterThan(before));
  isGone = false;
  await userEvent.click(await screen.findByRole('button', { name: /Try again/ }));
  await screen.findByRole('option', { name: 'Marta Costa' });
  expect(screen.queryByText('The search failed.')).toBeNull();
  await userEvent.keyboard('{Enter}');
  expect(last()?.id).toBe(2);
});
