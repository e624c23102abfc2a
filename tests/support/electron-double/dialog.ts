import { basename, join } from 'node:path';
import { note } from './control.ts';
import { setting } from './setting.ts';
import { insist, insistKeys, strict } from './strict.ts';

/** The answers that the test has ready; null stands for Cancel. */
export const answers: { open: (string | null)[]; save: (string | null)[] } = { open: [], save: [] };

interface OpenOptions {
  properties: string[];
  filters: unknown[];
}

interface SaveOptions extends OpenOptions {
  defaultPath: string;
}

interface BoxOptions {
  message: string;
  buttons: string[];
  cancelId: number;
}

export const dialog = strict('dialog', {
  showOpenDialog: async (window: unknown, options: OpenOptions) => {
    insist(window !== null, 'a dialog belongs to a window');
    insistKeys('showOpenDialog', options, ['properties', 'filters', 'defaultPath', 'title']);
    const path = answers.open.shift();
    if (path === undefined) throw new Error('electron double: no answer to showOpenDialog');
    return path === null
      ? { canceled: true, filePaths: [] }
      : { canceled: false, filePaths: [path] };
  },
  showSaveDialog: async (window: unknown, options: SaveOptions) => {
    insist(window !== null, 'a dialog belongs to a window');
    insistKeys('showSaveDialog', options, ['properties', 'filters', 'defaultPath', 'title']);
    insist(options.properties.includes('showOverwriteConfirmation'), 'saving must ask first');
    const path = answers.save.shift();
    if (path === null) return { canceled: true, filePath: '' };
    const suggested = join(setting.downloads, basename(options.defaultPath));
    return { canceled: false, filePath: path ?? suggested };
  },
  showMessageBoxSync: (_window: unknown, { message, cancelId }: BoxOptions) => {
    note(`asked: ${message}`);
    return cancelId === 0 ? 1 : 0;
  },
  showMessageBox: async (_window: unknown, { message, cancelId }: BoxOptions) => {
    note(`asked: ${message}`);
    return { response: cancelId };
  },
  showErrorBox: (title: string, content: string) => {
    note(`error: ${title}: ${content}`);
    process.stderr.write(`${title}: ${content}\n`);
  },
});
