import type { Page } from 'playwright';

/** What makes a screen hard to use when it is enlarged, measured in the page. */

/** Boxes with two dimensions of their own, which may scroll sideways (WCAG 1.4.10), and what lies in them. */
const twoDimensional = '.grid, .board, .week, .month-grid, .figure-table, .rows-scroll';

/** Parts whose size stands for something else; their words are said, and a key opens them. */
const drawn = 'svg, .for-readers, .call, .nav-heading, [aria-hidden=true]';

/** What of a screen cannot be seen or scrolled to, or scrolls in two directions; none means nothing. */
export const lostIn = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([wide, passed]) => {
      const nameOf = (element: Element) =>
        `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
      const overflows = (element: HTMLElement) => ({
        x: element.scrollWidth > element.clientWidth + 1,
        y: element.scrollHeight > element.clientHeight + 1,
      });
      const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
      const faultOf = (element: HTMLElement): string | null => {
        const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
        const { x, y } = overflows(element);
        if (x && scrolls(overflowX) && element.closest(wide) === null)
          return `scrolls sideways: ${nameOf(element)}`;
        const isShortened = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        if (!isShortened && ((x && hides(overflowX)) || (y && hides(overflowY))))
          return `cut off: ${nameOf(element)}`;
        return null;
      };
      const root = document.documentElement;
      const ofWindow =
        root.scrollWidth > innerWidth || root.scrollHeight > innerHeight
          ? ['the window itself scrolls']
          : [];
      // What has a pixel is for ears only.
      const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter(
        (element) =>
          element instanceof HTMLElement &&
          element.closest(passed) === null &&
          element.clientWidth > 2 &&
          element.checkVisibility({ visibilityProperty: true }),
      );
      return [...ofWindow, ...shown.flatMap((element) => faultOf(element) ?? [])];
    },
    [twoDimensional, drawn] as const,
  );

/** Where the keyboard is, and why it cannot be seen there; `fault` is null where it can. */
export interface Stop {
  name: string;
  isIn: { main: boolean; box: boolean };
  fault: string | null;
  /** The same for the same element, from 1. */
  mark: number;
}

/** What has the focus, and whether it can be seen: in the window, and with nothing above it. */
export const stopOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const scope = globalThis as typeof globalThis & { stopMarks?: Map<Element, number> };
    const marks = (scope.stopMarks ??= new Map());
    const focused = document.activeElement ?? document.body;
    const mark = marks.get(focused) ?? marks.size + 1;
    marks.set(focused, mark);
    // A radio button or checkbox is drawn by the label around it.
    const element = focused.closest('label') ?? focused;
    const labels = [...((focused as Partial<HTMLInputElement>).labels ?? [])];
    const words = labels.map((label) => label.textContent).join(' ') || element.textContent;
    const said = focused.getAttribute('aria-label') ?? words;
    const stop = {
      name: `${focused.tagName.toLowerCase()} “${said.trim().slice(0, 40)}”`,
      isIn: {
        main: focused.closest('main') !== null,
        box: focused.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null,
      },
      mark,
    };
    if (focused === document.body) return { ...stop, fault: null };
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [west, east] = [Math.max(left, 0), Math.min(right, innerWidth)];
    const [north, south] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (east - west < 4 || south - north < 4) return { ...stop, fault: 'out of the window' };
    const isHit = (x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    };
    const [x, y] = [(west + east) / 2, (north + south) / 2];
    const isSeen = isHit(x, y) || isHit(west + 3, y) || isHit(x, north + 3) || isHit(x, south - 3);
    return { ...stop, fault: isSeen ? null : 'covered by something else' };
  });
