/** Both looks; the tests go through each. */
export const themes = ['light', 'dark'] as const;

export const wear = (theme: (typeof themes)[number]) => {
  document.documentElement.dataset['theme'] = theme;
};
