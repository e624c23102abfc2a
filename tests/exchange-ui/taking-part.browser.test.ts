import { page } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { useToasts } from '#renderer/state/toasts.ts';
import { fail } from '#shared/result.ts';
import { ago, manyDesks, place, taking } from './exchange-api.ts';
import { button, openExchange } from './open-exchange.tsx';

beforeEach(() => localStorage.clear());

const text = (words: string | RegExp) => page.getByText(words);
const toastTexts = () => useToasts.getState().toasts.map((toast) => toast.text);
const passphrase = 'correct horse battery';

test('the screen follows what the main process says', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(taking()));
  await expect.element(text('Took in 1 change from “Ben’s laptop”')).toBeVisible();
  await expect.element(page.getByRole('link', { name: /^In step with/ })).toBeVisible();
  api.set(manyDesks());
  await expect.element(page.getByRole('row', { name: /^Office, reception/ })).toBeVisible();
  const foot = page.getByRole('link', { name: 'Shared folder waits for your decision' });
  await expect.element(foot).toBeVisible();
});

test('of a long history the newest is shown, and all of it on demand', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(manyDesks()));
  await expect.element(text('Took in 14 changes from “Ben’s laptop”')).toBeVisible();
  await expect.element(text('Took in 30 changes from “Ben’s laptop”')).not.toBeInTheDocument();
  await button('Show all 36').click();
  await expect.element(text('Took in 30 changes from “Ben’s laptop”')).toBeVisible();
  expect(api.calls).not.toContain('exchange.join');
});

test('pausing and resuming', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(taking()));
  await button('Pause').click();
  await expect.element(page.getByText('Paused', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Shared folder paused' })).toBeVisible();
  await button('Resume').click();
  await expect.element(button('Pause')).toBeVisible();
  expect(api.argsOf('exchange.pause')).toEqual([{ paused: true }, { paused: false }]);
});

test('what was held back is taken in after a question', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(manyDesks()));
  const [, ben] = manyDesks().desks;
  await button('Take in anyway what Ben’s laptop wrote').click();
  expect(api.argsOf('exchange.allow')).toEqual([]);
  await button('Take in anyway').last().click();
  await expect.element(text('In step with the others')).toBeVisible();
  expect(api.argsOf('exchange.allow')).toEqual([{ desk: ben!.id }]);
});

test('leaving asks first, says what stays, and leads back to the choice of a folder', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(taking()));
  await button('Leave…').click();
  await expect.element(text(/^All records stay on this desk/)).toBeVisible();
  await button('Cancel').click();
  expect(api.calls).not.toContain('exchange.leave');
  await button('Leave…').click();
  await button('Leave').last().click();
  await expect.element(text('Choose the folder')).toBeVisible();
});

test('a locked folder is unlocked with its passphrase', async () => {
  const { api } = await openExchange(({ api: prepared }) => {
    prepared.folderSecret = passphrase;
    return prepared.set(taking({ encrypted: true, locked: true }));
  });
  const box = page.getByLabelText('Passphrase of the folder');
  await box.fill('something else');
  await button('Unlock').click();
  await expect.element(text(/^That is not the passphrase/)).toBeVisible();
  await box.fill(passphrase);
  await button('Unlock').click();
  await expect.element(text('In step with the others')).toBeVisible();
  expect(api.argsOf('exchange.unlock')).toHaveLength(2);
});

test('a folder that is gone says so, and when it was there last', async () => {
  const problem = { code: 'exchange.folderGone', data: { folder: place } } as const;
  await openExchange(({ api }) => api.set(taking({ problem, checkedAt: ago(60) })));
  await expect.element(text(/is not there\. Connect the drive/)).toBeVisible();
  await expect.element(text(/\(1 hour ago\)/)).toBeVisible();
});

test('a pause that does not work is told', async () => {
  const { api } = await openExchange(({ api: prepared }) => prepared.set(taking()));
  api.answers['exchange.pause'] = async () => fail('desk.unreachable');
  await button('Pause').click();
  await expect.poll(() => toastTexts().length).toBe(1);
});

test('nothing is said at the foot of a window whose desk takes part in no shared folder', async () => {
  await openExchange(() => undefined, '/settings');
  await expect.element(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  const foot = page.getByRole('contentinfo', { name: 'Status' });
  await expect.element(foot).toBeVisible();
  expect(foot.element().textContent).not.toContain('hared folder');
  expect(toastTexts()).toEqual([]);
});
