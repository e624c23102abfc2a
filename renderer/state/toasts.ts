import { create } from 'zustand';

/** A short message at the edge of the window. Errors stay until they are closed, and so does what `stays`. */
export interface Toast {
  id: number;
  tone: 'info' | 'success' | 'error';
  text: string;
  stays?: true;
  action?: { label: string; run: () => void };
}

interface Toasts {
  toasts: readonly Toast[];
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

let last = 0;

export const useToasts = create<Toasts>((set) => ({
  toasts: [],
  show: (toast) =>
    set(({ toasts }) => ({ toasts: [...toasts.slice(-3), { ...toast, id: ++last }] })),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));
