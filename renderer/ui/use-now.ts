import { useEffect, useState } from 'react';

/** Milliseconds after which words such as “2 minutes ago” are looked at again. */
const step = 20_000;

/** The time now, in milliseconds since 1970; drawn anew every few seconds. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, []);
  return now;
};
