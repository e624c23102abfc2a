import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { ExchangeStatus, Looked } from '#shared/ipc/exchange-channels.ts';
import { fail } from '#shared/result.ts';
import type { OpenApp } from '#tests/app/open-app.tsx';
import { ago, foundNew, foundWorking, manyDesks, place, taking } from './exchange-api.ts';
import { button, lookInto, openExchange, withRecord } from './open-exchange.tsx';

const showFound = async (looked: Looked, prepare?: (open: OpenApp) => Promise<void>) => {
  const { api } = await openExchange(prepare);
  api.looked = looked;
  await lookInto();
  await expect.element(page.getByText(place)).toBeVisible();
};

const showStanding = async (status: ExchangeStatus) => {
  await openExchange(({ api }) => api.set(status));
  await expect.element(page.getByRole('heading', { name: 'What came and went' })).toBeVisible();
};

const showEncrypted = async () => {
  const { api } = await openExchange();
  api.folderSecret = 'four words of ours';
  await lookInto();
  await page.getByLabelText('Passphrase of the folder').fill('something else');
  await button('Look into it').click();
  await expect.element(page.getByText(/^That is not the passphrase/)).toBeVisible();
};

const showNewEncrypted = async () => {
  await showFound(foundNew);
  await page.getByText('Encrypt the folder with a passphrase').click();
  await page.getByLabelText('Passphrase', { exact: true }).fill('correct horse battery');
};

const showQuestion = async (name: string | RegExp) => {
  await showStanding(manyDesks());
  await button(name).click();
  await expect.element(page.getByRole('alertdialog')).toBeVisible();
};

const folderGone = { code: 'exchange.folderGone' as const, data: { folder: place } };

/** Each state of the screen by its name, and how to get there. */
export const exchangeScreens: readonly [name: string, show: () => Promise<unknown>][] = [
  ['choosing a folder', () => openExchange()],
  [
    'a folder that cannot be looked into',
    async () => {
      const { api } = await openExchange();
      api.answers['exchange.look'] = async () => fail('exchange.folderGone', { folder: place });
      await lookInto();
      await expect.element(page.getByText(/is not there\. Connect/)).toBeVisible();
    },
  ],
  ['an empty folder', () => showFound(foundNew)],
  ['an empty folder to be encrypted', showNewEncrypted],
  ['a folder of the same workspace', () => showFound(foundWorking(true), withRecord)],
  ['a folder for an empty desk', () => showFound(foundWorking(false))],
  ['a folder of another workspace', () => showFound(foundWorking(false), withRecord)],
  ['a folder with other files', () => showFound({ ...foundNew, kind: 'other' })],
  ['an encrypted folder', showEncrypted],
  ['in step', () => showStanding(taking())],
  ['many desks', () => showStanding(manyDesks())],
  ['alone', () => showStanding(taking({ desks: [taking().desks[0]!], history: [] }))],
  ['paused', () => showStanding(taking({ paused: true }))],
  ['locked', () => showStanding(taking({ encrypted: true, locked: true }))],
  [
    'a folder that is gone',
    () => showStanding(taking({ problem: folderGone, checkedAt: ago(95) })),
  ],
  ['leaving', () => showQuestion('Leave…')],
  ['taking in anyway', () => showQuestion(/^Take in anyway/)],
  [
    'a main process that cannot be asked',
    async () => {
      await openExchange(({ api }) => {
        api.answers['exchange.status'] = async () => fail('desk.unreachable');
      });
      await expect.element(button('Try again')).toBeVisible();
    },
  ],
];
