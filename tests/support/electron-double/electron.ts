/** Stands for the module `electron` of the main process: just what the desk uses, and strict about it. */
import { note } from './control.ts';
import { insist, insistKeys, strict } from './strict.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { Notification } from './notification.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';

interface MenuItem {
  role?: string;
  type?: string;
  label?: string;
  submenu?: MenuItem[];
}

const roles = [
  'appMenu',
  'fileMenu',
  'editMenu',
  'windowMenu',
  'reload',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'toggleDevTools',
];

const checkItem = (item: MenuItem): void => {
  insistKeys('a menu item', item, ['role', 'type', 'label', 'submenu']);
  insist(item.role === undefined || roles.includes(item.role), `there is no role ${item.role}`);
  item.submenu?.forEach(checkItem);
};

export const Menu = strict('Menu', {
  buildFromTemplate: (template: MenuItem[]) => {
    template.forEach(checkItem);
    return template;
  },
  setApplicationMenu: (menu: MenuItem[]) => note(`menu of ${menu.length}`),
});

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: false });

export const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
});

export const shell = strict('shell', {
  showItemInFolder: (path: string) => note(`shown in folder: ${path}`),
});
