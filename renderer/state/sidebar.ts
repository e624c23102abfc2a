import { create } from 'zustand';
import { recall, remember } from './remembered.ts';

interface Sidebar {
  folded: boolean;
  toggle: () => void;
}

/** Whether the user folded the sidebar to its icons; narrow windows fold it anyway. */
export const useSidebar = create<Sidebar>((set, get) => ({
  folded: recall('sidebar') === 'folded',
  toggle: () => {
    const folded = !get().folded;
    remember('sidebar', folded ? 'folded' : 'open');
    set({ folded });
  },
}));
