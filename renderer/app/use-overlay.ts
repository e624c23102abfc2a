import { useRef, useState } from 'react';
import { currentPath } from './location.ts';

export type Overlay = 'palette' | 'help';

/**
 * What lies above the screen; it goes for good when the window moves to another address. The window is told of a
 * move a moment after it: what is opened within that moment belongs to where the window has moved already.
 */
export const useOverlay = (path: string) => {
  const [opened, setOpened] = useState<{ overlay: Overlay; path: string } | null>(null);
  const [shown, setShown] = useState(path);
  if (shown !== path) {
    setShown(path);
    if (opened !== null && opened.path !== currentPath()) setOpened(null);
  }
  return {
    overlay: opened?.overlay ?? null,
    open: (overlay: Overlay) => setOpened({ overlay, path: currentPath() }),
    onOpenChange: (isOpen: boolean) => {
      if (!isOpen) setOpened(null);
    },
  };
};

/** Puts something off until the overlay has gone and the focus is back where it was (KEY3). */
export const useAfterOverlay = () => {
  const waiting = useRef<(() => void) | null>(null);
  return {
    later: (run: () => void) => {
      waiting.current = run;
    },
    onGone: () => {
      const run = waiting.current;
      waiting.current = null;
      // The overlay gives the focus back in the next frame.
      if (run !== null) requestAnimationFrame(() => requestAnimationFrame(run));
    },
  };
};
