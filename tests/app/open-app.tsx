import '#renderer/styles/index.css';
import { render } from '@testing-library/react';
import { onTestFinished } from 'vitest';
import { App } from '#renderer/app/app.tsx';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { startPump } from '#renderer/db/journal-pump.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import { must, newDesk } from '#tests/support/bulk-desk.ts';
import { AppApi } from './app-api.ts';

/** The whole window over a main process in memory and a real database of its own. */
export interface OpenApp {
  api: AppApi;
  desk: CurrentDesk;
}

/** Opens the app at an address, such as `/t/profiles`; it is closed and forgotten after the test. */
export const openApp = async (
  path = '/',
  prepare: (open: OpenApp) => Promise<void> = async () => {},
  api = new AppApi(),
): Promise<OpenApp> => {
  const desk = await newDesk();
  const info = must(await api.call('app.info', {}));
  await prepare({ api, desk });
  useToasts.setState({ toasts: [] });
  window.location.hash = path;
  const pump = startPump(desk, api);
  const { unmount } = render(<App opened={{ api, desk, info, pump, recovery: null }} />);
  onTestFinished(() => {
    unmount();
    pump.close();
  });
  return { api, desk };
};

/** Writes records through the one door. */
export const enter = async (
  desk: CurrentDesk,
  ...operations: Parameters<CurrentDesk['mutate']>[0]
): Promise<void> => {
  must(await desk.mutate(operations, 'test'));
};
