import { app, shell, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { ok, type Result } from '#shared/result.ts';
import { appVersion } from '../app-version.ts';
import { RendererFiles } from '../content/renderer-files.ts';
import { ChosenFileRegistry } from '../disk/chosen-files.ts';
import { IdentityFile } from '../disk/identity.ts';
import type { OpenedFiles } from '../disk/opened-files.ts';
import { createHandlers, type ShellParts } from '../ipc/all-handlers.ts';
import { createRouter } from '../ipc/router.ts';
import { WindowJobs } from '../ipc/window-jobs.ts';
import { openSafekeeping } from '../safekeeping.ts';
import { closeJobsOf, serveDeskCalls } from './desk-calls.ts';
import { DialogExports, pickByDialog, pickFolderByDialog } from './desk-dialogs.ts';
import { serveDeskScheme } from './desk-protocol.ts';
import { systemKeyStore } from './key-store.ts';
import { bringToFront, loadDesk, openDeskWindow } from './desk-window.ts';
import { setMenu } from './menu.ts';
import { notifyBySystem } from './notifications.ts';
import { denyNetwork, denyPermissions } from './permissions.ts';

const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));
const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url));

/** The desk as Electron shows it, once the app is ready. */
export interface DeskApp {
  /** The name of the damaged identity file that was kept aside, if there was one. */
  damagedIdentity: string | null;
  openWindow(): Promise<void>;
  /** Brings the window to the front: somebody launched the desk again. */
  show(): void;
  /** Gives up open jobs and removes uploaded copies. */
  close(): Promise<void>;
}

interface DeskPlace {
  /** The desk's own folder. */
  folder: string;
  /** What the user opens with the desk from outside. */
  opened: OpenedFiles;
}

const openParts = async (
  { folder, opened }: DeskPlace,
  currentWindow: () => BrowserWindow | null,
): Promise<Result<ShellParts>> => {
  const identity = await IdentityFile.open(folder);
  if (!identity.ok) return identity;
  const files = await ChosenFileRegistry.open(join(folder, 'uploads'));
  if (!files.ok) return files;
  const safekeeping = await openSafekeeping({
    folder,
    identity: identity.value,
    keyStore: systemKeyStore,
  });
  if (!safekeeping.ok) return safekeeping;
  return ok({
    shell: { name: 'electron', dialogs: true, exportsFolder: app.getPath('downloads') },
    identity: identity.value,
    files: files.value,
    opened,
    exports: new DialogExports(currentWindow),
    pick: pickByDialog(currentWindow),
    pickFolder: pickFolderByDialog(currentWindow),
    notify: notifyBySystem(currentWindow),
    appVersion,
    safekeeping: safekeeping.value,
    show: async (path) => {
      shell.showItemInFolder(path);
      return ok({});
    },
  });
};

/** Prepares everything that the window needs. */
export const startDeskApp = async (place: DeskPlace): Promise<Result<DeskApp>> => {
  let window: BrowserWindow | null = null;
  const renderer = await RendererFiles.open(rendererFolder);
  if (!renderer.ok) return renderer;
  const parts = await openParts(place, () => window);
  if (!parts.ok) return parts;
  const { handlers, jobs } = createHandlers(parts.value);
  const windowJobs = new WindowJobs(jobs);
  const tell = (event: DeskEvent) => window?.webContents.send('desk:event', event);
  parts.value.safekeeping.tellBy(tell);
  place.opened.tellBy(() => tell({ kind: 'fileOpened' }));
  denyPermissions();
  denyNetwork();
  setMenu();
  serveDeskScheme(renderer.value);
  serveDeskCalls(createRouter(handlers), windowJobs);
  const openWindow = async () => {
    window = await openDeskWindow(place.folder, preload);
    window.on('closed', () => (window = null));
    closeJobsOf(window.webContents, windowJobs);
    await loadDesk(window);
  };
  const show = () => {
    if (window !== null) bringToFront(window);
  };
  const close = async () => {
    await jobs.closeAll();
    await parts.value.files.releaseAll();
    await parts.value.safekeeping.close();
  };
  return ok({ damagedIdentity: parts.value.identity.damaged, openWindow, show, close });
};
