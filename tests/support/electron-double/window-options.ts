import { existsSync } from 'node:fs';
import { insist, insistKeys } from './strict.ts';

const knownOptions = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'show',
  'autoHideMenuBar',
  'backgroundColor',
  'webPreferences',
];

/** What every window must be, in so many words: nothing is left to what Electron takes by itself. */
export const wantedPreferences = {
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
  spellcheck: false,
} as const;

export interface WindowOptions {
  x?: number;
  y?: number;
  width: number;
  height: number;
  show: boolean;
  webPreferences: { [K in keyof typeof wantedPreferences]: boolean } & { preload: string };
}

/** Refuses a window that is less closed than it must be, or an option that nobody has thought about. */
export const checkWindowOptions = (options: WindowOptions): void => {
  insistKeys('BrowserWindow', options, knownOptions);
  const { webPreferences } = options;
  insistKeys('webPreferences', webPreferences, ['preload', ...Object.keys(wantedPreferences)]);
  for (const [name, value] of Object.entries(wantedPreferences))
    insist(
      webPreferences[name as keyof typeof wantedPreferences] === value,
      `webPreferences.${name} must be ${value}`,
    );
  insist(existsSync(webPreferences.preload), 'the preload is not there');
  insist(webPreferences.preload.endsWith('.cjs'), 'a sandboxed preload is CommonJS');
};
