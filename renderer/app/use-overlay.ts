import { useRef, useState } from 'react';

export type Overlay = 'palette' | 'help';

/** What lies above the screen; it goes when the window moves to another address. */
export const useOverlay = (path: string) => {
  const [opened, setOpened] = useState<{ overlay: Overlay; path: string } | null>(null);
  return {
    overlay: opened?.path === path ? opened.overlay : null,
    open: (overlay: Overlay) => setOpened({ overlay, path }),
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
