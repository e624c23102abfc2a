/** Where the keyboard goes inside a record page; called after the page has been drawn anew. */
const focusable =
  'input:not([type=hidden]):not([disabled]), textarea:not([disabled]), button:not([disabled]), [tabindex="0"]';

const afterDrawing = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run));

/** Puts the focus into the input of a field, and brings it into view. */
export const focusField = (field: string): void => {
  afterDrawing(() => {
    const holder = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
    const input = holder?.querySelector<HTMLElement>(focusable);
    input?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  });
};

/** Puts the focus on the first value of a field in conflict that can be chosen, and brings it into view. */
export const focusConflict = (field: string): void => {
  afterDrawing(() => {
    const holder = document.querySelector(`[data-field="${CSS.escape(field)}"] [data-conflict]`);
    holder?.scrollIntoView({ block: 'center' });
    holder?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  });
};

/** Puts the focus into the first input of the form. */
export const focusFirstField = (): void => {
  afterDrawing(() => {
    const input = document.querySelector<HTMLElement>(`[data-field] :is(${focusable})`);
    input?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  });
};

/** Puts the focus on the heading of a section, and brings it to the top. */
export const focusSection = (key: string): void => {
  afterDrawing(() => {
    const section = document.querySelector(`[data-section="${CSS.escape(key)}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('[data-section-head]')?.focus({ preventScroll: true });
  });
};

/** Parts that the window is too narrow for are passed over. */
const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-record-region]')].filter((region) =>
    region.checkVisibility(),
  );

/** F6: to the next part of the page (head, index, form, related records), backwards with Shift. */
export const focusNextRegion = (backwards: boolean): boolean => {
  const all = regions();
  const at = all.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const next = all[(Math.max(at, backwards ? 0 : -1) + step + all.length) % all.length];
  const target = next?.querySelector<HTMLElement>(`[data-section-head], a[href], ${focusable}`);
  target?.focus();
  return target !== undefined && target !== null;
};
