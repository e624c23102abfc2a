import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { deskPage } from './desk-origin.ts';
import { readWindowPlace, rememberWindowPlace } from './window-bounds.ts';

const standardSize = { width: 1360, height: 860 };
const paper = { light: '#ffffff', dark: '#16181d' };

/** True when the user would rather lose what is not saved than stay. */
const asksToLeave = (window: BrowserWindow): boolean =>
  dialog.showMessageBoxSync(window, {
    type: 'question',
    message: 'There is work under way, or something entered that is not saved.',
    detail: 'If you leave now, it is lost.',
    buttons: ['Stay', 'Leave'],
    defaultId: 0,
    cancelId: 0,
  }) === 1;

const offerReload = async (window: BrowserWindow): Promise<void> => {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: 'What was saved is safe.',
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.webContents.reload();
  else window.destroy();
};

const watch = (window: BrowserWindow): void => {
  const { webContents } = window;
  webContents.on('will-prevent-unload', (event) => {
    if (asksToLeave(window)) event.preventDefault();
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window);
  });
};

/** Opens the desk's window where it was last. `folder` is the desk's own. */
export const openDeskWindow = async (folder: string, preload: string): Promise<BrowserWindow> => {
  const place = await readWindowPlace(folder);
  const { maximized, ...bounds } = place ?? { ...standardSize, maximized: false };
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Expert Desk',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be downloaded.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()));
  rememberWindowPlace(window, folder);
  watch(window);
  return window;
};

export const loadDesk = (window: BrowserWindow): Promise<void> => window.loadURL(deskPage);

/** Puts the window before the user, wherever it was. */
export const bringToFront = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};
