import { create } from 'zustand';

interface Dropped {
  /** A file dropped on the window, until the screen that it is meant for has taken it. */
  file: File | null;
}

const useDropped = create<Dropped>(() => ({ file: null }));

export const dropFile = (file: File) => useDropped.setState({ file });

/** The waiting file if there is one; it waits no longer. */
export const takeDroppedFile = (): File | null => {
  const { file } = useDropped.getState();
  if (file !== null) useDropped.setState({ file: null });
  return file;
};

export const useDroppedFile = (): File | null => useDropped((dropped) => dropped.file);
