import { useEffect } from 'react';
import type { Desk } from '../db/desk.ts';

/** Milliseconds after the start before the search makes itself ready: the first screen comes first. */
const rest = 4000;

/** Lets the search read its index, or begin to make one, before anybody asks. */
export const useWarmSearch = (desk: Desk) => {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      desk.search('', { limit: 1, signal }).catch(() => undefined);
    }, rest);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [desk]);
};
