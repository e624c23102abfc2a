import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchBrowserHost } from './browser-host.ts';
import { launchElectronDouble } from './electron-double/launch.ts';
import { electronBinary, launchElectron } from './real-electron.ts';

/** Where a shell keeps a desk; launching again at the same places opens the same desk. */
export interface Places {
  home: string;
  exportsFolder: string;
  headless?: boolean;
}

/** A desk that is open in a window, whatever shell shows it. */
export interface RunningShell {
  page: Page;
  exportsFolder: string;
  /** Does `act`, which asks for a file, and chooses the one at `path`. */
  chooseFile: (path: string, act: () => Promise<void>) => Promise<void>;
  /** Does `act`, which asks where to put a file; where there is a dialog, `name` in the exports folder. */
  saveFile: (name: string, act: () => Promise<void>) => Promise<void>;
  /** Ends as a user ends it. */
  close: () => Promise<void>;
  /** Kills the main process and the browser, with no warning. */
  kill: () => Promise<void>;
}

export interface Shell {
  name: string;
  launch: (places: Places) => Promise<RunningShell>;
}

const browserHost: Shell = {
  name: 'browser host',
  launch: async (places) => {
    const { page, close, kill } = await launchBrowserHost(places);
    return {
      page,
      exportsFolder: places.exportsFolder,
      close,
      kill,
      chooseFile: async (path, act) => {
        const chooser = page.waitForEvent('filechooser');
        await act();
        await (await chooser).setFiles(path);
      },
      saveFile: (_name, act) => act(),
    };
  },
};

/** The parts of a shell whose dialogs the test answers. */
interface WithDialogs {
  page: Page;
  nextOpen: (path: string) => void | Promise<void>;
  nextSave: (path: string) => void | Promise<void>;
  close: () => Promise<unknown>;
  kill: () => Promise<void>;
}

const withDialogs = (running: WithDialogs, exportsFolder: string): RunningShell => ({
  page: running.page,
  exportsFolder,
  kill: running.kill,
  close: async () => void (await running.close()),
  chooseFile: async (path, act) => {
    await running.nextOpen(path);
    await act();
  },
  saveFile: async (name, act) => {
    await running.nextSave(join(exportsFolder, name));
    await act();
  },
});

const electronDouble: Shell = {
  name: 'Electron double',
  launch: async (places) => withDialogs(await launchElectronDouble(places), places.exportsFolder),
};

const realElectron: Shell = {
  name: 'Electron',
  launch: async (places) => withDialogs(await launchElectron(places), places.exportsFolder),
};

/** Every shell that is there: the suite runs on each. The real Electron joins where its binary is present. */
export const shells: readonly Shell[] = [
  browserHost,
  electronDouble,
  ...(electronBinary() === null ? [] : [realElectron]),
];
