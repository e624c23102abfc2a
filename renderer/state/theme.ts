import { create } from 'zustand';
import { recall, remember } from './remembered.ts';

/** `system` follows the operating system, and changes with it. */
export type Theme = 'system' | 'light' | 'dark';

export const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

const themeOf = (text: string | null): Theme => themes.find((theme) => theme === text) ?? 'system';

/** Styles read `data-theme`; without it they follow the system. public/theme.js does the same at start. */
const apply = (theme: Theme) => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

interface ThemeChoice {
  theme: Theme;
  choose: (theme: Theme) => void;
}

export const useTheme = create<ThemeChoice>((set) => ({
  theme: themeOf(recall('theme')),
  choose: (theme) => {
    apply(theme);
    remember('theme', theme);
    set({ theme });
  },
}));
