import { useEffect, useEffectEvent, useRef } from 'react';

const headingOf = (main: HTMLElement): HTMLElement | null =>
  main.querySelector<HTMLElement>('h1[tabindex], [data-screen-focus]');

/**
 * After a move to another screen, puts the focus on its heading, so that the keyboard goes on there and
 * screen readers say where they are; a screen that has taken the focus itself keeps it.
 */
export const useScreenFocus = (screenKey: string, title: string) => {
  const main = useRef<HTMLElement>(null);
  const before = useRef(screenKey);
  const moveFocus = useEffectEvent(() => {
    const element = main.current;
    if (element === null || element.contains(document.activeElement)) return;
    (headingOf(element) ?? element).focus({ preventScroll: true });
  });
  useEffect(() => {
    if (before.current === screenKey) return;
    before.current = screenKey;
    moveFocus();
  }, [screenKey]);
  useEffect(() => {
    document.title = `${title} – Expert Desk`;
  }, [title]);
  return main;
};
