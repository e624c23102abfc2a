import { useRef } from 'react';

/**
 * Lets one piece of work through at a time; for what is asked for meanwhile, such as by a second press of
 * Enter, it gives `otherwise`. The button stays as it is: one that is disabled would lose the keyboard.
 */
export const useOneAtATime = () => {
  const isBusy = useRef(false);
  return async <T>(run: () => Promise<T>, otherwise: T): Promise<T> => {
    if (isBusy.current) return otherwise;
    isBusy.current = true;
    try {
      return await run();
    } finally {
      isBusy.current = false;
    }
  };
};
