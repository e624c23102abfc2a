import { useEffect, useRef } from 'react';

/** A dialog keeps the focus until it is gone, which takes as long as it fades. */
export const onceFree = (run: () => void): (() => void) => {
  let frame = requestAnimationFrame(function look() {
    if (document.querySelector('.dialog-veil') === null) run();
    else frame = requestAnimationFrame(look);
  });
  return () => cancelAnimationFrame(frame);
};

/**
 * Puts the keyboard on the heading of the screen when what it was on has gone with the step before, so that
 * it goes on there, and not at the top of the window.
 */
export const useStepFocus = (step: string) => {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    return onceFree(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('main h1[tabindex]')?.focus({ preventScroll: true });
    });
  }, [step]);
};
