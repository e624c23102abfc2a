import { Menu, type MenuItemConstructorOptions } from 'electron';

const isMac = process.platform === 'darwin';

const template: MenuItemConstructorOptions[] = [
  ...(isMac ? [{ role: 'appMenu' } as const] : []),
  { role: 'fileMenu' },
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  },
  { role: 'windowMenu' },
];

/** The usual menus with the system's own words and shortcuts. */
export const setMenu = (): void => Menu.setApplicationMenu(Menu.buildFromTemplate(template));
