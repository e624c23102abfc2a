import { create } from 'zustand';
import type { ChosenFile } from '#shared/ipc/messages.ts';

/** Dropped on the window, which holds it; or opened with the desk from outside, so that the main process does. */
export type HandedFile = File | ChosenFile;

interface Handed {
  /** A file that the user handed to the desk, until the screen that it is meant for has taken it. */
  file: HandedFile | null;
}

const useHanded = create<Handed>(() => ({ file: null }));

export const handFile = (file: HandedFile) => useHanded.setState({ file });

/** The waiting file if there is one; it waits no longer. */
export const takeHandedFile = (): HandedFile | null => {
  const { file } = useHanded.getState();
  if (file !== null) useHanded.setState({ file: null });
  return file;
};

export const useHandedFile = (): HandedFile | null => useHanded((handed) => handed.file);
