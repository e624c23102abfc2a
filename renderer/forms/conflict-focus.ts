const firstButton = (conflict: Element | undefined): HTMLElement | null =>
  conflict?.querySelector<HTMLElement>('button') ?? null;

const inputBeside = (conflict: Element): HTMLElement | null =>
  conflict
    .closest('[data-field]')
    ?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button') ?? null;

/**
 * Where the keyboard goes when a field in conflict is settled and leaves the screen: to its input where it
 * stands in a form, else to the next conflict, the one before, or the heading of the screen.
 */
export const placeAfter = (conflict: Element): HTMLElement | null => {
  const all = [...document.querySelectorAll('[data-conflict]')];
  const at = all.indexOf(conflict);
  return (
    inputBeside(conflict) ??
    firstButton(all[at + 1]) ??
    firstButton(all[at - 1]) ??
    document.querySelector<HTMLElement>('main h1[tabindex]')
  );
};
