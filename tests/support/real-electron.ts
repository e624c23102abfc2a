import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from 'playwright';
import { findElectron } from '../../build/scripts/electron-binary.mjs';
import { builtFile } from './built.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Electron's own binary, where it is present and can show a window. */
export const electronBinary = (): string | null => {
  const needsDisplay = process.platform === 'linux';
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  const path = needsDisplay && !hasDisplay ? null : findElectron();
  return path !== null && existsSync(path) ? path : null;
};

export interface RunningElectron {
  page: Page;
  nextOpen(path: string): Promise<void>;
  nextSave(path: string): Promise<void>;
  close(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts the desk in the real Electron; its dialogs are answered by the test. */
export const launchElectron = async ({ home }: { home: string }): Promise<RunningElectron> => {
  const main = builtFile('main/main.js');
  const app = await _electron.launch({
    executablePath: electronBinary() ?? 'electron',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), main],
    cwd: existsSync(join(root, 'package.json')) ? root : dirname(main),
    env: { ...process.env, EXPERT_DESK_HOME: home },
  });
  return {
    page: await app.firstWindow(),
    nextOpen: (path) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      }, path),
    nextSave: (path) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path),
    close: () => app.close(),
    kill: async () => {
      app.process().kill('SIGKILL');
      await app.waitForEvent('close');
    },
  };
};
