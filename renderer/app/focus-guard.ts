import { useEffect, type RefObject } from 'react';
import { onceFree } from '../files/step-focus.ts';
import { placeIn } from './screen-focus.ts';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

const ancestorsOf = (element: HTMLElement): HTMLElement[] => {
  const trail: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) trail.push(at);
  return trail;
};

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility();

/**
 * The very element if it is still of use, as after a dialog; else what stands in the innermost part around
 * it; where that is the whole screen, its heading.
 */
const nearest = (trail: readonly HTMLElement[], main: HTMLElement): HTMLElement => {
  const [own, ...parts] = trail;
  if (own !== undefined && main.contains(own) && isUsable(own)) return own;
  for (const part of parts) {
    if (!main.contains(part)) continue;
    if (part === main || part.querySelector('h1') !== null) break;
    const inside = [...part.querySelectorAll<HTMLElement>(focusable)].find(isUsable);
    if (inside !== undefined) return inside;
  }
  return placeIn(main);
};

/** Boxes above the screen keep the focus themselves, and hide what is below. */
const isCovered = (main: HTMLElement): boolean =>
  main.closest('[aria-hidden=true], [inert]') !== null;

/** Looks after the keyboard from now on; the function that it gives stops that. */
const guard = (main: HTMLElement): (() => void) => {
  let last: HTMLElement | null = null;
  let trail: readonly HTMLElement[] = [];
  let giveUp = () => {};
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    last = target;
    if (main.contains(target)) trail = ancestorsOf(target);
  };
  const isLost = () => document.activeElement === document.body && last !== null && !isUsable(last);
  const mend = () => {
    if (isLost() && !isCovered(main)) nearest(trail, main).focus();
  };
  const observer = new MutationObserver(() => {
    if (!isLost()) return;
    giveUp();
    // Those who close something give the focus back in the next frame.
    giveUp = onceFree(() => requestAnimationFrame(mend));
  });
  document.addEventListener('focusin', note);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  return () => {
    giveUp();
    observer.disconnect();
    document.removeEventListener('focusin', note);
  };
};

/**
 * Keeps the keyboard in the screen when what had the focus goes away: a button whose work is done, a row
 * that was removed, a dialog whose opener has gone meanwhile. Without it, keys and screen readers would start
 * at the top of the window.
 */
export const useFocusGuard = (main: RefObject<HTMLElement | null>) => {
  useEffect(() => (main.current === null ? undefined : guard(main.current)), [main]);
};
