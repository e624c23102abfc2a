import { watch } from 'node:fs';

/**
 * Tells of changes in a folder itself, not in those within, for as long as the system can; `name` is what has
 * changed, null where the system does not say. `onEnd` is called once when it can no longer (the folder is
 * gone), but not by the stop that is given. Many network folders never tell anything. It keeps no process alive.
 */
export const watchFolder = (
  folder: string,
  onChange: (name: string | null) => void,
  onEnd: () => void,
): (() => void) => {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => onChange(name));
    watcher.on('error', () => {
      watcher.close();
      onEnd();
    });
    return () => watcher.close();
  } catch {
    onEnd();
    return () => undefined;
  }
};
