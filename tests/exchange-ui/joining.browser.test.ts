import { page } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import { must } from '#tests/support/bulk-desk.ts';
import { ExchangeApi, foundWorking, place } from './exchange-api.ts';
import { button, lookInto, openExchange, withRecord } from './open-exchange.tsx';

beforeEach(() => localStorage.clear());

const text = (words: string | RegExp) => page.getByText(words);
const passphrase = 'correct horse battery';

test('an empty folder is made a shared one, unencrypted unless asked for', async () => {
  const { api, desk } = await openExchange();
  await lookInto();
  await button('Make it a shared folder and join').click();
  await expect.element(text('In step with the others')).toBeVisible();
  const { workspace } = desk;
  const asked = { folder: place, workspace, passphrase: null };
  expect(api.argsOf('exchange.look')).toEqual([asked]);
  expect(api.argsOf('exchange.join')).toEqual([asked]);
});

test('a new passphrase is typed twice before it is taken', async () => {
  const { api } = await openExchange();
  await lookInto();
  await text('Encrypt the folder with a passphrase').click();
  const join = button('Make it a shared folder and join');
  await page.getByLabelText('Passphrase', { exact: true }).fill(passphrase);
  await expect.element(join).toBeDisabled();
  await page.getByLabelText('The same again').fill(passphrase);
  await join.click();
  await expect.element(text('In step with the others')).toBeVisible();
  expect(api.argsOf('exchange.join')[0]!.passphrase).toBe(passphrase);
});

test('an encrypted folder is joined with its passphrase, and a wrong one is told in place', async () => {
  const { api } = await openExchange();
  api.folderSecret = passphrase;
  api.looked = { ...foundWorking(false), encrypted: true };
  await lookInto();
  const box = page.getByLabelText('Passphrase of the folder');
  await box.fill('something else');
  await button('Look into it').click();
  await expect.element(text(/^That is not the passphrase/)).toBeVisible();
  await box.fill(passphrase);
  await button('Look into it').click();
  await expect.element(text('Ben’s laptop')).toBeVisible();
  await button('Join').click();
  await expect.element(text('In step with the others')).toBeVisible();
  expect(api.argsOf('exchange.join')[0]!.passphrase).toBe(passphrase);
});

test('a desk with records of its own is told how to join a folder of others', async () => {
  const { api } = await openExchange(withRecord);
  api.looked = foundWorking(false);
  await lookInto();
  await expect.element(text(/^This desk has records of another workspace/)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Start over' })).toBeVisible();
  await expect.element(button('Join')).not.toBeInTheDocument();
});

test('so is one of which only the main process knows that it has some', async () => {
  const { api } = await openExchange();
  api.looked = foundWorking(false);
  api.answers['exchange.join'] = async () => fail('exchange.notEmpty');
  await lookInto();
  await button('Join').click();
  await expect.element(text(/^This desk has records of another workspace/)).toBeVisible();
});

test('what stands in the way of joining is told, and joining can be tried again', async () => {
  const { api } = await openExchange();
  api.looked = foundWorking(false);
  api.answers['exchange.join'] = async () => fail('exchange.sameNumber', { name: 'Ben' });
  await lookInto();
  await button('Join').click();
  await expect.element(text(/has the same number as this one/)).toBeVisible();
  await expect.element(button('Join')).toBeEnabled();
});

test('a folder with other files is not joined, and another one can be chosen', async () => {
  const { api } = await openExchange();
  api.looked = { ...api.looked, kind: 'other' };
  await lookInto();
  await expect.element(text('The folder has other files')).toBeVisible();
  await button('Choose another folder').click();
  await expect.element(page.getByRole('textbox', { name: 'Folder' })).toHaveValue(place);
});

test('where the shell has a dialog, what is chosen there is looked into', async () => {
  const api = new ExchangeApi();
  const info = must(await api.call('app.info', {}));
  api.answers['app.info'] = async () => ok({ ...info, dialogs: true });
  await openExchange(() => undefined, '/exchange', api);
  api.answers['exchange.pickFolder'] = async () => ok({ folder: '/mnt/team' });
  await button('Choose…').click();
  await expect.element(text('The folder is empty')).toBeVisible();
  expect(api.argsOf('exchange.look')[0]!.folder).toBe('/mnt/team');
});
