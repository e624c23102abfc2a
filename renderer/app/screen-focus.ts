import { useEffect, useEffectEvent, useRef } from 'react';

const isSeen = (element: HTMLElement): boolean => element.checkVisibility();

/** The grid of a table screen, since work goes on there; otherwise the heading. */
const placeIn = (main: HTMLElement): HTMLElement =>
  [...main.querySelectorAll<HTMLElement>('[role=grid][tabindex]')].find(isSeen) ??
  [...main.querySelectorAll<HTMLElement>('h1[tabindex]')].find(isSeen) ??
  main;

/**
 * After a move to another screen, puts the focus on its grid or heading, so that the keyboard goes on there and
 * screen readers say where they are; a screen that has taken the focus itself keeps it.
 */
export const useScreenFocus = (screenKey: string, title: string) => {
  const main = useRef<HTMLElement>(null);
  const before = useRef(screenKey);
  const moveFocus = useEffectEvent(() => {
    const element = main.current;
    if (element === null || element.contains(document.activeElement)) return;
    placeIn(element).focus({ preventScroll: true });
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
