import { useEffect, useState, type RefObject } from 'react';

/** Height of a card and the gap below it, CSS pixels; board.css says the same. */
export const cardHeight = 108;
/** Cards drawn beyond either edge. */
const spare = 4;

export interface LaneSight {
  first: number;
  last: number;
  /** Cards that fit. */
  page: number;
}

const sightOf = (element: HTMLElement): LaneSight => ({
  first: Math.max(0, Math.floor(element.scrollTop / cardHeight) - spare),
  last: Math.ceil((element.scrollTop + element.clientHeight) / cardHeight) + spare,
  page: Math.max(1, Math.floor(element.clientHeight / cardHeight)),
});

/** Which cards of a lane are in sight, or nearly. */
export const useLaneSight = (lane: RefObject<HTMLElement | null>): LaneSight => {
  const [sight, setSight] = useState<LaneSight>({ first: 0, last: 12, page: 5 });
  useEffect(() => {
    const element = lane.current;
    if (element === null) return;
    const measure = () => {
      const next = sightOf(element);
      setSight((before) =>
        before.first === next.first && before.last === next.last ? before : next,
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [lane]);
  return sight;
};
