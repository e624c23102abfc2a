import { page } from 'vitest/browser';
import { enter, openApp, type OpenApp } from '#tests/app/open-app.tsx';
import { ExchangeApi, place } from './exchange-api.ts';

export const openExchange = async (
  prepare: (open: OpenApp & { api: ExchangeApi }) => unknown = () => undefined,
  path = '/exchange',
  api = new ExchangeApi(),
): Promise<OpenApp & { api: ExchangeApi }> => {
  const { desk } = await openApp(path, async (open) => void (await prepare({ ...open, api })), api);
  return { api, desk };
};

/** Makes sure that the desk has a record of its own. */
export const withRecord = ({ desk }: OpenApp) =>
  enter(desk, { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana' } });

export const button = (name: string | RegExp) => page.getByRole('button', { name });

/** Types the folder's path and looks into it. */
export const lookInto = async () => {
  await page.getByRole('textbox', { name: 'Folder' }).fill(place);
  await button('Look into it').click();
};
