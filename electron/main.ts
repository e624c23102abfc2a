import { app, dialog } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { problemText, type Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { openDeskFolder } from './disk/folders.ts';
import { openedPath, OpenedFiles } from './disk/opened-files.ts';
import { ownSurroundings } from './disk/surroundings.ts';
import { containAllPages } from './window/containment.ts';
import { startDeskApp, type DeskApp } from './window/desk-app.ts';
import { registerDeskScheme } from './window/desk-protocol.ts';

/**
 * Composition root of the desktop app. It has never run under the real Electron binary where it was
 * written; tests run this very bundle against a strict double (tests/support/electron-double).
 */
const giveUp = (problem: Problem): void => {
  dialog.showErrorBox('Expert Desk cannot start', problemText(problem));
  app.exit(1);
};

/** Jobs are given up in order before the process ends, so that no half file stays. */
const closeBeforeQuitting = (desk: DeskApp): void => {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void desk.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
};

const tellOfDamage = (name: string): void =>
  dialog.showErrorBox(
    'The file desk.json was damaged',
    `It is kept as “${name}”. This desk goes on under a new identity; its records are not touched.`,
  );

const launchSchema = z.object({ file: z.string().nullable() });

/** What a second launch was asked to open, as it has told us. */
const fileOfLaunch = (told: unknown): string | null => {
  const parsed = launchSchema.safeParse(told);
  const file = parsed.success ? parsed.data.file : null;
  return file === null ? null : openedPath([file], '/');
};

const run = async (folder: string): Promise<void> => {
  await app.whenReady();
  const desk: Result<DeskApp> = await startDeskApp({ folder, opened });
  if (!desk.ok) return giveUp(desk.problem);
  closeBeforeQuitting(desk.value);
  app.on('second-instance', (_event, _args, _folder, told) => {
    desk.value.show();
    opened.offer(fileOfLaunch(told));
  });
  app.on('window-all-closed', () => app.quit());
  if (desk.value.damagedIdentity !== null) tellOfDamage(desk.value.damagedIdentity);
  await desk.value.openWindow();
};

// All of this must happen before the app is ready, and before anything is awaited.
app.enableSandbox();
// Windows shows notifications only for a program that says which one it is: `appId` of the package.
if (process.platform === 'win32') app.setAppUserModelId('org.expertdesk.app');
registerDeskScheme();
containAllPages();
const opened = new OpenedFiles();
const asked = openedPath(process.argv.slice(1), process.cwd());
opened.offer(asked);
// The Finder tells in this way, before the app is ready as well as later.
app.on('open-file', (event, path) => {
  event.preventDefault();
  opened.offer(openedPath([path], '/'));
});

const folder = await openDeskFolder(ownSurroundings(), 'electron');
if (!folder.ok) giveUp(folder.problem);
else {
  // The lock and the browser's data belong to the desk's folder, so it must be known first.
  app.setPath('userData', join(folder.value, 'chromium'));
  if (app.requestSingleInstanceLock({ file: asked })) void run(folder.value);
  else app.quit();
}
