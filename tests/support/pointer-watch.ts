import type { Page } from 'playwright';

const kinds = [
  'pointerdown',
  'pointerup',
  'pointermove',
  'mousedown',
  'mouseup',
  'mousemove',
  'click',
  'dblclick',
  'auxclick',
  'wheel',
  'touchstart',
  'dragstart',
] as const;

/**
 * Keeps a list of what a pointer does in the page from its next load on; gives what is on the list. Chromium
 * sends a click for Enter and Space as well: it counts no presses.
 */
export const watchPointer = async (page: Page): Promise<() => Promise<string[]>> => {
  await page.addInitScript((watched) => {
    const seen: string[] = [];
    Object.assign(globalThis, { pointerSeen: seen });
    for (const kind of watched)
      addEventListener(
        kind,
        (event) => {
          const isByKey = event.type === 'click' && (event as MouseEvent).detail === 0;
          if (event.isTrusted && !isByKey) seen.push(event.type);
        },
        { capture: true, passive: true },
      );
  }, kinds);
  return () =>
    page.evaluate(() => (globalThis as typeof globalThis & { pointerSeen: string[] }).pointerSeen);
};
