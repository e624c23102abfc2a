import { useState } from 'react';

/** Something that takes a second and may fail: what is wrong with the last attempt, and whether one is under way. */
export const useAttempt = () => {
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  /** Gives whether it worked. */
  const attempt = async (work: () => Promise<string | null>): Promise<boolean> => {
    setPending(true);
    setError(null);
    const failed = await work().finally(() => setPending(false));
    setError(failed);
    return failed === null;
  };
  return { error, isPending, attempt };
};
