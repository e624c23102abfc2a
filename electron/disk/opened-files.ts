import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that are the desk's business; other arguments are switches, or paths of Electron's own. */
const endings = ['.edesk', '.sql'];

/** File managers of Linux hand over addresses: packages there begin the desk with `%U`. */
const pathOfAddress = (address: string): string | null => {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
};

const pathOf = (arg: string, folder: string): string | null => {
  if (arg.startsWith('-')) return null;
  const path = arg.startsWith('file:') ? pathOfAddress(arg) : resolve(folder, arg);
  const isOurs = endings.some((ending) => path?.toLowerCase().endsWith(ending));
  return isOurs ? path : null;
};

/** The file that a launch in `folder` was asked to open; null where it was asked for none. */
export const openedPath = (args: readonly string[], folder: string): string | null => {
  for (const arg of args) {
    const path = pathOf(arg, folder);
    if (path !== null) return path;
  }
  return null;
};

/**
 * What the user opens with the desk from outside: by a double click, or on the command line. It waits for a
 * window; one that comes later takes the place of one that nobody has taken.
 */
export class OpenedFiles {
  #path: string | null = null;
  #tell: () => void = () => undefined;

  /** Says whom to tell that a file waits. */
  tellBy(tell: () => void): void {
    this.#tell = tell;
  }

  offer(path: string | null): void {
    if (path === null) return;
    this.#path = path;
    this.#tell();
  }

  /** The path that waits; it waits no longer. */
  take(): string | null {
    const path = this.#path;
    this.#path = null;
    return path;
  }
}
