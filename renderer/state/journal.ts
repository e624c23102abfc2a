import { create } from 'zustand';
import type { Problem } from '#shared/problems/index.ts';

interface Journal {
  /** Whether all that is committed is also in the journal, on its way there, or held up. */
  state: 'journaled' | 'journaling' | 'failing';
  /** What holds it up. */
  problem: Problem | null;
}

/** How safe the newest edits are, as the line at the window's foot says. */
export const useJournal = create<Journal>(() => ({ state: 'journaling', problem: null }));
