import { basename, join } from 'node:path';
import { app, dialog, shell, type BrowserWindow, type FileFilter } from 'electron';
import { fail, ok, type Result } from '#shared/result.ts';
import { parseFileName, shownName } from '../disk/file-names.ts';
import type { PickFolder } from '../ipc/exchange.ts';
import type { PickFile } from '../ipc/files.ts';
import type { Exports } from '../ipc/services.ts';

const anyFile: FileFilter = { name: 'All files', extensions: ['*'] };
const filters = {
  snapshot: [{ name: 'Expert Desk snapshot', extensions: ['edesk'] }, anyFile],
  dump: [{ name: 'PostgreSQL dump', extensions: ['sql', 'dump', 'txt'] }, anyFile],
} satisfies Record<string, FileFilter[]>;

type CurrentWindow = () => BrowserWindow | null;

/** Asks for a file by the system's dialog. */
export const pickByDialog =
  (currentWindow: CurrentWindow): PickFile =>
  async (kind) => {
    const window = currentWindow();
    if (window === null) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile'],
      filters: filters[kind],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };

/** Asks for a folder by the system's dialog. */
export const pickFolderByDialog =
  (currentWindow: CurrentWindow): PickFolder =>
  async () => {
    const window = currentWindow();
    if (window === null) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };

/** Exports go where the user says, by the system's dialog. */
export class DialogExports implements Exports {
  readonly #currentWindow: CurrentWindow;
  /** The exports of this session by the names that the window knows. */
  readonly #paths = new Map<string, string>();

  constructor(currentWindow: CurrentWindow) {
    this.#currentWindow = currentWindow;
  }

  async choose(
    suggestedName: string,
    kind: 'snapshot',
  ): Promise<Result<{ path: string; name: string } | null>> {
    const suggested = parseFileName(suggestedName);
    if (!suggested.ok) return suggested;
    const window = this.#currentWindow();
    if (window === null) return ok(null);
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('downloads'), suggested.value),
      filters: filters[kind],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return ok(null);
    const name = shownName(basename(filePath));
    this.#paths.set(name, filePath);
    return ok({ path: filePath, name });
  }

  async reveal(name: string): Promise<Result<Record<string, never>>> {
    const path = this.#paths.get(name);
    if (path === undefined) return fail('file.notFound', { name });
    shell.showItemInFolder(path);
    return ok({});
  }
}
