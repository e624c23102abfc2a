import { create } from 'zustand';

interface Status {
  /** Edits on their way into the database. */
  pending: number;
  /** What the screen says of itself, such as “1,204 profiles”; '' for nothing. */
  screen: string;
}

/** What the line at the window's foot says. */
export const useStatus = create<Status>(() => ({ pending: 0, screen: '' }));

/** Counts a write as pending until it has settled. */
export const whileSaving = async <T>(writing: Promise<T>): Promise<T> => {
  useStatus.setState(({ pending }) => ({ pending: pending + 1 }));
  try {
    return await writing;
  } finally {
    useStatus.setState(({ pending }) => ({ pending: pending - 1 }));
  }
};

export const showScreenStatus = (screen: string) => useStatus.setState({ screen });
