/** Small choices of this window (theme, folded sections) that outlive it; never records. */
const prefix = 'expert-desk.';

/** What was remembered under a name; null where nothing was, or where storage is blocked. */
export const recall = (name: string): string | null => {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
};

/** Remembers a text under a name; a blocked or full storage only forgets it. */
export const remember = (name: string, text: string): void => {
  try {
    localStorage.setItem(prefix + name, text);
  } catch {
    // The choice then holds until the window closes.
  }
};

/** Hears of what other windows of the desk remember under a name; the function that it gives stops listening. */
export const onRemembered = (name: string, listener: () => void): (() => void) => {
  const hear = ({ key }: StorageEvent) => {
    if (key === null || key === prefix + name) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
};
