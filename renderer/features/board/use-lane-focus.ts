import { useLayoutEffect, useRef } from 'react';
import type { LaneHandle } from './lane.tsx';

/** The lane in which the keyboard is; undefined elsewhere. */
const laneWithFocus = (): string | undefined =>
  document.activeElement instanceof HTMLElement
    ? document.activeElement.dataset['lane']
    : undefined;

/**
 * Keeps the keyboard in the lane of the cursor, which goes along when its card is moved (BOARD5).
 * It follows only from the lane that the cursor has left: a keyboard that has gone on to another
 * lane by itself is in the right already. Before painting, so that no key falls in between.
 */
export const useLaneFocus = (key: string | undefined, index: number) => {
  const handles = useRef(new Map<string, LaneHandle>());
  const isWanted = useRef(false);
  const before = useRef(key);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = key;
    const isLeftBehind = left !== key && left !== undefined && laneWithFocus() === left;
    if (key === undefined || !(isWanted.current || isLeftBehind)) return;
    isWanted.current = false;
    const handle = handles.current.get(key);
    handle?.show(index);
    handle?.focus();
  });
  return {
    keep: (of: string, handle: LaneHandle | null) => {
      if (handle === null) handles.current.delete(of);
      else handles.current.set(of, handle);
    },
    /** Brings the keyboard to the cursor once it is where it was put. */
    ask: () => {
      isWanted.current = true;
    },
    /** From a lane that the cursor has left, such as a menu gives the focus back to. */
    redirect: () => handles.current.get(key ?? '')?.focus(),
    /** Cards that fit into a lane. */
    page: () => handles.current.get(key ?? '')?.page ?? 5,
  };
};
