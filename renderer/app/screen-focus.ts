import { useEffect, useEffectEvent, useRef } from 'react';

const isSeen = (element: HTMLElement): boolean => element.checkVisibility();

const seenIn = (main: HTMLElement, wanted: string): HTMLElement | undefined =>
  [...main.querySelectorAll<HTMLElement>(wanted)].find(isSeen);

/** The grid of a table screen, since work goes on there; otherwise the heading. */
export const placeIn = (main: HTMLElement): HTMLElement =>
  seenIn(main, '[role=grid][tabindex]') ?? seenIn(main, 'h1[tabindex]') ?? main;

/** Goes on to the heading once it is drawn, as long as the focus waits for it on the whole screen. */
const followHeading = (main: HTMLElement): (() => void) => {
  const observer = new MutationObserver(() => {
    const place = placeIn(main);
    const isWaiting = document.activeElement === main;
    if (isWaiting && place === main) return;
    observer.disconnect();
    if (isWaiting) place.focus({ preventScroll: true });
  });
  observer.observe(main, { subtree: true, childList: true });
  return () => observer.disconnect();
};

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
    const place = placeIn(element);
    place.focus({ preventScroll: true });
    return place === element ? followHeading(element) : undefined;
  });
  useEffect(() => {
    if (before.current === screenKey) return;
    before.current = screenKey;
    return moveFocus();
  }, [screenKey]);
  useEffect(() => {
    document.title = `${title} – Expert Desk`;
  }, [title]);
  return main;
};
